"""Which group of a shelf names which issue, and which it leaves out."""

import pandas as pd

from .apart import evidence
from .load import Shelf, shaped

MIN_OTHERS = 4  # groups; below this, nobody can be said to leave out what most name
MOST = 0.5  # share of the other groups that makes "most"
CHANCE = 0.05  # a silence less probable than this at the others' mean share is a blind spot


def coverage(shelf: Shelf) -> pd.DataFrame:
    """Return one row a group and issue: the share of the group's sentences that name it.

    All issues that one of the articles names stand against all groups that have the table: a group
    that doesn't name an issue has 0 sentences and no share. What isn't known (an article without
    its table of issues) has no row.

    Returns
    -------
    DataFrame
        Table `coverage`: issues by number of groups that name them, then by sentences; the groups
        in alphabetical order.
    """
    articles = shelf.having("issues")
    articles = articles[articles["n_sentences"] > 0]
    rows = shelf.rows("issues")
    sizes = articles.groupby("group").agg(
        of_articles=("doc_id", "size"), of_sentences=("n_sentences", "sum")
    )
    labels = rows.drop_duplicates("issue").set_index("issue")["label"]
    found = rows.groupby(["issue", "group"]).agg(
        n_articles=("doc_id", "size"), n_sentences=("n_sentences", "sum")
    )
    grid = pd.MultiIndex.from_product([labels.index, sizes.index], names=["issue", "group"])
    table = found.reindex(grid, fill_value=0).reset_index().merge(sizes, on="group")
    share = table["n_sentences"] / table["of_sentences"] * 100
    table["sentences_pct"] = share.where(table["n_sentences"] > 0)
    table["label"] = table["issue"].map(labels)
    table = table.merge(evidence(rows, ["issue", "group"]), on=["issue", "group"], how="left")
    named = table[table["n_sentences"] > 0].groupby("issue")
    table["n_groups"] = table["issue"].map(named.size())
    table["all"] = table["issue"].map(named["n_sentences"].sum())
    table = table.sort_values(
        ["n_groups", "all", "issue", "group"], ascending=[False, False, True, True]
    ).fillna({"sent_ids": ""})
    return shaped("coverage", table)


def blind_spots(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return one row a group and issue that it leaves out while most of the others name it.

    Parameters
    ----------
    coverage
        The table of `cr.coverage`. With fewer than five groups nothing is returned.

    Returns
    -------
    DataFrame
        Table `blind_spots`, the least probable first. `is_surprising` is false where the group is
        so short that naming none may be chance.

    Notes
    -----
    Most: at least half of the other groups. chance = (1 − p)ⁿ, p being the share of the others'
    sentences that name the issue and n the group's sentences; surprising under 0.05. Sentences on
    an issue come together, so that the true chance is larger: read it as a filter, not as a test.
    """
    n_groups = coverage["group"].nunique()
    if n_groups < MIN_OTHERS + 1:
        return shaped("blind_spots")
    sums = coverage.groupby("issue")[["n_sentences", "of_sentences"]].sum()
    silent = coverage[
        (coverage["n_sentences"] == 0) & (coverage["n_groups"] >= MOST * (n_groups - 1))
    ]
    others = silent["issue"].map(sums["of_sentences"]) - silent["of_sentences"]
    share = silent["issue"].map(sums["n_sentences"]) / others
    chance = (1 - share) ** silent["of_sentences"]
    table = silent.assign(
        of_groups=n_groups - 1,
        others_pct=share * 100,
        n_at_share=share * silent["of_sentences"],
        chance=chance,
        is_surprising=chance < CHANCE,
    ).sort_values(["chance", "group", "issue"])
    return shaped("blind_spots", table)
