"""What is said about positions, pairs, silence, sensitivity and time, from tables."""

import pandas as pd

from closereading.schema import frame
from closereading.wording.issue import difference_findings, sensitivity_findings, time_findings
from closereading.wording.position import (
    congruence_findings,
    dyad_findings,
    position_findings,
    silence_findings,
)


def texts(findings):
    return [finding.text for finding in findings]


def position(name, label, n_for, n_against, stands, *, low=float("nan"), high=float("nan")):
    n = n_for + n_against
    return {
        "actor_id": name, "name": name, "issue": label, "label": label, "n_statements": n,
        "n_vc": n_for, "n_mc": 0, "n_vk": 0, "n_mk": n_against, "n_neutral": 0,
        "balance": (n_for - n_against) / n, "balance_low": low, "balance_high": high,
        "position": stands, "is_ranked": stands != "too few", "n_author": n, "n_quoted": 0,
        "n_paraphrased": 0, "sent_ids": "s001;s002",
    }  # fmt: skip


def test_who_stands_where():
    found = position_findings(
        pd.DataFrame(
            [
                position("Chad", "Trade", 6, 0, "cooperation", low=1.0, high=1.0),
                position("United States", "Trade", 1, 5, "mixed", low=-1.0, high=0.2),
                position("Mali", "Health", 0, 1, "too few"),
            ]
        )
    )
    assert texts(found) == [
        "3 actors act or speak toward others over 2 issues of the codebook.",
        "Chad cooperates with others over “Trade”: 6 statements, 6 of cooperation and none of "
        "conflict.",
        "The United States both cooperates and clashes with others over “Trade”: 6 statements, "
        "1 of cooperation and 5 of conflict, balance −0.67 (95 % interval −1.00 to +0.20).",
        "1 of 3 pairs of an actor and an issue rest on fewer than five statements: shown, but too "
        "few to rank.",
        "The cells hold 13 statements: 13 in the author's own voice. "
        "One over several issues is in each of them.",
    ]
    assert found[1].sent_ids == ("s001", "s002")


def test_a_single_cell_and_none():
    found = position_findings(pd.DataFrame([position("Mali", "Health", 0, 1, "too few")]))
    assert texts(found)[:2] == [
        "1 actor acts or speaks toward others over 1 issue of the codebook.",
        "The only pair of an actor and an issue rests on fewer than five statements: shown, but "
        "too few to rank.",
    ]
    two = pd.DataFrame([position(name, "Health", 0, 1, "too few") for name in ("Mali", "Chad")])
    assert texts(position_findings(two))[1] == (
        "Both pairs of an actor and an issue rest on fewer than five statements: shown, but too "
        "few to rank."
    )
    assert texts(position_findings(frame("positions", []))) == [
        "No statement of an actor toward others is about an issue of the codebook."
    ]


def test_no_finding_calls_a_position_an_opinion():
    found = position_findings(
        pd.DataFrame([position("Chad", "Sanctions", 0, 5, "conflict", low=-1.0, high=-1.0)])
    )
    said = " ".join(texts(found))
    assert "clashes with others over “Sanctions”" in said
    assert not any(word in said for word in ("opposes", "against", "in favour", "supports"))


NONE = "matters outside the codebook"
DYADS = pd.DataFrame(
    [
        ("MLI", "TCD", "trade", "Trade", 2, 0, 0),
        ("MLI", "TCD", "health", "Health", 0, 1, 0),
        ("NER", "TCD", "", NONE, 1, 0, 0),
    ],
    columns=["actor", "other", "issue", "label", "n_cooperation", "n_conflict", "n_neutral"],
)
TIES = pd.DataFrame(
    [
        ("MLI", "TCD", "Mali", "Chad", 3, "mixed", "s001;s004"),
        ("NER", "TCD", "Niger", "Chad", 1, "cooperation", "s002"),
    ],
    columns=["actor", "other", "name", "other_name", "n_statements", "sign", "sent_ids"],
)


