"""Figures of the actors: who is named, how often, and where."""

from typing import TYPE_CHECKING

import pandas as pd

from closereading.schema import CODES

from .style import INK, MUTED, PALETTE, RULE, SYMBOLS, axes_for, passages_url, say_empty, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_actors(actors: pd.DataFrame, *, top: int = 12, ax: "Axes | None" = None) -> "Axes":
    """Draw the `top` actors of `cr.actors` as bars of their number of mentions.

    Colour shows the kind, which stands in the label as well. A bar links to the
    mentions.
    """
    from matplotlib.ticker import MaxNLocator

    table = actors.nlargest(top, "n_mentions", keep="first").iloc[::-1]
    ax = axes_for(ax, len(table))
    if table.empty:
        return say_empty(ax, "no actor was recognised")
    for y, row in enumerate(table.to_dict("records")):
        color = PALETTE[CODES["kind"].index(row["kind"])]
        (bar,) = ax.barh(y, row["n_mentions"], height=0.7, color=color)
        bar.set_url(passages_url(row.get("spans") or row["first_sent_id"]))
        ax.annotate(
            str(row["n_mentions"]), (row["n_mentions"], y), (4, 0),
            textcoords="offset points", va="center", color=INK, fontsize=9,
        )  # fmt: skip
    labels = [
        f"{shorten(name)} · {kind}" for name, kind in zip(table["name"], table["kind"], strict=True)
    ]
    ax.set_yticks(range(len(table)), labels)
    ax.set_xlabel("mentions")
    ax.margins(x=0.08)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="y", length=0)
    return ax


def plot_where(
    spans: pd.DataFrame, *, by: str, n_sentences: int, top: int = 10, ax: "Axes | None" = None
) -> "Axes":
    """Draw where in the article the `top` values of column `by` stand, one row a value.

    Parameters
    ----------
    spans
        Any table with the span columns: mentions, issue hits, occurrences of words.
    by
        The column that tells the rows apart, such as `name` or `issue`.
    n_sentences
        Length of the article: the x axis runs from 1 to it. A mark links to its sentence.
    """
    counts = spans[by].value_counts(sort=True).head(top)
    ax = axes_for(ax, len(counts))
    if spans.empty:
        return say_empty(ax, "nothing to place in the article")
    for i, (value, n) in enumerate(counts.items()):
        rows = spans[spans[by] == value]
        y = len(counts) - 1 - i
        ax.axhline(y, color=RULE, linewidth=0.8, zorder=0)
        marks = ax.scatter(
            rows["sent_id"].str[1:].astype(int), [y] * len(rows),
            marker=SYMBOLS[i % len(SYMBOLS)], s=36, alpha=0.75,
            color=PALETTE[i % len(PALETTE)], linewidths=0,
        )  # fmt: skip
        marks.set_urls([f"#{sent_id}" for sent_id in rows["sent_id"]])
        ax.annotate(
            f"n = {n}", (1, y), (6, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center", color=MUTED, fontsize=8,
        )  # fmt: skip
    names = [shorten(str(value), 42) for value in reversed(counts.index.tolist())]
    ax.set_yticks(range(len(counts)), names)
    ax.set_xlim(0, n_sentences + 1)
    ax.set_ylim(-0.6, max(len(counts), 1) - 0.4)
    ax.set_xlabel(f"sentence of the article (1 to {n_sentences})")
    ax.tick_params(axis="y", length=0)
    return ax
