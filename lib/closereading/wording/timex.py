"""Findings about the time expressions."""

from typing import Any

import pandas as pd

from closereading.prose import counted, listed

from .finding import Finding, places_of

KINDS = {"DATE": "date", "TIME": "time of day", "DURATION": "duration", "SET": "repeated time"}
PLURALS = {"TIME": "times of day"}


def timex_findings(timexes: pd.DataFrame) -> list[Finding]:
    """Return what `cr.timexes` says about the dates that the text gives, in sentences."""
    if timexes.empty:
        return [Finding("The article has no time expression.")]
    types = timexes["type"].value_counts()
    kinds = [counted(int(types[t]), KINDS[t], PLURALS.get(t, "")) for t in KINDS if t in types]
    found = [
        Finding(
            f"The article has {counted(len(timexes), 'time expression')}: {listed(kinds)}.",
            spans=places_of(timexes),
        )
    ]
    placed = timexes[timexes["is_resolved"]]
    if placed.empty:
        found.append(Finding("None of them can be placed on the calendar."))
        return found
    # ISO years of four digits sort as text; others (BC, or past 9999) carry a sign.
    plain = placed[placed["earliest"].str.match(r"\d{4}-") & placed["latest"].str.match(r"\d{4}-")]
    if len(plain) == len(placed):
        first = placed.sort_values("earliest", kind="stable").iloc[0]
        last = placed.sort_values("latest", kind="stable", ascending=False).iloc[0]
        reach = f"the earliest is {_dated(first)}, the latest {_dated(last)}"
        ids = tuple(dict.fromkeys((first["sent_id"], last["sent_id"])))
        tail = f"; {reach}" if len(placed) > 1 else f": {_dated(first)}"
    else:
        ids, tail = tuple(dict.fromkeys(placed["sent_id"])), ""
    verb = "stands" if len(placed) == 1 else "stand"
    of = counted(len(timexes), "time expression")
    found.append(Finding(f"{len(placed)} of {of} {verb} on the calendar{tail}.", ids))
    loose = timexes[~timexes["is_resolved"] & timexes["value"].str.startswith("XXXX")]
    if len(loose):
        names = listed([f"“{_flat(text)}”" for text in dict.fromkeys(loose["text"])])
        found.append(
            Finding(
                f"Left off the calendar, as the text doesn't say which date is meant: {names}.",
                tuple(dict.fromkeys(loose["sent_id"])),
            )
        )
    return found


def _dated(row: "pd.Series[Any]") -> str:
    """Return a time expression with its date, unless it is the date."""
    text = _flat(str(row["text"]))
    return f"“{text}”" if text == row["edtf"] else f"“{text}” ({row['edtf']})"


def _flat(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())
