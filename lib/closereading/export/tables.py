"""Write tables to disk."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryFile

import pandas as pd

from closereading.article import Article, project_root
from closereading.errors import OutputError
from closereading.event import events, explain_dates
from closereading.issue import (
    candidates,
    issue_actors,
    issue_cooccurrence,
    issue_mentions,
    issue_sensitivity,
    issues,
    statement_issues,
)
from closereading.keyness import general_english, keyness
from closereading.mention import actors, mentions
from closereading.mention.cooccurrence import actor_cooccurrence
from closereading.parse import sentences, tokens
from closereading.position import congruence, dyads, issue_times, positions, silent_actors, ties
from closereading.quotation import quotations, speakers
from closereading.statement import statements
from closereading.timex import timexes
from closereading.tone import tone
from closereading.words import collocations, dispersion, frequencies, measures, ngrams, paragraphs

EXTRACTORS: dict[str, Callable[[Article], pd.DataFrame]] = {
    "sentences": sentences,
    "tokens": tokens,
    "measures": measures,
    "paragraphs": paragraphs,
    "frequencies": frequencies,
    "ngrams": ngrams,
    "collocations": collocations,
    "dispersion": dispersion,
    "tone": tone,
    "mentions": mentions,
    "actors": actors,
    "actor_cooccurrence": actor_cooccurrence,
    "timexes": timexes,
    "quotations": quotations,
    "speakers": speakers,
    "events": events,
    "event_dates": explain_dates,
    "issue_mentions": issue_mentions,
    "issues": issues,
    "issue_actors": issue_actors,
    "issue_cooccurrence": issue_cooccurrence,
    "candidates": candidates,
    "issue_sensitivity": issue_sensitivity,
    "issue_times": issue_times,
    "statements": lambda article: statement_issues(article, statements(article)),
    "positions": positions,
    "dyads": dyads,
    "ties": lambda article: ties(dyads(article)),
    "congruence": congruence,
    "silent_actors": silent_actors,
    "keyness": lambda article: keyness(article, general_english()),
}


def output_folder(article: Article, out: str | Path = "") -> Path:
    """Return `<out>/<doc_id>`, made if it isn't there; without `out`, `reports/` of the project.

    Raises
    ------
    OutputError
        The folder can't be made or written.
    """
    base = Path(out) if out else (project_root() or Path.cwd()) / "reports"
    return writable(base.resolve() / article.doc_id)


def writable(folder: Path) -> Path:
    """Return the folder, made if it isn't there, after trying to write into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"Can't write into {folder} ({error.strerror}). Choose another folder with --out, or "
            "make this one writable."
        ) from error
    return folder


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table to `<folder>/tables/<name>.csv` and return the paths.

    Tidy UTF-8 CSV, cells verbatim, byte-identical for identical tables.
    """
    target = writable(folder / "tables")
    paths = []
    for name, table in tables.items():
        path = target / f"{name}.csv"
        aside = path.with_suffix(".csv.part")
        table.to_csv(aside, index=False, encoding="utf-8", lineterminator="\n")
        aside.replace(path)
        paths.append(path)
    return paths


def all_tables(article: Article) -> dict[str, pd.DataFrame]:
    """Return every table of an article, made with the default options, by name."""
    return {name: table(article) for name, table in EXTRACTORS.items()}
