"""Texts that may not be passed on: what of their words a report keeps."""

import html
import re
from dataclasses import dataclass, field

from closereading.article import Article

from .markup import esc

MAX_RUN = 5  # words in a row of the article that stay
WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")
ATTRIBUTE = re.compile(r'(?<==")[^"]*(?=")')


@dataclass
class Withheld:
    """An article whose text is left out: its runs of words, and the sentences that stay."""

    doc_id: str
    runs: frozenset[tuple[str, ...]]
    cited: set[str] = field(default_factory=set)

    def without(self, text: str) -> str:
        """Return a text in which a run of more than five of the article's words is cut to five."""
        words = [(m.start(), m.end(), m.group().casefold()) for m in WORD.finditer(text)]
        n = MAX_RUN + 1
        kept: list[str] = []
        at, i = 0, 0
        while i + n <= len(words):
            last = i + n
            if tuple(w[2] for w in words[i:last]) not in self.runs:
                i += 1
                continue
            while last < len(words) and tuple(w[2] for w in words[last + 1 - n : last + 1]) in (
                self.runs
            ):
                last += 1
            kept += [text[at : words[i + n - 2][1]], " […]"]
            at, i = words[last - 1][1], last
        return "".join(kept) + text[at:]


_current: Withheld | None = None


def withhold(article: Article, *, include_text: bool = False) -> None:
    """Leave the article's text out of all that is shown from here on, or no longer do so.

    Of the text only the sentences remain that key findings rest on, in the article's own section;
    elsewhere no more than five of its words in a row, its title aside.
    """
    global _current  # noqa: PLW0603 - a setting of the notebook, as the theme of its figures is
    n = MAX_RUN + 1
    if include_text:
        _current = None
        return

    def runs(text: str) -> set[tuple[str, ...]]:
        words = [word.casefold() for word in WORD.findall(text)]
        return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}

    _current = Withheld(article.doc_id, frozenset(runs(article.text) - runs(article.title)))


def withheld(article: Article | None = None) -> Withheld | None:
    """Return what is withheld: of the article given, or of the one that is being read."""
    if _current is None or (article is not None and article.doc_id != _current.doc_id):
        return None
    return _current


def without_text(markup: str) -> str:
    """Return HTML of ours without runs of a withheld article's words, attributes included."""
    kept = withheld()
    if kept is None:
        return markup

    def cut(part: str) -> str:
        return esc(kept.without(html.unescape(part)))

    return "".join(
        ATTRIBUTE.sub(lambda match: cut(match[0]), part) if part.startswith("<") else cut(part)
        for part in re.split(f"({TAG.pattern})", markup)
    )
