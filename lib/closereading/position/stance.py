"""Positions: how an actor acts or speaks toward others over an issue, never an opinion on it."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article
from closereading.interval import PERCENTILES, draws
from closereading.issue import AnyCodebook, as_codebook, issue_mentions
from closereading.parse import parse
from closereading.quotation import quotations
from closereading.schema import frame

from .act import SIGNS, Act, By, acts, lean

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW = 5  # statements; below this a cell is shown but not ranked
N_DRAWS = 2000
MODES = ("indirect", "mixed", "direct")  # of a quotation, the strongest last

Cells = dict[tuple[str, str], list[Act]]


def positions(
    article: Article,
    *,
    statements: pd.DataFrame | None = None,
    codebook: AnyCodebook = None,
    by: By = "auto",
) -> pd.DataFrame:
    """Return one row an actor and an issue over which it acts or speaks toward others.

    A position is how an actor acts or speaks toward others over an issue, never an opinion for or
    against it. Statements are counted, not their pairs: one toward three targets is one. An act
    aimed only at the actor's own side isn't counted. What two sides share counts for both: odds,
    strained ties. Negated statements count as neutral, whatever
    their class ("didn't agree" is no cooperation, and not by itself a clash; a refusal that the
    text calls one is a conflict of its own), and so does what only could or should be done. A
    quotation over an issue is a neutral statement where no other by its speaker stands there.

    Parameters
    ----------
    statements
        Take these, with their `issues` as they are; without them, those of the article.
    by
        `country`: persons and bodies count for their country (an organisation that is only quoted,
        for itself). `actor`: each for itself. `auto`: for their country, unless that would leave
        most statements aimed at the source's own side.

    Returns
    -------
    DataFrame
        The columns of `positions` in the schema; actors by number of statements, then name, the
        issues of each likewise. An actor and an issue without a statement have no row, never a 0.

    Notes
    -----
    balance = (cooperation − conflict) / (cooperation + conflict), from −1 to 1; NaN where neither
    occurs. Its 95% interval is the percentile bootstrap over sentences: sentences are drawn with
    replacement, draws in which the cell has no such statement left out. Where all statements
    point one way the bootstrap sees no doubt: read n.
    `leaning`: mixed where both signs occur and the interval spans 0, else the sign of the balance,
    else neutral. `position`: the same, from five statements on; "too few" below.
    `quotation`: the longest direct one by the actor in a sentence of the issue; if there is none,
    the longest in part in quote marks, then the longest without.

    References
    ----------
    B. Efron (1979), doi:10.1214/aos/1176344552. PLOVER, https://github.com/openeventdata/PLOVER.
    """
    labels = as_codebook(codebook).labels
    found = acts(article, statements=statements, codebook=codebook, by=by)
    cells: Cells = {}
    totals: dict[str, int] = {}
    for act in found.acts:
        for source in act.holders:
            if act.toward(source) is None:
                continue
            totals[source] = totals.get(source, 0) + bool(act.issues)
            for issue in act.issues:
                cells.setdefault((source, issue), []).append(act)
    ranges = intervals(cells, len(parse(article).sentences))
    quoted = strongest(article, found.voices, codebook)
    rows: list[dict[str, Any]] = [
        {
            "doc_id": article.doc_id,
            "actor_id": actor,
            "name": found.names.get(actor, actor),
            "issue": issue,
            "label": labels.get(issue, issue),
            **_counts(own, *ranges[actor, issue]),
            **quoted.get((actor, issue), {"quotation_id": "", "quotation": ""}),
        }
        for (actor, issue), own in cells.items()
    ]
    rows.sort(key=lambda row: (-row["n_statements"], row["issue"]))
    rows.sort(key=lambda row: (-totals[row["actor_id"]], row["name"], row["actor_id"]))
    return frame("positions", rows)


def _counts(own: list[Act], low: float, high: float) -> dict[str, Any]:
    """Return what the acts of one actor over one issue add up to."""
    signs, voices = [act.sign for act in own], [act.voice for act in own]
    n_for, n_against = signs.count(1), signs.count(-1)
    quads = [act.quad for act in own if act.sign]
    leaning = lean(n_for, n_against, low, high)
    return {
        "n_statements": len(own),
        **{f"n_{quad.lower()}": quads.count(quad) for quad in SIGNS},
        "n_neutral": signs.count(0),
        "balance": balance(n_for, n_against),
        "balance_low": low,
        "balance_high": high,
        "leaning": leaning,
        "position": leaning if len(own) >= FEW else "too few",
        "is_ranked": len(own) >= FEW,
        **{f"n_{voice}": voices.count(voice) for voice in ("author", "quoted", "paraphrased")},
        "statement_ids": ";".join(act.statement_id for act in own),
        "sent_ids": ";".join(sorted({act.sent_id for act in own})),
    }


def balance(n_for: int, n_against: int) -> float:
    """Return (cooperation − conflict) / (cooperation + conflict); NaN where there is neither.

    >>> balance(3, 1), balance(0, 2), balance(0, 0)
    (0.5, -1.0, nan)
    """
    n = n_for + n_against
    return (n_for - n_against) / n if n else float("nan")


def intervals(cells: Cells, n_sentences: int) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the 95% interval of each cell's balance, by bootstrap over the sentences."""
    import numpy as np

    ranges, mixed = {}, []
    for cell, own in cells.items():
        signs = [act.sign for act in own]
        value = balance(signs.count(1), signs.count(-1))
        ranges[cell] = (value, value)
        if -1 < value < 1:
            mixed.append(cell)
    sent_ids = sorted({act.sent_id for cell in mixed for act in cells[cell]})
    place = {sent_id: i for i, sent_id in enumerate(sent_ids)}
    counts: NDArray[np.float64] = np.zeros((2, len(sent_ids), len(mixed)))
    for column, cell in enumerate(mixed):
        for act in cells[cell]:
            if act.sign:
                counts[int(act.sign < 0), place[act.sent_id], column] += 1
    return ranges | dict(zip(mixed, percentiles(counts, n_sentences), strict=True))


