"""The score of statements, on sentences written by hand in PLOVER's form."""

import json
import math

import pytest

from closereading.cli import main
from closereading.errors import ArticleError
from closereading.evaluate import evaluate_statements


def line(text, source, target, quad):
    sides = {"source": source, "target": target}
    codes = {side: [{"code": code} for code in names] for side, names in sides.items()}
    return json.dumps({"text": text, "quad": quad, **codes})


RIGHT = [
    line("Chile condemned Bolivia.", ["CHL"], ["BOL"], "VK"),
    line("Peru and Ecuador signed a treaty.", ["PER", "ECU"], [], "MC"),
    line("Kenya will attack Somalia, Chad said.", ["KEN"], ["SOM"], "VK"),
    line("Kenya did not thank Somalia.", ["KEN"], ["SOM"], "VK"),
    line("The UN condemned Mali.", ["IGO"], ["MLI"], "VK"),
]
WRONG = [
    line("Chile condemned Bolivia.", ["BOL"], ["CHL"], "VC"),
    line("It rained.", ["PER"], [], "MC"),
]


@pytest.fixture
def scored(tmp_path):
    def score(lines):
        path = tmp_path / "sentences.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        table = evaluate_statements(path)
        assert set(table["n"]) == {len(lines)}
        return dict(zip(table["measure"], table["value_pct"], strict=True))

    return score


def test_what_is_right_scores_full(scored):
    assert set(scored(RIGHT).values()) == {100.0}


def test_what_is_wrong_scores_nothing(scored):
    assert set(scored(WRONG).values()) == {0.0}


def test_halves_and_thirds(scored):
    measured = scored([RIGHT[0], RIGHT[1], WRONG[1]])
    # MC: one of two found; VK: right. Sources: three of four found, none wrong
    assert measured["quad_f1"] == pytest.approx((100 * 2 / 3 + 100) / 2)
    assert measured["source_f1"] == pytest.approx(100 * 6 / 7)
    assert measured["target_f1"] == 100
    assert measured["direction"] == measured["triple"] == pytest.approx(200 / 3)


def test_without_countries_there_is_no_triple(scored):
    measured = scored([line("The UN met.", ["IGO"], [], "VC")])
    assert math.isnan(measured["triple"])
    assert math.isnan(measured["source_f1"])


@pytest.mark.parametrize("text", ["", "{", '{"text": "a"}', line("a b", [], [], "XX")])
def test_what_is_no_such_file_is_refused(tmp_path, text):
    path = tmp_path / "bad.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(ArticleError, match=r"bad\.jsonl"):
        evaluate_statements(path)
    with pytest.raises(ArticleError, match="can't be read"):
        evaluate_statements(tmp_path / "none.jsonl")


def test_the_command_prints_it(tmp_path, capsys):
    path = tmp_path / "sentences.jsonl"
    path.write_text(RIGHT[0], "utf-8")
    assert main(["evaluate", "statements", str(path)]) == 0
    assert "triple" in capsys.readouterr().out
