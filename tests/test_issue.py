"""Issues in a text: what counts as a hit, and what hits add up to."""

import math
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closereading.article import Article
from closereading.issue import (
    candidates,
    issue_actors,
    issue_cooccurrence,
    issue_mentions,
    issues,
    load_codebook,
    silent_issues,
)
from closereading.issue.load import parse_codebook
from closereading.parse import parse
from closereading.schema import TABLES

TWO = parse_codebook(
    """
version: "1"
issues:
  - id: trade
    patterns: [trade, free trade deal, trade deal, WTO]
    exclude: [trade off, trade war, world trade center]
  - id: tariffs
    label: Tariffs
    patterns: [tariff, trade war, free trade deal]
""",
    where="two.yaml",
)

TOWN = parse_codebook(
    "version: '1'\nissues:\n"
    + "".join(
        f"  - {{id: {name}, patterns: [{name}]}}\n"
        for name in ("harbour", "tram", "school", "park", "fire")
    ),
    where="town.yaml",
)


def found(text, codebook=None):
    hits = issue_mentions(Article.from_text(text, doc_id="a"), codebook=codebook)
    return list(zip(hits["issue"], hits["text"], strict=True))


def shown(text):
    return {issue for issue, _ in found(text)}


def test_the_longest_phrase_of_an_issue_wins_and_another_issue_may_share_it():
    hits = issue_mentions(Article.from_text("A free-trade deal.", doc_id="a"), codebook=TWO)
    assert list(hits["text"]) == ["free-trade deal", "free-trade deal"]
    assert list(hits["issue"]) == ["trade", "tariffs"]
    assert list(hits["issue_mention_id"]) == ["a:i2-17", "a:i2-17.2"]
    assert list(hits["term"]) == ["free trade deal", "free trade deal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade grew.", [("trade", "Trade")]),
        ("TRADE DEALS AND TARIFFS", [("trade", "TRADE DEALS"), ("tariffs", "TARIFFS")]),
        ("A trade-off.", []),
        ("Trade Off Looms", []),
        ("The trade war went on.", [("tariffs", "trade war")]),
        ("He worked at the World Trade Center.", []),
        ("the “trade” deal", [("trade", "trade” deal")]),
        ("Japan’s trade’s end", [("trade", "trade")]),
        ("JAPAN’S TRADE’S END", [("trade", "TRADE")]),
        ("The W.T.O. met.", [("trade", "W.T.O.")]),
        ("They trade, deal and talk.", [("trade", "trade")]),
        ("trade – deal", [("trade", "trade")]),
        ("The U.S.–China trade talks", [("trade", "trade")]),
        ("The WTO met. the wto", [("trade", "WTO")]),
        ("Trademark tradesman", []),
        ("They talk of trade\n\ndeal", [("trade", "trade")]),
    ],
)
def test_what_a_phrase_matches(text, expected):
    assert found(text, TWO) == expected


def test_a_phrase_across_a_wrapped_line_is_found():
    line = "the ministers met again in the capital to speak about the free trade\n"
    text = (
        line + "deal that both had wanted for a long time and that neither had signed\n" + 5 * line
    )
    assert ("trade", "free trade\ndeal") in found(text, TWO)


@pytest.mark.parametrize(
    ("text", "issue", "is_shown"),
    [
        ("Every trade-off between speed and cost has a price.", "trade", False),
        ("Teachers' trade unions met.", "trade", False),
        ("The free-trade zone opens in May.", "trade", True),
        ("The central bank must fight inflation.", "war", False),
        ("It is a class war.", "war", False),
        ("The trade war with China goes on.", "war", False),
        ("THE WAR IN SUDAN GOES ON", "war", True),
        ("The race is a sanctioned event.", "sanctions", False),
        ("Brussels sanctioned twelve banks.", "sanctions", True),
        ("EU AGREES NEW SANCTIONS", "sanctions", True),
        ("A climate of fear spread in the office.", "climate", False),
        ("The climate summit failed.", "climate", True),
        ("She danced with great energy.", "energy", False),
        ("Energy prices doubled.", "energy", True),
        ("Tariffs on steel will rise.", "sanctions", False),
        ("Tariffs on steel will rise.", "tariffs", True),
        ("The sanctions bite.", "tariffs", False),
        ("Iran enriches uranium for nuclear weapons.", "nuclear_energy", False),
        ("The nuclear power plant was shut down.", "nuclear_weapons", False),
        ("The nuclear power plant was shut down.", "nuclear_energy", True),
        ("Seaborne trade recovered.", "maritime_disputes", False),
        ("A maritime dispute broke out.", "maritime_disputes", True),
        ("A maritime dispute broke out.", "transport", False),
        ("The population is aging.", "demography", True),
        ("Birth rates fell again.", "demography", True),
        ("Who wins is open.", "health", False),
        ("Women’s rights were curbed.", "human_rights", True),
        ("Turn right now.", "human_rights", False),
        ("The two-state solution is dead.", "peace", True),
        ("The warehouse on Warsaw Street burned.", "war", False),
        ("The band's deal with the label ended.", "trade", False),
    ],
)
def test_the_default_codebook_tells_apart(text, issue, is_shown):
    assert (issue in shown(text)) is is_shown


