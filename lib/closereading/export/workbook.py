"""One workbook a report: a sheet a table, safe to open, the same bytes for the same tables."""

import io
import re
import zipfile
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.correction.load import README
from closereading.correction.value import COLUMNS
from closereading.schema import CODING, TABLES

from .tables import save, visible

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST = 32_767  # characters that a cell holds
WIDEST = 60  # characters of a column
MADE = "1980-01-01T00:00:00Z"  # the time in every workbook: equal tables give equal bytes


def write_workbook(tables: Mapping[str, pd.DataFrame], folder: Path, name: str) -> Path:
    """Write tables to `<folder>/<name>.xlsx`, each on its sheet, and return the path.

    The first sheet says what each column means. Text cells stay text: `=1+1` is no formula and
    `2025-03` no date. Characters that a workbook can't hold are made visible.
    """
    return save(workbook(tables), folder, f"{name}.xlsx")


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
    plain = re.sub(r"[\[\]:*?/\\]", "_", visible(name)).strip("'")[:31] or "table"
    others = (f"{plain[: 31 - len(f' {n}')]} {n}" for n in count(2))
    title = next(t for t in chain([plain], others) if t.lower() not in taken)
    taken.add(title.lower())
    return title


def _fill(sheet: "Worksheet", table: pd.DataFrame) -> None:
    """Write a table to a sheet: its header frozen, with filters, columns as wide as they need."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    rows = [[str(name) for name in table]]
    rows += table.astype(object).where(table.notna(), None).to_numpy().tolist()
    rows = [[_value(cell) for cell in row] for row in rows]
    bold = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(table.columns), 1))}{len(rows)}"
    for n, (cells, dtype) in enumerate(zip(zip(*rows, strict=True), table.dtypes, strict=True), 1):
        column = sheet.column_dimensions[get_column_letter(n)]
        column.width = min(max(len(str(cell)) for cell in cells) + 2, WIDEST)
        if pd.api.types.is_string_dtype(dtype):
            column.number_format = "@"
    for n, row in enumerate(rows):
        made = [WriteOnlyCell(sheet, value=value) for value in row]
        for cell in made:
            if isinstance(cell.value, str):
                cell.data_type, cell.number_format = "s", "@"
            if n == 0:
                cell.font = bold
        sheet.append(made)


def _value(value: Any) -> Any:
    """Return a value as a cell can hold it."""
    if isinstance(value, str) and len(value) > MOST:
        cut = f"… ({len(value):,} characters)"
        value = value[: MOST - len(cut)] + cut
    return visible(value)


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
