"""Find lemma phrases in a text: the language in which codebook patterns are written."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from typing import Any, NamedTuple

from closereading.parse import fold, load_model, stop_words

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.'&][^\W_]+)*")
GLUE = re.compile(r"\.?['\"]*(?:[-–/]|\s*)['\"]*")  # what may stand between two words of a phrase
PHRASE = re.compile(r"[\w.&'/-]+(?: [\w.&'/-]+)*")
GROUP = re.compile(r"\(([^()]*)\)")
POSSESSIVE = re.compile(r"'[sS]?$")
PART = re.compile(r"\(([^()]*)\)|([^()\s]+)")  # of a pattern: alternatives, or a word
SIBILANT = re.compile(r"(?:[sxzo]|[cs]h)es$")  # "goes", "passes"; but "aides" is no form of "aid"
LEAVES = ""  # the key in a node of the trie under which what ends there is kept

Trie = dict[str, Any]


class Word(NamedTuple):
    """A word of the text and all the ways in which a pattern may name it."""

    forms: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=1)
def _lemma_tables() -> tuple[tuple[dict[str, list[str]], list[list[str]], frozenset[str]], ...]:
    """Return exceptions, suffix rules and known lemmas of nouns and verbs, from the spaCy model."""
    lookups = load_model().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    exceptions, rules, known = (
        lookups.get_table(f"lemma_{name}") for name in ("exc", "rules", "index")
    )
    return tuple((exceptions[p], rules[p], frozenset(known[p])) for p in ("noun", "verb"))


@lru_cache(maxsize=100_000)
def lemmas(word: str) -> frozenset[str]:
    """Return every dictionary form that a lower-case word can have, as a noun or a verb.

    The tag plays no part, so that headlines in capitals match like prose.

    >>> sorted(lemmas("sanctions")), sorted(lemmas("aging")), sorted(lemmas("cyberattacks"))
    (['sanction'], ['age', 'aging'], ['cyberattack'])
    """
    found: set[str] = set()
    for exceptions, rules, known in _lemma_tables():
        if word in exceptions:
            found.update(exceptions[word])
        elif word in known:
            found.add(word)
        found.update(
            word[: len(word) - len(old)] + new
            for old, new in rules
            if word.endswith(old)
            and word[: len(word) - len(old)] + new in known
            and ((old, new) != ("es", "") or SIBILANT.search(word))
        )
    if not found and len(word) > 3:
        for old, new in (("ies", "y"), ("s", ""), ("", "")):
            if word.endswith(old) and not word.endswith("ss"):
                return frozenset({word[: len(word) - len(old)] + new})
    return frozenset(found or {word})


@lru_cache(maxsize=100_000)
def _forms(word: str, *, is_shouted: bool) -> tuple[str, ...]:
    """Return how a pattern may name a word: as written, in lower case, by a dictionary form.

    In a sentence all in capitals WHO, US and IT are taken for function words.
    """
    plain = POSSESSIVE.sub("", word).replace(".", "")
    if is_shouted and plain.lower() in stop_words():
        return (plain.lower(),)
    return tuple(dict.fromkeys((plain, plain.lower(), *sorted(lemmas(plain.lower())))))


def runs(text: str, *, offset: int = 0) -> Iterator[list[Word]]:
    """Yield the words of a folded sentence, cut where punctuation ends a phrase.

    Hyphens, quotation marks, the dots of abbreviations and a possessive 's end none.
    """
    run: list[Word] = []
    last = 0
    is_shouted = text.isupper()
    for match in WORD.finditer(text):
        if run and not GLUE.fullmatch(text, last, match.start()):
            yield run
            run = []
        last = match.end()
        end = last - 2 if match.group()[-2:] in ("'s", "'S") else last
        run.append(
            Word(_forms(match.group(), is_shouted=is_shouted), offset + match.start(), offset + end)
        )
    if run:
        yield run


@lru_cache(maxsize=50_000)
def pattern_words(phrase: str) -> tuple[str, ...]:
    """Return the words of a plain phrase as a trie keys them.

    An abbreviation in capitals stands for itself, any other word for its forms.
    """
    words = (POSSESSIVE.sub("", word).replace(".", "") for word in WORD.findall(fold(phrase)))
    return tuple(word if len(word) > 1 and word.isupper() else word.lower() for word in words)


@lru_cache(maxsize=50_000)
def elements(pattern: str) -> list[list[tuple[str, ...]]]:
    """Return the parts of a pattern one after the other, each a list of alternatives.

    >>> elements("free-trade (deal|zone|most favoured nation)")
    [[('free', 'trade')], [('deal',), ('zone',), ('most', 'favoured', 'nation')]]
    """
    return [
        [pattern_words(phrase) for phrase in (group or plain).split("|")]
        for group, plain in PART.findall(pattern)
    ]


def is_pattern(text: str) -> bool:
    """Return whether `text` is written as a pattern: words, and alternatives in brackets."""
    folded = fold(text)
    choices = [phrase for group in GROUP.findall(folded) for phrase in group.split("|")]
    return all(
        PHRASE.fullmatch(phrase) and pattern_words(phrase)
        for phrase in [*choices, GROUP.sub("x", folded)]
    )


def build_trie(patterns: Iterable[tuple[str, Any]]) -> Trie:
    """Return the patterns as one tree of words; each is paired with what it stands for."""
    trie: Trie = {}
    for pattern, leaf in patterns:
        nodes = [trie]
        for choices in elements(pattern):
            nodes = [
                reduce(lambda below, word: below.setdefault(word, {}), choice, node)
                for node in nodes
                for choice in choices
            ]
        for node in nodes:
            node.setdefault(LEAVES, []).append(leaf)
    return trie


def phrases(trie: Trie, run: list[Word]) -> Iterator[tuple[int, int, Any]]:
    """Yield each match in a run: its first word, one past its last, what it was filed under."""
    for first in range(len(run)):
        nodes = [trie]
        for last in range(first, len(run)):
            nodes = [node[form] for node in nodes for form in run[last].forms if form in node]
            if not nodes:
                break
            for node in nodes:
                for leaf in node.get(LEAVES, ()):
                    yield first, last + 1, leaf
