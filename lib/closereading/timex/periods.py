"""Readings of longer and recurring stretches: decades, quarters, seasons, weeks, holidays."""

import re

from . import calendar as cal
from . import words as w
from .dates import PEEK_YEAR, full_year, nearest_year, year_of
from .resolve import BLANK, Context, Reading, Reference
from .words import group, ordinal, span

Match = re.Match[str]
SEASON_CUE = (
    r"\b(?:in|by|since|until|during|early|late|mid|of|from|through|throughout|spent|for|over)[ -]"
    r"(?:the )?"
)
OTHER_CALENDAR = r"\b(?:lunar|chinese|jewish|persian|islamic|orthodox|coptic|tibetan|khmer) "
NAMED = ("PERSON", "ORG", "GPE", "FAC")
POSSESSIVE = (
    r"\b(?:his|her|their|my|your|our|its) (?:early |late |mid[ -])?(?:\d0s (?:and|or|to) )?"
)


def decade(m: Match, ctx: Context) -> Reading | None:
    """Read `the 1990s`, `the '90s`, `the nineties`, `the 470s BC`."""
    if ctx.follows(POSSESSIVE):
        return None
    if group(m, "bcdecade"):
        return Reading("DATE", f"BC{int(m['bcdecade']) // 10:03d}")
    if group(m, "decade"):
        return Reading("DATE", group(m, "decade")[:3])
    if not m[0].startswith("the") and not ctx.follows("'", r"\b(?:early|late|mid|and|the|or)[ -]"):
        return None
    if group(m, "hundreds"):
        return Reading(
            "DATE", f"{int(w.number(group(m, 'hundreds')) or 0)}{w.DECADES[group(m, 'name')]}"
        )
    tens = w.DECADES.get(group(m, "name")) or int(group(m, "tens")[0])
    return Reading("DATE", f"{full_year(10 * tens, ctx) // 10:03d}")


def century(m: Match, _ctx: Context) -> Reading | None:
    """Read `the 19th century`, `the fifth century BC`."""
    number = ordinal(group(m, "ord"))
    return Reading("DATE", f"{'BC' if m['bc'] else ''}{number - 1:02d}") if number else None


def quarter(m: Match, ctx: Context) -> Reading | None:
    """Read quarter or half of a year: `the third quarter`, `Q3 2009`, `the first half of 1989`."""
    word, is_half = group(m, "ord"), bool(group(m, "half"))
    n_parts, code, grain = (2, "H", "half") if is_half else (4, "Q", "quarter")
    n = n_parts if word in ("last", "final", "latter") else ordinal(word)
    year = year_of(m, ctx)
    if not 1 <= n <= n_parts or (
        not year and (word == "last" or (is_half and ctx.precedes(" (?:of|in)\\b")))
    ):
        return None
    if not year:
        size = 12 // n_parts
        year = part_year(ctx, grain, n * size - size + 1, size)
    return Reading(
        "DATE", f"{year.value if year else 'XXXX'}-{code}{n}", "", year.source if year else ""
    )


def part_year(ctx: Context, grain: str, first: int, size: int) -> Reference | None:
    """Return the year of a quarter, half or season, given its first month and its months.

    News: the nearest, looking back rather than ahead, and tense more than either. A history stays
    in the year that was said last.
    """
    base = (
        (ctx.said("month") or ctx.said("year"))
        if ctx.is_narrative
        else ctx.here("month" if grain == "season" else grain)
    )
    if not base:
        return None
    year, month, dom = base.first
    if ctx.is_narrative:
        return Reference(cal.year_value(year), base.source)
    now, direction = 12 * year + month - 1 + dom / 31, ctx.direction()

    def cost(candidate: int) -> float:
        ahead = 12 * candidate + first - 1 - now
        back = -ahead - size
        return max(ahead * (2.5, 1, 3)[direction], back * (1, 3, 1)[direction], 0)

    return Reference(cal.year_value(min((year - 1, year, year + 1), key=cost)), base.source)


def fiscal(m: Match, ctx: Context) -> Reading | None:
    """Read a fiscal year: written as the calendar year that it is named for."""
    if group(m, "theyear") and ctx.follows(r"\d "):
        return None
    if group(m, "yy"):
        return Reading("DATE", f"{full_year(int(group(m, 'yy')), ctx):04d}")
    year = year_of(m, ctx)
    return Reading("DATE", year.value, "", year.source) if year else None


