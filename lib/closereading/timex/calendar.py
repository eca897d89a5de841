"""The calendar behind TIMEX3 values: bounds, grain, shifting, EDTF. Proleptic Gregorian.

A day is `(year, month, day)` with astronomical years: 480 BC is -479, so that it needs no
special case in any sum. Values are TIMEX3 strings: `2009-03-12`, `2009-W11`, `2009-Q1`,
`2009-H1`, `2009-SP`, `2009`, `199` (the 1990s), `19` (1900 to 1999), `BC0480`.
"""

import re
from functools import lru_cache

Day = tuple[int, int, int]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern, meteorological
EDTF_PART = {
    **{"SP": 21, "SU": 22, "FA": 23, "WI": 24},
    **{"Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41},
}
YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6}
FINER = (
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
)

ISO = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")
VALUE = re.compile(
    r"(?P<bc>BC)?(?:(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?|(?P<decade>\d{3})|(?P<century>\d\d))"
    r"(?P<time>T.*)?"
)


def ordinal(day: Day) -> int:
    """Return the number of days since 1970-01-01."""
    year, month, dom = day
    year -= month <= 2
    era, yoe = divmod(year, 400)
    doy = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + dom - 1
    return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468


def civil(number: int) -> Day:
    """Return the day with this ordinal."""
    era, doe = divmod(number + 719468, 146097)
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + (3 if mp < 10 else -9)
    return yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1


