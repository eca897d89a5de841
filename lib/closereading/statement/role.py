"""Who acts and at whom it is aimed: the parties of a verb or noun that has a class."""

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from closereading.clause import SUBJECTS, VERBS, agents, below, conjuncts, has_to, objects, tense

from .party import MAX_COST, WAYS, Parties, Party, once
from .reading import STAYING, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT_COST = 3.3  # how far from the subject's head its actor may stand: "rebels in Mali's north"
DIRECT = 0.6  # the cost up to which a compatriot is the target
NEXT_BEST = 2.5  # the cost up to which another actor is the target, where the nearest is the source
WITH = frozenset({"with", "between", "among"})
OWN_COST = 2.6  # the cost up to which a person or place at home is met
HOME_STEPS = frozenset({"dobj", "nsubjpass", "ccomp", "prep", "xcomp", "advcl"})
SHARED = frozenset("disagreement dispute feud odd odds quarrel relation rivalry row tie".split())
GUESTS = frozenset(
    "ambassador analyst banker businessman businesswoman consultant correspondent delegate "
    "diplomat economist envoy expert foreigner investor journalist man missionary negotiator "
    "observer reporter researcher scholar source tourist trader traveller visitor woman".split()
)  # who isn't of the place by being there
HOLDING = frozenset({"coerce", "investigate"})


@dataclass(frozen=True)
class Statement:
    """A predicate and its parties."""

    reading: Reading
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    rule: str

    @property
    def is_mutual(self) -> bool:
        """Return whether all parties do it."""
        return self.rule in ("each-other", "mutual", "noun-mutual")


@dataclass(frozen=True)
class Case:
    """What a verb's clause names: its subject's actors, those aimed at, and all others found."""

    reading: Reading
    sources: list[Party]
    targets: list[Party]
    own: list[Party]
    cast: Parties

    @property
    def verb(self) -> "Token":
        """Return the topmost word of the predicate."""
        return self.reading.words[0]

    @property
    def compatriots(self) -> list[Party]:
        """Return the persons of the source's own side, itself left out."""
        ids = {p.actor_id for p in self.sources}
        return [p for p in self.own if p.kind == "person" and p.actor_id not in ids]


def verbal(reading: Reading, cast: Parties) -> Statement | None:
    """Return the statement of a verb by the first rule that fits; None where none does."""
    verb = reading.words[0]
    named = agents(verb)
    sources = acting(named, cast)
    if reading.rule == "strain" and not sources:
        sources = cast.search([c for n in named for c in below(n, "poss")], limit=DIRECT)
    sides = {p.side for p in sources}
    blocked = {noun.i for noun in named} | {
        c.i for c in verb.children if c.dep_ in ("nsubj", "agent", "npadvmod")
    }
    verbs = [w for w in reading.words if w.pos_ in VERBS]
    above = [o for w in verbs for o in objects(w) if o.head.i != w.i and o.i not in blocked]
    starts, limit = [*verbs, *above], MAX_COST
    if reading.rule == "duty":  # whoever must is the target
        starts = [c for c in reading.words[1].children if c.dep_ == "nsubj"]
        limit = SUBJECT_COST
    if reading.rule == "undergo":  # "suffered under a blockade by"
        starts += reading.words[1:]
    ways = reading.flags | ({"from"} if reading.rule == "undergo" else set())
    found = cast.search(starts, without=blocked, limit=limit, ways=ways)
    if not found and verb.dep_ == "acl":
        found = struck(verb.head, cast)
    targets = [p for p in found if p.side not in sides]
    if reading.rule == "undergo":
        return Statement(reading, tuple(targets), tuple(sources), "undergo") if sources else None
    case = Case(reading, sources, targets, found, cast)
    if found and sources and not targets and not rebuked(case):
        farther = cast.search(
            starts, without=blocked | {p.word for p in found}, limit=limit, ways=reading.flags
        )
        targets = [p for p in farther if p.side not in sides and p.cost <= NEXT_BEST]
        case = Case(reading, sources, targets, found, cast)
    statement = next((s for rule in RULES if (s := rule(case)) is not None), None)
    return statement and left(statement, cast)


def left(statement: Statement, cast: Parties) -> Statement | None:
    """Return a withdrawal from a bloc as leaving it; None where what is left is no bloc."""
    reading, leave = statement.reading, cast.lexicon.classes["leave"]
    is_bloc = bool(statement.targets) and all(p.kind == "bloc" for p in statement.targets)
    if reading.known is leave:
        return statement if is_bloc and statement.targets[0].cost <= DIRECT else None
    if not is_bloc or reading.known.name != "retreat":
        return statement
    table = cast.lexicon.verb | cast.lexicon.noun
    if not any(e.meaning is leave for w in reading.words for e in table.get(w.lemma_.lower(), ())):
        return statement
    quad = "VK" if reading.quad[0] == "V" else leave.quad
    return replace(statement, reading=replace(reading, known=leave, quad=quad))


