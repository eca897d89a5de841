"""Decide which of the gazetteer's names are mentions, and of what."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import Hit, word_list
from .place import is_place, qualified_by, senses
from .scene import Found, Scene, Spans, state

if TYPE_CHECKING:
    from spacy.tokens import Span

BODY_IN = re.compile(
    r"\b(?:(?:foreign|defen[cs]e|interior|finance) ministry|government|parliament) in $", re.I
)
BODY_OF = re.compile(
    r"\b(?:government|ministry|army|military|parliament|armed forces|air force|navy|embassy|"
    r"(?:foreign|defen[cs]e) ministry|cabinet|leadership|central bank|supreme court|"
    r"(?:ministry|department) of (?:[A-Z]\w+|foreign|national)(?: (?:and )?\w+){0,2}) "
    r"of (?:the )?$",
    re.I,
)
DATELINE = re.compile(r"\s*(?:\(|--|[—–-]\s|,[^.\n]{0,40}(?:\(|[—–]|--?\s))")
LANGUAGE_BEFORE = re.compile(r"\b(?:in|into|sp(?:ea|o)k\w*|learn\w*|fluent|(?=English)) $", re.I)
LANGUAGE_AFTER = re.compile(r"-(?:language|speaking)| (?:language|translation|phrase|words?)\b")
# What a capital does in its sentence, or the preposition before it: a list of the words that it
# depends on, and whether one of these makes it a government ("Tokyo urged", "signal from Tokyo")
# or a city ("visited Tokyo", "flew to Tokyo").
ROLES = {
    "nsubj": ("located", False), "nsubjpass": ("located", False), "poss": ("urban", False),
    "dobj": ("hit_verbs", False), "agent": ("none", False), "dative": ("none", False),
    "compound": ("ruling", True), "nmod": ("ruling", True), "amod": ("ruling", True),
    "to": ("motion", False), "toward": ("motion", False), "towards": ("motion", False),
    "from": ("state_from", True), "of": ("place_of", False), "between": ("routes", False),
    "for": ("routes", False), "on": ("strikes", False), "over": ("strikes", False),
    **dict.fromkeys("with by against upon than like under".split(), ("none", False)),
}  # fmt: skip


def decide(scene: Scene) -> list[Found]:
    """Return the mentions that the gazetteer's names make, in the order of the text."""
    meant = senses(scene)
    found = []
    for hit in scene.hits:
        span = scene.span(hit.start, hit.end)
        if _is_in_person(span, hit):
            continue
        rule = next((rule for sorts, rule in RULES if hit.of(*sorts)), _seat)
        mention = rule(scene, hit, span)
        if rule is _seat and not mention and hit.number in meant and is_place(scene, hit, span):
            name, country, why = meant[hit.number]
            mention = scene.place(hit.start, hit.end, country, why, name)
        found += [mention] if mention else []
    return found


def _shared(scene: Scene, hit: Hit, span: "Span") -> Found:
    """Return a mention of a name that several states share: decided by its neighbours or not."""
    entry = hit.of("shared")[0]
    speak = [any(scene.forms[n] for n in near.split(",")) for near in entry.near.split("|")]
    if sum(speak) != 1:
        return Found(hit.start, hit.end, slug(entry.form), span.text, "state", "", "ambiguous")
    country = entry.countries[speak.index(True)]
    if entry.form == "Georgia" and country == "USA":
        return scene.place(hit.start, hit.end, country, "context")
    return state(hit.start, hit.end, country, "context")


def _named(scene: Scene, hit: Hit, _: "Span") -> Found:
    """Return a mention of a state by name; "Turkey, Texas" is a place."""
    entry, country = hit.of("names")[0], qualified_by(scene, hit)
    if country and country not in entry.countries:
        return scene.place(hit.start, hit.end, country, "qualified")
    letters = entry.form.replace(".", "")
    is_short = entry.form != entry.name and sum(map(str.isupper, letters)) * 2 >= len(letters)
    return state(hit.start, hit.end, entry.countries[0], "abbreviation" if is_short else "name")


def _people(scene: Scene, hit: Hit, span: "Span") -> Found | None:
    """Return a mention of a state by adjective or people; none of a language: "in Turkish"."""
    follows = LANGUAGE_AFTER.match(scene.text[hit.end : hit.end + 20])
    after = span.doc[span.end : span.end + 1]
    is_noun_next = bool(after) and after[0].pos_ in {"NOUN", "PROPN", "ADJ"} and not follows
    is_said = LANGUAGE_BEFORE.search(scene.before(hit.start)) or span.text == "English"
    if (is_said and not is_noun_next) or (follows and follows.group()[0] == "-"):
        return None
    return state(hit.start, hit.end, hit.of("adjectives", "peoples")[0].countries[0], "demonym")


def _body(scene: Scene, hit: Hit, span: "Span") -> Found:
    """Return a mention of a body of a state: "the Kremlin", "the Senate"."""
    countries = hit.of("body")[0].countries
    first, second, *_ = sorted((*filter(None, countries), "", ""), key=lambda c: -scene.evidence[c])
    if len(countries) == 1 or scene.evidence[first] >= max(1, 2 * scene.evidence[second]):
        return state(hit.start, hit.end, first, "body")
    return Found(hit.start, hit.end, slug(span.text), span.text, "organisation", "", "ambiguous")


