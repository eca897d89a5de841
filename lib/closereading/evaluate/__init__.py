"""How accurate it is: scores on annotated data, by the field's own measures."""

from .actors import evaluate_actors
from .dates import evaluate_dates
from .gold import evaluate_gold
from .statements import evaluate_statements
from .timex import evaluate_timex

__all__ = [
    "evaluate_actors", "evaluate_dates", "evaluate_gold", "evaluate_statements", "evaluate_timex",
]  # fmt: skip