def struck(noun: "Token", cast: Parties) -> list[Party]:
    """Return whom an act meets that is itself a subject: "Israeli strikes hit Lebanon"."""
    if noun.dep_ != "nsubj" or noun.head.pos_ not in VERBS:
        return []
    return cast.search([c for c in noun.head.children if c.dep_ == "dobj"], limit=DIRECT)


def each_other(case: Case) -> Statement | None:
    """Parties that do it to each other: "They accused each other"."""
    if len(case.sources) < 2 or not has_each_other(case.verb):
        return None
    return Statement(case.reading, tuple(case.sources), (), "each-other")


def mutual(case: Case) -> Statement | None:
    """Parties that do it together: "Laos and Thailand met", "Laos met with Thailand".

    Whoever "is at odds with" another shares it; the statement keeps the direction that the text
    gives.
    """
    is_mutual = "mutual" in case.reading.flags and case.reading.rule != "strain"
    is_shared = any(w.lemma_.lower() in SHARED for w in case.reading.words[1:])
    if not case.sources or not (is_mutual or is_shared):
        return None
    is_joint = is_mutual and case.reading.rule not in ("end", "open", "refuse")
    if is_joint and case.targets and all(stands_with(p, case.cast) for p in case.targets):
        parties = once([*case.sources, *case.targets])
        return Statement(case.reading, tuple(parties), (), "mutual")
    if not case.targets and len(case.sources) > 1:
        return Statement(case.reading, tuple(case.sources), (), "mutual")
    if is_shared and case.targets and case.verb.lemma_ in STAYING:
        return Statement(case.reading, tuple(case.sources), tuple(case.targets), "shared")
    return None


def rebuked(case: Case) -> Statement | None:
    """One of the same state, named as the object itself: "Trump criticized Schumer"."""
    others = case.compatriots
    if not case.sources or case.targets or not others or others[0].cost > DIRECT:
        return None
    return Statement(case.reading, tuple(case.sources), tuple(others), "domestic")


def pair(case: Case) -> Statement | None:
    """One acts, another is met: "Spain urged Morocco"."""
    if not case.sources or not case.targets:
        return None
    return Statement(case.reading, tuple(case.sources), tuple(case.targets), case.reading.rule)


def domestic(case: Case) -> Statement | None:
    """People or things at home are met: "The Burmese government pardoned the protesters"."""
    ids = {p.actor_id for p in case.sources}
    own = [p for p in case.own if p.actor_id not in ids]
    if not case.sources or not is_domestic(case.reading, own, case.cast):
        return None
    home = [at_home(p) for p in case.sources[:1] if p.country]
    return Statement(case.reading, tuple(case.sources), tuple(case.compatriots or home), "domestic")


def alone(case: Case) -> Statement | None:
    """Nobody else is named in the main clause: "Syria will not accept the plan"."""
    named = [p for p in case.sources if p.kind == "bloc" or (p.country and p.kind != "place")]
    if not named or case.targets or not can_stand_alone(case) or is_own_affair(case):
        return None
    return Statement(case.reading, tuple(named), (), "alone")


def at_home_alone(case: Case) -> Statement | None:
    """Who protests somewhere belongs there: "Students demonstrated in Jakarta"."""
    if not {"domestic"} & case.reading.flags or case.sources or not case.targets:
        return None
    if not can_stand_alone(case) or not by_people(case):
        return None
    home = tuple(at_home(p) for p in (held_in(case.verb, case.cast) or case.targets)[:1])
    others = tuple(p for p in case.targets if p.side not in {h.side for h in home})
    return Statement(case.reading, home, others or home, "domestic")


def agentless(case: Case) -> Statement | None:
    """Nobody known does it: "Two Finns were killed", or the place's state: "arrested in Togo"."""
    if case.reading.quad not in ("VK", "MK") or case.sources or not case.targets:
        return None
    hits_people = any(case.cast.is_people(counted(o, case.cast)) for o in objects(case.verb))
    if not can_stand_alone(case) or not (by_people(case) or hits_people):
        return None
    where: list[Party] = []
    if case.reading.known.name in HOLDING and not agents(case.verb):
        where = held_in(case.verb, case.cast)
    rule = "place" if where else "agentless"
    return Statement(case.reading, tuple(where), tuple(case.targets), rule)


RULES = (each_other, mutual, rebuked, pair, domestic, alone, at_home_alone, agentless)


def can_stand_alone(case: Case) -> bool:
    """Return whether a predicate in the main clause leaves nobody unresolved: no "them", "both"."""
    unresolved = any(o.pos_ == "PRON" or o.lower_ == "both" for o in objects(case.verb))
    return case.reading.rule != "duty" and is_main(case.verb) and not unresolved


