"""The researcher has the last word: corrections of what was coded, keyed by quotes."""

from .apply import apply_corrections, correction_report
from .coded import coded_tables, corrected
from .effect import correction_effects
from .load import Correction, correction_file, load_corrections
from .quote import Ground, Quote, ground
from .sheet import correction_sheet

__all__ = [
    "Correction", "Ground", "Quote", "apply_corrections", "coded_tables", "corrected",
    "correction_effects", "correction_file", "correction_report", "correction_sheet", "ground",
    "load_corrections",
]  # fmt: skip
