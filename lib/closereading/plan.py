"""What a run will do: articles × notebooks, with every input checked before a kernel starts."""

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from .article import Article
from .correction import load_corrections
from .errors import ArticleError, CloseReadingError, ParameterError
from .export import writable
from .issue import Codebook, load_codebook
from .keyness import reference_hash
from .load import load_article
from .parameter import check_parameters, notebook_parameters
from .project import find_article, project_root, reports_folder, seed_files
from .wording.correction import unplaced

SHELF = "_shelf"  # the folder of what is about all articles


@dataclass(frozen=True)
class Refused:
    """An article, or a notebook, that wasn't run, and why."""

    path: str
    error: str
    rerun: str


@dataclass(frozen=True)
class Task:
    """One notebook to run on one article; without an article, on the tables of all."""

    article: Article | None
    notebook: Path
    parameters: Mapping[str, Any]
    out: Path
    given: Mapping[str, str] = field(default_factory=dict)  # the parameters as they were typed
    reference: str = ""  # the hash of the articles that the parameter `reference` names

    @property
    def rerun(self) -> str:
        """The command that makes this one report again."""
        shipped = self.notebook in shipped_notebooks()
        own = self.notebook.stem if shipped or not self.article else from_root(self.notebook)
        path = str(self.article.path) if self.article else ""
        return command(path, [own], self.given, self.out)

    @property
    def target(self) -> Path:
        """Where the outputs go, less their suffix."""
        return self.out / (self.article.doc_id if self.article else SHELF) / self.notebook.stem

    @property
    def name(self) -> str:
        """What the task is called: `<doc_id>/<notebook>`."""
        return self.target.relative_to(self.out).as_posix()


@dataclass
class Plan:
    """A checked run: what will be executed, and which articles were refused.

    `shelf` holds what is executed once, after all else: notebooks without a parameter `article`.
    `notes` say which corrections won't be applied.
    """

    tasks: list[Task]
    refused: list[Refused] = field(default_factory=list)
    shelf: list[Task] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def shipped_notebooks() -> list[Path]:
    """Return the notebooks of the project's `notebooks/`, in their order."""
    root = project_root()
    return sorted((root / "notebooks").glob("[0-9]*.ipynb")) if root else []


