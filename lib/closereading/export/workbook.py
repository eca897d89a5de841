"""One workbook a report: a sheet a table, safe to open, the same bytes for the same tables."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.correction.value import COLUMNS
from closereading.schema import CODING, TABLES

from .tables import writable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

README = "read me"
MOST = 32_767  # characters that a cell holds
WIDEST = 60  # characters of a column
MADE = "1980-01-01T00:00:00Z"  # the time in every workbook: equal tables give equal bytes
# What XML can't hold, made visible.
VISIBLE = str.maketrans(
    {chr(c): chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n"}
    | dict.fromkeys("\ufffe\uffff", "\ufffd")
)


def write_workbook(tables: Mapping[str, pd.DataFrame], folder: Path, name: str) -> Path:
    """Write tables to `<folder>/<name>.xlsx`, each on its sheet, and return the path.

    The first sheet says what each column means. Text cells stay text: `=1+1` is no formula and
    `2025-03` no date. Characters that a workbook can't hold are made visible.
    """
    path = writable(folder) / f"{name}.xlsx"
    aside = path.with_suffix(".xlsx.part")
    aside.write_bytes(workbook(tables))
    aside.replace(path)
    return path


def workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return tables as a workbook."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    _fill(book.create_sheet(README), readme(tables))
    taken = {README}
    for name, table in tables.items():
        title = _title(name, taken)
        _fill(book.create_sheet(title), table)
    made = io.BytesIO()
    book.save(made)
    return _timeless(made.getvalue())


def readme(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what each column of each table means."""
    rows = [
        (name, column, meaning(name, str(column)))
        for name, table in tables.items()
        for column in table
    ]
    return pd.DataFrame(rows, columns=["table", "column", "meaning"], dtype="str")


def meaning(table: str, column: str) -> str:
    """Return what a column means: in that table, else in the first table that has it."""
    homes = (table, *(["correction_sheet"] if table in COLUMNS else []), *TABLES)
    columns = (c for home in homes for c in TABLES.get(home, ()))
    return next((c.meaning for c in (*columns, CODING) if c.name == column), "")


def _title(name: str, taken: set[str]) -> str:
    """Return a title that a sheet may have and no other has: 31 characters, none of its signs."""
    plain = re.sub(r"[\[\]:*?/\\]", "_", name.translate(VISIBLE)).strip("'")[:31] or "table"
    title, n = plain, 1
    while title.lower() in taken:
        n += 1
        title = f"{plain[: 31 - len(f' {n}')]} {n}"
    taken.add(title.lower())
    return title


def _fill(sheet: "Worksheet", table: pd.DataFrame) -> None:
    """Write a table to a sheet: its header frozen, with filters, columns as wide as they need."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    last = get_column_letter(max(len(table.columns), 1))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(table) + 1}"
    columns = [list(_cells(table[name])) for name in table]
    for n, (name, cells) in enumerate(zip(table, columns, strict=True), 1):
        column = sheet.column_dimensions[get_column_letter(n)]
        column.width = min(max(map(len, map(str, (name, *cells)))) + 2, WIDEST)
        if pd.api.types.is_string_dtype(table[name]):
            column.number_format = "@"

    def cell(value: Any) -> Any:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type, made.number_format = "s", "@"
        return made

    header = [cell(str(name).translate(VISIBLE)) for name in table]
    for one in header:
        one.font = Font(bold=True)
    for row in (header, *([cell(value) for value in row] for row in zip(*columns, strict=True))):
        sheet.append(row)


def _cells(column: "pd.Series[Any]") -> Iterator[Any]:
    """Yield the values of a column as cells: text, numbers, yes or no; nothing where unknown."""
    for value in column.astype(object).where(column.notna(), None):
        if isinstance(value, str):
            text = value.translate(VISIBLE)
            cut = f"… ({len(text):,} characters)"
            yield text if len(text) <= MOST else text[: MOST - len(cut)] + cut
        else:
            yield value


def _timeless(data: bytes) -> bytes:
    """Return a workbook with the same time everywhere."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", MADE.encode(), part)
            info = zipfile.ZipInfo(name)  # its time is 1 January 1980
            new.writestr(info, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
