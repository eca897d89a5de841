"""What a correction changes flows into every number that is counted from it."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from coded_fixtures import ARTICLE, BOOK, TEXT, corrected, fix

import closereading as cr
from closereading.correction import Correction, Quote
from closereading.errors import CorrectionError
from closereading.issue.load import parse_codebook


def n_sentences(article):
    found = cr.issues(article, codebook=BOOK)
    return dict(zip(found["issue"], found["n_sentences"], strict=True))


def run_notebook(root, name, **given):
    """Run a notebook's cells here and return the tables that it wrote, by name."""
    nb = json.loads((root / "notebooks" / f"{name}.ipynb").read_text("utf-8"))
    code = ["".join(c["source"]) for c in nb["cells"] if c["cell_type"] == "code"]
    names = {}
    exec(code[0], names)  # noqa: S102
    exec("\n".join(code[1:]), names | given)  # noqa: S102
    written = Path(given["out"], Path(given["article"]).stem, "tables").glob("*.csv")
    return {path.stem: pd.read_csv(path, keep_default_na=False) for path in written}


def test_without_corrections_every_table_is_the_machines():
    piece = corrected()
    machine = cr.coded_tables(ARTICLE, codebook=BOOK)
    assert cr.issue_mentions(piece, codebook=BOOK)["coding"].unique().tolist() == ["machine"]
    for table, rows in machine.items():
        options = {"codebook": BOOK} if table == "issue_mentions" else {}
        own = getattr(cr, table)(piece, **options).drop(columns="coding")
        pd.testing.assert_frame_equal(own, rows)
    assert n_sentences(piece) == n_sentences(ARTICLE) == {"fish": 2, "ports": 1}


def test_the_machines_article_is_left_as_it_is():
    before = cr.coded_tables(ARTICLE, codebook=BOOK)
    corrected(fix("issue_mentions", "delete", "port"), fix("mentions", "delete", "Togo"))
    for table, rows in cr.coded_tables(ARTICLE, codebook=BOOK).items():
        pd.testing.assert_frame_equal(rows, before[table])


@pytest.mark.parametrize(
    ("correction", "counts"),
    [
        (fix("issue_mentions", "delete", "port"), {"fish": 2}),
        (fix("issue_mentions", "add", "left Mombasa", issue="ports"), {"fish": 2, "ports": 2}),
        (fix("issue_mentions", "change", "Boats", issue="ports"), {"ports": 2, "fish": 1}),
    ],
)
def test_issue_hits_flow_into_salience(correction, counts):
    assert n_sentences(corrected(correction)) == counts


def test_issue_hits_flow_into_grid_pairs_and_silence():
    piece = corrected(
        fix("issue_mentions", "delete", "fishing"),
        fix("issue_mentions", "add", "sued", issue="fish"),
    )
    grid = cr.issue_actors(piece, codebook=BOOK)
    assert {tuple(cell) for cell in grid[["actor_id", "issue", "sent_ids"]].to_numpy()} >= {
        ("TGO", "fish", "s002"), ("KEN", "fish", "s002"), ("KEN", "ports", "s002"),
    }  # fmt: skip
    assert "GHA" not in set(grid["actor_id"])
    pairs = cr.issue_cooccurrence(piece, codebook=BOOK)
    assert pairs[["issue", "other_issue", "sent_ids"]].values.tolist() == [
        ["fish", "ports", "s002"]
    ]
    gone = corrected(fix("issue_mentions", "delete", "port"))
    silent = cr.silent_issues(cr.issues(gone, codebook=BOOK), codebook=BOOK)
    assert silent["issue"].tolist() == ["ports"]


def test_issue_hits_flow_into_statements_positions_and_time():
    piece = corrected(fix("issue_mentions", "change", "fishing", issue="ports"))
    told = cr.statements(piece).set_index("text")["issues"]
    assert told.to_dict() == {"praised": "ports", "sued": "ports"}
    positions = cr.positions(piece, statements=cr.statements(piece), codebook=BOOK)
    assert positions[["actor_id", "issue", "leaning"]].values.tolist() == [
        ["KEN", "ports", "cooperation"], ["TGO", "ports", "conflict"],
    ]  # fmt: skip
    times = cr.issue_times(piece, events=cr.events(piece), codebook=BOOK)
    assert times.loc[times["sent_id"] == "s001", "issue"].tolist() == ["ports"]


