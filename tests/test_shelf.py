"""Articles compared: what a shelf reads, which are copies, and what sets each apart."""

import math
import random
import re

import pandas as pd
import pytest
from shelf_fixtures import A, B, folder, named, put, record, words  # noqa: F401

import closereading as cr
from closereading.errors import OutputError, ParameterError
from closereading.keyness import log_likelihood, log_ratio
from closereading.shelf.apart import weighted_log_odds
from closereading.shelf.load import READ

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