def percentiles(counts: "NDArray[Any]", n_sentences: int) -> list[tuple[float, float]]:
    """Return the bounds for counts of cooperation and conflict by sentence and cell."""
    import numpy as np

    if not counts.size:
        return []
    drawn_anew = draws(counts.shape[1], n_sentences, n_draws=N_DRAWS)
    n_for, n_against = (drawn_anew @ one for one in counts)
    n = n_for + n_against
    drawn = np.divide(n_for - n_against, n, out=np.full(n.shape, np.nan), where=n > 0)
    low, high = np.nanpercentile(drawn, PERCENTILES, axis=0)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def strongest(
    article: Article, side: dict[str, str], codebook: AnyCodebook
) -> dict[tuple[str, str], dict[str, str]]:
    """Return the strongest quotation of each actor in the sentences of each issue."""
    parsed = parse(article)
    shown: dict[str, set[str]] = {}
    hits = issue_mentions(article, codebook=codebook)
    for sent_id, issue in zip(hits["sent_id"], hits["issue"], strict=True):
        shown.setdefault(sent_id, set()).add(issue)
    best: dict[tuple[str, str], dict[str, str]] = {}
    rows = quotations(article).query("actor_id != ''").to_dict("records")
    for row in sorted(rows, key=lambda row: (-MODES.index(row["mode"]), row["start"] - row["end"])):
        first = int(row["sent_id"][1:]) - 1
        last = int(parsed.sentence_at(row["end"] - 1).sent_id[1:])
        actor = side.get(row["actor_id"], row["actor_id"])
        for issue in set().union(*(shown.get(s.sent_id, ()) for s in parsed.sentences[first:last])):
            own = {"quotation_id": row["quotation_id"], "quotation": row["text"]}
            best.setdefault((actor, issue), own)
    return best
