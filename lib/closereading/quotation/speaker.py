"""Who speaks: the noun that a cue belongs to, its phrase, its actor."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from closereading.clause import agents, below, own_subject

from .cue import takes

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
NO_SPEAKERS = frozenset(
    "i we you my our your me us him them there this that these which nobody none neither"
    " nothing".split()
)
LOOSE = frozenset({"relcl", "acl", "appos", "punct", "advcl", "advmod", "prep"})
OWNING = frozenset({"of", "by", "for", "from", "in", "at"})
WITHIN = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})


class Actor(NamedTuple):
    """A mention: where it stands, who it is."""

    start: int
    end: int
    actor_id: str
    kind: str


class Mentions:
    """The mentions of an article, looked up by position."""

    def __init__(self, mentions: pd.DataFrame, text: str) -> None:
        columns = ["start", "end", "actor_id", "kind"]
        self.all = [Actor(*row) for row in mentions[columns].itertuples(index=False)]
        self._text = text
        self._names = {
            name: actor
            for actor in reversed(self.all)
            if (name := text[actor.start : actor.end]).istitle() and actor.kind != "place"
        }
        self._starts = [m.start for m in self.all]
        self._ends = [m.end for m in self.all]

    def within(self, start: int, end: int) -> list[Actor]:
        """Return the mentions that overlap a stretch of the text."""
        return self.all[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def actor(self, head: "Token", start: int, end: int) -> Actor | None:
        """Return the actor that a phrase with this head names.

        In order: the person whose name stands beside it ("her counterpart, Ana Rojas"); the mention
        of the head; a person in the phrase; who wrote the report; the state whose official it is.
        A place where somebody speaks is no speaker. Words that are no mention here, but a name
        elsewhere in the text, are that actor.
        """
        inside = self.within(start, end)
        beside = [c.idx for c in head.rights if c.dep_ == "appos"]
        for mention in inside if head.pos_ == "NOUN" else ():
            if mention.kind == "person" and any(mention.start <= i < mention.end for i in beside):
                return mention
        for mention in inside:
            if mention.start <= head.idx < mention.end:
                return mention
        if person := next((m for m in inside if m.kind == "person" and m.end > head.idx), None):
            return person
        if takes(head.lemma_, "document") and inside:
            return inside[-1]
        states = [m for m in inside if m.kind not in ("person", "place")]
        is_organ = takes(head.lemma_, "organ")
        states = [m for m in states if is_organ or not self.is_scene(m.start)]
        return next(iter(states), None) if inside else self._names.get(self._text[start:end])

    def is_scene(self, start: int) -> bool:
        """Return whether "in" or "at", or "in the", stands before a place in the text."""
        before = self._text[max(0, start - 8) : start].lower().removesuffix("the ").split()
        return bool(before) and before[-1] in ("in", "at")


def speaker(cue: "Token", is_quoted: frozenset[int] = frozenset()) -> "Token | None":
    """Return the noun that speaks: who does what the cue says, outside of quote marks."""
    if cue.dep_ == "advcl" and cue.tag_ in ("VBD", "VBZ") and own_subject(cue) is None:
        return beside(cue)
    named = next(iter(agents(cue, without=is_quoted)), None)
    if cue.dep_ == "parataxis" and named is not None and cue.nbor(-1).text == ",":
        named = next((c for c in below(cue, "nsubj", "dobj") if c.i > cue.i), named)  # ", said X,"
    return after_dateline(named, cue) if named is not None and named.i < cue.i else named


def after_dateline(noun: "Token", verb: "Token") -> "Token":
    """Return the noun after the one dash: "SEOUL, South Korea — The army said"."""
    dashes = [t.i for t in noun.doc[noun.i : verb.i] if t.text in ("—", "–", "--")]
    if not noun.is_upper or len(noun) < 3 or len(dashes) != 1:
        return noun
    found = noun.doc[dashes[0] + 1]
    while found.dep_ in WITHIN and found.i < found.head.i < verb.i:
        found = found.head
    return found if found.pos_ in ("NOUN", "PROPN", "PRON") else noun


def beside(verb: "Token") -> "Token | None":
    """Return the noun just before a finite verb that the parse leaves without a subject."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].is_punct:
        at -= 1
    noun = verb.doc[max(at, 0)]
    while noun.dep_ in ("appos", "compound") and noun.head.i != noun.i:
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN", "PRON") and noun.i < verb.i else None


def can_speak(head: "Token", cast: Mentions) -> bool:
    """Return whether a noun can say something: a name, a person, a body, a document."""
    if head.pos_ in ("PROPN", "PRON"):
        return head.lower_ != "it" or head.dep_ == "nsubj"
    if takes(head.lemma_, "person", "body", "organ", "document"):
        return True
    return any(m.kind != "place" for m in cast.within(head.idx, head.idx + len(head)))


def phrase(head: "Token") -> tuple[int, int]:
    """Return where the phrase of a speaker stands, without what is said of him."""
    doc, first, last = head.doc, head.left_edge.i, phrase_end(head)
    if head.pos_ == "NOUN":
        names = [c.i for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"]
        last = max([last, *names])
    while first < head.i and not any(c.isalnum() for c in doc[first].text):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def phrase_end(head: "Token") -> int:
    """Return the last token of a noun and what belongs to it, clauses and asides left out."""
    last, pending = head.i, [head]
    while pending:
        noun = pending.pop()
        last = max(last, noun.i)
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in OWNING:
                objects = [c for c in child.children if c.dep_ == "pobj"]
                if child.lower_ in ("in", "at") and any(c.pos_ != "PROPN" for c in objects):
                    break
                pending += objects
            elif child.dep_ == "conj":
                pending.append(child)
            elif child.dep_ in LOOSE:
                break
    return last
