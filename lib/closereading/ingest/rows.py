"""Tables of articles: a CSV or JSON lines file with one article a row."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from closereading.load import decode

from .draft import Draft, iso_date, one_line

# Field of the front matter → how columns are called that hold it, the surest name first.
COLUMNS = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "maintext"),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "publication", "source_domain"),
    "published": ("published", "date", "publication_date", "date_published", "published_at",
                  "date_publish", "publish_date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "id": ("id", "doc_id"),
}  # fmt: skip
LONGEST = 300  # characters of a value that may stand in the front matter


def read_csv(path: Path) -> Iterator[Draft]:
    """Yield the articles of a CSV or TSV file."""
    content, _ = decode(path.read_bytes(), where=path.name)
    csv.field_size_limit(max(csv.field_size_limit(), len(content) + 1))
    delimiter = max(",;\t", key=content.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter, restkey="")
    for number, row in enumerate(reader, start=2):
        yield _draft(path, number, row)


def read_json_lines(path: Path) -> Iterator[Draft]:
    """Yield the articles of a file with one JSON object a line."""
    content, _ = decode(path.read_bytes(), where=path.name)
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                row = error
            yield _draft(path, number, row)


def _draft(path: Path, number: int, row: Any) -> Draft:
    """Return a row as a draft; columns of the user's own become `x_` keys."""
    unread = Draft("", "", f"{path.name}, row {number}")
    if not isinstance(row, Mapping):
        return unread._replace(trouble=f"it isn't a JSON object ({row})")
    others = {_key(name): v for name, v in row.items()}
    fields = {
        field: others.pop(next((name for name in names if others.get(name)), ""), "")
        for field, names in COLUMNS.items()
    }
    text = fields.pop("text")
    if not isinstance(text, str) or not text.strip():
        if empty := [name for name in row if _key(name) in COLUMNS["text"]]:
            return unread._replace(trouble=f"the cell of {' and '.join(empty)} holds no text")
        return unread._replace(
            trouble="no text. The column with the article must be called one of "
            f"{', '.join(COLUMNS['text'])}; there are {', '.join(map(str, row)) or 'none'}"
        )
    notes = []
    known = {name: cell for name, value in fields.items() if (cell := _cell(value))}
    given = known.pop("published", "")
    if day := iso_date(given):
        known |= {"published": day, "published_from": "column of the file"}
    elif given:
        notes.append(f"the date {given!r} isn't of the form 2025-04-18 and was left out")
    for name, cell in ((name, _cell(value)) for name, value in others.items()):
        if len(cell) > LONGEST:
            notes.append(f"column {name!r} is too long for the front matter and was left out")
        elif cell and re.fullmatch(r"[a-z0-9_]+", name):
            known[f"x_{name}"] = cell
    if len(known.get("language", "en")) != 2:
        known["x_language"] = known.pop("language")
    name = known.pop("id", "") or known.get("title") or f"{path.stem}-{number}"
    return Draft(name, text.replace("\r\n", "\n"), unread.source, known, tuple(notes))


def _key(name: Any) -> str:
    """Return a column's name as a key."""
    return re.sub(r"\W+", "_", str(name)).strip("_").lower()


def _cell(value: Any) -> str:
    """Return a cell as one line; lists joined by commas, nothing for what is missing or nested."""
    if isinstance(value, list):
        value = ", ".join(_cell(part) for part in value)
    return "" if value is None or isinstance(value, dict) else one_line(value)
