"""What is planned has its date and is planned; who planned or offered it isn't dated by that."""

import pytest

from closereading.article import Article
from closereading.event import events


def told(text, published="2025-04-18"):
    table = events(Article.from_text(text, doc_id="e", published=published))
    return list(table[["text", "edtf", "status"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Finland offered to hold talks in August.", ("hold", "2025-08", "planned")),
        ("Ghana proposed a conference for October.", ("conference", "2025-10", "planned")),
        ("The two teams planned a third meeting in December.", ("meeting", "2025-12", "planned")),
        ("Peru invited both parties to a summit in April.", ("summit", "2025-04", "planned")),
        ("The referendum was scheduled for December.", ("referendum", "2025-12", "planned")),
        ("The cabinet vowed to open the port in June.", ("vowed", "2025-06", "planned")),
        ("Oslo pledged to pay the debt by the end of June.", ("pledged", "../2025-06", "planned")),
        (
            "Finland offered to hold talks before the end of June.",
            ("hold", "../2025-06", "planned"),
        ),
        ("The plan is to vote on Tuesday.", ("vote", "2025-04-22", "planned")),
        ("The judge is due to sing on Tuesday.", ("sing", "2025-04-22", "planned")),
        ("No referendum was planned for August.", ("referendum", "2025-08", "denied")),
        ("They planned a meeting for last October.", ("meeting", "2024-10", "happened")),
    ],
)
def test_what_is_planned(text, row):
    assert row in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana proposed a conference for October.",
        "The two teams planned a third meeting in December.",
        "Peru invited both parties to a summit in July.",
        "Finland offered to hold talks before the end of June.",
        "The plan to hold a conference in September collapsed.",
    ],
)
def test_the_offer_isnt_dated_by_what_is_offered(text):
    verbs = {"proposed", "planned", "invited", "offered", "collapsed"}
    assert {edtf for word, edtf, _ in told(text) if word in verbs} <= {""}


def test_the_offer_keeps_the_date_of_its_own():
    assert told("Ghana proposed in February a conference in July.") == [
        ("proposed", "2025-02", "happened"),
        ("conference", "2025-07", "planned"),
    ]


def test_before_the_end_of_a_month_holds_the_month_and_before_the_month_does_not():
    (end,) = told("The army withdrew before the end of March 2025.")
    (month,) = told("The army withdrew before March 2025.")
    assert (end[1], month[1]) == ("../2025-03", "../2025-02-28")
