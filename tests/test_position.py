"""Positions, pairs, silence and time, counted from statements that are written down here."""

import math
import time

import pandas as pd
import pytest

import closereading as cr
from closereading.article import Article
from closereading.errors import ParameterError
from closereading.issue.load import parse_codebook
from closereading.parse import parse
from closereading.position.stance import percentiles
from closereading.schema import TABLES, frame

BOOK = parse_codebook(
    """
version: "1"
issues:
  - id: tariffs
    label: Tariffs
    patterns: [tariff]
  - id: fish
    label: Fish
    patterns: [fish, quota]
""",
    where="two.yaml",
)
TEXT = (
    "Japan signed a fish deal with Chile. Chile raised tariffs on Japan. "
    "Japan condemned the tariffs of Chile. Kenya did not sign a fish deal with Japan. "
    "Japan may cut tariffs on Chile. Peru praised Japan and Chile for the fish quota. "
    "Ghana watched. Chilean Foreign Minister Ana Rojas dined."
)
ARTICLE = Article.from_text(TEXT, doc_id="a")


def statement(verb, source, target="", *, nth=0, quad="VC", issues="fish", **given):
    """Return one row of `statements` for the nth time that a verb stands in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(verb, start + 1)
    row = dict.fromkeys((c.name for c in TABLES["statements"]), "") | {
        "statement_id": f"a:s{start}-{start + len(verb)}",
        "doc_id": "a",
        "sent_id": parse(ARTICLE).sentence_at(start).sent_id,
        "start": start,
        "end": start + len(verb),
        "text": verb,
        "source": source,
        "target": target,
        **{f"{side}_{end}": pd.NA for side in ("source", "target") for end in ("start", "end")},
        "quad": quad,
        "is_reciprocal": False,
        "is_negated": False,
        "modality": "did",
        "voice": "author",
        "issues": issues,
    }
    return row | given


SIGNED = [statement("signed", party, quad="MC", is_reciprocal=True) for party in ("JPN", "CHL")]
RAISED = [statement("raised", "CHL", "JPN", quad="MK", issues="tariffs")]
CONDEMNED = [statement("condemned", "JPN", "CHL", quad="VK", issues="tariffs")]
DENIED = [statement("did not sign", "KEN", "JPN", quad="MC", is_negated=True)]
MAYBE = [statement("cut", "JPN", "CHL", quad="MC", issues="tariffs", modality="could")]
PRAISED = [statement("praised", "PER", target, voice="quoted") for target in ("JPN", "CHL")]


def table(*groups):
    return frame("statements", [row for group in groups for row in group])


def stand(*groups, **options):
    return cr.positions(ARTICLE, statements=table(*groups), codebook=BOOK, **options)


def cell(found, actor, issue):
    (row,) = found[(found["actor_id"] == actor) & (found["issue"] == issue)].to_dict("records")
    return row


def test_a_statement_counts_once_however_many_it_is_aimed_at():
    found = stand(PRAISED)
    assert found["n_statements"].tolist() == [1]
    peru = cell(found, "PER", "fish")
    assert (peru["n_vc"], peru["n_quoted"], peru["n_author"]) == (1, 1, 0)
    assert (peru["leaning"], peru["position"], peru["is_ranked"]) == (
        "cooperation",
        "too few",
        False,
    )
    assert peru["sent_ids"] == "s006"


def test_all_parties_of_a_mutual_act_have_a_position():
    found = stand(SIGNED)
    assert set(zip(found["actor_id"], found["n_mc"], strict=True)) == {("JPN", 1), ("CHL", 1)}


def test_odds_and_strained_ties_are_both_sides_but_dyads_count_them_once():
    text = "Kenya is at odds with Chad and Togo over fish. Chad accused Togo of selling fish."
    article = cr.Article.from_text(text, doc_id="a")
    found = cr.positions(article, codebook=BOOK)
    assert set(zip(found["name"], found["n_vk"], strict=True)) == {
        ("Kenya", 1),
        ("Chad", 2),
        ("Togo", 1),
    }
    pairs = cr.dyads(article, codebook=BOOK)
    assert set(zip(pairs["name"], pairs["other_name"], pairs["n_conflict"], strict=True)) == {
        ("Kenya", "Chad", 1),
        ("Kenya", "Togo", 1),
        ("Chad", "Togo", 1),
    }


def test_who_is_acted_upon_has_no_position_and_an_empty_cell_no_row():
    found = stand(RAISED)
    assert found[["actor_id", "issue", "n_mk"]].values.tolist() == [["CHL", "tariffs", 1]]
    assert cell(found, "CHL", "tariffs")["balance"] == -1


@pytest.mark.parametrize("rows", [DENIED, MAYBE])
def test_what_is_negated_or_only_could_be_is_neutral(rows):
    (row,) = stand(rows).to_dict("records")
    assert (row["n_mc"], row["n_neutral"], row["leaning"]) == (0, 1, "neutral")
    assert math.isnan(row["balance"])
    assert math.isnan(row["balance_low"])


def times(n, rows):
    """Return the rows n times, as statements of their own in the same sentence."""
    return [row | {"statement_id": f"{row['statement_id']}.{i}"} for i in range(n) for row in rows]


def test_from_five_statements_on_a_cell_is_ranked():
    assert not cell(stand(times(4, CONDEMNED)), "JPN", "tariffs")["is_ranked"]
    five = cell(stand(times(5, CONDEMNED)), "JPN", "tariffs")
    assert (five["is_ranked"], five["position"], five["n_vk"]) == (True, "conflict", 5)


def test_mixed_is_where_both_signs_occur_and_the_interval_holds_zero():
    kind = [statement("cut", "JPN", "CHL", quad="MC", issues="tariffs")]
    mixed = cell(stand(times(3, CONDEMNED), times(2, kind)), "JPN", "tariffs")
    assert mixed["balance"] == pytest.approx(-0.2)
    assert (mixed["balance_low"], mixed["balance_high"]) == (-1, 1)
    assert mixed["position"] == "mixed"


def test_the_interval_is_that_of_a_plain_bootstrap():
    import numpy as np

    rng = np.random.default_rng(5)
    counts = rng.integers(0, 3, (2, 30, 1)).astype(float)
    ((low, high),) = percentiles(counts, 40)
    drawn = []
    for _ in range(4000):
        picked = rng.integers(0, 40, 40)
        here = counts[:, picked[picked < 30], 0].sum(axis=1)
        drawn.append((here[0] - here[1]) / here.sum())
    assert (low, high) == pytest.approx(tuple(np.percentile(drawn, (2.5, 97.5))), abs=0.03)
    assert percentiles(counts, 40) == [(low, high)]


def test_persons_count_for_their_country_unless_asked_otherwise():
    rows = [statement("dined", "ana-rojas", "JPN")]
    assert stand(rows, by="country")["actor_id"].tolist() == ["CHL"]
    assert stand(rows, by="country")["name"].tolist() == ["Chile"]
    assert stand(rows, by="actor")["actor_id"].tolist() == ["ana-rojas"]
    assert stand(rows)["actor_id"].tolist() == ["CHL"]
    with pytest.raises(ParameterError, match="can't be counted by 'party'"):
        stand(rows, by="party")


def test_domestic_news_is_told_by_actor():
    rows = [statement("dined", "ana-rojas", "CHL", quad="VK")]
    assert stand(rows, by="country").empty
    assert stand(rows)["actor_id"].tolist() == ["ana-rojas"]


def test_a_quotation_over_an_issue_is_a_neutral_statement():
    text = "“The fish are gone,” said Ana Rojas of Chile. Kenya condemned her."
    (row,) = cr.positions(Article.from_text(text, doc_id="q"), codebook=BOOK).to_dict("records")
    assert (row["n_neutral"], row["n_quoted"], row["leaning"]) == (1, 1, "neutral")
    assert row["quotation"] == "The fish are gone,"
    assert row["statement_ids"] == row["quotation_id"] == "q:q1-19"


def test_an_organisation_that_is_only_quoted_speaks_for_itself():
    text = "Radio Free Europe said that the fish were gone. America praised Radio Free Europe."
    found = cr.positions(Article.from_text(text, doc_id="q"), codebook=BOOK)
    assert found["name"].tolist() == ["Radio Free Europe"]


def test_the_longest_direct_quotation_is_the_strongest():
    text = (
        "“Fish,” said Ana Rojas of Chile. Rojas said that the fish had left all of the cold sea. "
        "“We want more fish,” Rojas said."
    )
    found = cr.positions(Article.from_text(text, doc_id="q"), codebook=BOOK, by="actor")
    assert found["quotation"].tolist() == ["We want more fish,"]


def test_no_statement_no_row():
    for text in ("The cat sat on the mat.", "Fish swim.", "Chile met Japan."):
        article = Article.from_text(text, doc_id="a")
        assert cr.positions(article, codebook=BOOK).empty
        assert list(cr.positions(article, codebook=BOOK)) == [c.name for c in TABLES["positions"]]


def test_dyads_say_over_which_issue_a_pair_cooperates_and_clashes():
    told = table(SIGNED, RAISED, CONDEMNED, PRAISED, DENIED)
    found = cr.dyads(ARTICLE, statements=told, codebook=BOOK)
    assert found[
        ["name", "other_name", "label", "n_cooperation", "n_conflict"]
    ].values.tolist() == [
        ["Chile", "Japan", "Tariffs", 0, 2],
        ["Chile", "Japan", "Fish", 1, 0],
        ["Chile", "Peru", "Fish", 1, 0],
        ["Japan", "Kenya", "Fish", 0, 0],
        ["Japan", "Peru", "Fish", 1, 0],
    ]
    assert found["sent_ids"].tolist() == ["s002;s003", "s001", "s006", "s004", "s006"]
    ties = cr.ties(found)
    assert ties[["name", "other_name", "n_statements", "sign"]].values.tolist() == [
        ["Chile", "Japan", 3, "mixed"],
        ["Chile", "Peru", 1, "cooperation"],
        ["Japan", "Kenya", 1, "neutral"],
        ["Japan", "Peru", 1, "cooperation"],
    ]
    assert ties[["cooperate_over", "clash_over"]].values.tolist()[0] == ["Fish", "Tariffs"]


def test_an_act_over_no_issue_still_ties_a_pair_and_one_over_two_counts_once():
    bare = [statement("raised", "CHL", "JPN", quad="MK", issues="")]
    (row,) = cr.dyads(ARTICLE, statements=table(bare), codebook=BOOK).to_dict("records")
    assert (row["issue"], row["label"]) == ("", "matters outside the codebook")
    both = [statement("raised", "CHL", "JPN", quad="MK", issues="fish;tariffs")]
    dyads = cr.dyads(ARTICLE, statements=table(both), codebook=BOOK)
    assert len(dyads) == 2
    assert cr.ties(dyads)["n_statements"].tolist() == [1]


def test_of_equally_frequent_pairs_those_that_clash_or_have_an_issue_come_first():
    columns = [
        "doc_id",
        "actor",
        "other",
        "name",
        "other_name",
        "issue",
        "label",
        "n_statements",
        "n_cooperation",
        "n_conflict",
        "n_neutral",
        "sign",
        "statement_ids",
        "sent_ids",
    ]
    cells = [
        ("a", "A", "B", "Angola", "Benin", "", "none", 1, 1, 0, 0, "cooperation", "s1", "s001"),
        ("a", "A", "C", "Angola", "Chad", "fish", "Fish", 1, 1, 0, 0, "cooperation", "s2", "s001"),
        ("a", "A", "F", "Angola", "Fiji", "", "none", 1, 0, 1, 0, "conflict", "s3", "s001"),
        ("a", "A", "M", "Angola", "Mali", "fish", "Fish", 1, 0, 1, 0, "conflict", "s4", "s001"),
        ("a", "A", "P", "Angola", "Peru", "", "none", 2, 2, 0, 0, "cooperation", "s5;s6", "s001"),
    ]  # fmt: skip
    ties = cr.ties(pd.DataFrame(cells, columns=columns))
    assert ties["other_name"].tolist() == ["Peru", "Mali", "Chad", "Fiji", "Benin"]


def test_congruence_is_the_worked_example():
    """Peru and Kenya both praise Japan over fish; Chile clashes with it over fish: by hand."""
    told = table(
        PRAISED[:1],
        times(2, [statement("did not sign", "KEN", "JPN")]),
        [statement("raised", "CHL", "JPN", quad="VK")],
    )
    found = cr.congruence(ARTICLE, statements=told, codebook=BOOK)
    columns = ["name", "other_name", "n_congruent", "n_opposed", "weight", "congruent_over"]
    assert found[columns].values.tolist() == [
        ["Chile", "Kenya", 0, 1, -1, ""],
        ["Chile", "Peru", 0, 1, -1, ""],
        ["Kenya", "Peru", 1, 0, 1, "Fish: Japan"],
    ]


def test_sentences_that_show_two_alike_and_oppositely_are_kept_apart():
    told = table(
        PRAISED[:1],
        [statement("did not sign", "KEN", "JPN")],
        [statement("raised", "KEN", "JPN", quad="VK", issues="tariffs")],
        [statement("dined", "PER", "JPN", issues="tariffs")],
    )
    (row,) = cr.congruence(ARTICLE, statements=told, codebook=BOOK).to_dict("records")
    places = {s["predicate"] or s["text"]: s["sent_id"] for s in told.to_dict("records")}
    alike = {places["praised"], places["did not sign"]}
    oppositely = {places["raised"], places["dined"]}
    assert set(row["congruent_sent_ids"].split(";")) == alike
    assert set(row["opposed_sent_ids"].split(";")) == oppositely
    assert set(row["sent_ids"].split(";")) == alike | oppositely


def test_two_that_never_act_alike_are_no_pair():
    told = table(RAISED, PRAISED[:1])
    assert cr.congruence(ARTICLE, statements=told, codebook=BOOK).empty


def test_silent_are_those_named_who_neither_speak_nor_act():
    found = cr.silent_actors(ARTICLE, statements=table(PRAISED))
    assert found[["name", "n_targeted"]].values.tolist() == [
        ["Japan", 1], ["Chile", 1], ["Kenya", 0], ["Ghana", 0], ["Ana Rojas", 0],
    ]  # fmt: skip
    heard = table([statement("dined", "ana-rojas", "JPN")])
    names = set(cr.silent_actors(ARTICLE, statements=heard)["name"])
    assert not names & {"Ana Rojas", "Chile"}
    assert "Japan" in names


def test_a_counterpart_who_is_named_is_heard():
    text = "Chile complained. Her Peruvian counterpart, Ana Rojas, said that talks would start."
    silent = cr.silent_actors(Article.from_text(text, doc_id="t"))
    assert not {"Ana Rojas", "Peru"} & set(silent["name"])


def test_issues_in_time_are_those_of_dated_events():
    text = "In May 2021 Chile raised its tariffs. In 2019 boats from Kenya caught more fish. Fish swim."
    found = cr.issue_times(Article.from_text(text, doc_id="t"), codebook=BOOK)
    assert found[["label", "edtf", "sent_id"]].values.tolist() == [
        ["Fish", "2019", "s002"],
        ["Tariffs", "2021-05", "s001"],
    ]


def test_a_long_article_is_compared_in_less_time_than_its_parse():
    text = " ".join(
        f"Japan condemned the tariffs of Chile in {1900 + n}. Peru signed a fish deal with Kenya."
        for n in range(150)
    )
    article = Article.from_text(text, doc_id="long")
    started = time.perf_counter()
    parse(article)
    parsed = time.perf_counter() - started
    told = cr.statement_issues(article, cr.statements(article), codebook=BOOK)
    started = time.perf_counter()
    found = cr.positions(article, statements=told, codebook=BOOK)
    cr.congruence(article, statements=told, codebook=BOOK)
    cr.ties(cr.dyads(article, statements=told, codebook=BOOK))
    assert time.perf_counter() - started < parsed
    assert cell(found, "JPN", "tariffs")["n_vk"] == 150
