"""Read the library's own data files, which lie in `data/`, each with its source and licence."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def data_text(name: str) -> str:
    """Return a data file as text."""
    return (DATA / name).read_text("utf-8")


def data_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `<name>.tsv`: comment lines come first, then the names of the columns."""
    lines = data_text(f"{name}.tsv").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for row in rows[1:]:
        yield dict(zip(rows[0], row, strict=True))


@cache
def data_table(name: str) -> dict[str, Any]:
    """Return `<name>.toml`, read once: not to be changed."""
    return tomllib.loads(data_text(f"{name}.toml"))
