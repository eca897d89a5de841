"""Seven articles that differ in kind, against facts that a reader wrote down before any run.

`articles/facts.yaml` says what its keys mean. Facts that the extractors miss stand in `MISSED`,
each with the reason; a fact that stands there and is found makes the test fail as well.
"""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import closereading as cr

FOLDER = Path(__file__).parent / "articles"
FACTS = yaml.safe_load((FOLDER / "facts.yaml").read_text("utf-8"))

# What facts.yaml says in plain words → the default codebook's ids, any of which will do.
ISSUES = {
    "alliances": {"alliances"},
    "arms": {"arms", "military"},
    "climate": {"climate"},
    "coups and domestic politics": {"government"},
    "cyber": {"cyber"},
    "demography": {"demography"},
    "elections": {"elections"},
    "energy": {"energy"},
    "fisheries": {"agriculture", "environment", "maritime_disputes"},
    "health": {"health"},
    "humanitarian aid": {"humanitarian"},
    "migration": {"migration"},
    "nuclear weapons": {"nuclear_weapons"},
    "refugees and migration": {"migration"},
    "sanctions": {"sanctions"},
    "space": {"space"},
    "tariffs": {"tariffs"},
    "territorial disputes": {"territory"},
    "terrorism": {"terrorism"},
    "trade": {"trade"},
    "war": {"war"},
    "war and armed conflict": {"war"},
}

MISSED = {
    ("biography", "dates", "1914–1918"): "two years, each a date of its own, as in TimeML",
    ("biography", "dates", "three years later"): "after a flashback, counted from the story's year",
    ("other-region", "dates", "a [Sunday], they"): "a weekday in apposition stays unresolved",
}


@cache
def load(name):
    return cr.load_article(FOLDER / f"{name}.txt")


def places(text, key):
    """Return the spans of an expression, or of what it has in [brackets]."""
    inside = key.find("["), key.find("]") - 1
    whole = key.replace("[", "").replace("]", "")
    first, last = inside if "[" in key else (0, len(whole))
    matches = re.finditer(rf"(?<!\w){re.escape(whole)}(?!\w)", text)
    return [(match.start() + first, match.start() + last) for match in matches]


def overlapping(table, start, end):
    return table[(table["start"] < end) & (table["end"] > start)]


def any_of(value):
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def date_found(name, key, value):
    article = load(name)
    table = cr.timexes(article)
    for start, end in places(article.text, key):
        rows = overlapping(table, start, end)
        if value == "unresolved":
            if rows["is_resolved"].any():
                return False
        elif not set(rows["edtf"].str.rstrip("~")) & {v.rstrip("~") for v in any_of(value)}:
            return False
    return True


def not_date(name, key, _):
    article = load(name)
    return all(overlapping(cr.timexes(article), *span).empty for span in places(article.text, key))


def actor_found(name, key, value):
    article = load(name)
    for span in places(article.text, key):
        rows = overlapping(cr.mentions(article), *span)
        if value in ("person", "organisation", "bloc"):
            if not set(rows["kind"]) & ({"organisation", "bloc"} if value != "person" else {value}):
                return False
        elif value not in set(rows["country"]):
            return False
    return True


def not_actor(name, key, _):
    article = load(name)
    rows = [overlapping(cr.mentions(article), *span) for span in places(article.text, key)]
    return all((row["country"] == "").all() for row in rows)


def word_count(name, key, value):
    words = cr.tokens(load(name))
    forms = words["text"].str.casefold()
    return int((forms == key.casefold()).sum()) == value


def issue_present(name, key, _):
    found = set(cr.issues(load(name))["issue"])
    return key not in ISSUES or bool(ISSUES[key] & found)


def issue_absent(name, key, _):
    return not ISSUES.get(key, set()) & set(cr.issues(load(name))["issue"])


def keyed(field):
    return lambda facts: (facts.get(field) or {}).items()


def listed(*fields):
    def items(facts):
        for field in fields:
            facts = facts.get(field) or {}
        return [(str(key), None) for key in facts]

    return items


CHECKS = {
    "dates": (keyed("dates"), date_found),
    "not_dates": (listed("not_dates"), not_date),
    "actors": (keyed("actors"), actor_found),
    "not_actors": (listed("not_actors"), not_actor),
    "words": (keyed("words"), word_count),
    "present": (listed("issues", "present"), issue_present),
    "absent": (listed("issues", "absent"), issue_absent),
}


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", FACTS)
def test_what_a_reader_knew_is_found(name, check):
    items, found = CHECKS[check]
    missed = {key for key, value in items(FACTS[name]) if not found(name, key, value)}
    assert missed == {key for article, kind, key in MISSED if (article, kind) == (name, check)}


@pytest.mark.parametrize("name", FACTS)
def test_sentences_and_paragraphs_are_those_of_a_reader(name):
    table = cr.sentences(load(name))
    low, high, *_ = [*any_of(FACTS[name]["n_paragraphs"]) * 2]
    assert int(low) <= table["paragraph"].max() <= int(high)
    assert len(table) == pytest.approx(FACTS[name]["n_sentences"], rel=0.05)


def test_every_fact_stands_in_its_text():
    for name, facts in FACTS.items():
        for field in ("dates", "not_dates", "actors", "not_actors"):
            assert all(places(load(name).text, key) for key in facts.get(field) or {}), (
                name,
                field,
            )


def test_no_date_where_there_is_none():
    for name, facts in FACTS.items():
        if facts.get("n_dates") == 0:
            assert cr.timexes(load(name)).empty
