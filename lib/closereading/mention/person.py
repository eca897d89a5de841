"""Find persons: names, titles, countries, and surnames carried over."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..article import slug
from .gazetteer import plain, table
from .leader import Leader, is_leader, leaders_named
from .territory import GOVERNMENT, ORGANISED, Found, Scene

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTICLES = frozenset(
    "de da do dos das del della der den di du van von bin ibn al el la le abu y e ten ter bint zu".split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "VNM", "KHM"})
FAMILIES = frozenset(
    "kim lee park choi jung kang cho yoon jang lim han shin seo kwon hwang ahn song ryu hong moon "
    "suh youn roh bae baek nam noh ri pak jong xi wang li zhang liu chen yang huang zhao wu zhou "
    "xu sun ma zhu hu guo he gao lin luo zheng liang xie tang feng deng cao peng zeng xiao tian "
    "pan yuan cai jiang yu du ye cheng wei su lu ding ren yao qin qian mao hua chung tsai lai "
    "nguyen tran pham vo dang bui hun ban tsang lam yeung".split()
)  # family names that stand first in Chinese, Korean and Vietnamese names
NOT_NAMES = frozenset(
    "i the a an he she it they we you this that these those his her its their our my your and or "
    "but if in on at by for with from to of as after before when while since until because "
    "although however meanwhile monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december yes no not "
    "god jesus christ allah islam muslim christian jewish catholic twitter facebook "
    "democrat democrats republican republicans rocket man brexit covid internet".split()
)
NATIONAL = frozenset(
    "president premier chancellor minister secretary leader dictator king queen emperor prince "
    "princess sultan emir spokesman spokeswoman spokesperson ambassador envoy diplomat taoiseach "
    "senator governor congressman congresswoman ruler strongman general pm".split()
)
OF_TITLE = re.compile(
    r"\b((?:Secretary|Minister|Director|Chief|Speaker|Head|Chair|Chairman|Commissioner|Governor|"
    r"Mayor|Archbishop|Bishop|King|Queen|Duke|Prince|Princess|secretary|minister|director|chief|"
    r"head) of (?:the )?(?:[A-Z][a-z]+|state|defense|defence|staff|foreign|finance|interior)"
    r"(?:(?: and| for)? [A-Z][a-z]+| affairs){0,2}(?:-designate)?) $"
)
PARTY_MARK = re.compile(r"\s*,?\s*\(?(?:R|D|I|Republican|Democrat)(?:-|\., ?|\.-| of |, )(?=[A-Z])")


@dataclass(eq=False)
class Person:
    """A person of this article."""

    name: str
    family: str
    given: str
    gender: str = ""
    country: str = ""
    rule: str = ""
    offices: set[str] = field(default_factory=set)
    leader: Leader | None = None

    @property
    def actor_id(self) -> str:
        """Return the slug of the full name."""
        return slug(self.leader.name if self.leader else self.name)

    @property
    def shown(self) -> str:
        """Return the canonical name."""
        return self.leader.name if self.leader else self.name


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
    person: Person | None = None


@lru_cache(maxsize=1)
def title_words() -> dict[str, dict[str, tuple[str, str]]]:
    """Return the words of titles by kind: word → (gender, country)."""
    words: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in table("titles"):
        for name in row["names"].split(";"):
            words[row["kind"]][name.lower()] = (row["gender"], row["country"])
    return dict(words)


def is_name_word(token: "Token") -> bool:
    """Return whether a token can be part of a person's name."""
    text = token.text
    return (
        text[:1].isupper()
        and (text[:1].isalpha() and all(c.isalpha() or c in "-'." for c in text))
        and token.lower_ not in NOT_NAMES
    )


def name_key(name: str) -> str:
    """Return a name in lower case without accents, hyphens, initials and suffixes."""
    parts = re.split(r"[\s-]+", plain(name).lower())
    kept = [p for p in parts if not re.fullmatch(r"(?:[a-z]\.)+", p) and p not in SUFFIXES]
    return " ".join(kept or parts)


