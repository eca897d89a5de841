"""Every report and the index, as a reader's browser shows them."""

import pytest
from browser_fixtures import PHONE, ZOOMED, axe, browser, opened  # noqa: F401
from conftest import ROOT

from closereading.cli import main

ARTICLES = ("other-region", "one-sentence")
SEED = "trilateral-cooperation"
PAGES = [
    f"{doc_id}/{notebook}.html"
    for doc_id in (SEED, *ARTICLES)
    for notebook in ("01_analyse_the_text", "02_build_the_timeline", "03_compare_the_issues")
] + ["index.html"]


@pytest.fixture(scope="module")
def reports(browser, tmp_path_factory):
    """Return the folder with the reports of three articles that differ in kind."""
    out = tmp_path_factory.mktemp("reports")
    articles = [f"seeds/{SEED}.txt", *(f"tests/articles/{name}.txt" for name in ARTICLES)]
    assert main(["run", *(str(ROOT / name) for name in articles), "--out", str(out)]) == 0
    return out


every_page = pytest.mark.parametrize("name", PAGES)


# A long report takes axe-core half a minute: one long article, a short one and the index are enough.
@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("other-region")])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(reports, opened, axe, name, dark):
    with opened(reports / name, dark=dark) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert axe(page, only=["color-contrast"] if dark else None) == []


@every_page
def test_nothing_is_asked_of_the_network_and_nothing_is_refused(reports, opened, name):
    with opened(reports / name) as page:
        assert page.requested == [(reports / name).as_uri()]
        assert page.complaints == []
        scripts = page.evaluate("document.scripts.length")
        assert scripts == 0 or name == "index.html"


@every_page
@pytest.mark.parametrize("width", [PHONE, ZOOMED], ids=["phone", "400%"])
def test_the_page_never_scrolls_sideways(reports, opened, name, width):
    with opened(reports / name, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@every_page
def test_every_link_inside_leads_somewhere(reports, opened, name):
    with opened(reports / name) as page:
        lost = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href')"
            " || a.getAttribute('xlink:href')).filter(h => h && h.startsWith('#')"
            " && !document.getElementById(decodeURIComponent(h.slice(1))))"
        )
        assert lost == []


@every_page
def test_the_skip_link_comes_first_and_skips(reports, opened, name):
    with opened(reports / name) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent").startswith("Skip to")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "MAIN"


@pytest.mark.parametrize("name", PAGES[:3])
def test_in_print_everything_folded_is_open_and_no_figure_is_cut(reports, opened, name):
    with opened(reports / name, width=720) as page:
        page.emulate_media(media="print")
        hidden = page.evaluate(
            "[...document.querySelectorAll('details.cr-data table')]"
            ".filter(t => !t.checkVisibility({contentVisibilityAuto: false})).length"
        )
        assert hidden == 0
        cut = page.evaluate(
            "[...document.querySelectorAll('figure svg')].filter(s => s.getBoundingClientRect()"
            ".right > document.documentElement.clientWidth + 1).length"
        )
        assert cut == 0
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_click_on_a_sentence_shows_it_marked(reports, opened):
    with opened(reports / SEED / "03_compare_the_issues.html") as page:
        link = page.locator("ul.cr-findings a[href^='#s']").first
        target = link.get_attribute("href")
        link.click()
        sentence = page.locator(target)
        assert sentence.is_visible()
        styled = "e => getComputedStyle(e).backgroundColor + getComputedStyle(e).outlineStyle"
        other = page.locator(".cr-s").last.evaluate(styled)
        assert sentence.evaluate(styled) != other
