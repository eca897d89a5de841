"""What is known about the time of a happening, and where that knowledge comes from."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from closereading.article import Article
from closereading.timex.calendar import bounds, civil, day_number, iso

AFTER_OCCASION = "after the event with that date"
GRANULARITY = (
    (1, "day"),
    (7, "week"),
    (31, "month"),
    (92, "quarter"),
    (184, "half"),
    (366, "year"),
    (3653, "decade"),
    (36525, "century"),
)
SIDES = {
    "since": "after",
    "after": "after",
    "following": "after",
    "until": "before",
    "till": "before",
    "by": "before",
    "before": "before",
}
LATER = {  # days that "… later" is away, at least and at most; 0: no limit
    "minute": (0, 1),
    "hour": (0, 1),
    "day": (1, 30),
    "week": (7, 183),
    "month": (28, 730),
    "year": (365, 0),
    "decade": (3652, 0),
}


class When(NamedTuple):
    """The time of one happening: EDTF, the days that bound it, its basis and the rule."""

    edtf: str = ""
    earliest: str = ""
    latest: str = ""
    basis: str = "undated"
    timex_id: str = ""
    rule: str = "no date"

    @property
    def date(self) -> str:
        """The day, where it is a single one; else empty."""
        return self.earliest if self.earliest == self.latest else ""

    @property
    def granularity(self) -> str:
        """The finest unit that holds the interval: day, week, month, …; or empty."""
        first, last = day_number(self.earliest), day_number(self.latest)
        if first is None or last is None:
            return "" if first is last else "open"
        return next((name for most, name in GRANULARITY if last - first < most), "era")

    @property
    def is_after_occasion(self) -> bool:
        """Whether it is known only that this came after an event of a single known day."""
        return self.rule == AFTER_OCCASION and bool(self.earliest)

    def inherited(self, basis: str, rule: str) -> "When":
        """Return the same time for another happening, on another basis."""
        return self._replace(basis=basis, rule=rule) if self.edtf else UNDATED


UNDATED = When()


def shifted(day: str, n_days: int) -> str:
    """Return the ISO day so many days later; empty for none."""
    number = day_number(day)
    return "" if number is None else iso(civil(number + n_days))


def is_before(day: str, other: str) -> bool:
    """Return whether both days are known and the first is the earlier."""
    first, second = day_number(day), day_number(other)
    return first is not None and second is not None and first < second


def ends(event: Mapping[Any, Any]) -> tuple[int, int]:
    """Return the first and the last day of a row of `events`; the known one twice if one is.

    Of "since 2016", whose other end is only that of the text, the first.
    """
    first = day_number(event["earliest"] or event["latest"]) or 0
    last = day_number(event["latest"] or event["earliest"]) or 0
    return first, first if event["edtf"].endswith("..") else last


def document_date(article: Article) -> When:
    """Return the time of publication, which may be a month or a year; undated without one."""
    limits = bounds(article.published)
    if limits is None:
        return UNDATED
    first, last = map(iso, limits)
    return When(article.published, first, last, "document", "", "publication date")


def stated(
    timex: dict[Any, Any], preposition: str, document: When, *, is_occasion: bool = False
) -> When:
    """Return the time that an expression gives to the clause in which it stands.

    "since 2016" runs from 2016 on, "by 2030" ends with 2030, "before May" with April, "before the
    end of May" with May; "after the vote on 3 May" (an occasion) may be on that day.
    """
    edtf, first, last = timex["edtf"], timex["earliest"], timex["latest"]
    rule = f"{preposition} + time expression" if preposition else "time expression"
    basis = "relative" if ":t" in timex["anchor"] else "stated"
    when = When(edtf, first, last, basis, timex["timex_id"], rule)
    side = SIDES.get(preposition, "")
    if not first or not side or "/" in edtf:
        return when
    if preposition == "since":
        until = document.latest if is_before(first, document.latest) else ""
        return when._replace(edtf=f"{edtf}/..", latest=until)
    if side == "after":
        first = first if is_occasion else shifted(last, 1)
        rule = AFTER_OCCASION if is_occasion else rule
        return when._replace(edtf=f"{first}/..", earliest=first, latest="", rule=rule)
    if preposition == "before" and timex["mod"] != "END":
        edtf = last = shifted(first, -1)
    return when._replace(edtf=f"../{edtf}", earliest="", latest=last)


def vague(timex: dict[Any, Any], before: When, document: When) -> When:
    """Return the bounds that "days later" or "recently" give: never a day.

    "days later" is counted from the clause before: at least a day, less than a month.
    """
    words = timex["text"].lower()
    if timex["value"] == "PAST_REF":
        known = When(f"../{document.latest}", "", document.latest, "stated", timex["timex_id"])
        return known._replace(rule="before now") if document.latest else UNDATED
    if not re.search(r"\b(?:later|after\w*)\b", words) or not before.latest:
        return UNDATED
    least, most = LATER.get(next((unit for unit in LATER if unit in words), ""), (0, 0))
    first = shifted(before.earliest or before.latest, least)
    last = shifted(before.latest, most) if most else document.latest
    if is_before(document.latest, last) and not is_before(document.latest, first):
        last = document.latest
    if is_before(last, first):
        last = ""
    edtf = f"{first}~/{last}~" if last else f"{first}~/.."
    return When(edtf, first, last, "relative", timex["timex_id"], "later than the clause before")
