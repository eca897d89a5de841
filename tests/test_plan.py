import os
from pathlib import Path

import pytest

from closereading.errors import ArticleError, CodebookError, OutputError, ParameterError
from closereading.plan import find_notebooks, plan_run
from closereading.state import made_from

CELL = 'article: str = ""\nout: str = ""\nn_top: int = 20\ncodebook: str = ""'


@pytest.fixture
def project(tmp_path, write, notebook, monkeypatch):
    """A project of two articles and two notebooks; the working folder is inside it."""
    write("---\npublished: 2025\n---\nRain fell. The river rose.", "seeds/rain.txt")
    write("Wind blew. The roof went.", "seeds/wind.md")
    write("About the seeds.", "seeds/README.md")
    write("Not yet.", "seeds/_draft.txt")
    notebook(CELL, name="01_first.ipynb")
    notebook(CELL, name="02_second.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan(articles=(), notebooks=(), parameters=None, out="reports"):
    return plan_run(articles, notebooks, parameters or {}, Path(out))


def names(found):
    return [(task.article.doc_id, task.notebook.stem) for task in found.tasks]


def test_everything_is_planned_by_default(project):
    found = plan()
    assert names(found) == [
        ("rain", "01_first"), ("rain", "02_second"), ("wind", "01_first"), ("wind", "02_second")
    ]  # fmt: skip
    assert found.tasks[0].target == project / "reports" / "rain" / "01_first"
    assert found.tasks[0].rerun == "closereading run seeds/rain.txt --notebook 01_first"


@pytest.mark.parametrize("name", ["2", "02", "02_second", "notebooks/02_second.ipynb"])
def test_notebooks_go_by_number_name_or_path(project, name):
    assert [path.stem for path in find_notebooks([name])] == ["02_second"]


def test_the_command_to_rerun_says_all_that_was_asked(project):
    task = plan(["rain"], ["2"], {"n_top": "3"}, "other folder").tasks[0]
    out = project / "other folder"
    assert task.rerun == (
        f"closereading run seeds/rain.txt --notebook 02_second -p n_top=3 --out '{out}'"
    )
    assert task.parameters == {"n_top": 3}


def test_a_broken_article_stops_nothing_else(project, write):
    write(b"\x00\x01\x02" * 99, "seeds/bytes.txt")
    write("---\ntitle: [\n---\nText", "seeds/yaml.txt")
    found = plan()
    assert {task.article.doc_id for task in found.tasks} == {"rain", "wind"}
    assert [r.path.rsplit(os.sep)[-1] for r in found.refused] == ["bytes.txt", "yaml.txt"]
    assert "isn't YAML" in found.refused[1].error
    assert found.refused[1].rerun == "closereading run seeds/yaml.txt"


def test_articles_given_twice_run_once(project):
    assert len(names(plan(["rain", "seeds/rain.txt"], ["1"]))) == 1


def test_two_articles_with_one_id_are_both_refused(project, write):
    write("Another rain.", "elsewhere/Rain.txt")
    found = plan(["seeds/rain.txt", "elsewhere/Rain.txt", "wind"], ["1"])
    assert names(found) == [("wind", "01_first")]
    assert len(found.refused) == 2
    assert "2 articles have the id 'rain'" in found.refused[0].error


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        ({"notebooks": ["9"]}, ParameterError, "No notebook '9'. There are 01_first, 02_second"),
        ({"parameters": {"n_tops": "3"}}, ParameterError, "Did you mean 'n_top'"),
        ({"parameters": {"n_top": "x"}}, ParameterError, "whole number"),
        ({"parameters": {"out": "x"}}, ParameterError, "with --out"),
        ({"parameters": {"codebook": "no.yaml"}}, CodebookError, "'no.yaml' can't be read"),
    ],
)
def test_what_concerns_every_article_stops_the_run(project, call, error, message):
    with pytest.raises(error, match=message):
        plan(**call)


