"""Word statistics: literal counts, and NLTK, SciPy and published examples as oracles."""

from collections import Counter
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closereading import Article
from closereading.parse import parse, sentences, tokens
from closereading.schema import TABLES
from closereading.words import (
    collocations,
    dispersion,
    frequencies,
    kwic,
    measures,
    ngrams,
    occurrences,
    paragraphs,
)
from closereading.words.collocation import association
from closereading.words.dispersion import gries_dp
from closereading.words.word import typed_words

TALKS = (
    "Talks Stall Amid Doubt\n\n"
    "The ministers met amid doubt. Free trade, they said, helps both; free trade costs jobs. "
    "Cho Tae-yul said the German talks stall. Germans say the U.S. waits, U.S. officials said."
)


def article(text, doc_id="a"):
    return Article.from_text(text, doc_id=doc_id)


def rows(table, *columns):
    return table[list(columns)].to_numpy().tolist()


@pytest.fixture(scope="module")
def talks():
    return article(TALKS)


def count(table, name):
    return int(table.n_occurrences[table.type == name].sum())


# frequencies


def test_lemmas_join_the_forms_of_a_word(talks):
    table = frequencies(talks)
    assert count(table, "say") == 4
    assert count(table, "stall") == 2
    assert table.sent_ids[table.type == "say"].tolist() == ["s003;s004;s005"]
    assert table.n_sentences[table.type == "say"].tolist() == [3]


def test_a_capitalised_word_of_a_heading_is_that_word(talks):
    """ "Amid" in a headline is tagged as a name."""
    assert count(frequencies(talks), "amid") == 2
    assert count(frequencies(talks), "Amid") == 0


def test_a_name_at_the_head_of_a_sentence_is_the_name_it_is_inside_sentences():
    """In a text on a pond, spaCy tags the first word of "Lund agrees with him" as a noun."""
    text = (
        "Georgia Lund, an ecologist, published the finding on Monday. "
        "Lund agrees with him on that point."
    )
    table = frequencies(article(text))
    assert (count(table, "Lund"), count(table, "lund")) == (2, 0)
    assert table.pos[table.type == "Lund"].tolist() == ["PROPN"]


def test_forms_count_without_regard_to_capitals_and_are_written_as_within_sentences(talks):
    table = frequencies(talks, by="word")
    assert count(table, "talks") == 2
    assert count(table, "German") == 1
    assert count(table, "the") == 3
    assert count(table, "The") == 0


def test_a_capitalised_first_word_is_the_word_it_is_inside_sentences():
    table = frequencies(article("War came. They hate war. No war helps."))
    assert (count(table, "war"), count(table, "War")) == (3, 0)


def test_a_name_and_a_word_spelt_alike_are_two_lemmas():
    table = frequencies(article("He told us that the US left. The US gave us nothing."))
    assert (count(table, "US"), count(table, "us")) == (2, 0)
    assert count(table, "we") + count(table, "us") == 2


def test_names_in_capitals_count_with_the_name():
    table = frequencies(article("In China they talk. Then China left. CHINA said no."))
    assert count(table, "China") == 3


def test_forms_agree_with_nltk(seed):
    from nltk import FreqDist

    words = tokens(seed).query("is_word").text.str.replace("’", "'").str.lower()
    oracle = FreqDist(words)
    table = frequencies(seed, by="word")
    mine = dict(zip(table.type.str.lower(), table.n_occurrences, strict=True))
    assert mine == dict(oracle)
    assert table.n_occurrences.sum() == oracle.N()
    top = table.iloc[0]
    assert top.rate_per_1k == pytest.approx(oracle.freq(top.type) * 1000)


def test_order_is_by_count_then_alphabet():
    table = frequencies(article("Zoo, apple, zoo, pear, apple, zoo."), by="word")
    assert rows(table, "type", "n_occurrences") == [["zoo", 3], ["apple", 2], ["pear", 1]]
    assert table.rate_per_1k[0] == 500.0


def test_function_words_numbers_and_closed_classes_are_no_content():
    table = frequencies(article("In 2025 the two ministers met amid doubts about 30 tariffs."))
    assert table.type[table.is_content].tolist() == ["doubt", "meet", "minister", "tariff"]


def test_every_count_leads_to_its_sentences(seed):
    table = frequencies(seed)
    words = typed_words(seed)
    for row in table.itertuples():
        assert row.sent_ids.split(";") == sorted(set(words.sent_id[words.lemma == row.type]))


# n-grams


def test_ngrams_stop_at_punctuation_and_sentence_ends_but_not_at_hyphens():
    text = "Japan, China agreed. Japan, China agreed. Long-term ties and long-term trust."
    table = ngrams(article(text))
    assert rows(table, "ngram", "n_occurrences") == [["China agreed", 2], ["Long term", 2]]


