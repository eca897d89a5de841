"""From a match to a TIMEX3 reading: one function a family of rules.

Each takes the match and the context and returns a `Reading`, or None where the match is no time
expression after all. Nothing here knows a pattern.
"""

import re

from . import calendar as cal
from . import words as w
from .resolve import BLANK, Context, Reading, Reference

Match = re.Match[str]
BACK = {"last", "past", "previous", "preceding", "prior", "latest"}
ON = {"next", "coming", "following", "upcoming"}
NOT_NOUN = {"NOUN", "PROPN", "ADJ"}
PEEK_YEAR = re.compile(
    r"\s?(?:[-–—]|to|and|or|through|until|,)\s?(?:the )?(?:[a-z]{3,9}\.? )?(?:\d{1,2}(?:st|nd|rd|th)?)?"
    r"(?: [a-z]{3,9})?,? ?(?P<year>(?:1\d|2[01])\d\d)\b"
)


def group(m: Match, name: str) -> str:
    """Return a group of the match; empty where the rule has none."""
    groups = m.groupdict()
    return (
        groups.get(name)
        or groups.get(f"{name}_2")
        or groups.get(f"{name}2")
        or groups.get(f"{name}3")
        or ""
    )


def ordinal(text: str) -> int:
    """Return the number of an ordinal, in words or digits."""
    return w.ORDINALS.get(text.replace(" ", "-"), 0) or int(re.sub(r"\D", "", text) or 0)


def year_of(m: Match, ctx: Context) -> Reference | None:
    """Return the year that the match names or points to; None where it says nothing of a year."""
    if group(m, "bcyear"):
        return Reference(f"BC{int(m['bcyear']):04d}", "")
    if group(m, "year"):
        return Reference(group(m, "year"), "")
    ref = group(m, "yearref") or ("this" if group(m, "theyear") else "")
    if ref:
        deictic = ref in ("last", "next", "this", "coming", "current")
        base = ctx.here("year") if deictic else ctx.there("year")
        n = -1 if ref in BACK else 1 if ref in ON else 0
        reading = ctx.moved(base, "year", n)
        return Reference(reading.value, reading.anchor)
    return None


def full_year(yy: int, ctx: Context) -> int:
    """Return the year that two digits mean: not more than ten years after the reference."""
    base = ctx.here("year") or ctx.today("year")
    limits = cal.bounds(base.value) if base else None
    top = (limits[0][0] if limits else 2029) + 10
    return top - (top - yy) % 100


def nearest(ctx: Context, month: int, day: int) -> Reference | None:
    """Return the year in which a month (day 0) or a day without a year falls, and its source."""
    base = ctx.here("month") or (ctx.here("year") if ctx.is_narrative else None)
    if not base:
        return None
    limits = cal.bounds(base.value)
    assert limits
    year = limits[0][0]
    if ctx.is_narrative:
        if (
            cal.grain_of(base.value) not in ("year", "season", "half")
            and (limits[0][1] - month) > 8
        ):
            year += 1
        return Reference(cal.year_value(year), base.source)
    middle = sum(map(cal.ordinal, limits)) / 2
    direction = ctx.direction()
    options = {}
    for y in (year - 1, year, year + 1):
        at = cal.ordinal((y, month, min(day or 15, cal.month_length(y, month))))
        gap = at - middle
        if not day and (y, month) == limits[0][:2]:
            gap = 0
        against = gap * direction < 0 and abs(gap) > (45 if day else 20)
        options[y] = abs(gap) + (120 if against else 0)
    best = min(options, key=lambda y: options[y])
    return Reference(cal.year_value(best), base.source)


def month_date(m: Match, ctx: Context) -> Reading | None:
    """Month with day, year or both: `March 22, 2025`, `22 March`, `March 2025`, `March`."""
    name = group(m, "month")
    month = w.MONTHS[name]
    text = group(m, "day") or group(m, "ordday")
    day = ordinal(text) if text else 0
    year = year_of(m, ctx)
    raw = ctx.text[m.start("month") : m.end("month")]
    if (
        raw.islower()
        and any(c.isupper() for c in ctx.text)
        and name in ("may", "march", "mar", "dec", "sep", "jan", "jun")
    ):
        if not (day and year):
            return None
    if not day and not year:
        if len(name) < 4 and name != "may" and not m[0].endswith("."):
            return None
        if name in ("may", "march", "august", "april", "june") and not is_month_word(
            ctx, m.start("month")
        ):
            return None
    if not year:
        peek = PEEK_YEAR.match(ctx.lower, m.end())
        if peek:
            year = Reference(peek["year"], "")
    year = year or nearest(ctx, month, day)
    if year and year.value != "XXXX":
        limits = cal.bounds(year.value)
        if day and not (limits and cal.is_day(limits[0][0], month, day)):
            return None
    elif day > 31 or (day and not cal.is_day(2024, month, day)):
        return None
    value = f"{year.value if year else 'XXXX'}-{month:02d}" + (f"-{day:02d}" if day else "")
    return Reading("DATE", value, "", year.source if year else "")


def is_month_word(ctx: Context, offset: int) -> bool:
    """Return whether a capitalised May, March or April is the month rather than a verb or a name."""
    token = ctx.token(offset)
    if token.pos_ in ("AUX", "VERB") or token.ent_type_ == "PERSON":
        return False
    if re.search(
        r"\b(?:in|of|by|since|until|till|from|to|during|last|next|this|early|late|mid|for|through|and)[ -]$",
        ctx.before(),
    ):
        return token.ent_type_ not in ("PERSON",)
    return token.ent_type_ == "DATE" or token.lower_ not in (
        "may",
        "march",
        "april",
        "june",
        "august",
    )


