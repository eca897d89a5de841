"""The same tasks on a Dask cluster: inputs travel to the workers, outputs come back.

No file system is shared: a worker gets the article, what stands beside it, the notebook and the
files that parameters name as bytes, works in a folder of its own, and returns what it wrote.
"""

import io
import json
import shlex
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from .batch import Result, prepare_kernels, quiet_papermill, run_task
from .correction import correction_file
from .errors import CloseReadingError
from .keyness import reference_contents
from .load import load_article
from .plan import Task, from_root
from .state import library_hash

OUT = "out"
WAIT = 15  # seconds for a scheduler, and for its first worker
CODEBOOKS = ("codebook", "compare_with")  # parameters that name a file


class Parcel(NamedTuple):
    """A task without anything of this machine; `paths` are the parameters that name files.

    `called` says what a user calls the files of the parcel, and the output folder.
    """

    article: str
    notebook: str
    parameters: Mapping[str, Any]
    paths: tuple[str, ...]
    files: Mapping[str, bytes]
    called: Mapping[str, str]


class Returned(NamedTuple):
    """What a worker sends back: how the task ended, and its files as a ZIP archive."""

    status: str
    error: str
    seconds: float
    export_seconds: float
    files: bytes


def run_on_cluster(
    tasks: Sequence[Task],
    address: str,
    *,
    on_result: Callable[[Result], None] = lambda _: None,
) -> list[Result]:
    """Execute tasks on the workers of a Dask scheduler, as `run_tasks` does here.

    A task whose worker is lost goes to another one. Workers that hold another state of this
    library get nothing, and are named.

    Raises
    ------
    CloseReadingError
        `distributed` isn't installed; nobody answers at the address; no worker fits.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise CloseReadingError(
            "--scheduler needs the package distributed: pip install 'distributed>=2025.1'."
        ) from None
    try:
        client: Any = Client(address, timeout=WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=WAIT)
    except (OSError, TimeoutError, ValueError) as error:
        raise CloseReadingError(
            f"No Dask scheduler with a worker answers at {address} ({error}). Start one "
            "(`dask scheduler`, `dask worker ADDRESS`), or run without --scheduler."
        ) from None
    results: dict[int, Result] = {}
    with client, client.as_current():
        fit = fitting_workers(client.run(library_hash))
        how: dict[str, Any] = {"workers": fit, "retries": 2, "pure": False}
        shared = client.submit(dict, reference_parcel(tasks), **how)  # travels once, not by task
        futures = {
            client.submit(run_parcel, parcel(task), shared, **how): i
            for i, task in enumerate(tasks)
        }
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            task = tasks[futures[future]]
            try:
                result = unpacked(task, future.result())
            except Exception as problem:  # whatever one task meets, the others go on
                result = Result(task, "failed", f"{type(problem).__name__}: {problem}", 0.0)
            future.release()
            results[futures[future]] = result
            on_result(result)
    return [results[i] for i in sorted(results)]


def fitting_workers(hashes: Mapping[str, str]) -> list[str]:
    """Return the workers whose library is this one.

    Raises
    ------
    CloseReadingError
        There is none.
    """
    fit = sorted(worker for worker, found in hashes.items() if found == library_hash())
    if not fit:
        others = ", ".join(sorted(hashes))
        raise CloseReadingError(
            f"No worker has this version of Close Reading; others have {others}. Install the same "
            "one on each worker."
        )
    return fit


def parcel(task: Task) -> Parcel:
    """Return a task as something that travels."""
    path = (task.article and task.article.path) or Path()
    parameters = dict(task.parameters)
    corrections = correction_file(task.article) if task.article else None
    beside = [path, task.notebook, *([corrections] if corrections else [])]
    files = {path.name: path.read_bytes() for path in beside}
    paths = [name for name in CODEBOOKS if parameters.get(name)]
    called = {path.name: from_root(path), task.notebook.name: str(task.notebook)}
    called[OUT] = str(task.out)
    for name in paths:
        codebook = Path(parameters[name])
        parameters[name] = f"{name}/{codebook.name}"
        called[parameters[name]] = str(task.parameters[name])
        files[parameters[name]] = codebook.read_bytes()
    if task.reference:
        parameters["reference"] = _reference_folder(parameters["reference"])
        called[parameters["reference"]] = str(task.parameters["reference"])
        paths.append("reference")
    return Parcel(path.name, task.notebook.name, parameters, tuple(paths), files, called)


def reference_parcel(tasks: Sequence[Task]) -> dict[str, bytes]:
    """Return the files of the articles with which these tasks, all of one run, compare theirs."""
    named = {task.parameters["reference"] for task in tasks if task.reference}
    return {
        f"{_reference_folder(source)}/{name}": content
        for source in named
        for name, content in reference_contents(source)
    }


def _reference_folder(source: str) -> str:
    """Return where a worker keeps the articles of a folder, under the name that findings call."""
    return f"reference/{Path(source).resolve().name}"


def run_parcel(sent: Parcel, reference: Mapping[str, bytes]) -> Returned:
    """Execute a task on a worker, with the articles to compare its own with."""
    quiet_papermill()
    prepare_kernels()
    with TemporaryDirectory(prefix="closereading-") as folder:
        work, out = Path(folder, "in"), Path(folder, OUT)
        parameters = lay_out(sent, reference, work)
        article = load_article(work / sent.article)
        result = run_task(Task(article, work / sent.notebook, parameters, out))
        names = user_names(sent, Path(folder))
        for path in (*out.rglob("*.ipynb"), *out.rglob("*.html")):
            path.write_bytes(renamed(path.read_text("utf-8"), names).encode())
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(out.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(out).as_posix())
        return Returned(
            result.status,
            renamed(result.error, names),
            result.seconds,
            result.export_seconds,
            packed.getvalue(),
        )


def user_names(sent: Parcel, folder: Path) -> dict[str, str]:
    """Return what stands in a worker's outputs for a file or folder there, and the user's name."""
    work = folder / "in"
    names = {str(work / inside): name for inside, name in sent.called.items() if inside != OUT}
    names[str(folder / OUT)] = sent.called[OUT]
    own = sent.called[sent.article]
    if not Path(own).is_absolute():
        again = "closereading run "
        names[again + shlex.quote(sent.article)] = again + shlex.quote(own)
    return names


def renamed(text: str, names: Mapping[str, str]) -> str:
    r"""Return a text with names replaced, the longest first, plain or as in HTML and JSON.

    >>> renamed("in/b.yaml and in/b.yaml.bak, in", {"in/b.yaml": "b.yaml", "in/b.yaml.bak": "c"})
    'b.yaml and c, in'
    """
    for name in sorted(names, key=len, reverse=True):
        for form in (str, escape, lambda one: json.dumps(one)[1:-1]):
            text = text.replace(form(name), form(names[name]))
    return text


def lay_out(sent: Parcel, reference: Mapping[str, bytes], work: Path) -> dict[str, Any]:
    """Write a task's inputs into a folder and return its parameters, which name them there.

    The articles to compare with are laid out without the task's own.
    """
    files = dict(sent.files)
    if "reference" in sent.paths:
        (work / sent.parameters["reference"]).mkdir(parents=True)  # which may have no article
        own = f"{sent.parameters['reference']}/{sent.article}"
        files |= {
            name: content
            for name, content in reference.items()
            if name != own or content != sent.files[sent.article]
        }
    for name, content in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(content)
    return {**sent.parameters, **{name: str(work / sent.parameters[name]) for name in sent.paths}}


def unpacked(task: Task, returned: Returned) -> Result:
    """Write what a worker returned into the task's output folder, each file in one step."""
    with zipfile.ZipFile(io.BytesIO(returned.files)) as archive:
        for name in archive.namelist():
            target = (task.out / name).resolve()
            if not target.is_relative_to(task.target.parent):
                raise CloseReadingError(f"A worker returned {name!r}, outside the output folder.")
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.part")
            part.write_bytes(archive.read(name))
            part.replace(target)
    return Result(task, returned.status, returned.error, returned.seconds, returned.export_seconds)
