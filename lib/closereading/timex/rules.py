"""The table of rules, compiled: what a time expression looks like, and what reads it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from . import dates, lengths, periods, relative
from . import words as w
from .resolve import Context, Reading

GROUP_SIZE = 8
CODES = {"q1", "q2", "q3", "q4", "h1", "h2"}
NO_STARTS = {"of", "in", "and", "to", "or", "on", "n", "s", "b", "c", "e", "m", "he", "o"}


class Rule(NamedTuple):
    """One rule: its pattern and the function that makes a reading of a match."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Reading | None]


class Modifier(NamedTuple):
    """Words in front of an expression that belong to it, and the `mod` that they give."""

    pattern: re.Pattern[str]
    mod: str
    applies: str


class Table(NamedTuple):
    """The rules ready to run: one filter for all, one a group of rules, then each by itself."""

    filter: re.Pattern[str]
    groups: tuple[tuple[re.Pattern[str], tuple[Rule, ...]], ...]
    modified: re.Pattern[str]
    modifiers: tuple[Modifier, ...]
    starts: frozenset[str]

    def matches(self, lower: str, start: int, end: int) -> list[tuple[Rule, re.Match[str]]]:
        """Return the rules that match from `start`, the longest match first, then in order."""
        if not self.filter.match(lower, start, end):
            return []
        found = [
            (rule, match)
            for pattern, rules in self.groups
            if pattern.match(lower, start, end)
            for rule in rules
            if (match := rule.pattern.match(lower, start, end))
        ]
        return sorted(found, key=lambda pair: -pair[1].end())


@lru_cache(maxsize=1)
def rule_table() -> Table:
    """Return the compiled table, made once in a process."""
    table = w.table()
    readers = {**vars(dates), **vars(periods), **vars(relative), **vars(lengths)}
    texts = [w.fill(rule["pattern"]) for rule in table["rule"]]
    rules = [
        Rule(rule["name"], re.compile(unique(text)), readers[rule["read"]])
        for rule, text in zip(table["rule"], texts, strict=True)
    ]
    nameless = [re.sub(r"\(\?P<\w+>", "(?:", text) for text in texts]
    words = re.findall(r"[a-z]+", re.sub(r"\\[a-zA-Z]", " ", " ".join(nameless)))
    blocks = [slice(i, i + GROUP_SIZE) for i in range(0, len(rules), GROUP_SIZE)]
    return Table(
        any_of(nameless),
        tuple((any_of(nameless[block]), tuple(rules[block])) for block in blocks),
        leading(any_of([w.fill(modifier["pattern"]) for modifier in table["modifier"]]).pattern),
        tuple(
            Modifier(leading(w.fill(row["pattern"])), row["mod"], row["applies"])
            for row in table["modifier"]
        ),
        (frozenset(words) | CODES) - NO_STARTS,
    )


def any_of(patterns: list[str]) -> re.Pattern[str]:
    """Return one pattern for several."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def leading(pattern: str) -> re.Pattern[str]:
    """Return the pattern of words that end where an expression starts."""
    return re.compile(rf"(?<![\w'-])(?:{pattern})[ \n-]{{1,2}}$")


def unique(pattern: str) -> str:
    """Return a pattern in which a group name that comes twice is numbered: `year`, `year_2`."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        n = seen[match[1]]
        return f"(?P<{match[1]}{f'_{n}' if n > 1 else ''}>"

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)
