"""Topic shifts: NLTK's TextTiling as oracle, and a topic that changes where the text says."""

import doctest
import importlib
import random

import pytest

import closereading as cr
from closereading.words.segment import boundaries, depth_scores, gap_scores, smooth

FISH = "boats nets harbour salmon herring trawlers crews quotas catches waters".split()
STEEL = "furnaces mills coal ore ingots rails foundries smelters alloys workers".split()


def told(words, n_sentences, seed):
    pick = random.Random(seed)  # noqa: S311
    return " ".join(
        "The " + " and the ".join(pick.sample(words, 6)) + " were there."
        for _ in range(n_sentences)
    )


def segments(text):
    return cr.segments(cr.Article.from_text(text, doc_id="x", language="en"))


def test_a_text_of_two_topics_has_its_boundary_between_them():
    table = segments(told(FISH, 20, 1) + "\n" + told(STEEL, 20, 2))
    (boundary,) = [
        int(s[1:]) for s in table["sent_id"] if 18 <= int(s[1:]) <= 24
    ]  # of sentences: the topic changes at the 21st
    assert boundary in (20, 21, 22)  # a sequence of 20 words is two sentences
    before = {word for words in table["keywords"][table["end"] < 1500] for word in words.split(";")}
    assert not before & {"furnace", "mill", "coal"}


def test_examples_in_docstrings():
    assert doctest.testmod(importlib.import_module("closereading.words.segment")).failed == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scores_and_boundaries_are_nltks(seed):
    """NLTK's smoothing differs at the first and the last two gaps, so only the others compare."""
    from nltk.tokenize.texttiling import TextTilingTokenizer

    pick = random.Random(seed)  # noqa: S311
    topics = (FISH, STEEL, FISH + STEEL, STEEL)
    words = [pick.choice(topic) for topic in topics for _ in range(300)]
    paragraphs = "\n\n".join(" ".join(words[i : i + 20]) for i in range(0, len(words), 20))
    tiling = TextTilingTokenizer(stopwords=[], demo_mode=True)
    scores, smoothed, depths, found = tiling.tokenize(paragraphs)
    sequences = [words[i : i + 20] for i in range(0, len(words), 20)]
    mine = list(gap_scores(sequences))
    assert mine == pytest.approx(scores)
    assert smooth(mine)[2:-2] == pytest.approx(smoothed[2:-2])
    assert depth_scores(list(smoothed)) == pytest.approx(depths)
    ends = [(gap + 1) * 20 for gap, is_one in enumerate(found) if is_one]
    assert boundaries(words) == ends


def test_depths_of_level_and_of_sloping_scores_take_one_pass():
    class Counted(list):
        looks = 0

        def __getitem__(self, i):
            Counted.looks += 1
            return super().__getitem__(i)

    assert set(depth_scores(Counted([1.0] * 2000))) == {0.0}
    assert Counted.looks < 5 * 2000
    assert depth_scores([9, 7, 7, 4, 4, 5, 5, 1]) == [0, 0, 2.0, 6.0, 6.0, 0.0, 0, 0]


@pytest.mark.parametrize("text", ["It rained.", "It rained. It snowed.", told(FISH, 12, 1)])
def test_too_short_a_text_is_one_stretch(text):
    table = segments(text)
    assert len(table) == 1
    assert table["text"][0] == text
    assert table["n_sentences"][0] == text.count(".")


def test_stretches_cover_every_sentence_once():
    article = cr.Article.from_text(
        told(FISH, 15, 1) + "\n\n" + told(STEEL, 25, 2) + "\n\n" + told(FISH, 15, 3), doc_id="x"
    )
    table = cr.segments(article)
    assert ";".join(table["sent_ids"]).split(";") == cr.sentences(article)["sent_id"].tolist()
    for row in table.itertuples():
        assert article.text[row.start : row.end] == row.text
    assert table["segment"].tolist() == list(range(1, len(table) + 1))
    assert table["n_words"].sum() == cr.sentences(article)["n_words"].sum()
