"""Tables as a reader sees them."""

import pandas as pd
import pytest
from page_fixtures import Page, an_article

from closereading.report.display import (
    header,
    show,
)
from closereading.report.table import label_of, numbers, sentence_links
from closereading.schema import TABLES


def test_a_table_has_a_caption_header_cells_and_numbers_to_the_right():
    table = pd.DataFrame({"word": ["war"], "n_occurrences": [1234], "rate_per_1k": [0.25]})
    page = Page(show(table, caption="Words").html)
    assert page.tags.count("caption") == 1
    assert page.values("scope") == ["col"] * 3
    assert page.texts == [
        "Words",
        "word",
        "occurrences",
        "rate per 1,000 words",
        "war",
        "1,234",
        "0.25",
    ]
    assert page.values("class").count("cr-num") == 4


def test_every_code_whose_words_stand_beside_it_is_hidden():
    tie = {"actor": "KEN", "other": "TZA", "name": "Kenya", "other_name": "Tanzania", "n": 3}
    assert Page(show(pd.DataFrame([tie]), caption="Ties").html).texts == [
        "Ties", "actor", "other", "n", "Kenya", "Tanzania", "3",
    ]  # fmt: skip
    two = pd.DataFrame([{"actor": "KEN", "actor_id": "ke", "name": "Kenya", "issue": "war"}])
    shown = Page(show(two, caption="Two").html).texts
    assert shown == ["Two", "actor", "issue", "Kenya", "war"]
    given = show(two, caption="Two", columns=["actor", "name"]).html
    assert Page(given).texts == ["Two", "actor", "name", "KEN", "Kenya"]


def test_sentences_in_a_table_lead_to_the_article():
    table = pd.DataFrame({"word": ["war"], "sent_ids": ["s001;s014"]})
    page = Page(show(table, caption="Words").html)
    assert page.values("href") == ["#s001", "#s014"]


def test_many_sentences_are_one_link_and_none_is_lost():
    ids = [f"s{i:03d}" for i in range(1, 41)]
    page = Page(sentence_links(";".join(ids)))
    assert page.values("href") == ["#s001"]
    assert page.values("data-passages") == [";".join(ids)]
    assert page.text == "40 sentences"


def test_a_count_names_its_passages():
    row = {
        "word": "war",
        "n_occurrences": 2,
        "n_sentences": 1,
        "sent_ids": "s004",
        "spans": "1-4;9-12",
    }
    page = Page(show(pd.DataFrame([row]), caption="Words").html)
    assert page.values("data-passages") == ["1-4;9-12", "s004"]
    assert page.values("href") == ["#s004"] * 3
    assert "spans" not in page.text


def test_a_count_that_its_passages_dont_bear_out_leads_nowhere():
    row = {
        "n_occurrences": 3,
        "n_terms": 2,
        "n_sentences": 1,
        "sent_ids": "s001;s002",
        "spans": "1-4;9-12",
    }
    assert Page(show(pd.DataFrame([row]), caption="x").html).values("data-passages") == []


def test_a_very_long_table_says_where_the_rest_is():
    shown = show(pd.DataFrame({"word": [f"w{i}w" for i in range(100)]}), caption="Words").html
    assert "w59w" in shown
    assert "w60w" not in shown
    assert "40 others are in the CSV" in shown


def test_what_is_no_sentence_id_is_text():
    page = Page(sentence_links('s001;"><script>x</script>'))
    assert page.values("href") == ["#s001"]
    assert page.text == 's001 "><script>x</script>'


def test_a_long_table_is_folded_and_none_of_its_rows_is_lost():
    table = pd.DataFrame({"word": [f"w{i}w" for i in range(30)]})
    shown = show(table, caption="Words", max_rows=12).html
    first, folded = shown.split("<details")
    assert [f"w{i}w" in first for i in (0, 11, 12)] == [True, True, False]
    assert all(f"w{i}w" in folded for i in range(12, 30))
    assert "18 more rows" in folded


def test_several_values_in_a_cell_are_set_apart_and_the_articles_own_words_are_not():
    table = pd.DataFrame({"actors": ["CHN;<KOR>"], "text": ["a;b and a longer text"]})
    assert Page(show(table, caption="x").html).texts[3:] == ["CHN; <KOR>", "a;b and a longer text"]


def test_a_terminal_gets_plain_text_that_does_nothing():
    table = pd.DataFrame({"word": ["a\x1b[31mb"] * 3})
    shown = repr(show(table, caption="Words", max_rows=2))
    assert [line.strip() for line in shown.split("\n")] == [
        "Words", "word", "a␛[31mb", "a␛[31mb", "… 1 more"
    ]  # fmt: skip


def test_an_empty_table_is_a_sentence():
    page = Page(show(pd.DataFrame({"word": []}), caption="Dates").html)
    assert page.text == "Dates — nothing was found."
    assert "table" not in page.tags


def test_columns_can_be_chosen_and_named():
    table = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    assert "three" in show(table, caption="x", columns={"c": "three"}).html
    assert Page(show(table, caption="x", columns=["c", "a"]).html).texts == [
        "x",
        "c",
        "a",
        "3",
        "1",
    ]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([0, -3, 1_000_000], ["0", "−3", "1,000,000"]),
        ([1.0, float("nan")], ["1", "–"]),
        ([0.5, 12.345, -0.25], ["0.50", "12.35", "−0.25"]),
        ([0.5, 0.00012], ["0.50", "0.0001"]),
        ([0.5, float("inf")], ["0.50", "inf"]),
        ([], []),
    ],
)
def test_numbers_are_written_as_they_are_read(values, shown):
    assert numbers(pd.Series(values, dtype="float64")) == shown


def test_measures_of_several_units_keep_their_own_decimals():
    table = pd.DataFrame({"value": [202, 0.5, float("nan")]})
    assert Page(show(table, caption="x").html).texts == ["x", "value", "202", "0.50", "–"]


def test_one_is_not_many():
    assert "1 word in 1 sentence" in Page(header(an_article("Rain")).html).texts


def test_keys_and_offsets_stay_in_the_csv():
    spans = {"doc_id": "a", "start": 1, "end": 2, "timex_id": "a:t1-2", "actor_id": "CHN"}
    page = Page(show(pd.DataFrame([spans]), caption="x").html)
    assert page.texts == ["x", "actor", "CHN"]
    two = pd.DataFrame([spans, spans | {"doc_id": "b"}])
    assert "article" in Page(show(two, caption="x").html).texts


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("n_words", "words"),
        ("sent_id", "sentence"),
        ("actor_id", "actor"),
        ("is_resolved", "resolved"),
        ("a_pct", "a (%)"),
    ],
)
def test_column_names_become_words(name, words):
    assert label_of(name) == words


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_table_have_one_label(table):
    labels = [label_of(column.name) for column in TABLES[table]]
    assert len(set(labels)) == len(labels)
