"""Run notebooks over articles, several at once, and say how each of them ended."""

import json
import logging
import os
import platform
import re
import shlex
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .article import Article, find_article, is_article, load_article, project_root
from .errors import ArticleError, CloseReadingError, OutputError, ParameterError
from .export import writable
from .parameter import check_parameters

PACKAGES = ("closereading", "jupyterlab", "pandas", "nltk", "seaborn", "papermill", "nbconvert", "spacy")
CELL_TIMEOUT = 600  # seconds


@dataclass(frozen=True)
class Refused:
    """An article that wasn't run, and why."""

    path: str
    error: str
    rerun: str


@dataclass(frozen=True)
class Task:
    """One notebook to run on one article."""

    article: Article
    notebook: Path
    parameters: Mapping[str, Any]
    out: Path
    rerun: str

    @property
    def target(self) -> Path:
        """Where the outputs go, less their suffix."""
        return self.out / self.article.doc_id / self.notebook.stem


@dataclass(frozen=True)
class Result:
    """How a task ended: status is done or failed."""

    task: Task
    status: str
    error: str
    seconds: float


@dataclass
class Plan:
    """A checked run: what will be executed, and which articles were refused."""

    tasks: list[Task]
    refused: list[Refused] = field(default_factory=list)


def find_notebooks(names: Sequence[str] = ()) -> list[Path]:
    """Return the collection's notebooks, or those named: by path, file name or number.

    Raises
    ------
    ParameterError
        A name that no notebook has.
    """
    root = project_root()
    shipped = sorted((root / "notebooks").glob("[0-9]*.ipynb")) if root else []
    if not names:
        if not shipped:
            raise ParameterError(
                "No notebooks: neither this folder nor one above it has notebooks/ and seeds/. "
                "Run this inside the project, or name notebooks with --notebook."
            )
        return shipped
    found = []
    for name in names:
        if Path(name).is_file():
            found.append(Path(name).resolve())
            continue
        hits = [p for p in shipped if p.stem == name or p.stem.split("_")[0].lstrip("0") == name.lstrip("0")]
        if not hits:
            raise ParameterError(
                f"No notebook {name!r}. There are {', '.join(p.stem for p in shipped) or 'none'}; "
                "give one of these, its number, or a path."
            )
        found.append(hits[0])
    return list(dict.fromkeys(found))


def find_articles(names: Sequence[str] = ()) -> list[str]:
    """Return the articles named, or all of the project's `seeds/`, as strings for loading."""
    if names:
        return list(dict.fromkeys(names))
    root = project_root()
    found = sorted(str(p) for p in (root / "seeds").iterdir() if is_article(p)) if root else []
    if not found:
        raise ArticleError(
            "No articles: seeds/ holds no .txt or .md file. Put one there, or name a file."
        )
    return found


def plan_run(
    articles: Sequence[str],
    notebooks: Sequence[str],
    parameters: Mapping[str, str],
    out: Path,
) -> Plan:
    """Return what a run will do. All input is checked here, before any kernel starts.

    An article that can't be read is refused and stops nothing else.

    Raises
    ------
    CloseReadingError
        What concerns every article: a parameter, a notebook, the output folder.
    """
    paths = find_notebooks(notebooks)
    reserved = {"article", "out"} & set(parameters)
    if reserved:
        raise ParameterError(
            f"The runner itself sets {' and '.join(sorted(reserved))}: name articles without -p, "
            "and the output folder with --out."
        )
    typed = check_parameters(parameters, paths)
    out = writable(out.resolve())
    named = {name: _rerun(name, notebooks, parameters, out) for name in find_articles(articles)}
    loaded: dict[Path, Article] = {}
    refused = []
    for name, rerun in named.items():
        try:
            path = find_article(name)
            loaded.setdefault(path, load_article(path))
        except (CloseReadingError, OSError) as error:
            refused.append(Refused(name, str(error), rerun))
    by_id: dict[str, list[Article]] = {}
    for article in loaded.values():
        by_id.setdefault(article.doc_id, []).append(article)
    tasks = []
    for doc_id, same in by_id.items():
        if len(same) > 1:
            files = ", ".join(str(article.path) for article in same)
            for article in same:
                error = f"{len(same)} articles have the id {doc_id!r}: {files}. Rename all but one."
                refused.append(Refused(str(article.path), error, f"closereading run {shlex.quote(str(article.path))}"))
            continue
        rerun = _rerun(str(same[0].path), notebooks, parameters, out)
        tasks += [Task(same[0], path, typed[path], out, rerun) for path in paths]
    return Plan(tasks, refused)


