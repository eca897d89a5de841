"""Keyness: SciPy and hand counts as oracles; what the reference doesn't list has no measure."""

import doctest
import importlib
import random
from math import isnan, log2

import pytest

from closereading import Article
from closereading.errors import CloseReadingError, ParameterError
from closereading.keyness import (
    Reference,
    general_english,
    keyness,
    log_likelihood,
    log_ratio,
    reference_from,
)
from closereading.keyness.measure import benjamini_hochberg, rank_p
from closereading.keyness.reference import form_counts
from closereading.schema import TABLES
from closereading.words.word import typed_words

measure = importlib.import_module("closereading.keyness.measure")
reference_module = importlib.import_module("closereading.keyness.reference")


def article(text):
    return Article.from_text(text, doc_id="a")


WAR = "The war goes on. No war helps trade. They say war is war, and trade is trade."
LIST = Reference("list", {"war": 30, "say": 500}, 10_000, is_complete=False)


@pytest.mark.parametrize("module", [measure, reference_module])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


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


def test_totals_of_both_sides_give_g2_again():
    row = keyness(article(WAR), LIST).iloc[0]
    counts = row.n_occurrences, row.n_reference, row.n_words, row.n_reference_words
    assert counts == (4, 30, 17, 10_000)
    assert log_likelihood(*counts) == row.log_likelihood
    assert log_ratio(*counts) == row.log_ratio
    assert row.reference == "list"


def test_words_are_counted_without_a_parse_as_with_one(seed):
    oracle = typed_words(seed).word.str.lower().value_counts().to_dict()
    assert form_counts(seed.text) == oracle
    odd = article("İ don’t\u00a0know; U.S.-led\nwar\n\nWAR—war, 10% ﬁt")
    assert form_counts(odd.text) == typed_words(odd).word.str.lower().value_counts().to_dict()


# p-values between articles


def test_p_is_that_of_the_exact_rank_test_of_one_against_many():
    from scipy.stats import mannwhitneyu

    pick = random.Random(7)  # noqa: S311
    counts = [{"war": n, "hail": 1000 - n} for n in pick.sample(range(1000), 30)]
    for own in counts[:8]:
        others = [one for one in counts if one is not own]
        rates = [one["war"] for one in others]
        oracle = mannwhitneyu([own["war"]], rates, alternative="greater", method="exact").pvalue
        assert rank_p(own, others, min_count=1)["war"] == pytest.approx(oracle)


def test_p_is_adjusted_as_scipy_does():
    from scipy.stats import false_discovery_control

    pick = random.Random(3)  # noqa: S311
    p_values = [pick.random() ** 3 for _ in range(50)]
    assert benjamini_hochberg(p_values) == pytest.approx(list(false_discovery_control(p_values)))
    assert benjamini_hochberg([]) == []


def test_p_needs_nineteen_other_articles():
    others = [article(f"Peace holds, they say: {'peace ' * n}") for n in range(19)]
    table = keyness(article(WAR), reference_from(others))
    assert table.p[table.type == "war"].tolist() == [1 / 20]
    assert table.n_articles.tolist() == [0, 0]
    assert keyness(article(WAR), reference_from(others[1:])).p.isna().all()
    assert keyness(article(WAR), LIST).p.isna().all()
    assert keyness(article(WAR), LIST).n_articles.isna().all()


def test_names_are_left_out_unless_asked_for():
    a = article(
        "North Korea met South Korea. Korea waits for peace. They want peace. Peace is far."
    )
    known = LIST._replace(is_complete=True)
    assert keyness(a, known).type.tolist() == ["peace"]
    assert sorted(keyness(a, known, names=True).type) == ["Korea", "peace"]


def test_each_article_leads_in_some_words_which_proves_nothing():
    """Thirty articles of one kind, each with a name of its own: no name is sure to be special."""
    texts = [f"Mr Name{chr(97 + n)} is here. " * 3 + "It rains. " * 20 for n in range(26)]
    reference = reference_from(map(article, texts[1:]))
    row = keyness(article(texts[0]), reference, names=True).set_index("type").loc["Namea"]
    assert row.p == pytest.approx(1 / 26)
    assert row.p_adjusted > 0.5