def day_tail(m: Match, ctx: Context) -> Reading | None:
    """Second day of a range or list: the `5` of `March 3-5`."""
    if not ctx.spans:
        return None
    _, end, rule, value = ctx.spans[-1]
    joint = ctx.lower[end : m.start()]
    if rule not in ("month-day", "day-tail", "day-month") or not re.fullmatch(
        r" ?(?:[-–—]|to|and|or|through|&|,|, and|, or) ?", joint
    ):
        return None
    if rule == "day-month" or ctx.lower[end - 1] not in "0123456789thsnrd":
        return None
    follower = ctx.follower()
    if joint.strip() in (",", "and", "or") and follower is not None and follower.pos_ in NOT_NOUN:
        return None
    day = ordinal(m["day"])
    year = year_of(m, ctx)
    stem = value[:-3] if not year else f"{year.value}-{value[-5:-3]}"
    limits = cal.bounds(stem)
    if limits and not cal.is_day(limits[0][0], limits[0][1], day):
        return None
    return Reading(
        "DATE", f"{stem}-{day:02d}", "", ctx.said[-1].source if ctx.said and not year else ""
    )


def day_head(m: Match, ctx: Context) -> Reading | None:
    """First day of a range whose month follows: the `3` of `3-5 March 2009`."""
    return month_date(m, ctx)


def ordinal_day(m: Match, ctx: Context) -> Reading | None:
    """Day of the month named before: `the 14th`."""
    follower = ctx.follower()
    if follower is not None and (
        follower.pos_ in (*NOT_NOUN, "NUM") or follower.text in ("-", "'s")
    ):
        return None
    base = ctx.there("month")
    day = ordinal(m["day"])
    limits = cal.bounds(base.value) if base else None
    if not re.search(
        r"\b(?:on|by|until|of|from|since|to|and|before|after|till|through)(?: about)? $",
        ctx.before(),
    ):
        return None
    if not base or not limits or not cal.is_day(limits[0][0], limits[0][1], day):
        return None
    return Reading("DATE", f"{cal.at(limits[0], 'month')}-{day:02d}", "", base.source)


def iso_date(m: Match, _ctx: Context) -> Reading | None:
    """`2025-03-22`, with or without a time."""
    year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    if not cal.is_day(year, month, day):
        return None
    value = f"{m['y']}-{m['m']}-{m['d']}"
    if m["clock"]:
        return Reading("TIME", f"{value}T{m['clock']}{(m['zone'] or '').upper()}")
    return Reading("DATE", value)


def numeric_date(m: Match, ctx: Context) -> Reading | None:
    """`7/8/07` in US order, `31.12.1999` in European order; the other where only that exists."""
    a, b, y = int(group(m, "a")), int(group(m, "b")), int(group(m, "y"))
    if len(group(m, "y")) == 2:
        y = full_year(y, ctx)
    orders = [(a, b), (b, a)] if "." not in m[0] else [(b, a), (a, b)]
    if "." in m[0] and len(group(m, "y")) == 2:
        return None
    for month, day in orders:
        if cal.is_day(y, month, day):
            return Reading("DATE", f"{y:04d}-{month:02d}-{day:02d}")
    return None


def year_date(m: Match, ctx: Context) -> Reading | None:
    """A year in digits, unless the number counts or names something."""
    year = int(m["year"])
    token = ctx.token(m.start("year"))
    lead = ctx.before()
    if re.search(r"(?:[$£€¥#№]|\bno\.? |\bhk\$ ?|\bus\$ ?|\d[-/]|\.)$", lead) and not re.search(
        r"\b\d{4}[-/]$", lead
    ):
        return None
    if m[0].startswith("the year"):
        return Reading("DATE", m["year"])
    cue = re.search(
        r"(?:\b(?:in|since|by|until|till|during|before|after|late|early|mid|of|from|through|circa|ca\.|around|spring|summer|autumn|winter|fall)[ -]|[(–—])$",
        lead,
    )
    follower = ctx.follower()
    if follower is not None:
        if follower.lower_ in (
            "percent",
            "feet",
            "points",
            "miles",
            "km",
            "meters",
            "metres",
            "tons",
            "tonnes",
            "people",
            "men",
            "troops",
            "soldiers",
            "dead",
            "hours",
            "hrs",
            "years",
            "days",
            "hectares",
            "acres",
            "pounds",
            "dollars",
            "gmt",
            "yards",
            "m",
            "kg",
            "ft",
            "workers",
            "employees",
            "times",
            "words",
            "women",
            "jobs",
            "homes",
        ):
            return None
        if (
            not cue
            and (
                token.ent_type_ in ("CARDINAL", "QUANTITY", "MONEY", "PRODUCT")
                or token.dep_ == "nummod"
            )
            and follower.tag_ == "NNS"
            and token.ent_type_ != "DATE"
        ):
            return None
    if year < 1400 or year > 2100:
        if not cue or (follower is not None and follower.pos_ in NOT_NOUN):
            return None
    if not cue:
        previous = ctx.doc[token.i - 1] if token.i else None
        if (
            previous is not None
            and previous.text[0].isupper()
            and previous.pos_ == "PROPN"
            and not lead.endswith((", ", "\n"))
            and not ctx.text[previous.idx : previous.idx + len(previous)].isupper()
            and previous.lower_ not in (*w.MONTHS, *w.SEASONS, *w.WEEKDAYS)
        ):
            return None
        if token.ent_type_ in ("MONEY", "QUANTITY", "PERCENT", "PRODUCT"):
            return None
    return Reading("DATE", m["year"])


