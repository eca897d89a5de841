"""The events of an article: what happened, when, and why that date."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article, per_article
from closereading.issue import statement_issues
from closereading.mention import mentions
from closereading.parse import sentences, span_columns
from closereading.schema import frame, key
from closereading.statement import statements
from closereading.timex import timexes

from .dating import dating, stem
from .happening import happenings, is_definite, participants
from .headline import headline
from .status import status
from .when import UNDATED, When, ends, is_before

if TYPE_CHECKING:
    from spacy.tokens import Doc


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

    Notes
    -----
    A report's day of publication stands only for the main clauses of its opening. What somebody
    says and what a relative clause tells may be of any time: they are undated unless the text
    dates them.
    """
    known = dating(article)
    lines = sentences(article)
    told = list(happenings(known, set(lines["sent_id"][lines["is_heading"]])))
    named = mentions(article)
    people = participants(known, told, named, "actor_id")
    names = meant(known.doc, named)
    covered = frozenset(known.anchors.covered)
    rows, seen = [], set()
    for trigger, clause in sorted(told, key=lambda h: h.trigger.i):
        when = known.date(trigger, vouched=False)
        again = (stem(trigger), when.edtf)
        if when.edtf and again in seen and is_definite(trigger):
            continue
        seen.add(again)
        start, end = trigger.idx, trigger.idx + len(trigger)
        is_later = is_before(known.document.latest, when.earliest or when.latest)
        is_planned = trigger.i in known.anchors.ahead
        is_over = is_before(when.latest, known.document.earliest)
        rows.append(
            {
                "event_id": key(article.doc_id, "e", start, end),
                **span_columns(article, start, end),
                "headline": headline(article.text, clause, covered, names),
                **times(when),
                "granularity": when.granularity,
                "status": status(clause, is_later=is_later, is_planned=is_planned, is_over=is_over),
                "actors": people.get(trigger.i, ""),
                "issues": "",
                "statement_id": "",
            }
        )
    table = statement_issues(article, frame("events", rows))
    table["statement_id"] = told_by(table, statements(article))
    return table


def meant(doc: "Doc", named: pd.DataFrame) -> dict[int, str]:
    """Return the names of those whom pronouns mean, by token; "his" and "her" are left out."""
    pronouns = named[named["rule"] == "pronoun"]
    rows = zip(pronouns["start"], pronouns["end"], pronouns["name"], strict=True)
    spans = ((doc.char_span(int(start), int(end)), str(name)) for start, end, name in rows)
    return {s[0].i: name for s, name in spans if s is not None and s[0].dep_ != "poss"}


def told_by(events: pd.DataFrame, acts: pd.DataFrame) -> "pd.Series[str]":
    """Return the id of the statement whose predicate holds each event's word; else empty."""
    spans = acts.drop_duplicates("statement_id").sort_values("start")
    starts, ends = spans["start"].tolist(), spans["end"].tolist()
    ids = spans["statement_id"].tolist()
    found = []
    for start in events["start"]:
        n = bisect_right(starts, start) - 1
        found.append(ids[n] if n >= 0 and start < ends[n] else "")
    return pd.Series(found, index=events.index, dtype="str")


def date_spans(article: Article, spans: Sequence[tuple[int, int]]) -> pd.DataFrame:
    """Return when each of the given event mentions happened, one row a span, in the given order.

    The caller vouches that each span names an event. Where nothing in the text dates it, the day
    that a report is about stands, or its publication date, with basis `carried` or `document`.

    Parameters
    ----------
    spans
        Start and end of each mention, in code points of the text. The word that heads the span
        decides.

    Returns
    -------
    DataFrame
        The span columns, edtf, date, earliest, latest, basis, timex_id.
    """
    known = dating(article)
    rows = []
    for start, end in spans:
        span = known.doc.char_span(start, end, alignment_mode="expand") if start < end else None
        when = known.date(span.root, vouched=True) if span is not None and len(span) else UNDATED
        rows.append(span_columns(article, start, end) | times(when))
    return frame("date_spans", rows)


@per_article
def explain_dates(article: Article) -> pd.DataFrame:
    """Return why each event has its date, one row an event, in the order of the text.

    Returns
    -------
    DataFrame
        `phrase`: the time expression; `anchor`: what it was resolved against, `publication` or
        the words of another expression; `rule`: how it came to the event, `corrected` where a
        researcher set the date; `basis`.
    """
    known = dating(article)
    phrases = {row["timex_id"]: row for row in timexes(article).to_dict("records")}
    rows = []
    for event in events(article).to_dict("records"):
        span = known.doc.char_span(event["start"], event["end"], alignment_mode="expand")
        assert span is not None
        timex: dict[Any, Any] = phrases.get(event["timex_id"], {})
        anchor = timex.get("anchor", "")
        when = known.date(span.root, vouched=False)
        is_own = all(event[name] == value for name, value in times(when).items())
        rows.append(
            {
                **{name: event[name] for name in ("event_id", "doc_id", "sent_id", "headline")},
                "edtf": event["edtf"],
                "phrase": timex.get("text", ""),
                "phrase_sent_id": timex.get("sent_id", ""),
                "anchor": phrases[anchor]["text"] if anchor in phrases else anchor,
                "rule": when.rule if is_own else "corrected",
                "basis": event["basis"],
            }
        )
    return frame("event_dates", rows)


def times(when: When) -> dict[str, str]:
    """Return the columns that every table of dated events has."""
    return {
        "edtf": when.edtf,
        "date": when.date,
        "earliest": when.earliest,
        "latest": when.latest,
        "basis": when.basis,
        "timex_id": when.timex_id,
    }


def on_calendar(events: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `events` that have a first or a last possible day."""
    return events[(events["earliest"] != "") | (events["latest"] != "")]


def chronological(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events of `events` that have a place on the calendar, in the order of time."""
    known = on_calendar(events)
    days = [ends(row)[0] for row in known.to_dict("records")]
    return known.assign(day=days).sort_values("day", kind="stable").drop(columns="day")
