"""docs/specimen/ holds what the notebooks say of the seed today, and not its text."""

import html
import re
import runpy

import pandas as pd
import pytest
from conftest import ROOT

import closereading as cr

SPECIMEN = ROOT / "docs" / "specimen"
REPORTS = sorted(path.relative_to(SPECIMEN).as_posix() for path in SPECIMEN.rglob("0*.html"))


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    folder = tmp_path_factory.mktemp("specimen")
    runpy.run_path(str(ROOT / "tools" / "build_specimen.py"))["build"](folder)
    return folder


def tables(path):
    """Return the tables of a report, as text, a list of rows each."""
    return [table.astype(str).to_numpy().tolist() for table in pd.read_html(path)]


def test_there_is_a_report_for_each_notebook_on_one_article(rebuilt):
    assert [name.split("/")[1][:2] for name in REPORTS] == ["01", "02", "03"]
    here, there = (sorted(p.name for p in at.rglob("*.*")) for at in (SPECIMEN, rebuilt))
    assert here == there


@pytest.mark.parametrize("name", REPORTS)
def test_its_tables_are_those_of_today(rebuilt, name):
    """Run `make docs` where they aren't, and look at what changed."""
    assert tables(SPECIMEN / name) == tables(rebuilt / name)


@pytest.mark.parametrize("name", REPORTS)
def test_a_sentence_stands_there_only_where_a_key_finding_cites_it(name, seed):
    page = (SPECIMEN / name).read_text("utf-8")
    key = page.partition("Key findings")[2].partition("</section>")[0].partition("</ul>")[0]
    words = " ".join(html.unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", page)).split())
    told = cr.sentences(seed)
    kept = {row.sent_id for row in told.itertuples() if " ".join(row.text.split()) in words}
    assert kept - {"s001"} <= set(re.findall(r"#(s\d+)", key))  # s001 is the title
    assert len(kept) < len(told) / 5
