"""Findings about when things happened, and how the text says so."""

import re
from typing import Any

import pandas as pd

from closereading.event import on_calendar
from closereading.event.when import ends
from closereading.prose import counted, listed
from closereading.timex.name import span_name

from .finding import Finding, places_of

BASES = {
    "stated": "stated in the clause",
    "relative": "relative to another event",
    "carried": "carried over from a sentence before",
    "document": "the publication date",
}
DAYS_A_YEAR = 365.2425


def timeline_findings(events: pd.DataFrame) -> list[Finding]:
    """Return what `cr.events` says about the article's time, in sentences."""
    if events.empty:
        return [Finding("No happening was found in this article.")]
    dated = events[events["basis"] != "undated"]
    placed = on_calendar(dated)
    found = [count_finding(events, dated)]
    if dated.empty:
        return found
    found.append(basis_finding(dated))
    if len(placed) < len(dated):
        n = len(dated) - len(placed)
        off = dated.drop(placed.index)
        found.append(
            Finding(
                f"{counted(n, 'date')} can't be put on the calendar: the year isn't known.",
                tuple(off["sent_id"]),
            )
        )
    if not placed.empty:
        found.append(range_finding(placed))
    days = placed[placed["date"] != ""]
    if len(days) != len(placed):
        found.append(
            Finding(
                f"{counted(len(days), 'event')} of {len(placed)} on the calendar "
                f"{'is' if len(days) == 1 else 'are'} dated to a single day; the rest to a longer "
                "time, drawn as a bar.",
                tuple(days["sent_id"]),
            )
        )
    return found + status_findings(events)


def count_finding(events: pd.DataFrame, dated: pd.DataFrame) -> Finding:
    """Return how many events there are and how many have a date."""
    n = len(events)
    if n == 1:
        how = "it has a date" if len(dated) else "it has no date"
    elif dated.empty:
        how = "none has a date"
    elif len(dated) == n:
        how = "all have a date"
    else:
        how = f"{len(dated)} with a date, {n - len(dated)} without"
    return Finding(
        f"The article tells of {counted(n, 'event')}: {how}.",
        tuple(dated["sent_id"]),
        places_of(events),
    )


def basis_finding(dated: pd.DataFrame) -> Finding:
    """Return what the dates rest on."""
    counts = dated["basis"].value_counts()
    parts = [f"{counts[basis]} {words}" for basis, words in BASES.items() if basis in counts]
    verb = "date rests" if len(dated) == 1 else "dates rest"
    guessed = dated[dated["basis"].isin(["carried", "document"])]
    evidence = guessed if len(guessed) else dated
    return Finding(f"What the {verb} on: {listed(parts)}.", tuple(evidence["sent_id"]))


def range_finding(table: pd.DataFrame) -> Finding:
    """Return the first and the last event on the calendar, and what lies between."""
    rows = table.to_dict("records")
    first = min(rows, key=lambda row: ends(row)[0])
    last = max(rows, key=lambda row: ends(row)[1])
    n_days = ends(last)[1] - ends(first)[0] + 1
    if len(rows) == 1:
        return Finding(
            f"The one event on the calendar: “{first['headline']}” ({span_name(first)}).",
            (first["sent_id"],),
        )
    if first is last or n_days == 1:
        return Finding(
            f"All events on the calendar lie within {span_name(last)}.",
            tuple(dict.fromkeys(row["sent_id"] for row in rows)),
        )
    return Finding(
        f"The timeline runs from {_end(first, 'or before')} (“{first['headline']}”) "
        f"to {_end(last, 'at the latest')} (“{last['headline']}”): "
        f"{length(n_days)}.",
        tuple(dict.fromkeys((first["sent_id"], last["sent_id"]))),
    )


def status_findings(events: pd.DataFrame) -> list[Finding]:
    """Return how many events are no plain facts: planned, hypothetical, denied."""
    found = []
    for status, words in (
        ("planned", "planned, announced or expected"),
        ("hypothetical", "hypothetical (may, could, if)"),
        ("denied", "denied or said not to have happened"),
    ):
        rows = events[events["status"] == status]
        if len(rows):
            verb = "is" if len(rows) == 1 else "are"
            found.append(
                Finding(
                    f"{counted(len(rows), 'event')} {verb} {words}.",
                    tuple(rows["sent_id"]),
                    places_of(rows),
                )
            )
    return found


def order_findings(events: pd.DataFrame) -> list[Finding]:
    """Return how far the article tells its events in the order of time."""
    told = on_calendar(events).to_dict("records")
    if len(told) < 2:
        return [Finding("Fewer than two events stand on the calendar: there is no order to tell.")]
    days = [ends(row)[0] for row in told]
    back = [row for row, day, before in zip(told[1:], days[1:], days, strict=False) if day < before]
    if not back:
        text = f"The {len(told)} dated events are told in the order in which they happened."
        return [Finding(text, tuple(dict.fromkeys(row["sent_id"] for row in told)))]
    steps = counted(len(told) - 1, "step")
    return [
        Finding(
            f"Of {steps} from one dated event to the next, {len(back)} "
            f"{'goes' if len(back) == 1 else 'go'} back in time.",
            tuple(dict.fromkeys(row["sent_id"] for row in back)),
        )
    ]


def length(n_days: int) -> str:
    """Return a number of days in the unit that fits it.

    >>> length(1), length(45), length(3500), length(848_000)
    ('1 day', '45 days', 'about 10 years', 'about 2,300 years')
    """
    if n_days < 2 * 62:
        return counted(n_days, "day")
    if n_days < 2 * DAYS_A_YEAR:
        return f"about {n_days / 30.44:.0f} months"
    years = round(n_days / DAYS_A_YEAR, -2 if n_days > 1000 * DAYS_A_YEAR else None)
    return f"about {years:,.0f} years"


def _end(row: dict[Any, Any], up_to: str) -> str:
    """Return the time of an event at an end of the timeline; “up to 2026” in other words."""
    name = re.sub(r"^(about )?from (.+)", r"\1\2", span_name(row))
    return _the(re.sub(r"^(about )?up to (.+)", rf"\1\2 {up_to}", name))


def _the(name: str) -> str:
    """Return a time as it stands inside a sentence: “the 1880s”, but “1881”."""
    return f"the {name}" if name.endswith(("century", "0s")) and name[0].isdigit() else name