class Cast:
    """The persons of an article, and where they are named."""

    def __init__(self, scene: Scene, found: list[Found], published: str) -> None:
        self.scene = scene
        self.doc: Doc = scene.doc
        self.published = published
        self.ends = {f.end: f for f in found} | {f.name_end: f for f in found if f.name_end}
        self.starts = {f.start: f for f in found}
        self.covered = self._covered(found)
        self.persons: list[Person] = []
        self.by_key: dict[str, Person] = {}
        self.by_family: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self.namings: list[Naming] = []
        self.first: dict[Person, int] = {}
        self.home = ""

    def _covered(self, found: list[Found]) -> dict[int, Found]:
        """Return the tokens that a name of a state or place covers."""
        tokens = {}
        for mention in found:
            for token in self.scene.span(mention.start, mention.end):
                tokens[token.i] = mention
        return tokens

    def fill(self) -> None:
        """Find everybody: full names first, then what is carried over from them."""
        self._respective_lists()
        spans = self._name_spans()
        for first, last in spans:
            self.namings.append(self._naming(first, last))
        self.namings.sort(key=lambda n: n.first)
        full = [n for n in self.namings if n.last > n.first]
        for naming in full:
            self._register(naming)
        for naming in self.namings:
            if naming.person is None:
                self._carry(naming)
        self.namings = [n for n in self.namings if n.person is not None]
        self._bare_names()
        self.namings.sort(key=lambda n: n.first)
        for person in self.persons:
            if not person.country and person.leader:
                person.country, person.rule = person.leader.country, "leader"
        self._owners()
        self.home = self._home()
        for person in self.persons:
            if not person.country and self.home and is_national(person.offices, self.home):
                person.country, person.rule = self.home, "home"

    # -- names ------------------------------------------------------------------------------

    def _name_spans(self) -> list[tuple[int, int]]:
        """Return the token spans of names: named entities and what follows a title."""
        doc = self.doc
        taken = {i for n in self.namings for i in range(n.first, n.last + 1)}
        spans: list[tuple[int, int]] = []
        heads, honorifics = title_words()["head"], title_words()["honorific"]
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                span = self._trim(ent.start, ent.end - 1)
                if span and not taken & set(range(span[0], span[1] + 1)):
                    span = self._grow(*span)
                    spans.append(span)
                    taken.update(range(span[0], span[1] + 1))
        for token in doc[:-1]:
            after = token.i + 1
            if after in taken or token.i in taken or not is_name_word(doc[after]):
                continue
            lower = token.lower_
            known = lower in honorifics or (lower in heads and self._is_title_before(token))
            if known and after not in self.covered and not self._is_title_word(doc[after]):
                span = self._grow(after, after)
                if not taken & set(range(span[0], span[1] + 1)):
                    spans.append(span)
                    taken.update(range(span[0], span[1] + 1))
        spans += self._leaders(taken)
        spans += self._namesakes(taken)
        return sorted(spans)

    def _leaders(self, taken: set[int]) -> list[tuple[int, int]]:
        """Return the full names of known leaders that the named entities miss."""
        doc, spans = self.doc, []
        for token in doc:
            for length in (4, 3, 2):
                last = token.i + length - 1
                if last >= len(doc) or not token.text[:1].isupper():
                    continue
                if is_leader(doc[token.i : last + 1].text) and not taken & set(range(token.i, last + 1)):
                    spans.append((token.i, last))
                    taken.update(range(token.i, last + 1))
                    break
        return spans

    def _namesakes(self, taken: set[int]) -> list[tuple[int, int]]:
        """Return persons called like a place: "Paris Hilton", where "Hilton" stands alone later."""
        doc = self.doc
        alone: dict[str, int] = defaultdict(int)
        for token in doc[1:]:
            if token.pos_ == "PROPN" and doc[token.i - 1].pos_ != "PROPN":
                alone[token.text] += 1
        spans = []
        for token in doc[:-1]:
            after = doc[token.i + 1]
            if (
                token.i in self.covered and token.dep_ == "compound" and token.head.i == after.i
                and after.i not in self.covered and after.i not in taken and token.i not in taken
                and is_name_word(after) and after.pos_ == "PROPN" and alone[after.text]
                and not self._is_title_word(after) and after.lower_ not in GOVERNMENT
                and self.covered[token.i].kind == "place" and not ORGANISED.match(after.text)
            ):  # fmt: skip
                spans.append((token.i, after.i))
                taken.update((token.i, after.i))
        return spans

    def _is_title_before(self, token: "Token") -> bool:
        """Return whether a head noun stands as a title before a name rather than as a word."""
        after = self.doc[token.i + 1]
        return token.text[:1].isupper() or after.ent_type_ in {"PERSON", ""} and token.dep_ in {
            "compound", "nmod", "amod", "appos",
        }  # fmt: skip

    def _is_title_word(self, token: "Token") -> bool:
        words = title_words()
        return token.lower_ in words["head"] or token.lower_ in words["modifier"]

    def _trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Return an entity's span without titles, states, possessives and stray signs."""
        doc, words = self.doc, title_words()
        while first <= last and (
            doc[first].lower_ in words["honorific"]
            or (doc[first].lower_ in words["head"] and first < last)
            or doc[first].text in {"'s", "'", "-", "—", "–"}
            or (first in self.covered and first < last and not is_name_word(doc[first + 1]))
            or (first in self.covered and self.covered[first].rule in {"demonym", "government"})
            or not is_name_word(doc[first])
        ):
            first += 1
        while last >= first and not (is_name_word(doc[last]) or doc[last].lower_ in SUFFIXES):
            last -= 1
        if first > last or any("\n" in doc[i].text_with_ws for i in range(first, last)):
            return None
        if all(i in self.covered for i in range(first, last + 1)):
            return None
        if first == last and (self._is_title_word(doc[first]) or len(doc[first].text) < 2):
            return None
        return first, last

    def _grow(self, first: int, last: int) -> tuple[int, int]:
        """Return a name's span with the capitalised words that belong to it."""
        doc, limit = self.doc, last + 5
        while last + 1 < len(doc) and last < limit and "\n" not in doc[last].text_with_ws:
            after = doc[last + 1]
            nearly = last + 2 < len(doc)
            if after.i in self.covered or self._is_title_word(after):
                break
            if is_name_word(after) and after.ent_type_ in {"PERSON", ""} and after.pos_ in {"PROPN", "NOUN"}:
                last += 1
            elif after.text == "-" and nearly and not after.whitespace_ and not doc[last].whitespace_ and doc[last + 2].ent_type_ in {"PERSON", ""} and doc[last + 2].is_alpha and doc[last + 2].lower_ not in {"led", "era", "based", "style", "backed", "appointed"}:
                last += 2
            elif after.lower_ in PARTICLES and nearly and is_name_word(doc[last + 2]) and after.ent_type_ in {"PERSON", ""}:
                last += 2
            else:
                break
        return first, last

    # -- titles and countries ---------------------------------------------------------------

    def _naming(self, first: int, last: int) -> Naming:
        """Return a naming with its title, gender and country, as the words around it say."""
        naming = Naming(first, last, first)
        self._title_before(naming)
        if not naming.country:
            self._country_after(naming)
        return naming

    def _title_before(self, naming: Naming) -> None:
        """Read the title before a name, and the state or place before the title."""
        if self._office_of_words(naming):
            return
        doc, words = self.doc, title_words()
        heads: list[str] = []
        read: list[str] = []
        i = naming.first - 1
        comma = False
        if i >= 0 and doc[i].text == "," and i >= 1 and doc[i - 1].lower_ in words["head"]:
            i, comma = i - 1, True
        while i >= 0 and "\n" not in doc[i].text_with_ws.rstrip(" "):
            token = doc[i]
            lower = token.lower_
            if lower in words["honorific"] and not comma and not heads:
                naming.honorific = lower
                naming.gender = words["honorific"][lower][0] or naming.gender
                naming.title = i
            elif lower in words["head"] or (heads and lower in words["modifier"]):
                if lower in words["head"]:
                    heads.append(lower)
                    naming.gender = words["head"][lower][0] or naming.gender
                read.append(lower)
                if not comma:
                    naming.title = i
            elif token.text in {"-", "/"} and heads:
                read.append("-")
            elif heads and token.text == "and" and doc[i - 1].lower_ in words["head"]:
                pass
            else:
                break
            i -= 1
        if heads:
            phrase = " ".join(reversed(read)).replace(" - ", "-")
            naming.offices = frozenset({phrase, heads[0]})
            title_start = doc[i + 1].idx
            naming.country, naming.rule = self._country_before(title_start)
            if not naming.country:
                for office, (_, country) in words["phrase"].items():
                    if country and office.lower() in phrase:
                        naming.country, naming.rule = country, "title"
        elif not naming.honorific or naming.title == naming.first:
            offset = doc[naming.first].idx
            naming.country, naming.rule = self._country_before(offset, bare=True)
            if not naming.country:
                self._described(naming)
        if not naming.country:
            self._office_of_before(naming)

    def _described(self, naming: Naming) -> None:
        """Read "Russian opposition activist" before a name."""
        i = naming.first - 1
        while i >= 0 and naming.first - i <= 3 and self.doc[i].pos_ in {"NOUN", "ADJ"} and self.doc[i].is_lower:
            i -= 1
        mention = self.covered.get(i)
        if i < naming.first - 1 and mention and mention.rule == "demonym" and self.doc[naming.first - 1].pos_ == "NOUN":
            naming.country, naming.rule = mention.country, "description"

    def _office_of_words(self, naming: Naming) -> bool:
        """Read a title with "of" before a name: "Secretary of State", "Minister of Health"."""
        offset = self.doc[naming.title].idx
        begin = max(self.scene.sentence_at(offset).start, offset - 70)
        match = OF_TITLE.search(self.scene.text[begin:offset])
        start = self.scene.token_at.get(begin + match.start(1)) if match else None
        if match is None or start is None or any(i in self.covered for i in range(start, naming.title)):
            return False
        phrase = match.group(1).lower()
        naming.title = start
        naming.offices = frozenset({phrase, phrase.split()[0]})
        naming.country, naming.rule = self._country_before(self.doc[start].idx)
        if not naming.country and any(
            country == "USA" and phrase.startswith(office.lower())
            for office, (_, country) in title_words()["phrase"].items()
        ):
            naming.country, naming.rule = "USA", "title"
        return True

    def _country_before(self, offset: int, *, bare: bool = False) -> tuple[str, str]:
        """Return the country of the state or place named directly before an offset."""
        text = self.scene.text
        before = text[max(0, offset - 12) : offset]
        gap = re.search(r"(?:'s|')?[ ]+(?:(?:then|ex|former|new|late|own)[\s-]+)?$", before)
        if not gap:
            return "", ""
        mention = self.ends.get(offset - (len(before) - gap.start()))
        if mention and mention.country and mention.kind in {"state", "place"}:
            loose = not gap.group().startswith("'s") and mention.rule == "name"
            if loose and re.search(r"\b(?:in|on|with|to|against|over|about|for|from|of|and)\s+$", text[max(0, mention.start - 9) : mention.start]):
                return "", ""
            if bare and not (gap.group().startswith("'s") or mention.rule == "demonym"):
                return "", ""
            return mention.country, "title" if not bare else "possessive"
        if re.search(r"\b(?:its|the country's|that country's|the nation's)\s+$", text[max(0, offset - 20) : offset]):
            return self._last_state(offset), "title"
        return "", ""

    def _last_state(self, offset: int) -> str:
        """Return the state named last before an offset in its sentence."""
        begin = self.scene.sentence_at(offset).start
        named = [f for s, f in self.starts.items() if begin <= s < offset and f.kind == "state"]
        return max(named, key=lambda f: f.start).country if named else ""

    def _office_of_before(self, naming: Naming) -> None:
        """Read "the president of France, Emmanuel Macron" before a name."""
        offset = self.doc[naming.title].idx
        text = self.scene.text
        gap = re.search(r",?\s+$", text[max(0, offset - 3) : offset])
        mention = self.ends.get(offset - (len(gap.group()) if gap else 0))
        if not mention or mention.kind not in {"state", "place"} or not mention.country:
            return
        before = text[max(0, mention.start - 60) : mention.start]
        lead = re.search(r"([A-Za-z-]+(?: [A-Za-z-]+){0,2}) (?:of|for) (?:the )?$", before)
        if lead and lead.group(1).split()[-1].lower() in title_words()["head"]:
            naming.country, naming.rule = mention.country, "office-of"
            naming.offices = frozenset({lead.group(1).split()[-1].lower()}) | naming.offices

    def _country_after(self, naming: Naming) -> None:
        """Read what follows a name: "of Japan", ", the Russian foreign minister", "(R-Ky.)"."""
        text = self.scene.text
        last = self.doc[naming.last]
        end = last.idx + len(last)
        tail = text[end : end + 90]
        if mark := PARTY_MARK.match(tail):
            following = re.match(r"[A-Z][\w.]*", text[end + mark.end() :])
            if following:
                naming.country, naming.rule = "USA", "party-mark"
                return
        if naming.offices and (of := re.match(r"\s+of\s+(?:the\s+)?", tail)):
            mention = self.starts.get(end + of.end())
            if mention and mention.country and mention.kind in {"state", "place"}:
                naming.country, naming.rule = mention.country, "office-of"
                return
        lead = re.match(r"\s*[,(—–]\s*(?:who\s+(?:is|was|serves as)\s+)?(?:the|a|an|another|one of)?\s*(?:former\s+|then-?|new\s+|top\s+|senior\s+|veteran\s+)?", tail)
        if not lead or not lead.group().strip():
            return
        after = text[end + lead.end() : end + lead.end() + 80].split("\n")[0]
        mention = self.starts.get(end + lead.end())
        heads, modifiers = title_words()["head"], title_words()["modifier"]
        if mention and mention.country and mention.kind in {"state", "place"}:
            rest = text[mention.end : mention.end + 60]
            listed = [w for w in re.findall(r"[A-Za-z-]+", re.split(r"[,.;:\n]", rest)[0])][:6]
            if mention.rule == "government" or any(w.lower() in heads for w in listed):
                naming.country, naming.rule = mention.country, "apposition"
                naming.offices = frozenset(w.lower() for w in listed if w.lower() in heads) | naming.offices
            return
        listed = re.findall(r"[A-Za-z'-]+", re.split(r"[.;:\n]|, ", after)[0])
        taken = []
        for word in listed[:5]:
            if word.lower() not in heads and word.lower() not in modifiers:
                break
            taken.append(word.lower())
        if not any(w in heads for w in taken):
            self._party(naming, after)
            return
        for office, (_, country) in title_words()["phrase"].items():
            if country and " ".join(taken).startswith(office.lower()):
                naming.country, naming.rule = country, "apposition"
        of = re.match(r"(?:[A-Za-z-]+\s+){1,5}?(?:of|for|at|in)\s+(?:the\s+)?", after)
        while taken and taken[-1] not in heads:
            taken.pop()
        naming.offices = naming.offices | {w for w in taken if w in heads} | {" ".join(taken)}
        self._party(naming, after)
        if of and not naming.country:
            mention = self.starts.get(end + lead.end() + of.end())
            if mention and mention.country and mention.kind in {"state", "place"} and "ambassador" not in taken:
                naming.country, naming.rule = mention.country, "apposition"

    def _party(self, naming: Naming, after: str) -> None:
        """Read the party of the United States in an apposition: ", a Republican strategist"."""
        party = re.match(r"(?:[a-z-]+ )?(?:Republican|Democrat|Democratic)\b(?! (?:People|Republic))", after)
        if party and not naming.country and self.scene.evidence["USA"]:
            naming.country, naming.rule = "USA", "party-mark"

    # -- respective lists -------------------------------------------------------------------

    def _respective_lists(self) -> None:
        """Read "the foreign ministers of Japan, China and South Korea, A, B and C"."""
        heads = title_words()["head"]
        text = self.scene.text
        states = sorted((f for f in self.starts.values() if f.kind in {"state", "place"} and f.country),
                        key=lambda f: f.start)  # fmt: skip
        i = 0
        while i < len(states):
            run = [states[i]]
            while i + len(run) < len(states):
                gap = text[run[-1].name_end or run[-1].end : states[i + len(run)].start]
                if not re.fullmatch(r"\s*,?\s*(?:and)?\s*(?:the\s+)?", gap) or gap.strip() == "" or "\n\n" in gap:
                    break
                run.append(states[i + len(run)])
            i += len(run)
            if len(run) < 2:
                continue
            before = text[max(0, run[0].start - 60) : run[0].start]
            stop = run[-1].name_end or run[-1].end
            after = text[stop : stop + 60]
            lead = re.search(r"([a-z]+)s?\s+(?:of|from)\s+(?:the\s+)?$", before, re.I)
            trail = re.match(r"(?:'s)?\s+((?:[a-z-]+\s+){0,3}?)([a-z]+)s\b", after, re.I)
            offset, office = stop, ""
            if lead and lead.group(1).rstrip("s").lower() in heads:
                office = lead.group(1).rstrip("s").lower()
            elif trail and trail.group(2).lower() in heads:
                office, offset = trail.group(2).lower(), stop + trail.end()
            if not office:
                continue
            names = self._names_from(offset, len(run), separated=True)
            if not names and lead:
                names = self._names_to(run[0].start - len(lead.group()))
            if len(names) == len(run):
                for (first, last), state in zip(names, run, strict=True):
                    self.namings.append(
                        Naming(first, last, first, offices=frozenset({office}),
                               country=state.country, rule="respective")  # fmt: skip
                    )

    def _names_from(self, offset: int, n: int, *, separated: bool) -> list[tuple[int, int]]:
        """Return n names in a row from an offset, or none."""
        doc = self.doc
        while offset < len(self.scene.text) and self.scene.text[offset].isspace():
            offset += 1
        start = self.scene.token_at.get(offset)
        if start is None:
            return []
        i, names, open_name = start, [], None
        signs = 0
        while i < len(doc) and i < start + 8 * n + 6:
            token = doc[i]
            if is_name_word(token) and i not in self.covered:
                open_name = (open_name[0], i) if open_name else (i, i)
            elif open_name and token.text == "-" and not token.whitespace_ and not doc[i - 1].whitespace_:
                i += 1
                open_name = (open_name[0], i)
            elif open_name and token.lower_ in PARTICLES:
                pass
            else:
                if open_name:
                    names.append(open_name)
                    open_name = None
                    if len(names) == n:
                        listed = re.match(r"(?:, ?)?and |, (?=[A-Z])", self.scene.text[token.idx :])
                        goes_on = listed and i + 1 < len(doc) and is_name_word(doc[i + 1])
                        return [] if goes_on else self._full(names)
                if token.text not in {",", "and", "—", "–", "-", "--", ":", "("} and not token.is_space:
                    break
                signs += not names
            i += 1
        if open_name and len(names) < n:
            names.append(open_name)
        return self._full(names) if len(names) == n else []

    @staticmethod
    def _full(names: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the names if each has two words."""
        return names if all(last > first for first, last in names) else []

    def _names_to(self, offset: int) -> list[tuple[int, int]]:
        """Return the names in a row that end before "…, the foreign ministers of"."""
        text = self.scene.text
        begin = self.scene.sentence_at(offset).start
        before = text[begin:offset]
        match = re.search(r"((?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)+(?:, | and |, and )?){2,}),\s+(?:the\s+)?(?:[a-z]+\s+)*[a-z]*$", before)
        if not match:
            return []
        names = []
        for name in re.finditer(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)+", match.group(1)):
            at = begin + match.start(1) + name.start()
            span = self.scene.span(at, at + len(name.group()))
            names.append((span.start, span.end - 1))
        return names

    # -- who is who -------------------------------------------------------------------------

    def _text(self, naming: Naming) -> str:
        return " ".join(self.doc[naming.first : naming.last + 1].text.split())

    def _register(self, naming: Naming) -> None:
        """Add a fully named person, or join the naming to the one known by that name."""
        name = self._text(naming)
        key = name_key(name)
        parts = key.split(" ")
        if len(parts) < 2:
            return
        person = self.by_key.get(key)
        if person is None:
            person = self._same_ends(parts)
        if person is None:
            leader = leaders_named(key, self.published, full=True)
            family_first = naming.country in FAMILY_FIRST or (leader and leader.country in FAMILY_FIRST)
            is_east = bool(family_first) or (parts[0] in FAMILIES and len(parts) <= 3)
            family = parts[0] if is_east else parts[-1]
            if leader and leader.family:
                family = leader.family
            given = parts[-1] if is_east else parts[0]
            person = Person(name, family, given, leader=leader)
            self.persons.append(person)
            self.by_family[family].append(person)
            self.by_given[given].append(person)
        self.by_key[key] = person
        self._tell(person, naming)

    def _same_ends(self, parts: list[str]) -> Person | None:
        """Return the person known by the same first and last name: Robert (Swan) Mueller."""
        for person in self.by_family.get(parts[-1], ()):
            if person.given == parts[0]:
                return person
        return None

    def _tell(self, person: Person, naming: Naming) -> None:
        """Join a naming to a person, and what it says about them."""
        naming.person = person
        self.first[person] = min(naming.first, self.first.get(person, naming.first))
        person.gender = person.gender or naming.gender
        person.offices |= naming.offices
        if naming.country and (not person.country or (RANK[naming.rule] < RANK.get(person.rule, 9))):
            person.country, person.rule = naming.country, naming.rule

    def _carry(self, naming: Naming) -> None:
        """Join a single name to a person of that surname, a leader, or a person of its own."""
        name = self._text(naming)
        key = name_key(name)
        pool = self.by_family.get(key.split(" ")[-1]) or self.by_family.get(key.split(" ")[0]) or []
        leader = leaders_named(key, self.published, full=False, country=naming.country)
        if leader and not any(p.leader and p.leader.name == leader.name for p in pool):
            pool = [p for p in pool if self.first.get(p, naming.first) < naming.first]
        person = self._choose(pool, naming)
        if person is None and naming.last > naming.first and len(key.split(" ")) < 2:
            key = key.split(" ")[-1]
        if person is None and not naming.honorific and not naming.offices:
            given = self.by_given.get(key, [])
            person = given[0] if len(given) == 1 else None
        if person is None:
            if leader and naming.gender and leader.gender and naming.gender != leader.gender:
                leader = None
            if leader:
                person = Person(name, key.split(" ")[-1], "", leader=leader)
            elif naming.honorific or naming.offices or naming.country or self._looks_like_name(naming):
                person = Person(name, key.split(" ")[-1], "")
            else:
                return
            self.persons.append(person)
            self.by_family[person.family].append(person)
            self.by_key.setdefault(key, person)
        self._tell(person, naming)

    def _looks_like_name(self, naming: Naming) -> bool:
        """Return whether a single entity without a title is likely somebody's name."""
        token = self.doc[naming.first]
        return (
            naming.first == naming.last and token.ent_type_ == "PERSON" and token.pos_ == "PROPN"
            and token.text[1:].islower() and naming.first not in self.covered
            and token.dep_ in {"nsubj", "nsubjpass", "poss"}
        )  # fmt: skip

    def _choose(self, pool: list[Person], naming: Naming) -> Person | None:
        """Return who of those with one surname is meant: by title, gender, then who came first."""
        if naming.gender:
            pool = [p for p in pool if not p.gender or p.gender == naming.gender]
        if naming.country:
            pool = [p for p in pool if not p.country or p.country == naming.country]
        if naming.offices:
            pool = [p for p in pool if p.offices & naming.offices] or pool
        return min(pool, key=lambda p: self.first.get(p, 0), default=None)

    def _bare_names(self) -> None:
        """Find the surnames of known persons wherever they stand alone."""
        taken = {i for n in self.namings for i in range(n.title, n.last + 1)}
        mentioned = {n.person for n in self.namings}
        for token in self.doc:
            if token.i in taken or not token.text[:1].isupper() or len(token.text) < 2:
                continue
            key = name_key(token.text.removesuffix("'s"))
            pool = [p for p in self.by_family.get(key, ()) if p in mentioned]
            if not pool and token.pos_ == "PROPN" and len(key) > 3 and not token.is_sent_start:
                pool = self.by_given.get(key, []) if len(self.by_given.get(key, [])) == 1 else []
            if not pool or (token.i in self.covered and not self._is_speaker(token)):
                continue
            if token.lower_ in NOT_NAMES and (
                self._in_longer_entity(token) or token.pos_ != "PROPN" or token.dep_ not in SUBJECTS
            ):
                continue
            if token.ent_type_ in {"ORG", "DATE", "LAW", "WORK_OF_ART", "PRODUCT"} and self._in_longer_entity(token):
                continue
            if token.is_sent_start and token.text.lower() in COMMON_SURNAMES and token.pos_ != "PROPN":
                continue
            naming = Naming(token.i, token.i, token.i)
            self._title_before(naming)
            person = self._choose(pool, naming)
            if person:
                self._tell(person, naming)
                self.namings.append(naming)

    def _in_longer_entity(self, token: "Token") -> bool:
        i = token.i
        return token.ent_iob_ == "I" or (i + 1 < len(self.doc) and self.doc[i + 1].ent_iob_ == "I")

    def _is_speaker(self, token: "Token") -> bool:
        """Return whether a name that is also a place's acts as a person: "Paris said"."""
        return token.ent_type_ == "PERSON" and token.dep_ == "nsubj"

    def _owners(self) -> None:
        """Give officials the country of whom they serve: "Trump's chief economic adviser"."""
        named = {self._end(n): n.person for n in self.namings}
        heads = title_words()["head"]
        text = self.scene.text
        for naming in self.namings:
            person = naming.person
            assert person is not None
            if person.country:
                continue
            offset, end = self.doc[naming.title].idx, self._end(naming)
            owner = None
            if naming.offices and text[offset - 3 : offset] == "'s ":
                owner = named.get(offset - 3)
            elif match := OWNED.match(text, end):
                title = match.group(2).lower().split()
                if any(w in heads for w in title[-2:]):
                    owner = named.get(match.end(1))
            if owner and owner.country and owner is not person:
                person.country, person.rule = owner.country, "office-of-person"

    def _end(self, naming: Naming) -> int:
        last = self.doc[naming.last]
        return last.idx + len(last.text.removesuffix("'s"))

    def _home(self) -> str:
        """Return the state whose head of state or government the text names without a country.

        "President Trump", "the attorney general": such a text speaks from within one state. None
        where several heads are named so.
        """
        countries = {
            n.person.country
            for n in self.namings
            if n.person and n.person.country and not n.country
            and n.offices & {"president", "prime minister", "chancellor", "premier"}
        }  # fmt: skip
        return countries.pop() if len(countries) == 1 else ""


def is_national(offices: frozenset[str] | set[str], home: str) -> bool:
    """Return whether a title without a country is one of the home state's government.

    The United States has secretaries, no ministers; other states have ministers.
    """
    said = " ".join(offices)
    if home == "USA":
        return bool(AMERICAN.search(said)) and "minister" not in said
    return bool(re.search(r"\b(?:minister|ministry|cabinet|parliament)", said))


AMERICAN = re.compile(
    r"\b(?:secretary|attorney general|vice president|sen|rep|gov|senator|congress(?:wo)?man|"
    r"representative|governor|national security advis[eo]r|special counsel|first lady|"
    r"chief of staff|press secretary|surgeon general|patrol agent|administration official)\b"
)
OWNED = re.compile(r",\s+(?:Mr\.?\s+|Mrs\.?\s+|Ms\.?\s+|President\s+)?([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)'s\s+((?:[A-Za-z-]+\s){0,4}[A-Za-z-]+)")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "poss"})
COMMON_SURNAMES = frozenset(
    "may will mark bill long short young white black brown green page bush rice price case best "
    "day park moon sun cook king hope love".split()
)
RANK = {
    "title": 0, "respective": 0, "office-of": 1, "apposition": 1, "possessive": 2,
    "party-mark": 2, "description": 2, "leader": 3, "office-of-person": 4, "home": 5,
}  # fmt: skip