def test_issues_that_a_researcher_sets_hold_against_the_hits():
    piece = corrected(
        fix("issue_mentions", "delete", "fishing"),
        fix("statements", "change", "praised", issues="ports"),
        fix("events", "change", "sued", issues=""),
        fix("statements", "change", "sued", quad="MK", issues="ports"),
    )
    assert cr.statements(piece)["issues"].tolist() == ["ports", "ports"]
    events = cr.events(piece).set_index("text")["issues"]
    assert events[["praised", "sued"]].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("text", "issues", "hit"),
    [
        ("praised", "fish", fix("issue_mentions", "delete", "fishing")),
        ("sued", "ports", fix("issue_mentions", "add", "the port", issue="fish")),
    ],
)
def test_set_issues_hold_where_the_machine_has_the_same(text, issues, hit):
    """Were they taken for the machine's, a corrected hit would change them."""
    by_hand = fix("statements", "change", text, issues=issues)
    for corrections, is_so in (((), True), ((hit,), False), ((hit, by_hand), True)):
        told = cr.statements(corrected(*corrections)).set_index("text")
        assert (told.loc[text, "issues"] == issues) is is_so


def test_a_dash_holds_where_the_machine_has_no_issue():
    article = cr.Article.from_text("Kenya praised Ghana for its patience.", doc_id="y")
    hit = Correction("2", "issue_mentions", "add", Quote(""), "", {"issue": "fish"}, "", 28, 36)
    dash = Correction("3", "statements", "confirm", Quote(""), "", {"issues": ""}, "", 6, 13)
    for corrections, issues in (((), ""), ((hit,), "fish"), ((hit, dash), "")):
        piece = cr.corrected(article, corrections, codebook=BOOK)
        assert cr.statements(piece)["issues"].tolist() == [issues]


def test_the_issues_of_a_row_of_the_sheet_follow_the_hits(tmp_path):
    """The sheet leaves them blank, so a row in which the class was changed doesn't set them."""
    sheet = cr.correction_sheet(ARTICLE, cr.coded_tables(ARTICLE, codebook=BOOK))
    sheet.loc[sheet["exact"] == "fishing", "action"] = "delete"
    praised = (sheet["exact"] == "praised") & (sheet["table"] == "statements")
    sheet.loc[praised, ["action", "quad"]] = ["change", "MC"]
    path = cr.write_correction_sheet(sheet, tmp_path)[0]
    piece = corrected(*cr.load_corrections(ARTICLE, path, codebook=BOOK))
    assert cr.statements(piece)[["quad", "issues"]].values.tolist()[0] == ["MC", ""]


def test_another_codebook_than_that_of_the_corrections_has_its_own_issues():
    other = parse_codebook(
        """
version: "1"
issues:
  - id: fish
    label: Harbours, under an id that the other has as well
    patterns: [port]
  - id: boats
    label: Boats
    patterns: [fishing]
""",
        where="other.yaml",
    )
    piece = corrected(fix("statements", "change", "praised", quad="VK", issues="ports"))
    columns = ["actor_id", "issue", "label", "leaning"]
    assert cr.positions(piece, codebook=other)[columns].values.tolist() == [
        ["KEN", "boats", "Boats", "conflict"],
        ["TGO", "fish", "Harbours, under an id that the other has as well", "conflict"],
    ]
    assert cr.issue_times(piece, codebook=other)["issue"].tolist() == ["boats"]
    assert set(cr.positions(piece, codebook=BOOK)["issue"]) == {"ports"}
    default = cr.positions(piece)
    assert "ports" not in set(default["issue"])
    named = dict(zip(default["issue"], default["label"], strict=True))
    assert named.items() <= cr.load_codebook().labels.items()


