"""The command line, where no kernel is needed."""

import csv
import subprocess
import sys

import pytest

from closereading.cli import main

TML = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2025-04-18" functionInDocument="CREATION_TIME">2025-04-18</TIMEX3></DCT>
<TEXT>They met on <TIMEX3 tid="t1" type="DATE" value="2025-03-22">March 22</TIMEX3>. It rained.</TEXT></TimeML>"""


def test_evaluate_prints_the_scores(tmp_path, capsys):
    (tmp_path / "a.tml").write_text(TML, encoding="utf-8")
    assert main(["evaluate", "timex", str(tmp_path)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["measure", "precision", "recall", "f1", "n_right", "n_gold", "n_system"]
    assert ["value", "100.0", "100.0", "100.0", "1", "1", "1"] in lines


def test_evaluate_says_what_is_wrong(tmp_path, capsys):
    assert main(["evaluate", "timex", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["evaluate", "weather", "x"], ["run", "--jobs", "many"]])
def test_wrong_usage_exits_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: closereading" in capsys.readouterr().err


def test_the_module_is_the_command():
    shown = subprocess.check_output([sys.executable, "-m", "closereading", "--version"], text=True)
    assert shown.strip() == "0.2.0"


def test_add_says_what_became_of_each_file(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("title,text\nOne,Kenya voted.\nTwo,\n", encoding="utf-8")
    assert main(["add", str(tmp_path / "a.csv"), "--seeds", str(tmp_path / "seeds")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"added    a.csv, row 2 → {tmp_path / 'seeds' / 'one.txt'}"
    assert lines[1] == "         no publication date: add `published:` if you know it"
    assert lines[2] == "unread   a.csv, row 3"
    assert lines[-1] == f"1 article added, 0 there already, 1 not read: {tmp_path / 'seeds'}"


def test_tables_of_an_article_that_was_corrected_with_a_codebook_of_its_own(
    write, tmp_path, capsys
):
    article = str(write("Kenya praised Ghana over fishing.", "talks.txt"))
    book = write('version: "1"\nissues: [{id: fish, label: F, patterns: [fishing]}]\n', "own.yaml")
    write("table,action,exact,issue\nissue_mentions,add,praised,fish\n", "talks.corrections.csv")
    command = ["tables", article, "--out", str(tmp_path / "out")]
    assert main(command) == 2
    assert "no issue 'fish'" in capsys.readouterr().err
    assert main([*command, "--codebook", str(book)]) == 0
    folder = tmp_path / "out" / "talks" / "tables"
    hits, told, cells = (
        list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8")))
        for name in ("issue_mentions", "statements", "positions")
    )
    assert [(row["text"], row["coding"]) for row in hits] == [
        ("praised", "added"), ("fishing", "machine")
    ]  # fmt: skip
    assert [(row["issues"], row["coding"]) for row in told] == [("fish", "machine")]
    assert [(row["actor_id"], row["issue"]) for row in cells] == [("KEN", "fish")]
