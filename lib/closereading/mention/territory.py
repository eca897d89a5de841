"""Decide which names stand for states, bodies, blocs, organisations and places."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..article import slug
from ..parse import Parse
from .gazetteer import ATOM, COMMON_WORDS, Entry, Hit, states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass
class Found:
    """A mention that was decided."""

    start: int
    end: int
    actor_id: str
    name: str
    kind: str
    country: str
    rule: str
    name_end: int = 0
    name_rule: str = ""

    def shrink(self) -> None:
        """Take back what the body named with a state added to its name."""
        if self.name_end:
            self.end, self.rule = self.name_end, self.name_rule


def words(text: str) -> frozenset[str]:
    """Return a set of words."""
    return frozenset(text.split())


GOVERNMENT = words(
    "government governments administration ministry ministries army military navy troops forces "
    "soldiers officials official authorities diplomats diplomat parliament regime leadership "
    "leaders negotiators negotiator delegation embassy consulate senate congress lawmakers side "
    "police warplanes warships jets airstrikes legislature cabinet court courts judiciary "
    "intelligence media representatives representative envoys envoy counterparts counterpart "
    "marines guard department agency bureau commission service services council committee sailors fighters lawmakers senators "
    "parliamentarians ministers agents investigators prosecutors"
)
URBAN = words(
    "street streets airport airports resident residents mayor suburb suburbs subway metro police "
    "skyline outskirts downtown hotel hotels restaurant restaurants district districts school "
    "schools university universities hospital hospitals museum museums neighborhood "
    "neighborhoods neighbourhood neighbourhoods home homes station port harbour harbor traffic "
    "population square park stadium river city centre center"
)
PLACE_PREPS = words("in at near around outside inside through across throughout via beyond within")
MOTION = words(
    "go travel fly visit trip return come move send arrive head rush drive walk journey flight "
    "tour drive voyage pilgrimage bring take transfer deport extradite relocate march commute "
    "route road way ship evacuate deploy migrate"
)
HIT_VERBS = words(
    "visit leave reach enter tour bomb hit strike attack shell capture seize besiege storm take "
    "hold flee rock shake retake recapture encircle approach pound evacuate flood"
)
STRIKES = words("attack strike raid march assault advance bomb bombing missile siege airstrike")
ROUTES = words("train flight road highway route distance line rail railway bus fly travel drive")
STATE_FROM = words(
    "pressure support message response demand call help aid threat independence statement "
    "assurance concession signal approval permission opposition criticism reaction import buy "
    "guarantee order hear reply money funding weapon arm goods"
)
PLACE_OF = words(
    "city outskirts capital street streets mayor resident residents north south east west town "
    "suburb suburbs port bishop university center centre heart siege battle skyline people "
    "neighborhood district part area airport university fall"
)
MESSAGES = words("warning message signal letter note ultimatum condolence proposal invitation reply")
LOCATED = words("city capital town place home site venue port hub metropolis")
LANGUAGE_BEFORE = words("in into speak speaks speaking spoke spoken learn learning fluent")
LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|around|outside|across|throughout|inside|of|toward|towards|"
    r"through|downtown|via|leaving|visiting|visited)\s+(?:the\s+|downtown\s+|central\s+|"
    r"(?:north|south|east|west)(?:ern)?\s+)?$", re.I
)  # fmt: skip
DOMINANT = 10  # how many times more people the best known bearer of a name has


class Scene:
    """The text's tokens by offset, its sentences' cases, and which countries its names speak for."""

    def __init__(
        self, parsed: Parse, text: str, hits: list[Hit], cases: list[tuple[int, str]]
    ) -> None:
        self.doc: Doc = parsed.doc
        self.text = text  # spaCy puts doc.text together anew at each access
        self.hits = hits
        self.hit_starts = [hit.start for hit in hits]
        self.cases = {start: case for start, case in cases}
        self.sentence_at = parsed.sentence_at
        self.token_at = {token.idx: token.i for token in self.doc}
        self.forms = Counter(self.text[h.start : h.end] for h in hits)
        self.evidence: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.bearers: dict[str, set[str]] = {}
        for hit in hits:
            sure = {e.countries for e in hit.entries if e.sort != "none"}
            if len(sure) == 1:
                for country in next(iter(sure)):
                    self.evidence[country] += 1
                    self.bearers.setdefault(country, set()).add(self.form(hit))
                    if hit.of("name", "adjective", "people", "body"):
                        self.named[country] += 1

        local: dict[str, set[str]] = {}
        for hit in hits:
            sure = {e.countries for e in hit.entries}
            if hit.of("city", "region", "short") and len(sure) == 1 and not hit.of("seat"):
                for country in next(iter(sure)):
                    local.setdefault(country, set()).add(self.form(hit))
        most = sorted(local.items(), key=lambda item: (-len(item[1]), item[0]))
        lead = len(most[0][1]) if most else 0
        rest = sum(len(names) for _, names in most[1:])
        self.home = most[0][0] if lead >= 2 and lead > 2 * rest else ""

    def form(self, hit: Hit) -> str:
        """Return the name of a hit as the text has it, in lower case."""
        return self.text[hit.start : hit.end].lower()

    def speaks(self, country: str, hit: Hit) -> bool:
        """Return whether another name in the text than the hit's belongs to a country."""
        return bool(self.bearers.get(country, set()) - {self.form(hit)})

    def case(self, offset: int) -> str:
        """Return the case of the sentence at an offset."""
        return self.cases.get(self.sentence_at(offset).start, "mixed")

    def span(self, start: int, end: int) -> "Span":
        """Return the tokens that cover the offsets."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        return span


class Spans:
    """Sorted spans that can be asked for an overlap."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.spans = sorted((f.start, f.end) for f in found)

    def overlap(self, start: int, end: int) -> bool:
        """Return whether a span shares a character with one of these."""
        i = bisect_left(self.spans, (start, start))
        return any(s < end and start < e for s, e in self.spans[max(0, i - 1) : i + 2])


