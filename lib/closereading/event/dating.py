"""Say when a happening was: one table of rules, tried in order, each with its example."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from ..article import Article, per_article
from ..parse import Parse, parse
from ..timex import timexes
from .clause import ASPECT, PLANNING, REPORTING, is_predicate, mark, own_subject, tense
from .when import UNDATED, When, day_number, document_date, is_before, shifted, stated, vague

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MAX_DEPTH = 40  # steps from a clause to the clause that dates it
NEWS_DAYS = 7  # a report tells of the days before it
LEAD_SENTENCES = 3  # the headline and two sentences below it
NARRATED = frozenset({"past", "perfect", "present"})
OCCASION = frozenset("during at in on after before following since until upon".split())
MEASURE = frozenset("for from than versus vs over within compared despite like of to".split())
MODIFIERS = frozenset("amod compound nmod nummod poss".split())
WHOLE = frozenset({"the day", "the week", "the month", "the year"})  # to end the day
RARE = frozenset("first last only".split())
POINTERS = frozenset("he she it they this that these those the both".split())
RANGES = re.compile(r"from\| (?:to|until|till|through) |between\| and |.*\| ?[-–—] ?", re.DOTALL)
EARLIER = frozenset("earlier previous prior former past recent older".split())


class Anchor(NamedTuple):
    """A time expression that reaches a word, over so many nouns and so many characters."""

    when: When
    n_nouns: int
    distance: int


class Step(NamedTuple):
    """How a date is asked for: at which depth, and whether the caller vouches for the event."""

    depth: int
    vouched: bool


class Dating:
    """The dates of an article's happenings, each worked out once."""

    def __init__(self, article: Article) -> None:
        self.parse: Parse = parse(article)
        self.document = document_date(article)
        self.anchors: dict[int, list[Anchor]] = defaultdict(list)
        self.covered: dict[int, When] = {}  # tokens of time expressions
        self.memo: dict[tuple[int, bool], When] = {}
        self.same: dict[str, list[Token]] = defaultdict(list)
        self.days: list[tuple[int, When]] = []
        self.offsets: dict[int, tuple[int, int, bool]] = {}
        self.is_told = article.genre == "narrative"
        table = timexes(article).to_dict("records")
        for timex in with_ranges(table, self.parse.doc.text):
            self._attach(timex)
        for i in sorted(self.anchors):
            self._index(self.parse.doc[i])
        end = self.parse.sentences[:LEAD_SENTENCES][-1].end
        opening = (day for day in self.days if self.parse.doc[day[0]].idx < end)
        self.lead = next(opening, (0, UNDATED))
        self.is_report = self._is_report(table)

    def _is_report(self, table: list[dict[str, Any]]) -> bool:
        """Return whether a main clause without a date may stand at the publication.

        A day of publication is known, and the first days that the text states are near it.
        """
        if self.is_told or not self.document.date:
            return False
        dated = [t for t in table if t["type"] in ("DATE", "TIME") and t["earliest"]][:3]
        near = [self._is_near(t["latest"]) or self._is_near(t["earliest"]) for t in dated]
        return any(near) or not near

    def _is_near(self, iso: str) -> bool:
        """Return whether a day is one that a report of the document's date tells of."""
        day, last = day_number(iso), day_number(self.document.latest)
        return day is not None and last is not None and 0 <= last - day <= NEWS_DAYS

    def _attach(self, timex: dict[str, Any]) -> None:
        """Find the words that an expression dates, climbing from it through the parse."""
        span = self.parse.doc.char_span(timex["start"], timex["end"], alignment_mode="expand")
        if span is None:
            return
        self.covered.update(
            dict.fromkeys(range(span.start, span.end), stated(timex, "", self.document))
        )
        if timex["type"] == "DURATION":
            self._offset(span, timex["value"])
        if timex["type"] not in ("DATE", "TIME") or timex["value"] == "PRESENT_REF":
            return
        node, preposition, n_nouns = span.root, "", 0
        while node.head.i != node.i:
            head = node.head
            if node.dep_ in ("nsubj", "nsubjpass"):
                return
            if node.dep_ == "dobj" and span.text.lower() in WHOLE:
                return
            if head.i in range(span.start, span.end):
                node = head
                continue
            if head.pos_ == "ADP" or node.dep_ in ("pobj", "pcomp"):
                preposition = "" if "is_range" in timex else head.lower_
                if preposition == "compared":
                    return
            elif is_predicate(head):
                if preposition not in MEASURE and (preposition != "since" or runs_since(head)):
                    self._add(head, timex, preposition, n_nouns)
                if head.dep_ != "acl" or tense(head) != "infinitive":
                    return
                n_nouns += 1
            elif head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and node.dep_ != "conj":
                if preposition == "since":
                    return
                before = node.i < head.i
                if before and head.dep_ in MODIFIERS and head.i < head.head.i:
                    node = head
                    continue
                if not (n_nouns and before):
                    self._add(head, timex, preposition, n_nouns)
                n_nouns += 1
                if before or preposition in MEASURE:
                    if head.dep_ != "pobj" or head.head.lower_ not in OCCASION:
                        return
                    preposition = ""
            node = head

    def _offset(self, span: "Span", value: str) -> None:
        """Note that one event is so many days after another: "a day after they met"."""
        amount = re.fullmatch(r"P(\d+)([DW])", value)
        after = self.parse.doc[span.end] if span.end < len(self.parse.doc) else None
        if not amount or after is None or after.lower_ not in ("after", "before"):
            return
        other = after.head if after.dep_ == "mark" else next(after.rights, None)
        if other is None:
            return
        event = other.head if after.dep_ == "mark" else after.head
        if event.i == other.i:
            event = next((c for c in other.lefts if is_predicate(c) and c.i < span.start), event)
        if event.i == other.i:
            return
        n_days = int(amount[1]) * (7 if amount[2] == "W" else 1) * (1 if after.lower_ == "after" else -1)
        self.offsets[event.i] = (other.i, n_days, True)
        self.offsets[other.i] = (event.i, -n_days, False)

    def _add(self, token: "Token", timex: dict[str, Any], preposition: str, n_nouns: int) -> None:
        if timex["earliest"] or not timex["value"].endswith("_REF"):
            when = stated(timex, preposition, self.document, is_occasion=n_nouns > 0)
        elif is_predicate(token) and not preposition:
            when = vague(timex, self._before(token), self.document)
        else:
            return
        self.anchors[token.i].append(Anchor(when, n_nouns, abs(token.idx - timex["start"])))

    def _before(self, token: "Token") -> When:
        """Return the time of the last dated clause before this one, in its paragraph."""
        paragraph = self.parse.sentence_at(token.idx).paragraph
        for i in range(token.i - 1, -1, -1):
            other = self.parse.doc[i]
            if self.parse.sentence_at(other.idx).paragraph != paragraph:
                break
            if i in self.anchors and is_predicate(other):
                return self.own(other)
        return UNDATED

    def sentence_number(self, offset: int) -> int:
        """Return the position of the sentence in which an offset falls, from 0."""
        return int(self.parse.sentence_at(offset).sent_id[1:]) - 1

    def _index(self, token: "Token") -> None:
        """Note which words name a happening that is dated here."""
        when = self.own(token)
        self.same[stem(token)].append(token)
        if not is_predicate(token):
            return
        for child in token.children:
            if child.dep_ in ("dobj", "nsubjpass") and child.pos_ == "NOUN":
                self.same[stem(child)].append(token)
        if token.dep_ in ("ROOT", "conj", "ccomp") and tense(token) in NARRATED:
            if self._is_near(when.date):
                self.days.append((token.i, when))

    def own(self, token: "Token") -> When:
        """Return the time stated in the token's own clause or phrase."""
        found = self.anchors.get(token.i, [])
        if not found:
            return UNDATED
        return min(found, key=lambda a: (a.n_nouns, not a.when.date, a.distance)).when

    def now(self, token: "Token") -> tuple[When, int]:
        """Return the day at which a clause of a report stands that gives none, and where it is."""
        days = self.days
        if token.lemma_ in REPORTING:
            days = [day for day in days if self.parse.doc[day[0]].lemma_ in REPORTING]
        at = bisect_right(days, token.i, key=lambda day: day[0])
        i, when = days[at - 1] if at else self.lead
        return when, i

    def date(self, token: "Token", *, vouched: bool, depth: int = 0) -> When:
        """Return when the happening named by this word was, by the first rule that fits.

        `vouched`: the caller says that the word names an event, so that a report's own date may
        stand for a date that the text doesn't give.
        """
        at = (token.i, vouched)
        if at in self.memo:
            return self.memo[at]
        if depth > MAX_DEPTH:
            return UNDATED
        self.memo[at] = UNDATED
        step = Step(depth + 1, vouched)
        when = UNDATED
        for rule in RULES:
            when = rule(self, token, step)
            if when.edtf:
                break
        self.memo[at] = when
        return when


