"""Decide which place a name means, and whether it is used as one; places that no table has."""

import re
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
COUNTY = re.compile(r"\b[A-Z][\w'-]+ (?:County|Township|Parish|COUNTY)\b")
PLACED = re.compile(r"[A-Z][\w.'-]+, \(?$|\((?:R|D|I)(?:-|\., ?)$")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
CLOSED = re.compile(r"(?!,? (?:and|or) )(?:[,.)]|\s*[—–(-]|\n|\Z)")
ERA = re.compile(r"(?:\d|\bcentur(?:y|ies)) ?$")


def senses(scene: Scene) -> dict[int, Sense]:
    """Return the place meant by each hit and the rule that said so: one sense a name and text.

    A name is first taken as what follows it says ("Edmonton, Ky."), then as elsewhere in the
    text, then by the countries that the text names, then as its best known bearer.
    """
    cities = [h for h in scene.hits if h.of("city", "region", "seats")]
    shorts = [h for h in scene.hits if h.of("short") and _is_short(scene, h)]
    qualified = {h.number: country for h in cities if (country := qualified_by(scene, h))}
    told = {scene.form(scene.hits[number]): country for number, country in qualified.items()}
    sure = [*told.items(), *((scene.form(h), h.of("short")[0].countries[0]) for h in shorts)]
    for hit in cities:
        places = {e.countries for e in hit.of("city", "region")}
        if len(places) == 1 and scene.form(hit) not in told and not hit.of("seats", "names"):
            sure += [(scene.form(hit), country) for country in next(iter(places))]
    scene.settle(sure)
    chosen: dict[int, Sense] = {}
    for hit in shorts:
        chosen[hit.number] = (
            hit.of("short")[0].name,
            hit.of("short")[0].countries[0],
            "abbreviation",
        )
    for hit in cities:
        form = scene.form(hit)
        if country := qualified.get(hit.number) or told.get(form, ""):
            chosen[hit.number] = scene.text[hit.start : hit.end], country, "qualified"
        else:
            chosen[hit.number] = _best(scene, hit.of("city", "region", "seats"))
    return chosen


def qualified_by(scene: Scene, hit: Hit) -> str:
    """Return the country that a following ", Ky." or ", Japan" or a "(Ont.)" gives a place."""
    after = scene.hits[min(hit.number + 1, len(scene.hits) - 1)]
    if scene.text[hit.end : after.start] not in {", ", " (", ", in "}:
        return ""
    if short := after.of("short"):
        return short[0].countries[0]
    if not CLOSED.match(scene.text, after.end):
        return ""
    own = {c for e in hit.of("city", "region", "seats") for c in e.countries}
    shared = [c for e in after.of("region", "names", "shared") for c in e.countries if c in own]
    is_known = hit.of("names") or after.of("city", "seats")
    regions = [] if is_known else [e.countries[-1] for e in after.of("region", "shared")]
    return next(iter([*shared, *regions]), "")


def _is_short(scene: Scene, hit: Hit) -> bool:
    """Return whether an abbreviation means a division: "London, Ont.", and not "325 B.C."."""
    before, surface = scene.before(hit.start), scene.text[hit.start : hit.end]
    is_initials = INITIALS.fullmatch(surface) and surface not in {"A.D.", "M.D.", "P.A.", "L.A."}
    return not ERA.search(before) and bool(is_initials or PLACED.search(before))


def _best(scene: Scene, entries: list[Entry]) -> Sense:
    """Return the bearer of a name that the text points to, else the one by far best known."""
    best = {"".join(e.countries): e for e in sorted(entries, key=_size)}
    ranked = sorted(best, key=lambda country: (-_size(best[country]), country))
    spoken = [c for c in ranked if scene.evidence[c]]
    if len(ranked) == 1:
        rule = "gazetteer"
    elif len(spoken) == 1:
        ranked, rule = spoken, "context"
    else:
        ranked = spoken or ranked
        is_known = _size(best[ranked[0]]) >= DOMINANT * _size(best[ranked[1]])
        rule = "best-known" if is_known else "ambiguous"
    return best[ranked[0]].form, "" if rule == "ambiguous" else ranked[0], rule


def _size(entry: Entry) -> int:
    """Return how many people know a place by this name, roughly: its population."""
    return entry.population or {"seats": 20_000_000, "region": 5_000_000}.get(entry.sort, 1)


def is_place(scene: Scene, hit: Hit, span: "Span") -> bool:
    """Return whether there is evidence that a name of a place is used as one."""
    label, form = span[0].ent_type_, scene.form(hit)
    is_located = bool(LOCATIVE.search(scene.before(hit.start)))
    if label in {"GPE", "LOC", "FAC", "NORP"} or (hit.of("short") and label != "PERSON"):
        return True
    is_lower, is_common = scene.case(hit.start) == "lower", form in word_list("common_words")
    is_known = any(e.population >= 300_000 or e.sort == "seats" for e in hit.entries) or (
        not is_lower and (form in scene.located or any(map(scene.speaks, hit.of("region"))))
    )
    is_used = is_located and not (is_lower and is_common)
    return is_used or (is_known and not is_common and label != "PERSON")


def entities(scene: Scene, found: list[Found]) -> list[Found]:
    """Return the places and organisations that only the parse's named entities show.

    An organisation may take in the region in its name: "Alliance of Sahel States".
    """
    busy, regions = Spans(found), Spans(f for f in found if f.kind == "place" and not f.country)
    settled = Spans(f for f in found if f.kind != "place" or f.country)
    phrases = {(h.start, h.end) for h in scene.hits if h.of("none")}
    added, unlisted = [], []
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
            unlisted.append((start, end))
    unlisted += [match.span() for match in COUNTY.finditer(scene.text)]
    rule = "context" if scene.home else "entity"
    added += [scene.place(*span, scene.home, rule) for span in unlisted if not busy.overlap(*span)]
    return added


def is_company(ent: "Span") -> bool:
    """Return whether a name taken for a person's is a firm's, a ship's or the like."""
    before = [t for t in ent.doc[max(0, ent.start - 2) : ent.start] if t.text != ","]
    words = {t.lower_ for t in ent} & word_list("no_person")
    return bool(words or (before and before[-1].lower_ in word_list("company")))


def outside(found: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """Return those mentions that share no character with the others."""
    spans = Spans(others)
    return [f for f in found if not spans.overlap(f.start, f.end)]