def year_tail(m: Match, ctx: Context) -> Reading | None:
    """Second year of a range, in two digits: the `18` of `1914-18`."""
    if not ctx.spans:
        return None
    _, end, _, value = ctx.spans[-1]
    if (
        cal.grain_of(value) not in ("year", "month", "season")
        or not re.fullmatch(r"[-–—/]|/'|-'", ctx.lower[end : m.start()])
        or not ctx.lower[end - 4 : end].isdigit()
    ):
        return None
    year = int(value[:2] + m["yy"])
    return Reading("DATE", f"{year:04d}") if year > int(value[:4]) else None


def short_year(m: Match, ctx: Context) -> Reading | None:
    """`'93`: the nearest such year not after the reference by more than ten."""
    return Reading("DATE", f"{full_year(int(m['yy']), ctx):04d}")


def era_year(m: Match, _ctx: Context) -> Reading | None:
    """`480 BC`, `AD 79`."""
    if group(m, "bcyear"):
        return Reading("DATE", f"BC{int(m['bcyear']):04d}")
    number = int(group(m, "ad") or group(m, "ad2"))
    return Reading("DATE", f"{number:04d}") if number else None


def carried_era(m: Match, ctx: Context) -> Reading | None:
    """`in 499` after years before Christ: the era is carried over."""
    base = ctx.said_last()
    follower = ctx.follower()
    if (
        not base
        or not base.value.startswith("BC")
        or (follower is not None and follower.pos_ in NOT_NOUN)
    ):
        return None
    if not re.search(r"\b(?:in|by|since|until|of|from|to|after|before|early|late) $", ctx.before()):
        return None
    return Reading("DATE", f"BC{int(m['n']):04d}", "", base.source)


def decade(m: Match, ctx: Context) -> Reading | None:
    """`the 1990s`, `the '90s`, `the nineties`, `the 470s BC`."""
    if re.search(r"\b(?:his|her|their|my|your|our|its) (?:early |late |mid[ -])?$", ctx.before()):
        return None
    if group(m, "bcdecade"):
        return Reading("DATE", f"BC{int(m['bcdecade']) // 10:03d}")
    if group(m, "decade"):
        return Reading("DATE", m["decade"][:3])
    tens = w.DECADES.get(group(m, "name")) or int(group(m, "tens")[0])
    if not (
        m[0].startswith("the")
        or re.search(r"(?:'|\b(?:early|late|mid|and|the|or)[ -])$", ctx.before())
    ):
        return None
    year = full_year(10 * tens, ctx)
    return Reading("DATE", f"{year // 10:03d}")


def century(m: Match, _ctx: Context) -> Reading | None:
    """`the 19th century`, `the fifth century BC`."""
    number = ordinal(m["ord"])
    if not number:
        return None
    return Reading("DATE", ("BC" if m["bc"] else "") + f"{number - 1:02d}")


def quarter(m: Match, ctx: Context) -> Reading | None:
    """Quarter or half of a year: `the third quarter`, `Q3 2009`, `the first half of 1989`."""
    text = group(m, "ord")
    is_half = bool(group(m, "half"))
    n = (
        2
        if is_half and text in ("second", "latter", "last", "final")
        else 4
        if text in ("last", "final")
        else 1
        if text == "former"
        else ordinal(text)
    )
    if not 1 <= n <= (2 if is_half else 4):
        return None
    grain, code, size = ("half", "H", 6) if is_half else ("quarter", "Q", 3)
    if (
        re.match(r" (?:of|in)\b", ctx.after())
        and not group(m, "ofyear")
        and not re.match(
            r" (?:of|in) (?:fiscal|the|last|this|next) ?(?:fiscal|financial|year)?", ctx.after()
        )
    ):
        if is_half:
            return None
    year = year_of(m, ctx)
    if text in ("last",) and not year:
        return None
    if not year:
        base = ctx.here(grain)
        if not base:
            return Reading("DATE", f"XXXX-{code}{n}")
        limits = cal.bounds(base.value)
        assert limits
        y = nearest_part(limits, n * size - size + 1, size, ctx.direction())
        year = Reference(cal.year_value(y), base.source)
    return Reading("DATE", f"{year.value}-{code}{n}", "", year.source)


def nearest_part(now: tuple[cal.Day, cal.Day], first: int, size: int, direction: int) -> int:
    """Return the year of a quarter, half or season: the nearest, looking back rather than ahead."""
    year, month, day = now[0]
    here = 12 * year + month - 1 + day / 31
    costs = {}
    for y in (year - 1, year, year + 1):
        start = 12 * y + first - 1
        ahead, back = start - here, here - start - size
        costs[y] = max(
            ahead * (3 if direction < 0 else 1.5 if not direction else 1),
            back * (3 if direction > 0 else 1),
            0,
        )
    return min(costs, key=lambda y: costs[y])


def fiscal(m: Match, ctx: Context) -> Reading | None:
    """A fiscal year: written as the calendar year that it is named for."""
    if group(m, "yy"):
        return Reading("DATE", f"{full_year(int(m['yy']), ctx):04d}")
    year = year_of(m, ctx)
    return Reading("DATE", year.value, "", year.source) if year else None


