"""Tone: VADER's own figures, and what isn't there stays empty."""

import doctest
import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closereading import Article
from closereading.parse import fold
from closereading.schema import TABLES
from closereading.tone import bare, load_analyzer, scored_terms, tone, vader_text


def article(text):
    return Article.from_text(text, doc_id="a")


def test_examples_in_docstrings():
    assert doctest.testmod(importlib.import_module("closereading.tone")).failed == 0


@pytest.mark.parametrize(
    ("sentence", "compound"),
    [
        ("VADER is smart, handsome, and funny.", 0.8316),
        ("VADER is smart, handsome, and funny!", 0.8439),
        ("VADER is very smart, handsome, and funny.", 0.8545),
        ("VADER is not smart, handsome, nor funny.", -0.7424),
        ("The book was good.", 0.4404),
    ],
)
def test_published_scores(sentence, compound):
    """The examples in the README of vaderSentiment, by the package's author."""
    table = tone(article(sentence))
    assert table.compound.tolist() == [compound]


def test_scores_are_nltks(seed):
    analyzer = load_analyzer()
    for row in tone(seed).itertuples():
        oracle = analyzer.polarity_scores(vader_text(row.text))["compound"]
        assert row.compound == oracle if row.n_terms else oracle == 0


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["war", "a", "it's", "U.S.", "...", "!!", "-", ",", "'", '"', ":)", "(", " "]
        ),
        max_size=12,
    ).map("".join)
)
def test_marks_are_taken_off_as_nltk_does(text):
    from nltk.sentiment.vader import SentiText

    rules = load_analyzer().constants
    oracle = SentiText(text, rules.PUNC_LIST, rules.REGEX_REMOVE_PUNCTUATION).words_and_emoticons
    assert [bare(word, rules.PUNC_LIST) for word in text.split() if len(word) > 1] == oracle


def test_a_sentence_without_a_scored_word_has_no_tone():
    table = tone(article("They trust him. The table is round. They hate war."))
    assert table.compound.isna().tolist() == [False, True, False]
    assert table.n_terms.tolist() == [1, 0, 2]
    assert table.terms.tolist() == ["trust +2.3", "", "hate -2.7;war -2.9"]


def test_a_curly_apostrophe_negates_as_a_straight_one_does():
    curly, straight = (
        tone(article(f"They don{mark}t trust him.")).compound[0] for mark in ("’", "'")
    )
    assert curly == straight < 0


def test_words_joined_by_a_dash_are_scored():
    assert scored_terms(vader_text("peace—or war"), load_analyzer()) == ["peace +2.5", "war -2.9"]


def test_boosters_are_no_terms():
    assert tone(article("They met very often.")).n_terms.tolist() == [0]


def test_trend_is_the_mean_of_five_sentences():
    table = tone(article("I trust it. I hate it. I love it. It is round. I fear it."))
    scores = table.compound
    assert table.trend[2] == pytest.approx(scores.dropna().mean())
    assert table.trend[0] == pytest.approx(scores[:3].mean())


def test_trend_needs_three_scored_sentences():
    assert tone(article("I trust it. I hate it.")).trend.isna().all()


@pytest.mark.parametrize("text", ["War", "1 2 a", "WAR AND PEACE.", "<b>war</b>", "the\x00 war"])
def test_columns_and_spans(text):
    a = article(text)
    table = tone(a)
    assert list(table.columns) == [c.name for c in TABLES["tone"]]
    assert [str(t) for t in table.dtypes] == [c.dtype for c in TABLES["tone"]]
    assert all(a.text[r.start : r.end] == r.text for r in table.itertuples())


def test_vader_text_has_only_plain_marks():
    assert vader_text("“It’s—so”") == fold('"It\'s so"')
