"""Dates in words, as people write them: `22 Mar 2025`, `Aug 2023`, `from 2016`, `1930s`."""

import re
from collections.abc import Mapping
from typing import Any

from .calendar import ISO

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def year_name(year: int) -> str:
    """Return a year of the calendar as people write it: `2025`, `480 BC`."""
    return str(year) if year > 0 else f"{1 - year} BC"


def date_name(iso: str) -> str:
    """Return a day as people write it.

    >>> date_name("2025-03-22")
    '22 Mar 2025'
    """
    match = ISO.fullmatch(iso)
    if not match:
        return ""
    year, month, day = map(int, match.groups())
    return f"{day} {MONTHS[month - 1]} {year_name(year)}"


def span_name(event: Mapping[Any, Any]) -> str:
    """Return when an event was, in few words: `22 Mar 2025`, `Aug 2023`, `from 2016`."""
    first, last, about = event["earliest"], event["latest"], is_circa(event["edtf"])
    start, end = unit_name(event["edtf"].split("/")[0]), unit_name(event["edtf"].split("/")[-1])
    if "/" not in event["edtf"]:
        name = start
    elif event["edtf"].endswith(".."):
        name = f"from {start}"
    elif event["edtf"].startswith(".."):
        name = f"up to {end}"
    else:
        name = interval_name(first, last)
    return f"about {name}" if about else name or date_name(first)


def interval_name(first: str, last: str) -> str:
    """Return an interval of days in words.

    >>> interval_name("2025-09-08", "2025-09-14"), interval_name("1966-01-01", "1971-12-31")
    ('8–14 Sep 2025', '1966–1971')
    """
    start, end = date_name(first), date_name(last)
    if first[-6:] == "-01-01" and last[-6:] == "-12-31":
        return f"{start.split(' ', 2)[2]}–{end.split(' ', 2)[2]}"
    if first[:-3] == last[:-3]:
        return f"{start.split()[0]}–{end}"
    return f"{start.rsplit(' ', 1)[0] if first[:-6] == last[:-6] else start} – {end}"


def unit_name(edtf: str) -> str:
    """Return one EDTF date without its qualifiers in words: a day, a month, a year, a decade."""
    plain = edtf.rstrip("~?%")
    match = re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", plain)
    if not match:
        return era_name(plain)
    year, part, day = match.groups()
    if not part:
        return year_name(int(year))
    if day:
        return date_name(f"{year}-{part}-{day}")
    named = {
        **{f"{i:02d}": name for i, name in enumerate(MONTHS, 1)},
        **{"21": "spring", "22": "summer", "23": "autumn", "24": "winter"},
        **{str(32 + i): f"Q{i}" for i in range(1, 5)},
        **{"40": "1st half", "41": "2nd half"},
    }
    return f"{named.get(part, part)} {year_name(int(year))}"


def era_name(edtf: str) -> str:
    """Return a decade or a century in words; anything else as it is.

    >>> era_name("193X"), era_name("18XX"), era_name("-08XX")
    ('1930s', '19th century', '9th century BC')
    """
    if match := re.fullmatch(r"(\d{3})X", edtf):
        return f"{match[1]}0s"
    if match := re.fullmatch(r"(-?)(\d\d)XX", edtf):
        n = int(match[2]) + 1
        ending = "th" if 10 < n < 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        return f"{n}{ending} century" + (" BC" if match[1] else "")
    return edtf


def is_circa(edtf: str) -> bool:
    """Return whether an EDTF date is approximate or uncertain."""
    return any(sign in edtf for sign in "~?%")
