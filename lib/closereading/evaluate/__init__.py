"""How accurate it is: scores on annotated data, by the field's own measures."""

from .dates import evaluate_dates
from .gold import evaluate_gold
from .timex import evaluate_timex

__all__ = ["evaluate_dates", "evaluate_gold", "evaluate_timex"]