def test_many_words_of_its_own_set_an_article_apart():
    texts = [f"Mr Name{chr(97 + n)} is here. " * 3 + "It rains. " * 20 for n in range(100)]
    odd = "The war, trade, famine, flood, drought, plague, quake, storm, riot and raid came. " * 3
    table = keyness(article(odd), reference_from(map(article, texts[1:])))
    assert len(table) >= 10
    assert (table.p_adjusted < 0.5).all()


# folders


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A project with three articles, one of them twice, and a file that can't be read."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "notebooks").mkdir()
    for name, text in {
        "one": WAR, "copy": WAR, "two": "Peace, they say.", "three": "War is WAR.", "odd": "1 2",
    }.items():  # fmt: skip
        (seeds / f"{name}.txt").write_text(text, "utf-8")
    (seeds / "README.md").write_text("War war war.", "utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_other_articles_of_seeds(shelf):
    from closereading import load_article

    reference = reference_from("seeds", besides=load_article("one"))
    assert reference.name == "the 2 other articles in seeds/"
    assert reference.counts == {"war": 2, "is": 1, "peace": 1, "they": 1, "say": 1}
    assert len(reference.articles) == 2


def test_a_folder_is_found_from_where_a_notebook_runs(shelf, monkeypatch):
    monkeypatch.chdir(shelf / "notebooks")
    for name in ("seeds", "../seeds", str(shelf / "seeds")):
        assert reference_from(name, besides=article(WAR)).n_words == 6
    assert reference_from("english") is general_english()


def test_where_there_are_no_others_the_table_is_empty(shelf):
    reference = reference_from("empty", besides=article(WAR))
    assert (reference.name, reference.n_words) == ("other articles in empty/", 0)
    assert keyness(article(WAR), reference).empty


def test_no_such_folder_says_what_is_allowed(shelf):
    with pytest.raises(ParameterError, match="english, seeds, or a folder"):
        reference_from("germna")


def test_a_large_folder_is_counted_in_part(shelf, monkeypatch):
    monkeypatch.setattr(reference_module, "MAX_WORDS", 2)
    reference = reference_from("seeds", besides=article("No such text."))
    assert len(reference.articles) == 1
    assert reference.name.startswith("1 of the ")
    assert reference == reference_from("seeds", besides=article("No such text."))


def test_a_folder_is_counted_once(tmp_path, monkeypatch):
    totals = []

    class Counted(reference_module.Counter):
        def total(self):
            totals.append(len(self))
            return super().total()

    for i in range(40):
        (tmp_path / f"{i}.txt").write_text(f"War {i}.", "utf-8")
    monkeypatch.setattr(reference_module, "Counter", Counted)
    assert reference_from(str(tmp_path)).n_words == 80
    assert len(totals) == 40 + 1  # one a file, and one of all


# whatever the text


@pytest.mark.parametrize("text", ["War", "1 2 a", "WAR AND PEACE.", "the\x00 war"])
def test_columns_never_change(text):
    table = keyness(article(text), LIST, min_count=1)
    assert list(table.columns) == [c.name for c in TABLES["keyness"]]
    assert [str(t) for t in table.dtypes] == [c.dtype for c in TABLES["keyness"]]


def test_a_missing_list_says_what_to_install(monkeypatch):
    general_english.cache_clear()
    monkeypatch.setattr(reference_module, "find_spec", lambda _: None)
    with pytest.raises(CloseReadingError, match="symspellpy"):
        general_english()


def test_general_english_has_the_publishers_counts():
    """The counts that P. Norvig's list of the same data gives."""
    general_english.cache_clear()
    reference = general_english()
    assert reference.counts["the"] == 23_135_851_162
    assert reference.counts["of"] == 13_151_942_776
    assert not reference.is_complete
