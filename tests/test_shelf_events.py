"""One event, one actor, tone and time across articles."""

import math

import pandas as pd
import pytest
from shelf_fixtures import LINES, A, B, folder, named, put, record, stand  # noqa: F401

import closereading as cr
from closereading.errors import ParameterError
from closereading.shelf.place import place_url

# The same event


def event(sent_id, actors, headline, date="2024-05-14", **more):
    rest = {"edtf": date, "date": date, "earliest": date, "latest": date, "basis": "stated"}
    return (
        {"sent_id": sent_id, "actors": actors, "headline": headline, "status": "happened"}
        | rest
        | more
    )


def told(folder, **events):
    for i, (doc_id, rows) in enumerate(events.items()):
        put(folder, doc_id, LINES.format(f"{doc_id}{i}"), events=rows, mentions=[
            {"actor_id": "wang-yi", "name": "Wang Yi", "country": "CHN", "sent_id": "s001"},
            {"actor_id": "JPN", "name": "Japan", "country": "JPN", "sent_id": "s001"},
            {"actor_id": "CHN", "name": "China", "country": "CHN", "sent_id": "s001"},
        ])  # fmt: skip
    found = cr.told_twice(cr.load_shelf(folder))
    return found[["told_id", "shared", "doc_id", "sent_ids"]].values.tolist()


def test_one_day_and_two_actors_make_one_event(folder):
    a = [event("s002", "JPN;wang-yi", "Wang Yi met Iwaya"), event("s003", "CHN;JPN", "They agreed")]
    b = [
        event("s005", "CHN;JPN", "China pressed Japan"),
        event("s006", "CHN;JPN", "x", "2024-05-15"),
    ]
    assert told(folder, a=a, b=b) == [
        ["e001", "China;Japan", "a", "a#s002;a#s003"], ["e001", "China;Japan", "b", "b#s005"],
    ]  # fmt: skip


def test_a_person_and_its_own_country_are_one_actor(folder):
    rows = [event("s002", "CHN;wang-yi", "Wang Yi came")]
    assert told(folder, a=rows, b=[event("s002", "CHN;wang-yi", "Wang Yi left")]) == []


def test_one_actor_and_two_words_that_say_something_make_one_event(folder):
    rows = {
        "a": [event("s002", "JPN", "Japan closed the harbour of Osaka")],
        "b": [event("s004", "JPN", "the harbour, said Japan, was closed")],
        "c": [event("s004", "JPN", "Japan said that a minister closed talks")],
    }
    shared = "Japan;closed;harbour"
    assert [row[1:3] for row in told(folder, **rows)] == [[shared, "a"], [shared, "b"]]


@pytest.mark.parametrize(
    "odd", [{"basis": "document"}, {"date": ""}, {"date": "2024-05-15"}, {"actors": "JPN"}]
)
def test_what_isnt_surely_the_same_isnt_taken_for_it(folder, odd):
    rows = [event("s002", "CHN;JPN", "China praised it")]
    assert told(folder, a=rows, b=[event("s002", "CHN;JPN", "Japan rejected that") | odd]) == []


# One thing across articles


def test_positions_of_one_actor_are_added_up_by_group(folder):
    put(folder, "a", A, positions=[stand("trade", n_vc=3), stand("war", n_vk=1)])
    put(folder, "b", B, positions=[stand("trade", n_mc=2, n_mk=1)])
    put(folder, "c", A[::-1], positions=[stand("trade", n_vk=4, n_neutral=1)])
    record(folder, **{k: {"publisher": v} for k, v in zip("abc", "XXY", strict=True)})
    shelf = cr.load_shelf(folder, group_by="publisher")
    found = cr.actor_positions(shelf, "china")
    columns = ["issue", "group", "n_articles", "n_statements", "leaning", "position"]
    assert found[columns].values.tolist() == [
        ["trade", "X", 2, 6, "mixed", "mixed"],
        ["trade", "Y", 1, 5, "conflict", "conflict"],
        ["war", "X", 1, 1, "conflict", "too few"],
    ]
    assert found["sent_ids"].iloc[0] == "a#s001;a#s002;b#s001;b#s002"
    assert cr.actor_positions(shelf).equals(found)
    assert [one.text for one in cr.actor_position_findings(found)] == [
        "China acts or speaks toward others over 2 issues, in X and Y.",
        "Over “Trade”: mixed in X (n = 6) and conflict in Y (n = 5).",
    ]
    with pytest.raises(ParameterError, match=r"'Chian'.*China \(CHN\)"):
        cr.actor_positions(shelf, "Chian")


