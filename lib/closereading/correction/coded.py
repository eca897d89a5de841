"""An article as it was coded: by the machine, and as the researcher corrected it."""

from collections.abc import Container, Sequence
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
from .value import OTHER_BOOK

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
    events, which are filled in, follow the corrected hits, unless a correction sets them.

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
                f"Corrections, {c.row}: the codebook {book.name} has no issue {unknown[0]!r}. "
                f"{OTHER_BOOK}"
            )
    machine = coded_tables(article, codebook=book)
    tables = {
        table: apply_corrections(table, rows, corrections, article)
        for table, rows in machine.items()
    }
    kept: dict[str, Any] = {cached_as(function): function(article) for function in BEFORE}
    kept[cached_as(mentions)] = tables["mentions"]
    kept[cached_as(issue_mentions)] = {book: tables["issue_mentions"]}
    kept[cached_as(statement_issues)] = book  # whose issues statements and events have
    made = replace(article, _cache=kept)
    kept[cached_as(statements)], kept[cached_as(events)] = (
        _about(made, tables[table], _by_hand(table, corrections), codebook=book)
        for table in ("statements", "events")
    )
    return made


def _by_hand(table: str, corrections: Sequence[Correction]) -> set[tuple[int, int, str]]:
    """Return where in a table a correction sets issues, and which."""
    own = [c for c in corrections if c.table == table and not c.trouble]
    return {(c.start, c.end, c.values["issues"]) for c in own if "issues" in c.values}


def _about(
    article: Article,
    table: pd.DataFrame,
    by_hand: Container[tuple[int, int, str]],
    *,
    codebook: AnyCodebook,
) -> pd.DataFrame:
    """Return a corrected table with the issues that the corrected hits show, or that were set."""
    shown = statement_issues(article, table, codebook=codebook)["issues"]
    places = zip(table["start"], table["end"], table["issues"], shown, strict=True)
    about = [own if (s, e, own) in by_hand else new for s, e, own, new in places]
    return table.assign(issues=pd.array(about, dtype="str"))