def season(m: Match, ctx: Context) -> Reading | None:
    """`the summer of 1964`, `spring`."""
    name = m["season"]
    raw = ctx.text[m.start("season") : m.end("season")]
    code = w.SEASONS[name]
    year = year_of(m, ctx)
    peek = (
        None
        if year
        else re.match(
            r" and (?:early |late )?(?:spring|summer|autumn|fall|winter) of (\d{4})\b", ctx.after()
        )
    )
    if peek:
        year = Reference(peek[1], "")
    if not year:
        token = ctx.token(m.start("season"))
        if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in (
            "PERSON",
            "ORG",
            "GPE",
            "FAC",
        ):
            return None
        lead = ctx.before()
        if (
            name in ("fall", "spring")
            and not re.search(
                r"\b(?:in|by|since|until|during|early|late|mid|of|from|this|last|through|throughout|spent|for)[ -](?:the )?$",
                lead,
            )
            and token.dep_ not in ("nsubj",)
        ):
            return None
        if (
            name == "fall"
            and not (m[0].startswith("the ") or re.search(r"\b(?:early|late|in|mid)[ -]$", lead))
            or (name == "fall" and re.match(r" (?:of|in)\b", ctx.after()))
        ):
            return None
        if (
            raw != raw.lower()
            and token.pos_ == "PROPN"
            and not ctx.is_narrative
            and token.ent_type_ not in ("DATE", "")
        ):
            return None
        base = ctx.here("month") or (ctx.here("year") if ctx.is_narrative else None)
        if not base:
            return Reading("DATE", f"XXXX-{code}")
        limits = cal.bounds(base.value)
        assert limits
        y = limits[0][0]
        if not ctx.is_narrative:
            y = nearest_part(limits, cal.SEASONS[code], 3, ctx.direction())
        year = Reference(cal.year_value(y), base.source)
    return Reading("DATE", f"{year.value}-{code}", "", year.source)


def weekday(m: Match, ctx: Context) -> Reading | None:
    """A weekday: the publication's own week backward, unless tense or preposition look forward."""
    name = m["weekday"]
    raw = ctx.text[m.start("weekday") : m.end("weekday")]
    n = w.WEEKDAYS[name]
    if len(name) < 6 and not m[0].endswith("."):
        if (
            raw
            in ("Sun", "Sat", "Mon", "Wed", "sun", "sat", "wed", "mon", "tue", "fri", "thu", "SUN")
            or raw.islower()
        ):
            return None
    token = ctx.token(m.start("weekday"))
    follower = ctx.follower()
    if (
        token.ent_type_ in ("ORG", "WORK_OF_ART", "PRODUCT", "FAC", "LAW")
        and follower is not None
        and follower.pos_ == "PROPN"
        and follower.ent_type_ == token.ent_type_
    ):
        return None
    previous = ctx.doc[token.i - 1] if token.i else None
    if previous is not None and previous.lower_ in (
        "bloody",
        "black",
        "super",
        "cyber",
        "ash",
        "good",
        "easter",
        "palm",
        "fat",
    ):
        return None
    part = group(m, "part")
    base = ctx.here("day")
    if not base:
        value = f"XXXX-WXX-{n}"
        return Reading("TIME" if part else "DATE", value + (f"T{w.PARTS[part]}" if part else ""))
    limits = cal.bounds(base.value)
    assert limits
    back = (cal.weekday(limits[0]) - n) % 7
    offset = -back
    if ctx.is_narrative:
        offset = (n - cal.weekday(limits[0])) % 7
    elif ctx.direction() > 0 and back:
        offset = 7 - back
    value = cal.shift(base.value, "day", offset)
    if part:
        return Reading("TIME", f"{value}T{w.PARTS[part]}", "", base.source)
    return Reading("DATE", value, "", base.source)


def relative_day(m: Match, ctx: Context) -> Reading | None:
    """`today`, `yesterday morning`, `tonight`, `the day after tomorrow`."""
    rel = m["rel"]
    n = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[rel]
    if group(m, "over"):
        n *= 2
    part = "night" if rel == "tonight" else group(m, "part")
    if rel == "today" and ctx.is_narrative:
        return Reading("DATE", "PRESENT_REF")
    reading = ctx.moved(ctx.here("day"), "day", n)
    if part:
        return Reading("TIME", f"{reading.value}T{w.PARTS[part]}", "", reading.anchor)
    return reading


def step(word: str, ctx: Context, grain: str) -> tuple[Reference | None, int]:
    """Return what `this`, `last`, `that`, `following` … start from, and the number of steps."""
    if word in ("that", "same", "following", "previous", "preceding", "prior"):
        return ctx.there(grain), -1 if word in BACK else 1 if word == "following" else 0
    return ctx.here(grain), -1 if word in BACK else 1 if word in ON else 0


def relative_unit(m: Match, ctx: Context) -> Reading | None:
    """`last week`, `this year`, `the following month`, `that day`."""
    word, unit = m["dir"], w.UNIT_OF[m["unit"]]
    if unit in ("second", "minute", "hour", "millennium"):
        return None
    if word in ("past", "coming") and unit != "weekend" and "this" not in m[0]:
        return Reading("DURATION", w.duration("1", unit), "", "")
    if (
        word == "next"
        and m[0].startswith("the ")
        and unit in ("year", "decade", "week", "month")
        and not ctx.is_narrative
        and not re.search(r"\b(?:in|by|of|for|until|early) $", ctx.before())
    ):
        return Reading("DURATION", w.duration("1", unit), "", "")
    if word == "that" and unit == "day" and re.match(r" (?:when|that|has)\b", ctx.after()):
        return None
    anaphoric = word == "next" and m[0].startswith("the ")
    base, n = step("following" if anaphoric else word, ctx, {"fortnight": "week"}.get(unit, unit))
    if unit == "weekend":
        if base:
            limits = cal.bounds(base.value)
            assert limits
            day = cal.weekday(limits[0])
            if word == "last":
                n = -1
            elif word == "this" and day <= 3 and ctx.direction() < 0:
                n = -1
    if word == "this" and unit == "quarter" and not base:
        return Reading("DATE", BLANK[unit])
    return ctx.moved(base, unit, n)


