"""The same tasks on a Dask cluster: inputs travel to the workers, outputs come back.

No file system is shared: a worker gets the article, what stands beside it and the notebook as
bytes, works in a folder of its own, and returns what it wrote.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from .article import load_article
from .batch import Result, prepare_kernels, quiet_papermill, run_task
from .correction import correction_file
from .errors import CloseReadingError
from .plan import Task
from .state import library_hash

WAIT = 15  # seconds for a scheduler, and for its first worker


class Parcel(NamedTuple):
    """A task without anything of this machine."""

    article: str
    notebook: str
    parameters: Mapping[str, Any]
    files: Mapping[str, bytes]


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
        futures = {
            client.submit(run_parcel, parcel(task), workers=fit, retries=2, pure=False): i
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
    paths = [path, task.notebook, *([corrections] if corrections else [])]
    if parameters.get("codebook"):
        codebook = Path(parameters["codebook"])
        parameters["codebook"] = codebook.name
        paths.append(codebook)
    files = {path.name: path.read_bytes() for path in paths}
    return Parcel(path.name, task.notebook.name, parameters, files)


def run_parcel(sent: Parcel) -> Returned:
    """Execute a task on a worker."""
    quiet_papermill()
    prepare_kernels()
    with TemporaryDirectory(prefix="closereading-") as folder:
        work, out = Path(folder, "in"), Path(folder, "out")
        work.mkdir()
        for name, content in sent.files.items():
            (work / name).write_bytes(content)
        parameters = dict(sent.parameters)
        if parameters.get("codebook"):
            parameters["codebook"] = str(work / parameters["codebook"])
        article = load_article(work / sent.article)
        result = run_task(Task(article, work / sent.notebook, parameters, out))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(out.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(out).as_posix())
        return Returned(
            result.status, result.error, result.seconds, result.export_seconds, packed.getvalue()
        )


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
