"""Notebook 04 on the articles of tests/shelf: each sentence that it says is read against them."""

import json
import re
from html import unescape

import pytest
from conftest import ROOT

import closereading as cr
from closereading.cli import main
from closereading.export import EXTRACTORS
from closereading.shelf.load import READ

SHELF = sorted((ROOT / "tests" / "shelf").glob("*.txt"))
TEXTS = {path.stem: cr.load_article(path).text for path in SHELF}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The tables of all eight, and the record of their front matter."""
    out = tmp_path_factory.mktemp("shelf")
    entries = []
    for path in SHELF:
        piece = cr.load_article(path)
        made = {name: EXTRACTORS[name](piece) for name in READ}
        cr.write_tables(made, cr.output_folder(piece, out))
        own = {key: value for key, value in piece.meta.items() if key.startswith("x_")}
        fields = {"published": piece.published, "publisher": piece.meta["publisher"]}
        entries.append({"doc_id": piece.doc_id, "title": piece.title, "front_matter": own} | fields)
    (out / "run.json").write_text(json.dumps({"articles": entries}), "utf-8")
    return out


@pytest.fixture(scope="module")
def shelf(folder):
    return cr.load_shelf(folder)


def texts(found):
    return [one.text for one in found]


def test_the_eight_differ_as_they_should():
    assert len(SHELF) >= 8
    assert all(150 <= len(text.split()) <= 400 for text in TEXTS.values())


def test_the_syndicated_copy_is_found_with_the_paragraph_that_differs(shelf):
    assert texts(cr.shelf_findings(shelf)) == ["7 articles with 1,350 words are compared."]
    found = cr.copy_findings(shelf.copies)
    assert found[0].text == (
        "1 article is a copy of another. Each text is counted once, as the article that was "
        "published first."
    )
    assert re.fullmatch(
        r"talks-syndicated is a copy of talks-herald: of all their five-word sequences 66 % are in "
        r"both, 2 sentences of it in the copy alone\.",
        found[1].text,
    )
    sentences = shelf.tables["sentences"].set_index(["doc_id", "sent_id"])["text"]
    alone = [sentences[tuple(place.split("#"))] for place in found[1].sent_ids]
    assert alone[0].startswith("In the valley, shopkeepers hope")
    assert all(text in TEXTS["talks-syndicated"] for text in alone)
    assert not any(text in TEXTS["talks-herald"] for text in alone)


def test_counts_of_words_are_those_of_the_texts(shelf):
    found = cr.distinctive(shelf)
    counted = {key: text for key, text in TEXTS.items() if key != "talks-syndicated"}
    for word in ("Iceland", "mackerel", "maize", "coral", "museum"):
        forms = re.compile(rf"\b{word}s?\b", re.IGNORECASE)
        rows = found[found["label"].str.lower() == word.lower()].to_dict("records")
        assert rows
        for row in rows:
            n = {key: len(forms.findall(text)) for key, text in counted.items()}
            assert row["n_occurrences"] == n.pop(row["group"])
            assert row["n_others"] == sum(n.values())
    lead = texts(cr.distinctive_findings(found, groups=9))
    assert lead[1] == (
        "fisheries is set apart by “Iceland” (7 times here, never elsewhere), “Norway” (4 times "
        "here, never elsewhere) and “mackerel” (3 times here, never elsewhere)."
    )


def test_two_tellings_of_one_event_stand_side_by_side(shelf):
    told = cr.told_twice(shelf)
    found = cr.told_findings(told)
    assert texts(found) == [
        "1 event is told by more than one article, as far as day and actors can tell.",
        "2024-05-14, with Kenya and Tanzania: told by talks-herald and talks-courier.",
    ]
    herald, courier = told["text"]
    assert "agreed to reopen the border market" in herald
    assert "gave in to pressure from Kenya" in courier
    assert told["compound"].iloc[0] > told["compound"].iloc[1]


def test_positions_are_too_few_and_said_to_be(shelf):
    found = cr.actor_position_findings(cr.actor_positions(shelf, "Kenya"))
    assert found[0].text.startswith("Kenya acts or speaks toward others over ")
    assert "too few to compare positions" in found[-1].text


def test_groups_by_publisher_and_by_a_key_of_ones_own(folder):
    by_publisher = cr.load_shelf(folder, group_by="publisher")
    assert sorted(set(by_publisher.rows("sentences")["group"])) == [
        "Coast Courier", "Lake Herald", "Northern Review", "Valley Post",
    ]  # fmt: skip
    by_desk = cr.coverage(cr.load_shelf(folder, group_by="x_desk"))
    assert by_desk["group"].nunique() == 5
    assert by_desk[["group", "of_articles"]].drop_duplicates().set_index("group")[
        "of_articles"
    ].to_dict() == {"culture": 1, "economy": 2, "science": 1, "sport": 1, "world": 2}


def test_every_place_is_a_sentence_of_an_article_that_is_counted(shelf):
    sentences = shelf.rows("sentences")
    known = set(sentences["doc_id"] + "#" + sentences["sent_id"])
    made = [cr.distinctive(shelf, of=of) for of in ("words", "issues", "actors")]
    made += [cr.coverage(shelf), cr.told_twice(shelf), cr.actor_positions(shelf)]
    made += [cr.shelf_tone(shelf), cr.shelf_timeline(shelf), cr.trends(shelf)]
    for table in made:
        places = {place for cell in table["sent_ids"] for place in cell.split(";") if place}
        assert places
        assert places <= known


PLOTS = {
    cr.plot_distinctive: cr.distinctive,
    cr.plot_coverage: cr.coverage,
    cr.plot_actor_positions: lambda shelf: cr.actor_positions(shelf, "Kenya"),
    cr.plot_shelf_tone: cr.shelf_tone,
    cr.plot_shelf_timeline: cr.shelf_timeline,
    cr.plot_trends: cr.trends,
}


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_figures_are_drawn_where_asked_link_to_reports_and_say_when_empty(shelf, plot):
    import matplotlib.pyplot as plt

    table = PLOTS[plot](shelf)
    before = table.copy()
    _, ax = plt.subplots()
    assert plot(table, ax=ax) is ax
    assert table.equals(before)
    shown = cr.figure(ax, caption="x", alt="y").html
    assert "data:image/svg+xml" in shown
    urls = {artist.get_url() for artist in ax.findobj() if artist.get_url()}
    for marks in ax.collections:
        urls |= set(filter(None, marks.get_urls() or []))
    assert urls
    assert all(re.fullmatch(r"\.\./[a-z-]+/\w+\.html#s\d{3}", url) for url in urls)
    _, ax = plt.subplots()
    assert plot(table.iloc[:0], ax=ax) is ax
    assert len(ax.texts) == 1


@pytest.fixture
def run(folder, tmp_path, monkeypatch):
    """Return a function that runs notebook 04 on some of the eight and gives back its page."""

    def run_notebook(*doc_ids, **parameters):
        out = tmp_path / "reports"
        out.mkdir(exist_ok=True)
        for doc_id in doc_ids:
            (out / doc_id).symlink_to(folder / doc_id)
        listed = json.loads((folder / "run.json").read_text("utf-8"))["articles"]
        kept = [entry for entry in listed if entry["doc_id"] in doc_ids]
        (out / "run.json").write_text(json.dumps({"articles": kept}), "utf-8")
        from closereading.batch import run_task
        from closereading.plan import Task

        notebook = ROOT / "notebooks" / "04_compare_articles.ipynb"
        result = run_task(Task(None, notebook, parameters, out))
        assert (result.status, result.error) == ("done", "")
        tables = {path.stem for path in (out / "_shelf" / "tables").iterdir()}
        return (out / "_shelf" / "04_compare_articles.html").read_text("utf-8"), tables

    return run_notebook


def said(page):
    body = re.sub(r"<style.*?</style>|<svg.*?</svg>|<pre.*?</pre>|<code.*?</code>", "", page,
                  flags=re.DOTALL)  # fmt: skip
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


ALL = {
    "shelf", "copies", "distinctive_words", "distinctive_issues", "distinctive_actors", "coverage",
    "blind_spots", "told_twice", "actor_positions", "shelf_tone", "shelf_timeline", "trends",
}  # fmt: skip


@pytest.mark.parametrize(
    ("doc_ids", "expected"),
    [
        (
            list(TEXTS),
            "2024-05-14, with Kenya and Tanzania: told by talks-herald and talks-courier",
        ),
        (["chess"], "A comparison needs two, blind spots need five"),
        (["chess", "reef"], "No article is a copy of another."),
    ],
    ids=["eight", "one", "nothing-in-common"],
)
def test_the_report_reads_well_whatever_is_on_the_shelf(run, doc_ids, expected):
    page, tables = run(*doc_ids)
    assert tables == ALL
    text = said(page)
    assert expected in text
    assert not re.search(r"\bnan\b|\bNone\b(?! of| has)|NaT|Traceback|Warning\b|\bdtype\b", text)
    assert page.count("<h1") == 1
    assert "<script" not in page
    links = set(re.findall(r'href="\.\./([a-z-]+)/03_compare_the_issues\.html#(s\d{3})"', page))
    assert {doc_id for doc_id, _ in links} <= set(doc_ids)
    assert (len(doc_ids) < 3) or len(links) > 30


GOOD = """out: str = ""  # folder
n_top: int = 2  # how many"""
ONE = """article: str = ""  # path
out: str = ""  # folder"""
WRITE = """import closereading as cr
piece = cr.load_article(article)
cr.write_tables({"sentences": cr.sentences(piece)}, cr.output_folder(piece, out))"""
COUNT = """import closereading as cr
print(len(cr.load_shelf(out).articles), 'on the shelf')"""