def _listed(_: Scene, hit: Hit, span: "Span") -> Found:
    """Return a mention of a bloc, an organisation or a region of several states."""
    entry = hit.of("bloc", "organisation", "area")[0]
    kind, country = entry.sort.replace("area", "place"), "".join(entry.countries)
    return Found(hit.start, hit.end, entry.actor_id, entry.name, kind, country, "gazetteer")


def _seat(scene: Scene, hit: Hit, span: "Span") -> Found | None:
    """Return a mention of a state or bloc by its capital, where the capital acts."""
    seats = sorted(hit.of("seats"), key=lambda e: -scene.evidence[e.countries[0]])
    if not seats or qualified_by(scene, hit) or not is_metonym(scene, span):
        return None
    is_named = scene.named[seats[0].countries[0]] > 0
    for entry in () if is_named else hit.of("bloc-seat"):
        return Found(hit.start, hit.end, entry.actor_id, entry.name, "bloc", "", "metonym")
    is_strong = seats[0].form.lower() not in word_list("weak_seats")
    if is_named or (is_strong and is_place(scene, hit, span)):
        return state(hit.start, hit.end, seats[0].countries[0], "metonym")
    return None


RULES: list[tuple[tuple[str, ...], Callable[[Scene, Hit, "Span"], Found | None]]] = [
    (("none",), lambda *_: None), (("shared",), _shared), (("names",), _named),
    (("adjectives", "peoples"), _people), (("body",), _body),
    (("bloc", "organisation", "area"), _listed),
]  # fmt: skip


def settle_bodies(scene: Scene, found: list[Found], home: str) -> list[Found]:
    """Give "the Senate", left open, to the state from within which the text speaks."""
    if not home:
        return found
    own = {h.start for h in scene.hits for e in h.of("body") if home in e.countries}
    return [
        state(f.start, f.end, home, "home") if f.rule == "ambiguous" and f.start in own else f
        for f in found
    ]


def _is_in_person(span: "Span", hit: Hit) -> bool:
    """Return whether the name is only part of a person's name: Michael Jordan, Chad Smith."""
    start, end, doc = span.start, span.end, span.doc
    if span[0].ent_type_ != "PERSON" or hit.of("adjectives", "peoples"):
        return False
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    rest = [*doc[start : span.start], *doc[span.end : end]]
    is_owner = hit.of("names") and doc[span.end : span.end + 1].text == "'s"
    return any(t.text[:1].isupper() for t in rest) and not is_owner


def is_metonym(scene: Scene, span: "Span") -> bool:
    """Return whether a capital, as the sentence uses it, stands for its government.

    "Tokyo urged", "ties with Tokyo", "Tokyo's stance": yes. "in Tokyo", "Tokyo's streets": no.
    """
    doc, end = span.doc, span.end_char
    if scene.text[end : end + 1] == "-":
        return doc[span.end + 1 : span.end + 2].text not in {"based", "born", "area", "wide"}
    opens = span.start == 0 or "\n" in doc[span.start - 1].text_with_ws
    if opens and DATELINE.match(scene.text[end : end + 60]):
        return False
    if scene.case(span.start_char) != "mixed":
        return doc[max(0, span.start - 1)].lower_ not in word_list("place_preps")
    token = span.root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    role, governor = token.dep_, token.head
    if role == "pobj":
        role, governor = governor.lower_, governor.head
    words = {governor.lower_, governor.lemma_.lower()}
    objects = {
        child.lemma_.lower() for child in governor.children if child.dep_ in {"dobj", "attr"}
    }
    if role.startswith("nsubj"):
        words = objects if governor.lemma_ == "be" else set()
    elif role == "to" and objects & word_list("messages"):
        return True
    name, is_government = ROLES.get(role, ("none", True))
    return bool(words & word_list(name)) == is_government


def with_bodies(scene: Scene, found: list[Found], titles: Spans) -> list[Found]:
    """Return the states with the body of theirs that is named with them.

    "South Korean officials", "Japan's Foreign Ministry", "the government of Japan". Words of a
    person's title stay with the person.
    """
    nouns, result = word_list("government"), []
    seats = {h.start for h in scene.hits if h.of("seats")}
    bodies = {f.start: f for f in found if f.rule == "body"}
    for f in found:
        start, end, doc = f.start, f.end, scene.doc
        if f.kind == "state" and (lead := BODY_OF.search(scene.before(f.start, 60))):
            start -= len(lead.group())
        elif f.kind == "state":
            first = scene.span(f.start, f.end).end
            first += f.rule != "demonym" and doc[first : first + 1].text in {"'s", "'"}
            for token in doc[first : first + 4]:
                is_noun = token.lower_ in nouns
                if (body := bodies.get(token.idx)) and body.country == f.country:
                    end = body.end
                    break
                if "\n" in doc[token.i - 1].text_with_ws or not (
                    is_noun or token.pos_ in {"ADJ", "NOUN", "PROPN"}
                ):
                    break
                is_head = token.dep_ not in {"amod", "compound", "nmod"}
                if is_noun and is_head and doc[token.i + 1 : token.i + 2].text.lower() not in nouns:
                    end = token.idx + len(token)
                    break
        elif (
            f.kind == "place"
            and f.start in seats
            and (lead := BODY_IN.search(scene.before(f.start)))
        ):
            at = f.start - len(lead.group())
            result.append(state(at, f.start - len(" in "), f.country, "government"))
        is_wider = end - start > f.end - f.start and not titles.overlap(start, end)
        result.append(replace(f, start=start, end=end, rule="government") if is_wider else f)
    return result
