"""Each rule that dates a happening: its own example, and what it must leave alone."""

import pytest

from closereading.article import Article
from closereading.event.dating import dating
from closereading.event.rules import RULES, Step

NAMES = [rule.date.__name__ for rule in RULES]
DATES = {  # what the example's word is dated to, published on Monday, 10 May 2021
    "by_offset": "2021-05-06",
    "by_relative_clause": "2016",
    "by_subject": "2023-08",
    "by_lead": "2021-05-10",
    "by_document": "2021-05-10",
}
ONLY_VOUCHED = {"by_same_word", "by_occasion"}


def fired(text, word, *, vouched, published="2021-05-10"):
    """Return the first rule that dates the last occurrence of a word, and the date."""
    known = dating(Article.from_text(text, doc_id="rule", published=published))
    at = text.rindex(word)
    token = known.doc.char_span(at, at + len(word)).root
    for rule in RULES:
        when = rule.date(known, token, Step(1, vouched))
        if when.edtf:
            return rule.date.__name__, when.edtf
    return "", ""


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_its_example_is_dated_by_the_rule(rule):
    name = rule.date.__name__
    expected = (name, DATES.get(name, "2021-05-08"))
    vouched = name in ONLY_VOUCHED or name == "by_demonstrative"
    assert fired(rule.example, rule.word, vouched=vouched) == expected


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_without_its_date_the_example_is_undated(rule):
    """No rule invents a date: without time expression and publication date nothing is left."""
    bare = rule.example
    for phrase in (
        "On 8 May 2021 ",
        " on 8 May 2021",
        " of 8 May 2021",
        " since 2016",
        " on Monday",
    ):
        bare = bare.replace(phrase, "")
    bare = bare.replace("August 2023 ", "").replace(", two days after", " after")
    for vouched in (True, False):
        assert fired(bare, rule.word, vouched=vouched, published=None) == ("", "")


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        # the expression only modifies a noun
        ("The March 22 meeting highlights the need for trust.", "highlights", ""),
        ("Critics have attacked the August 2020 summit.", "attacked", ""),
        ("GM has posted its first loss since 1992.", "posted", ""),
        # the expression compares
        ("Sales fell by half from 2008.", "fell", ""),
        # what somebody says may be of any time
        ("On 3 May 2021 he said that the mayor had resigned.", "resigned", ""),
        # the subject is new, or of another time
        ("On 3 May 2021 the ministers met. Norway complained.", "complained", ""),
        ("On 3 May 2021 the ministers met. An earlier study found gaps.", "found", ""),
        # the clause has a time of its own that can't be read
        ("On 3 May 2021 the ministers met. They left in 99999.", "left", ""),
        # the perfect isn't the day before
        ("On 3 May 2021 the ministers met. They have agreed on nothing.", "agreed", ""),
    ],
)
def test_what_must_stay_undated(text, word, edtf):
    assert fired(text, word, vouched=False, published=None)[1] == edtf


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway has long claimed the island.", "claimed"),
        ("Norway has been claiming the island.", "claiming"),
        ("Norway often raided the island.", "raided"),
        ("Tariffs have pressed the mills of both countries for years.", "pressed"),
        ("Norway has raided the island, and it has long claimed it.", "claimed"),
    ],
)
def test_what_goes_on_or_returns_has_no_day(text, word):
    assert fired(text, word, vouched=False) == ("", "")


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Prices have risen since 2016.", "risen", "2016/.."),
        ("The dam will be ready by 2030.", "be", "../2030"),
        ("Sales fell by almost a third last year.", "fell", "2020"),
        ("They left before May 2020.", "left", "../2020-04-30"),
        ("They left after May 2020.", "left", "2020-06-01/.."),
        ("From 1921 to 1926 she studied in Vienna.", "studied", "1921/1926"),
        ("She taught there between 1931 and 1935.", "taught", "1931/1935"),
        ("During the March 22 meeting he urged Beijing to help.", "urged", "2021-03-22"),
        ("After the 8 May 2021 vote the ministers resigned.", "resigned", "2021-05-08/.."),
        ("On 3 May 2021 they met. Days later they split.", "split", "2021-05-04~/2021-05-10~"),
        (
            "Two weeks after the May 3, 2021 election, the minister resigned.",
            "resigned",
            "2021-05-17",
        ),
        ("Sunday saw heavy fighting in the north.", "saw", "2021-05-09"),
        ("It was recently sold.", "sold", "../2021-05-10"),
        ("It began to build in April 2011.", "began", "2011-04"),
    ],
)
def test_prepositions_and_relations_bound_the_interval(text, word, edtf):
    assert fired(text, word, vouched=False)[1] == edtf


def test_after_an_occasion_an_event_that_is_vouched_for_has_the_day():
    text = "After the 8 May 2021 vote the ministers resigned."
    assert fired(text, "resigned", vouched=True)[1] == "2021-05-08"
