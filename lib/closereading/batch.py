"""Run notebooks over articles, several at once."""

import logging
import os
import re
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from .export import writable
from .plan import Plan, Task, from_root, out_parameter

CELL_TIMEOUT = 600  # seconds


@dataclass(frozen=True)
class Result:
    """How a task ended: status is done or failed."""

    task: Task
    status: str
    error: str
    seconds: float


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
    from traitlets.config import Config

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
                    "article": from_root(task.article.path),
                    "out": out_parameter(task.out),
                },
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
                execution_timeout=CELL_TIMEOUT,
                config=Config({"KernelManager": {"transport_encryption": "auto"}}),
            )
    except papermill.PapermillExecutionError as problem:
        error = f"{problem.ename}: {problem.evalue}"
    except Exception as problem:  # a dead kernel, a time-out: papermill has saved what there is
        error = f"{type(problem).__name__}: {str(problem).strip() or 'the kernel gave no reason'}"
    if not aside.exists():
        return error or "papermill wrote no notebook"
    aside.replace(ipynb)
    exporter = ClosereadingExporter()  # type: ignore[no-untyped-call]  # traitlets has no types
    page, _ = exporter.from_filename(str(ipynb))
    part = html.with_suffix(".part.html")
    part.write_text(page, encoding="utf-8", newline="\n", errors="backslashreplace")
    part.replace(html)
    return re.sub(r"\x1b\[[0-9;]*m", "", error)


def quiet_papermill() -> None:
    """Keep papermill's and nbclient's log lines off the terminal: `run.json` says it all."""
    for name in ("papermill", "nbclient", "traitlets"):
        logging.getLogger(name).setLevel(logging.ERROR)
