"""Heads of state and government and foreign ministers, with their terms of office."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from .gazetteer import plain, table


@dataclass(frozen=True)
class Leader:
    """One person's term in one office. `start` and `end`: ISO dates, partial; end may be empty."""

    name: str
    family: str
    gender: str
    country: str
    office: str
    start: str
    end: str


def _key(name: str) -> str:
    return plain(name).lower().replace("-", " ")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, list[Leader]], dict[str, list[Leader]]]:
    """Return the terms by full name and by family name."""
    full: dict[str, list[Leader]] = defaultdict(list)
    family: dict[str, list[Leader]] = defaultdict(list)
    for row in table("leaders"):
        names = row["names"].split(";")
        leader = Leader(
            names[0], _key(row["family"]), row["gender"], row["country"], row["office"],
            row["start"], row["end"],
        )  # fmt: skip
        for name in names:
            full[_key(name)].append(leader)
        family[leader.family].append(leader)
    return dict(full), dict(family)


def is_leader(name: str) -> bool:
    """Return whether a text is a leader's full name, or a family name of one country's only.

    Short family names and the names of monarchs are too often other people's.
    """
    by_full, by_family = _tables()
    if " " in name:
        return _key(name) in by_full
    terms = by_family.get(_key(name), []) if len(name) >= 5 else []
    return len({t.country for t in terms}) == 1 and not any(
        set(t.office.split(";")) & {"king", "queen", "emperor", "pope", "emir"} for t in terms
    )


def in_office(leader: Leader, published: str) -> bool:
    """Return whether a term and the publication date, as precise as it is, can overlap."""
    if not published:
        return True
    start, end = leader.start, leader.end
    n, m = min(len(published), len(start)), min(len(published), len(end))
    return start[:n] <= published[:n] and (not end or published[:m] <= end[:m])


def leaders_named(key: str, published: str, *, full: bool, country: str = "") -> Leader | None:
    """Return the one leader of a name; none where several countries have one.

    A full name holds from the first day in office on. A family name alone holds in office only;
    without a publication date, where one country only had a leader of that name.
    """
    by_full, by_family = _tables()
    terms = by_full.get(key, []) if full else by_family.get(key, []) + by_full.get(key, [])
    if country:
        terms = [t for t in terms if t.country == country]
    if full:
        terms = [t for t in terms if not published or t.start[: len(published)] <= published]
    else:
        terms = [t for t in terms if in_office(t, published)]
    if len({t.country for t in terms}) == 1:
        first = [t for t in terms if "leader" in t.office.split(";")]
        terms = first or terms  # of a country's two Kims, the one who leads it
    return terms[-1] if len({(t.name, t.country) for t in terms}) == 1 else None


def holder(country: str, office: str, published: str) -> Leader | None:
    """Return who held an office of a country on the day of publication; none without a day."""
    if not published:
        return None
    full, _ = _tables()
    terms = {
        t
        for rows in full.values()
        for t in rows
        if t.country == country and in_office(t, published)
    }
    fitting = {t for t in terms if office in t.office.split(";")}
    return next(iter(fitting)) if len(fitting) == 1 else None
