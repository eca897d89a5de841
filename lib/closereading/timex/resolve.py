"""What an expression is resolved against: the publication date, or the expression before it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from . import calendar as cal
from .outlook import WITH_INFINITIVE, Outlook, outlook

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PUBLICATION = "publication"
BLANK = {
    **{"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"},
    **{"quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX"},
    **{"decade": "XXX", "century": "XX"},
}
GRAIN = {"fortnight": "week"}  # a unit that is no grain of its own
AHEAD = re.compile(
    r"(?<!\bnot )\b(?:until|till|upcoming|starting|beginning|effective|due|as (?:early|soon) as"
    r"|no later than)\s+(?:on )?$"
)
BEHIND = re.compile(r"\b(?:since|ended|dated)\s+$")
MODALS = {"will", "'ll", "shall", "wo", "'d", "would", "may", "might", "should", "must", "could"}
PASTS = {"had", "was", "were", "did", "has", "have"}
PRESENTS = {"is", "are", "am", "be", "'re", "'s"}
MAX_CLIMB = 12  # words between an expression and the verb that governs it
GLANCE = 1  # years away from what was told before
YEAR = re.compile(r"(?<![\d.,$£€-])(?:((?:1\d|20)\d\d)(?![\d%]|[,.]\d)|(\d{1,4}) ?b\.?c)\b")
LOOK_BACK = (5, 3)  # expressions that remain antecedents: in news, in a history


class Reading(NamedTuple):
    """What a rule makes of its match: the attributes of a TIMEX3, and what it was based on."""

    type: str
    value: str
    mod: str = ""
    anchor: str = ""

    def at(self, part: str) -> "Reading":
        """Return the reading as a time: at a part of its day, or a clock time."""
        return Reading("TIME", f"{self.value}T{part}", self.mod, self.anchor)


NOTHING = Reading("", "")  # a match that is no expression, and holds none either


class Reference(NamedTuple):
    """A value that others are resolved against, and the name of its source."""

    value: str
    source: str = ""

    @property
    def first(self) -> cal.Day:
        """The first day."""
        limits = cal.bounds(self.value)
        assert limits, self.value
        return limits[0]


class Said(NamedTuple):
    """An expression that was read before: its span, rule and value."""

    start: int
    end: int
    rule: str
    value: str


@dataclass
class Context:
    """The state of the reading: text, publication date, genre, the expressions so far."""

    doc: "Doc"
    text: str
    lower: str
    published: str
    is_narrative: bool
    references: list[Reference] = field(default_factory=list)
    spans: list[Said] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def note(self, value: str, source: str, end: int) -> None:
        """Keep a calendar value as an antecedent, unless it is a history's glance elsewhere."""
        if cal.grain_of(value) and not (self.is_narrative and self._is_glance(value, end)):
            self.references.append(Reference(value, source))

    def _is_glance(self, value: str, end: int) -> bool:
        """Return whether the next year told is nearer to the year before than to this one."""
        base = self.said("year")
        index = bisect_left(self.years, (end, -9999))
        if not base or index == len(self.years):
            return False
        here, before, after = cal.year(value), cal.year(base.value), self.years[index][1]
        return abs(here - before) > GLANCE and abs(after - before) < abs(after - here)

    @cached_property
    def years(self) -> list[tuple[int, int]]:
        """The years written in the text: offset and astronomical year."""
        return [
            (m.start(), 1 - int(m[2]) if m[2] else int(m[1])) for m in YEAR.finditer(self.lower)
        ]

    def follows(self, *patterns: str) -> bool:
        """Return whether the text in front of the match ends with one of the patterns."""
        lead = self.lower[max(0, self.start - 40) : self.start]
        return re.search(rf"(?:{'|'.join(patterns)})$", lead) is not None

    def precedes(self, pattern: str) -> bool:
        """Return whether the text behind the match begins with the pattern."""
        return re.match(pattern, self.lower[self.end : self.end + 40]) is not None

    def token(self, offset: int) -> "Token":
        """Return the token at an offset."""
        return self.doc[bisect_right(self._starts, offset) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        starts: list[int] = self.doc.to_array("IDX").tolist()
        return starts

    def next_token(self) -> "Token | None":
        """Return the token behind the match; None at the end of the text."""
        index = self.token(self.end - 1).i + 1
        return self.doc[index] if index < len(self.doc) else None

    def heads_noun(self, *, or_number: bool = False) -> bool:
        """Return whether a noun follows directly, which the match only modifies."""
        token = self.next_token()
        kinds = ("NOUN", "PROPN", "ADJ", *(("NUM",) if or_number else ()))
        return token is not None and token.pos_ in kinds

    def is_lower_in_mixed(self, start: int, end: int) -> bool:
        """Return whether a span is in lower case although the text has capitals."""
        return self.text[start:end].islower() and not self.text.islower()

    def direction(self) -> int:
        """Return -1, 0 or 1: whether the clause speaks of past, nothing certain, or future."""
        lead = self.lower[max(0, self.start - 30) : self.start]
        if AHEAD.search(lead):
            return 1
        if BEHIND.search(lead):
            return -1
        view = self.outlook()
        if view:
            return int(view.is_open)
        return tense(self.token(self.start)) or int(lead.endswith("by "))

    def outlook(self) -> Outlook | None:
        """Return the plan or offer that the match is part of; None where there is none."""
        token = self.token(self.start)
        while token.head.i != token.i and self.start <= token.head.idx < self.end:
            token = token.head
        return outlook(token)

    def today(self, grain: str) -> Reference | None:
        """Return the publication date; None where it isn't known at this grain."""
        reference = Reference(self.published, PUBLICATION)
        return reference if self.published and is_fine(reference, grain) else None

    def said(self, grain: str) -> Reference | None:
        """Return the last expression on the calendar that is as fine as this grain."""
        recent = reversed(self.references[-LOOK_BACK[self.is_narrative] :])
        return next((r for r in recent if is_fine(r, grain)), None)

    def here(self, grain: str) -> Reference | None:
        """Return the "now" of the text: its publication, in a history what was said last."""
        return self.said(grain) if self.is_narrative else self.today(grain)

    def there(self, grain: str) -> Reference | None:
        """Return what "that", "later", "following" start from: what was said last, else today."""
        return self.said(grain) or (None if self.is_narrative else self.today(grain))

    def moved(self, base: Reference | None, unit: str, n: int, grain: str = "") -> Reading:
        """Return the DATE `n` units from a reference; blank where there is none."""
        grain = grain or GRAIN.get(unit, unit)
        if base:
            return Reading("DATE", cal.shift(base.value, unit, n, grain), "", base.source)
        blank = BLANK[grain]
        known = self.said("year") if self.is_narrative else None
        if known and blank.startswith("XXXX-"):
            return Reading("DATE", cal.at(known.first, "year") + blank[4:], "", known.source)
        return Reading("DATE", blank)

    def day(self) -> Reading:
        """Return the day that a time of day belongs to: what was said last, else the "now"."""
        return self.moved(self.there("day"), "day", 0)


def is_fine(reference: Reference, grain: str) -> bool:
    """Return whether a reference is known at a grain."""
    return cal.FINER.index(cal.grain_of(reference.value)) <= cal.FINER.index(grain)


def tense(token: "Token") -> int:
    """Return -1, 0 or 1: past, present or unknown, future, from the verb that governs a token."""
    for _ in range(MAX_CLIMB):
        is_top = token.head.i == token.i
        if is_top or token.pos_ in ("VERB", "AUX"):
            way = verb_tense(token)
            if way is not None or is_top:
                return way or 0
        token = token.head
    return 0


def verb_tense(verb: "Token") -> int | None:
    """Return the tense of a verb form; None where it takes that of the verb above."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & MODALS:
        return 0 if "have" in helpers else 1
    if "to" in helpers:
        return 1 if verb.head.i == verb.i or verb.head.lemma_ in WITH_INFINITIVE else None
    if helpers & PASTS or verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not helpers & PRESENTS):
        return -1
    if verb.tag_ == "VBG":
        return 1 if helpers & PRESENTS else None
    return int(any(is_due(child) for child in verb.children))


def is_due(token: "Token") -> bool:
    """Return whether something is due at a time, rather than due to a cause."""
    return token.lower_ == "due" and all(
        c.lower_ != "to" or c.dep_ == "aux" for c in token.children
    )
