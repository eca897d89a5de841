"""Tables as the researcher corrected them, side by side with the machine's, and the sheet."""

import csv

import pandas as pd
import pytest

import closereading as cr
from closereading.correction import Correction, Quote
from closereading.correction.apply import COLUMNS
from closereading.schema import TABLES, frame

TEXT = "Kenya met Ghana in Accra. Togo sued Kenya over fishing. The port of Lomé reopened."
ARTICLE = cr.Article.from_text(TEXT, doc_id="x", published="2025-03-22")
EMPTY = {"str": "", "bool": False, "Int64": pd.NA}


def row(table, text, **values):
    """Return one coded row of a table, at the first place of a text."""
    start = TEXT.index(text)
    span = {"doc_id": "x", "sent_id": cr.sentences(ARTICLE)["sent_id"][TEXT[:start].count(". ")]}
    span |= {"start": start, "end": start + len(text), "text": text}
    known = span | {TABLES[table][0].name: f"x:{table[0]}{start}-{start + len(text)}"} | values
    return {c.name: known.get(c.name, EMPTY.get(c.dtype)) for c in TABLES[table]}


def actor(text, actor_id, name):
    return row(
        "mentions", text, actor_id=actor_id, name=name, kind="state", country=actor_id, rule="name"
    )


MENTIONS = frame(
    "mentions",
    [actor("Kenya", "KEN", "Kenya"), actor("Ghana", "GHA", "Ghana"), actor("Togo", "TGO", "Togo")],
)
BOTH = {"quad": "VC", "is_reciprocal": True, "modality": "did", "voice": "author", "rule": "mutual"}
SUED = {"source": "TGO", "target": "KEN", "predicate": "sue", "quad": "VK", "modality": "did"}
PLACES = {"source_start": 26, "source_end": 30, "target_start": 36, "target_end": 41}
STATEMENTS = frame(
    "statements",
    [
        row("statements", "met", source="KEN", predicate="meet", **BOTH),
        row("statements", "met", source="GHA", predicate="meet", **BOTH),
        row("statements", "sued", **SUED, **PLACES, voice="author", issues="fish", rule="verb"),
    ],
)
EVENTS = frame(
    "events",
    [
        row("events", "met", headline="Kenya met Ghana", basis="undated", status="happened"),
        row("events", "sued", headline="Togo sued Kenya", edtf="2024", earliest="2024-01-01",
            latest="2024-12-31", granularity="year", basis="stated", status="happened",
            timex_id="x:t0-1"),
    ],
)  # fmt: skip
ISSUES = frame(
    "issue_mentions",
    [
        row("issue_mentions", "fishing", issue="fish", term="fishing"),
        row("issue_mentions", "fishing", issue="trade", term="fish")
        | {"issue_mention_id": "x:i47-54.2"},
    ],
)
MACHINE = {
    "mentions": MENTIONS, "statements": STATEMENTS, "events": EVENTS, "issue_mentions": ISSUES
}  # fmt: skip


def fix(table, action, text, of="", note="", **values):
    start = TEXT.index(text)
    return Correction(
        "row 2", table, action, Quote(text), of, values, note, start, start + len(text)
    )


def corrected(*corrections):
    """Return a table as corrected, by the table of the first correction."""
    table = corrections[0].table
    before = MACHINE[table].copy()
    after = cr.apply_corrections(table, MACHINE[table], corrections, ARTICLE)
    pd.testing.assert_frame_equal(MACHINE[table], before)
    types = {c.name: c.dtype for c in TABLES[table]} | {"coding": "str"}
    assert after.dtypes.astype(str).to_dict() == types
    assert all(
        TEXT[s:e] == t for s, e, t in after[["start", "end", "text"]].itertuples(index=False)
    )
    assert after["start"].is_monotonic_increasing
    return after


def report(*corrections):
    found = cr.correction_report(MACHINE, corrections, ARTICLE)
    assert found.dtypes.astype(str).to_dict() == {c.name: c.dtype for c in TABLES["corrections"]}
    return found[["outcome", "machine", "corrected"]].values.tolist()