def is_metonym(text: str, span: "Span", case: str) -> bool:
    """Return whether a capital, as the sentence uses it, stands for its government.

    "Tokyo urged", "ties with Tokyo", "Tokyo's stance": yes. "in Tokyo", "Tokyo's streets": no.
    """
    doc, first, last = span.doc, span[0], span[-1]
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    before = doc[first.i - 1] if first.i else None
    if after is not None and after.text == "-" and last.i + 2 < len(doc):
        return doc[last.i + 2].lower_ not in {"based", "born", "area", "wide"}
    if is_dateline(text, first, last):
        return False
    if case != "mixed":
        return before is None or before.lower_ not in PLACE_PREPS
    token = span.root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    dep, head = token.dep_, token.head
    lemma = head.lemma_.lower()
    if dep in {"nsubj", "nsubjpass"}:
        attributes = {child.lemma_.lower() for child in head.children if child.dep_ == "attr"}
        return not (lemma == "be" and attributes & LOCATED)
    if dep == "poss":
        return head.lower_ not in URBAN and lemma not in URBAN
    if dep in {"compound", "nmod", "amod"}:
        return head.lower_ in GOVERNMENT - {"police", "court", "courts"}
    if dep == "dobj":
        return lemma not in HIT_VERBS
    if dep == "pobj":
        return _metonym_after(head.lower_, head.head)
    return dep in {"agent", "dative"}


def _metonym_after(preposition: str, governor: "Token") -> bool:
    """Return whether a capital after this preposition and governor stands for its government."""
    lemma = governor.lemma_.lower()
    match preposition:
        case "to" if lemma in {"send", "bring", "take"}:
            return any(c.dep_ == "dobj" and c.lemma_ in MESSAGES for c in governor.children)
        case "to" | "into" | "toward" | "towards":
            return preposition != "into" and lemma not in MOTION
        case "from":
            return lemma in STATE_FROM
        case "of":
            return lemma not in PLACE_OF and governor.lower_ not in PLACE_OF
        case "between" | "for":
            return lemma not in ROUTES
        case "on" | "over":
            return lemma not in STRIKES
        case "with" | "by" | "against" | "upon" | "than" | "like" | "under" | "toward":
            return True
    return False


