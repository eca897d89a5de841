"""Find persons: who is who, with which country, and surnames carried over."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from closereading.article import slug

from .gazetteer import word_list
from .leader import Leader, leaders_named
from .name import is_like_a_name, name_key, name_spans
from .place import LOCATIVE
from .respective import respective_lists
from .scene import Found, Scene
from .title import Around, Naming, naming_at, title_before, title_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "VNM", "KHM"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "poss"})
RANK = {
    "title": 0, "respective": 0, "office-of": 1, "apposition": 1, "possessive": 2, "party-mark": 2,
    "description": 2, "leader": 3, "office-of-person": 4, "home": 5, "only-state": 6,
}  # fmt: skip
AMERICAN = re.compile(
    r"\b(?:secretary|attorney general|vice president|sen|rep|gov|senator|congress(?:wo)?man|"
    r"representative|governor|national security advis[eo]r|special counsel|first lady|"
    r"chief of staff|press secretary|surgeon general|patrol agent|administration official)\b"
)
HEADS = frozenset({"president", "prime minister", "chancellor", "premier"})
ABROAD = re.compile(r"\b(?:against|with|to|on|from|at|toward|towards|visited|visiting) (?:the )?$")
OWNED = re.compile(
    r",\s+(?:Mr\.?\s+|Mrs\.?\s+|Ms\.?\s+|President\s+)?([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)'s\s+((?:[A-Za-z-]+\s){0,4}[A-Za-z-]+)"
)


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


class Cast:
    """The persons of an article, and where they are named."""

    def __init__(self, scene: Scene, found: list[Found], published: str) -> None:
        self.around = Around(scene, found)
        self.scene = scene
        self.doc: Doc = scene.doc
        self.published = published
        self.persons: list[Person] = []
        self.by_key: dict[str, Person] = {}
        self.by_family: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self.namings: list[Naming] = []
        self.of: dict[Naming, Person] = {}
        self.first: dict[Person, int] = {}
        self.home = ""

    def fill(self) -> None:
        """Find everybody: full names first, then what is carried over from them."""
        self.namings = respective_lists(self.around)
        taken = {i for n in self.namings for i in range(n.first, n.last + 1)}
        self.namings += [naming_at(self.around, *span) for span in name_spans(self.around, taken)]
        self.namings.sort(key=lambda n: n.first)
        full = [n for n in self.namings if n.last > n.first]
        for naming in full:
            self._register(naming)
        for naming in self.namings:
            if naming not in self.of:
                self._carry(naming)
        self.namings = [n for n in self.namings if n in self.of]
        self._bare_names()
        self.namings.sort(key=lambda n: n.first)
        for person in self.persons:
            if not person.country and person.leader:
                person.country, person.rule = person.leader.country, "leader"
        self._owners()
        self.home = self._home()
        only = self._only_state()
        for person in self.persons:
            if not person.country and self.home and is_national(person.offices, self.home):
                person.country, person.rule = self.home, "home"
            elif not person.country and only and person.offices & HEADS:
                person.country, person.rule = only, "only-state"

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
            family_first = naming.country in FAMILY_FIRST or (
                leader and leader.country in FAMILY_FIRST
            )
            is_east = bool(family_first) or (parts[0] in word_list("families") and len(parts) <= 3)
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
        self.of[naming] = person
        self.first[person] = min(naming.first, self.first.get(person, naming.first))
        person.gender = person.gender or naming.gender
        person.offices |= naming.offices
        if naming.country and (
            not person.country or (RANK[naming.rule] < RANK.get(person.rule, 9))
        ):
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
            elif (
                naming.honorific
                or naming.offices
                or naming.country
                or self._looks_like_name(naming)
            ):
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
            and token.text[1:].islower() and naming.first not in self.around.covered
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
        mentioned = set(self.of.values())
        for token in self.doc:
            plain = token.i in self.scene.lower and is_like_a_name(token) and len(token) > 2
            if token.i in taken or not (token.text[:1].isupper() or plain) or len(token) < 2:
                continue
            key = name_key(token.text.removesuffix("'s"))
            pool = [p for p in self.by_family.get(key, ()) if p in mentioned]
            if not pool and token.pos_ == "PROPN" and len(key) > 3 and not token.is_sent_start:
                pool = self.by_given.get(key, []) if len(self.by_given.get(key, [])) == 1 else []
            if not pool or (token.i in self.around.covered and not self._is_speaker(token, pool)):
                continue
            if token.lower_ in word_list("not_names") and (
                self._in_longer_entity(token) or token.pos_ != "PROPN" or token.dep_ not in SUBJECTS
            ):
                continue
            if token.ent_type_ in {
                "ORG",
                "DATE",
                "LAW",
                "WORK_OF_ART",
                "PRODUCT",
            } and self._in_longer_entity(token):
                continue
            if (
                token.is_sent_start
                and token.text.lower() in word_list("common_surnames")
                and token.pos_ != "PROPN"
            ):
                continue
            naming = Naming(token.i, token.i, token.i)
            title_before(self.around, naming)
            person = self._choose(pool, naming)
            if person:
                self._tell(person, naming)
                self.namings.append(naming)

    def _in_longer_entity(self, token: "Token") -> bool:
        i = token.i
        return token.ent_iob_ == "I" or (i + 1 < len(self.doc) and self.doc[i + 1].ent_iob_ == "I")

    def _is_speaker(self, token: "Token", pool: list[Person]) -> bool:
        """Return whether a name that is also a place's is a person's here: "Herrera said"."""
        place = self.around.covered[token.i]
        before = self.scene.text[max(0, token.idx - 24) : token.idx]
        return (
            place.kind == "place"
            and place.end - place.start == len(token)
            and any(" " in p.name for p in pool)
            and not LOCATIVE.search(before)
            and not self.scene.text.startswith(", ", place.end)
        )

    def _owners(self) -> None:
        """Give officials the country of whom they serve: "Trump's chief economic adviser"."""
        named = {self._end(n): self.of[n] for n in self.namings}
        heads = title_words()["head"]
        text = self.scene.text
        for naming in self.namings:
            person = self.of[naming]
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

    def _only_state(self) -> str:
        """Return the one state that the text names, where it is the scene: "in Kenya"."""
        found = [f for f in self.around.starts.values() if f.country]
        if len({f.country for f in found}) != 1:
            return ""
        text = self.scene.text
        if any(ABROAD.search(text[max(0, f.start - 16) : f.start]) for f in found):
            return ""
        return found[0].country

    def _home(self) -> str:
        """Return the state whose head of state or government the text names without a country.

        "President Trump", "the attorney general": such a text speaks from within one state. None
        where several heads are named so.
        """
        countries = {
            self.of[n].country
            for n in self.namings
            if self.of[n].country and not n.country
            and n.offices & HEADS
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
