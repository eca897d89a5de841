"""Runs with real kernels, on small notebooks."""

import json

import pytest

from closereading.cli import main

GOOD = """article: str = ""  # path
out: str = ""  # folder
n_top: int = 2  # how many"""
LOOK = """from pathlib import Path
print(Path(article).name, n_top)"""
FAIL = """if 'wind' in article:
    raise ValueError('too windy')"""
KILL = """import os, signal
if 'wind' in article:
    os.kill(os.getpid(), signal.SIGKILL)"""


@pytest.fixture
def project(tmp_path, write, notebook, monkeypatch):
    write("---\ntitle: Rain\npublished: 2025\n---\nRain fell. The river rose.", "seeds/rain.txt")
    write("Wind blew. The roof went.", "seeds/wind.md")
    notebook(GOOD, LOOK, name="01_look.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def record(project):
    return json.loads((project / "reports" / "run.json").read_text("utf-8"))


def ends(run):
    return {
        (article["doc_id"], notebook["name"]): (notebook["status"], notebook["error"])
        for article in run["articles"]
        for notebook in article["notebooks"]
    }


def test_a_run_leaves_reports_an_index_and_a_record(project, capsys):
    assert main(["run", "-p", "n_top=7"]) == 0
    run = record(project)
    assert ends(run) == {("rain", "01_look"): ("done", ""), ("wind", "01_look"): ("done", "")}
    assert run["status"] == "done"
    rain = run["articles"][0]
    assert [len(article["notices"]) for article in run["articles"]] == [0, 1]
    assert (rain["title"], rain["published"], rain["path"]) == ("Rain", "2025", "seeds/rain.txt")
    assert len(rain["sha256"]) == len(rain["notebooks"][0]["made_from"]["notebook"]) == 64
    assert rain["notebooks"][0]["parameters"] == {"n_top": 7}
    assert rain["notebooks"][0]["seconds"] > 0
    assert {"python", "closereading", "pandas", "papermill"} <= run["versions"].keys()
    report = (project / "reports" / "rain" / "01_look.html").read_text("utf-8")
    assert "rain.txt 7" in report
    index = (project / "reports" / "index.html").read_text("utf-8")
    assert 'href="rain/01_look.html"' in index
    assert "2 of 2 reports written, 0 were up to date, 0 inputs refused" in capsys.readouterr().out
    assert not list((project / "reports").rglob("*.part*"))


@pytest.mark.parametrize(
    ("cell", "message"), [(FAIL, "ValueError: too windy"), (KILL, "DeadKernelError")]
)
def test_one_failure_stops_nothing_else(project, notebook, capsys, cell, message):
    notebook(GOOD, cell, name="02_fail.ipynb")
    assert main(["run"]) == 1
    found = ends(record(project))
    status, error = found.pop(("wind", "02_fail"))
    assert status == "failed"
    assert message in error
    assert set(found.values()) == {("done", "")}
    assert len(found) == 3
    assert record(project)["status"] == "failed"
    index = (project / "reports" / "index.html").read_text("utf-8")
    assert message in index
    assert "closereading run seeds/wind.md --notebook 02_fail" in index
    assert message in capsys.readouterr().err


def test_six_articles_one_of_them_broken(project, write):
    write(b"\x00\x01\x02" * 99, "seeds/bytes.txt")
    for name in ("a", "b", "c"):
        write("One sentence. Another one.", f"seeds/{name}.txt")
    assert main(["run"]) == 1
    run = record(project)
    assert set(ends(run)) == {(doc_id, "01_look") for doc_id in ("a", "b", "c", "rain", "wind")}
    assert set(ends(run).values()) == {("done", "")}
    (refused,) = run["refused"]
    assert "bytes that are no text" in refused["error"]
    assert refused["rerun"] == "closereading run seeds/bytes.txt"
    assert "bytes that are no text" in (project / "reports" / "index.html").read_text("utf-8")


def test_a_later_run_keeps_what_it_didnt_touch(project):
    assert main(["run"]) == 0
    assert main(["run", "wind", "-p", "n_top=9"]) == 0
    found = {a["doc_id"]: a["notebooks"][0]["parameters"] for a in record(project)["articles"]}
    assert found == {"rain": {}, "wind": {"n_top": 9}}
    (project / "reports" / "rain" / "01_look.html").unlink()
    assert main(["run", "wind"]) == 0
    assert [a["doc_id"] for a in record(project)["articles"]] == ["wind"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "-p", "n_tops=3"], "Did you mean 'n_top'"),
        (["run", "-p", "n_top"], "write it as NAME=VALUE"),
        (["run", "--notebook", "7"], "No notebook '7'"),
        (["tables", "nowhere"], "No article 'nowhere'"),
    ],
)
def test_refusals_come_before_any_kernel(project, capsys, arguments, message):
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert not (project / "reports" / "run.json").exists()


def test_tables_without_notebooks(project, capsys):
    assert main(["tables", "rain", "--out", "elsewhere"]) == 0
    names = {path.stem for path in (project / "elsewhere" / "rain" / "tables").glob("*.csv")}
    assert {"sentences", "mentions", "timexes", "issue_mentions", "frequencies"} <= names
    assert len(capsys.readouterr().out.split()) == len(names)
    content = (project / "elsewhere" / "rain" / "tables" / "sentences.csv").read_bytes()
    assert content.startswith(b"doc_id,sent_id,start,end,text,")
    assert b"\r" not in content
    assert main(["tables", "rain", "--out", "again"]) == 0
    assert content == (project / "again" / "rain" / "tables" / "sentences.csv").read_bytes()


def test_a_notebook_that_cant_leave_the_text_out_is_refused_where_that_is_asked(
    project, notebook, capsys
):
    notebook(GOOD, LOOK, name="01_look.ipynb")
    notebook(GOOD + "\ninclude_text: bool = True  # False: without", LOOK, name="02_leave.ipynb")
    assert main(["run", "-p", "include_text=false"]) == 1
    assert "01_look.ipynb: It has no parameter include_text" in capsys.readouterr().err
    assert {name for _, name in ends(record(project))} == {"02_leave"}
    assert main(["run", "-p", "include_text=true"]) == 0
