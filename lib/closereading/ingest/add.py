"""From files to `seeds/`: one text file an article, never in place of another."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from closereading.article import Article
from closereading.errors import ArticleError, OutputError
from closereading.load import decode, load_article, split_front_matter
from closereading.project import SUFFIXES

from .draft import Draft, one_line
from .page import read_page
from .pdf import read_pdf
from .rows import read_csv, read_json_lines


class Outcome(NamedTuple):
    """What became of one article: status is added, there (already) or unread."""

    source: str
    status: str
    path: Path | None = None
    notes: tuple[str, ...] = ()


def read_text(path: Path) -> Iterator[Draft]:
    """Yield a plain text; its first line is the title where it reads like one."""
    content, _ = decode(path.read_bytes(), where=path.name)
    fields, text = split_front_matter(content, where=path.name)
    first, _, rest = text.strip().partition("\n")
    is_title = rest.strip() and len(first) <= 150 and not re.search(r"[.!?:;,]$", first.strip())
    if "title" not in fields and is_title:
        fields = {"title": one_line(first), **fields}
    yield Draft(path.stem, text, path.name, fields)


READERS: dict[str, Callable[[Path], Iterator[Draft]]] = {
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".pdf": read_pdf,
    ".txt": read_text,
    ".md": read_text,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}


def add(paths: Iterable[Path], seeds: Path) -> Iterator[Outcome]:
    """Read files, and the files in folders, and write each article into `seeds`.

    Yields
    ------
    Outcome
        For each article its new file; `there` for one whose text `seeds` has under that name;
        `unread` with the reason. Nothing stops at an article that can't be read.
    """
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if path.is_dir() and file.suffix.lower() not in READERS:
                continue  # the pictures and scripts beside a saved page
            yield from _added(file, seeds)


def _added(file: Path, seeds: Path) -> Iterator[Outcome]:
    """Yield what became of the articles of one file."""
    reader = READERS.get(file.suffix.lower())
    try:
        if not file.is_file():
            raise ArticleError("no such file")
        if reader is None:
            raise ArticleError(f"no reader for this kind of file. Read are {', '.join(READERS)}")
        for draft in reader(file):
            try:
                yield _written(draft, seeds)
            except ArticleError as error:
                yield Outcome(draft.source, "unread", notes=(str(error),))
    except (ArticleError, OSError) as error:
        yield Outcome(str(file), "unread", notes=(str(error),))


def _written(draft: Draft, seeds: Path) -> Outcome:
    """Write a draft under the first name that is free, and say what is missing."""
    if draft.trouble:
        raise ArticleError(draft.trouble)
    checked = Article.from_text(
        draft.text, doc_id=draft.name, published=draft.fields.get("published")
    )
    notes = draft.notes
    if not checked.published:
        notes += ("no publication date: add `published:` if you know it",)
    names = (f"{checked.doc_id}-{n}" if n > 1 else checked.doc_id for n in count(1))
    there = ([seeds / f"{name}{suffix}" for suffix in SUFFIXES] for name in names)
    try:
        seeds.mkdir(parents=True, exist_ok=True)
        for paths in there:
            taken = [path for path in paths if path.exists()]
            if taken and _same_text(taken[0], draft.text):
                return Outcome(draft.source, "there", taken[0])
            if not taken:
                break
        with paths[0].open("x", encoding="utf-8", newline="\n") as target:
            target.write(front_matter(draft.fields) + draft.text)
    except OSError as error:
        raise OutputError(f"Can't write into {seeds} ({error.strerror}).") from error
    return Outcome(draft.source, "added", paths[0], notes)


def _same_text(path: Path, text: str) -> bool:
    """Return whether a file of `seeds/` holds this text."""
    try:
        return load_article(path).text == text
    except ArticleError:
        return False


class _Plain(yaml.SafeDumper):
    """Writes every value as plain text where YAML allows: front matter is read as text."""

    yaml_implicit_resolvers: Mapping[str, list[tuple[str, str]]] = {}  # type: ignore[assignment]


def front_matter(fields: Mapping[str, object]) -> str:
    """Return the fields as front matter.

    >>> print(front_matter({"title": "Grain: a deal", "published": "2025-04-18"}), end="")
    ---
    title: 'Grain: a deal'
    published: 2025-04-18
    ---
    """
    options: Any = {"allow_unicode": True, "sort_keys": False, "width": float("inf")}
    body = yaml.dump(dict(fields), Dumper=_Plain, **options) if fields else ""
    return f"---\n{body}---\n"
