"""The tables behind the mentions: codes that exist, terms in order, a source for every leader."""

import re
from collections import defaultdict
from itertools import combinations

import pycountry
import pytest

from closereading.datafile import data_rows
from closereading.mention.gazetteer import holder, in_office, index, leader_named, states

CODES = {c.alpha_3 for c in pycountry.countries} | {"XKX"}
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def test_every_code_exists() -> None:
    assert set(states()) <= CODES
    for name in ("places", "organisations", "leaders"):
        assert {row["country"] for row in data_rows(name)} <= CODES | {""}
    for row in data_rows("ambiguous"):
        assert set(row["countries"].split(";")) <= CODES
    for row in data_rows("bodies"):
        assert set(row["countries"].split(";")) <= CODES | {""}


def test_members_of_the_united_nations_are_all_there() -> None:
    assert sum(row["kind"] == "state" for row in data_rows("states")) >= 193 + 4


@pytest.mark.parametrize(
    "row", list(data_rows("leaders")), ids=lambda r: f"{r['names']}-{r['start']}"
)
def test_leaders_have_terms_and_sources(row: dict[str, str]) -> None:
    assert row["source"]
    assert row["office"]
    assert row["gender"] in {"m", "f"}
    assert DAY.fullmatch(row["start"])
    assert not row["end"] or DAY.fullmatch(row["end"])
    n = min(len(row["start"]), len(row["end"]) or 99)
    assert not row["end"] or row["start"][:n] <= row["end"][:n]


PRESS = [  # date, country, office, who held it: read in the sources that the rows name
    ("2016-03-01", "ARG", "foreign minister", "Susana Malcorra"),
    ("2018-11-30", "ARG", "foreign minister", "Jorge Faurie"),
    ("2016-01-10", "AUS", "foreign minister", "Julie Bishop"),
    ("2020-04-01", "AUS", "foreign minister", "Marise Payne"),
    ("2015-09-28", "BRA", "foreign minister", "Mauro Vieira"),
    ("2020-04-01", "BRA", "foreign minister", "Ernesto Araújo"),
    ("2020-04-01", "CAN", "foreign minister", "François-Philippe Champagne"),
    ("2024-02-24", "CAN", "foreign minister", "Mélanie Joly"),
    ("2017-06-01", "CHN", "foreign minister", "Wang Yi"),
    ("2023-04-14", "CHN", "foreign minister", "Qin Gang"),
    ("2025-03-22", "CHN", "foreign minister", "Wang Yi"),
    ("2015-07-14", "DEU", "foreign minister", "Frank-Walter Steinmeier"),
    ("2020-04-01", "DEU", "foreign minister", "Heiko Maas"),
    ("2025-07-01", "DEU", "foreign minister", "Johann Wadephul"),
    ("2015-12-12", "FRA", "foreign minister", "Laurent Fabius"),
    ("2024-05-01", "FRA", "foreign minister", "Stéphane Séjourné"),
    ("2016-06-23", "GBR", "foreign secretary", "Philip Hammond"),
    ("2018-03-04", "GBR", "foreign secretary", "Boris Johnson"),
    ("2025-03-22", "GBR", "foreign secretary", "David Lammy"),
    ("2020-04-01", "IDN", "foreign minister", "Retno Marsudi"),
    ("2017-06-01", "IND", "external affairs minister", "Sushma Swaraj"),
    ("2017-06-01", "ITA", "foreign minister", "Angelino Alfano"),
    ("2023-01-01", "ITA", "foreign minister", "Antonio Tajani"),
    ("2017-06-01", "JPN", "foreign minister", "Fumio Kishida"),
    ("2018-06-12", "JPN", "foreign minister", "Taro Kono"),
    ("2025-03-22", "JPN", "foreign minister", "Takeshi Iwaya"),
    ("2018-06-12", "KOR", "foreign minister", "Kang Kyung-wha"),
    ("2025-03-22", "KOR", "foreign minister", "Cho Tae-yul"),
    ("2019-06-07", "MEX", "foreign minister", "Marcelo Ebrard"),
    ("2015-09-30", "RUS", "foreign minister", "Sergey Lavrov"),
    ("2018-10-02", "SAU", "foreign minister", "Adel al-Jubeir"),
    ("2019-06-01", "SAU", "foreign minister", "Ibrahim al-Assaf"),
    ("2015-10-10", "TUR", "foreign minister", "Feridun Sinirlioğlu"),
    ("2024-01-11", "ZAF", "foreign minister", "Naledi Pandor"),
    ("2017-06-01", "USA", "secretary of state", "Rex Tillerson"),
    ("2022-02-24", "USA", "secretary of state", "Antony Blinken"),
    ("2022-02-24", "UKR", "foreign minister", "Dmytro Kuleba"),
    ("2018-05-08", "IRN", "foreign minister", "Mohammad Javad Zarif"),
    ("2020-08-13", "ISR", "foreign minister", "Gabi Ashkenazi"),
    ("2018-06-12", "PRK", "foreign minister", "Ri Yong-ho"),
    ("2019-01-02", "TWN", "foreign minister", "Joseph Wu"),
    ("2020-10-01", "AZE", "foreign minister", "Jeyhun Bayramov"),
    ("2020-10-01", "ARM", "prime minister", "Nikol Pashinyan"),
    ("2016-07-15", "SYR", "foreign minister", "Walid al-Muallem"),
    ("2021-08-01", "AFG", "president", "Ashraf Ghani"),
    ("2024-12-03", "KOR", "president", "Yoon Suk Yeol"),
    ("2020-06-01", "SDN", "leader", "Abdel Fattah al-Burhan"),
    ("2021-03-01", "MMR", "leader", "Min Aung Hlaing"),
    ("2021-06-01", "ITA", "prime minister", "Mario Draghi"),
    ("2018-01-01", "", "UN secretary-general", "António Guterres"),
    ("2022-02-24", "", "NATO secretary-general", "Jens Stoltenberg"),
    ("2016-06-24", "", "European Commission president", "Jean-Claude Juncker"),
    ("2022-02-24", "", "European Council president", "Charles Michel"),
    ("2022-02-24", "", "high representative", "Josep Borrell"),
]
G20 = set("ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF".split())


