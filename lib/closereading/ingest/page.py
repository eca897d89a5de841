"""Saved web pages."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from closereading.errors import ArticleError

from .draft import Draft, iso_date, known

# Where pages say when they were published, by what is most often right.
DATE_METAS = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
    "pubdate", "publishdate", "publish-date", "citation_publication_date", "date",
)  # fmt: skip
ARTICLE_TYPES = ("Article", "Report", "Posting", "Review")


def read_page(path: Path) -> Iterator[Draft]:
    """Yield the article of a saved web page, with title and author as trafilatura finds them.

    Raises
    ------
    ArticleError
        No article text on the page.
    """
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(path.read_bytes())
    if tree is None:
        raise ArticleError("it isn't a web page that can be read. Save it again as HTML")
    published, found = publication_date(tree)
    about: Any = trafilatura.extract_metadata(tree)
    options: Any = {"include_comments": False, "include_tables": False}
    text = trafilatura.extract(tree, output_format="txt", **options)
    if not text or not text.strip():
        raise ArticleError(
            "no article was found on the page. Copy its text into a .txt file and add that"
        )
    fields = known(
        {
            "title": about.title,
            "author": about.author,
            "publisher": about.sitename,
            "published": published,
            "published_from": found,
            "url": about.url,
            "language": (tree.get("lang") or "")[:2].lower(),
        }
    )
    yield Draft(fields.get("title") or path.stem, text + "\n", path.name, fields)


def publication_date(tree: Any) -> tuple[str, str]:
    """Return when a page says that it was published, and where it says so; else empty texts.

    Only what is marked up as a date is read: JSON-LD, meta tags, `<time datetime>`. Dates in
    running text, in footers or in the address are not.
    """
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            for value in _published(json.loads(block, strict=False)):
                if day := iso_date(value):
                    return day, "JSON-LD datePublished"
        except (ValueError, RecursionError):
            continue
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for name in ("property", "name", "itemprop"):
            metas.setdefault((meta.get(name) or "").lower(), meta.get("content") or "")
    for name in DATE_METAS:
        if day := iso_date(metas.get(name, "")):
            return day, f"meta {name}"
    marked = "//time[@datetime and (@pubdate or contains(@itemprop, 'datePublished'))]"
    within = "(//article|//main)//time[@datetime]"
    for query in (marked, within, "//time[@datetime]"):
        days = {iso_date(time.get("datetime")) for time in tree.xpath(query)} - {""}
        if len(days) == 1:
            return days.pop(), "time datetime"
    return "", ""


def _published(node: Any) -> Iterator[str]:
    """Yield the dates of publication of the articles in JSON-LD, wherever they are nested."""
    if isinstance(node, dict):
        types = node.get("@type") or ""
        names = types if isinstance(types, list) else [types]
        if any(str(name).endswith(ARTICLE_TYPES) for name in names):
            yield str(node.get("datePublished") or "")
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _published(part)
