"""Articles compared: what a shelf reads, counts and finds, on tables written by hand."""

import json
import math
import random
import re

import pandas as pd
import pytest

import closereading as cr
from closereading.errors import OutputError, ParameterError
from closereading.keyness import log_likelihood, log_ratio
from closereading.schema import frame
from closereading.shelf.apart import weighted_log_odds
from closereading.shelf.load import READ
from closereading.shelf.place import place_url

BLANK = {"str": "", "int64": 0, "Int64": 0, "float64": math.nan, "bool": False}


def table(name, rows):
    """Return a table of which only some columns are given."""
    empty = frame(name, [])
    blank = {c: BLANK[str(empty[c].dtype)] for c in empty}
    return frame(name, [blank | row for row in rows])


def words(doc_id, text):
    """Return the tables of a text that need no parse: one sentence a line, each word a lemma."""
    sentences, found = [], {}
    for i, line in enumerate(text.split("\n"), 1):
        row = {"doc_id": doc_id, "sent_id": f"s{i:03d}", "text": line, "n_words": len(line.split())}
        sentences.append(row)
        for word in re.findall(r"\w+", line):
            found.setdefault(word.lower(), []).append(row["sent_id"])
    return {
        "sentences": table("sentences", sentences),
        "frequencies": table(
            "frequencies",
            [
                {"doc_id": doc_id, "type": word, "n_occurrences": len(ids), "is_content": True,
                 "sent_ids": ";".join(dict.fromkeys(ids))}
                for word, ids in found.items()
            ],
        ),
    }  # fmt: skip


BOOK = [{"codebook": "Default", "version": "1", "issue": i} for i in ("trade", "tea", "war")]
BOOK = [row | {"label": row["issue"].title()} for row in BOOK]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, doc_id, text="Rain fell.", without=(), **tables):
    """Write an article's tables: its words, empty ones, and those given as lists of rows."""
    made = {name: frame(name, []) for name in READ} | words(doc_id, text)
    tables = {"codebook": BOOK} | tables
    made |= {
        name: table(name, [{"doc_id": doc_id} | row for row in rows])
        for name, rows in tables.items()
    }
    kept = {name: made[name] for name in made if name not in without}
    cr.write_tables(kept, folder / doc_id)


def record(folder, **articles):
    """Write the front matter of articles as `run.json` has it."""
    entries = [
        {"doc_id": doc_id, "front_matter": {k: v for k, v in fields.items() if k[0] == "x"}}
        | {k: v for k, v in fields.items() if k[0] != "x"}
        for doc_id, fields in articles.items()
    ]
    (folder / "run.json").write_text(json.dumps({"articles": entries}), "utf-8")


# What is read


def test_front_matter_comes_from_the_record_of_the_run(folder):
    put(folder, "a")
    put(folder, "b", "Wind blew.")
    record(
        folder,
        a={"title": "Rain", "published": "2024-05", "publisher": "Herald", "x_desk": "world"},
        b={"title": "Wind", "published": "", "publisher": ""},
    )
    shelf = cr.load_shelf(folder, group_by="x_desk")
    columns = ["doc_id", "title", "published", "publisher", "group", "n_words", "lacks"]
    assert shelf.articles[columns].values.tolist() == [
        ["a", "Rain", "2024-05", "Herald", "world", 2, ""],
        ["b", "Wind", "", "", "no x_desk", 2, ""],
    ]
    assert cr.load_shelf(folder, group_by="publisher").articles["group"].tolist() == [
        "Herald", "no publisher",
    ]  # fmt: skip


def test_without_a_record_front_matter_comes_from_the_seeds(folder, write):
    (folder / "notebooks").mkdir()
    write("---\ntitle: Rain\nx_desk: world\n---\nRain fell.", "seeds/a.txt")
    put(folder / "reports", "a")
    shelf = cr.load_shelf(group_by="x_desk")
    assert shelf.articles[["title", "group"]].values.tolist() == [["Rain", "world"]]


def test_a_key_that_no_article_has_is_refused_with_those_there_are(folder):
    put(folder, "a")
    record(folder, a={"publisher": "Herald", "x_desk": "world"})
    with pytest.raises(ParameterError, match=r"'x_dekc'.*publisher, x_desk"):
        cr.load_shelf(folder, group_by="x_dekc")


def test_a_folder_that_isnt_there_is_refused(folder):
    with pytest.raises(OutputError, match="Run `closereading run` first"):
        cr.load_shelf(folder / "nowhere")


def test_an_empty_folder_is_an_empty_shelf(folder):
    shelf = cr.load_shelf(folder)
    assert shelf.articles.empty
    assert_all_are_empty(shelf)


