"""Time expressions through the whole extractor: anchors, direction, bounds, genre, bad input."""

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closereading.article import Article
from closereading.parse import parse
from closereading.schema import TABLES
from closereading.timex import timexes
from closereading.timex.resolve import tense

FRIDAY = "2025-04-18"


def table(text, published=FRIDAY, genre="news"):
    return timexes(Article.from_text(text, doc_id="t", published=published, genre=genre))


def values(text, published=FRIDAY, genre="news"):
    found = table(text, published, genre)
    return dict(zip(found["text"], found["value"], strict=True))


def row(text, expression, published=FRIDAY, genre="news"):
    found = table(text, published, genre)
    return found[found["text"] == expression].iloc[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # full and partial dates in US and European order
        ("They met on Saturday, March 22, 2025.", {"Saturday, March 22, 2025": "2025-03-22"}),
        ("They met on 22nd March 2025 and 3 May.", {"22nd March 2025": "2025-03-22", "3 May": "2025-05-03"}),
        ("Born Feb. 29, 2000, she left on Sept. 5.", {"Feb. 29, 2000": "2000-02-29", "Sept. 5": "2024-09-05"}),
        # weekday: tense and preposition
        ("He spoke on Monday.", {"Monday": "2025-04-14"}),
        ("He will speak on Monday.", {"Monday": "2025-04-21"}),
        ("Banks stay closed until Tuesday.", {"Tuesday": "2025-04-22"}),
        ("He spoke on Friday.", {"Friday": "2025-04-18"}),
        # last, this, next
        ("It fell last year, last month and last week.",
         {"last year": "2024", "last month": "2025-03", "last week": "2025-W15"}),
        ("It opens next month, next week or next year.",
         {"next month": "2025-05", "next week": "2025-W17", "next year": "2026"}),
        ("Last fortnight it rained.", {"Last fortnight": "2025-W14"}),
        ("They met last weekend and last spring.", {"last weekend": "2025-W15-WE", "last spring": "2024-SP"}),
        # durations from a determiner, not dates
        ("It grew over the past decade and the next five years.",
         {"the past decade": "P1DE", "the next five years": "P5Y"}),
        # decades, centuries, parts
        ("In the early 1990s and mid-2024.", {"the early 1990s": "199", "mid-2024": "2024"}),
        ("From the 18th century to the 2010s.", {"the 18th century": "17", "the 2010s": "201"}),
        # quarters, halves, fiscal years
        ("In the second quarter of 2009 and the first half of 2010.",
         {"the second quarter of 2009": "2009-Q2", "the first half of 2010": "2010-H1"}),
        ("Profit of the first quarter rose from the year-earlier quarter.",
         {"the first quarter": "2025-Q1", "the year-earlier quarter": "2024-Q1"}),
        ("Sales of fiscal 2024 beat those of fiscal year 2023.",
         {"fiscal 2024": "2024", "fiscal year 2023": "2023"}),
        # ranges
        ("From 2016 to 2019 and in 1914-18.", {"2016": "2016", "2019": "2019", "1914": "1914", "18": "1918"}),
        ("The talks of March 3–5, 2009.", {"March 3": "2009-03-03", "5, 2009": "2009-03-05"}),
        ("Between 6-7 January 1916 it froze.", {"6": "1916-01-06", "7 January 1916": "1916-01-07"}),
        # present, past, future
        ("It is now under current law.", {"now": "PRESENT_REF", "current": "PRESENT_REF"}),
        ("Recently it fell; in the future it rises.", {"Recently": "PAST_REF", "the future": "FUTURE_REF"}),
        # durations
        ("It took several years, a decade and months.",
         {"several years": "PXY", "a decade": "P1DE", "months": "PXM"}),
        ("A 24-hour strike and a day-long, three-year row.",
         {"24-hour": "PT24H", "day-long": "P1D", "three-year": "P3Y"}),
        ("It is almost two and a half years late.", {"almost two and a half years": "P2.5Y"}),
        ("A 42-year-old man waited half an hour.", {"42-year-old": "P42Y", "half an hour": "PT30M"}),
        # sets
        ("Every year and every other Friday it meets.", {"Every year": "P1Y", "every other Friday": "XXXX-WXX-5"}),
        ("It is held annually, twice a month.", {"annually": "P1Y", "twice a month": "P1M"}),
        # times of day
        ("It fell at 16:08 UTC.", {"16:08 UTC": "2025-04-18T16:08Z"}),
        ("At 9 a.m. EST on Monday he spoke.", {"9 a.m. EST": "2025-04-14T09:00-05", "Monday": "2025-04-14"}),
        ("It began at 12:00 UTC Monday.", {"12:00 UTC Monday": "2025-04-14T12:00Z"}),
        ("On the night of May 5, 1945, it ended.", {"the night of May 5, 1945": "1945-05-05TNI"}),
        ("They left yesterday morning and tonight.",
         {"yesterday morning": "2025-04-17TMO", "tonight": "2025-04-18TNI"}),
        # holidays
        ("On Thanksgiving 2024 and Easter 2000.", {"Thanksgiving 2024": "2024-11-28", "Easter 2000": "2000-04-23"}),
        ("Labor Day 2023 and Good Friday 2016.", {"Labor Day 2023": "2023-09-04", "Good Friday 2016": "2016-03-25"}),
        # what prepositions decide
        ("It has risen since Aug. 1.", {"Aug. 1": "2024-08-01"}),
        ("In the summer of '88 it rained.", {"the summer of '88": "1988-SU"}),
        ("It took no more than 90 days.", {"no more than 90 days": "P90D"}),
        # before Christ
        ("It was burnt in August 480 BC, in the 5th century BC.",
         {"August 480 BC": "BC0480-08", "the 5th century BC": "BC04"}),
    ],
)  # fmt: skip
def test_values(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("way", "text"),
    [
        (-1, "Rain fell on Monday."),
        (-1, "He was held on Monday."),
        (-1, "They have met on Monday."),
        (0, "A speech on Monday."),
        (0, "He speaks on Monday."),
        (0, "The feast is held on Monday."),
        (0, "He may have left on Monday."),
        (1, "He is speaking on Monday."),
        # the verb of its own clause counts, not the one above
        (1, "He said she will leave on Monday."),
        (1, "He said that she will be in Rome on Monday."),
        (0, "He said she leaves on Monday."),
        (0, "She said he is in Rome on Monday."),
        (-1, "The man seen on Monday is tall."),
        (-1, "The talks planned for Monday will fail."),
        # an infinitive or participle takes the tense of the verb above, unless that looks ahead
        (-1, "He refused to speak on Monday."),
        (-1, "Speaking on Monday, he praised the plan."),
        (1, "He plans to speak on Monday."),
        (1, "To speak on Monday."),
    ],
)
def test_tense_is_that_of_the_verb_which_governs_the_day(way, text):
    doc = parse(Article.from_text(text, doc_id="t")).doc
    assert tense(next(token for token in doc if token.text == "Monday")) == way


