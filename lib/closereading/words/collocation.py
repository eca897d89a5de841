"""Which words stand together more often than their own frequencies would make them."""

from collections.abc import Iterable
from math import log2

import pandas as pd

from closereading.article import Article
from closereading.schema import frame, ids, spans

from .word import By, Word, runs, typed_words


def collocations(
    article: Article,
    *,
    by: By = "lemma",
    window: int = 2,
    min_count: int = 2,
    content_only: bool = True,
) -> pd.DataFrame:
    """Return one row a pair of words that attract each other, the best attested first.

    A pair never crosses a sentence end or punctuation other than a hyphen. Pairs that occur less
    often than chance are left out.

    Parameters
    ----------
    window
        How many words a pair may span: 2 takes neighbours only.
    min_count
        Pairs that occur less often are left out; below 2, every pair of rare words looks perfect.
    content_only
        Leave out pairs in which one is a function word.

    Returns
    -------
    DataFrame
        Table `collocations`, by falling `log_likelihood`, then the alphabet. `log_likelihood` and
        `t_score`: higher = better attested; `pmi` and `log_dice`: higher = more exclusive.

    Notes
    -----
    With O occurrences of the pair, f(x) and f(y) of its words, N words and E = f(x) f(y) / N:
    PMI = log2(O / E); t = (O − E) / √O; log-Dice = 14 + log2(2 O / (f(x) + f(y))), for neighbours
    at most 14; G² = 2 Σ o ln(o / e) over the four cells of the pair's contingency table. In a
    wider window O is divided by `window` − 1 for PMI, t and G², as NLTK does. Words of a text
    aren't drawn at random, so none of these is a test, and no p is given. PMI favours rare words.

    References
    ----------
    Church & Hanks 1990, doi:10.3115/981623.981633 (PMI). Dunning 1993, Computational Linguistics
    19(1) (G²). Manning & Schütze 1999, ch. 5 (t). Rychlý 2008, RASLAN (log-Dice).

    Examples
    --------
    >>> text = "Free trade helps. They want free trade. Some want peace."
    >>> pairs = collocations(Article.from_text(text, doc_id="a"))
    >>> pairs[["word", "collocate", "n_occurrences", "log_dice"]].values.tolist()
    [['free', 'trade', 2, 14.0]]
    """
    from nltk.collocations import BigramCollocationFinder

    words = typed_words(article)
    found = runs(words, by)
    padding = [None] * (window - 1)
    padded = [word for run in found for word in (*(w.type for w in run), *padding)]
    finder = BigramCollocationFinder.from_words(padded, window_size=window)
    finder.apply_freq_filter(min_count)
    where = _places(found, window, finder.ngram_fd)
    rows = []
    for (word, other), n in finder.ngram_fd.items():
        n_word, n_other = finder.word_fd[word], finder.word_fd[other]
        observed, n_words = n / (window - 1), finder.word_fd.N()
        if observed <= n_word * n_other / n_words:
            continue
        places = where[word, other]
        if content_only and not any(a.is_content and b.is_content for a, b in places):
            continue
        rows.append(
            {
                "doc_id": article.doc_id,
                "word": word,
                "collocate": other,
                "n_occurrences": n,
                "n_word": n_word,
                "n_collocate": n_other,
                **association(observed, n_word, n_other, n_words),
                "log_dice": 14 + log2(2 * n / (n_word + n_other)),
                "sent_ids": ids(one.sent_id for one, _ in places),
                "spans": spans((one.start, two.end) for one, two in places),
            }
        )
    order = ["log_likelihood", "n_occurrences", "word", "collocate"]
    return frame("collocations", rows).sort_values(
        order, ascending=[False, False, True, True], ignore_index=True
    )


def _places(
    found: list[list[Word]], window: int, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[tuple[Word, Word]]]:
    """Return where each of these pairs stands."""
    where: dict[tuple[str, str], list[tuple[Word, Word]]] = {pair: [] for pair in pairs}
    for run in found:
        for i, word in enumerate(run):
            for other in run[i + 1 : i + window]:
                if (word.type, other.type) in where:
                    where[word.type, other.type].append((word, other))
    return where


def association(n_pair: float, n_word: int, n_collocate: int, n_words: int) -> dict[str, float]:
    """Return the expected count, G², PMI and t of a pair, from NLTK's measures.

    G² is defined for a pair that occurs at least as often as expected.

    >>> scores = association(8, 15828, 4675, 14307668)
    >>> round(scores["t_score"], 6)
    0.999932
    """
    from nltk.metrics import BigramAssocMeasures as Measures

    counts = n_pair, (n_word, n_collocate), n_words
    return {
        "n_expected": n_word * n_collocate / n_words,
        "log_likelihood": float(Measures.likelihood_ratio(*counts)),
        "pmi": float(Measures.pmi(*counts)),
        "t_score": float(Measures.student_t(*counts)),
    }
