"""Events: which clauses, in which words, of which status and basis."""

import json
from pathlib import Path

import pytest

from closereading.article import Article
from closereading.event import date_spans, events, explain_dates
from closereading.schema import TABLES
from closereading.statement import statements

GOLD = Path(__file__).parent / "gold"
SEED = GOLD.parents[1] / "seeds" / "trilateral-cooperation.txt"
TALKS = (
    "On March 22, the foreign ministers of Japan, China and South Korea met in Tokyo. "
    "They agreed to build trust. Deep divisions remain."
)


def of(text, published="2025-04-18", **options):
    return events(Article.from_text(text, doc_id="text", published=published, **options))


def first(text, **options):
    return of(text, **options).iloc[0]


def test_a_dated_clause_and_the_sentence_after_it():
    table = of(TALKS)
    assert list(table["text"]) == ["met", "agreed"]
    assert list(table["headline"]) == [
        "the foreign ministers of Japan, China and South Korea met in Tokyo",
        "They agreed to build trust",
    ]
    assert list(table["edtf"]) == ["2025-03-22", "2025-03-22"]
    assert list(table["basis"]) == ["stated", "carried"]
    assert list(table["status"]) == ["happened", "happened"]
    assert table["actors"][0] == "JPN;CHN;KOR;tokyo"
    assert table["timex_id"][0] == "text:t3-11"


def test_without_a_publication_date_the_year_stays_unknown():
    row = first(TALKS, published=None)
    assert (row["edtf"], row["date"], row["earliest"]) == ("XXXX-03-22", "", "")
    assert row["basis"] == "stated"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The court ruled in May 2020.", "happened"),
        ("The court has ruled.", "happened"),
        ("The court will rule in May 2030.", "planned"),
        ("The court is expected to rule in May 2030.", "planned"),
        ("He said that the court would rule.", "planned"),
        ("The court could rule in May 2030.", "hypothetical"),
        ("If the court rules in May 2030, Caracas will protest.", "hypothetical"),
        ("The court should not rule in May 2030.", "hypothetical"),
        ("The court has never ruled.", "denied"),
        ("Nobody ruled in May 2020.", "denied"),
        ("Cairo denied that the generals had met in May 2020.", "denied"),
        ("The court did not rule or sit in May 2020.", "denied"),
        ("It began to build in April 2011.", "happened"),
        ("They threatened to strike in May 2030.", "hypothetical"),
        ("They did not rule out a strike.", "hypothetical"),
        ("They refrained from striking.", "denied"),
        ("They avoided a strike.", "happened"),
    ],
)
def test_status(text, status):
    assert of(text)["status"].iloc[-1] == status


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "The August 2023 U.S.–Japan–South Korea summit emphasized this concern, highlighting risks.",
            "The August 2023 U.S.–Japan–South Korea summit emphasized this concern",
        ),
        (
            "Tensions have escalated since 2016, when the party regained power and rejected the plan.",
            "Tensions have escalated",
        ),
        (
            "The United States, which sent two warships to the coast in March, signed nothing.",
            "The United States sent two warships to the coast",
        ),
        (
            "In May 2020 Xi called Russia a “true friend,” and left.",
            "Xi called Russia a true friend",
        ),
        (
            "Officials have offered to restart the talks in May 2030.",
            "Officials have offered to restart the talks",
        ),
        (
            "A report by the bank, published in May 2020, blamed nobody.",
            "A report by the bank, published",
        ),
        ("Guyana has neither expelled nor paid them.", "Guyana has neither expelled"),
        ("In May 2020 Ankara stepped in, and talks began.", "Ankara stepped in"),
        ("In May 2020 it was announced by Port of Spain.", "it was announced by Port of Spain"),
        # the parser takes the noun into the date, or the verb for a participle
        (
            "In 2023 exports to the neighbours fell by almost a third.",
            "exports to the neighbours fell by almost a third",
        ),
        (
            "In 2023, goods traffic to the two economies halved in 2023.",
            "goods traffic to the two economies halved",
        ),
        ("The judge is due to sing in May 2030.", "The judge is due to sing"),
        ("Values were high long before the mine opened in 2011.", "the mine opened"),
    ],
)
def test_headlines_are_clauses_in_the_articles_own_words(text, headline):
    assert first(text)["headline"] == headline


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("He stopped short of calling for reforms.", "He stopped short of calling for reforms"),
        ("When the war came, they fled.", "When the war came, they fled"),
        ("Anna Berg ran the mill. In 2019 she had sold them.", "[Anna Berg] had sold them"),
        ("The mills were old. In 2019 she had sold them.", "she had sold them"),
        ("Anna Berg ran the mill. In 2019 she had sold her mills.", "she had sold her mills"),
    ],
)
def test_where_all_is_pronouns_the_clause_the_sentence_or_a_name_says_more(text, headline):
    assert of(text)["headline"].iloc[-1] == headline


def test_a_headline_has_at_most_twelve_words_and_no_loose_end():
    text = (
        "On 3 May 2021 the extraordinarily patient and exhausted ministers of the northern, southern "
        "and eastern provinces of the republic and its neighbours finally signed a long, obscure "
        "and controversial treaty about fisheries in the old town hall of the capital."
    )
    headline = first(text)["headline"]
    assert 3 <= len(headline.split()) <= 12
    assert "signed" in headline
    assert headline.split()[-1] not in {"the", "of", "in", "and", "a"}


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Deep divisions remain. China shares the view that it matters.", []),
        ("The March 22 meeting highlights the need for trust.", ["meeting"]),
        ("A February report revealed gaps.", ["report"]),
        ("On May 3, 2021 they met. The May 3, 2021 meeting shows little.", ["met"]),
        ("The transaction closes on 5 May 2030.", ["closes"]),
        ("Ministers Meet In Tokyo\nOn March 22 they met.", ["met"]),
        ("“We fed them,” she said. “They came hungry.”", ["came"]),
    ],
)
def test_what_is_listed(text, triggers):
    assert list(of(text)["text"]) == triggers


