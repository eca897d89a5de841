"""The events of an article: which words name one, when it was, and whether it was."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..article import Article, per_article
from ..issue import issue_mentions
from ..mention import mentions
from ..schema import frame, key
from .clause import (
    ASPECT,
    MAX_STEPS,
    PLANNING,
    SAYING,
    STATIVE,
    is_predicate,
    mark,
    own_subject,
    status,
    subject,
    tense,
)
from .dating import Dating, dating, stem
from .headline import headline
from .when import UNDATED, When, day_number, is_before
from .words import HAPPENINGS

if TYPE_CHECKING:
    from spacy.tokens import Token

TOLD = frozenset({"past", "perfect", "pluperfect", "future", "modal", "progressive"})
FINITE = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})
FIRST_PERSON = frozenset("i we you one".split())


@per_article
def events(article: Article) -> pd.DataFrame:
    """Return what happened, is planned, may happen or is denied, in the order of the text.

    A row is a clause with a verb of happening, or a noun that has a date of its own ("the March
    22 meeting"). States ("deep divisions remain") and headings are left out. What the text doesn't
    date is listed as undated, never placed.

    Returns
    -------
    DataFrame
        The columns of `events` in the schema; the span is the verb or noun.
    """
    known = dating(article)
    doc = known.parse.doc
    people, topics = Within(mentions(article), "actor_id"), Within(issue_mentions(article), "issue")
    rows, seen = [], set()
    for trigger, clause in happenings(known):
        when = known.date(trigger, vouched=False)
        if trigger.i != clause.i and not when.edtf:
            continue
        again = (stem(trigger), when.edtf)
        if when.edtf and again in seen and is_definite(trigger):
            continue
        seen.add(again)
        start, end = trigger.idx, trigger.idx + len(trigger)
        area = extent(clause)
        rows.append(
            {
                "event_id": key(article.doc_id, "e", start, end),
                "doc_id": article.doc_id,
                "sent_id": known.parse.sentence_at(start).sent_id,
                "start": start,
                "end": end,
                "text": article.text[start:end],
                "headline": headline(article.text, clause, frozenset(known.covered)),
                "edtf": when.edtf,
                "date": when.date,
                "earliest": when.earliest,
                "latest": when.latest,
                "granularity": when.granularity,
                "basis": when.basis,
                "status": status(clause, is_later=is_later(when, known)),
                "actors": people.joined(area),
                "issues": topics.joined(area),
                "timex_id": when.timex_id,
                "statement_id": "",
            }
        )
    return frame("events", rows)


def date_spans(article: Article, spans: Sequence[tuple[int, int]]) -> pd.DataFrame:
    """Return when each of the given event mentions happened, one row a span, in the given order.

    The caller vouches that each span names an event; where nothing in the text dates it, the day
    that a report is about stands, or its publication date, with basis `carried` or `document`.

    Returns
    -------
    DataFrame
        The span columns, edtf, date, earliest, latest, basis, timex_id.
    """
    known = dating(article)
    rows = []
    for start, end in spans:
        span = known.parse.doc.char_span(start, end, alignment_mode="expand")
        when = known.date(span.root, vouched=True) if span is not None and len(span) else UNDATED
        rows.append(
            {
                "doc_id": article.doc_id,
                "sent_id": known.parse.sentence_at(start).sent_id,
                "start": start,
                "end": end,
                "text": article.text[start:end],
                "edtf": when.edtf,
                "date": when.date,
                "earliest": when.earliest,
                "latest": when.latest,
                "basis": when.basis,
                "timex_id": when.timex_id,
            }
        )
    return frame("date_spans", rows)


@per_article
def explain_dates(article: Article) -> pd.DataFrame:
    """Return why each event has its date: the phrase, what it was resolved against, the rule."""
    from ..timex import timexes

    known = dating(article)
    phrases = {row["timex_id"]: row for row in timexes(article).to_dict("records")}
    rows = []
    for event in events(article).to_dict("records"):
        span = known.parse.doc.char_span(event["start"], event["end"], alignment_mode="expand")
        timex = phrases.get(event["timex_id"], {})
        rows.append(
            {
                "event_id": event["event_id"],
                "doc_id": event["doc_id"],
                "sent_id": event["sent_id"],
                "headline": event["headline"],
                "edtf": event["edtf"],
                "phrase": timex.get("text", ""),
                "phrase_sent_id": timex.get("sent_id", ""),
                "anchor": timex.get("anchor", ""),
                "rule": known.date(span.root, vouched=False).rule,
                "basis": event["basis"],
            }
        )
    return frame("event_dates", rows)


def happenings(known: Dating) -> Iterable[tuple["Token", "Token"]]:
    """Yield the word that names each happening, and the word that heads its clause."""
    sentences = known.parse.sentences
    for sentence in sentences:
        if len(sentences) > 1 and is_heading(sentence.span):
            continue
        for token in sentence.span:
            if token.i in known.covered:
                continue
            if is_predicate(token):
                if is_happening(known, token):
                    noun = dated_subject(known, token)
                    yield (noun if noun is not None else token), token
            elif names_happening(known, token):
                yield token, token


def is_happening(known: Dating, verb: "Token") -> bool:
    """Return whether a verb tells of a happening rather than of a state."""
    form, own = tense(verb), known.own(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in PLANNING | ASPECT:
        return False
    if subject(verb) is None or (verb.dep_ == "acl" and form == "infinitive"):
        return False
    if not own.edtf and any(c.dep_ == "xcomp" and known.own(c).edtf for c in verb.children):
        return verb.lemma_ in PLANNING | ASPECT
    if own.edtf and own.basis in ("stated", "relative"):
        return True
    if verb.dep_ == "relcl" and mark(verb) == "when" and verb.head.i in known.covered:
        return True
    if verb.lemma_.lower() in STATIVE or verb.pos_ == "AUX" or verb.lemma_ == "be":
        return False
    if verb.lemma_ in PLANNING and form == "present":
        return any(c.dep_ == "xcomp" for c in verb.children)
    if form not in TOLD or verb.dep_ not in FINITE:
        return False
    if verb.dep_ == "ccomp" and form == "progressive":
        return False
    named = own_subject(verb)
    if verb.lemma_ in SAYING and not any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
        return False
    if named is not None:
        return named.lower_ not in FIRST_PERSON
    return verb.dep_ in ("ROOT", "conj")


def names_happening(known: Dating, noun: "Token") -> bool:
    """Return whether a noun has a date of its own and stands for no clause that has it too."""
    if noun.i not in known.anchors or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if noun.lemma_.lower() not in HAPPENINGS:
        return False
    own = known.own(noun)
    governor = noun.head
    for _ in range(MAX_STEPS):
        if is_predicate(governor) or governor.head.i == governor.i:
            break
        governor = governor.head
    taken = any(a.when.timex_id == own.timex_id for a in known.anchors.get(governor.i, []))
    told = dated_subject(known, governor) if is_predicate(governor) else None
    same = told is not None and told.i == noun.i and is_happening(known, governor)
    return not taken and not same


def dated_subject(known: Dating, verb: "Token") -> "Token | None":
    """Return the subject that lends the verb its date: "The August 2023 summit emphasised"."""
    noun = own_subject(verb)
    if noun is None or known.own(verb).edtf or tense(verb) != "past":
        return None
    dated = noun.lemma_.lower() in HAPPENINGS and known.own(noun).edtf
    return noun if dated else None


def is_heading(span: Any) -> bool:
    """Return whether a sentence is a line of its own without a final stop."""
    words = [t for t in span if not t.is_space]
    doc = span.doc
    first, last = words[0].i, words[-1].i
    alone = (first == 0 or "\n" in doc[first - 1].text_with_ws) and (
        last + 1 == len(doc) or "\n" in doc[last + 1].text
    )
    return alone and not (words[-1].is_punct or words[-1].is_quote)


def is_definite(token: "Token") -> bool:
    """Return whether a noun points back: "the meeting", "this meeting"."""
    return token.pos_ in ("NOUN", "PROPN") and any(
        c.lower_ in ("the", "this", "that") for c in token.children
    )


def is_later(when: When, known: Dating) -> bool:
    """Return whether a happening lies after the publication."""
    return is_before(known.document.latest, when.earliest)


def extent(head: "Token") -> tuple[int, int]:
    """Return where the clause of a verb, or the phrase of a noun, starts and ends."""
    left, right = head.left_edge, head.right_edge
    return left.idx, right.idx + len(right)


class Within:
    """The values of a span table that lie in a stretch of the text."""

    def __init__(self, table: pd.DataFrame, column: str) -> None:
        self.spans = sorted(zip(table["start"], table["end"], table[column], strict=True))
        self.starts = [start for start, _, _ in self.spans]

    def joined(self, area: tuple[int, int]) -> str:
        """Return the values in the stretch, each once, in the order of the text."""
        from bisect import bisect_left

        first, last = bisect_left(self.starts, area[0]), bisect_left(self.starts, area[1])
        return ";".join(dict.fromkeys(value for _, _, value in self.spans[first:last] if value))


def chronological(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events of `events` that have a place on the calendar, in the order of time."""
    known = events[(events["earliest"] != "") | (events["latest"] != "")]
    days = [day_number(row["earliest"] or row["latest"]) for row in known.to_dict("records")]
    return known.assign(day=days).sort_values("day", kind="stable").drop(columns="day")
