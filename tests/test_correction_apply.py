"""Tables as the researcher corrected them, side by side with the machine's."""

import pandas as pd
import pytest
from correction_fixtures import ARTICLE, MACHINE, MENTIONS, STATEMENTS, TEXT, fix

import closereading as cr
from closereading.correction import Correction, Quote
from closereading.schema import TABLES, frame


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
                "1 not applied, as the passage isn't in the text: “was bombed” (row 7).",
                "1 not applied, as the machine codes nothing like it there: “port” (row 2).",
            ],
        ),
        (
            [
                fix("mentions", "confirm", "Togo"),
                Correction(
                    "row 9", "mentions", "add", Quote("Togo", "of "), trouble="context not found"
                ),
            ],
            [
                "2 corrections by hand: 1 confirmed and 1 not applied.",
                "1 not applied, as the words are in the text, but not with that prefix or suffix: "
                "“Togo” (row 9).",
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
