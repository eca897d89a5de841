"""Read a file of corrections, and say what is wrong with it, in which row, and what to do."""

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from closereading.article import Article
from closereading.errors import CorrectionError, hint
from closereading.issue import Codebook
from closereading.load import decode
from closereading.schema import TABLES

from .quote import Quote, ground
from .value import COLUMNS, NEEDED, PARTIES, actor, value

ACTIONS = ("confirm", "change", "add", "delete")
BASE = tuple(column.name for column in TABLES["correction_sheet"])
KNOWN = (*BASE, *dict.fromkeys(name for names in COLUMNS.values() for name in names))
README = "read me"  # the sheet of a workbook that holds no corrections
MOST = 20  # problems that a message lists


class Correction(NamedTuple):
    """One row of the file. `trouble`: why its place isn't known, as in `correction_report`."""

    row: str
    table: str
    action: str
    quote: Quote
    of: str = ""
    values: Mapping[str, Any] = {}
    note: str = ""
    start: int = 0
    end: int = 0
    trouble: str = ""


def load_corrections(
    article: Article, path: str | Path | None = None, *, codebook: Codebook | None = None
) -> list[Correction]:
    """Return the corrections of an article, each with its place in the text.

    Without a path, those of `<doc_id>.corrections.csv` or `.xlsx` beside the article; none where
    there is no such file. Rows without an action are left out. A passage that isn't in the text
    any more is kept, with its `trouble`. With a codebook, issues must be in it.

    Raises
    ------
    CorrectionError
        No such file, a wrong column, an unknown table or action, a value that isn't allowed, a
        quote that stands in the text twice, two rows that contradict each other.
    """
    file = Path(path) if path else correction_file(article)
    issues = {issue.id for issue in codebook.issues} if codebook else None
    problems: list[str] = []
    found: list[Correction] = []
    for row, cells in _rows(file) if file else ():
        try:
            found.append(_correction(row, cells, article, issues))
        except ValueError as error:
            problems.append(f"{row}: {error}")
    problems += _contradictions(found)
    if file and problems:
        more = [f"… and {len(problems) - MOST} more"] * (len(problems) > MOST)
        raise CorrectionError(f"{file.name}, " + "\n".join(problems[:MOST] + more))
    return found


def correction_file(article: Article) -> Path | None:
    """Return the file of corrections that lies beside an article; None where there is none."""
    if article.path is None:
        return None
    names = [f"{stem}.corrections" for stem in dict.fromkeys((article.doc_id, article.path.stem))]
    paths = [
        article.path.with_name(name + suffix) for name in names for suffix in (".csv", ".xlsx")
    ]
    found = [path for path in paths if path.is_file()]
    if len(found) > 1:
        raise CorrectionError(
            f"There are two files of corrections, {found[0].name} and {found[1].name}. Keep one."
        )
    return found[0] if found else None


def decided(path: Path) -> set[tuple[str, ...]]:
    """Return the rows of a sheet that have an action, but for the sentence shown beside them."""
    names = [name for name in KNOWN if name not in ("sent_id", "sentence_text")]
    return {
        tuple(unguarded(cells.get(name, "").strip()) for name in names) for _, cells in _rows(path)
    }


def _rows(path: Path) -> Iterator[tuple[str, dict[Any, str]]]:
    """Yield the rows that have an action: where they stand, and their cells by column."""
    for title, sheet in _sheets(path).items():
        place = f"sheet {title}, " if title else ""
        sheet.columns = sheet.columns.map(lambda name: str(name).strip().lower())
        problems = [
            f"{name!r} is no column of corrections.{hint(name, KNOWN)} "
            f"Allowed are {', '.join(KNOWN)}."
            for name in sheet.columns
            if name not in KNOWN and not name.startswith("unnamed: ")
        ] + [
            f"the column {name!r} is missing. The first row names the columns; table, action and "
            "exact must be among them."
            for name in ("table", "action", "exact")
            if name not in sheet.columns
        ]
        if problems:
            raise CorrectionError(f"{path.name}, {place}row 1: {problems[0]}")
        for number, cells in enumerate(sheet.fillna("").to_dict("records"), 2):
            if cells["action"].strip():
                yield f"{place}row {number}", cells


def _sheets(path: Path) -> dict[str, pd.DataFrame]:
    """Return the sheets of a file by title, all cells as text. A CSV has one, without a title."""
    options: dict[str, Any] = {"dtype": str, "keep_default_na": False}
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".xlsx":
            sheets = pd.read_excel(io.BytesIO(data), sheet_name=None, **options)
            return {t: s for t, s in sheets.items() if t != README and len(s.columns)}
        text = decode(data, where=path.name)[0]
        options["sep"] = max(",;\t", key=text.partition("\n")[0].count)
        options |= {"skip_blank_lines": False, "index_col": False}
        return {"": pd.read_csv(io.StringIO(text), **options)}
    except Exception as error:  # whatever a broken file makes of its reader
        raise CorrectionError(
            f"The corrections in {path} can't be read ({error}). Save them as CSV in UTF-8, or "
            "as .xlsx."
        ) from None


