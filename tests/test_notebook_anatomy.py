"""The anatomy of the notebooks, as they lie there: nothing is run. `make check` asks this, too."""

import json
import re
import statistics

import pytest
from conftest import ROOT

from closereading.parameter import notebook_parameters

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
names = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    nb = json.loads(path.read_text("utf-8"))
    return [
        cell | {"source": "".join(cell["source"])}
        for cell in nb["cells"]
        if cell["cell_type"] == kind
    ]


def headings(path, level):
    text = "\n".join(cell["source"] for cell in cells(path, "markdown"))
    return re.findall(rf"(?m)^{'#' * level} (.+)$", text)


def test_the_sequence_is_whole():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_analyse_the_text", "02_build_the_timeline", "03_compare_the_issues",
        "04_compare_articles",
    ]  # fmt: skip


@names
def test_nothing_that_a_run_leaves_is_kept(path):
    nb = json.loads(path.read_text("utf-8"))
    assert all(not c["outputs"] and c["execution_count"] is None for c in cells(path, "code"))
    assert all(not set(cell["metadata"]) - {"tags"} for cell in nb["cells"])
    ids = [cell["id"] for cell in nb["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", cell_id) for cell_id in ids)
    assert nb["metadata"]["kernelspec"]["name"] == "python3"
    assert nb["metadata"]["language_info"]["name"] == "python"


@names
def test_parameters_come_first_typed_and_explained(path):
    first = cells(path, "code")[0]
    assert first["metadata"]["tags"] == ["parameters"]
    assert all(
        re.fullmatch(r"\w+: (str|int|float|bool) = \S+  # \S.+", line)
        for line in first["source"].split("\n")
    )
    found = notebook_parameters(path)
    assert list(found) == re.findall(r"(?m)^(\w+):", first["source"])
    about_all = path.stem == "04_compare_articles"
    assert list(found)[: 1 if about_all else 2] == (["out"] if about_all else ["article", "out"])
    assert ("article" in found) is not about_all
    assert all(p["inferred_type_name"] != "None" and p["help"] for p in found.values())


@names
def test_headings_ask_and_code_is_short(path):
    assert len(headings(path, 1)) == 1
    assert len(headings(path, 2)) >= 6
    assert all(heading.endswith("?") for heading in headings(path, 2))
    code = [cell["source"] for cell in cells(path, "code")]
    lengths = [len(source.split("\n")) for source in code]
    assert max(lengths) <= 12
    assert statistics.median(lengths) <= 4
    assert not any(re.search(r"(?m)^\s*(def|class|for|while) ", source) for source in code)
    assert not any(re.search(r"(?m)^\s*#", source) for source in code)


@names
def test_one_sentence_a_line(path):
    for cell in cells(path, "markdown"):
        if cell["id"] == "next":
            continue
        for line in cell["source"].split("\n"):
            assert not re.search(r"[a-z)”][.!?] [A-Z“]", line.removeprefix("- ")), line


@names
def test_links_lead_somewhere(path):
    text = "\n".join(cell["source"] for cell in cells(path, "markdown"))
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target.startswith("https://") or (path.parent / target).is_file(), target


@names
def test_the_prose_knows_no_article(path):
    text = "\n".join(cell["source"] for cell in cells(path, "markdown") + cells(path, "code"))
    seed = (ROOT / "seeds" / "trilateral-cooperation.txt").read_text("utf-8")
    names = {"Beijing", "Taiwan", "Wang", "Iwaya", "Pyongyang", "trilateral", "Realpolitik"}
    assert all(name in seed for name in names)
    assert not [name for name in names if name in text]
