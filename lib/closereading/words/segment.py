"""Where an article changes its vocabulary, and so perhaps its topic."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pandas as pd

from closereading.article import Article, per_article
from closereading.parse import sentences
from closereading.schema import frame

from .paragraph import keywords
from .word import ids, typed_words

SEQUENCE = 20  # words in a token sequence, and
BLOCK = 10  # sequences in a block: Hearst's values
NEEDED = 2 * SEQUENCE * BLOCK  # words: one block on each side of a gap


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
    Hearst 1997, Computational Linguistics 23(1), in NLTK's implementation.
    """
    from nltk.tokenize.texttiling import TextTilingTokenizer
    from spacy.lang.en.stop_words import STOP_WORDS

    words = typed_words(article)
    lemmas = words["lemma"].str.lower().str.replace(r"\W+", "", regex=True).replace("", "x")
    parts = [" ".join(group) for _, group in lemmas.groupby(words["sent_id"], sort=False)]
    firsts = [0]
    if len(words) >= NEEDED and len(parts) > 1:
        tiling = TextTilingTokenizer(w=SEQUENCE, k=BLOCK, stopwords=STOP_WORDS)
        for tile in tiling.tokenize("\n\n".join(parts))[:-1]:
            firsts.append(firsts[-1] + len(tile.split()))
    table = sentences(article)
    order = {sent_id: i for i, sent_id in enumerate(table["sent_id"])}
    bounds = [0, *(order[words["sent_id"].iloc[first]] for first in firsts[1:]), len(table)]
    total = Counter(words.loc[words["is_content"], "lemma"])
    rows: list[dict[str, Any]] = []
    for first, last in pairwise(bounds):
        own = table.iloc[first:last]
        inside = words["sent_id"].isin(own["sent_id"])
        start, end = int(own["start"].iloc[0]), int(own["end"].iloc[-1])
        rows.append(
            {
                "doc_id": article.doc_id,
                "sent_id": own["sent_id"].iloc[0],
                "start": start,
                "end": end,
                "text": article.text[start:end],
                "segment": len(rows) + 1,
                "n_sentences": len(own),
                "n_words": int(inside.sum()),
                "keywords": ";".join(
                    keywords(Counter(words.loc[inside & words["is_content"], "lemma"]), total)
                ),
                "sent_ids": ids(own["sent_id"]),
            }
        )
    return frame("segments", rows)
