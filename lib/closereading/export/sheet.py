"""Write the sheet to correct, without ever touching one that somebody may have edited."""

import re
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from closereading.correction.load import BASE, decided
from closereading.correction.value import COLUMNS
from closereading.errors import CorrectionError

from .tables import writable
from .workbook import workbook


def write_correction_sheet(sheet: pd.DataFrame, folder: Path) -> list[Path]:
    """Write `cr.correction_sheet` as `correction_sheet.xlsx` and `.csv` and return the paths.

    The workbook has a sheet a table. A sheet that is there is replaced, unless somebody wrote an
    `action` into it that the new one doesn't have, or it can't be read: that one is left as it is,
    and the new one becomes `correction_sheet-2`, and so on. To take effect, a sheet has to be saved
    as `<doc_id>.corrections.xlsx` or `.csv` beside the article.
    """
    sheets = {
        str(table): rows[[*BASE, *COLUMNS[str(table)]]]
        for table, rows in sheet.groupby("table", sort=False)
    }
    guarded = sheet.map(lambda cell: re.sub(r"^(?=[=+\-@].)", "'", cell))
    text = guarded.to_csv(index=False, lineterminator="\n")
    with TemporaryDirectory() as aside:
        return [
            _write(data, writable(folder), Path(aside) / f"sheet{suffix}")
            for suffix, data in ((".xlsx", workbook(sheets)), (".csv", text.encode("utf-8-sig")))
        ]


def _write(data: bytes, folder: Path, made: Path) -> Path:
    """Write a file under the first name that is free or holds a sheet that nobody edited."""
    made.write_bytes(data)
    actions = decided(made)
    for n in count(1):
        path = folder / f"correction_sheet{f'-{n}' * (n > 1)}{made.suffix}"
        if not path.exists() or _is_untouched(path, actions):
            break
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
    return path


def _is_untouched(path: Path, actions: set[tuple[str, ...]]) -> bool:
    """Return whether a sheet decides nothing but what is known."""
    try:
        return decided(path) <= actions
    except CorrectionError:
        return False
