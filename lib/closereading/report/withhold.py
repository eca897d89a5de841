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

    def cuts(self, text: str) -> list[tuple[int, int]]:
        """Return what to cut of a text: of a run of the article's words, all after the fifth."""
        words = [(m.start(), m.end(), m.group().casefold()) for m in WORD.finditer(text)]
        n, found, i = MAX_RUN + 1, [], 0
        keys = [tuple(word[2] for word in words[j : j + n]) for j in range(len(words) - n + 1)]
        while i < len(keys):
            if keys[i] not in self.runs:
                i += 1
                continue
            last = i
            while last + 1 < len(keys) and keys[last + 1] in self.runs:
                last += 1
            found.append((words[i + n - 2][1], words[last + n - 1][1]))
            i = last + n
        return found

    def without(self, text: str) -> str:
        """Return a text in which a run of more than five of the article's words is cut to five."""
        for start, end in reversed(self.cuts(text)):
            text = f"{text[:start]} […]{text[end:]}"
        return text


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

    parts = re.split(f"({TAG.pattern})", markup)
    texts = [" " if part.startswith("<") else html.unescape(part) for part in parts]
    cuts, at = kept.cuts("".join(texts)), 0  # a run may go on in the next cell
    for i, text in enumerate(texts):
        end = at + len(text)
        inside = [(max(a, at) - at, min(b, end) - at) for a, b in cuts if a < end and b > at]
        at = end
        if parts[i].startswith("<"):
            parts[i] = ATTRIBUTE.sub(lambda m: esc(kept.without(html.unescape(m[0]))), parts[i])
            continue
        for start, stop in reversed(inside):
            text = f"{text[:start]} […]{text[stop:]}"  # noqa: PLW2901
        parts[i] = esc(text)
    return "".join(parts)
