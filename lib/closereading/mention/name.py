"""Find the names of persons: named entities, words after titles, known leaders."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from .entity import ORGANISED
from .gazetteer import plain, word_list
from .leader import is_leader
from .title import Around, title_words

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "der",
        "den",
        "di",
        "du",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "abu",
        "y",
        "e",
        "ten",
        "ter",
        "bint",
        "zu",
    ]
)
SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])


def is_name_word(token: "Token") -> bool:
    """Return whether a token can be part of a person's name."""
    text = token.text
    return (
        text[:1].isupper()
        and (text[:1].isalpha() and all(c.isalpha() or c in "-'." for c in text))
        and token.lower_ not in word_list("not_names")
    )


def is_like_a_name(token: "Token") -> bool:
    """Return whether a token of a text without capitals can be a surname."""
    return token.is_alpha and not token.is_stop and token.pos_ in {"PROPN", "NOUN", "ADJ"}


def name_key(name: str) -> str:
    """Return a name in lower case without accents, hyphens, initials and suffixes."""
    parts = re.split(r"[\s-]+", plain(name).lower())
    kept = [p for p in parts if not re.fullmatch(r"(?:[a-z]\.)+", p) and p not in SUFFIXES]
    return " ".join(kept or parts)


def name_spans(around: Around, taken: set[int]) -> list[tuple[int, int]]:
    """Return the token spans of names: named entities and what follows a title."""
    doc = around.doc
    taken = set(taken)
    spans: list[tuple[int, int]] = []
    heads, honorifics = title_words()["head"], title_words()["honorific"]
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            span = _trim(around, ent.start, ent.end - 1)
            if span and not taken & set(range(span[0], span[1] + 1)):
                span = _grow(around, *span)
                spans.append(span)
                taken.update(range(span[0], span[1] + 1))
    for token in doc[:-1]:
        after = token.i + 1
        lower = token.lower_
        plain_name = (
            after in around.scene.lower and lower in honorifics and is_like_a_name(doc[after])
        )
        if after in taken or token.i in taken or not (is_name_word(doc[after]) or plain_name):
            continue
        known = lower in honorifics or (lower in heads and _is_title_before(around, token))
        if known and after not in around.covered and not is_title_word(doc[after]):
            span = _grow(around, after, after)
            if not taken & set(range(span[0], span[1] + 1)):
                spans.append(span)
                taken.update(range(span[0], span[1] + 1))
    spans += _apposed(around, taken)
    spans += _leaders(around, taken)
    spans += _namesakes(around, taken)
    return sorted(spans)


def _apposed(around: Around, taken: set[int]) -> list[tuple[int, int]]:
    """Return names between commas after an office: "his French counterpart, Antoine Armand, …"."""
    doc, spans, heads = around.doc, [], title_words()["head"]
    for token in doc[:-4]:
        first = token.i + 2
        if token.lower_ not in heads or doc[token.i + 1].text != "," or first in taken:
            continue
        last = first
        while last + 1 < len(doc) and last < first + 3 and is_name_word(doc[last + 1]):
            last += 1
        span = range(first, last + 1)
        is_full = last > first and all(
            is_name_word(doc[i]) and doc[i].pos_ == "PROPN" and i not in around.covered
            for i in span
        )
        if (
            is_full
            and last + 1 < len(doc)
            and doc[last + 1].text in {",", "."}
            and taken.isdisjoint(span)
        ):
            spans.append((first, last))
            taken.update(span)
    return spans


def _leaders(around: Around, taken: set[int]) -> list[tuple[int, int]]:
    """Return the full names of known leaders that the named entities miss."""
    doc, spans = around.doc, []
    for token in doc:
        for length in (4, 3, 2, 1):
            last = token.i + length - 1
            named = token.text[:1].isupper() or token.i in around.scene.lower
            if last >= len(doc) or not named:
                continue
            span = range(token.i, last + 1)
            if is_leader(doc[token.i : last + 1].text) and taken.isdisjoint(span):
                spans.append((token.i, last))
                taken.update(span)
                break
    return spans


