"""The statements as Discourse Network Analyzer lists events."""

from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.correction.value import cast
from closereading.parse import sentences
from closereading.position.act import REAL, SIGNS

from .tables import as_csv, save

COLUMNS = (
    "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;"
    "coder;document_id;document_title;document_author;document_source;document_section;"
    "document_type"
).split(";")
PLAIN = str.maketrans({";": ",", '"': "'", "\n": " ", "\r": " "})


def dna(article: Article, statements: pd.DataFrame) -> pd.DataFrame:
    """Return statements as an event list of Discourse Network Analyzer.

    One row a source, issue and target. `concept` is issue and target, as a position is how an
    actor acts toward others over an issue; `agreement` is 1 for cooperation, 0 for conflict.
    Left out is what is neutral, negated or only possible, has no source, or is about no issue of
    the codebook. In a mutual act each party has the others as targets. `text` is the sentence,
    its place in code points. `time` is the day of publication; empty where no day is known.

    Parameters
    ----------
    statements
        As of `cr.statements`, corrected or not; the coder of what was corrected is "researcher".

    References
    ----------
    Leifeld (2017), Discourse Network Analysis, doi:10.1093/oxfordhb/9780190228217.013.25.
    """
    actors = cast(article)
    lines: dict[Any, Any] = sentences(article).set_index("sent_id").to_dict("index")
    parties: dict[Any, Any] = statements.groupby("statement_id")["source"].agg(list).to_dict()
    document = {
        "time": f"{article.published} 00:00:00" if len(article.published) == 10 else "",
        "document_id": article.doc_id,
        "document_title": article.title,
        "document_author": article.meta.get("author", ""),
        "document_source": article.meta.get("publisher", ""),
        "document_section": "",
        "document_type": article.genre if article.genre != "auto" else "",
    }

    def name(actor: str) -> str:
        return actors.get(actor, {}).get("name", actor)

    rows: list[dict[str, Any]] = []
    for s in statements.to_dict("records"):
        if (
            s["modality"] not in REAL
            or s["is_negated"]
            or s["quad"] not in SIGNS
            or not s["source"]
        ):
            continue
        others = parties[s["statement_id"]] if s["is_reciprocal"] else [s["target"]]
        who, line = actors.get(s["source"], {}), lines[s["sent_id"]]
        is_person = who.get("kind") == "person"
        event = document | {
            "person": name(s["source"]) if is_person else "",
            "organization": name(who["country"] if is_person else s["source"]),
            "agreement": int(SIGNS[s["quad"]] > 0),
            "start_position": line["start"],
            "stop_position": line["end"],
            "text": line["text"],
            "coder": "researcher" if s.get("coding", "machine") != "machine" else "machine",
        }
        rows.extend(
            event | {"concept": f"{issue}: {name(other)}" if other else issue}
            for issue in filter(None, s["issues"].split(";"))
            for other in dict.fromkeys(o for o in others if o != s["source"])
        )
    numbered = ({"statement_id": n, **row} for n, row in enumerate(rows, 1))
    table = pd.DataFrame(numbered, columns=COLUMNS)
    return table.map(lambda cell: cell.translate(PLAIN) if isinstance(cell, str) else cell)


def write_dna(article: Article, statements: pd.DataFrame, folder: Path) -> Path:
    """Write `dna` to `<folder>/dna.csv`: UTF-8, separated by `;`, and return the path."""
    return save(as_csv(dna(article, statements), ";"), folder, "dna.csv")
