"""Every rule of data/timex.toml fires on its examples, inside a sentence, and on no counter-example."""

import pytest

from closereading.article import Article
from closereading.timex import timexes
from closereading.timex.words import table

PUBLISHED = "2025-04-18"
RULES = table()["rule"]
EXAMPLES = [(rule["name"], *example) for rule in RULES for example in rule["examples"]]


def found(text, published=PUBLISHED, genre="news"):
    article = Article.from_text(text, doc_id="rule", published=published, genre=genre)
    rows = timexes(article).to_dict("records")
    assert all(article.text[row["start"] : row["end"]] == row["text"] for row in rows)
    return rows


@pytest.mark.parametrize(("name", "sentence", "text", "value"), EXAMPLES)
def test_rule_reads_its_example(name, sentence, text, value):
    rows = {(row["text"], row["value"], row["rule"]) for row in found(sentence)}
    assert (text, value, name) in rows


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_rule_leaves_its_counter_example(rule):
    assert rule["name"] not in {row["rule"] for row in found(rule["counter"])}


def test_each_rule_has_a_name_of_its_own_and_two_examples():
    names = [rule["name"] for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(len({example[0] for example in rule["examples"]}) == 2 for rule in RULES)
    assert all(text in sentence for _, sentence, text, _ in EXAMPLES)
