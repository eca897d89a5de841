import pytest

import closereading as cr
from closereading.wording.timex import timex_findings


def found(text, published=None):
    article = cr.Article.from_text(text, doc_id="x", published=published)
    return timex_findings(cr.timexes(article))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Rain fell.", "2025-04-18", ["The article has no time expression."]),
        (
            "They met on March 22. They had met in 2019 for two weeks.",
            "2025-04-18",
            [
                "The article has 3 time expressions: 2 dates and 1 duration.",
                "2 of 3 time expressions stand on the calendar; the earliest is “2019”, "
                "the latest “March 22” (2025-03-22).",
            ],
        ),
        (
            "They met on 4 May 2021.",
            None,
            [
                "The article has 1 time expression: 1 date.",
                "1 of 1 time expression stands on the calendar: “4 May 2021” (2021-05-04).",
            ],
        ),
        (
            "They met on March 22.",
            None,
            [
                "The article has 1 time expression: 1 date.",
                "None of them can be placed on the calendar.",
            ],
        ),
        (
            "They met on March 22, and in 2019.",
            None,
            [
                "The article has 2 time expressions: 2 dates.",
                "1 of 2 time expressions stands on the calendar: “2019”.",
                "Left off the calendar, as the text doesn't say which date is meant: “March 22”.",
            ],
        ),
    ],
)
def test_timexes_in_words(text, published, expected):
    assert [finding.text for finding in found(text, published)] == expected


def test_findings_lead_to_their_sentences():
    first, second = found("They met in 2019. Rain fell. They met on March 22.", "2025-04-18")
    assert first.sent_ids == ()
    assert second.sent_ids == ("s001", "s003")


def test_years_before_christ_are_not_compared_as_text():
    texts = [f.text for f in found("Rome fell in 480 BC. It rose in 2019.", "2025")]
    assert texts[1] == "2 of 2 time expressions stand on the calendar."
