"""The words that attribute, from the data file."""

from functools import lru_cache
from typing import NamedTuple

from closereading.datafile import data_rows


class Cue(NamedTuple):
    """One row of the data file: a cue, what it takes, and an example of it."""

    cue: str
    frame: str
    speaker: str
    content: str
    example: str


@lru_cache(maxsize=1)
def cue_rows() -> tuple[Cue, ...]:
    """Return the rows of the data file."""
    return tuple(Cue(**row) for row in data_rows("cues"))


@lru_cache(maxsize=1)
def frames() -> dict[str, frozenset[str]]:
    """Return the frames of each cue; several cues of one frame share a row, joined by ;."""
    found: dict[str, set[str]] = {}
    for row in cue_rows():
        for cue in row.cue.split(";"):
            found.setdefault(cue, set()).add(row.frame)
    return {cue: frozenset(kinds) for cue, kinds in found.items()}


def takes(lemma: str, *kinds: str) -> bool:
    """Return whether a word is a cue of one of these frames."""
    return not frames().get(lemma.lower(), frozenset()).isdisjoint(kinds)
