"""A figure of pairs: who is tied to whom, how often, in which sense."""

from math import hypot
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from .style import (
    ACCENT,
    INK,
    MUTED,
    NEGATIVE,
    PALETTE,
    RULE,
    axes_for,
    passages_url,
    say_empty,
    shorten,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Place = tuple[float, float]
Places = dict[Any, Place]

SIGNS: dict[
    str, tuple[str, Literal["-", "--", "-.", ":"], str]
] = {  # colour, line and symbol: each tells the sign by itself
    "cooperation": (ACCENT, "-", "+"),
    "conflict": (NEGATIVE, "--", "−"),
    "mixed": (PALETTE[3], "-.", "±"),
    "neutral": (MUTED, ":", "○"),
    "": (MUTED, "-", ""),
}
SEED = 7  # of the layout: the same picture for the same table
NEAR = 0.14  # distance below which two labels would touch, the layout being 2 wide
WIDE = 1.8  # how much wider than high a label is, roughly
LABEL_AT = 0.15  # how far from a node its name stands, in units of the drawing
WIDTHS = (1.2, 4.5)  # of the thinnest and the thickest line
SIZES = (90.0, 700.0)  # of the smallest and the largest node


def plot_network(
    edges: pd.DataFrame,
    *,
    weight: str = "n_statements",
    nodes: pd.DataFrame | None = None,
    top: int = 24,
    names: "dict[str, str] | None" = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw a table of pairs as a network: `cr.ties`, `cr.congruence`, `cr.actor_cooccurrence`.

    A line is a pair: the thicker, the larger |weight|. Where the table has a `sign`, colour, kind
    of line and the symbol on it show it, with the weight beside it; this label links to the
    pair's first sentence. What stands near what means nothing by itself.

    Parameters
    ----------
    edges
        `actor`, `other`, `name`, `other_name`, `sent_ids`, the column `weight`, and maybe `sign`.
    nodes
        `cr.actors`: each is as large as its mentions are many. Without it, as the sum of its
        weights.
    top
        Draw at most so many pairs, the first of the table.
    names
        What the legend calls each sign, such as `{"cooperation": "alike"}`.
    """
    import networkx as nx

    table = drawn(edges, weight, top)
    n_nodes = len({*table["actor"], *table["other"]})
    ax = axes_for(ax, min(17, 2 * n_nodes + 2))
    if table.empty:
        return say_empty(ax, "no two actors are tied to each other")
    graph = nx.Graph()
    rows = table.to_dict("records")
    for row in rows:
        graph.add_node(row["actor"], label=row["name"])
        graph.add_node(row["other"], label=row["other_name"])
        graph.add_edge(row["actor"], row["other"], weight=abs(row[weight]) or 0.5)
    places = nx.forceatlas2_layout(graph, strong_gravity=True, max_iter=400, seed=SEED)
    places = nx.rescale_layout_dict(places)
    sides = _label_sides(graph, places)
    labels = [(x, y + sides[node] * LABEL_AT) for node, (x, y) in places.items()]
    _draw_lines(ax, rows, weight, places, labels)
    _draw_nodes(ax, graph, places, sides, _sizes(graph, nodes))
    ax.margins(0.14)
    ax.set_axis_off()
    _legend(ax, rows, names or {}, n_cut=len(edges) - len(table))
    return ax


def _draw_lines(
    ax: "Axes", rows: list[dict[Any, Any]], weight: str, places: Places, labels: list[Place]
) -> None:
    """Draw a line a pair, with a label where it stands apart from the other labels."""
    from numpy import interp

    largest = max(abs(row[weight]) for row in rows) or 1
    for row in rows:
        color, line, symbol = SIGNS[row.get("sign", "")]
        (x, y), (to_x, to_y) = places[row["actor"]], places[row["other"]]
        width = interp(abs(row[weight]), (1, max(largest, 2)), WIDTHS)
        ax.plot([x, to_x], [y, to_y], color=color, linestyle=line, linewidth=width, alpha=0.75,
                zorder=1)  # fmt: skip
        at = _free_place((x, y), (to_x, to_y), labels)
        labels.append(at)
        label = ax.text(
            *at, f"{symbol}{abs(row[weight])}", ha="center",
            va="center", color=color, fontsize=9, zorder=2,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
        label.set_url(passages_url(row.get("statement_ids") or row["sent_ids"]))


def _draw_nodes(
    ax: "Axes", graph: Any, places: Places, sides: dict[Any, int], sizes: dict[str, float]
) -> None:
    """Draw a circle an actor, its name above or below it."""
    from numpy import interp

    for node, place in places.items():
        area = interp(sizes[node], (0, max(*sizes.values(), 1)), SIZES)
        ax.scatter(
            [place[0]], [place[1]], s=area, color="white", edgecolor=INK, linewidth=1.4, zorder=3
        )
        ax.annotate(
            shorten(graph.nodes[node]["label"], 24), place, (0, sides[node] * (area**0.5 / 2 + 3)),
            textcoords="offset points", ha="center", va="bottom" if sides[node] > 0 else "top",
            color=INK, fontsize=9.5,
            zorder=4, bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none",
                            "alpha": 0.8},
        )  # fmt: skip


def drawn(edges: pd.DataFrame, weight: str, top: int) -> pd.DataFrame:
    """Return the first `top` pairs; of those that weigh the same all or none, where they can be."""
    table = edges.head(top)
    if len(edges) <= top:
        return table
    weights = edges[weight].abs()
    if not weights.is_monotonic_decreasing:
        return table
    kept = table[weights.head(top) > weights.iloc[top]]
    return kept if len(kept) else table


def _label_sides(graph: Any, places: Places) -> dict[Any, int]:
    """Return on which side of each node its name stands, 1 above, −1 below: away from its ties."""
    sides = {}
    for node, (_, y) in places.items():
        slopes = sum(1 if places[other][1] > y else -1 for other in graph[node])
        sides[node] = -1 if slopes > 0 else 1
    return sides


def _free_place(start: Place, end: Place, taken: list[Place]) -> Place:
    """Return where on a line its label stands farthest from the others, the middle preferred."""
    ways = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]
    places = [
        (start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1])) for t in ways
    ]
    free = [min(hypot((x - u) / WIDE, y - v) for u, v in taken) for x, y in places]
    return places[0] if free[0] > NEAR else places[free.index(max(free))]


def _sizes(graph: Any, nodes: pd.DataFrame | None) -> dict[str, float]:
    """Return how large each node is."""
    if nodes is None:
        return {node: float(total) for node, total in graph.degree(weight="weight")}
    known = dict(zip(nodes["actor_id"], nodes["n_mentions"], strict=True))
    return {node: float(known.get(node, 0)) for node in graph}


def _legend(ax: "Axes", rows: list[dict[Any, Any]], names: dict[str, str], *, n_cut: int) -> None:
    """Draw what the lines mean, below the figure."""
    from matplotlib.lines import Line2D

    used = {row.get("sign", "") for row in rows}
    handles = [
        Line2D([], [], color=color, linestyle=line, linewidth=2.2,
               label=f"{symbol} {names.get(sign, sign)}")
        for sign, (color, line, symbol) in SIGNS.items()
        if sign and sign in used
    ]  # fmt: skip
    if n_cut:
        handles.append(Line2D([], [], linestyle="", label=f"{n_cut:,} more pairs, not drawn"))
    if handles:
        ax.legend(
            handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=len(handles),
            fontsize=9, handlelength=3.2, labelcolor=INK, edgecolor=RULE,
        )  # fmt: skip