def test_an_article_without_an_issue_has_empty_tables():
    article = Article.from_text("The cat sat on the mat.", doc_id="a")
    for table, name in (
        (issue_mentions(article), "issue_mentions"),
        (issues(article), "issues"),
        (issue_cooccurrence(article), "issue_cooccurrence"),
        (issue_actors(article), "issue_actors"),
        (candidates(article), "candidates"),
    ):
        assert table.empty
        assert list(table.columns) == [column.name for column in TABLES[name]]


def test_salience_counts_sentences_once_and_leaves_out_what_is_not_found():
    text = "Trade and trade. A tariff. The trade war. Nothing here."
    table = issues(Article.from_text(text, doc_id="a"), codebook=TWO)
    assert list(table["issue"]) == ["tariffs", "trade"]
    assert list(table["label"]) == ["Tariffs", "trade"]
    assert list(table["n_mentions"]) == [2, 2]
    assert list(table["n_sentences"]) == [2, 1]
    assert list(table["sentences_pct"]) == [50.0, 25.0]
    assert list(table["first_sent_id"]) == ["s002", "s001"]
    assert list(table["sent_ids"]) == ["s002;s003", "s001"]
    assert round(table["pct_low"][0], 1) == 15.0
    assert round(table["pct_high"][0], 1) == 85.0


def test_issues_that_share_a_sentence():
    text = "Trade and a tariff. Only trade. A tariff on trade."
    table = issue_cooccurrence(Article.from_text(text, doc_id="a"), codebook=TWO)
    assert table.to_dict("records") == [
        {
            "doc_id": "a",
            "issue": "trade",
            "other_issue": "tariffs",
            "n_sentences": 2,
            "n_issue_sentences": 3,
            "n_other_sentences": 2,
            "jaccard": 2 / 3,
            "sent_ids": "s001;s003",
        }
    ]


def test_pairs_are_ordered_by_sentences_then_jaccard_and_others_have_no_row():
    text = (
        "The tram passes the school. The school and the park. A tram to the school. "
        "The park burnt in a fire. A school."
    )
    article = Article.from_text(text, doc_id="a")
    table = issue_cooccurrence(article, codebook=TOWN)
    columns = ["issue", "other_issue", "n_sentences", "jaccard", "sent_ids"]
    assert table[columns].values.tolist() == [
        ["tram", "school", 2, 0.5, "s001;s003"],
        ["park", "fire", 1, 0.5, "s004"],
        ["school", "park", 1, 0.2, "s002"],
    ]
    assert issues(article, codebook=TOWN)[["issue", "n_sentences", "rank"]].values.tolist() == [
        ["school", 4, 1],
        ["tram", 2, 2],
        ["park", 2, 2],
        ["fire", 1, 4],
    ]


def test_an_issue_of_the_codebook_that_is_not_found_is_silent():
    found = issues(Article.from_text("Trade grew.", doc_id="a"), codebook=TWO)
    assert silent_issues(found, codebook=TWO).to_dict("records") == [
        {"issue": "tariffs", "label": "Tariffs", "definition": ""}
    ]


def test_a_table_is_kept_for_each_codebook_and_handed_out_as_a_copy():
    article = Article.from_text("Trade in arms.", doc_id="a")
    assert list(issue_mentions(article, codebook=TWO)["issue"]) == ["trade"]
    mine = issue_mentions(article, codebook=TWO)
    mine.loc[0, "issue"] = "spoilt"
    assert list(issue_mentions(article, codebook=TWO)["issue"]) == ["trade"]
    assert "arms" not in set(issue_mentions(article, codebook=TWO)["issue"])
    pd.testing.assert_frame_equal(
        issue_mentions(article), issue_mentions(article, codebook=load_codebook())
    )


