"""Word statistics: what is counted, next to what, and where in the article."""

from .collocation import collocations
from .concordance import kwic
from .dispersion import dispersion, occurrences
from .frequency import frequencies, leading_word, ngrams
from .measure import measures
from .paragraph import paragraphs
from .phrase import key_phrases
from .segment import segments

__all__ = [
    "collocations", "dispersion", "frequencies", "key_phrases", "kwic", "leading_word",
    "measures", "ngrams", "occurrences", "paragraphs", "segments",
]  # fmt: skip
