"""Which actors a phrase of the parse names: the cheapest way down from its head."""

import heapq
from bisect import bisect_right
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from closereading.clause import NOUNS, VERBS

from .lexicon import Lexicon
from .referent import NUMBERS, PRONOUNS, referents

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FAR = 9.0  # no way
MAX_COST = 6.0
MAX_NODES = 120  # words looked at from one predicate
PURPOSE, CONDITION = 2.5, 3.5  # the step into "to …", "if …"
RANK = 0.3  # what each further word to start from costs
UNKNOWN = 1.5  # what a body of no known country costs more
# What a step down the parse costs: 0 is the thing itself, more is farther from it.
STEPS = {
    "dobj": 0.0, "dative": 0.0, "nsubjpass": 0.0, "pobj": 0.0, "conj": 0.0, "oprd": 1.0,
    "attr": 1.0, "acomp": 0.5, "compound": 0.5, "amod": 0.5, "nmod": 0.5, "poss": 0.5,
    "appos": 0.5, "pcomp": 1.0, "xcomp": 2.0, "ccomp": 2.0, "acl": 2.0, "nsubj": 0.0,
    "nummod": 0.5, "quantmod": 0.5, "prt": 0.5, "agent": 1.0, "dep": 2.0, "npadvmod": 0.5,
}  # fmt: skip
PREPOSITIONS = {
    **dict.fromkeys(
        "to with against on for toward towards upon at into between among".split(), 0.2
    ),
    **dict.fromkeys("of from over off".split(), 0.4),
    "by": 0.0,
    **dict.fromkeys("about via".split(), 1.0),
    **dict.fromkeys("in near across around outside inside along within throughout".split(), 2.0),
}
PLACES = frozenset("in near across around outside inside along within throughout".split())
IN_NOUN = 0.4  # a preposition below a noun rather than below the verb
LINKS = frozenset({",", "and", "the"})  # between the names of a list
HYPHENS = frozenset("-–—/")


WAYS = frozenset({"places", "speech", "from"})


class Quote(NamedTuple):
    """The content of a quotation: where it stands, whose it is."""

    start: int
    end: int
    speaker: str
    is_direct: bool


class Party(NamedTuple):
    """An actor as named in one place."""

    actor_id: str
    country: str
    kind: str
    start: int
    end: int
    cost: float
    word: int

    @property
    def side(self) -> str:
        """Return what two names of one side have in common: the country, else the actor."""
        return self.country or self.actor_id