def relative_weekday(m: Match, ctx: Context) -> Reading | None:
    """`last Friday`, `next Monday`, `this Thursday`, `the following Tuesday`."""
    word, n = m["dir"], w.WEEKDAYS[m["weekday"]]
    part = group(m, "part")
    base, way = step(
        "following" if word == "next" and m[0].startswith("the ") else word, ctx, "day"
    )
    if word in ("that", "same") and base:
        way = 0
    if not base:
        return Reading("DATE", f"XXXX-WXX-{n}")
    limits = cal.bounds(base.value)
    assert limits
    ahead = (n - cal.weekday(limits[0])) % 7
    if way < 0:
        offset = ahead - 7
    elif way > 0:
        offset = ahead or 7
    else:
        offset = ahead - 7 if ahead and (word in ("that", "same") or ctx.direction() < 0) else ahead
    if word == "this" and "past" in m[0]:
        offset = ahead - 7
    value = cal.shift(base.value, "day", offset)
    if part:
        return Reading("TIME", f"{value}T{w.PARTS[part]}", "", base.source)
    return Reading("DATE", value, "", base.source)


def relative_month(m: Match, ctx: Context) -> Reading | None:
    """`last March`, `next summer`, `this fall`."""
    word = m["dir"]
    name = group(m, "month")
    season_name = group(m, "season")
    if name and ctx.text[m.start("month")].islower() and name in ("may", "march"):
        return None
    base, way = step(
        "following" if word == "next" and m[0].startswith("the ") else word, ctx, "month"
    )
    if not base:
        tail = f"{w.MONTHS[name]:02d}" if name else w.SEASONS[season_name]
        return Reading("DATE", f"XXXX-{tail}")
    limits = cal.bounds(base.value)
    assert limits
    year, now = limits[0][:2]
    first = w.MONTHS[name] if name else cal.SEASONS[w.SEASONS[season_name]]
    size = 1 if name else 3
    if way < 0 and first + size > now:
        year -= 1
    elif way > 0 and first <= now:
        year += 1
    elif not way and not ctx.is_narrative:
        if first > now and ctx.direction() < 0 and first - now > 3:
            year -= 1
    if season_name == "winter" and way == 0 and now < 3:
        year -= 1
    tail = f"{first:02d}" if name else w.SEASONS[season_name]
    return Reading("DATE", f"{cal.year_value(year)}-{tail}", "", base.source)


def relative_part(m: Match, ctx: Context) -> Reading | None:
    """`last night`, `this morning`, `that evening`, `the next morning`."""
    word, part = m["dir"], m["part"]
    base, n = step("following" if word == "next" else word, ctx, "day")
    if word == "last" and part not in ("night", "evening"):
        return None
    reading = ctx.moved(base, "day", n)
    return Reading("TIME", f"{reading.value}T{w.PARTS[part]}", "", reading.anchor)


def ago(m: Match, ctx: Context) -> Reading | None:
    """`two weeks ago`, `a year earlier`, `days later`."""
    word = m["rel"]
    unit = w.UNIT_OF[m["unit"]]
    quantity = w.amount(m["n"]) if group(m, "n") else "X"
    if word in (
        "before",
        "after",
        "on",
        "previously",
        "prior",
        "afterward",
        "afterwards",
        "after that",
        "before that",
    ):
        follower = ctx.follower()
        if (
            word in ("before", "after", "on", "prior")
            and follower is not None
            and not (
                follower.is_punct
                or follower.pos_ in ("CCONJ", "SPACE")
                or (follower.dep_ == "ROOT")
                or follower.lower_ in ("when",)
            )
        ):
            return None
    back = word in ("ago", "earlier", "before", "back", "previously", "prior", "before that")
    deictic = word in ("ago", "back", "hence", "from now", "from today")
    if quantity == "X":
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    n = float(quantity)
    if n != int(n):
        if unit not in ("year", "decade", "century"):
            return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
        n, unit = n * 12 * cal.YEARS[unit], "month"
    steps = int(n) * (-1 if back else 1)
    if abs(steps) > 100_000:
        return None
    if unit in ("hour", "minute", "second"):
        base = ctx.here("day") if deictic else ctx.there("day")
        blank = base.value[:10] + "TXX" if base and len(base.value) >= 10 else "XXXX-XX-XXTXX"
        return Reading("TIME", blank, "", base.source if base else "")
    if unit == "weekend" or unit == "millennium":
        return None
    grain = {"fortnight": "week"}.get(unit, unit)
    base = ctx.here(grain) if deictic else ctx.there(grain)
    if (
        base
        and not deictic
        and unit in ("year", "quarter", "week")
        and cal.grain_of(base.value) in ("day", "month", "quarter", "season", "half")
    ):
        kept = cal.grain_of(base.value)
        if unit == "week" and kept == "day":
            return ctx.moved(base, "day", 7 * steps)
        if (
            unit == "year"
            and kept in ("quarter", "month", "half")
            and base.source != ""
            and not ctx.is_narrative
        ):
            return ctx.moved(base, "year", steps, kept)
        if unit == "year" and kept in ("quarter", "half"):
            return ctx.moved(base, "year", steps, kept)
    return ctx.moved(base, unit, steps, grain)


def same_period(m: Match, ctx: Context) -> Reading | None:
    """`the same month a year ago`, `the year-earlier quarter`, `the same period last year`."""
    unit = group(m, "unit")
    base = None
    for reference in reversed(ctx.said[-4:]):
        grain = cal.grain_of(reference.value)
        if grain in ("month", "quarter", "half", "season", "week", "year") and (
            unit not in cal.FINER or grain == unit
        ):
            base = reference
            break
    if unit in ("month", "quarter", "week") and not base:
        base = ctx.today(unit)
        if base and unit == "quarter":
            base = Reference(cal.shift(base.value, "quarter", -1), base.source)
        elif base and unit == "month":
            base = Reference(cal.shift(base.value, "month", -1), base.source)
    grain = (
        unit
        if unit in ("month", "quarter", "week", "half")
        else cal.grain_of(base.value)
        if base
        else "year"
    )
    if not base:
        base = ctx.today("year")
    return ctx.moved(base, "year", -1, grain)


