"""The sheet to correct: filled in with what was coded, read back, never lost."""

import csv

from correction_fixtures import ARTICLE, EVENTS, MACHINE, MENTIONS, STATEMENTS, TEXT, fix

import closereading as cr
from closereading.correction import Correction, Quote
from closereading.correction.apply import COLUMNS
from closereading.schema import TABLES, frame


def test_the_sheet_has_a_row_an_item_to_be_filled_in():
    sheet = cr.correction_sheet(ARTICLE, MACHINE)
    assert len(sheet) == sum(map(len, MACHINE.values()))
    assert set(sheet["action"]) == {""}
    first = {k: v for k, v in sheet.iloc[3].to_dict().items() if v}
    assert first == {
        "table": "statements", "of": "KEN>", "exact": "met", "prefix": "Kenya ",
        "suffix": " Ghana in Accra. Togo sued Kenya", "sent_id": "s001",
        "sentence_text": "Kenya met Ghana in Accra.", "source": "KEN", "predicate": "meet",
        "quad": "VC", "is_reciprocal": "yes", "is_negated": "no", "modality": "did",
        "voice": "author",
    }  # fmt: skip
    assert sheet["of"].tolist()[5:] == ["", "", "", "fish", "trade"]


def test_a_sheet_filled_in_is_read_back_and_confirms_all(tmp_path):
    sheet = cr.correction_sheet(ARTICLE, MACHINE).assign(action="confirm")
    for path in cr.write_correction_sheet(sheet, tmp_path):
        found = cr.load_corrections(ARTICLE, path)
        assert len(found) == len(sheet)
        assert set(cr.correction_report(MACHINE, found, ARTICLE)["outcome"]) == {"confirmed"}


def test_a_new_sheet_keeps_what_was_corrected(tmp_path):
    given = [
        fix("statements", "change", "met", of="GHA>", quad="N", target="", note="odd"),
        fix("issue_mentions", "delete", "fishing"),
        fix("events", "add", "reopened", edtf="2025"),
        Correction("row 9", "mentions", "confirm", Quote("Benin", "a", "b"), trouble="gone"),
    ]
    sheet = cr.correction_sheet(ARTICLE, MACHINE, given)
    assert sheet["action"].tolist()[:5] == ["change", "delete", "add", "confirm", ""]
    assert sheet.loc[0, ["of", "quad", "target", "note"]].tolist() == ["GHA>", "N", "-", "odd"]
    assert len(sheet) == 4 + len(MENTIONS) + 2 + len(EVENTS)
    path = cr.write_correction_sheet(sheet, tmp_path)[0]
    again = cr.load_corrections(ARTICLE, path)
    assert cr.correction_report(MACHINE, again, ARTICLE)["outcome"].tolist() == [
        "changed", "deleted", "added", "gone"
    ]  # fmt: skip


def test_a_correction_survives_an_edit_elsewhere(tmp_path):
    sheet = cr.correction_sheet(ARTICLE, MACHINE)
    sheet.loc[sheet["exact"] == "sued", "action"] = "change"
    sheet.loc[(sheet["exact"] == "sued") & (sheet["table"] == "statements"), "quad"] = "MK"
    path = cr.write_correction_sheet(sheet, tmp_path)[1]
    text = "A new first line.\n" + TEXT.replace("reopened", "stayed shut")
    edited = cr.Article.from_text(text, doc_id="x")
    found = cr.load_corrections(edited, path)
    assert [text[c.start : c.end] for c in found] == ["sued", "sued"]
    mended = STATEMENTS.iloc[2:].assign(start=found[0].start, end=found[0].end)
    after = cr.apply_corrections("statements", mended, found, edited)
    assert after[["quad", "coding", "statement_id"]].values.tolist() == [
        ["MK", "changed", "x:s49-53"]
    ]


def test_an_untouched_sheet_is_replaced_and_an_edited_one_kept(tmp_path):
    names = ["correction_sheet.xlsx", "correction_sheet.csv"]
    old = cr.correction_sheet(ARTICLE, {"mentions": MENTIONS})
    cr.write_correction_sheet(old, tmp_path)
    given = [fix("issue_mentions", "delete", "fishing", of="fish", note="=odd")]
    new = cr.correction_sheet(ARTICLE, MACHINE, given)
    assert [p.name for p in cr.write_correction_sheet(new, tmp_path)] == names
    assert "sued" in (tmp_path / names[1]).read_text("utf-8-sig")
    longer = cr.correction_sheet(ARTICLE, {"mentions": MENTIONS}, given)
    assert [p.name for p in cr.write_correction_sheet(longer, tmp_path)] == names
    edited = longer.assign(action=["delete", "confirm", "", ""])
    cr.write_correction_sheet(edited, tmp_path)
    kept = [(tmp_path / name).read_bytes() for name in names]
    for _ in range(2):
        assert [p.name for p in cr.write_correction_sheet(new, tmp_path)] == [
            "correction_sheet-2.xlsx", "correction_sheet-2.csv"
        ]  # fmt: skip
    assert [(tmp_path / name).read_bytes() for name in names] == kept
    assert len(list(tmp_path.iterdir())) == 4


def test_a_sheet_never_replaces_another(tmp_path):
    sheet = cr.correction_sheet(ARTICLE, MACHINE)
    names = ["correction_sheet.xlsx", "correction_sheet.csv"]
    assert [p.name for p in cr.write_correction_sheet(sheet, tmp_path)] == names
    assert [p.name for p in cr.write_correction_sheet(sheet, tmp_path)] == names
    (tmp_path / names[1]).write_text("mine", encoding="utf-8")
    assert [p.name for p in cr.write_correction_sheet(sheet, tmp_path)] == [
        names[0],
        "correction_sheet-2.csv",
    ]
    assert (tmp_path / names[1]).read_text("utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 3


def test_no_cell_of_the_sheet_is_a_formula(tmp_path):
    text = "=cmd|calc met Kenya. - And so on: Kenya left. =1+1 Kenya."
    hostile = cr.Article.from_text(text, doc_id="x")
    spans = [(i, i + 5) for i in range(len(text)) if text.startswith("Kenya", i)]
    rows = [MENTIONS.iloc[0].to_dict() | {"start": s, "end": e} for s, e in spans]
    sheet = cr.correction_sheet(hostile, {"mentions": frame("mentions", rows)}).assign(
        action="confirm"
    )
    for path in cr.write_correction_sheet(sheet, tmp_path):
        assert [(c.start, c.end) for c in cr.load_corrections(hostile, path)] == spans
    with path.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert "'=cmd|calc met " in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_every_column_that_can_be_set_is_one_of_its_table():
    for table, columns in COLUMNS.items():
        assert set(columns) <= {c.name for c in TABLES[table]}


def test_the_seeds_own_sheet_confirms_all_that_was_coded(seed, tmp_path):
    tables = {name: getattr(cr, name)(seed) for name in MACHINE}
    sheet = cr.correction_sheet(seed, tables).assign(action="confirm")
    path = cr.write_correction_sheet(sheet, tmp_path)[0]
    found = cr.load_corrections(seed, path, codebook=cr.load_codebook())
    outcomes = cr.correction_report(tables, found, seed)["outcome"]
    assert len(outcomes) == sum(map(len, tables.values()))
    assert set(outcomes) == {"confirmed"}
