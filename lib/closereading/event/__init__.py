"""Events: what happened, when, and how the text says so."""

from .table import chronological, date_spans, events, explain_dates
from .timelinejs import write_timelinejs

__all__ = ["chronological", "date_spans", "events", "explain_dates", "write_timelinejs"]
