"""Readings of durations and sets, and of times of day."""

import re

from . import words as w
from .resolve import Context, Reading
from .words import group, span

Match = re.Match[str]
RATED = {
    *("times", "barrels", "tons", "tonnes", "percent", "people", "units", "hours", "days", "cents"),
    *("dollars", "million", "billion", "miles", "cars", "shares", "share", "pounds", "euros"),
}
ABBREVIATED = ("sec", "secs", "min", "mins", "hr", "hrs", "wk", "wks", "yr", "yrs", "mo")
CLOCK_LEAD = (
    r"\b(?:at|by|until|from|around|about|before|after|since|till|to|between|and|exactly) ",
    r"[,(] ?",
)


def duration(m: Match, ctx: Context) -> Reading | None:
    """Read `two and a half years`, `several weeks`, `24-hour`, `months`."""
    name, text = group(m, "unit").removesuffix("long"), group(m, "n")
    unit = w.UNIT_OF[name]
    is_long = bool(group(m, "long")) or m[0].endswith("long")
    single = text in ("a", "an", "one", "another", "half", "half a", "half an")
    quantity = w.amount(text) if text else "1" if name in w.UNITS else "X"
    if (
        (name in ABBREVIATED and not text[-1:].isdigit())
        or (is_long and text in ("a", "an") and "-" in m[0])  # "a [day-long] strike"
        or ctx.follows(r"[$£€]", r"\d[.,:/]")
        or (unit == "quarter" and not is_long and ctx.precedes("(?: |-)of\\b|-"))
        or (unit in ("second", "quarter") and not is_long and (single or text in ("", "some")))
        or quantity == "0"
        or (text == "many" and ctx.follows(r"\bas "))
        # "20 year" only in "a 20 year low"
        or (name in w.UNITS and text and not single and "-" not in m[0]
            and not ctx.heads_noun() and not ctx.precedes("-"))
    ):  # fmt: skip
        return None
    value = w.duration(quantity, unit)
    if text in ("a", "an", "one") and not is_long and is_rate(ctx):
        return Reading("SET", value)
    return Reading("DURATION", value)


def is_rate(ctx: Context) -> bool:
    """Return whether `a year` means per year: it follows an amount, not a preposition."""
    index = ctx.token(ctx.start).i - 1
    if index < 0:
        return False
    previous = ctx.doc[index]
    return previous.pos_ in ("NUM", "SYM") or previous.text == "%" or previous.lower_ in RATED


def duration_pair(m: Match, _ctx: Context) -> Reading | None:
    """Read `two years and six months`, `an hour and 20 minutes`."""
    first, second = w.UNIT_OF[group(m, "unit")], w.UNIT_OF[group(m, "unit2")]
    order = list(w.UNITS)
    quantity = w.amount(group(m, "n"))
    if order.index(second) >= order.index(first) or "X" in (quantity, w.amount(group(m, "n2"))):
        return None
    value, rest = w.duration(quantity, first), w.duration(w.amount(group(m, "n2")), second)
    return Reading("DURATION", value + (rest[2:] if "T" in value and "T" in rest else rest[1:]))


def quarter_century(_m: Match, _ctx: Context) -> Reading | None:
    """Read `a quarter of a century`."""
    return Reading("DURATION", "P25Y")


def duration_half(m: Match, _ctx: Context) -> Reading | None:
    """Read `a year and a half`."""
    quantity = w.amount(group(m, "n"))
    if quantity == "X":
        return None
    return Reading(
        "DURATION", w.duration(f"{float(quantity) + 0.5:g}", w.UNIT_OF[group(m, "unit")])
    )


def duration_adjective(m: Match, ctx: Context) -> Reading | None:
    """Read `ten brutal months`: a quantity, at most two describing words, a unit."""
    between = (ctx.token(span(m, "word")[0]), ctx.token(span(m, "word")[1] - 1))
    if all(token.pos_ in ("ADJ", "ADV") or token.tag_ in ("VBN", "VBG") for token in between):
        return duration(m, ctx)
    return None


