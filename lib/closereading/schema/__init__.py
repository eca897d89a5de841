"""The columns of every table: the one place where they are defined."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from .coding import CODED, CODES
from .column import CODING, SPAN, SPANS, Column
from .issue import ISSUES
from .shelf import SHELF
from .text import TEXT

__all__ = ["CODES", "CODING", "SPAN", "SPANS", "TABLES", "Column", "frame", "ids", "key", "spans"]

TABLES: dict[str, tuple[Column, ...]] = TEXT | CODED | ISSUES | SHELF


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return `rows` as a DataFrame with exactly the columns and dtypes of `table`.

    Rows keep their order. A key that the table doesn't have, or a missing one other than `spans`,
    is an error.
    """
    columns = TABLES[table]
    names = [c.name for c in columns]
    data: dict[str, list[Any]] = {name: [] for name in names}
    for given in rows:
        row = {"spans": "", **given} if "spans" in data else given
        if row.keys() != data.keys():
            odd = sorted(set(row) ^ set(names))
            raise KeyError(f"row doesn't fit table {table!r}: {odd}")
        for name in names:
            data[name].append(row[name])
    made: dict[str, Any] = {}
    for column in columns:
        dtype: Any = column.dtype
        made[column.name] = pd.array(data[column.name], dtype=dtype)
    return pd.DataFrame(made)


def spans(places: Iterable[tuple[int, int]]) -> str:
    """Return places in the text as a cell of a column `spans`.

    >>> spans([(0, 5), (12, 17)])
    '0-5;12-17'
    """
    return ";".join(f"{start}-{end}" for start, end in places)


def ids(keys: Iterable[str]) -> str:
    """Return keys, such as those of sentences, as a cell: each once, in the order given.

    >>> ids(["s002", "s001", "s002"])
    's002;s001'
    """
    return ";".join(dict.fromkeys(keys))


def key(doc_id: str, letter: str, start: int, end: int) -> str:
    """Return the key of a row: `<doc_id>:<letter><start>-<end>`."""
    return f"{doc_id}:{letter}{start}-{end}"
