"""Mentions and countries, scored on lines written by hand."""

import json
import math

import pytest

from closereading.cli import main
from closereading.errors import ArticleError
from closereading.evaluate import evaluate_actors


def write(folder, *documents):
    path = folder / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, documents)) + "\n", "utf-8")
    return path


def document(text, *gold):
    """A document with the mentions (name, country, kind) of a text."""
    rows = [
        {"start": text.index(n), "end": text.index(n) + len(n), "country": c, "kind": k}
        for n, c, k in gold
    ]
    return {"id": "one", "text": text, "mentions": rows}


TEXT = "Peru and Chile met. French President Jean Martin left Zzyzx for the Sahel."
GOLD = document(
    TEXT,
    ("Peru", "PE", "STATE"),  # alpha-2 and alpha-3 are both read
    ("Chile", "ARG", "STATE"),  # found, another country
    ("French", None, "STATE"),  # found, and free: annotated without a country
    ("Zzyzx", "USA", "TOWN"),  # not found
)  # Jean Martin: found with a country and not annotated


def test_actors_are_scored(tmp_path):
    table = evaluate_actors(write(tmp_path, GOLD)).set_index(["system", "measure"])
    counts = table[["n_right", "n"]].apply(tuple, axis=1).to_dict()
    assert counts["all", "precision"] == (1, 3)
    assert counts["places", "precision"] == (1, 2)
    assert counts["all", "recall"] == counts["places", "recall"] == (1, 3)
    assert counts["all", "right_country"] == (1, 2)
    assert counts["all", "recall_STATE"] == (1, 2)
    assert counts["all", "recall_TOWN"] == (0, 1)
    assert table.loc[("places", "f1"), "value_pct"] == pytest.approx(40.0)  # of 1/2 and 1/3


def test_nothing_found_has_no_precision(tmp_path):
    path = write(tmp_path, document("It rained in Zzyzx.", ("Zzyzx", "USA", "TOWN")))
    table = evaluate_actors(path).set_index(["system", "measure"])["value_pct"]
    assert math.isnan(table["all", "precision"])
    assert table["all", "recall"] == 0.0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", r"gold\.jsonl, line 1: not a document with text and mentions"),
        ('{"id": "a", "text": "Peru", "mentions": [{"start": 0}]}', "line 1: not a document"),
        ('{"id": "a", "text": "Peru", "mentions": []}', "holds no mention with a country"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(ArticleError, match=message):
        evaluate_actors(path)


def test_the_command_prints_it(tmp_path, capsys):
    assert main(["evaluate", "actors", str(write(tmp_path, GOLD))]) == 0
    assert "right_country" in capsys.readouterr().out
    assert main(["evaluate", "actors", str(tmp_path / "none.jsonl")]) == 2
    assert "can't be read" in capsys.readouterr().err
