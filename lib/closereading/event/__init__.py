"""Events: what happened, when, and how the text says so."""

from .table import date_spans, events, explain_dates

__all__ = ["date_spans", "events", "explain_dates"]
