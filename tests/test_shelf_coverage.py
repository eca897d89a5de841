"""Which articles name which issue, where each may have a codebook of its own."""

import math

import pytest
from shelf_fixtures import BOOK, LINES, A, B, folder, named, put, record, stand, table  # noqa: F401

import closereading as cr

# Coverage


@pytest.fixture
def six(folder):
    """Six articles of 40 lines: five name trade, one names tea; `f` lacks its table of issues."""
    for i, doc_id in enumerate("abcde"):
        rows = [named("trade", 8)] if doc_id != "e" else [named("tea", 1)]
        put(folder, doc_id, LINES.format(doc_id * 3 + str(i)), issues=rows)
    put(folder, "s", "Only one line.")
    put(folder, "f", LINES.format("none"), without=["issues"])
    return cr.load_shelf(folder)


def test_not_named_is_no_share_and_not_known_is_no_row(six):
    found = cr.coverage(six)
    trade = found[found["issue"] == "trade"].set_index("group")
    assert trade["n_sentences"].to_dict() == {"a": 8, "b": 8, "c": 8, "d": 8, "e": 0, "s": 0}
    assert trade["sentences_pct"]["a"] == 20
    assert math.isnan(trade["sentences_pct"]["e"])
    assert trade["n_groups"].tolist() == [4] * 6
    assert trade["sent_ids"].tolist() == ["a#s001", "b#s001", "c#s001", "d#s001", "", ""]
    assert found["issue"].drop_duplicates().tolist() == ["trade", "tea"]


def test_a_blind_spot_is_what_half_of_the_others_name_and_no_chance(six):
    found = cr.blind_spots(cr.coverage(six)).set_index("group")
    assert found["issue"].tolist() == ["trade", "trade"]
    assert found[["n_groups", "of_groups"]].values.tolist() == [[4, 5], [4, 5]]
    e, s = found.loc["e"], found.loc["s"]
    assert e["others_pct"] == pytest.approx(32 / 161 * 100)
    assert e["chance"] == pytest.approx((1 - 32 / 161) ** 40)
    assert bool(e["is_surprising"])
    assert s["n_at_share"] == pytest.approx(32 / 200)
    assert not s["is_surprising"]
    texts = [
        one.text for one in cr.coverage_findings(cr.coverage(six), cr.blind_spots(cr.coverage(six)))
    ]
    assert texts[0] == "Issues that the greatest number name, 4 of 6: “Trade”."
    assert texts[2].startswith("e doesn't name “Trade”, which 4 of the 5 others do; at their mean")
    assert texts[3] == (
        "1 other silence is over an issue that at least half of the others name, in a text so "
        "short that it may be chance."
    )


def test_four_groups_are_too_few_for_blind_spots(folder):
    for doc_id in "abcd":
        put(folder, doc_id, LINES.format(doc_id), issues=[named("trade", 9)] * (doc_id != "d"))
    found = cr.coverage(cr.load_shelf(folder))
    assert cr.blind_spots(found).empty
    texts = [one.text for one in cr.coverage_findings(found, cr.blind_spots(found))]
    assert "Blind spots aren't looked for: there are 4 articles, not five." in texts


# Codebooks that differ

CITY = [{"codebook": "City", "version": "2", "issue": i, "phrases": i} for i in ("trade", "homes")]
CITY = [row | {"label": row["issue"].title()} for row in CITY]


@pytest.fixture
def mixed(folder):
    """Six articles with the default codebook, four of which name war; one with its own."""
    for i, doc_id in enumerate("abcdef"):
        rows = [named("war", 8) | {"n_mentions": 9}] if doc_id in "abcd" else []
        rows += [named("trade", 4) | {"n_mentions": 3}]
        put(folder, doc_id, LINES.format(doc_id * 3 + str(i)), issues=rows)
    rows = [named("homes", 6) | {"n_mentions": 7}, named("trade", 4) | {"n_mentions": 1}]
    put(folder, "town", LINES.format("town"), issues=rows, codebook=CITY)
    record(folder, **{d: {"published": "2024"} for d in "abc"},
           **{d: {"published": "2025"} for d in ("d", "e", "f", "town")})  # fmt: skip
    return cr.load_shelf(folder)


