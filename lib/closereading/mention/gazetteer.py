"""Names of states, places, bodies, blocs and organisations, and where they stand in a text."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from closereading.article import slug

Sort = Literal[
    "name", "adjective", "people", "seat", "body", "city", "region", "short", "bloc",
    "organisation", "area", "shared", "bloc-seat", "none",
]  # fmt: skip

ATOM = re.compile(r"[^\W_]+|[^\w\s]")


@dataclass(frozen=True)
class Entry:
    """One meaning of a name: what sort of thing, which actor, which countries it may be of."""

    form: str
    sort: Sort
    actor_id: str
    name: str
    countries: tuple[str, ...]
    region: str = ""
    population: int = 0


@dataclass
class Hit:
    """A name found in the text, with all its meanings."""

    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)

    def of(self, *sorts: Sort) -> list[Entry]:
        """Return the meanings of these sorts."""
        return [e for e in self.entries if e.sort in sorts]


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file: tab-separated, comment lines first, then the column names."""
    lines = (files("closereading") / "data" / f"{name}.tsv").read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for row in rows[1:]:
        yield dict(zip(rows[0], row, strict=True))


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split(" ")) for row in table("words")}


def word_list(name: str) -> frozenset[str]:
    """Return a list of words of `data/words.tsv`."""
    return _word_lists()[name]


@lru_cache(maxsize=4096)
def plain_char(char: str) -> str:
    """Return a letter without its accent; any other character as it is."""
    base = unicodedata.normalize("NFKD", char)[:1]
    return base if base.isalnum() and char.isalpha() else char


def plain(text: str) -> str:
    """Return text without accents, of the same length."""
    return text if text.isascii() else "".join(map(plain_char, text))


def atoms(text: str) -> tuple[str, ...]:
    """Return the lower-cased words and signs of a name."""
    return tuple(m.group().lower() for m in ATOM.finditer(plain(text)))


@lru_cache(maxsize=1)
def states() -> dict[str, Entry]:
    """Return each state's and territory's main entry by its code."""
    return {
        row["alpha3"]: Entry(
            row["names"].split(";")[0],
            "name",
            row["alpha3"] if row["kind"] == "state" else slug(row["names"].split(";")[0]),
            row["names"].split(";")[0],
            (row["alpha3"],),
        )
        for row in table("states")
    }


def _state_entries() -> Iterator[Entry]:
    """Yield the names, adjectives, peoples and seats of states and territories."""
    columns: tuple[tuple[str, Sort], ...] = (
        ("names", "name"), ("adjectives", "adjective"), ("peoples", "people"),
        ("capital", "seat"), ("seats", "seat"),
    )  # fmt: skip
    for row in table("states"):
        main = states()[row["alpha3"]]
        for column, sort in columns:
            for form in filter(None, row[column].split(";")):
                yield Entry(form, sort, main.actor_id, main.name, main.countries)


def _entries() -> Iterator[Entry]:
    """Yield all meanings of all names."""
    yield from _state_entries()
    for row in table("bodies"):
        codes = tuple(row["country"].split(";"))
        yield Entry(row["name"], "body", slug(row["name"]), row["name"], codes)
    for name, sort in (("blocs", "bloc"), ("organisations", "organisation")):
        for row in table(name):
            first = row["names"].split(";")[0]
            codes = (row["country"],) if row.get("country") else ()
            for form in row["names"].split(";"):
                yield Entry(form, "bloc" if sort == "bloc" else "organisation",
                            row["actor_id"], first, codes)  # fmt: skip
    for row in table("blocs"):
        if row["seat"]:
            names = row["names"].split(";")
            yield Entry(row["seat"], "bloc-seat", row["actor_id"], names[0], (), row["names"])
    for row in table("ambiguous"):
        codes = tuple(row["countries"].split(";"))
        yield Entry(row["name"], "shared", slug(row["name"]), row["name"], codes, row["near"])
    for row in table("regions"):
        for form in row["names"].split(";"):
            yield Entry(form, "area" if row["kind"] == "place" else "none", slug(form), form, ())
    for row in table("places"):
        kind: Sort = {"city": "city", "region": "region", "short": "short"}[row["kind"]]  # type: ignore[assignment]
        codes = (row["country"],) if row["country"] else ()
        name = row["region"] if kind == "short" else row["name"]
        yield Entry(
            row["name"], kind, slug(name), name, codes, row["region"], int(row["population"])
        )