def test_why_a_date_that_was_corrected():
    columns = ["edtf", "phrase", "rule", "basis"]
    known = ["2025-03-04", "4 March 2025", "on + time expression", "stated"]
    named = corrected(fix("events", "change", "fishing", headline="Fishing"))
    dated = corrected(
        fix("events", "change", "fishing", edtf="2025-03-05"),
        fix("events", "change", "sued", edtf="2025-03-06"),
    )
    for piece, fishing, sued in (
        (ARTICLE, known, ["", "", "no date", "undated"]),
        (named, known, ["", "", "no date", "undated"]),
        (
            dated,
            ["2025-03-05", "", "corrected", "stated"],
            ["2025-03-06", "", "corrected", "stated"],
        ),
    ):
        assert cr.explain_dates(piece)[columns].values.tolist()[1:3] == [fishing, sued]


def test_an_added_statement_is_about_what_its_clause_shows():
    piece = corrected(fix("statements", "add", "left", source="KEN", quad="N"))
    added = cr.statements(piece).query("coding == 'added'")
    assert added["issues"].tolist() == ["fish"]


def test_mentions_flow_into_actors_grid_and_quotations():
    text = "The harbour master said that the port was closed. The harbour master left."
    article = cr.Article.from_text(text, doc_id="y")
    given = {"actor_id": "harbour-master", "name": "Harbour master", "kind": "person"}
    one = Correction("row 2", "mentions", "add", Quote("The harbour master"), "", given, "", 0, 18)
    piece = cr.corrected(article, [one], codebook=BOOK)
    assert cr.actors(piece)["name"].tolist() == ["Harbour master"]
    assert cr.issue_actors(piece, codebook=BOOK)["sent_ids"].tolist() == ["s001"]
    assert cr.quotations(article)["actor_id"].tolist() == [""]
    assert cr.quotations(piece)["actor_id"].tolist() == ["harbour-master"]
    assert cr.silent_actors(piece, statements=cr.statements(piece)).empty


def test_sensitivity_leaves_out_phrases_and_never_what_was_decided_by_hand():
    added = corrected(fix("issue_mentions", "add", "left Mombasa", issue="ports"))
    found = cr.issue_sensitivity(added, codebook=BOOK)
    assert "" not in set(found["term"])
    port = found.set_index("term").loc["port"]
    assert port[["n_sentences", "n_without", "sent_ids"]].tolist() == [2, 1, "s002"]


def test_sensitivity_brings_back_no_hit_that_was_deleted():
    """Without "fishing boat" the machine would find "fishing" there, which was deleted before."""
    text = "A fishing boat sank. Fishing is old."
    article = cr.Article.from_text(text, doc_id="z")
    machine = cr.issue_sensitivity(article, codebook=BOOK).set_index("term")
    assert machine.loc["fishing boat", "n_without"] == 2
    gone = Correction("row 2", "issue_mentions", "delete", Quote("Fishing"), "", {}, "", 21, 28)
    found = cr.issue_sensitivity(cr.corrected(article, [gone], codebook=BOOK), codebook=BOOK)
    assert found[["term", "n_sentences", "n_without"]].values.tolist() == [["fishing boat", 1, 1]]


def test_the_sheet_says_nothing_of_the_issues_of_statements_and_events():
    """They follow the hits; whatever stands there would hold against these."""
    tables = cr.coded_tables(ARTICLE, codebook=BOOK)
    sheet = cr.correction_sheet(ARTICLE, tables)
    for table in ("statements", "events"):
        assert "fish" in set(tables[table]["issues"])
        assert set(sheet.loc[sheet["table"] == table, "issues"]) == {""}


def test_an_issue_of_another_codebook_is_refused():
    with pytest.raises(CorrectionError) as error:
        cr.corrected(ARTICLE, [fix("issue_mentions", "add", "port", issue="ports")])
    assert str(error.value) == (
        "Corrections, row 2: the codebook International affairs has no issue 'ports'. If it was "
        "coded with another codebook, give that one: -p codebook=…, for tables --codebook …"
    )


def test_a_set_issue_holds_where_no_statements_or_events_are_given():
    piece = corrected(
        fix("statements", "change", "praised", issues="ports"),
        fix("events", "change", "fishing", issues="ports"),
    )
    positions = cr.positions(piece, codebook=BOOK)
    assert positions.loc[positions["actor_id"] == "KEN", "issue"].tolist() == ["ports"]
    times = cr.issue_times(piece, codebook=BOOK)
    assert times.loc[times["sent_id"] == "s001", "issue"].tolist() == ["ports"]


