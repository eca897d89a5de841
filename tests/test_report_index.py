import json
from base64 import b64encode
from hashlib import sha256

import pytest
from page_fixtures import Page
from test_report_exporter import HOSTILE, SHOWN, assert_inert

from closereading.report.index import index_html, write_index


def a_notebook(**fields):
    return {
        "name": "01_analyse_the_text",
        "title": "Analyse the text",
        "status": "done",
        "error": "",
        "seconds": 1.2,
        "html": "try/01_analyse_the_text.html",
        "rerun": "closereading run try -n 01",
    } | fields


def an_article(**fields):
    return {
        "doc_id": "try",
        "title": "A title",
        "published": "2025-04",
        "publisher": "The Paper",
        "path": "seeds/try.txt",
        "sha256": "0" * 64,
        "notices": [],
        "notebooks": [a_notebook()],
    } | fields


def a_run(*articles, refused=()):
    return {
        "created": "2026-11-24T07:30:00+00:00",
        "versions": {"closereading": "0.1.0"},
        "articles": list(articles),
        "refused": list(refused),
    }


def links(page):
    """Return where a page leads, but for the link that skips to its reports."""
    skip, *others = page.values("href")
    assert skip == "#report"
    return others


def test_a_card_leads_to_the_reports():
    page = Page(index_html(a_run(an_article())))
    assert links(page) == ["try/01_analyse_the_text.html"]
    for words in ("A title", "2025-04", "The Paper", "1 article, 1 report.", "24 November 2026"):
        assert words in page.text
    assert page.tags.count("h1") == 1


def test_what_failed_says_why_and_how_to_run_it_again():
    failed = a_notebook(status="failed", error="ValueError: <no>", html="")
    page = Page(index_html(a_run(an_article(notebooks=[failed]))))
    assert links(page) == []
    assert "1 article, 0 reports, 1 failed" in page.text
    assert "Failed. ValueError: <no>" in page.text
    assert "closereading run try -n 01" in page.text


def test_a_failed_notebook_still_leads_to_what_there_is():
    page = Page(index_html(a_run(an_article(notebooks=[a_notebook(status="failed")]))))
    assert links(page) == ["try/01_analyse_the_text.html"]


def test_what_was_refused_is_said_first():
    refused = {
        "path": "seeds/b.txt",
        "error": "has no text",
        "rerun": "closereading run seeds/b.txt",
    }
    text = Page(index_html(a_run(an_article(), refused=[refused]))).text
    assert "1 refused" in text
    assert text.index("has no text") < text.index("A title")
    assert "closereading run seeds/b.txt" in text


def test_an_article_without_title_or_date_says_so():
    text = Page(index_html(a_run(an_article(title="", published="", publisher="")))).text
    assert "seeds/try.txt Analyse the text no date –" in text


def test_an_empty_run_says_what_to_do():
    assert "closereading run" in Page(index_html(a_run())).text


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_fields_are_visible_and_inert(payload):
    notebook = a_notebook(error=payload, status="failed", rerun=payload, title=payload, html="")
    fields = dict.fromkeys(("title", "published", "publisher", "path"), payload)
    article = an_article(notebooks=[notebook], notices=[payload], **fields)
    refused = {"path": payload, "error": payload, "rerun": payload}
    page = index_html(a_run(article, refused=[refused]))
    assert page.count("<script>") == 1
    text = assert_inert(page.partition("<script>")[0]).text
    shown = " ".join(payload.translate(SHOWN).split())
    assert text.replace("`", "").count(shown.replace("`", "")) >= 11  # backticks become code


def test_a_path_is_no_address():
    html = "a b/javascript:x?#.html"
    page = Page(index_html(a_run(an_article(notebooks=[a_notebook(html=html)]))))
    assert links(page) == ["a%20b/javascript%3Ax%3F%23.html"]


def test_the_index_is_written_beside_the_record(tmp_path):
    articles = [an_article(doc_id=f"a{i}", title=f"Title {i}") for i in range(1000)]
    (tmp_path / "run.json").write_text(json.dumps(a_run(*articles)), encoding="utf-8")
    path = write_index(tmp_path)
    assert path == tmp_path / "index.html"
    page = Page(path.read_text("utf-8"))
    assert page.text.count("Title ") == 1000
    assert len(set(page.values("id"))) == len(page.values("id"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["index.html", "run.json"]


def test_only_our_script_may_run_and_the_page_is_whole_without_it():
    page = index_html(a_run(an_article()))
    script = page.partition("<script>")[2].partition("</script>")[0]
    policy = Page(page).values("content")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "http" not in script
    assert not {"input", "button"} & set(Page(page.partition("<script>")[0]).tags)


def test_reports_on_all_articles_stand_first():
    shelf = [a_notebook(html="_shelf/04.html", title="Compare articles")]
    page = Page(index_html(a_run(an_article()) | {"shelf": shelf}))
    assert links(page)[0] == "_shelf/04.html"
    assert "1 article, 2 reports." in page.text
