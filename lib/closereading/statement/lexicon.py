"""The verb and noun classes of the data file, and what operators make of them."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from closereading.datafile import data_table


@dataclass(frozen=True)
class Class:
    """A class of predicates: its quad class, that of ending it, and its flags."""

    name: str
    quad: str
    ended: str
    flags: frozenset[str]


IDIOM = Class("idiom", "", "", frozenset())  # what a verb says with these words is no class


@dataclass(frozen=True)
class Operator:
    """Verbs and nouns whose quad class depends on what stands below them."""

    name: str
    turns: dict[str, str] | str

    def turn(self, known: Class, quad: str) -> str:
        """Return the quad class that the operator makes of a class below it; empty for none."""
        if self.turns == "ended":
            return known.ended
        return self.turns.get(quad, "") if isinstance(self.turns, dict) else quad


@dataclass(frozen=True)
class Entry:
    """A word of the data file: what must stand beside the lemma, and what it means."""

    particle: str
    object: str
    meaning: Class | Operator

    @property
    def rank(self) -> int:
        """Return how much must stand beside the lemma."""
        return 2 * bool(self.object) + bool(self.particle)


@dataclass(frozen=True)
class Lexicon:
    """The entries by lemma for verbs, nouns and adjectives; the nouns for people."""

    verb: dict[str, list[Entry]]
    noun: dict[str, list[Entry]]
    adjective: dict[str, list[Entry]]
    people: frozenset[str]
    home: frozenset[str]
    numbers: frozenset[str]
    saying: frozenset[str]
    classes: dict[str, Class]


def entry(word: str, meaning: Class | Operator) -> tuple[str, Entry]:
    """Return the lemma and the entry of one word: `lemma`, `lemma_particle`, `lemma:object`."""
    head, _, noun = word.partition(":")
    lemma, _, particle = head.partition("_")
    return lemma, Entry(particle, noun, meaning)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the data file, compiled."""
    data = data_table("predicates")
    tables: dict[str, dict[str, list[Entry]]] = {
        kind: defaultdict(list) for kind in ("verbs", "nouns", "adjectives")
    }
    meanings: list[tuple[Class | Operator, dict[str, Any]]] = [(IDIOM, data["idiom"])]
    for name, row in data["class"].items():
        flags = frozenset(row.get("flags", "").split())
        meanings.append((Class(name, row["quad"], row.get("ended", "VK"), flags), row))
    for name, row in data["operator"].items():
        meanings.append((Operator(name, row.get("turns", "same")), row))
    for meaning, row in meanings:
        for kind, table in tables.items():
            for word in row.get(kind, "").split():
                lemma, found = entry(word, meaning)
                table[lemma].append(found)
    people = data["people"]
    return Lexicon(
        dict(tables["verbs"]),
        dict(tables["nouns"]),
        dict(tables["adjectives"]),
        frozenset((people["nouns"] + people["residents"]).split()),
        frozenset((people["residents"] + people["home"]).split()),
        frozenset(people["numbers"].split()),
        frozenset(data["saying"]["verbs"].split()),
        {m.name: m for m, _ in meanings if isinstance(m, Class)},
    )
