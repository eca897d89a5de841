"""The event list of Discourse Network Analyzer, read back by its format."""

import csv

import pandas as pd
import pytest
from export_fixtures import ARTICLE, HEADER, TEXT

import closereading as cr
from closereading.export import dna
from closereading.schema import TABLES, frame


def statement(text, **values):
    start = TEXT.index(text)
    sent_id = next(
        s for s, end in zip(cr.sentences(ARTICLE)["sent_id"], cr.sentences(ARTICLE)["end"], strict=True)
        if end > start
    )  # fmt: skip
    default = {"str": "", "bool": False, "Int64": pd.NA}
    known = {
        "statement_id": f"x:s{start}", "doc_id": "x", "sent_id": sent_id, "start": start,
        "end": start + len(text), "text": text, "modality": "did", "voice": "author",
    } | values  # fmt: skip
    return {c.name: known.get(c.name, default.get(c.dtype)) for c in TABLES["statements"]}


def listed(tmp_path, *statements, article=ARTICLE):
    """Write an event list and read it as DNA's users do: fields between `;`, no quote marks."""
    path = cr.write_dna(article, frame("statements", statements), tmp_path)
    header, *lines = path.read_text("utf-8").rstrip("\n").split("\n")
    assert header == HEADER
    assert all(line.count(";") == 15 and '"' not in line for line in lines)
    rows = list(csv.DictReader([header, *lines], delimiter=";"))
    assert [row["statement_id"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    return rows


def test_an_event_in_the_format_of_dna(tmp_path):
    praised = statement("praised", source="ana-rojas", target="TGO", quad="VC", issues="diplomacy")
    (row,) = listed(tmp_path, praised)
    assert row == {
        "statement_id": "1",
        "time": "2025-03-22 00:00:00",
        "person": "Ana Rojas",
        "organization": "Chile",
        "concept": "diplomacy: Togo",
        "agreement": "1",
        "start_position": "41",
        "stop_position": "82",
        "text": "Minister Ana Rojas of Chile praised Togo.",
        "coder": "machine",
        "document_id": "x",
        "document_title": "Fish, 'talks'",
        "document_author": "A. Writer",
        "document_source": "The Paper",
        "document_section": "",
        "document_type": "",
    }


def test_the_passage_of_an_event_is_found_by_its_place(tmp_path):
    for row in listed(
        tmp_path,
        *(statement(t, source="TGO", quad="VK", issues="i") for t in ("met", "praised", "said")),
    ):
        passage = TEXT[int(row["start_position"]) : int(row["stop_position"])]
        assert row["text"] == passage.replace(";", ",").replace('"', "'")


@pytest.mark.parametrize(
    ("values", "n"),
    [
        ({"quad": "MC"}, 1),
        ({"quad": "MK", "modality": "will"}, 1),
        ({"quad": "N"}, 0),
        ({"quad": "VC", "is_negated": True}, 0),
        ({"quad": "VC", "modality": "could"}, 0),
        ({"quad": "VC", "modality": "should"}, 0),
        ({"quad": "VC", "issues": ""}, 0),
        ({"quad": "VC", "source": ""}, 0),
        ({"quad": "VC", "issues": "trade;health"}, 2),
        ({"quad": "VC", "target": "TGO"}, 0),  # at itself
    ],
)
def test_what_is_listed_and_what_left_out(tmp_path, values, n):
    given = {"source": "TGO", "target": "KEN", "issues": "trade"} | values
    assert len(listed(tmp_path, statement("said", **given))) == n


def test_cooperation_agrees_and_conflict_does_not(tmp_path):
    signs = {"VC": "1", "MC": "1", "VK": "0", "MK": "0"}
    rows = listed(tmp_path, *(statement("said", source="TGO", quad=q, issues="i") for q in signs))
    assert [row["agreement"] for row in rows] == [*signs.values()]
    assert {row["concept"] for row in rows} == {"i"}
    assert {row["organization"] for row in rows} == {"Togo"}


def test_parties_of_a_mutual_act_have_each_other_as_targets(tmp_path):
    both = {"quad": "VC", "is_reciprocal": True, "issues": "diplomacy"}
    rows = listed(
        tmp_path, statement("met", source="KEN", **both), statement("met", source="GHA", **both)
    )
    assert [(row["organization"], row["concept"]) for row in rows] == [
        ("Kenya", "diplomacy: Ghana"), ("Ghana", "diplomacy: Kenya")
    ]  # fmt: skip


@pytest.mark.parametrize("published", ["", "2025", "2025-03"])
def test_no_day_is_invented(tmp_path, published):
    article = cr.Article.from_text(TEXT, doc_id="x", published=published)
    (row,) = listed(
        tmp_path, statement("said", source="TGO", quad="VK", issues="i"), article=article
    )
    assert row["time"] == ""


def test_what_a_researcher_coded_says_so():
    table = frame("statements", [statement("said", source="TGO", quad="VK", issues="i")])
    assert dna(ARTICLE, table.assign(coding="changed"))["coder"].tolist() == ["researcher"]
    assert dna(ARTICLE, table.assign(coding="machine"))["coder"].tolist() == ["machine"]


def test_nothing_to_list_is_a_header(tmp_path):
    assert listed(tmp_path) == []
