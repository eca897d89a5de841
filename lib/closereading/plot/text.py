"""Figures of the word statistics and of the tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .style import (
    ACCENT,
    INK,
    MUTED,
    NEGATIVE,
    POSITIVE,
    RULE,
    axes_for,
    passages_url,
    say_empty,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

ROWS_HIGH = 8  # rows of labels as high as which a figure along the sentences is
DENSE = 200  # more bars than this touch one another
FEW_BARS = 10  # fewer bars than this keep their width and leave room beside them


def plot_frequencies(table: pd.DataFrame, *, ax: Axes | None = None, top: int = 20) -> Axes:
    """Draw the first `top` rows of `frequencies` as bars: the rate, with the count beside it."""
    table = table.head(top)
    ax = axes_for(ax, len(table))
    if table.empty:
        return say_empty(ax, "Nothing occurs often enough.")
    _name_rows(ax, list(table["type"]))
    bars = ax.barh(range(len(table)), table.rate_per_1k, color=ACCENT, height=0.7)
    _link(bars, table.spans)
    ax.bar_label(bars, [f"{n:,}" for n in table.n_occurrences], padding=3, color=INK, fontsize=9)
    ax.set_xlim(0, table.rate_per_1k.max() * 1.08)
    ax.set_xlabel("occurrences per 1,000 words; the number at the bar is the count")
    return ax


def plot_collocations(table: pd.DataFrame, *, ax: Axes | None = None, top: int = 15) -> Axes:
    """Draw the first `top` pairs of `collocations`: how often, against how often by chance."""
    table = table.head(top)
    ax = axes_for(ax, len(table))
    if table.empty:
        return say_empty(ax, "No pair of words occurs often enough.")
    labels = [f"{w} + {c}" for w, c in zip(table.word, table.collocate, strict=True)]
    _name_rows(ax, labels)
    y = range(len(table))
    most = table.n_occurrences.max()
    ax.hlines(y, table.n_expected, table.n_occurrences, color=RULE, linewidth=2, zorder=1)
    by_chance = ax.scatter(table.n_expected, y, facecolors="white", edgecolors=MUTED, zorder=2)
    seen = ax.scatter(table.n_occurrences, y, color=ACCENT, zorder=3)
    seen.set_urls(_urls(table.spans))
    ax.set_xlim(-most * 0.02, most * 1.04)
    _count_axis(ax.xaxis)
    ax.set_xlabel("occurrences")
    _legend(ax, {"by chance": by_chance, "in the article": seen})
    return ax


def plot_keyness(table: pd.DataFrame, *, ax: Axes | None = None, top: int = 20) -> Axes:
    """Draw the first `top` words of `keyness` as bars: how much more often than elsewhere."""
    table = table[table.log_ratio.notna()].head(top)
    ax = axes_for(ax, len(table))
    if table.empty:
        return say_empty(ax, "No word can be compared with the reference.")
    _name_rows(ax, list(table.type))
    bars = ax.barh(range(len(table)), table.log_ratio, color=ACCENT, height=0.7)
    _link(bars, table.spans)
    ax.bar_label(bars, [f"{n:,}" for n in table.n_occurrences], padding=3, color=INK, fontsize=9)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    ax.margins(x=0.08)
    ax.set_xlabel("log ratio (1 = twice the reference’s rate, 3 = 8 times); at the bar the count")
    return ax


def plot_dispersion(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw `occurrences`: a row a word, a stroke where it stands in the course of the article."""
    counts = table.groupby("type", sort=False).size()
    ax = axes_for(ax, len(counts))
    if table.empty:
        return say_empty(ax, "No word occurs often enough to be placed.")
    _name_rows(ax, [f"{_label(name)} ({n})" for name, n in counts.items()])
    for y, (_, places) in enumerate(table.groupby("type", sort=False)):
        strokes = ax.scatter(
            places.position_pct, [y] * len(places), marker="|", s=160, linewidths=1.5, color=ACCENT
        )
        strokes.set_urls(_urls(places.sent_id))
    ax.grid(axis="y", color=RULE)
    ax.set_axisbelow(True)
    ax.set_xlim(-1, 101)
    ax.set_xlabel("position in the article (% of its words)")
    return ax


