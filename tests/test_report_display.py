import base64
import re
import time
from html.parser import HTMLParser

import pandas as pd
import pytest

from closereading import Article
from closereading.report.display import (
    article_text,
    figure,
    findings,
    header,
    provenance,
    show,
)
from closereading.report.markup import clean, clean_svg, esc, inline_images, web_link
from closereading.report.table import label_of, numbers, sentence_links
from closereading.schema import TABLES
from closereading.wording.finding import Finding


class Page(HTMLParser):
    """The tags, attributes and visible text of a piece of HTML."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *attribute) for attribute in attrs]

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.texts)).strip()

    def values(self, name):
        return [value for _, key, value in self.attributes if key == name]


def an_article(text="Ann met Bob. They talked.", **fields):
    return Article.from_text(text, doc_id="try", **fields)


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


def test_a_table_has_a_caption_header_cells_and_numbers_to_the_right():
    table = pd.DataFrame({"word": ["war"], "n_occurrences": [1234], "rate_per_1k": [0.25]})
    page = Page(show(table, caption="Words").html)
    assert page.tags.count("caption") == 1
    assert page.values("scope") == ["col"] * 3
    assert page.texts == [
        "Words",
        "word",
        "occurrences",
        "rate per 1,000 words",
        "war",
        "1,234",
        "0.25",
    ]
    assert page.values("class").count("cr-num") == 4


def test_every_code_whose_words_stand_beside_it_is_hidden():
    tie = {"actor": "KEN", "other": "TZA", "name": "Kenya", "other_name": "Tanzania", "n": 3}
    assert Page(show(pd.DataFrame([tie]), caption="Ties").html).texts == [
        "Ties", "actor", "other", "n", "Kenya", "Tanzania", "3",
    ]  # fmt: skip
    two = pd.DataFrame([{"actor": "KEN", "actor_id": "ke", "name": "Kenya", "issue": "war"}])
    shown = Page(show(two, caption="Two").html).texts
    assert shown == ["Two", "actor", "issue", "Kenya", "war"]
    given = show(two, caption="Two", columns=["actor", "name"]).html
    assert Page(given).texts == ["Two", "actor", "name", "KEN", "Kenya"]


def test_sentences_in_a_table_lead_to_the_article():
    table = pd.DataFrame({"word": ["war"], "sent_ids": ["s001;s014"]})
    page = Page(show(table, caption="Words").html)
    assert page.values("href") == ["#s001", "#s014"]


def test_many_sentences_are_one_link_and_none_is_lost():
    ids = [f"s{i:03d}" for i in range(1, 41)]
    page = Page(sentence_links(";".join(ids)))
    assert page.values("href") == ["#s001"]
    assert page.values("data-passages") == [";".join(ids)]
    assert page.text == "40 sentences"


def test_a_count_names_its_passages():
    row = {
        "word": "war",
        "n_occurrences": 2,
        "n_sentences": 1,
        "sent_ids": "s004",
        "spans": "1-4;9-12",
    }
    page = Page(show(pd.DataFrame([row]), caption="Words").html)
    assert page.values("data-passages") == ["1-4;9-12", "s004"]
    assert page.values("href") == ["#s004"] * 3
    assert "spans" not in page.text


def test_a_count_that_its_passages_dont_bear_out_leads_nowhere():
    row = {
        "n_occurrences": 3,
        "n_terms": 2,
        "n_sentences": 1,
        "sent_ids": "s001;s002",
        "spans": "1-4;9-12",
    }
    assert Page(show(pd.DataFrame([row]), caption="x").html).values("data-passages") == []


def test_a_very_long_table_says_where_the_rest_is():
    shown = show(pd.DataFrame({"word": [f"w{i}w" for i in range(100)]}), caption="Words").html
    assert "w59w" in shown
    assert "w60w" not in shown
    assert "40 others are in the CSV" in shown


def test_what_is_no_sentence_id_is_text():
    page = Page(sentence_links('s001;"><script>x</script>'))
    assert page.values("href") == ["#s001"]
    assert page.text == 's001 "><script>x</script>'


def test_a_long_table_is_folded_and_none_of_its_rows_is_lost():
    table = pd.DataFrame({"word": [f"w{i}w" for i in range(30)]})
    shown = show(table, caption="Words", max_rows=12).html
    first, folded = shown.split("<details")
    assert [f"w{i}w" in first for i in (0, 11, 12)] == [True, True, False]
    assert all(f"w{i}w" in folded for i in range(12, 30))
    assert "18 more rows" in folded


def test_several_values_in_a_cell_are_set_apart_and_the_articles_own_words_are_not():
    table = pd.DataFrame({"actors": ["CHN;<KOR>"], "text": ["a;b and a longer text"]})
    assert Page(show(table, caption="x").html).texts[3:] == ["CHN; <KOR>", "a;b and a longer text"]


def test_a_terminal_gets_plain_text_that_does_nothing():
    table = pd.DataFrame({"word": ["a\x1b[31mb"] * 3})
    shown = repr(show(table, caption="Words", max_rows=2))
    assert [line.strip() for line in shown.split("\n")] == [
        "Words", "word", "a␛[31mb", "a␛[31mb", "… 1 more"
    ]  # fmt: skip


def test_an_empty_table_is_a_sentence():
    page = Page(show(pd.DataFrame({"word": []}), caption="Dates").html)
    assert page.text == "Dates — nothing was found."
    assert "table" not in page.tags


def test_columns_can_be_chosen_and_named():
    table = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    assert "three" in show(table, caption="x", columns={"c": "three"}).html
    assert Page(show(table, caption="x", columns=["c", "a"]).html).texts == [
        "x",
        "c",
        "a",
        "3",
        "1",
    ]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([0, -3, 1_000_000], ["0", "−3", "1,000,000"]),
        ([1.0, float("nan")], ["1", "–"]),
        ([0.5, 12.345, -0.25], ["0.50", "12.35", "−0.25"]),
        ([0.5, 0.00012], ["0.50", "0.0001"]),
        ([0.5, float("inf")], ["0.50", "inf"]),
        ([], []),
    ],
)
def test_numbers_are_written_as_they_are_read(values, shown):
    assert numbers(pd.Series(values, dtype="float64")) == shown


def test_measures_of_several_units_keep_their_own_decimals():
    table = pd.DataFrame({"value": [202, 0.5, float("nan")]})
    assert Page(show(table, caption="x").html).texts == ["x", "value", "202", "0.50", "–"]


def test_one_is_not_many():
    assert "1 word in 1 sentence" in Page(header(an_article("Rain")).html).texts


def test_keys_and_offsets_stay_in_the_csv():
    spans = {"doc_id": "a", "start": 1, "end": 2, "timex_id": "a:t1-2", "actor_id": "CHN"}
    page = Page(show(pd.DataFrame([spans]), caption="x").html)
    assert page.texts == ["x", "actor", "CHN"]
    two = pd.DataFrame([spans, spans | {"doc_id": "b"}])
    assert "article" in Page(show(two, caption="x").html).texts


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("n_words", "words"),
        ("sent_id", "sentence"),
        ("actor_id", "actor"),
        ("is_resolved", "resolved"),
        ("a_pct", "a (%)"),
    ],
)
def test_column_names_become_words(name, words):
    assert label_of(name) == words


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_table_have_one_label(table):
    labels = [label_of(column.name) for column in TABLES[table]]
    assert len(set(labels)) == len(labels)


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


def marked(text, *spans):
    rows = [{"start": s, "end": e, "label": "x", "kind": "actor"} for s, e in spans]
    markup = article_text(an_article(text), marks=pd.DataFrame(rows)).html
    unlabelled = re.sub(r"<sup>.*?</sup>", "", markup.partition("&nbsp;")[2])
    return re.sub(r"<mark[^>]*>", "[", unlabelled).replace("</mark>", "]")


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


def drawn(url="#s014", label="China"):
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    bars = ax.barh([label, "b"], [1, 2])
    bars[0].set_url(url)
    return ax


def svg_of(markup):
    return base64.b64decode(re.search(r"base64,([^\"]+)", markup)[1]).decode()


def test_a_figure_is_an_image_with_caption_alternative_and_table():
    table = pd.DataFrame({"word": ["war"], "n": [3]})
    page = Page(figure(drawn(), caption="Cap <i>", alt='Alt "x"', table=table).html)
    assert page.values("alt") == ['Alt "x"']
    assert "Cap <i>" in page.text
    assert page.tags.count("table") == 1
    assert page.values("src")[0].startswith("data:image/svg+xml;base64,")


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


def test_an_image_becomes_a_drawing_with_ids_of_its_own():
    markup = clean(figure(drawn(), caption="c", alt="a <b>").html)
    first, second = (inline_images(markup, prefix=p) for p in ("f1-", "f2-"))
    assert "<img" not in first
    assert 'role="group" aria-label="a &lt;b&gt;"' in first
    ids = [set(re.findall(r' id="([^"]+)"', part)) for part in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert set(re.findall(r"url\(#([^)]+)\)", first)) <= ids[0]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        "<style>* {{display: none}}</style>",
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>",
        "<animate attributeName='href' to='javascript:x'/>",
        "<image href='http://e.org/x.png'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<use xlink:href='http://e.org/x.svg#a'/>",
        "<rect onclick='x()' style='fill: url(http://e.org/x)'/>",
        "<a xlink:href='javascript:x'><text>t</text></a>",
        "<a href='//e.org'><text>t</text></a>",
    ],
)
def test_nothing_active_and_nothing_foreign_stays_in_a_drawing(inner):
    page = Page(clean_svg(SVG.format(inner)))
    assert not {"script", "style", "foreignobject", "animate", "b"} & set(page.tags)
    assert page.values("href") == []
    assert page.values("onclick") == page.values("style") == []


@pytest.mark.parametrize(
    "foreign",
    [
        "<style>" * 20_000 + "</style>x" + "<style " * 20_000,
        '<img src="data:image/svg+xml;base64,' * 5_000,
        "<a href='" * 5_000,
        '<table class="dataframe">' * 5_000,
        f"<svg xmlns='http://www.w3.org/2000/svg'>{'<g>' * 3000}<rect/>{'</g>' * 3000}</svg>",
        SVG.format(f"<rect style='{'a:b' * 5_000}!'/>"),
    ],
)
def test_foreign_markup_takes_linear_time(foreign):
    started = time.process_time()
    inline_images(clean(foreign), prefix="f")
    clean_svg(foreign)
    assert time.process_time() - started < 3


def test_what_is_no_drawing_is_nothing():
    assert clean_svg("<html/>") == clean_svg("no") == clean_svg("<svg") == ""


def test_an_entity_bomb_is_no_drawing():
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {x} "{f"&{y};" * 50}">' for x, y in zip("bcdefg", "abcdef", strict=True)
    )
    assert clean_svg(f"{bomb}]>{SVG.format('<text>&g;</text>')}") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a␀b"),
        ("a\x1bb", "a␛b"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\u200fא", "\u200fא"),
        ("{{ x }} {% y %} $z$", "{{ x }} {% y %} $z$"),
    ],
)
def test_what_a_page_cant_hold_becomes_visible(text, shown):
    assert esc(text) == shown
    assert shown in Page(article_text(an_article(text)).html).text


def test_half_a_character_is_shown_as_unreadable():
    assert esc("a\ud800b") == "a\ufffdb"
