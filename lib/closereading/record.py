"""What became of a run: the state of each report, `run.json` and the index page."""

import json
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from .batch import Result
from .errors import OutputError
from .notice import load_notices
from .plan import SHELF, Refused, from_root
from .state import made_from, read_states, versions, write_state


def keep_state(result: Result) -> None:
    """Write how a task ended, what its report was made from, and what the index says of it."""
    task, article = result.task, result.task.article
    html = task.target.with_suffix(".html")
    about: dict[str, Any] = {"doc_id": SHELF, "path": ""}
    if article:
        about = {
            "doc_id": article.doc_id,
            "title": article.title,
            "published": article.published,
            "publisher": article.meta.get("publisher", ""),
            "path": from_root(article.path),
            "sha256": article.sha256,
            "notices": load_notices(article),
            "front_matter": {
                key: value
                for key, value in article.meta.items()
                if key == "author" or key.startswith("x_")
            },
        }
    write_state(
        task,
        {
            "article": about,
            "notebook": {
                "name": task.notebook.stem,
                "title": notebook_title(task.notebook),
                "parameters": dict(task.parameters),
                "status": result.status,
                "error": result.error,
                "seconds": result.seconds,
                "export_seconds": result.export_seconds,
                "html": html.relative_to(task.out).as_posix() if html.exists() else "",
                "rerun": task.rerun,
            },
            "made_from": made_from(task),
        },
    )


@lru_cache(maxsize=64)
def notebook_title(notebook: Path) -> str:
    """Return the text of a notebook's first H1, or its file name."""
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        heading = re.search(r"(?m)^# (.+)$", "".join(cell["source"]))
        if cell["cell_type"] == "markdown" and heading:
            return heading.group(1).strip()
    return notebook.stem


def run_record(out: Path, refused: Iterable[Refused], *, seconds: float) -> dict[str, Any]:
    """Return what `run.json` holds: every report in the folder, from this run or an earlier one.

    A report is listed as long as its file is there, or else why it failed. An article that was
    refused now isn't.
    """
    now_refused = [vars(one) for one in refused]
    paths = {one["path"] for one in now_refused}
    articles: dict[str, dict[str, Any]] = {}
    for kept in read_states(out):
        article, notebook = kept["article"], kept["notebook"]
        gone = not (notebook["html"] and (out / notebook["html"]).exists())
        if article["path"] in paths or (gone and notebook["status"] == "done"):
            continue
        entry = articles.setdefault(article["doc_id"], {**article, "notebooks": []})
        entry["notebooks"].append(notebook | {"made_from": kept["made_from"]})
    ended = [notebook["status"] for entry in articles.values() for notebook in entry["notebooks"]]
    shelf = articles.pop(SHELF, {})
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 2),
        "status": "failed" if now_refused or set(ended) - {"done"} else "done",
        "versions": versions(),
        "articles": list(articles.values()),
        "shelf": shelf.get("notebooks", []),
        "refused": now_refused,
    }


def write_run(record: dict[str, Any], out: Path) -> None:
    """Write `run.json` and `index.html` into the output folder."""
    from .report.index import write_index

    try:
        part = out / f"run.json.{os.getpid()}.part"
        part.write_text(_an_article_a_line(record), encoding="utf-8")
        part.replace(out / "run.json")
        write_index(out)
    except OSError as error:
        raise OutputError(f"Can't write into {out} ({error.strerror}).") from error


def _an_article_a_line(record: dict[str, Any]) -> str:
    """Return a record as JSON that a person can read, in a tenth of the time of json's indent."""
    fields = []
    for name, value in record.items():
        rows = value if isinstance(value, list) else []
        parts = [json.dumps(row, ensure_ascii=False) for row in rows]
        told = ",\n  ".join(parts)
        told = f"[\n  {told}\n ]" if parts else json.dumps(value, ensure_ascii=False)
        fields.append(f'"{name}": {told}')
    return "{\n " + ",\n ".join(fields) + "\n}\n"
