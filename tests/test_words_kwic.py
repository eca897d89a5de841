"""Concordances: every use of a word, with NLTK as oracle."""

import pytest

from closereading import Article
from closereading.errors import ParameterError
from closereading.parse import tokens
from closereading.words import (
    frequencies,
    kwic,
)


def article(text, doc_id="a"):
    return Article.from_text(text, doc_id=doc_id)


def rows(table, *columns):
    return table[list(columns)].to_numpy().tolist()


def test_kwic_joined_is_a_stretch_of_the_article(seed):
    table = kwic(seed, "tariff*")
    assert len(table) == 4
    for row in table.itertuples():
        around = seed.text[row.start - len(row.left) : row.end + len(row.right)]
        assert row.left + row.text + row.right == around
        assert seed.text[row.start : row.end] == row.text


def test_kwic_agrees_with_the_counts(seed):
    table = frequencies(seed, by="word").head(100)
    for row in table.itertuples():
        assert len(kwic(seed, row.type)) == row.n_occurrences, row.type


def test_kwic_agrees_with_nltk(seed):
    from nltk.text import Text

    text = Text(tokens(seed).text)
    for word in ("cooperation", "China", "the"):
        assert len(kwic(seed, word)) == len(text.concordance_list(word, lines=10_000))


@pytest.mark.parametrize(
    ("query", "by", "found"),
    [
        ("north korea", "word", ["North Korea", "North Korea"]),
        ("Cho Tae-yul", "word", ["Cho Tae-yul"]),
        ("say", "lemma", ["said", "says", "said"]),
        ("say", "word", []),
        ("korea's", "word", ["Korea’s"]),
        ("kore*", "word", ["Korea", "Korea", "Korean"]),
        ("a.c", "word", []),
        ("u.s.", "word", ["U.S."]),
        ("us", "word", []),
        ("no no", "word", ["no no", "no no"]),
        ("korea they", "word", []),
    ],
)
def test_kwic_queries(query, by, found):
    text = (
        "Cho Tae-yul said that North Korea’s abc fell. It says so of North Korea. "
        "They are Korean. The U.S. said no no no."
    )
    assert kwic(article(text), query, by=by).text.tolist() == found


def test_kwic_context_ends_with_the_paragraph():
    table = kwic(article("One two three.\n\nFour war five.\n\nSix seven."), "war", window=5)
    assert rows(table, "left", "right") == [["Four ", " five."]]


def test_kwic_window_counts_words():
    a = article("He came, saw, and won the war of words, they said.")
    assert rows(kwic(a, "war", window=2), "left", "right") == [["won the ", " of words"]]
    assert rows(kwic(a, "war", window=0), "left", "right") == [["", ""]]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("position", ["b war z", "c war y", "a war x"]),
        ("left", ["a war x", "b war z", "c war y"]),
        ("right", ["a war x", "c war y", "b war z"]),
    ],
)
def test_kwic_sorting(sort, order):
    table = kwic(article("b war z\nc war y\na war x"), "war", window=1, sort=sort)
    assert (table.left + table.text + table.right).tolist() == order


SORTED = "a war on\nb war off\na war off\nwar on b\nA war at sea"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("1R", [4, 1, 2, 0, 3]),
        ("1R 1L", [4, 2, 1, 3, 0]),
        ("1r 2R", [4, 1, 2, 0, 3]),
        ("2R 1L", [0, 2, 1, 3, 4]),
        ("1L 1R", [3, 4, 2, 0, 1]),
    ],
)
def test_kwic_sorted_by_chosen_words(sort, order):
    """Worked out by hand; as AntConc sorts by 1R, 1L and so on, a missing word first."""
    lines = [line.lower() for line in SORTED.split("\n")]
    table = kwic(article(SORTED), "war", sort=sort)
    found = (table.left + table.text + table.right).str.lower().tolist()
    assert found == [lines[i] for i in order]


@pytest.mark.parametrize(
    ("text", "sort", "order"),
    [
        ("war in the north\nwar in U.S. camps", "3R", ["war in U.S. camps", "war in the north"]),
        ("U.S. war\nThe war", "1L", ["The war", "U.S. war"]),
        ("war dogs bark\nwar don’t end", "1R", ["war don’t end", "war dogs bark"]),
        ("war “zeal”\nwar — aim", "1R", ["war — aim", "war “zeal”"]),
    ],
)
def test_what_counts_as_one_word_sorts_as_one(text, sort, order):
    table = kwic(article(text), "war", sort=sort)
    assert (table.left + table.text + table.right).tolist() == order


@pytest.mark.parametrize("sort", ["1R ", " 1R", "1R  1L", " right "])
def test_spaces_around_an_order_dont_matter(sort):
    plain = " ".join(sort.split())
    assert kwic(article(SORTED), "war", sort=sort).equals(kwic(article(SORTED), "war", sort=plain))


@pytest.mark.parametrize(("sort", "window"), [("9R", 8), ("1R 2L", 1), ("1L", 0)])
def test_a_word_outside_the_window_sorts_nothing(sort, window):
    with pytest.raises(ParameterError, match=f"with {window} words on each side .* {sort!r}"):
        kwic(article(SORTED), "war", window=window, sort=sort)
    assert len(kwic(article(SORTED), "war", window=window + 1, sort=sort)) == 5


@pytest.mark.parametrize("sort", ["", " ", "centre", "0R", "1X", "R1", "10R", "left 1R", None, 1])
def test_an_unknown_order_says_what_is_allowed(sort):
    with pytest.raises(ParameterError, match="1R 2R 1L"):
        kwic(article(SORTED), "war", sort=sort)


def test_sorting_loses_no_line(seed):
    by_place = kwic(seed, "the")
    for sort in ("left", "right", "1R 1L"):
        table = kwic(seed, "the", sort=sort)
        again = table.sort_values("start", ignore_index=True)
        assert again.equals(by_place)
        assert not table.equals(by_place)


def test_an_empty_query_says_what_to_do():
    with pytest.raises(ParameterError, match="Give a word"):
        kwic(article("War."), " ")