def the_unit(m: Match, ctx: Context) -> Reading | None:
    """`the year`, `the quarter`, `the day`: the one spoken of, else the present one."""
    unit = m["unit"]
    after = ctx.after()
    if re.match(
        r" (?:of\b|when\b|that\b|after\b|before\b|following\b|in which\b|he\b|she\b|they\b|it\b)",
        after,
    ):
        return None
    follower = ctx.follower()
    if (
        follower is not None
        and (follower.pos_ in ("NOUN", "PROPN", "NUM") or follower.text in ("-", "'s"))
        and follower.dep_ not in ("ROOT", "nsubj")
        and not after.startswith(("'s ", "\n"))
        and not ctx.token(ctx.end - 1).dep_ == "npadvmod"
    ):
        if follower.text != "'s" and not re.match(r"[.,;:]", after):
            return None
    if unit == "quarter":
        said = ctx.said_last("quarter")
        if said and cal.grain_of(said.value) == "quarter":
            return Reading("DATE", said.value, "", said.source)
        base = ctx.here("quarter")
        return ctx.moved(base, "quarter", -1 if ctx.direction() < 0 else 0)
    if unit == "weekend":
        base = ctx.here("day")
        if base:
            limits = cal.bounds(base.value)
            assert limits
            back = cal.weekday(limits[0]) <= 4 and ctx.direction() <= 0
            return ctx.moved(base, "weekend", -1 if back else 0)
        return Reading("DATE", BLANK["weekend"])
    if unit == "day":
        said = ctx.said_last("day")
        base = said or ctx.here("day")
        return ctx.moved(base, "day", 0)
    if unit in ("decade", "century", "week", "month") and not (
        m.groupdict().get("whole")
        or ctx.is_narrative
        or re.search(
            r"\b(?:end|beginning|start|middle|rest|half|turn|remainder|part|early|late|later|earlier|during|for|in)(?: in| of)? $",
            ctx.before(),
        )
    ):
        return None
    if unit == "year" and (group(m, "whole") or ctx.is_narrative):
        return ctx.moved(ctx.there(unit), unit, 0)
    return ctx.moved(ctx.here(unit), unit, 0)


def duration(m: Match, ctx: Context) -> Reading | None:
    """`two and a half years`, `several weeks`, `a 24-hour`, `months`."""
    unit = w.UNIT_OF[m["unit"]]
    text = group(m, "n")
    after = ctx.after()
    if unit in ("second", "quarter") and (
        text in ("a", "another", "one", "half", "half a") or after.startswith((" of ", "-of", "-"))
    ):
        if not after.startswith(("-long", " long")):
            return None
    if unit == "quarter" and after.startswith((" of ", "-")):
        return None
    if (
        m["unit"] in ("sec", "secs", "min", "mins", "hr", "hrs", "wk", "wks", "yr", "yrs", "mo")
        and not text[-1:].isdigit()
    ):
        return None
    if re.search(r"(?:[$£€]|\d[.,:/])$", ctx.before(3)):
        return None
    if unit == "second" and not text and "-" not in m[0]:
        return None
    singular = m["unit"] in w.UNITS
    if singular and not text and not group(m, "long"):
        return None
    quantity = w.amount(text) if text else "X" if not singular else "1"
    if quantity == "0":
        return None
    if (
        singular
        and text
        and quantity not in ("1", "0.5", "X")
        and "-" not in m[0]
        and not (text in ("a", "an", "one"))
    ):
        follower = ctx.follower()
        if follower is None or follower.pos_ not in (*NOT_NOUN, "VERB", "PUNCT"):
            return None
    value = w.duration(quantity, unit)
    if group(m, "n2"):
        second = w.amount(m["n2"])
        other = w.duration(second, w.UNIT_OF[m["unit2"]])
        if "T" in value and "T" in other:
            other = other.replace("T", "")
        value += other[1:]
    if text in ("a", "an", "one") and is_rate(ctx) and not group(m, "long"):
        return Reading("SET", value)
    return Reading("DURATION", value)


def is_rate(ctx: Context) -> bool:
    """Return whether `a year` means per year: it follows an amount, not a preposition."""
    token = ctx.token(ctx.start)
    if not token.i:
        return False
    previous = ctx.doc[token.i - 1]
    if previous.pos_ in ("ADP", "SCONJ", "DET", "VERB", "AUX", "ADV"):
        return previous.lower_ in ("once", "twice", "thrice")
    return (
        previous.pos_ in ("NUM", "SYM")
        or previous.text == "%"
        or previous.lower_
        in (
            "times",
            "barrels",
            "tons",
            "tonnes",
            "percent",
            "people",
            "units",
            "hours",
            "days",
            "dollars",
            "million",
            "billion",
            "cents",
            "miles",
            "cars",
            "shares",
        )
    )


def relative_duration(m: Match, ctx: Context) -> Reading | None:
    """`the past two years`, `the next few days`, `recent weeks`."""
    unit = w.UNIT_OF[m["unit"]]
    text = group(m, "n")
    if m["dir"] in ("these", "those") and unit == "day" and not text:
        return Reading("DATE", "PRESENT_REF" if m["dir"] == "these" else "PAST_REF")
    return Reading("DURATION", w.duration(w.amount(text) if text else "X", unit))


