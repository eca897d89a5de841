"""What is said without quote marks around all of it: the clause that a cue governs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from closereading.clause import SUBJECTS, below, mark, own_subject

from .cue import takes
from .speaker import NO_SPEAKERS, can_speak, speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .speaker import Mentions

UNSAID = frozenset("not n't never neither nor may might could would should".split())
SAID_AFTER_ALL = frozenset({"only", "later", "eventually", "afterwards"})  # "would only say"
WITHHOLDING = frozenset({"refuse", "decline", "fail", "avoid", "stop", "hesitate"})
SAYING = ("say", "tell", "show", "think", "urge")
POINTING = frozenset(
    {"to", "to do", "to do so", "so", "otherwise", "as much", "to be named", "to be identified"}
)
MAX_STEPS = 12
REACH = 12  # tokens between a verb and its "that"


class Content(NamedTuple):
    """The tokens `first` to `last` that a cue governs, and the noun that speaks, if any."""

    cue: "Token"
    speaker: "Token | None"
    first: int
    last: int


def contents(
    tokens: "list[Token]", cast: "Mentions", is_quoted: frozenset[int]
) -> Iterator[Content]:
    """Yield what the cues among these tokens govern, by the parse; quoted cues are left out."""
    for token in tokens:
        if token.i in is_quoted:
            continue
        found = None
        if token.lower_ == "according":
            found = according(token)
        elif token.dep_ == "pobj" and takes(token.lemma_, "viewpoint"):
            found = in_view(token)
        elif token.pos_ in ("ADJ", "VERB") and takes(token.lower_, "adjective"):
            found = convinced(token, is_quoted)
        elif token.pos_ in ("VERB", "AUX") and takes(token.lemma_, *SAYING):
            found = reported(token, is_quoted)
        elif token.pos_ == "VERB" and takes(token.lemma_, "accuse"):
            found = accused(token, is_quoted)
        elif token.pos_ == "NOUN" and takes(token.lemma_, "noun"):
            found = owned(token, is_quoted)
        if found and found.first <= found.last and speaks(found, cast) and not points(found):
            yield found


def speaks(found: Content, cast: "Mentions") -> bool:
    """Return whether the noun found can be the speaker."""
    head = found.speaker
    if head is None or head.tag_ in ("WDT", "WP", "EX") or found.first <= head.i <= found.last:
        return False
    if head.lower_ in NO_SPEAKERS or any(c.lower_ in ("no", "neither") for c in head.children):
        return False
    return not takes(found.cue.lemma_, "show") or can_speak(head, cast)


def points(found: Content) -> bool:
    """Return whether the content only points to another: "to do so"."""
    words = found.cue.doc[found.first : found.last + 1].text.lower().strip(" .,")
    return words.removeprefix("not ") in POINTING


def is_withheld(verb: "Token") -> bool:
    """Return whether somebody didn't, wouldn't or might say it."""
    for _ in range(MAX_STEPS):
        words = {c.lower_ for c in verb.children}
        if words & UNSAID:
            return not words & SAID_AFTER_ALL
        if verb.dep_ != "xcomp" or verb.head.i == verb.i:
            return False
        verb = verb.head
        if verb.lemma_ in WITHHOLDING:
            return True
    return False


def reported(verb: "Token", is_quoted: frozenset[int]) -> Content | None:
    """Return the clause of a verb: after it ("said that"), before it (", he said") or around it."""
    if is_withheld(verb):
        return None
    who = speaker(verb, is_quoted)
    is_urging = takes(verb.lemma_, "urge")
    for child in verb.children:
        if child.pos_ not in ("VERB", "AUX"):
            continue
        infinitive = next((c for c in below(child, "aux") if c.lower_ == "to"), None)
        if child.dep_ == "ccomp" or (child.dep_ == "advcl" and mark(child) == "that"):
            if infinitive is not None and is_urging:
                return Content(verb, who, opening(infinitive), end_of(child))
            if infinitive is not None and not takes(verb.lemma_, "show", "think"):
                continue
            found = extended(clause(verb, child, who))
            if found.first <= found.last:
                return found
        if child.dep_ == "xcomp" and infinitive is not None and is_urging:
            return Content(verb, who, opening(infinitive), end_of(child))
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and is_aside(verb)):
        return around(verb, who)
    before = None if is_urging else spliced(verb)
    return clause(verb, before, who) if before is not None else misread(verb, who)


def opening(infinitive: "Token") -> int:
    """Return where an infinitive begins: its "not" or "never" belongs to what is said."""
    before = infinitive.doc[max(0, infinitive.i - 1)]
    return before.i if before.lower_ in ("not", "never") else infinitive.i


def spliced(verb: "Token") -> "Token | None":
    """Return the clause before a verb that has no other: "If it melts, it opens, he says"."""
    doc, head = verb.doc, verb.head
    lefts = [c for c in verb.lefts if c.dep_ == "advcl" and any(t.text == "," for t in c.subtree)]
    if verb.dep_ == "xcomp":
        lefts += [c for c in head.lefts if c.dep_ == "ccomp"]
    is_joined = any(c.dep_ == "cc" for c in head.children if c.i < verb.i)
    edge = verb.left_edge.i
    if (
        verb.dep_ == "conj"
        and not is_joined
        and "," in (doc[max(0, edge - 1)].text, doc[edge].text)
    ):
        lefts.append(head)
    has_object = any(c.i > verb.i for c in below(verb, "dobj", "ccomp", "xcomp", "prep"))
    return None if has_object else next(filter(own_subject, lefts), None)


def misread(verb: "Token", who: "Token | None") -> Content | None:
    """Return what follows "that" soon after a verb, where the parse makes it another clause."""
    reach = REACH if takes(verb.lemma_, "say", "tell", "show") else 0
    for token in verb.doc[verb.i + 1 : verb.i + reach]:
        if token.lower_ == "that" and token.dep_ in ("mark", "advmod"):
            head = token.head.head if token.head.dep_ == "amod" else token.head
            last = head.right_edge.i if head.i > token.i else verb.sent.end - 1
            return Content(verb, who, token.i + 1, last)
        if (
            token.is_sent_start
            or token.pos_ in ("VERB", "AUX", "CCONJ")
            or token.text in (";", ":", '"')
        ):
            break
    return None


def is_aside(verb: "Token") -> bool:
    """Return whether a clause does no more than name the speaker: "as she put it"."""
    follows_as = verb.left_edge.lower_ == "as" or any(c.lower_ == "as" for c in verb.lefts)
    objects = [c.lower_ for c in verb.rights if c.dep_ in ("dobj", "pobj", "prep")]
    return follows_as and set(objects) <= {"it", "on", "in", "to"}


def clause(cue: "Token", head: "Token", who: "Token | None") -> Content:
    """Return a clause without the "that" it opens with and without the cue's own words."""
    first, last = head.left_edge.i, head.right_edge.i
    if head.i < cue.i:
        own = [cue.i, *(t.left_edge.i for t in (who,) if t is not None and head.i < t.i < cue.i)]
        last = min([last, *(i - 1 for i in own)])
        if any(t.text in (";", ":") for t in cue.doc[head.i : cue.i]):
            last = first - 1  # two sentences side by side
    else:
        first = max(first, cue.i + 1)
        last = min(last, end_of(head))
    mark = next((c for c in head.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if mark is not None and head.i > cue.i:
        first = max(first, mark.i + 1)
    return Content(cue, who, first, last)


def extended(content: Content) -> Content:
    """Return a clause with another that goes on without a comma: "… as the war continues"."""
    last = content.last
    for child in content.cue.rights:
        if child.dep_ == "ccomp" and last < child.i and child.left_edge.i <= last + 1:
            last = child.right_edge.i
    return content._replace(last=last)


def end_of(head: "Token") -> int:
    """Return the last token of a clause, another's speech left out: ", while a lawyer said"."""
    last = head.right_edge.i
    for child in head.rights:
        if child.dep_ not in ("advcl", "conj") or not takes(child.lemma_, "say", "tell", "call"):
            continue
        before = head.doc[max(0, child.left_edge.i - 2) : child.left_edge.i + 1]
        own_subject = any(c.dep_ == "nsubj" for c in child.children)
        is_apart = own_subject and mark(child) != "that" and any(t.text == "," for t in before)
        if is_apart or (child.tag_ == "VBG" and head.tag_ != "VBG"):
            last = min(last, child.left_edge.i - 1)
    while last > head.i and head.doc[last].dep_ == "cc":
        last -= 1
    return last


def around(cue: "Token", who: "Token | None") -> Content:
    """Return the clause around a parenthesis: the side of its verb and subject, or the longer."""
    head = cue.head
    left, right = cue.left_edge, cue.right_edge
    if who is not None and who.i < left.i and who.head.i == cue.i:
        left = who.left_edge
    elif who is not None and who.i > cue.i and any(c.i < cue.i for c in below(cue, "nsubj")):
        left = cue
    first, last = head.left_edge.i, head.right_edge.i
    first = max([first, *(t.i + 1 for t in cue.doc[first : left.i] if t.text == ";")])
    sides = {t.i < left.i for t in (head, *head.children) if t.i == head.i or t.dep_ in SUBJECTS}
    is_before = sides.pop() if len(sides) == 1 else left.i - first > last - right.i
    return Content(cue, who, *((first, left.i - 1) if is_before else (right.i + 1, last)))


def according(cue: "Token") -> Content | None:
    """Return the clause that "according to" goes with, and who is named after it."""
    who = named_after(cue)
    if who is None or takes(who.lemma_, "standard"):
        return None
    if cue.head.i != cue.i:
        return beside_phrase(cue, cue, who)
    last = cue.sent.end - 1
    commas = [t.i for t in cue.doc[who.i : last + 1] if t.text == ","]
    aside = len(commas) > 1 and any(c.dep_ == "appos" for c in who.children)
    return Content(cue, who, commas[aside] + 1, last) if commas else None


def named_after(cue: "Token") -> "Token | None":
    """Return who is named after "according to"."""
    to = next((c for c in cue.children if c.lower_ == "to"), None)
    return to and next(iter(below(to, "pobj", "pcomp")), None)


def in_view(noun: "Token") -> Content | None:
    """Return the clause that "in the view of X" or "in X's words" goes with."""
    who = owner(noun)
    return beside_phrase(noun, noun.head, who) if who and noun.head.lower_ == "in" else None


def beside_phrase(cue: "Token", top: "Token", who: "Token") -> Content:
    """Return the longer side of the clause in which the phrase under `top` stands."""
    head = top.head
    while head.dep_ not in ("ROOT", "ccomp", "relcl", "advcl") and head.head.i != head.i:
        head = head.head
    first, last = head.left_edge.i, head.right_edge.i
    if top.left_edge.i - first > last - top.right_edge.i:
        return Content(cue, who, first, top.left_edge.i - 1)
    return Content(cue, who, top.right_edge.i + 1, last)


def accused(verb: "Token", is_quoted: frozenset[int]) -> Content | None:
    """Return the deed that somebody is accused of."""
    of = next((c for c in below(verb, "prep") if c.lower_ == "of"), None)
    deed = of and next(iter(below(of, "pcomp")), None)
    if of is None or deed is None or is_withheld(verb):
        return None
    return Content(verb, speaker(verb, is_quoted), of.i + 1, deed.right_edge.i)


def owned(noun: "Token", is_quoted: frozenset[int]) -> Content | None:
    """Return the clause of a noun and whose it is: "Washington's view that", "voiced hope that"."""
    head = next(
        (c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl") and mark(c) == "that"), None
    )
    if head is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        head = next((c for c in below(noun.head, "ccomp") if mark(c) == "that"), None)
    if head is None:
        return None
    who = owner(noun)
    if who is None and noun.dep_ == "dobj" and takes(noun.head.lemma_, "carry"):
        who = speaker(noun.head, is_quoted)
    return clause(noun, head, who)


def owner(noun: "Token") -> "Token | None":
    """Return whose a view or a promise is: "X's view", "the view of X"."""
    links = [c for c in below(noun, "prep") if c.lower_ in ("by", "from", "of")]
    by = [p for c in links for p in below(c, "pobj")]
    return next(iter([*below(noun, "poss"), *by]), None)


def convinced(adjective: "Token", is_quoted: frozenset[int]) -> Content | None:
    """Return the clause of an adjective: "is confident that", "made it clear that"."""
    head = next(
        (c for c in adjective.rights if c.dep_ in ("ccomp", "advcl") and mark(c) == "that"), None
    ) or next((c for c in adjective.head.rights if c.i > adjective.i and mark(c) == "that"), None)
    verb = adjective.head
    if head is None or is_withheld(verb) or verb.lemma_ not in ("be", "make", "become", "remain"):
        return None
    return clause(adjective, head, speaker(verb, is_quoted))
