"""The table of rules: what a time expression looks like, with examples that run as tests.

A pattern matches lower-cased text, from the start of a word; `{name}` stands for a pattern of
`words.P`, a space for a space or a hyphen. The longest match wins, then the first rule. Examples
are sentences of an article published on Friday 2025-04-18, with the expression and its value; the
counter-example holds nothing that the rule fires on.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from . import normalise as to
from . import words as w
from .resolve import Context, Reading


class Rule(NamedTuple):
    """One rule: name, pattern, how its match is read, two examples, a counter-example."""

    name: str
    pattern: str
    read: Callable[[re.Match[str], Context], Reading | None]
    examples: tuple[tuple[str, str, str], ...]
    counter: str


BC = r"b\.? ?c\.?(?:e\.?)?(?!\w)"
YEAR4 = r"(?P<year>(?:1\d|2[01])\d\d)(?!\d|,\d|\.\d|:\d|%|/\d)\b"
DIR = r"(?P<dir>last|this|next|past|previous|preceding|following|coming|current|same|that|upcoming|latest|prior)"
OF_YEAR = r"(?:{ofyear}|,? (?:of |in )?(?P<bcyear>\d{1,4}) ?" + BC + ")"
UNITS = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b"

RULES = (
    Rule("iso-date",
         r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[t ](?P<clock>\d\d:\d\d(?::\d\d)?)(?P<zone>z|[+-]\d\d(?::?\d\d)?)?)?(?![\d-])",
         to.iso_date,
         (("The log of 2025-03-22 is lost.", "2025-03-22", "2025-03-22"),
          ("Stamped 2025-03-22T14:30Z, it came.", "2025-03-22T14:30Z", "2025-03-22T14:30Z")),
         "The part number is 2025-13-44."),
    Rule("numeric-date", r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4}|\d\d)(?![\d/.]\d|\d)", to.numeric_date,
         (("It was signed on 7/8/07 in Rome.", "7/8/07", "2007-07-08"),
          ("The euro came on 31.12.1999 to them.", "31.12.1999", "1999-12-31")),
         "Version 1.2.3 is out, and 32/13/2001 is none."),
    Rule("month-day",
         "(?:{weekday},? )?(?:the )?{month} (?:the )?{day}(?:" + OF_YEAR + ")?", to.month_date,
         (("They met on March 22, 2025, in Tokyo.", "March 22, 2025", "2025-03-22"),
          ("They met on February 18 in Munich.", "February 18", "2025-02-18")),
         "On February 31 nobody met, and you may 3 times."),
    Rule("day-month",
         "(?:{weekday},? )?(?:the )?(?:{day}|{ordday}) (?:day )?(?:of )?{month}(?:" + OF_YEAR + ")?", to.month_date,
         (("They met on 22 March 2025 in Tokyo.", "22 March 2025", "2025-03-22"),
          ("They met on the 5th of January.", "the 5th of January", "2025-01-05")),
         "On 31 April nobody met."),
    Rule("day-head",
         "{day}(?= ?(?:-|–|—|to |and |or |& ?) ?\\d{1,2}(?:st|nd|rd|th)? (?:of )?{month}(?:" + OF_YEAR + ")?)", to.day_head,
         (("The talks of 3-5 March 2009 failed.", "3", "2009-03-03"),
          ("Rain fell on 10 and 11 April.", "10", "2025-04-10")),
         "They won 3-5 in March."),
    Rule("day-tail", "(?:the )?{day}(?:" + OF_YEAR + ")?", to.day_tail,
         (("The talks of March 3-5, 2009, failed.", "5, 2009", "2009-03-05"),
          ("It rained on March 3 and 4.", "4", "2025-03-04")),
         "On March 3, 4 ships sank."),
    Rule("ordinal-day", r"(?:the )?(?P<day>\d{1,2}(?:st|nd|rd|th))\b(?: of (?:that|the same|this|last|next) month)?", to.ordinal_day,
         (("They met on March 3 and left on the 14th.", "the 14th", "2025-03-14"),
          ("Snow fell on May 2, 2001. It melted by the 5th.", "the 5th", "2001-05-05")),
         "They met on March 3 with the 14th Army."),
    Rule("month-year", "{month}(?:" + OF_YEAR + ")?", to.month_date,
         (("It began in March 2016.", "March 2016", "2016-03"),
          ("The law passed in February.", "February", "2025-02")),
         "It may march on; Theresa May spoke."),
    Rule("month-part", "(?:the )?{ordinal} (?P<unit>week|weekend|day) (?:of|in) {month}(?:" + OF_YEAR + ")?", to.month_part,
         (("Sales rose in the last week of March.", "the last week of March", "2025-W13"),
          ("It ended on the last day of June 2016.", "the last day of June 2016", "2016-06-30")),
         "The last week was hard."),
    Rule("year", "(?:the years? )?" + YEAR4, to.year_date,
         (("It was founded in 1998.", "1998", "1998"), ("From 2016 to 2019 it grew.", "2019", "2019")),
         "Some 1000 ships sailed with 2,000 troops to Windows 2000."),
    Rule("year-tail", r"(?P<yy>\d\d)(?!\d|[,.:]\d|%|\w)", to.year_tail,
         (("The war of 1914-18 ended.", "18", "1918"), ("The 1989/90 harvest was poor.", "90", "1990")),
         "He won 14-18 and lost 20."),
    Rule("short-year", r"(?<=')(?P<yy>\d\d)(?![\d'%:]|s\b|[.,]\d|\w)", to.short_year,
         (("The class of '93 met.", "'93", "1993"), ("Prices fell in '08, he said.", "'08", "2008")),
         "The '93s sold well."),
    Rule("era-year", r"(?P<bcyear>\d{1,4})(?: ?" + BC + r"|(?= ?(?:-|–|—|to|and|or) ?\d{1,4} ?" + BC + r"))|a\.?d\.? (?P<ad>\d{1,4})\b|(?P<ad2>\d{1,4}) (?:a\.d\.|ad\b|c\.?e\.?(?!\w))", to.era_year,
         (("Xerxes marched in 480 BC.", "480 BC", "BC0480"), ("Pompeii fell in AD 79.", "AD 79", "0079")),
         "The AD 79-seat hall; 480 ships."),
    Rule("carried-era", r"(?P<n>\d{3})\b(?![,.:%]\d|[-/]\d)", to.carried_era,
         (("War came in 499 BC. It ended in 493.", "493", "BC0493"), ("Xerxes fell in 480 BC; by 478 all was over.", "478", "BC0478")),
         "War came in 499 BC with 300 ships."),
    Rule("decade", r"(?:the )?(?:(?P<bcdecade>\d{1,3}0)s " + BC + r"|(?P<decade>(?:1\d|20)\d0)'?s\b|(?P<tens>[2-9]0)'?s\b|(?P<name>" + w.alternatives(w.DECADES) + "))", to.decade,
         (("It began in the 1990s.", "the 1990s", "199"), ("Jazz of the '60s was louder.", "the '60s", "196")),
         "A man in his 40s and 50s."),
    Rule("century", r"(?:the )?(?P<ord>" + w.alternatives(w.ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th)) century(?P<bc> " + BC + ")?", to.century,
         (("It was built in the 19th century.", "the 19th century", "18"),
          ("Athens of the fifth century BC was rich.", "the fifth century BC", "BC04")),
         "The Century Theatre opened."),
    Rule("quarter", r"(?:the |its |their )?(?:(?:" + YEAR4 + r"|(?:fiscal )?(?P<yearref>last|this|next|that) year)(?:'s)? )?(?:fiscal )?(?P<ord>first|second|third|fourth|1st|2nd|3rd|4th|final|last) (?:fiscal )?quarter\b(?: of the fiscal year)?(?: of)?(?: fiscal)?", to.quarter,
         (("Profit rose in the third quarter.", "the third quarter", "2024-Q3"), ("Its 2009 first quarter was weak.", "2009 first quarter", "2009-Q1")),
         "A quarter of them left."),
    Rule("quarter-year", r"(?:the )?(?:fiscal )?(?P<ord>first|second|third|fourth|1st|2nd|3rd|4th|final|last) (?:fiscal )?quarter(?: of(?: the)?)?(?: fiscal(?: year)?)?{ofyear}", to.quarter,
         (("In the fourth quarter of 2005 it lost.", "the fourth quarter of 2005", "2005-Q4"), ("In the first quarter of last year it won.", "the first quarter of last year", "2024-Q1")),
         "The last quarter-mile of 2005 steps."),
    Rule("quarter-code", r"(?:fiscal )?(?:" + YEAR4 + r" ?)?(?:q(?P<ord>[1-4])|(?P<ord2>[1-4])q)\b(?:(?: of)? (?:fy)?(?P<year2>20\d\d|19\d\d)\b)?", to.quarter,
         (("Sales fell in Q3 2009.", "Q3 2009", "2009-Q3"), ("Growth of Q1 was low.", "Q1", "2025-Q1")),
         "The Q5 road and the Q7 car."),
    Rule("half-year", r"(?:the )?(?:fiscal )?(?P<ord>first|second|latter|last|1st|2nd) (?P<half>half)(?: of(?: fiscal)?{ofyear}| of the(?: fiscal)? (?P<theyear>year)\b|)", to.quarter,
         (("In the first half of 1989 it rose.", "the first half of 1989", "1989-H1"), ("In the second half of the year it may fall.", "the second half of the year", "2025-H2")),
         "The first half of the book is dull."),
    Rule("fiscal-year", r"(?:the )?(?:(?:fiscal(?: year)?|financial year|fy) ?(?:" + YEAR4 + r"|'(?P<yy>\d\d)\b)|(?:" + YEAR4.replace("P<year>", "P<year3>") + r") (?:fiscal|financial) year|(?P<yearref>last|this|next|current|previous|coming|same) (?:fiscal|financial) year\b|(?:fiscal|financial) (?P<theyear>year)\b)", to.fiscal,
         (("Revenue of fiscal 1990 was flat.", "fiscal 1990", "1990"), ("The last fiscal year was good.", "The last fiscal year", "2024")),
         "Fiscal policy is tight."),
    Rule("season", "(?:the )?{season}(?:" + OF_YEAR + ")?", to.season,
         (("He died in the summer of 1964.", "the summer of 1964", "1964-SU"), ("They met in the winter.", "the winter", "2024-WI")),
         "Prices fall, and a spring broke."),
    Rule("weekday", "{weekday}(?:'s)?(?: {part})?", to.weekday,
         (("He spoke on Wednesday.", "Wednesday", "2025-04-16"), ("He will speak on Monday morning.", "Monday morning", "2025-04-21TMO")),
         "He reads The Sunday Times; the cat sat."),
    Rule("relative-day", "(?:the day (?:before|after) )?(?P<rel>today|yesterday|tomorrow|tonight)(?:'s)?(?: {part})?", to.relative_day,
         (("He arrived yesterday.", "yesterday", "2025-04-17"), ("He leaves tomorrow morning.", "tomorrow morning", "2025-04-19TMO")),
         "He reads USA Todayish news."),
    Rule("over-day", "(?P<over>the day (?:before|after)) (?P<rel>yesterday|tomorrow)", to.relative_day,
         (("He left the day before yesterday.", "the day before yesterday", "2025-04-16"), ("He comes the day after tomorrow.", "the day after tomorrow", "2025-04-20")),
         "He left the day before."),
    Rule("relative-unit", "(?:the |this |these )?(?:very )?" + DIR + r" (?:very |full |calendar |entire |whole |past |coming )?" + "{singular}", to.relative_unit,
         (("It fell last week.", "last week", "2025-W15"), ("They met on 3 May 2001 and left the following month.", "the following month", "2001-06")),
         "This secondary issue lasts."),
    Rule("adjacent-unit", r"(?:the )?(?P<unit>day|week|month|year) (?P<dir>before|after|following|previous|earlier)(?= ?(?:[.,;:)]|$|\n|\"|when\b|and\b|but\b))", lambda m, c: to.adjacent(m, c),
         (("They met on 3 May 2001 and fought the day before.", "the day before", "2001-05-02"), ("Sales of 2008 beat those of the year previous.", "the year previous", "2007")),
         "It was the day after the vote."),
    Rule("relative-weekday", "(?:the |this )?" + DIR + " {weekday}(?:'s)?(?: {part})?", to.relative_weekday,
         (("He left last Friday.", "last Friday", "2025-04-11"), ("They meet next Monday.", "next Monday", "2025-04-21")),
         "At last Friday is his name."),
    Rule("relative-month", "(?:the |this )?" + DIR + " (?:{month}|{season})", to.relative_month,
         (("It opened last March.", "last March", "2025-03"), ("It opens next summer.", "next summer", "2025-SU")),
         "This may help; this fall-back fails."),
    Rule("relative-part", "(?:the )?(?P<dir>last|this|that|next|same|following|previous) (?:very )?{part}", to.relative_part,
         (("It rained last night.", "last night", "2025-04-17TNI"), ("They met on 3 May 2001 and left that evening.", "that evening", "2001-05-03TEV")),
         "The last nightmare ended."),
    Rule("ago", "(?:(?:just|only|about) )?{quantity} (?:(?:short|long|full) )?{unit} (?P<rel>ago|earlier|later|from now|from today|hence|previously|back|before that|after that|afterwards?|before|after|on|prior)\\b", to.ago,
         (("It fell two weeks ago.", "two weeks ago", "2025-W14"), ("The war began on 3 May 2001; ten days later it was over.", "ten days later", "2001-05-13")),
         "It fell two weeks after the vote."),
    Rule("ago-vague", "{plural} (?P<rel>ago|earlier|later|from now|afterwards?)\\b", to.ago,
         (("It ended years ago.", "years ago", "PAST_REF"), ("He won; days later he fled.", "days later", "FUTURE_REF")),
         "Years of war followed."),
    Rule("same-period", "(?:the |its )?(?:same (?:(?P<unit>month|quarter|week|period|time|day|half)) (?:(?:of |in )?(?:the )?(?:last|previous|prior) year|(?:a|one) year (?:ago|earlier|before)|of the (?:previous|prior|preceding) year)|(?:year|years) (?:earlier|ago|before) (?P<unit2>month|quarter|week|period|half)?|corresponding (?:period|quarter|month) (?:last year|a year (?:ago|earlier)))\\b", lambda m, c: to.same_period(m, c),
         (("Sales rose in January from the same month a year ago.", "the same month a year ago", "2024-01"), ("Profit of the first quarter beat the year-earlier quarter.", "the year-earlier quarter", "2024-Q1")),
         "The same month saw rain."),
    Rule("relative-duration", r"(?:the |these |those |these past |his |her |their |its )?(?:very )?(?P<dir>past|last|next|coming|previous|preceding|following|first|final|recent|these|those|ensuing|subsequent|succeeding|intervening|opening|closing|early|later|remaining)(?: {quantity})? (?:(?:trading|business|calendar|working|fiscal) )?{plural}", to.relative_duration,
         (("It fell over the past two years.", "the past two years", "P2Y"), ("It grew in recent weeks.", "recent weeks", "PXW")),
         "The past troubles remain."),
    Rule("duration", "(?:(?:another|only|just|the) )?{quantity} (?:(?:full|whole|straight|consecutive|long|more|short|calendar|business|trading|working|additional|entire|solid|hot|cold|hard|single) )?{unit}(?: (?P<long>long|old)\\b)?", to.duration,
         (("It lasted two and a half years.", "two and a half years", "P2.5Y"), ("The 24-hour strike ended.", "The 24-hour", "PT24H")),
         "A second man and three quarters of them left."),
    Rule("duration-pair", "{quantity} {unit}(?:,? and|,) (?P<n2>" + w.NUMBER + ") (?P<unit2>" + w.alternatives(w.UNIT_OF) + ")", to.duration,
         (("It took an hour and 20 minutes.", "an hour and 20 minutes", "PT1H20M"), ("He served two years and six months.", "two years and six months", "P2Y6M")),
         "It took an hour and 20 men."),
    Rule("duration-bare", "{plural}(?: (?P<long>long|old)\\b)?", to.duration,
         (("He waited for months.", "months", "PXM"), ("It takes minutes.", "minutes", "PTXM")),
         "The Daysman left."),
    Rule("duration-long", r"(?P<unit>day|week|month|year|decade|century|hour|minute)(?: |s )?(?P<long>long)\b", to.duration,
         (("The day-long talks failed.", "day-long", "P1D"), ("A yearlong drought ended.", "yearlong", "P1Y")),
         "It took a day; long live the king."),
    Rule("every", r"(?:every|each|per)(?: single)?(?: (?P<n>other|" + w.NUMBER + r"|few))? (?:{unit}|(?P<weekday>" + w.alternatives(w.WEEKDAYS) + r")|(?P<month>" + w.alternatives(w.MONTHS) + ")|{season}|{part})", to.every,
         (("It meets every Monday.", "every Monday", "XXXX-WXX-1"), ("They vote every two years.", "every two years", "P2Y")),
         "Every man and each woman voted."),
    Rule("times-a", r"(?:once|twice|thrice|(?:" + w.NUMBER + r"|several|many) times) (?:a|an|per|each|every) (?P<unit>day|week|month|year|hour|minute|decade|quarter|night|century)\b", to.every,
         (("They meet twice a year.", "twice a year", "P1Y"), ("It rings three times a day.", "three times a day", "P1D")),
         "It rang three times."),
    Rule("weekdays", r"(?:on )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)days)(?: {part})?", to.every,
         (("The shop closes Mondays.", "Mondays", "XXXX-WXX-1"), ("Prayers fill Fridays.", "Fridays", "XXXX-WXX-5")),
         "The Mondayish mood."),
    Rule("set-adverb", r"(?P<adverb>" + w.alternatives(to.ADVERBS) + ")", to.every,
         (("The monthly report is out.", "monthly", "P1M"), ("It is updated daily.", "daily", "P1D")),
         "He reads the Daily Mail."),
    Rule("clock", r"(?P<h>\d{1,2})(?::(?P<mi>\d\d)(?::(?P<se>\d\d))?)? ?(?P<ap>[ap]\.? ?m\b\.?)(?: {zone})?", to.clock,
         (("It began at 9:30 a.m. on Tuesday.", "9:30 a.m.", "2025-04-15T09:30"), ("It ended at 5 pm.", "5 pm", "2025-04-18T17:00")),
         "At 25 p.m. nothing happens."),
    Rule("clock-24", r"(?P<h>\d{1,2})(?P<colon>[:])(?P<mi>\d\d)(?::(?P<se>\d\d))?(?: ?(?:hrs?|hours|h)\b)?(?: {zone})?(?![\d:/])", to.clock,
         (("The Dow was down at 16:08 UTC.", "16:08 UTC", "2025-04-18T16:08Z"), ("They met at 05:30 in Rome.", "05:30", "2025-04-18T05:30")),
         "At 24:60 they won 3:2."),
    Rule("clock-hours", r"(?P<h>[012]\d)[.:]?(?P<mi>[0-5]\d) ?(?:hrs|hours|hr|h|gmt|utc)\b", to.clock,
         (("They left at 0530 hours.", "0530 hours", "2025-04-18T05:30"), ("The raid of 2215 hrs failed.", "2215 hrs", "2025-04-18T22:15")),
         "It took 5 hours."),
    Rule("oclock", r"(?P<hword>\d{1,2}|" + w.alternatives(list(w.ONES)[1:13]) + r") o'clock\b", to.clock,
         (("They left at ten o'clock.", "ten o'clock", "2025-04-18T10:00"), ("By 8 o'clock it was dark.", "8 o'clock", "2025-04-18T08:00")),
         "The clock struck ten."),
    Rule("part-of-day", r"(?:the |one |late |early )?{part}(?: hours)?", to.part_of_day,
         (("They met on 3 May 2001 and left in the morning.", "the morning", "2001-05-03TMO"), ("It ended at noon.", "noon", "2025-04-18T12:00")),
         "The nightly show ended."),
    Rule("vague", r"(?P<phrase>" + w.alternatives(to.VAGUE) + ")", to.vague,
         (("It is now larger.", "now", "PRESENT_REF"), ("It was recently sold.", "recently", "PAST_REF")),
         "It is known; a past-tense verb."),
    Rule("holiday", r"(?P<holiday>" + "|".join(
             re.sub(r"(new year|valentine|st patrick|april fool|saint|st andrew|veteran|president|mother|father)s", r"\1'?s'?", name)
             for name in sorted([*to.FIXED, *to.FLOATING, *to.FROM_EASTER], key=len, reverse=True)) + r")\b(?:" + OF_YEAR + ")?", to.holiday,
         (("They met on Christmas Day 2007.", "Christmas Day 2007", "2007-12-25"), ("Easter was early.", "Easter", "2025-04-20")),
         "The christmassy mood."),
    Rule("the-unit", r"(?:the|this)(?P<whole> (?:entire|whole|full|remaining))? " + UNITS, to.the_unit,
         (("It is due by the end of the year.", "the end of the year", "2025"), ("The index ended the day at 7,114.", "the day", "2025-04-18")),
         "The year of the cat began."),
)  # fmt: skip


class Modifier(NamedTuple):
    """Words in front of an expression that belong to it, and the `mod` that they give."""

    pattern: re.Pattern[str]
    mod: str
    types: tuple[str, ...]


DATES = ("DATE", "TIME")
LENGTHS = ("DURATION", "SET", "DATE")
ANY = ("DATE", "TIME", "DURATION", "SET")
PART_OF = r"(?:the )?(?:very )?"
THE = r"(?:the )?"
MODIFIERS = tuple(
    Modifier(re.compile(rf"(?:^|(?<![\w'-])){w.fill(pattern)}[ \n-]{{1,2}}$"), mod, types)
    for pattern, mod, types in (
        (PART_OF + "(?:beginning|start|opening|first part|early part) of(?: the)?", "START", DATES),
        (PART_OF + "(?:early|earlier)(?: on| in| on in)?(?: the)?", "START", DATES),
        (PART_OF + "(?:end|close|latter part|last part|final part) of(?: the)?", "END", DATES),
        (PART_OF + "(?:late|later)(?: on| in)?(?: the)?", "END", DATES),
        (PART_OF + "(?:mid|middle of|midway through)(?: the)?", "MID", DATES),
        (THE + "(?:rest|remainder|better part|most) of(?: the)?", "", DATES),
        ("(?:about|around|approximately|roughly|some|circa|ca\\.|c\\.|close to)", "APPROX", ANY),
    )
)
AMOUNTS = tuple(
    Modifier(re.compile(rf"(?:^|(?<![\w'-])){w.fill(pattern)}[ \n-]{{1,2}}$"), mod, types)
    for pattern, mod, types in (
        ("(?:almost|nearly|just under|not quite|a little less than)", "LESS_THAN", LENGTHS),
        (
            "(?:a little |slightly |well |just )?(?:more than|over|longer than)",
            "MORE_THAN",
            LENGTHS,
        ),
        ("(?:less than|under|fewer than)", "LESS_THAN", LENGTHS),
        ("(?:at least|no less than|not less than)", "EQUAL_OR_MORE", LENGTHS),
        ("(?:at most|up to|as many as|no more than|not more than)", "EQUAL_OR_LESS", LENGTHS),
    )
)


class Compiled(NamedTuple):
    """The rules ready to run: one filter for all, then each by itself; words they can start with."""

    filter: re.Pattern[str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]
    starts: frozenset[str]


@lru_cache(maxsize=1)
def compiled() -> Compiled:
    """Return the compiled table, made once in a process."""
    texts = [w.fill(rule.pattern) for rule in RULES]
    names = {}
    rules = []
    for rule, text in zip(RULES, texts, strict=True):
        rules.append((rule, re.compile(unique(text))))
    nameless = [re.sub(r"\(\?P<\w+>", "(?:", text) for text in texts]
    del names
    words = set(re.findall(r"[a-z]+", re.sub(r"\(\?P<\w+>|\\[a-zA-Z]", " ", " ".join(nameless))))
    for stem in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"):
        words.add(stem + "days")
    words |= {word + "long" for word in w.UNITS}
    words -= {"of", "in", "and", "to", "or", "on", "n", "s", "b", "c", "e", "m", "he"}
    return Compiled(
        re.compile("|".join(f"(?:{text})" for text in nameless)), tuple(rules), frozenset(words)
    )


def unique(pattern: str) -> str:
    """Return a pattern in which a group name that comes twice is numbered: `year`, `year_2`."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        n = seen[match[1]]
        return f"(?P<{match[1]}{f'_{n}' if n > 1 else ''}>"

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)
