"""Findings about the timeline: true for none, one and many."""

import pandas as pd
import pytest

from closereading.article import Article
from closereading.event import events
from closereading.schema import frame
from closereading.wording.timeline import length, timeline_findings


def findings(text, published="2021-05-05"):
    return timeline_findings(events(Article.from_text(text, doc_id="x", published=published)))


def texts(text, **options):
    return [finding.text for finding in findings(text, **options)]


def test_nothing_happens():
    assert texts("Deep divisions remain.") == ["No happening was found in this article."]
    assert timeline_findings(frame("events", []))[0].sent_ids == ()


def test_one_event_without_a_date():
    assert texts("The minister resigned.", published=None) == [
        "The article tells of 1 event: it has no date."
    ]


def test_one_event_with_a_date():
    assert texts("A ferry sank off Samar on 3 May 2021.") == [
        "The article tells of 1 event: it has a date.",
        "What the date rests on: 1 stated in the clause.",
        "The one event on the calendar: “A ferry sank off Samar” (3 May 2021).",
    ]


def test_many_events():
    text = (
        "A ferry sank on 3 May 2021. Nobody died. On 5 May 2021 the minister resigned. "
        "In June 2021 a court will hear the case. Critics may sue."
    )
    assert texts(text) == [
        "The article tells of 5 events: 4 with a date, 1 without.",
        "What the dates rest on: 3 stated in the clause and 1 carried over from a sentence before.",
        "The timeline runs from 3 May 2021 (“A ferry sank”) to Jun 2021 (“a court will hear the "
        "case”): 59 days.",
        "3 events of 4 on the calendar are dated to a single day; the rest to a longer time, drawn "
        "as a bar.",
        "1 event is planned, announced or expected.",
        "1 event is hypothetical (may, could, if).",
        "1 event is denied or said not to have happened.",
    ]


def test_a_finding_leads_to_its_sentences():
    found = findings("A ferry sank on 3 May 2021. Nobody died.")
    assert found[0].sent_ids == ("s001", "s002")
    assert found[-1].sent_ids == ("s002",)


def test_a_date_without_a_year_is_said_to_be_off_the_calendar():
    assert texts("On March 22 they met.", published=None) == [
        "The article tells of 1 event: it has a date.",
        "What the date rests on: 1 stated in the clause.",
        "1 date can't be put on the calendar: the year isn't known.",
    ]


def test_events_of_one_day_have_no_range():
    assert "All events on the calendar lie within 3 May 2021." in texts(
        "On 3 May 2021 they met. They signed a pact."
    )


@pytest.mark.parametrize(
    ("n_days", "words"),
    [(1, "1 day"), (45, "45 days"), (400, "about 13 months"), (3653, "about 10 years")],
)
def test_length(n_days, words):
    assert length(n_days) == words


def test_order_of_telling():
    from closereading.wording.timeline import order_findings

    def told(*days):
        rows = [
            {"sent_id": f"s00{i}", "earliest": d, "latest": d, "edtf": d}
            for i, d in enumerate(days, 1)
        ]
        return order_findings(pd.DataFrame(rows, columns=["sent_id", "earliest", "latest", "edtf"]))

    (forward,) = told("2020-01-01", "2020-01-01", "2021-05-03")
    assert forward.text == "The 3 dated events are told in the order in which they happened."
    (back,) = told("2021-05-03", "2020-01-01", "2020-02-01", "2019-01-01")
    assert back.text == "Of 3 steps from one dated event to the next, 2 go back in time."
    assert back.sent_ids == ("s002", "s004")
    (none,) = told("2021-05-03")
    assert none.text.startswith("Fewer than two events")


@pytest.mark.parametrize(
    ("edtfs", "words"),
    [
        (("2000", "../2026"), "from 2000 (“a”) to 2026 at the latest (“b”)"),
        (("../2000", "2026"), "from 2000 or before (“a”) to 2026 (“b”)"),
        (("2000/..", "2026/.."), "from 2000 (“a”) to 2026 (“b”)"),
        (("1880s", "1905"), "from the 1880s (“a”) to 1905 (“b”)"),
    ],
)
def test_an_open_end_reads_well(edtfs, words):
    from closereading.wording.timeline import range_finding

    def row(edtf, headline):
        first, last = edtf.split("/") if "/" in edtf else (edtf, edtf)
        first, last = ("188X", "1889") if edtf == "1880s" else (first, last)
        return {
            "sent_id": headline,
            "headline": headline,
            "edtf": edtf.replace("1880s", "188X"),
            "earliest": "" if first == ".." else f"{first.replace('X', '0')}-01-01",
            "latest": "" if last == ".." else f"{last}-12-31",
        }

    rows = [row(edtf, name) for edtf, name in zip(edtfs, "ab", strict=True)]
    assert f"The timeline runs {words}: " in range_finding(pd.DataFrame(rows)).text
