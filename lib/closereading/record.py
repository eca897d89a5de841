"""What became of a run: `run.json` and the index page."""

import json
import platform
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .batch import Result
from .errors import OutputError
from .parse import load_notices
from .plan import Plan, from_root

PACKAGES = (
    "closereading", "jupyterlab", "nbconvert", "nltk", "pandas", "papermill", "seaborn", "spacy",
)  # fmt: skip


def run_record(plan: Plan, results: Iterable[Result], *, seconds: float) -> dict[str, Any]:
    """Return what `run.json` holds: parameters, hashes, versions, seconds and status."""
    articles: dict[str, dict[str, Any]] = {}
    for result in results:
        task, article = result.task, result.task.article
        entry = articles.setdefault(
            article.doc_id,
            {
                "doc_id": article.doc_id,
                "title": article.title,
                "published": article.published,
                "publisher": article.meta.get("publisher", ""),
                "path": from_root(article.path),
                "sha256": article.sha256,
                "notices": load_notices(article),
                "notebooks": [],
            },
        )
        html = task.target.with_suffix(".html")
        entry["notebooks"].append(
            {
                "name": task.notebook.stem,
                "title": notebook_title(task.notebook),
                "sha256": sha256(task.notebook.read_bytes()).hexdigest(),
                "parameters": dict(task.parameters),
                "status": result.status,
                "error": result.error,
                "seconds": result.seconds,
                "html": html.relative_to(task.out).as_posix() if html.exists() else "",
                "rerun": task.rerun,
            }
        )
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 2),
        "status": "failed" if plan.refused or any(r.status != "done" for r in results) else "done",
        "versions": {"python": platform.python_version()} | {p: version(p) for p in PACKAGES},
        "articles": list(articles.values()),
        "refused": [vars(refused) for refused in plan.refused],
    }


def notebook_title(notebook: Path) -> str:
    """Return the text of a notebook's first H1, or its file name."""
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        heading = re.search(r"(?m)^# (.+)$", "".join(cell["source"]))
        if cell["cell_type"] == "markdown" and heading:
            return heading.group(1).strip()
    return notebook.stem


def merged(record: Mapping[str, Any], earlier: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Return the record with what earlier runs left in the folder and this one didn't touch.

    A report stays listed as long as its file is there.
    """
    articles = {entry["doc_id"]: dict(entry) for entry in record["articles"]}
    now_refused = {entry["path"] for entry in record["refused"]}
    for old in earlier.get("articles", []):
        entry = articles.get(old["doc_id"], old)
        ran = {notebook["name"] for notebook in entry["notebooks"]} if entry is not old else set()
        kept = [
            notebook
            for notebook in old["notebooks"]
            if notebook["name"] not in ran
            and notebook["html"]
            and (out / notebook["html"]).exists()
        ]
        if entry is old and (not kept or old["path"] in now_refused):
            continue
        notebooks = kept if entry is old else [*entry["notebooks"], *kept]
        articles[old["doc_id"]] = entry | {"notebooks": sorted(notebooks, key=lambda n: n["name"])}
    return {**record, "articles": [articles[doc_id] for doc_id in sorted(articles)]}


def write_run(record: Mapping[str, Any], out: Path) -> None:
    """Write `run.json` and `index.html` into the output folder."""
    from .report.index import write_index

    try:
        earlier = json.loads((out / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        earlier = {}
    record = merged(record, earlier, out)
    try:
        part = out / "run.json.part"
        part.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(out / "run.json")
        write_index(out)
    except OSError as error:
        raise OutputError(f"Can't write into {out} ({error.strerror}).") from error
