"""Decide which place a name means, and whether it is used as one; places that no table has."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import Entry, Hit, word_list
from .scene import Found, Scene, Spans

if TYPE_CHECKING:
    from spacy.tokens import Span

Sense = tuple[str, str, str]  # name, country, rule

LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|around|outside|across|throughout|inside|of|towards?|"
    r"through|downtown|via|leaving|visiting|visited)\s+(?:the\s+|downtown\s+|central\s+|"
    r"(?:north|south|east|west)(?:ern)?\s+)?$", re.I
)  # fmt: skip
DOMINANT = 10  # how many times more people the best known bearer of a name has
SUFFIX = re.compile(
    r" (?:County|COUNTY|Township|Avenue|Street|Road|Boulevard|Highway|Lane|Drive|Square|Bridge|"
    r"Airport|Hotel|Stadium|Island|Islands|Bay|Creek|Lake|Mountains?|Valley|Heights|Beach)\b"
)
COUNTY = re.compile(r"\b[A-Z][\w'-]+ (?:County|Township|Parish|COUNTY)\b")
PLACED = re.compile(r"[A-Z][\w.'-]+, \(?$|\((?:R|D|I)(?:-|\., ?)$")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
ERA = re.compile(r"(?:\d|\bcentur(?:y|ies)) ?$")


def senses(scene: Scene) -> dict[int, Sense]:
    """Return the place meant by each hit and the rule that said so: one sense a name and text.

    A name is first taken as what follows it says ("Edmonton, Ky."), then as elsewhere in the
    text, then by the countries that the text names, then as its best known bearer.
    """
    chosen: dict[int, Sense] = {}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    sure = []
    for hit in scene.hits:
        surface, form = scene.text[hit.start : hit.end], scene.form(hit)
        places = hit.of("city", "region")
        countries = {e.countries for e in places}
        if (places or hit.of("seats")) and (country := qualified_by(scene, hit)):
            chosen[hit.number] = surface, country, "qualified"
            told[form][country] += 1
        elif (short := hit.of("short")) and _is_short(scene, hit):
            chosen[hit.number] = short[0].name, short[0].countries[0], "abbreviation"
        elif len(countries) == 1 and not hit.of("seats", "names"):
            sure += [(form, country) for country in places[0].countries]
    sure = [(f, c) for f, c in sure if f not in told]
    sure += [(scene.form(scene.hits[n]), country) for n, (_, country, _) in chosen.items()]
    scene.settle(sure)
    for hit in scene.hits:
        form = scene.form(hit)
        entries = hit.of("city", "region", "seats")
        if entries and hit.number not in chosen:
            if form in told:
                name = scene.text[hit.start : hit.end]
                chosen[hit.number] = name, told[form].most_common(1)[0][0], "qualified"
            else:
                chosen[hit.number] = _best(scene, form, entries)
    return chosen


def qualified_by(scene: Scene, hit: Hit) -> str:
    """Return the country that a following ", Ky." or ", Japan" or a "(Ont.)" gives a place."""
    if hit.number + 1 == len(scene.hits):
        return ""
    after = scene.hits[hit.number + 1]
    if scene.text[hit.end : after.start] not in {", ", " (", ", in "}:
        return ""
    if short := after.of("short"):
        return short[0].countries[0]
    closed = re.match(r"[,.)]|\s*[—–(-]|\n|\Z", scene.text[after.end :])
    if not closed or re.match(r",? (?:and|or) ", scene.text[after.end :]):
        return ""
    own = {c for e in hit.of("city", "region", "seats") for c in e.countries}
    shared = [c for e in after.of("region", "names", "shared") for c in e.countries if c in own]
    if shared:
        return shared[0]
    regions = after.of("region", "shared")
    is_known = hit.of("names") or after.of("city", "seats")
    return regions[0].countries[-1] if regions and regions[0].countries and not is_known else ""


def _is_short(scene: Scene, hit: Hit) -> bool:
    """Return whether an abbreviation means a division: "London, Ont.", and not "325 B.C."."""
    before, surface = scene.before(hit.start), scene.text[hit.start : hit.end]
    is_initials = INITIALS.fullmatch(surface) and surface not in {"A.D.", "M.D.", "P.A.", "L.A."}
    return not ERA.search(before) and bool(is_initials or PLACED.search(before))


def _best(scene: Scene, form: str, entries: list[Entry]) -> Sense:
    """Return the bearer of a name that the text points to, else the one by far best known."""
    best: dict[str, Entry] = {}
    for entry in sorted(entries, key=_size):
        best["".join(entry.countries)] = entry
    ranked = sorted(best, key=lambda country: (-_size(best[country]), country))
    spoken = [c for c in ranked if scene.evidence[c]]
    rule = "gazetteer" if len(ranked) == 1 else "context"
    if len(ranked) > 1 and len(spoken) != 1:
        ranked = spoken or ranked
        is_known = _size(best[ranked[0]]) >= DOMINANT * _size(best[ranked[1]])
        rule = "best-known" if is_known else "ambiguous"
    elif len(ranked) > 1:
        ranked = spoken
    elif _is_contradicted(scene, form, best[ranked[0]]):
        rule = "ambiguous"
    return best[ranked[0]].form, "" if rule == "ambiguous" else ranked[0], rule


def _is_contradicted(scene: Scene, form: str, entry: Entry) -> bool:
    """Return whether a city's country has no other name in the text, but one other has several.

    Small places share the names of large ones: "Edmonton" beside Cairns and Queensland.
    """
    own = "".join(entry.countries)
    is_clear = entry.sort == "seats" or scene.bearers.get(own, set()) - {form}
    return not is_clear and scene.home not in {"", own}


def _size(entry: Entry) -> int:
    """Return how many people know a place by this name, roughly: its population."""
    if entry.sort == "seats":
        return 20_000_000
    return entry.population or (5_000_000 if entry.sort == "region" else 1)


def is_place(scene: Scene, hit: Hit, span: "Span") -> bool:
    """Return whether there is evidence that a name of a place is used as one."""
    outer, label = entity(span), span[0].ent_type_
    is_located = bool(LOCATIVE.search(scene.before(hit.start)))
    if _is_part(span, outer) or SUFFIX.match(scene.text, hit.end):
        return False
    if label in {"GPE", "LOC", "FAC", "NORP"}:
        return True
    if label == "PERSON":
        is_qualified = re.match(r", [A-Z]", scene.text[hit.end : hit.end + 3])
        is_whole = outer is None or (outer.start >= span.start and outer.end <= span.end)
        return is_whole and (is_located or bool(is_qualified))
    if hit.of("short"):
        return True
    is_common = scene.form(hit) in word_list("common_words")
    is_large = any(e.population >= 300_000 or e.sort == "seats" for e in hit.entries)
    if scene.case(hit.start) == "lower":
        return not is_common and (is_located or is_large)
    spoken = any(scene.speaks(c, hit) for e in hit.of("region") for c in e.countries)
    is_known = is_large or spoken or scene.form(hit) in scene.located
    return is_located or (not is_common and is_known)


def _is_part(span: "Span", outer: "Span | None") -> bool:
    """Return whether a place's name is but a part of another's: San in San Ysidro."""
    if outer is None or outer[0].ent_type_ not in {"GPE", "LOC", "FAC"}:
        return False
    rest = [t for t in outer if t.i < span.start or t.i >= span.end]
    return any(
        t.text[:1].isupper() and t.lower_ not in word_list("sides") for t in rest
    ) and not any(t.text in {",", "and", "'s"} for t in rest)


def entity(span: "Span") -> "Span | None":
    """Return the named entity that covers the first token of a span."""
    start, end, doc = span.start, span.start + 1, span.doc
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[start:end] if span[0].ent_type_ else None


def entities(scene: Scene, found: list[Found]) -> list[Found]:
    """Return the places and organisations that only the parse's named entities show.

    An organisation may take in the region in its name: "Alliance of Sahel States".
    """
    busy, regions = Spans(found), Spans(f for f in found if f.kind == "place" and not f.country)
    settled = Spans(f for f in found if f.kind != "place" or f.country)
    phrases = {(h.start, h.end) for h in scene.hits if h.of("none")}
    added = []
    for ent in scene.doc.ents:
        is_firm = ent.label_ == "ORG" or (ent.label_ == "PERSON" and is_company(ent))
        if ent.label_ not in {"GPE", "LOC", "FAC"} and not is_firm:
            continue
        bare = re.match(r"(?:(?:the|an?)\s+)?(.*?)(?:'s|'|[\s,;:]+)?\Z", ent.text, re.I | re.S)
        assert bare
        start, end = (ent.start_char + offset for offset in bare.span(1))
        text = bare.group(1)
        if not text[:1].isupper() or "\n" in text or (start, end) in phrases:
            continue
        if is_firm and text.lower() not in word_list("generic"):
            is_wider = regions.overlap(start, end) and not settled.overlap(start, end)
            if not busy.overlap(start, end) or (is_wider and len(ent) > 2):
                name = " ".join(text.split())
                added.append(Found(start, end, slug(text), name, "organisation", "", "entity"))
        elif not is_firm and len(text) > 2 and text.lower() in scene.located:
            added.append(_surrounded(scene, start, end))
    added += [_surrounded(scene, *match.span()) for match in COUNTY.finditer(scene.text)]
    return [f for f in added if f.kind != "place" or not busy.overlap(f.start, f.end)]


def is_company(ent: "Span") -> bool:
    """Return whether a name taken for a person's is a firm's, a ship's or the like."""
    before = [t for t in ent.doc[max(0, ent.start - 2) : ent.start] if t.text != ","]
    words = {t.lower_ for t in ent} & word_list("no_person")
    return bool(words or (before and before[-1].lower_ in word_list("company")))


def _surrounded(scene: Scene, start: int, end: int) -> Found:
    """Return an unlisted place with the country of what follows it, or of the text's places."""
    if re.match(r", [A-Z]", scene.text[end : end + 3]):
        sorts = ("short", "region", "names", "shared")
        entries = [e for h in scene.hits if h.start == end + 2 for e in h.of(*sorts)]
        countries = {c for e in entries for c in e.countries}
        if len(countries) == 1:
            return scene.place(start, end, countries.pop(), "qualified")
    return scene.place(start, end, scene.home, "context" if scene.home else "entity")


def outside(found: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """Return those mentions that share no character with the others."""
    spans = Spans(others)
    return [f for f in found if not spans.overlap(f.start, f.end)]
