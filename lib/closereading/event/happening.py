"""Which words of an article name a happening, and who and what belongs to it."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from closereading.clause import (
    ASPECT,
    PLANNING,
    is_negated,
    is_predicate,
    mark,
    own_subject,
    subject,
    tense,
)

from .dating import Dating
from .words import ANSWERS, FIRST_PERSON, HAPPENINGS, SAYING, STATIVE

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN"})
TOLD = frozenset({"past", "perfect", "pluperfect", "future", "modal", "progressive"})
FINITE = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})
MAX_CLIMB = 60  # words from a mention up to the clause that it takes part in
QUESTIONS = frozenset({"WDT", "WP", "WP$", "WRB"})
DATELINE = re.compile(r"[A-Z]{2}[A-Z'. -]*(?:, [^\n—–]{2,30}?|\s?\([^)\n]*\))?\s?(?:—|–|--)\s")
DASH = re.compile(r"\s(?:—|–|--)\s")


class Happening(NamedTuple):
    """The word that names a happening, and the word that heads its clause or phrase."""

    trigger: "Token"
    clause: "Token"


def happenings(known: Dating, headings: Container[str]) -> Iterator[Happening]:
    """Yield what happens, sentence by sentence; headings and time expressions are left out."""
    sentences = known.parse.sentences
    for sentence in sentences:
        if len(sentences) > 1 and sentence.sent_id in headings:
            continue
        for token in sentence.span:
            if token.i in known.anchors.covered:
                continue
            if is_predicate(token):
                dated = is_dated_happening(known, token)
                if dated or (is_told_happening(token) and not tells_dated(known, token)):
                    noun = dated_subject(known, token)
                    yield Happening(token if noun is None else noun, token)
            elif names_happening(known, token):
                yield Happening(token, token)


def is_dated_happening(known: Dating, verb: "Token") -> bool:
    """Return whether a verb has a date of its own, and isn't told by the verb above it."""
    if not can_be_told(verb):
        return False
    if known.own(verb).edtf or (verb.lemma_ in PLANNING | ASPECT and tells_dated(known, verb)):
        return True
    return verb.dep_ == "relcl" and mark(verb) == "when" and verb.head.i in known.anchors.covered


def is_told_happening(verb: "Token") -> bool:
    """Return whether a verb without a date tells of a happening rather than of a state."""
    form, named = tense(verb), own_subject(verb)
    if verb.lemma_.lower() in STATIVE or verb.pos_ == "AUX" or not can_be_told(verb):
        return False
    if verb.lemma_ in PLANNING and form == "present":
        return any(c.dep_ == "xcomp" for c in verb.children)
    said = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    if form not in TOLD or verb.dep_ not in FINITE or (verb.lemma_ in SAYING and not said):
        return False
    if named is None:
        return verb.dep_ in ("ROOT", "conj")
    free = any(c.tag_ in ("WP", "WDT") for c in verb.children)  # what was said
    return named.lower_ not in FIRST_PERSON and not (
        verb.dep_ == "ccomp" and (free or form == "progressive")
    )


def tells_dated(known: Dating, verb: "Token") -> bool:
    """Return whether what the verb governs has a date: "offered to restart talks in May"."""
    return any(c.dep_ == "xcomp" and known.own(c).edtf for c in verb.children)


def can_be_told(verb: "Token") -> bool:
    """Return whether a verb has a subject, and isn't a mere part of what another verb tells."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ in PLANNING | ASPECT and is_predicate(verb.head):
        return False
    if subject(verb) is None or leaves_unsaid(verb):
        return False
    return not (verb.dep_ == "acl" and tense(verb) == "infinitive")


def leaves_unsaid(verb: "Token") -> bool:
    """Return whether nothing happened but that a question stays open: "did not say whether"."""
    if verb.lemma_ not in ANSWERS or not is_negated(verb):
        return False
    asked = [c for c in verb.children if c.dep_ in ("ccomp", "advcl") and c.i > verb.i]
    return any(mark(c) in ("if", "whether") or asks(c) for c in asked)


def asks(verb: "Token") -> bool:
    """Return whether a clause begins with a question word: "who will pay"."""
    inside = (t for c in verb.lefts for t in (c, *c.lefts))
    return any(t.tag_ in QUESTIONS for t in inside)


def names_happening(known: Dating, noun: "Token") -> bool:
    """Return whether a noun has a date of its own that no clause has: "the March 22 meeting"."""
    if noun.i not in known.anchors.of or noun.pos_ not in NOUNS:
        return False
    if noun.lemma_.lower() not in HAPPENINGS:
        return False
    governor = next(filter(is_predicate, noun.ancestors), noun.sent.root)
    timex_id = known.own(noun).timex_id
    taken = any(a.when.timex_id == timex_id for a in known.anchors.of.get(governor.i, ()))
    told = dated_subject(known, governor) if is_predicate(governor) else None
    return not taken and not (told is not None and told.i == noun.i and is_told_happening(governor))


def dated_subject(known: Dating, verb: "Token") -> "Token | None":
    """Return the subject that lends the verb its date: "The August 2023 summit emphasised"."""
    noun = own_subject(verb)
    if noun is None or known.own(verb).edtf or tense(verb) != "past":
        return None
    return noun if noun.lemma_.lower() in HAPPENINGS and known.own(noun).edtf else None


def is_definite(token: "Token") -> bool:
    """Return whether a noun points back: "the meeting", "this meeting"."""
    return token.pos_ in NOUNS and any(c.lower_ in ("the", "this", "that") for c in token.children)


def participants(
    known: Dating, found: Iterable[Happening], table: pd.DataFrame, column: str
) -> dict[int, str]:
    """Return by trigger the values of a span table that belong to each happening, joined by `;`.

    A mention belongs to the nearest clause above it that is a happening, and to every clause
    whose subject it is part of. What a relative clause or a dateline names takes no part in the
    clause around it. Values stand once, in the order of the text.
    """
    doc = known.doc
    owners = {h.clause.i: h.trigger.i for h in found}
    shared: dict[int, list[int]] = defaultdict(list)
    for h in found:
        named = subject(h.clause) if h.clause.pos_ not in NOUNS else None
        if named is not None:
            shared[named.i].append(h.trigger.i)
    scenes = datelines(known)
    values: dict[int, dict[str, None]] = defaultdict(dict)
    for start, end, value in zip(table["start"], table["end"], table[column], strict=True):
        span = doc.char_span(int(start), int(end), alignment_mode="expand")
        if span is None or not len(span) or not value or span.root.i in scenes:
            continue
        node = span.root
        for _ in range(MAX_CLIMB):
            for trigger in shared.get(node.i, ()):
                values[trigger][value] = None
            if node.i in owners:
                values[owners[node.i]][value] = None
                break
            if node.dep_ == "relcl":
                break
            node = node.head
    return {trigger: ";".join(names) for trigger, names in values.items()}


def datelines(known: Dating) -> frozenset[int]:
    """Return the words of "SEOUL, South Korea — ", which say where a report was written."""
    found: set[int] = set()
    for sentence in known.parse.sentences:
        opening = DATELINE.match(sentence.span.text)
        if opening and not DASH.search(sentence.span.text, opening.end()):
            end = sentence.start + opening.end()
            found.update(t.i for t in sentence.span if t.idx < end)
    return frozenset(found)
