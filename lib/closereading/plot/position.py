"""The grid of positions: how each actor acts or speaks toward others over each issue."""

from typing import TYPE_CHECKING

import pandas as pd

from .grid import Cell, draw_grid
from .network import SIGNS
from .style import INK, MUTED, axes_for, passages_url, say_empty

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOTE = (
    "number: statements · filled: five or more · outline: too few to rank · dot: not mentioned\n"
    "A position is how an actor acts or speaks toward others over an issue,\n"
    "never an opinion for or against it."
)


def plot_positions(
    positions: pd.DataFrame, *, top_issues: int = 12, top_actors: int = 8, ax: "Axes | None" = None
) -> "Axes":
    """Draw the grid issue × actor of `cr.positions`.

    Colour and symbol show the leaning, the number how many statements it rests on. A cell is
    filled where there are five or more, outlined where there are too few to rank. A dot: the
    article tells of no statement of this actor over this issue. A cell links to its first
    sentence.
    """
    from matplotlib.patches import Patch

    actors = list(dict.fromkeys(positions["actor_id"]))[:top_actors]
    shown = positions[positions["actor_id"].isin(actors)]
    issues = _largest(shown)[:top_issues]
    names = dict(zip(positions["actor_id"], positions["name"], strict=True))
    ax = axes_for(ax, len(issues) + 5)
    if positions.empty:
        return say_empty(ax, "no statement of an actor is about an issue of the codebook")
    cells = {}
    for row in shown.to_dict("records"):
        color, _, symbol = SIGNS[row["leaning"]]
        fill, ink, line = (color, "white", "-") if row["is_ranked"] else ("white", color, "--")
        cells[row["label"], row["actor_id"]] = Cell(
            f"{symbol} {row['n_statements']}", fill, color, ink,
            passages_url(row["statement_ids"]), line, 1.6,
        )  # fmt: skip
    draw_grid(ax, issues, {actor: names[actor] for actor in actors}, cells)
    used = set(positions["leaning"])
    ax.legend(
        handles=[
            Patch(facecolor=color, label=f"{symbol} {sign}")
            for sign, (color, _, symbol) in SIGNS.items()
            if sign in used
        ],
        loc="upper left", bbox_to_anchor=(0, 0), ncols=4, fontsize=9, labelcolor=INK,
        handlelength=1.2, borderaxespad=0.4,
    )  # fmt: skip
    n_left = len(positions) - int(shown["label"].isin(issues).sum())
    rest = f"\n{n_left:,} more in the table of this figure" if n_left else ""
    ax.set_xlabel(NOTE + rest, color=MUTED, fontsize=9, labelpad=30, loc="left", linespacing=1.35)
    return ax


def _largest(positions: pd.DataFrame) -> list[str]:
    """Return the names of the issues with most statements first, ties by name."""
    totals = positions.groupby("label")["n_statements"].sum().sort_index()
    return [str(label) for label in totals.sort_values(ascending=False, kind="stable").index]
