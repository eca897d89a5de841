"""Figures of the issues: how much each matters, who is named with it, when it was at stake."""

from typing import TYPE_CHECKING

import pandas as pd

from closereading.event.when import ends

from .grid import Cell, draw_grid, shaded
from .style import ACCENT, INK, MUTED, RULE, axes_for, passages_url, say_empty, shorten
from .timeaxis import axis_of
from .timeline import STATUS, draw_axis, draw_legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_issues(issues: pd.DataFrame, *, top: int = 15, ax: "Axes | None" = None) -> "Axes":
    """Draw the share of sentences in which each issue of `cr.issues` is named, in %.

    The line is the 95 % interval of the share; n stands beside it. A bar links to these
    sentences.
    """
    table = issues.nlargest(top, "n_sentences", keep="first").iloc[::-1]
    ax = axes_for(ax, len(table))
    if table.empty:
        return say_empty(ax, "no issue of the codebook is named")
    for y, row in enumerate(table.to_dict("records")):
        (bar,) = ax.barh(y, row["sentences_pct"], height=0.66, color=ACCENT, alpha=0.55)
        bar.set_url(passages_url(row["sent_ids"]))
        ax.plot([row["pct_low"], row["pct_high"]], [y, y], color=INK, linewidth=1.6, zorder=3)
        ax.annotate(
            f"n = {row['n_sentences']}", (row["pct_high"], y), (5, 0),
            textcoords="offset points", va="center", color=INK, fontsize=9,
        )  # fmt: skip
    ax.set_yticks(range(len(table)), [shorten(label, 42) for label in table["label"]])
    ax.set_xlim(left=0)
    ax.margins(x=0.1)
    ax.set_xlabel("sentences that name the issue, in % (line: 95 % interval)")
    ax.tick_params(axis="y", length=0)
    return ax


def plot_issue_actors(
    attention: pd.DataFrame, *, top_issues: int = 12, top_actors: int = 8, ax: "Axes | None" = None
) -> "Axes":
    """Draw the grid issue × actor of `cr.issue_actors`: in how many sentences both are named.

    Darker means more, and the number stands in the cell; a dot means that the article doesn't
    name the two in one sentence. A cell links to its sentences.
    """
    issues = _largest(attention, "label", top_issues)
    actors = _largest(attention, "name", top_actors)
    ax = axes_for(ax, len(issues) + 3)
    if attention.empty:
        return say_empty(ax, "no sentence names an actor and an issue together")
    most = attention["n_sentences"].max()
    cells = {}
    for row in attention.to_dict("records"):
        fill, ink = shaded(row["n_sentences"] / most)
        cells[row["label"], row["name"]] = Cell(
            str(row["n_sentences"]), fill, RULE, ink, passages_url(row["sent_ids"])
        )
    draw_grid(ax, issues, actors, cells)
    ax.set_xlabel("number: sentences that name both · dot: never in one sentence", color=MUTED)
    return ax


def plot_issue_times(times: pd.DataFrame, *, top: int = 12, ax: "Axes | None" = None) -> "Axes":
    """Draw when each issue was at stake: the dated events of `cr.issue_times`, one row an issue.

    A mark is a day, a bar the days between which the event lies; colour and symbol show the
    status. A mark links to its sentence. Where nothing happens for long, the axis is cut (∥).
    """
    from matplotlib.patches import Rectangle

    labels = times["label"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    shown = [str(label) for label in labels.index[:top]]
    ax = axes_for(ax, len(shown) + 1)
    rows = times[times["label"].isin(shown)].to_dict("records")
    if not rows:
        return say_empty(ax, "no event over an issue of the codebook has a date on the calendar")
    axis = axis_of([ends(row) for row in rows])
    for row in rows:
        y = len(shown) - 1 - shown.index(row["label"])
        color, symbol = STATUS[row["status"]]
        left, right = map(axis.place, ends(row))
        if right - left > 0.012:
            bar = Rectangle((left, y - 0.2), right - left, 0.4, facecolor=color, alpha=0.35)
            bar.set_url(f"#{row['sent_id']}")
            ax.add_patch(bar)
        mark = ax.scatter([(left + right) / 2], [y], s=46, marker=symbol, color=color, zorder=3)
        mark.set_urls([f"#{row['sent_id']}"])
    for y in range(len(shown)):
        ax.axhline(y, color=RULE, linewidth=0.7, zorder=0)
    ax.set_yticks(range(len(shown)), [shorten(label, 42) for label in reversed(shown)])
    ax.set_ylim(-0.6, len(shown) - 0.4)
    draw_axis(ax, axis)
    used = {row["status"] for row in rows}
    draw_legend(ax, {status: style for status, style in STATUS.items() if status in used})
    return ax


def _largest(attention: pd.DataFrame, column: str, top: int) -> list[str]:
    """Return the `top` values of `column` with most sentences, ties by name."""
    totals = attention.groupby(column)["n_sentences"].sum().reset_index()
    ordered = totals.sort_values(["n_sentences", column], ascending=[False, True])
    return [str(value) for value in ordered[column].head(top)]