def _namesakes(around: Around, taken: set[int]) -> list[tuple[int, int]]:
    """Return persons called like a place: "Paris Hilton", where "Hilton" stands alone later."""
    doc = around.doc
    alone: dict[str, int] = defaultdict(int)
    for token in doc[1:]:
        if token.pos_ == "PROPN" and doc[token.i - 1].pos_ != "PROPN":
            alone[token.text] += 1
    spans = []
    for token in doc[:-1]:
        after = doc[token.i + 1]
        if (
            token.i in around.covered and token.dep_ == "compound" and token.head.i == after.i
            and after.i not in around.covered and after.i not in taken and token.i not in taken
            and is_name_word(after) and after.pos_ == "PROPN" and alone[after.text]
            and not is_title_word(after) and after.lower_ not in word_list("government")
            and around.covered[token.i].kind == "place" and not ORGANISED.match(after.text)
        ):  # fmt: skip
            spans.append((token.i, after.i))
            taken.update((token.i, after.i))
    return spans


def _is_title_before(around: Around, token: "Token") -> bool:
    """Return whether a head noun stands as a title before a name rather than as a word."""
    after = around.doc[token.i + 1]
    return token.text[:1].isupper() or (after.ent_type_ in {"PERSON", ""} and token.dep_ in {
        "compound", "nmod", "amod", "appos",
    })  # fmt: skip


def is_title_word(token: "Token") -> bool:
    """Return whether a token is the noun of an office or goes before one."""
    words = title_words()
    return token.lower_ in words["head"] or token.lower_ in words["modifier"]


def _trim(around: Around, first: int, last: int) -> tuple[int, int] | None:
    """Return an entity's span without titles, states, possessives and stray signs."""
    doc, words = around.doc, title_words()
    while first <= last and (
        doc[first].lower_ in words["honorific"]
        or (doc[first].lower_ in words["head"] and first < last)
        or doc[first].text in {"'s", "'", "-", "—", "–"}
        or (first in around.covered and first < last and not is_name_word(doc[first + 1]))
        or (first in around.covered and around.covered[first].rule in {"demonym", "government"})
        or not is_name_word(doc[first])
    ):
        first += 1
    while last >= first and not (is_name_word(doc[last]) or doc[last].lower_ in SUFFIXES):
        last -= 1
    if first > last or any("\n" in doc[i].text_with_ws for i in range(first, last)):
        return None
    if all(i in around.covered for i in range(first, last + 1)):
        return None
    if any(doc[i].lower_ in word_list("no_person") for i in range(first, last + 1)) or (
        first and doc[first - 1].lower_ in word_list("company")
    ):
        return None
    if first == last and (is_title_word(doc[first]) or len(doc[first].text) < 2):
        return None
    return first, last


def _particles(around: Around, first: int) -> int:
    """Return how many particles, from a token on, lead to another word of a name: von der."""
    doc = around.doc
    for i in range(first, min(first + 3, len(doc) - 1)):
        if doc[i].lower_ not in PARTICLES or doc[i].ent_type_ not in {"PERSON", ""}:
            return 0
        if is_name_word(doc[i + 1]) and i + 1 not in around.covered:
            return i + 1 - first
    return 0


def _grow(around: Around, first: int, last: int) -> tuple[int, int]:
    """Return a name's span with the capitalised words that belong to it."""
    doc, limit = around.doc, last + 5
    while last + 1 < len(doc) and last < limit and "\n" not in doc[last].text_with_ws:
        after = doc[last + 1]
        nearly = last + 2 < len(doc)
        if after.i in around.covered or is_title_word(after):
            break
        if (
            is_name_word(after)
            and after.ent_type_ in {"PERSON", ""}
            and after.pos_ in {"PROPN", "NOUN"}
        ):
            last += 1
        elif (
            after.text == "-"
            and nearly
            and not after.whitespace_
            and not doc[last].whitespace_
            and doc[last + 2].ent_type_ in {"PERSON", ""}
            and doc[last + 2].is_alpha
            and doc[last + 2].lower_ not in {"led", "era", "based", "style", "backed", "appointed"}
        ):
            last += 2
        elif n_particles := _particles(around, last + 1):
            last += n_particles + 1
        else:
            break
    return first, last