def plot_tone(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw `tone`: a bar a sentence, up for positive, down for negative; the trend as a line."""
    from matplotlib.patheffects import withStroke

    ax = axes_for(ax, ROWS_HIGH)
    scored = table[table.compound.notna()]
    if scored.empty:
        return say_empty(ax, "No sentence holds a word that VADER scores.")
    x = range(1, len(table) + 1)
    colors = [POSITIVE if c > 0 else NEGATIVE for c in table.compound]
    _sentence_bars(ax, table.compound.fillna(0), colors, table.sent_id)
    silent = [i for i, c in zip(x, table.compound.fillna(0), strict=True) if c == 0]
    ax.scatter(silent, [0] * len(silent), marker=".", s=9, color=MUTED, zorder=3)
    if table.trend.notna().any():
        halo = [withStroke(linewidth=3.5, foreground="white")]
        (line,) = ax.plot(x, table.trend, color=INK, linewidth=1.6, path_effects=halo)
        _legend(ax, {"mean of the sentences around": line})
    ax.axhline(0, color=MUTED, linewidth=0.8)
    ax.set_ylim(-1, 1)
    ax.set_ylabel("VADER compound score")
    return ax


def plot_sentence_lengths(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw `sentences`: a bar a sentence, its height the words; paragraphs alternate in shade."""
    ax = axes_for(ax, ROWS_HIGH)
    if table.empty:
        return say_empty(ax, "There are no sentences.")
    colors = [ACCENT if p % 2 else MUTED for p in table.paragraph]
    _sentence_bars(ax, table.n_words, colors, table.sent_id)
    _count_axis(ax.yaxis)
    ax.set_ylabel("words")
    return ax


def plot_paragraphs(table: pd.DataFrame, *, ax: Axes | None = None, top: int = 30) -> Axes:
    """Draw the first `top` rows of `paragraphs`: a bar a paragraph, its keywords beside it."""
    of_all = f" (the first {top} of {len(table)})" if len(table) > top else ""
    table = table.head(top)
    ax = axes_for(ax, len(table))
    if table.empty:
        return say_empty(ax, "There are no paragraphs.")
    numbers = zip(table.paragraph, table.is_heading, strict=True)
    _name_rows(ax, [f"heading {n}" if heading else f"paragraph {n}" for n, heading in numbers])
    bars = ax.barh(range(len(table)), table.n_words, color=ACCENT, height=0.7)
    _link(bars, table.sent_ids)
    labels = [shorten(_printable(words.replace(";", ", ")), 48) for words in table.keywords]
    ax.bar_label(bars, labels, padding=4, color=INK, fontsize=9, parse_math=False)
    ax.set_xlim(0, table.n_words.max() * 2)
    _count_axis(ax.xaxis)
    ax.set_xlabel(f"words{of_all}; beside the bar the words that set the paragraph apart")
    return ax


def _name_rows(ax: Axes, labels: Sequence[str]) -> None:
    """Label the rows of a horizontal figure, the first on top."""
    ax.set_yticks(range(len(labels)), [_label(label) for label in labels], parse_math=False)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def _label(text: object) -> str:
    """Return a label that fits and prints."""
    return shorten(_printable(str(text)))


def _printable(text: str) -> str:
    """Return `text` with a mark for each character that can't be drawn."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _count_axis(axis: Axis) -> None:
    """Tick an axis at whole numbers only."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))


def _sentence_bars(
    ax: Axes, heights: pd.Series[float], colors: Sequence[str], sent_ids: pd.Series[str]
) -> None:
    """Draw a bar a sentence, and number the sentences along the x axis."""
    n = len(heights)
    width = 0.8 if n <= DENSE else 1.0
    bars = ax.bar(range(1, n + 1), heights, width=width, color=colors, linewidth=0)
    _link(bars, sent_ids)
    middle, reach = (n + 1) / 2, max(n, FEW_BARS) / 2 + 0.1
    ax.set_xlim(middle - reach, middle + reach)
    if n <= FEW_BARS:
        ax.set_xticks(range(1, n + 1))
    else:
        _count_axis(ax.xaxis)
    ax.set_xlabel("sentence")


def _legend(ax: Axes, marks: dict[str, Artist]) -> None:
    """Put a legend above the figure, on the right."""
    ax.legend(
        list(marks.values()),
        list(marks),
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=len(marks),
        borderaxespad=0.2,
        fontsize=9,
    )


def _urls(cells: pd.Series[str]) -> list[str]:
    """Return the link of each mark: the passages that it counts."""
    return [passages_url(cell) for cell in cells]


def _link(bars: object, cells: pd.Series[str]) -> None:
    """Link each bar to the passages that it counts."""
    for bar, url in zip(bars, _urls(cells), strict=True):  # type: ignore[call-overload]
        bar.set_url(url)