def assert_all_are_empty(shelf):
    made = [cr.distinctive(shelf, of=of) for of in ("words", "issues", "actors")]
    made += [cr.told_twice(shelf), cr.actor_positions(shelf), cr.blind_spots(cr.coverage(shelf))]
    assert all(found.empty for found in made)


def test_cells_read_back_as_they_were(folder):
    text = 'He said "no",\nNA nan NULL; "yes"'
    put(folder, "a", text)
    read = cr.load_shelf(folder).rows("sentences")
    assert read["text"].tolist() == text.split("\n")
    put(folder, "b", "x", sentences=[{"sent_id": "s001", "text": "two\nlines, one\r\ncell"}])
    read = cr.load_shelf(folder)
    assert read.rows("sentences").query("doc_id == 'b'")["text"].tolist() == [
        "two\nlines, one\r\ncell"
    ]
    assert set(read.rows("frequencies")["type"]) >= {"na", "nan", "null"}


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"doc_id,sent_id\na,s001\n", b"\xff\xfe\x00", b'doc_id,sent_id,text,n_words\na,s001,"x,2\n',
        b"doc_id,sent_id,text,n_words\na,s001,x,many\n", b"doc_id;sent_id;text;n_words\na;s001;x;2\n",
    ],
)  # fmt: skip
def test_a_damaged_table_is_lacking_and_harms_no_other(folder, damage):
    for doc_id, text in (("a", "Rain fell."), ("b", "Wind blew."), ("c", "Snow lay.")):
        put(folder, doc_id, text)
    (folder / "a" / "tables" / "sentences.csv").write_bytes(damage)
    shelf = cr.load_shelf(folder)
    assert shelf.articles["lacks"].tolist() == ["sentences", "", ""]
    assert shelf.rows("sentences")["text"].tolist() == ["Wind blew.", "Snow lay."]


def test_columns_may_stand_in_another_order_and_more_may_be_there(folder):
    put(folder, "a")
    put(folder, "b", "Wind blew.")
    path = folder / "b" / "tables" / "sentences.csv"
    other = pd.read_csv(path).assign(coding="mine")
    other[list(other.columns[::-1])].to_csv(path, index=False)
    shelf = cr.load_shelf(folder)
    assert shelf.articles["lacks"].tolist() == ["", ""]
    assert shelf.rows("sentences")["text"].tolist() == ["Rain fell.", "Wind blew."]


def test_one_of_a_thousand_lacks_its_tables(folder):
    for i in range(1000):
        put(folder, f"a{i:03d}", f"word{i} fell on town{i} in the rain of year{i}.")
    for path in (folder / "a500" / "tables").iterdir():
        path.unlink()
    record(folder, **{f"a{i:03d}": {"publisher": f"p{i % 5}"} for i in range(1000)})
    shelf = cr.load_shelf(folder, group_by="publisher")
    lacking = shelf.articles[shelf.articles["lacks"] != ""]
    assert lacking[["doc_id", "lacks"]].values.tolist() == [["a500", ";".join(READ)]]
    found = cr.distinctive(shelf)
    assert found.groupby("group").size().index.tolist() == ["p0", "p1", "p2", "p3", "p4"]
    assert found.query("group == 'p0' and type == 'rain'")["n_occurrences"].tolist() == [199]
    text = cr.shelf_findings(shelf)[1].text
    assert text.startswith("a500 lacks sentences, frequencies")


# Copies

A = "The minister of trade met her colleague in the port and spoke about tea for two hours today"
B = "A storm broke the old bridge over the river while nobody but a fisherman was looking at it"


def test_a_copy_is_counted_once_as_the_one_published_first(folder):
    put(folder, "late", f"{A}\nThe price of flour rose.")
    put(folder, "first", f"{A}\nNobody objected.")
    put(folder, "other", B)
    record(folder, late={"published": "2024-05-02"}, first={"published": "2024-05-01"}, other={})
    shelf = cr.load_shelf(folder)
    assert shelf.articles.set_index("doc_id")["copy_of"].to_dict() == {
        "first": "", "late": "first", "other": "",
    }  # fmt: skip
    copy = shelf.copies.iloc[0]
    # 18 words give 14 shingles that both have; the second sentences add 2 words and 5 words
    assert (copy["n_shared"], copy["held"]) == (14, 14 / 16)
    assert copy["similarity"] == 14 / (16 + 19 - 14)
    assert copy["sent_ids"] == "late#s002"
    assert set(shelf.rows("sentences")["doc_id"]) == {"first", "other"}
    assert cr.load_shelf(folder, min_similarity=0.7).articles["copy_of"].tolist() == ["", "", ""]


