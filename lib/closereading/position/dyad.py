"""Pairs of actors: over which issues they cooperate and clash, and whose acts agree."""

from itertools import combinations, product
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.issue import AnyCodebook, as_codebook
from closereading.schema import frame

from .act import Act, Acts, By, acts, lean

NO_ISSUE = "matters outside the codebook"


def dyads(
    article: Article,
    *,
    statements: pd.DataFrame | None = None,
    codebook: AnyCodebook = None,
    by: By = "auto",
) -> pd.DataFrame:
    """Return one row a pair of actors and an issue over which one acts toward the other.

    The direction is left out: "A sanctions B" and "B condemns A" are both a clash of A and B.
    What counts as cooperation or conflict is as in `positions`. Acts over no issue of the
    codebook have a row with an empty `issue`.

    Returns
    -------
    DataFrame
        The columns of `dyads` in the schema; the most frequent first, then by names.
    """
    labels = as_codebook(codebook).labels
    found = acts(article, statements=statements, codebook=codebook, by=by)
    cells: dict[tuple[str, str, str], list[Act]] = {}
    for act in found.acts:
        for one, other in act.pairs():
            for issue in act.issues or ("",):
                cells.setdefault((one, other, issue), []).append(act)
    rows: list[dict[str, Any]] = [
        {
            **pair(article, found, one, other),
            "issue": issue,
            "label": labels.get(issue, issue) if issue else NO_ISSUE,
            "n_statements": len(own),
            "n_cooperation": (n_for := sum(act.sign > 0 for act in own)),
            "n_conflict": (n_against := sum(act.sign < 0 for act in own)),
            "n_neutral": len(own) - n_for - n_against,
            "sign": lean(n_for, n_against),
            "statement_ids": ";".join(act.statement_id for act in own),
            "sent_ids": ";".join(sorted({act.sent_id for act in own})),
        }
        for (one, other, issue), own in cells.items()
    ]
    rows.sort(key=lambda row: (-row["n_statements"], row["name"], row["other_name"], row["issue"]))
    return frame("dyads", rows)


def pair(article: Article, found: Acts, one: str, other: str) -> dict[str, str]:
    """Return the columns that every table of pairs has."""
    names = {"name": found.names.get(one, one), "other_name": found.names.get(other, other)}
    return {"doc_id": article.doc_id, "actor": one, "other": other, **names}


def ties(dyads: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair of `dyads`, for a network: how often, and over what.

    A statement over two issues counts once.

    Returns
    -------
    DataFrame
        The columns of `ties` in the schema; the most frequent pair first; of equally frequent
        ones, those that clash, and those over an issue of the codebook.
    """
    rows: list[tuple[tuple[int, int], dict[str, Any]]] = []
    for (one, other), own in dyads.groupby(["actor", "other"], sort=False):
        first = own.iloc[0]
        statement_ids = dict.fromkeys(";".join(own["statement_ids"]).split(";"))
        row = {
            **first[["doc_id", "name", "other_name"]],
            "actor": one,
            "other": other,
            "n_statements": len(statement_ids),
            "sign": lean(int(own["n_cooperation"].sum()), int(own["n_conflict"].sum())),
            "cooperate_over": ";".join(own.loc[own["n_cooperation"] > 0, "label"]),
            "clash_over": ";".join(own.loc[own["n_conflict"] > 0, "label"]),
            "statement_ids": ";".join(statement_ids),
            "sent_ids": ";".join(sorted(set(";".join(own["sent_ids"]).split(";")))),
        }
        weight = (row["sign"] in ("conflict", "mixed")) + bool((own["issue"] != "").any())
        rows.append(((-len(statement_ids), -weight), row))
    rows.sort(key=lambda ranked: ranked[0])
    return frame("ties", [row for _, row in rows])


def congruence(
    article: Article,
    *,
    statements: pd.DataFrame | None = None,
    codebook: AnyCodebook = None,
    by: By = "auto",
) -> pd.DataFrame:
    """Return one row a pair of actors that act alike, or oppositely, toward a third.

    A concept is an issue and at whom the act is aimed ("tariffs: China"), or the issue alone
    where it is aimed at nobody. Two actors are congruent over a concept when both cooperate or
    both clash; opposed when one cooperates and the other clashes.

    Returns
    -------
    DataFrame
        The columns of `congruence` in the schema; the largest |weight| first.

    Notes
    -----
    x(i, c, r) = 1 where actor i has a statement on concept c with sign r, else 0: repetition
    within the article adds nothing. n_congruent = Σc Σr x(i, c, r) · x(j, c, r); n_opposed = Σc
    Σr≠s x(i, c, r) · x(j, c, s); weight = n_congruent − n_opposed (DNA: "subtract", without
    normalisation). The article shows no network of a debate, only what it tells of one.

    References
    ----------
    P. Leifeld (2017), doi:10.1093/oxfordhb/9780190228217.013.25; P. Leifeld, J. Gruber, F. R.
    Bossner (2018), Discourse Network Analyzer Manual, section 2.
    """
    labels = as_codebook(codebook).labels
    found = acts(article, statements=statements, codebook=codebook, by=by)
    told: dict[tuple[str, str], dict[tuple[str, int], set[str]]] = {}
    for act in found.acts:
        for source in act.sources if act.sign else ():
            others = act.toward(source)
            for target, issue in product(() if others is None else others or ("",), act.issues):
                cell = told.setdefault((issue, target), {})
                cell.setdefault((source, act.sign), set()).add(act.sent_id)
    shared: dict[tuple[str, str], dict[bool, list[str]]] = {}
    seen: dict[tuple[str, str], dict[bool, set[str]]] = {}
    for (issue, target), by_actor in told.items():
        aim = f": {found.names.get(target, target)}" if target else ""
        for (one, r), (other, s) in combinations(sorted(by_actor), 2):
            if one != other:
                kinds = shared.setdefault((one, other), {True: [], False: []})
                kinds[r == s].append(labels.get(issue, issue) + aim)
                places = seen.setdefault((one, other), {True: set(), False: set()})
                places[r == s] |= by_actor[one, r] | by_actor[other, s]
    rows: list[dict[str, Any]] = [
        {
            **pair(article, found, one, other),
            "n_congruent": len(kinds[True]),
            "n_opposed": len(kinds[False]),
            "weight": len(kinds[True]) - len(kinds[False]),
            "sign": lean(len(kinds[True]), len(kinds[False])),
            "congruent_over": ";".join(dict.fromkeys(kinds[True])),
            "opposed_over": ";".join(dict.fromkeys(kinds[False])),
            "congruent_sent_ids": ";".join(sorted(seen[one, other][True])),
            "opposed_sent_ids": ";".join(sorted(seen[one, other][False])),
            "sent_ids": ";".join(sorted(set().union(*seen[one, other].values()))),
        }
        for (one, other), kinds in shared.items()
    ]
    rows.sort(key=lambda row: (-abs(row["weight"]), row["name"], row["other_name"]))
    return frame("congruence", rows)
