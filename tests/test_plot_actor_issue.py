import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.patches import Rectangle
from test_wording_actor_issue import ATTENTION_COLUMNS, CHAD, DEBY, MALI, actors, issues

from closereading.plot.actor import plot_actors, plot_where
from closereading.plot.issue import plot_issue_actors, plot_issues
from closereading.schema import frame


def labels(axis):
    return [tick.get_text() for tick in axis.get_ticklabels()]


def test_actors_are_bars_with_their_first_sentence():
    _, given = plt.subplots()
    ax = plot_actors(actors(CHAD, MALI, DEBY), top=2, ax=given)
    assert ax is given
    assert labels(ax.yaxis) == ["Mali · state", "Chad · state"]
    assert [(bar.get_width(), bar.get_url()) for bar in ax.patches] == [(3, "#s002"), (3, "#s001")]


def test_marks_stand_at_their_sentence():
    spans = pd.DataFrame(
        [("s002", "Chad"), ("s009", "Chad"), ("s004", "Mali")], columns=["sent_id", "name"]
    )
    ax = plot_where(spans, by="name", n_sentences=12)
    assert labels(ax.yaxis) == ["Mali", "Chad"]
    chad, mali = ax.collections
    assert chad.get_offsets().tolist() == [[2, 1], [9, 1]]
    assert chad.get_urls() == ["#s002", "#s009"]
    assert mali.get_offsets().tolist() == [[4, 0]]
    assert ax.get_xlim() == (0, 13)


def test_issues_are_bars_of_their_share():
    table = issues(("trade", "Trade", 9, 8, 20.0, 10.5, 34.8, "s003", "s003;s004"))
    ax = plot_issues(table)
    assert [(bar.get_width(), bar.get_url()) for bar in ax.patches] == [(20.0, "#ps003.s004")]
    assert ax.lines[0].get_xdata().tolist() == [10.5, 34.8]
    assert ax.texts[0].get_text() == "n = 8"


def test_a_cell_that_isnt_there_is_a_dot_never_a_zero():
    table = pd.DataFrame(
        [
            ("TCD", "Chad", "trade", "Trade", 2, 5, "s001;s004"),
            ("MLI", "Mali", "health", "Health", 1, 2, "s003"),
        ],
        columns=ATTENTION_COLUMNS,
    )
    ax = plot_issue_actors(table)
    cells = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert [patch.get_url() for patch in cells] == ["#ps001.s004", "#s003"]
    assert sorted(text.get_text() for text in ax.texts) == ["1", "2", "·", "·"]
    assert labels(ax.xaxis) == ["Chad", "Mali"]


@pytest.mark.parametrize(
    ("plot", "table", "message"),
    [
        (plot_actors, "actors", "no actor was recognised"),
        (plot_issues, "issues", "no issue of the codebook is named"),
        (plot_issue_actors, "issue_actors", "no sentence names an actor and an issue together"),
    ],
)
def test_an_empty_table_is_said_to_be_empty(plot, table, message):
    ax = plot(frame(table, []))
    assert len(ax.patches) == 0
    assert [text.get_text() for text in ax.texts] == [message]