@pytest.mark.parametrize("table", MACHINE)
def test_without_corrections_all_is_the_machines(table):
    after = cr.apply_corrections(table, MACHINE[table], [], ARTICLE)
    pd.testing.assert_frame_equal(after.drop(columns="coding"), MACHINE[table])
    assert set(after["coding"]) == {"machine"}
    assert report() == []


@pytest.mark.parametrize("table", MACHINE)
def test_an_empty_table_stays_one(table):
    after = cr.apply_corrections(table, frame(table, []), [], ARTICLE)
    assert list(after.columns) == [*(c.name for c in TABLES[table]), "coding"]


# ---- confirm


def test_confirmed():
    one = fix("statements", "confirm", "sued")
    after = corrected(one)
    assert after["coding"].tolist() == ["machine", "machine", "confirmed"]
    assert after["rule"].tolist() == ["mutual", "mutual", "verb"]
    told = "source=TGO, target=KEN, predicate=sue, quad=VK, modality=did, voice=author, issues=fish"
    assert report(one) == [["confirmed", told, told]]


def test_a_change_to_what_the_machine_has_is_a_confirmation():
    assert (
        report(fix("statements", "change", "sued", quad="VK", is_negated=False))[0][0]
        == "confirmed"
    )
    assert (
        report(fix("statements", "add", "sued", source="TGO", target="KEN", quad="VK"))[0][0]
        == "confirmed"
    )


def test_what_was_confirmed_holds_when_the_machine_changes_its_mind():
    one = fix("statements", "confirm", "sued", quad="MK")
    assert corrected(one)["quad"].tolist() == ["VC", "VC", "MK"]
    assert report(one) == [["changed", "quad=VK", "quad=MK"]]


# ---- change


def test_a_changed_statement():
    after = corrected(fix("statements", "change", "sued", source="GHA", quad="MK", is_negated=True))
    sued = after.iloc[2]
    assert sued[["source", "target", "quad", "rule", "coding"]].tolist() == [
        "GHA", "KEN", "MK", "corrected", "changed"
    ]  # fmt: skip
    assert bool(sued["is_negated"])
    assert pd.isna(sued["source_start"])
    assert sued["target_start"] == 36


def test_all_rows_of_a_passage_change_or_the_one_named():
    every = corrected(fix("statements", "change", "met", quad="N"))
    assert every["quad"].tolist() == ["N", "N", "VK"]
    one = fix("statements", "change", "met", of="GHA>", target="TGO")
    assert corrected(one)["target"].tolist() == ["", "TGO", "KEN"]
    assert report(one) == [["changed", "target=-", "target=TGO"]]


def test_the_pairs_of_a_statement_share_its_class():
    one = fix("statements", "change", "met", of="GHA>", source="TGO", quad="N")
    after = corrected(one)
    assert after[["source", "quad", "coding"]].values.tolist() == [
        ["KEN", "N", "changed"], ["TGO", "N", "changed"], ["TGO", "VK", "machine"]
    ]  # fmt: skip
    assert report(one) == [["changed", "source=GHA, quad=VC", "source=TGO, quad=N"]]
    confirmed = corrected(fix("statements", "confirm", "met", of="GHA>", quad="VC"))
    assert confirmed["coding"].tolist() == ["machine", "confirmed", "machine"]


def test_of_tells_pairs_apart_that_are_not_reciprocal():
    one_sided = STATEMENTS.assign(is_reciprocal=False)
    one = fix("statements", "change", "met", of="KEN>", quad="N")
    after = cr.apply_corrections("statements", one_sided, [one], ARTICLE)
    assert after[["source", "quad", "coding"]].values.tolist() == [
        ["KEN", "N", "changed"], ["GHA", "VC", "machine"], ["TGO", "VK", "machine"]
    ]  # fmt: skip
    acts = cr.positions(ARTICLE, statements=after.assign(issues="fish"), by="actor")
    signs = acts.set_index("actor_id")[["n_vc", "n_neutral"]]
    assert signs.loc["KEN"].tolist() == [0, 1]
    assert signs.loc["GHA"].tolist() == [1, 0]


def test_a_further_pair_of_a_statement_is_like_the_others():
    after = corrected(fix("statements", "add", "met", source="TGO", quad="VC"))
    assert after.loc[2, ["source", "predicate", "coding", "rule"]].tolist() == [
        "TGO", "meet", "added", "corrected"
    ]  # fmt: skip
    assert bool(after.loc[2, "is_reciprocal"])
    assert after["coding"].tolist() == ["machine", "machine", "added", "machine"]


