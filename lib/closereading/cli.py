"""The command `closereading`."""

import argparse
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from .article import load_article, project_root
from .batch import Result, quiet_papermill, run_plan
from .errors import CloseReadingError
from .export import all_tables, output_folder, write_tables
from .plan import plan_run
from .record import run_record, write_run
from .wording.finding import counted

DESCRIPTION = (
    "Read news articles closely: text, timeline, issues. Every number leads to its sentences."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 something failed, 2 refused."""
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
    run.add_argument("--jobs", type=int, help="notebooks at once; default: one a core")
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
    tables.add_argument("--out", type=Path, help="output folder; default: reports/ of the project")
    tables.set_defaults(action=tables_command)

    evaluate = commands.add_parser("evaluate", help="measure accuracy on annotated data")
    evaluate.add_argument(
        "what", choices=("timex", "dates", "actors", "gold"), help="what to measure"
    )
    evaluate.add_argument(
        "path",
        type=Path,
        help="a folder of TimeML files, a JSON Lines file, a folder such as tests/gold",
    )
    evaluate.set_defaults(action=evaluate_command)
    return parser


def run_command(options: argparse.Namespace) -> int:
    """Run articles × notebooks, print one line a failure, and return 0 or 1."""
    from tqdm import tqdm

    started = time.monotonic()
    parameters = dict(_name_value(text) for text in options.parameters)
    out = (options.out or (project_root() or Path.cwd()) / "reports").resolve()
    plan = plan_run(options.articles, options.notebook, parameters, out)
    for refused in plan.refused:
        print(f"refused  {refused.path}: {refused.error}", file=sys.stderr)
    quiet_papermill()
    bar = tqdm(total=len(plan.tasks), unit="notebook", desc="closereading", disable=not plan.tasks)

    def tell(result: Result) -> None:
        if result.status != "done":
            name = f"{result.task.article.doc_id}/{result.task.notebook.stem}"
            bar.write(
                f"failed   {name}: {result.error}\n         {result.task.rerun}", file=sys.stderr
            )
        bar.update()

    with bar:
        results = run_plan(plan, jobs=options.jobs, on_result=tell)
    record = run_record(plan, results, seconds=time.monotonic() - started)
    write_run(record, out)
    n_done = sum(result.status == "done" for result in results)
    refusals = counted(len(plan.refused), "article")
    print(
        f"{n_done} of {len(plan.tasks)} reports written, {refusals} refused: {out / 'index.html'}"
    )
    return 0 if record["status"] == "done" else 1


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
    for path in write_tables(all_tables(article), folder):
        print(path)
    return 0


def evaluate_command(options: argparse.Namespace) -> int:
    """Print precision, recall and F1 on annotated data."""
    from .evaluate import evaluate_actors, evaluate_dates, evaluate_gold, evaluate_timex

    measures = {
        "timex": evaluate_timex,
        "dates": evaluate_dates,
        "actors": evaluate_actors,
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
