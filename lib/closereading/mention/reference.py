"""Resolve what points back: "the North", "the island", "the US president", "he"."""

import re
from bisect import bisect_left, bisect_right

from closereading.article import slug

from .gazetteer import states
from .leader import holder
from .person import Cast, Person
from .scene import Found, Scene, Spans
from .title import Naming

ISLANDS = frozenset(
    [
        "TWN",
        "CUB",
        "CYP",
        "LKA",
        "JPN",
        "MDG",
        "MLT",
        "BHR",
        "HTI",
        "IRL",
        "ISL",
        "JAM",
        "SGP",
        "PRI",
        "GUM",
        "GRL",
        "TLS",
    ]
)
KINGDOMS = frozenset(
    ["SAU", "GBR", "THA", "JOR", "MAR", "BHR", "ESP", "BEL", "NLD", "DNK", "SWE", "NOR"]
)
EPITHETS = {"island": ISLANDS, "kingdom": KINGDOMS, "country": None, "nation": None}
DIRECTION = re.compile(r"\b(?:[Tt]he\s+)?(North|South)\b(?!\s+(?:and\s+South\s+)?[A-Z])(?!-)")
EPITHET = re.compile(
    r"\b(?:the|that|this|The|That|This)\s+(island|kingdom|country|nation)\b(?!\s+of\b)"
)
ADMINISTRATION = re.compile(r"(?:'s)?\s+(administration|government|regime|cabinet|campaign)\b")
BARE_ADMINISTRATION = re.compile(r"\b[Tt]h(?:e|is) administration\b(?! of\b)")
OWN_GOVERNMENT = re.compile(r"\b(?:his|her|His|Her)\s+(administration|government|country)\b")
LEADERS = (
    "attorney general|vice president|first lady|national security adviser|"
    "president|prime minister|premier|chancellor|foreign minister|foreign secretary|leader|"
    "dictator|secretary of state|supreme leader|king|emperor|defen[cs]e minister"
)
BARE_OFFICE = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur)\s+({LEADERS}|special counsel)\b(?!\s+(?:of|for|to)\b)(?!'s office)(?!-)"
)
STATE_OFFICE = re.compile(rf"(?:'s)?\s+((?:then|former|current)[\s-]+)?({LEADERS})\b(?!-)")
OFFICE_OF = re.compile(rf"\b({LEADERS})\s+of\s+(?:the\s+)?$", re.I)
PRONOUN = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.I)
REACH = 2  # sentences back in which a pronoun's antecedent may stand


def directions(scene: Scene, found: list[Found]) -> list[Found]:
    """Return "the North", "the South" and "North and South Korea" where Korea is the matter."""
    first = min((f.start for f in found if f.actor_id in {"PRK", "KOR"}), default=None)
    if first is None:
        return []
    taken = Spans(found)
    result = []
    rivals = {"SSD", "SDN"} & {f.actor_id for f in found}
    for match in re.finditer(r"\b(?:[Tt]he\s+)?(North|South)\b", scene.text):
        side = {"North": "PRK", "South": "KOR"}[match.group(1)]
        if taken.overlap(match.start(1), match.end(1)):
            continue
        after = scene.text[match.end() : match.end() + 24]
        listed = re.match(r"\s+and\s+(?:the\s+)?(?:South|North)\s+Korea", after)
        alone = match.group().lower().startswith("the ") and not re.match(r"[\s-]+[A-Z]|-", after)
        if listed or (
            alone and not rivals and match.start() > first and not re.match(r" of\b", after)
        ):
            start = match.start() if alone else match.start(1)
            main = states()[side]
            result.append(Found(start, match.end(), side, main.name, "state", side, "direction"))
    return result


