"""PDFs: their text layer, in paragraphs."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from closereading.errors import ArticleError

from .draft import Draft, known

STOP = re.compile(r"[.!?…:]['\"”’)\]]*$")


def read_pdf(path: Path) -> Iterator[Draft]:
    """Yield the text of a PDF. No date: a PDF knows when it was made, not when it was published.

    Raises
    ------
    ArticleError
        A damaged or encrypted file, or one without a text layer.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(path)
        pages = [page.extract_text() for page in reader.pages]
        about = reader.metadata
        fields = known({"title": about.title, "author": about.author} if about else {})
    except Exception as error:  # a PDF can be broken in any way
        raise ArticleError(
            f"the PDF can't be read ({str(error) or type(error).__name__})"
        ) from None
    text = paragraphs([page.splitlines() for page in pages])
    if not text:
        raise ArticleError("the PDF has no text layer: it is a scan. Run it through OCR first")
    yield Draft(fields.get("title") or path.stem, text + "\n", path.name, fields)


def paragraphs(pages: Sequence[Sequence[str]]) -> str:
    """Return the lines of pages as paragraphs, one a line.

    Running heads and page numbers leave; a word hyphenated at a line's end is joined. A paragraph
    ends at a blank line, or at a line that ends in a stop and is shorter than the column.
    """
    lines = [line.rstrip() for page in without_running_heads(pages) for line in page]
    full = sorted(len(line) for line in lines if line)
    width = full[int(len(full) * 0.8)] if full else 0
    done: list[str] = []
    current = ""
    for line in map(str.strip, lines):
        if not line:
            done, current = [*done, current], ""
        elif re.search(r"[^\W\d]-$", current) and line[0].islower():
            current = current[:-1] + line
        else:
            current = f"{current} {line}".strip()
        if line and len(line) < 0.85 * width and (STOP.search(line) or not done):
            done, current = [*done, current], ""
    return "\n".join(filter(None, [*done, current]))


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return pages without page numbers and without the first and last lines that repeat."""

    def shape(line: str) -> str:
        return re.sub(r"\d+", "#", line.strip().lower())

    kept = [[line for line in page if line.strip()] and list(page) for page in pages]
    edges = Counter(shape(line) for page in kept for line in {*page[:1], *page[-1:]})
    often = {s for s, n in edges.items() if n >= max(3, len(kept) / 2)} | {"#", "page #", "- # -"}
    for page in kept:
        for edge in (0, -1):
            while page and (not page[edge].strip() or shape(page[edge]) in often):
                del page[edge]
    return kept
