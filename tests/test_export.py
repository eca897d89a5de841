"""Workbooks, read back by others."""

import time
import zipfile

import openpyxl
import pandas as pd
import pytest
from export_fixtures import ARTICLE
from hypothesis import given, settings
from hypothesis import strategies as st

import closereading as cr
from closereading.errors import OutputError
from closereading.export import EXTRACTORS
from closereading.export.tables import VISIBLE
from closereading.export.workbook import meaning, workbook
from closereading.schema import TABLES, frame

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