@pytest.mark.parametrize(
    "text",
    [
        "He may come; she will march on.",
        "Theresa May met April Jones.",
        "A second man led the 2,000 troops.",
        "Some 1000 ships and 1500 men sailed.",
        "He runs Windows 2000 on a Boeing 787.",
        "The cat sat in the sun and wed.",
        "It cost $1990 and rose by 2008%.",
        "Three quarters of the voters agreed.",
        "He reads The Sunday Times and the Daily Mail.",
        "On 31 February and April 31 nobody met.",
        "At 24:60 or 25:00 nothing happened.",
        "It happened in 99999, in room 20250.",
        "A man in his 40s fell.",
        "Resolution 1718 and Flight 1549 are known.",
        "She met August Wilson and June Carter.",
        "They carried the day at the dawn of freedom.",
    ],
)
def test_what_is_no_time_expression_stays_out(text):
    assert values(text) == {}


def test_anchor_is_the_publication_or_the_expression_before():
    found = table("On 3 May 2001 the war began. Ten days later it ended. Yesterday he wrote of it.")
    assert found["value"].tolist() == ["2001-05-03", "2001-05-13", "2025-04-17"]
    assert found["anchor"].tolist() == ["", found["timex_id"][0], "publication"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("that day", "2001-05-03"),
        ("the same month", "2001-05"),
        ("the following month", "2001-06"),
        ("the next day", "2001-05-04"),
        ("the previous year", "2000"),
        ("a year earlier", "2000"),
        ("two weeks later", "2001-05-17"),
        ("that evening", "2001-05-03TEV"),
    ],
)
def test_what_refers_to_the_text_is_counted_from_the_expression_before(expression, value):
    found = row(f"He left on 3 May 2001 and it rained {expression}.", expression)
    assert (found["value"], found["anchor"]) == (value, "t:t11-21")


