"""Time expressions: TIMEX3 spans with values, anchors and bounds on the calendar."""

import re
from functools import lru_cache

import pandas as pd

from ..article import Article, per_article
from ..parse import fold, parse, span_columns
from ..schema import frame, key
from . import calendar as cal
from .resolve import NOTHING, Context, Reading, Said
from .rules import rule_table
from .words import QUANTITY

ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ’", "abcdefghijklmnopqrstuvwxyz'")
YEARS = re.compile(r"(?<![\d.,$£€-])(?:1\d|20)\d\d(?![\d%s]|[,.]\d)|\d b\.?c\b")
NEWS_WORDS = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|said|says|told|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:last|this|next) (?:week|month|year|night|morning))\b"
)
URL = re.compile(r"(?:https?://|www\.)\S+")  # its folders are no dates
WORD = re.compile(r"(?<![A-Za-z0-9])[a-z0-9]+")
NOT_ABOUT = re.compile(
    r"(?:the|this|that|these|last|next|to|yes|now|[a-z]+day)"
)  # "about last year"
ARTICLES = {"the", "a", "an", "this", "that", "these", "those"}  # start nothing by themselves
Row = tuple[int, int, str, Reading]


@per_article
def timexes(article: Article) -> pd.DataFrame:
    """Return the time expressions of an article, one row each, in the order of the text.

    TIMEX3 by the TimeML annotation guidelines. What the text or its publication date doesn't
    decide stays open: `XXXX-03-22` is the 22nd of March of some year. A history (`genre`, or by
    the text's own evidence) counts from the date that it told last, news from its publication.

    Parameters
    ----------
    article
        Its `published` anchors "March 22", "last week"; partial (`2025-04`) it anchors years,
        months and days of a month, not weekdays or "yesterday".

    Returns
    -------
    DataFrame
        The span columns and `timex_id`, `type`, `value`, `mod`, `edtf`, `earliest`, `latest`,
        `anchor` (`publication`, the id of another expression, or empty), `rule`, `is_resolved`.
        Ordered by `start`; spans don't overlap.

    Notes
    -----
    Seasons are those of the northern hemisphere, a winter is that in which December falls; a
    fiscal year is written as the calendar year that it is named for; weeks are those of ISO 8601.
    "Later" and "recently" have no place on the calendar (`FUTURE_REF`, `PAST_REF`).

    References
    ----------
    Saurí et al. (2006), TimeML Annotation Guidelines, version 1.2.1.

    Examples
    --------
    >>> article = Article.from_text(
    ...     "They met on March 22. Two days later it rained.", doc_id="a", published="2025-04-18"
    ... )
    >>> timexes(article)[["text", "value", "anchor"]].values.tolist()
    [['March 22', '2025-03-22', 'publication'], ['Two days later', '2025-03-24', 'a:t12-20']]
    """
    parsed = parse(article)
    text = parsed.doc.text if parsed.is_hard_wrapped else fold(article.text)

    lower = URL.sub(lambda match: " " * len(match[0]), text.translate(ASCII_LOWER))
    narrative = is_narrative(article, lower)
    ctx = Context(parsed.doc, text, lower, article.published, narrative)
    found: list[Row] = []
    for sentence in parsed.sentences:
        found.extend(merged(scan(ctx, sentence.start, sentence.end, article.doc_id), lower))
    rows = []
    for start, end, rule, reading in found:
        limits = cal.bounds(reading.value) if reading.type in ("DATE", "TIME") else None
        rows.append(
            {
                "timex_id": key(article.doc_id, "t", start, end),
                **span_columns(article, start, end),
                "type": reading.type,
                "value": reading.value,
                "mod": reading.mod,
                "edtf": cal.edtf(reading.value, reading.mod)
                if reading.type in ("DATE", "TIME")
                else "",
                "earliest": cal.iso(limits[0]) if limits else "",
                "latest": cal.iso(limits[1]) if limits else "",
                "anchor": reading.anchor,
                "rule": rule,
                "is_resolved": limits is not None,
            }
        )
    return frame("timexes", rows)


def is_narrative(article: Article, lower: str) -> bool:
    """Return whether the text tells a history rather than news.

    At least five years from before its publication, most of all that it names; and to four of
    them at most one word of news: "today", a weekday, "last week", "said".
    """
    if article.genre != "auto":
        return article.genre == "narrative"
    years = YEARS.findall(lower)
    old = [year for year in years if year[:4] < (article.published[:4] or "9999")]
    if len(old) < 5 or len(old) * 2 <= len(years):
        return False
    return len(NEWS_WORDS.findall(lower)) * 4 <= len(old)


