"""The figures of the events: every row readable, every mark a link, time to scale."""

import itertools

import pytest

from closereading.article import Article
from closereading.event import events
from closereading.plot.timeaxis import axis_of
from closereading.plot.timeline import plot_narrative_order, plot_timeline
from closereading.schema import frame

STATUSES = ("happened", "planned", "hypothetical", "denied")


def event(n, edtf, earliest, latest, **given):
    """Return a row of the events table."""
    return {
        "event_id": f"x:e{n}-{n + 1}",
        "doc_id": "x",
        "sent_id": f"s{n:03d}",
        "start": n,
        "end": n + 1,
        "text": "x",
        "headline": f"the {n}th delegation of the northern provinces met its neighbours again",
        "edtf": edtf,
        "date": earliest if earliest == latest else "",
        "earliest": earliest,
        "latest": latest,
        "granularity": "",
        "basis": "stated" if edtf else "undated",
        "status": STATUSES[n % 4],
        "actors": "",
        "issues": "trade;war" if n % 3 else "",
        "timex_id": "",
        "statement_id": "",
        **given,
    }


def table(*rows):
    return frame("events", rows)


def day(n, iso, **given):
    return event(n, iso, iso, iso, **given)


MIXED = table(
    day(1, "2025-03-22"),
    event(2, "2016/..", "2016-01-01", ""),
    event(3, "2023-08", "2023-08-01", "2023-08-31"),
    event(4, "2025-02-19~/2025-03-20~", "2025-02-19", "2025-03-20"),
    event(5, "../2024-05", "", "2024-05-31"),
    event(6, "", "", ""),
    event(7, "XXXX-03-22", "", ""),
)
DECADES = table(*(day(n, f"{1900 + n}-06-15") for n in range(80)))
OLD = table(
    event(1, "-0479", "-0479-01-01", "-0479-12-31"),
    event(2, "18XX", "1800-01-01", "1899-12-31"),
    day(3, "9999-12-31"),
)


def boxes(ax):
    """Return what the labels and dates of a figure cover, in pixels."""
    figure = ax.figure
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    texts = [*ax.get_yticklabels(), *ax.texts]
    return [t.get_window_extent(renderer) for t in texts if t.get_text().strip(" ∥")]


def texts_of(ax):
    return [t.get_text() for t in ax.texts]


@pytest.mark.parametrize(
    "rows", [MIXED, DECADES, OLD, MIXED.head(1)], ids=["mixed", "80", "old", "1"]
)
@pytest.mark.parametrize("color_by", ["status", "basis", "issues"])
def test_no_label_covers_another(rows, color_by):
    ax = plot_timeline(rows, color_by=color_by)
    overlaps = [(a, b) for a, b in itertools.combinations(boxes(ax), 2) if a.overlaps(b)]
    assert overlaps == []


@pytest.mark.parametrize("rows", [MIXED, DECADES, OLD], ids=["mixed", "80", "old"])
def test_rows_stand_in_the_order_of_time_and_marks_link_to_sentences(rows):
    ax = plot_timeline(rows)
    urls = [m.get_urls()[0] for m in ax.collections]
    known = rows[(rows["earliest"] != "") | (rows["latest"] != "")]
    assert sorted(urls) == sorted("#" + known["sent_id"])
    if rows is MIXED:
        assert urls == ["#s002", "#s003", "#s005", "#s004", "#s001"]


def test_what_isnt_on_the_calendar_is_counted_not_drawn():
    ax = plot_timeline(MIXED)
    assert ax.get_xlabel().startswith("2 more without a date on the calendar")
    assert len(ax.get_yticklabels()) == 5


def test_intervals_are_bars_and_circa_is_dashed_and_hollow():
    ax = plot_timeline(MIXED)
    bars = {bar.get_url(): bar for bar in ax.patches if bar.get_url()}
    assert set(bars) == {"#s003", "#s004"}
    assert bars["#s004"].get_linestyle() == "--"
    assert bars["#s003"].get_linestyle() == "-"
    assert tuple(bars["#s004"].get_facecolor()) == (1, 1, 1, 1)


def test_open_ends_are_arrows_and_dates_are_words():
    words = texts_of(plot_timeline(MIXED))
    assert {"from 2016", "up to May 2024", "Aug 2023", "22 Mar 2025"} <= set(words)
    assert "about 19 Feb – 20 Mar 2025" in words


def test_each_status_has_its_colour_and_its_symbol():
    ax = plot_timeline(MIXED)
    legend = ax.get_legend()
    names = [t.get_text() for t in legend.get_texts()]
    assert names == ["happened", "planned", "hypothetical", "denied"]
    lines = legend.get_lines()
    assert (
        len({line.get_color() for line in lines}) == len({line.get_marker() for line in lines}) == 4
    )


def test_an_empty_stretch_is_cut_and_said_to_be():
    cut = plot_timeline(MIXED)
    assert "∥" in cut.get_xlabel()
    even = plot_timeline(DECADES)
    assert "∥" not in even.get_xlabel()


@pytest.mark.parametrize("plot", [plot_timeline, plot_narrative_order])
def test_given_axes_come_back_and_nothing_says_so(plot):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    assert plot(MIXED, ax=ax) is ax
    empty = plot(table(event(6, "", "", "")))
    assert texts_of(empty) == ["no event of this text has a date on the calendar"]
    assert texts_of(plot(table())) == texts_of(empty)


def test_a_text_that_goes_back_in_time_falls():
    ax = plot_narrative_order(MIXED)
    (line,) = ax.get_lines()
    assert list(line.get_xdata()) == [1, 2, 3, 4, 5]
    assert list(line.get_ydata()) == [4, 0, 1, 3, 2]
    assert ax.get_yticklabels()[0].get_text() == "from 2016"


def test_a_table_of_an_article_can_be_drawn():
    text = (
        "On 3 May 2021 a $5 boat_x sank. It had sailed since 1990. In June 2021 a court will sit."
    )
    ax = plot_timeline(events(Article.from_text(text, doc_id="x", published="2021-05-05")))
    ax.figure.canvas.draw()
    assert "3 May 2021" in texts_of(ax)


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ([(0, 3650)], ["1970", "1972", "1974", "1976", "1978", "1980"]),
        ([(0, 0)], ["1 Jan\n1970"]),
        ([(0, 30), (90, 120)], ["Jan\n1970", "Feb\n1970", "Mar\n1970", "Apr\n1970", "May\n1970"]),
    ],
)
def test_ticks_are_round(days, labels):
    names = [name for _, name in axis_of(days).ticks()]
    assert set(labels) <= set(names)


def test_a_day_stands_between_its_neighbours_on_a_cut_axis():
    axis = axis_of([(0, 10), (5000, 5010), (5030, 5040)])
    places = [axis.place(day) for day in (0, 10, 2500, 5000, 5020, 5040)]
    assert places == sorted(places)
    assert len(axis.cuts()) == 1
    assert 0 < places[0] < places[-1] < 1
