"""The tone of each sentence, by VADER."""

import re
from collections.abc import Collection
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import punctuation
from typing import TYPE_CHECKING

import pandas as pd

from .article import Article, per_article
from .errors import CloseReadingError
from .parse import fold, sentences
from .schema import frame

if TYPE_CHECKING:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

TREND_SHARE = 20  # the moving mean takes one twentieth of the sentences, but
TREND_LEAST = 5
NEUTRAL = 0.05  # VADER's own thresholds: from 0.05 positive, to -0.05 negative


@lru_cache(maxsize=1)
def load_analyzer() -> "SentimentIntensityAnalyzer":
    """Return NLTK's VADER with the lexicon that the package vaderSentiment brings."""
    import nltk
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    spec = find_spec("vaderSentiment")
    if spec is None or spec.origin is None:
        raise CloseReadingError(
            "VADER's lexicon is missing. Install the project's requirements (`make setup`), or "
            "the package vadersentiment."
        )
    folder = str(Path(spec.origin).parent)
    if folder not in nltk.data.path:
        nltk.data.path.append(folder)
    return SentimentIntensityAnalyzer(lexicon_file="vader_lexicon.txt")


@per_article
def tone(article: Article) -> pd.DataFrame:
    """Return one row a sentence: how friendly or hostile its words sound.

    `compound` runs from -1 (most negative) to 1 (most positive); VADER calls what lies between
    -0.05 and 0.05 neutral. A sentence without a word of the lexicon has no tone: NaN.

    Returns
    -------
    DataFrame
        Table `tone`, in the order of the text. `terms` names the words that made the score;
        `trend` is the mean over a twentieth of the sentences, at least five.

    Notes
    -----
    VADER adds up the scores of single words, corrects for negation, boosters and "but", and maps
    the sum s to s / √(s² + 15). It was made for social media. It doesn't know who speaks, toward
    whom, or what is reported: "war" and "threat" count as negative in a sentence about ending
    one, "security", "united" and "like" as positive whatever they mean. Read `terms` before
    `compound`, and a single sentence's score never alone.

    References
    ----------
    Hutto & Gilbert 2014, doi:10.1609/icwsm.v8i1.14550.

    Examples
    --------
    >>> a = Article.from_text("They trust each other. The table is round.", doc_id="a")
    >>> tone(a)[["compound", "terms"]].values.tolist()
    [[0.5106, 'trust +2.3'], [nan, '']]
    """
    analyzer = load_analyzer()
    table = sentences(article)
    scores, found = [], []
    for text in table.text.tolist():
        plain = vader_text(text)
        terms = scored_terms(plain, analyzer)
        scores.append(analyzer.polarity_scores(plain)["compound"] if terms else float("nan"))
        found.append(terms)
    width = max(TREND_LEAST, len(table) // TREND_SHARE) | 1
    trend = pd.Series(scores, dtype="float64").rolling(width, center=True, min_periods=3).mean()
    span = ["doc_id", "sent_id", "start", "end", "text", "paragraph"]
    return frame(
        "tone",
        (
            {
                **dict(zip(span, row, strict=True)),
                "compound": score,
                "trend": mean,
                "n_terms": len(terms),
                "terms": ";".join(terms),
            }
            for row, score, mean, terms in zip(
                table[span].itertuples(index=False), scores, trend, found, strict=True
            )
        ),
    )


def vader_text(text: str) -> str:
    """Return a sentence as VADER can read it: plain quotes, dashes and slashes as spaces.

    >>> vader_text("It’s power—or trust")
    "It's power or trust"
    """
    return re.sub(r"[—–/]", " ", fold(text))


def scored_terms(text: str, analyzer: "SentimentIntensityAnalyzer") -> list[str]:
    """Return the words of a sentence that the lexicon scores, each with its score."""
    lexicon, rules = analyzer.lexicon, analyzer.constants
    words = [bare(word, rules.PUNC_LIST).lower() for word in text.split() if len(word) > 1]
    return [
        f"{word} {lexicon[word]:+.1f}"
        for word in words
        if word in lexicon and word not in rules.BOOSTER_DICT
    ]


def bare(word: str, marks: Collection[str]) -> str:
    """Return a word without the marks on its one side, as VADER takes them off.

    >>> [bare(word, [",", '"', "..."]) for word in ("war,", "war...", '"war,', ":)", "a,")]
    ['war', 'war', '"war,', ':)', 'a,']
    """
    plain = word.strip(punctuation)
    if len(plain) < 2 or not set(plain).isdisjoint(punctuation):
        return word
    before, _, after = word.partition(plain)
    return plain if not (before and after) and before + after in marks else word
