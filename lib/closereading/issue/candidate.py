"""What the codebook doesn't know: noun phrases that matter in an article and match nothing."""

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article
from closereading.datafile import data_text
from closereading.mention import mentions
from closereading.schema import frame, spans
from closereading.words.phrase import IsPart, Place, c_values, noun_phrases, parts

from .codebook import Codebook
from .hit import issue_mentions, joined, per_codebook

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_SENTENCES = 2  # for a phrase of several words
MIN_SENTENCES_ALONE = 3  # for a single word


@per_codebook
def candidates(article: Article, codebook: Codebook) -> pd.DataFrame:
    """Return one row a noun phrase that matters in the article and matches no pattern.

    At least two sentences must use a phrase of several words, three a single word. Names, actors
    and numbers are left out, and so are nouns that say little by themselves ("issue", "year"). A
    phrase also counts inside longer ones: "food price" in "rising food prices". The highest
    C-value comes first, then the most frequent, then by alphabet.

    Returns
    -------
    DataFrame
        `phrase` (lemmas), `n_mentions`, `n_sentences`, `c_value`; `sent_ids` and `spans`, each
        joined by `;`.

    Notes
    -----
    C-value as in `key_phrases`, with log2(words + 1), so that single words can have one.

    References
    ----------
    K. Frantzi, S. Ananiadou, H. Mima (2000), doi:10.1007/s007999900023; A. Barrón-Cedeño et al.
    (2009), doi:10.1007/978-3-642-00382-0_10.
    """
    generic = generic_nouns()
    places: dict[tuple[str, ...], list[Place]] = {}
    for phrase in noun_phrases(article, _untaken(article, codebook)):
        for words, place in parts(phrase):
            places.setdefault(words, []).append(place)
    counts = {
        words: len(found)
        for words, found in places.items()
        if len({place.sent_id for place in found})
        >= (MIN_SENTENCES if len(words) > 1 else MIN_SENTENCES_ALONE)
        and not (len(words) == 1 and words[0] in generic)
    }
    rows: list[dict[str, Any]] = []
    for words, c_value in c_values(counts, added=1).items():
        if c_value > 0:
            sent_ids = {place.sent_id for place in places[words]}
            rows.append(
                {
                    "doc_id": article.doc_id,
                    "phrase": " ".join(words),
                    "n_mentions": counts[words],
                    "n_sentences": len(sent_ids),
                    "c_value": c_value,
                    "sent_ids": joined(sent_ids),
                    "spans": spans((place.start, place.end) for place in places[words]),
                }
            )
    rows.sort(key=lambda row: (-row["c_value"], -row["n_mentions"], row["phrase"]))
    return frame("candidates", rows)


@lru_cache(maxsize=1)
def generic_nouns() -> frozenset[str]:
    """Return the nouns that say too little to be a candidate by themselves."""
    lines = data_text("generic_nouns.txt").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def _untaken(article: Article, codebook: Codebook) -> IsPart:
    """Return whether a token is part of a phrase that touches neither an issue hit nor an actor."""
    tables = (issue_mentions(article, codebook=codebook), mentions(article))
    taken = sorted(
        span
        for table in tables
        for span in zip(table["start"].tolist(), table["end"].tolist(), strict=True)
    )
    taken_to = [0]
    for _, end in taken:
        taken_to.append(max(taken_to[-1], end))

    def is_part(token: "Token", *, is_head: bool) -> bool:
        n_before = bisect_left(taken, (token.idx + len(token), 0))
        return taken_to[n_before] <= token.idx and _is_part(token, is_head=is_head)

    return is_part


def _is_part(token: "Token", *, is_head: bool) -> bool:
    """Return whether a token belongs to the phrase rather than to what stands before it."""
    is_noun = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_lower)
    if is_head:
        return is_noun and token.is_alpha and not token.ent_type_
    is_modifier = is_noun or token.pos_ == "ADJ" or token.dep_ in ("amod", "compound")
    return token.text == "-" or (
        is_modifier and token.is_alpha and not token.is_stop and not token.ent_type_
    )