def season(m: Match, ctx: Context) -> Reading | None:
    """Read `the summer of 1964`, `spring`."""
    code = w.SEASONS[group(m, "season")]
    year = year_of(m, ctx)
    if not year:
        token = ctx.token(span(m, "season")[0])
        if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in NAMED:
            return None
        if any(child.lower_ in ("a", "an") for child in token.children):
            return None
        if group(m, "season") in ("fall", "spring") and (
            not (m[0].startswith("the ") or ctx.follows(SEASON_CUE) or token.dep_ == "nsubj")
            or ctx.follows(r"\ban? ")
            or (group(m, "season") == "fall" and ctx.precedes(" (?:of|in)\\b"))
        ):
            return None
        peek = PEEK_YEAR.match(ctx.lower, m.end())
        year = Reference(peek["year"]) if peek else part_year(ctx, "season", cal.SEASONS[code], 3)
    return Reading(
        "DATE", f"{year.value if year else 'XXXX'}-{code}", "", year.source if year else ""
    )


def month_part(m: Match, ctx: Context) -> Reading | None:
    """Read `the last week of March`, `the first weekend of June 2009`."""
    unit, which, month = w.UNIT_OF[group(m, "unit")], group(m, "ord"), w.MONTHS[group(m, "month")]
    year = year_of(m, ctx) or nearest_year(ctx, month)
    if not year or year.value == "XXXX":
        return Reading("DATE", BLANK[unit])
    limits = cal.bounds(f"{year.value}-{month:02d}")
    assert limits
    day: cal.Day = (*limits[0][:2], ordinal(which))
    if which in ("last", "final"):  # the last whole week, the last day
        back = cal.weekday(limits[1]) % 7 if unit != "day" else 0
        day = cal.civil(cal.ordinal(limits[1]) - back)
    elif unit != "day":
        day = cal.civil(cal.ordinal(limits[0]) + 7 * (ordinal(which) - 1))
    return Reading("DATE", cal.at(day, unit), "", year.source) if cal.is_day(*day) else None


def holiday(m: Match, ctx: Context) -> Reading | None:
    """Read a holiday with a fixed or computable date."""
    if ctx.is_lower_in_mixed(*span(m, "holiday")) or ctx.follows(OTHER_CALENDAR):
        return None
    name, part = plain(group(m, "holiday")), group(m, "part")
    year = year_of(m, ctx)
    if not year:
        usual = holiday_day(name, 2024)
        year = nearest_year(ctx, int(usual[5:7]), int(usual[8:10])) or ctx.here("year")
    known = cal.bounds(year.value) if year else None
    value = holiday_day(name, known[0][0] if known else None)
    reading = Reading("DATE", value, "", year.source if year else "")
    return reading.at(w.PARTS[part]) if part else reading


def plain(name: str) -> str:
    """Return a holiday's name in letters and single spaces."""
    return re.sub(r"[^a-z ]", "", re.sub(r"[ \n-]+", " ", name))


def holiday_day(name: str, year: int | None) -> str:
    """Return the day of a holiday in a year; `XXXX-12-25` where the year is unknown."""
    kinds = {
        kind: {plain(key): rule for key, rule in table.items()}
        for kind, table in w.table()["holidays"].items()
    }
    if name in kinds["fixed"]:
        month, day = kinds["fixed"][name]
        return f"{'XXXX' if year is None else cal.year_value(year)}-{month:02d}-{day:02d}"
    if year is None:
        return BLANK["day"]
    if name in kinds["easter"]:
        return cal.at(cal.civil(cal.ordinal(easter(year)) + kinds["easter"][name]), "day")
    month, weekday, which = kinds["floating"][name]
    length = cal.month_length(year, month)
    if which > 0:
        day = 1 + (weekday - cal.weekday((year, month, 1))) % 7 + 7 * (which - 1)
    else:
        day = length - (cal.weekday((year, month, length)) - weekday) % 7
    return cal.at((year, month, day), "day")


def easter(year: int) -> cal.Day:
    """Return Easter Sunday (Gregorian; anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114
    return year, n // 31, n % 31 + 1
