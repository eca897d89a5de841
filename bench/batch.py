"""What a notebook costs, by each way to run it: `python bench/batch.py [--articles 100]`.

Notebooks 01 to 03 on the project's own articles and on generated ones. Processor seconds count
every process that a way started; the floor is what the cells themselves take: executed one after
the other in one warm process, with figures and HTML, without any notebook machinery.
"""

import argparse
import ast
import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import nbformat
import psutil
from generate import write_articles

from closereading.batch import Result, exporter, prepare_kernels
from closereading.plan import plan_run
from closereading.record import keep_state
from closereading.report.figures import write_figures

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("0[123]_*.ipynb"))
BIN = Path(sys.executable).parent
CORES = os.cpu_count() or 1
ADOPT_ORPHANS = 36  # prctl's PR_SET_CHILD_SUBREAPER: servers and kernels stay in this tree


class Cost(NamedTuple):
    """Seconds a notebook, of processors and on the clock; megabytes every 15 s."""

    cpu: float
    wall: float
    memory: Sequence[float] = ()

    def __str__(self) -> str:
        return f"{self.cpu:.2f}, {self.wall:.2f} s"


def taken() -> tuple[float, float]:
    """Return processor seconds of this process and all that it started, and their megabytes."""
    seconds, size = sum(os.times()[:4]), 0
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            seconds += sum(process.cpu_times()[:4])
            size += process.memory_full_info().pss  # a page that forks share counts once
    return seconds, size / 1e6


def cost(action: Callable[[], object], n: int) -> Cost:
    """Return what an action that ran `n` notebooks took for each."""
    memory: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        (cpu, _), wall = taken(), time.monotonic()
        running = pool.submit(action)
        while not running.done():
            wait([running], 15)  # a look at the memory takes half a second
            memory.append(taken()[1])
        running.result()
        return Cost((taken()[0] - cpu) / n, (time.monotonic() - wall) / n, memory)


def call(*words: object) -> None:
    """Run a command in silence; its failure ends the measurement."""
    ended = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False)  # noqa: S603
    if ended.returncode:
        sys.exit(f"{words} failed:\n{ended.stderr}")


def every(one: Callable[[Path, Path, Path], object], articles: Sequence[Path], jobs: int) -> None:
    """Call `one(article, notebook, target)` for each notebook of each article, `jobs` at a time."""
    with TemporaryDirectory() as out, ThreadPoolExecutor(jobs) as pool:
        pairs = [(a, n) for a in articles for n in NOTEBOOKS]
        ended = [pool.submit(one, a, n, Path(out, f"{a.stem}-{n.name}")) for a, n in pairs]
        for future in ended:
            future.result()


def by_commands(article: Path, notebook: Path, made: Path) -> None:
    """Run papermill, then nbconvert, from the command line."""
    given = ("-p", "article", article, "-p", "out", made.parent)
    call(BIN / "papermill", notebook, made, "-k", "python3", *given)
    call(BIN / "jupyter", "nbconvert", "--to", "closereading", made)


def by_loop(article: Path, notebook: Path, made: Path) -> None:
    """Run papermill from Python with its ordinary kernel; one exporter a thread."""
    import papermill

    given = {"article": str(article), "out": str(made.parent)}
    papermill.execute_notebook(notebook, made, given, kernel_name="python3", progress_bar=False)
    export(made)


def export(made: Path) -> None:
    """Write the HTML of an executed notebook."""
    made.with_suffix(".html").write_text(exporter().from_filename(str(made))[0], "utf-8")


def run(articles: Sequence[Path], out: Path, *more: object) -> None:
    """Run `closereading run`."""
    chosen = [word for notebook in NOTEBOOKS for word in ("--notebook", notebook)]
    call(BIN / "closereading", "run", *articles, *chosen, "--out", out, *more)


