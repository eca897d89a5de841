"""What an expression is resolved against: the publication date, or the expression before it."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from . import calendar as cal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PUBLICATION = "publication"
BLANK = {
    **{"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"},
    **{"quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX"},
    **{"decade": "XXX", "century": "XX", "millennium": "X"},
}
FUTURE_VERBS = {
    *(
        "expect",
        "plan",
        "schedule",
        "set",
        "due",
        "intend",
        "hope",
        "aim",
        "agree",
        "want",
        "slate",
    ),
    *(
        "promise",
        "vow",
        "pledge",
        "likely",
        "need",
        "seek",
        "begin",
        "prepare",
        "propose",
        "decide",
    ),
}
AHEAD = re.compile(
    r"\b(?:by|until|till|upcoming|as of next|starting|beginning|effective|due|no later than)\s+(?:on )?$"
)
BEHIND = re.compile(r"\b(?:since|ended|dated)\s+$")


class Reading(NamedTuple):
    """What a rule makes of its match: the attributes of a TIMEX3, and what it was based on."""

    type: str
    value: str
    mod: str = ""
    anchor: str = ""


class Reference(NamedTuple):
    """A value that others are resolved against, and the name of its source."""

    value: str
    source: str


@dataclass
class Context:
    """The state of the reading: text, publication date, genre, the expressions so far."""

    doc: "Doc"
    text: str
    lower: str
    published: str
    is_narrative: bool
    said: list[Reference] = field(default_factory=list)
    spans: list[tuple[int, int, str, str]] = field(default_factory=list)  # start, end, rule, value
    start: int = 0
    end: int = 0

    def before(self, n: int = 30) -> str:
        """Return the lower-cased text in front of the match."""
        return self.lower[max(0, self.start - n) : self.start]

    def after(self, n: int = 30) -> str:
        """Return the lower-cased text behind the match."""
        return self.lower[self.end : self.end + n]

    def token(self, offset: int) -> "Token":
        """Return the token at an offset."""
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return span[0]

    def follower(self) -> "Token | None":
        """Return the token behind the match; None at the end of the text."""
        index = self.token(self.end - 1).i + 1
        return self.doc[index] if index < len(self.doc) else None

    def is_capital(self) -> bool:
        """Return whether the match is written with a capital, or the text has no case here."""
        return not self.text[self.start].islower()

    def direction(self) -> int:
        """Return -1, 0 or 1: whether the clause speaks of past, nothing certain, or future."""
        lead = self.before()
        if AHEAD.search(lead):
            return 1
        if BEHIND.search(lead):
            return -1
        return tense(self.token(self.start))

    def today(self, grain: str) -> Reference | None:
        """Return the publication date at a grain; None where it isn't known so exactly."""
        return self._fit(Reference(self.published, PUBLICATION), grain) if self.published else None

    def said_last(self, grain: str = "century") -> Reference | None:
        """Return the last expression on the calendar, at a grain that it is fine enough for."""
        for reference in self.said[:-4:-1]:
            fitting = self._fit(reference, grain)
            if fitting:
                return fitting
        return None

    def here(self, grain: str) -> Reference | None:
        """Return the "now" of the text: publication date in news, what was said last in a history."""
        return self.said_last(grain) if self.is_narrative else self.today(grain)

    def there(self, grain: str) -> Reference | None:
        """Return what "that", "later", "following" start from: what was said last, else today."""
        return self.said_last(grain) or self.today(grain)

    def moved(
        self, base: Reference | None, unit: str, n: int, grain: str = "", mod: str = ""
    ) -> Reading:
        """Return the DATE `n` units from a reference; blank where there is none."""
        grain = grain or {"fortnight": "week"}.get(unit, unit)
        if not base:
            return Reading("DATE", BLANK[grain], mod)
        return Reading("DATE", cal.shift(base.value, unit, n, grain), mod, base.source)

    def _fit(self, reference: Reference, grain: str) -> Reference | None:
        have = cal.FINER.index(cal.grain_of(reference.value))
        return reference if have <= cal.FINER.index(grain) else None


def tense(token: "Token") -> int:
    """Return -1, 0 or 1: past, present or unknown, future, from the verb that governs a token."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    kids = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if kids & {
        "will",
        "'ll",
        "shall",
        "wo",
        "'d",
        "would",
        "may",
        "might",
        "should",
        "must",
        "could",
        "can",
    }:
        return 0 if kids & {"have", "had"} else 1
    if "to" in kids:
        return (
            1
            if token.head.lemma_ in FUTURE_VERBS or token.head.i == token.i
            else tense(token.head)
            if token.head.i != token.i
            else 0
        )
    if (
        token.tag_ == "VBD"
        or kids & {"had", "was", "were", "did", "has", "have"}
        or token.tag_ == "VBN"
    ):
        return -1
    if token.tag_ == "VBG":
        if kids & {"is", "are", "am", "'re", "'s"}:
            return 1
        if token.head.i != token.i:
            return tense(token.head)
    return 0