def test_rows_that_become_equal_are_one():
    after = corrected(fix("statements", "change", "met", source="TGO"))
    assert after["source"].tolist() == ["TGO", "TGO"]
    assert after["statement_id"].tolist() == ["x:s6-9", "x:s31-35"]


def test_a_value_is_emptied():
    after = corrected(fix("statements", "change", "sued", target="", issues=""))
    assert after.loc[2, ["target", "issues"]].tolist() == ["", ""]


def test_a_changed_actor_brings_its_name_and_kind():
    one = fix("mentions", "change", "Togo", actor_id="GHA")
    after = corrected(one)
    assert after.loc[2, ["actor_id", "name", "kind", "country", "rule"]].tolist() == [
        "GHA", "Ghana", "state", "GHA", "corrected"
    ]  # fmt: skip
    assert report(one) == [
        ["changed", "actor_id=TGO, name=Togo, country=TGO", "actor_id=GHA, name=Ghana, country=GHA"]
    ]


def test_a_changed_date_brings_its_days():
    after = corrected(
        fix("events", "change", "sued", edtf="2024-05"),
        fix("events", "change", "met", edtf="2025-03-22"),
    )
    columns = ["edtf", "date", "earliest", "latest", "granularity", "basis", "timex_id"]
    assert after[columns].values.tolist() == [
        ["2025-03-22", "2025-03-22", "2025-03-22", "2025-03-22", "day", "stated", ""],
        ["2024-05", "", "2024-05-01", "2024-05-31", "month", "stated", ""],
    ]
    without = corrected(fix("events", "change", "sued", edtf=""))
    assert without.loc[1, columns].tolist() == ["", "", "", "", "", "undated", ""]


def test_a_changed_status_leaves_the_date():
    after = corrected(fix("events", "change", "sued", status="denied"))
    assert after.loc[1, ["status", "edtf", "timex_id"]].tolist() == ["denied", "2024", "x:t0-1"]


def test_a_changed_issue_is_no_pattern_any_more():
    after = corrected(fix("issue_mentions", "change", "fishing", of="trade", issue="law"))
    assert after[["issue", "term", "coding"]].values.tolist() == [
        ["fish", "fishing", "machine"], ["law", "", "changed"]
    ]  # fmt: skip


# ---- delete and add


def test_deleted_rows_are_gone_from_the_table_but_not_from_the_report():
    one = fix("issue_mentions", "delete", "fishing", of="fish", note="too broad")
    after = corrected(one)
    assert after[["issue_mention_id", "issue"]].values.tolist() == [["x:i47-54", "trade"]]
    assert report(one) == [["deleted", "issue=fish", ""]]
    assert cr.correction_report(MACHINE, [one], ARTICLE)["note"].tolist() == ["too broad"]
    assert len(corrected(fix("statements", "delete", "met"))) == 1


def test_an_added_mention():
    after = corrected(
        fix("mentions", "add", "port", actor_id="port-of-lome", name="Port", kind="organisation")
    )
    assert after.iloc[3].tolist() == [
        "x:m60-64", "x", "s003", 60, 64, "port", "port-of-lome", "Port", "organisation", "",
        "corrected", "added",
    ]  # fmt: skip


def test_an_added_mention_takes_the_place_of_what_it_overlaps():
    one = fix("mentions", "add", "Kenya met Ghana", actor_id="TGO")
    after = corrected(one)
    assert after["text"].tolist() == ["Kenya met Ghana", "Togo"]
    ((outcome, machine, now),) = report(one)
    assert outcome == "added"
    assert machine.startswith("actor_id=KEN, name=Kenya, kind=state, country=KEN; actor_id=GHA")
    assert now == "actor_id=TGO, name=Togo, kind=state, country=TGO"


def test_deleting_and_adding_at_one_place():
    after = corrected(
        fix("statements", "add", "met", source="TGO", quad="N"), fix("statements", "delete", "met")
    )
    assert after[["source", "quad", "coding"]].values.tolist() == [
        ["TGO", "N", "added"], ["TGO", "VK", "machine"]
    ]  # fmt: skip


