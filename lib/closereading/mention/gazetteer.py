"""Names of states, places, bodies, blocs, organisations and leaders, and where they stand."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from closereading.article import slug
from closereading.datafile import data_rows

ATOM = re.compile(r"[^\W_]+|[^\w\s]")
SORTS = {  # data file: sort of its entries, or "" where its column `kind` says it
    "blocs": "bloc", "organisations": "organisation", "bodies": "body", "ambiguous": "shared",
    "regions": "", "places": "",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One meaning of a name: of which sort, which actor, which countries it may be of.

    `sort`: a column of states.tsv, or see SORTS. `near`: names that speak for its countries.
    """

    form: str
    sort: str
    actor_id: str
    name: str
    countries: tuple[str, ...] = ()
    near: str = ""
    population: int = 0


@dataclass(frozen=True)
class Hit:
    """A name found in the text, with all its meanings. `number`: its place among the hits."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    number: int

    def of(self, *sorts: str) -> list[Entry]:
        """Return the meanings of these sorts."""
        return [e for e in self.entries if e.sort in sorts]


@dataclass(frozen=True)
class Leader:
    """One person's term in one office. `start` and `end`: ISO dates, partial; end may be empty."""

    name: str
    family: str
    gender: str
    country: str
    offices: tuple[str, ...]
    start: str
    end: str


@lru_cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split(" ")) for row in data_rows("words")}


def word_list(name: str) -> frozenset[str]:
    """Return a list of words of `data/words.tsv`."""
    return _word_lists()[name]