@pytest.mark.parametrize(("day", "country", "office", "name"), PRESS)
def test_who_held_an_office(day: str, country: str, office: str, name: str) -> None:
    found = holder(country, office, day)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("day", "unknown"),
    [
        ("2016-08-15", set()),
        ("2018-06-12", set()),
        ("2020-06-15", set()),
        ("2022-02-24", set()),
        ("2024-06-15", set()),
        ("2025-03-22", {"MEX"}),
    ],
)
def test_foreign_ministers_of_the_g20_on_a_day(day: str, unknown: set[str]) -> None:
    assert {c for c in G20 if holder(c, "foreign minister", day) is None} == unknown


@pytest.mark.parametrize(
    "day", ["2016-08-15", "2018-06-12", "2020-06-15", "2022-02-24", "2025-03-22"]
)
def test_leaders_of_the_g20_on_a_day(day: str) -> None:
    offices = ("leader", "king")
    assert {c for c in G20 if not any(holder(c, o, day) for o in offices)} == set()


def test_no_two_hold_an_office_at_once() -> None:
    terms = defaultdict(list)
    for row in data_rows("leaders"):
        for office in row["office"].split(";"):
            terms[row["country"], office].append((row["start"], row["end"], row["names"]))
    for held in terms.values():
        for (start, end, name), (later, _, other) in combinations(sorted(held), 2):
            n = min(len(end), len(later))
            assert end, f"{name}, who holds it still, and {other}"
            assert end[:n] <= later[:n], f"{name} to {end}, {other} from {later}"
            assert start <= later


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
    coarse = next(row for row in data_rows("leaders") if row["names"].startswith("Héctor Timerman"))
    assert (coarse["start"], coarse["end"]) == ("2010", "2015-12")
    assert leader_named("timerman", "2010-01-10") is not None  # may be: of 2010 no day is known
    assert leader_named("timerman", "2015-12-03") is not None
    assert leader_named("timerman", "2016-01-10") is None


def test_names_are_found_whole() -> None:
    forms = {" ".join(key) for names in index().values() for key, _ in names}
    assert {"papua new guinea", "south korea", "cote d ' ivoire", "u . s ."} <= forms
