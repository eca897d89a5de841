"""Find articles that are copies of one another, so that each text is counted once."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from closereading.schema import frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_WORDS = 5  # of a shingle
MIN_SIMILARITY = 0.5
WORD = re.compile(r"\w+")


def copies_among(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, min_similarity: float = MIN_SIMILARITY
) -> pd.DataFrame:
    """Return one row an article of which half or more stands in an article that is kept, too.

    Articles are taken in the order of their publication (without a date: last), longer ones
    first, then by id. An article is a copy of the earlier kept one with which it shares most, from
    `min_similarity` on; the earlier one is kept. One that holds another, or is held by it, without
    being alike (a brief and the report that quotes all of it) is listed, and counted.

    Returns
    -------
    DataFrame
        Table `copies`, in the order of `articles`.

    Notes
    -----
    Shingles: the distinct sequences of five words in lower case, across sentences; a text of
    fewer words is one shingle. similarity = |A ∩ B| / |A ∪ B| (Jaccard), held = |A ∩ B| / min(|A|,
    |B|). All are compared exactly, by an inverted index of the shingles that two articles share.
    A paragraph that is replaced, one of five of equal length, leaves a similarity of 0.67.

    References
    ----------
    Broder 1997, doi:10.1109/SEQUEN.1997.666900.
    """
    texts = sentences.groupby("doc_id", sort=False)["text"].agg(" ".join)
    known = articles[articles["doc_id"].isin(texts.index)]
    undated = known["published"].where(known["published"] != "", "9999-99")
    order = known.assign(undated=undated).sort_values(
        ["undated", "n_words", "doc_id"], ascending=[True, False, True]
    )
    doc_ids = order["doc_id"].tolist()
    shingles, shared = shared_shingles([texts[doc_id] for doc_id in doc_ids])
    kept_with: dict[int, list[int]] = {}
    rows: dict[str, dict[str, object]] = {}
    for i, doc_id in enumerate(doc_ids):
        hits: Counter[int] = Counter()
        for shingle in shared[i]:
            hits.update(kept_with.get(shingle, ()))
        is_copy = False
        if hits:
            best, n_shared = max(hits.items(), key=lambda hit: (alike(hit, i, shingles), -hit[0]))
            similarity = alike((best, n_shared), i, shingles)
            is_copy = similarity >= min_similarity
            held = n_shared / min(shingles[i], shingles[best])
            if is_copy or held >= 0.5:
                rows[doc_id] = {
                    "doc_id": doc_id,
                    "copy_of": doc_ids[best],
                    "is_copy": is_copy,
                    "similarity": similarity,
                    "held": held,
                    "n_shared": n_shared,
                }
        if not is_copy:
            for shingle in shared[i]:
                kept_with.setdefault(shingle, []).append(i)
    own = own_sentences(sentences, {doc_id: str(row["copy_of"]) for doc_id, row in rows.items()})
    ordered = [doc_id for doc_id in articles["doc_id"] if doc_id in rows]
    return frame("copies", ({**rows[doc_id], "sent_ids": own[doc_id]} for doc_id in ordered))


def alike(hit: tuple[int, int], i: int, n_shingles: Sequence[int]) -> float:
    """Return the Jaccard index of text `i` with the one that was hit."""
    other, n_shared = hit
    return n_shared / (n_shingles[i] + n_shingles[other] - n_shared)


def shared_shingles(texts: Sequence[str]) -> tuple[list[int], list[list[int]]]:
    """Return how many shingles each text has, and which of them another text has as well."""
    import numpy as np

    vocabulary: dict[str, int] = {}
    hashes: list[NDArray[np.uint64]] = []
    salt = np.random.default_rng(1).integers(1, 2**63, N_WORDS, dtype=np.uint64) * 2 + 1
    for text in texts:
        words = WORD.findall(text.lower())
        codes = [vocabulary.setdefault(word, len(vocabulary) + 1) for word in words]
        codes += [0] * (N_WORDS - len(codes))
        windows = np.lib.stride_tricks.sliding_window_view(np.array(codes, np.uint64), N_WORDS)
        hashes.append(np.unique((windows * salt).sum(axis=1, dtype=np.uint64)))
    if not hashes:
        return [], []
    found, at, n = np.unique(np.concatenate(hashes), return_inverse=True, return_counts=True)
    del found
    parts = np.split(at, np.cumsum([len(part) for part in hashes])[:-1])
    return [len(part) for part in hashes], [part[n[part] > 1].tolist() for part in parts]


def own_sentences(sentences: pd.DataFrame, copy_of: dict[str, str]) -> dict[str, str]:
    """Return the sentences of each copy that its original doesn't have, word for word."""
    involved = sentences[sentences["doc_id"].isin({*copy_of, *copy_of.values()})]
    texts = {key: dict(zip(t["sent_id"], t["text"], strict=True)) for key, t in
             involved.groupby("doc_id")}  # fmt: skip
    return {
        doc_id: ";".join(
            f"{doc_id}#{sent_id}"
            for sent_id, text in texts[doc_id].items()
            if text not in set(texts[kept].values())
        )
        for doc_id, kept in copy_of.items()
    }