def is_dateline(text: str, first: "Token", last: "Token") -> bool:
    """Return whether a name opens a paragraph as its dateline: "BEIJING (Reuters) -"."""
    doc = first.doc
    if first.i and "\n" not in doc[first.i - 1].text_with_ws:
        return False
    rest = text[last.idx + len(last) : last.idx + len(last) + 60]
    return bool(re.match(r"\s*(?:\(|--|[—–-]\s|,[^.\n]{0,40}(?:\(|[—–]|--?\s))", rest))


def decide(scene: Scene) -> list[Found]:
    """Return the mentions that the gazetteer's names make, in the order of the text."""
    senses = _senses(scene)
    found = []
    for number, hit in enumerate(scene.hits):
        mention = _decide(scene, hit, senses, number)
        if mention:
            found.append(mention)
    return found


def _decide(scene: Scene, hit: Hit, senses: dict[int, tuple[Entry, str]], number: int) -> Found | None:
    """Return what one name stands for, or None where it is no mention."""
    text, span = scene.text, scene.span(hit.start, hit.end)
    if hit.of("none") or _is_in_person(span, hit):
        return None
    if shared := hit.of("shared"):
        return _shared(scene, hit, shared[0])
    if names := hit.of("name"):
        entry = names[0]
        if (country := _is_qualified(scene, number)) and country not in entry.countries:
            form = text[hit.start : hit.end]
            return Found(hit.start, hit.end, slug(form), form, "place", country, "qualified")
        rule = "abbreviation" if sum(map(str.isupper, entry.form)) * 2 >= len(entry.form.replace(".", "")) else "name"
        return _state(hit, entry, rule if entry.name != entry.form else "name")
    if adjectives := hit.of("adjective", "people"):
        after = text[hit.end : hit.end + 12]
        if _is_language(span) or re.match(r"-(?:language|speaking)", after):
            return None
        return _state(hit, adjectives[0], "demonym")
    if bodies := hit.of("body"):
        return _body(scene, hit, bodies[0])
    for sort in ("bloc", "organisation"):
        if named := hit.of(sort):  # type: ignore[arg-type]
            return Found(hit.start, hit.end, named[0].actor_id, named[0].name, sort,
                         "".join(named[0].countries), "gazetteer")  # fmt: skip
    if seats := hit.of("seat"):
        if _is_qualified(scene, number) is None and is_metonym(text, span, scene.case(hit.start)):
            seat = seats[0] if len(seats) == 1 else max(seats, key=lambda e: scene.evidence[e.countries[0]])
            if scene.named[seat.countries[0]] or (
                _is_place(scene, hit, span) and seat.form.lower() not in WEAK_SEATS
            ):
                return _state(hit, seat, "metonym")
    if areas := hit.of("area"):
        return Found(hit.start, hit.end, areas[0].actor_id, areas[0].name, "place", "", "gazetteer")
    if number in senses and _is_place(scene, hit, span):
        entry, rule = senses[number]
        country = "".join(entry.countries) if rule != "ambiguous" else ""
        name = entry.name if entry.sort == "short" else entry.form
        return Found(hit.start, hit.end, slug(name), name, "place", country, rule)
    return None


WEAK_SEATS = words(
    "sofia victoria georgetown kingston santiago wellington nassau male lima juba apia dili praia "
    "doha bern athens hamilton roseau rome sucre san-josé"
)


def _state(hit: Hit, entry: Entry, rule: str) -> Found:
    """Return a mention of a state, or of a territory as a place."""
    main = states()[entry.countries[0]]
    kind = "state" if main.actor_id == entry.countries[0] else "place"
    return Found(hit.start, hit.end, main.actor_id, main.name, kind, entry.countries[0], rule)