def is_own_affair(case: Case) -> bool:
    """Return whether it is about the actor itself: "Peru defends Peru", "insisted that Peru is"."""
    objects_ = {o.i for o in objects(case.verb)}
    told = [c for c in below(case.verb, "ccomp") if tense(c) in ("present", "past", "perfect")]
    speaking = "speech" in case.reading.flags and any(
        p.side == case.sources[0].side for c in told for p in acting(agents(c), case.cast)
    )
    return speaking or any(p.word in objects_ and p.kind == "state" for p in case.own)


def by_people(case: Case) -> bool:
    """Return whether the subject stands for people, of whatever country."""
    return any(case.cast.is_people(counted(n, case.cast)) for n in agents(case.verb))


def acting(heads: list["Token"], cast: Parties) -> list[Party]:
    """Return the actors that a subject names."""
    for head in heads:
        if not any(cast.is_people(t) for t in conjuncts(counted(head, cast))):
            continue
        is_guest = counted(head, cast).lemma_.lower() in GUESTS  # "a diplomat in Lima"
        ways = WAYS - ({"places"} if is_guest else set()) | {"unknown"}
        found = cast.search([head], limit=SUBJECT_COST, ways=ways)
        if found:
            return once([*found, *cast.search(beside(head), limit=DIRECT)])
    return []


def beside(noun: "Token") -> list["Token"]:
    """Return the nouns that join in with a subject: "Egypt, along with Jordan"."""
    heads = [noun, noun.head] if noun.dep_ in SUBJECTS else [noun]
    return [
        named
        for head in heads
        for c in below(head, "prep")
        if c.lower_ in ("along", "together", "alongside") and c.i < noun.head.i
        for inner in (c, *below(c, "prep"))
        for named in below(inner, "pobj")
    ]


def counted(noun: "Token", cast: Parties) -> "Token":
    """Return what a number or a group is made of: the students of "thousands of students"."""
    for _ in range(3):
        inner = [p for c in noun.children if c.lower_ == "of" for p in c.children]
        if not inner or noun.lemma_.lower() not in cast.lexicon.numbers:
            break
        noun = inner[0]
    return noun


def held_in(verb: "Token", cast: Parties) -> list[Party]:
    """Return the state in which somebody was arrested or charged, where no agent is named."""
    places = [p for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children]
    return [p for p in cast.search(places, limit=DIRECT) if p.kind in ("state", "place")][:1]


def is_main(verb: "Token") -> bool:
    """Return whether a verb heads the sentence, or what the sentence reports."""
    if has_to(verb):
        return False
    return verb.head.i == verb.i or (verb.dep_ == "ccomp" and verb.head.head.i == verb.head.i)


def at_home(party: Party) -> Party:
    """Return the state to which an actor belongs, in the actor's place."""
    return party._replace(actor_id=party.country or party.actor_id)


def has_each_other(verb: "Token") -> bool:
    """Return whether the verb is done to "each other" or "one another"."""
    return any(
        t.lower_ in ("other", "another") and t.nbor(-1).lower_ in ("each", "one")
        for c in verb.children
        for t in (c, *c.children)
        if t.i > verb.i
    )


def stands_with(party: Party, cast: Parties) -> bool:
    """Return whether a party stands below "with" or "between"."""
    word = cast.doc[party.word]
    path = takewhile(lambda node: node.pos_ not in VERBS, (word, *word.ancestors))
    return any(node.dep_ == "prep" and node.lower_ in WITH for node in path)


def is_domestic(reading: Reading, own: list[Party], cast: Parties) -> bool:
    """Return whether a statement is aimed at the actor's own country.

    It names somebody or something at home: its own persons and places, the opposition, elections.
    """
    if "domestic" in reading.flags:
        return all(o.pos_ != "PRON" for o in objects(reading.words[0]))
    if "group" not in reading.flags:
        return False
    if any(p.cost <= OWN_COST and (p.kind in ("person", "place") or is_body(p, cast)) for p in own):
        return True
    todo = [c for w in reading.words for c in w.children if c.dep_ in HOME_STEPS]
    todo += list(reading.words[1:])
    n_seen = 0
    while todo and n_seen < 40:
        node = todo.pop()
        n_seen += 1
        if node.lemma_.lower() in cast.lexicon.home:
            return True
        todo.extend(c for c in node.children if c.dep_ not in ("relcl", "advcl", "acl"))
    return False


def is_body(party: Party, cast: Parties) -> bool:
    """Return whether a state is named for people of it: "Palestinian armed groups"."""
    word = cast.doc[party.word]
    return (
        word.dep_ in ("amod", "compound", "poss")
        and word.head.lemma_.lower() in cast.lexicon.people
    )
