"""The command `closereading`."""

import argparse
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

from .batch import Limits, Result, clear_leftovers, quiet_papermill, run_tasks, start_kernels
from .cluster import run_on_cluster
from .errors import CloseReadingError
from .export import all_tables, output_folder, write_tables
from .load import load_article
from .plan import Plan, Task, plan_run
from .project import project_root, reports_folder
from .prose import counted
from .record import keep_state, run_record, write_run
from .state import read_state, read_states, reasons, state_path

DESCRIPTION = (
    "Read news articles closely: text, timeline, issues. What is found leads to its sentences."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 something failed, 2 refused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # an old code page has no → or no Chinese
            stream.reconfigure(errors="backslashreplace")
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        status: int = options.action(options)
    except CloseReadingError as error:
        print(f"closereading: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("closereading: interrupted; what was finished is kept.", file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="closereading", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=version("closereading"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run the notebooks over articles and write HTML reports")
    run.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="file or id; default: all of seeds/"
    )
    run.add_argument(
        "--notebook", action="append", default=[], metavar="N",
        help="number, name or path; may be repeated; default: all of notebooks/",
    )  # fmt: skip
    run.add_argument(
        "-p", action="append", default=[], dest="parameters", metavar="NAME=VALUE",
        help="a notebook parameter; may be repeated",
    )  # fmt: skip
    run.add_argument("--out", type=Path, help="output folder; default: reports/ of the project")
    run.add_argument("--to", choices=("html", "pdf"), default="html", help="pdf: both")
    run.add_argument("--force", action="store_true", help="run what is up to date as well")
    run.add_argument("--failed", action="store_true", help="run only what failed the last time")
    run.add_argument(
        "--why", action="store_true", help="run nothing; say of each report why it is due, or not"
    )
    run.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="run on the workers of this Dask scheduler, such as tcp://10.0.0.5:8786",
    )  # fmt: skip
    run.add_argument("--jobs", type=int, help="notebooks at once; default: two a core")
    run.add_argument(
        "--timeout", type=int, default=600, metavar="SECONDS", help="for a cell; default: 600"
    )
    run.add_argument(
        "--memory", type=float, default=8, metavar="GB", help="for a notebook, on Linux; default: 8"
    )
    run.set_defaults(action=run_command)

    add = commands.add_parser(
        "add", help="turn web pages, PDFs, text, CSV and JSON lines into articles in seeds/"
    )
    add.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    add.add_argument("--seeds", type=Path, help="where to; default: seeds/ of the project")
    add.set_defaults(action=add_command)

    tables = commands.add_parser(
        "tables", help="write an article's tables as CSV, without notebooks"
    )
    tables.add_argument("article", metavar="ARTICLE", help="file or id")
    tables.add_argument("--codebook", metavar="FILE", help="YAML; default: international affairs")
    tables.add_argument("--out", type=Path, help="output folder; default: reports/ of the project")
    tables.set_defaults(action=tables_command)

    evaluate = commands.add_parser("evaluate", help="measure accuracy on annotated data")
    evaluate.add_argument(
        "what",
        choices=("timex", "dates", "actors", "statements", "gold"),
        help="what to measure",
    )
    evaluate.add_argument(
        "path",
        type=Path,
        help="a folder of TimeML files, a JSON Lines file, a folder such as tests/gold",
    )
    evaluate.set_defaults(action=evaluate_command)
    return parser


def run_command(options: argparse.Namespace) -> int:
    """Run articles × notebooks that aren't up to date, and return 0, or 1 where one failed.

    With `--why`, say what would be run instead.
    """
    from .report.pdf import find_browser, write_pdfs

    if options.to == "pdf" and not options.why:
        find_browser()
    started = time.monotonic()
    parameters = dict(_name_value(text) for text in options.parameters)
    out = (options.out or reports_folder()).resolve()
    has_work = options.force or not (out / "run.json").exists()
    if has_work and not (options.why or options.scheduler):
        start_kernels()  # they load while the plan is made
    plan = plan_run(options.articles, options.notebook, parameters, out)
    for refused in plan.refused:
        print(f"refused  {refused.path}: {refused.error}", file=sys.stderr)
    for note in plan.notes:
        print(f"note     {note}", file=sys.stderr)
    due, last = _due(plan, out, options)
    if options.why:
        return _explain(plan, due + last, options)
    limits = Limits(options.timeout, options.memory)
    quiet_papermill()
    clear_leftovers(out)
    with Progress(len(due) + len(last)) as progress:

        def ended(result: Result) -> None:
            keep_state(result)
            progress.tell(result)

        tasks = [task for task, _ in due]
        if options.scheduler and tasks:
            results = run_on_cluster(tasks, options.scheduler, on_result=ended)
        else:
            results = run_tasks(tasks, jobs=options.jobs, limits=limits, on_result=ended)
        if last:  # they read what the others wrote, and run.json
            write_run(run_record(out, plan.refused, seconds=time.monotonic() - started), out)
            shelf = [task for task, _ in last]
            results += run_tasks(shelf, jobs=options.jobs, limits=limits, on_result=ended)
    record = run_record(out, plan.refused, seconds=time.monotonic() - started)
    write_run(record, out)
    if options.to == "pdf":
        print("printing PDFs …", file=sys.stderr)
        every = [*plan.tasks, *plan.shelf]
        print(f"{len(write_pdfs(task.target.with_suffix('.html') for task in every))} PDFs printed")
    n_done = sum(result.status == "done" for result in results)
    n_due = len(due) + len(last)
    current = len(plan.tasks) + len(plan.shelf) - n_due
    is_current = "was" if current == 1 else "were"
    print(
        f"{n_done} of {n_due} reports written, {current} {is_current} up to date, "
        f"{counted(len(plan.refused), 'input')} refused: {out / 'index.html'}"
    )
    return 1 if plan.refused or n_done < n_due else 0


