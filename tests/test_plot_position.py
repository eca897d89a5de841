"""The grid, the network and the issues in time: what is drawn, and that it says so when empty."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from closereading.plot.issue import plot_issue_times
from closereading.plot.network import SIGNS, plot_network
from closereading.plot.position import plot_positions
from closereading.schema import frame

POSITIONS = pd.DataFrame(
    [
        ("JPN", "Japan", "Tariffs", 6, "conflict", True, "a:s1-4", "s001;s003"),
        ("JPN", "Japan", "Fish", 2, "cooperation", False, "a:s9-12", "s002"),
        ("CHL", "Chile", "Fish", 1, "mixed", False, "a:s20-24", "s004"),
    ],
    columns=[
        "actor_id", "name", "label", "n_statements", "leaning", "is_ranked", "statement_ids",
        "sent_ids",
    ],
)  # fmt: skip
TIES = pd.DataFrame(
    [
        ("CHL", "JPN", "Chile", "Japan", 3, "mixed", "s001;s002"),
        ("CHL", "PER", "Chile", "Peru", 1, "cooperation", "s004"),
        ("GHA", "KEN", "Ghana", "Kenya", 1, "conflict", "s005"),
    ],
    columns=["actor", "other", "name", "other_name", "n_statements", "sign", "sent_ids"],
)


def said(ax):
    return [text.get_text() for text in ax.texts]


def test_a_cell_has_colour_symbol_number_and_link_and_none_is_a_dot():
    _, given = plt.subplots()
    ax = plot_positions(POSITIONS, ax=given)
    assert ax is given
    cells = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert sorted(said(ax)) == sorted(["+ 2", "± 1", "− 6", "·"])
    ranked = [patch for patch in cells if patch.get_linestyle() in ("-", "solid")]
    assert len(cells) == 3
    assert len(ranked) == 1
    assert all(patch.get_url() for patch in cells)
    assert len({patch.get_edgecolor() for patch in cells}) == 3


def test_the_grid_says_what_a_position_is():
    assert "never an opinion" in plot_positions(POSITIONS).get_xlabel()
    assert "not mentioned" in plot_positions(POSITIONS).get_xlabel()


def test_the_grid_keeps_to_the_rows_and_columns_asked_for():
    ax = plot_positions(POSITIONS, top_issues=1, top_actors=1)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Tariffs"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["Japan"]


def test_a_pair_is_a_line_with_kind_symbol_number_and_link():
    ax = plot_network(TIES)
    assert [text for text in said(ax) if text[0] in "+−±"] == ["±3", "+1", "−1"]
    assert [line.get_linestyle() for line in ax.lines] == ["-.", "-", "--"]
    assert {text.get_url() for text in ax.texts if text.get_text()[0] in "+−±"} != {None}
    widths = [line.get_linewidth() for line in ax.lines]
    assert widths[0] > widths[1] == widths[2]
    assert {"Chile", "Japan", "Peru", "Ghana", "Kenya"} <= set(said(ax))


def test_the_same_table_gives_the_same_picture():
    one, other = plot_network(TIES), plot_network(TIES)
    assert [line.get_xydata().tolist() for line in one.lines] == [
        line.get_xydata().tolist() for line in other.lines
    ]


def test_pairs_without_a_sign_and_nodes_with_a_size():
    nodes = pd.DataFrame([("CHL", 9), ("JPN", 1)], columns=["actor_id", "n_mentions"])
    ax = plot_network(TIES.drop(columns="sign"), nodes=nodes, top=1)
    assert said(ax) == ["3", "Chile", "Japan"]
    chile, japan = (points.get_sizes()[0] for points in ax.collections)
    assert chile > japan
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["2 more pairs, not drawn"]


def test_each_sign_has_a_colour_a_line_and_a_symbol_of_its_own():
    signs = [style for sign, style in SIGNS.items() if sign]
    assert all(len(set(part)) == len(signs) for part in zip(*signs, strict=True))


def test_issues_in_time():
    rows = [
        ("s002", "Fish", "2019", "2019-01-01", "2019-12-31", "happened"),
        ("s001", "Tariffs", "2021-05-03", "2021-05-03", "2021-05-03", "planned"),
        ("s004", "Fish", "2021-05", "2021-05-01", "2021-05-31", "happened"),
    ]
    columns = ["sent_id", "label", "edtf", "earliest", "latest", "status"]
    ax = plot_issue_times(pd.DataFrame(rows, columns=columns))
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Tariffs", "Fish"]
    assert [mark.get_urls() for mark in ax.collections] == [["#s002"], ["#s001"], ["#s004"]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["happened", "planned"]


@pytest.mark.parametrize(
    ("plot", "table", "message"),
    [
        (plot_positions, "positions", "no statement of an actor is about an issue of the codebook"),
        (plot_network, "ties", "no two actors are tied to each other"),
        (plot_network, "congruence", "no two actors are tied to each other"),
        (
            plot_issue_times,
            "issue_times",
            "no event over an issue of the codebook has a date on the calendar",
        ),
    ],
)
def test_an_empty_table_is_said_to_be_empty(plot, table, message):
    assert said(plot(frame(table, []))) == [message]
