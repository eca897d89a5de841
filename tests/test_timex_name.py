"""Dates in words."""

import pytest

from closereading.timex.name import date_name, interval_name, span_name, unit_name


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-03-22", "22 Mar 2025"),
        ("2023-08", "Aug 2023"),
        ("2025-21", "spring 2025"),
        ("2008-33", "Q1 2008"),
        ("2009-41", "2nd half 2009"),
        ("193X", "1930s"),
        ("18XX", "19th century"),
        ("-08XX", "9th century BC"),
        ("-0479", "480 BC"),
        ("1963~", "1963"),
        ("2025-03-22T16:08", "22 Mar 2025"),
    ],
)
def test_dates_in_words(edtf, words):
    assert unit_name(edtf) == words


def test_intervals_in_words():
    assert date_name("-0479-08-01") == "1 Aug 480 BC"
    assert interval_name("2025-09-08", "2025-09-14") == "8–14 Sep 2025"
    assert interval_name("2025-09-28", "2025-10-04") == "28 Sep – 4 Oct 2025"
    assert interval_name("1966-01-01", "1971-12-31") == "1966–1971"
    assert (
        span_name({"edtf": "1963~", "earliest": "1963-01-01", "latest": "1963-12-31"})
        == "about 1963"
    )
