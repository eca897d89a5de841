"""Decide which place a name means, and whether it is used as one; places that no table has."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
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
NAME = r"(?:al-|el-)?[^\W\d_a-z][\w'-]*"
SOME = rf"{NAME}(?:[ -]{NAME}){{0,2}}"
LAND = (
    "village|town|city|port|province|region|district|governorate|prefecture|oblast|county|commune|"
    "peninsula|island|archipelago|enclave|exclave|territory|suburb|resort|stronghold|municipality"
)
WATER = (
    "river|lake|strait|bay|gulf|valley|desert|dam|delta|canal|reef|shoal|atoll|mountains?|islands|"
    "islets|crossing|air ?base|naval base|airport|airfield|basin|plateau|pass|refugee camp"
)
CAPITALISED = (
    "County|Township|Parish|COUNTY|Province|Region|District|Governorate|Prefecture|Oblast|Islands?|"
    "River|Lake|Straits?|Bay|Sea|Gulf|Mountains?|Valley|Desert|Peninsula|Canal|Dam|Delta|Plateau|"
    "Reef|Shoal|Atoll|Archipelago|Airport|Airfield|Air Base|Naval Base|Basin|Falls|Heights"
)
PLACES = [  # how a name shows that it is a place's, example
    (rf"\b({SOME} (?:{CAPITALISED}))\b", "the Aras River"),
    (rf"\b((?:Lake|Mount|Cape|Camp|Fort|(?:Gulf|Bay|Strait|Isle) of) {SOME})", "Lake Turkana"),
    (rf"\b({SOME})(?= (?:{LAND}|{WATER})\b)", "the Saky air base"),
    (rf"\b(?:{LAND}) (?:of|called) ({SOME})", "the village of Novoselivka"),
]
SMALL = (
    r"(?:(?!(?:in|to|at|from|near|on|with|for|and|by|over|against|of|that|which|who|the|an?) )"
    r"[a-z-]+ ){0,3}"
)
OWNED = re.compile(rf"'s {SMALL}(?:of )?| {SMALL}(?:{LAND}|{WATER}) (?:of |called )")
WITHIN = re.compile(
    rf", |, an? {SMALL}(?:{LAND})\b[^,.;:]{{0,40}}? (?:in|of) (?:the )?(?:[a-z-]+ )?"
)
INSIDE = re.compile(rf"{WITHIN.pattern}|,? in (?:the )?(?:[a-z-]+ )?")
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
    is_spoken = any(map(scene.speaks, hit.of("region", "city"))) and not is_lower
    is_known = (
        any(e.population >= 300_000 or e.sort == "seats" for e in hit.entries)
        or (form in scene.located and not is_lower)
        or is_spoken
    )
    is_used = is_located and not (is_lower and is_common)
    is_free = label != "PERSON" or (is_spoken and [len(e) for e in span.ents] == [len(span)])
    return is_used or (is_known and not is_common and is_free)


def entities(scene: Scene, found: list[Found]) -> list[Found]:
    """Return the places and organisations that no table has, as the parse and the words show.

    An organisation may take in the region in its name: "Alliance of Sahel States".
    """
    busy, regions = Spans(found), Spans(f for f in found if f.kind == "place" and not f.country)
    settled = Spans(f for f in found if f.kind != "place" or f.country)
    inside = {f.start: f for f in found if f.kind == "place"}
    phrases = {(h.start, h.end) for h in scene.hits if h.of("none")}
    added, unlisted = [], set(_shown(scene, busy))
    told = Told(scene, found)
    for ent in scene.doc.ents:
        is_firm = ent.label_ == "ORG" or (ent.label_ == "PERSON" and is_company(ent))
        is_named = is_firm or ent.label_ in {"GPE", "LOC", "FAC"}
        if not is_named or scene.case(ent.start_char) == "upper":
            continue
        bare = re.match(r"(?:(?:the|an?)\s+)?(.*?)(?:'s|'|[\s,;:]+)?\Z", ent.text, re.I | re.S)
        assert bare
        start, end = (ent.start_char + offset for offset in bare.span(1))
        text = bare.group(1)
        if not text[:1].isupper() or "\n" in text or (start, end) in phrases:
            continue
        last = text.lower().rsplit(" ", 1)[-1]
        if (start, end) in unlisted or (is_firm and told.around(start, end)):
            unlisted.add((start, end))
        elif (
            is_firm and text.lower() not in word_list("generic") and last not in word_list("deeds")
        ):
            is_wider = regions.overlap(start, end) and not settled.overlap(start, end)
            inner = inside.get(start)  # "Georgetown University"
            is_body = inner and last in word_list("organisation")
            if not busy.overlap(start, end) or (is_wider and len(ent) > 2) or is_body:
                country = inner.country if inner and scene.named[inner.country] else ""
                name = " ".join(text.split())
                added.append(Found(start, end, slug(text), name, "organisation", country, "entity"))
        elif not is_firm and len(text) > 2 and text.lower() in scene.located:
            unlisted.add((start, end))
    free = sorted(span for span in unlisted if not busy.overlap(*span))
    known = {scene.text[start:end]: country for start, end in free if (country := told(start, end))}
    for start, end in free:
        own = known.get(scene.text[start:end], "")
        rule = "qualified" if own else "context" if scene.home else "entity"
        added.append(scene.place(start, end, own or scene.home, rule))
    return added


def _shown(scene: Scene, busy: Spans) -> Iterator[tuple[int, int]]:
    """Yield the names that the words beside them show to be a place's."""
    for pattern, _ in PLACES:
        for match in re.finditer(pattern, scene.text):
            start, end = match.span(1)
            for word in re.finditer(r"\S+ ?", match.group(1)):
                first, last = start + word.start(), start + word.end()
                is_name = word.group().strip().lower() not in word_list("not_names")
                if is_name and not busy.overlap(first, last):
                    break
            is_whole = first == start or "(?=" in pattern or last < end
            if is_whole and scene.span(first, end)[0].pos_ == "PROPN":
                yield first, end


