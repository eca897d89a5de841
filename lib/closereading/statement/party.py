"""Which actors a phrase of the parse names: the cheapest way down from its head."""

import heapq
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from .clause import NOUNS, VERBS, subjects
from .lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FAR = 9.0  # no way
MAX_COST = 5.0
MAX_NODES = 120  # words looked at from one predicate
# What a step down the parse costs: 0 is the thing itself, more is farther from it.
STEPS = {
    "dobj": 0.0, "dative": 0.0, "nsubjpass": 0.0, "pobj": 0.0, "conj": 0.0, "oprd": 1.0,
    "attr": 1.0, "acomp": 0.5, "compound": 0.5, "amod": 0.5, "nmod": 0.5, "poss": 0.5,
    "appos": 0.5, "pcomp": 1.0, "xcomp": 2.0, "ccomp": 2.0, "acl": 3.0, "nsubj": 0.0,
    "nummod": 0.5, "quantmod": 0.5, "prt": 0.5, "agent": 1.0, "dep": 2.0, "relcl": 4.0,
}  # fmt: skip
PREPOSITIONS = {
    **dict.fromkeys("to with against on for toward towards upon at into between among".split(), 0.2),
    **dict.fromkeys("of from over off".split(), 0.4),
    **dict.fromkeys("about by via".split(), 1.0),
    **dict.fromkeys("in near across around outside inside along within throughout".split(), 2.0),
}
IN_NOUN = 0.4  # a preposition below a noun rather than below the verb
PRONOUNS = frozenset("it they them he she him we us its their his her our itself themselves".split())


class Party(NamedTuple):
    """An actor as named in one place."""

    actor_id: str
    country: str
    kind: str
    start: int
    end: int
    cost: float
    rule: str

    @property
    def side(self) -> str:
        """Return what two names of one side have in common: the country, else the actor."""
        return self.country or self.actor_id


class Cast:
    """The mentions of an article by the word that heads them."""

    def __init__(self, doc: "Doc", table: pd.DataFrame, lexicon: Lexicon) -> None:
        """Find the head of each mention."""
        self.lexicon = lexicon
        self.at: dict[int, Party] = {}
        self.inside: dict[int, int] = {}
        columns = ("start", "end", "actor_id", "country", "kind", "rule")
        for row in zip(*(table[c] for c in columns), strict=True):
            start, end, actor_id, country, kind, rule = row
            span = doc.char_span(int(start), int(end), alignment_mode="expand")
            if span is None or not len(span):
                continue
            self.at[span.root.i] = Party(
                actor_id, country, kind, int(start), int(end), 0.0, str(rule)
            )
            for token in span:
                self.inside[token.i] = span.root.i

    def search(
        self, heads: Iterable["Token"], *, without: Container[int] = (), limit: float = MAX_COST
    ) -> list[Party]:
        """Return the actors at the least cost below some words, joined ones included."""
        todo: list[tuple[float, int, int, Token]] = []
        for rank, head in enumerate(heads):
            heapq.heappush(todo, (0.3 * rank, head.i, -1, head))
        found: list[Party] = []
        best, seen = limit, set()
        while todo and len(seen) < MAX_NODES:
            cost, _, parent, token = heapq.heappop(todo)
            if cost > best or token.i in seen or token.i in without:
                continue
            seen.add(token.i)
            party = self.at.get(token.i) or self.referent(token)
            if party is not None and is_actor(party):
                best = min(best, cost + 0.05)
                found.append(party._replace(cost=cost))
            for child in token.children:
                step = cost_of(child, token, is_named=party is not None)
                if cost + step <= best and child.i != parent:
                    heapq.heappush(todo, (cost + step, child.i, token.i, child))
        return once(found)

    def referent(self, token: "Token") -> Party | None:
        """Return whom a pronoun means where the clause above it says so: "China said it"."""
        if token.lower_ not in PRONOUNS or token.i in self.inside:
            return None
        node = token
        for _ in range(12):
            if node.head.i == node.i:
                return None
            node = node.head
            if node.pos_ not in VERBS:
                continue
            for subject in subjects(node):
                party = self.at.get(subject.i)
                if party is not None and subject.i < token.i:
                    return party._replace(start=token.idx, end=token.idx + len(token), rule="pronoun")
        return None

    def is_people(self, token: "Token") -> bool:
        """Return whether a noun stands for people or a body that acts."""
        return (
            token.i in self.inside
            or token.lower_ in PRONOUNS
            or token.lemma_.lower() in self.lexicon.people
            or token.pos_ == "PROPN"
            or token.ent_type_ in ("ORG", "PERSON", "NORP", "GPE")
        )


def is_actor(party: Party) -> bool:
    """Return whether a mention may act for a state or bloc: companies and bodies unknown don't."""
    return bool(party.country) or party.kind in ("state", "bloc", "person", "organisation")


def cost_of(child: "Token", parent: "Token", *, is_named: bool) -> float:
    """Return what the step from a word to one below it costs."""
    label = child.dep_
    if is_named and label not in ("conj", "appos"):
        return FAR
    if label == "conj" and child.pos_ not in NOUNS:
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
    return sorted(best.values(), key=lambda p: p.start)