def by_own(dating: Dating, token: "Token", step: Step) -> When:
    """On Monday the ministers met. After the vote on Monday they left."""
    when = dating.own(token)
    if step.vouched and when.rule.startswith("after the event") and when.earliest:
        return When(when.earliest, when.earliest, when.earliest, "relative", when.timex_id, when.rule)
    return when


def by_offset(dating: Dating, token: "Token", step: Step) -> When:
    """The strike ended on 8 May, a day after the minister resigned."""
    if token.i not in dating.offsets:
        return UNDATED
    at, n_days, is_main = dating.offsets[token.i]
    other = dating.parse.doc[at]
    when = dating.own(other)
    if not when.date and not is_main:
        when = dating.date(other, vouched=step.vouched, depth=step.depth)
    day = shifted(when.date, n_days)
    return When(day, day, day, "relative", when.timex_id, "so many days after") if day else UNDATED


def by_plan(dating: Dating, token: "Token", step: Step) -> When:
    """The ministers are expected to meet on Monday."""
    if token.lemma_ in ASPECT or (token.lemma_ in PLANNING and not step.vouched):
        for child in token.children:
            if child.dep_ == "xcomp":
                return dating.own(child)
    return UNDATED


def by_temporal_clause(dating: Dating, token: "Token", step: Step) -> When:
    """The fault was hidden when the plane flew on 11 December."""
    for child in token.children:
        if child.dep_ == "advcl" and mark(child) in ("when", "as", "while"):
            when = dating.own(child)
            if when.edtf:
                return when.inherited("relative", "clause with when, as, while")
    return UNDATED