def test_identical_articles_are_one(folder):
    for doc_id in ("c", "a", "b"):
        put(folder, doc_id, A)
    shelf = cr.load_shelf(folder)
    assert shelf.articles["copy_of"].tolist() == ["", "a", "a"]
    assert shelf.copies["similarity"].tolist() == [1, 1]
    assert_all_are_empty(shelf)
    assert "A comparison needs two" in cr.shelf_findings(shelf)[0].text


def test_a_brief_inside_a_longer_text_is_listed_and_both_are_counted(folder):
    put(folder, "brief", A)
    put(folder, "report", f"{A}\n{B}\n{B.replace('storm', 'wave').replace('old', 'new')} {B[::-1]}")
    shelf = cr.load_shelf(folder)
    assert shelf.articles["copy_of"].tolist() == ["", ""]
    assert shelf.copies[["doc_id", "copy_of", "is_copy", "held"]].values.tolist() == [
        ["brief", "report", False, 1.0]
    ]
    assert "100 % of the shorter one's" in cr.copy_findings(shelf.copies)[1].text


def test_texts_shorter_than_a_shingle_are_compared_as_a_whole(folder):
    for doc_id, text in (("a", "Rain fell."), ("b", "Rain fell!"), ("c", "Rain fell here.")):
        put(folder, doc_id, text)
    assert cr.load_shelf(folder).articles["copy_of"].tolist() == ["", "a", ""]


def shingles(text):
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[i : i + 5]) for i in range(max(len(found) - 4, 1))}


def test_similarity_is_that_of_the_sets_themselves(folder):
    chance = random.Random(3)  # noqa: S311
    texts = [" ".join(chance.choices("abcdefgh", k=60)) for _ in range(4)]
    for i in range(24):
        first, second = chance.sample(texts[:4], 2)
        cut = chance.randrange(20, 60)
        texts.append(f"{first[: 2 * cut]} {second[2 * cut :]} {i}")
    for i, text in enumerate(texts):
        put(folder, f"t{i:02d}", text)
    shelf = cr.load_shelf(folder)
    named = {f"t{i:02d}": shingles(text) for i, text in enumerate(texts)}
    assert len(shelf.copies) > 5
    for row in shelf.copies.to_dict("records"):
        a, b = named[row["doc_id"]], named[row["copy_of"]]
        assert row["similarity"] == pytest.approx(len(a & b) / len(a | b))
        assert row["held"] == pytest.approx(len(a & b) / min(len(a), len(b)))
        assert row["is_copy"] == (row["similarity"] >= 0.5)
    kept = shelf.articles[shelf.articles["copy_of"] == ""]["doc_id"].tolist()
    for i, a in enumerate(kept):
        for b in kept[:i]:
            assert len(named[a] & named[b]) / len(named[a] | named[b]) < 0.5


# What sets apart


def test_weighted_log_odds_by_hand():
    # alpha = 50 * 12 / 300 = 2: ln(12 / 138) - ln(4 / 246), over the root of 1/12 + 1/4
    import numpy as np

    log_odds, z = weighted_log_odds(
        np.array([10.0]), np.array([2.0]), np.array([100.0]), np.array([200.0]), prior=50
    )
    assert log_odds[0] == pytest.approx(math.log(12 / 138) - math.log(4 / 246))
    assert z[0] == pytest.approx(log_odds[0] / math.sqrt(1 / 3))


def fightin_words(counts, i, prior):
    """Monroe, Colaresi & Quinn 2008, equations 15, 16, 18, 20 and 22, one word at a time."""
    total = {
        w: sum(group.get(w, 0) for group in counts.values()) for g in counts for w in counts[g]
    }
    n_all = sum(total.values())
    alpha = {w: prior * n / n_all for w, n in total.items()}
    y_i = counts[i]
    y_j = {w: total[w] - y_i.get(w, 0) for w in total}
    n_i, n_j, alpha_0 = sum(y_i.values()), sum(y_j.values()), sum(alpha.values())
    found = {}
    for w in total:
        omega_i = (y_i.get(w, 0) + alpha[w]) / (n_i + alpha_0 - y_i.get(w, 0) - alpha[w])
        omega_j = (y_j[w] + alpha[w]) / (n_j + alpha_0 - y_j[w] - alpha[w])
        delta = math.log(omega_i) - math.log(omega_j)
        variance = 1 / (y_i.get(w, 0) + alpha[w]) + 1 / (y_j[w] + alpha[w])
        found[w] = delta, delta / math.sqrt(variance)
    return found


