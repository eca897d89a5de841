"""Write the sheet to correct, without ever touching one that somebody may have edited."""

import re
from itertools import count
from pathlib import Path

import pandas as pd

from closereading.correction.load import BASE
from closereading.correction.value import COLUMNS

from .tables import writable
from .workbook import workbook


def write_correction_sheet(sheet: pd.DataFrame, folder: Path) -> list[Path]:
    """Write `cr.correction_sheet` as `correction_sheet.xlsx` and `.csv` and return the paths.

    The workbook has a sheet a table. A file that is there and holds anything else is left as it
    is: the new one becomes `correction_sheet-2`, and so on. To take effect, a sheet has to be saved
    as `<doc_id>.corrections.xlsx` or `.csv` beside the article.
    """
    sheets = {
        str(table): rows[[*BASE, *COLUMNS[str(table)]]]
        for table, rows in sheet.groupby("table", sort=False)
    }
    guarded = sheet.map(lambda cell: re.sub(r"^(?=[=+\-@].)", "'", cell))
    text = guarded.to_csv(index=False, lineterminator="\n")
    return [
        _write(writable(folder), ".xlsx", workbook(sheets)),
        _write(folder, ".csv", text.encode("utf-8-sig")),
    ]


def _write(folder: Path, suffix: str, data: bytes) -> Path:
    """Write a file under the first name that is free, unless it is there already."""
    for n in count(1):
        path = folder / f"correction_sheet{f'-{n}' * (n > 1)}{suffix}"
        if not path.exists():
            path.write_bytes(data)
        if path.read_bytes() == data:
            break
    return path
