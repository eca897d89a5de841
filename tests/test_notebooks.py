"""Each notebook reads well for articles that differ in kind."""

import json
import re
from html import unescape

import pytest
from conftest import ARTICLES, ROOT

from closereading.cli import main

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

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