def epithets(scene: Scene, found: list[Found]) -> list[Found]:
    """Return "the island", "the country" where one state alone can be meant.

    That is the only one named before it in its own sentence, or else in the one before; an
    island must be one.
    """
    taken = Spans(found)
    named = sorted(
        (f for f in found if f.kind in {"state", "place"} and f.country), key=lambda f: f.start
    )
    starts = [f.start for f in named]
    result = []
    for match in EPITHET.finditer(scene.text):
        word = match.group(1)
        allowed = EPITHETS[word]
        if taken.overlap(match.start(), match.end()):
            continue
        begin = scene.sentence_at(match.start()).start
        if scene.text.count('"', begin, match.start()) % 2:
            continue  # "the country" in a quotation is the speaker's
        window = _window(scene, match.start(), 1 if allowed is None else REACH)
        for begin in window:
            near = named[bisect_left(starts, begin) : bisect_left(starts, match.start())]
            fitting = {
                f.country
                for f in near
                if (allowed is None and f.kind == "state") or (allowed and f.country in allowed)
            }
            if fitting:
                break
        else:
            continue
        if len(fitting) == 1:
            country = fitting.pop()
            main = states()[country]
            kind = "state" if main.actor_id == country else "place"
            result.append(
                Found(
                    match.start(), match.end(), main.actor_id, main.name, kind, country, "epithet"
                )
            )
    return result


def administrations(scene: Scene, named: list[Found], home: str) -> list[Found]:
    """Return "the Trump administration", "Mr. Abe's government" as their states.

    "The administration" alone is that of the state from within which the text speaks.
    """
    result = []
    if home in states():
        own = states()[home]
        result = [
            Found(m.start(), m.end(), own.actor_id, own.name, "state", home, "home")
            for m in BARE_ADMINISTRATION.finditer(scene.text)
        ]
    for person in named:
        match = ADMINISTRATION.match(scene.text, person.end)
        if match and person.country and (match.group(1) != "campaign"):
            main = states().get(person.country)
            if main:
                result.append(
                    Found(
                        person.start,
                        match.end(),
                        main.actor_id,
                        main.name,
                        "state",
                        person.country,
                        "government",
                    )
                )
    return result


def offices(scene: Scene, cast: Cast, found: list[Found], persons: list[Found]) -> list[Found]:
    """Return offices without a name: "the US president", "North Korea's leader", "the president".

    Who it is: the person of the text with that office and country; else the table of leaders on
    the day of publication; else the office itself.
    """
    taken = Spans(persons)
    result = []
    for mention in sorted(found, key=lambda f: f.start):
        if mention.kind != "state" or not mention.country:
            continue
        match = STATE_OFFICE.match(scene.text, mention.end)
        start, end = mention.end, mention.end
        office = ""
        if match and mention.rule not in {"government", "epithet"}:
            start, end, office = match.start(2), match.end(2), match.group(2)
            if match.group(1):
                continue
        elif lead := OFFICE_OF.search(scene.text[max(0, mention.start - 40) : mention.start]):
            office = lead.group(1)
            start = mention.start - len(lead.group())
            end = start + len(office)
        if not office or taken.overlap(start, end) or _plural(scene.text, end):
            continue
        result.append(_holder(cast, start, end, office.lower(), mention.country))
    taken = Spans(persons + result)
    spoken = sorted(cast.namings, key=lambda n: n.first)
    starts = [cast.doc[n.first].idx for n in spoken]
    for match in BARE_OFFICE.finditer(scene.text):
        if taken.overlap(match.start(), match.end()) or _plural(scene.text, match.end()):
            continue
        office = match.group(1).lower()
        person = _last_with(
            office, cast, spoken[: bisect_left(starts, match.start())]
        ) or _last_with(office, cast, spoken)
        if person:
            result.append(_person(match.start(), match.end(), person, "office"))
    return result


def _plural(text: str, end: int) -> bool:
    return text[end : end + 1].isalpha()


def _has(person: Person, office: str) -> bool:
    """Return whether a person holds an office, as the text or the table of leaders says."""
    wanted = office.rsplit(maxsplit=1)[-1]
    if any(office in o or (o == wanted and office == wanted) for o in person.offices):
        return True
    return bool(person.leader and office in person.leader.office.lower().replace("head of ", ""))


def _last_with(office: str, cast: Cast, namings: list[Naming]) -> Person | None:
    """Return who, of those named, was the last with an office."""
    recent = [cast.of[n] for n in namings[-40:] if _has(cast.of[n], office)]
    home = [p for p in recent if cast.home and p.country == cast.home]
    found = home or recent
    return found[-1] if found else None


