"""The text's tokens, names and cases, and what a mention is while it is being decided."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereading.article import slug
from closereading.parse import Parse

from .gazetteer import Entry, Hit, case_of, hits, states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LOCATED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]cross|(?:city|town|village|north|south|east|"
    r"west|mayor|people) of) ([A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
)


@dataclass
class Found:
    """A mention that was decided."""

    start: int
    end: int
    actor_id: str
    name: str
    kind: str
    country: str
    rule: str


def state(start: int, end: int, code: str, rule: str) -> Found:
    """Return a mention of a state, or of a territory as a place."""
    main = states()[code]
    kind = "state" if main.actor_id == code else "place"
    return Found(start, end, main.actor_id, main.name, kind, code, rule)


class Spans:
    """Sorted spans that can be asked for an overlap."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.spans = sorted((f.start, f.end) for f in found)

    def overlap(self, start: int, end: int) -> bool:
        """Return whether a span shares a character with one of these."""
        i = bisect_left(self.spans, (start, start))
        return any(s < end and start < e for s, e in self.spans[max(0, i - 1) : i + 2])


class Scene:
    """The tokens by offset, the names with their meanings, and which countries they speak for."""

    def __init__(self, parsed: Parse) -> None:
        self.doc: Doc = parsed.doc
        self.text = text = parsed.doc.text  # spaCy puts doc.text together anew at each access
        self.sentence_at = parsed.sentence_at
        self.cases = {s.start: case_of(text[s.start : s.end]) for s in parsed.sentences}
        self.lower = {
            token.i for s in parsed.sentences if self.cases[s.start] == "lower" for token in s.span
        }
        self.hits = hits(text, list(self.cases.items()))
        self.forms = Counter(text[h.start : h.end] for h in self.hits)
        self.evidence: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.bearers: dict[str, set[str]] = defaultdict(set)
        for hit in self.hits:
            sure = {e.countries for e in hit.of("names") or hit.entries if e.sort != "none"}
            for country in next(iter(sure)) if len(sure) == 1 else ():
                self.evidence[country] += 1
                self.bearers[country].add(self.form(hit))
                self.named[country] += bool(hit.of("names", "adjectives", "peoples", "body"))
        places = [m.group(1).lower() for m in LOCATED.finditer(text)]
        self.located = {*places, *(name.split(" ")[0] for name in places)}
        self.home = ""

    def settle(self, chosen: Iterable[tuple[str, str]]) -> None:
        """Take as home the country of most of the text's places: (name, country) of each."""
        local: dict[str, set[str]] = defaultdict(set)
        for name, country in chosen:
            local[country].add(name)
        most = sorted(local.items(), key=lambda item: (-len(item[1]), item[0]))
        rest = sum(len(names) for _, names in most[1:])
        self.home = most[0][0] if most and len(most[0][1]) >= max(2, 2 * rest + 1) else ""

    def form(self, hit: Hit) -> str:
        """Return the name of a hit as the text has it, in lower case."""
        return self.text[hit.start : hit.end].lower()

    def before(self, offset: int, reach: int = 40) -> str:
        """Return the text before an offset."""
        return self.text[max(0, offset - reach) : offset]

    def speaks(self, entry: Entry) -> bool:
        """Return whether another name in the text than an entry's belongs to its countries."""
        return any(self.bearers.get(c, set()) - {entry.form.lower()} for c in entry.countries)

    def case(self, offset: int) -> str:
        """Return the case of the sentence at an offset."""
        return self.cases.get(self.sentence_at(offset).start, "mixed")

    def span(self, start: int, end: int) -> "Span":
        """Return the tokens that cover the offsets."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        return span

    def place(self, start: int, end: int, country: str, rule: str, name: str = "") -> Found:
        """Return a mention of a place by its name in the text, or another."""
        name = name or " ".join(self.text[start:end].split())
        return Found(start, end, slug(name), name, "place", country, rule)

    def window(self, offset: int, reach: int) -> Iterator[int]:
        """Yield the starts of an offset's sentence and of the `reach` before it, nearest first."""
        for _ in range(reach + 1):
            sentence = self.sentence_at(offset)
            yield sentence.start
            if not sentence.start:
                break
            offset = sentence.start - 1
