"""Load an article: its text, its front matter, its checks."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

import pandas as pd
import yaml

from .errors import ArticleError

MAX_CHARS = 1_000_000  # spaCy's limit for one text
SUFFIXES = (".txt", ".md")
LIBRARY = Path(__file__).resolve().parent
YAML = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # ten times as fast where it is there
Genre = Literal["auto", "news", "narrative"]

KEYS = {
    "title": "the headline",
    "author": "who wrote it",
    "publisher": "who published it",
    "published": "publication date: 2025, 2025-04 or 2025-04-18",
    "published_from": "where the publication date was found",
    "url": "where it can be read",
    "language": "two-letter code; en skips the language check",
    "licence": "licence of the text",
    "rights": "who holds the rights",
    "notes": "anything worth knowing",
    "genre": "auto, news or narrative",
    "actors": "names of your own: `Name: alpha-3 code or id`, one a line",
}
OWN_KEY = re.compile(r"x_[a-z0-9_]+")

T = TypeVar("T")
HALF = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")  # category Cc, less white space


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


def project_root() -> Path | None:
    """Return the project's folder, the one that has `seeds/` and `notebooks/`.

    Looked for from the working folder upward, then from this library upward, so that a notebook
    that is run from elsewhere finds its project.
    """
    for folder in (*_upward(Path.cwd()), *_upward(LIBRARY)):
        if all(map(os.path.isdir, (f"{folder}/seeds", f"{folder}/notebooks"))):
            return folder
    return None


@lru_cache
def _upward(folder: Path) -> tuple[Path, ...]:
    """Return a folder and those above it."""
    return folder, *folder.parents


def is_article(path: Path) -> bool:
    """Return whether a file of `seeds/` is an article rather than a note beside them."""
    return path.suffix in SUFFIXES and not path.name.startswith((".", "_", "README"))


def find_article(article: str | Path) -> Path:
    """Return the path of an article given by path or by doc_id.

    Tried in this order: the path from the working folder; the path from the project's root;
    `seeds/<doc_id>.txt` or `.md` of the project. An empty name takes the first in `seeds/`.

    Raises
    ------
    ArticleError
        None of these is a file.
    """
    given = Path(article)
    if str(article) and given.is_file():
        return given.resolve()
    root = project_root()
    seeds = sorted(filter(is_article, (root / "seeds").iterdir())) if root else []
    if not str(article):
        if seeds:
            return seeds[0].resolve()
        raise ArticleError("No article was named, and there is none in seeds/. Put a file there.")
    for path in (given, *([root / given] if root else [])):
        if path.is_dir():
            raise ArticleError(
                f"{path} is a folder. Name one article in it, or run `closereading run` "
                "without an article to take every one in seeds/."
            )
        if path.is_file():
            return path.resolve()
    for path in seeds:
        if slug(path.stem) == str(article):
            return path.resolve()
    known = ", ".join(slug(path.stem) for path in seeds) or "none"
    raise ArticleError(
        f"No article {str(article)!r}: no such file from {Path.cwd()}, and no such id in seeds/ "
        f"(there: {known}). Give a path, or put the file into seeds/."
    )


def load_article(article: str | Path) -> Article:
    """Return the article in a file: `.txt` or `.md`, with YAML front matter or without.

    Parameters
    ----------
    article
        A path, or the doc_id of a file in the project's `seeds/`.

    Raises
    ------
    ArticleError
        No such file, no text, unknown bytes, front matter that can't be read.
    """
    path = find_article(article)
    content, encoding = decode(path.read_bytes(), where=str(path))
    fields, text = split_front_matter(content, where=str(path))
    named = {k: fields.pop(k, None) for k in ("published", "title", "language")}
    genre: Any = fields.pop("genre", "auto")
    return Article.from_text(
        text, doc_id=path.stem, genre=genre, meta=fields, path=path, encoding=encoding, **named
    )


def decode(data: bytes, *, where: str) -> tuple[str, str]:
    """Return the bytes as text, a BOM and CRLF dealt with, and the encoding that fitted.

    UTF-8 and UTF-16 with a BOM, UTF-8, then Windows-1252.
    """
    encodings = ["utf-8", "cp1252"]
    if data.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        n_control = len(CONTROL.findall(text))
        if n_control <= len(text) * (0.1 if encoding == "utf-8" else 0.01):
            return text.replace("\r\n", "\n"), encoding
    raise ArticleError(
        f"{where} holds bytes that are no text in UTF-8, UTF-16 or Windows-1252. "
        "Save the article as plain text in UTF-8 and try again."
    )


def split_front_matter(content: str, *, where: str) -> tuple[dict[str, Any], str]:
    """Return the front matter's fields and the text below it.

    Raises
    ------
    ArticleError
        Front matter that isn't YAML, isn't closed, or has an unknown key.
    """
    opening = re.match(r"---[ \t]*\n", content)
    if not opening:
        return {}, content
    closing = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE).search(content, opening.end())
    if not closing:
        raise ArticleError(
            f"{where}: the front matter opens with --- but no line --- closes it. Add one."
        )
    try:
        fields = yaml.load(content[opening.end() : closing.start()], Loader=YAML)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        reason = getattr(error, "problem", None) or str(error)
        raise ArticleError(
            f"{where}, line {line}: the front matter isn't YAML ({reason}). "
            "Write `key: value` lines and put values that contain a colon in quotes."
        ) from None
    if fields is None:
        fields = {}
    if not isinstance(fields, dict):
        raise ArticleError(f"{where}: the front matter must be `key: value` lines.")
    for name, value in fields.items():
        if name not in KEYS and not OWN_KEY.fullmatch(str(name)):
            allowed = ", ".join(KEYS)
            raise ArticleError(
                f"{where}: unknown key {name!r} in the front matter. Allowed are {allowed}, and "
                "keys of your own that start with x_."
            )
        is_names = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        if name == "actors" and not is_names:
            raise ArticleError(
                f"{where}: actors must be lines of `Name: actor`, such as `the Firm: FRA`."
            )
        if name != "actors" and not isinstance(value, str):
            raise ArticleError(f"{where}: {name} must be text; it is a {type(value).__name__}.")
    return fields, content[closing.end() :]
