"""Readings of dates relative to another: to the publication ("last week") or the text ("later")."""

import re

from . import calendar as cal
from . import words as w
from .resolve import GRAIN, NOTHING, Context, Reading, Reference
from .words import STEPS, group, ordinal, span

Match = re.Match[str]
DEICTIC = ("ago", "back", "hence", "from now", "from today")
PAPERS = (
    r" (?:times|telegraph|mail|express|mirror|post|herald|star|sun|tribune|world|night live|"
    r"independent|business|magazine|review|gazette|news)\b"
)
NAMED_DAY = r"\b(?:bloody|black|super|cyber|ash|good|easter|palm|fat|shrove|maundy|casual|freaky) "
PART_LEAD = (
    r"\b(?:end|close|start|beginning|middle|rest|half|remainder|early|late|later|earlier)"
    r"(?: in| of)? "
)
COUNT_LEAD = r"\b(?:turn|part|during|for|in)(?: in| of)? "
IDIOM = r"\b(?:carry|carried|carries|save|saved|win|won|seize|seized) "
OF_ANOTHER = r" of (?:the|this|that|his|her|its|their|our|my|an?|each)\b"
FIXED = "the|this|that|last|next|today|tonight|yesterday|tomorrow"
SEQUENCE = rf" (?:as|after|before|than|on)\b|-|(?: in| on)? (?:{FIXED})\b"
NO_FUTURE = r"\b(?:as|sooner or|no|not|until|till|from|times?|moments?|shortly|much|even) "


def weekday(m: Match, ctx: Context) -> Reading | None:
    """Read a weekday: the past week's, unless tense or preposition look forward."""
    name, raw = group(m, "weekday"), ctx.text[span(m, "weekday")[0] : span(m, "weekday")[1]]
    is_short = len(name) < 6
    if (is_short and not raw.istitle()) or (len(name) == 3 and m[0][-1] != "."):
        return None
    if ctx.follows(NAMED_DAY) or (raw.istitle() and ctx.precedes(PAPERS)):
        return None
    is_any = ctx.follows(r"\ban? ")
    return on_weekday(m, ctx, None if is_any else ctx.here("day"), "")


def on_weekday(m: Match, ctx: Context, base: Reference | None, word: str) -> Reading:
    """Return the weekday of the match before, at or after a day, at a part of it if it has one."""
    n = w.WEEKDAYS[group(m, "weekday")]
    part = w.PARTS.get(group(m, "part"), "")
    reading = Reading("DATE", f"XXXX-WXX-{n}")
    if base:
        ahead = (n - cal.weekday(base.first)) % 7
        way = STEPS.get(word, 0)
        if word in ("this", ""):
            default = -1 if not word and not ctx.is_narrative else 1
            way = ctx.direction() or default if not ctx.is_narrative else 1
            offset = ahead if way > 0 or not ahead else ahead - 7
        elif way > 0:
            offset = ahead or 7
        else:
            offset = ahead - 7 if way < 0 or ahead else 0
        reading = ctx.moved(base, "day", offset)
    return reading.at(part) if part else reading


def relative_day(m: Match, ctx: Context) -> Reading | None:
    """Read `today`, `yesterday morning`, `tonight`, `the day after tomorrow`."""
    rel = group(m, "rel")
    n = {"yesterday": -1, "tomorrow": 1}.get(rel, 0) * (2 if group(m, "over") else 1)
    if rel == "today" and ctx.is_narrative:
        return Reading("DATE", "PRESENT_REF")
    reading = ctx.moved(ctx.here("day"), "day", n)
    part = "night" if rel == "tonight" else group(m, "part")
    return reading.at(w.PARTS[part]) if part else reading


def start_of(word: str, ctx: Context, grain: str, *, has_article: bool) -> Reference | None:
    """Return what `last`, `this`, `that`, `the next` … is counted from."""
    textual = word in ("that", "same", "following", "previous", "preceding", "prior")
    return ctx.there(grain) if textual or (word == "next" and has_article) else ctx.here(grain)


def relative_unit(m: Match, ctx: Context) -> Reading | None:
    """Read `last week`, `this year`, `the following month`, `that day`."""
    word, unit = group(m, "dir"), w.UNIT_OF[group(m, "unit")]
    has_article = m[0].startswith("the ") or ctx.follows(r"\bthe ")
    if unit not in cal.FINER and unit not in GRAIN:
        return None
    if word == "that" and unit == "day" and ctx.precedes(r" (?:when|that|has)\b"):
        return None
    if word in ("last", "next") and has_article and ctx.precedes(OF_ANOTHER):
        return None
    is_span = word in ("past", "coming") and unit != "weekend" and "this" not in m[0]
    if word == "next" and has_article and unit in ("year", "decade", "week", "month"):
        is_span = not ctx.is_narrative and not ctx.follows(r"\b(?:in|by|of|for|until|early) ")
    if is_span:
        return Reading("DURATION", w.duration("1", unit))
    base = start_of(word, ctx, GRAIN.get(unit, unit), has_article=has_article)
    n = STEPS[word]
    if unit == "weekend" and word == "this" and base:
        n = -1 if cal.weekday(base.first) <= 3 and ctx.direction() < 0 else 0
    return ctx.moved(base, unit, n)