def by_relative_clause(dating: Dating, token: "Token", step: Step) -> When:
    """Tensions rose in 2016, when the party took power."""
    if token.dep_ in ("relcl", "advcl") and mark(token) == "when":
        when = dating.covered.get(token.head.i, UNDATED)
        return when.inherited("stated", "time expression, when") if when.edtf else UNDATED
    return UNDATED


def by_subject(dating: Dating, token: "Token", step: Step) -> When:
    """The August 2023 summit emphasised this concern."""
    named = own_subject(token) if is_predicate(token) else None
    if named is None or tense(token) not in ("past", "participle"):
        return UNDATED
    return dating.own(named).inherited("stated", "the event that is its subject")


def by_demonstrative(dating: Dating, token: "Token", step: Step) -> When:
    """The bank failed on Monday. This alarmed investors."""
    if token.lower_ not in ("this", "that") or token.dep_ == "det" or not token.sent.start:
        return UNDATED
    before = dating.parse.doc[token.sent.start - 1].sent.root
    when = dating.date(before, vouched=step.vouched, depth=step.depth)
    return when.inherited("carried", "this: the sentence before")


def by_same_word(dating: Dating, token: "Token", step: Step) -> When:
    """The strike began on Monday. The strike was peaceful."""
    if not step.vouched or token.lemma_.lower() in REPORTING or token.pos_ in ("PRON", "AUX"):
        return UNDATED
    others = [t for t in dating.same[stem(token)] if t.i != token.i]
    if not others:
        return UNDATED
    nearest = min(others, key=lambda t: (not dating.own(t).date, abs(t.i - token.i)))
    return dating.own(nearest).inherited("relative", "same happening, dated elsewhere")


def by_occasion(dating: Dating, token: "Token", step: Step) -> When:
    """On 11 December it made its first flight. A fault on that flight was hidden."""
    if not step.vouched:
        return UNDATED
    for preposition in token.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("at", "during", "in", "on"):
            for noun in preposition.children:
                when = by_same_word(dating, noun, step)
                if when.edtf:
                    return when.inherited("relative", "the event at which it happened")
    return UNDATED


def by_governor(dating: Dating, token: "Token", step: Step) -> When:
    """Closing at 682, the index fell on Thursday. On Monday it rose and fell."""
    head = token
    while head.head.i != head.i:
        if not step.vouched and not shares_time(head):
            return UNDATED
        head = head.head
        if is_predicate(head) or head.i in dating.anchors:
            when = dating.date(head, vouched=step.vouched, depth=step.depth)
            return when.inherited("relative", "governing clause") if when.edtf else UNDATED
    return UNDATED