def scored(*values):
    return [{"sent_id": f"s{i:03d}", "compound": v} for i, v in enumerate(values, 1)]


def test_tone_has_an_interval_from_ten_scored_sentences_on(folder):
    put(folder, "a", A, tone=scored(*[0.5, 0.1] * 5, math.nan))
    put(folder, "b", B, tone=scored(-0.2, -0.6))
    put(folder, "c", A[::-1], tone=scored(math.nan))
    found = cr.shelf_tone(cr.load_shelf(folder)).set_index("group")
    assert found.index.tolist() == ["b", "a", "c"]
    assert found["n_scored"].tolist() == [2, 10, 0]
    a = found.loc["a"]
    margin = 1.96 * math.sqrt(10 * 0.04 / 9) / math.sqrt(10)
    assert (a["compound"], a["low"], a["high"]) == pytest.approx((0.3, 0.3 - margin, 0.3 + margin))
    assert found.loc["b", "sent_ids"] == "b#s002;b#s001"
    assert math.isnan(found.loc["b", "low"])
    assert math.isnan(found.loc["c", "compound"])
    texts = [one.text for one in cr.shelf_tone_findings(found.reset_index())]
    assert texts[1] == "Fewer than 10 scored sentences, so not compared: b and c."


def test_the_timeline_is_in_the_order_of_time_not_of_digits(folder):
    put(folder, "a", A, events=[event("s002", "", "late", "2024-05-14", start=9),
                                event("s001", "", "undated", "", edtf="")])  # fmt: skip
    put(folder, "b", B, events=[event("s001", "", "old", "-0479-01-01"),
                                event("s002", "", "open", "", edtf="../2023", latest="2023-12-31")])  # fmt: skip
    found = cr.shelf_timeline(cr.load_shelf(folder))
    assert found[["headline", "sent_ids"]].values.tolist() == [
        ["old", "b#s001"], ["open", "b#s002"], ["late", "a#s002"],
    ]  # fmt: skip


def test_trends_count_articles_by_the_finest_period_that_has_two_each(folder):
    days = [
        "2024-01-03",
        "2024-01-30",
        "2024-01-09",
        "2024-02-01",
        "2024-02-02",
        "2024-02-03",
        "2024",
    ]
    for i in range(len(days)):
        rows = [named("trade", 1)] if i in (0, 3, 4) else []
        put(folder, f"a{i}", LINES.format(i), issues=rows)
    record(folder, **{f"a{i}": {"published": day} for i, day in enumerate(days)})
    found = cr.trends(cr.load_shelf(folder))
    columns = ["period", "n_articles", "of_articles", "is_few", "sent_ids"]
    assert found[columns].values.tolist() == [
        ["2024-01", 1, 3, False, "a0#s001"], ["2024-02", 2, 3, False, "a3#s001;a4#s001"],
    ]  # fmt: skip
    assert cr.trend_findings(found)[0].text == (
        "From 2024-01 (n = 3) to 2024-02 (n = 3) “Trade” changed most: 33 to 67 % of the articles "
        "name it."
    )


def test_without_dates_there_is_no_trend(folder):
    put(folder, "a", A, issues=[named("trade", 1)])
    found = cr.trends(cr.load_shelf(folder))
    assert found.empty
    assert "no trend" in cr.trend_findings(found)[0].text


def test_a_place_leads_to_the_report_of_its_article():
    assert place_url("a-b#s014;c#s001") == "../a-b/03_compare_the_issues.html#s014"
    link = cr.show(pd.DataFrame({"sent_ids": ["a-b#s014"]}), caption="x").html
    assert '<a class="cr-sent" href="../a-b/03_compare_the_issues.html#s014">a-b s014</a>' in link
