"""What leaves the library: tables, workbook, timeline, event list, network, selectors, sheet."""

from .dna import dna, write_dna
from .graphml import write_graphml
from .selector import selectors, write_selectors
from .sheet import write_correction_sheet
from .tables import EXTRACTORS, all_tables, output_folder, writable, write_tables
from .timelinejs import write_timelinejs
from .workbook import write_workbook

__all__ = [
    "EXTRACTORS", "all_tables", "dna", "output_folder", "selectors", "writable",
    "write_correction_sheet", "write_dna", "write_graphml", "write_selectors", "write_tables",
    "write_timelinejs", "write_workbook",
]  # fmt: skip
