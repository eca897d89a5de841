"""Readings of dates that name a place on the calendar: days, months and years.

Each function takes a match and the context and returns a `Reading`, or None where the match is no
time expression after all. Nothing here knows a pattern of the table.
"""

import re

from . import calendar as cal
from . import words as w
from .resolve import NOTHING, Context, Reading, Reference
from .words import group, ordinal, span

Match = re.Match[str]
TWICE_MEANT = ("may", "march", "april", "june", "august")  # a verb or a first name as well
SHORT = {name for name in w.MONTHS if len(name) < 4} | {"march"}  # may be other words
WRAP = 8  # months back after which a history has gone on into the next year
JOINT = re.compile(r" ?(?:[-–—]|to|and|or|through|&|,|, and|, or) ?")
PEEK_YEAR = re.compile(
    r"\s?(?:[-–—]|to|and|or|through|until|,)\s?(?:the )?(?:early |late )?(?:[a-z]{3,9}\.? )?"
    r"(?:of )?(?:\d{1,2}(?:st|nd|rd|th)?)?(?: [a-z]{3,9})?,? ?(?P<year>(?:1\d|2[01])\d\d)\b"
)
EARLY_YEAR = r",? 0\d{3}\b"  # a year that is written, but that no rule reads
MONTH_CUE = r"\b(?:in|of|by|since|until|till|from|to|during|early|late|mid|for|through|and)[ -]"
YEAR_CUE = (
    r"\b(?:in|since|by|until|till|during|before|after|late|early|mid|of|from|through|circa|ca\.|"
    r"around|spring|summer|autumn|winter|fall|to|and|between|for)[ -]",
    r"[(–—]",
)
NUMBERED = {
    *("page", "article", "route", "section", "chapter", "flight", "resolution", "act", "room"),
    *("highway", "paragraph", "channel", "number", "version", "line", "lot", "item", "order"),
}
COUNTED = {
    *("percent", "feet", "points", "miles", "km", "meters", "metres", "tons", "tonnes", "people"),
    *("men", "women", "troops", "soldiers", "dead", "hours", "hrs", "years", "days", "hectares"),
    *("acres", "pounds", "dollars", "gmt", "yards", "m", "kg", "ft", "workers", "employees"),
    *("times", "words", "jobs", "homes", "ships", "cars", "shares", "units", "copies"),
}


def year_of(m: Match, ctx: Context) -> Reference | None:
    """Return the year that the match names or points to; None where it says nothing of a year."""
    if group(m, "bcyear"):
        return Reference(f"BC{int(group(m, 'bcyear')):04d}")
    if group(m, "year"):
        return Reference(group(m, "year"))
    if group(m, "ofyy"):
        return Reference(f"{full_year(int(group(m, 'ofyy')), ctx):04d}")
    word = group(m, "yearref") or ("this" if group(m, "theyear") else "")
    if not word:
        return None
    deictic = word in ("last", "next", "this", "coming", "current")
    reading = ctx.moved(ctx.here("year") if deictic else ctx.there("year"), "year", w.STEPS[word])
    return Reference(reading.value, reading.anchor)


def full_year(yy: int, ctx: Context) -> int:
    """Return the year that two digits mean: at most ten years after the text's "now"."""
    base = ctx.here("year") or ctx.today("year")
    top = (base.first[0] if base else 2029) + 10
    return top - (top - yy) % 100


def nearest_year(ctx: Context, month: int, day: int = 0) -> Reference | None:
    """Return the year in which a month, or a day of it, without a year falls, and its source.

    News: the nearest to the publication, unless tense points the other way. A history goes on
    from what was said last, into the next year where that is the shorter way.
    """
    if ctx.is_narrative:
        base, last = ctx.said("month"), ctx.said("year")
        if not base or (last and cal.year(last.value) > cal.year(base.value)):
            base = last
        if not base:
            return None
        year, said = base.first[:2]
        wraps = cal.grain_of(base.value) in ("day", "month", "week") and said - month > WRAP
        return Reference(cal.year_value(year + wraps), base.source)
    base = ctx.here("month")
    limits = cal.bounds(base.value) if base else None
    if not base or not limits:
        return None
    now = sum(map(cal.ordinal, limits)) / 2
    direction, is_past = ctx.direction(), ctx.follows(r"\bsince ")
    year, is_plan = limits[0][0], ctx.outlook() is not None

    def cost(candidate: int) -> float:
        dom = min(day or 15, cal.month_length(candidate, month))
        gap = cal.ordinal((candidate, month, dom)) - now
        if not day and (candidate, month) == limits[0][:2]:
            return 0
        against = gap * direction < 0 and abs(gap) > (45 if day else 20)
        weight = 120 if day and not is_plan else 400
        return abs(gap) + (1000 if is_past and gap > 0 else 0) + against * weight

    near = [y for y in range(year - 4, year + 5) if not day or cal.is_day(y, month, day)]
    return Reference(cal.year_value(min(near, key=cost)), base.source) if near else None


