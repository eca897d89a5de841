"""95% intervals: of a share, and of what is counted in sentences that are drawn anew."""

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

Z = 1.959964  # standard normal quantile of a 95% interval
SEED = 1979  # any number: the same draws in every run
PERCENTILES = (2.5, 97.5)


def wilson(n_hits: int, n: int) -> tuple[float, float]:
    """Return the 95% Wilson score interval of the share `n_hits / n`; NaN where n is 0.

    >>> [round(bound, 4) for bound in wilson(5, 10)]
    [0.2366, 0.7634]
    """
    if n == 0:
        return float("nan"), float("nan")
    share = n_hits / n
    centre = share + Z**2 / (2 * n)
    half = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return max(0.0, (centre - half) / (1 + Z**2 / n)), min(1.0, (centre + half) / (1 + Z**2 / n))


def draws(n_here: int, n_sentences: int, *, n_draws: int) -> "NDArray[int64]":
    """Return how often each of `n_here` sentences is drawn where all are, with replacement.

    One row a draw of the bootstrap; the other sentences, which count nothing, have no column.
    """
    import numpy as np

    share = np.full(n_here + 1, 1 / max(n_sentences, 1))
    share[-1] = max(0.0, 1 - n_here / max(n_sentences, 1))
    return np.random.default_rng(SEED).multinomial(n_sentences, share, size=n_draws)[:, :-1]