def test_a_run_executes_it_once_after_all_others_and_again_when_one_changed(
    tmp_path, write, notebook, monkeypatch, capsys
):
    write("---\nx_desk: world\n---\nRain fell. The river rose.", "seeds/rain.txt")
    write("Wind blew. The roof went.", "seeds/wind.txt")
    notebook(ONE, WRITE, name="01_look.ipynb")
    notebook(GOOD, COUNT, name="04_all.ipynb")
    monkeypatch.chdir(tmp_path)
    assert main(["run"]) == 0
    assert "3 of 3 reports written, 0 were up to date" in capsys.readouterr().out
    run = json.loads((tmp_path / "reports" / "run.json").read_text("utf-8"))
    assert [entry["doc_id"] for entry in run["articles"]] == ["rain", "wind"]
    assert run["articles"][0]["front_matter"] == {"x_desk": "world"}
    assert [(one["name"], one["status"], one["html"]) for one in run["shelf"]] == [
        ("04_all", "done", "_shelf/04_all.html")
    ]
    assert run["shelf"][0]["rerun"] == "closereading run --notebook 04_all"
    page = (tmp_path / "reports" / "_shelf" / "04_all.html").read_text("utf-8")
    assert "2 on the shelf" in page
    assert main(["run"]) == 0
    assert "0 of 0 reports written, 3 were up to date" in capsys.readouterr().out
    write("Wind blew. The roof stayed.", "seeds/wind.txt")
    assert main(["run"]) == 0
    assert "2 of 2 reports written, 1 was up to date" in capsys.readouterr().out
    assert main(["run", "--notebook", "4", "-p", "n_top=3"]) == 0
    assert "1 of 1 reports written" in capsys.readouterr().out