def test_a_noun_with_its_own_date_doesnt_date_the_verb():
    text = "Critics have attacked the August 2020 summit."
    table = of(text).set_index("text")
    assert table.loc["summit", "edtf"] == "2020-08"
    assert table.loc["attacked", "basis"] == "undated"


def test_participants_belong_to_the_clause_that_names_them():
    text = "In May 2020 Egypt signed a pact with Somalia and shipped weapons to Kenya."
    table = of(text).set_index("text")
    assert table.loc["signed", "actors"] == "EGY;SOM"
    assert table.loc["shipped", "actors"] == "EGY;KEN"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("In May 2020 Egypt seized the lorries that bring copper to Kenya.", "EGY"),
        ("In May 2020 the firm, which owns a mine in Kenya, left Egypt.", "EGY"),
        ("NAIROBI — In May 2020 Egypt left the talks.", "EGY"),
        ("NAIROBI, Kenya (Reuters) — In May 2020 Egypt left the talks.", "EGY"),
        ("EGYPT — with Kenya — left the talks in May 2020.", "EGY;KEN"),
    ],
)
def test_relative_clauses_and_datelines_take_no_part(text, actors):
    assert first(text)["actors"] == actors


def test_the_document_date_stands_only_where_the_text_is_a_report_of_that_day():
    report = "Ministers met in Oslo. They left."
    assert list(of(report)["basis"]) == ["document", "document"]
    history = "Ministers met in Oslo. In 1905 Norway left the union. In 1914 war began."
    assert of(history)["basis"][0] == "undated"
    assert of(report, genre="narrative")["basis"][0] == "undated"
    assert of(report, published="2025-04")["basis"][0] == "undated"


@pytest.mark.parametrize(
    "text",
    [
        "Hi.",
        "a 1234 5678 31/02/2024 24:60 99999",
        "ON 3 MAY 2021 MINISTERS MET IN TOKYO AND SIGNED A PACT.",
        "on 3 may 2021 ministers met in tokyo and signed a pact.",
        "On 3 May 2021\x00 he \x07left. \u202eHe died in 2020.\u202c",
        "<p>On <b>3 May 2021</b> he <script>left</script>.</p>",
        "\n\n \t\n- x\n",
    ],
)
def test_odd_text_gives_a_sound_table(text):
    article = Article.from_text(text, doc_id="odd", published="2025-04-18")
    table = events(article)
    assert list(table.columns) == [column.name for column in TABLES["events"]]
    for row in table.to_dict("records"):
        assert article.text[row["start"] : row["end"]] == row["text"]
        assert 1 <= len(row["headline"].split()) <= 12
    assert len(explain_dates(article)) == len(table)


def test_an_impossible_date_isnt_replaced_by_the_documents():
    table = of("On 31 February 2024 at 24:60 he left in 99999.")
    assert list(table["edtf"]) == [""]
    assert list(table["basis"]) == ["undated"]


def test_spans_are_dated_in_the_order_given():
    text = "On 3 May 2021 they met. They left."
    article = Article.from_text(text, doc_id="spans", published="2021-05-05")
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("left", "met")]
    table = date_spans(article, [*spans, (0, 0)])
    assert list(table["text"]) == ["left", "met", ""]
    assert list(table["date"]) == ["2021-05-03", "2021-05-03", ""]
    assert list(table["basis"]) == ["carried", "stated", "undated"]
    assert list(table["timex_id"]) == ["spans:t3-13", "spans:t3-13", ""]
    assert date_spans(article, []).empty


def test_why_this_date():
    article = Article.from_text(TALKS, doc_id="why", published="2025-04-18")
    table = explain_dates(article)
    assert list(table["phrase"]) == ["March 22", "March 22"]
    assert list(table["phrase_sent_id"]) == ["s001", "s001"]
    assert list(table["rule"]) == ["on + time expression", "the sentence before"]
    assert table["anchor"][0] == "publication"


def gold_article(name):
    gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    path = GOLD / f"{name}.txt"
    text = (
        path.read_bytes().decode()
        if path.exists()
        else SEED.read_bytes().decode().split("\n---\n", 1)[1]
    )
    article = Article.from_text(text, doc_id=name, published=gold["published"])
    return article, [event for event in gold["events"] if not event.get("optional")]


@pytest.mark.parametrize(
    ("name", "least"), [("trilateral-cooperation", 11), ("nile-dam", 18), ("essequibo-claim", 16)]
)
def test_dates_of_annotated_events(name, least):
    """At least so many annotated events get their date; undated ones aren't placed on a day."""
    article, gold = gold_article(name)
    found = events(article).set_index("start")
    right = placed = 0
    for event in gold:
        inside = found.loc[(found.index < event["end"]) & (found["end"] > event["start"])]
        if event["date"]:
            spans = date_spans(article, [(event["start"], event["end"])])
            right += spans["edtf"][0] in (event["date"], *event.get("date_alternatives", ()))
        else:
            placed += (inside["date"] != "").any()
    assert right >= least
    assert placed <= 1


def test_an_event_that_is_a_statement_names_it():
    article = Article.from_text(
        "On March 3, 2025, Kenya imposed tariffs on Uganda. The river rose on March 5.",
        doc_id="x", published="2025-04-18",
    )  # fmt: skip
    found = events(article).set_index("text")
    (statement_id,) = statements(article)["statement_id"]
    assert found.loc["imposed", "statement_id"] == statement_id
    assert found.loc["imposed", "issues"] == "tariffs"
    assert found.loc["rose", "statement_id"] == ""
