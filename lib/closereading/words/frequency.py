"""How often words and sequences of words occur."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from closereading.article import Article
from closereading.schema import frame, ids, spans

from .word import By, Word, rows_of, runs, typed_words


def frequencies(article: Article, *, by: By = "lemma") -> pd.DataFrame:
    """Return one row a type, the most frequent first.

    Parameters
    ----------
    by
        `lemma` counts "ties" and "tie" together and keeps names apart from other words;
        `word` counts forms, capitals or not.

    Returns
    -------
    DataFrame
        Table `frequencies`, by falling `n_occurrences`, then by the alphabet.

    Notes
    -----
    Rate = occurrences ÷ words of the article × 1,000. In a short text a rate rests on a handful
    of occurrences: read the count beside it.

    Examples
    --------
    >>> a = Article.from_text("Talks ended. The talks on trade ended early.", doc_id="a")
    >>> frequencies(a)[["type", "n_occurrences", "sent_ids"]].values.tolist()[:2]
    [['end', 2, 's001;s002'], ['talk', 2, 's001;s002']]
    """
    from nltk import FreqDist

    words = typed_words(article)
    counts = FreqDist(words[by].tolist())
    where: dict[str, list[str]] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    tags: dict[str, Counter[str]] = {}
    n_content: Counter[str] = Counter()
    columns = (by, "sent_id", "pos", "is_content", "start", "end")
    for name, sent_id, pos, is_content, start, end in rows_of(words, *columns):
        where.setdefault(name, []).append(sent_id)
        places.setdefault(name, []).append((start, end))
        tags.setdefault(name, Counter())[pos] += 1
        n_content[name] += is_content
    return frame(
        "frequencies",
        (
            {
                "doc_id": article.doc_id,
                "type": name,
                "n_occurrences": n,
                "rate_per_1k": n / counts.N() * 1000,
                "n_sentences": len(set(where[name])),
                "pos": min(tags[name], key=lambda tag: (-tags[name][tag], tag)),
                "is_content": n_content[name] * 2 >= n,
                "sent_ids": ids(where[name]),
                "spans": spans(places[name]),
            }
            for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0].lower(), c[0]))
        ),
    )


def ngrams(article: Article, *, size: int = 2, by: By = "word", min_count: int = 2) -> pd.DataFrame:
    """Return one row a sequence of `size` neighbouring words, the most frequent first.

    A sequence never crosses a sentence end or punctuation other than a hyphen.

    Parameters
    ----------
    size
        Words in a sequence, from 1.
    min_count
        Sequences that occur less often are left out.

    Returns
    -------
    DataFrame
        Table `ngrams`, by falling `n_occurrences`, then by the alphabet.

    Examples
    --------
    >>> a = Article.from_text("They want free trade. Some say free trade, trade.", doc_id="a")
    >>> ngrams(a)[["ngram", "n_occurrences"]].values.tolist()
    [['free trade', 2]]
    """
    from nltk import FreqDist
    from nltk.util import ngrams as sequences

    words = typed_words(article)
    found: dict[tuple[str, ...], list[Sequence[Word]]] = {}
    for run in runs(words, by):
        for sequence in sequences(run, size):
            found.setdefault(tuple(word.type for word in sequence), []).append(sequence)
    counts = FreqDist({g: len(places) for g, places in found.items() if len(places) >= min_count})
    return frame(
        "ngrams",
        (
            {
                "doc_id": article.doc_id,
                "ngram": _writing(found[gram]) if by == "word" else " ".join(gram),
                "size": size,
                "n_occurrences": n,
                "rate_per_1k": n / len(words) * 1000,
                "is_content": any(w[0].is_content and w[-1].is_content for w in found[gram]),
                "sent_ids": ids(w[0].sent_id for w in found[gram]),
                "spans": spans((w[0].start, w[-1].end) for w in found[gram]),
            }
            for gram, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        ),
    )


def _writing(places: list[Sequence[Word]]) -> str:
    """Return the commonest way of writing a sequence; of equals the first."""
    ways = Counter(" ".join(word.text for word in place) for place in places)
    return ways.most_common(1)[0][0]


def leading_word(frequencies: pd.DataFrame) -> str:
    """Return the most frequent content word of a table `frequencies`; without one, any word."""
    first = frequencies.sort_values("is_content", ascending=False, kind="stable").head(1)
    return "".join(first["type"])