def test_an_issue_that_a_codebook_lacks_is_no_silence_of_its_article(mixed):
    found = cr.coverage(mixed)
    groups = found.groupby("issue")["group"].agg("".join).to_dict()
    assert groups == {"trade": "abcdeftown", "war": "abcdef", "homes": "town"}
    blind = cr.blind_spots(found)
    assert blind[["group", "issue", "of_groups"]].values.tolist() == [
        ["e", "war", 5], ["f", "war", 5],
    ]  # fmt: skip
    assert blind["others_pct"].iloc[0] == pytest.approx(32 / 200 * 100)
    texts = [one.text for one in cr.coverage_findings(found, blind)]
    assert texts[0] == "Issues that the greatest number name, 7 of 7: “Trade”."
    assert not any("alone" in text for text in texts)


def test_shares_and_rates_are_those_of_articles_that_know_the_issue(mixed):
    trends = cr.trends(mixed)
    columns = ["issue", "period", "n_articles", "of_articles"]
    assert trends[columns].values.tolist() == [
        ["trade", "2024", 3, 3], ["trade", "2025", 4, 4],
        ["war", "2024", 3, 3], ["war", "2025", 1, 3], ["homes", "2025", 1, 1],
    ]  # fmt: skip
    assert cr.trend_findings(trends)[0].text.startswith(
        "From 2024 (n = 3) to 2025 (n = 3) “War” changed most: 100 to 33 %"
    )
    apart = cr.distinctive(mixed, of="issues").set_index(["group", "type"])
    assert "homes" not in apart.index.get_level_values("type")
    war = apart.loc[("a", "war")]
    assert war["others_per_1k"] == pytest.approx(27 / (3 * 12 + 2 * 3) * 1000)


def test_the_report_says_that_codebooks_differ(mixed, folder):
    texts = [one.text for one in cr.shelf_findings(mixed)]
    assert texts[1] == (
        "The articles were read with different codebooks: Default 1 (6 articles) and City 2 "
        "(1 article). What a codebook doesn't have, no article of it leaves out. By other phrases "
        "in each is found “Trade”: compare with care."
    )


def said(found):
    return [one.text for one in found]


@pytest.fixture
def apart(folder):
    """Two articles whose codebooks share nothing."""
    rows = [named(issue, 3) | {"n_mentions": 5} for issue in ("war", "tea")]
    put(folder, "a", A, issues=rows, codebook=[row for row in BOOK if row["issue"] != "trade"])
    put(folder, "b", B, issues=[named("homes", 3) | {"n_mentions": 5}], codebook=CITY[1:])
    return cr.load_shelf(folder)


def test_articles_whose_codebooks_share_nothing_are_two_all_the_same(apart):
    found = cr.distinctive(apart, of="issues")
    assert found.empty
    assert said(cr.distinctive_findings(found)) == [
        "There is nothing to compare: that takes two articles or groups, and something that occurs "
        "often enough in one of them; an issue must also be in the codebooks of two."
    ]
    coverage = cr.coverage(apart)
    assert coverage["n_groups"].tolist() == [1, 1, 1]
    assert said(cr.coverage_findings(coverage, cr.blind_spots(coverage))) == [
        "No issue that is named is in the codebooks of two, so that nothing is compared."
    ]
    nothing = coverage.iloc[:0]
    assert said(cr.coverage_findings(nothing, cr.blind_spots(nothing))) == [
        "No issue that is named is in the codebooks of two, so that nothing is compared."
    ]


def test_only_what_two_codebooks_have_leads_the_coverage(folder):
    rows = [named("war", 9), named("trade", 1)]
    put(folder, "a", LINES.format("a"), issues=rows)
    put(folder, "b", LINES.format("other b"), issues=[named("homes", 9)], codebook=CITY)
    coverage = cr.coverage(cr.load_shelf(folder))
    assert said(cr.coverage_findings(coverage, cr.blind_spots(coverage))) == [
        "Issues that the greatest number name, 1 of 2: “Trade”.",
        "Blind spots aren't looked for: there are 2 articles, not five.",
    ]


