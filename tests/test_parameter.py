import sys

import pytest

from closereading.errors import ParameterError
from closereading.parameter import check_parameters, notebook_parameters, papermill

CELL = """article: str = ""  # doc_id or path
n_top: int = 20  # how many
share: float = 0.5  # how much
is_long: bool = False  # all of it
terms: list = []  # which"""


def test_parameters_are_read_with_type_and_help(notebook):
    found = notebook_parameters(notebook(CELL))
    assert list(found) == ["article", "n_top", "share", "is_long", "terms"]
    assert (found["n_top"]["inferred_type_name"], found["n_top"]["help"]) == ("int", "how many")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("article", "007", "007"),
        ("article", "no", "no"),
        ("n_top", "7", 7),
        ("share", "0.25", 0.25),
        ("is_long", "no", False),
        ("is_long", "True", True),
        ("terms", '["a", "b"]', ["a", "b"]),
    ],
)
def test_the_annotation_decides_the_type(notebook, name, text, value):
    path = notebook(CELL)
    typed = check_parameters({name: text}, [path])[path][name]
    assert typed == value
    assert type(typed) is type(value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"ntop": "3"}, r"Unknown parameter 'ntop'. Did you mean 'n_top'\? .* take article"),
        ({"zzz": "3"}, r"Unknown parameter 'zzz'. The notebooks take"),
        ({"n_top": "many"}, "'n_top' of 01_try.ipynb is 'many'; it must be a whole number"),
        ({"n_top": "2.5"}, "must be a whole number"),
        ({"n_top": "-3"}, "must be a whole number from 1 up"),
        ({"share": "half"}, "must be a number"),
        ({"is_long": "maybe"}, "must be true or false"),
        ({"terms": "a, b"}, "must be a JSON list"),
        ({"terms": '{"a": 1}'}, "must be a JSON list"),
    ],
)
def test_what_doesnt_fit_is_refused(notebook, given, message):
    with pytest.raises(ParameterError, match=message):
        check_parameters(given, [notebook(CELL)])


def test_a_parameter_goes_to_the_notebooks_that_take_it(notebook):
    first, second = notebook(CELL), notebook('article: str = ""', name="02_try.ipynb")
    typed = check_parameters({"n_top": "3"}, [first, second])
    assert typed == {first: {"n_top": 3}, second: {}}


def test_a_notebook_without_parameters_is_refused(notebook):
    with pytest.raises(ParameterError, match="takes no parameters"):
        notebook_parameters(notebook("article = 1", tag=""))


def test_what_is_no_notebook_is_refused(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("no JSON")
    with pytest.raises(ParameterError, match="can't be read as a notebook"):
        notebook_parameters(path)


def test_two_threads_may_load_papermill(monkeypatch):
    """The other one, which ends first, takes away what both put there."""
    monkeypatch.delitem(sys.modules, "rfc3987_syntax", raising=False)
    monkeypatch.setattr(
        "closereading.parameter.import_module",
        lambda name: (name, sys.modules.pop("rfc3987_syntax")),
    )
    assert papermill.__wrapped__() == ("papermill", None)
    assert "rfc3987_syntax" not in sys.modules
