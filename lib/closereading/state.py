"""What each report was made from and how that ended: one small file a report, in `.state/`.

Each task owns its file and replaces it in one step, so that runs that are killed, or that work on
one folder at the same time, leave nothing half done. `run.json` and the index are made from them.
"""

import json
import os
import platform
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .correction import correction_file
from .errors import CorrectionError, OutputError
from .plan import SHELF, Task

PACKAGES = (
    "closereading", "jupyterlab", "nbconvert", "nltk", "pandas", "papermill", "seaborn", "spacy",
)  # fmt: skip
MEANINGS = {
    "article": "the article changed",
    "corrections": "its corrections changed",
    "codebook": "the codebook changed",
    "compare_with": "the codebook to compare with changed",
    "reference": "the articles to compare with changed",
    "notebook": "the notebook changed",
    "parameters": "other parameters",
    "library": "the library changed",
    "versions": "other versions of packages",
}
SHELF_MEANINGS = MEANINGS | {
    "article": "an article, or a report on one, came, went or changed",
    "corrections": "corrections of an article changed",
    "codebook": "the codebook of an article changed",
    "notebook": "a notebook changed",
    "parameters": "other parameters of a notebook",
}


def made_from(task: Task) -> dict[str, str]:
    """Return what a task's report depends on: the hash, or the words, of each input.

    Two tasks that agree in all of it give the same report.
    """
    given = {name: str(value) for name, value in task.parameters.items() if value}
    path = (task.article and task.article.path) or Path()
    try:
        corrections = correction_file(task.article) if task.article else None
    except CorrectionError:  # a second file came in the course of the run; the next one refuses it
        corrections = None
    made = {
        "article": _hash(path) or (task.article.sha256 if task.article else ""),
        "corrections": _hash(corrections) if corrections else "",
        "codebook": _hash(Path(given.get("codebook", ""))),
        "compare_with": _hash(Path(given.get("compare_with", ""))),
        "reference": task.reference,
        "notebook": _hash(task.notebook),
        "parameters": json.dumps(dict(task.parameters), sort_keys=True, default=str),
        "library": library_hash(),
        "versions": "; ".join(f"{name} {number}" for name, number in versions().items()),
    }
    return made if task.article else of_all(made, task.out)


def of_all(own: Mapping[str, str], out: Path) -> dict[str, str]:
    """Return what a report on a whole folder depends on: its own, and that of what it reads.

    A part tells apart only what differs in it: an article without corrections changes none.
    """
    parts = {part: {f"own {value}"} for part, value in own.items()}
    for kept in read_states(out):
        doc_id, notebook = kept["article"]["doc_id"], kept["notebook"]
        if doc_id == SHELF:
            continue
        parts["article"].add(f"{doc_id}/{notebook['name']} {notebook['status']}")
        for part, value in kept["made_from"].items():
            of = notebook["name"] if part in ("notebook", "library", "versions") else doc_id
            if part in parts and value not in ("", "{}"):
                parts[part].add(f"{of} {notebook['name']} {value}")
    return {
        part: sha256("\n".join(sorted(lines)).encode()).hexdigest() for part, lines in parts.items()
    }


def reasons(task: Task, kept: Mapping[str, Any] | None) -> list[str]:
    """Return why a task has to run, given the state of its report; none: it is up to date."""
    if kept is None:
        return ["never made"]
    if kept["notebook"]["status"] != "done":
        return ["failed the last time"]
    if not task.target.with_suffix(".html").exists():
        return ["the report is gone"]
    now, meanings = made_from(task), MEANINGS if task.article else SHELF_MEANINGS
    return [why for part, why in meanings.items() if kept["made_from"].get(part) != now[part]]


def state_path(task: Task) -> Path:
    """Return where the state of a task's report is kept."""
    return task.out / ".state" / task.target.parent.name / f"{task.target.name}.json"


def read_state(path: Path) -> dict[str, Any] | None:
    """Return what a state file holds; nothing where it is missing or damaged."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    is_whole = isinstance(kept, dict) and {"article", "notebook", "made_from"} <= kept.keys()
    return kept if is_whole else None


def read_states(out: Path) -> Iterator[dict[str, Any]]:
    """Yield the state of every report of an output folder, by article and notebook."""
    for path in sorted((out / ".state").glob("*/*.json")):
        if kept := read_state(path):
            yield kept


def write_state(task: Task, state: Mapping[str, Any]) -> None:
    """Write a task's state, in one step."""
    path = state_path(task)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"Can't write into {path.parent} ({error.strerror}). What is finished is kept: run it "
            "again when there is space."
        ) from error


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that decide a result."""
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


@lru_cache(maxsize=1)
def library_hash() -> str:
    """Return one hash of all files of this library, code and data."""
    root = Path(__file__).parent
    files = sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return sha256(
        "".join(f"{p.relative_to(root).as_posix()} {_hash(p)}\n" for p in files).encode()
    ).hexdigest()


def _hash(path: Path) -> str:
    """Return the hash of a file; empty where there is none."""
    try:
        status = path.stat()
        return _hash_as_of(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return ""


@cache
def _hash_as_of(path: Path, changed: int, size: int) -> str:
    return sha256(path.read_bytes()).hexdigest()
