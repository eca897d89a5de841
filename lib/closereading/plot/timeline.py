"""Figures of the events: when each happened, and in which order the text tells them."""

from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from closereading.event import on_calendar
from closereading.event.when import ends
from closereading.prose import capitalised
from closereading.timex.name import is_circa, span_name

from .style import INK, MUTED, NEGATIVE, PALETTE, RULE, SYMBOLS, axes_for, say_empty, shorten
from .timeaxis import TimeAxis, axis_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATUS = {  # colour and symbol of each status
    "happened": (PALETTE[0], "o"),
    "planned": (PALETTE[2], "^"),
    "hypothetical": (PALETTE[4], "D"),
    "denied": (NEGATIVE, "X"),
}
BASIS = {  # and of each basis
    "stated": (PALETTE[0], "o"),
    "relative": (PALETTE[2], "^"),
    "carried": (PALETTE[4], "s"),
    "document": (PALETTE[3], "D"),
}
FIXED = {"status": STATUS, "basis": BASIS}
MANY = 30  # events; above this, a row holds one line
WIDE = 44  # characters of a label's line


def plot_timeline(
    events: pd.DataFrame,
    *,
    color_by: Literal["status", "basis", "issues"] = "status",
    top: int = 80,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw the dated events of `cr.events` in the order of time, one row each.

    A mark is a day, a bar the days between which the event lies; an arrow says that the text
    gives one end only. Dashed and hollow: approximate. Colour and symbol show the status, the
    basis or the first issue. Where nothing happens for long, the axis is cut (∥), and each
    stretch has a scale of its own. A row links to its sentence.

    Parameters
    ----------
    events
        The table of `cr.events`. Events that don't stand on the calendar are counted below the
        axis, not drawn.
    color_by
        `status`, `basis`, or `issues` for the first issue of each event.
    top
        Draw at most so many: those whose dates rest on most (stated, relative, carried, document),
        the shortest intervals first. The rest is counted below the axis.
    """
    dated = on_calendar(events).to_dict("records")
    surest = sorted(dated, key=lambda e: ([*BASIS].index(e["basis"]), ends(e)[1] - ends(e)[0]))
    rows = sorted(surest[:top], key=lambda e: (*ends(e), e["start"]))
    n_lines = 1 if len(rows) > MANY else 3
    ax = axes_for(ax, len(rows), size=(10.0, 1.3, 0.3 if n_lines == 1 else 0.42))
    if not rows:
        return say_empty(ax, "no event of this text has a date on the calendar")
    axis = axis_of([ends(e) for e in rows])
    styles = styles_of(rows, color_by)
    for y, event in enumerate(rows):
        draw_event(ax, axis, event, y, styles[name_of(event, color_by)])
    labels = [label_of(str(event["headline"]), n_lines) for event in rows]
    ax.set_yticks(range(len(rows)), labels, parse_math=False, fontsize=9, linespacing=1.05)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    draw_axis(ax, axis)
    draw_legend(ax, styles)
    n_undated, n_cut = len(events) - len(dated), len(dated) - len(rows)
    note = [f"{n_cut:,} more with a date, not drawn"] if n_cut else []
    note += [f"{n_undated:,} more without a date on the calendar"] if n_undated else []
    note += ["∥ axis cut: each stretch has its own scale"] if axis.cuts() else []
    if note:
        ax.set_xlabel(" · ".join(note), color=MUTED, fontsize=9)
    return ax


def plot_narrative_order(events: pd.DataFrame, *, ax: "Axes | None" = None) -> "Axes":
    """Draw the order of the text against the order of time for the dated events of `cr.events`.

    Left to right as the text tells them, bottom to top as they happened. A line that falls goes
    back in time; a text that tells all in order only rises. A mark links to its sentence.
    """
    from matplotlib.ticker import MaxNLocator

    dated = on_calendar(events).to_dict("records")
    told = sorted(dated, key=lambda e: e["start"])
    times = sorted({ends(e) for e in told})
    ax = axes_for(ax, min(len(times), 24), size=(10.0, 1.3, 0.3))
    if not told:
        return say_empty(ax, "no event of this text has a date on the calendar")
    rank = {time: i for i, time in enumerate(times)}
    ys = [rank[ends(e)] for e in told]
    ax.plot(range(1, len(told) + 1), ys, color=MUTED, linewidth=1, zorder=1)
    for status, (color, symbol) in STATUS.items():
        these = [i for i, event in enumerate(told) if event["status"] == status]
        xs, heights = [i + 1 for i in these], [ys[i] for i in these]
        marks = ax.scatter(xs, heights, s=52, color=color, marker=symbol, zorder=3)
        marks.set_urls([f"#{told[i]['sent_id']}" for i in these])
    names = {rank[ends(e)]: span_name(e) for e in reversed(told)}
    step = -(-len(times) // 24)
    shown = range(0, len(times), step)
    ax.set_yticks(list(shown), [shorten(names[i]) for i in shown], parse_math=False)
    ax.set_ylim(-0.6, len(times) - 0.4)
    ax.set_xlim(0.4, len(told) + 0.6)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="y", color=RULE, linewidth=0.6)
    ax.tick_params(length=0)
    ax.set_xlabel("dated events in the order of the text")
    ax.set_ylabel("order of time, upward")
    draw_legend(ax, {s: STATUS[s] for s in STATUS if any(e["status"] == s for e in told)})
    return ax


def name_of(event: dict[Any, Any], color_by: str) -> str:
    """Return what decides the colour of an event."""
    if color_by in FIXED:
        return str(event[color_by])
    return str(event["issues"]).split(";")[0] or "no issue"


def styles_of(rows: list[dict[Any, Any]], color_by: str) -> dict[str, tuple[str, str]]:
    """Return the colour and symbol of each status, basis or issue that occurs."""
    names = [name_of(event, color_by) for event in rows]
    if color_by in FIXED:
        return {name: style for name, style in FIXED[color_by].items() if name in names}
    often = sorted(set(names) - {"no issue"}, key=lambda name: (-names.count(name), name))
    kept = len(PALETTE)
    styles = {
        name: (PALETTE[i], SYMBOLS[i]) if i < kept else (MUTED, ".") for i, name in enumerate(often)
    }
    return styles | ({"no issue": (MUTED, "o")} if "no issue" in names else {})


def draw_event(
    ax: "Axes", axis: TimeAxis, event: dict[Any, Any], y: int, style: tuple[str, str]
) -> None:
    """Draw one row: a mark or a bar, its date beside it, and a rule to its label."""
    from matplotlib.patches import Rectangle

    color, symbol = style
    circa, edtf = is_circa(event["edtf"]), event["edtf"]
    left, right = map(axis.place, ends(event))
    ax.plot([0, left], [y, y], color=RULE, linewidth=0.7, zorder=0)
    url = f"#{event['sent_id']}"
    if edtf.endswith("..") or edtf.startswith(".."):
        tip = 1.0 if edtf.endswith("..") else 0.0
        ax.annotate(
            "", (tip, y), (left, y), zorder=2,
            arrowprops={"arrowstyle": "->", "color": color, "linewidth": 1.6,
                        "linestyle": "--" if circa else "-", "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip
    elif right - left > 0.012:
        bar = Rectangle(
            (left, y - 0.19), right - left, 0.38, edgecolor=color, linewidth=1.4, zorder=2,
            facecolor="white" if circa else color, linestyle="--" if circa else "-",
        )  # fmt: skip
        bar.set_url(url)
        ax.add_patch(bar)
    middle = left if ".." in edtf else (left + right) / 2
    face = "white" if circa or right - left > 0.012 else color
    mark = ax.scatter([middle], [y], s=46, marker=symbol, facecolor=face, edgecolor=color, zorder=3)
    mark.set_linewidth(1.4)
    mark.set_urls([url])
    beside = max(middle, right)
    flip = beside > 0.78 and not edtf.endswith("..")
    at = min(middle, left) if flip else beside
    ax.annotate(
        span_name(event), (at, y), (-8 if flip else 8, 5 if edtf.endswith("..") else 0),
        textcoords="offset points", ha="right" if flip else "left",
        va="bottom" if edtf.endswith("..") else "center", color=MUTED, fontsize=8, zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6}, parse_math=False,
    )  # fmt: skip


def draw_axis(ax: "Axes", axis: TimeAxis) -> None:
    """Draw the ticks of time, and where the axis is cut."""
    ticks = axis.ticks()
    ax.set_xticks([place for place, _ in ticks], [name for _, name in ticks], fontsize=9)
    ax.set_xlim(0, 1)
    for cut in axis.cuts():
        ax.axvspan(cut - 0.01, cut + 0.01, color="white", zorder=1)
        ax.text(
            cut, 0, "∥", ha="center", va="center", color=MUTED, fontsize=10,
            transform=ax.get_xaxis_transform(),
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def draw_legend(ax: "Axes", styles: dict[str, tuple[str, str]]) -> None:
    """Draw the legend above the figure."""
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], linestyle="", marker=symbol, color=color, markersize=7, label=name)
        for name, (color, symbol) in styles.items()
    ]
    ax.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=min(len(handles), 4),
        fontsize=9, handletextpad=0.2, columnspacing=1.2, borderaxespad=0.2, labelcolor=INK,
    )  # fmt: skip


def label_of(headline: str, n_lines: int) -> str:
    """Return a headline broken into lines that fit beside the axis."""
    headline = capitalised(headline)
    if n_lines == 1:
        return shorten(headline, WIDE + 12)
    return "\n".join(wrap(headline, WIDE, max_lines=n_lines, placeholder="…"))