def test_words_against_an_implementation_word_by_word(folder):
    texts = {
        "a": "tea tea tea tea trade port", "b": "tea war war war war trade",
        "c": "port storm storm storm trade trade trade river",
    }  # fmt: skip
    for doc_id, text in texts.items():
        put(folder, doc_id, text)
    counts = {d: {w: t.split().count(w) for w in t.split()} for d, t in texts.items()}
    found = cr.distinctive(cr.load_shelf(folder), min_count=3)
    assert list(zip(found["group"], found["type"], strict=True)) == [
        ("a", "tea"), ("b", "war"), ("c", "storm"), ("c", "trade"),
    ]  # fmt: skip
    for row in found.to_dict("records"):
        oracle = fightin_words(counts, row["group"], prior=20 / 3)[row["type"]]
        assert (row["log_odds"], row["z"]) == pytest.approx(oracle)
        a, n = row["n_occurrences"], sum(counts[row["group"]].values())
        assert row["n_others"] == sum(c.get(row["type"], 0) for c in counts.values()) - a
        assert row["log_likelihood"] == pytest.approx(log_likelihood(a, row["n_others"], n, 20 - n))
        assert row["log_ratio"] == pytest.approx(log_ratio(a, row["n_others"], n, 20 - n))
        assert row["rate_per_1k"] == pytest.approx(a / n * 1000)


def test_a_word_that_the_others_lack_is_finite(folder):
    put(folder, "a", "tea tea tea tea")
    put(folder, "b", "war war war war")
    found = cr.distinctive(cr.load_shelf(folder))
    assert found["n_others"].tolist() == [0, 0]
    assert found[["log_odds", "z", "log_ratio", "log_likelihood"]].map(math.isfinite).all(axis=None)
    assert (found["z"] > 0).all()
    assert found["sent_ids"].tolist() == ["a#s001", "b#s001"]


def test_groups_are_counted_together_and_copies_not_at_all(folder):
    put(folder, "a", f"{A}\nmaize maize maize")
    put(folder, "b", f"{A}\nmaize maize maize maize")
    put(folder, "c", "maize stood tall\nbeans did as well")
    put(folder, "d", f"{B}\nbeans beans")
    record(folder, **{k: {"publisher": v} for k, v in zip("abcd", "XXXY", strict=True)})
    found = cr.distinctive(cr.load_shelf(folder, group_by="publisher"))
    maize = found.query("type == 'maize'").iloc[0]
    assert maize[["group", "n_occurrences", "n_articles", "of_articles"]].tolist() == ["X", 5, 2, 2]
    assert maize["sent_ids"] == "b#s002;c#s001"


def test_issues_and_actors_are_set_apart_among_their_own_kind(folder):
    issue = {
        "issue": "trade",
        "label": "Trade",
        "n_mentions": 4,
        "n_sentences": 2,
        "sent_ids": "s001",
    }
    kenya = {"actor_id": "KEN", "name": "Kenya", "kind": "state", "sent_id": "s001"}
    town = {"actor_id": "narok", "name": "Narok", "kind": "place", "sent_id": "s001"}
    put(folder, "a", A, issues=[issue], mentions=[kenya] * 3 + [town] * 9)
    put(folder, "b", B, issues=[issue | {"issue": "war", "n_mentions": 6}],
        mentions=[kenya | {"actor_id": "UGA", "name": "Uganda"}] * 5)  # fmt: skip
    shelf = cr.load_shelf(folder)
    columns = ["group", "type", "label", "n_occurrences", "n_others", "rate_per_1k"]
    assert cr.distinctive(shelf, of="issues")[columns].values.tolist() == [
        ["a", "trade", "Trade", 4, 0, 1000.0], ["b", "war", "Trade", 6, 0, 1000.0],
    ]  # fmt: skip
    assert cr.distinctive(shelf, of="actors")[columns].values.tolist() == [
        ["a", "KEN", "Kenya", 3, 0, 1000.0], ["b", "UGA", "Uganda", 5, 0, 1000.0],
    ]  # fmt: skip


# Coverage


def named(issue, n, label=None):
    return {"issue": issue, "label": label or issue.title(), "n_sentences": n, "sent_ids": "s001"}


LINES = "\n".join(f"line {i} of {{0}}" for i in range(40))


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


def stand(issue, **counts):
    return {"actor_id": "CHN", "name": "China", "issue": issue, "label": issue.title(),
            "n_statements": sum(counts.values()), "sent_ids": "s001;s002"} | counts  # fmt: skip


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