def weekday(day: Day) -> int:
    """Return the day of the week, Monday 1 to Sunday 7."""
    return (ordinal(day) + 3) % 7 + 1


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return ordinal((year + month // 12, month % 12 + 1, 1)) - ordinal((year, month, 1))


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether the day exists."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def add_months(day: Day, n: int) -> Day:
    """Return the day `n` months on; the month's last day where it has none of that number."""
    year, month0 = divmod(day[0] * 12 + day[1] - 1 + n, 12)
    return year, month0 + 1, min(day[2], month_length(year, month0 + 1))


def iso_week(day: Day) -> tuple[int, int]:
    """Return the ISO 8601 year and week of a day."""
    thursday = civil(ordinal(day) - weekday(day) + 4)
    return thursday[0], (ordinal(thursday) - ordinal((thursday[0], 1, 1))) // 7 + 1


def year_value(year: int) -> str:
    """Return the TIMEX3 value of an astronomical year."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def at(day: Day, grain: str) -> str:
    """Return the value of the given grain that contains the day.

    >>> at((2008, 10, 9), "week"), at((2008, 10, 9), "quarter"), at((-479, 8, 1), "century")
    ('2008-W41', '2008-Q4', 'BC04')
    """
    year, month, dom = day
    bc, shown = ("", year) if year > 0 else ("BC", 1 - year)
    if grain in ("week", "weekend"):
        iso_year, week = iso_week(day)
        return f"{year_value(iso_year)}-W{week:02d}" + ("-WE" if grain == "weekend" else "")
    if grain == "season":
        name = next(s for s, first in SEASONS.items() if (month - first) % 12 < 3)
        return f"{year_value(year - (month < 3))}-{name}"
    tail = {
        "day": f"-{month:02d}-{dom:02d}",
        "month": f"-{month:02d}",
        "quarter": f"-Q{(month + 2) // 3}",
        "half": f"-H{(month + 5) // 6}",
        "year": "",
    }
    if grain in tail:
        return year_value(year) + tail[grain]
    return f"{bc}{shown // 10:03d}" if grain == "decade" else f"{bc}{shown // 100:02d}"


@lru_cache(maxsize=4096)
def grain_of(value: str) -> str:
    """Return the grain of a calendar value; empty where it isn't one."""
    match = VALUE.fullmatch(value)
    if not match:
        return ""
    if match["end"]:
        return "weekend"
    names = ("day", "week", "month", "quarter", "half", "season", "year", "decade", "century")
    return next(name for name in names if match[name])


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[Day, Day] | None:
    """Return the first and the last day of a calendar value; None where it isn't one.

    Of `1916-XX-XX`, a day of that year, those of the year.
    """
    match = VALUE.fullmatch(re.sub(r"(?:-(?:XX|WXX|QX|HX))+(?=T|$)", "", value))
    if not match:
        return None
    if match["decade"] or match["century"]:
        return long_bounds(match)
    year = 1 - int(match["year"]) if match["bc"] else int(match["year"])
    if match["week"]:
        first = ordinal((year, 1, 4)) - weekday((year, 1, 4)) + 7 * (int(match["week"]) - 1) + 1
        return civil(first + (5 if match["end"] else 0)), civil(first + 6)
    month, n = 1, 12
    if match["month"]:
        month, n = int(match["month"]), 1
    elif match["quarter"]:
        month, n = 3 * int(match["quarter"]) - 2, 3
    elif match["half"]:
        month, n = 6 * int(match["half"]) - 5, 6
    elif match["season"]:
        month, n = SEASONS[match["season"]], 3
    start = (year, month, int(match["day"] or 1))
    if not is_day(*start):
        return None
    return start, start if match["day"] else civil(ordinal(add_months(start, n)) - 1)


def long_bounds(match: re.Match[str]) -> tuple[Day, Day]:
    """Return the first and the last day of a decade or century."""
    grain = "decade" if match["decade"] else "century"
    size = YEARS[grain]
    low = int(match[grain]) * size
    if not match["bc"]:
        return (max(low, 1), 1, 1), (low + size - 1, 12, 31)
    last = 1 - low - (grain == "century")  # BC04 is 500 to 401 BC, BC047 is 479 to 470 BC
    return (last - size + 1, 1, 1), (last, 12, 31)


def shift(value: str, unit: str, n: int, grain: str = "") -> str:
    """Return the value `n` units on, at the given grain (default: the unit, if it is one).

    >>> shift("2008-09-04", "week", -1), shift("1989-Q3", "year", -1, "quarter")
    ('2008-W35', '1988-Q3')
    """
    limits = bounds(value)
    assert limits, value
    day = limits[0]
    if unit == "day":
        moved = civil(ordinal(day) + n)
    elif unit in ("week", "weekend", "fortnight"):
        moved = civil(ordinal(day) + n * (14 if unit == "fortnight" else 7))
    elif unit in MONTHS:
        moved = add_months(day, n * MONTHS[unit])
    else:
        moved = add_months(day, 12 * n * YEARS[unit])
    return at(moved, grain or unit)


def year(value: str) -> int:
    """Return the astronomical year in which a calendar value begins."""
    limits = bounds(value)
    assert limits, value
    return limits[0][0]


def iso(day: Day) -> str:
    """Return the day as ISO 8601 writes it, with astronomical years."""
    year = f"{day[0]:04d}" if day[0] >= 0 else f"-{-day[0]:04d}"
    return f"{year}-{day[1]:02d}-{day[2]:02d}"


def day_number(day: str) -> int | None:
    """Return an ISO day as days since 1970-01-01, astronomical years included; None for none.

    >>> day_number("1970-01-02"), day_number("-0479-01-01"), day_number("")
    (1, -894479, None)
    """
    match = ISO.fullmatch(day)
    return ordinal((int(match[1]), int(match[2]), int(match[3]))) if match else None


def edtf(value: str, mod: str = "") -> str:
    """Return a TIMEX3 value in EDTF (Library of Congress 2019); empty where it has none.

    Weeks and decades before Christ become intervals; quarters, halves and seasons the codes of
    level 2; what is unknown stays `X`.

    >>> edtf("BC0480"), edtf("199"), edtf("2025-SP"), edtf("1920", "APPROX"), edtf("XXXX-03-22")
    ('-0479', '199X', '2025-21', '1920~', 'XXXX-03-22')
    """
    about = "~" if mod == "APPROX" else ""
    if re.fullmatch(r"XXXX-\d\d(-\d\d)?|\d{4}-XX(-XX)?", value):
        return value
    limits, match = bounds(value), VALUE.fullmatch(value)
    if not limits or not match:
        return ""
    grain = grain_of(value)
    low, high = map(iso, limits)
    start = low[: {"year": -6, "month": -3}.get(grain)]
    written = {
        "week": f"{low}{about}/{high}",
        "weekend": f"{low}{about}/{high}",
        "decade": f"{low[:-6]}{about}/{high[:-6]}" if match["bc"] else f"{match['decade']}X",
        "century": f"{'-' if match['bc'] else ''}{match['century']}XX",
        "day": start + edtf_time(match["time"] or ""),
    }.get(grain, start)
    if grain in ("quarter", "half", "season"):
        written = f"{low[:-6]}-{EDTF_PART[value[: -len(match['time'] or '') or None][-2:]]}"
    return written + about


def edtf_time(time: str) -> str:
    """Return the time part of a value as EDTF has it; empty for a part of the day."""
    clock = re.fullmatch(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?(Z|[+-]\d\d(?::?\d\d)?)?", time)
    if not clock or int(clock[1]) > 23:
        return ""
    return f"T{clock[1]}:{clock[2] or '00'}:{clock[3] or '00'}{clock[4] or ''}"
