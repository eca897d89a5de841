"""The data file of verb and noun classes: its examples are tests, its counter-examples too."""

import pytest

import closereading as cr
from closereading.datafile import data_table
from closereading.statement import statements

DATA = data_table("predicates")
CLASSES = DATA["class"]
QUADS = {"VC", "MC", "VK", "MK", "N"}
FLAGS = {"mutual", "speech", "domestic", "group", "places", "from", "bloc"}


def found(text):
    article = cr.Article.from_text(text, doc_id="a")
    mentions = cr.mentions(article)
    country = dict(zip(mentions["actor_id"], mentions["country"], strict=True))
    table = statements(article)
    return sorted(
        (country.get(s) or s, country.get(t) or t, quad)
        for s, t, quad in zip(table["source"], table["target"], table["quad"], strict=True)
    )


@pytest.mark.parametrize(
    ("name", "example"), [(n, e) for n, row in CLASSES.items() for e in row["examples"]]
)
def test_example(name, example):
    parties, text = example.split(": ", 1)
    quad = CLASSES[name]["quad"]
    source, _, targets = parties.partition(">")
    expected = [(source, target, quad) for target in targets.split(",")]
    if "+" in parties:
        expected = [(party, "", quad) for party in parties.split("+")]
    assert found(text) == sorted(expected)


@pytest.mark.parametrize("name", CLASSES)
def test_counter_example(name):
    counter = CLASSES[name]["counter"]
    assert found(counter) == []
    stems = {
        w.split("_")[0].split(":")[0][:3]
        for w in (CLASSES[name]["verbs"] + " " + CLASSES[name]["nouns"]).split()
    }
    assert any(word[:3].lower() in stems for word in counter.split())


@pytest.mark.parametrize("name", CLASSES)
def test_class_is_whole(name):
    row = CLASSES[name]
    assert {row["quad"], row.get("ended", "VK")} <= QUADS
    assert set(row.get("flags", "").split()) <= FLAGS
    assert len(row["examples"]) == 2


def test_operators_turn_every_class():
    for name, row in DATA["operator"].items():
        turns = row.get("turns", "same")
        assert turns in ("same", "ended") or set(turns) <= {"VC", "MC", "VK", "MK"}, name
        assert turns in ("same", "ended") or set(turns.values()) <= QUADS, name


@pytest.mark.parametrize("text", DATA["idiom"]["counters"])
def test_idiom(text):
    assert found(text) == []


def test_without_the_words_of_the_idiom_the_verb_has_its_class():
    assert found("Mali treated Nigerien soldiers.") == [("MLI", "NER", "MC")]
    assert found("As if nothing had happened, Mali treated Nigerien soldiers.") == [
        ("MLI", "NER", "MC")
    ]
