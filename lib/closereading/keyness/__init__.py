"""Which words an article uses more than a reference does."""

from .measure import MIN_ARTICLES, keyness, log_likelihood, log_ratio
from .reference import (
    Reference,
    general_english,
    reference_contents,
    reference_from,
    reference_hash,
)

__all__ = [
    "MIN_ARTICLES", "Reference", "general_english", "keyness", "log_likelihood", "log_ratio",
    "reference_contents", "reference_from", "reference_hash",
]  # fmt: skip