def by_carry(dating: Dating, token: "Token", step: Step) -> When:
    """On Monday the ministers met. They agreed to meet again."""
    if step.vouched or token.dep_ != "ROOT" or tense(token) != "past" or not points_back(token):
        return UNDATED
    at = dating.sentence_number(token.idx)
    sentence, before = dating.parse.sentences[at], dating.parse.sentences[at - 1] if at else None
    if before is None or before.paragraph != sentence.paragraph:
        return UNDATED
    root = before.span.root
    when = dating.date(root, vouched=False, depth=step.depth)
    if tense(root) != "past" or when.basis == "document" or "/" in when.edtf:
        return UNDATED
    return when.inherited("carried", "the sentence before")


def by_lead(dating: Dating, token: "Token", step: Step) -> When:
    """Shares fell on Monday. The Nikkei lost 3 per cent."""
    when, at = dating.now(token)
    if not when.edtf:
        return UNDATED
    n_away = dating.sentence_number(token.idx) - dating.sentence_number(dating.parse.doc[at].idx)
    if not step.vouched and not (dating.is_report and is_main(token) and n_away < LEAD_SENTENCES):
        return UNDATED
    return when.inherited("carried", "the day that the report is about")


def by_document(dating: Dating, token: "Token", step: Step) -> When:
    """The ministers have met."""
    opening = dating.sentence_number(token.idx) < LEAD_SENTENCES
    if (step.vouched and not dating.is_told) or (dating.is_report and is_main(token) and opening):
        return dating.document
    return UNDATED


Rule = Callable[[Dating, "Token", Step], When]
RULES: tuple[Rule, ...] = (
    by_offset,
    by_own,
    by_plan,
    by_temporal_clause,
    by_relative_clause,
    by_subject,
    by_demonstrative,
    by_same_word,
    by_occasion,
    by_governor,
    by_carry,
    by_lead,
    by_document,
)


def with_ranges(table: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return the expressions with "from 1921 to 1926", "between May and July" made one."""
    found: list[dict[str, Any]] = []
    for timex in table:
        last = found[-1] if found else None
        if last and is_before(last["earliest"], timex["latest"]):
            lead = text[max(0, last["start"] - 9) : last["start"]].lower()
            joint = text[last["end"] : timex["start"]].lower()
            if RANGES.fullmatch(f"{lead.split()[-1] if lead.split() else ''}|{joint}"):
                found[-1] = last | {
                    "end": timex["end"],
                    "edtf": f"{last['edtf']}/{timex['edtf']}",
                    "latest": timex["latest"],
                    "is_range": True,
                }
                continue
        found.append(timex)
    return found


def stem(token: "Token") -> str:
    """Return what a verb and its noun share: meet, meeting; launch, launches."""
    lemma = str(token.lemma_).lower()
    for ending in ("ing", "ation", "ion", "ment", "al", "e"):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 4:
            return lemma[: -len(ending)]
    return lemma


def runs_since(verb: "Token") -> bool:
    """Return whether "since 2016" says from when on, rather than how rare it is.

    Prices have risen since 2016; not: the first rise since 2016.
    """
    rare = any(t.tag_ in ("JJS", "RBS") or t.lower_ in RARE for t in verb.subtree)
    return tense(verb) in ("perfect", "pluperfect") and not rare


def shares_time(token: "Token") -> bool:
    """Return whether a clause happens when the clause above it does.

    Conjuncts of one tense, participles and infinitives do; what somebody says, and what a
    relative clause tells, may be of any time.
    """
    if token.dep_ == "conj":
        named = own_subject(token)
        same = named is None or named.pos_ == "PRON"
        return same and tense(token) == tense(token.head)
    if token.dep_ == "advcl":
        return mark(token) in ("as", "when", "while", "") and tense(token) != "infinitive"
    return token.dep_ in ("xcomp", "pcomp", "prep")


def is_main(token: "Token") -> bool:
    """Return whether the word is the verb of a main clause that tells what happened."""
    main = token.dep_ == "ROOT" or (token.dep_ == "conj" and token.head.dep_ == "ROOT")
    named = own_subject(token)
    earlier = named is not None and any(c.lower_ in EARLIER for c in named.children)
    return main and tense(token) in ("past", "perfect") and not earlier


def points_back(verb: "Token") -> bool:
    """Return whether the subject is known from before: a pronoun, "the talks", "these states"."""
    named = own_subject(verb)
    if named is None or any(c.lower_ in EARLIER for c in named.children):
        return False
    if any(c.dep_ == "pobj" and c.lower_ == "time" for p in verb.children for c in p.children):
        return True  # at the time
    return named.lower_ in POINTERS or any(c.lower_ in POINTERS for c in named.children)


@per_article
def dating(article: Article) -> Dating:
    """Return the article's dating, made once."""
    return Dating(article)
