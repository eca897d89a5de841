"""Keyness: SciPy and hand counts as oracles; what the reference doesn't list has no measure."""

import doctest
import importlib
from math import isnan, log2

import pytest

from closereading import Article
from closereading.errors import CloseReadingError
from closereading.keyness import (
    Reference,
    general_english,
    keyness,
    log_likelihood,
    log_ratio,
    reference_from,
)
from closereading.schema import TABLES

keyness_module = importlib.import_module("closereading.keyness")


def article(text):
    return Article.from_text(text, doc_id="a")


WAR = "The war goes on. No war helps trade. They say war is war, and trade is trade."
LIST = Reference("list", {"war": 30, "say": 500}, 10_000, is_complete=False)


def test_examples_in_docstrings():
    assert doctest.testmod(keyness_module).failed == 0


@pytest.mark.parametrize(("a", "b", "c", "d"), [(11, 3, 1021, 50_000), (2, 900, 1000, 9000)])
def test_g2_agrees_with_scipy(a, b, c, d):
    from scipy.stats import power_divergence

    expected = [c * (a + b) / (c + d), d * (a + b) / (c + d)]
    oracle = power_divergence([a, b], expected, lambda_="log-likelihood").statistic
    assert log_likelihood(a, b, c, d) == pytest.approx(oracle)


def test_equal_rates_make_no_difference():
    assert log_likelihood(5, 50, 100, 1000) == pytest.approx(0)
    assert log_ratio(5, 50, 100, 1000) == 0


def test_log_ratio_counts_half_an_occurrence_for_none():
    assert log_ratio(4, 0, 100, 100) == 3


def test_counts_of_both_sides():
    table = keyness(article(WAR), LIST).set_index("type")
    assert table.n_occurrences.to_dict() == {"war": 4, "trade": 3}
    war = table.loc["war"]
    assert war.n_reference == 30
    assert war.rate_per_1k == pytest.approx(4 / 17 * 1000)
    assert war.reference_per_1k == 3
    assert war.log_ratio == pytest.approx(log2(4 / 17 / 0.003))
    assert war.sent_ids == "s001;s002;s003"


def test_a_word_that_an_incomplete_reference_lacks_is_last_and_unmeasured():
    table = keyness(article(WAR), LIST)
    assert table.type.tolist() == ["war", "trade"]
    last = table.iloc[-1]
    assert all(map(isnan, (last.n_reference, last.log_likelihood, last.log_ratio)))


def test_a_word_that_a_complete_reference_lacks_is_measured():
    table = keyness(article(WAR), LIST._replace(is_complete=True))
    assert table.n_reference.tolist() == [0, 30]
    assert table.type.tolist() == ["trade", "war"]


def test_underused_words_come_after_overused_ones():
    reference = Reference("r", {"war": 9_000, "trade": 10}, 10_000, is_complete=True)
    table = keyness(article(WAR), reference)
    assert table.type.tolist() == ["trade", "war"]
    assert table.log_ratio[1] < 0


def test_other_articles_as_reference():
    reference = reference_from([article("War is WAR."), article("Peace, they say.")])
    assert reference.counts == {"war": 2, "is": 1, "peace": 1, "they": 1, "say": 1}
    assert reference.n_words == 6
    assert reference.is_complete


@pytest.mark.parametrize("text", ["War", "1 2 a", "WAR AND PEACE.", "the\x00 war"])
def test_columns_never_change(text):
    table = keyness(article(text), LIST, min_count=1)
    assert list(table.columns) == [c.name for c in TABLES["keyness"]]
    assert [str(t) for t in table.dtypes] == [c.dtype for c in TABLES["keyness"]]


def test_a_missing_list_says_what_to_install(monkeypatch):
    general_english.cache_clear()
    monkeypatch.setattr(keyness_module, "find_spec", lambda _: None)
    with pytest.raises(CloseReadingError, match="symspellpy"):
        general_english()


def test_general_english_has_the_publishers_counts():
    """The counts that P. Norvig's list of the same data gives."""
    general_english.cache_clear()
    reference = general_english()
    assert reference.counts["the"] == 23_135_851_162
    assert reference.counts["of"] == 13_151_942_776
    assert not reference.is_complete
