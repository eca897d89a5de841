"""Spans as selectors of the W3C, for annotation tools such as Hypothesis or Recogito."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.correction import ground

from .tables import save


def selectors(spans: pd.DataFrame, article: Article) -> list[dict[str, Any]]:
    """Return one annotation a span: where it is, by quote and by position, and what it says.

    Parameters
    ----------
    spans
        A table of spans whose first column is their key, such as `cr.mentions`.

    References
    ----------
    W3C (2017), Web Annotation Data Model, https://www.w3.org/TR/annotation-model/.
    """
    hidden = (spans.columns[0], "doc_id", "start", "end", "text")
    found = []
    for row in spans.astype(object).where(spans.notna(), None).to_dict("records"):
        place = {"start": row["start"], "end": row["end"]}
        selector = [
            {"type": "TextQuoteSelector", **ground(article).quote(**place)._asdict()},
            {"type": "TextPositionSelector", **place},
        ]
        said = "; ".join(f"{k}: {v}" for k, v in row.items() if k not in hidden and v)
        found.append(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": f"urn:closereading:{row[spans.columns[0]]}",
                "type": "Annotation",
                "body": {"type": "TextualBody", "value": said, "format": "text/plain"},
                "target": {
                    "source": article.meta.get("url") or article.doc_id,
                    "selector": selector,
                },
            }
        )
    return found


def write_selectors(spans: pd.DataFrame, article: Article, folder: Path, name: str) -> Path:
    """Write `selectors` to `<folder>/<name>.jsonl`, one a line, and return the path."""
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in selectors(spans, article)]
    return save("".join(lines).encode(), folder, f"{name}.jsonl")