class Parties:
    """The mentions of an article by the word that heads them."""

    def __init__(
        self, doc: "Doc", table: pd.DataFrame, lexicon: Lexicon, quotes: "list[Quote]"
    ) -> None:
        """Find the head of each mention, and the groups in which actors are named together."""
        self.doc = doc
        self.lexicon = lexicon
        self.at: dict[int, list[Party]] = {}
        self.unknown: dict[int, Party] = {}
        self.inside: set[int] = set()
        columns = ("start", "end", "actor_id", "country", "kind", "rule")
        for row in zip(*(table[c] for c in columns), strict=True):
            start, end, actor_id, country, kind, rule = row
            span = doc.char_span(int(start), int(end), alignment_mode="expand")
            if span is None or not len(span):
                continue
            root = span.root.i
            party = Party(actor_id, country, kind, int(start), int(end), 0.0, root)
            self.inside.update(range(span.start, span.end))
            if country or kind in ("state", "bloc", "person") or rule == "gazetteer":
                self.at.setdefault(root, []).append(party)
            elif kind == "organisation":
                self.unknown[root] = party
        self.order = sorted(self.at)
        self.lists = {i: row for row in self.listed() for i in row}
        self.quotes = quotes
        self.by_id = {p.actor_id: p for i in reversed(self.order) for p in self.at[i]}
        self.groups = sorted(self.named_together(), key=lambda parties: parties[0].word)
        self.together = {parties[0].word: parties for parties in self.groups}

    def listed(self) -> Iterable[list[int]]:
        """Yield the words of names in a row, whatever the parser made of it: "Peru, Cuba and Fiji".

        They hang on each other or on one word: not so those of "after talks with Peru, Cuba left".
        """
        text = self.doc.text
        row: list[int] = []
        is_last = False
        for i in self.order:
            first = min(p.start for p in self.at[i])
            between = text[max(p.end for p in self.at[row[-1]]) : first] if row else ""
            links = set(between.replace(",", " , ").lower().split())
            is_next = bool(links) and links <= LINKS and self.is_beside(row[-1], i)
            if is_last or not is_next:
                if is_last and len(row) > 2:
                    yield row
                row, is_last = [], False
            is_last = bool(row) and "and" in links
            row.append(i)
        if is_last and len(row) > 2:
            yield row

    def is_beside(self, one: int, other: int) -> bool:
        """Return whether of two names of two sides one hangs on the other, or both on one word."""
        sides = {p.side for p in self.at[one]} & {p.side for p in self.at[other]}
        a, b = self.doc[one], self.doc[other]
        return not sides and (a.head.i in (other, b.head.i) or b.head.i == one)

    def named_together(self) -> Iterable[list[Party]]:
        """Yield the groups of two and more sides joined in one phrase, in the order of the text."""
        used: set[int] = set()
        for i in self.order:
            if i in used:
                continue
            chain, todo = [i], [i]
            while todo:
                for child in self.doc[todo.pop()].children:
                    if child.dep_ == "conj" and child.i in self.at:
                        chain.append(child.i)
                        todo.append(child.i)
                chain += [j for j in self.lists.get(chain[-1], ()) if j not in chain]
            used.update(chain)
            parties = once(p for j in chain for p in self.at[j] if p.country)
            if len(parties) > 1:
                yield parties

    def speaking(self, token: "Token") -> list[Party]:
        """Return the speaker in whose words a token stands."""
        quote = quote_at(self.quotes, token.idx)
        return [self.by_id[quote.speaker]] if quote and quote.speaker in self.by_id else []

    def search(
        self,
        heads: Iterable["Token"],
        *,
        without: Container[int] = (),
        limit: float = MAX_COST,
        ways: Container[str] = WAYS,
        resolve: bool = True,
    ) -> list[Party]:
        """Return the actors at the least cost below some words, joined ones included.

        `ways`: which steps from these words count (see `is_open`), and whether bodies of which no
        table knows do. `resolve`: pronouns and counted groups count, too.
        """
        heads = list(heads)
        tops = {head.i for head in heads}
        todo: list[tuple[float, int, int, Token]] = []
        for rank, head in enumerate(heads):
            heapq.heappush(todo, (RANK * rank, head.i, -1, head))
        found: list[Party] = []
        best, seen = limit, set[int]()
        while todo and len(seen) < MAX_NODES:
            cost, _, parent, token = heapq.heappop(todo)
            if cost > best or token.i in seen or token.i in without:
                continue
            seen.add(token.i)
            parties = self.at.get(token.i) or (referents(self, token) if resolve else [])
            if "unknown" in ways and token.i in self.unknown:
                parties = [self.unknown[token.i]]
            known = [p for p in parties if p.country or p.kind in ("state", "bloc")]
            for party in parties:
                price = cost if party in known else cost + UNKNOWN
                if price <= best and (party in known or party.kind in ("person", "organisation")):
                    best = min(best, price + 0.05)
                    found.append(party._replace(cost=price))
            if known:
                for i in self.lists.get(token.i, ()):
                    heapq.heappush(todo, (cost, i, token.i, self.doc[i]))
            for child in token.children:
                step = cost_of(child, token, is_named=bool(known))
                if known and self.is_joined(child):
                    step = 0.0
                is_blocked = token.i in tops and not is_open(child, ways)
                if is_blocked and not self.is_home_of_people(child):
                    continue
                if cost + step <= best and child.i != parent:
                    heapq.heappush(todo, (cost + step, child.i, token.i, child))
        near = [p for p in found if p.cost <= best + 0.05]
        clear = [p for p in near if p.country or p.kind != "person"]
        return once(clear or near)

    def is_joined(self, token: "Token") -> bool:
        """Return whether a word names one of several: "Thai" in "Thai and Lao", "Thai-Lao"."""
        links = any(c.dep_ in ("cc", "conj") for c in token.children)
        hyphen = token.i + 1 < len(self.doc) and self.doc[token.i + 1].text in HYPHENS
        return token.i in self.at and (links or hyphen)

    def is_home_of_people(self, prep: "Token") -> bool:
        """Return whether a place is that of the people just named: "accused rebels in Togo of"."""
        before = prep.nbor(-1) if prep.i else prep
        is_object = before.dep_ == "dobj" and before.head.i == prep.head.i
        is_place = prep.lower_ in PLACES
        return is_place and is_object and before.lemma_.lower() in self.lexicon.people

    def is_people(self, token: "Token") -> bool:
        """Return whether a noun stands for people or a body that acts."""
        return (
            token.i in self.inside
            or token.lower_ in PRONOUNS
            or token.lower_ in NUMBERS
            or token.lemma_.lower() in self.lexicon.people
            or token.pos_ == "PROPN"
            or token.ent_type_ in ("ORG", "PERSON", "NORP", "GPE")
        )


def quote_at(quotes: list[Quote], position: int) -> Quote | None:
    """Return the innermost quotation in which a position falls."""
    k = bisect_right(quotes, position, key=lambda quote: quote.start)
    return next((q for q in reversed(quotes[max(k - 4, 0) : k]) if position < q.end), None)


def is_open(child: "Token", ways: Container[str]) -> bool:
    """Return whether a way leads to actors: "in Kabul", "from Kabul", what is said."""
    if child.dep_ == "ccomp":
        return "speech" in ways or child.tag_ == "VB"
    if child.dep_ == "prep" and child.lower_ in PLACES:
        return "places" in ways
    return child.lower_ != "from" or "from" in ways


def cost_of(child: "Token", parent: "Token", *, is_named: bool) -> float:
    """Return what the step from a word to one below it costs."""
    label = child.dep_
    if label == "advcl":
        marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "aux")}
        return PURPOSE if "to" in marks else CONDITION if marks & {"if", "unless", "until"} else FAR
    if is_named and label not in ("conj", "appos"):
        return FAR
    if label == "advmod" and child.pos_ == "PRON":
        return 0.0
    if label == "conj" and (parent.pos_ in VERBS or child.pos_ not in (*NOUNS, "ADP")):
        return FAR
    if label in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ"):
        return PREPOSITIONS.get(child.lower_, FAR) + IN_NOUN * (parent.pos_ not in VERBS)
    return STEPS.get(label, FAR)


def once(parties: Iterable[Party]) -> list[Party]:
    """Return one party a side, the cheapest, in the order of the text."""
    best: dict[str, Party] = {}
    for party in parties:
        kept = best.get(party.side)
        if kept is None or (party.cost, party.start) < (kept.cost, kept.start):
            best[party.side] = party
    return sorted(best.values(), key=lambda p: (p.start, p.side))