@lru_cache(maxsize=1)
def index() -> dict[str, list[tuple[tuple[str, ...], list[Entry]]]]:
    """Return the names by their first atom, the longest first."""
    by_atoms: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in _entries():
        by_atoms[atoms(entry.form)].append(entry)
    by_first: dict[str, list[tuple[tuple[str, ...], list[Entry]]]] = defaultdict(list)
    for key, entries in by_atoms.items():
        by_first[key[0]].append((key, entries))
    for names in by_first.values():
        names.sort(key=lambda item: (-len(item[0]), item[0]))
    return dict(by_first)


def case_of(sentence: str) -> Literal["upper", "lower", "mixed"]:
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
    """
    if plain(surface) == plain(form):
        return case != "upper" or len(form) > 2 or form.upper() == "US"
    if surface.isupper():
        return case == "upper" or len(form) > 4
    return case == "lower" and (
        len(form) > 3 or "." in form or form in {"US", "UK", "EU", "UN", "UAE"}
    )


def hits(text: str, cases: Sequence[tuple[int, str]]) -> list[Hit]:
    """Return the names in a text, from left to right, the longest where several begin.

    Parameters
    ----------
    cases
        Where each sentence starts and whether it is "upper", "lower" or "mixed" (see `case_of`).
    """
    names = index()
    folded = plain(text)
    found = list(ATOM.finditer(folded))
    words = [m.group().lower() for m in found]
    starts = [start for start, _ in cases]
    result: list[Hit] = []
    i = 0
    while i < len(found):
        hit, used = None, 1
        for key, entries in names.get(words[i], ()):
            if tuple(words[i : i + len(key)]) != key:
                continue
            start, end = found[i].start(), found[i + len(key) - 1].end()
            surface = folded[start:end]
            if any(c in "\n\t" for c in surface) and "\n\n" in surface:
                continue
            case = cases[max(bisect_left(starts, start + 1) - 1, 0)][1] if cases else "mixed"
            good = [e for e in entries if fits_case(" ".join(surface.split()), e.form, case)]
            if good and is_sure(folded, start, end, case, good):
                hit, used = Hit(start, end, good), len(key)
                break
        if hit:
            result.append(hit)
        i += used
    return result


US_BEFORE = re.compile(
    r"\b(?:let|tell|told|give|gave|help|helped|join|joined|of|with|for|to)\s+$", re.I
)
US_AFTER = re.compile(
    r"\s+(?:president|secretary|troops|forces|officials?|military|tariffs?|sanctions|government|"
    r"army|navy|congress|senate|dollars?|economy|trade|ambassador|envoy|house|allies|treasury|"
    r"state|defen[cs]e|foreign|policy|strikes?)\b|-\w|'s\b", re.I
)  # fmt: skip
LIKE_A_STATE = re.compile(
    r"(?:^|[.\n:,;]|\b(?:in|from|to|against|with|and|between|near|over|into))\s*$", re.I
)
EATEN = re.compile(r"\b(?:eat|ate|eating|cook|cooked|roast|roasted|a|an|fine|bone)\s+$", re.I)


def is_sure(text: str, start: int, end: int, case: str, entries: list[Entry]) -> bool:
    """Return whether a name in an unusual case is more than a common word.

    "US" in capitals and "us", "turkey" in lower case need a word beside them that a country has.
    """
    word = text[start:end].lower()
    if case == "mixed" or word not in word_list("common_words"):
        return True
    before = text[max(0, start - 10) : start]
    if word == "us" and case == "lower":
        return before.lower().endswith("the ") or bool(US_AFTER.match(text, end))
    if word == "us":
        return not US_BEFORE.search(before) or bool(US_AFTER.match(text, end))
    if case == "upper":
        return True
    placed = LIKE_A_STATE.search(text[max(0, start - 10) : start]) or text[end : end + 2] == "'s"
    return bool(placed) and not EATEN.search(before) and any(e.sort == "name" for e in entries)
