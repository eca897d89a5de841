"""Imports go one way, and nothing heavy happens at import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

LIB = Path(__file__).parents[1] / "lib" / "closereading"
FLOW = [
    "errors", "schema", "datafile", "prose", "interval", "article", "project", "load", "parse", "notice", "words", "keyness", "tone",
    "mention", "clause", "timex", "quotation", "issue", "statement", "event", "position",
    "correction", "shelf", "plot", "wording", "export", "report", "warm", "evaluate", "ingest", "parameter", "plan", "state", "batch", "cluster", "record",
    "cli", "__main__",
]  # fmt: skip
HEAVY = (
    "spacy",
    "nltk",
    "matplotlib",
    "seaborn",
    "papermill",
    "nbconvert",
    "networkx",
    "pycountry",
)
MODULES = sorted(path for path in LIB.rglob("*.py") if path != LIB / "__init__.py")


def layer(path):
    return path.relative_to(LIB).parts[0].removesuffix(".py")


def imported(path):
    """Return the layers that a module imports, in whatever place of the file."""
    package = ("closereading", *path.relative_to(LIB).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            target = (*base, *(node.module or "").split(".")) if node.module else base
            names = [target] if len(target) > 1 else [(*target, a.name) for a in node.names]
        elif isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        else:
            continue
        yield from (name[1] for name in names if name[0] == "closereading" and len(name) > 1)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LIB)))
def test_a_module_imports_only_from_those_before_it(path):
    assert layer(path) in FLOW
    later = {name for name in imported(path) if FLOW.index(name) > FLOW.index(layer(path))}
    assert later == set()


def test_importing_the_library_loads_nothing_heavy():
    code = "import sys, closereading; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert set(loaded.stdout.split()) & set(HEAVY) == set()


def test_the_public_names_are_there():
    import closereading as cr

    assert sorted(cr.__all__) == sorted(set(cr.__all__))
    assert all(hasattr(cr, name) for name in cr.__all__)
