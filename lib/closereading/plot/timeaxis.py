"""An axis of time that holds days and centuries: empty stretches are cut out and marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from closereading.timex.calendar import civil, ordinal
from closereading.timex.name import MONTHS, year_name

BREAK_SHARE = 0.35  # an empty stretch that takes more than this share of the axis is cut out
MAX_BREAKS = 4
EDGE = 0.05  # room that a tick label needs before a cut
GAP = 0.035  # width of a cut, the whole axis being 1
N_TICKS = 8  # over the whole axis
STEPS = (
    *(("day", n) for n in (1, 2, 5, 10)),
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("year", n * 10**p) for p in range(5) for n in (1, 2, 5)),
)


@dataclass(frozen=True)
class TimeAxis:
    """Where a day stands on the axis, from 0 to 1: stretches of days, and cuts between them."""

    stretches: tuple[tuple[float, float], ...]
    places: tuple[tuple[float, float], ...]
    filled: tuple[tuple[float, float], ...]  # the stretches without their margins

    def place(self, day: float) -> float:
        """Return where a day stands; days outside of the axis stand at its ends."""
        from numpy import interp

        days = [d for stretch in self.stretches for d in stretch]
        return float(interp(day, days, [p for place in self.places for p in place]))

    def cuts(self) -> list[float]:
        """Return where the axis is cut."""
        return [(a[1] + b[0]) / 2 for a, b in pairwise(self.places)]

    def ticks(self) -> list[tuple[float, str]]:
        """Return the ticks and their labels, each stretch in the unit that fits it."""
        found: list[tuple[float, str]] = []
        for at, ((first, last), (left, right)) in enumerate(
            zip(self.stretches, self.places, strict=True)
        ):
            wanted = max(1, round((right - left) * N_TICKS))
            for unit, n in STEPS:
                if (last - first) / {"day": 1, "month": 30, "year": 365}[unit] / n > wanted + 1:
                    continue
                marks = [day for day in tick_days(first, last, unit, n) if first <= day <= last]
                if len(marks) <= wanted:
                    break
            if len(marks) < 2:
                marks, unit = [int(self.filled[at][0])], unit_of(*self.filled[at])
            named = [(self.place(day), tick_name(day, unit)) for day in marks]
            is_last = at == len(self.places) - 1
            found += [
                (x, name) for x, name in named if is_last or right - x > EDGE or x == named[0][0]
            ]
        return found


def axis_of(spans: Sequence[tuple[float, float]]) -> TimeAxis:
    """Return an axis that holds the spans (first day, last day), long empty stretches cut out."""
    merged: list[list[float]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    gaps = sorted(((b[0] - a[1], i) for i, (a, b) in enumerate(pairwise(merged))), reverse=True)
    total, cut = merged[-1][1] - merged[0][0], set()
    for gap, i in gaps[:MAX_BREAKS]:
        if gap > BREAK_SHARE * total and gap > 60:
            cut.add(i)
            total -= gap
    groups = [[merged[0]]]
    for i, block in enumerate(merged[1:]):
        if i in cut:
            groups.append([block])
        else:
            groups[-1].append(block)
    stretches, weights, filled = [], [], []
    for group in groups:
        first, last = group[0][0], group[-1][1]
        pad = max((last - first) * 0.05, 0.5 if len(groups) == 1 and last > first else 3.0)
        filled.append((first, last))
        stretches.append((first - pad, last + pad))
        inside = sum(first <= a <= last for a, _ in spans)
        weights.append(max(inside / len(spans), 0.12))
    free = 1 - GAP * (len(groups) - 1)
    places, at = [], 0.0
    for weight in weights:
        width = free * weight / sum(weights)
        places.append((at, at + width))
        at += width + GAP
    return TimeAxis(tuple(stretches), tuple(places), tuple(filled))


def unit_of(first: float, last: float) -> str:
    """Return the unit in which a lone tick names a stretch."""
    return "year" if last - first > 300 else "month" if last - first > 26 else "day"


def tick_days(first: float, last: float, unit: str, n: int) -> list[int]:
    """Return the round days of a unit from the first to the last."""
    if unit == "day":
        days = range(int(first // 1), int(last // 1) + 2)
        return [
            day for day in days if n == 1 or (civil(day)[2] % n == 1 % n and civil(day)[2] < 30)
        ]
    year, end = civil(int(first // 1))[0], civil(int(last // 1))[0]
    if unit == "month":
        return [ordinal((y, m, 1)) for y in range(year, end + 1) for m in range(1, 13, n)]
    start = year // n * n
    years = [y + 1 if y <= 0 and n > 1 else y for y in range(start, end + n + 1, n)]
    return [ordinal((y, 1, 1)) for y in years]


def tick_name(day: float, unit: str) -> str:
    """Return the label of a tick."""
    year, month, of_month = civil(int(day // 1))
    if unit == "year":
        return year_name(year)
    month_name = f"{MONTHS[month - 1]}\n{year_name(year)}"
    return month_name if unit == "month" else f"{of_month} {month_name}"
