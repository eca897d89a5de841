import pandas as pd
import pytest

from closereading.prose import counted, listed, times
from closereading.wording.actor import actor_findings, cooccurrence_findings
from closereading.wording.finding import where_findings
from closereading.wording.issue import attention_findings, issue_findings

ACTOR_COLUMNS = [
    "actor_id",
    "name",
    "kind",
    "country",
    "n_mentions",
    "n_sentences",
    "names",
    "first_sent_id",
    "sent_ids",
]


def actors(*rows):
    return pd.DataFrame(rows, columns=ACTOR_COLUMNS)


def texts(findings):
    return [finding.text for finding in findings]


CHAD = ("TCD", "Chad", "state", "TCD", 3, 2, "Chad; N'Djamena", "s001", "s001;s002")
MALI = ("MLI", "Mali", "state", "MLI", 3, 3, "Mali", "s002", "s002;s005;s006")
DEBY = ("mahamat-deby", "Mahamat Déby", "person", "TCD", 1, 1, "Mahamat Déby", "s003", "s003")
SMITH = ("jo-smith", "Jo Smith", "person", "", 1, 1, "Jo Smith", "s004", "s004")


def test_the_leading_actor_with_its_other_names():
    found = actor_findings(actors(CHAD, DEBY), n_sentences=9)
    assert texts(found) == [
        "Chad is the actor mentioned most: 3 times, in 2 of 9 sentences; it appears also as “N'Djamena”.",
        "Mentioned are 1 state and 1 person, by name or in other words.",
    ]
    assert found[0].sent_ids == ("s001", "s002")
    assert found[1].sent_ids == ("s001", "s002", "s003")


@pytest.mark.parametrize(
    ("n", "of", "said"),
    [
        (1, 1, "once, in its only sentence."),
        (2, 2, "twice, in both sentences."),
        (3, 3, "3 times, in all 3 sentences."),
        (1, 2, "once, in 1 of 2 sentences."),
        (1200, 3400, "1,200 times, in 1,200 of 3,400 sentences."),
    ],
)
def test_the_share_of_sentences_is_put_as_one_says_it(n, of, said):
    one = ("MLI", "Mali", "state", "MLI", n, n, "Mali", "s001", "s001")
    found = actor_findings(actors(one), n_sentences=of)
    assert found[0].text == f"Mali is the actor mentioned most: {said}"


def test_a_tie_has_no_winner():
    found = actor_findings(actors(CHAD, MALI, SMITH), n_sentences=9)
    assert texts(found) == [
        "Chad and Mali are mentioned most, 3 times each.",
        "Mentioned are 2 states and 1 person, by name or in other words.",
        "No state was found to which Jo Smith would belong.",
    ]


def test_no_actors():
    assert texts(actor_findings(actors(), n_sentences=9)) == [
        "No state, person or organisation was recognised in this article."
    ]


PAIR = ["name", "other_name", "n_sentences", "sent_ids"]


def test_the_pair_mentioned_together_most():
    pairs = pd.DataFrame(
        [("United States", "Chad", 2, "s001;s004"), ("Chad", "Mali", 1, "s002")], columns=PAIR
    )
    (found,) = cooccurrence_findings(pairs)
    assert found.text == "Mentioned together most, in 2 sentences: the United States and Chad."
    assert found.sent_ids == ("s001", "s004")


def test_many_pairs_tie():
    pairs = pd.DataFrame([(one, "Mali", 2, "s001;s002") for one in "ABCDE"], columns=PAIR)
    assert texts(cooccurrence_findings(pairs)) == [
        "Mentioned together most, in 2 sentences: A and Mali; B and Mali; C and Mali; and 2 other pairs."
    ]


def test_pairs_of_one_sentence_have_no_order():
    pairs = pd.DataFrame([("Chad", "Mali", 1, "s002")], columns=PAIR)
    assert texts(cooccurrence_findings(pairs)) == ["No two actors share more than one sentence."]
    assert texts(cooccurrence_findings(pairs[:0])) == [
        "No two actors are mentioned in one sentence."
    ]


