"""What the codebook doesn't know: noun phrases that matter in an article and match nothing."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from math import log2
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from closereading.article import Article
from closereading.mention import mentions
from closereading.parse import parse
from closereading.schema import frame, spans

from .codebook import Codebook
from .hit import issue_mentions, joined, per_codebook

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MIN_SENTENCES = 2  # for a phrase of several words
MIN_SENTENCES_ALONE = 3  # for a single word
MAX_WORDS = 4
GENERIC = "generic_nouns.txt"


class Phrase(NamedTuple):
    """A noun phrase of the text: its words as lemmas, where each starts, and its sentence."""

    words: tuple[str, ...]
    sent_id: str
    starts: tuple[int, ...]
    end: int


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
    C-value = log2(words + 1) · (n − mean n of the longer candidates that contain the phrase):
    the 1 lets single words in. It ranks; it is no test.

    References
    ----------
    K. Frantzi, S. Ananiadou, H. Mima (2000), doi:10.1007/s007999900023; A. Barrón-Cedeño et al.
    (2009), doi:10.1007/978-3-642-00382-0_10.
    """
    generic = generic_nouns()
    found: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in _phrases(article, codebook):
        for n_words in range(1, len(phrase.words) + 1):
            found.setdefault(phrase.words[-n_words:], []).append(phrase)
    kept = {
        words: phrases
        for words, phrases in found.items()
        if len({p.sent_id for p in phrases})
        >= (MIN_SENTENCES if len(words) > 1 else MIN_SENTENCES_ALONE)
        and not (len(words) == 1 and words[0] in generic)
    }
    longer: dict[tuple[str, ...], list[int]] = {}
    for words, phrases in kept.items():
        for n_words in range(1, len(words)):
            longer.setdefault(words[-n_words:], []).append(len(phrases))
    rows: list[dict[str, Any]] = []
    for words, phrases in kept.items():
        around = longer.get(words, [0])
        c_value = log2(len(words) + 1) * (len(phrases) - sum(around) / len(around))
        if c_value > 0:
            sent_ids = {p.sent_id for p in phrases}
            rows.append(
                {
                    "doc_id": article.doc_id,
                    "phrase": " ".join(words),
                    "n_mentions": len(phrases),
                    "n_sentences": len(sent_ids),
                    "c_value": c_value,
                    "sent_ids": joined(sent_ids),
                    "spans": spans((p.starts[-len(words)], p.end) for p in phrases),
                }
            )
    rows.sort(key=lambda row: (-row["c_value"], -row["n_mentions"], row["phrase"]))
    return frame("candidates", rows)


@lru_cache(maxsize=1)
def generic_nouns() -> frozenset[str]:
    """Return the nouns that say too little to be a candidate by themselves."""
    lines = files("closereading").joinpath("data", GENERIC).read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def _phrases(article: Article, codebook: Codebook) -> Iterator[Phrase]:
    """Yield the common-noun phrases of the text that touch neither an issue hit nor an actor."""
    parsed = parse(article)
    tables = (issue_mentions(article, codebook=codebook), mentions(article))
    taken = sorted(
        span
        for table in tables
        for span in zip(table["start"].tolist(), table["end"].tolist(), strict=True)
    )
    taken_to = [0]
    for _, end in taken:
        taken_to.append(max(taken_to[-1], end))

    def is_taken(token: "Token") -> bool:
        n_before = bisect_left(taken, (token.idx + len(token), 0))
        return taken_to[n_before] > token.idx

    for chunk in parsed.doc.noun_chunks:
        words: list[str] = []
        starts: list[int] = []
        for token in reversed(_core(chunk)):
            if is_taken(token) or not _is_part(token, is_head=not words):
                break
            if token.text != "-":
                words.insert(0, token.lemma_.lower())
                starts.insert(0, token.idx)
        if words:
            sent_id = parsed.sentence_at(chunk.root.idx).sent_id
            end = chunk.root.idx + len(chunk.root)
            yield Phrase(tuple(words[-MAX_WORDS:]), sent_id, tuple(starts[-MAX_WORDS:]), end)


def _core(chunk: "Span") -> "list[Token]":
    """Return the tokens of a noun phrase up to its head."""
    return [token for token in chunk if token.i <= chunk.root.i]


def _is_part(token: "Token", *, is_head: bool) -> bool:
    """Return whether a token belongs to the phrase rather than to what stands before it."""
    is_noun = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_lower)
    if is_head:
        return is_noun and token.is_alpha and not token.ent_type_
    is_modifier = is_noun or token.pos_ == "ADJ" or token.dep_ in ("amod", "compound")
    return token.text == "-" or (
        is_modifier and token.is_alpha and not token.is_stop and not token.ent_type_
    )
