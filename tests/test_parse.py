import subprocess
import sys
import time

import pytest

import closereading as cr
from closereading.parse import chunks, fold, is_hard_wrapped, parse, stop_words

HARD_WRAPPED = """The ministers met in the capital on Monday to talk about the price of
grain and about the ships that carry it. They agreed on little but promised to
meet again before the summer, when the harvest of the northern provinces is
brought in and the prices fall as they do in every year that has no war in it.
Nobody spoke of the tariffs that had brought them together in the first place
or of the letter that had been sent to them by the farmers of the two regions.

A second paragraph begins here."""


def article(text, **fields):
    return cr.Article.from_text(text, doc_id="x", **fields)


def test_sentences_have_ids_offsets_and_paragraphs():
    table = cr.sentences(article("A headline of words\n\nRain fell. “Go,” he said.\nIt’s over."))
    assert table.sent_id.tolist() == ["s001", "s002", "s003", "s004"]
    assert table.text.tolist() == [
        "A headline of words", "Rain fell.", "“Go,” he said.", "It’s over."
    ]  # fmt: skip
    assert table.paragraph.tolist() == [1, 2, 2, 3]
    assert table.is_heading.tolist() == [True, False, False, False]
    assert table.n_words.tolist() == [4, 2, 3, 3]


def test_a_closing_quote_stays_with_its_sentence():
    table = cr.sentences(
        article('"Tonight we stop arguing and start digging." He left.\n\n***\n\nThe end.')
    )
    assert table.text.tolist() == [
        '"Tonight we stop arguing and start digging."', "He left.", "***", "The end."
    ]  # fmt: skip


def test_hard_wrapped_lines_are_joined():
    assert is_hard_wrapped(HARD_WRAPPED)
    table = cr.sentences(article(HARD_WRAPPED))
    assert table.text.iloc[0].startswith("The ministers met")
    assert "\ngrain" in table.text.iloc[0]
    assert table.paragraph.tolist() == [1, 1, 1, 2]


def test_paragraphs_are_not_taken_for_hard_wrapped(seed):
    assert not is_hard_wrapped(seed.text)
    assert not is_hard_wrapped("- one\n- two\n- three\n- four\n- five\n- six")


@pytest.mark.parametrize(
    "text",
    [
        "one.\n\n   \n\nTwo",
        "x",
        "word " * 10_000,
        "A" * 50_000,
        "\n\n\nHi.\n",
        "a\x0b\u2028\u202eb\x00c",
    ],
)
def test_chunks_cover_the_text(text):
    assert "".join(chunks(fold(text))) == fold(text)
    assert len(parse(article(text)).doc.text) == len(text)


def test_a_long_line_is_cut_after_a_sentence():
    pieces = chunks("The minister of trade spoke. " * 2_000)
    assert len(pieces) == 3
    assert all(piece.endswith("spoke.") for piece in pieces[:-1])


def test_one_parse_an_article():
    paper = article("Rain fell on Monday.")
    assert parse(paper) is parse(paper)
    table = cr.tokens(paper)
    table["text"] = ""
    assert cr.tokens(paper).text.tolist() == ["Rain", "fell", "on", "Monday", "."]


def test_parse_time_is_linear():
    text = "The minister of trade said on Monday that tariffs would rise.\n" * 200
    parse(article("Warm up."))
    seconds = []
    for copies in (1, 4):
        started = time.process_time()
        parse(article(text * copies))
        seconds.append(time.process_time() - started)
    assert seconds[1] < seconds[0] * 8


@pytest.mark.parametrize(
    ("text", "n_sentences"),
    [
        ("The damage is put at €320m. Repairs are expected to last a year.", 2),
        ("It cost £5m. The town paid.", 2),
        ("They paid $5 m. The town thanked them.", 2),
        ("It fell to €3bn. Airbus said so.", 2),
        ("It rose to 20m. “We know,” she said.", 2),
        ("“It costs €7m.” The town paid.", 2),
        ("It costs €20k. People came.", 2),
        ("IT COST £5M. THE TOWN PAID.", 2),
        ("It cost £5m. École Normale paid.", 2),
        ("It cost £5m. and more.", 1),
        ("A loan of £5m a year is due.", 1),
    ],
)
def test_a_sentence_ends_after_an_amount_and_a_stop(text, n_sentences):
    assert len(parse(article(text)).sentences) == n_sentences


def test_stop_words_are_spacys_and_loaded_without_it():
    code = "from closereading.parse import stop_words; stop_words(); import sys; print('spacy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
    from spacy.lang.en.stop_words import STOP_WORDS

    assert stop_words() == STOP_WORDS
