"""What leaves the library, read back by others: workbook, event list, network, selectors."""

import csv
import json
import re
import time
import zipfile

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import closereading as cr
from closereading.errors import OutputError, ParameterError
from closereading.export import EXTRACTORS, dna
from closereading.export.tables import VISIBLE
from closereading.export.workbook import meaning, workbook
from closereading.schema import TABLES, frame

TEXT = (
    "Kenya met Ghana; “friends” met in Accra. Minister Ana Rojas of Chile praised Togo. "
    'Togo said "no".'
)
ARTICLE = cr.Article.from_text(
    TEXT,
    doc_id="x",
    published="2025-03-22",
    title='Fish; "talks"',
    meta={"author": "A. Writer", "publisher": "The Paper"},
)
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "#N/A",
    "<script>alert(1)</script>",
    "007",
    "2025-03",
    "TRUE",
    "a\tb\nc",
]


def read(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


# ---- workbook


def test_a_sheet_a_table_after_what_the_columns_mean(tmp_path):
    tables = {"sentences": cr.sentences(ARTICLE), "issues": frame("issues", [])}
    path = cr.write_workbook(tables, tmp_path, "tables")
    assert path == tmp_path / "tables.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["read me", "sentences", "issues"]
    sheet = book["sentences"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H4"
    assert all(cell.font.bold for cell in sheet[1])
    assert 10 < sheet.column_dimensions["E"].width <= 60
    assert [cell.value for cell in sheet[1]] == [c.name for c in TABLES["sentences"]]
    assert [cell.value for cell in sheet[2]] == [
        "x", "s001", 0, 40, "Kenya met Ghana; “friends” met in Accra.", 1, 7, False
    ]  # fmt: skip
    readme = read(path)["read me"]
    assert readme[:2] == [
        ["table", "column", "meaning"],
        ["sentences", "doc_id", "id of the article: a slug of its file's name"],
    ]


def test_text_stays_text(tmp_path):
    table = pd.DataFrame({"text": HOSTILE, "n": range(len(HOSTILE))}).astype({"text": "str"})
    sheet = openpyxl.load_workbook(cr.write_workbook({"t": table}, tmp_path, "w"))["t"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == HOSTILE
    assert {(row[0].data_type, row[0].number_format) for row in sheet.iter_rows(min_row=2)} == {
        ("s", "@")
    }
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(range(len(HOSTILE)))
    assert sheet.column_dimensions["A"].number_format == "@"


def test_what_is_unknown_is_an_empty_cell(tmp_path):
    table = pd.DataFrame(
        {
            "x": [1.5, float("nan")],
            "n": pd.array([1, pd.NA], dtype="Int64"),
            "is_so": [True, False],
            "text": pd.array(["a", ""], dtype="str"),
        }
    )
    rows = read(cr.write_workbook({"t": table}, tmp_path, "w"))["t"]
    assert rows[1:] == [[1.5, 1, True, "a"], [None, None, False, None]]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5)
)
def test_any_text_is_read_back(tmp_path_factory, cells):
    folder = tmp_path_factory.mktemp("any")
    table = pd.DataFrame({"text": pd.array(cells, dtype="str")})
    rows = read(cr.write_workbook({"t": table}, folder, "w"))["t"]
    assert [row[0] for row in rows[1:]] == [cell.translate(VISIBLE) for cell in cells]


def test_control_characters_become_visible(tmp_path):
    table = pd.DataFrame({"text": pd.array(["a\x00b\x1fc\rd\uffff"], dtype="str")})
    assert read(cr.write_workbook({"t": table}, tmp_path, "w"))["t"][1] == ["a␀b␟c␍d\ufffd"]


def test_a_cell_longer_than_a_workbook_holds_is_cut_and_says_so(tmp_path):
    table = pd.DataFrame({"text": pd.array(["x" * 40_000, "y" * 32_767], dtype="str")})
    rows = read(cr.write_workbook({"t": table}, tmp_path, "w"))["t"]
    assert len(rows[1][0]) == 32_767
    assert rows[1][0].endswith("xxx… (40,000 characters)")
    assert rows[2][0] == "y" * 32_767


def test_titles_fit_and_differ(tmp_path):
    table = pd.DataFrame({"a": [1]})
    names = ["read me", "Read Me", "a" * 40, "a" * 41, "b/[c]:*?", ""]
    path = cr.write_workbook(dict.fromkeys(names, table), tmp_path, "w")
    assert openpyxl.load_workbook(path).sheetnames == [
        "read me", "read me 2", "Read Me 3", "a" * 31, "a" * 29 + " 2", "b__c____", "table"
    ]  # fmt: skip


def test_equal_tables_give_equal_bytes():
    tables = {"sentences": cr.sentences(ARTICLE)}
    first = workbook(tables)
    time.sleep(2.1)  # a zip file counts in steps of two seconds
    assert workbook(tables) == first


def test_no_time_of_writing_is_kept(tmp_path):
    path = cr.write_workbook({"t": pd.DataFrame({"a": [1]})}, tmp_path, "w")
    with zipfile.ZipFile(path) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert "202" not in core


@pytest.mark.parametrize("table", EXTRACTORS)
def test_every_column_of_every_table_has_a_meaning(table):
    assert all(meaning(table, column) for column in EXTRACTORS[table](ARTICLE).columns)


def test_columns_of_corrections_have_meanings():
    assert meaning("statements", "coding").startswith("machine; or by a correction")
    assert meaning("statements", "prefix") == "the text before it, as much as tells it from others"
    assert meaning("no table", "no column") == ""


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="Can't write into"):
        cr.write_workbook({}, tmp_path / "file", "w")


