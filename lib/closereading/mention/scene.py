"""The text's tokens, names and cases, and what a mention is while it is being decided."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereading.parse import Parse

from .gazetteer import Hit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


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
    name_end: int = 0
    name_rule: str = ""

    def shrink(self) -> None:
        """Take back what the body named with a state added to its name."""
        if self.name_end:
            self.end, self.rule = self.name_end, self.name_rule


NAME = r"([A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
LOCATED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]cross|(?:city|town|village|north|south|east|"
    rf"west|mayor|people) of) {NAME}|^\s*([A-Z][A-Z'-]+(?: [A-Z'-]+)*)(?= \(|,| [—–-])",
    re.MULTILINE,
)


class Spans:
    """Sorted spans that can be asked for an overlap."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.spans = sorted((f.start, f.end) for f in found)

    def overlap(self, start: int, end: int) -> bool:
        """Return whether a span shares a character with one of these."""
        i = bisect_left(self.spans, (start, start))
        return any(s < end and start < e for s, e in self.spans[max(0, i - 1) : i + 2])


class Scene:
    """The tokens by offset, the sentences' cases, and which countries the names speak for."""

    def __init__(
        self, parsed: Parse, text: str, hits: list[Hit], cases: Sequence[tuple[int, str]]
    ) -> None:
        self.doc: Doc = parsed.doc
        self.text = text  # spaCy puts doc.text together anew at each access
        self.hits = hits
        self.hit_starts = [hit.start for hit in hits]
        self.cases = dict(cases)
        self.sentence_at = parsed.sentence_at
        self.lower = {
            token.i
            for s in parsed.sentences
            if self.cases.get(s.start) == "lower"
            for token in s.span
        }
        self.token_at = {token.idx: token.i for token in self.doc}
        self.forms = Counter(self.text[h.start : h.end] for h in hits)
        self.evidence: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.bearers: dict[str, set[str]] = {}
        for hit in hits:
            sure = {e.countries for e in hit.entries if e.sort != "none"}
            if len(sure) == 1:
                for country in next(iter(sure)):
                    self.evidence[country] += 1
                    self.bearers.setdefault(country, set()).add(self.form(hit))
                    if hit.of("name", "adjective", "people", "body"):
                        self.named[country] += 1

        self.home = ""
        self._located: set[str] | None = None

    def settle(self, chosen: Iterable[tuple[str, str]]) -> None:
        """Take as home the country of most of the text's places: (name, country) of each."""
        local: dict[str, set[str]] = {}
        for name, country in chosen:
            local.setdefault(country, set()).add(name)
        most = sorted(local.items(), key=lambda item: (-len(item[1]), item[0]))
        rest = sum(len(names) for _, names in most[1:])
        self.home = most[0][0] if most and len(most[0][1]) >= max(2, 2 * rest + 1) else ""

    def located(self, form: str) -> bool:
        """Return whether a name, in lower case, follows "in", "from" or the like anywhere."""
        if self._located is None:
            found = {m.group(1) or m.group(2) for m in LOCATED.finditer(self.text)}
            self._located = {name.lower() for name in found}
            self._located |= {name.split(" ")[0].lower() for name in found}
        return form in self._located

    def form(self, hit: Hit) -> str:
        """Return the name of a hit as the text has it, in lower case."""
        return self.text[hit.start : hit.end].lower()

    def speaks(self, country: str, hit: Hit) -> bool:
        """Return whether another name in the text than the hit's belongs to a country."""
        return bool(self.bearers.get(country, set()) - {self.form(hit)})

    def case(self, offset: int) -> str:
        """Return the case of the sentence at an offset."""
        return self.cases.get(self.sentence_at(offset).start, "mixed")

    def span(self, start: int, end: int) -> "Span":
        """Return the tokens that cover the offsets."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        return span
