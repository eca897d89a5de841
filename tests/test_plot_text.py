"""Figures of the words and the tone: the table that they are given, and nothing else."""

from itertools import pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex

from closereading import Article
from closereading.keyness import Reference, keyness
from closereading.parse import sentences
from closereading.plot import text as plots
from closereading.plot.style import NEGATIVE, POSITIVE, set_theme
from closereading.tone import tone
from closereading.words import collocations, frequencies, occurrences, paragraphs

TEXT = (
    "They trust free trade. War hurts free trade.\n\nThe table is round. "
    "War is hell and war hurts trust."
)

OTHER = Reference("other", {"war": 1, "trust": 9}, 100, is_complete=True)


@pytest.fixture(autouse=True)
def _theme():
    with mpl.rc_context():
        set_theme()
        yield
        plt.close("all")


@pytest.fixture(scope="module")
def article():
    return Article.from_text(TEXT, doc_id="a")


@pytest.fixture(scope="module")
def word():
    return Article.from_text("1 a", doc_id="b")


PLOTS = {
    "frequencies": (plots.plot_frequencies, frequencies),
    "collocations": (plots.plot_collocations, collocations),
    "dispersion": (plots.plot_dispersion, lambda a: occurrences(a, ["war", "trade"])),
    "keyness": (plots.plot_keyness, lambda a: keyness(a, OTHER, min_count=2)),
    "paragraphs": (plots.plot_paragraphs, paragraphs),
    "tone": (plots.plot_tone, tone),
    "lengths": (plots.plot_sentence_lengths, sentences),
}


def urls(ax):
    """Return the link of each mark."""
    bars = [bar.get_url() for bar in ax.patches]
    dots = [url for dots in ax.collections for url in dots.get_urls()]
    return [url for url in bars + dots if url]


@pytest.mark.parametrize("name", PLOTS)
def test_draws_on_the_axes_given(article, name):
    plot, extract = PLOTS[name]
    table = extract(article)
    before = table.copy()
    _, ax = plt.subplots()
    assert plot(table, ax=ax) is ax
    assert table.equals(before)
    assert ax.get_xlabel()
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("name", PLOTS)
def test_marks_lead_to_sentences_that_exist(article, name):
    plot, extract = PLOTS[name]
    ids = set(sentences(article).sent_id)
    found = urls(plot(extract(article)))
    passages = {one for url in found for one in url.removeprefix("#").removeprefix("p").split(".")}
    assert passages
    assert {one for one in passages if one.startswith("s")} <= ids
    places = [map(int, one.split("-")) for one in passages if not one.startswith("s")]
    assert all(0 <= start < end <= len(article.text) for start, end in places)


@pytest.mark.parametrize("name", PLOTS)
def test_draws_an_article_with_next_to_nothing_in_it(word, name, tmp_path):
    plot, extract = PLOTS[name]
    ax = plot(extract(word).head(0))
    assert not ax.axison
    assert ax.texts[0].get_text().endswith(".")
    plot(extract(word)).figure.savefig(tmp_path / "figure.svg")


def test_frequency_bars_show_rate_and_count(article):
    ax = plots.plot_frequencies(frequencies(article).query("is_content"), top=2)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["war", "free"]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([3 / 19e-3, 2 / 19e-3])
    assert [text.get_text() for text in ax.texts] == ["3", "2"]
    assert [article.text[slice(*map(int, one.split("-")))] for one in urls(ax)[0][2:].split(".")] == [
        "War", "War", "war"
    ]  # fmt: skip
    assert "per 1,000 words" in ax.get_xlabel()


def test_dispersion_strokes_stand_where_the_words_do(article):
    ax = plots.plot_dispersion(occurrences(article, ["war", "round"]))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["war (3)", "round (1)"]
    strokes = ax.collections[0].get_offsets()
    assert strokes[:, 0].tolist() == pytest.approx([4 / 0.19, 12 / 0.19, 16 / 0.19])
    assert urls(ax) == ["#s002", "#s004", "#s004", "#s003"]


def test_collocation_dots_show_the_count_and_what_chance_would_bring(article):
    table = collocations(article)
    ax = plots.plot_collocations(table)
    chance, seen = (dots.get_offsets()[:, 0].tolist() for dots in ax.collections[1:])
    assert chance == pytest.approx(table.n_expected.tolist())
    assert seen == table.n_occurrences.tolist()


def test_keyness_bars_show_the_log_ratio(article):
    table = keyness(article, OTHER, min_count=2)
    ax = plots.plot_keyness(table, top=2)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(table.log_ratio[:2].tolist())
    assert "log ratio" in ax.get_xlabel()


def test_tone_bars_point_and_color_by_sign(article):
    ax = plots.plot_tone(tone(article))
    heights = [bar.get_height() for bar in ax.patches]
    assert [h > 0 for h in heights] == [True, False, False, False]
    assert heights[2] == 0
    assert [to_hex(bar.get_facecolor()) for bar in ax.patches[:2]] == [POSITIVE, NEGATIVE]
    assert ax.get_ylim() == (-1, 1)


def test_sentence_bars_are_as_high_as_the_words(article):
    ax = plots.plot_sentence_lengths(sentences(article))
    assert [bar.get_height() for bar in ax.patches] == [4, 4, 4, 7]
    faces = [bar.get_facecolor() for bar in ax.patches]
    assert faces[0] == faces[1] != faces[2] == faces[3]


def test_paragraph_bars_have_their_keywords(article):
    ax = plots.plot_paragraphs(paragraphs(article), top=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["paragraph 1"]
    assert [text.get_text() for text in ax.texts] == ["free, trade"]
    assert "the first 1 of 2" in ax.get_xlabel()


def test_labels_are_cut_and_never_read_as_formulas(tmp_path):
    text = "$x^{2$ " + "a" * 90 + " the\x07re $x^{2$ " + "a" * 90
    ax = plots.plot_frequencies(frequencies(Article.from_text(text, doc_id="a"), by="word"))
    ax.figure.savefig(tmp_path / "figure.png")
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert max(map(len, labels)) == 34
    assert all(label.isprintable() for label in labels)


@pytest.mark.parametrize("name", PLOTS)
def test_no_label_is_cut_off_or_overlaps(seed, name):
    plot, extract = PLOTS[name]
    ax = plot(extract(seed))
    figure = ax.figure
    figure.canvas.draw()
    xs = [label for label in ax.get_xticklabels() if within(label.get_position()[0], ax.get_xlim())]
    ys = [label for label in ax.get_yticklabels() if within(label.get_position()[1], ax.get_ylim())]
    texts = [*xs, *ys, *ax.texts, ax.xaxis.label, ax.yaxis.label]
    for text in (text for text in texts if text.get_text()):
        box = text.get_window_extent()
        assert min(box.x0, box.y0) >= 0, text
        assert box.x1 <= figure.bbox.x1, text
        assert box.y1 <= figure.bbox.y1, text
    across = sorted((label.get_window_extent() for label in xs), key=lambda box: box.x0)
    down = sorted((label.get_window_extent() for label in ys), key=lambda box: box.y0)
    assert all(a.x1 < b.x0 for a, b in pairwise(across))
    assert all(a.y1 <= b.y0 + 1 for a, b in pairwise(down))


def within(value, limits):
    return min(limits) <= value <= max(limits)
