"""Events: what happened, when, and how the text says so."""

from .table import chronological, date_spans, events, explain_dates, on_calendar

__all__ = ["chronological", "date_spans", "events", "explain_dates", "on_calendar"]