@pytest.mark.parametrize(
    ("text", "expression", "expected"),
    [
        ("In 480 BC.", "480 BC", ["", "-0479", "-0479-01-01", "-0479-12-31"]),
        ("In the 470s BC.", "the 470s BC", ["", "-0478/-0469", "-0478-01-01", "-0469-12-31"]),
        (
            "In the 5th century BC.",
            "the 5th century BC",
            ["", "-04XX", "-0499-01-01", "-0400-12-31"],
        ),
        ("In the 1990s.", "the 1990s", ["", "199X", "1990-01-01", "1999-12-31"]),
        (
            "In the spring of 2025.",
            "the spring of 2025",
            ["", "2025-21", "2025-03-01", "2025-05-31"],
        ),
        ("In winter 1999.", "winter 1999", ["", "1999-24", "1999-12-01", "2000-02-29"]),
        ("In Q3 2009.", "Q3 2009", ["", "2009-35", "2009-07-01", "2009-09-30"]),
        (
            "It rose last week.",
            "last week",
            ["", "2025-04-07/2025-04-13", "2025-04-07", "2025-04-13"],
        ),
        ("In about 1920.", "about 1920", ["APPROX", "1920~", "1920-01-01", "1920-12-31"]),
        (
            "In late February 2024.",
            "late February 2024",
            ["END", "2024-02", "2024-02-01", "2024-02-29"],
        ),
        ("At 16:08 UTC.", "16:08 UTC", ["", "2025-04-18T16:08:00Z", "2025-04-18", "2025-04-18"]),
    ],
)
def test_mod_edtf_and_bounds(text, expression, expected):
    found = row(text, expression)
    assert found[["mod", "edtf", "earliest", "latest"]].tolist() == expected
    assert found["is_resolved"]


def test_durations_sets_and_vague_values_have_no_place():
    found = table("It takes two years, daily, now.")
    assert found["type"].tolist() == ["DURATION", "SET", "DATE"]
    assert (found[["edtf", "earliest", "latest", "anchor"]] == "").all(axis=None)
    assert not found["is_resolved"].any()


def test_without_a_publication_date_nothing_is_guessed():
    text = (
        "On March 22 and yesterday, on Friday, in May and last year they met. In 2009 they did not."
    )
    found = table(text, published=None)
    expected = ["XXXX-03-22", "XXXX-XX-XX", "XXXX-WXX-5", "XXXX-05", "XXXX", "2009"]
    assert found["value"].tolist() == expected
    assert found["is_resolved"].tolist() == [False] * 5 + [True]
    assert found["edtf"].tolist()[0] == "XXXX-03-22"
    assert set(found["type"]) == {"DATE"}
    assert set(found["anchor"]) == {""}
    assert values("A fortnight later it ended.", published=None) == {
        "A fortnight later": "XXXX-WXX"
    }


def test_a_partial_publication_date_resolves_what_it_can():
    text = "On February 18 and last year, last month, in January, yesterday and on Friday they met."
    expected = ["2025-02-18", "2024", "2025-03", "2025-01", "XXXX-XX-XX", "XXXX-WXX-5"]
    assert list(values(text, published="2025-04").values()) == expected
    year_only = values("On February 18 and last year.", published="2025")
    assert list(year_only.values()) == ["XXXX-02-18", "2024"]


HISTORY = (
    "The war began on 1 September 1939. In October the army crossed the river. By January 1940 it "
    "held the coast, and in March the king fled. In 1941 he returned. The treaty of 1942 ended it, "
    "and by 1945 all was over. On 8 May the guns fell silent; four days later the king died."
)


def test_a_history_goes_on_from_what_was_told():
    found = values(HISTORY, published="2009-12-19", genre="narrative")
    assert found["October"] == "1939-10"
    assert found["March"] == "1940-03"
    assert found["8 May"] == "1945-05-08"
    assert found["four days later"] == "1945-05-12"


def test_genre_is_decided_by_the_text():
    assert values(HISTORY, published="2009-12-19", genre="auto")["October"] == "1939-10"
    assert values(HISTORY, published=None, genre="auto")["October"] == "1939-10"
    news = "He said on Monday that the plan of 1998 failed in October. Today he left."
    assert values(news, published="2009-12-19", genre="auto")["October"] == "2009-10"


@pytest.mark.parametrize(
    ("text", "expression", "value", "anchor"),
    [
        ("In 1916 it fell. Two days later it burnt.", "Two days later", "1916-XX-XX", "t:t3-7"),
        ("In 1916 it fell. On Monday it burnt.", "Monday", "XXXX-WXX-1", ""),
        ("On 3 May 1916 it fell. On Monday it burnt.", "Monday", "1916-05-08", "t:t3-13"),
        ("On 3 May 1916 it fell. Last year it stood.", "Last year", "1915", "t:t3-13"),
    ],
)
def test_a_history_counts_from_what_was_told_and_keeps_open_what_was_not(
    text, expression, value, anchor
):
    found = row(text, expression, genre="narrative")
    assert found[["type", "value", "mod", "anchor"]].tolist() == ["DATE", value, "", anchor]


