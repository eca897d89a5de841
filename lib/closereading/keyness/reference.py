"""What an article is compared with: general English, or other articles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from closereading.article import Article
from closereading.errors import CloseReadingError, ParameterError
from closereading.load import load_article
from closereading.parse import fold, is_word, load_model
from closereading.project import is_article, project_root

# Counts of web pages of 2006 that Google published (Web 1T 5-gram, LDC2006T13), for some 82,000
# words of English, as the package symspellpy brings them; the total is the publisher's.
GENERAL_FILE = "frequency_dictionary_en_82_765.txt"
GENERAL_TOTAL = 1_024_908_267_229
ENGLISH, SEEDS = "english", "seeds"
MAX_WORDS = 200_000  # of other articles: so many are counted in some two seconds


class Reference(NamedTuple):
    """What an article is compared with: counts of word forms in lower case, and their total.

    In a complete reference a word without a count doesn't occur; in another it is unknown.
    `articles` has the counts of each article that it is made of.
    """

    name: str
    counts: Mapping[str, int]
    n_words: int
    is_complete: bool
    articles: tuple[Mapping[str, int], ...] = ()


@lru_cache(maxsize=1)
def general_english() -> Reference:
    """Return counts of general English: the web of 2006, names of its time included.

    Raises
    ------
    CloseReadingError
        The package with the list isn't installed.
    """
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        raise CloseReadingError(
            "The word list for general English is missing. Install the project's requirements "
            "(`make setup`), or the package symspellpy."
        )
    lines = (Path(spec.origin).parent / GENERAL_FILE).read_text("utf-8-sig").splitlines()
    counts = {word: int(n) for word, n in (line.rsplit(" ", 1) for line in lines if line)}
    return Reference("general English", counts, GENERAL_TOTAL, is_complete=False)


def reference_from(
    source: Iterable[Article] | str,
    *,
    name: str = "other articles",
    besides: Article | None = None,
) -> Reference:
    """Return the words of other articles as a reference, counted without a parse.

    Parameters
    ----------
    source
        Articles; or `english` for `general_english()`, `seeds` for the articles in the project's
        `seeds/`, or a folder of articles, from the working folder or the project's root.
    name
        What findings call it, where `source` is articles.
    besides
        The article to be compared: it, and files with the same text, are left out of a folder.

    Returns
    -------
    Reference
        Of a folder as many articles as have 200,000 words, in an order that is arbitrary but
        always the same; files that can't be read are left out.

    Raises
    ------
    ParameterError
        No such folder, or one that can't be read.
    """
    if isinstance(source, str):
        return general_english() if source == ENGLISH else _others(source, besides)
    return _reference(name, [form_counts(article.text) for article in source])


def _others(source: str, besides: Article | None) -> Reference:
    """Return the articles of a folder, or as many as are enough, as a reference."""
    paths = reference_files(source)
    folder = _folder(source)
    if besides is not None:
        paths = [path for path in paths if path != besides.path]
    found: list[Counter[str]] = []
    n_all, n_words = len(paths), 0
    for path in sorted(paths, key=_shuffled):
        if n_words >= MAX_WORDS:
            break
        try:
            article = load_article(path)
        except (CloseReadingError, OSError):
            n_all -= 1
            continue
        if besides is not None and article.sha256 == besides.sha256:
            n_all -= 1
        else:
            found.append(form_counts(article.text))
            n_words += found[-1].total()
    n = f"the {n_all:,}" if n_all == len(found) else f"{len(found):,} of the {n_all:,}"
    many = ("other articles", "the only other article", f"{n} other articles")[min(n_all, 2)]
    return _reference(f"{many} in {folder.name if folder else SEEDS}/", found)


def reference_files(source: str) -> list[Path]:
    """Return the files of the articles that a reference names; none for `english`."""
    try:
        folder = None if source == ENGLISH else _folder(source)
        return [path.resolve() for path in folder.iterdir() if is_article(path)] if folder else []
    except OSError as error:
        raise ParameterError(
            f"The reference {source!r} can't be read ({error.strerror}). Give english, seeds, or "
            "a folder of articles."
        ) from None


def reference_contents(source: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files that a reference names, less what can't be read."""
    for path in sorted(reference_files(source), key=lambda path: path.name):
        with suppress(OSError):
            yield path.name, path.read_bytes()


def reference_hash(source: str) -> str:
    """Return one hash of the articles that a reference names; empty for `english`."""
    if source == ENGLISH:
        return ""
    found = sha256()
    for name, content in reference_contents(source):
        found.update(f"{name!a} {sha256(content).hexdigest()}\n".encode())
    return found.hexdigest()


def _reference(name: str, articles: list[Counter[str]]) -> Reference:
    """Return the reference that these counts of articles make up."""
    total: Counter[str] = Counter()
    for counts in articles:
        total.update(counts)
    return Reference(name, total, total.total(), is_complete=True, articles=tuple(articles))


def form_counts(text: str) -> Counter[str]:
    """Return how often each word form occurs, as `frequencies` counts them by form.

    >>> form_counts("War is WAR.")
    Counter({'war': 2, 'is': 1})
    """
    found: Counter[str] = Counter()
    for token in load_model().make_doc(fold(text)):
        if is_word(token.text):
            found[token.text.lower()] += 1
    return found


def _folder(source: str) -> Path | None:
    """Return the folder that a reference names; nothing where there is no project with seeds."""
    root = project_root()
    if source == SEEDS:
        return root / "seeds" if root else None
    for path in (Path(source), *([root / source] if root else [])):
        if source and path.is_dir():
            return path.resolve()
    raise ParameterError(
        f"The reference {source!r} is no folder. Give english, seeds, or a folder of articles."
    )


def _shuffled(path: Path) -> str:
    """Return a key that sorts files in an arbitrary order, the same on every machine."""
    return sha256(path.name.encode("utf-8", "surrogatepass")).hexdigest()
