"""Noun phrases of the text, and which of them are its key phrases: C-value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import log2
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pandas as pd

from closereading.article import Article, per_article
from closereading.parse import parse
from closereading.schema import frame, ids, spans

from .word import lower, rows_of, typed_words

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_WORDS = 4
MIN_COUNT = 2
# spaCy's entities that are no matter of a text: who, where, when and how much.
NO_MATTER = frozenset("PERSON GPE DATE TIME CARDINAL ORDINAL QUANTITY MONEY PERCENT".split())

Words = tuple[str, ...]


class IsPart(Protocol):
    """Tells of a token whether it belongs to a noun phrase."""

    def __call__(self, token: "Token", *, is_head: bool) -> bool:
        """Return whether it does; the head is the last word."""
        ...


class Phrase(NamedTuple):
    """A noun phrase: its words, which of them are nouns, where each stands, and its sentence."""

    words: Words
    is_noun: tuple[bool, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sent_id: str


class Place(NamedTuple):
    """One occurrence of a phrase, by itself or in a longer one."""

    sent_id: str
    start: int
    end: int


@per_article
def key_phrases(article: Article) -> pd.DataFrame:
    """Return one row a phrase that returns: nouns with the nouns and adjectives before them.

    A phrase also counts inside longer ones: "trade war" in "a long trade war". Names of persons,
    states and cities, dates and amounts are left out as far as spaCy knows them, and so is what
    stands only inside one longer phrase.

    Returns
    -------
    DataFrame
        Table `key_phrases`, two to four words each, twice or more in the article; by falling
        `c_value`, then `n_occurrences`, then the alphabet. `c_value`: higher = longer, and more
        often on its own.

    Notes
    -----
    C-value = log2(words) · (n − mean n of the longer phrases that contain it), each of these
    less its own occurrences in still longer ones. It ranks; it is no test. In a short text most
    phrases occur twice, and their order says nothing.

    References
    ----------
    Frantzi, Ananiadou & Mima 2000, doi:10.1007/s007999900023.

    Examples
    --------
    >>> text = "A trade war is near. No trade war ends well. Steel tariffs hurt. They hate tariffs."
    >>> table = key_phrases(Article.from_text(text, doc_id="a"))
    >>> table[["phrase", "n_occurrences", "c_value"]].values.tolist()
    [['trade war', 2, 2.0]]
    """
    typed = typed_words(article)
    lemmas = dict(rows_of(typed, "start", "lemma"))
    first = dict(rows_of(typed[~typed.sent_id.duplicated()], "start", "word"))
    places: dict[Words, list[Place]] = {}
    for phrase in noun_phrases(article, _is_part):
        words = tuple(lower(lemmas.get(start, "")) for start in phrase.starts)
        for part, place in parts(phrase._replace(words=words)):
            if len(part) > 1:
                places.setdefault(part, []).append(place)
    counts = {words: len(found) for words, found in places.items() if len(found) >= MIN_COUNT}
    folded = parse(article).doc.text
    written = {words: _writing(folded, places[words], first) for words in counts}
    rows: list[dict[str, Any]] = [
        {
            "doc_id": article.doc_id,
            "phrase": written[words],
            "n_words": len(words),
            "n_occurrences": counts[words],
            "n_sentences": len({place.sent_id for place in places[words]}),
            "c_value": value,
            "sent_ids": ids(place.sent_id for place in places[words]),
            "spans": spans((place.start, place.end) for place in places[words]),
        }
        for words, value in c_values(counts).items()
        if value > 0
    ]
    rows.sort(key=lambda row: (-row["c_value"], -row["n_occurrences"], row["phrase"]))
    return frame("key_phrases", rows)


def c_values(counts: Mapping[Words, int], *, added: int = 0) -> dict[Words, float]:
    """Return the C-value of each phrase among those that are counted.

    `added` = 1 takes log2(words + 1) for log2(words), so that single words can have one
    (Barrón-Cedeño et al. 2009, doi:10.1007/978-3-642-00382-0_10).

    >>> c_values({("war",): 5, ("long", "trade", "war"): 2}, added=1)
    {('long', 'trade', 'war'): 4.0, ('war',): 3.0}
    """
    inside: Counter[Words] = Counter()
    n_longer: Counter[Words] = Counter()
    values = {}
    for words in sorted(counts, key=len, reverse=True):
        n, size = counts[words], len(words)
        around = inside[words] / n_longer[words] if n_longer[words] else 0
        values[words] = log2(size + added) * (n - around)
        shorter = {words[i:j] for i in range(size) for j in range(i + 1, size + 1)} - {words}
        for part in shorter & counts.keys():
            inside[part] += n - inside[words]
            n_longer[part] += 1
    return values


def noun_phrases(article: Article, is_part: IsPart) -> Iterator[Phrase]:
    """Yield the noun phrases of the text up to their heads, from the last word that is no part."""
    parsed = parse(article)
    for chunk in parsed.doc.noun_chunks:
        found: list[Token] = []
        for token in reversed([token for token in chunk if token.i <= chunk.root.i]):
            if not is_part(token, is_head=not found):
                break
            if token.text != "-":
                found.insert(0, token)
        found = found[-MAX_WORDS:]
        if found:
            yield Phrase(
                tuple(token.lemma_.lower() for token in found),
                tuple(token.pos_ in ("NOUN", "PROPN") for token in found),
                tuple(token.idx for token in found),
                tuple(token.idx + len(token) for token in found),
                parsed.sentence_at(chunk.root.idx).sent_id,
            )


def parts(phrase: Phrase) -> Iterator[tuple[Words, Place]]:
    """Yield every stretch of a phrase that ends in a noun, the phrase itself included."""
    for last, is_noun in enumerate(phrase.is_noun):
        for first in range(last + 1 if is_noun else 0):
            place = Place(phrase.sent_id, phrase.starts[first], phrase.ends[last])
            yield phrase.words[first : last + 1], place


def _is_part(token: "Token", *, is_head: bool) -> bool:
    """Return whether a token is part of a key phrase."""
    if token.text == "-":
        return not is_head
    kinds = ("NOUN", "PROPN") if is_head else ("NOUN", "PROPN", "ADJ")
    return (
        token.pos_ in kinds
        and token.is_alpha
        and not token.is_stop
        and token.ent_type_ not in NO_MATTER
    )


def _writing(folded: str, places: list[Place], first: Mapping[int, str]) -> str:
    """Return how a phrase is written most often; the first words of sentences as inside them."""
    ways: Counter[str] = Counter()
    for place in places:
        word = first.get(place.start, "")
        ways[" ".join((word + folded[place.start + len(word) : place.end]).split())] += 1
    return min(ways, key=lambda way: (-ways[way], sum(map(str.isupper, way)), way))
