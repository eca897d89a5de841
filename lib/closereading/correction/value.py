"""What a correction may set: the columns of each table, and the values that they take."""

import re
from collections.abc import Collection
from typing import Any

from closereading.article import Article, per_article, slug
from closereading.errors import hint
from closereading.event.when import When, is_before
from closereading.mention import mentions
from closereading.mention.gazetteer import states
from closereading.schema import CODES
from closereading.timex.calendar import EDTF_PART, bounds, iso, year_value

COLUMNS = {
    "mentions": ("actor_id", "name", "kind", "country"),
    "statements": (
        *("source", "target", "predicate", "quad", "is_reciprocal", "is_negated"),
        *("modality", "voice", "speaker", "issues"),
    ),
    "events": ("headline", "edtf", "basis", "status", "actors", "issues"),
    "issue_mentions": ("issue",),
}
NEEDED = {  # in an added row, one of each; of a known actor, what it is follows from its id
    "mentions": (("actor_id",), ("kind",)),
    "statements": (("source", "target"), ("quad",)),
    "issue_mentions": (("issue",),),
}
YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
DEFAULTS = {"modality": "did", "voice": "author", "status": "happened", "basis": "undated"}
PARTIES = ("source", "target")  # what the pairs of a statement don't share
ACTORS = ("actor_id", *PARTIES, "speaker", "actors")
OTHER_BOOK = (
    "If it was coded with another codebook, give that one: -p codebook=…, for tables --codebook …"
)
EMPTY = "-"  # what empties one of these; an empty cell changes nothing
EMPTIED = ("country", *PARTIES, "speaker", "actors", "issues", "edtf")

OPEN = ("", "")  # the days of a date without a year, or of an open side
EDTF_SIDE = re.compile(
    r"(-?\d{4}|\d{3}X|-?\d{2}XX)((?:-(?:\d\d|XX)){0,2})(?:T[\d:Z+-]+)?[~?%]?|\.\."
)
EDTF_CODES = {str(code): name for name, code in EDTF_PART.items()}


def value(column: str, text: str, issues: Collection[str] | None = None) -> Any:
    """Return a cell's text as its column holds it. Issues must be among `issues`, if given.

    Raises
    ------
    ValueError
        The schema doesn't allow it; the message says what is allowed.
    """
    if text == EMPTY and column in EMPTIED:
        return ""
    if column.startswith("is_"):
        if text.lower() not in YES_NO:
            raise ValueError("allowed are yes and no.")
        return YES_NO[text.lower()]
    parts = [p.strip() for p in text.split(";")] if column in ("actors", "issues") else [text]
    for part in parts:
        if column in CODES and part not in CODES[column]:
            raise ValueError(f"allowed are {', '.join(CODES[column])}.")
        if column in ACTORS and part not in states() and part != slug(part):
            raise ValueError(f"write a state's alpha-3 code, or an id such as {slug(part)}.")
        if column == "country" and part not in states():
            raise ValueError("write a state's alpha-3 code, such as FRA.")
        if column in ("issue", "issues") and issues is not None and part not in issues:
            raise ValueError(
                f"the codebook has no issue {part!r}.{hint(part, issues)} {OTHER_BOOK}"
            )
        if column == "edtf" and days(part) is None:
            raise ValueError(
                "write EDTF, such as 2025-03-22, 2025-03, 2025 or 2024/2025; if a spreadsheet "
                "has rewritten a date, use the .xlsx sheet, whose cells are text."
            )
    return ";".join(parts)


def shown(value: Any) -> str:
    """Return a value as the sheet writes it."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def days(edtf: str) -> tuple[str, str] | None:
    """Return the first and last day of a date in EDTF, empty where open; None if it is none.

    >>> days("2025-03"), days("199X~/.."), days("-0479"), days("22/03/2025")
    (('2025-03-01', '2025-03-31'), ('1990-01-01', ''), ('-0479-01-01', '-0479-12-31'), None)
    """
    if re.fullmatch(r"XXXX-\d\d(-\d\d)?", edtf):
        return OPEN
    sides = [_side(part) for part in edtf.split("/")]
    if len(sides) > 2 or None in sides or set(sides) == {OPEN}:
        return None
    first, last = sides[0][0], sides[-1][1]  # type: ignore[index]  # all are there
    return None if is_before(last, first) else (first, last)


def _side(part: str) -> tuple[str, str] | None:
    """Return the days of one side of an interval."""
    match = EDTF_SIDE.fullmatch(part)
    if not match or part == "..":
        return OPEN if match else None
    year, rest = match[1], EDTF_CODES.get(match[2][1:], match[2][1:])
    year = year.replace("-", "BC").rstrip("X") if "X" in year else year_value(int(year))
    limits = bounds(f"{year}-{rest}" if rest else year)
    return (iso(limits[0]), iso(limits[1])) if limits else None


def when(edtf: str) -> dict[str, str]:
    """Return the columns of an event that follow from its date."""
    known = When(edtf, *(days(edtf) or OPEN))
    limits = ("date", "earliest", "latest", "granularity")
    return {name: getattr(known, name) for name in limits} | {"timex_id": ""}


def actor(actor_id: str, article: Article) -> dict[str, str]:
    """Return name, kind and country of an actor that the article names, or of a state; or none."""
    if actor_id in states():
        return {"name": states()[actor_id].name, "kind": "state", "country": actor_id}
    return cast(article).get(actor_id, {})


@per_article
def cast(article: Article) -> dict[str, dict[str, str]]:
    """Return name, kind and country of each actor that the article names, by id."""
    first = mentions(article).drop_duplicates("actor_id").set_index("actor_id")
    return first[["name", "kind", "country"]].to_dict("index")  # type: ignore[return-value]
