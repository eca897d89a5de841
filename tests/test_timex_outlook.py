"""A date in the complement of a plan, an offer or an invitation lies ahead; others keep their way."""

import pytest

from closereading.article import Article
from closereading.timex import timexes


def values(text):
    article = Article.from_text(text, doc_id="t", published="2025-04-18", genre="news")
    return list(timexes(article)["value"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Finland offered to hold the negotiations in August.", "2025-08"),
        ("Ghana proposed a conference for October.", "2025-10"),
        ("Chile proposed a September conference.", "2025-09"),
        ("The two teams planned a fourth round in December.", "2025-12"),
        ("Peru invited all parties to a summit in November.", "2025-11"),
        ("Malawi announced a referendum for September.", "2025-09"),
        ("The referendum was scheduled for December.", "2025-12"),
        ("A hearing planned for October may be moved.", "2025-10"),
        ("The hearing was postponed to November.", "2025-11"),
        ("Negotiators hoped for a settlement by September.", "2025-09"),
        ("They prepared for talks in October.", "2025-10"),
        ("Plans for a festival in August upset the neighbours.", "2025-08"),
        ("Denmark's offer of talks in September was refused.", "2025-09"),
        ("A ruling was expected in November.", "2025-11"),
        ("The minister pledged to reopen the port on 2 January.", "2026-01-02"),
        ("The assembly scheduled a vote for Tuesday.", "2025-04-22"),
        ("The chair promised a second session for the autumn.", "2025-FA"),
        ("The plan is to vote on Tuesday.", "2025-04-22"),
        ("The envoys are to sing on Wednesday.", "2025-04-23"),
        ("The judge is due to sing on Tuesday.", "2025-04-22"),
        ("The judge is due in Turin on Tuesday.", "2025-04-22"),
        ("The judge is set to sing on Tuesday.", "2025-04-22"),
    ],
)
def test_what_is_planned_lies_ahead(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In September the two teams planned a meeting.", ["2024-09"]),
        ("Ghana proposed a truce on Tuesday.", ["2025-04-15"]),
        ("Ghana announced a new plan in November.", ["2024-11"]),
        ("The firm announced a loss for November.", ["2024-11"]),
        ("Prosecutors said that she planned the raid in February.", ["2025-02"]),
        ("They had planned to sign in February.", ["2025-02"]),
        ("The talks had been set for March.", ["2025-03"]),
        ("Ghana proposed in February a summit in July.", ["2025-02", "2025-07"]),
        ("Ghana proposed it in a September report.", ["2024-09"]),
        ("The envoys prepared a list in November.", ["2024-11"]),
        ("The club held a conference in September.", ["2024-09"]),
        ("Their task was to sing on Tuesday.", ["2025-04-15"]),
        ("The delay is due to a storm on Tuesday.", ["2025-04-15"]),
    ],
)
def test_when_it_was_planned_lies_behind(text, found):
    assert values(text) == found
