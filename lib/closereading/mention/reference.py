"""Resolve what points back: "the North", "the island", "the US president", "he"."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import holder, states, word_list
from .person import Person, Persons
from .place import outside
from .scene import Found, Scene, Spans, state

if TYPE_CHECKING:
    from spacy.tokens import Token

SIDE = re.compile(r"\b(?:([Tt]he)\s+)?(North|South)\b")
TWO_SIDES = re.compile(r"\s+and\s+(?:the\s+)?(?:South|North)\s+Korea")
LONGER = re.compile(r"[\s-]+[A-Z]|-| of\b")
EPITHET = re.compile(r"\b(?:the|that|this) (island|kingdom|country|nation)\b(?!\s+of\b)", re.I)
BLOC = re.compile(r"\b(?:the|that|this) (?:bloc|alliance)\b(?! (?:of|between|with)\b)", re.I)
GOVERNMENT = r"\s+(?:administration|government|regime|cabinet)\b"
OF_PERSON = re.compile(rf"(?:'s)?{GOVERNMENT}")
OWN = re.compile(r"\b(?:his|her)\s+(?:administration|government|country)\b", re.I)
HOME = re.compile(r"\bth(?:e|is) administration\b(?! of\b)", re.I)
OFFICES = (
    "attorney general|vice president|first lady|national security adviser|"
    "president|prime minister|premier|chancellor|foreign minister|foreign secretary|leader|"
    "dictator|secretary of state|supreme leader|king|emperor|defen[cs]e minister"
)
BARE_OFFICE = re.compile(
    rf"\b(?:the|our)\s+({OFFICES}|special counsel)\b(?!\s+(?:of|for|to)\b)(?!'s office)(?!-)", re.I
)
OFFICE_AFTER = re.compile(rf"(?:'s)?\s+({OFFICES})\b(?!-)")
OFFICE_BEFORE = re.compile(rf"\b({OFFICES})\s+of\s+(?:the\s+)?$", re.I)
OTHER_HOLDER = re.compile(  # who held an office is not who holds it on the day of publication
    r"\b(?:former|ex|then|late|previous|past|next|future|each|every|any|no|neither|successive|"
    r"first|last|would-be)\W+(?:[\w.'-]+\W+){0,3}$", re.I
)  # fmt: skip
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.I)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
EMPTY = frozenset("be seem appear take rain snow matter happen remain turn become look".split())
CROWD = 20  # persons before a pronoun among whom one is sought
REACH = 2  # sentences back in which what a pronoun or an epithet means may stand


def directions(scene: Scene, found: list[Found]) -> list[Found]:
    """Return "the North", "the South" and "North and South Korea" where Korea is the matter."""
    first = min((f.start for f in found if f.actor_id in {"PRK", "KOR"}), default=None)
    if first is None:
        return []
    result = []
    for match in SIDE.finditer(scene.text):
        side = {"North": "PRK", "South": "KOR"}[match.group(2)]
        is_alone = match.group(1) and not LONGER.match(scene.text, match.end())
        is_back = is_alone and match.start() > first
        if is_back or TWO_SIDES.match(scene.text, match.end()):
            start = match.start() if is_alone else match.start(2)
            result.append(state(start, match.end(), side, "direction"))
    return outside(result, found)


def epithets(scene: Scene, found: list[Found]) -> list[Found]:
    """Return "the island", "the country" where one state alone can be meant.

    That is the only one named before it in its own sentence, or else in the one before; an
    island must be one.
    """
    named = [f for f in found if f.kind in {"state", "place"} and f.country]
    starts = [f.start for f in named]
    result = []
    for match in EPITHET.finditer(scene.text):
        word, start = match.group(1).lower(), match.start()
        allowed = word_list(f"{word}s") if word in {"island", "kingdom"} else ()
        if scene.text.count('"', scene.sentence_at(start).start, start) % 2:
            continue  # "the country" in a quotation is the speaker's
        for begin in scene.window(start, REACH if allowed else 1):
            near = named[bisect_left(starts, begin) : bisect_left(starts, start)]
            fits = (f.country.lower() in allowed if allowed else f.kind == "state" for f in near)
            meant = {f.country for f, is_fit in zip(near, fits, strict=True) if is_fit}
            if meant:
                found_one = len(meant) == 1
                result += [state(start, match.end(), meant.pop(), "epithet")] if found_one else []
                break
    return outside(result, found)


def blocs(scene: Scene, found: list[Found]) -> list[Found]:
    """Return "the bloc", "the alliance" where one alone is named in or near the sentence."""
    named = [f for f in found if f.kind == "bloc"]
    starts = [f.start for f in named]
    result = []
    for match in BLOC.finditer(scene.text):
        *_, begin = scene.window(match.start(), REACH)
        near = named[bisect_left(starts, begin) : bisect_left(starts, match.start())]
        if len({f.actor_id for f in near}) == 1:
            model = replace(near[0], start=match.start(), end=match.end(), rule="epithet")
            result.append(model)
    return outside(result, found)


def governments(scene: Scene, persons: Iterable[Found], home: str) -> list[Found]:
    """Return "the Trump administration", "his government" as states, given the persons.

    "The administration" alone is that of the state from within which the text speaks.
    """
    result = []
    if home:
        result = [state(*match.span(), home, "home") for match in HOME.finditer(scene.text)]
    for person in persons:
        is_own = person.rule == "pronoun"
        pattern, at = (OWN, person.start) if is_own else (OF_PERSON, person.end)
        match = pattern.match(scene.text, at)
        if match and person.country:
            result.append(state(person.start, match.end(), person.country, "government"))
    return result


def offices(cast: Persons, found: list[Found], persons: list[Found]) -> list[Found]:
    """Return offices without a name: "the US president", "North Korea's leader", "the president".

    Who it is: the person of the text with that office and country; else the table of leaders on
    the day of publication; else the office itself.
    """
    scene, result = cast.scene, []
    for mention in found:
        if mention.kind != "state" or not mention.country:
            continue
        after = OFFICE_AFTER.match(scene.text, mention.end)
        before = OFFICE_BEFORE.search(scene.before(mention.start))
        if after:
            result.append(_holder(cast, *after.span(1), mention.country))
        elif before:
            start = mention.start - len(before.group())
            result.append(_holder(cast, start, start + len(before.group(1)), mention.country))
    result = outside(result, persons)
    taken = Spans(persons + result)
    spoken = [cast.of[n] for n in cast.namings]
    starts = [cast.doc[n.first].idx for n in cast.namings]
    for match in BARE_OFFICE.finditer(scene.text):
        if not taken.overlap(*match.span()):
            office, at = match.group(1).lower(), bisect_left(starts, match.start())
            own = [p for p in spoken[max(0, at - 40) : at] if _has(p, office)]
            own = [p for p in own if cast.home and p.country == cast.home] or own
            result += [p.found(*match.span(), "office") for p in own[-1:]]
    return result


def _has(person: Person, office: str) -> bool:
    """Return whether a person holds an office, as the text or the table of leaders says."""
    listed = person.leader.offices if person.leader else ()
    return any(office in o for o in (*person.offices, *listed))


def _holder(cast: Persons, start: int, end: int, country: str) -> Found:
    """Return the mention of an office of a state: its holder, or the office itself."""
    office = cast.scene.text[start:end].lower()
    sentence = cast.scene.sentence_at(start)
    is_other = OTHER_HOLDER.search(cast.scene.text[sentence.start : start])
    own = [] if is_other else [p for p in cast.persons if p.country == country]
    fitting = [p for p in own if _has(p, office)]
    if len({p.name for p in fitting}) == 1:
        return fitting[0].found(start, end, "office")
    years = {*YEAR.findall(cast.scene.text[sentence.start : sentence.end])}
    is_now = not is_other and years <= {cast.published[:4]}
    leader = holder(country, office, cast.published) if is_now else None
    name = leader.name if leader else f"{office} of {states()[country].name}"
    actor_id = slug(leader.name if leader else f"{country} {office}")
    return Found(start, end, actor_id, name, "person", country, "office")


def pronouns(cast: Persons, persons: list[Found]) -> list[Found]:
    """Return "he", "she", "his", "her" where one person alone can be meant.

    That is the only person of a fitting gender named earlier in the sentence, else the only one,
    or the subject, of the sentence before it.
    """
    scene = cast.scene
    starts = [f.start for f in persons]
    gender = {slug(p.name): p.gender or (p.leader.gender if p.leader else "") for p in cast.persons}
    result: list[Found] = []
    for match in PRONOUN.finditer(scene.text):
        if match.group().isupper() and scene.case(match.start()) == "mixed":
            continue
        wanted = "m" if match.group().lower()[1] == "i" or match.group().lower() == "he" else "f"
        model, stop, token = None, match.start(), scene.span(*match.span()).root
        for depth, begin in enumerate(scene.window(stop, REACH)):
            at = bisect_left(starts, stop)
            near = persons[max(bisect_left(starts, begin), at - CROWD) : at]
            near = [*near, *(f for f in result[-4:] if begin <= f.start < stop)]
            other = {f.actor_id for f in near if _is_other(scene, f, token)}
            fit = [f for f in near if gender.get(f.actor_id, "") in {"", wanted}]
            fit = [f for f in fit if f.actor_id not in other]
            fit.sort(key=lambda f: f.start)
            ids = {f.actor_id for f in fit}
            if fit and (len(ids) == 1 or (depth == 0 and fit[-1].rule == "pronoun")):
                model = fit[-1]
            elif fit:
                subjects = {f.actor_id: f for f in fit if _is_subject(scene, f)}
                model = next(iter(subjects.values())) if len(subjects) == 1 else None
            if fit:
                break
            stop = begin
        if model:
            gender[model.actor_id] = gender.get(model.actor_id) or wanted
            country, name = model.country, model.name
            result.append(Found(*match.span(), model.actor_id, name, "person", country, "pronoun"))
    return result


def things(scene: Scene, found: list[Found]) -> list[Found]:
    """Return "it" as a subject where the subject before it is a state, bloc or organisation.

    "Kenya said that it would pay": the nearest subject before it in its sentence, else the last
    of the sentence before; of a passive verb only after another's. None where that is anything
    else, nor in "it is clear that", "it rained".
    """
    kinds = {"state", "bloc", "organisation"}
    acting = {scene.span(f.start, f.end).root.i: f for f in found if f.kind in kinds}
    last: tuple[Token, Found | None] | None = None
    result = []
    for token in scene.doc:
        if token.dep_ not in SUBJECTS or token.tag_[0] == "W":
            continue
        model = acting.get(token.i)
        if token.text in {"it", "It"} and last and token.head.lemma_ not in EMPTY:
            *_, begin = scene.window(token.idx, 1)
            if last[1] and last[0].idx >= begin and token.dep_ in {"nsubj", last[0].dep_}:
                model = replace(last[1], start=token.idx, end=token.idx + 2, rule="pronoun")
                result.append(model)
        last = token, model
    return result


def _is_other(scene: Scene, found: Found, token: "Token") -> bool:
    """Return whether a pronoun can't mean a person: "Ann thanked her", 'Ann said: "She lies"'."""
    root, begin = scene.span(found.start, found.end).root, scene.sentence_at(token.idx).start
    verb = token.head.head if token.dep_ == "pobj" else token.head
    is_object = token.dep_ in {"dobj", "dative", "pobj"} and not token.lower_.endswith("self")
    is_quoted = found.start >= begin and scene.text.count('"', found.end, token.idx) % 2
    return root.dep_ == "nsubj" and bool(is_quoted or (is_object and root.head.i == verb.i))


def _is_subject(scene: Scene, found: Found) -> bool:
    root = scene.span(found.start, found.end).root
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    return root.dep_ in SUBJECTS
