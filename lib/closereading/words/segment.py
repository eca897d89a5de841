"""Where an article changes its vocabulary, and so perhaps its topic."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean, pstdev
from typing import Any

import pandas as pd

from closereading.article import Article, per_article
from closereading.parse import sentences, span_columns
from closereading.schema import frame, ids

from .paragraph import cosine, keywords
from .word import rows_of, typed_words

SEQUENCE = 20  # words in a token sequence, and
BLOCK = 10  # sequences in a block: Hearst's values
NEEDED = 2 * SEQUENCE * BLOCK  # words: one block on each side of a gap
APART = 4  # gaps between two boundaries at least, as in NLTK


@per_article
def segments(article: Article) -> pd.DataFrame:
    """Return one row a stretch of the article that keeps to one vocabulary, in its order.

    Returns
    -------
    DataFrame
        Table `segments`: the span runs from its first sentence to its last; `keywords` as in
        `paragraphs`. One row where the article has fewer than 400 words, which are too few to
        compare two blocks.

    Notes
    -----
    TextTiling: the 200 words before and after each gap are compared by the cosine of their
    counts of lemmas, function words left out; a boundary stands where the similarity falls
    deepest between two peaks (depth over mean − sd / 2), moved to the nearest end of a sentence.
    A change of words needn't be one of topic: take a boundary as a place to look at.

    References
    ----------
    Hearst 1997, Computational Linguistics 23(1), with NLTK's choices where she leaves one.
    """
    words = typed_words(article)
    table = sentences(article)
    order = {sent_id: i for i, sent_id in enumerate(table["sent_id"].tolist())}
    found = list(rows_of(words, "lemma", "is_content", "sent_id"))
    starts = [i for i, word in enumerate(found) if i and word[2] != found[i - 1][2]]
    bounds = {0, len(table)}
    if len(found) >= NEEDED and starts:
        for at in boundaries([lemma if content else "" for lemma, content, _ in found]):
            near = starts[max(bisect_left(starts, at) - 1, 0) :][:2]
            nearest = min(near, key=lambda start: abs(start - at))
            bounds.add(order[found[nearest][2]])
    total = Counter(lemma for lemma, content, _ in found if content)
    inside: list[Counter[str]] = [Counter() for _ in order]
    n_words: Counter[int] = Counter()
    for lemma, content, sent_id in found:
        n_words[order[sent_id]] += 1
        if content:
            inside[order[sent_id]][lemma] += 1
    rows: list[dict[str, Any]] = []
    for first, last in pairwise(sorted(bounds)):
        own = table.iloc[first:last]
        here: Counter[str] = Counter()
        for counts in inside[first:last]:
            here.update(counts)
        rows.append(
            {
                **span_columns(article, int(own["start"].iloc[0]), int(own["end"].iloc[-1])),
                "segment": len(rows) + 1,
                "n_sentences": len(own),
                "n_words": sum(n_words[i] for i in range(first, last)),
                "keywords": ";".join(keywords(here, total)),
                "sent_ids": ids(own["sent_id"]),
            }
        )
    return frame("segments", rows)


def boundaries(words: Sequence[str]) -> list[int]:
    """Return before which words a stretch ends; empty strings are places of no account."""
    cut = range(0, len(words), SEQUENCE)
    depths = depth_scores(smooth(list(gap_scores([words[i : i + SEQUENCE] for i in cut]))))
    if not depths:
        return []
    least = max(fmean(depths) - pstdev(depths) / 2, 0)
    chosen: set[int] = set()
    for depth, gap in sorted(zip(depths, range(len(depths)), strict=True), reverse=True):
        if depth > least and chosen.isdisjoint(range(gap - APART + 1, gap + APART)):
            chosen.add(gap)
    return [(gap + 1) * SEQUENCE for gap in sorted(chosen)]


def gap_scores(sequences: Sequence[Sequence[str]]) -> Iterator[float]:
    """Yield the similarity of the blocks before and after each gap; at the ends they are shorter.

    >>> list(gap_scores([["a", "b"], ["a", ""], ["c"]]))
    [0.7071067811865475, 0.0]
    """
    counts = [Counter(filter(None, sequence)) for sequence in sequences]
    for gap in range(1, len(counts)):
        width = min(gap, BLOCK, len(counts) - gap)
        before: Counter[str] = Counter()
        after: Counter[str] = Counter()
        for i in range(width):
            before.update(counts[gap - 1 - i])
            after.update(counts[gap + i])
        yield cosine(before, after)


def smooth(scores: Sequence[float]) -> list[float]:
    """Return the mean of each score and its neighbours.

    >>> smooth([0, 3, 6, 0])
    [1.5, 3.0, 3.0, 3.0]
    """
    return [fmean(scores[max(i - 1, 0) : i + 2]) for i in range(len(scores))]


def depth_scores(scores: Sequence[float]) -> list[float]:
    """Return how far each score lies below the peaks on its sides; 0 near the ends.

    >>> depth_scores([0, 0, 5, 2, 4, 0, 0])
    [0, 0, 0.0, 5.0, 0.0, 0, 0]
    """
    clip = min(max(len(scores) // 10, 2), 5)
    depths: list[float] = [0] * len(scores)
    left, right = _peaks(scores), _peaks(scores[::-1])[::-1]
    for i in range(clip, len(scores) - clip):
        depths[i] = float(left[i] + right[i] - 2 * scores[i])
    return depths


def _peaks(scores: Sequence[float]) -> list[float]:
    """Return the peak to which each score climbs toward the left."""
    peaks = list(scores[:1])
    for before, score in pairwise(scores):
        peaks.append(peaks[-1] if before >= score else score)
    return peaks