def test_ngrams_agree_with_nltk_where_nothing_interrupts():
    from nltk.util import ngrams as sequences

    text = "the war in the east and the war in the west and the war"
    oracle = Counter(" ".join(gram) for gram in sequences(text.split(), 3))
    table = ngrams(article(text), size=3, min_count=1)
    assert dict(zip(table.ngram, table.n_occurrences, strict=True)) == oracle


def test_an_ngram_is_content_when_its_ends_are():
    text = "The war in Ukraine goes on. The war in Ukraine hurts."
    table = ngrams(article(text), size=3).set_index("ngram").is_content
    assert table.to_dict() == {"The war in": False, "war in Ukraine": True}


# collocations


def test_association_of_new_companies():
    """Manning & Schütze 1999, p. 164: t = 0.999932 for the pair "new companies"."""
    scores = association(8, 15828, 4675, 14307668)
    assert scores["t_score"] == pytest.approx(0.999932, abs=1e-6)
    assert scores["n_expected"] == pytest.approx(5.1717, abs=1e-4)


@pytest.mark.parametrize(
    ("n_pair", "n_word", "n_collocate", "g2"),
    [(150, 12593, 932, 1291.42), (13, 932, 3424, 80.39), (6, 932, 291, 57.27)],
)
def test_g2_of_powerful(n_pair, n_word, n_collocate, g2):
    """Manning & Schütze 1999, table 5.12: "most powerful", "powerful force", "powerful symbol"."""
    scores = association(n_pair, n_word, n_collocate, 14307668)
    assert scores["log_likelihood"] == pytest.approx(g2, rel=1e-3)


@pytest.mark.parametrize(
    ("n_word", "n_collocate", "pmi"),
    [(42, 20, 18.38), (41, 27, 17.98), (30, 117, 16.31), (14907, 9017, 1.09), (15019, 15629, 0.29)],
)
def test_pmi_of_ayatollah_ruhollah(n_word, n_collocate, pmi):
    """Manning & Schütze 1999, table 5.14: five of the pairs that occur 20 times."""
    assert association(20, n_word, n_collocate, 14307668)["pmi"] == pytest.approx(pmi, abs=0.005)


def test_log_dice_is_that_of_nltks_dice():
    from math import log2

    from nltk.metrics import BigramAssocMeasures

    text = "free trade needs trust and free trade needs time and fair trade needs both"
    for row in collocations(article(text), by="word", content_only=False).itertuples():
        counts = row.n_occurrences, (row.n_word, row.n_collocate), 14
        assert row.log_dice == pytest.approx(14 + log2(BigramAssocMeasures.dice(*counts)))


def test_g2_and_pmi_agree_with_scipy():
    from math import log2

    from scipy.stats import chi2_contingency

    scores = association(6, 7, 11, 1021)
    cells = [[6, 1], [5, 1021 - 7 - 11 + 6]]
    g2 = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
    assert scores["log_likelihood"] == pytest.approx(g2)
    assert scores["pmi"] == pytest.approx(log2(6 * 1021 / (7 * 11)))


def test_pairs_agree_with_nltk():
    from nltk.collocations import BigramCollocationFinder
    from nltk.metrics import BigramAssocMeasures

    text = "free trade needs trust and free trade needs time and fair trade needs both"
    table = collocations(article(text), by="word", content_only=False)
    finder = BigramCollocationFinder.from_words(text.split())
    finder.apply_freq_filter(2)
    oracle = dict(finder.score_ngrams(BigramAssocMeasures.likelihood_ratio))
    mine = {(r.word, r.collocate): r.log_likelihood for r in table.itertuples()}
    assert mine == pytest.approx(oracle)
    assert list(table.log_likelihood) == sorted(table.log_likelihood, reverse=True)


def test_log_dice_is_14_for_words_that_never_part():
    table = collocations(article("Hong Kong grew. He left Hong Kong. We like it."))
    assert rows(table, "word", "collocate", "n_occurrences", "log_dice", "sent_ids") == [
        ["Hong", "Kong", 2, 14.0, "s001;s002"]
    ]


def test_a_pair_never_crosses_a_sentence_end_or_a_comma():
    text = "They trade. Korea gains. They trade. Korea gains. Now trade, Korea, trade, Korea."
    pairs = rows(collocations(article(text)), "word", "collocate")
    assert ["trade", "Korea"] not in pairs
    assert ["Korea", "gain"] in pairs


def test_a_wider_window_finds_words_apart():
    text = "They build mutual trust. They build lasting trust. He sings a song. We go home."
    assert collocations(article(text)).empty
    table = collocations(article(text), window=3)
    assert rows(table, "word", "collocate", "n_occurrences") == [["build", "trust", 2]]


def test_rarer_than_chance_is_no_collocation():
    text = "war war peace trade war tax war peace trade war war trade peace war tax trade tax"
    pairs = rows(collocations(article(text), by="word"), "word", "collocate", "n_occurrences")
    assert ["peace", "trade", 2] in pairs
    assert ["war", "war", 2] not in pairs