def scan(ctx: Context, start: int, end: int, doc_id: str) -> list[Row]:
    """Return the expressions of a sentence, left to right, none overlapping."""
    table = rule_table()
    found: list[Row] = []
    free = start
    words = [(word.start(), word[0]) for word in WORD.finditer(ctx.lower, start, end)]
    may_start = [word in table.starts or word[0].isdigit() for _, word in words]
    may_start.append(False)
    for i, (at, word) in enumerate(words):
        if not may_start[i] or at < free or (word in ARTICLES and not may_start[i + 1]):
            continue
        for rule, match in table.matches(ctx.lower, at, end):
            ctx.start, ctx.end = match.span()
            reading = rule.read(match, ctx)
            if not reading:
                continue
            if reading is NOTHING:
                free = match.end()
                break
            left, mod = extend(ctx, reading, free)
            free = match.end()
            found.append(
                (left, free, rule.name, reading._replace(mod=side(mod, match) or reading.mod))
            )
            ctx.spans.append(Said(left, free, rule.name, reading.value))
            if reading.type in ("DATE", "TIME"):
                ctx.note(reading.value.split("T")[0], key(doc_id, "t", left, free), free)
            break
    return found


def extend(ctx: Context, reading: Reading, free: int) -> tuple[int, str]:
    """Return where the expression starts with its modifiers, and its `mod`."""
    left, mod = ctx.start, ""
    if ctx.lower[left - 1 : left] == "'" and left - 1 >= free and reading.type == "DATE":
        left -= 1
        if ctx.lower[left - 4 : left] == "the ":
            left -= 4
    applies = set() if NOT_ABOUT.match(ctx.lower, left) else {"any"}
    if reading.type in ("DATE", "TIME"):
        applies.add("dates")
    if starts_with_amount(ctx.lower[left : ctx.end]):
        applies.add("amounts")
    table = rule_table()
    for _ in range(2):
        lead = ctx.lower[max(free, left - 40) : left]
        if not table.modified.search(lead):
            break
        for modifier in table.modifiers:
            match = modifier.pattern.search(lead) if modifier.applies in applies else None
            if match:
                left -= len(lead) - match.start()
                mod = mod or modifier.mod
                break
        else:
            break
    return left, mod


@lru_cache(maxsize=4096)
def starts_with_amount(text: str) -> bool:
    """Return whether an expression starts with a quantity."""
    return re.match(QUANTITY, text) is not None


def side(mod: str, match: re.Match[str]) -> str:
    """Return a `mod` of amounts as one of dates: `more than a year ago` lies before it."""
    if "rel" not in match.groupdict() or mod not in ("MORE_THAN", "LESS_THAN"):
        return mod
    back = match["rel"] in ("ago", "earlier", "before", "back", "previously")
    return "BEFORE" if (mod == "MORE_THAN") == back else "AFTER"


def merged(rows: list[Row], lower: str) -> list[Row]:
    """Return the rows with a time and its day brought together.

    `12:00 UTC Monday`, `the night of May 5`, `8:45 this morning` become one; in `9 p.m. on
    Monday` the time takes the day and both stay.
    """
    result: list[Row] = []
    for row in rows:
        last = result[-1] if result else None
        joined, stays = together(last, row, lower[last[1] : row[0]]) if last else (None, True)
        if last and joined:
            result[-1] = (last[0], last[1] if stays else row[1], last[2], joined)
        if stays:
            result.append(row)
    return result


def together(left: Row, right: Row, joint: str) -> tuple[Reading | None, bool]:
    """Return what two neighbours mean as one, if anything, and whether the right one stays."""
    one, two = left[3], right[3]
    if one.type == two.type == "TIME" and left[2].startswith("clock") and joint in (" ", " in "):
        return at_clock(one, two), not two.value.split("T")[1].isalpha()
    if {one.type, two.type} != {"DATE", "TIME"}:
        return None, True
    date, time = (one, two) if two.type == "TIME" else (two, one)
    day_known = cal.grain_of(date.value) == "day" or date.value.startswith("XXXX-WXX-")
    if two is time:
        joins = joint in (" ", ", ") and right[2].startswith("clock")
    else:
        joins = joint in (" ", " of ", " of the ", " on ", " on the ") or (
            joint == ", " and left[2].startswith("clock")
        )
    if not day_known or not joins:
        return None, True
    both = date.at(time.value.split("T", 1)[1])._replace(mod=one.mod or two.mod)
    return both, joint.startswith(" on")


def at_clock(clock: Reading, part: Reading) -> Reading | None:
    """Return a clock time in a part of a day: `8:45 this morning`, `11 o'clock in the evening`."""
    day, name = part.value.split("T", 1)
    time = clock.value.split("T", 1)[1]
    if not name.isalpha():
        return None
    if name in ("AF", "EV", "NI") and time[:2] < "12":
        time = f"{int(time[:2]) + 12}{time[2:]}"
    return part._replace(value=f"{day}T{time}")