def _rerun(article: str, notebooks: Sequence[str], parameters: Mapping[str, str], out: Path) -> str:
    """Return the command that runs one article again."""
    root = project_root()
    path = Path(article)
    if root and path.is_absolute() and path.is_relative_to(root):
        article = path.relative_to(root).as_posix()
    words = ["closereading", "run", article]
    for notebook in notebooks:
        words += ["--notebook", notebook]
    for name, value in parameters.items():
        words += ["-p", f"{name}={value}"]
    if not root or out != root / "reports":
        words += ["--out", str(out)]
    return shlex.join(words)


def run_plan(
    plan: Plan, *, jobs: int | None = None, on_result: Callable[[Result], None] = lambda _: None
) -> list[Result]:
    """Execute the tasks, `jobs` at a time (default: one a core), and return how each ended.

    Results come in the order of the tasks. `on_result` is called as each task ends.
    """
    os.environ["MPLBACKEND"] = "agg"  # figures are written as SVG by the notebooks themselves
    results: dict[int, Result] = {}
    with ThreadPoolExecutor(max_workers=jobs or os.cpu_count() or 1) as pool:
        waiting = {pool.submit(run_task, task): i for i, task in enumerate(plan.tasks)}
        for done in as_completed(waiting):
            result = done.result()
            results[waiting[done]] = result
            on_result(result)
    return [results[i] for i in sorted(results)]


def run_task(task: Task) -> Result:
    """Execute one notebook on one article and export it to HTML. Never raises."""
    started = time.monotonic()
    try:
        error = _execute(task)
    except Exception as problem:  # whatever one task meets, the others go on
        error = f"{type(problem).__name__}: {problem}"
    return Result(task, "failed" if error else "done", error, round(time.monotonic() - started, 2))


def _execute(task: Task) -> str:
    """Run the notebook, write `.ipynb` and `.html`, and return what failed, or an empty string."""
    import papermill

    from .report.exporter import ClosereadingExporter

    writable(task.target.parent)
    ipynb, html = task.target.with_suffix(".ipynb"), task.target.with_suffix(".html")
    aside = ipynb.with_suffix(".part.ipynb")
    error = ""
    html.unlink(missing_ok=True)  # a report of an earlier run must not pass for this one's
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            papermill.execute_notebook(
                str(task.notebook),
                str(aside),
                parameters={
                    **task.parameters,
                    "article": str(task.article.path),
                    "out": str(task.out),
                },
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
                execution_timeout=CELL_TIMEOUT,
            )
    except papermill.PapermillExecutionError as problem:
        error = f"{problem.ename}: {problem.evalue}"
    except Exception as problem:  # a dead kernel, a time-out: papermill has saved what there is
        error = f"{type(problem).__name__}: {str(problem).strip() or 'the kernel gave no reason'}"
    if not aside.exists():
        return error or "papermill wrote no notebook"
    aside.replace(ipynb)
    page, _ = ClosereadingExporter().from_filename(str(ipynb))
    part = html.with_suffix(".part.html")
    part.write_text(page, encoding="utf-8", newline="\n", errors="backslashreplace")
    part.replace(html)
    return re.sub(r"\x1b\[[0-9;]*m", "", error)


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
                "path": _from_root(article.path),
                "sha256": article.sha256,
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


def _from_root(path: Path | None) -> str:
    """Return a path as one from the project's root, where it lies in there."""
    root = project_root()
    if path is None:
        return ""
    return (path.relative_to(root) if root and path.is_relative_to(root) else path).as_posix()


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
            if notebook["name"] not in ran and notebook["html"] and (out / notebook["html"]).exists()
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


def quiet_papermill() -> None:
    """Keep papermill's and nbclient's log lines off the terminal: `run.json` says it all."""
    for name in ("papermill", "nbclient", "traitlets"):
        logging.getLogger(name).setLevel(logging.ERROR)