def find_notebooks(names: Sequence[str] = ()) -> list[Path]:
    """Return the collection's notebooks, or those named: by path, file name or number.

    Raises
    ------
    ParameterError
        A name that no notebook has.
    """
    shipped = shipped_notebooks()
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
        hits = [
            p
            for p in shipped
            if p.stem == name or p.stem.split("_")[0].lstrip("0") == name.lstrip("0")
        ]
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
    found = list(map(str, seed_files()))
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

    An article that can't be read, or a notebook without parameters, is refused and stops nothing
    else.

    Raises
    ------
    CloseReadingError
        What concerns every article: a parameter, a notebook, the output folder.
    """
    paths, refused = _parameterised(find_notebooks(notebooks), parameters, out)
    reserved = {"article", "out"} & set(parameters)
    if reserved:
        raise ParameterError(
            f"The runner itself sets {' and '.join(sorted(reserved))}: name articles without -p, "
            "and the output folder with --out."
        )
    typed = check_parameters(parameters, paths)
    if any(given.get("include_text") is False for given in typed.values()):
        open_ones = [path for path in paths if "include_text" not in typed[path]]
        paths = [path for path in paths if path not in open_ones]
        refused += [_would_show_the_text(path, out) for path in open_ones]
    for name in ("codebook", "compare_with"):
        if parameters.get(name):
            load_codebook(parameters[name])
    reference = _reference_hash(parameters, typed)
    out = writable(out.resolve())

    def task(article: Article | None, notebook: Path) -> Task:
        kept = typed[notebook]
        given = {name: parameters[name] for name in kept}
        return Task(article, notebook, kept, out, given, reference if "reference" in kept else "")

    about_all = [path for path in paths if "article" not in notebook_parameters(path)]
    paths = [path for path in paths if path not in about_all]
    shelf = [task(None, path) for path in about_all]
    again = partial(command, notebooks=notebooks, parameters=parameters, out=out)
    names = find_articles(articles) if paths else ()
    loaded, unread, notes = _loaded(names, _codebook(paths, parameters), again)
    tasks = [task(article, notebook) for article in loaded for notebook in paths]
    return Plan(tasks, [*refused, *unread], shelf, notes)


def _parameterised(
    notebooks: Sequence[Path], parameters: Mapping[str, str], out: Path
) -> tuple[list[Path], list[Refused]]:
    """Return the notebooks that take parameters, and why the others are refused."""
    paths, refused = [], []
    for path in notebooks:
        try:
            notebook_parameters(path)
            paths.append(path)
        except ParameterError as error:
            again = command("", [from_root(path)], parameters, out)
            refused.append(Refused(from_root(path), str(error), again))
    if not paths:
        raise ParameterError(" ".join(one.error for one in refused))
    return paths, refused


def _loaded(
    names: Iterable[str], codebook: Codebook | None, again: Callable[[str], str]
) -> tuple[list[Article], list[Refused], list[str]]:
    """Return the articles that can be read, each with an id of its own, and why others can't be.

    Last come notes on corrections that can't be applied.
    `again` gives the command that runs an article again.
    """
    loaded: dict[Path, Article] = {}
    refused, notes = [], []
    for name in names:
        try:
            path = find_article(name)
            article = load_article(path)
            note = unplaced(load_corrections(article, codebook=codebook))
            notes += [f"{article.doc_id}: {note}"] if note and path not in loaded else []
            loaded.setdefault(path, article)
        except (CloseReadingError, OSError) as error:
            refused.append(Refused(name, str(error), again(name)))
    by_id: dict[str, list[str]] = {}
    for path, article in loaded.items():
        by_id.setdefault(article.doc_id, []).append(str(path))
    for doc_id, same in by_id.items():
        reason = f"{len(same)} articles have the id {doc_id!r}: {', '.join(same)}. "
        reason += "Rename all but one."
        refused += [Refused(path, reason, again(path)) for path in same if len(same) > 1]
    return [one for one in loaded.values() if len(by_id[one.doc_id]) == 1], refused, notes


def _codebook(notebooks: Sequence[Path], parameters: Mapping[str, str]) -> Codebook | None:
    """Return the codebook with which the notebooks code; None where that differs, or none does."""
    if parameters.get("codebook"):
        return load_codebook(parameters["codebook"])
    taken = [notebook_parameters(path).get("codebook") for path in notebooks]
    defaults = {one["default"].strip("\"'") for one in taken if one}
    return load_codebook() if defaults == {""} else None


def _would_show_the_text(notebook: Path, out: Path) -> Refused:
    """Return why a notebook isn't run where the articles' text must be left out."""
    name = from_root(notebook)
    why = "It has no parameter include_text, so that its report would hold the whole text."
    what = "Give it one (docs/howto/pass-on-a-report.md), or name the others by --notebook."
    return Refused(name, f"{why} {what}", command("", [name], {}, out))


def _reference_hash(parameters: Mapping[str, str], typed: Mapping[Path, Mapping[str, Any]]) -> str:
    """Return the hash of the articles to compare with, once for all tasks.

    To a notebook of one's own `reference` may mean something else; then there are none.
    """
    if "reference" not in parameters:
        return ""
    try:
        return reference_hash(parameters["reference"])
    except ParameterError:
        if any("reference" in typed.get(path, ()) for path in shipped_notebooks()):
            raise
        return ""


def from_root(path: Path | None) -> str:
    """Return a path as one from the project's root, where it lies in there."""
    root = project_root()
    if path is None:
        return ""
    return (path.relative_to(root) if root and path.is_relative_to(root) else path).as_posix()


def command(
    article: str, notebooks: Sequence[str], parameters: Mapping[str, str], out: Path
) -> str:
    """Return the command that runs one article again; without one, what is about all of them."""
    path = Path(article)
    words = ["closereading", "run"]
    words += [from_root(path) if path.is_absolute() else article] if article else []
    for notebook in notebooks:
        words += ["--notebook", notebook]
    for name, value in parameters.items():
        words += ["-p", f"{name}={value}"]
    words += ["--out", out_parameter(out)] if out_parameter(out) else []
    return shlex.join(words)


def out_parameter(out: Path) -> str:
    """Return the parameter `out` of a notebook: empty where the folder is the default."""
    return "" if project_root() and out == reports_folder() else out.as_posix()