Due = list[tuple[Task, list[str]]]  # tasks that have to run, each with the reasons


def _due(plan: Plan, out: Path, options: argparse.Namespace) -> tuple[Due, Due]:
    """Return the tasks that have to run, and those of the whole shelf, which run after them."""
    due = [(task, why) for task in plan.tasks if (why := _why(task, options))]
    anew = ["what it reads is made anew"] * (bool(due) and not options.failed)
    shelf = plan.shelf if due or any(read_states(out)) else []
    return due, [(task, why) for task in shelf if (why := _why(task, options) or anew)]


def _why(task: Task, options: argparse.Namespace) -> list[str]:
    """Return why a task has to run; without a reason it hasn't."""
    kept = read_state(state_path(task))
    if options.failed and (kept is None or kept["notebook"]["status"] == "done"):
        return []
    return reasons(task, kept) or ["forced"] * options.force


def _explain(plan: Plan, due: Due, options: argparse.Namespace) -> int:
    """Print of each report why it is due, or that it isn't, and return 1 if one was refused."""
    known = {task.name: ", ".join(why) for task, why in due}
    for task in [*plan.tasks, *plan.shelf]:
        current = "not due" if options.failed else "up to date"
        print(f"{task.name}: {known.get(task.name, current)}")
    n = len(plan.tasks) + len(plan.shelf)
    print(f"{len(due)} of {counted(n, 'report')} due; without --why, run makes them.")
    return 1 if plan.refused else 0


class Progress:
    """How far a run has come: one line that moves on a terminal, else a line a report."""

    def __init__(self, n_tasks: int) -> None:
        from tqdm import tqdm

        self.n_tasks, self.n_failed, self.n_ended = n_tasks, 0, 0
        moving = n_tasks and sys.stderr.isatty()
        self.bar = tqdm(total=n_tasks, unit="report", desc="closereading", disable=not moving)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def tell(self, result: Result) -> None:
        """Count a result; say what failed and how to run it again."""
        self.n_ended += 1
        name = result.task.name
        if result.status != "done":
            self.n_failed += 1
            text = f"failed   {name}: {result.error}\n         {result.task.rerun}"
            self.bar.write(text, file=sys.stderr)
        elif self.bar.disable:
            print(f"{self.n_ended}/{self.n_tasks} {name}, {result.seconds:.1f} s", file=sys.stderr)
        self.bar.set_postfix_str(f"{self.n_failed} failed", refresh=False)
        self.bar.update()


def add_command(options: argparse.Namespace) -> int:
    """Add articles to `seeds/`, print one line an article, and return 1 if one wasn't read."""
    from .ingest import add

    seeds = options.seeds or (project_root() or Path.cwd()) / "seeds"
    statuses = []
    for outcome in add(options.paths, seeds):
        statuses.append(outcome.status)
        where = f" → {outcome.path}" if outcome.path else ""
        print(f"{outcome.status:8} {outcome.source}{where}")
        for note in outcome.notes:
            print(f"         {note}")
    n_added = counted(statuses.count("added"), "article")
    unread = statuses.count("unread")
    print(f"{n_added} added, {statuses.count('there')} there already, {unread} not read: {seeds}")
    return 1 if unread else 0


def tables_command(options: argparse.Namespace) -> int:
    """Write every table of one article and print where they are."""
    article = load_article(options.article)
    folder = output_folder(article, options.out or "")
    for path in write_tables(all_tables(article, codebook=options.codebook), folder):
        print(path)
    return 0


def evaluate_command(options: argparse.Namespace) -> int:
    """Print precision, recall and F1 on annotated data."""
    from .evaluate import (
        evaluate_actors,
        evaluate_dates,
        evaluate_gold,
        evaluate_statements,
        evaluate_timex,
    )

    measures = {
        "timex": evaluate_timex,
        "dates": evaluate_dates,
        "actors": evaluate_actors,
        "statements": evaluate_statements,
        "gold": evaluate_gold,
    }
    measured = measures[options.what](options.path)
    print(measured.to_string(index=False, float_format="{:.1f}".format))
    return 0


def _name_value(text: str) -> tuple[str, str]:
    """Return NAME=VALUE as a pair."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise CloseReadingError(f"-p {text}: write it as NAME=VALUE, for example -p n_top=20.")
    return name, value
