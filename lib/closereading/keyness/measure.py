"""Which words an article uses more than a reference does, and how sure that is."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from closereading.article import Article
from closereading.parse import stop_words
from closereading.schema import frame, ids, spans
from closereading.words.word import rows_of, typed_words

from .reference import Reference

MIN_ARTICLES = 19  # others: with fewer, no p can be 0.05 or less


def keyness(
    article: Article, reference: Reference, *, min_count: int = 3, names: bool = False
) -> pd.DataFrame:
    """Return one row a content word form, those first that the article overuses most surely.

    Parameters
    ----------
    reference
        `general_english()`, or `reference_from` other articles; without words, the table is empty.
    min_count
        Word forms that occur less often in the article are left out.
    names
        Word forms that are names more often than not stand in the table, too. That an article
        names its own people and places is trivial, and a word of a name may be of several:
        "Korea". The table `mentions` counts names.

    Returns
    -------
    DataFrame
        Table `keyness`: overused words by falling `log_likelihood`, then underused ones by rising
        `log_likelihood`, then words that the reference doesn't know, whose measures are NaN.
        `log_ratio`: 1 = twice as frequent as in the reference, 3 = eight times, −1 = half.
        `p` and `p_adjusted` are NaN unless the reference is 19 articles or more.

    Notes
    -----
    G² = 2 (a ln(a / Eₐ) + b ln(b / E_b)) with a and b occurrences here and in the reference,
    Eₐ = c (a + b) / (c + d) and E_b = d (a + b) / (c + d), c and d the totals of words. Log ratio
    = log2((a / c) / (b / d)), with b = 0.5 where it is 0. G² says how sure a difference is, log
    ratio how large. Words come in bursts, so that G² is no test, and has no p. Articles can be
    exchanged: p is the share of all articles, this one included, that use the word at this one's
    rate or more (the exact permutation test of one article against others). `p_adjusted` allows
    for many tests (Benjamini and Hochberg), over every form that occurs `min_count` times in any
    of the articles, as each of them leads in some words. Small shelves show nothing for sure.

    References
    ----------
    Rayson & Garside 2000, doi:10.3115/1117729.1117730 (G²). Hardie 2014, "Log Ratio: an informal
    introduction", CASS, Lancaster. Benjamini & Hochberg 1995,
    doi:10.1111/j.2517-6161.1995.tb02031.x (p_adjusted).

    Examples
    --------
    >>> from closereading.keyness import reference_from
    >>> a = Article.from_text("War is war. No war helps.", doc_id="a")
    >>> b = Article.from_text("Trade is good. No war is good, they say; that helps.", doc_id="b")
    >>> table = keyness(a, reference_from([b]))
    >>> table[["type", "n_occurrences", "n_reference", "log_ratio"]].round(2).values.tolist()
    [['war', 3, 1.0, 2.46]]
    """
    words = typed_words(article)
    total = len(words)
    found: dict[str, list[tuple[str, str, bool, int, int, str]]] = {}
    for place in rows_of(words, "word", "sent_id", "is_content", "start", "end", "pos"):
        found.setdefault(place[0].lower(), []).append(place)
    own = {form: len(places) for form, places in found.items()}
    p_of = rank_p(own, reference.articles, min_count=min_count)
    adjusted = dict(zip(p_of, benjamini_hochberg(list(p_of.values())), strict=True))
    rows = []
    for form, places in sorted(found.items()) if reference.n_words else ():
        n = len(places)
        if n < min_count or sum(place[2] for place in places) < n / 2:
            continue
        if not names and sum(place[5] == "PROPN" for place in places) > n / 2:
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
                "n_articles": sum(form in counts for counts in reference.articles)
                if reference.articles
                else pd.NA,
                "p": p_of.get(form, math.nan),
                "p_adjusted": adjusted.get(form, math.nan),
                "reference": reference.name,
                "n_words": total,
                "n_reference_words": reference.n_words,
                "sent_ids": ids(place[1] for place in places),
                "spans": spans(place[3:5] for place in places),
            }
        )
    table = frame("keyness", rows)
    signed = table.log_likelihood.where(table.log_ratio > 0, -table.log_likelihood)
    order = signed.sort_values(ascending=False, kind="stable", na_position="last").index
    return table.loc[order].reset_index(drop=True)


def log_likelihood(a: float, b: float, c: float, d: float) -> float:
    """Return G² of `a` occurrences in `c` words against `b` in `d`; NaN where `b` is.

    >>> round(log_likelihood(10, 2, 1000, 1000), 3)
    5.822
    """
    expected = c * (a + b) / (c + d), d * (a + b) / (c + d)
    return 2 * sum(n * math.log(n / e) for n, e in zip((a, b), expected, strict=True) if n != 0)


def log_ratio(a: float, b: float, c: float, d: float) -> float:
    """Return the binary logarithm of the ratio of the two rates; NaN where `b` is.

    >>> log_ratio(8, 2, 1000, 1000)
    2.0
    """
    return math.log2((a / c) / ((b or 0.5) / d))


def rank_p(
    own: Mapping[str, int], others: Sequence[Mapping[str, int]], *, min_count: int
) -> dict[str, float]:
    """Return the rank p of each content form that any article has `min_count` times.

    >>> others = [{"war": n, "hail": 20 - n} for n in range(19)]
    >>> rank_p({"war": 17, "hail": 3}, others, min_count=3)
    {'hail': 0.95, 'war': 0.15}
    """
    if len(others) < MIN_ARTICLES:
        return {}
    forms = {
        form
        for counts in (own, *others)
        for form, n in counts.items()
        if n >= min_count and form not in stop_words() and any(map(str.isalpha, form))
    }
    totals = [sum(counts.values()) for counts in others]
    n_own = sum(own.values())
    found = {}
    for form in sorted(forms):
        n = own.get(form, 0)
        above = sum(
            counts.get(form, 0) * n_own >= n * total
            for counts, total in zip(others, totals, strict=True)
        )
        found[form] = (1 + above) / (1 + len(others))
    return found


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted for their number, so that the share of false findings stays below.

    >>> benjamini_hochberg([0.01, 0.02, 0.5])
    [0.03, 0.03, 0.5]
    """
    adjusted, least, n = [1.0] * len(p_values), 1.0, len(p_values)
    ranked = sorted(range(n), key=lambda i: p_values[i])
    for rank in range(n, 0, -1):
        i = ranked[rank - 1]
        least = min(least, p_values[i] * n / rank)
        adjusted[i] = least
    return adjusted
