"""Findings on keyness, paragraphs and measures: true sentences, ties and small numbers."""

import pytest

from closereading import Article
from closereading.keyness import Reference, keyness, reference_from
from closereading.schema import frame
from closereading.wording.vocabulary import (
    keyness_findings,
    measure_findings,
    paragraph_findings,
)
from closereading.words import (
    measures,
)


def article(text):
    return Article.from_text(text, doc_id="a")


def said(findings):
    return [finding.text for finding in findings]


def test_keyness_tells_how_many_times_as_often():
    text = "War is war. No war helps. We trust zorks, we trust zorks."
    counts = {"war": 2, "trust": 50}
    known = Reference("the rest", counts, 1000, is_complete=False)
    assert said(keyness_findings(keyness(article(text), known, min_count=2))) == [
        "“war” occurs 3 times, 120 times as often as in general English (G² 19.9).",
        "“trust” occurs twice, 3.3 times as often as in general English (G² 2.0).",
        "Not listed in the reference, so not compared: “zorks”.",
        "Compared are 12 words here with 1,000 of general English.",
    ]
    complete = known._replace(is_complete=True)
    found = keyness_findings(keyness(article(text), complete, min_count=2), reference="it", top=2)
    assert said(found)[1].startswith("“zorks” occurs twice, and never in it (G² ")


def test_keyness_of_few_words():
    nothing = keyness(article("War."), Reference("r", {}, 100, is_complete=True))
    assert said(keyness_findings(nothing)) == [
        "No word occurs often enough to be compared with general English."
    ]


def test_keyness_against_other_articles_says_what_it_takes():
    war = article("War is war. No war helps. They say so.")
    few = reference_from([article("Peace, they say.")] * 3)
    assert said(keyness_findings(keyness(war, few), reference=few)) == [
        "“war” occurs 3 times, and never in other articles (G² 4.2).",
        "3 articles beside this one are too few for a p-value: it takes 19.",
        "Compared are 9 words here with 9 of other articles.",
    ]
    many = reference_from([article("Peace, they say.")] * 19)
    assert said(keyness_findings(keyness(article("War."), many), reference=many)) == [
        "No word occurs often enough to be compared with other articles."
    ]
    none = reference_from([])
    assert said(keyness_findings(keyness(war, none), reference=none)) == [
        "There are no other articles to compare this one with: put some there, or set the "
        "parameter reference to english or to a folder that has articles."
    ]


def test_keyness_names_only_words_that_survive_the_number_of_tests():
    war = article("War is war. No war helps. They say so.")
    plain = reference_from([article("Peace, they say.")] * 99)
    assert said(keyness_findings(keyness(war, plain), reference=plain))[1:2] == [
        "With all words tried that these articles have, 1 word is more frequent here than chance "
        "between articles allows (adjusted p up to 0.05): “war”."
    ]
    texts = [f"Mr Name{chr(97 + n)} is here. " * 3 for n in range(20)]
    others = reference_from(map(article, texts[1:]))
    assert said(keyness_findings(keyness(article(texts[0]), others, names=True), reference=others))[
        -2
    ] == (
        "With all words tried that these articles have, none is more frequent here than chance "
        "between articles allows (adjusted p 1.00)."
    )


# paragraphs


def paragraph_table(*similarities):
    return frame(
        "paragraphs",
        (
            {
                "doc_id": "a",
                "sent_id": f"s{i:03}",
                "start": i,
                "end": i + 1,
                "text": "x",
                "paragraph": i,
                "is_heading": i == 1,
                "n_sentences": 1,
                "n_words": 1,
                "keywords": "",
                "similarity": similarity,
                "sent_ids": f"s{i:03}",
            }
            for i, similarity in enumerate(similarities, 1)
        ),
    )


def test_paragraphs_that_share_most_and_least():
    nan = float("nan")
    found = paragraph_findings(paragraph_table(nan, nan, 0.2, 0.7, 0.1))
    assert said(found) == [
        "Of 3 neighbouring pairs of paragraphs, 4 and 5 are the least alike in their content "
        "words (similarity 0.10; 0 = none in common, 1 = the same).",
        "Of 3 neighbouring pairs of paragraphs, 3 and 4 are the most alike in their content "
        "words (similarity 0.70; 0 = none in common, 1 = the same).",
    ]
    assert found[0].sent_ids == ("s004", "s005")
    assert said(paragraph_findings(paragraph_table(nan, nan, 0.2, 0.7, 0.2)))[0].startswith(
        "Of 3 neighbouring pairs of paragraphs, 3 and 4 are the most"
    )


def test_too_few_paragraphs_to_compare():
    assert said(paragraph_findings(paragraph_table(float("nan"), float("nan"), 0.2, 0.3))) == [
        "Too few paragraphs that are long enough to compare their words."
    ]


# vocabulary and readability


def measure_table(**values):
    return frame(
        "measures",
        (
            {
                "doc_id": "a",
                "measure": name,
                "value": value,
                "unit": "",
                "needs_words": {"n_words": 0, "mattr": 50}.get(name, 100),
                "meaning": "",
            }
            for name, value in values.items()
        ),
    )


def test_measures():
    table = measure_table(
        n_words=1000, mattr=0.8707, mtld=152.6, reading_ease=27.02, grade=15.23, lix=56.5
    )
    assert said(measure_findings(table)) == [
        "Of any 50 words in a row, 87% are different on average (MATTR 0.87).",
        "It takes 153 words on average until fewer than 72% of them are different (MTLD).",
        "Flesch's Reading Ease is 27.0, on his scale “very difficult”; the Flesch-Kincaid grade "
        "is 15.2, LIX 56.5. They see the length of words and sentences, not sense.",
    ]


@pytest.mark.parametrize(
    ("score", "word"),
    [(-5, "very difficult"), (29.9, "very difficult"), (30, "difficult"), (59, "fairly difficult"),
     (65, "standard"), (79.9, "fairly easy"), (80, "easy"), (90, "very easy"), (121, "very easy")],
)  # fmt: skip
def test_fleschs_scale(score, word):
    table = measure_table(n_words=100, reading_ease=score, grade=1, lix=20)
    assert f"“{word}”" in measure_findings(table)[0].text


def test_too_few_words_for_measures():
    assert said(measure_findings(measures(article("War came.")))) == [
        "2 words are too few for the measures that need 50 or 100."
    ]
    assert said(measure_findings(measures(article("War came. " * 30)))) == [
        "Of any 50 words in a row, 4% are different on average (MATTR 0.04).",
        "60 words are too few for the measures that need 100.",
    ]
