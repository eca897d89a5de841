"""Runs on a Dask cluster: a scheduler and two workers on loopback."""

import logging
import os
import signal

import pytest
from test_batch import GOOD, LOOK, ends, record

from closereading.cli import main
from closereading.cluster import Parcel, fitting_workers, lay_out
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


def test_files_that_parameters_name_travel(cluster, project, write, notebook):
    """The workers began in another folder, so that no relative path leads them here."""
    names = ("codebook", "compare_with", "reference")
    notebook(
        "\n".join([GOOD, *(f'{name}: str = ""  # {name}' for name in names)]),
        "from pathlib import Path\nimport closereading as cr",
        "books = [cr.load_codebook(path) for path in (codebook, compare_with)]",
        "against = cr.reference_from(reference, besides=cr.load_article(article))",
        "print(*(book.name for book in books), against.name, against.n_words)",
        name="01_look.ipynb",
    )
    book = "name: {0}\nversion: '1'\nissues:\n  - id: fish\n    label: Fish\n    patterns: [fish]\n"
    for name in ("a", "b", "c", "d"):
        write(f"Rain on {name}.", f"seeds/{name}.txt")
    for name in ("mine", "yours"):
        write(book.format(name.title()), f"{name}/book.yaml")
    given = ["codebook=mine/book.yaml", "compare_with=yours/book.yaml", "reference=seeds"]
    options = [word for one in given for word in ("-p", one)]
    assert main(["run", "a", "b", "--scheduler", cluster.scheduler_address, *options]) == 0
    for name in ("a", "b"):
        report = (project / "reports" / name / "01_look.html").read_text("utf-8")
        assert "Mine Yours the 3 other articles in seeds/ 9" in report


def test_a_report_from_a_worker_names_what_the_user_gave(cluster, project, write, notebook):
    book = (
        "name: Mine\nversion: '1'\nissues:\n  - id: fish\n    label: Fish\n    patterns: [fish]\n"
    )
    write(book, "mine/book.yaml")
    notebook(
        f'{GOOD}\ncodebook: str = ""  # file',
        "import closereading as cr\npiece = cr.load_article(article)",
        "given = {'codebook': codebook}",
        "cr.provenance(piece, notebook='1', parameters=given)",
        name="01_look.ipynb",
    )
    given = ["a", "-p", "codebook=mine/book.yaml", "--scheduler", cluster.scheduler_address]
    assert main(["run", *given]) == 0
    folder = project / "reports" / "a"
    report = (folder / "01_look.html").read_text("utf-8")
    executed = (folder / "01_look.ipynb").read_text("utf-8")
    assert "closereading run seeds/a.txt --notebook 1 -p codebook=mine/book.yaml<" in report
    assert r"codebook = \"mine/book.yaml\"" in executed
    assert r"article = \"seeds/a.txt\"" in executed
    assert not [text for text in (report, executed) if "/closereading-" in text]


def test_a_worker_has_the_other_articles_without_the_tasks_own(tmp_path):
    sent = Parcel(
        "a.txt", "01.ipynb", {"reference": "reference/seeds"}, ("reference",), {"a.txt": b"A"}, {}
    )
    others = {"reference/seeds/a.txt": b"A", "reference/seeds/b.txt": b"A"}
    there = str(tmp_path / "reference" / "seeds")
    assert lay_out(sent, others, tmp_path) == {"reference": there}
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.txt"))
    assert found == ["a.txt", "reference/seeds/b.txt"]


def test_a_scheduler_that_isnt_there(project, capsys, monkeypatch):
    monkeypatch.setattr("closereading.cluster.WAIT", 1)
    assert main(["run", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "No Dask scheduler with a worker answers at tcp://127.0.0.1:9" in capsys.readouterr().err
    assert not (project / "reports" / "run.json").exists()


def test_workers_with_another_version_get_nothing():
    assert fitting_workers({"one": "other", "two": library_hash()}) == ["two"]
    with pytest.raises(CloseReadingError, match="No worker has this version of Close Reading"):
        fitting_workers({"one": "other"})
