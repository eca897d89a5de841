"""What sets each group of a shelf apart: its words, issues and actors against the others'."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from closereading.keyness import log_likelihood, log_ratio
from closereading.schema import ids

from .load import Shelf, shaped

if TYPE_CHECKING:
    from numpy.typing import NDArray

Of = Literal["words", "issues", "actors"]
MOST_PLACES = 20  # sentences that a row names as evidence; its counts are of all


def distinctive(shelf: Shelf, *, of: Of = "words", min_count: int = 3) -> pd.DataFrame:
    """Return one row a group and word (or issue, or actor), those it overuses most surely first.

    Each group is compared with all the others together. `z` over 1.96 or so says that a
    difference is larger than its own noise; no test is meant, as words come in bursts.

    Parameters
    ----------
    of
        `words`: lemmas of content words per word of the text. `issues`: passages of an issue per
        passage of any; of the others only articles whose codebook has the issue. `actors`:
        mentions of an actor, places left out, per mention of any.
    min_count
        What occurs less often in the group is left out.

    Returns
    -------
    DataFrame
        Table `distinctive`: groups in alphabetical order, by falling `z`, then by name.
        With fewer than two groups it is empty.

    Notes
    -----
    Weighted log odds with an informative Dirichlet prior: with yᵢ and yⱼ occurrences here and in
    the others, nᵢ and nⱼ the totals, α = α₀ (yᵢ + yⱼ) / (nᵢ + nⱼ) and α₀ the mean total of an
    article, log_odds = ln[(yᵢ + α) / (nᵢ + α₀ − yᵢ − α)] − ln[(yⱼ + α) / (nⱼ + α₀ − yⱼ − α)] and
    z = log_odds / √(1 / (yᵢ + α) + 1 / (yⱼ + α)). Positive = more here. The prior pulls rare words
    toward what the whole shelf does, so that one that the others lack has a finite value.
    G² and log ratio are those of `keyness`.

    References
    ----------
    Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018, equations 15 to 22.
    """
    rows, totals = COUNTS[of](shelf)
    per_group = totals.groupby(group_of(shelf, totals.index)).sum()
    if len(per_group) < 2 or not per_group.sum():
        return shaped("distinctive")
    labels = rows.drop_duplicates("type").set_index("type")["label"]
    counts = rows.groupby(["group", "type"], as_index=False).agg(
        n_occurrences=("n", "sum"), n_articles=("doc_id", "nunique")
    )
    all_counts = counts.groupby("type")["n_occurrences"].sum()
    table = counts[counts["n_occurrences"] >= min_count]
    per_type = known_totals(shelf, totals) if of == "issues" else None
    table = table.assign(n_here=table["group"].map(per_group), n_all=per_group.sum())
    if per_type is not None:
        table = table.drop(columns=["n_here", "n_all"]).merge(per_type, on=["group", "type"])
    table = table[table["n_all"] > table["n_here"]].reset_index(drop=True)
    here = table["n_occurrences"].to_numpy(dtype=float)
    others = table["type"].map(all_counts).to_numpy(dtype=float) - here
    n_here = table["n_here"].to_numpy(dtype=float)
    n_others = table["n_all"].to_numpy(dtype=float) - n_here
    log_odds, z = weighted_log_odds(here, others, n_here, n_others, prior=float(totals.mean()))
    counts_of = list(zip(here, others, n_here, n_others, strict=True))
    table = table.assign(
        of=of,
        label=table["type"].map(labels),
        n_others=others.astype("int64"),
        rate_per_1k=here / n_here * 1000,
        others_per_1k=others / n_others * 1000,
        of_articles=table["group"].map(group_of(shelf, totals.index).value_counts()),
        log_likelihood=[log_likelihood(*row) for row in counts_of],
        log_ratio=[log_ratio(*row) for row in counts_of],
        log_odds=log_odds,
        z=z,
    )
    table = table.sort_values(["group", "z", "type"], ascending=[True, False, True])
    wanted = rows.merge(table[["group", "type"]], on=["group", "type"])
    table = table.merge(evidence(wanted, ["group", "type"]), on=["group", "type"], how="left")
    return shaped("distinctive", table)


def weighted_log_odds(
    here: "NDArray[Any]",
    others: "NDArray[Any]",
    n_here: "NDArray[Any]",
    n_others: "NDArray[Any]",
    *,
    prior: float,
) -> "tuple[NDArray[Any], NDArray[Any]]":
    """Return log odds ratio and z of counts here and in the others, by the prior's size in words.

    >>> import numpy as np
    >>> a = np.array
    >>> log_odds, z = weighted_log_odds(a([10.]), a([2.]), a([100.]), a([200.]), prior=50)
    >>> round(float(log_odds[0]), 4), round(float(z[0]), 4)
    (1.6767, 2.9041)
    """
    import numpy as np

    alpha = prior * (here + others) / (n_here + n_others)
    a, b = here + alpha, others + alpha
    log_odds = np.log(a / (n_here + prior - a)) - np.log(b / (n_others + prior - b))
    return log_odds, log_odds / np.sqrt(1 / a + 1 / b)


def group_of(shelf: Shelf, doc_ids: "pd.Index[str]") -> "pd.Series[str]":
    """Return the group of each article, by doc_id."""
    groups: pd.Series[str] = shelf.articles.set_index("doc_id")["group"]
    return groups.loc[doc_ids]


def evidence(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the sentences of the rows of each key as `doc_id#sent_id`, the first of them."""
    places: dict[tuple[str, ...], list[str]] = {}
    for *key, doc_id, sent_ids in rows[[*by, "doc_id", "sent_ids"]].itertuples(index=False):
        found = places.setdefault(tuple(key), [])
        if len(found) < MOST_PLACES:
            found += [f"{doc_id}#{sent_id}" for sent_id in sent_ids.split(";") if sent_id]
    cells = [(*key, ";".join(found[:MOST_PLACES])) for key, found in places.items()]
    return pd.DataFrame(cells, columns=[*by, "sent_ids"])


