"""Decide which of the gazetteer's names are mentions, and of what."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import Entry, Hit, Sort, states, word_list
from .metonym import is_metonym
from .place import entity, is_place, qualified_by, senses
from .scene import Found, Scene

if TYPE_CHECKING:
    from spacy.tokens import Span

LANGUAGE_BEFORE = frozenset(
    ["in", "into", "speak", "speaks", "speaking", "spoke", "spoken", "learn", "learning", "fluent"]
)
BODY_OF = re.compile(
    r"\b(?:government|ministry|army|military|parliament|armed forces|air force|navy|embassy|"
    r"foreign ministry|defen[cs]e ministry|cabinet|leadership|central bank|supreme court|"
    r"(?:ministry|department) of (?:[A-Z]\w+|foreign|national)(?: (?:and )?\w+){0,2}) "
    r"of (?:the )?$",
    re.I,
)


def decide(scene: Scene) -> list[Found]:
    """Return the mentions that the gazetteer's names make, in the order of the text."""
    meant = senses(scene)
    found = []
    for number, hit in enumerate(scene.hits):
        mention = _decide(scene, hit, meant, number)
        if mention:
            found.append(mention)
    return found


def _decide(
    scene: Scene, hit: Hit, meant: dict[int, tuple[Entry, str]], number: int
) -> Found | None:
    """Return what one name stands for, or None where it is no mention."""
    span = scene.span(hit.start, hit.end)
    if hit.of("none") or _is_in_person(span, hit):
        return None
    if shared := hit.of("shared"):
        return _shared(scene, hit, shared[0])
    if names := hit.of("name"):
        return _named(scene, hit, names[0], number)
    if adjectives := hit.of("adjective", "people"):
        return None if _is_language(scene, span) else _state(hit, adjectives[0], "demonym")
    if bodies := hit.of("body"):
        return _body(scene, hit, bodies[0])
    return _listed(hit) or _seat(scene, hit, number) or _place(scene, hit, meant.get(number))


def _named(scene: Scene, hit: Hit, entry: Entry, number: int) -> Found:
    """Return a mention of a state by name; "Turkey, Texas" is a place."""
    if (country := qualified_by(scene, number)) and country not in entry.countries:
        form = scene.text[hit.start : hit.end]
        return Found(hit.start, hit.end, slug(form), form, "place", country, "qualified")
    letters = entry.form.replace(".", "")
    is_short = entry.form != entry.name and sum(map(str.isupper, letters)) * 2 >= len(letters)
    return _state(hit, entry, "abbreviation" if is_short else "name")


def _listed(hit: Hit) -> Found | None:
    """Return a mention of a bloc, an organisation or a region of several states."""
    sorts: tuple[tuple[Sort, str], ...] = (
        ("bloc", "bloc"),
        ("organisation", "organisation"),
        ("area", "place"),
    )
    for sort, kind in sorts:
        for entry in hit.of(sort):
            if kind == "place" and hit.of("seat"):
                continue
            country = "".join(entry.countries)
            return Found(hit.start, hit.end, entry.actor_id, entry.name, kind, country, "gazetteer")
    return None


def _seat(scene: Scene, hit: Hit, number: int) -> Found | None:
    """Return a mention of a state by its capital, where the capital acts."""
    for entry in hit.of("bloc-seat"):
        is_meant = any(scene.forms[name] for name in entry.region.split(";"))
        acts = is_metonym(scene.text, scene.span(hit.start, hit.end), scene.case(hit.start))
        if is_meant and acts and not scene.named[hit.of("seat")[0].countries[0]]:
            return Found(hit.start, hit.end, entry.actor_id, entry.name, "bloc", "", "metonym")
    seats = sorted(hit.of("seat"), key=lambda e: -scene.evidence[e.countries[0]])
    span = scene.span(hit.start, hit.end)
    if not seats or qualified_by(scene, number):
        return None
    if not is_metonym(scene.text, span, scene.case(hit.start)):
        return None
    is_strong = seats[0].form.lower() not in word_list("weak_seats")
    if scene.named[seats[0].countries[0]] or (is_strong and is_place(scene, hit, span)):
        return _state(hit, seats[0], "metonym")
    return None


def _place(scene: Scene, hit: Hit, meant: tuple[Entry, str] | None) -> Found | None:
    """Return a mention of a city or division, where the name is used as one."""
    if meant is None or not is_place(scene, hit, scene.span(hit.start, hit.end)):
        return None
    entry, rule = meant
    country = "".join(entry.countries) if rule != "ambiguous" else ""
    name = entry.name if entry.sort == "short" else entry.form
    return Found(hit.start, hit.end, slug(name), name, "place", country, rule)


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


def settle_bodies(hits: Iterable[Hit], found: list[Found], home: str) -> None:
    """Give "the Senate", left open, to the state from within which the text speaks."""
    candidates = {h.start: e.countries for h in hits for e in h.of("body")}
    for mention in found:
        if mention.rule == "ambiguous" and home in candidates.get(mention.start, ()):
            main = states()[home]
            mention.actor_id, mention.name, mention.kind = main.actor_id, main.name, "state"
            mention.country, mention.rule = home, "home"


def _is_in_person(span: "Span", hit: Hit) -> bool:
    """Return whether the name is only part of a person's name: Michael Jordan, Chad Smith."""
    inside = [t for t in span if t.ent_type_ == "PERSON"]
    if not inside:
        return False
    outer = entity(span)
    if outer is None or (outer.start >= span.start and outer.end <= span.end):
        return False
    rest = [t for t in outer if (t.i < span.start or t.i >= span.end) and t.text[:1].isupper()]
    return (
        bool(rest)
        and not hit.of("adjective", "people")
        and not (hit.of("name") and span.end < len(span.doc) and span.doc[span.end].text == "'s")
    )


def _is_language(scene: Scene, span: "Span") -> bool:
    """Return whether an adjective names the language: "said in Turkish", "speaks Russian"."""
    token, doc = span[-1], span.doc
    if re.match(r"-(?:language|speaking)", scene.text[span.end_char : span.end_char + 10]):
        return True
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[span[0].i - 1] if span[0].i else None
    noun_follows = (
        after is not None
        and after.pos_ in {"NOUN", "PROPN", "ADJ"}
        and (after.lower_ not in {"language", "translation", "phrase", "word", "words"})
    )
    if noun_follows or before is None:
        return False
    return before.lower_ in LANGUAGE_BEFORE or token.text == "English"


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
            if token.lower_ in word_list("government") and (
                i + 1 >= len(doc) or doc[i + 1].lower_ not in word_list("government")
            ):
                mention.name_end, mention.name_rule = mention.end, mention.rule
                mention.end = token.idx + len(token)
                mention.rule = "government"
                break
            if token.pos_ not in {"ADJ", "NOUN", "PROPN"} and token.lower_ not in word_list(
                "government"
            ):
                break
            i += 1