@lru_cache(maxsize=4096)
def _plain_char(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[:1]
    return base if base.isalnum() and char.isalpha() else char


def plain(text: str) -> str:
    """Return text without accents, of the same length."""
    return text if text.isascii() else "".join(map(_plain_char, text))


@lru_cache
def states() -> dict[str, Entry]:
    """Return each state's and territory's main entry by its code."""
    result = {}
    for row in data_rows("states"):
        name, code = row["names"].split(";")[0], row["alpha3"]
        actor_id = code if row["kind"] == "state" else slug(name)
        result[code] = Entry(name, "names", actor_id, name, (code,))
    return result


def _entries() -> Iterator[Entry]:
    """Yield all meanings of all names."""
    for row in data_rows("states"):
        main = states()[row["alpha3"]]
        for sort in ("names", "adjectives", "peoples", "seats"):
            for form in filter(None, row[sort].split(";")):
                yield Entry(form, sort, main.actor_id, main.name, main.countries)
    for file, sort in SORTS.items():
        for row in data_rows(file):
            forms = (row.get("names") or row["name"]).split(";")
            codes = row.get("countries") or row.get("country", "")
            countries = tuple(codes.split(";")) if codes else ()
            size, near = int(row.get("population", 0)), row.get("near", "")
            for form in forms:
                name = forms[0] if "actor_id" in row else form
                name = row["region"] if row.get("kind") == "short" else name
                actor_id = row.get("actor_id") or slug(name)
                yield Entry(form, sort or row["kind"], actor_id, name, countries, near, size)
            if row.get("seat"):
                yield Entry(row["seat"], "bloc-seat", row["actor_id"], forms[0])


@lru_cache
def index() -> dict[str, list[tuple[list[str], list[Entry]]]]:
    """Return the names, as lower-case words and signs, by their first one, the longest first."""
    meanings: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries():
        meanings[" ".join(ATOM.findall(plain(entry.form).lower()))].append(entry)
    names: dict[str, list[tuple[list[str], list[Entry]]]] = defaultdict(list)
    for key in sorted(meanings, key=lambda key: (-key.count(" "), key)):
        names[key.split(" ")[0]].append((key.split(" "), meanings[key]))
    return names


def case_of(sentence: str) -> str:
    """Return whether a sentence is in capitals, has none, or is written as usual."""
    letters = [c for c in sentence if c.isalpha()]
    n_upper = sum(c.isupper() for c in letters)
    if len(letters) >= 8 and n_upper > 0.85 * len(letters):
        return "upper"
    return "lower" if letters and not n_upper else "mixed"


def fits_case(surface: str, form: str, case: str) -> bool:
    """Return whether the capitals of a name in the text are such that it can be that name.

    >>> fits_case("Turkey", "Turkey", "mixed"), fits_case("turkey", "Turkey", "mixed")
    (True, False)
    >>> fits_case("BEIJING", "Beijing", "mixed"), fits_case("IT", "It", "mixed")
    (True, False)
    >>> fits_case("al-Tanf", "Al-Tanf", "mixed")
    True
    """
    if plain(surface) == plain(form) or (form.startswith("Al-") and surface[1:] == form[1:]):
        return case != "upper" or len(form) > 2 or form == "US"
    if surface.isupper():
        return case == "upper" or len(form) > 4
    return case == "lower" and (len(form) > 3 or "." in form or form in {"US", "UK", "EU", "UN"})


def needs_accents(entry: Entry) -> bool:
    """Return whether a name is another word without its accents: Libération, Būsh."""
    is_other = entry.sort == "organisation" or len(entry.form) < 6
    return is_other and entry.sort not in ("names", "seats") and not entry.form.isascii()


def hits(text: str, cases: Sequence[tuple[int, str]]) -> list[Hit]:
    """Return the names in a text, from left to right, the longest where several begin.

    Parameters
    ----------
    cases
        Where each sentence starts and whether it is "upper", "lower" or "mixed" (see `case_of`).
    """
    folded, names = plain(text), index()
    found = list(ATOM.finditer(folded))
    words = [m.group().lower() for m in found]
    starts = [start for start, _ in cases]
    result: list[Hit] = []
    i = 0
    while i < len(found):
        used = 1
        for key, entries in names.get(words[i], ()):
            if words[i : i + len(key)] != key:
                continue
            start, end = found[i].start(), found[i + len(key) - 1].end()
            surface = folded[start:end]
            case = cases[max(bisect_right(starts, start) - 1, 0)][1]
            good = [
                e
                for e in entries
                if fits_case(" ".join(surface.split()), e.form, case)
                and (surface != text[start:end] or not needs_accents(e))
            ]
            if good and "\n\n" not in surface and is_sure(folded, start, end, case):
                end -= key[-1] == "-"  # "Sino-" of "Sino-Indian"
                result.append(Hit(start, end, tuple(good), len(result)))
                used = len(key)
                break
        i += used
    return result


BREAK = re.compile(r"(?:^|[.\n:,;])\s*$")
FOLLOWS = re.compile(r"'s\b|-\w|\s+(\w+)")


def is_sure(text: str, start: int, end: int, case: str) -> bool:
    """Return whether a name in an unusual case is more than a common word.

    "US" in capitals and "us", "turkey" in lower case need a word beside them that a country has.
    """
    word, before = text[start:end].lower(), text[max(0, start - 10) : start]
    if case == "mixed" or word not in word_list("common_words"):
        return True
    last = before.lower().split(" ")[-2:][0]
    if word == "us":
        after = FOLLOWS.match(text, end)
        is_followed = after and (after[1] or "state").lower().rstrip("s") in word_list("of_states")
        is_clear = last == "the" if case == "lower" else last not in word_list("to_us")
        return is_clear or bool(is_followed)
    is_clear = last in word_list("to_states") or bool(BREAK.search(before))
    return case == "upper" or is_clear or text[end : end + 2] == "'s"


def name_key(name: str) -> str:
    """Return a name in lower case without accents, hyphens, initials and suffixes."""
    parts = re.split(r"[\s-]+", plain(name).lower())
    kept = [p for p in parts if not re.fullmatch(r"(?:[a-z]\.)+|[js]r\.?|i{2,3}|iv", p)]
    return " ".join(kept or parts)


@lru_cache
def leaders() -> dict[str, list[Leader]]:
    """Return the terms of leaders by full name, and by family name."""
    result: dict[str, list[Leader]] = defaultdict(list)
    for row in data_rows("leaders"):
        names, offices = row["names"].split(";"), tuple(row["office"].split(";"))
        family = name_key(row["family"])
        leader = Leader(
            names[0], family, row["gender"], row["country"], offices, row["start"], row["end"]
        )
        for key in dict.fromkeys([*map(name_key, names), family]):
            result[key].append(leader)
    return result


def is_leader(name: str, label: str = "") -> bool:
    """Return whether a text is a leader's full name, or a long family name of one country.

    A family name that is a state's name is none: Montenegro.
    """
    terms = leaders().get(name_key(name), [])
    if not terms or " " in name:
        return bool(terms)
    is_long = len(name) >= (4 if label == "PERSON" else 5)
    is_state = any(
        e.sort == "names" for key, es in index().get(name.lower(), ()) if len(key) == 1 for e in es
    )
    return is_long and not is_state and len({t.country for t in terms}) == 1


def in_office(leader: Leader, published: str) -> bool:
    """Return whether a term and the publication date, as precise as it is, can overlap."""
    start, end = leader.start, leader.end
    n, m = min(len(published), len(start)), min(len(published), len(end))
    return start[:n] <= published[:n] and (not end or published[:m] <= end[:m])


def leader_named(key: str, published: str, country: str = "") -> Leader | None:
    """Return the one leader of a name; none where several countries have one.

    A full name holds from the first day in office on, a family name in office only.
    """
    terms = [t for t in leaders().get(key, ()) if not country or t.country == country]
    if " " in key:
        terms = [t for t in terms if not published or t.start[: len(published)] <= published]
    else:
        terms = [t for t in terms if in_office(t, published)]
    if len({t.country for t in terms}) == 1:  # of a country's two Kims, the one who leads it
        terms = [t for t in terms if "leader" in t.offices] or terms
    return terms[-1] if len({(t.name, t.country) for t in terms}) == 1 else None


def holder(country: str, office: str, published: str) -> Leader | None:
    """Return who held an office of a country on the day of publication; none without a day."""
    found = {
        t
        for terms in leaders().values()
        for t in terms
        if published and t.country == country and office in t.offices and in_office(t, published)
    }
    return found.pop() if len(found) == 1 else None