def test_five_groups_with_no_issue_in_common_have_no_blind_spots(folder):
    for doc_id in "abcde":
        book = BOOK if doc_id in "abc" else CITY[1:]
        rows = [named("war" if doc_id in "abc" else "homes", 9)]
        put(folder, doc_id, LINES.format(doc_id * 4), issues=rows, codebook=book)
    coverage = cr.coverage(cr.load_shelf(folder))
    assert said(cr.coverage_findings(coverage, cr.blind_spots(coverage))) == [
        "Issues that the greatest number name, 3 of 3: “War”.",
        "Blind spots aren't looked for: no issue is in the codebooks of five.",
    ]


def test_one_codebook_that_was_edited_is_one_in_several_states(folder):
    later = [row | {"phrases": "x" * (row["issue"] == "tea")} for row in BOOK]
    put(folder, "a", A, codebook=BOOK)
    put(folder, "b", B, codebook=later)
    assert said(cr.shelf_findings(cr.load_shelf(folder)))[1:2] == [
        "The articles were read with one codebook in several states: Default 1 (2 articles). What "
        "a state doesn't have, no article of it leaves out. By other phrases in each is found "
        "“Tea”: compare with care."
    ]
    put(folder, "b", B, codebook=BOOK[::-1])
    found = said(cr.shelf_findings(cr.load_shelf(folder)))
    assert not any("codebook" in text for text in found)


def dots(ax):
    """Return which places of a grid have a dot."""
    rows = [one.get_text() for one in ax.get_yticklabels()]
    columns = [one.get_text() for one in ax.get_xticklabels()]
    found = [one.get_position() for one in ax.texts if one.get_text() == "·"]
    return {(rows[round(y)], columns[round(x)]) for x, y in found}


def test_no_dot_stands_where_the_codebook_lacks_the_issue(folder):
    put(folder, "a", A, positions=[stand("trade", n_vc=3), stand("war", n_vk=1)])
    put(folder, "b", B, positions=[stand("trade", n_mc=2)], codebook=CITY)
    put(folder, "c", A[::-1], positions=[stand("tea", n_mc=2)])
    shelf = cr.load_shelf(folder)
    positions = cr.actor_positions(shelf, "China")
    ax = cr.plot_actor_positions(positions, known=shelf.known())
    assert dots(ax) == {("Trade", "c"), ("War", "c"), ("Tea", "a")}
    assert ax.get_xlabel().endswith("a position is no opinion · empty: not in its codebook")
    ax = cr.plot_actor_positions(positions)
    assert dots(ax) > {("War", "b"), ("Tea", "b")}
    assert "empty" not in ax.get_xlabel()
    (folder / "b" / "tables" / "codebook.csv").unlink()
    ax = cr.plot_actor_positions(positions, known=cr.load_shelf(folder).known())
    assert ax.get_xlabel().endswith("empty: not in its codebook, or that isn't known")


def test_an_issue_has_one_row_whatever_codebooks_call_it(folder):
    put(folder, "a", A, positions=[stand("trade", n_vc=5)])
    put(folder, "b", B, positions=[stand("trade", n_vk=5) | {"label": "Commerce"}])
    found = cr.actor_positions(cr.load_shelf(folder), "China")
    assert found["label"].tolist() == ["Trade", "Trade"]


def test_a_period_says_where_issues_rest_on_fewer_articles(mixed):
    trends = cr.trends(mixed)
    ax = cr.plot_trends(trends)
    assert [one.get_text() for one in ax.get_xticklabels()] == ["2024\nn ≤ 3", "2025\nn ≤ 4"]
    ax = cr.plot_trends(trends, top=1)
    assert [one.get_text() for one in ax.get_xticklabels()] == ["2024\nn = 3", "2025\nn = 4"]


def test_an_article_whose_codebook_is_not_known_leaves_nothing_out(folder):
    for doc_id in "abcdef":
        put(folder, doc_id, LINES.format(doc_id), issues=[named("war", 9)])
    put(folder, "old", LINES.format("old"), without=["codebook"])
    shelf = cr.load_shelf(folder)
    assert "old" not in set(cr.coverage(shelf)["group"])
    assert "old lacks codebook: it isn't in what is made from there." in {
        one.text for one in cr.shelf_findings(shelf)
    }
