"""Write tables to disk."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.correction import corrected, load_corrections
from closereading.errors import OutputError
from closereading.event import events, explain_dates
from closereading.issue import (
    AnyCodebook,
    as_codebook,
    candidates,
    codebook_issues,
    issue_actors,
    issue_cooccurrence,
    issue_mentions,
    issue_sensitivity,
    issues,
)
from closereading.issue.hit import Extractor
from closereading.keyness import general_english, keyness
from closereading.mention import actors, mentions
from closereading.mention.cooccurrence import actor_cooccurrence
from closereading.parse import sentences, tokens
from closereading.position import congruence, dyads, issue_times, positions, silent_actors, ties
from closereading.position.act import with_issues
from closereading.project import reports_folder
from closereading.quotation import quotations, speakers
from closereading.statement import statements
from closereading.timex import timexes
from closereading.tone import tone
from closereading.words import (
    collocations,
    dispersion,
    frequencies,
    key_phrases,
    measures,
    ngrams,
    paragraphs,
    segments,
)

# What XML can't hold, made visible.
VISIBLE = str.maketrans(
    {chr(c): chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n"}
    | dict.fromkeys("\ufffe\uffff", "\ufffd")
)
BY_CODEBOOK: dict[str, Extractor] = {
    "codebook": codebook_issues,
    "issue_mentions": issue_mentions,
    "issues": issues,
    "issue_actors": issue_actors,
    "issue_cooccurrence": issue_cooccurrence,
    "candidates": candidates,
    "issue_sensitivity": issue_sensitivity,
    "issue_times": issue_times,
    "statements": lambda article, *, codebook=None: with_issues(
        article, statements(article), codebook=codebook
    ),
    "positions": positions,
    "dyads": dyads,
    "ties": lambda article, *, codebook=None: ties(dyads(article, codebook=codebook)),
    "congruence": congruence,
}
EXTRACTORS: dict[str, Callable[[Article], pd.DataFrame]] = {
    "sentences": sentences,
    "tokens": tokens,
    "measures": measures,
    "paragraphs": paragraphs,
    "segments": segments,
    "frequencies": frequencies,
    "ngrams": ngrams,
    "collocations": collocations,
    "dispersion": dispersion,
    "key_phrases": key_phrases,
    "keyness": lambda article: keyness(article, general_english()),
    "tone": tone,
    "mentions": mentions,
    "actors": actors,
    "actor_cooccurrence": actor_cooccurrence,
    "timexes": timexes,
    "quotations": quotations,
    "speakers": speakers,
    "events": events,
    "event_dates": explain_dates,
    "silent_actors": silent_actors,
    **BY_CODEBOOK,
}


def output_folder(article: Article, out: str | Path = "") -> Path:
    """Return `<out>/<doc_id>`, made if it isn't there; without `out`, `reports/` of the project.

    Raises
    ------
    OutputError
        The folder can't be made or written.
    """
    base = Path(out) if out else reports_folder()
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


def save(data: bytes, folder: Path, name: str) -> Path:
    """Write a file, whole or not at all, and return its path."""
    path = writable(folder) / name
    aside = path.with_name(f"{name}.part")
    aside.write_bytes(data)
    return aside.replace(path)


def visible(value: Any) -> Any:
    """Return a value, a text with what XML can't hold made visible."""
    return value.translate(VISIBLE) if isinstance(value, str) else value


def as_csv(table: pd.DataFrame, separator: str = ",") -> bytes:
    """Return a table as tidy UTF-8 CSV, cells verbatim, the same bytes for the same table."""
    return table.to_csv(sep=separator, index=False, lineterminator="\n").encode()


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table to `<folder>/tables/<name>.csv` and return the paths."""
    return [save(as_csv(t), folder / "tables", f"{name}.csv") for name, t in tables.items()]


def all_tables(article: Article, *, codebook: AnyCodebook = None) -> dict[str, pd.DataFrame]:
    """Return every table of an article, by name, made with the default options but the codebook.

    Corrections that lie beside the article are applied.
    """
    book = as_codebook(codebook)
    piece = corrected(article, load_corrections(article, codebook=book), codebook=book)
    return {
        name: BY_CODEBOOK[name](piece, codebook=book) if name in BY_CODEBOOK else table(piece)
        for name, table in EXTRACTORS.items()
    }
