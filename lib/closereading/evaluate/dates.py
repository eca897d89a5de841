"""Measure the dates of events on annotated mentions that the user has."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.errors import ArticleError
from closereading.event import date_spans

DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
    rows = [row for document in read_documents(Path(path)) for row in dated_mentions(document)]
    if not rows:
        raise ArticleError(f"{path} holds no event mention with a date in `time`.")
    table = pd.DataFrame(rows)
    whole = table[table["gold"].str.len() == 10]
    gold, found = days_of(table, "gold"), days_of(table, "date")
    n_both = sum(len(gold[doc] & found[doc]) for doc in gold)
    n_gold, n_found = (sum(map(len, days.values())) for days in (gold, found))
    at_grain = [
        date[: len(known)] == known
        for date, known in zip(table["date"], table["gold"], strict=True)
    ]
    counts = {
        "dated": (int((table["date"] != "").sum()), len(table)),
        "exact_day": (int((whole["date"] == whole["gold"]).sum()), len(whole)),
        "granularity": (sum(at_grain), len(table)),
        "date_precision": (n_both, n_found),
        "date_recall": (n_both, n_gold),
        "date_f1": (2 * n_both, n_found + n_gold),
    }
    return pd.DataFrame(
        {
            "measure": measure,
            "value_pct": 100 * n_right / n if n else float("nan"),
            "n_right": n_right,
            "n": n,
        }
        for measure, (n_right, n) in counts.items()
    )


def read_documents(path: Path) -> list[dict[str, Any]]:
    """Return the documents of a JSON Lines file, each checked for the keys that are needed."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise ArticleError(
            f"{path} can't be read ({error.strerror}). Name a .jsonl file."
        ) from error
    documents = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            for event in document["events"]:
                event["start"], event["end"], event["time"]
            documents.append(
                {"dct": document.get("dct") or "", **document, "text": document["text"]}
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ArticleError(
                f"{path}, line {number}: not a document with text and events ({error!r}). Each "
                'line is {"doc", "dct", "text", "events": [{"start", "end", "time"}]}.'
            ) from None
    return documents


def dated_mentions(document: dict[str, Any]) -> list[dict[str, str]]:
    """Return the mentions of a document that are annotated with a date, and what was found."""
    events = [e for e in document["events"] if re.match(r"\d{4}", e["time"] or "")]
    if not events:
        return []
    doc = str(document.get("doc") or len(document["text"]))
    published = re.match(r"\d{4}(-\d\d(-\d\d)?)?", document["dct"])
    article = Article.from_text(
        document["text"], doc_id=doc, published=published[0] if published else None
    )
    found = date_spans(article, [(e["start"], e["end"]) for e in events]).to_dict("records")
    return [
        {
            "doc": doc,
            "gold": re.sub(r"(-XX)+$", "", event["time"])[:10],
            "date": row["date"] or unit(row["edtf"]),
        }
        for event, row in zip(events, found, strict=True)
    ]


def unit(edtf: str) -> str:
    """Return a month or a year in EDTF as it is, and nothing for the rest."""
    return edtf if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", edtf.rstrip("~?%")) else ""


def days_of(table: pd.DataFrame, column: str) -> dict[str, set[str]]:
    """Return the days of a column by document."""
    days: dict[str, set[str]] = defaultdict(set)
    for doc, day in zip(table["doc"], table[column], strict=True):
        days[doc] |= {day} if DAY.fullmatch(day) else set()
    return days
