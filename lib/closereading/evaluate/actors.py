"""Measure mentions and their countries on annotated text that the user has."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.errors import ArticleError
from closereading.mention import mentions

from .score import Row, pct, read_lines, touches

SYSTEMS = {"all": None, "places": ("state", "place")}  # kinds of mentions that are scored
COLUMNS = {
    "system": "str", "measure": "str", "value_pct": "float64", "n_right": "Int64", "n": "Int64"
}  # fmt: skip
KIND = "a document with text and mentions"
FORM = '{"id", "text", "mentions": [{"start", "end", "country", "kind"}]}'


def evaluate_actors(path: str | Path) -> pd.DataFrame:
    """Return how many annotated mentions `mentions` finds, and whether with the right country.

    Parameters
    ----------
    path
        A JSON Lines file, a document a line:
        `{"id", "text", "mentions": [{"start", "end", "country", "kind"}]}`, and `published` if
        known. `country` is an ISO 3166-1 code of two or three letters, or null.

    Returns
    -------
    DataFrame
        One row a measure: `system` (`all` mentions, or states and `places`, for data without
        persons), `measure`, `value_pct` (0 to 100; NaN where n is 0), `n_right`, `n`. `recall`:
        annotated mentions that a found one of the same country overlaps; `right_country`: of
        those that any overlaps; `precision`: found mentions with a country, but for those on an
        annotated mention without one; `f1`: no counts; then each `kind`'s recall.

    Raises
    ------
    ArticleError
        No such file, a line that isn't such a document, or no mention with a country.
    """
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in SYSTEMS}
    for document in read_lines(path, read_document, kind=KIND, form=FORM):
        article = Article.from_text(
            document["text"], doc_id=document["id"], published=document["published"]
        )
        table = mentions(article)
        for system, kinds in SYSTEMS.items():
            chosen = table[table["kind"].isin(kinds)] if kinds else table
            found = chosen[chosen["country"] != ""].to_dict("records")
            counts[system] += compare(document["mentions"], found)
    if not counts["all"]["recall", "n"]:
        raise ArticleError(f"{path} holds no mention with a country.")
    rows = [row for name in SYSTEMS for row in measures(name, counts[name])]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def compare(gold: Sequence[Row], found: Sequence[Row]) -> Counter[tuple[str, str]]:
    """Return the counts of one document: (measure, "right" or "n")."""
    count: Counter[tuple[str, str]] = Counter()
    for row in filter(lambda row: row["country"], gold):
        near = {f["country"] for f in found if touches(f, row)}
        kind = f"recall_{row['kind']}"
        for measure in ("recall", kind, *(["right_country"] if near else [])):
            count[measure, "n"] += 1
            count[measure, "right"] += row["country"] in near
    for row in found:
        near = {g["country"] for g in gold if touches(g, row)}
        count["precision", "n"] += near != {""}
        count["precision", "right"] += row["country"] in near
    return count


def measures(system: str, count: Counter[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """Return the rows of one system: the measures, then each kind's recall."""
    kinds = [name for name, what in count if what == "n" and name.startswith("recall_")]
    kinds.sort(key=lambda name: (-count[name, "n"], name))
    names = ("precision", "recall", "f1", "right_country", *kinds)
    rows = {name: (count[name, "right"], count[name, "n"]) for name in names}
    value = {name: pct(*rows[name]) for name in names}
    if both := value["precision"] + value["recall"]:
        value["f1"] = 2 * value["precision"] * value["recall"] / both
    return [(system, n, value[n], *(rows[n] if n != "f1" else (None, None))) for n in names]


def read_document(document: Any) -> dict[str, Any]:
    """Return a document with its countries as alpha-3, empty for none."""
    rows = [
        {
            "start": row["start"],
            "end": row["end"],
            "country": alpha_3().get(row["country"], row["country"]) or "",
            "kind": row.get("kind") or "other",
        }
        for row in document["mentions"]
    ]
    own = {"id": document["id"], "text": document["text"], "mentions": rows}
    return {"published": document.get("published"), **own}


@lru_cache(maxsize=1)
def alpha_3() -> dict[str, str]:
    """Return the countries' codes of three letters by those of two."""
    import pycountry

    return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