def _shared(scene: Scene, hit: Hit, entry: Entry) -> Found:
    """Return a mention of a name that several states share: decided by its neighbours or not."""
    speak = [
        sum(scene.forms[name] for name in near.split(",") if name)
        for near in entry.region.split("|")
    ]
    surface = scene.text[hit.start : hit.end]
    if sum(map(bool, speak)) == 1:
        country = entry.countries[speak.index(max(speak))]
        if entry.form == "Georgia" and country == "USA":
            return Found(hit.start, hit.end, "georgia", "Georgia", "place", "USA", "context")
        return _state(hit, states()[country], "context")
    kind = "place" if entry.sort == "area" else "state"
    return Found(hit.start, hit.end, slug(entry.form), surface, kind, "", "ambiguous")


def _body(scene: Scene, hit: Hit, entry: Entry) -> Found | None:
    """Return a mention of a body of a state: "the Kremlin", "the Senate"."""
    candidates = [c for c in entry.countries if c]
    if len(entry.countries) == 1:
        return _state(hit, states()[candidates[0]], "body")
    ranked = sorted(candidates, key=lambda c: -scene.evidence[c])
    first, second = (scene.evidence[c] for c in (ranked * 2)[:2])
    if first and (len(candidates) == 1 or first >= 2 * second):
        return _state(hit, states()[ranked[0]], "body")
    if len(candidates) == 1:
        return None
    name = scene.text[hit.start : hit.end]
    return Found(hit.start, hit.end, slug(name), name, "organisation", "", "ambiguous")


def _is_in_person(span: "Span", hit: Hit) -> bool:
    """Return whether the name is only part of a person's name: Michael Jordan, Chad Smith."""
    inside = [t for t in span if t.ent_type_ == "PERSON"]
    if not inside:
        return False
    outer = _entity(span)
    if outer is None or (outer.start >= span.start and outer.end <= span.end):
        return False
    rest = [t for t in outer if (t.i < span.start or t.i >= span.end) and t.text[:1].isupper()]
    return bool(rest) and not hit.of("adjective", "people") and not (
        hit.of("name") and span.end < len(span.doc) and span.doc[span.end].text == "'s"
    )


def _entity(span: "Span") -> "Span | None":
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


def _is_language(span: "Span") -> bool:
    """Return whether an adjective names the language: "said in Turkish", "speaks Russian"."""
    token, doc = span[-1], span.doc
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[span[0].i - 1] if span[0].i else None
    noun_follows = after is not None and after.pos_ in {"NOUN", "PROPN", "ADJ"} and (
        after.lower_ not in {"language", "translation", "phrase", "word", "words"}
    )
    if noun_follows or before is None:
        return False
    return before.lower_ in LANGUAGE_BEFORE or token.text == "English"


def _is_qualified(scene: Scene, number: int) -> str | None:
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


def _senses(scene: Scene) -> dict[int, tuple[Entry, str]]:
    """Return the place meant by each hit and the rule that said so: one sense a name and text.

    A name is first taken as what follows it says ("Edmonton, Ky."), then as elsewhere in the
    text, then by the countries that the text names, then as its best known bearer.
    """
    chosen: dict[int, tuple[Entry, str]] = {}
    by_name: dict[str, Counter[str]] = {}
    for number, hit in enumerate(scene.hits):
        if not hit.of("city", "region", "seat"):
            continue
        if country := _is_qualified(scene, number):
            form = scene.text[hit.start : hit.end]
            entry = Entry(form, "city", slug(form), form, (country,))
            chosen[number] = (entry, "qualified")
            by_name.setdefault(form.lower(), Counter())[country] += 1
    for number, hit in enumerate(scene.hits):
        if number in chosen:
            continue
        form = scene.text[hit.start : hit.end]
        if short := hit.of("short"):
            if _short_fits(scene, hit):
                chosen[number] = (short[0], "abbreviation")
                continue
        entries = hit.of("city", "region", "seat")
        if not entries:
            continue
        if form.lower() in by_name:
            country = by_name[form.lower()].most_common(1)[0][0]
            chosen[number] = (Entry(form, "city", slug(form), form, (country,)), "qualified")
            continue
        chosen[number] = _best(scene, form, entries)
    return chosen