def word_counts(shelf: Shelf) -> "tuple[pd.DataFrame, pd.Series[int]]":
    """Return content words by article, and the words of each article."""
    rows = shelf.rows("frequencies").rename(columns={"n_occurrences": "n"})
    totals = rows.groupby("doc_id")["n"].sum()
    rows = rows[rows["is_content"]]
    return rows.assign(label=rows["type"]), totals


def issue_counts(shelf: Shelf) -> "tuple[pd.DataFrame, pd.Series[int]]":
    """Return passages of issues by article, and of each article in all."""
    rows = shelf.issues().rename(columns={"issue": "type", "n_mentions": "n"})
    return rows, rows.groupby("doc_id")["n"].sum()


def known_totals(shelf: Shelf, totals: "pd.Series[int]") -> pd.DataFrame:
    """Return passages of any issue where an issue is known: in the group, and in all."""
    known = shelf.known().rename(columns={"issue": "type"})
    known["n_here"] = known["doc_id"].map(totals).fillna(0)
    table = known.groupby(["group", "type"], as_index=False).agg(n_here=("n_here", "sum"))
    table["n_all"] = table.groupby("type")["n_here"].transform("sum")
    return table


def actor_counts(shelf: Shelf) -> "tuple[pd.DataFrame, pd.Series[int]]":
    """Return mentions of actors by article, and of each article in all."""
    rows = shelf.rows("mentions")
    rows = rows[rows["kind"] != "place"]
    counts = rows.groupby(["doc_id", "group", "actor_id"], sort=False, as_index=False).agg(
        label=("name", "first"), n=("sent_id", "size"), sent_ids=("sent_id", ids)
    )
    counts = counts.rename(columns={"actor_id": "type"})
    return counts, counts.groupby("doc_id")["n"].sum()


COUNTS: dict[str, Callable[[Shelf], "tuple[pd.DataFrame, pd.Series[int]]"]] = {
    "words": word_counts,
    "issues": issue_counts,
    "actors": actor_counts,
}
