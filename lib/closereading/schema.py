"""The columns of every table: the one place where they are defined."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd


class Column(NamedTuple):
    """One column: its name, pandas dtype and meaning (unit and range included)."""

    name: str
    dtype: str
    meaning: str


SPAN = (
    Column("doc_id", "str", "id of the article: a slug of its file's name"),
    Column("sent_id", "str", "id of the sentence in which the span starts: s001, s002, …"),
    Column("start", "int64", "first code point of the span in the article's text, from 0"),
    Column("end", "int64", "one past the last code point of the span"),
    Column("text", "str", "the span itself: article.text[start:end]"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "sentences": (
        *SPAN,
        Column("paragraph", "int64", "number of the paragraph, from 1"),
        Column("n_words", "int64", "number of word tokens"),
        Column("is_heading", "bool", "a line of its own without a final stop"),
    ),
    "tokens": (
        *SPAN,
        Column("lemma", "str", "dictionary form, lower case but for names"),
        Column("pos", "str", "Universal POS tag"),
        Column("is_word", "bool", "contains a letter or a digit"),
        Column("is_stop", "bool", "a function word (spaCy's English list)"),
    ),
    "mentions": (
        Column("mention_id", "str", "key: <doc_id>:m<start>-<end>"),
        *SPAN,
        Column("actor_id", "str", "ISO 3166-1 alpha-3 for states (XKX: Kosovo), else a slug"),
        Column("name", "str", "canonical name of the actor"),
        Column("kind", "str", "state, person, organisation, bloc or place"),
        Column("country", "str", "alpha-3 of the state it belongs to; empty when unknown"),
        Column("rule", "str", "the rule that decided"),
    ),
    "timexes": (
        Column("timex_id", "str", "key: <doc_id>:t<start>-<end>"),
        *SPAN,
        Column("type", "str", "TIMEX3 type: DATE, TIME, DURATION or SET"),
        Column("value", "str", "TIMEX3 value; XXXX where the year is unknown"),
        Column("mod", "str", "TIMEX3 mod: APPROX, START, MID, END, BEFORE, AFTER, …; or empty"),
        Column("edtf", "str", "the value in EDTF; empty for durations, sets and vague values"),
        Column("earliest", "str", "first possible day, ISO 8601, proleptic Gregorian; or empty"),
        Column("latest", "str", "last possible day, ISO 8601; or empty"),
        Column("anchor", "str", "what it was resolved against: publication date or a timex_id"),
        Column("rule", "str", "the rule that fired"),
        Column("is_resolved", "bool", "whether the value stands on the calendar"),
    ),
    "issue_mentions": (
        Column("issue_mention_id", "str", "key: <doc_id>:i<start>-<end>"),
        *SPAN,
        Column("issue", "str", "id of the issue in the codebook"),
        Column("term", "str", "the codebook's pattern that matched"),
    ),
    "events": (
        Column("event_id", "str", "key: <doc_id>:e<start>-<end>"),
        *SPAN,
        Column("headline", "str", "what happened, in at most 12 of the article's own words"),
        Column("edtf", "str", "when, in EDTF; empty when undated"),
        Column("date", "str", "the day, where it is a single one; else empty"),
        Column("earliest", "str", "first possible day, ISO 8601; or empty"),
        Column("latest", "str", "last possible day, ISO 8601; or empty"),
        Column("granularity", "str", "day, week, month, season, quarter, year, decade, …; or empty"),
        Column("basis", "str", "stated, relative, carried, document or undated"),
        Column("status", "str", "happened, planned, hypothetical or denied"),
        Column("actors", "str", "actor ids, joined by ;"),
        Column("issues", "str", "issue ids, joined by ;"),
        Column("timex_id", "str", "the time expression that dates it; or empty"),
    ),
}


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return `rows` as a DataFrame with exactly the columns and dtypes of `table`.

    Rows keep their order. A key that the table doesn't have, or a missing one, is an error.
    """
    columns = TABLES[table]
    names = [c.name for c in columns]
    data: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        if row.keys() != data.keys():
            odd = sorted(set(row) ^ set(names))
            raise KeyError(f"row doesn't fit table {table!r}: {odd}")
        for name in names:
            data[name].append(row[name])
    return pd.DataFrame({c.name: pd.Series(data[c.name], dtype=c.dtype) for c in columns})


def key(doc_id: str, letter: str, start: int, end: int) -> str:
    """Return the key of a row: `<doc_id>:<letter><start>-<end>`."""
    return f"{doc_id}:{letter}{start}-{end}"