def _short_fits(scene: Scene, hit: Hit) -> bool:
    """Return whether an abbreviated division follows a place: "London, Ont."."""
    before = scene.text[max(0, hit.start - 40) : hit.start]
    surface = scene.text[hit.start : hit.end]
    if re.fullmatch(r"(?:[A-Z]\.){2,}", surface) and surface not in {"A.D.", "M.D.", "P.A.", "L.A."}:
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


def _is_place(scene: Scene, hit: Hit, span: "Span") -> bool:
    """Return whether there is evidence that a name of a place is used as one."""
    before = scene.text[max(0, hit.start - 24) : hit.start]
    locative = bool(LOCATIVE.search(before))
    outer = _entity(span)
    label = span[0].ent_type_
    inside = outer is not None and (outer.start < span.start or outer.end > span.end)
    if inside and _is_part(span, outer) or SUFFIX.match(scene.text, hit.end):
        return False
    qualified = re.match(r", [A-Z]", scene.text[hit.end : hit.end + 3]) is not None
    if label in {"GPE", "LOC", "FAC", "NORP"}:
        return True
    if label == "PERSON":
        return not inside and (locative or qualified)
    common = scene.text[hit.start : hit.end].lower() in COMMON_WORDS
    if hit.of("short"):
        return True
    large = any(e.population >= 300_000 or e.sort == "seat" for e in hit.entries)
    known = any(scene.speaks(c, hit) for e in hit.entries for c in e.countries)
    if scene.case(hit.start) == "lower":
        return not common and (locative or large)
    return locative or (not common and (large or known))


SUFFIX = re.compile(
    r" (?:County|COUNTY|Township|Avenue|Street|Road|Boulevard|Highway|Lane|Drive|Square|Bridge|"
    r"Airport|Hotel|Stadium|Island|Islands|Bay|Creek|Lake|Mountains?|Valley|Heights|Beach)\b"
)
SIDES = words("north south east west northern southern eastern western central upper lower greater")


def _is_part(span: "Span", outer: "Span | None") -> bool:
    """Return whether a place's name is but a part of another's: San in San Ysidro."""
    if outer is None or span[0].ent_type_ not in {"GPE", "LOC", "FAC"}:
        return False
    rest = [t for t in outer if t.i < span.start or t.i >= span.end]
    return any(t.text[:1].isupper() and t.lower_ not in SIDES for t in rest) and not any(
        t.text in {",", "and", "'s"} for t in rest
    )


BODY_OF = re.compile(
    r"\b(?:government|ministry|army|military|parliament|armed forces|air force|navy|embassy|"
    r"foreign ministry|defen[cs]e ministry|cabinet|leadership|central bank|supreme court|"
    r"(?:ministry|department) of (?:[A-Z]\w+|foreign|national)(?: (?:and )?\w+){0,2}) of (?:the )?$", re.I
)  # fmt: skip


def extend(scene: Scene, found: Iterable[Found]) -> None:
    """Stretch mentions of states over the body of theirs that is named with them.

    "South Korean officials", "Japan's Foreign Ministry", "the government of Japan".
    """
    for mention in found:
        if mention.kind != "state":
            continue
        span = scene.span(mention.start, mention.end)
        doc, last = scene.doc, span[-1]
        if lead := BODY_OF.search(scene.text[max(0, mention.start - 60) : mention.start]):
            mention.start -= len(lead.group())
            mention.rule = "government"
            continue
        i = last.i + 1
        if i < len(doc) and doc[i].text in {"'s", "'"} and mention.rule not in {"demonym"}:
            i += 1
        limit = min(i + 4, len(doc))
        while i < limit and "\n" not in doc[i - 1].text_with_ws:
            token = doc[i]
            if token.lower_ in GOVERNMENT and (i + 1 >= len(doc) or doc[i + 1].lower_ not in GOVERNMENT):
                mention.name_end, mention.name_rule = mention.end, mention.rule
                mention.end = token.idx + len(token)
                mention.rule = "government"
                break
            if token.pos_ not in {"ADJ", "NOUN", "PROPN"} and token.lower_ not in GOVERNMENT:
                break
            i += 1