def relative_weekday(m: Match, ctx: Context) -> Reading | None:
    """Read `last Friday`, `next Monday`, `this Thursday`, `the following Tuesday`."""
    base = start_of(group(m, "dir"), ctx, "day", has_article=m[0].startswith("the "))
    return on_weekday(m, ctx, base, "last" if m[0].startswith("this past") else group(m, "dir"))


def relative_month(m: Match, ctx: Context) -> Reading | None:
    """Read `last March`, `next summer`, `this fall`, `last Nov. 12`."""
    word, name = group(m, "dir"), group(m, "month")
    if name in ("may", "march") and ctx.is_lower_in_mixed(*span(m, "month")):
        return None
    base = start_of(word, ctx, "month", has_article=m[0].startswith("the "))
    if not base and ctx.is_narrative and word in ("that", "same", "this"):
        base = ctx.said("year")
    code = w.SEASONS.get(group(m, "season"), "")
    first, size = (w.MONTHS[name], 1) if name else (cal.SEASONS[code], 3)
    day = ordinal(group(m, "day"))
    tail = code or f"{first:02d}" + (f"-{day:02d}" if day else "")
    if not base:
        return Reading("DATE", f"XXXX-{tail}")
    year, now = base.first[:2]
    way = STEPS[word]
    passed = first + size <= now or (day and (first, day) < base.first[1:])
    if way < 0:
        year -= not passed
    elif way > 0:
        year += first <= now and not (day and (first, day) > base.first[1:])
    elif not ctx.is_narrative and (
        (first - now > 3 and ctx.direction() < 0) or (code == "WI" and now < 3)
    ):
        year -= 1
    value = f"{cal.year_value(year)}-{tail}"
    return Reading("DATE", value, "", base.source) if cal.bounds(value) else NOTHING


def relative_part(m: Match, ctx: Context) -> Reading | None:
    """Read `last night`, `this morning`, `that evening`, `the next morning`."""
    word = "following" if group(m, "dir") == "next" else group(m, "dir")
    if word == "last" and group(m, "part") not in ("night", "evening"):
        return None
    base = start_of(word, ctx, "day", has_article=False)
    return ctx.moved(base, "day", STEPS[word]).at(w.PARTS[group(m, "part")])


def adjacent(m: Match, ctx: Context) -> Reading | None:
    """Read `the day before`, `the year previous`, `the night after`: next to what was said last."""
    n = 1 if group(m, "dir") in ("after", "following") else -1
    part = group(m, "part")
    unit = "day" if part else group(m, "unit")
    reading = ctx.moved(ctx.there(unit), unit, n)
    return reading.at(w.PARTS[part]) if part else reading


def ago(m: Match, ctx: Context) -> Reading | None:
    """Read `two weeks ago`, `a year earlier`, `days later`."""
    word, unit = group(m, "rel"), w.UNIT_OF[group(m, "unit")]
    if word in ("before", "after", "on", "prior"):
        token = ctx.next_token()
        if (
            token is not None
            and not token.is_punct
            and token.pos_ not in ("CCONJ", "SPACE")
            and token.dep_ != "ROOT"
        ):
            return None
    back = word in ("ago", "earlier", "before", "back", "previously", "prior", "before that")
    quantity = w.amount(group(m, "n")) if group(m, "n") else "X"
    is_short = unit in ("hour", "minute", "second") and quantity != "X"
    if quantity == "X" or ("." in quantity and unit not in cal.YEARS and not is_short):
        said = ctx.there("century") if word not in DEICTIC else None
        return Reading(
            "DATE", "PAST_REF" if back else "FUTURE_REF", "", said.source if said else ""
        )
    n = float(quantity) * (-1 if back else 1)
    if n != int(n) and not is_short:
        n, unit = round(n * 12 * cal.YEARS[unit]), "month"
    if abs(n) > 100_000 or unit in ("weekend", "millennium"):
        return None
    deictic = word in DEICTIC
    if is_short:
        return ctx.moved(ctx.here("day") if deictic else ctx.there("day"), "day", 0).at("XX")
    grain = GRAIN.get(unit, unit)
    base = ctx.here(grain) if deictic else ctx.there(grain)
    if base and not deictic:
        had = cal.grain_of(base.value)
        keeps = {
            "week": ("day",),
            "year": ("quarter", "half", *(() if ctx.is_narrative else ("month",))),
        }
        grain = had if had in keeps.get(unit, ()) else grain
    return ctx.moved(base, unit, int(n), grain)


