"""Key phrases: the authors' worked example of C-value, and literal sentences."""

import doctest
import importlib
from math import log2

import pytest

from closereading import Article
from closereading.schema import TABLES
from closereading.words import key_phrases
from closereading.words.phrase import c_values


def article(text):
    return Article.from_text(text, doc_id="a")


def rows(table, *columns):
    return table[list(columns)].to_numpy().tolist()


def test_examples_in_docstrings():
    module = importlib.import_module("closereading.words.phrase")
    assert doctest.testmod(module).failed == 0


def test_c_value_of_the_carcinomas():
    """Frantzi, Ananiadou & Mima 2000, section 2.3.1: counts and C-values of six terms."""
    example = {
        "adenoid cystic basal cell carcinoma": (5, 11.6096),
        "cystic basal cell carcinoma": (11, 12),
        "ulcerated basal cell carcinoma": (7, 14),
        "recurrent basal cell carcinoma": (5, 10),
        "circumscribed basal cell carcinoma": (3, 6),
        "basal cell carcinoma": (984, 1551.36),
    }
    found = c_values({tuple(term.split()): n for term, (n, _) in example.items()})
    for term, (_, value) in example.items():
        assert found[tuple(term.split())] == pytest.approx(value, abs=0.01), term


def test_single_words_have_a_value_with_one_added():
    assert c_values({("war",): 4}) == {("war",): 0}
    assert c_values({("war",): 4}, added=1) == {("war",): 4}


def test_a_phrase_counts_inside_longer_ones_and_anywhere_in_them():
    text = (
        "A climate change policy is here. The climate change policy is new. "
        "Climate change is real. They fear climate change."
    )
    table = key_phrases(article(text))
    assert rows(table, "phrase", "n_occurrences") == [
        ["climate change policy", 2],
        ["climate change", 4],
    ]
    assert table.c_value.tolist() == pytest.approx([log2(3) * 2, 4 - 2])


def test_what_stands_only_in_one_longer_phrase_is_left_out():
    text = "The new bike lane law passed. The bike lane law failed."
    assert key_phrases(article(text)).phrase.tolist() == ["bike lane law"]


def test_forms_of_a_phrase_are_one_and_lead_to_their_passages():
    a = article(
        "Free trade deals help. One free trade deal failed. A long-term free trade deal won."
    )
    table = key_phrases(a)
    assert table.phrase.tolist() == ["free trade deal"]
    row = table.iloc[0]
    assert (row.n_words, row.n_occurrences, row.n_sentences) == (3, 3, 3)
    assert row.sent_ids == "s001;s002;s003"
    places = [tuple(map(int, place.split("-"))) for place in row.spans.split(";")]
    assert [a.text[start:end] for start, end in places] == [
        "Free trade deals", "free trade deal", "free trade deal",
    ]  # fmt: skip


def test_a_first_word_is_written_as_inside_sentences_and_a_name_as_it_is():
    text = "Free trade helps. Free trade hurts. The Peace Prize is here. The Peace Prize went. No peace."
    assert key_phrases(article(text)).phrase.tolist() == ["Peace Prize", "free trade"]


def test_hyphens_stay_in_the_writing():
    text = "They want long-term trust. We want long-term trust."
    assert key_phrases(article(text)).phrase.tolist() == ["long-term trust"]


def test_persons_dates_and_amounts_are_no_key_phrases():
    text = "John Smith paid two million dollars last year. John Smith paid two million dollars."
    assert key_phrases(article(text)).empty


@pytest.mark.parametrize("text", ["War", "1 2 a", "WAR AND PEACE.", "<b>war</b>", "the\x00 war"])
def test_columns_never_change(text):
    table = key_phrases(article(text))
    assert list(table.columns) == [c.name for c in TABLES["key_phrases"]]
    assert [str(t) for t in table.dtypes] == [c.dtype for c in TABLES["key_phrases"]]