def floor(articles: Sequence[Path], out: Path) -> Cost:
    """Execute the cells in this process; the first article warms it up and doesn't count."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()

    def one(article: Path, notebook: Path) -> None:
        nb, names = nbformat.read(notebook, 4), {}
        for cell in (cell for cell in nb.cells if cell.cell_type == "code"):
            body = ast.parse(cell.source).body
            last = body.pop() if isinstance(body[-1], ast.Expr) else None
            with capture_output() as caught:
                exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102
                if last:
                    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
                    data, _ = shell.display_formatter.format(value)
                    cell.outputs = [nbformat.v4.new_output("display_data", data=data)]
            cell.outputs += [nbformat.v4.new_output("display_data", o.data) for o in caught.outputs]
            if "parameters" in cell.metadata.get("tags", []):
                names |= {"article": str(article), "out": str(out)}
        made = out / article.stem / notebook.name
        made.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nb, made)
        export(made)
        write_figures(made)

    for i, article in enumerate([articles[0], *articles]):
        if i == 1:
            cpu, wall = time.process_time(), time.monotonic()
        for notebook in NOTEBOOKS:
            one(article, notebook)
    n = len(articles) * len(NOTEBOOKS)
    return Cost((time.process_time() - cpu) / n, (time.monotonic() - wall) / n)


def idle_run(folder: Path, n: int) -> float:
    """Return how long a run takes that finds the reports of `n` articles up to date."""
    paths = write_articles(folder / "many", n=n, n_words=700)
    names = [str(path) for path in paths]
    plan = plan_run(names, [str(path) for path in NOTEBOOKS], {}, folder / "current")
    for task in plan.tasks:
        task.target.parent.mkdir(exist_ok=True)
        task.target.with_suffix(".html").touch()
        keep_state(Result(task, "done", "", 0.0))
    started = time.monotonic()
    run(paths, folder / "current")
    return time.monotonic() - started


def line(name: str, value: object, goal: str = "") -> None:
    """Print a line of the table as soon as it is known."""
    print(f"{name:<58}{value!s:>16}   {goal}".rstrip(), flush=True)


def main() -> None:
    """Measure everything, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20, help="generated ones; 100 for a note")
    parser.add_argument("--slow", type=int, default=1, help="of them for the slow ways")
    parser.add_argument("--idle", type=int, default=1000, help="articles of the run without work")
    given = parser.parse_args()
    ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    prepare_kernels()
    with TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["XDG_RUNTIME_DIR"] = place  # servers of its own
        articles = sorted((ROOT / "seeds").glob("*.txt"))
        articles += write_articles(folder / "articles", n=given.articles, n_words=700)
        try:
            measure(articles, articles[: given.slow], folder)
            seconds = idle_run(folder, given.idle)
            line(f"Nothing to do for {given.idle:,} articles", f"{seconds:.1f} s", "≤ 3 s")
        finally:
            call(sys.executable, "-m", "warmkernel", "stop")


def measure(articles: Sequence[Path], few: Sequence[Path], folder: Path) -> None:
    """Print the lines on what it takes to make reports."""
    some = articles[:4]
    n = len(NOTEBOOKS)
    by_floor = floor(some, folder / "floor")
    line("Floor: the cells alone, warm", by_floor)
    started = time.monotonic()
    run(articles[:1], folder / "cold")
    cold = time.monotonic() - started
    line("One article from a cold shell, three notebooks", f"{cold:.1f} s", "≤ 8 s")
    one = cost(lambda: run(some, folder / "one", "--jobs", 1), len(some) * n)
    line("closereading run, 1 job", one)
    own = cost(lambda: run(some, folder / "one", "--jobs", 1), len(some) * n)  # nothing is due
    whole = cost(lambda: run(articles, folder / "all"), len(articles) * n)
    line(f"closereading run, {2 * CORES} jobs, {len(articles)} articles", whole)
    ratio, beyond = one.cpu / by_floor.cpu, one.cpu - by_floor.cpu
    line("CPU of 1 job over the floor", f"{ratio:.2f} ×", "≤ 1.35 ×")
    line("CPU of 1 job beyond the floor", f"{beyond:+.2f} s", "≤ 0.3 s")
    line("    of it the command's own start", f"{own.cpu:.2f} s")
    line("Cores busy", f"{whole.cpu / whole.wall / CORES:.0%}", "≥ 90%")
    quarter = -(-len(whole.memory) // 4)
    first, last = max(whole.memory[:quarter]), max(whole.memory[-quarter:])
    line("Memory at most, first and last quarter", f"{first:.0f}, {last:.0f} MB", "flat")
    for name, way in (("papermill + nbconvert", by_commands), ("papermill's API", by_loop)):
        for jobs in dict.fromkeys((1, CORES)):
            slow = cost(partial(every, way, few, jobs), len(few) * n)
            line(f"{name}, {jobs} at a time", slow)
            goal = "≥ 8 ×" if way is by_commands and jobs == 1 else ""
            line(f"    against {2 * CORES} jobs", f"{slow.wall / whole.wall:.1f} ×", goal)
            line("    against 1 job", f"{slow.wall / one.wall:.1f} ×")


if __name__ == "__main__":
    sys.exit(main())
