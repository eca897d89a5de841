"""The interval of a share, against SciPy's."""

import math

import pytest

from closereading.interval import wilson


@pytest.mark.parametrize(("n_hits", "n"), [(0, 10), (1, 10), (5, 10), (10, 10), (44, 263)])
def test_the_interval_is_that_of_scipy(n_hits, n):
    stats = pytest.importorskip("scipy.stats")
    oracle = stats.binomtest(n_hits, n).proportion_ci(method="wilson")
    assert wilson(n_hits, n) == pytest.approx((oracle.low, oracle.high), abs=1e-6)


def test_the_interval_of_nothing_is_undefined():
    assert all(math.isnan(bound) for bound in wilson(0, 0))
