"""What a finding is."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from closereading.schema import spans as places


class Finding(NamedTuple):
    """One sentence about the article, and the sentences of the article that it rests on.

    `spans` are the passages that its first number counts, as in a table's column `spans`.
    """

    text: str
    sent_ids: tuple[str, ...] = ()
    spans: str = ""


def listed(items: list[str], *, most: int = 6) -> str:
    """Return items as running text: `a, b and c`; past `most` the rest is counted.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b and 2 more'
    """
    if len(items) > most:
        items = [*items[:most], f"{len(items) - most} more"]
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else "none"


def times(n: int) -> str:
    """Return a number of times in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def counted(n: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 sentence`, `2 sentences`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def quoted(words: Iterable[str], *, most: int = 6) -> str:
    """Return words in quotation marks, joined as in a sentence.

    >>> quoted(["rain", "wind"])
    '“rain” and “wind”'
    """
    return listed([f"“{word}”" for word in words], most=most)


def signed(value: float) -> str:
    """Return a number with its sign, a real minus for a negative one.

    >>> signed(0.5), signed(-0.25)
    ('+0.50', '−0.25')
    """
    return f"{value:+.2f}".replace("-", "−")


def with_article(name: str) -> str:
    """Return a name as it stands inside a sentence: “the United States”, but “Chad”.

    >>> with_article("United States"), with_article("Chad"), with_article("European Union")
    ('the United States', 'Chad', 'the European Union')
    """
    takes_one = re.fullmatch(
        r"United .*|.* (Union|Republic|Islands|Emirates|Nations|League|Council|Organi[sz]ation)"
        r"|(Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)",
        name,
    )
    return f"the {name}" if takes_one else name


def where_findings(spans: pd.DataFrame, *, by: str, top: int = 5) -> list[Finding]:
    """Return between which sentences the `top` values of a column `by` stand."""
    counts = spans[by].value_counts(sort=True).head(top)
    found = []
    for value, n in counts.items():
        ids = spans.loc[spans[by] == value, "sent_id"].tolist()
        reach = f"in {ids[0]}" if ids[0] == ids[-1] else f"between {ids[0]} and {ids[-1]}"
        places = places_of(spans[spans[by] == value])
        found.append(Finding(f"{value}: {times(int(n))} {reach}.", evidence(ids), places))
    return found or [Finding("There is nothing to place in the article.")]


def places_of(spans: pd.DataFrame) -> str:
    """Return the places of spans, as in a column `spans`; nothing where they have none."""
    if not {"start", "end"} <= set(spans.columns):
        return ""
    return places(zip(spans["start"], spans["end"], strict=True))


def evidence(sent_ids: Iterable[str]) -> tuple[str, ...]:
    """Return all sentences that the cells of a column `sent_ids` name, each once, in order."""
    return tuple(sorted({one for cell in sent_ids for one in cell.split(";")}))