def _holder(cast: Cast, start: int, end: int, office: str, country: str) -> Found:
    """Return the mention of an office of a state: its holder, or the office itself."""
    own = [p for p in cast.persons if p.country == country]
    fitting = [p for p in own if _has(p, office)]
    if not fitting and office in {"leader", "dictator"}:
        fitting = [p for p in own if p.leader or len(own) == 1]
    if len({p.actor_id for p in fitting}) == 1:
        return _person(start, end, fitting[0], "office")
    leader = holder(country, office, cast.published)
    if leader:
        return Found(start, end, slug(leader.name), leader.name, "person", country, "office")
    name = f"{office} of {states()[country].name}"
    return Found(start, end, slug(f"{country} {office}"), name, "person", country, "office")


def pronouns(scene: Scene, cast: Cast, persons: list[Found]) -> list[Found]:
    """Return "he", "she", "his", "her" where one person alone can be meant.

    That is the only person of a fitting gender named earlier in the sentence, else the only one,
    or the subject, of the sentence before it.
    """
    by_start = sorted(persons, key=lambda f: f.start)
    starts = [f.start for f in by_start]
    gender = {p.actor_id: p.gender or (p.leader.gender if p.leader else "") for p in cast.persons}
    result: list[Found] = []
    last: Found | None = None
    for match in PRONOUN.finditer(scene.text):
        if (
            match.group().isupper()
            and len(match.group()) > 1
            and scene.case(match.start()) == "mixed"
        ):
            continue
        wanted = "m" if match.group(1).lower() in {"he", "him", "his", "himself"} else "f"
        chosen: str | None = None
        bounds = _window(scene, match.start(), REACH)
        stop = match.start()
        for depth, begin in enumerate(bounds):
            near = by_start[bisect_left(starts, begin) : bisect_left(starts, stop)]
            near += [f for f in result[-4:] if begin <= f.start < stop]
            fit = [f for f in near if gender.get(f.actor_id, "") in {"", wanted}]
            if (
                depth == 0
                and last is not None
                and begin <= last.start
                and gender.get(last.actor_id, "") in {"", wanted}
                and not any(f.start > last.start for f in fit)
            ):
                chosen = last.actor_id
                break
            ids = list(dict.fromkeys(f.actor_id for f in fit))
            if len(ids) == 1:
                chosen = ids[0]
            elif len(ids) > 1:
                subjects = {f.actor_id for f in fit if _is_subject(scene, f)}
                chosen = subjects.pop() if len(subjects) == 1 else None
                break
            if chosen:
                break
            stop = begin
        model = next(
            (
                f
                for f in reversed(by_start[: bisect_right(starts, match.start())])
                if f.actor_id == chosen
            ),
            None,
        )
        if model is None:
            continue
        gender[model.actor_id] = gender.get(model.actor_id) or wanted
        last = Found(
            match.start(),
            match.end(),
            model.actor_id,
            model.name,
            "person",
            model.country,
            "pronoun",
        )
        result.append(last)
    return result


def _is_subject(scene: Scene, found: Found) -> bool:
    root = scene.span(found.start, found.end).root
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    return root.dep_ in {"nsubj", "nsubjpass"}


def own_governments(scene: Scene, named: list[Found]) -> list[Found]:
    """Return "his administration", "her country" as the state of whom the pronoun means."""
    at = {f.start: f for f in named if f.rule == "pronoun"}
    result = []
    for match in OWN_GOVERNMENT.finditer(scene.text):
        owner = at.get(match.start())
        if owner and owner.country in states():
            main = states()[owner.country]
            result.append(
                Found(
                    match.start(),
                    match.end(),
                    main.actor_id,
                    main.name,
                    "state",
                    owner.country,
                    "government",
                )
            )
    return result


def _person(start: int, end: int, person: Person, rule: str) -> Found:
    return Found(start, end, person.actor_id, person.shown, "person", person.country, rule)


def _window(scene: Scene, offset: int, reach: int) -> list[int]:
    """Return the starts of an offset's sentence and of the `reach` before it, nearest first."""
    begins = []
    sentence = scene.sentence_at(offset)
    begins.append(sentence.start)
    for _ in range(reach):
        if begins[-1] == 0:
            break
        before = scene.sentence_at(begins[-1] - 1)
        if before.start >= begins[-1]:
            break
        begins.append(before.start)
    return begins
