"""What goes wrong in a run is said in one plain line, fails alone, and leaves no half file."""

import errno
import json
from pathlib import Path

import pytest
from test_batch import GOOD, KILL, LOOK, ends, record

from closereading.cli import main

LOOP = """while 'wind' in article:
    pass"""
EAT = """kept = []
while 'wind' in article:
    kept.append(bytearray(200_000_000))"""
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def project(tmp_path, write, notebook, monkeypatch):
    write("---\npublished: 2025\n---\nRain fell. The river rose.", "seeds/rain.txt")
    write("---\npublished: 2025\n---\nWind blew. The roof went.", "seeds/wind.md")
    notebook(GOOD, LOOK, name="01_look.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "fault",
    [
        (
            LOOP,
            ["--timeout", "2"],
            "CellTimeoutError: a cell took longer than 2 s and was stopped; --timeout allows more",
        ),
        (
            EAT,
            ["--memory", "3"],
            "MemoryError: a cell needed more than 3 GB of memory; --memory allows more",
        ),
        (
            KILL,
            [],
            "DeadKernelError: the kernel died: it crashed or was killed, perhaps for want of "
            "memory",
        ),
    ],
    ids=["loop", "memory", "kill"],
)
def test_a_bad_article_fails_alone(project, notebook, capsys, fault):
    cell, arguments, error = fault
    notebook(GOOD, cell, name="02_fault.ipynb")
    assert main(["run", *arguments]) == 1
    found = ends(record(project))
    assert found.pop(("wind", "02_fault")) == ("failed", error)
    assert set(found.values()) == {("done", "")}
    assert len(found) == 3
    index = (project / "reports" / "index.html").read_text("utf-8")
    assert error in index
    assert "closereading run seeds/wind.md --notebook 02_fault" in index
    assert f"failed   wind/02_fault: {error}\n" in capsys.readouterr().err
    assert not list((project / "reports").rglob("*.part*"))


def test_a_notebook_without_parameters_is_refused_alone(project, notebook):
    notebook("print(1)", name="02_bare.ipynb", tag="")
    assert main(["run"]) == 1
    run = record(project)
    assert set(ends(run)) == {("rain", "01_look"), ("wind", "01_look")}
    assert set(ends(run).values()) == {("done", "")}
    (refused,) = run["refused"]
    assert refused["path"] == "notebooks/02_bare.ipynb"
    assert refused["rerun"] == "closereading run --notebook notebooks/02_bare.ipynb"
    index = (project / "reports" / "index.html").read_text("utf-8")
    assert "02_bare.ipynb takes no parameters. Give its first code cell the tag" in index


def test_nothing_to_run_but_a_notebook_without_parameters(project, notebook, capsys):
    bare = notebook("print(1)", name="02_bare.ipynb", tag="")
    assert main(["run", "--notebook", str(bare)]) == 2
    assert "takes no parameters" in capsys.readouterr().err


def filling(monkeypatch, pattern):
    """Let the disk be full for files whose path has `pattern` in it, half way through each."""
    write_text = Path.write_text

    def write_half(self, data, *args, **named):
        if pattern not in self.as_posix():
            return write_text(self, data, *args, **named)
        write_text(self, data[: len(data) // 2], *args, **named)
        raise FULL

    monkeypatch.setattr(Path, "write_text", write_half)


def test_a_disk_that_is_full_at_a_report(project, monkeypatch):
    assert main(["run"]) == 0
    filling(monkeypatch, "reports/wind/01_look")
    assert main(["run", "--force"]) == 1
    error = "OSError: no space is left on the disk; free some and run it again"
    found = ends(record(project))
    assert found == {("rain", "01_look"): ("done", ""), ("wind", "01_look"): ("failed", error)}
    assert error in (project / "reports" / "index.html").read_text("utf-8")
    assert not (project / "reports" / "wind" / "01_look.html").exists()
    assert not list((project / "reports").rglob("*.part*"))


def test_a_disk_that_is_full_while_a_notebook_is_saved(project, monkeypatch):
    def write_half(nb, path):
        if "wind" in path:
            Path(path).write_text("{", "utf-8")
            raise FULL
        Path(path).write_text(json.dumps(nb), "utf-8")

    monkeypatch.setattr("papermill.execute.write_ipynb", write_half)
    assert main(["run"]) == 1
    status, error = ends(record(project))["wind", "01_look"]
    assert (status, error.partition(":")[0]) == ("failed", "OSError")
    assert "no space is left on the disk" in error
    assert not list((project / "reports" / "wind").glob("*ipynb"))
    assert ends(record(project))["rain", "01_look"] == ("done", "")


def test_a_disk_on_which_nothing_can_be_kept(project, monkeypatch, capsys):
    filling(monkeypatch, "/.state/")
    assert main(["run"]) == 2
    told = capsys.readouterr().err
    assert "(No space left on device). What is finished is kept: run it again" in told
    assert not list((project / "reports" / ".state").rglob("*.part"))
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert main(["run"]) == 0


def test_a_kernel_whose_port_was_taken_is_started_once_more(project, monkeypatch):
    from closereading import batch

    tried, execute = [], batch._execute

    def unlucky(task, *rest):
        tried.append(task.target.parent.name)
        if tried.count(task.target.parent.name) == 1:
            return "RuntimeError: Kernel died before replying to kernel_info"
        return execute(task, *rest)

    monkeypatch.setattr(batch, "_execute", unlucky)
    assert main(["run"]) == 0
    assert sorted(tried) == ["rain", "rain", "wind", "wind"]
    assert set(ends(record(project)).values()) == {("done", "")}
