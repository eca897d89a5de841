"""When a happening was: the rules, in the order in which they are tried."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from closereading.clause import ASPECT, PLANNING, is_predicate, mark, own_subject, tense

from .when import UNDATED, When, shifted
from .words import EARLIER, POINTERS, REPORTING, UNITS, goes_on

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .dating import Dating

MAX_STEPS = 40  # words from a clause up to the clause that dates it
LEAD_SENTENCES = 3  # the headline and two sentences below it
POINTS_TO_EVENT = frozenset({"at", "during", "in", "on"})


class Step(NamedTuple):
    """How a date is asked for: at which depth, and whether the caller vouches for the event."""

    depth: int
    vouched: bool


def by_offset(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time so many days after or before another happening."""
    if token.i not in dating.anchors.offsets:
        return UNDATED
    offset = dating.anchors.offsets[token.i]
    other = dating.doc[offset.other]
    when = dating.own(other)
    if not when.date and not offset.is_main:
        when = dating.date(other, vouched=step.vouched, depth=step.depth)
    day = shifted(when.date, offset.n_days)
    return When(day, day, day, "relative", when.timex_id, "so many days after") if day else UNDATED


def by_own(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time stated in the clause or phrase itself."""
    when = dating.own(token)
    if step.vouched and when.is_after_occasion:
        day = when.earliest
        return When(day, day, day, "relative", when.timex_id, when.rule)
    return when


def by_plan(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of what is planned or begun."""
    if token.lemma_ in ASPECT or (token.lemma_ in PLANNING and not step.vouched):
        for child in token.children:
            if child.dep_ == "xcomp":
                return dating.own(child)
    return UNDATED


def by_temporal_clause(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the clause with when, as or while."""
    for child in token.children:
        if child.dep_ == "advcl" and mark(child) in ("when", "as", "while"):
            when = dating.own(child)
            if when.edtf:
                return when.inherited("relative", "clause with when, as, while")
    return UNDATED


def by_relative_clause(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the expression that "when" takes up."""
    if token.dep_ in ("relcl", "advcl") and mark(token) == "when":
        when = dating.anchors.covered.get(token.head.i, UNDATED)
        return when.inherited("stated", "time expression, when")
    return UNDATED


def by_subject(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the happening that is the subject."""
    named = own_subject(token) if is_predicate(token) else None
    if named is None or tense(token) not in ("past", "participle"):
        return UNDATED
    return dating.own(named).inherited("stated", "the event that is its subject")


def by_demonstrative(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the sentence before, which "this" takes up."""
    if token.lower_ not in ("this", "that") or token.dep_ == "det" or not token.sent.start:
        return UNDATED
    before = dating.doc[token.sent.start - 1].sent.root
    when = dating.date(before, vouched=step.vouched, depth=step.depth)
    return when.inherited("carried", "this: the sentence before")


def by_same_word(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the same happening, dated elsewhere."""
    if not step.vouched or token.lemma_.lower() in REPORTING or token.pos_ in ("PRON", "AUX"):
        return UNDATED
    return dating.elsewhere(token).inherited("relative", "same happening, dated elsewhere")


def by_occasion(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the event at which it happened."""
    for preposition in token.children if step.vouched else ():
        if preposition.dep_ == "prep" and preposition.lower_ in POINTS_TO_EVENT:
            for noun in preposition.children:
                when = by_same_word(dating, noun, step)
                if when.edtf:
                    return when.inherited("relative", "the event at which it happened")
    return UNDATED


def by_governor(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the clause on which it hangs."""
    head = token
    for _ in range(MAX_STEPS):
        if head.head.i == head.i or not (step.vouched or shares_time(head)):
            break
        head = head.head
        if is_predicate(head) or head.i in dating.anchors.of:
            when = dating.date(head, vouched=step.vouched, depth=step.depth)
            return when.inherited("relative", "governing clause")
    return UNDATED


def by_carry(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the sentence before, in the same paragraph."""
    if token.dep_ != "ROOT" or tense(token) != "past":
        return UNDATED
    if not points_back(token) or has_time(dating, token):
        return UNDATED
    at = dating.sentence_number(token)
    sentence = dating.parse.sentences[at]
    before = dating.parse.sentences[at - 1] if at else None
    if before is None or before.paragraph != sentence.paragraph:
        return UNDATED
    root = before.span.root
    when = dating.date(root, vouched=False, depth=step.depth)
    if tense(root) != "past" or when.basis == "document" or "/" in when.edtf:
        return UNDATED
    return when.inherited("carried", "the sentence before")


def by_lead(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the day that the report is about."""
    when, at = dating.now(token)
    if not step.vouched:
        n_away = dating.sentence_number(token) - dating.sentence_number(dating.doc[at])
        if n_away >= LEAD_SENTENCES or not is_reported(dating, token):
            return UNDATED
    return when.inherited("carried", "the day that the report is about")


def by_document(dating: "Dating", token: "Token", step: Step) -> When:
    """Return the time of the publication, for the opening of a report."""
    if step.vouched:
        return dating.document if dating.document.date and not dating.is_told else UNDATED
    opening = dating.sentence_number(token) < LEAD_SENTENCES
    return dating.document if opening and is_reported(dating, token) else UNDATED


class Rule(NamedTuple):
    """One rule, and an example in which it dates the last occurrence of a word."""

    date: Callable[["Dating", "Token", Step], When]
    example: str
    word: str


RULES = (
    Rule(by_offset, "The strike ended on 8 May 2021, two days after she resigned.", "resigned"),
    Rule(by_own, "On 8 May 2021 the ministers met.", "met"),
    Rule(by_plan, "The ministers are expected to meet on 8 May 2021.", "expected"),
    Rule(by_temporal_clause, "Nobody sang when the ministers met on 8 May 2021.", "sang"),
    Rule(by_relative_clause, "Tensions grow since 2016, when the party took power.", "took"),
    Rule(by_subject, "The August 2023 summit emphasised this concern.", "emphasised"),
    Rule(by_demonstrative, "The bank failed on 8 May 2021. This was a shock to everybody.", "This"),
    Rule(by_same_word, "The strike of 8 May 2021 was long. Nobody liked the strike.", "strike"),
    Rule(by_occasion, "It made a flight on 8 May 2021. There was a fault on that flight.", "fault"),
    Rule(by_governor, "On 8 May 2021 the ministers met and signed a treaty.", "signed"),
    Rule(by_carry, "On 8 May 2021 the ministers met. They agreed on a treaty.", "agreed"),
    Rule(by_lead, "Shares fell on Monday. Tokyo lost 3 per cent.", "lost"),
    Rule(by_document, "The ministers have met.", "met"),
)


def shares_time(token: "Token") -> bool:
    """Return whether a clause happens when the clause above it does.

    Conjuncts of one tense, participles and infinitives do; what somebody says, and what a
    relative clause tells, may be of any time.
    """
    if token.dep_ == "conj":
        named = own_subject(token)
        same = named is None or named.pos_ == "PRON"
        return same and tense(token) == tense(token.head) and not lasts(token)
    if token.dep_ == "advcl":
        return mark(token) in ("as", "when", "while", "") and tense(token) != "infinitive"
    return token.dep_ in ("xcomp", "pcomp", "prep")


def is_reported(dating: "Dating", token: "Token") -> bool:
    """Return whether a report tells with this word, in a main clause, what has just happened."""
    main = token.dep_ == "ROOT" or (token.dep_ == "conj" and token.head.dep_ == "ROOT")
    if not dating.is_report or not main or has_time(dating, token) or lasts(token):
        return False
    return tense(token) in ("past", "perfect") and not is_earlier(own_subject(token))


def lasts(verb: "Token") -> bool:
    """Return whether a clause tells what goes on or returns: "has long claimed", "for years"."""
    if any(c.dep_ == "advmod" and goes_on(c) for c in verb.children):
        return True
    if tense(verb) != "perfect":
        return False
    spans = (t for t in verb.subtree if t.lower_ in UNITS and t.dep_ == "pobj")
    return verb.tag_ == "VBG" or any(next(filter(is_predicate, t.ancestors)) == verb for t in spans)


def has_time(dating: "Dating", verb: "Token") -> bool:
    """Return whether a clause gives a time that couldn't be read or doesn't date its verb."""
    for child in verb.children:
        for token in (child, *child.children) if child.dep_ in ("prep", "npadvmod") else ():
            number = token.is_digit and len(token) >= 4
            if number or token.i in dating.anchors.dated or token.ent_type_ in ("DATE", "TIME"):
                return True
    return False


def is_earlier(named: "Token | None") -> bool:
    """Return whether the subject is of a time before what was told: "an earlier report"."""
    return named is not None and any(c.lower_ in EARLIER for c in named.children)


def points_back(verb: "Token") -> bool:
    """Return whether a clause goes on with what was told: "they", "the talks", "then"."""
    named = own_subject(verb)
    if named is None or is_earlier(named):
        return False
    told = {c.lower_ for p in verb.children for c in p.children if c.dep_ == "pobj"}
    if "time" in told or any(c.lower_ == "then" for c in verb.children):
        return True
    pointers = POINTERS if named.pos_ != "PROPN" else frozenset[str]()
    return named.lower_ in POINTERS or any(c.lower_ in pointers for c in named.children)