def tidy(scene: Scene, found: list[Found], taken: list[tuple[int, int]]) -> list[Found]:
    """Add the places and organisations that only the named entities show."""
    spans = sorted([(m.start, m.end) for m in found] + taken)
    added = []
    starts = [s for s, _ in spans]
    for ent in scene.doc.ents:
        if ent.label_ not in {"GPE", "LOC", "FAC", "ORG"}:
            continue
        start, end = ent.start_char, ent.end_char
        text = scene.text[start:end]
        lead = re.match(r"(?:the|The|a|A|an|An)\s+", text)
        if lead:
            start += lead.end()
        text = re.sub(r"(?:'s|'|[\s.,;:]+)$", "", scene.text[start:end]) if not scene.text[start:end].endswith(".") else scene.text[start:end].rstrip()
        end = start + len(text)
        if not text or "\n" in text or not text[0].isupper() or not ATOM.search(text):
            continue
        i = bisect_left(starts, start)
        clash = [s for s in spans[max(0, i - 1) : i + 8] if s[0] < end and start < s[1]]
        if clash and ent.label_ != "ORG":
            continue
        if ent.label_ == "ORG":
            inner = [m for m in found if m.start >= start and m.end <= end and (m.end - m.start) < (end - start)] if clash else []
            if clash and (len(inner) != len(clash) or not re.search(ORGANISED, text)):
                continue
            for m in inner:
                found.remove(m)
            countries = {m.country for m in inner if m.country}
            country = countries.pop() if len(countries) == 1 else ""
            if inner:
                spans = [s for s in spans if s not in clash]
                starts = [s for s, _ in spans]
            added.append(Found(start, end, slug(text), " ".join(text.split()), "organisation", country, "entity-in" if country else "entity"))
        elif len(text) > 2:
            before = scene.text[max(0, start - 24) : start]
            country, rule = _surrounding(scene, end)
            if rule != "entity" or LOCATIVE.search(before):
                name = " ".join(text.split())
                added.append(Found(start, end, slug(text), name, "place", country, rule))
    busy = Spans(found + added)
    for match in COUNTY.finditer(scene.text):
        if not busy.overlap(match.start(), match.end()):
            country, rule = _surrounding(scene, match.end())
            added.append(Found(match.start(), match.end(), slug(match.group()), match.group(),
                               "place", country, rule))  # fmt: skip
    return found + added


COUNTY = re.compile(r"\b[A-Z][\w'-]+ (?:County|Township|Parish|COUNTY)\b")


def _surrounding(scene: Scene, end: int) -> tuple[str, str]:
    """Return the country of an unlisted place: by what follows it, else by the text's other places."""
    follows = re.match(r", (?:[A-Z][\w.]+ ?){1,3}", scene.text[end : end + 40])
    if follows:
        i = bisect_left(scene.hit_starts, end)
        if i < len(scene.hits) and scene.hits[i].start <= end + 3:
            entries = scene.hits[i].of("short", "region", "name", "shared")
            countries = {c for e in entries for c in e.countries}
            if len(countries) == 1:
                return countries.pop(), "qualified"
    return (scene.home, "context") if scene.home else ("", "entity")


ORGANISED = re.compile(
    r"\b(?:University|College|School|Institute|Institution|Center|Centre|Council|Association|"
    r"Bank|Press|Post|Times|Journal|Tribune|Herald|News|Agency|Company|Corp|Corporation|Inc|Ltd|"
    r"Airlines|Airways|Party|Union|Federation|Foundation|Society|Club|League|Committee|Museum|"
    r"Hospital|Church|Authority|Commission|Board|Group|Fund|Organization|Organisation|Network|"
    r"Television|Radio|Studies|Conference|Chamber)\b"
)
