"""Write the events as TimelineJS reads them."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.event import on_calendar
from closereading.timex.calendar import ISO

from .tables import save


def timelinejs(events: pd.DataFrame, article: Article) -> dict[str, Any]:
    """Return the dated events as TimelineJS's JSON: the title slide, and one slide an event.

    A month or a day that the text doesn't give is left out, so that no 1 January is invented.
    Events without a date on the calendar are counted on the title slide.

    References
    ----------
    https://timeline.knightlab.com/docs/json-format.html
    """
    dated = on_calendar(events).to_dict("records")
    n_more = len(events) - len(dated)
    verb = "event has" if n_more == 1 else "events have"
    note = f"{n_more} more {verb} no date on the calendar." if n_more else ""
    sentence = article.title or article.doc_id
    return {
        "title": {"text": {"headline": escaped(sentence), "text": note}},
        "events": [slide(row, article) for row in dated],
    }


def write_timelinejs(events: pd.DataFrame, article: Article, path: str | Path) -> Path:
    """Write the dated events of `cr.events` to a JSON file for TimelineJS and return its path."""
    target = Path(path)
    text = json.dumps(timelinejs(events, article), ensure_ascii=False, indent=1)
    return save(f"{text}\n".encode(), target.parent, target.name)


def slide(row: dict[Any, Any], article: Article) -> dict[str, Any]:
    """Return one event as a slide: its dates, its headline, its sentence's words and basis."""
    first, last = row["earliest"] or row["latest"], row["latest"] or row["earliest"]
    if row["edtf"].endswith(".."):
        last = first
    grain = finest(row["edtf"], first, last)
    made: dict[str, Any] = {
        "start_date": parts(first, grain),
        "text": {
            "headline": escaped(row["headline"]),
            "text": escaped(f"{row['status']}; date: {row['edtf']} ({row['basis']})"),
        },
        "unique_id": f"e{row['start']}-{row['end']}",
        "group": row["status"],
    }
    if parts(last, grain) != made["start_date"]:
        made["end_date"] = parts(last, grain)
    return made


def finest(edtf: str, first: str, last: str) -> str:
    """Return the finest part of a date that is known: year, month or day."""
    known = edtf.removesuffix("/..").removeprefix("../").rstrip("~?%")
    whole_years = first[-6:] == "-01-01" and last[-6:] == "-12-31"
    if ISO.search(known):
        return "day"
    return "year" if whole_years or re.fullmatch(r"-?\d+X*", known) else "month"


def parts(day: str, grain: str) -> dict[str, int]:
    """Return a day as TimelineJS writes it, down to the grain; a year BC is negative."""
    match = ISO.fullmatch(day)
    assert match is not None
    year, month, of_month = map(int, match.groups())
    made = {"year": year}
    if grain in ("month", "day"):
        made["month"] = month
    if grain == "day":
        made["day"] = of_month
    return made


def escaped(text: str) -> str:
    """Return text that TimelineJS, which reads HTML, shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
