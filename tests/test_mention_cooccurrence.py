import closereading as cr


def pairs(text):
    table = cr.actor_cooccurrence(cr.Article.from_text(text, doc_id="x", published="2025-04"))
    columns = ["actor", "other", "n_sentences", "n_actor_sentences", "n_other_sentences"]
    return table, list(table[[*columns, "sent_ids"]].itertuples(index=False, name=None))


def test_pairs_are_counted_by_sentences():
    table, rows = pairs(
        "Kenya thanked Japan. Kenya and Japan met in Nairobi. Japan left. Kenya met NATO."
    )
    assert rows == [
        ("KEN", "JPN", 2, 3, 3, "s001;s002"),
        ("KEN", "nato", 1, 3, 1, "s004"),
    ]
    assert table["jaccard"].tolist() == [2 / 4, 1 / 3]
    assert table["other_name"].tolist() == ["Japan", "NATO"]


def test_nobody_with_anybody():
    assert pairs("Kenya won. Japan lost.")[1] == []
    assert pairs("It rained.")[1] == []


def test_two_thousand_names_stay_a_small_table():
    names = [f"{a}{b}{c}ev" for a in "BDKLMNPRST" for b in "aeiou" for c in "bdklmnprst"]
    text = " ".join(f"Minister {name.title()} Smith met Kenya." for name in names * 4)
    assert len(pairs(text)[0]) <= 780
