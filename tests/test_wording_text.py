"""Findings on words and tone: true sentences, ties and small numbers included."""

import pandas as pd
import pytest

from closereading import Article
from closereading.parse import sentences
from closereading.schema import frame
from closereading.tone import tone
from closereading.wording.text import (
    collocation_findings,
    dispersion_findings,
    frequency_findings,
    key_phrase_findings,
    kwic_findings,
    length_findings,
    segment_findings,
    tone_findings,
)
from closereading.wording.vocabulary import (
    paragraph_findings,
)
from closereading.words import (
    collocations,
    dispersion,
    frequencies,
    key_phrases,
    kwic,
    paragraphs,
)


def article(text):
    return Article.from_text(text, doc_id="a")


def said(findings):
    return [finding.text for finding in findings]


def frequency_table(*counts):
    """Return a table of (type, count, is_content)."""
    total = sum(n for _, n, _ in counts)
    return frame(
        "frequencies",
        (
            {
                "doc_id": "a",
                "type": name,
                "n_occurrences": n,
                "rate_per_1k": n / total * 1000,
                "n_sentences": 1 if n == 1 else 2,
                "pos": "NOUN",
                "is_content": is_content,
                "sent_ids": "s001" if n == 1 else "s001;s003",
            }
            for name, n, is_content in counts
        ),
    )


# frequencies


def test_the_most_frequent_word():
    found = frequency_findings(
        frequency_table(("the", 988, False), ("war", 11, True), ("x", 1, True))
    )
    assert said(found) == [
        "1,000 words are counted under 3 entries; 1 of these occurs only once.",
        "The word “war” is the most frequent content word "
        "(11 times, 11.0 per 1,000 words, in 2 sentences).",
    ]
    assert found[1].sent_ids == ("s001", "s003")


def test_two_words_share_the_first_place():
    table = frequency_table(("the", 290, False), ("peace", 5, True), ("war", 5, True))
    assert said(frequency_findings(table))[1] == (
        "The words “peace” and “war” are the most frequent content words "
        "(5 times each, 16.7 per 1,000 words)."
    )


def test_many_words_share_the_first_place():
    table = frequency_table(*((name, 2, True) for name in "abcde"))
    assert said(frequency_findings(table))[1:] == [
        "5 content words share the first place: each occurs twice.",
        "In a text of 10 words counts say little about importance.",
    ]


def test_too_few_words_to_rank():
    found = said(frequency_findings(frequencies(article("Ministers met on Monday."))))
    assert found == [
        "4 words are counted under 4 entries; 4 of these occur only once.",
        "No content word occurs twice: too few words to rank them.",
    ]


def test_no_content_word():
    assert said(frequency_findings(frequencies(article("And a 2."))))[1:] == [
        "No word of the article is a content word."
    ]
    assert said(frequency_findings(frequency_table())) == ["The article has no words to count."]


def test_a_short_text_gives_no_rate_and_says_that_it_is_short():
    found = said(frequency_findings(frequencies(article("War is war."))))
    assert found[1:] == [
        "The word “war” is the most frequent content word (twice, in 1 sentence).",
        "In a text of 3 words counts say little about importance.",
    ]


# pairs


def test_pairs_tell_what_chance_would_bring():
    found = collocation_findings(collocations(article("Hong Kong grew. He left Hong Kong.")))
    assert said(found) == [
        "“Hong” and “Kong” stand together twice, where chance alone would bring 0.6.",
        "Two occurrences of a pair are little to go by.",
    ]
    assert found[0].sent_ids == ("s001", "s002")


def test_no_pair():
    assert said(collocation_findings(collocations(article("War.")))) == [
        "No two content words stand together often enough to say that they do."
    ]


def test_a_key_phrase():
    a = article("Free trade helps. They want free trade. Free trade grew. War crimes: war crimes.")
    found = key_phrase_findings(key_phrases(a))
    assert said(found) == ["The phrase “free trade” has the highest C-value, 3.0 (3 times)."]
    assert found[0].sent_ids == ("s001", "s002", "s003")
    assert found[0].spans == "0-10;28-38;40-50"


def test_key_phrases_that_tie_and_occur_twice_are_in_no_order():
    a = article("They want free trade. We want free trade. It is fair play. This is fair play.")
    assert said(key_phrase_findings(key_phrases(a))) == [
        "The highest C-value, 2.0, is shared by “fair play” and “free trade”.",
        "Most of these phrases occur twice, which is too little for an order.",
    ]


def test_no_key_phrase():
    assert said(key_phrase_findings(key_phrases(article("War came.")))) == [
        "No phrase of two words or more returns, names and amounts left out."
    ]


def test_a_query():
    a = article("War is war. No war.")
    assert kwic_findings(kwic(a, "war"), query="war") == [
        ("“war” occurs 3 times, in 2 sentences.", ("s001", "s002"), "0-3;7-10;15-18")
    ]
    assert kwic_findings(kwic(a, "peace"), query="peace") == [
        ("“peace” doesn't occur in the article.", (), "")
    ]


# keyness


def dispersion_table(*words):
    """Return a table of (type, count, parts, dp)."""
    return frame(
        "dispersion",
        (
            {
                "doc_id": "a",
                "type": name,
                "n_occurrences": n,
                "n_parts": n_parts,
                "of_parts": 10,
                "dp": dp,
                "dp_norm": dp,
                "sent_ids": "s001",
            }
            for name, n, n_parts, dp in words
        ),
    )


def test_the_most_even_and_the_most_concentrated_word():
    table = dispersion_table(("war", 9, 8, 0.2), ("oil", 7, 2, 0.8), ("gas", 6, 2, 0.8))
    assert said(dispersion_findings(table)) == [
        "Of the 3 content words with at least 6 occurrences, the most evenly spread is "
        "“war” (9 times, in 8 of 10 equal parts): DP 0.20.",
        "Of the 3 content words with at least 6 occurrences, the most concentrated are "
        "“oil” (7 times, in 2 of 10 equal parts); “gas” (6 times, in 2 of 10 equal parts): "
        "DP 0.80.",
    ]


