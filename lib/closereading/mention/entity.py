"""Places and organisations that only the named entities of the parse show."""

import re
from bisect import bisect_left

from closereading.article import slug

from .gazetteer import word_list
from .scene import Found, Scene, Spans

COUNTY = re.compile(r"\b[A-Z][\w'-]+ (?:County|Township|Parish|COUNTY)\b")
ORGANISED = re.compile(
    r"\b(?:University|College|School|Institute|Institution|Center|Centre|Council|Association|"
    r"Bank|Press|Post|Times|Journal|Tribune|Herald|News|Agency|Company|Corp|Corporation|Inc|Ltd|"
    r"Airlines|Airways|Party|Union|Federation|Foundation|Society|Club|League|Committee|Museum|"
    r"Hospital|Church|Authority|Commission|Board|Group|Fund|Organization|Organisation|Network|"
    r"Television|Radio|Studies|Conference|Chamber)\b"
)


def entities(scene: Scene, taken: list[Found]) -> list[Found]:
    """Return the places and organisations that only the parse's named entities show."""
    busy, added = Spans(taken), []
    for ent in scene.doc.ents:
        if ent.label_ not in {"GPE", "LOC", "FAC", "ORG"}:
            continue
        start, end = _bare(scene.text, ent.start_char, ent.end_char)
        text = scene.text[start:end]
        if not text[:1].isupper() or "\n" in text or busy.overlap(start, end):
            continue
        name = " ".join(text.split())
        if ent.label_ != "ORG" and len(text) > 2 and scene.located(text.lower()):
            country, rule = _surrounding(scene, end)
            added.append(Found(start, end, slug(text), name, "place", country, rule))
        elif ent.label_ == "ORG" and text.lower() not in word_list("generic"):
            added.append(Found(start, end, slug(text), name, "organisation", "", "entity"))
    busy = Spans(taken + added)
    for match in COUNTY.finditer(scene.text):
        if not busy.overlap(match.start(), match.end()):
            country, rule = _surrounding(scene, match.end())
            name = match.group()
            added.append(
                Found(match.start(), match.end(), slug(name), name, "place", country, rule)
            )
    return added


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return an entity's span without an article before it or signs after it."""
    lead = re.match(r"(?:the|an?)\s+", text[start:end], re.I)
    start += len(lead.group()) if lead else 0
    trail = re.search(r"(?:'s|'|[\s,;:]+)$", text[start:end])
    return start, end - (len(trail.group()) if trail else 0)


def _surrounding(scene: Scene, end: int) -> tuple[str, str]:
    """Return the country of an unlisted place, by what follows it or the text's other places."""
    follows = re.match(r", (?:[A-Z][\w.]+ ?){1,3}", scene.text[end : end + 40])
    if follows:
        i = bisect_left(scene.hit_starts, end)
        if i < len(scene.hits) and scene.hits[i].start <= end + 3:
            entries = scene.hits[i].of("short", "region", "name", "shared")
            countries = {c for e in entries for c in e.countries}
            if len(countries) == 1:
                return countries.pop(), "qualified"
    return (scene.home, "context") if scene.home else ("", "entity")
