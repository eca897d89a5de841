"""A passage by its quote, so that it is found again after edits elsewhere in the text."""

import re
from typing import NamedTuple

from closereading.article import Article, per_article
from closereading.parse import fold

WIDTHS = (32, 64, 128, 256, 512, 1024)  # characters of context a side, as many as it takes
MIN_SIDE = 12  # characters that context on one side needs to stand for both
# What spreadsheets and editors change: white space; control characters, also as pictures.
LOOSE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2400-\u2421\ufffd-\uffff]+")
WITHIN_WORD = re.compile(r"(?<=\w)(?=\w)")


class Quote(NamedTuple):
    """A text-quote selector: the passage, and the text before and after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Ground(NamedTuple):
    """A text to find quotes in: as it is, and bare of spaces, with the offset of each character.

    References
    ----------
    W3C (2017), Web Annotation Data Model, https://www.w3.org/TR/annotation-model/.
    """

    text: str
    bare: str
    offsets: list[int]

    def find(self, quote: Quote) -> tuple[list[tuple[int, int]], bool]:
        """Return the places of a quote, and whether its context fits there on both sides.

        Where it fits nowhere on both, a place counts at which one whole side fits. Curly and
        straight quote marks are the same, as is any white space. Whole words come first.
        """
        exact, prefix, suffix = map(plain, quote)
        if not exact:
            return [], False
        places = [i + len(prefix) for i in self._all(prefix + exact + suffix)]
        if spans := self._spans(places, len(exact), quote.exact):
            return spans, True
        places = [
            i
            for i in self._all(exact)
            if (len(prefix) >= MIN_SIDE and self.bare.endswith(prefix, 0, i))
            or (len(suffix) >= MIN_SIDE and self.bare.startswith(suffix, i + len(exact)))
        ]
        return self._spans(places, len(exact), quote.exact), False

    def quote(self, start: int, end: int) -> Quote:
        """Return the quote of a span, with as much context as tells it from other passages."""
        for width in WIDTHS:
            before, after = self.text[max(start - width, 0) : start], self.text[end : end + width]
            found = Quote(self.text[start:end], before, after)
            needle = "".join(map(plain, (before, found.exact, after)))
            if self.bare.find(needle, self.bare.find(needle) + 1) < 0:
                break
        return found

    def _all(self, needle: str) -> list[int]:
        """Return where a string stands in the bare text."""
        found, i = [], self.bare.find(needle)
        while i >= 0:
            found.append(i)
            i = self.bare.find(needle, i + 1)
        return found

    def _spans(self, places: list[int], length: int, words: str) -> list[tuple[int, int]]:
        """Return the spans at these places of the bare text; whole words, where there are such."""
        spans = [(self.offsets[i], self.offsets[i + length - 1] + 1) for i in places]
        spans = [span for span in spans if plain(self.text[slice(*span)], " ") == plain(words, " ")]
        return [s for s in spans if not any(WITHIN_WORD.match(self.text, i) for i in s)] or spans


@per_article
def ground(article: Article) -> Ground:
    """Return the article's text, ready to find quotes in."""
    text = fold(article.text)
    offsets = [i for i, c in enumerate(text) if not LOOSE.match(c)]
    return Ground(article.text, "".join(text[i] for i in offsets), offsets)


def plain(text: str, space: str = "") -> str:
    """Return a text with uniform quote marks and hyphens, and `space` for its white space."""
    return LOOSE.sub(space, fold(text)).strip()
