"""Windows and macOS, as far as they can be simulated here: code pages, paths, what only POSIX has."""

import os
import subprocess
import sys
from pathlib import PureWindowsPath

import pytest
from test_batch import GOOD, LOOK

from closereading.cli import main
from closereading.plan import Task, out_parameter

TEXT = (
    "---\ntitle: Zürich – 会谈\npublished: 2025-04-18\n---\n“Never,” said Émilie Łoś. Zürich voted."
)
OLD = {  # what Python takes for the encoding of files and of the terminal
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
}


def run(*arguments, cwd, **environment):
    """Run Python where UTF-8 is nobody's default, and return what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, check=False,
        env=os.environ | {"PYTHONUTF8": "0"} | environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode("cp1252")


@pytest.fixture
def project(tmp_path, write, notebook):
    write(TEXT, "seeds/talks.txt")
    notebook(GOOD, LOOK, "import closereading as cr\ncr.load_article(article)", name="01_try.ipynb")
    return tmp_path


@pytest.mark.parametrize("environment", OLD.values(), ids=OLD)
def test_the_encoding_of_a_terminal_stops_no_command(environment, project, write):
    web = write("title,text\nZürich 会谈 →,Émilie Łoś voted.\n", "web.csv")
    told = run("-m", "closereading", "add", str(web), cwd=project, **environment)
    assert "\\u2192" in told
    assert (project / "seeds" / "zurich.txt").read_text("utf-8").count("Zürich 会谈 →") == 1


def test_no_file_is_read_or_written_in_the_encoding_of_the_place(project, monkeypatch):
    code = (
        "import sys, warnings\n"
        "warnings.filterwarnings('error', category=EncodingWarning, module='closereading')\n"
        "from closereading.cli import main\n"
        "sys.exit(main(['tables', 'talks', '--out', 'old']) or main(['run']))"
    )
    told = run("-X", "warn_default_encoding", "-c", code, cwd=project, **OLD["ascii"])
    assert told.splitlines()[-1].startswith("1 of 1 reports written")
    for name in ("talks/01_try.html", "index.html"):
        assert "Zürich – 会谈" in (project / "reports" / name).read_text("utf-8")
    monkeypatch.chdir(project)
    assert main(["tables", "talks", "--out", "new"]) == 0
    old, new = (
        {path.name: path.read_bytes() for path in (project / folder).rglob("*.csv")}
        for folder in ("old", "new")
    )
    assert "Łoś" in old["mentions.csv"].decode()
    assert old == new


def test_what_only_posix_has_isnt_needed(project):
    code = (
        "import sys\n"
        "import jupyter_client.provisioning, papermill, psutil\n"
        "from closereading.cli import main\n"
        "for name in ('fcntl', 'resource', 'pwd', 'grp'): sys.modules[name] = None\n"
        "sys.platform = 'darwin'\n"
        "sys.exit(main(['run', 'talks', '--force']))"
    )
    assert "1 of 1 reports written" in run("-c", code, cwd=project)


def test_paths_of_windows_are_named_with_slashes():
    folder = PureWindowsPath(r"C:\Users\me\my reports")
    task = Task(None, PureWindowsPath(r"C:\work\notebooks\04_all.ipynb"), {}, folder)
    assert task.name == "_shelf/04_all"
    assert out_parameter(folder) == "C:/Users/me/my reports"
    assert task.rerun == "closereading run --notebook 04_all --out 'C:/Users/me/my reports'"
