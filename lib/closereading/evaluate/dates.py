"""Measure the dates of events on annotated mentions that the user has."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from closereading.errors import ArticleError
from closereading.event import date_spans

from .score import Row, dated_article, pct, read_lines

KIND = "a document with text and events"
FORM = '{"doc", "dct", "text", "events": [{"start", "end", "time"}]}'
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Dated(NamedTuple):
    """An event mention's date, annotated and found."""

    doc: str
    known: str
    found: str


def evaluate_dates(path: str | Path) -> pd.DataFrame:
    """Return how well `date_spans` dates the event mentions of a JSON Lines file.

    Parameters
    ----------
    path
        One document a line: `{"doc", "dct", "text", "events": [{"start", "end", "time"}]}`. `dct`
        is the day of publication, or empty; `time` a date (`2005-02-17`, `2005-02`, `2005-02-XX`,
        `2005`), or empty. Only mentions with a date are measured: a date given to an event that
        the annotators left undated counts neither way.

    Returns
    -------
    DataFrame
        One row a measure: `measure`, `value_pct` (0 to 100), `n_right`, `n`. `dated`: mentions that
        got a date. `exact_day`: of the mentions whose day is annotated, those with that day.
        `granularity`: of all, those right at the annotated unit (any day of a month that is all
        that the annotators knew). `date_precision`, `date_recall`, `date_f1`: the days of each
        document as a set, annotated against found, over all documents. NaN where n is 0.

    Raises
    ------
    ArticleError
        No such file, a line that isn't such a document, or no dated mention.

    References
    ----------
    Martschat & Markert (2018), https://doi.org/10.18653/v1/K18-1023 (Date-F1 of a timeline)
    """
    documents = read_lines(path, read_document, kind=KIND, form=FORM)
    rows = [row for document in documents for row in dated_mentions(document)]
    if not rows:
        raise ArticleError(f"{path} holds no event mention with a date in `time`.")
    whole = [row for row in rows if DAY.fullmatch(row.known)]
    known = {(row.doc, row.known) for row in whole}
    found = {(row.doc, row.found) for row in rows if DAY.fullmatch(row.found)}
    counts = {
        "dated": (sum(row.found != "" for row in rows), len(rows)),
        "exact_day": (sum(row.found == row.known for row in whole), len(whole)),
        "granularity": (sum(row.found.startswith(row.known) for row in rows), len(rows)),
        "date_precision": (len(known & found), len(found)),
        "date_recall": (len(known & found), len(known)),
        "date_f1": (2 * len(known & found), len(found) + len(known)),
    }
    measured = [(name, pct(*both), *both) for name, both in counts.items()]
    return pd.DataFrame(measured, columns=["measure", "value_pct", "n_right", "n"])


def read_document(document: Any) -> dict[str, Any]:
    """Return a document with its event mentions that have a date."""
    rows = [(e["start"], e["end"], e["time"] or "") for e in document["events"]]
    events = [row for row in rows if re.match(r"\d{4}", row[2])]
    doc, dct = document.get("doc"), document.get("dct")
    return {"doc": doc, "dct": dct, "text": document["text"], "events": events}


def dated_mentions(document: Row) -> list[Dated]:
    """Return the mentions of a document that are annotated with a date, and what was found."""
    if not document["events"]:
        return []
    doc = str(document["doc"] or len(document["text"]))
    article = dated_article(document["text"], doc, document["dct"])
    found = date_spans(article, [(start, end) for start, end, _ in document["events"]])
    return [
        Dated(doc, re.sub(r"(-XX)+$", "", time)[:10], row["date"] or unit(row["edtf"]))
        for (_, _, time), row in zip(document["events"], found.to_dict("records"), strict=True)
    ]


def unit(edtf: str) -> str:
    """Return a month or a year in EDTF as it is, and nothing for the rest."""
    return edtf if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", edtf.rstrip("~?%")) else ""