def test_all_tables_are_as_corrected_beside_the_article(write):
    path = write(f"---\npublished: 2025-03-22\n---\n{TEXT}", "talks.txt")
    machine = cr.all_tables(cr.load_article(path))
    write(
        "table,action,exact,issue\nissue_mentions,add,Boats left,energy\n", "talks.corrections.csv"
    )
    found = cr.all_tables(cr.load_article(path))
    assert found.keys() == machine.keys()
    assert "energy" in set(found["issues"]["issue"]) - set(machine["issues"]["issue"])
    assert {n: list(t) for n, t in found.items()} == {n: list(t) for n, t in machine.items()}
    assert set(machine["statements"]["coding"]) == {"machine"}


def test_the_first_notebook_takes_speakers_from_corrected_mentions(root, write, tmp_path):
    text = "The harbour master said that the port was closed. Kenya left."
    write('version: "1"\nissues: [{id: quay, label: Quay, patterns: [port]}]\n', "own.yaml")
    write(
        "table,action,exact,actor_id,kind,issue\n"
        "mentions,add,The harbour master,harbour-master,person,\n"
        "issue_mentions,confirm,port,,,quay\n",
        "talks.corrections.csv",
    )
    given = {"article": str(write(text, "talks.txt")), "out": str(tmp_path)}
    book = str(tmp_path / "own.yaml")
    found = run_notebook(root, "01_analyse_the_text", codebook=book, **given)
    assert found["quotations"]["actor_id"].tolist() == ["harbour-master"]
    assert found["speakers"]["actor_id"].tolist() == ["harbour-master"]
    everything = cr.all_tables(cr.load_article(given["article"]), codebook=book)
    for table in ("mentions", "actors", "actor_cooccurrence", "quotations", "speakers"):
        assert found[table].astype(str).values.tolist() == (
            everything[table].astype(str).values.tolist()
        )


def test_the_notebook_counts_a_town_with_its_own_codebook_as_corrected(root, tmp_path):
    """Its tables before and after a sheet was filled in, saved beside the article and read."""
    for name in ("city-planning.txt", "city-planning-codebook.yaml"):
        shutil.copy(root / "tests" / "articles" / name, tmp_path)
    given = {
        "article": str(tmp_path / "city-planning.txt"),
        "out": str(tmp_path),
        "codebook": str(tmp_path / "city-planning-codebook.yaml"),
    }
    before = run_notebook(root, "03_compare_the_issues", **given)
    sheet = pd.read_csv(tmp_path / "city-planning" / "correction_sheet.csv", dtype="str")
    sheet = sheet.fillna("").set_index("exact", drop=False)
    sheet.loc["rezone", "action"] = "confirm"
    sheet.loc["bus drivers", "action"] = "delete"
    sheet.loc["give up 3 million", ["action", "issue"]] = ["change", "soil"]
    added = {"table": "issue_mentions", "action": "add", "exact": "rubbish", "issue": "soil"}
    sheet = pd.concat([sheet, pd.DataFrame([added], dtype="str")]).fillna("")
    sheet.to_csv(tmp_path / "city-planning.corrections.csv", index=False)
    after = run_notebook(root, "03_compare_the_issues", **given)
    n = [side["issues"].set_index("issue")["n_sentences"] for side in (before, after)]
    changed = {i: (n[0][i], n[1][i]) for i in n[0].index if n[0][i] != n[1][i]}
    assert changed == {"mobility": (6, 5), "soil": (2, 3)}
    assert sorted(after["corrections"]["outcome"]) == ["added", "changed", "confirmed", "deleted"]
    effects = after["correction_effects"].query("table == 'issues'")
    assert effects[["label", "machine", "corrected"]].values.tolist() == [
        ["Traffic and parking", "6 sentences", "5 sentences"],
        ["Costs and fees", "3 sentences; passages: 5", "3 sentences; passages: 4"],
        ["Soil and clean-up", "2 sentences", "3 sentences"],
    ]
    assert set(after["codebook"]["codebook"]) == {"City planning"}
    assert before["correction_effects"].empty
