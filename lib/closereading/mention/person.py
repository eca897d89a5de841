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
    (re.compile(r"h([NX])"), "Mr. Petrov"),
    (re.compile(r"[HL](N)"), "Foreign Minister Petrov"),
    (re.compile(r"H(?:ot?[SD]s*)?,h*([NX][NXp]*[NX])[,.|]"), "his counterpart, Antoine Armand,"),
    (re.compile(r"Hc([NX]+)"), "a sailor named Pytheas"),
]
STATES = r"(?P<states>[SD]s*(?:(?:,&?|&)t?[SD]s*)+)"
NAMED = r"(?P<names>[NX][NXp]*[NX](?:(?:,&?|&)[NX][NXp]*[NX])+)(?!(?:,&?|&)[NX])"
RESPECTIVE = [  # how a list of states meets a list of names, example
    (re.compile(rf"[HL]ot?{STATES},+{NAMED}"), "foreign ministers of Japan and China, A B and C D"),
    (
        re.compile(rf"{STATES}'?M*[HL],?{NAMED}"),
        "Japanese and Chinese foreign ministers A B and C D",
    ),
    (re.compile(rf"{NAMED},t?M*[HL]ot?{STATES}"), "A B and C D, the ministers of Japan and China"),
]
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

    @property
    def shown(self) -> str:
        """Return the canonical name."""
        return self.leader.name if self.leader else self.name

    def found(self, start: int, end: int, rule: str) -> Found:
        """Return a mention of this person."""
        return Found(start, end, slug(self.shown), self.shown, "person", self.country, rule)


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
        namings = [*self._respective(), *(self.around.naming(*span) for span in self._names())]
        namings.sort(key=lambda n: (n.last == n.first, n.first))
        for naming in namings:
            self._carry(naming) if naming.last == naming.first else self._register(naming)
        self._bare_names()
        self.namings = sorted(self.of, key=lambda n: n.first)
        self._countries()

    def _take(self, first: int, last: int) -> Iterator[Span]:
        """Yield a span if nobody has it yet, and take it."""
        span = range(first, last + 1)
        if self.taken.isdisjoint(span):
            self.taken.update(span)
            yield first, last

    def _respective(self) -> Iterator[Naming]:
        """Read "the foreign ministers of Japan, China and South Korea, A, B and C"."""
        letters = self.around.letters
        for pattern, _ in RESPECTIVE:
            for match in pattern.finditer(letters):
                states = [m.start() for m in re.finditer("[SD]", match.group("states"))]
                names = [m.span() for m in re.finditer("[NXp]+", match.group("names"))]
                office = re.search(r"[HL]", match.group().replace(match.group("states"), "", 1))
                head = next(i for i in range(*match.span()) if letters[i] in "HL")
                if len(states) != len(names) or not office:
                    continue
                for at, (first, end) in zip(states, names, strict=True):
                    base = match.start("names")
                    for a, b in self._take(base + first, base + end - 1):
                        country = self.around.covered[match.start("states") + at].country
                        offices = {self.doc[head].lower_.rstrip("s")}
                        yield Naming(a, b, a, "", "", offices, country, "respective")

    def _names(self) -> Iterator[Span]:
        """Yield the names of persons: named entities, words after titles, known leaders."""
        letters = self.around.letters
        for ent in self.doc.ents:
            if ent.label_ == "PERSON" and not is_company(ent):
                yield from self._trim(ent.start, ent.end)
        yield from self._leaders(4, 3, 2)
        for pattern, _ in NAMES:
            for match in pattern.finditer(letters):
                first, last = match.start(1), match.end(1) - 1
                if self._is_titled(first, last):
                    yield from self._take(first, self._grow(last))
        yield from self._leaders(1)
        alone = {t.text for t in self.doc if t.pos_ == "PROPN" and letters[t.i - 1] not in "NXSs"}
        alone = {a for a in alone if a.lower() not in word_list("no_person")}
        for match in re.finditer(r"S(?=[NX])", letters):  # Paris Hilton, who is Hilton later on
            token, after = self.doc[match.start()], self.doc[match.end()]
            is_place = self.around.covered[token.i].kind == "place" and token.dep_ == "compound"
            if is_place and token.head.i == after.i and after.text in alone:
                yield from self._take(token.i, after.i)

    def _leaders(self, *sizes: int) -> Iterator[Span]:
        """Yield the names of known leaders of so many words."""
        for token in self.doc:
            for size in sizes if token.text[:1].isupper() or token.i in self.scene.lower else ():
                if is_leader(self.doc[token.i : token.i + size].text):
                    yield from self._take(token.i, min(token.i + size, len(self.doc)) - 1)

    def _is_titled(self, first: int, last: int) -> bool:
        """Return whether what stands before a name is a title rather than a word."""
        title, name = self.doc[first - 1], self.doc[first]
        if last > first or self.around.letters[first - 1] in "hc":
            return True
        is_free = name.ent_type_ in {"PERSON", ""}
        return title.text[:1].isupper() or (
            is_free and title.dep_ in {"compound", "nmod", "amod", "appos"}
        )

    def _trim(self, first: int, end: int) -> Iterator[Span]:
        """Yield an entity's span without titles, states, possessives and stray signs, grown."""
        lead = TRIMMED.match(self.around.letters, first, end)
        first = lead.end() if lead else first
        while end > first and not is_name_word(self.doc[end - 1]):
            end -= 1
        name = self.doc[first:end]
        is_title = len(name) == 1 and self.around.letters[first] in "HLM"
        if len(name.text) > 1 and "\n" not in name.text and not is_title:
            yield from self._take(first, self._grow(end - 1))

    def _grow(self, last: int) -> int:
        """Return the last token of a name with the words that belong to it."""
        more = GROWN.match(self.around.letters, last + 1)
        return more.end() - 1 if more else last

    def _register(self, naming: Naming) -> None:
        """Add a fully named person, or join the naming to the one known by that name."""
        name = " ".join(self.doc[naming.first : naming.last + 1].text.split())
        key = name_key(name)
        parts = key.split(" ")
        person = self.by_key.get(key) or next(
            (p for p in self.by_family.get(parts[-1], ()) if p.given == parts[0]), None
        )  # Robert (Swan) Mueller
        if person is None:
            leader = leader_named(key, self.published) if len(parts) > 1 else None
            country = leader.country if leader else naming.country
            is_east = country in FAMILY_FIRST or (
                parts[0] in word_list("families") and len(parts) <= 3
            )
            family, given = (parts[0], parts[-1]) if is_east else (parts[-1], parts[0])
            person = Person(name, leader.family if leader else family, given, leader)
            self._add(person, key)
        self.by_key[key] = person
        self._tell(person, naming)

    def _add(self, person: Person, key: str) -> None:
        self.persons.append(person)
        self.by_family[person.family].append(person)
        self.by_given[person.given].append(person)
        self.by_key.setdefault(key, person)

    def _tell(self, person: Person, naming: Naming) -> None:
        """Join a naming to a person, and what it says about them."""
        self.of[naming] = person
        person.first = min(person.first, naming.first)
        person.gender = person.gender or naming.gender
        person.offices |= naming.offices
        if naming.country and RANK[naming.rule] < RANK.get(person.rule, 9):
            person.country, person.rule = naming.country, naming.rule

    def _carry(self, naming: Naming) -> None:
        """Join a single name to a person of that surname, a leader, or a person of its own."""
        name = self.doc[naming.first].text
        key = name_key(name)
        pool = self.by_family.get(key, [])
        leader = leader_named(key, self.published, naming.country)
        if leader and not any(p.leader and p.leader.name == leader.name for p in pool):
            pool = [p for p in pool if p.first < naming.first]
        person = self._choose(pool, naming)
        is_told = naming.honorific or naming.offices or naming.country
        if person is None and not (naming.honorific or naming.offices):
            given = self.by_given.get(key, [])
            person = given[0] if len(given) == 1 else None
        if person is None:
            if leader and naming.gender not in {"", leader.gender}:
                leader = None
            if not (leader or is_told or self._looks_like_name(naming)):
                return
            person = Person(name, key, "", leader)
            self._add(person, key)
        self._tell(person, naming)

    def _looks_like_name(self, naming: Naming) -> bool:
        """Return whether a single word without a title is likely somebody's name."""
        token = self.doc[naming.first]
        is_name = token.pos_ == "PROPN" and token.text[1:].islower()
        is_free = naming.first not in self.around.covered
        return is_name and is_free and token.dep_ in {"nsubj", "nsubjpass", "poss"}

    def _choose(self, pool: list[Person], naming: Naming) -> Person | None:
        """Return who of those with one surname is meant: by title, gender, then who came first."""
        if naming.gender:
            pool = [p for p in pool if p.gender in {"", naming.gender}]
        if naming.country:
            pool = [p for p in pool if p.country in {"", naming.country}]
        if naming.offices:
            pool = [p for p in pool if p.offices & naming.offices] or pool
        return min(pool, key=lambda p: p.first, default=None)

    def _bare_names(self) -> None:
        """Find the surnames of known persons wherever they stand alone."""
        for token in self.doc:
            is_plain = token.i in self.scene.lower and is_like_a_name(token)
            if token.i in self.taken or not (token.text[:1].isupper() or is_plain):
                continue
            key = name_key(token.text)
            pool = self.by_family.get(key, [])
            if not pool and token.pos_ == "PROPN" and len(key) > 3 and not token.is_sent_start:
                pool = self.by_given[key] if len(self.by_given.get(key, ())) == 1 else []
            if pool and self._is_bare(token, pool):
                naming = self.around.naming(token.i, token.i)
                if person := self._choose(pool, naming):
                    self._tell(person, naming)

    def _is_bare(self, token: "Token", pool: list[Person]) -> bool:
        """Return whether a word that is somebody's surname is one here."""
        after = self.doc[token.i + 1 : token.i + 2]
        is_part = token.ent_iob_ == "I" or (bool(after) and after[0].ent_iob_ == "I")
        if place := self.around.covered.get(token.i):  # "Herrera said"
            is_name = place.kind == "place" and place.end - place.start == len(token)
            is_used = LOCATIVE.search(self.scene.before(token.idx, 24)) or after.text == ","
            return is_name and not is_used and any(" " in p.name for p in pool)
        if token.lower_ in word_list("not_names") | word_list("common_surnames"):
            return token.pos_ == "PROPN" and not is_part
        return not is_part or token.ent_type_ not in {
            "ORG",
            "DATE",
            "LAW",
            "WORK_OF_ART",
            "PRODUCT",
        }

    def _countries(self) -> None:
        """Give a country to whom no naming did: as leader, as somebody's official, as national."""
        for person in self.persons:
            if not person.country and person.leader:
                person.country, person.rule = person.leader.country, "leader"
        ends = {naming.last: person for naming, person in self.of.items()}
        for naming in self.namings:
            self._owner(naming, ends)
        self.home = self._home()
        only = self._only_state()
        for person in self.persons:
            said = " ".join(person.offices)
            # the United States has secretaries, no ministers; other states have ministers
            is_american = AMERICAN.search(said) and "minister" not in said
            is_own = is_american if self.home == "USA" else NATIONAL.search(said)
            if not person.country and self.home and is_own:
                person.country, person.rule = self.home, "home"
            elif not person.country and only and person.offices & HEADS:
                person.country, person.rule = only, "only-state"

    def _owner(self, naming: Naming, ends: dict[int, Person]) -> None:
        """Give an official the country of whom they serve: "Trump's chief economic adviser"."""
        person, letters = self.of[naming], self.around.letters
        before = re.search(r"([NX])'[HM-]*,?h*$", letters[max(0, naming.first - 9) : naming.first])
        after = re.match(r",[hHM]*([NX]+)'[Mn-]*H", letters[naming.last + 1 : naming.last + 12])
        at = -1
        if before and naming.offices:
            at = max(0, naming.first - 9) + before.start(1)
        elif after:
            at = naming.last + after.end(1)
        owner = ends.get(at)
        if owner and owner.country and owner is not person and not person.country:
            person.country, person.rule = owner.country, "office-of-person"

    def _only_state(self) -> str:
        """Return the one state that the text names, where it is the scene: "in Kenya"."""
        found = [f for f in self.around.found if f.country]
        is_abroad = any(ABROAD.search(self.scene.before(f.start, 16)) for f in found)
        return found[0].country if len({f.country for f in found}) == 1 and not is_abroad else ""

    def _home(self) -> str:
        """Return the state whose head of state or government the text names without a country.

        "President Trump", "the attorney general": such a text speaks from within one state. None
        where several heads are named so.
        """
        heads = {self.of[n].country for n in self.namings if not n.country and n.offices & HEADS}
        heads -= {""}
        return heads.pop() if len(heads) == 1 else ""

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
