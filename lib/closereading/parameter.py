"""Notebook parameters: what a notebook takes, and whether what was given fits."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .errors import ParameterError, hint

YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _json(kind: type) -> Callable[[str], Any]:
    """Return a reader of JSON values of one kind."""

    def read(text: str) -> Any:
        value = json.loads(text)
        if not isinstance(value, kind):
            raise ValueError(text)
        return value

    return read


READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "str": (str, "text"),
    "int": (int, "a whole number such as 20"),
    "float": (float, "a number such as 0.5"),
    "bool": (lambda text: YES_NO[text.lower()], "true or false"),
    "list": (_json(list), 'a JSON list such as ["a", "b"]'),
    "dict": (_json(dict), 'a JSON object such as {"a": 1}'),
}


@cache
def papermill() -> Any:
    """Return papermill, imported without what it never needs.

    On its behalf jsonschema would build 39 parsers of web addresses, which takes over a second.
    """
    unread = "rfc3987_syntax" not in sys.modules
    if unread:
        sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # as if not installed
    try:
        return import_module("papermill")
    finally:
        if unread:
            sys.modules.pop("rfc3987_syntax", None)  # another thread may have done so


def notebook_parameters(notebook: Path) -> dict[str, dict[str, str]]:
    """Return the parameters of a notebook by name, as papermill reads them from its cell.

    Each has `inferred_type_name`, `default` (source text) and `help`.

    Raises
    ------
    ParameterError
        The file is no notebook, or has no cell tagged `parameters`.
    """
    try:
        found: dict[str, dict[str, str]] = papermill().inspect_notebook(str(notebook))
    except Exception as error:
        raise ParameterError(f"{notebook} can't be read as a notebook: {error}") from error
    if not found:
        raise ParameterError(
            f"{notebook} takes no parameters. Give its first code cell the tag `parameters` and "
            "let it set at least `article`."
        )
    return found


def check_parameters(
    given: Mapping[str, str], notebooks: Iterable[Path]
) -> dict[Path, dict[str, Any]]:
    """Return, for each notebook, those of the given parameters that it takes, as typed values.

    Parameters
    ----------
    given
        Name → text, as on a command line. The notebook's annotation decides the type: `007`
        given for a text stays `007`.

    Raises
    ------
    ParameterError
        A name that none of the notebooks has, or a value of the wrong type.
    """
    taken = {notebook: notebook_parameters(notebook) for notebook in notebooks}
    known = sorted({name for parameters in taken.values() for name in parameters})
    for name in given:
        if name not in known:
            raise ParameterError(
                f"Unknown parameter {name!r}.{hint(name, known)} The notebooks take "
                f"{', '.join(known)}."
            )
    return {
        notebook: {
            name: _typed(name, text, parameters[name]["inferred_type_name"], notebook)
            for name, text in given.items()
            if name in parameters
        }
        for notebook, parameters in taken.items()
    }


def _typed(name: str, text: str, kind: str, notebook: Path) -> Any:
    """Return a parameter's text as a value of the type that the notebook declares."""
    read, allowed = READERS.get(kind.partition("[")[0].lower(), READERS["str"])
    if kind == "int" and name.startswith("n_"):
        read, allowed = _count, "a whole number from 1 up"
    try:
        return read(text)
    except (ValueError, KeyError):
        raise ParameterError(
            f"Parameter {name!r} of {notebook.name} is {text!r}; it must be {allowed}."
        ) from None


def _count(text: str) -> int:
    """Return a number of things, which is 1 or more."""
    if int(text) < 1:
        raise ValueError(text)
    return int(text)
