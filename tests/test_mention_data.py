"""The tables behind the mentions: codes that exist, terms in order, a source for every leader."""

import re

import pycountry
import pytest

from closereading.mention.gazetteer import holder, in_office, index, leader_named, states, table

CODES = {c.alpha_3 for c in pycountry.countries} | {"XKX"}
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def test_every_code_exists() -> None:
    assert set(states()) <= CODES
    for name in ("places", "organisations", "leaders"):
        assert {row["country"] for row in table(name)} <= CODES | {""}
    for row in table("ambiguous"):
        assert set(row["countries"].split(";")) <= CODES
    for row in table("bodies"):
        assert set(row["countries"].split(";")) <= CODES | {""}


def test_members_of_the_united_nations_are_all_there() -> None:
    assert sum(row["kind"] == "state" for row in table("states")) >= 193 + 4


@pytest.mark.parametrize("row", list(table("leaders")), ids=lambda r: f"{r['names']}-{r['start']}")
def test_leaders_have_terms_and_sources(row: dict[str, str]) -> None:
    assert row["source"]
    assert row["office"]
    assert row["gender"] in {"m", "f"}
    assert DAY.fullmatch(row["start"])
    assert not row["end"] or DAY.fullmatch(row["end"])
    n = min(len(row["start"]), len(row["end"]) or 99)
    assert not row["end"] or row["start"][:n] <= row["end"][:n]


def test_two_leaders_of_one_name_are_nobody() -> None:
    assert leader_named("kim", "2018-06-01") is not None
    assert leader_named("kim", "2025-08-01") is None  # of both Koreas
    assert leader_named("macron", "2016-01-01") is None
    assert leader_named("emmanuel macron", "2016-01-01") is None
    found = leader_named("barack obama", "2024-01-01")
    assert found is not None
    assert found.country == "USA"


def test_terms_and_partial_dates() -> None:
    found = holder("USA", "president", "2021-03")
    assert found is not None
    assert found.name == "Joe Biden"
    assert holder("USA", "president", "") is None
    assert holder("USA", "president", "2021") is None  # two in that year
    assert in_office(found, "2021")
    assert not in_office(found, "2020")
    coarse = next(row for row in table("leaders") if row["names"].startswith("John Kerry"))
    assert (coarse["start"], coarse["end"]) == ("2013", "2017")
    kerry = leader_named("kerry", "2017-01-10")
    assert kerry is not None
    assert leader_named("kerry", "2018-01-10") is None


def test_names_are_found_whole() -> None:
    forms = {" ".join(key) for names in index().values() for key, _ in names}
    assert {"papua new guinea", "south korea", "cote d ' ivoire", "u . s ."} <= forms
