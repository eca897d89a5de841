"""What a finding is."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from closereading.prose import times
from closereading.schema import spans as places


class Finding(NamedTuple):
    """One sentence about the article, and the sentences of the article that it rests on.

    `spans` are the passages that its first number counts, as in a table's column `spans`.
    """

    text: str
    sent_ids: tuple[str, ...] = ()
    spans: str = ""


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
