"""TempEval-3 scores, on TimeML written by hand."""

import math

import pytest

from closereading.errors import ArticleError
from closereading.evaluate import timex as evaluate
from closereading.evaluate.timex import Timex, evaluate_timex, read_timeml

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>{doc}</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2025-04-18" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>
<TEXT>{text}</TEXT></TimeML>
"""


def write(folder, text, doc="one"):
    path = folder / f"{doc}.tml"
    path.write_text(TIMEML.format(doc=doc, text=text), "utf-8")
    return path


def test_read_timeml_gives_text_creation_time_and_offsets(tmp_path):
    text = 'AT&amp;T met <TIMEX3 tid="t1" type="DATE" value="2025-04-17">yesterday</TIMEX3>.'
    document = read_timeml(write(tmp_path, text))
    assert document.text == "AT&T met yesterday."
    assert document.created == "2025-04-18"
    assert document.timexes == [Timex(9, 18, "DATE", "2025-04-17")]


def test_stray_ampersands_and_control_characters_are_mended(tmp_path):
    assert read_timeml(write(tmp_path, "AT&T\x07 met.")).text == "AT&T  met."


def test_what_is_no_xml_is_named(tmp_path):
    with pytest.raises(ArticleError, match=r"one\.tml is no well-formed TimeML"):
        read_timeml(write(tmp_path, "<TIMEX3>"))


def test_entity_declarations_are_refused(tmp_path):
    path = tmp_path / "one.tml"
    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]><TimeML><TEXT>&b;</TEXT></TimeML>', "utf-8")
    with pytest.raises(ArticleError, match="entities"):
        read_timeml(path)


@pytest.fixture
def predicted(monkeypatch):
    """Let the system answer with fixed expressions instead of finding them."""

    def answer(*found):
        monkeypatch.setattr(evaluate, "system_timexes", lambda document: list(found))

    return answer


def f1(folder):
    table = evaluate_timex(folder).set_index("measure")
    return table["f1"].round(2).to_dict()


def test_scores_by_hand(tmp_path, predicted):
    # Four annotated: one right, one found too short, one of another type and value, one missed.
    text = (
        '<TIMEX3 tid="t1" type="DATE" value="2025-04-17">yesterday</TIMEX3> and '
        '<TIMEX3 tid="t2" type="DATE" value="2024">late last year</TIMEX3> for '
        '<TIMEX3 tid="t3" type="DURATION" value="P1Y">a year</TIMEX3>, '
        '<TIMEX3 tid="t4" type="DATE" value="2009">2009</TIMEX3>'
    )
    write(tmp_path, text)
    predicted(
        Timex(0, 9, "DATE", "2025-04-17"),
        Timex(19, 28, "DATE", "2024"),
        Timex(33, 39, "SET", "P1D"),
    )
    # Seven expressions on both sides: F1 = 2 n / 7.
    assert f1(tmp_path) == {
        "strict": round(400 / 7, 2),
        "relaxed": round(600 / 7, 2),
        "type": round(400 / 7, 2),
        "value": round(400 / 7, 2),
        "type_value": round(400 / 7, 2),
        "strict_value": round(200 / 7, 2),
    }


def test_one_system_expression_serves_one_annotated_one(tmp_path, predicted):
    text = (
        '<TIMEX3 tid="t1" type="DATE" value="2009">2009</TIMEX3>-'
        '<TIMEX3 tid="t2" type="DATE" value="2010">2010</TIMEX3>'
    )
    write(tmp_path, text)
    predicted(Timex(0, 9, "DATE", "2009"))
    table = evaluate_timex(tmp_path).set_index("measure").loc["relaxed"]
    assert (table["precision"], table["recall"]) == (100, 50)


def test_white_space_at_the_edges_of_an_annotation_does_not_count(tmp_path, predicted):
    write(tmp_path, 'In<TIMEX3 tid="t1" type="DATE" value="2009"> 2009 </TIMEX3>.')
    predicted(Timex(3, 7, "DATE", "2009"))
    assert f1(tmp_path)["strict_value"] == 100


def test_nothing_found_has_no_precision(tmp_path, predicted):
    write(tmp_path, 'In <TIMEX3 tid="t1" type="DATE" value="2009">2009</TIMEX3>.')
    predicted()
    table = evaluate_timex(tmp_path).set_index("measure").loc["value"]
    assert math.isnan(table["precision"])
    assert (table["recall"], table["f1"]) == (0, 0)


def test_the_extractor_is_what_is_measured(tmp_path):
    text = (
        'He left <TIMEX3 tid="t1" type="DATE" value="2025-04-17">yesterday</TIMEX3>, on '
        '<TIMEX3 tid="t2" type="DATE" value="2025-03-22">March 22</TIMEX3>.'
    )
    write(tmp_path, text)
    write(tmp_path, "12345", doc="digits")
    assert set(f1(tmp_path).values()) == {100}


def test_a_folder_without_timeml_says_so(tmp_path):
    with pytest.raises(ArticleError, match="holds no TimeML file"):
        evaluate_timex(tmp_path)
