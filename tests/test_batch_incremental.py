"""A run does what changed, and only that; what was finished is never lost."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT
from test_batch import GOOD, LOOK, ends, record

from closereading.cli import main

GATE = """import time
from pathlib import Path
while 'wind' in article and not Path('open').exists():
    time.sleep(0.05)"""


@pytest.fixture
def project(tmp_path, write, notebook, monkeypatch):
    write("Rain fell. The river rose.", "seeds/rain.txt")
    write("Wind blew. The roof went.", "seeds/wind.md")
    notebook(GOOD, LOOK, name="01_look.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def why(capsys, *arguments):
    """Return why each report is made again, and make it."""
    capsys.readouterr()
    main(["run", "--why", *arguments])
    lines = [line.split(": ", 1) for line in capsys.readouterr().out.splitlines()[:-1]]
    main(["run", *arguments])
    return {name.removesuffix("/01_look"): reason for name, reason in lines}


def test_why_runs_nothing(project, write, notebook, capsys, monkeypatch):
    notebook('out: str = ""  # folder', "print(1)", name="02_all.ipynb")
    assert main(["run", "--why", "--to", "pdf"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "rain/01_look: never made",
        "wind/01_look: never made",
        "_shelf/02_all: never made",
        "3 of 3 reports due; without --why, run makes them.",
    ]
    assert told.err == ""
    assert not list((project / "reports").iterdir())
    write("", "seeds/wind.md")
    assert main(["run", "--why"]) == 1


def test_the_reports_are_counted_once_from_the_start(project, write, notebook, capsys):
    notebook('out: str = ""  # folder', "print(1)", name="02_all.ipynb")
    main(["run"])
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in lines] == ["1/3", "2/3", "3/3"]
    write("Rain fell. The river fell.", "seeds/rain.txt")
    main(["run", "--why"])
    reasons = [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()]
    assert reasons[:3] == ["the article changed", "up to date", "what it reads is made anew"]
    main(["run"])
    assert [line[:4] for line in capsys.readouterr().err.splitlines()] == ["1/2 ", "2/2 "]


def test_a_report_on_all_articles_says_what_changed(project, write, notebook, capsys):
    notebook(f'{GOOD}\ncodebook: str = ""  # file', LOOK, name="01_look.ipynb")
    notebook('out: str = ""  # folder', "print(1)", name="02_all.ipynb")
    main(["run"])

    def why_all():
        main(["run", "--notebook", "1", *given])
        return why(capsys)["_shelf/02_all"]

    given = []
    assert why_all() == "up to date"
    town = ROOT / "tests" / "articles" / "city-planning-codebook.yaml"
    given = ["rain", "-p", f"codebook={town}"]
    assert why_all() == "the codebook of an article changed, other parameters of a notebook"
    given = []
    why_all()
    write("table,action,exact\n", "seeds/wind.corrections.csv")
    assert why_all() == "corrections of an article changed"
    write("Rain fell. The river fell.", "seeds/rain.txt")
    assert why_all() == "an article, or a report on one, came, went or changed"
    write("Snow fell.", "seeds/snow.txt")
    assert why_all() == "an article, or a report on one, came, went or changed"


def test_only_what_changed_is_run_again(project, write, notebook, capsys):
    assert why(capsys) == {"rain": "never made", "wind": "never made"}
    assert why(capsys) == {"rain": "up to date", "wind": "up to date"}
    write("Rain fell. The river fell.", "seeds/rain.txt")
    assert why(capsys) == {"rain": "the article changed", "wind": "up to date"}
    assert "The river fell" not in (project / "reports" / "wind" / "01_look.html").read_text()
    assert why(capsys, "-p", "n_top=3") == dict.fromkeys(("rain", "wind"), "other parameters")
    assert why(capsys, "-p", "n_top=3") == dict.fromkeys(("rain", "wind"), "up to date")
    notebook(GOOD, LOOK + "\nprint('more')", name="01_look.ipynb")
    found = why(capsys, "-p", "n_top=3")
    assert found == dict.fromkeys(("rain", "wind"), "the notebook changed")
    (project / "reports" / "wind" / "01_look.html").unlink()
    assert why(capsys, "-p", "n_top=3") == {"rain": "up to date", "wind": "the report is gone"}
    write("table,action,exact,prefix,suffix\n", "seeds/wind.corrections.csv")
    found = why(capsys, "-p", "n_top=3")
    assert found == {"rain": "up to date", "wind": "its corrections changed"}
    (project / "reports" / ".state" / "rain" / "01_look.json").write_text("{half", "utf-8")
    assert why(capsys, "-p", "n_top=3") == {"rain": "never made", "wind": "up to date"}


def test_files_that_a_parameter_names_are_looked_into(project, write, notebook, capsys):
    lines = [f'{name}: str = ""  # {name}' for name in ("codebook", "compare_with", "reference")]
    notebook("\n".join([GOOD, *lines]), LOOK, name="01_look.ipynb")
    town = ROOT / "tests" / "articles" / "city-planning-codebook.yaml"
    book = write(town.read_text("utf-8"), "town.yaml")
    given = ["rain", "-p", f"compare_with={book}", "-p", "reference=seeds"]
    assert why(capsys, *given) == {"rain": "never made"}
    assert why(capsys, *given) == {"rain": "up to date"}
    book.write_text(book.read_text("utf-8") + "# a note\n", encoding="utf-8")
    assert why(capsys, *given) == {"rain": "the codebook to compare with changed"}
    write("---\npublished: 2025\n---\nSnow fell.", "seeds/snow.txt")
    assert why(capsys, *given) == {"rain": "the articles to compare with changed"}


def test_a_run_without_anything_to_do_starts_no_kernel(project, capsys, monkeypatch):
    main(["run"])
    monkeypatch.setattr("closereading.batch.run_task", None)
    assert main(["run"]) == 0
    assert "0 of 0 reports written, 2 were up to date" in capsys.readouterr().out
    assert len(ends(record(project))) == 2


def test_force_runs_everything(project, capsys):
    main(["run"])
    assert why(capsys, "--force") == dict.fromkeys(("rain", "wind"), "forced")


def test_failed_runs_only_failures(project, notebook, capsys):
    notebook(GOOD, "assert 'rain' in article or n_top > 2", name="01_look.ipynb")
    assert main(["run"]) == 1
    assert set(ends(record(project)).values()) == {("done", ""), ("failed", "AssertionError: ")}
    assert why(capsys, "--failed") == {"rain": "not due", "wind": "failed the last time"}
    assert main(["run", "--failed", "-p", "n_top=3"]) == 0
    assert record(project)["status"] == "done"
    assert why(capsys, "--failed") == dict.fromkeys(("rain", "wind"), "not due")


def test_a_killed_run_loses_nothing_finished_and_the_next_goes_on(project, notebook, capsys):
    notebook(GOOD, GATE, LOOK, name="01_look.ipynb")
    command = [sys.executable, "-m", "closereading", "run", "--jobs", "1"]
    # tests that a shell runs in the background ignore the signal, and so would the runner
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as runner:
        assert any(line.startswith("1/2 rain/01_look") for line in runner.stderr)
        time.sleep(0.3)
        runner.send_signal(signal.SIGKILL)
    (project / "reports" / "wind" / f"01_look.{runner.pid}.part.ipynb").write_text("{half")
    (project / "open").touch()
    assert why(capsys) == {"rain": "up to date", "wind": "never made"}
    assert set(ends(record(project)).values()) == {("done", "")}
    assert not list((project / "reports").rglob("*.part*"))


def test_two_runs_on_one_folder_dont_spoil_each_other(project):
    command = [sys.executable, "-m", "closereading", "run", "--force"]
    runs = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    assert set(ends(record(project)).values()) == {("done", "")}
    for name in ("rain", "wind"):
        folder = project / "reports" / name
        assert "</html>" in (folder / "01_look.html").read_text("utf-8")
        json.loads((folder / "01_look.ipynb").read_text("utf-8"))
    assert not list((project / "reports").rglob("*.part*"))


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to a process of its own")
def test_an_interrupted_run_keeps_what_is_done(project, notebook):
    notebook(GOOD, GATE, LOOK, name="01_look.ipynb")
    command = [sys.executable, "-m", "closereading", "run", "--jobs", "1"]
    # tests that a shell runs in the background ignore the signal, and so would the runner
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as runner:
        assert any(line.startswith("1/2 rain/01_look") for line in runner.stderr)
        runner.send_signal(signal.SIGINT)
        (project / "open").touch()
        assert "interrupted; what was finished is kept" in runner.stderr.read()
    assert runner.returncode == 130
    assert main(["run"]) == 0
    assert len(ends(record(project))) == 2


def test_corrections_that_cant_be_read_are_refused_before_a_kernel_starts(project, write, capsys):
    write("table,action\nmentions,praise\n", "seeds/wind.corrections.csv")
    assert main(["run"]) == 1
    assert "wind.corrections.csv" in capsys.readouterr().err
    assert ends(record(project)) == {("rain", "01_look"): ("done", "")}


def test_a_folder_to_compare_with_that_isnt_there_stops_a_run_before_its_kernels(
    project, write, notebook, capsys
):
    cell = f'{GOOD}\nreference: str = "english"  # folder'
    notebook(cell, LOOK, "Path('others/snow.txt').unlink()", name="01_look.ipynb")
    notebook(cell, "import os", "os.rmdir('others')", name="02_gone.ipynb")
    given = ["run", "rain", "--jobs", "1", "-p", "reference=others"]
    assert main(given) == 2
    assert "The reference 'others' is no folder. Give english, seeds" in capsys.readouterr().err
    assert not (project / "reports" / "run.json").exists()
    write("Snow fell.", "others/snow.txt")
    assert main(given) == 0
    assert ends(record(project)) == {
        ("rain", "01_look"): ("done", ""), ("rain", "02_gone"): ("done", "")
    }  # fmt: skip
    assert main(given) == 2


def test_a_second_file_of_corrections_is_refused_by_the_next_run(project, notebook, capsys):
    touch = "[Path(article).with_suffix('.corrections' + s).touch() for s in ('.csv', '.xlsx')]"
    notebook(GOOD, LOOK, touch, name="01_look.ipynb")
    assert main(["run", "rain"]) == 0
    assert ends(record(project)) == {("rain", "01_look"): ("done", "")}
    assert main(["run", "rain"]) == 1
    assert "two files of corrections" in capsys.readouterr().err
