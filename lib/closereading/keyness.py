"""Which words an article uses more than a reference does."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .article import Article
from .errors import CloseReadingError
from .schema import frame, spans
from .words.word import ids, typed_words

# Counts of web pages of 2006 that Google published (Web 1T 5-gram, LDC2006T13), for some 82,000
# words of English, as the package symspellpy brings them; the total is the publisher's.
GENERAL_FILE = "frequency_dictionary_en_82_765.txt"
GENERAL_TOTAL = 1_024_908_267_229


class Reference(NamedTuple):
    """What an article is compared with: counts of word forms in lower case, and their total.

    In a complete reference a word without a count doesn't occur; in another it is unknown.
    """

    name: str
    counts: Mapping[str, int]
    n_words: int
    is_complete: bool


@lru_cache(maxsize=1)
def general_english() -> Reference:
    """Return counts of general English: the web of 2006, names of its time included.

    Raises
    ------
    CloseReadingError
        The package with the list isn't installed.
    """
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        raise CloseReadingError(
            "The word list for general English is missing. Install the project's requirements "
            "(`make setup`), or the package symspellpy."
        )
    lines = (Path(spec.origin).parent / GENERAL_FILE).read_text("utf-8-sig").splitlines()
    counts = {word: int(n) for word, n in (line.rsplit(" ", 1) for line in lines if line)}
    return Reference("general English", counts, GENERAL_TOTAL, is_complete=False)


def reference_from(articles: Iterable[Article], *, name: str = "other articles") -> Reference:
    """Return the words of `articles` as a reference, for an article that isn't among them."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(typed_words(article).word.str.lower())
    return Reference(name, counts, counts.total(), is_complete=True)


def keyness(article: Article, reference: Reference, *, min_count: int = 3) -> pd.DataFrame:
    """Return one row a content word form, those first that the article overuses most surely.

    Parameters
    ----------
    reference
        `general_english()`, or `reference_from` other articles.
    min_count
        Word forms that occur less often in the article are left out.

    Returns
    -------
    DataFrame
        Table `keyness`: overused words by falling `log_likelihood`, then underused ones by rising
        `log_likelihood`, then words that the reference doesn't know, whose measures are NaN.
        `log_ratio`: 1 = twice as frequent as in the reference, 3 = eight times, −1 = half.

    Notes
    -----
    G² = 2 (a ln(a / Eₐ) + b ln(b / E_b)) with a and b occurrences here and in the reference,
    Eₐ = c (a + b) / (c + d) and E_b = d (a + b) / (c + d), c and d the totals of words. Log ratio
    = log2((a / c) / (b / d)), with b = 0.5 where it is 0. G² says how sure a difference is, log
    ratio how large. Words come in bursts, so that G² is no test here, and no p is given: every
    topic differs from general English.

    References
    ----------
    Rayson & Garside 2000, doi:10.3115/1117729.1117730 (G²). Hardie 2014, "Log Ratio: an informal
    introduction", CASS, Lancaster.

    Examples
    --------
    >>> a = Article.from_text("War is war. No war helps.", doc_id="a")
    >>> b = Article.from_text("Trade is good. No war is good, they say; that helps.", doc_id="b")
    >>> table = keyness(a, reference_from([b]))
    >>> table[["type", "n_occurrences", "n_reference", "log_ratio"]].round(2).values.tolist()
    [['war', 3, 1.0, 2.46]]
    """
    words = typed_words(article)
    total = len(words)
    found: dict[str, list[tuple[str, str, bool, int, int]]] = {}
    columns = (words[name] for name in ("word", "sent_id", "is_content", "start", "end"))
    for place in zip(*columns, strict=True):
        found.setdefault(place[0].lower(), []).append(place)
    rows = []
    for form, places in sorted(found.items()):
        n = len(places)
        if n < min_count or sum(place[2] for place in places) < n / 2:
            continue
        unseen = 0 if reference.is_complete else math.nan
        n_reference = float(reference.counts.get(form, unseen))
        rows.append(
            {
                "doc_id": article.doc_id,
                "type": places[0][0],
                "n_occurrences": n,
                "n_reference": n_reference,
                "rate_per_1k": n / total * 1000,
                "reference_per_1k": n_reference / reference.n_words * 1000,
                "log_likelihood": log_likelihood(n, n_reference, total, reference.n_words),
                "log_ratio": log_ratio(n, n_reference, total, reference.n_words),
                "sent_ids": ids(place[1] for place in places),
                "spans": spans(place[3:] for place in places),
            }
        )
    table = frame("keyness", rows)
    signed = table.log_likelihood.where(table.log_ratio > 0, -table.log_likelihood)
    order = signed.sort_values(ascending=False, kind="stable", na_position="last").index
    return table.loc[order].reset_index(drop=True)


def log_likelihood(a: float, b: float, c: int, d: int) -> float:
    """Return G² of `a` occurrences in `c` words against `b` in `d`; NaN where `b` is.

    >>> round(log_likelihood(10, 2, 1000, 1000), 3)
    5.822
    """
    expected = c * (a + b) / (c + d), d * (a + b) / (c + d)
    return 2 * sum(n * math.log(n / e) for n, e in zip((a, b), expected, strict=True) if n != 0)


def log_ratio(a: float, b: float, c: int, d: int) -> float:
    """Return the binary logarithm of the ratio of the two rates; NaN where `b` is.

    >>> log_ratio(8, 2, 1000, 1000)
    2.0
    """
    return math.log2((a / c) / ((b or 0.5) / d))