WORDS = st.sampled_from(
    ["trade", "Trade", "TRADE", "free", "deal", "deals", "war", "off", "-", "–", "’s", "“", ". ",
     "\n", "\n\n", "tariffs", "WTO", "U.S.", "\u202e", "\x07", "\u00a0", "", "٣", "a,"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from([" ", ""]))
def test_the_span_holds_and_keys_are_unique(words, joint):
    article = Article.from_text("Said " + joint.join(words), doc_id="a")
    hits = issue_mentions(article, codebook=TWO)
    assert hits["issue_mention_id"].is_unique
    assert hits[["start", "end"]].apply(tuple, axis=1).is_monotonic_increasing or hits.empty
    for hit in hits.itertuples():
        assert article.text[hit.start : hit.end] == hit.text
        assert hit.text.strip() == hit.text != ""


def test_the_hits_of_one_endless_sentence_take_less_time_than_its_parse():
    article = Article.from_text("free trade deal war tariff " * 1000, doc_id="a")
    start = time.perf_counter()
    parse(article)
    parse_seconds = time.perf_counter() - start
    start = time.perf_counter()
    assert len(issue_mentions(article, codebook=TWO)) == 3000
    assert time.perf_counter() - start < parse_seconds


def test_who_in_capitals_is_no_health_organisation_in_a_shouted_headline():
    assert "health" in shown("The WHO declared an end.")
    assert "health" not in shown("WHO WILL WIN?")


def test_actors_beside_issues():
    text = "Japan wants trade with China. China likes a tariff. Japan is calm."
    table = issue_actors(Article.from_text(text, doc_id="a"), codebook=TWO)
    assert table.to_dict("records") == [
        {
            "doc_id": "a",
            "actor_id": actor,
            "name": name,
            "issue": issue,
            "label": issue.capitalize() if issue == "tariffs" else issue,
            "n_sentences": 1,
            "n_actor_sentences": 2,
            "sent_ids": sent_ids,
        }
        for actor, name, issue, sent_ids in (
            ("CHN", "China", "tariffs", "s002"),
            ("CHN", "China", "trade", "s001"),
            ("JPN", "Japan", "trade", "s001"),
        )
    ]


def test_actors_are_ordered_by_sentences_and_so_are_the_issues_of_each():
    text = "France paid for the park. France built a school. France sold the school. Chad has a school."
    table = issue_actors(Article.from_text(text, doc_id="a"), codebook=TOWN)
    assert table[["actor_id", "issue", "n_sentences", "n_actor_sentences"]].values.tolist() == [
        ["FRA", "school", 2, 3],
        ["FRA", "park", 1, 3],
        ["TCD", "school", 1, 1],
    ]


def test_candidates_are_noun_phrases_that_nothing_else_covers():
    text = (
        "Smith praised the old tram yard in May. The council sold the tram yard and the trade deal. "
        "Rising food prices hurt Japan. Food prices fell in two years, the council said. "
        "A council in Japan met for years. The trade deal failed."
    )
    table = candidates(Article.from_text(text, doc_id="a"), codebook=TWO)
    assert dict(zip(table["phrase"], table["n_mentions"], strict=True)) == {
        "tram yard": 2,
        "food price": 2,
        "council": 3,
    }
    row = table.set_index("phrase").loc["tram yard"]
    assert row["sent_ids"] == "s001;s002"
    assert row["c_value"] == pytest.approx(2 * math.log2(3))


def test_a_phrase_that_stands_only_in_a_longer_one_is_no_candidate_of_its_own():
    text = "The bike lane opened. A bike lane closed. The bike lane is red."
    table = candidates(Article.from_text(text, doc_id="a"), codebook=TWO)
    assert list(table["phrase"]) == ["bike lane"]


def test_a_weak_phrase_counts_where_the_issue_is_found_elsewhere():
    book = parse_codebook(
        """
version: "1"
issues:
  - id: war
    patterns: [war, conflict zone]
    weak: [the conflict, battle]
    exclude: [the battle against]
  - id: cold
    patterns: [frost]
    weak: [battle]
""",
        where="weak.yaml",
    )
    assert found("The conflict was fought by amendment.", book) == []
    text = "The conflict goes on. It is a war. The battle against frost. Near the conflict zone."
    assert found(text, book) == [
        ("war", "The conflict"),
        ("war", "war"),
        ("cold", "battle"),
        ("cold", "frost"),
        ("war", "conflict zone"),
    ]


def test_the_default_knows_the_conflict_only_beside_a_war():
    assert "war" not in shown("Some of the conflict was fought by amendment.")
    text = "The war began in May. The conflict has cost lives."
    assert found(text) == [("war", "war"), ("war", "The conflict")]
