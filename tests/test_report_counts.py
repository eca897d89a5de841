"""Every count leads to exactly the passages that it counts; a withheld text doesn't leak."""

import ast
import json
import re
from collections import Counter
from html import unescape

import pytest
from conftest import ARTICLES, ROOT
from nbformat import v4
from page_fixtures import Page
from test_report_exporter import code, export, told

import closereading as cr
from closereading import Article
from closereading.report.display import article_text, findings, show
from closereading.report.exporter import ClosereadingExporter
from closereading.report.table import Display
from closereading.report.withhold import Withheld, withhold
from closereading.wording.finding import Finding

NOTEBOOKS = sorted((ROOT / "notebooks").glob("0[123]*.ipynb"))
SEED = ROOT / "seeds" / "trilateral-cooperation.txt"
OTHER = next(path for path in ARTICLES if path.stem == "other-region")


def run_here(path, article, out, before=""):
    """Run a notebook in this process, and return it with what its cells show."""
    nb = v4.upgrade(json.loads(path.read_text("utf-8"), object_hook=v4.nbbase.NotebookNode))
    space = {"cr": cr}
    for cell in nb.cells:
        cell.source = "".join(cell.source)
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, str(path), "exec"), space)  # noqa: S102
        if "parameters" in cell.metadata.get("tags", []):
            space |= {"article": str(article), "out": str(out)}
            space |= {"include_text": False} if before else {}
        if "piece" in space and before:
            exec(before, space)  # noqa: S102
            before = ""
        shown = eval(compile(ast.Expression(last.value), str(path), "eval"), space) if last else 0  # noqa: S307
        cell.outputs = [told(shown)] if isinstance(shown, Display) else []
    return nb


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Return the report of each notebook on two articles."""
    out = tmp_path_factory.mktemp("out")
    exporter = ClosereadingExporter()
    return {
        (path.stem, article.stem): exporter.from_notebook_node(run_here(path, article, out))[0]
        for path in NOTEBOOKS
        for article in (SEED, OTHER)
    }


def lit(page):
    """Return how many passages the style lights up when a reader comes to each anchor."""
    classes = Counter(
        name
        for names in re.findall(r'<(?:mark|span) class="([^"]*)"', page)
        for name in names.split()
    )
    ids = set(re.findall(r' id="([^"]+)"', page))
    rules = re.findall(r"\.cr-article:has\(#(e\d+):target\) \.(e\d+)", page)
    assert all(anchor == name and anchor in ids for anchor, name in rules)
    return {anchor: classes[anchor] for anchor, _ in rules}


NUMBERS = {"once": 1, "twice": 2}


@pytest.mark.parametrize("stem", [path.stem for path in NOTEBOOKS])
@pytest.mark.parametrize("article", [SEED.stem, OTHER.stem])
def test_every_count_leads_to_exactly_that_many_passages(reports, stem, article):
    page = reports[stem, article]
    passages = lit(page)
    links = re.findall(r'<a class="cr-count" href="#([^"]*)"[^>]*>([^<]*)</a>', page)
    links += re.findall(r'<a href="#(e\d+)"[^>]*? aria-label="(\d+) passages?"', page)
    assert len(links) > 5
    for anchor, text in links:
        word = text.split()[0].replace(",", "")
        assert passages[anchor] == (NUMBERS.get(word) or int(word)), (anchor, text)


@pytest.mark.parametrize("stem", [path.stem for path in NOTEBOOKS])
def test_every_count_of_a_table_is_a_link(reports, stem):
    page = reports[stem, SEED.stem]
    counts = {"occurrences", "mentions", "sentences", "quotations", "statements"}
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        if "How accurate" in table:
            continue
        head = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)
        for row in re.findall(r"<tr><td.*?</tr>", table, re.DOTALL):
            cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
            for label, cell in zip(head, cells, strict=True):
                is_length = "words that set each apart" in table  # a paragraph has its sentences
                if label in counts and cell not in ("0", "–") and not is_length:
                    assert "cr-count" in cell, (label, row)


@pytest.mark.parametrize("stem", [path.stem for path in NOTEBOOKS])
def test_no_link_inside_a_report_is_dead(reports, stem):
    page = reports[stem, SEED.stem]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
    assert "data-passages" not in page


@pytest.mark.parametrize("stem", [path.stem for path in NOTEBOOKS])
def test_a_report_is_small(reports, stem):
    assert len(reports[stem, SEED.stem].encode()) < 1_500_000


def test_passages_that_cross_are_all_lit_and_no_letter_is_lost():
    article = Article.from_text("Ann met Bob here. They left.", doc_id="x")
    rows = [
        {"n_mentions": 2, "spans": "0-7;4-22", "sent_ids": "s001"},
        {"n_mentions": 1, "spans": "4-11", "sent_ids": "s001"},
    ]
    import pandas as pd

    page = export(
        code(told(show(pd.DataFrame(rows), caption="x"))),
        code(told(article_text(article, marks=pd.DataFrame()))),
    )
    assert lit(page) == {"e1": 2, "e2": 1}
    text = Page(page.partition('class="cr-article"')[2]).text
    assert "Ann met" in text.replace("2 passages, back", "").replace("1 passage, back", "")
    assert 'class="e1-on"' in page


# texts that may not be passed on


@pytest.fixture
def _open():
    yield
    withhold(Article.from_text("A.", doc_id="x"), include_text=True)


def runs(text, n=8):
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + n]) for i in range(len(words) - n + 1)}


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_leaks_of_a_withheld_text(path, tmp_path):
    nb = run_here(path, SEED, tmp_path, before="cr.withhold(piece)")
    piece = cr.load_article(SEED)
    page = ClosereadingExporter().from_notebook_node(nb)[0]
    pictures = " ".join(unescape(part) for part in re.findall(r"(?s)<svg.*?</svg>", page))
    kept = set(re.findall(r'class="cr-s[^"]*" id="(s\d+)"', page))
    table = cr.sentences(piece)
    secret = table[~table.sent_id.isin(kept)]
    assert len(secret) > len(table) / 2
    title = runs(piece.title)
    for shown in (
        re.sub(r"<[^>]*>", " ", page),
        re.sub(r"<[^>]*>", "", page),
        " ".join(unescape(value) for value in re.findall(r'="([^"]*)"', page)),
        pictures,
        json.dumps([cell.get("outputs", []) for cell in nb.cells], ensure_ascii=False),
    ):
        said = " ".join(re.findall(r"\w+", unescape(shown).casefold()))
        for text in secret.text:
            assert not [run for run in runs(text) - title if run in said]
    assert not re.search(r"data-passages=\W*\d|#p\d", json.dumps(nb))  # nor where its words stand


@pytest.mark.usefixtures("_open")
def test_a_key_finding_keeps_its_sentences():
    article = Article.from_text("Ann met Bob. They talked. They left.", doc_id="x")
    withhold(article)
    found = [Finding("A.", ("s001",)), Finding("B.", ("s003",))]
    page = export(
        code(told(findings(found, key=1))),
        code(told(article_text(article))),
    )
    assert re.findall(r'class="cr-s[^"]*" id="(s\d+)"', page) == ["s003"]
    assert 'href="#s003"' in page
    assert 'href="#s001"' not in page
    assert ">A. " in page


def test_a_run_of_words_is_cut_to_five():
    kept = Withheld(
        "x", frozenset({("a", "b", "c", "d", "e", "f"), ("b", "c", "d", "e", "f", "g")})
    )
    assert kept.without("say A b, c d e f g h") == "say A b, c d e […] h"
    assert kept.without("a b c d e") == "a b c d e"


@pytest.mark.usefixtures("_open")
def test_a_figure_is_drawn_without_runs_of_a_withheld_text(monkeypatch):
    from matplotlib.figure import Figure

    text = "The old men of the village met the young king at dawn"
    withhold(Article.from_text(f"{text}.", doc_id="x"))
    ax = Figure().subplots()
    ax.set_yticks([0, 1], [text.replace("the young", "the\nyoung"), "b"], parse_math=False)
    ax.set_xlabel(text)
    drawn = []
    monkeypatch.setattr(
        Figure,
        "savefig",
        lambda fig, *_, **__: (
            fig.canvas.draw(),
            drawn.append([ax.get_xlabel(), *(label.get_text() for label in ax.get_yticklabels())]),
        ),
    )
    cr.figure(ax, caption="c", alt=text)
    assert drawn == [["The old men of the […]", "The old men of the […]", "b"]] * 2
