"""Counts: each leads to the passages that it counts, in the report's copy of the article."""

import re
from collections.abc import Mapping
from typing import Any

from .markup import PASSAGE, clean
from .passage import Copy

LINK = re.compile(
    r'href="#(?P<first>s\d{3,})?" data-passages="(?P<html>[^"]*)"|href="#p(?P<svg>[^"]*)"'
)
DEAD = re.compile(r'<a\b[^>]*?\bhref="#(s\d{3,}|e\d+)?"[^>]*>(.*?)</a>', re.DOTALL)
ON = "background: var(--mark); box-shadow: 0 0 0 .15em var(--mark);"


def with_article(page: str, article: Mapping[str, Any], token: str) -> str:
    """Return a page with the article's copy in it, where each count's passages are marked.

    The first passage of a count has its anchor; the style lights up all of them when a reader
    comes there. Links to sentences that the page doesn't hold become text.
    """
    head, body = page.split("</head>", 1)
    copy = copy_of(article)
    counts: dict[tuple[str, ...], str] = {}

    def anchored(match: re.Match[str]) -> str:
        passages = tuple(re.split("[;.]", match["html"] or match["svg"] or ""))
        if copy is None or not copy.holds(passages):
            first = match["first"] or passages[0]
            return f'href="#{first if PASSAGE.fullmatch(first) else ""}"'
        is_new = passages not in counts
        count_id = counts.setdefault(passages, f"e{len(counts) + 1}")
        return f'href="#{count_id}"' + f' id="c{count_id}"' * is_new

    body = LINK.sub(anchored, body)
    if copy is not None:
        by_id = {count_id: passages for passages, count_id in counts.items()}
        text = copy.html(by_id, cited_in(body))
    else:
        text = clean(str(article.get("html", "")))
    body = body.replace(token, text, 1)
    known = set(re.findall(r' id="([^"]+)"', body))
    body = DEAD.sub(lambda m: m[0] if m[1] in known else m[2], body)
    lit = ",".join(f".cr-article:has(#{one}:target) .{one}" for one in counts.values())
    style = f":is({lit}) {{ {ON} }}" if lit else ""
    return f"{head.replace(token, style, 1)}</head>{body}"


def copy_of(article: Mapping[str, Any]) -> Copy | None:
    """Return the article's copy; none where there is no article, or what is said of it is odd."""
    try:
        return Copy(article)
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def cited_in(body: str) -> dict[str, str]:
    """Return links to the sections that cite each sentence."""
    cited: dict[str, list[str]] = {}
    for section in re.split(r"(?=<h2 id=)", body):
        heading = re.match(r'<h2 id="([^"]+)">(.*?)</h2>', section, re.DOTALL)
        if heading:
            text = re.sub(r"<[^>]*>", "", heading[2])
            for sent_id in dict.fromkeys(re.findall(r'<a [^>]*href="#(s\d{3,})"', section)):
                cited.setdefault(sent_id, []).append(f'<a href="#{heading[1]}">{text}</a>')
    return {sent_id: ", ".join(places) for sent_id, places in cited.items()}