class Told:
    """The countries that the text gives to names of no table."""

    def __init__(self, scene: Scene, found: list[Found]) -> None:
        self.text = scene.text
        self.named = sorted((f for f in found if f.country), key=lambda f: f.start)
        self.starts = [f.start for f in self.named]

    def __call__(self, start: int, end: int) -> str:
        """Return the country of a place: "the Ukrainian village of X", "X in southern Chad"."""
        at = bisect_left(self.starts, start)
        for f in self.named[max(at - 1, 0) : at]:
            if OWNED.fullmatch(self.text, f.end, start):
                return f.country
        return self.around(start, end, INSIDE)

    def around(self, start: int, end: int, pattern: re.Pattern[str] = WITHIN) -> str:
        """Return the country after a name that is a place's: "X, a town in Chad", "X, Chad"."""
        at = bisect_left(self.starts, start)
        for f in self.named[at : at + 1]:
            is_name = f.rule != "demonym" and CLOSED.match(self.text, f.end)
            if is_name and pattern.fullmatch(self.text, end, f.start):
                return f.country
        return ""


def is_company(ent: "Span") -> bool:
    """Return whether a name taken for a person's is a firm's, a ship's or the like."""
    before = [t for t in ent.doc[max(0, ent.start - 2) : ent.start] if t.text != ","]
    said = {t.lower_ for t in before[-1:]} | {t.lower_ for t in ent.rights if t.dep_ == "appos"}
    words = {t.lower_ for t in ent} & word_list("no_person")
    return bool(words or said & word_list("company"))


def outside(found: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """Return those mentions that share no character with the others."""
    spans = Spans(others)
    return [f for f in found if not spans.overlap(f.start, f.end)]
