"""Runs on a Dask cluster: a scheduler and two workers on loopback."""

import logging
import os
import signal

import pytest
from test_batch import GOOD, LOOK, ends, record

from closereading.cli import main
from closereading.cluster import fitting_workers
from closereading.errors import CloseReadingError
from closereading.state import library_hash

SLOW = """import time
time.sleep(1)"""


@pytest.fixture(scope="module")
def cluster():
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR
    ) as started:
        yield started


@pytest.fixture
def project(tmp_path, write, notebook, monkeypatch):
    for name in ("a", "b", "c", "d"):
        write(f"---\ntitle: {name.upper()}\n---\nRain fell. The river rose.", f"seeds/{name}.txt")
    notebook(GOOD, LOOK, SLOW, name="01_look.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_worker_lost_in_the_middle_loses_no_report(cluster, project, monkeypatch):
    import closereading.cli

    keep, killed = closereading.cli.keep_state, []

    def keep_and_kill(result):
        keep(result)
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr("closereading.cli.keep_state", keep_and_kill)
    assert main(["run", "--scheduler", cluster.scheduler_address, "-p", "n_top=4"]) == 0
    assert killed
    assert ends(record(project)) == {(n, "01_look"): ("done", "") for n in ("a", "b", "c", "d")}
    assert "a.txt 4" in (project / "reports" / "a" / "01_look.html").read_text("utf-8")
    assert not list((project / "reports").rglob("*.part*"))


def test_a_failure_on_a_worker_is_a_line_in_the_index(cluster, project, notebook, capsys):
    notebook(GOOD, "assert 'c.txt' not in article", name="01_look.ipynb")
    assert main(["run", "--scheduler", cluster.scheduler_address]) == 1
    found = ends(record(project))
    assert found.pop(("c", "01_look")) == ("failed", "AssertionError: ")
    assert set(found.values()) == {("done", "")}
    assert "closereading run seeds/c.txt --notebook 01_look" in capsys.readouterr().err


def test_a_scheduler_that_isnt_there(project, capsys, monkeypatch):
    monkeypatch.setattr("closereading.cluster.WAIT", 1)
    assert main(["run", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "No Dask scheduler with a worker answers at tcp://127.0.0.1:9" in capsys.readouterr().err
    assert not (project / "reports" / "run.json").exists()


def test_workers_with_another_version_get_nothing():
    assert fitting_workers({"one": "other", "two": library_hash()}) == ["two"]
    with pytest.raises(CloseReadingError, match="No worker has this version of Close Reading"):
        fitting_workers({"one": "other"})