# ---- Discourse Network Analyzer

HEADER = (
    "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;"
    "coder;document_id;document_title;document_author;document_source;document_section;document_type"
)


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


# ---- networks


def test_a_network_is_read_back(tmp_path):
    edges = pd.DataFrame(
        {"actor": ["KEN", "KEN", "TGO"], "other": ["GHA", "GHA", "GHA"], "issue": ["trade", "sea", ""],
         "n_statements": [3, 1, 2], "balance": [0.5, float("nan"), -1.0]}
    )  # fmt: skip
    nodes = pd.DataFrame(
        {
            "actor_id": ["GHA", "KEN", "CHL"],
            "name": ["Ghana", "Kenya", "Chile"],
            "n_mentions": [4, 2, 1],
        }
    )
    path = cr.write_graphml(edges, tmp_path, nodes=nodes)
    assert path == tmp_path / "network.graphml"
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    assert dict(graph.nodes["KEN"]) == {"name": "Kenya", "n_mentions": 2}
    assert dict(graph.nodes["TGO"]) == {}
    assert set(graph.nodes) == {"GHA", "KEN", "CHL", "TGO"}
    assert sorted(graph.get_edge_data("KEN", "GHA").values(), key=str) == [
        {"issue": "sea", "n_statements": 1},
        {"issue": "trade", "n_statements": 3, "balance": 0.5},
    ]
    ids = re.findall(r'<edge [^>]*id="(\d+)"', path.read_text("utf-8"))
    assert sorted(ids) == ["0", "1", "2"]
    before = path.read_bytes()
    assert cr.write_graphml(edges, tmp_path, nodes=nodes).read_bytes() == before


def test_a_directed_network(tmp_path):
    edges = pd.DataFrame({"source": ["TGO"], "target": ["KEN"], "is_negated": [True]})
    path = cr.write_graphml(edges, tmp_path, "acts")
    graph = nx.read_graphml(path, force_multigraph=True)
    assert graph.is_directed()
    assert list(graph.edges(data=True)) == [("TGO", "KEN", {"is_negated": True})]


@pytest.mark.parametrize(
    "name", ["<a>&\"'", "]]>", "a\x00b", "é😀\u202e", "&amp;", "{{x}}", "a\ufffeb"]
)
def test_hostile_names_are_read_back(tmp_path, name):
    edges = pd.DataFrame({"actor": [name], "other": ["KEN"], "label": [name]})
    graph = nx.read_graphml(cr.write_graphml(edges, tmp_path), force_multigraph=True)
    assert list(graph.edges(data=True)) == [
        (name.translate(VISIBLE), "KEN", {"label": name.translate(VISIBLE)})
    ]


def test_an_empty_network(tmp_path):
    graph = nx.read_graphml(cr.write_graphml(pd.DataFrame({"actor": [], "other": []}), tmp_path))
    assert len(graph) == 0


def test_a_network_needs_two_ends(tmp_path):
    with pytest.raises(ParameterError) as error:
        cr.write_graphml(pd.DataFrame({"actor": [], "n": []}), tmp_path)
    assert str(error.value) == (
        "A network needs the columns actor and other, or source and target; there are actor, n."
    )


def test_the_dyads_of_an_article_are_a_network(seed, tmp_path):
    from closereading.position import dyads

    table = dyads(seed)
    graph = nx.read_graphml(cr.write_graphml(table, tmp_path, "dyads", nodes=cr.actors(seed)))
    assert graph.number_of_edges() == len(table) > 0
    assert set(graph.nodes) == {*cr.actors(seed)["actor_id"], *table["actor"], *table["other"]}


# ---- selectors


def test_a_span_as_an_annotation(tmp_path):
    spans = cr.mentions(ARTICLE)
    path = cr.write_selectors(spans, ARTICLE, tmp_path, "mentions")
    first, *rest = map(json.loads, path.read_text("utf-8").split("\n")[:-1])
    assert len(rest) == len(spans) - 1
    assert first == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:closereading:x:m0-5",
        "type": "Annotation",
        "body": {
            "type": "TextualBody",
            "value": "sent_id: s001; actor_id: KEN; name: Kenya; kind: state; country: KEN; rule: name",
            "format": "text/plain",
        },
        "target": {
            "source": "x",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "Kenya",
                    "prefix": "",
                    "suffix": " met Ghana; “friends” met in Acc",
                },
                {"type": "TextPositionSelector", "start": 0, "end": 5},
            ],
        },
    }


@pytest.mark.parametrize(
    "table", ["mentions", "timexes", "quotations", "statements", "events", "issue_mentions"]
)
def test_quote_and_position_point_to_one_passage(seed, table):
    for one in cr.selectors(getattr(cr, table)(seed), seed):
        quote, place = one["target"]["selector"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert seed.text.count(around) == 1
        assert seed.text.index(around) + len(quote["prefix"]) == place["start"]
        assert place["end"] - place["start"] == len(quote["exact"])