def test_over_what_a_pair_cooperates_and_clashes():
    found = dyad_findings(DYADS, TIES)
    assert texts(found) == [
        "2 pairs of actors deal with each other: 1 with cooperation but no clash and 1 with both "
        "cooperation and clashes.",
        "Mali and Chad cooperate over “Trade” (2) and clash over “Health” (1), 3 statements in all.",
        "Niger and Chad cooperate over matters outside the codebook (1), 1 statement in all.",
    ]
    assert found[0].sent_ids == ("s001", "s002", "s004")
    assert texts(dyad_findings(DYADS, TIES.assign(sign="conflict")))[0] == (
        "2 pairs of actors deal with each other: both with clashes but no cooperation."
    )
    assert texts(dyad_findings(DYADS[:2], TIES[:1]))[0] == (
        "One pair of actors deals with each other."
    )
    assert texts(dyad_findings(frame("dyads", []), frame("ties", []))) == [
        "No statement of one actor toward another was recognised."
    ]


def test_what_is_over_no_issue_is_said_and_signs_agree_with_the_ties():
    """Of three statements one clashes over an issue, two cooperate over none: mixed, by hand."""
    cells = [("MLI", "TCD", "trade", "Trade", 0, 1, 0), ("MLI", "TCD", "", NONE, 2, 0, 0)]
    dyads = pd.DataFrame(cells, columns=DYADS.columns)
    assert texts(dyad_findings(dyads, TIES[:1]))[1] == (
        "Mali and Chad cooperate over matters outside the codebook (2) and clash over “Trade” (1), "
        "3 statements in all."
    )
    cells = [
        ("MLI", "TCD", "trade", "Trade", 3, 0, 0),
        ("MLI", "TCD", "fish", "Fish", 1, 0, 1),
        ("MLI", "TCD", "", NONE, 1, 0, 1),
    ]
    dyads = pd.DataFrame(cells, columns=DYADS.columns)
    assert texts(dyad_findings(dyads, TIES[:1].assign(sign="cooperation")))[1] == (
        "Mali and Chad cooperate over “Trade” (3), “Fish” (1) and matters outside the codebook "
        "(1), 3 statements in all, some of them neutral."
    )
    alone = pd.DataFrame([("MLI", "TCD", "fish", "Fish", 0, 0, 1)], columns=DYADS.columns)
    assert texts(dyad_findings(alone, TIES[:1].assign(sign="neutral", n_statements=1)))[1] == (
        "Mali and Chad neither cooperate nor clash over “Fish” (1), 1 statement in all."
    )


def test_who_acts_alike_and_who_oppositely():
    table = pd.DataFrame(
        [("Mali", "Chad", 2, 1, "Trade: Niger;Health: Niger", "War: Kenya", "s001;s002", "s003")],
        columns=["name", "other_name", "n_congruent", "n_opposed", "congruent_over",
                 "opposed_over", "congruent_sent_ids", "opposed_sent_ids"],
    )  # fmt: skip
    found = congruence_findings(table)
    assert [f.sent_ids for f in found] == [("s001", "s002"), ("s003",)]
    assert texts(congruence_findings(table)) == [
        "Mali and Chad act alike over “Trade: Niger” and “Health: Niger”.",
        "Mali and Chad act oppositely over “War: Kenya”.",
    ]
    assert texts(congruence_findings(table[:0])) == [
        "No two actors act toward the same others over the same issue."
    ]


def test_the_silent():
    table = pd.DataFrame(
        [("Mali", 2, "s001"), ("United States", 0, "s002"), ("Chad", 0, "s003")],
        columns=["name", "n_targeted", "sent_ids"],
    )
    assert texts(silence_findings(table)) == [
        "Mali is acted upon, but never heard or seen acting.",
        "The United States and Chad are named, but never heard, seen acting or acted upon.",
    ]
    assert texts(silence_findings(table[:0])) == [
        "Every actor that is named speaks or acts somewhere, or nobody is named."
    ]


