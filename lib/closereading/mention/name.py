"""Find the names of persons: which words of the text are one."""

import re
from collections.abc import Iterator
from itertools import chain

from .gazetteer import is_leader, word_list
from .place import is_company
from .scene import Scene
from .title import Around, Naming, is_name_word

Span = tuple[int, int]  # first and last token, inclusive
GROWN = re.compile(r"(?:N|p{1,2}[NX]){0,5}")
TRIMMED = re.compile(r"(?:[SDs'x,-]|h|M*[HL](?=.))*")
NAMES = [  # how a name shows without a named entity, example
    (r"h([NX])", "Mr. Petrov"),
    (r"[HL](N)", "Foreign Minister Petrov"),
    (r"H(?:ot?[SD]s*)?,h*([NX][NXp]{0,6}[NX])[,.|]", "his counterpart, Antoine Armand,"),
    (r"Hc([NX]{1,5})", "a sailor named Pytheas"),
    (r"[HL]n?k([NX]{1,5})", "theorists like Machiavelli"),
    (r"([NX][NXp]{0,6}[NX])(?=,tM*H(?![NX]))", "Winston Parata, the foreign minister"),
]
STATES = r"(?P<states>[SD]s*(?:(?:,&?|&)t?[SD]s*){1,20})"
NAMED = r"(?P<names>[NX][NXp]{0,6}[NX](?:(?:,&?|&)[NX][NXp]{0,6}[NX]){1,20})(?!(?:,&?|&)[NX])"
RESPECTIVE = [  # how a list of states meets a list of names, example
    (rf"(?P<office>[HL])ot?{STATES},+{NAMED}", "foreign ministers of Japan and China, A B and C D"),
    (rf"{STATES}'?M*(?P<office>[HL]),?{NAMED}", "Japanese and Chinese ministers A B and C D"),
    (rf"{NAMED},t?M*(?P<office>[HL])ot?{STATES}", "A B and C D, ministers of Japan and China"),
]
WORDS = "[NXp]{1,8}"  # bounded, so that a long run of capitalised words costs no more
OFFICIAL = re.compile(r"S[NX]{1,4},t?M*H")
LISTED = re.compile(rf"{WORDS}(?:,{WORDS}){{0,20}},?&{WORDS}")


class Names:
    """The names of persons in an article. `taken`: their tokens; `listed`: told by a list."""

    def __init__(self, scene: Scene, around: Around) -> None:
        self.scene, self.doc = scene, scene.doc
        self.around, self.letters = around, around.letters
        self.taken: set[int] = set()
        self.listed: set[int] = set()

    def _grow(self, first: int, last: int) -> Iterator[Span]:
        """Yield a name's span with the words after it that belong to it."""
        more = GROWN.match(self.letters, last + 1)
        is_plain = more and self.scene.case(self.doc[first].idx) != "upper"
        return self._take(first, more.end() - 1 if more and is_plain else last)

    def _take(self, first: int, last: int) -> Iterator[Span]:
        """Yield a span if nobody has it yet, and take it."""
        span = range(first, last + 1)
        if self.taken.isdisjoint(span):
            self.taken.update(span)
            yield first, last

    def respective(self) -> Iterator[Naming]:
        """Read "the foreign ministers of Japan, China and South Korea, A, B and C"."""
        matches = (re.finditer(pattern, self.letters) for pattern, _ in RESPECTIVE)
        for match in chain.from_iterable(matches):
            states = [m.start() for m in re.finditer("[SD]", match["states"])]
            names = [m.span() for m in re.finditer("[NXp]+", match["names"])]
            offices = {self.doc[match.start("office")].lower_.rstrip("s")}
            for at, (first, end) in zip(states, names, strict=False):
                country = self.around.covered[match.start("states") + at].country
                span = match.start("names") + first, match.start("names") + end - 1
                for a, b in self._take(*span) if len(states) == len(names) else ():
                    yield Naming(a, b, a, "", "", offices, country, "respective")

    def spans(self) -> Iterator[Span]:
        """Yield the names of persons: named entities, words after titles, known leaders."""
        letters, doc = self.letters, self.doc
        for ent in doc.ents:
            is_usual = self.scene.case(ent.start_char) != "upper"  # else it ends anywhere
            if ent.label_ == "PERSON" and is_usual and not is_company(ent):
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
                    first = self._first(token.i, "NX") if size == 1 else token.i  # a namesake's
                    yield from self._take(first, min(token.i + size, len(self.doc)) - 1)

    def _first(self, first: int, letters: str = "N") -> int:
        """Return where the given names before a family name begin."""
        while (
            first and self.letters[first - 1] in letters and self.doc[first - 1].dep_ == "compound"
        ):
            first -= 1
        return first

    def _trim(self, first: int, end: int) -> Iterator[Span]:
        """Yield an entity's span without titles, states, possessives and stray signs, grown."""
        lead = TRIMMED.match(self.letters, first, end)
        first = self._first(lead.end() if lead else first)
        while end > first and not is_name_word(self.doc[end - 1]):
            end -= 1
        name = self.doc[first:end]
        is_title = len(name) == 1 and self.letters[first] in "HLM"
        if len(name.text) > 1 and "\n" not in name.text and not is_title:
            yield from self._grow(first, end - 1)
