"""A word in its contexts."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

import pandas as pd

from closereading.article import Article
from closereading.errors import ParameterError
from closereading.parse import fold, parse, sentences, span_columns, tokens
from closereading.schema import frame

from .word import By, rows_of, typed_words

SORTS: dict[str, Callable[[list[str], list[str]], list[str]]] = {
    "position": lambda left, right: [],
    "left": lambda left, right: left,
    "right": lambda left, right: right,
}


def kwic(
    article: Article,
    query: str,
    *,
    by: By = "word",
    window: int = 8,
    sort: str = "position",
) -> pd.DataFrame:
    """Return one row a place in which `query` occurs: the key word in context.

    Parameters
    ----------
    query
        One word or several in a row, in upper or lower case; `*` stands for any letters:
        `tariff*`, `north korea`. It never matches across a sentence end.
    by
        `word` compares forms, `lemma` dictionary forms (`say` finds "said").
    window
        Words of context on each side; context ends where the paragraph does. Rows are sorted by
        these words only.
    sort
        `position` in the text; `right` or `left`, by the words on that side, the nearest first; or
        the words that decide, one after the other: `1R 2R 1L` is the first to the right, the
        second, the first to the left. Capitals don't count, a missing word comes first, and equals
        stand in the order of the text.

    Returns
    -------
    DataFrame
        Table `kwic`; `left`, `text` and `right` joined are a stretch of the article as it stands.

    Raises
    ------
    ParameterError
        The query is empty, or there is no such order, or it asks for a word outside the window.

    Examples
    --------
    >>> a = Article.from_text("Talks ended. The talks on trade ended early.", doc_id="a")
    >>> kwic(a, "talk*", window=2)[["left", "text", "right"]].values.tolist()
    [['', 'Talks', ' ended. The'], ['ended. The ', 'talks', ' on trade']]
    """
    if not query.strip():
        raise ParameterError("The kwic query is empty. Give a word, or several in a row.")
    order = _order(sort, window)
    table = tokens(article)
    starts, ends, sent_ids = (table[name].tolist() for name in ("start", "end", "sent_id"))
    paragraphs = table.sent_id.map(sentences(article).set_index("sent_id").paragraph)
    firsts, lasts = (paragraphs.map(edge).tolist() for edge in _edges(paragraphs))
    is_word = table.is_word.tolist()
    folded = parse(article).doc.text

    def words(path: range) -> list[str]:
        return [folded[starts[i] : ends[i]].casefold() for i in path if is_word[i]]

    rows, keys = [], []
    for first, last in _matches(_forms(article, table, by), _pattern(query)):
        if sent_ids[first] != sent_ids[last]:
            continue
        left = _reach(range(first - 1, firsts[first] - 1, -1), window, is_word, first)
        right = _reach(range(last + 1, lasts[last] + 1), window, is_word, last)
        keys.append(order(words(range(first - 1, left - 1, -1)), words(range(last + 1, right + 1))))
        rows.append(
            {
                **span_columns(article, starts[first], ends[last]),
                "left": article.text[starts[left] : starts[first]],
                "right": article.text[ends[last] : ends[right]],
            }
        )
    return frame("kwic", [rows[i] for i in sorted(range(len(rows)), key=keys.__getitem__)])


def _order(sort: str, window: int) -> Callable[[list[str], list[str]], list[str]]:
    """Return what rows are sorted by, of the words to the left and right, the nearest first."""
    asked = sort.split() if isinstance(sort, str) else []
    if len(asked) == 1 and asked[0] in SORTS:
        return SORTS[asked[0]]
    if not asked or not all(re.fullmatch("[1-9][LR]", place, re.IGNORECASE) for place in asked):
        raise ParameterError(
            f"A concordance can't be sorted by {sort!r}. Give position, left, right, or words such "
            "as 1R 2R 1L: the first to the right, the second, the first to the left."
        )
    places = [(int(place[0]), place[1].upper()) for place in asked]
    if max(places)[0] > window:
        raise ParameterError(
            f"A concordance with {window} words on each side can't be sorted by {sort!r}. Give a "
            "wider window, or words nearer to the key word."
        )

    def words_at(left: list[str], right: list[str]) -> list[str]:
        sides = {"L": left, "R": right}
        return ["".join(sides[side][n - 1 : n]) for n, side in places]

    return words_at


def _pattern(query: str) -> re.Pattern[str]:
    """Return a pattern that matches the query at every place, overlapping ones too."""
    words = (r"\w*".join(map(re.escape, word.split("*"))) for word in fold(query).split())
    sequence = r"\s+".join(words)
    return re.compile(f"(?=({sequence}))", re.IGNORECASE)


def _forms(article: Article, table: pd.DataFrame, by: By) -> list[tuple[str, str]]:
    """Return each token's form to be compared, and what stands between it and the next."""
    folded = parse(article).doc.text
    starts, ends = table.start.tolist(), table.end.tolist()
    forms = [folded[start:end] for start, end in zip(starts, ends, strict=True)]
    if by == "lemma":
        lemmas = dict(rows_of(typed_words(article), "start", "lemma"))
        forms = [lemmas.get(start, form) for start, form in zip(starts, forms, strict=True)]
    gaps = [folded[a:b] for a, b in zip(ends, [*starts[1:], len(folded)], strict=True)]
    return list(zip(forms, gaps, strict=True))


def _matches(forms: list[tuple[str, str]], pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each match that begins and ends with a token."""
    begins, ends, offset = {}, {}, 0
    for i, (form, gap) in enumerate(forms):
        begins[offset] = i
        ends[offset + len(form)] = i
        offset += len(form) + len(gap)
    for match in pattern.finditer("".join(form + gap for form, gap in forms)):
        if match.start(1) in begins and match.end(1) in ends:
            yield begins[match.start(1)], ends[match.end(1)]


def _edges(paragraphs: "pd.Series[int]") -> tuple["pd.Series[int]", "pd.Series[int]"]:
    """Return the first and the last token of each paragraph."""
    places = paragraphs.index.to_series().groupby(paragraphs.to_numpy())
    return places.min(), places.max()


def _reach(path: range, window: int, is_word: list[bool], start: int) -> int:
    """Return the token at which a context of `window` words ends; the path's end if too short."""
    if window == 0 or not path:
        return start
    words = list(islice((i for i in path if is_word[i]), window))
    return words[-1] if len(words) == window else path[-1]
