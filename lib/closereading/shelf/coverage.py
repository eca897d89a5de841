"""Which group of a shelf names which issue, and which it leaves out."""

import pandas as pd

from .apart import evidence
from .load import Shelf, shaped

MIN_OTHERS = 4  # groups; below this, nobody can be said to leave out what most name
MOST = 0.5  # share of the other groups that makes "most"
CHANCE = 0.05  # a silence less probable than this at the others' mean share is a blind spot


def coverage(shelf: Shelf) -> pd.DataFrame:
    """Return one row a group and issue: the share of the group's sentences that name it.

    All issues that one of the articles names stand against all groups whose codebook has them: a
    group that doesn't name an issue has 0 sentences and no share. What isn't known (an article
    without its table of issues, or with a codebook that lacks the issue) has no row, and its
    sentences don't count for the share.

    Returns
    -------
    DataFrame
        Table `coverage`: issues by number of groups that name them, then by sentences; the groups
        in alphabetical order.
    """
    articles = shelf.articles[shelf.articles["n_sentences"] > 0]
    rows = shelf.issues()
    known = shelf.known().merge(articles[["doc_id", "n_sentences"]], on="doc_id")
    sizes = known.groupby(["issue", "group"], as_index=False).agg(
        of_articles=("doc_id", "size"), of_sentences=("n_sentences", "sum")
    )
    labels = rows.drop_duplicates("issue").set_index("issue")["label"]
    found = rows.groupby(["issue", "group"]).agg(
        n_articles=("doc_id", "size"), n_sentences=("n_sentences", "sum")
    )
    table = sizes[sizes["issue"].isin(labels.index)].join(found, on=["issue", "group"])
    table = table.fillna({"n_articles": 0, "n_sentences": 0})
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
        The table of `cr.coverage`. An issue that fewer than five groups could name has no row.

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
    others = coverage.groupby("issue")["group"].transform("nunique") - 1
    coverage = coverage.assign(of_groups=others)
    sums = coverage.groupby("issue")[["n_sentences", "of_sentences"]].sum()
    silent = coverage[
        (coverage["n_sentences"] == 0)
        & (others >= MIN_OTHERS)
        & (coverage["n_groups"] >= MOST * others)
    ]
    of_others = silent["issue"].map(sums["of_sentences"]) - silent["of_sentences"]
    share = silent["issue"].map(sums["n_sentences"]) / of_others
    chance = (1 - share) ** silent["of_sentences"]
    table = silent.assign(
        others_pct=share * 100,
        n_at_share=share * silent["of_sentences"],
        chance=chance,
        is_surprising=chance < CHANCE,
    ).sort_values(["chance", "group", "issue"])
    return shaped("blind_spots", table)
