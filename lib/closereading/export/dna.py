"""The statements as Discourse Network Analyzer lists events."""

from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.mention import mentions
from closereading.parse import sentences
from closereading.position.act import REAL, SIGNS

from .tables import writable

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
    named = mentions(article).drop_duplicates("actor_id").set_index("actor_id")
    actors: dict[Any, Any] = named[["name", "kind", "country"]].to_dict("index")
    lines: dict[Any, Any] = sentences(article).set_index("sent_id").to_dict("index")
    parties: dict[Any, Any] = statements.groupby("statement_id")["source"].agg(list).to_dict()
    document = {
        "document_id": article.doc_id,
        "document_title": article.title,
        "document_author": article.meta.get("author", ""),
        "document_source": article.meta.get("publisher", ""),
        "document_section": "",
        "document_type": article.genre if article.genre != "auto" else "",
    }

    def name(actor: str) -> str:
        return str(actors.get(actor, {}).get("name", actor))

    rows: list[dict[str, Any]] = []
    for s in statements.to_dict("records"):
        is_real = s["modality"] in REAL and not s["is_negated"] and s["quad"] in SIGNS
        others = parties[s["statement_id"]] if s["is_reciprocal"] else [s["target"]]
        who, line = actors.get(s["source"], {}), lines[s["sent_id"]]
        is_person = who.get("kind") == "person"
        rows.extend(
            {
                "statement_id": 0,
                "time": f"{article.published} 00:00:00" if len(article.published) == 10 else "",
                "person": name(s["source"]) if is_person else "",
                "organization": name(who["country"] if is_person else s["source"]),
                "concept": f"{issue}: {name(other)}" if other else issue,
                "agreement": int(SIGNS[s["quad"]] > 0),
                "start_position": line["start"],
                "stop_position": line["end"],
                "text": line["text"],
                "coder": "researcher" if s.get("coding", "machine") != "machine" else "machine",
                **document,
            }
            for issue in filter(None, s["issues"].split(";") if is_real and s["source"] else ())
            for other in dict.fromkeys(o for o in others if o != s["source"])
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["statement_id"] = range(1, len(table) + 1)
    return table.map(lambda cell: cell.translate(PLAIN) if isinstance(cell, str) else cell)


def write_dna(article: Article, statements: pd.DataFrame, folder: Path) -> Path:
    """Write `dna` to `<folder>/dna.csv`: UTF-8, separated by `;`, and return the path."""
    path = writable(folder) / "dna.csv"
    table = dna(article, statements)
    table.to_csv(path, sep=";", index=False, encoding="utf-8", lineterminator="\n")
    return path
