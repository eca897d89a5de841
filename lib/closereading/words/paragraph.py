"""What each paragraph is about, and how much of its vocabulary it takes from the one before."""

from collections import Counter
from itertools import chain, groupby
from math import sqrt
from operator import itemgetter

import pandas as pd

from closereading.article import Article, per_article
from closereading.parse import sentences, span_columns
from closereading.schema import frame, ids

from .collocation import association
from .word import rows_of, typed_words

N_KEYWORDS = 5
MIN_CONTENT = 10  # content words that a paragraph needs for a similarity


@per_article
def paragraphs(article: Article) -> pd.DataFrame:
    r"""Return one row a paragraph, in the order of the text.

    Returns
    -------
    DataFrame
        Table `paragraphs`; the span runs from its first sentence to its last. `keywords`: up to
        five content lemmas that occur twice or more in it and more often than in the rest of the
        article, by falling G²; empty where none does, as in paragraphs of one sentence.
        `similarity` to the paragraph before, headings left out: 0 = no content word in common,
        1 = the same words in the same proportions; NaN for the first, and where either has fewer
        than ten content words.

    Notes
    -----
    Similarity is the cosine of the counts of content lemmas: Σ aᵢbᵢ / √(Σ aᵢ² Σ bᵢ²). Longer
    paragraphs are more alike; a low value is a change of words, which needn't be one of topic.

    References
    ----------
    Hearst 1997, Computational Linguistics 23(1). Dunning 1993, Computational Linguistics 19(1).

    Examples
    --------
    >>> text = "The rain fell. No rain came.\n\nFree trade grew. Their trade fell."
    >>> table = paragraphs(Article.from_text(text, doc_id="a"))
    >>> table[["paragraph", "n_words", "keywords"]].values.tolist()
    [[1, 6, 'rain'], [2, 6, 'trade']]
    """
    words = typed_words(article)
    table = sentences(article)
    paragraph_of = dict(rows_of(table, "sent_id", "paragraph"))
    counts: dict[int, Counter[str]] = {}
    for sent_id, lemma in rows_of(words[words.is_content], "sent_id", "lemma"):
        counts.setdefault(paragraph_of[sent_id], Counter())[lemma] += 1
    total = Counter(chain.from_iterable(here.elements() for here in counts.values()))
    rows = []
    before: Counter[str] | None = None
    columns = ("paragraph", "sent_id", "start", "end", "is_heading", "n_words")
    for number, group in groupby(rows_of(table, *columns), key=itemgetter(0)):
        _, sent_ids, starts, ends, headings, lengths = zip(*group, strict=True)
        here: Counter[str] = counts.get(number, Counter())
        is_heading = all(headings)
        rows.append(
            {
                **span_columns(article, starts[0], ends[-1]),
                "paragraph": number,
                "is_heading": is_heading,
                "n_sentences": len(sent_ids),
                "n_words": sum(lengths),
                "keywords": ";".join(keywords(here, total)),
                "similarity": float("nan") if is_heading else similarity(before, here),
                "sent_ids": ids(sent_ids),
            }
        )
        before = before if is_heading else here
    return frame("paragraphs", rows)


def keywords(here: Counter[str], total: Counter[str]) -> list[str]:
    """Return the types that set a paragraph apart from the rest, the strongest first."""
    n_here, n_total = here.total(), total.total()
    scores = {
        name: association(n, total[name], n_here, n_total)["log_likelihood"]
        for name, n in here.items()
        if n >= 2 and n * n_total > total[name] * n_here
    }
    return sorted(scores, key=lambda name: (-scores[name], name))[:N_KEYWORDS]


def similarity(a: Counter[str] | None, b: Counter[str]) -> float:
    """Return the cosine of two paragraphs; NaN where either is missing or small."""
    if a is None or min(a.total(), b.total()) < MIN_CONTENT:
        return float("nan")
    return cosine(a, b)


def cosine(a: Counter[str], b: Counter[str]) -> float:
    """Return the cosine of two counts; 0 where either is empty.

    >>> cosine(Counter("aab"), Counter("abb"))
    0.8
    """
    norm = sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return sum(n * b[name] for name, n in a.items()) / norm if norm else 0.0
