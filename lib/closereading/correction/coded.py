"""An article as it was coded: by the machine, and as the researcher corrected it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from closereading.article import Article, cached_as
from closereading.errors import CorrectionError
from closereading.event import events
from closereading.issue import AnyCodebook, as_codebook, issue_mentions, statement_issues
from closereading.mention import mentions
from closereading.parse import parse, sentences, tokens
from closereading.statement import statements
from closereading.timex import timexes

from .apply import Table, apply_corrections
from .load import Correction

BEFORE = (parse, sentences, tokens, timexes)  # what no correction touches


def coded_tables(article: Article, *, codebook: AnyCodebook = None) -> dict[Table, pd.DataFrame]:
    """Return the tables that can be corrected, as the machine coded them, by name."""
    told, happened = (
        statement_issues(article, table, codebook=codebook)
        for table in (statements(article), events(article))
    )
    hits = issue_mentions(article, codebook=codebook)
    return {
        "mentions": mentions(article),
        "statements": told,
        "events": happened,
        "issue_mentions": hits,
    }


def corrected(
    article: Article, corrections: Sequence[Correction], *, codebook: AnyCodebook = None
) -> Article:
    """Return an article whose tables are the corrected ones, so that all counts follow from them.

    Its `mentions`, `issue_mentions` (of this codebook), `statements` and `events` are as corrected,
    with the column `coding`; what is made from them is made anew. The issues of statements and
    events, which are filled in, follow the corrected hits, unless a correction sets others.

    Raises
    ------
    CorrectionError
        A correction names an issue that the codebook doesn't have.
    """
    book = as_codebook(codebook)
    for c in corrections:
        named = f"{c.values.get('issue', '')};{c.values.get('issues', '')}".split(";")
        if unknown := [issue for issue in named if issue and issue not in book.labels]:
            raise CorrectionError(
                f"Corrections, {c.row}: the codebook {book.name} has no issue {unknown[0]!r}. Give "
                "the codebook with which the article was coded."
            )
    machine = coded_tables(article, codebook=book)
    tables = {
        table: apply_corrections(table, rows, corrections, article)
        for table, rows in machine.items()
    }
    kept: dict[str, Any] = {cached_as(function): function(article) for function in BEFORE}
    kept[cached_as(mentions)] = tables["mentions"]
    kept[cached_as(issue_mentions)] = {book: tables["issue_mentions"]}
    made = replace(article, _cache=kept)
    kept[cached_as(statements)], kept[cached_as(events)] = (
        _about(made, machine[table], tables[table], codebook=book)
        for table in ("statements", "events")
    )
    return made


def _about(
    article: Article, machine: pd.DataFrame, table: pd.DataFrame, *, codebook: AnyCodebook
) -> pd.DataFrame:
    """Return a corrected table with the issues that the corrected hits show, or that were set."""
    rows = machine[["start", "end", "issues"]].itertuples(index=False)
    was = {(start, end): issues for start, end, issues in rows}
    shown = statement_issues(article, table, codebook=codebook)["issues"]
    places = zip(table["start"], table["end"], table["issues"], shown, strict=True)
    about = [new if own == was.get((s, e), "") else own for s, e, own, new in places]
    return table.assign(issues=pd.array(about, dtype="str"))