def _correction(
    row: str, cells: Mapping[str, str], article: Article, issues: Collection[str] | None
) -> Correction:
    """Return a row as a correction with its place; ValueError says what is wrong with it."""
    chosen = []
    for column, allowed in (("table", tuple(COLUMNS)), ("action", ACTIONS)):
        chosen.append(word := cells[column].strip().lower())
        if word not in allowed:
            known = ", ".join(allowed)
            raise ValueError(
                f"unknown {column} {word!r}.{hint(word, allowed)} Allowed are {known}."
            )
    table, action = chosen
    values = _values(table, cells, issues) if action != "delete" else {}
    if action == "change" and not values:
        raise ValueError("change gives no value. Fill a column, or write confirm or delete.")
    follows = actor(values.get("actor_id", ""), article) if table == "mentions" else {}
    for needed in NEEDED.get(table, ()) if action == "add" else ():
        if not any((follows | values).get(name) for name in needed):
            raise ValueError(f"add needs {' or '.join(needed)}.")
    quote = Quote(*(cells.get(name, "") for name in Quote._fields))
    of = re.sub(r"\s*>\s*", ">", unguarded(cells.get("of", "").strip()))
    note = cells.get("note", "").strip()
    return Correction(row, table, action, quote, of, values, note, *_place(quote, article))


def _values(table: str, cells: Mapping[str, str], issues: Collection[str] | None) -> dict[str, Any]:
    """Return what a row sets."""
    values: dict[str, Any] = {}
    for name in KNOWN[len(BASE) :]:
        text = unguarded(cells.get(name, "").strip()).removesuffix(" 00:00:00")  # a workbook's day
        if text and name not in COLUMNS[table]:
            allowed = ", ".join(COLUMNS[table])
            raise ValueError(f"{name} is no column of {table}, which has {allowed}.")
        try:
            values |= {name: value(name, text, issues)} if text else {}
        except ValueError as error:
            raise ValueError(f"{name} is {text!r}: {error}") from None
    return values


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from reading it as a formula.

    >>> unguarded("'=1+1"), unguarded("'2025-03"), unguarded("'tis")
    ('=1+1', '2025-03', "'tis")
    """
    return re.sub(r"^'(?=[=+\-@\d])", "", cell)


def _place(quote: Quote, article: Article) -> tuple[int, int, str]:
    """Return where a quote stands in the text; or 0, 0 and why that isn't known."""
    if not quote.exact.strip():
        raise ValueError("exact is empty. Quote the passage.")
    readings = [ground(article).find(one) for one in (quote, Quote(*map(unguarded, quote)))]
    spans, is_whole = max(readings, key=lambda found: (found[1], bool(found[0])))
    if len(spans) > 1 and is_whole:
        around = [article.text[max(s - 20, 0) : e + 20] for s, e in spans[:2]]
        places = " and ".join(f"“…{' '.join(words.split())}…”" for words in around)
        raise ValueError(
            f"“{quote.exact}” stands in the text {len(spans)} times, so in {places}. Lengthen "
            "prefix or suffix, the text just before and after it, until they fit one place."
        )
    if len(spans) == 1:
        return (*spans[0], "")
    alone = {Quote(text) for text in (quote.exact, unguarded(quote.exact))}
    is_there = any(ground(article).find(one)[0] for one in alone)
    return (0, 0, "ambiguous" if spans else "context not found" if is_there else "gone")


def _contradictions(found: Sequence[Correction]) -> Iterator[str]:
    """Yield which rows contradict each other: delete and keep, two values, overlapping actors."""
    placed = sorted((c for c in found if not c.trouble), key=lambda c: (c.table, c.start, c.end))
    places: dict[tuple[str, int, int], list[Correction]] = {}
    for c in placed:
        places.setdefault((c.table, c.start, c.end), []).append(c)
    pairs = [(*pair, _clash(*pair)) for here in places.values() for pair in combinations(here, 2)]
    kept = [c for c, *_ in places.values() if c.table == "mentions" and c.action != "delete"]
    pairs += [(a, b, "mentions overlap" * (b.start < a.end)) for a, b in pairwise(kept)]
    for one, other, clash in pairs:
        if clash:
            yield (
                f"{one.row} and {other.row} contradict each other over “{one.quote.exact}” "
                f"({clash}). Keep one of them."
            )


def _clash(one: Correction, other: Correction) -> str:
    """Return over what two corrections of a passage contradict each other; or nothing."""
    is_one_row = one.of == other.of or not (one.of and other.of)
    n_deleted, n_added = ((one.action, other.action).count(a) for a in ("delete", "add"))
    if n_deleted == 1 and is_one_row and not n_added:
        return "whether it is there at all"
    is_other = n_added or not is_one_row
    are_apart = all(c.of.partition(">")[2] for c in (one, other))  # reciprocal pairs lack a target
    if is_other and (one.table == "issue_mentions" or (are_apart and not n_added)):
        return ""
    names = [k for k in one.values if not (is_other and k in PARTIES)]
    return next((k for k in names if other.values.get(k, one.values[k]) != one.values[k]), "")
