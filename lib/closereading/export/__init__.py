"""What leaves the library: tables, workbook, event list, network, selectors, sheet to correct."""

from .dna import dna, write_dna
from .graphml import write_graphml
from .selector import selectors, write_selectors
from .sheet import write_correction_sheet
from .tables import EXTRACTORS, all_tables, output_folder, writable, write_tables
from .workbook import write_workbook

__all__ = [
    "EXTRACTORS",
    "all_tables",
    "dna",
    "output_folder",
    "selectors",
    "writable",
    "write_correction_sheet",
    "write_dna",
    "write_graphml",
    "write_selectors",
    "write_tables",
    "write_workbook",
]