@pytest.mark.parametrize(
    ("back", "month"),
    [
        ("In 1917 it was rebuilt.", "1916-06"),  # 1880 was a glance back from the story of 1916
        ("In 1881 he moved.", "1880-06"),  # the story went back to 1880
        ("There he lived.", "1880-06"),
    ],
)
def test_a_history_passes_over_a_glance_at_another_time(back, month):
    text = f"In 1916 the town fell. He was born in 1880, and in June he fled. {back}"
    assert values(text, genre="narrative")["June"] == month


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In March 20 people died.", {"March": "2025-03"}),
        ("In March 20 young people died.", {"March": "2025-03"}),
        ("In March 20 Frenchmen died.", {"March": "2025-03"}),
        ("In March 20 Boeing jets fell.", {"March": "2025-03"}),
        ("In March 20 it rained.", {"March 20": "2025-03-20"}),
        ("On 3 May and 4 big ships sank.", {"3 May": "2025-05-03"}),
        ("He left in May, by the 14th he had died.", {"May": "2024-05", "the 14th": "2024-05-14"}),
        ("He left in May, by the 14th 20 men had died.", {"May": "2024-05"}),
    ],
)
def test_a_number_that_counts_the_next_noun_is_no_day(text, expected):
    assert values(text) == expected


def test_span_contract_order_and_columns():
    article = Article.from_text(
        "“Last week”, he said – on 3\u00a0May 2001 –, it’s over.", doc_id="x", published=FRIDAY
    )
    found = timexes(article)
    assert list(found.columns) == [column.name for column in TABLES["timexes"]]
    assert found["text"].tolist() == ["Last week", "3\u00a0May 2001"]
    assert all(article.text[r.start : r.end] == r.text for r in found.itertuples())
    assert (found["start"].is_monotonic_increasing, found["timex_id"].is_unique) == (True, True)


def test_no_expression_gives_an_empty_table_with_all_columns():
    found = table("Nothing happened.")
    assert found.empty
    assert list(found.columns) == [column.name for column in TABLES["timexes"]]
    assert found["start"].dtype == "int64"


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_upper_and_lower_case_keep_the_dates(change):
    text = "On March 22, 2025, and last week, in 2009, two years ago, they met."
    found = values(change(text))
    assert sorted(found.values()) == sorted(["2025-03-22", "2025-W15", "2009", "2023"])


@pytest.mark.parametrize(
    "text",
    [
        "a " + "0123456789 " * 300,
        "x" + "1" * 5000,
        "a 99/99/9999 00:00:00 24:00 9999-99-99 0000 BC 0 AD 31/31/31",
        "year " * 2000,
        "one hundred " * 500 + "years",
        "the the the last last next next week\x00\x07 \u202e1999\u202c",
        "<p>On <b>3 May</b> 2001</p>",
        "İ İ İ on 3 May 2001",
    ],
)
def test_odd_input_neither_fails_nor_breaks_a_span(text):
    article = Article.from_text(text, doc_id="odd", published=FRIDAY)
    found = timexes(article)
    assert all(article.text[r.start : r.end] == r.text for r in found.itertuples())


def test_ten_thousand_dates_in_linear_time():
    def seconds(n):
        article = Article.from_text(
            "On 3 May 2001 it rained, a day later. " * n, doc_id="many", published=FRIDAY
        )
        parse(article)
        start = time.process_time()
        found = timexes(article)
        assert len(found) == 2 * n
        return time.process_time() - start

    seconds(50)
    assert seconds(800) < 12 * seconds(160) + 0.2


@given(
    st.text(alphabet=st.sampled_from("0123456789/-.:' ,MayMarchBCstnd\n"), min_size=1, max_size=60)
)
@settings(max_examples=30, deadline=None)
def test_any_text_of_dates_keeps_the_contract(text):
    article = Article.from_text("x " + text, doc_id="any", published=FRIDAY)
    found = timexes(article)
    assert all(article.text[r.start : r.end] == r.text for r in found.itertuples())
    resolved = found[found["is_resolved"]]
    assert (resolved["earliest"] != "").all()
    pd.to_numeric(found["start"])


def test_a_month_in_a_history_goes_on_from_the_last_year_told():
    text = (
        "He was born on 10 October 1861. In 1881 he began to study zoology. The following year he "
        "sailed for the ice. The ship lay there for weeks in June."
    )
    article = Article.from_text(text, doc_id="x", published="2024-11-21", genre="narrative")
    assert timexes(article)["value"].tolist()[-1] == "1882-06"


def test_a_year_that_is_written_is_not_replaced():
    article = Article.from_text("On 3 May 0001 it rained.", doc_id="x", published="2025-04-18")
    assert timexes(article)[["value", "is_resolved"]].values.tolist() == [["XXXX-05-03", False]]


def test_the_29th_of_february_falls_in_the_nearest_leap_year():
    article = Article.from_text("They met on Feb. 29.", doc_id="x", published="2025-04-18")
    assert timexes(article)["value"].tolist() == ["2024-02-29"]
