"""How much hangs on one term, on the draw of sentences, on the codebook."""

import pytest

import closereading as cr
from closereading.article import Article
from closereading.issue.hit import rank_intervals
from closereading.issue.load import parse_codebook

BOOK = """
version: "1"
issues:
  - id: trade
    label: Trade
    patterns: [trade, free trade deal, WTO]
    weak: [the deal]
  - id: war
    label: War
    patterns: [war]
"""
TWO = parse_codebook(BOOK, where="two.yaml")
TEXT = (
    "A free trade deal. The WTO met. The deal is done. It is war. A war on trade. Nothing. "
    "The war goes on."
)
ARTICLE = Article.from_text(TEXT, doc_id="a")


def test_one_term_less():
    found = cr.issue_sensitivity(ARTICLE, codebook=TWO)
    assert found["term"].tolist() == ["war", "WTO", "the deal", "trade", "free trade deal"]
    by_term = found.set_index("term").to_dict("index")
    assert by_term["war"]["n_without"] == 0
    assert found["rank_without"].isna().tolist() == [True, False, False, False, False]
    assert (by_term["trade"]["n_sentences"], by_term["trade"]["n_without"]) == (4, 3)
    assert (by_term["trade"]["rank"], by_term["trade"]["rank_without"]) == (1, 1)
    assert by_term["trade"]["sent_ids"] == "s005"
    # the shorter phrase that the longer one hid counts again
    assert by_term["free trade deal"]["n_without"] == 4
    assert by_term["free trade deal"]["sent_ids"] == ""


def test_where_only_weak_phrases_are_left_the_issue_is_gone():
    article = Article.from_text("The WTO met. The deal is done.", doc_id="a")
    found = cr.issue_sensitivity(article, codebook=TWO).set_index("term")
    assert found.loc["WTO", "n_without"] == 0
    assert found.loc["WTO", "sent_ids"] == "s001;s002"
    assert found.loc["the deal", "n_without"] == 1


def test_leaving_out_a_term_is_coding_without_it():
    """The oracle: the codebook without the term, from the start."""
    for term in cr.issue_sensitivity(ARTICLE, codebook=TWO).to_dict("records"):
        less = BOOK.replace(f"{term['term']}, ", "").replace(f", {term['term']}]", "]")
        less = less.replace("[the deal]", "[]") if term["term"] == "the deal" else less
        if term["term"] == "war":
            continue  # its issue would have no pattern
        counts = cr.issues(ARTICLE, codebook=parse_codebook(less, where="less.yaml"))
        expected = counts.set_index("issue")["n_sentences"].get(term["issue"], 0)
        assert term["n_without"] == expected, term["term"]


def test_another_codebook_is_a_difference_in_numbers():
    other = parse_codebook(
        BOOK.replace("WTO]", "fish]").replace("id: war", "id: fight"), where="other.yaml"
    )
    found = cr.codebook_difference(ARTICLE, TWO, other)
    columns = ["issue", "n_sentences", "n_other", "difference", "lost_sent_ids", "new_sent_ids"]
    assert found[columns].astype(object).fillna("–").values.tolist() == [
        ["war", 3, "–", -3, "s004;s005;s007", ""],
        ["fight", "–", 3, 3, "", "s004;s005;s007"],
        ["trade", 4, 3, -1, "s002", ""],
    ]
    assert found["rank"].isna().tolist() == [False, True, False]
    assert cr.codebook_difference(ARTICLE, TWO, TWO).empty


def test_ranks_share_the_better_place_and_have_an_interval():
    found = cr.issues(ARTICLE, codebook=TWO)
    assert found["rank"].tolist() == [1, 2]
    assert found[["rank_low", "rank_high"]].values.tolist() == [[1, 2], [1, 2]]
    tied = Article.from_text("War. Trade. Nothing.", doc_id="a")
    assert cr.issues(tied, codebook=TWO)["rank"].tolist() == [1, 1]


def test_a_lead_that_no_draw_overturns_has_no_doubt():
    shown = {"one": {f"s{i:03d}" for i in range(1, 41)}, "other": {"s001"}}
    assert rank_intervals(shown, 50) == {"one": (1, 1), "other": (2, 2)}
    assert rank_intervals({}, 50) == {}


@pytest.mark.parametrize("text", ["Nothing here.", "It is war."])
def test_none_and_a_single_issue(text):
    article = Article.from_text(text, doc_id="a")
    found = cr.issue_sensitivity(article, codebook=TWO)
    assert found["term"].tolist() == (["war"] if "war" in text else [])
    assert cr.codebook_difference(article, TWO, TWO).empty
