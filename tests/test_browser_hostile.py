"""Hostile articles, through every notebook, in a browser: what they hold is only ever text.

Three attacks share an article, each in all its fields and in its text: a third of the runs.
"""

import re

import pytest
import yaml
from browser_fixtures import browser, opened  # noqa: F401
from test_report_exporter import HOSTILE, SHOWN

from closereading.cli import main

FIELDS = ("title", "author", "publisher", "url", "licence", "rights", "notes", "x_own")
NOTEBOOKS = ("01_analyse_the_text", "02_build_the_timeline", "03_compare_the_issues")
GROUPS = [HOSTILE[i : i + 3] for i in range(0, len(HOSTILE), 3)]
TEXT = (
    "{0}\n"
    "Kenya and Uganda met on March 3, 2025, over {0} and agreed on a treaty. "
    "“We want {0} now,” said Foreign Minister {0} Okello. "
    "The {0} sanctions ended; the {0} tariffs of Japan rose in 2024.\n"
)


@pytest.fixture(scope="module")
def reports(browser, tmp_path_factory):
    """Return the folder of reports on forty articles that attack their reader."""
    base = tmp_path_factory.mktemp("hostile")
    paths = []
    for number, payloads in enumerate(GROUPS):
        fields = yaml.safe_dump(dict.fromkeys(FIELDS, " | ".join(payloads)), allow_unicode=True)
        path = base / f"hostile-{number:02}.txt"
        text = "".join(map(TEXT.format, payloads))
        content = f"---\n{fields}published: 2025-03\n---\n{text}"
        path.write_text(content, encoding="utf-8", newline="\n")
        paths.append(path)
    before = {path for path in base.parent.rglob("*") if base / "out" not in path.parents}
    assert main(["run", *map(str, paths), "--out", str(base / "out")]) == 0
    after = {path for path in base.parent.rglob("*") if base / "out" not in path.parents}
    assert after - before <= {base / "out"}
    return base / "out"


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("number", range(len(GROUPS)))
def test_no_script_runs_no_request_leaves_and_each_payload_is_read(reports, opened, number):
    payloads = [squeezed(payload.translate(SHOWN)) for payload in GROUPS[number]]
    for notebook in NOTEBOOKS:
        report = reports / f"hostile-{number:02}" / f"{notebook}.html"
        with opened(report) as page:
            assert page.complaints == []
            assert page.requested == [report.as_uri()]
            assert page.url == report.as_uri()
            assert page.evaluate("document.scripts.length + document.forms.length") == 0
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            read = squeezed(page.evaluate("document.body.innerText"))
            for payload in payloads:
                assert read.count(payload) >= 2, payload  # the title, and the text


def test_the_index_shows_them_as_text(reports, opened):
    with opened(reports / "index.html") as page:
        assert page.complaints == []
        assert page.requested == [(reports / "index.html").as_uri()]
        read = squeezed(page.evaluate("document.body.innerText"))
        assert all(squeezed(payload.translate(SHOWN)) in read for payload in HOSTILE)
