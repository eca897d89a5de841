"""Figures of a shelf: what sets articles apart, what they cover, their tone and their time."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.shelf.place import place_url
from closereading.timex.calendar import day_number

from .grid import EMPTY, Cell, draw_grid, shaded
from .network import SIGNS
from .style import ACCENT, INK, MUTED, PALETTE, RULE, SYMBOLS, axes_for, say_empty, shorten
from .timeaxis import axis_of
from .timeline import STATUS, draw_axis, draw_legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE = 30  # characters of the name of a group


def plot_distinctive(
    table: pd.DataFrame, *, top_groups: int = 6, top: int = 6, ax: "Axes | None" = None
) -> "Axes":
    """Draw, for each of the first groups of `cr.distinctive`, what it overuses most surely.

    A bar is the weighted log odds ratio (natural logarithm), the number beside it the count here
    and in the others. A bar links to the first of its sentences.
    """
    over = table[table["z"] > 0]
    groups = list(dict.fromkeys(over["group"]))[:top_groups]
    blocks = [(g, over[over["group"] == g].head(top).to_dict("records")) for g in groups]
    ax = axes_for(ax, sum(1 + len(rows) for _, rows in blocks))
    if not blocks:
        return say_empty(ax, "no group uses anything more often than the others do")
    ticks: list[tuple[int, str]] = []
    y = 0
    for group, rows in blocks:
        ax.text(0, y, f"  {shorten(group, 60)}", va="center", fontweight="bold", color=INK)
        for row in rows:
            y += 1
            (bar,) = ax.barh(y, row["log_odds"], height=0.7, color=ACCENT)
            bar.set_url(place_url(row["sent_ids"]))
            ax.annotate(
                f"{row['n_occurrences']:,} : {row['n_others']:,}", (row["log_odds"], y), (4, 0),
                textcoords="offset points", va="center", color=INK, fontsize=9,
            )  # fmt: skip
            ticks.append((y, shorten(row["label"], WIDE)))
        y += 1
    ax.set_yticks([at for at, _ in ticks], [name for _, name in ticks])
    ax.set_ylim(y - 0.3, -0.7)
    ax.margins(x=0.12)
    ax.set_xlim(left=0)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("weighted log odds ratio; beside the bar: count here : in all others")
    return ax


def plot_coverage(
    coverage: pd.DataFrame, *, top_issues: int = 15, top_groups: int = 12, ax: "Axes | None" = None
) -> "Axes":
    """Draw the grid issue × group of `cr.coverage`: which share of its sentences names the issue.

    The number is that of the sentences, darker a larger share; a dot: not named; empty: not in
    its codebook. A cell links to the first of its sentences.
    """
    most = coverage["sentences_pct"].max()

    def look(row: Mapping[Any, Any]) -> Cell | None:
        if not row["n_sentences"]:
            return None
        fill, ink = shaded(row["sentences_pct"] / most)
        return Cell(f"{row['n_sentences']:,}", fill, RULE, ink, place_url(row["sent_ids"]))

    note = "number: sentences that name it · darker: larger share · dot: not named"
    return _grid(ax, coverage, (top_issues, top_groups), look, note, known=coverage)


def plot_actor_positions(
    positions: pd.DataFrame,
    *,
    known: pd.DataFrame | None = None,
    top_issues: int = 12,
    top_groups: int = 12,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw the grid issue × group of `cr.actor_positions`: how the actor acts or speaks there.

    Colour and symbol show the leaning, the number how many statements it rests on; filled: five
    or more, outlined: too few to rank; a dot: no statement. A cell links to its first sentence.
    With `known`, the table of `Shelf.known()`, a place is empty, without a dot, where the group's
    codebook lacks the issue or isn't known.
    """

    def look(row: Mapping[Any, Any]) -> Cell:
        color, _, symbol = SIGNS[row["leaning"]]
        is_few = row["position"] == "too few"
        fill, ink = ("white", color) if is_few else (color, "white")
        url = place_url(row["sent_ids"])
        return Cell(f"{symbol} {row['n_statements']}", fill, color, ink, url)

    note = (
        "+ cooperation · − conflict · ± mixed · ○ neutral · number: statements\n"
        "outline: too few to rank · dot: none · a position is no opinion"
    )
    return _grid(ax, positions, (top_issues, top_groups), look, note, known=known)


