"""The calendar behind the values, against Python's own and by hand where that has no years."""

from datetime import date

import pytest

from closereading.timex import calendar as cal

EPOCH = date(1970, 1, 1).toordinal()


@pytest.mark.parametrize("year", [1, 4, 1600, 1900, 2000, 2020, 2023, 2026, 2100, 9999])
def test_days_and_weeks_are_those_of_datetime(year):
    first = date(year, 1, 1).toordinal()
    for day in map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1)):
        ours = (day.year, day.month, day.day)
        assert cal.ordinal(ours) == day.toordinal() - EPOCH
        assert cal.civil(day.toordinal() - EPOCH) == ours
        assert (*cal.iso_week(ours), cal.weekday(ours)) == day.isocalendar()


def test_the_calendar_goes_on_before_the_year_1():
    assert cal.ordinal((0, 12, 31)) == cal.ordinal((1, 1, 1)) - 1
    assert cal.civil(cal.ordinal((1, 1, 1)) - 366) == (0, 1, 1)  # 1 BC had a 29 February
    assert cal.ordinal((-400, 2, 29)) == cal.ordinal((2000, 2, 29)) - 6 * 146_097
    assert cal.civil(cal.ordinal((-400, 2, 29))) == (-400, 2, 29)
    assert [cal.year_value(year) for year in (1, 0, -479)] == ["0001", "BC0001", "BC0480"]
    assert [cal.iso((year, 3, 9)) for year in (33, 0, -479)] == [
        "0033-03-09",
        "0000-03-09",
        "-0479-03-09",
    ]


def test_a_day_exists_or_not():
    there = [(2024, 1, 1), (2024, 2, 29), (2023, 2, 28), (2000, 2, 29), (2024, 12, 31)]
    nowhere = [(2024, 0, 1), (2024, 13, 1), (2024, 1, 0), (2023, 2, 29), (1900, 2, 29)]
    assert [cal.is_day(*day) for day in (*there, *nowhere)] == [True] * 5 + [False] * 5


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        *((0, (2023, 1, 31)), (1, (2023, 2, 28)), (2, (2023, 3, 31)), (11, (2023, 12, 31))),
        *((13, (2024, 2, 29)), (-1, (2022, 12, 31)), (-2, (2022, 11, 30))),
    ],
)
def test_months_on_the_day_stays_or_is_the_last(n, expected):
    assert cal.add_months((2023, 1, 31), n) == expected


def test_each_month_lies_in_its_season_quarter_and_half():
    grains = ("season", "quarter", "half")
    found = [[cal.at((2025, month, 15), grain) for month in range(1, 13)] for grain in grains]
    assert found[0] == ["2024-WI"] * 2 + [
        f"2025-{name}" for name in ("SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")
    ]
    assert found[1] == [f"2025-Q{q}" for q in "111222333444"]
    assert found[2] == [f"2025-H{h}" for h in "111111222222"]


@pytest.mark.parametrize(
    ("day", "decade", "century"),
    [((2019, 5, 3), "201", "20"), ((1990, 5, 3), "199", "19"), ((-478, 5, 3), "BC047", "BC04")],
)
def test_decades_and_centuries(day, decade, century):
    assert (cal.at(day, "decade"), cal.at(day, "century")) == (decade, century)


