"""The card, findings, figures and text of a report."""

import base64
import re

import pandas as pd
import pytest
from page_fixtures import Page, an_article, drawn

from closereading.prose import of_all
from closereading.report.display import (
    article_text,
    figure,
    findings,
    header,
    provenance,
)
from closereading.report.markup import web_link
from closereading.wording.finding import Finding


def marked(text, *spans):
    rows = [{"start": s, "end": e, "label": "x", "kind": "actor"} for s, e in spans]
    markup = article_text(an_article(text), marks=pd.DataFrame(rows)).html
    unlabelled = re.sub(r"<sup>.*?</sup>", "", markup.partition("&nbsp;")[2])
    return re.sub(r"<mark[^>]*>", "[", unlabelled).replace("</mark>", "]")


def svg_of(markup):
    return base64.b64decode(re.search(r"base64,([^\"]+)", markup)[1]).decode()


def test_the_card_says_unknown_where_nothing_is_known():
    text = Page(header(an_article()).html).text
    assert "Publishedunknown" in text
    assert "5 words in 2 sentences" in text
    assert "no publication date" in text


def test_the_card_shows_what_the_front_matter_says_as_it_is_given():
    article = an_article(
        published="2025-04", title="A & B", meta={"author": "C <D>", "url": "https://e.org/f?g=1&h"}
    )
    card = header(article).html
    page = Page(card)
    assert "Published2025-04" in page.text
    assert "A & B" in page.text
    assert "C <D>" in page.text
    assert page.values("href") == ["https://e.org/f?g=1&h"]
    assert "no publication date" not in card


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "http://a b", "ftp://e.org"]
)
def test_only_the_web_is_linked(url):
    assert Page(web_link(url)).tags == []
    assert Page(web_link(url)).text == url.strip()


def test_findings_lead_to_their_sentences():
    page = Page(findings([Finding("A <b> fact.", ("s002",)), Finding("No evidence.")]).html)
    assert page.values("href") == ["#s002"]
    assert page.text == "A <b> fact. s002No evidence."
    assert page.tags.count("li") == 2


def test_no_findings_are_a_sentence():
    assert Page(findings([]).html).tags == ["p"]


def test_the_article_has_an_anchor_a_sentence_and_keeps_its_headings():
    article = an_article("The title\nOne is here. Two is there.\nThree ends it.")
    page = Page(article_text(article).html)
    assert page.values("id") == ["s001", "s002", "s003", "s004"]
    assert page.tags.count("h3") == 1
    assert page.tags.count("p") == 2


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 3)], "[Ann] met Bob here."),
        ([(0, 3), (8, 11)], "[Ann] met [Bob] here."),
        ([(0, 11), (8, 11)], "[Ann met [Bob]] here."),
        ([(0, 11), (0, 3)], "[[Ann] met Bob] here."),
        ([(0, 7), (4, 11)], "[Ann [met]][ Bob] here."),
        ([(8, 99)], "Ann met [Bob here.]"),
        ([(0, 3), (0, 3)], "[Ann] met Bob here."),
        ([(0, 3), (2, 99)], "[An[n]][ met Bob here.]"),
    ],
)
def test_marks_nest_and_no_letter_is_lost(spans, expected):
    assert marked("Ann met Bob here.", *spans).startswith(expected + "</span>")


def test_a_mark_says_what_it_is():
    marks = pd.DataFrame({"start": [0], "end": [3], "label": ['"x" <y>'], "kind": ["time <z>"]})
    page = Page(article_text(an_article(), marks=marks).html)
    assert 'Ann"x" <y>' in page.text
    assert page.values("class").count("cr-k-time-z") == 2  # in the legend and in the text


def test_a_label_is_left_out_where_the_words_say_it_and_numbered_where_it_is_long():
    long = "A long label of more than a dozen letters"
    rows = [(0, 3, "ann", "person"), (8, 11, long, "person"), (13, 17, long, "person")]
    marks = pd.DataFrame(rows, columns=["start", "end", "label", "kind"])
    page = Page(article_text(an_article(), marks=marks).html)
    assert f"Numbers: 1 {long}1 Ann met Bob1. 2 They1 talked." in page.text


def test_actors_and_dates_are_marked_by_default():
    text = "Paris met Bob on 3 May 2024. The next day they talked for two hours, as now."
    page = Page(article_text(an_article(text)).html)
    assert "ParisFrance" in page.text
    assert "3 May 2024. 2 The next day4 May 2024 they talked for two hours, as now." in page.text


def test_provenance_gives_hash_versions_parameters_and_command():
    article = an_article()
    text = Page(provenance(article, notebook="2", parameters={"top": 5}).html).text
    assert article.sha256 in text
    assert "closereading run try --notebook 2 -p top=5" in text
    assert "spacy 3." in text


def test_a_figure_is_an_image_with_caption_alternative_and_table():
    table = pd.DataFrame({"word": ["war"], "n": [3]})
    page = Page(figure(drawn(), caption="Cap <i>", alt='Alt "x"', table=table).html)
    assert page.values("alt") == ['Alt "x"']
    assert "Cap <i>" in page.text
    assert page.tags.count("table") == 1
    assert page.values("src")[0].startswith("data:image/svg+xml;base64,")


def test_a_figure_that_shows_some_of_all_says_so_and_keeps_its_name():
    table = pd.DataFrame({"word": ["war", "rain", "snow"], "n": [3, 2, 1]})
    caption = "Words" + of_all(words=(2, len(table)))
    shown = figure(drawn(), caption=caption, alt="a", table=table, max_rows=2)
    text = Page(shown.html).text
    assert "Words (2 of 3 words)" in text
    assert "Data: Words (2 of 3 rows)" in text
    assert "snow" not in text
    assert shown.data["caption"] == "Words"
    whole = Page(figure(drawn(), caption=caption, alt="a", table=table).html).text
    assert "Data: Wordsword" in whole


def test_a_figure_keeps_its_links_and_its_words():
    svg = svg_of(figure(drawn(label="<b>&"), caption="c", alt="a").html)
    assert 'href="#s014"' in svg
    assert 'aria-label="sentence 14"' in svg
    assert ">&lt;b&gt;&amp;</text>" in svg


def test_a_figure_leads_nowhere_else():
    assert "script" not in svg_of(figure(drawn("javascript:x"), caption="c", alt="a").html)


def test_a_figure_is_closed_and_the_same_each_time():
    from matplotlib import pyplot as plt

    def once():
        _, ax = plt.subplots()
        ax.scatter([1, 2], [1, 2])
        return figure(ax, caption="c", alt="a").html

    assert once() == once()
    assert plt.get_fignums() == []
