"""The words of time: names, numbers, units, and the patterns that rules are written with."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from closereading.datafile import data_table

MONTHS = {
    **{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7},
    **{"august": 8, "september": 9, "october": 10, "november": 11, "december": 12},
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9},
    **{"oct": 10, "nov": 11, "dec": 12},
}
WEEKDAYS = {
    **{"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6},
    **{"sunday": 7, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4},
    **{"fri": 5, "sat": 6, "sun": 7},
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI",
           "springtime": "SP", "summertime": "SU", "wintertime": "WI"}  # fmt: skip
PARTS = {
    **{"morning": "MO", "dawn": "MO", "sunrise": "MO", "daybreak": "MO", "noon": "12:00"},
    **{"midday": "12:00", "lunchtime": "MI", "afternoon": "AF", "evening": "EV", "dusk": "EV"},
    **{"sunset": "EV", "night": "NI", "overnight": "NI", "midnight": "24:00", "daytime": "DT"},
    **{
        "nighttime": "NI",
        "early hours": "MO",
        "mornings": "MO",
        "afternoons": "AF",
        "evenings": "EV",
        "nights": "NI",
    },
}
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
    "millennium": "ML",
}  # fmt: skip
PLURAL = {"century": "centuries", "millennium": "millennia"}
UNIT_OF = {
    **{unit: unit for unit in UNITS},
    **{PLURAL.get(unit, unit + "s"): unit for unit in UNITS},
    **{"sec": "second", "secs": "second", "min": "minute", "mins": "minute", "hr": "hour"},
    **{"hrs": "hour", "wk": "week", "wks": "week", "yr": "year", "yrs": "year", "mo": "month"},
}
ONES = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: 10 * i
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = {
    w: i
    for i, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        1,
    )
} | {f"twenty-{w}": 20 + i for w, i in zip(
    "first second third fourth fifth sixth seventh eighth ninth".split(), range(1, 10), strict=True
)} | {"thirtieth": 30, "thirty-first": 31}  # fmt: skip
DECADES = {
    **{"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7},
    **{"eighties": 8, "nineties": 9},
}
# ISO 8601 offsets; a name that means several zones takes the American one, as in TIMEX2.
ZONES = {
    **{"utc": "Z", "gmt": "Z", "est": "-05", "edt": "-04", "cst": "-06", "cdt": "-05"},
    **{"mst": "-07", "mdt": "-06", "pst": "-08", "pdt": "-07", "bst": "+01", "cet": "+01"},
    **{"cest": "+02", "jst": "+09", "kst": "+09", "msk": "+03"},
}
VAGUE = {"several", "few", "some", "many", "numerous", "multiple", "couple"}


def alternatives(words: Iterable[str]) -> str:
    """Return the words as a pattern, the longest first."""
    return (
        "(?:"
        + "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace("\\ ", " ")
        + r")\b"
    )


_WORD = alternatives([*ONES, *TENS, *SCALES])
_UNDER_100 = "|".join([*ONES, *TENS])
_CARDINAL = (
    rf"(?:a[ -](?=hundred|thousand))?{_WORD}(?:(?:[ -]| and (?=(?:{_UNDER_100})\b)){_WORD}){{0,5}}"
)
_DIGITS = r"\d{1,3}(?:,\d{3}){0,2}(?:\.\d{1,2})?(?![\d,]*\d)|\d{1,4}(?:\.\d{1,2})?(?![\d,]*\d)"
_HALF = r"[ -]and[ -](?:a[ -])?half\b"
NUMBER = rf"(?:{_CARDINAL}(?:{_HALF})?|(?:{_DIGITS})(?:½| 1/2|{_HALF})?)"
QUANTITY = (
    r"(?:(?:a |the )?(?:couple|number)(?: of)?\b|(?:a |the )?(?:good |great )?(?:few|many|dozen)\b"
    r"(?: more)?|several(?: dozen)?\b|some\b|numerous\b|multiple\b"
    r"|(?:dozens|hundreds|thousands) of"
    rf"|half(?:[ -](?:a|an)\b)?(?:[ -]dozen)?\b|{NUMBER}|an?\b|another\b)"
)


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """Return the number that words or digits name; None where they name none.

    >>> number("two and a half"), number("twenty-five"), number("2,000"), number("several")
    (2.5, 25, 2000, None)
    """
    words = re.split(r"[ -]+", text.lower().strip())
    half = words[-1] in ("half", "1/2") or words[-1].endswith("½")
    if half:
        words = [word.strip("½") for word in words if word not in ("half", "1/2", "a", "and", "½")]
    total, current = 0.0, 0.0
    for word in words:
        if word in ONES or word in TENS:
            current += ONES.get(word, 0) or TENS.get(word, 0)
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
            if word == "thousand":
                total, current = total + current, 0.0
        elif re.fullmatch(r"[\d,.]*\d", word):
            current += float(word.replace(",", ""))
        elif word not in ("and", "a", "an"):
            return None
        elif word in ("a", "an") and len(words) == 1:
            current = 1
    result = total + current + (0.5 if half else 0)
    return int(result) if result == int(result) else result


def amount(text: str) -> str:
    """Return a quantity as a TIMEX3 duration writes it: a number, or `X` where it is vague.

    >>> amount("a"), amount("several"), amount("two and a half"), amount("half a")
    ('1', 'X', '2.5', '0.5')
    """
    words = set(re.split(r"[ -]+", text.lower()))
    if words & {"dozens", "hundreds", "thousands"} or words & VAGUE or "number" in words:
        return "X"
    if "dozen" in words:
        return "6" if "half" in words else "12"
    if "half" in words and not words & {"and"}:
        return "0.5"
    if words <= {"a", "an", "another", "one", "the"}:
        return "1"
    value = number(text)
    return "X" if value is None else f"{value:g}" if value < 1e6 else "X"


def duration(quantity: str, unit: str) -> str:
    """Return the TIMEX3 value of a duration.

    >>> duration("2", "week"), duration("X", "minute"), duration("0.5", "hour")
    ('P2W', 'PTXM', 'PT30M')
    """
    if quantity == "0.5":
        smaller = {"hour": ("30", "minute"), "minute": ("30", "second"), "year": ("6", "month"),
                   "day": ("12", "hour"), "decade": ("5", "year"),
                   "century": ("50", "year")}  # fmt: skip
        if unit in smaller:
            return duration(*smaller[unit])
    if unit == "fortnight":
        quantity = quantity if quantity == "X" else f"{2 * float(quantity):g}"
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{quantity}{UNITS[unit]}"


ERA = r"(?:b\.c\.(?:e\.)?|bce?\b)"
YEAR = r"(?P<year>(?:1\d|2[01])\d\d)(?!\d|,\d|\.\d|:\d|%|/\d(?!\d(?!\d)))\b"
STEPS = {  # where `last year`, `this year`, `next year` … lie, counted in years
    **dict.fromkeys(("last", "past", "previous", "preceding", "prior", "latest"), -1),
    **dict.fromkeys(("this", "that", "same", "current"), 0),
    **dict.fromkeys(("next", "coming", "following", "upcoming"), 1),
}


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """Return the table of rules, modifiers, phrases and holidays as it stands in the data file."""
    return data_table("timex")


@lru_cache(maxsize=1)
def patterns() -> dict[str, str]:
    """Return the patterns that rules are written with, by name."""
    rules = table()
    holidays = [name for group in rules["holidays"].values() for name in group]
    return {
        "months": alternatives(MONTHS),
        "weekdays": alternatives(WEEKDAYS),
        "units": alternatives(UNIT_OF),
        "ordinals": alternatives(ORDINALS),
        "decades": alternatives(DECADES),
        "weekdaysets": alternatives(day + "s" for day in WEEKDAYS if day.endswith("day")),
        "tens": rf"(?:{alternatives(TENS)}(?:[ -]{alternatives(list(ONES)[1:10])})?"
        rf"|{alternatives(list(ONES)[10:])})",
        "hours": alternatives(list(ONES)[1:13]),
        "numbers": NUMBER,
        "adverbs": alternatives(rules["adverbs"]),
        "phrases": alternatives(p for phrases in rules["phrases"].values() for p in phrases),
        "holidays": alternatives(holidays).replace("'", "'?").replace(r"\.", r"\.?"),
        "bc": ERA,
        "dir": f"(?P<dir>{alternatives(STEPS)})",
        "span": r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b",
        "month": (
            f"(?P<month>{alternatives(MONTHS)})"
            r"(?:(?<=\b[a-z]{3})(?<!may)\.|(?<=sept)\.)?"
        ),
        "weekday": (
            f"(?P<weekday>{alternatives(WEEKDAYS)})"
            r"(?:(?<=\b[a-z]{3})\.|(?<=tues|thur)\.|(?<=thurs)\.)?"
        ),
        "day": r"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![:\d]|,\d|\.\d|/\d)\b)",
        "ordday": f"(?P<ordday>{alternatives(ORDINALS)})",
        "year": YEAR,
        "season": f"(?P<season>{alternatives(SEASONS)})",
        "part": f"(?P<part>{alternatives(PARTS)})",
        "unit": f"(?P<unit>{alternatives(UNIT_OF)})",
        "singular": f"(?P<unit>{alternatives(UNITS)})",
        "plural": f"(?P<unit>{alternatives(PLURAL.get(unit, unit + 's') for unit in UNITS)})",
        "quantity": f"(?P<n>{QUANTITY})",
        "ordinal": rf"(?P<ord>{alternatives(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)\b|last\b|final\b)",
        "zone": (
            f"(?P<zone>{alternatives(ZONES)}|local time"
            r"|(?:eastern|central|mountain|pacific)(?: standard| daylight)? time)"
        ),
        "ofyear": (
            rf"(?:(?P<ofyear>,?(?: of| in)? ?{YEAR}"
            r"|,? (?:of |in )?(?:the )?(?P<yearref>last|next|this|that|same|previous|preceding"
            r"|following|current|coming) year\b|,? (?:of |in )the (?P<theyear>year)\b)"
            rf"|,? (?:of |in )?(?P<bcyear>\d{{1,4}}) ?{ERA}| (?:of )?'(?P<ofyy>\d\d)(?![\d%]|s\b))"
        ),
    }


def span(m: re.Match[str], name: str) -> tuple[int, int]:
    """Return where a group of a match stands, or its namesake; the match where it has none."""
    groups = m.groupdict()
    names = (name, f"{name}_2", f"{name}_3")
    return m.span(next((n for n in names if groups.get(n)), 0))


def group(m: re.Match[str], name: str) -> str:
    """Return a group of a match, or its second namesake; empty where the rule has none."""
    groups = m.groupdict()
    return groups.get(name) or groups.get(f"{name}_2") or groups.get(f"{name}_3") or ""


def ordinal(text: str) -> int:
    """Return the number of an ordinal, in words or digits; 0 for none.

    >>> ordinal("third"), ordinal("22nd"), ordinal("last")
    (3, 22, 0)
    """
    return ORDINALS.get(text.replace(" ", "-"), 0) or int(re.sub(r"\D", "", text) or 0)


def fill(template: str) -> str:
    """Return a rule's pattern: `{name}` filled in, and a space standing for a space or hyphen."""
    parts = re.split(r"\{([a-z]+)\}", template)
    text = "".join(patterns()[part] if i % 2 else part for i, part in enumerate(parts))
    return re.sub(r"(?<!\[)(?<!\\) (?![-\]])", r"(?:[ \\n-]{1,2})", text)
