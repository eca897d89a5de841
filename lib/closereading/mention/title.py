"""Read the words around a person's name: title, office, gender and country."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .gazetteer import table
from .scene import Found, Scene

if TYPE_CHECKING:
    from spacy.tokens import Doc

OF_TITLE = re.compile(
    r"\b((?:Secretary|Minister|Director|Chief|Speaker|Head|Chair|Chairman|Commissioner|Governor|"
    r"Mayor|Archbishop|Bishop|King|Queen|Duke|Prince|Princess|secretary|minister|director|chief|"
    r"head) of (?:the )?(?:[A-Z][a-z]+|state|defense|defence|staff|foreign|finance|interior)"
    r"(?:(?: and| for)? [A-Z][a-z]+| affairs){0,2}(?:-designate)?) $"
)
APPOSITION = re.compile(
    r"\s*[,(—–]\s*(?:who\s+(?:is|was|serves as)\s+)?(?:the|a|an|another|one of)?\s*"
    r"(?:former\s+|then-?|new\s+|top\s+|senior\s+|veteran\s+)?"
)
PLURAL = frozenset(
    ["ministers", "presidents", "leaders", "premiers", "chancellors", "chiefs", "scholars"]
)
VERBAL = frozenset(
    [
        "said",
        "says",
        "told",
        "that",
        "who",
        "which",
        "is",
        "was",
        "are",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
    ]
)
PARTY_MARK = re.compile(r"\s*,?\s*\(?(?:R|D|I|Republican|Democrat)(?:-|\., ?|\.-| of |, )(?=[A-Z])")


@dataclass(eq=False)
class Naming:
    """A place in the text where somebody is named. Tokens `first` to `last`, inclusive."""

    first: int
    last: int
    title: int  # first token of the title before, or `first`
    honorific: str = ""
    gender: str = ""
    offices: frozenset[str] = frozenset()
    country: str = ""
    rule: str = ""


@lru_cache(maxsize=1)
def title_words() -> dict[str, dict[str, tuple[str, str]]]:
    """Return the words of titles by kind: word → (gender, country)."""
    words: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in table("titles"):
        for name in row["names"].split(";"):
            words[row["kind"]][name.lower()] = (row["gender"], row["country"])
    return dict(words)


class Around:
    """The decided mentions of states and places, by where they start, end and which tokens."""

    def __init__(self, scene: Scene, found: list[Found]) -> None:
        self.scene = scene
        self.doc: Doc = scene.doc
        self.ends = {f.end: f for f in found} | {f.name_end: f for f in found if f.name_end}
        self.starts = {f.start: f for f in found}
        self.covered = {token.i: f for f in found for token in scene.span(f.start, f.end)}

    def state_at(self, start: int) -> Found | None:
        """Return the state or place, with its country, that is named from an offset on."""
        mention = self.starts.get(start)
        is_one = mention and mention.country and mention.kind in {"state", "place"}
        return mention if is_one else None


def naming_at(around: Around, first: int, last: int) -> Naming:
    """Return a naming with its title, gender and country, as the words around it say."""
    naming = Naming(first, last, first)
    title_before(around, naming)
    if not naming.country:
        _country_after(around, naming)
    return naming


def title_before(around: Around, naming: Naming) -> None:
    """Read the title before a name, and the state or place before the title."""
    if _office_of_words(around, naming):
        return
    heads, phrase, start = _words_before(around, naming)
    if heads:
        naming.offices = frozenset({phrase, heads[0]})
        naming.country, naming.rule = _country_before(around, around.doc[start].idx)
        for office, (_, country) in title_words()["phrase"].items():
            if country and not naming.country and office.lower() in phrase:
                naming.country, naming.rule = country, "title"
    elif not naming.honorific or naming.title == naming.first:
        offset = around.doc[naming.first].idx
        naming.country, naming.rule = _country_before(around, offset, bare=True)
        if not naming.country:
            _described(around, naming)
    if not naming.country:
        _office_of_before(around, naming)


def _words_before(around: Around, naming: Naming) -> tuple[list[str], str, int]:
    """Return the nouns of a title before a name, the whole title and where it starts."""
    doc, words = around.doc, title_words()
    heads: list[str] = []
    read: list[str] = []
    i = naming.first - 1
    comma = i >= 1 and doc[i].text == "," and doc[i - 1].lower_ in words["head"]
    i -= comma
    while i >= 0 and "\n" not in doc[i].text_with_ws:
        lower = doc[i].lower_
        if lower in words["honorific"] and not comma and not heads:
            naming.honorific = lower
            naming.gender = words["honorific"][lower][0] or naming.gender
            naming.title = i
        elif lower in words["head"] or (heads and lower in words["modifier"]):
            if lower in words["head"]:
                heads.append(lower)
                naming.gender = words["head"][lower][0] or naming.gender
            read.append(lower)
            if not comma and lower not in PLURAL:
                naming.title = i
        elif heads and lower in {"-", "/"}:
            read.append("-")
        elif not (heads and lower == "and" and doc[i - 1].lower_ in words["head"]):
            break
        i -= 1
    return heads, " ".join(reversed(read)).replace(" - ", "-"), i + 1


def _described(around: Around, naming: Naming) -> None:
    """Read "Russian opposition activist" before a name."""
    i = naming.first - 1
    while (
        i >= 0
        and naming.first - i <= 3
        and around.doc[i].pos_ in {"NOUN", "ADJ"}
        and around.doc[i].is_lower
    ):
        i -= 1
    mention = around.covered.get(i)
    if (
        i < naming.first - 1
        and mention
        and mention.rule == "demonym"
        and around.doc[naming.first - 1].pos_ == "NOUN"
    ):
        naming.country, naming.rule = mention.country, "description"


def _office_of_words(around: Around, naming: Naming) -> bool:
    """Read a title with "of" before a name: "Secretary of State", "Minister of Health"."""
    offset = around.doc[naming.title].idx
    begin = max(around.scene.sentence_at(offset).start, offset - 70)
    match = OF_TITLE.search(around.scene.text[begin:offset])
    start = around.scene.token_at.get(begin + match.start(1)) if match else None
    if (
        match is None
        or start is None
        or any(i in around.covered for i in range(start, naming.title))
    ):
        return False
    phrase = match.group(1).lower()
    naming.title = start
    naming.offices = frozenset({phrase, phrase.split()[0]})
    naming.country, naming.rule = _country_before(around, around.doc[start].idx)
    if not naming.country and any(
        country == "USA" and phrase.startswith(office.lower())
        for office, (_, country) in title_words()["phrase"].items()
    ):
        naming.country, naming.rule = "USA", "title"
    return True


def _country_before(around: Around, offset: int, *, bare: bool = False) -> tuple[str, str]:
    """Return the country of the state or place named directly before an offset."""
    text = around.scene.text
    before = text[max(0, offset - 12) : offset]
    gap = re.search(r"(?:'s|')?[ ]+(?:(?:then|ex|former|new|late|own)[\s-]+)?$", before)
    if not gap:
        return "", ""
    mention = around.ends.get(offset - (len(before) - gap.start()))
    if mention and mention.country and mention.kind in {"state", "place"}:
        loose = not gap.group().startswith("'s") and mention.rule == "name"
        if loose and re.search(
            r"\b(?:in|on|with|to|against|over|about|for|from|of|and)\s+$",
            text[max(0, mention.start - 9) : mention.start],
        ):
            return "", ""
        if bare and not (gap.group().startswith("'s") or mention.rule == "demonym"):
            return "", ""
        return mention.country, "title" if not bare else "possessive"
    if re.search(
        r"\b(?:its|the country's|that country's|the nation's)\s+$",
        text[max(0, offset - 20) : offset],
    ):
        return _last_state(around, offset), "title"
    return "", ""


def _last_state(around: Around, offset: int) -> str:
    """Return the state named last before an offset in its sentence."""
    begin = around.scene.sentence_at(offset).start
    named = [f for s, f in around.starts.items() if begin <= s < offset and f.kind == "state"]
    return max(named, key=lambda f: f.start).country if named else ""


def _office_of_before(around: Around, naming: Naming) -> None:
    """Read "the president of France, Emmanuel Macron" before a name."""
    offset = around.doc[naming.title].idx
    text = around.scene.text
    gap = re.search(r",?\s+$", text[max(0, offset - 3) : offset])
    mention = around.ends.get(offset - (len(gap.group()) if gap else 0))
    if not mention or mention.kind not in {"state", "place"} or not mention.country:
        return
    before = text[max(0, mention.start - 60) : mention.start]
    lead = re.search(r"([A-Za-z-]+(?: [A-Za-z-]+){0,2}) (?:of|for) (?:the )?$", before)
    if lead and lead.group(1).split()[-1].lower() in title_words()["head"]:
        naming.country, naming.rule = mention.country, "office-of"
        naming.offices = frozenset({lead.group(1).split()[-1].lower()}) | naming.offices


def _country_after(around: Around, naming: Naming) -> None:
    """Read what follows a name: "of Japan", ", the Russian foreign minister", "(R-Ky.)"."""
    text = around.scene.text
    last = around.doc[naming.last]
    end = last.idx + len(last)
    tail = text[end : end + 90]
    mark = PARTY_MARK.match(tail)
    if mark and re.match(r"[A-Z]", text[end + mark.end() :]):
        naming.country, naming.rule = "USA", "party-mark"
        return
    of = re.match(r"\s+of\s+(?:the\s+)?", tail) if naming.offices else None
    if of and (mention := around.state_at(end + of.end())):
        naming.country, naming.rule = mention.country, "office-of"
        return
    lead = APPOSITION.match(tail)
    if not lead or not lead.group().strip():
        return
    begin = end + lead.end()
    if mention := around.state_at(begin):
        name_end = mention.name_end or mention.end
        if office := _office_in(text[name_end : name_end + 70]):
            naming.country, naming.rule = mention.country, "apposition"
            naming.offices = naming.offices | office
        return
    _apposition(around, naming, begin, has_article="the" in lead.group().split())


def _apposition(around: Around, naming: Naming, begin: int, *, has_article: bool) -> None:
    """Read an apposition that starts with an office: ", foreign minister of Norway"."""
    after = around.scene.text[begin : begin + 80].split("\n")[0]
    heads, modifiers = title_words()["head"], title_words()["modifier"]
    taken: list[str] = []
    for word in re.findall(r"[A-Za-z'-]+", re.split(r"[.;:\n]|, ", after)[0])[:5]:
        if word.lower() not in heads and word.lower() not in modifiers:
            if word[0].isupper() and not has_article and taken:
                return  # the title of somebody else who is named next: "Putin, President Xi"
            break
        taken.append(word.lower())
    while taken and taken[-1] not in heads:
        taken.pop()
    said = " ".join(taken)
    for phrase, (_, country) in title_words()["phrase"].items():
        if country and said.startswith(phrase.lower()):
            naming.country, naming.rule = country, "apposition"
    _party(around, naming, after)
    if not taken:
        return
    naming.offices = naming.offices | {w for w in taken if w in heads} | {said}
    of = re.match(r"(?:[A-Za-z-]+\s+){1,5}?(?:of|for|at|in)\s+(?:the\s+)?", after)
    mention = around.state_at(begin + of.end()) if of else None
    if mention and not naming.country and "ambassador" not in taken:
        naming.country, naming.rule = mention.country, "apposition"


def _office_in(rest: str) -> frozenset[str]:
    """Return the office that the words after a state name, if they are one person's.

    "'s deputy foreign minister, …": yes. "n officials said", "n Foreign Minister Sergei …": no.
    """
    heads = title_words()["head"]
    words = re.findall(
        r"[A-Za-z-]+", re.split(r"[,.;:\n()]", rest.removeprefix("'s"), maxsplit=1)[0]
    )
    for i, word in enumerate(words[:6]):
        if word.lower() in VERBAL:
            break
        follows = words[i + 1] if i + 1 < len(words) else ""
        if word.lower() in heads and not word.endswith("s") and follows.lower() not in heads:
            if follows[:1].isupper():
                break
            return frozenset({word.lower(), " ".join(words[: i + 1]).lower()})
    return frozenset()


def _party(around: Around, naming: Naming, after: str) -> None:
    """Read the party of the United States in an apposition: ", a Republican strategist"."""
    party = re.match(
        r"(?:[a-z-]+ )?(?:Republican|Democrat|Democratic)\b(?! (?:People|Republic))", after
    )
    if party and not naming.country and around.scene.evidence["USA"]:
        naming.country, naming.rule = "USA", "party-mark"