def month_date(m: Match, ctx: Context) -> Reading | None:
    """Read month with day, year or both: `March 22, 2025`, `22 March`, `March 2025`, `March`."""
    name = group(m, "month")
    month = w.MONTHS[name]
    text = group(m, "day") or group(m, "ordday")
    day = ordinal(text) if text else 0
    year = year_of(m, ctx)
    if ctx.is_lower_in_mixed(*span(m, "month")) and name in SHORT and not (day and year):
        return None
    if (
        day
        and not year
        and ctx.follows(r"\bin ")
        and ctx.heads_noun()
        and span(m, "month")[0] == m.start()
    ):
        return None  # "in March 20 people died"
    if not day and not year:
        abbreviated = len(name) < 5 and name not in ("may", "june", "july") and m[0][-1] != "."
        if abbreviated or (name in TWICE_MEANT and not is_month(ctx, span(m, "month")[0])):
            return None
    if not year and not ctx.precedes(EARLY_YEAR):
        peek = PEEK_YEAR.match(ctx.lower, m.end())
        year = Reference(peek["year"]) if peek else nearest_year(ctx, month, day)
    known = cal.bounds(year.value) if year else None
    if day and not cal.is_day(known[0][0] if known else 2024, month, day):
        return NOTHING
    value = f"{year.value if year else 'XXXX'}-{month:02d}" + (f"-{day:02d}" if day else "")
    return Reading("DATE", value, "", year.source if year else "")


def is_month(ctx: Context, offset: int) -> bool:
    """Return whether May, March, April … is the month rather than a verb or a name."""
    token = ctx.token(offset)
    if token.pos_ in ("AUX", "VERB") or token.ent_type_ == "PERSON":
        return False
    if token.lower_ == "march" and (
        ctx.precedes(r" (?:to|of|on)\b")
        or (ctx.follows(r"\b(?:the|a|long|his|her|their|this) \W?") and not ctx.heads_noun())
    ):
        return False
    if ctx.follows(MONTH_CUE):
        return True
    follower = ctx.next_token()
    is_name = follower is not None and follower.pos_ == "PROPN" and follower.text.istitle()
    return token.ent_type_ == "DATE" and not is_name


def day_tail(m: Match, ctx: Context) -> Reading | None:
    """Read second day of a range or list: the `5` of `March 3-5`."""
    said = ctx.spans[-1] if ctx.spans else None
    if not said or said.rule not in ("month-day", "day-tail"):
        return None
    joint = ctx.lower[said.end : m.start()]
    is_list = joint.strip() in (",", "and", "or", ", and", ", or")
    if not JOINT.fullmatch(joint) or (is_list and ctx.heads_noun()):
        return None
    year = year_of(m, ctx)
    month = said.value[:-3] if not year else f"{year.value}-{said.value[-5:-3]}"
    limits = cal.bounds(month)
    day = ordinal(group(m, "day"))
    if limits and not cal.is_day(*limits[0][:2], day):
        return None
    source = ctx.references[-1].source if ctx.references and not year else ""
    return Reading("DATE", f"{month}-{day:02d}", "", source)


def ordinal_day(m: Match, ctx: Context) -> Reading | None:
    """Read day of the month named before: `the 14th`, `the 28th of that month`."""
    lead = r"\b(?:on|by|until|of|from|since|to|and|before|after|till|through)(?: about)? "
    if ctx.heads_noun(or_number=True) or not ctx.follows(lead) or ctx.precedes(r"-|'s"):
        return None
    base = ctx.there("month")
    day = ordinal(group(m, "day"))
    if not base or not cal.is_day(*base.first[:2], day):
        return None
    return Reading("DATE", f"{cal.at(base.first, 'month')}-{day:02d}", "", base.source)


def iso_date(m: Match, _ctx: Context) -> Reading | None:
    """Read `2025-03-22`, with or without a time."""
    if not cal.is_day(int(group(m, "y")), int(group(m, "m")), int(group(m, "d"))):
        return None
    date = Reading("DATE", f"{m['y']}-{m['m']}-{m['d']}")
    return (
        date.at(group(m, "clock") + (group(m, "zone") or "").upper()) if group(m, "clock") else date
    )


