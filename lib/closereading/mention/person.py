"""Find persons: their names, who is who, with which country, and surnames carried over."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import Leader, is_leader, leader_named, name_key, word_list
from .place import LOCATIVE, is_company
from .scene import Found, Scene
from .title import Around, Naming, is_like_a_name, is_name_word

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]  # first and last token, inclusive
GROWN = re.compile(r"(?:N|p{1,2}[NX]){0,5}")
TRIMMED = re.compile(r"(?:[SDs'x,-]|h|M*[HL](?=.))*")
NAMES = [  # how a name shows without a named entity, example
    (r"h([NX])", "Mr. Petrov"),
    (r"[HL](N)", "Foreign Minister Petrov"),
    (r"H(?:ot?[SD]s*)?,h*([NX][NXp]*[NX])[,.|]", "his counterpart, Antoine Armand,"),
    (r"Hc([NX]+)", "a sailor named Pytheas"),
    (r"[HL]n?k([NX]+)", "theorists like Machiavelli"),
    (r"([NX][NXp]*[NX])(?=,tM*H(?![NX]))", "Winston Parata, the foreign minister"),
]
STATES = r"(?P<states>[SD]s*(?:(?:,&?|&)t?[SD]s*)+)"
NAMED = r"(?P<names>[NX][NXp]*[NX](?:(?:,&?|&)[NX][NXp]*[NX])+)(?!(?:,&?|&)[NX])"
RESPECTIVE = [  # how a list of states meets a list of names, example
    (rf"(?P<office>[HL])ot?{STATES},+{NAMED}", "foreign ministers of Japan and China, A B and C D"),
    (rf"{STATES}'?M*(?P<office>[HL]),?{NAMED}", "Japanese and Chinese ministers A B and C D"),
    (rf"{NAMED},t?M*(?P<office>[HL])ot?{STATES}", "A B and C D, ministers of Japan and China"),
]
OFFICIAL = re.compile(r"S[NX]+,t?M*H")
LISTED = re.compile(r"[NXp]+(?:,[NXp]+)*,?&[NXp]+")
SERVING = re.compile(r"([NX])'[HMo-]*,?h*$")
SERVED = re.compile(r",[hHM]*([NX]+)'[Mn-]*H")
NEAR = 60  # words in which a capital's name is still a person's of that surname
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "VNM", "KHM"})
RANK = {
    "title": 0, "respective": 0, "office-of": 1, "apposition": 1, "possessive": 2, "party-mark": 2,
    "leader": 3, "office-of-person": 4, "home": 5, "only-state": 6,
}  # fmt: skip
AMERICAN = re.compile(
    r"\b(?:secretary|attorney general|vice president|sen|rep|gov|senator|congress(?:wo)?man|"
    r"representative|governor|national security advis[eo]r|special counsel|first lady|"
    r"chief of staff|press secretary|surgeon general|patrol agent|administration official)\b"
)
NATIONAL = re.compile(r"\b(?:minister|ministry|cabinet|parliament)")
HEADS = frozenset({"president", "prime minister", "chancellor", "premier"})
ABROAD = re.compile(r"\b(?:against|with|to|on|from|at|toward|towards|visited|visiting) (?:the )?$")


@dataclass(eq=False)
class Person:
    """A person of this article."""

    name: str
    family: str
    given: str
    leader: Leader | None = None
    gender: str = ""
    country: str = ""
    rule: str = ""
    offices: set[str] = field(default_factory=set)
    first: int = sys.maxsize  # token

    def found(self, start: int, end: int, rule: str) -> Found:
        """Return a mention of this person."""
        return Found(start, end, slug(self.name), self.name, "person", self.country, rule)


class Cast:
    """The persons of an article, and where they are named."""

    def __init__(self, scene: Scene, found: list[Found], published: str) -> None:
        """Find everybody: full names first, then what is carried over from them."""
        self.around = Around(scene, found)
        self.scene, self.doc, self.published = scene, scene.doc, published
        self.persons: list[Person] = []
        self.by_key: dict[str, Person] = {}
        self.by_family: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self.of: dict[Naming, Person] = {}
        self.taken: set[int] = set()
        self.listed: set[int] = set()
        namings = [*self._respective(), *(self.around.naming(*span) for span in self._names())]
        for naming in sorted(namings, key=lambda n: (n.last == n.first, n.first)):
            self._join(naming)
        for token in self.doc:
            if token.i not in self.taken and (pool := self._bare(token)):
                naming = self.around.naming(token.i, token.i)
                if person := self._choose(pool, naming):
                    self._tell(person, naming)
        self.namings = sorted(self.of, key=lambda n: n.first)
        self.home = self._countries()

    def _grow(self, first: int, last: int) -> Iterator[Span]:
        """Yield a name's span with the words after it that belong to it."""
        more = GROWN.match(self.around.letters, last + 1)
        is_plain = more and self.scene.case(self.doc[first].idx) != "upper"
        return self._take(first, more.end() - 1 if more and is_plain else last)

    def _take(self, first: int, last: int) -> Iterator[Span]:
        """Yield a span if nobody has it yet, and take it."""
        span = range(first, last + 1)
        if self.taken.isdisjoint(span):
            self.taken.update(span)
            yield first, last

    def _respective(self) -> Iterator[Naming]:
        """Read "the foreign ministers of Japan, China and South Korea, A, B and C"."""
        letters = self.around.letters
        for match in (m for pattern, _ in RESPECTIVE for m in re.finditer(pattern, letters)):
            states = [m.start() for m in re.finditer("[SD]", match["states"])]
            names = [m.span() for m in re.finditer("[NXp]+", match["names"])]
            offices = {self.doc[match.start("office")].lower_.rstrip("s")}
            for at, (first, end) in zip(states, names, strict=False):
                country = self.around.covered[match.start("states") + at].country
                span = match.start("names") + first, match.start("names") + end - 1
                for a, b in self._take(*span) if len(states) == len(names) else ():
                    yield Naming(a, b, a, "", "", offices, country, "respective")

    def _names(self) -> Iterator[Span]:
        """Yield the names of persons: named entities, words after titles, known leaders."""
        letters, doc = self.around.letters, self.doc
        for ent in doc.ents:
            is_shouted = (
                self.scene.case(ent.start_char) == "upper"
            )  # no entity ends where it should
            if ent.label_ == "PERSON" and not is_company(ent) and not is_shouted:
                yield from self._trim(ent.start, ent.end)
        yield from self._leaders(4, 3, 2)
        for match in (m for pattern, _ in NAMES for m in re.finditer(pattern, letters)):
            first, last = match.start(1), match.end(1) - 1
            self.listed |= {first} if letters[first - 1] == "k" else set()
            yield from self._grow(first, last)
        yield from self._leaders(1)
        for match in LISTED.finditer(letters):
            spans = [m.span() for m in re.finditer("[NXp]+", match.group())]
            names = [doc[match.start() + a : match.start() + b] for a, b in spans]
            for name in names if any(name.start in self.taken for name in names) else ():
                is_place = name.text.lower() in self.scene.located
                if name[0].ent_type_ in {"PERSON", "GPE", "NORP", ""} and not is_place:
                    self.listed.add(name.start)
                    yield from self._take(name.start, name.end - 1)
        alone = {t.text for t in doc if t.pos_ == "PROPN" and letters[t.i - 1] not in "NXSs"}
        for match in re.finditer(r"S(?=[NX])", letters):  # Paris Hilton, who is Hilton later on
            token, after = doc[match.start()], doc[match.end()]
            is_given = self.around.covered[token.i].kind == "place" or (
                token.lower_ in word_list("common_words")  # "Chad Wolf"
            )
            is_told = after.text in alone or OFFICIAL.match(letters, token.i)
            is_name = is_told and after.lower_ not in word_list("no_person")
            if is_given and is_name and token.dep_ == "compound":
                yield from self._grow(token.i, after.i)

    def _leaders(self, *sizes: int) -> Iterator[Span]:
        """Yield the names of known leaders of so many words."""
        for token in self.doc:
            for size in sizes if token.text[:1].isupper() or token.i in self.scene.lower else ():
                name = self.doc[token.i : token.i + size]
                if is_leader(name.text, name[0].ent_type_) and not is_company(name):
                    yield from self._take(token.i, min(token.i + size, len(self.doc)) - 1)

    def _trim(self, first: int, end: int) -> Iterator[Span]:
        """Yield an entity's span without titles, states, possessives and stray signs, grown."""
        lead = TRIMMED.match(self.around.letters, first, end)
        first = lead.end() if lead else first
        while (
            self.around.letters[first - 1 : first] == "N" and self.doc[first - 1].dep_ == "compound"
        ):
            first -= 1
        while end > first and not is_name_word(self.doc[end - 1]):
            end -= 1
        name = self.doc[first:end]
        is_title = len(name) == 1 and self.around.letters[first] in "HLM"
        if len(name.text) > 1 and "\n" not in name.text and not is_title:
            yield from self._grow(first, end - 1)

    def _join(self, naming: Naming) -> None:
        """Join a naming to a person: one of that name, a leader, or one who is new here."""
        name = " ".join(self.doc[naming.first : naming.last + 1].text.split())
        key = name_key(name)
        first, last, is_full = key.split(" ")[0], key.split(" ")[-1], " " in key
        leader = leader_named(key, self.published, "" if is_full else naming.country)
        if is_full:  # by the same name, or by the same ends: Robert (Swan) Mueller
            same = [p for p in self.by_family[last] if p.given == first]
            person = self.by_key.get(key) or next(iter(same), None)
        else:
            person = self._bearer(key, naming, leader)
        if person is None:
            if leader and naming.gender not in {"", leader.gender}:
                leader = None
            if not (is_full or leader or self._is_name(naming)):
                return
            country = leader.country if leader else naming.country
            is_known = first in word_list("families") and key.count(" ") < 3
            if is_full and (country in FAMILY_FIRST or is_known):
                first, last = last, first
            family = leader.family if leader and is_full else last
            name = leader.name if leader else name
            person = Person(name, family, first if is_full else "", leader)
            self.persons.append(person)
            for own in {family} if country in FAMILY_FIRST else {family, last}:
                self.by_family[own].append(person)
            self.by_given[person.given].append(person)
        self.by_key.setdefault(key, person)
        self._tell(person, naming)

    def _bearer(self, key: str, naming: Naming, leader: Leader | None) -> Person | None:
        """Return who of the persons so far is meant by a surname or a given name."""
        pool = self.by_family[key]
        if leader and not any(p.leader and p.leader.name == leader.name for p in pool):
            pool = [p for p in pool if p.first < naming.first]
        given = self.by_given[key]
        is_plain = not naming.honorific and not naming.offices and len(given) == 1
        return self._choose(pool, naming) or (given[0] if is_plain else None)

    def _tell(self, person: Person, naming: Naming) -> None:
        """Join a naming to a person, and what it says about them."""
        self.of[naming] = person
        person.first = min(person.first, naming.first)
        person.gender = person.gender or naming.gender
        person.offices |= naming.offices
        if naming.country and RANK[naming.rule] < RANK.get(person.rule, 9):
            person.country, person.rule = naming.country, naming.rule

    def _is_name(self, naming: Naming) -> bool:
        """Return whether a single word is somebody's name, as what stands around it says."""
        token = self.doc[naming.first]
        is_told = naming.honorific or naming.offices or naming.country or token.i in self.listed
        is_name = token.pos_ == "PROPN" and token.text[1:].islower()
        is_bearer = is_name and token.dep_ in {"nsubj", "nsubjpass", "poss"}
        return len(token) > 1 and (bool(is_told) or is_bearer)

    def _choose(self, pool: list[Person], naming: Naming) -> Person | None:
        """Return who of those with one surname is meant: by title, gender, then who came first."""
        if naming.gender:
            pool = [p for p in pool if p.gender in {"", naming.gender}]
        if naming.country:
            pool = [p for p in pool if p.country in {"", naming.country}]
        if naming.offices:
            pool = [p for p in pool if p.offices & naming.offices] or pool
        return min(pool, key=lambda p: p.first, default=None)

    def _bare(self, token: "Token") -> list[Person]:
        """Return who may be meant by a word that stands alone: persons of that surname."""
        is_plain = token.i in self.scene.lower and is_like_a_name(token)
        if not (token.text[:1].isupper() or is_plain):
            return []
        key, after = name_key(token.text), self.doc[token.i + 1 : token.i + 2]
        pool = self.by_family.get(key, [])
        is_part = token.ent_iob_ == "I" or (bool(after) and after[0].ent_iob_ == "I")
        if place := self.around.covered.get(token.i):  # "Herrera said"
            is_used = LOCATIVE.search(self.scene.before(token.idx, 24)) or after.text == ","
            is_near = place.rule == "metonym" and any(token.i - p.first < NEAR for p in pool)
            is_name = (place.kind == "place" or is_near) and place.end - place.start == len(token)
            is_meant = is_name and not is_used and any(" " in p.name for p in pool)
        elif token.lower_ in word_list("not_names") | word_list("common_surnames"):
            is_meant = token.pos_ == "PROPN" and not is_part
        else:
            is_meant = not is_part or token.ent_type_ in {"PERSON", "GPE", "NORP"}
        return pool if is_meant else []

    def _countries(self) -> str:
        """Give a country to whom no naming did; return the one within which the text speaks.

        First to leaders, then to officials of theirs. A text that names one head of state or
        government without a country ("President Trump") speaks from within that state.
        """
        for person in self.persons:
            if not person.country and person.leader:
                person.country, person.rule = person.leader.country, "leader"
        self._officials()
        heads = {self.of[n].country for n in self.namings if not n.country and n.offices & HEADS}
        home = "".join(heads - {""}) if len(heads - {""}) == 1 else ""
        places = [f for f in self.around.found if f.country]
        is_abroad = any(ABROAD.search(self.scene.before(f.start, 16)) for f in places)
        only = places[0].country if len({f.country for f in places}) == 1 and not is_abroad else ""
        for person in self.persons:
            said = " ".join(person.offices)
            # the United States has secretaries, no ministers; other states have ministers
            is_american = AMERICAN.search(said) and "minister" not in said
            is_own = is_american if home == "USA" else NATIONAL.search(said)
            if not person.country and home and is_own:
                person.country, person.rule = home, "home"
            elif not person.country and only and person.offices & HEADS:
                person.country, person.rule = only, "only-state"
        return home

    def _officials(self) -> None:
        """Give officials the country of whom they serve: "Trump's chief economic adviser"."""
        ends = {naming.last: person for naming, person in self.of.items()}
        for naming, person in self.of.items():
            letters, begin = self.around.letters, max(0, naming.first - 9)
            before = SERVING.search(letters[begin : naming.first]) if naming.offices else None
            after = SERVED.match(letters, naming.last + 1)
            at = begin + before.start(1) if before else after.end(1) - 1 if after else -1
            if at in ends and ends[at] is not person and not person.country:
                person.country = ends[at].country
                person.rule = "office-of-person" if person.country else ""

    def mentions(self) -> list[Found]:
        """Return the mentions of persons by name."""
        result = []
        for naming in self.namings:
            person, last = self.of[naming], self.doc[naming.last]
            rule = "surname" if naming.last == naming.first else person.rule or "name"
            end = last.idx + len(last.text.removesuffix("'s"))
            start = self.doc[naming.title].idx
            result.append(person.found(start, end, naming.rule or rule))
        return result
