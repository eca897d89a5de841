"""Measures of a text and of its paragraphs: published examples and other tools as oracles."""

from collections import Counter
from math import isnan

import pytest

from closereading import Article
from closereading.parse import fold, sentences
from closereading.words import (
    measures,
    paragraphs,
)
from closereading.words.collocation import association
from closereading.words.measure import (
    MEASURES,
    _factors,
    mattr,
    mtld,
    orthographic_words,
    readability,
    syllables,
)
from closereading.words.paragraph import keywords, similarity


def article(text, doc_id="a"):
    return Article.from_text(text, doc_id=doc_id)


def rows(table, *columns):
    return table[list(columns)].to_numpy().tolist()


# measures


@pytest.mark.parametrize(
    ("words", "of_mattr", "of_mtld"),
    [
        ([f"w{(i * i) % 37}" for i in range(300)], 0.38, 18.971774193548388),
        ([f"w{(i**3 + i // 7) % 83}" for i in range(400)], 0.7965242165242185, 68.41521498010047),
    ],
)
def test_diversity_as_lexicalrichness_and_lexical_diversity_have_it(words, of_mattr, of_mtld):
    """lexicalrichness 0.5.1 and lexical-diversity 0.1.1 agree on these figures."""
    assert mattr(words) == pytest.approx(of_mattr)
    assert mtld(words) == pytest.approx(of_mtld)


def test_mtld_counts_a_factor_where_the_ratio_falls():
    """McCarthy & Jarvis 2010, p. 384: the sixth word brings 0.667, the rest is at 1.00."""
    words = ["of", "the", "people", "by", "the", "people", "for", "the", "people"]
    assert _factors(words) == 1
    assert _factors(words[:5]) == pytest.approx((1 - 0.8) / (1 - 0.72))


def test_diversity_is_undefined_without_words_enough():
    assert isnan(mattr(["a"] * 49))
    assert mattr(["a"] * 50) == 1 / 50
    assert isnan(mtld(["a", "b"]))
    assert isnan(mtld([]))


def test_readability_of_the_platypus():
    """Wikipedia's worked example for Flesch-Kincaid: 13 words, 24 syllables, grade 11.3."""
    text = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    words = orthographic_words(text)
    assert sum(map(syllables, words)) == 24
    assert round(readability(words, 1)["grade"], 1) == 11.3


def test_readability_of_the_cat():
    """Wikipedia's example for Reading Ease: "The cat sat on the mat." scores 116."""
    scores = readability(["The", "cat", "sat", "on", "the", "mat."], 1)
    assert round(scores["reading_ease"]) == 116
    assert scores["lix"] == 6


def test_lix_counts_words_of_more_than_six_letters():
    assert readability(["A", "summit", "on", "tariffs", "(foreign)", "ended", "early."], 1)[
        "lix"
    ] == (pytest.approx(7 + 100 * 2 / 7))


@pytest.mark.parametrize(
    ("word", "n"),
    [("cooperation", 5), ("minister", 3), ("talked", 1), ("wanted", 2), ("prices", 2),
     ("the", 1), ("table", 2), ("statement", 2), ("being", 2), ("nations", 2), ("situation", 4),
     ("area", 3), ("soviet", 3), ("Ukraine’s", 2), ("don't", 1), ("1990", 4), ("—", 0)],
)  # fmt: skip
def test_syllables(word, n):
    """By the Merriam-Webster dictionary, where "Ukraine" has two."""
    assert syllables(fold(word)) == n


def test_measures_of_an_article():
    text = "A Headline\n\n" + "The ministers met in Tokyo today. " * 20
    table = measures(article(text)).set_index("measure").value
    assert table.head(5).to_dict() == {
        "n_words": 122, "n_types": 8, "n_sentences": 21, "n_paragraphs": 2, "words_per_sentence": 6,
    }  # fmt: skip
    assert table.content_pct == pytest.approx(81 / 122 * 100)
    assert table.lix == pytest.approx(6 + 100 / 6)
    assert table.notna().all()


def test_measures_of_a_short_article_are_undefined():
    table = measures(article("War came."))
    assert table.value.isna().tolist() == [False] * 6 + [True] * 5
    assert table.measure.tolist() == list(MEASURES)


# paragraphs

THREE = (
    "A Short Headline\n\n"
    "The rain fell in the north. No rain came to the south coast, where farmers waited for rain, "
    "watched clouds and prayed.\n\n"
    "The rain fell in the north. No rain came to the south coast, where farmers waited for rain, "
    "watched clouds and prayed.\n\n"
    "Free trade grew. New tariffs on free trade hurt ports, banks, shops, mills and mines.\n\n"
    "They left."
)


def test_paragraphs_havekeywords_and_similarity():
    a = article(THREE)
    table = paragraphs(a)
    assert table.is_heading.tolist() == [True, False, False, False, False]
    assert table.keywords.tolist() == ["", "rain", "rain", "free;trade", ""]
    assert table.similarity.isna().tolist() == [True, True, False, False, True]
    assert table.similarity[2] == pytest.approx(1)
    assert table.similarity[3] == 0
    assert table.sent_ids.tolist() == ["s001", "s002;s003", "s004;s005", "s006;s007", "s008"]
    assert all(a.text[r.start : r.end] == r.text for r in table.itertuples())
    assert table.n_words.sum() == sentences(a).n_words.sum()


def testkeywords_of_a_paragraph_by_g2():
    """In "trade" 3 of 5 here, 3 of 10 in all: G² by SciPy; "war" is as frequent elsewhere."""
    from scipy.stats import chi2_contingency

    table = [[3, 0], [2, 5]]
    g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert association(3, 3, 5, 10)["log_likelihood"] == pytest.approx(g2)
    here, rest = Counter(trade=3, war=2), Counter(war=2, peace=3)
    assert keywords(here, here + rest) == ["trade"]


def testsimilarity():
    assert similarity(Counter(a=5, b=5), Counter(a=5, c=5)) == pytest.approx(0.5)
    assert isnan(similarity(Counter(a=9), Counter(a=10)))
    assert isnan(similarity(None, Counter(a=10)))
