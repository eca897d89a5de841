"""Find persons: who is who, with which country, and surnames carried over."""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import Leader, leader_named, name_key, word_list
from .name import Names
from .place import LOCATIVE
from .scene import Found, Scene
from .title import Around, Naming, is_like_a_name

if TYPE_CHECKING:
    from spacy.tokens import Token

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


class Persons:
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
        self.names = names = Names(scene, self.around)
        namings = [*names.respective(), *(self.around.naming(*span) for span in names.spans())]
        for naming in sorted(namings, key=lambda n: (n.last == n.first, n.first)):
            self._join(naming)
        for token in self.doc:
            if token.i not in names.taken and (pool := self._bare(token)):
                naming = self.around.naming(token.i, token.i)
                if person := self._choose(pool, naming):
                    self._tell(person, naming)
        self.namings = sorted(self.of, key=lambda n: n.first)
        self.home = self._countries()

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
        is_told = (
            naming.honorific or naming.offices or naming.country or token.i in self.names.listed
        )
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