def test_articles_to_compare_with_are_checked_as_the_notebook_that_takes_them_does(
    project, notebook, monkeypatch
):
    own = notebook(CELL + '\nreference: str = ""', name="own.ipynb")
    assert {t.reference for t in plan([], [str(own)], {"reference": "Smith 2020"}).tasks} == {""}
    notebook(CELL + '\nreference: str = "english"', name="01_first.ipynb")
    for notebooks in ([], [str(own), "1"]):
        with pytest.raises(ParameterError, match="'Smith 2020' is no folder"):
            plan([], notebooks, {"reference": "Smith 2020"})
    assert {task.reference for task in plan([], [], {"reference": "english"}).tasks} == {""}
    found = plan([], [], {"reference": "seeds"}).tasks
    assert {(task.notebook.stem, len(task.reference)) for task in found} == {
        ("01_first", 64), ("02_second", 0)
    }  # fmt: skip

    def closed(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(ParameterError, match=r"'seeds' can't be read \(Permission denied\)"):
        plan(["rain"], ["1"], {"reference": "seeds"})


def test_articles_to_compare_with_are_read_once_a_run(project, write, notebook, monkeypatch):
    looks, listed = [], Path.iterdir
    notebook(CELL + '\nreference: str = "english"', name="01_first.ipynb")
    for i in range(30):
        write(f"Rain fell {i} times.", f"seeds/rain{i}.txt")
    monkeypatch.setattr(Path, "iterdir", lambda path: looks.append(path) or listed(path))
    found = plan([], ["1"], {"reference": "seeds"}).tasks
    assert {len(made_from(task)["reference"]) for task in found} == {64}
    assert len(found) == 32
    assert len(looks) == 2  # for what is read, and for what it is compared with


def test_no_articles(project):
    for path in (project / "seeds").iterdir():
        path.unlink()
    with pytest.raises(ArticleError, match="seeds/ holds no"):
        plan()


def test_an_output_folder_that_cant_be_made(project, write):
    write("a file", "blocked")
    with pytest.raises(OutputError, match=r"Can't write into .*blocked.*another folder with --out"):
        plan(out="blocked/reports")


@pytest.mark.usefixtures("project")
def test_corrections_that_cannot_be_placed_are_told(write):
    kept = (
        "table,action,exact,prefix\nmentions,delete,Snow,\nmentions,delete,Rain,Heavy and cold \n"
    )
    write(kept, "seeds/rain.corrections.csv")
    found = plan()
    assert found.notes == [
        "rain: 2 of 2 corrections not applied, as the passage isn't in the text: “Snow” (row 2); "
        "the words are in the text, but not with that prefix or suffix: “Rain” (row 3)."
    ]
    assert len(found.tasks) == 4


OWN = 'version: "1"\nissues: [{id: flood, label: Floods, patterns: [rose]}]\n'
FLOOD = "table,action,exact,issue\nissue_mentions,add,Rain fell,flood\n"


@pytest.mark.parametrize(
    ("default", "parameters", "n_refused"),
    [
        ("", {}, 1),
        ("", {"codebook": "own.yaml"}, 0),
        ("own.yaml", {}, 0),
        (None, {}, 0),
    ],
)
@pytest.mark.usefixtures("project")
def test_issues_of_corrections_are_those_of_the_codebook(
    write, notebook, default, parameters, n_refused
):
    """The notebook's own one, or none, can't be known here: such corrections are let pass."""
    write(OWN, "own.yaml")
    write(FLOOD, "seeds/rain.corrections.csv")
    own = "" if default is None else f'\ncodebook: str = "{default}"'
    notebook(f'article: str = ""\nout: str = ""{own}', name="01_first.ipynb")
    found = plan(["rain"], ["1"], parameters)
    assert len(found.refused) == n_refused
    assert len(found.tasks) == 1 - n_refused
    assert all("the codebook has no issue 'flood'" in one.error for one in found.refused)
