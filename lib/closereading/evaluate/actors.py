"""Measure mentions and their countries on annotated text that the user has."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.errors import ArticleError
from closereading.mention import mentions

SYSTEMS = {"all": None, "places": ("state", "place")}  # kinds of mentions that are scored
COLUMNS = {
    "system": "str", "measure": "str", "value_pct": "float64", "n_right": "Int64", "n": "Int64"
}  # fmt: skip
Row = Mapping[Any, Any]


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
    for document in read_mentions(Path(path)):
        article = Article.from_text(
            document["text"], doc_id=document["id"], published=document.get("published")
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
        kind = f"recall_{row.get('kind') or 'other'}"
        for measure in ("recall", kind, *(["right_country"] if near else [])):
            count[measure, "n"] += 1
            count[measure, "right"] += row["country"] in near
    for row in found:
        near = {g["country"] for g in gold if touches(g, row)}
        count["precision", "n"] += near != {""}
        count["precision", "right"] += row["country"] in near
    return count


def touches(one: Row, other: Row) -> bool:
    """Return whether two spans overlap."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def measures(system: str, count: Counter[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """Return the rows of one system: the measures, then each kind's recall."""
    kinds = [name for name, what in count if what == "n" and name.startswith("recall_")]
    kinds.sort(key=lambda name: (-count[name, "n"], name))
    names = ("precision", "recall", "f1", "right_country", *kinds)
    value = {n: 100 * count[n, "right"] / count[n, "n"] for n in names if count[n, "n"]}
    if both := value.get("precision", 0) + value.get("recall", 0):
        value["f1"] = 2 * value["precision"] * value["recall"] / both
    counts = {n: (count[n, "right"], count[n, "n"]) for n in names} | {"f1": (None, None)}
    return [(system, name, value.get(name), *counts[name]) for name in names]


def read_mentions(path: Path) -> list[dict[str, Any]]:
    """Return the documents of a JSON Lines file, countries as alpha-3."""
    import pycountry

    three = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"{path} can't be read ({error}). Name a .jsonl file.") from error
    documents = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            for row in document["mentions"]:
                row["country"] = three.get(row["country"], row["country"]) or ""
                row["start"], row["end"], document["id"], document["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise ArticleError(
                f"{path}, line {number}: not a document with text and mentions ({error!r}). Each "
                'line is {"id", "text", "mentions": [{"start", "end", "country", "kind"}]}.'
            ) from None
        documents.append(document)
    return documents
