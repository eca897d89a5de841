"""What an article is: its text, what is known of it, and what was found in it, kept with it."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

import pandas as pd

from .errors import ArticleError

MAX_CHARS = 1_000_000  # spaCy's limit for one text
Genre = Literal["auto", "news", "narrative"]

T = TypeVar("T")
HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, eq=False)
class Article:
    """One article. `text` is never changed: every offset counts its code points."""

    text: str
    doc_id: str
    published: str = ""
    title: str = ""
    language: str = ""
    genre: Genre = "auto"
    meta: Mapping[str, Any] = field(default_factory=dict)
    path: Path | None = None
    encoding: str = "utf-8"
    _cache: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        doc_id: str,
        published: str | date | None = None,
        title: str | None = None,
        language: str | None = None,
        genre: Genre = "auto",
        meta: Mapping[str, Any] | None = None,
        path: Path | None = None,
        encoding: str = "utf-8",
    ) -> "Article":
        """Return the article with this text, unchanged, after checking it.

        Raises
        ------
        ArticleError
            No letters, over 1,000,000 characters, an impossible date, an unknown genre.
        """
        where = str(path) if path else f"article {doc_id!r}"
        if not any(c.isalpha() for c in text):
            raise ArticleError(
                f"{where} has no text: not one letter was found. "
                "Put the article's text into the file, below the front matter if there is one."
            )
        if HALF.search(text):
            raise ArticleError(
                f"{where} holds half a character (a lone surrogate), which no file can store. "
                "Decode the text again, as UTF-8."
            )
        if len(text) > MAX_CHARS:
            n_parts = -(-len(text) // MAX_CHARS)
            raise ArticleError(
                f"{where} has {len(text):,} characters; at most {MAX_CHARS:,} can be read as one "
                f"article. Split it at chapters or paragraphs into {n_parts} files or more, "
                "each with the same front matter."
            )
        if genre not in ("auto", "news", "narrative"):
            raise ArticleError(f"{where}: genre is {genre!r}; allowed are auto, news, narrative.")
        return cls(
            text=text,
            doc_id=slug(doc_id),
            published=check_date(published, where=where),
            title=title or "",
            language=(language or "").lower(),
            genre=genre,
            meta=dict(meta or {}),
            path=path,
            encoding=encoding,
        )

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def per_article(function: Callable[[Article], T]) -> Callable[[Article], T]:
    """Cache `function(article)` on the article: one extraction, however many ask.

    A table is handed out as a copy, so that nobody changes what others read.
    """
    name = cached_as(function)

    @wraps(function)
    def cached(article: Article) -> T:
        if name not in article._cache:
            article._cache[name] = function(article)
        kept: Any = article._cache[name]
        if isinstance(kept, pd.DataFrame):
            kept = kept.copy()
        return kept  # type: ignore[no-any-return]

    return cached


def cached_as(function: Callable[..., Any]) -> str:
    """Return the name under which a function's result is cached on an article."""
    return f"{function.__module__}.{function.__qualname__}"


def slug(name: str) -> str:
    """Return `name` as a safe id: lower-case ASCII letters and digits joined by hyphens.

    >>> slug("Grain talks (2025)")
    'grain-talks-2025'
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "-".join(re.findall(r"[a-z0-9]+", ascii_name.lower()))[:80].strip("-")
    if not plain or re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", plain):
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return "-".join(filter(None, (plain or "article", digest)))
    return plain


def check_date(value: str | date | None, *, where: str) -> str:
    """Return a publication date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty for none.

    Raises
    ------
    ArticleError
        Another form, or a day that doesn't exist.
    """
    if value is None or value == "":
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", text)
    try:
        if not match:
            raise ValueError("not an ISO date")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        date(year, month, day)
    except ValueError as error:
        raise ArticleError(
            f"{where}: published is {text!r} ({error}). Write 2025-04-18, or 2025-04 or 2025 "
            "where the day isn't known, or leave the line out."
        ) from None
    return "-".join(part for part in match.groups() if part)