def test_an_added_statement():
    one = fix("statements", "add", "reopened", source="TGO", quad="MC", is_negated=False)
    after = corrected(one)
    new = after.iloc[3]
    assert new["statement_id"] == "x:s73-81"
    assert new[["predicate", "modality", "voice", "target"]].tolist() == [
        "reopened",
        "did",
        "author",
        "",
    ]
    assert pd.isna(new["source_start"])
    assert report(one) == [
        ["added", "", "source=TGO, predicate=reopened, quad=MC, modality=did, voice=author"]
    ]


def test_an_added_event_is_undated_until_it_has_a_date():
    after = corrected(fix("events", "add", "reopened"))
    assert after.loc[2, ["event_id", "headline", "status", "basis", "date"]].tolist() == [
        "x:e73-81", "reopened", "happened", "undated", ""
    ]  # fmt: skip
    dated = corrected(fix("events", "add", "reopened", edtf="2025-03-22", headline="Lomé reopened"))
    assert dated.loc[2, ["headline", "basis", "date"]].tolist() == [
        "Lomé reopened",
        "stated",
        "2025-03-22",
    ]


def test_a_further_issue_of_a_passage():
    after = corrected(fix("issue_mentions", "add", "fishing", issue="law"))
    assert after["issue_mention_id"].tolist() == ["x:i47-54", "x:i47-54.2", "x:i47-54.3"]
    assert after["issue"].tolist() == ["fish", "trade", "law"]


# ---- what can't be applied


def test_what_is_not_applied_is_reported():
    gone = Correction("row 2", "statements", "delete", Quote("bombed"), trouble="gone")
    not_coded = fix("mentions", "confirm", "Kenya met")
    unknown = fix("issue_mentions", "delete", "fishing", of="law")
    assert report(gone, not_coded, unknown) == [
        ["gone", "", ""],
        ["not coded", "Kenya", ""],
        ["not coded", "fishing; fishing", ""],
    ]
    table = cr.correction_report(MACHINE, [gone], ARTICLE)
    assert table["sent_id"].tolist() == [""]
    assert table["start"].isna().all()
    assert len(corrected(gone)) == 3


def test_the_report_keeps_the_order_of_the_file():
    given = [
        fix("issue_mentions", "add", "fishing", issue="law"),
        fix("mentions", "confirm", "Togo"),
        fix("issue_mentions", "delete", "fishing", of="fish"),
    ]
    table = cr.correction_report(MACHINE, given, ARTICLE)
    assert table["outcome"].tolist() == ["added", "confirmed", "deleted"]
    assert table["table"].tolist() == ["issue_mentions", "mentions", "issue_mentions"]
    only = cr.correction_report({"mentions": MENTIONS}, given, ARTICLE)
    assert only["outcome"].tolist() == ["confirmed"]


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        ([], ["Nothing here was corrected by hand: it is all the machine's coding."]),
        (
            [
                fix("mentions", "confirm", "Togo"),
                fix("statements", "change", "sued", quad="MK"),
                fix("statements", "add", "reopened", source="TGO", quad="MC"),
                fix("issue_mentions", "delete", "fishing"),
            ],
            ["4 corrections by hand: 1 confirmed, 1 changed, 1 added and 1 deleted."],
        ),
        (
            [
                Correction("row 7", "events", "confirm", Quote("was\nbombed"), trouble="gone"),
                fix("mentions", "confirm", "port"),
            ],
            [
                "2 corrections by hand: none applied.",
                "1 not applied, as the passage isn't in the text any more: “was bombed” (row 7).",
                "1 not applied, as the machine codes nothing like it there: “port” (row 2).",
            ],
        ),
    ],
)
def test_findings_say_what_was_corrected(given, texts):
    found = cr.correction_findings(cr.correction_report(MACHINE, given, ARTICLE))
    assert [f.text for f in found] == texts


def test_findings_lead_to_the_passages():
    given = [fix("mentions", "confirm", "Togo"), fix("mentions", "confirm", "port")]
    found = cr.correction_findings(cr.correction_report(MACHINE, given, ARTICLE))
    assert [f.sent_ids for f in found] == [("s002",), ("s003",)]


# ---- the sheet


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
