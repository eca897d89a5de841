"""The project's folders: where articles lie, and where their reports go."""

import os
from functools import lru_cache
from pathlib import Path

from .article import slug
from .errors import ArticleError

SUFFIXES = (".txt", ".md")
LIBRARY = Path(__file__).resolve().parent


def project_root() -> Path | None:
    """Return the project's folder, the one that has `seeds/` and `notebooks/`.

    Looked for from the working folder upward, then from this library upward, so that a notebook
    that is run from elsewhere finds its project.
    """
    for folder in (*_upward(Path.cwd()), *_upward(LIBRARY)):
        if all(map(os.path.isdir, (f"{folder}/seeds", f"{folder}/notebooks"))):
            return folder
    return None


@lru_cache
def _upward(folder: Path) -> tuple[Path, ...]:
    """Return a folder and those above it."""
    return folder, *folder.parents


def reports_folder() -> Path:
    """Return where reports go unless another folder is named: `reports/` of the project."""
    return (project_root() or Path.cwd()) / "reports"


def is_article(path: Path) -> bool:
    """Return whether a file of `seeds/` is an article rather than a note beside them."""
    return path.suffix in SUFFIXES and not path.name.startswith((".", "_", "README"))


def seed_files() -> list[Path]:
    """Return the articles in the project's `seeds/`."""
    root = project_root()
    return sorted(filter(is_article, (root / "seeds").iterdir())) if root else []


def find_article(article: str | Path) -> Path:
    """Return the path of an article given by path or by doc_id.

    Tried in this order: the path from the working folder; the path from the project's root;
    `seeds/<doc_id>.txt` or `.md` of the project. An empty name takes the first in `seeds/`.

    Raises
    ------
    ArticleError
        None of these is a file.
    """
    given = Path(article)
    if str(article) and given.is_file():
        return given.resolve()
    root = project_root()
    seeds = seed_files()
    if not str(article):
        if seeds:
            return seeds[0].resolve()
        raise ArticleError("No article was named, and there is none in seeds/. Put a file there.")
    for path in (given, *([root / given] if root else [])):
        if path.is_dir():
            raise ArticleError(
                f"{path} is a folder. Name one article in it, or run `closereading run` "
                "without an article to take every one in seeds/."
            )
        if path.is_file():
            return path.resolve()
    for path in seeds:
        if slug(path.stem) == str(article):
            return path.resolve()
    known = ", ".join(slug(path.stem) for path in seeds) or "none"
    raise ArticleError(
        f"No article {str(article)!r}: no such file from {Path.cwd()}, and no such id in seeds/ "
        f"(there: {known}). Give a path, or put the file into seeds/."
    )
