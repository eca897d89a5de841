"""Places and organisations that only the named entities of the parse show."""

import re
from bisect import bisect_left

from closereading.article import slug

from .gazetteer import ATOM, word_list
from .scene import Found, Scene, Spans

COUNTY = re.compile(r"\b[A-Z][\w'-]+ (?:County|Township|Parish|COUNTY)\b")
ORGANISED = re.compile(
    r"\b(?:University|College|School|Institute|Institution|Center|Centre|Council|Association|"
    r"Bank|Press|Post|Times|Journal|Tribune|Herald|News|Agency|Company|Corp|Corporation|Inc|Ltd|"
    r"Airlines|Airways|Party|Union|Federation|Foundation|Society|Club|League|Committee|Museum|"
    r"Hospital|Church|Authority|Commission|Board|Group|Fund|Organization|Organisation|Network|"
    r"Television|Radio|Studies|Conference|Chamber)\b"
)


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
        text = (
            re.sub(r"(?:'s|'|[\s.,;:]+)$", "", scene.text[start:end])
            if not scene.text[start:end].endswith(".")
            else scene.text[start:end].rstrip()
        )
        end = start + len(text)
        if not text or "\n" in text or not text[0].isupper() or not ATOM.search(text):
            continue
        i = bisect_left(starts, start)
        clash = [s for s in spans[max(0, i - 1) : i + 8] if s[0] < end and start < s[1]]
        if clash and ent.label_ != "ORG":
            continue
        if ent.label_ == "ORG" and text.lower() in word_list("generic"):
            continue
        if ent.label_ == "ORG":
            inner = (
                [
                    m
                    for m in found
                    if m.start >= start and m.end <= end and (m.end - m.start) < (end - start)
                ]
                if clash
                else []
            )
            if clash and (len(inner) != len(clash) or not re.search(ORGANISED, text)):
                continue
            for m in inner:
                found.remove(m)
            countries = {m.country for m in inner if m.country}
            country = countries.pop() if len(countries) == 1 else ""
            if inner:
                spans = [s for s in spans if s not in clash]
                starts = [s for s, _ in spans]
            added.append(
                Found(
                    start,
                    end,
                    slug(text),
                    " ".join(text.split()),
                    "organisation",
                    country,
                    "entity-in" if country else "entity",
                )
            )
        elif len(text) > 2:
            country, rule = _surrounding(scene, end)
            if scene.located(text.lower()):
                name = " ".join(text.split())
                added.append(Found(start, end, slug(text), name, "place", country, rule))
    busy = Spans(found + added)
    for match in COUNTY.finditer(scene.text):
        if not busy.overlap(match.start(), match.end()):
            country, rule = _surrounding(scene, match.end())
            name = match.group()
            added.append(
                Found(match.start(), match.end(), slug(name), name, "place", country, rule)
            )
    return found + added


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
