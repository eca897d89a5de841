"""One hand for every figure: theme, colours, symbols."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK = "#1f2933"
MUTED = "#6b7785"
RULE = "#d5dae0"
ACCENT = "#0b5394"

# Paul Tol's "muted" and "bright" schemes (SRON technical note 18, 2021), those that keep a
# contrast of 3:1 on white and stay apart in every common kind of colour blindness.
PALETTE = ("#4477aa", "#cc6677", "#117733", "#aa4499", "#997700", "#332288", "#882255", "#0f8a8a")
POSITIVE = "#117733"
NEGATIVE = "#b2453f"
SYMBOLS = ("o", "s", "^", "D", "v", "P", "X", "*")


def set_theme() -> None:
    """Set the collection's look for all figures of a notebook."""
    import matplotlib as mpl
    import seaborn as sns

    sns.set_theme(context="notebook", style="white", palette=PALETTE)
    mpl.rcParams.update(
        {
            "figure.figsize": (8.0, 4.0),
            "figure.dpi": 100,
            "figure.constrained_layout.use": True,
            "font.family": "sans-serif",
            "font.sans-serif": ["DejaVu Sans"],
            "font.size": 10,
            "axes.edgecolor": MUTED,
            "axes.labelcolor": INK,
            "axes.labelsize": 10,
            "axes.titlesize": 11,
            "axes.titleweight": "bold",
            "axes.titlelocation": "left",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "grid.color": RULE,
            "legend.frameon": False,
            "text.color": INK,
            "text.parse_math": False,
            "xtick.color": MUTED,
            "ytick.color": MUTED,
            "xtick.labelcolor": INK,
            "ytick.labelcolor": INK,
            "xtick.labelsize": 9,
            "ytick.labelsize": 9,
        }
    )


def axes_for(
    ax: "Axes | None", n_rows: int, *, size: tuple[float, float, float] = (8.0, 1.1, 0.32)
) -> "Axes":
    """Return `ax`, or a new one that is high enough for `n_rows` rows of labels.

    `size` in inches: its width, its height without rows, and the height of each row.
    """
    import matplotlib.pyplot as plt

    if ax is not None:
        return ax
    width, least, row = size
    _, new = plt.subplots(figsize=(width, least + row * max(n_rows, 2)))
    return new


def passages_url(cell: str) -> str:
    """Return the link of a mark that stands for several passages, which a report opens together.

    Parameters
    ----------
    cell
        What a column `spans`, `sent_ids` or `statement_ids` says: passages joined by `;`.

    >>> passages_url("s001;s014"), passages_url("s001"), passages_url("try:s0-5;try:s12-17")
    ('#ps001.s014', '#s001', '#p0-5.12-17')
    """
    if re.fullmatch(r"s\d+", cell):
        return f"#{cell}"
    return "#p" + ".".join(re.sub(r"^\S+:[a-z](?=\d)", "", part) for part in cell.split(";"))


def shorten(label: str, most: int = 34) -> str:
    """Return a label cut to `most` characters, the cut marked by an ellipsis."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def say_empty(ax: "Axes", message: str) -> "Axes":
    """Say in the figure that there is nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, message, ha="center", va="center", color=MUTED, transform=ax.transAxes)
    return ax
