"""Decide which place a name means, and whether it is used as one."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import Entry, Hit, word_list
from .scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Span

LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|around|outside|across|throughout|inside|of|toward|towards|"
    r"through|downtown|via|leaving|visiting|visited)\s+(?:the\s+|downtown\s+|central\s+|"
    r"(?:north|south|east|west)(?:ern)?\s+)?$", re.I
)  # fmt: skip
DOMINANT = 10  # how many times more people the best known bearer of a name has
SUFFIX = re.compile(
    r" (?:County|COUNTY|Township|Avenue|Street|Road|Boulevard|Highway|Lane|Drive|Square|Bridge|"
    r"Airport|Hotel|Stadium|Island|Islands|Bay|Creek|Lake|Mountains?|Valley|Heights|Beach)\b"
)
SIDES = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "upper",
        "lower",
        "greater",
    ]
)


def senses(scene: Scene) -> dict[int, tuple[Entry, str]]:
    """Return the place meant by each hit and the rule that said so: one sense a name and text.

    A name is first taken as what follows it says ("Edmonton, Ky."), then as elsewhere in the
    text, then by the countries that the text names, then as its best known bearer.
    """
    chosen: dict[int, tuple[Entry, str]] = {}
    by_name: dict[str, Counter[str]] = {}
    for number, hit in enumerate(scene.hits):
        if not hit.of("city", "region", "seat"):
            continue
        if country := qualified_by(scene, number):
            form = scene.text[hit.start : hit.end]
            entry = Entry(form, "city", slug(form), form, (country,))
            chosen[number] = (entry, "qualified")
            by_name.setdefault(form.lower(), Counter())[country] += 1
    sure = []
    for number, hit in enumerate(scene.hits):
        if (short := hit.of("short")) and number not in chosen and _short_fits(scene, hit):
            chosen[number] = (short[0], "abbreviation")
        countries = {e.countries for e in hit.of("city", "region")}
        if number in chosen:
            sure.append((scene.form(hit), chosen[number][0].countries[0]))
        elif scene.form(hit) not in by_name and len(countries) == 1 and not hit.of("seat", "name"):
            sure += [(scene.form(hit), country) for country in next(iter(countries))]
    scene.settle(sure)
    for number, hit in enumerate(scene.hits):
        if number in chosen:
            continue
        form = scene.text[hit.start : hit.end]
        entries = hit.of("city", "region", "seat")
        if not entries:
            continue
        if form.lower() in by_name:
            country = by_name[form.lower()].most_common(1)[0][0]
            chosen[number] = (Entry(form, "city", slug(form), form, (country,)), "qualified")
            continue
        chosen[number] = _best(scene, form, entries)
    return chosen


def qualified_by(scene: Scene, number: int) -> str | None:
    """Return the country that a following ", Ky." or ", Japan" or a "(Ont.)" gives a place."""
    if number + 1 >= len(scene.hits):
        return None
    hit, after = scene.hits[number], scene.hits[number + 1]
    if scene.text[hit.end : after.start] not in {", ", " (", ", in "}:
        return None
    if short := after.of("short"):
        return short[0].countries[0]
    closed = re.match(r"[,.)]|\s*[—–(-]|\n|\Z", scene.text[after.end :])
    if not closed or re.match(r",? (?:and|or) ", scene.text[after.end :]):
        return None
    own = {c for e in hit.of("city", "region", "seat") for c in e.countries}
    for entry in after.of("region", "name", "shared"):
        for country in entry.countries:
            if country in own:
                return country
    regions = after.of("region", "shared")
    known = hit.of("name") or after.of("city", "seat")
    return regions[0].countries[-1] if regions and regions[0].countries and not known else None


def _short_fits(scene: Scene, hit: Hit) -> bool:
    """Return whether an abbreviated division follows a place: "London, Ont."."""
    before = scene.text[max(0, hit.start - 40) : hit.start]
    surface = scene.text[hit.start : hit.end]
    if re.fullmatch(r"(?:[A-Z]\.){2,}", surface) and surface not in {
        "A.D.",
        "M.D.",
        "P.A.",
        "L.A.",
    }:
        return True
    return bool(re.search(r"[A-Z][\w.'-]+, \(?$|\((?:R|D|I)(?:-|\., ?)$", before))


def _best(scene: Scene, form: str, entries: list[Entry]) -> tuple[Entry, str]:
    """Return the bearer of a name that the text points to, else the one by far best known."""
    best: dict[str, Entry] = {}
    for entry in entries:
        country = "".join(entry.countries)
        size = _size(entry)
        if country not in best or size > _size(best[country]):
            best[country] = entry
    ranked = sorted(best.values(), key=lambda e: (-_size(e), e.countries))
    if len(ranked) == 1:
        return ranked[0], "ambiguous" if _is_contradicted(scene, form, ranked[0]) else "gazetteer"
    spoken = [e for e in ranked if e.countries and scene.evidence[e.countries[0]]]
    if len(spoken) == 1:
        return spoken[0], "context"
    if len(spoken) > 1:
        ranked = spoken
    if _size(ranked[0]) >= DOMINANT * _size(ranked[1]):
        return ranked[0], "best-known"
    return ranked[0], "ambiguous"


def _is_contradicted(scene: Scene, form: str, entry: Entry) -> bool:
    """Return whether a city's country has no other name in the text, but one other has several.

    Small places share the names of large ones: "Edmonton" beside Cairns and Queensland.
    """
    own = "".join(entry.countries)
    if entry.sort == "seat" or scene.bearers.get(own, set()) - {form.lower()}:
        return False
    return scene.home not in {"", own}


def _size(entry: Entry) -> int:
    """Return how many people know a place by this name, roughly: its population."""
    if entry.sort == "seat":
        return 20_000_000
    return entry.population or (5_000_000 if entry.sort == "region" else 1)


def is_place(scene: Scene, hit: Hit, span: "Span") -> bool:
    """Return whether there is evidence that a name of a place is used as one."""
    before = scene.text[max(0, hit.start - 24) : hit.start]
    locative = bool(LOCATIVE.search(before))
    outer = entity(span)
    label = span[0].ent_type_
    inside = outer is not None and (outer.start < span.start or outer.end > span.end)
    if (inside and _is_part(span, outer)) or SUFFIX.match(scene.text, hit.end):
        return False
    qualified = re.match(r", [A-Z]", scene.text[hit.end : hit.end + 3]) is not None
    if label in {"GPE", "LOC", "FAC", "NORP"}:
        return True
    if label == "PERSON":
        return not inside and (locative or qualified)
    common = scene.text[hit.start : hit.end].lower() in word_list("common_words")
    if hit.of("short"):
        return True
    large = any(e.population >= 300_000 or e.sort == "seat" for e in hit.entries)
    known = any(
        scene.speaks(c, hit) for e in hit.of("region") for c in e.countries
    ) or scene.located(scene.form(hit))
    if scene.case(hit.start) == "lower":
        return not common and (locative or large)
    return locative or (not common and (large or known))


def _is_part(span: "Span", outer: "Span | None") -> bool:
    """Return whether a place's name is but a part of another's: San in San Ysidro."""
    if outer is None or span[0].ent_type_ not in {"GPE", "LOC", "FAC"}:
        return False
    rest = [t for t in outer if t.i < span.start or t.i >= span.end]
    return any(t.text[:1].isupper() and t.lower_ not in SIDES for t in rest) and not any(
        t.text in {",", "and", "'s"} for t in rest
    )


def entity(span: "Span") -> "Span | None":
    """Return the named entity that covers the first token of a span."""
    token = span[0]
    if not token.ent_type_:
        return None
    start = token.i
    while start > 0 and span.doc[start].ent_iob_ == "I":
        start -= 1
    end = token.i + 1
    while end < len(span.doc) and span.doc[end].ent_iob_ == "I":
        end += 1
    return span.doc[start:end]