def ago_from(m: Match, ctx: Context) -> Reading | None:
    """Read `a year ago today`, `two weeks from tomorrow`: at the grain of the day counted from."""
    quantity, unit, origin = (
        w.amount(group(m, "n")),
        w.UNIT_OF[group(m, "unit")],
        group(m, "origin"),
    )
    if not quantity.isdigit() or (unit not in cal.FINER and unit not in GRAIN):
        return None
    grain = origin.split()[-1] if " " in origin else "day"
    base = ctx.here(grain)
    if base:
        steps = {"yesterday": -1, "tomorrow": 1}.get(origin, -1 if origin.startswith("last") else 0)
        base = Reference(cal.shift(base.value, grain, steps), base.source)
    return ctx.moved(base, unit, int(quantity) * (-1 if group(m, "rel") == "ago" else 1), grain)


def same_period(m: Match, ctx: Context) -> Reading | None:
    """Read `the same month a year ago`, `the year-earlier quarter`, `the same period last year`."""
    unit = group(m, "unit")
    known = unit in cal.FINER
    wanted = (unit,) if known else ("month", "quarter", "half", "season", "week", "year")
    recent = reversed(ctx.references[-4:])
    base = next((r for r in recent if cal.grain_of(r.value) in wanted), None)
    if not base and unit in ("month", "quarter", "week"):  # figures are those of the last one
        today = ctx.today(unit)
        base = Reference(cal.shift(today.value, unit, -1), today.source) if today else None
    grain = unit if known else cal.grain_of(base.value) if base else "year"
    if not base or cal.FINER.index(cal.grain_of(base.value)) > cal.FINER.index(grain):
        base = ctx.today(grain)
    steps = int(group(m, "year")) - base.first[0] if group(m, "year") and base else -1
    return ctx.moved(base, "year", steps, grain)


def the_unit(m: Match, ctx: Context) -> Reading | None:
    """Read `the year`, `the quarter`, `the day`: the one spoken of, else the present one."""
    unit = group(m, "unit")
    whole = bool(group(m, "whole"))
    is_long = unit not in ("day", "weekend", "quarter", "year")
    if not stands_alone(m, ctx) or (
        is_long and not (whole or ctx.is_narrative or ctx.follows(PART_LEAD, COUNT_LEAD))
    ):
        return None
    if unit == "quarter":  # figures are those of the quarter spoken of, or the last one
        said = ctx.said(unit)
        if said and cal.grain_of(said.value) == unit:
            return Reading("DATE", said.value, "", said.source)
        return ctx.moved(ctx.here(unit), unit, -1 if ctx.direction() < 0 else 0)
    if unit == "weekend":
        base = ctx.here("day")
        back = base and cal.weekday(base.first) <= 4 and ctx.direction() <= 0
        return ctx.moved(base, unit, -1 if back else 0)
    textual = unit == "day" or (unit == "year" and (whole or ctx.is_narrative))
    return ctx.moved(ctx.there(unit) if textual else ctx.here(unit), unit, 0)


def stands_alone(m: Match, ctx: Context) -> bool:
    """Return whether `the year` is that of the text, not `the year of …`, `the day care`."""
    if ctx.precedes(r" (?:of|when|that|in which|he|she|they|it)\b|-") or ctx.follows(IDIOM):
        return False
    if ctx.precedes(r" (?:after|before|following)\b") and not ctx.follows(PART_LEAD):
        return False
    token = ctx.next_token()
    is_free = ctx.precedes(r"[.,;:\n]|'s") or ctx.token(m.end() - 1).dep_ == "npadvmod"
    if is_free or token is None or not ctx.heads_noun(or_number=True):
        return True
    return token.dep_ in ("ROOT", "nsubj")


def unit_end(m: Match, ctx: Context) -> Reading | None:
    """Read `year-end`, `month's end`, `midyear`."""
    unit = group(m, "unit").removeprefix("mid")
    mod = "MID" if m[0].startswith("mid") else "END"
    return ctx.moved(ctx.here(unit), unit, 0)._replace(mod=mod)


def vague(m: Match, ctx: Context) -> Reading | None:
    """Read `now`, `recently`, `in the future`: `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`."""
    phrase = re.sub(r"[ \n-]+", " ", group(m, "phrase"))
    if phrase in ("soon", "very soon", "later"):
        # In a history these order the story; they don't look ahead from its telling.
        out = (
            ctx.is_narrative
            or ctx.precedes(SEQUENCE)
            or ctx.follows(NO_FUTURE)
            or (phrase == "later" and ctx.heads_noun())
        )
    elif phrase in ("former", "formerly"):
        out = not ctx.is_narrative
    elif phrase == "now":
        out = ctx.precedes(r"-| that\b")
    elif phrase in ("recently", "recent"):
        out = ctx.follows(r"\bas ")
    elif phrase in ("current", "future"):
        pos = ctx.token(m.start()).pos_
        out = pos not in ("ADJ", "PROPN", "NOUN") or (pos == "NOUN" and not ctx.heads_noun())
    else:
        out = False
    value = next(value for value, phrases in w.table()["phrases"].items() if phrase in phrases)
    return None if out else Reading("DATE", value)
