"""Measure the extractors on annotated text that the user has: TimeML for time expressions."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from closereading.errors import ArticleError
from closereading.timex import timexes

from .score import dated_article, pct

MEASURES = ("strict", "relaxed", "type", "value", "type_value", "strict_value")
CREATED = ("CREATION_TIME", "PUBLICATION_TIME", "MODIFICATION_TIME", "DCT")


class Timex(NamedTuple):
    """One annotated time expression; offsets into the document's text."""

    start: int
    end: int
    type: str
    value: str


class TimemlDocument(NamedTuple):
    """The text of a TimeML file, its creation time and its TIMEX3 annotations."""

    doc_id: str
    text: str
    created: str
    timexes: list[Timex]


def read_timeml(path: Path) -> TimemlDocument:
    """Return a TimeML file's text and the expressions inside of it.

    The text is that of the first TEXT element (of the root, where there is none), white space
    untouched. The creation time stands outside of it and is never counted, as in TempEval-3.

    Raises
    ------
    ArticleError
        Not well-formed XML, even with stray ampersands and control characters mended.
    """
    raw = path.read_text("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").lstrip()
    if "<!ENTITY" in raw:
        raise ArticleError(f"{path} declares XML entities; TimeML has none. Take that line out.")
    raw = re.sub(r"^<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", raw)
    try:
        root = parse_xml(raw)
    except ET.ParseError as error:
        raise ArticleError(
            f"{path} is no well-formed TimeML ({error}). Check the file at that line, or take it "
            "out of the folder."
        ) from None
    stamps = {t.get("functionInDocument", ""): t.get("value", "") for t in root.iter("TIMEX3")}
    stamps["DCT"] = next((t.get("value", "") for t in root.iterfind(".//DCT//TIMEX3")), "")
    created = next(filter(None, map(stamps.get, CREATED)), "")
    pieces: list[str] = []
    found: list[Timex] = []
    collect(next(root.iter("TEXT"), root), pieces, found)
    found.sort(key=lambda t: (t.start, -t.end))
    return TimemlDocument(path.stem, "".join(pieces), created, found)


def parse_xml(raw: str) -> ET.Element:
    """Return the parsed XML, stray ampersands and control characters mended where needed."""
    try:
        return ET.fromstring(raw)  # noqa: S314 - entity declarations are refused before
    except ET.ParseError:
        mended = re.sub(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)", "&amp;", raw)
        return ET.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", mended))  # noqa: S314


def collect(element: ET.Element, pieces: list[str], found: list[Timex]) -> None:
    """Append an element's text to `pieces` and its TIMEX3 elements, trimmed, to `found`."""
    first = len(pieces)
    pieces.append(element.text or "")
    for child in element:
        collect(child, pieces, found)
        pieces.append(child.tail or "")
    inside = "".join(pieces[first:]) if element.tag == "TIMEX3" else ""
    if words := inside.strip() or inside:
        start = sum(map(len, pieces[:first])) + inside.index(words)
        kind, value = element.get("type", ""), element.get("value", "")
        found.append(Timex(start, start + len(words), kind, value))


def pairs(gold: list[Timex], system: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Return gold and system expressions that overlap, each used once.

    Equal spans first, then the largest overlap, then the order of the text.
    """
    options = []
    for i, g in enumerate(gold):
        for j, s in enumerate(system):
            overlap = min(g.end, s.end) - max(g.start, s.start)
            if overlap > 0:
                options.append((g[:2] != s[:2], -overlap, i, j))
    taken: dict[int, int] = {}
    for _, _, i, j in sorted(options):
        if i not in taken and j not in taken.values():
            taken[i] = j
    return [(gold[i], system[j]) for i, j in taken.items()]


def score(gold: list[Timex], system: list[Timex]) -> Counter[str]:
    """Return the counts of one document: both sides, and the right ones by each measure."""
    counts = Counter(n_gold=len(gold), n_system=len(system))
    spans = {t[:2] for t in system}
    counts["strict"] = sum(t[:2] in spans for t in gold)
    for g, s in pairs(gold, system):
        counts["relaxed"] += 1
        counts["type"] += g.type == s.type
        counts["value"] += g.value == s.value
        counts["type_value"] += g[2:] == s[2:]
        counts["strict_value"] += g[:2] == s[:2] and g.value == s.value
    return counts


def evaluate_timex(folder: str | Path) -> pd.DataFrame:
    """Return how well `timexes` does on a folder of TimeML files (`*.tml`), by TempEval-3.

    Parameters
    ----------
    folder
        TimeML files whose text holds TIMEX3 annotations and which name a creation time.

    Returns
    -------
    DataFrame
        One row a measure: `measure`, `precision`, `recall`, `f1` (0 to 100), `n_right`,
        `n_gold`, `n_system`. `strict`: the same span. `relaxed`: spans overlap. `type`, `value`:
        overlap, and the same attribute. Micro-averaged over the documents. Precision is NaN
        where nothing was found, recall where nothing is annotated.

    Raises
    ------
    ArticleError
        No such folder, no TimeML file in it, a file that isn't well-formed.

    References
    ----------
    UzZaman et al. (2013), SemEval-2013 Task 1: TempEval-3, https://aclanthology.org/S13-2001
    """
    paths = sorted(Path(folder).glob("[!.]*.tml"))
    if not paths:
        raise ArticleError(
            f"{folder} holds no TimeML file (*.tml). Name a folder of TimeML documents, such as "
            "TempEval-3's or TimeBank's."
        )
    counts: Counter[str] = Counter()
    for path in paths:
        document = read_timeml(path)
        counts += score(document.timexes, system_timexes(document))
    n_gold, n_system = counts["n_gold"], counts["n_system"]
    rows = [
        {
            "measure": measure,
            "precision": pct(n, n_system),
            "recall": pct(n, n_gold),
            "f1": pct(2 * n, n_gold + n_system),
            "n_right": n,
            "n_gold": n_gold,
            "n_system": n_system,
        }
        for measure in MEASURES
        for n in [counts[measure]]
    ]
    return pd.DataFrame(rows)


def system_timexes(document: TimemlDocument) -> list[Timex]:
    """Return what `timexes` finds in a document; nothing in one without a letter."""
    if not any(c.isalpha() for c in document.text):
        return []
    table = timexes(dated_article(document.text, document.doc_id, document.created))
    columns = table[["start", "end", "type", "value"]]
    return [Timex(*row) for row in columns.itertuples(index=False)]