def numeric_date(m: Match, ctx: Context) -> Reading | None:
    """Read `7/8/07` in US order, `31.12.1999` in European; the other where only that exists."""
    a, b, year = (int(group(m, name)) for name in "aby")
    if len(group(m, "y")) == 2:
        if "." in m[0]:
            return None
        year = full_year(year, ctx)
    for month, day in ((b, a), (a, b)) if "." in m[0] else ((a, b), (b, a)):
        if cal.is_day(year, month, day):
            return Reading("DATE", f"{year:04d}-{month:02d}-{day:02d}")
    return None


def year_date(m: Match, ctx: Context) -> Reading | None:
    """Read a year in digits, unless the number counts or names something."""
    named = m[0].startswith("the year")
    return Reading("DATE", group(m, "year")) if named or is_year(m, ctx) else None


def is_year(m: Match, ctx: Context) -> bool:
    """Return whether a number of four digits is a year."""
    joined = ctx.follows(r"\d[-/]") and not ctx.follows(r"\b\d{4}[-/]")
    if joined or ctx.follows(r"[$£€¥#№.]", r"\bno\. ?", r"\bnumber "):
        return False
    token, follower = ctx.token(span(m, "year")[0]), ctx.next_token()
    if follower is not None and follower.lower_ in COUNTED:
        return False
    cue = ctx.follows(*YEAR_CUE)
    if not 1400 <= int(group(m, "year")) <= 2100:
        return cue and not ctx.heads_noun()
    if token.ent_type_ in ("CARDINAL", "QUANTITY", "MONEY", "PERCENT", "PRODUCT") and (
        token.ent_type_ != "CARDINAL" or (follower is not None and follower.tag_ == "NNS")
    ):
        return False
    return cue or not is_numbered_name(ctx, span(m, "year")[0])


def is_numbered_name(ctx: Context, offset: int) -> bool:
    """Return whether a number ends a name: `Windows 2000`, `Vision 2030`."""
    index = ctx.token(offset).i - 1
    if index < 0 or not ctx.follows(r"[a-z] "):
        return False
    name = ctx.doc[index]
    if name.lower_ in NUMBERED:
        return True
    is_time = name.lower_ in w.MONTHS or name.lower_ in w.SEASONS or name.lower_ in w.WEEKDAYS
    return name.pos_ == "PROPN" and name.text.istitle() and not is_time


def year_words(m: Match, ctx: Context) -> Reading | None:
    """Read a year in words: `nineteen ninety-six`."""
    if not ctx.follows(*YEAR_CUE, rf"{w.alternatives(w.MONTHS)} (?:\w+,? )?"):
        return None
    rest = w.number(group(m, "rest"))
    hundreds = w.number(group(m, "hundreds"))
    return Reading("DATE", f"{100 * int(hundreds or 0) + int(rest or 0):04d}")


def year_tail(m: Match, ctx: Context) -> Reading | None:
    """Read second year of a range, in two digits: the `18` of `1914-18`."""
    said = ctx.spans[-1] if ctx.spans else None
    if not said or not re.fullmatch(r"[-–—/]'?", ctx.lower[said.end : m.start()]):
        return None
    if cal.grain_of(said.value) not in ("year", "month", "season") or said.value.startswith("BC"):
        return None
    year = int(said.value[:2] + group(m, "yy"))
    is_written = ctx.lower[said.end - 4 : said.end].isdigit()
    return Reading("DATE", f"{year:04d}") if is_written and year > int(said.value[:4]) else None


def short_year(m: Match, ctx: Context) -> Reading | None:
    """Read `'93`."""
    return Reading("DATE", f"{full_year(int(m['yy']), ctx):04d}")


def era_year(m: Match, _ctx: Context) -> Reading | None:
    """Read `480 BC`, `AD 79`."""
    if group(m, "bcyear"):
        return Reading("DATE", f"BC{int(group(m, 'bcyear')):04d}")
    year = int(group(m, "ad"))
    return Reading("DATE", f"{year:04d}") if year else None


def carried_era(m: Match, ctx: Context) -> Reading | None:
    """Read `in 499` after years before Christ: the era is carried over."""
    base = ctx.said("century")
    lead = r"\b(?:in|by|since|until|of|from|to|after|before|early|late) "
    if not base or not base.value.startswith("BC") or ctx.heads_noun() or not ctx.follows(lead):
        return None
    return Reading("DATE", f"BC{int(m['n']):04d}", "", base.source)
