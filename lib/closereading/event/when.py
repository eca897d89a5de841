"""What is known about the time of a happening, and where that knowledge comes from."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from ..article import Article

GRANULARITY = (
    (1, "day"),
    (7, "week"),
    (31, "month"),
    (93, "quarter"),
    (184, "half"),
    (366, "year"),
    (3653, "decade"),
    (36525, "century"),
)
LATER = {  # days that "… later" is away at least and at most; 0: no limit
    "minute": (0, 1),
    "hour": (0, 1),
    "day": (1, 30),
    "week": (7, 183),
    "month": (28, 730),
    "year": (365, 0),
    "decade": (3652, 0),
}
AROUND = {
    "since": "after",
    "after": "after",
    "following": "after",
    "until": "before",
    "till": "before",
    "by": "before",
    "before": "before",
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
        first, last = as_day(self.earliest), as_day(self.latest)
        if not first or not last:
            return "open" if first or last else ""
        n_days = (last - first).days + 1
        return next((name for limit, name in GRANULARITY if n_days <= limit), "era")

    def inherited(self, basis: str, rule: str) -> "When":
        """Return the same time for another happening, on another basis."""
        return self._replace(basis=basis, rule=rule)


UNDATED = When()


def as_day(iso: str) -> date | None:
    """Return an ISO day as a date; None for none, and for years that `date` can't hold."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def shifted(iso: str, days: int) -> str:
    """Return the day some days later, or empty where the calendar of `date` ends."""
    day = as_day(iso)
    try:
        return (day + timedelta(days)).isoformat() if day else ""
    except OverflowError:
        return ""


def stated(timex: dict[str, Any], preposition: str, document: When) -> When:
    """Return the time that an expression gives to the clause in which it stands.

    `since 2016` runs from 2016 on, `by 2030` ends with 2030, `before May` with April.
    """
    edtf, first, last = timex["edtf"], timex["earliest"], timex["latest"]
    rule = f"{preposition} + time expression" if preposition else "time expression"
    basis = "relative" if ":t" in timex["anchor"] else "stated"
    when = When(edtf, first, last, basis, timex["timex_id"], rule)
    side = AROUND.get(preposition, "")
    if not first or not last or not side:
        return when
    if side == "after":
        first = first if preposition == "since" else shifted(last, 1)
        until = document.latest if preposition == "since" and document.latest > first else ""
        return when._replace(edtf=f"{edtf}/..", earliest=first, latest=until)
    last = shifted(first, -1) if preposition == "before" else last
    return when._replace(edtf=f"../{edtf}", earliest="", latest=last)


def vague(timex: dict[str, Any], before: When, document: When) -> When:
    """Return the bounds that "days later" or "recently" give: never a day.

    "days later" is counted from the clause before: more than a day, less than a month.
    """
    words = timex["text"].lower()
    if timex["value"] == "PAST_REF":
        if not document.latest:
            return UNDATED
        return When(
            f"../{document.latest}", "", document.latest, "stated", timex["timex_id"], "before now"
        )
    if "later" not in words and "after" not in words or not as_day(before.latest):
        return UNDATED
    unit = next((name for name in LATER if name in words), "")
    least, most = LATER.get(unit, (0, 0))
    first = shifted(before.earliest or before.latest, least)
    last = shifted(before.latest, most) if most else document.latest
    if document.latest and last > document.latest >= first:
        last = document.latest
    if last and last < first:
        last = ""
    rule = "later than the clause before"
    return When(
        f"{first}~/{last + '~' if last else '..'}", first, last, "relative", timex["timex_id"], rule
    )


def document_date(article: Article) -> When:
    """Return the time of publication, which may be a month or a year; undated without one."""
    published = article.published
    if not published:
        return UNDATED
    year, month = int(published[:4]), int(published[5:7] or 0)
    first = published if len(published) == 10 else f"{published[:4]}-{month or 1:02d}-01"
    last = published
    if len(published) == 7:
        next_month = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else None
        last = (next_month - timedelta(1)).isoformat() if next_month else f"{published}-28"
    if len(published) == 4:
        last = f"{published}-12-31"
    return When(published, first, last, "document", "", "publication date")
