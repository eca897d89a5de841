"""A grid of linked cells, such as issues × actors: what all figures of that kind share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .style import INK, MUTED, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Cell:
    """What a cell says, how it looks, and where it leads."""

    text: str
    fill: str
    edge: str
    ink: str
    url: str
    line: str = "-"
    width: float = 1.0


EMPTY = Cell("", "none", "none", INK, "")  # not even a dot: there is nothing to ask


def shaded(share: float) -> tuple[str, str]:
    """Return the fill of a cell, the darker the larger a share of 0 to 1, and its ink."""
    import matplotlib as mpl

    depth = 0.15 + 0.75 * share
    return mpl.colors.to_hex(mpl.colormaps["Blues"](depth)), "white" if depth > 0.55 else INK


def draw_grid(
    ax: "Axes",
    rows: Mapping[str, str] | Sequence[str],
    columns: Mapping[str, str] | Sequence[str],
    cells: Mapping[tuple[str, str], Cell],
) -> None:
    """Draw the cells of (row, column), the first row on top; a dot where there is none.

    Parameters
    ----------
    rows, columns
        Their keys in order, or key → label.
    """
    from matplotlib.patches import Rectangle

    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            cell = cells.get((row, column))
            if cell is None:
                ax.text(x, y, "·", ha="center", va="center", color=MUTED, fontsize=16)
                continue
            patch = Rectangle(
                (x - 0.45, y - 0.42), 0.9, 0.84, facecolor=cell.fill, edgecolor=cell.edge,
                linestyle=cell.line, linewidth=cell.width,
            )  # fmt: skip
            patch.set_url(cell.url)
            ax.add_patch(patch)
            ax.text(x, y, cell.text, ha="center", va="center", fontsize=9.5, color=cell.ink)
    ax.set_xlim(-0.55, max(len(columns), 1) - 0.45)
    ax.set_ylim(max(len(rows), 1) - 0.45, -0.55)
    across = [shorten(name, 24) for name in _labels(columns)]
    ax.set_xticks(range(len(columns)), across, rotation=35, ha="left")
    ax.set_yticks(range(len(rows)), [shorten(name, 42) for name in _labels(rows)])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def _labels(names: Mapping[str, str] | Sequence[str]) -> Sequence[str]:
    return list(names.values()) if isinstance(names, Mapping) else names
