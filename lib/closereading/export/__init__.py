"""What leaves the library: tables, workbook, event list, network, selectors."""

from .tables import EXTRACTORS, all_tables, output_folder, writable, write_tables

__all__ = ["EXTRACTORS", "all_tables", "output_folder", "writable", "write_tables"]