def sensitivity(*rows):
    columns = ["issue", "term", "n_sentences", "n_without", "rank", "rank_without", "sent_ids"]
    table = pd.DataFrame(rows, columns=columns).astype({"rank_without": "Int64"})
    return table.assign(label=table["issue"].str.title())


def test_an_order_that_survives():
    found = sensitivity_findings(
        sensitivity(
            ("trade", "deal", 9, 7, 1, 1, "s001;s002"), ("war", "war", 5, 2, 2, 4, "s003;s004")
        )
    )
    assert texts(found) == [
        "“Trade” comes first whichever of the 2 terms of the codebook found in the article is left "
        "out.",
        "Without “war”, “War” has 2 instead of 5 sentences: from place 2, it would be 4.",
    ]


def test_an_order_that_hangs_on_a_term():
    found = sensitivity_findings(
        sensitivity(
            ("trade", "(a|b|c) " * 9, 9, 2, 1, 2, "s001"), ("war", "war", 5, 0, 2, pd.NA, "s003")
        )
    )
    assert texts(found) == [
        "The first place hangs on a single term: without “(a|b|c) (a|b|c) (a|b|c) (a|b|c) (a|b|c) (a|b|c)…”, “Trade” would lose it.",
        "Without “war”, “War” has 0 instead of 5 sentences: from place 2, it would not be found at "
        "all.",
    ]
    few = sensitivity(("trade", "deal", 2, 0, 1, pd.NA, "s001;s002"))
    assert texts(sensitivity_findings(few)) == [
        "No issue is named in 5 sentences or more: there is no order to put to the test."
    ]
    assert texts(sensitivity_findings(frame("issue_sensitivity", []))) == [
        "No term of the codebook was found, so none can be left out."
    ]


def test_which_issue_when():
    table = pd.DataFrame(
        [
            ("s002", "Fish", "2019", "2019-01-01", "2019-12-31"),
            ("s001", "Trade", "2021-05-03", "2021-05-03", "2021-05-03"),
            ("s004", "Fish", "2021-05", "2021-05-01", "2021-05-31"),
        ],
        columns=["sent_id", "label", "edtf", "earliest", "latest"],
    )
    found = time_findings(table)
    assert texts(found) == [
        "“Fish”: 2 dated events, the first 2019, the last May 2021.",
        "“Trade”: 1 dated event, 3 May 2021.",
    ]
    assert found[0].sent_ids == ("s002", "s004")
    assert texts(time_findings(frame("issue_times", []))) == [
        "No event over an issue of the codebook has a date on the calendar."
    ]


def test_what_another_codebook_changes():
    table = pd.DataFrame(
        [("Trade", 4, 1, -3, "s001;s002;s003", "")],
        columns=["label", "n_sentences", "n_other", "difference", "lost_sent_ids", "new_sent_ids"],
    )
    found = difference_findings(table)
    assert texts(found) == [
        "The codebooks differ over 1 issue in this article.",
        "“Trade”: 1 instead of 4 sentences (−3).",
    ]
    assert found[1].sent_ids == ("s001", "s002", "s003")
    lacking = pd.DataFrame(
        [("War", 9, pd.NA, -9, "s004", ""), ("Fish", pd.NA, 1, 1, "", "s005")],
        columns=table.columns,
    )
    assert texts(difference_findings(lacking))[1:] == [
        "“War” isn't in the other codebook; with this one it has 9 sentences.",
        "“Fish” isn't in this codebook; with the other it has 1 sentence.",
    ]
    assert texts(difference_findings(table.assign(n_other=0, difference=-4)))[1:] == [
        "“Trade”: 0 instead of 4 sentences (−4)."
    ]
    assert texts(difference_findings(table[:0])) == [
        "Both codebooks find the same issues in the same sentences."
    ]
