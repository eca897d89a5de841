"""The notebooks: their anatomy, and that each reads well for articles that differ in kind."""

import json
import re
import statistics
from html import unescape

import pytest
from conftest import ARTICLES, ROOT

from closereading.cli import main
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


LONG = "\n\n".join(
    f"On {day} March 2024 the minister of trade of Kenya met her colleague from Ghana in Accra. "
    f"They spoke about tariffs on tea for the {n}th time and agreed to meet again in {month}. "
    "“Nobody wants a trade war,” she said, and the farmers of the highlands were not convinced. "
    for n, (day, month) in enumerate(
        [(day, month) for day in range(1, 29) for month in ("May", "June", "July", "August")] * 4, 4
    )
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Run every notebook on every article of tests/articles and on a long one."""
    out = tmp_path_factory.mktemp("reports")
    long = tmp_path_factory.mktemp("long") / "long.txt"
    assert len(LONG.split()) > 20_000
    long.write_text("---\npublished: 2024-04\n---\n" + LONG, encoding="utf-8")
    status = main(["run", *map(str, ARTICLES), str(long), "--out", str(out)])
    return status, json.loads((out / "run.json").read_text("utf-8")), out


def test_every_notebook_runs_on_every_article(reports):
    status, run, _ = reports
    failed = [
        (article["doc_id"], notebook["name"], notebook["error"])
        for article in run["articles"]
        for notebook in article["notebooks"]
        if notebook["status"] != "done"
    ]
    assert failed == []
    assert status == 0
    assert len(run["articles"]) == len(ARTICLES) + 1


def pages(out, doc_id):
    return [path.read_text("utf-8") for path in sorted((out / doc_id).glob("0*.html"))]


@pytest.mark.parametrize("doc_id", [*(path.stem for path in ARTICLES), "long", "_shelf"])
def test_reports_say_nothing_odd(reports, doc_id):
    made = pages(reports[2], doc_id)
    assert len(made) == (1 if doc_id == "_shelf" else len(NOTEBOOKS) - 1)
    for page in made:
        body = re.sub(
            r"<style.*?</style>|<svg.*?</svg>|<pre.*?</pre>|<code.*?</code>",
            "",
            page,
            flags=re.DOTALL,
        )
        text = unescape(re.sub(r"<[^>]+>", " ", body))
        assert not re.search(
            r"\bnan\b|\bNone\b(?! of)|NaT|Traceback|Warning\b|\bdtype\b|\[\]|\{\}", text
        )
        assert "<script" not in page
        assert page.count("<h1") == 1
        links = set(re.findall(r'href="#(s\d+)"', page))
        assert links <= set(re.findall(r'id="(s\d+)"', page))


def test_notices_stand_in_the_report(reports):
    for page in pages(reports[2], "no-date"):
        assert "There is no publication date" in page
    for page in pages(reports[2], "one-sentence"):
        assert "The text has only one sentence" in page


def test_no_two_notebooks_write_the_same_table(reports):
    written = [re.findall(r"tables/(\w+\.csv)", page) for page in pages(reports[2], "other-region")]
    flat = [name for names in written for name in set(names)]
    assert len(flat) == len(set(flat)) >= 15
    assert {path.name for path in (reports[2] / "other-region" / "tables").iterdir()} == set(flat)