def plot_shelf_tone(tone: pd.DataFrame, *, top: int = 40, ax: "Axes | None" = None) -> "Axes":
    """Draw the mean tone of each group of `cr.shelf_tone`, with its 95 % interval.

    Hollow, without an interval: too few scored sentences. Beyond `top` groups, the lowest and the
    highest are drawn. A mark links to the sentence of the strongest tone.
    """
    known = tone[tone["compound"].notna()]
    rows = known if len(known) <= top else pd.concat([known[: top // 2], known[-(top // 2) :]])
    ax = axes_for(ax, len(rows))
    if rows.empty:
        return say_empty(ax, "no sentence has a word that VADER scores")
    for y, row in enumerate(rows.to_dict("records")):
        is_few = pd.isna(row["low"])
        ax.plot([row["low"], row["high"]], [y, y], color=MUTED, linewidth=1.6, zorder=2)
        mark = ax.scatter(
            [row["compound"]], [y], s=42, facecolor="white" if is_few else ACCENT,
            edgecolor=ACCENT, zorder=3,
        )  # fmt: skip
        mark.set_urls([place_url(row["sent_ids"])])
    pairs = zip(rows["group"], rows["n_scored"], strict=True)
    names = [f"{shorten(group, WIDE)} (n = {n:,})" for group, n in pairs]
    ax.set_yticks(range(len(rows)), names)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.axvline(0, color=MUTED, linewidth=0.8, zorder=1)
    ax.set_xlim(-1, 1)
    ax.tick_params(axis="y", length=0)
    left = f"; {len(known) - len(rows):,} between them not drawn" if len(known) > len(rows) else ""
    ax.set_xlabel(f"mean tone, −1 to 1; n: scored sentences; hollow: under ten{left}")
    return ax


def plot_shelf_timeline(
    timeline: pd.DataFrame, *, top: int = 12, ax: "Axes | None" = None
) -> "Axes":
    """Draw the events of `cr.shelf_timeline`, one row a group, those with most events.

    A mark is a day or the middle of the days between which the event lies, a bar these days;
    colour and symbol show the status. A mark links to its sentence; events of a group that would
    lie on one another have one mark. ∥: the axis is cut.
    """
    from matplotlib.patches import Rectangle

    groups = timeline["group"].value_counts().sort_index().sort_values(
        ascending=False, kind="stable"
    )  # fmt: skip
    shown = {group: y for y, group in enumerate(groups.index[:top])}
    rows = timeline[timeline["group"].isin(list(shown))].to_dict("records")
    ax = axes_for(ax, len(shown) + 1)
    if not rows:
        return say_empty(ax, "no event has a date on the calendar")
    days = [_days(row) for row in rows]
    axis = axis_of(days)
    marks: dict[tuple[str, int, int, int], tuple[float, float, str]] = {}
    for row, (first, last) in zip(rows, days, strict=True):
        left, right = axis.place(first), axis.place(last)
        place = (row["status"], shown[row["group"]], round(200 * left), round(200 * right))
        marks.setdefault(place, (left, right, place_url(row["sent_ids"])))
    for status, (color, symbol) in STATUS.items():
        these = [(at[1], *mark) for at, mark in marks.items() if at[0] == status]
        for y, left, right, url in these:
            if right - left > 0.012:
                bar = Rectangle((left, y - 0.2), right - left, 0.4, facecolor=color, alpha=0.2)
                bar.set_url(url)
                ax.add_patch(bar)
        middles = [(left + right) / 2 for _, left, right, _ in these]
        drawn = ax.scatter(
            middles, [mark[0] for mark in these], s=36, marker=symbol, color=color, zorder=3
        )
        drawn.set_urls([mark[3] for mark in these])
    for y in shown.values():
        ax.axhline(y, color=RULE, linewidth=0.7, zorder=0)
    ax.set_yticks(list(shown.values()), [shorten(group, WIDE) for group in shown])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    draw_axis(ax, axis)
    draw_legend(ax, {s: STATUS[s] for s in STATUS if any(row["status"] == s for row in rows)})
    return ax


def plot_trends(trends: pd.DataFrame, *, top: int = 6, ax: "Axes | None" = None) -> "Axes":
    """Draw the share of articles that name each of the first issues of `cr.trends`, by period.

    Hollow: fewer than three articles. The number of articles stands below the period, with ≤ where
    the codebooks of some of them lack an issue that is drawn. A mark links to the first of its
    sentences. Periods without an article aren't drawn as 0.
    """
    periods = sorted(set(trends["period"]))
    ax = axes_for(ax, 9)
    if len(periods) < 2:
        return say_empty(ax, "the articles' dates give fewer than two periods to compare")
    labels = list(dict.fromkeys(trends["label"]))[:top]
    for i, label in enumerate(labels):
        rows = trends[trends["label"] == label].to_dict("records")
        xs = [periods.index(row["period"]) for row in rows]
        ys = [row["articles_pct"] for row in rows]
        color, symbol = PALETTE[i % len(PALETTE)], SYMBOLS[i % len(SYMBOLS)]
        ax.plot(xs, ys, color=color, linewidth=1.2, alpha=0.7, zorder=2)
        faces = ["white" if row["is_few"] else color for row in rows]
        marks = ax.scatter(xs, ys, s=46, marker=symbol, facecolor=faces, edgecolor=color, zorder=3)
        marks.set_urls([place_url(row["sent_ids"]) if row["sent_ids"] else "" for row in rows])
        ax.plot([], [], color=color, marker=symbol, label=shorten(label, 40))
    drawn = trends[trends["label"].isin(labels)].pivot(
        index="period", columns="issue", values="of_articles"
    ).reindex(periods).fillna(0)  # fmt: skip
    most = drawn.max(axis=1)
    signs = (drawn.min(axis=1) < most).map({True: "≤", False: "="})
    step = -(-len(periods) // 10)
    names = [f"{p}\nn {signs[p]} {most[p]:,.0f}" for p in periods[::step]]
    ax.set_xticks(range(0, len(periods), step), names)
    ax.set_ylim(-4, 104)
    ax.set_ylabel("articles that name it, in %")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9, labelcolor=INK)
    return ax


def _grid(
    ax: "Axes | None",
    table: pd.DataFrame,
    top: tuple[int, int],
    look: Callable[[Mapping[Any, Any]], Cell | None],
    note: str,
    *,
    known: pd.DataFrame | None,
) -> "Axes":
    """Draw a grid issue × group of linked cells; a dot where there is nothing to say.

    With `known`, the groups and the issues of their codebooks: not even a dot elsewhere.
    """
    issues: Sequence[str] = list(dict.fromkeys(table["label"]))[: top[0]]
    n = table["of_sentences"] if "of_sentences" in table else table["n_statements"]
    sizes = n.groupby(table["group"]).max().sort_index()
    groups = sorted(sizes.sort_values(ascending=False, kind="stable").index[: top[1]])
    ax = axes_for(ax, len(issues) + 4)
    if table.empty:
        return say_empty(ax, "nothing to compare")
    looks = {(row["label"], row["group"]): look(row) for row in table.to_dict("records")}
    cells = {place: cell for place, cell in looks.items() if cell}
    if known is not None:
        labels = known["issue"].map(dict(zip(table["issue"], table["label"], strict=True)))
        asked = {*looks, *zip(labels, known["group"], strict=True)}
        empty = {place: EMPTY for place in product(issues, groups) if place not in asked}
        cells |= empty
        unsure = ", or that isn't known" * (not set(groups) <= set(known["group"]))
        note += f" · empty: not in its codebook{unsure}" * bool(empty)
    draw_grid(ax, issues, groups, cells)
    more = len(sizes) - len(groups)
    ax.set_xlabel(note + f" · {more:,} more not drawn" * (more > 0), color=MUTED, fontsize=9)
    return ax


def _days(row: Mapping[Any, Any]) -> tuple[int, int]:
    """Return the first and the last possible day; the known one twice where only one is."""
    first, last = row["earliest"] or row["latest"], row["latest"] or row["earliest"]
    return day_number(first) or 0, day_number(last) or 0