ISSUE_COLUMNS = [
    "issue",
    "label",
    "n_mentions",
    "n_sentences",
    "sentences_pct",
    "pct_low",
    "pct_high",
    "first_sent_id",
    "sent_ids",
]


def issues(*rows):
    return pd.DataFrame(rows, columns=ISSUE_COLUMNS).assign(rank_low=1, rank_high=2)


def test_the_leading_issue_with_interval_and_n():
    found = issue_findings(
        issues(
            ("trade", "Trade", 9, 8, 20.0, 10.5, 34.8, "s003", "s003;s004"),
            ("health", "Health", 1, 1, 2.5, 0.4, 12.9, "s007", "s007"),
        ),
        n_sentences=40,
    )
    assert texts(found) == [
        "The article names 2 issues of the codebook.",
        "“Trade” takes most room: 8 of 40 sentences (20 %, 95 % interval 10 to 35 %).",
        "With sentences drawn anew (bootstrap), “Trade” would have a place from 1 to 2 in 95 % of "
        "draws.",
        "Named in a single sentence only: “Health”.",
    ]
    assert found[3].sent_ids == ("s007",)


def test_few_sentences_are_not_ranked():
    found = issue_findings(
        issues(("trade", "Trade", 2, 2, 50.0, 15.0, 85.0, "s003", "s003;s004")), n_sentences=4
    )
    assert texts(found)[1] == "No issue is named in more than 2 sentences: too few to rank them."


def test_no_issue():
    assert texts(issue_findings(issues(), n_sentences=4)) == [
        "None of the codebook's issues is named in this article. Another codebook may fit it: see "
        "the parameter `codebook`."
    ]


ATTENTION_COLUMNS = [
    "actor_id",
    "name",
    "issue",
    "label",
    "n_sentences",
    "n_actor_sentences",
    "sent_ids",
]


def test_attention_names_the_leaders_and_their_sentences():
    table = pd.DataFrame(
        [
            ("TCD", "Chad", "trade", "Trade", 2, 5, "s001;s004"),
            ("MLI", "Mali", "trade", "Trade", 2, 2, "s001;s006"),
            ("NER", "Niger", "trade", "Trade", 1, 2, "s002"),
            ("NER", "Niger", "health", "Health", 1, 2, "s003"),
        ],
        columns=ATTENTION_COLUMNS,
    )
    (finding,) = attention_findings(table)
    assert finding.text == (
        "Where “Trade” is at stake, Chad and Mali are named most: in 2 sentences each."
    )
    assert finding.sent_ids == ("s001", "s004", "s006")
    assert texts(attention_findings(table[:0])) == [
        "No sentence names an actor and an issue together."
    ]
    assert texts(attention_findings(table[3:])) == [
        "No actor is named with one issue in more than one sentence."
    ]


def test_words_for_numbers():
    assert [times(n) for n in (1, 2, 3)] == ["once", "twice", "3 times"]
    assert [counted(1, "state"), counted(2_000, "country", "countries")] == [
        "1 state",
        "2,000 countries",
    ]
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"]), listed(list("abcdefgh"))] == [
        "none", "a", "a, b and c", "a, b, c, d, e, f and 2 more"
    ]  # fmt: skip


def test_where_things_stand():
    spans = pd.DataFrame(
        [("s002", "Chad"), ("s009", "Chad"), ("s004", "Mali")], columns=["sent_id", "name"]
    )
    chad, mali = where_findings(spans, by="name")
    assert chad == ("Chad: twice between s002 and s009.", ("s002", "s009"), "")
    assert mali == ("Mali: once in s004.", ("s004",), "")
    assert texts(where_findings(spans[:0], by="name")) == [
        "There is nothing to place in the article."
    ]
