"""Run notebooks over articles, several at once."""

import errno
import logging
import os
import re
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warmkernel.ahead import start_server

from .export import writable
from .parameter import papermill
from .plan import SHELF, Task, from_root, out_parameter

if TYPE_CHECKING:
    from .report.exporter import ClosereadingExporter

KERNELS = Path(__file__).parent / "data" / "jupyter"
KERNEL = "closereading"
OWN = threading.local()
STILLBORN = "Kernel died before replying"  # another program took a port just before it did


@dataclass(frozen=True)
class Limits:
    """What one notebook may take: seconds a cell, and GB of address space (on Linux)."""

    seconds: int = 600
    memory: float = 8.0


@dataclass(frozen=True)
class Result:
    """How a task ended: status is done or failed; seconds in all, and of these for the export."""

    task: Task
    status: str
    error: str
    seconds: float
    export_seconds: float = 0.0


def run_tasks(
    tasks: Sequence[Task],
    *,
    jobs: int | None = None,
    limits: Limits = Limits(),
    on_result: Callable[[Result], None] = lambda _: None,
) -> list[Result]:
    """Execute tasks, `jobs` at a time (default: two a core), and return how each ended.

    Results come in the order of the tasks. `on_result` is called as each task ends, in the
    caller's thread. After an interruption what is under way ends, and nothing more starts.
    """
    start_kernels() if tasks else prepare_kernels()
    results: dict[int, Result] = {}
    with ThreadPoolExecutor(max_workers=jobs or 2 * (os.cpu_count() or 1)) as pool:
        waiting = {pool.submit(run_task, task, limits): i for i, task in enumerate(tasks)}
        try:
            if tasks:
                warm_exporter()  # while the first kernels start
            for done in as_completed(waiting):
                result = done.result()
                results[waiting[done]] = result
                on_result(result)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [results[i] for i in sorted(results)]


def prepare_kernels() -> None:
    """Let papermill find the kernel that is forked from a process with all loaded."""
    paths = [str(KERNELS), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    if not any(str(KERNELS) in path.split(os.pathsep) for path in paths[1:]):
        os.environ["JUPYTER_PATH"] = os.pathsep.join(paths)
    os.environ["MPLBACKEND"] = "agg"  # figures are written as SVG by the notebooks themselves


def start_kernels() -> None:
    """Have the process that kernels are forked from load what they need, meanwhile."""
    prepare_kernels()
    start_server(KERNELS / "kernels" / KERNEL / "kernel.json")


def run_task(task: Task, limits: Limits = Limits()) -> Result:
    """Execute one notebook on one article and export it to HTML. Never raises."""
    started = exporting = time.monotonic()
    ipynb, html = task.target.with_suffix(".ipynb"), task.target.with_suffix(".html")
    part, error = _aside(ipynb), ""
    try:
        writable(ipynb.parent)
        error = _execute(task, part, limits)
        if STILLBORN in error:
            error = _execute(task, part, limits)
        exporting = time.monotonic()
        part.replace(ipynb)
        _export(ipynb, html)
    except Exception as problem:  # whatever one task meets, the others go on
        error = error or _in_words(problem, limits)
        # an earlier report must not pass for this one's
        for path in (part, _aside(html), html, html.with_suffix(".pdf")):
            path.unlink(missing_ok=True)
    ended = time.monotonic()
    return Result(
        task,
        "failed" if error else "done",
        error,
        round(ended - started, 2),
        round(ended - exporting, 2),
    )


def _execute(task: Task, target: Path, limits: Limits) -> str:
    """Run the notebook, write it to `target`, and return what failed, or an empty string."""
    from traitlets.config import Config

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            papermill().execute_notebook(
                str(task.notebook),
                str(target),
                parameters={
                    **task.parameters,
                    **({"article": from_root(task.article.path)} if task.article else {}),
                    "out": out_parameter(task.out),
                },
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
                execution_timeout=limits.seconds,
                kernel_name=KERNEL,
                config=Config(
                    {
                        "KernelManager": {"transport_encryption": "auto"},
                        "WarmProvisioner": {"memory_limit": int(limits.memory * 2**30)},
                    }
                ),
            )
    except OSError as problem:
        if not isinstance(problem, TimeoutError):  # which one of a cell is, too
            raise
        return _in_words(problem, limits)
    except Exception as problem:  # an error, a dead kernel: papermill has saved what there is
        return _in_words(problem, limits)
    return ""


def _in_words(problem: Exception, limits: Limits) -> str:
    """Return what failed, and what a reader can do about it."""
    name = getattr(problem, "ename", type(problem).__name__).lstrip("_")
    told = re.sub(r"\x1b\[[0-9;]*m", "", str(getattr(problem, "evalue", problem)))
    if getattr(problem, "errno", 0) == errno.ENOSPC:
        told = "no space is left on the disk; free some and run it again"
    elif name == "CellTimeoutError":
        told = f"a cell took longer than {limits.seconds} s and was stopped; --timeout allows more"
    elif name.endswith("MemoryError"):
        told = f"a cell needed more than {limits.memory:g} GB of memory; --memory allows more"
    elif name == "DeadKernelError":
        told = "the kernel died: it crashed or was killed, perhaps for want of memory"
    return f"{name}: {told}"


def _export(ipynb: Path, html: Path) -> None:
    """Write the report of an executed notebook, and its figures as files."""
    from .report.figures import write_figures

    place = {"place": "shelf" if ipynb.parent.name == SHELF else "run"}
    page, _ = exporter().from_filename(str(ipynb), place)
    html.with_suffix(".pdf").unlink(missing_ok=True)  # it is of the report before
    part = _aside(html)
    part.write_text(page, encoding="utf-8", newline="\n", errors="backslashreplace")
    part.replace(html)
    write_figures(ipynb)


def exporter() -> "ClosereadingExporter":
    """Return this thread's exporter: its template is read once."""
    if not hasattr(OWN, "exporter"):
        from .report.exporter import ClosereadingExporter

        OWN.exporter = ClosereadingExporter()  # type: ignore[no-untyped-call]
    return OWN.exporter  # type: ignore[no-any-return]


def warm_exporter() -> None:
    """Import what the first report would import, and compile what it would compile."""
    from nbformat import v4

    from .report.exporter import ClosereadingExporter

    output = v4.new_output("display_data", {"text/html": "<p>warm</p>"})  # type: ignore[no-untyped-call]
    cell = v4.new_code_cell("1", outputs=[output])  # type: ignore[no-untyped-call]
    nb = v4.new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    ClosereadingExporter().from_notebook_node(nb)  # type: ignore[no-untyped-call]


def _aside(path: Path) -> Path:
    """Return where a file is written before it takes its place, apart for each process."""
    return path.with_suffix(f".{os.getpid()}.part{path.suffix}")


def clear_leftovers(out: Path) -> None:
    """Remove what runs that were killed left half written in an output folder."""
    from psutil import pid_exists

    for path in [*out.glob("*/*.part*"), *out.glob(".state/*/*.part"), *out.glob("*.part")]:
        owner = re.search(r"\.(\d+)\.part", path.name)
        if owner and not pid_exists(int(owner[1])):
            path.unlink(missing_ok=True)


def quiet_papermill() -> None:
    """Keep papermill's and nbclient's log lines off the terminal: `run.json` says it all."""
    for name in ("papermill", "nbclient", "traitlets"):
        logging.getLogger(name).setLevel(logging.ERROR)
