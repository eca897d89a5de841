"""What every score needs: annotated lines, the article of a document, spans that meet, shares."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from closereading.article import Article
from closereading.errors import ArticleError

Row = Mapping[Any, Any]
T = TypeVar("T")


def read_lines(path: str | Path, read: Callable[[Any], T], *, kind: str, form: str) -> list[T]:
    """Return what `read` makes of each line of a JSON Lines file.

    Raises
    ------
    ArticleError
        No such file, or a line of which `read` makes nothing: `kind` says what isn't there,
        `form` what each line is.
    """
    try:
        lines = Path(path).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(f"{path} can't be read ({error}). Name a .jsonl file.") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found += [read(json.loads(line))] if line.strip() else []
        except (ValueError, KeyError, TypeError) as error:
            raise ArticleError(
                f"{path}, line {number}: not {kind} ({error!r}). Each line is {form}."
            ) from None
    return found


def dated_article(text: str, doc_id: str, created: str | None) -> Article:
    """Return a document as an article, published when it was created, as far as that is known."""
    day = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?![\d-])", created or "")
    return Article.from_text(text, doc_id=doc_id, published=day and day[0])


def touches(one: Row, other: Row) -> bool:
    """Return whether two spans overlap."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def pct(n: int, n_all: int) -> float:
    """Return a share in percent; NaN of nothing."""
    return 100 * n / n_all if n_all else float("nan")