@pytest.mark.parametrize(
    ("value", "grain", "first", "last"),
    [
        ("2009-03-12", "day", "2009-03-12", "2009-03-12"),
        ("2009-03-12T16:08", "day", "2009-03-12", "2009-03-12"),
        ("2009-W01", "week", "2008-12-29", "2009-01-04"),
        ("2009-W53-WE", "weekend", "2010-01-02", "2010-01-03"),
        ("2008-02", "month", "2008-02-01", "2008-02-29"),
        ("2009-Q1", "quarter", "2009-01-01", "2009-03-31"),
        ("2009-Q4", "quarter", "2009-10-01", "2009-12-31"),
        ("2009-H1", "half", "2009-01-01", "2009-06-30"),
        ("2009-H2", "half", "2009-07-01", "2009-12-31"),
        ("2009-FA", "season", "2009-09-01", "2009-11-30"),
        ("2009", "year", "2009-01-01", "2009-12-31"),
        ("199", "decade", "1990-01-01", "1999-12-31"),
        ("000", "decade", "0001-01-01", "0009-12-31"),
        ("19", "century", "1900-01-01", "1999-12-31"),
        ("00", "century", "0001-01-01", "0099-12-31"),
        ("BC0480-08", "month", "-0479-08-01", "-0479-08-31"),
        ("BC0001", "year", "0000-01-01", "0000-12-31"),
        ("BC047", "decade", "-0478-01-01", "-0469-12-31"),
        ("BC04", "century", "-0499-01-01", "-0400-12-31"),
    ],
)
def test_grain_and_bounds_of_a_value(value, grain, first, last):
    assert cal.grain_of(value) == grain
    assert tuple(map(cal.iso, cal.bounds(value))) == (first, last)


@pytest.mark.parametrize("value", ["", "XXXX-03", "P1D", "2009-13", "2009-02-30", "PAST_REF"])
def test_what_is_on_no_calendar_has_no_bounds(value):
    assert cal.bounds(value) is None


@pytest.mark.parametrize("value", ["", "XXXX-03", "P1D", "2009-W11-5", "PAST_REF"])
def test_what_is_no_value_of_the_calendar_has_no_grain(value):
    assert cal.grain_of(value) == ""


@pytest.mark.parametrize(
    ("value", "unit", "n", "grain", "expected"),
    [
        ("2025-04-18", "day", -18, "", "2025-03-31"),
        ("2025-04-18", "week", 2, "", "2025-W18"),
        ("2025-04-18", "weekend", -1, "", "2025-W15-WE"),
        ("2025-04-18", "fortnight", -1, "day", "2025-04-04"),
        ("2025-04-18", "quarter", 3, "", "2026-Q1"),
        ("2025-04-18", "half", -1, "", "2024-H2"),
        ("2025-04-18", "season", 1, "", "2025-SU"),
        ("2025-04-18", "year", -26, "day", "1999-04-18"),
        ("2025-04-18", "decade", -3, "", "199"),
        ("2025-04-18", "century", -1, "", "19"),
        ("2025-W15", "day", 1, "", "2025-04-08"),
        ("2024-WI", "year", 1, "", "2025"),
    ],
)
def test_shifted_from_its_first_day(value, unit, n, grain, expected):
    assert cal.shift(value, unit, n, grain) == expected


def test_a_winter_begins_in_the_year_that_it_is_named_for():
    assert cal.year("2024-WI") == 2024


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2009-03-12", "2009-03-12"),
        ("2009-03", "2009-03"),
        ("2009", "2009"),
        ("2009-W11", "2009-03-09/2009-03-15"),
        ("2009-W11-WE", "2009-03-14/2009-03-15"),
        ("2009-Q1", "2009-33"),
        ("2009-H2", "2009-41"),
        ("2009-WI", "2009-24"),
        ("19", "19XX"),
        ("BC04", "-04XX"),
        ("BC047", "-0478/-0469"),
        ("2009-03-12TMO", "2009-03-12"),
        ("2009-03-12T16", "2009-03-12T16:00:00"),
        ("2009-03-12T16:08:59+09:00", "2009-03-12T16:08:59+09:00"),
        ("2009-03-12T23:08Z", "2009-03-12T23:08:00Z"),
        ("2009-03-12T24:00", "2009-03-12"),
        ("1916-XX", "1916-XX"),
        ("1916-XX-XX", "1916-XX-XX"),
        ("XXXX-03", "XXXX-03"),
        ("XXXX-WXX-5", ""),
        ("PAST_REF", ""),
        ("2009-02-30", ""),
    ],
)
def test_edtf(value, expected):
    assert cal.edtf(value) == expected


def test_about_marks_both_ends_of_an_interval_and_the_end_of_all_else():
    about = [cal.edtf(value, "APPROX") for value in ("2009-W11", "BC047", "2009-Q1", "2009-03")]
    assert about == ["2009-03-09~/2009-03-15~", "-0478~/-0469~", "2009-33~", "2009-03~"]
