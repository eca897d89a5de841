"""Statements: who does or says what to whom, over which issue."""

from .table import statements

__all__ = ["statements"]
