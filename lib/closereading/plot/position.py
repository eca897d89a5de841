"""The grid of positions: how each actor acts or speaks toward others over each issue."""

from typing import TYPE_CHECKING

import pandas as pd

from .network import SIGNS
from .style import INK, MUTED, axes_for, passages_url, say_empty, shorten

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
    from matplotlib.patches import Patch, Rectangle

    actors = list(dict.fromkeys(positions["actor_id"]))[:top_actors]
    shown = positions[positions["actor_id"].isin(actors)]
    issues = _largest(shown)[:top_issues]
    names = dict(zip(positions["actor_id"], positions["name"], strict=True))
    ax = axes_for(ax, len(issues) + 5)
    if positions.empty:
        return say_empty(ax, "no statement of an actor is about an issue of the codebook")
    cells = {(row["label"], row["actor_id"]): row for row in positions.to_dict("records")}
    for y, issue in enumerate(reversed(issues)):
        for x, actor in enumerate(actors):
            row = cells.get((issue, actor))
            if row is None:
                ax.text(x, y, "·", ha="center", va="center", color=MUTED, fontsize=16)
                continue
            color, _, symbol = SIGNS[row["leaning"]]
            patch = Rectangle(
                (x - 0.44, y - 0.41), 0.88, 0.82, edgecolor=color, linewidth=1.6,
                facecolor=color if row["is_ranked"] else "white",
                linestyle="-" if row["is_ranked"] else "--",
            )  # fmt: skip
            patch.set_url(passages_url(row["statement_ids"]))
            ax.add_patch(patch)
            ax.text(
                x, y, f"{symbol} {row['n_statements']}", ha="center", va="center", fontsize=10,
                color="white" if row["is_ranked"] else color,
            )  # fmt: skip
    ax.set_xlim(-0.55, len(actors) - 0.45)
    ax.set_ylim(-0.55, len(issues) - 0.45)
    labels = [shorten(names[actor], 22) for actor in actors]
    ax.set_xticks(range(len(actors)), labels, rotation=35, ha="left")
    ax.set_yticks(range(len(issues)), [shorten(label, 42) for label in reversed(issues)])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
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
