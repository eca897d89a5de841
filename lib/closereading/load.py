"""Load an article from its file: bytes, front matter, text."""

import re
from pathlib import Path
from typing import Any

import yaml

from .article import Article
from .errors import ArticleError
from .project import find_article

YAML = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # ten times as fast where it is there
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")  # category Cc, less white space

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