def test_one_word_or_all_alike():
    assert said(dispersion_findings(dispersion_table(("war", 9, 8, 0.2)))) == [
        "“war”, the only content word with enough occurrences to say, stands in 8 of 10 equal "
        "parts of the article (DP 0.20)."
    ]
    alike = dispersion_table(("war", 5, 5, 0.5), ("oil", 5, 5, 0.5))
    assert said(dispersion_findings(alike)) == ["Both words are spread alike (DP 0.50)."]


@pytest.mark.parametrize("text", ["War.", "War and war, no war, this war; war."])
def test_too_short_for_dispersion(text):
    assert said(dispersion_findings(dispersion(article(text)))) == [
        "Too few words to say how evenly one is spread over the article."
    ]


# tone

LIMITS = (
    "VADER adds up single words: it can't tell the author's attitude from the events reported, "
    "nor who feels what about whom."
)


def test_tone_counts_each_kind_and_names_the_strongest():
    text = "I trust it. I love it. I hate it. It is round. I fear war. They boost tensions."
    found = tone_findings(tone(article(text)))
    assert said(found) == [
        "5 of 6 sentences hold words that VADER scores: 2 positive, 2 negative and 1 neutral by their "
        "words (mean compound score −0.04).",
        "The most positive sentence is s002 (+0.64), its scored words before negation and emphasis: love +3.2.",
        "The most negative sentence is s005 (−0.80), its scored words before negation and emphasis: fear −2.2, war −2.9.",
        LIMITS,
    ]
    assert found[0].sent_ids == ("s001", "s002", "s003", "s005", "s006")
    assert found[2].sent_ids == ("s005",)


def test_tone_that_ties():
    text = "I love it. You love it. We trust it. We trust him. They trust him."
    assert said(tone_findings(tone(article(text))))[1:] == [
        "2 sentences share the most positive score, +0.64.",
        LIMITS,
    ]


def test_too_few_sentences_for_the_tone_of_the_whole():
    assert said(tone_findings(tone(article("I love it.")))) == [
        "1 of 1 sentence holds words that VADER scores: 1 positive, 0 negative and 0 neutral by "
        "their words (mean compound score +0.64).",
        "Too few sentences to speak of the tone of the article.",
        LIMITS,
    ]


def test_no_tone():
    assert said(tone_findings(tone(article("It is round.")))) == [
        "No sentence holds a word that VADER scores: nothing to say of the tone."
    ]


# lengths


def test_lengths_leave_headings_out():
    text = "A Long Headline Of Many Words Here\n\nOne two three. One two three four.\n\nOne."
    assert said(length_findings(sentences(article(text)))) == [
        "3 sentences in 2 paragraphs, headings left out: 2.7 words a sentence on average, half of "
        "them at most 3.",
        "The longest sentence is s003, with 4 words.",
        "The shortest sentence is s004, with 1 word.",
    ]


def test_lengths_that_tie():
    text = "One two. One two. One two three."
    assert said(length_findings(sentences(article(text))))[2] == (
        "2 sentences are the shortest, with 2 words each."
    )
    assert len(length_findings(sentences(article("One two. Three four.")))) == 1


def test_one_sentence_has_no_length_to_compare():
    assert said(length_findings(sentences(article("War came.")))) == [
        "Fewer than two sentences: no sentence length to compare."
    ]


# segments


def segment_table(*lengths):
    return frame(
        "segments",
        (
            {
                "doc_id": "a",
                "sent_id": f"s{i:03}",
                "start": i,
                "end": i + 1,
                "text": "x",
                "segment": i,
                "n_sentences": 1,
                "n_words": n,
                "keywords": "",
                "sent_ids": f"s{i:03}",
            }
            for i, n in enumerate(lengths, 1)
        ),
    )


@pytest.mark.parametrize(
    ("lengths", "text"),
    [
        ([1], "1 word is too few to look for changes of vocabulary: it takes 400."),
        ([399], "399 words are too few to look for changes of vocabulary: it takes 400."),
        ([400], "The vocabulary changes nowhere so much that the article falls in two."),
        (
            [300, 1200],
            "The vocabulary changes most at 1 place, which cuts the article into stretches of 300 "
            "to 1,200 words.",
        ),
        (
            [300, 200, 250],
            "The vocabulary changes most at 2 places, which cut the article into stretches of 200 "
            "to 300 words.",
        ),
    ],
)
def test_segments(lengths, text):
    found = segment_findings(segment_table(*lengths))
    assert said(found) == [text]
    assert found[0].sent_ids == tuple(f"s{i:03}" for i in range(2, len(lengths) + 1))


def test_no_word_that_occurs_once():
    table = frequency_table(("war", 2, True), ("peace", 2, True))
    assert said(frequency_findings(table))[0] == (
        "4 words are counted under 2 entries; none of these occurs only once."
    )


# paragraphs


def test_a_finding_rests_on_sentences_that_exist(seed):
    known = set(sentences(seed).sent_id)
    tables = {
        frequency_findings: frequencies(seed),
        collocation_findings: collocations(seed),
        dispersion_findings: dispersion(seed),
        tone_findings: tone(seed),
        length_findings: sentences(seed),
        paragraph_findings: paragraphs(seed),
    }
    for word, table in tables.items():
        before = table.copy()
        for finding in word(table):
            assert set(finding.sent_ids) <= known
            assert list(finding.sent_ids) == sorted(finding.sent_ids)
        pd.testing.assert_frame_equal(table, before)