def test_words_that_make_up_the_text_do_not_break_g2():
    """NLTK's contingency table has a negative cell for "war war" here."""
    text = "war war war war war war war peace war war war war war war war peace war"
    table = collocations(article(text), by="word")
    assert rows(table, "word", "collocate") == [["peace", "war"], ["war", "peace"]]


# dispersion


def test_gries_worked_example():
    """Gries 2008, section 3: the word "a" in five parts of 9, 10, 10, 10 and 11 words."""
    assert gries_dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx((0.18, 0.18 / 0.82))


def test_dp_is_0_when_even_and_norm_1_when_all_in_the_smallest_part():
    assert gries_dp([2, 2], [10, 10]) == (0, 0)
    assert gries_dp([3, 0], [5, 15])[1] == pytest.approx(1)


def test_dispersion_counts_parts():
    text = "A war came. " * 10 + "Then peace held. " * 40
    table = dispersion(article(text), n_parts=5)
    row = table[table.type == "war"].iloc[0]
    assert (row.n_occurrences, row.n_parts, row.of_parts) == (10, 1, 5)
    assert row.dp == pytest.approx(0.8)
    assert row.dp_norm == pytest.approx(1)
    assert row.sent_ids.split(";") == sentences(article(text)).sent_id.head(10).tolist()


def test_dispersion_is_undefined_in_a_short_text():
    text = "A war came here. " * 49
    table = dispersion(article(text))
    assert table.n_occurrences.tolist() == [49, 49]
    assert table.dp.isna().all()
    assert dispersion(article(text + "A war came here.")).dp.notna().all()


def test_occurrences_keep_the_order_asked_for(talks):
    table = occurrences(talks, ["say", "stall", "nowhere", "say"])
    assert table.type.tolist() == ["say"] * 4 + ["stall"] * 2
    assert all(talks.text[r.start : r.end] == r.text for r in table.itertuples())
    assert table.position_pct.between(0, 100, inclusive="left").all()
    assert len(table) == frequencies(talks).query("type in ['say', 'stall']").n_occurrences.sum()


# all of them


EXTRACT = {
    "frequencies": frequencies,
    "ngrams": ngrams,
    "collocations": collocations,
    "kwic": lambda a: kwic(a, "the"),
    "dispersion": dispersion,
    "measures": measures,
    "paragraphs": paragraphs,
    "occurrences": lambda a: occurrences(a, ["the", "war"], by="word"),
}

ODD = {
    "one word": "War",
    "digits": "1 2 3 2025 a",
    "capitals": "WAR IN THE EAST. THE WAR IN THE EAST GOES ON.",
    "lower case": "war in the east. the war in the east goes on.",
    "markup": "<b>war</b> & <script>alert(1)</script> the war\nof the $x^2$ *",
    "control": "the\x07 war\x00 the war\u200b \u202eraw\u202c",
    "punctuation": "... war ... !!! — –",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("table", EXTRACT)
def test_columns_never_change(table, name):
    found = EXTRACT[table](article(ODD[name]))
    columns = TABLES[table]
    assert list(found.columns) == [c.name for c in columns]
    assert [str(found[c.name].dtype) for c in columns] == [c.dtype for c in columns]


PIECES = ["war", "War", "the", "U.S.", "Tae-yul", "’s", "—", "-", ".", ",", "\n\n", "İ", "ß", "ﬁ",
          "\u200b", "\u202e", "\x00", "10%", "don’t", "“", "”", "<b>", "中国"]  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map(" ".join))
def test_every_count_has_its_snippets(text):
    a = article(text + " a")
    table = frequencies(a, by="word")
    assert table.n_occurrences.sum() == len(typed_words(a))
    for name, n in zip(table.type, table.n_occurrences, strict=True):
        found = kwic(a, name)
        assert len(found) == n
        assert all(a.text[r.start : r.end] == r.text for r in found.itertuples())


@pytest.mark.parametrize("table", EXTRACT)
def test_same_input_same_table(table, seed):
    again = Article.from_text(seed.text, doc_id=seed.doc_id)
    assert EXTRACT[table](seed).equals(EXTRACT[table](again))


def test_a_call_changes_nothing(talks):
    before = typed_words(talks), sentences(talks), parse(talks).doc.text
    for extract in EXTRACT.values():
        extract(talks)
    assert typed_words(talks).equals(before[0])
    assert sentences(talks).equals(before[1])


def test_a_long_text_is_counted_in_linear_time():
    """8,000 words take 0.5 s of processor time; quadratic code takes minutes."""
    a = article("The ministers met in Tokyo to discuss trade and the war in the east. " * 600)
    typed_words(a)
    start = process_time()
    for extract in EXTRACT.values():
        extract(a)
    assert process_time() - start < 5