def relative_duration(m: Match, ctx: Context) -> Reading | None:
    """Read `the past two years`, `the next few days`, `recent weeks`, `these days`."""
    unit, text = w.UNIT_OF[group(m, "unit")], group(m, "n")
    if group(m, "dir") == "last" and ctx.token(span(m, "dir")[0]).pos_ == "VERB":
        return None
    if group(m, "dir") in ("these", "those") and unit == "day" and not text:
        return Reading("DATE", "PRESENT_REF" if group(m, "dir") == "these" else "PAST_REF")
    return Reading("DURATION", w.duration(w.amount(text) if text else "X", unit))


def every(m: Match, _ctx: Context) -> Reading | None:
    """Read `every year`, `each Monday`, `every two weeks`, `twice a week`, `Mondays`."""
    part = w.PARTS.get(group(m, "part"), "")
    if group(m, "weekend"):
        return Reading("SET", "XXXX-WXX-WE")
    if group(m, "weekday"):
        n = w.WEEKDAYS[group(m, "weekday").removesuffix("s")]
        return Reading("SET", f"XXXX-WXX-{n}" + (f"T{part}" if part else ""))
    if group(m, "month"):
        return Reading("SET", f"XXXX-{w.MONTHS[m['month']]:02d}")
    if group(m, "season"):
        return Reading("SET", f"XXXX-{w.SEASONS[m['season']]}")
    if part:
        return Reading("SET", f"XXXX-XX-XXT{part}")
    text = group(m, "n")
    quantity = "2" if text == "other" else w.amount(text) if text else "1"
    return Reading("SET", w.duration(quantity, w.UNIT_OF[group(m, "unit")]))


def set_adverb(m: Match, ctx: Context) -> Reading | None:
    """Read `daily`, `annual`, unless it is part of a name."""
    token = ctx.token(m.start())
    is_name = token.text.istitle() and not token.is_sent_start and token.pos_ == "PROPN"
    if is_name or (token.text.istitle() and token.ent_type_ in ("ORG", "WORK_OF_ART")):
        return None
    return Reading("SET", w.table()["adverbs"][group(m, "adverb")])


def clock(m: Match, ctx: Context) -> Reading | None:
    """Read `9:30 a.m.`, `16:08 UTC`, `0530 hours`, `ten o'clock`."""
    text, minute, zone = group(m, "h"), group(m, "mi") or "00", group(m, "zone")
    hour = int(w.number(text) or 0)
    half = group(m, "ap")[:1]
    if (
        hour > (12 if half else 24)
        or (half and not hour)
        or int(minute) > 59
        or (hour == 24 and minute != "00")
    ):
        return None
    is_bare = not half and not zone and "o'clock" not in m[0]
    if is_bare and not ctx.follows(*CLOCK_LEAD) and not (group(m, "colon") and len(text) == 2):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds = f":{group(m, 'se')}" if group(m, "se") else ""
    return ctx.day().at(f"{hour:02d}:{minute}{seconds}{w.ZONES.get(zone, '')}")


def clock_past(m: Match, ctx: Context) -> Reading | None:
    """Read `half past nine`, `a quarter to six`."""
    hour, text = int(w.number(group(m, "hword")) or 0), group(m, "past")
    past = 30 if text == "half" else 15 if "quarter" in text else int(w.number(text) or 0)
    minutes = (60 * hour + (past if group(m, "way") == "past" else -past)) % 1440
    return ctx.day().at(f"{minutes // 60:02d}:{minutes % 60:02d}")


def part_of_day(m: Match, ctx: Context) -> Reading | None:
    """Read `the morning`, `noon`, `at night`."""
    part = group(m, "part")
    token = ctx.token(span(m, "part")[0])
    if token.pos_ == "VERB" or (
        token.text.istitle() and token.pos_ == "PROPN" and not token.is_sent_start
    ):
        return None
    if part in ("dawn", "sunset") and ctx.precedes(r" of (?!\d|[a-z]+day\b)"):
        return None
    if part == "nights" and ctx.follows(r"\b(?:\d+|two|three|four|five|six|seven|several|few) "):
        return None
    usual = part.endswith("s") or (part in ("night", "evening") and ctx.follows(r"\b(?:at|by) "))
    reading = Reading("DATE", "XXXX-XX-XX") if usual else ctx.day()
    return reading.at(w.PARTS[part])