def every(m: Match, ctx: Context) -> Reading | None:
    """`every year`, `each Monday`, `every two weeks`, `daily`, `twice a week`."""
    if group(m, "adverb"):
        word = m["adverb"]
        raw = ctx.text[m.start() : m.end()]
        token = ctx.token(m.start())
        if (
            raw[0].isupper()
            and not token.is_sent_start
            and not raw.isupper()
            and token.pos_ == "PROPN"
        ):
            return None
        if token.ent_type_ in ("ORG", "WORK_OF_ART") and raw[0].isupper():
            return None
        return Reading("SET", w.table()["adverbs"][word])
    if group(m, "weekday"):
        return Reading(
            "SET",
            f"XXXX-WXX-{w.WEEKDAYS[m['weekday'].removesuffix('s')]}"
            + (f"T{w.PARTS[m['part']]}" if group(m, "part") else ""),
        )
    if group(m, "month"):
        return Reading("SET", f"XXXX-{w.MONTHS[m['month']]:02d}")
    if group(m, "season"):
        return Reading("SET", f"XXXX-{w.SEASONS[m['season']]}")
    if group(m, "part"):
        return Reading("SET", f"XXXX-XX-XXT{w.PARTS[m['part']]}")
    unit = w.UNIT_OF[m["unit"]]
    text = group(m, "n")
    quantity = "2" if text == "other" else w.amount(text) if text else "1"
    return Reading("SET", w.duration(quantity, unit))


def clock_day(ctx: Context) -> Reference | None:
    """Return the day that a clock time belongs to: what was said last, else the publication."""
    return ctx.there("day")


def clock(m: Match, ctx: Context) -> Reading | None:
    """`9:30 a.m.`, `16:08 UTC`, `0530 hours`, `ten o'clock`."""
    hour_text = group(m, "h") or group(m, "hword")
    hour = int(hour_text) if hour_text.isdigit() else int(w.number(hour_text) or 0)
    minute = group(m, "mi")
    half = group(m, "ap").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or (minute and int(minute) > 59) or (hour == 24 and minute not in ("", "00")):
        return None
    zone = group(m, "zone")
    if not half and not zone and group(m, "colon"):
        if (
            not re.search(
                r"(?:\b(?:at|by|until|from|around|about|before|after|since|till|to|between|and)|,|\() ?$",
                ctx.before(),
            )
            and len(hour_text) < 2
        ):
            return None
    base = clock_day(ctx)
    stem = base.value[:10] if base and cal.grain_of(base.value) == "day" else BLANK["day"]
    if base and base.value.startswith("BC"):
        stem = base.value[:12]
    value = (
        f"{stem}T{hour:02d}:{minute or '00'}"
        + (f":{m['se']}" if group(m, "se") else "")
        + w.ZONES.get(zone, "")
    )
    return Reading("TIME", value, "", base.source if base else "")


def part_of_day(m: Match, ctx: Context) -> Reading | None:
    """`the morning`, `noon`, `at night`."""
    part = m["part"]
    if (
        ctx.text[m.start("part")].isupper()
        and ctx.token(m.start("part")).pos_ == "PROPN"
        and not ctx.token(m.start("part")).is_sent_start
    ):
        return None
    if part == "overnight" and ctx.token(m.start("part")).pos_ == "VERB":
        return None
    base = ctx.said_last("day") or (ctx.today("day"))
    if (
        part in ("night", "evening")
        and ctx.before().endswith("at ")
        or part.endswith("s")
        and part in ("mornings", "nights", "evenings", "afternoons")
    ):
        base = None
    stem = base.value.split("T")[0] if base else BLANK["day"]
    return Reading("TIME", f"{stem}T{w.PARTS[part]}", "", base.source if base else "")


def vague(m: Match, ctx: Context) -> Reading | None:
    """`now`, `recently`, `in the future`: `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`."""
    phrase = re.sub(r"[ \n-]+", " ", m["phrase"])
    if phrase in SEQUENCE and (
        ctx.is_narrative
        or re.match(
            r" (?:as|after|before|than|on)\b|-|(?: in| on)? (?:the|this|that|last|next) \w",
            ctx.after(),
        )
        or re.search(r"\b(?:as|sooner or|no|not|until|till|from) $", ctx.before())
    ):
        return None
    if phrase in ("former", "formerly") and not ctx.is_narrative:
        return None
    if (
        phrase == "now"
        and ctx.after().startswith("-")
        or phrase in ("recently", "recent")
        and ctx.before().endswith("as ")
    ):
        return None
    if phrase == "now" and re.match(r" that\b", ctx.after()):
        return None
    if phrase in ("present", "current", "future", "past"):
        token = ctx.token(m.start("phrase"))
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") or (
            token.pos_ == "NOUN" and not re.search(r"\b(?:the|at) $", ctx.before())
        ):
            return None
        if phrase == "present" and token.pos_ != "ADJ" and not ctx.before().endswith("at "):
            return None
    value = next(value for value, phrases in w.table()["phrases"].items() if phrase in phrases)
    return Reading("DATE", value)


# In a history, "soon" and "later" order the story; they don't look ahead from its telling.
SEQUENCE = ("soon", "very soon", "later")


def holiday(m: Match, ctx: Context) -> Reading | None:
    """A holiday with a fixed or computable date."""
    name = re.sub(r"[^a-z ]", "", m["holiday"].replace("\n", " ").replace("-", " "))
    raw = ctx.text[m.start("holiday") : m.end("holiday")]
    if raw.islower() and any(c.isupper() for c in ctx.text):
        return None
    year = year_of(m, ctx)
    if not year:
        base = ctx.here("year")
        if not base:
            return Reading("DATE", holiday_day(name, None))
        first = holiday_day(name, 2024)
        near = nearest(ctx, int(first[5:7]), int(first[8:10]))
        year = near or base
    limits = cal.bounds(year.value)
    return Reading("DATE", holiday_day(name, limits[0][0] if limits else None), "", year.source)


def easter(year: int) -> cal.Day:
    """Return Easter Sunday (Gregorian; anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114
    return year, n // 31, n % 31 + 1


def holiday_day(name: str, year: int | None) -> str:
    """Return the day of a holiday in a year; `XXXX-12-25` where the year is unknown."""
    tables = {
        kind: {re.sub(r"[^a-z ]", "", key): rule for key, rule in table.items()}
        for kind, table in w.table()["holidays"].items()
    }
    if name in tables["fixed"]:
        month, day = tables["fixed"][name]
        return f"{cal.year_value(year) if year is not None else 'XXXX'}-{month:02d}-{day:02d}"
    if year is None:
        return BLANK["day"]
    if name in tables["easter"]:
        return cal.at(cal.civil(cal.ordinal(easter(year)) + tables["easter"][name]), "day")
    month, weekday_, which = tables["floating"][name]
    if which > 0:
        day = 1 + (weekday_ - cal.weekday((year, month, 1))) % 7 + 7 * (which - 1)
    else:
        length = cal.month_length(year, month)
        day = length - (cal.weekday((year, month, length)) - weekday_) % 7
    return cal.at((year, month, day), "day")


def month_part(m: Match, ctx: Context) -> Reading | None:
    """`the last week of March`, `the first weekend of 2009`."""
    unit, which = w.UNIT_OF[m["unit"]], m["ord"]
    month = group(m, "month")
    year = year_of(m, ctx)
    if not month:
        return None
    year = year or nearest(ctx, w.MONTHS[month], 0)
    if not year or year.value == "XXXX":
        return Reading("DATE", BLANK[unit])
    limits = cal.bounds(f"{year.value}-{w.MONTHS[month]:02d}")
    assert limits
    if unit == "day":
        day = limits[1] if which in ("last", "final") else (*limits[0][:2], ordinal(which))
        return Reading("DATE", cal.at(day, "day"), "", year.source) if cal.is_day(*day) else None
    if which in ("last", "final"):
        last = cal.ordinal(limits[1])
        day = cal.civil(last if cal.weekday(limits[1]) == 7 else last - cal.weekday(limits[1]))
    else:
        day = cal.civil(cal.ordinal(limits[0]) + 7 * (ordinal(which) - 1))
    return Reading("DATE", cal.at(day, unit), "", year.source)


def adjacent(m: Match, ctx: Context) -> Reading | None:
    """`the day before`, `the year previous`, `the night before`: next to what was said last."""
    n = 1 if m["dir"] in ("after", "following") else -1
    part = group(m, "part")
    reading = (
        ctx.moved(ctx.there("day"), "day", n)
        if part
        else ctx.moved(ctx.there(m["unit"]), m["unit"], n)
    )
    if part:
        return Reading("TIME", f"{reading.value}T{w.PARTS[part]}", "", reading.anchor)
    return reading


def ago_from(m: Match, ctx: Context) -> Reading | None:
    """`a year ago today`, `two weeks from tomorrow`: at the grain of what it is counted from."""
    quantity, unit, origin = w.amount(m["n"]), w.UNIT_OF[m["unit"]], m["origin"]
    if quantity == "X" or "." in quantity or unit not in (*cal.FINER, "fortnight"):
        return None
    grain = origin.split()[-1] if " " in origin else unit if origin == "now" else "day"
    start = {"yesterday": -1, "tomorrow": 1}.get(origin, -1 if origin.startswith("last") else 0)
    base = ctx.here(grain)
    if not base:
        return Reading("DATE", BLANK[grain])
    first = cal.shift(base.value, grain, start)
    n = int(quantity) * (-1 if m["rel"] == "ago" else 1)
    return ctx.moved(Reference(first, base.source), unit, n, grain)


def unit_end(m: Match, ctx: Context) -> Reading | None:
    """`year-end`, `month's end`, `midyear`."""
    unit = group(m, "unit")
    mod = "MID" if m[0].startswith("mid") else "END"
    return ctx.moved(ctx.here(unit), unit, 0, mod=mod)


def duration_adjective(m: Match, ctx: Context) -> Reading | None:
    """`ten brutal months`: a quantity, at most two describing words, a unit."""
    between = [ctx.token(m.start("word")), ctx.token(m.end("word") - 1)]
    if any(
        token.pos_ not in ("ADJ", "ADV") and token.tag_ not in ("VBN", "VBG") for token in between
    ):
        return None
    return duration(m, ctx)


def duration_half(m: Match, _ctx: Context) -> Reading | None:
    """`a year and a half`."""
    quantity = w.amount(m["n"])
    if quantity == "X":
        return None
    return Reading("DURATION", w.duration(f"{float(quantity) + 0.5:g}", w.UNIT_OF[m["unit"]]))


def clock_past(m: Match, ctx: Context) -> Reading | None:
    """`half past nine`, `a quarter to six`."""
    hour = int(w.number(m["hword"]) or 0)
    past = {"half": 30, "quarter": 15, "a quarter": 15}.get(m["past"]) or int(
        w.number(m["past"]) or 0
    )
    minutes = (60 * hour + (past if m["way"] == "past" else -past)) % 1440
    base = clock_day(ctx)
    stem = base.value if base else BLANK["day"]
    return Reading(
        "TIME", f"{stem}T{minutes // 60:02d}:{minutes % 60:02d}", "", base.source if base else ""
    )
