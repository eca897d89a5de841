"""Statements: who does or says what to whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article, per_article
from closereading.mention import mentions
from closereading.parse import parse
from closereading.schema import frame, key

from .attach import Attached, attach
from .clause import NOUNS, VERBS, conjuncts, is_negated, modality, objects, subjects
from .lexicon import lexicon
from .party import Cast, Party, once
from .reading import Reading, read

if TYPE_CHECKING:
    from spacy.tokens import Token

MUTUAL = frozenset({"mutual", "with"})
SUBJECT_COST = 3.3  # how far from the subject's head its actor may stand: "rebels in the north of Mali"
DIRECT = 0.6  # the cost up to which a compatriot is the target
NEXT_BEST = 2.5  # the cost up to which another actor is the target, where the nearest is the source
WITH = frozenset({"with", "between", "among"})
OWN_COST = 2.6
HOME_STEPS = frozenset({"dobj", "nsubjpass", "ccomp", "prep", "xcomp", "advcl"})
HOLDING = frozenset({"coerce", "investigate"})
OCCASIONS = frozenset({"during", "in", "after", "at", "before", "following"})
ROLES = {
    **dict.fromkeys(("poss", "amod", "compound", "nmod", "by", "from"), "by"),
    **{"of": "of", "in": "in"},
    **dict.fromkeys("on against for to toward towards over at".split(), "to"),
    "with": "with",
    **dict.fromkeys(("between", "among"), "between"),
}  # where the parties of a noun stand


@dataclass(frozen=True)
class Statement:
    """A predicate and its parties."""

    reading: Reading
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    is_mutual: bool
    rule: str


def find(tokens: Iterable["Token"], cast: Cast) -> Iterator[Statement]:
    """Yield the statements of a sentence, the highest predicate of the parse first."""
    known = lexicon()
    taken: set[int] = set()
    told: list[tuple[Token, Statement]] = []
    for token in sorted(tokens, key=lambda t: (depth(t), t.i)):
        if token.i in taken or token.i in cast.inside:
            continue
        reading = read(token, known)
        if reading is None:
            continue
        is_verb = token.pos_ in VERBS
        statement = verbal(reading, cast) if is_verb else nominal(reading, cast)
        if statement is None or any(repeats(statement, t, s) for t, s in told):
            continue
        told.append((token, statement))
        taken.update(word.i for word in reading.words)
        if "speech" in reading.flags and statement.targets:
            taken.update(t.i for t in below(token))
        yield statement


def repeats(statement: Statement, above: "Token", other: Statement) -> bool:
    """Return whether a statement says of the same parties what one above it says: "met to discuss"."""
    word = statement.reading.words[0]
    is_infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)
    return (
        is_infinitive
        and above.is_ancestor(word)
        and {p.side for p in (*statement.sources, *statement.targets)}
        == {p.side for p in (*other.sources, *other.targets)}
    )


def depth(token: "Token") -> int:
    """Return how far below the root of its sentence a word stands."""
    steps = 0
    while token.head.i != token.i and steps < 100:
        token, steps = token.head, steps + 1
    return steps


def below(token: "Token") -> Iterator["Token"]:
    """Yield the verbs of the clauses that a verb or noun of speech governs."""
    todo = [c for c in token.children if c.dep_ in ("ccomp", "xcomp", "prep", "dobj", "acl")]
    n_seen = 0
    while todo and n_seen < 60:
        node = todo.pop()
        n_seen += 1
        if node.pos_ in VERBS:
            yield node
        todo.extend(c for c in node.children if c.dep_ not in ("relcl", "appos", "advcl"))


def verbal(reading: Reading, cast: Cast) -> Statement | None:
    """Return the statement of a verb, or None where its parties aren't named."""
    verb = reading.words[0]
    named = subjects(verb)
    sources = agents(named, cast)
    blocked = {noun.i for noun in named} | {
        c.i for c in verb.children if c.dep_ in ("nsubj", "agent", "npadvmod")
    }
    above = [o for w in reading.words if w.pos_ in VERBS for o in objects(w) if o.head.i != w.i]
    starts = [w for w in reading.words if w.pos_ in VERBS] + [o for o in above if o.i not in blocked]
    sides = {p.side for p in sources}
    ways = {"places": "places" in reading.flags, "clauses": "speech" in reading.flags}
    ways["origins"] = "from" in reading.flags
    found = cast.search(starts, without=blocked, **ways)
    targets = [p for p in found if p.side not in sides]
    ids = {p.actor_id for p in sources}
    others = [p for p in found if p.kind == "person" and p.actor_id not in ids]
    if sources and not targets and others and others[0].cost <= DIRECT:
        return Statement(reading, tuple(sources), tuple(others), False, "domestic")
    if found and not targets and sources:
        again = cast.search(starts, without=blocked | {p.word for p in found}, **ways)
        targets = [p for p in again if p.side not in sides and p.cost <= NEXT_BEST]
    return settle(reading, sources, targets, found, cast)


def agents(heads: list["Token"], cast: Cast) -> list[Party]:
    """Return the actors that a subject names."""
    for head in heads:
        if not any(cast.is_people(t) for t in conjuncts(counted(head))):
            continue
        found = cast.search([head], limit=SUBJECT_COST, unknown=True)
        if found:
            return found
    return []


def counted(noun: "Token") -> "Token":
    """Return what a number or a group is made of: the students of "thousands of students"."""
    for _ in range(3):
        inner = [p for c in noun.children if c.lower_ == "of" for p in c.children]
        if not inner or noun.lemma_.lower() not in lexicon().numbers:
            break
        noun = inner[0]
    return noun


def settle(
    reading: Reading, sources: list[Party], targets: list[Party], own: list[Party], cast: Cast
) -> Statement | None:
    """Return the statement that the parties make, or None."""
    if len(sources) > 1 and has_each_other(reading.words[0]):
        return Statement(reading, tuple(sources), (), True, "each-other")
    if reading.flags & MUTUAL:
        links = [link(p, cast) for p in targets]
        if sources and links and all(links):
            return Statement(reading, tuple(once([*sources, *targets])), (), True, "mutual")
        if not targets and len(sources) > 1:
            return Statement(reading, tuple(sources), (), True, "mutual")
    if sources and targets:
        return Statement(reading, tuple(sources), tuple(targets), False, reading.rule)
    if sources and is_domestic(reading, own, cast):
        ids = {p.actor_id for p in sources}
        others = [p for p in own if p.kind == "person" and p.actor_id not in ids]
        targets = others or [at_home(p) for p in sources[:1] if p.country]
        return Statement(reading, tuple(sources), tuple(targets), False, "domestic")
    verb = reading.words[0]
    if reading.rule == "duty" or not is_main(verb) or any(o.pos_ == "PRON" or o.lower_ == "both" for o in objects(verb)):
        return None
    named = [p for p in sources if p.kind == "bloc" or (p.country and p.kind != "place")]
    if named and not targets:
        return Statement(reading, tuple(named), (), False, "alone")
    if not targets or sources:
        return None
    named = subjects(verb)
    by_people = any(cast.is_people(counted(n)) for n in named)
    if "domestic" in reading.flags and by_people:
        home = tuple(at_home(p) for p in targets[:1])
        return Statement(reading, home, home, False, "domestic")
    hits_people = any(cast.is_people(counted(o)) for o in objects(verb))
    if reading.quad in ("VK", "MK") and (by_people or hits_people):
        where = held_in(verb, cast) if reading.known.name in HOLDING and not named else []
        return Statement(
            reading, tuple(where), tuple(targets), False, "place" if where else "agentless"
        )
    return None


def held_in(verb: "Token", cast: Cast) -> list[Party]:
    """Return the state in which somebody was arrested or charged, where no agent is named."""
    places = [p for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children]
    return [p for p in cast.search(places, limit=0.6) if p.kind in ("state", "place")][:1]


def is_main(verb: "Token") -> bool:
    """Return whether a verb heads the sentence, or what the sentence reports."""
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
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


def link(party: Party, cast: Cast) -> str:
    """Return "with" where a party stands below "with" or "between"; else empty."""
    node = cast.doc[party.word]
    for _ in range(8):
        if node.dep_ == "prep" and node.lower_ in WITH:
            return "with"
        if node.head.i == node.i or node.pos_ in VERBS:
            break
        node = node.head
    return ""


def is_domestic(reading: Reading, own: list[Party], cast: Cast) -> bool:
    """Return whether a statement is aimed at the actor's own country.

    It names somebody or something at home: its own persons and places, the opposition, elections.
    """
    if "domestic" in reading.flags:
        return True
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


def is_body(party: Party, cast: Cast) -> bool:
    """Return whether a state is named for people of it: "Palestinian armed groups"."""
    word = cast.doc[party.word]
    return word.dep_ in ("amod", "compound", "poss") and word.head.lemma_.lower() in cast.lexicon.people


def nominal(reading: Reading, cast: Cast) -> Statement | None:
    """Return the statement of a noun: "China's support for North Korea", "talks between"."""
    roles: dict[str, list[Party]] = {r: [] for r in ("by", "of", "to", "in", "with", "between")}
    noun = reading.words[0]
    is_joined = noun.dep_ in ("conj", "appos") and noun.head.pos_ in NOUNS
    for word in reading.words:
        shared = [c for c in noun.head.children if c.dep_ == "prep" and c.i > noun.i]
        for child in (*word.children, *(shared if is_joined else ())):
            role = ROLES.get(child.lower_ if child.dep_ in ("prep", "agent") else child.dep_)
            if role is None:
                continue
            heads = [child] if role == "by" and child.dep_ in ROLES else [
                c for c in child.children if c.dep_ == "pobj"
            ]
            roles[role] += cast.search(heads, limit=1.2)
    by, to, joint, among = (once(roles[r]) for r in ("by", "to", "with", "between"))
    to, by = (to or once(roles["of"]), by) if by else (to, once(roles["of"]))
    if "places" in reading.flags:
        to = to or once(roles["in"])
    if is_joined and not by:
        owner = [c for c in noun.head.children if c.dep_ == "poss"]
        by = cast.search(owner, limit=1.2)
    if len(among) > 1:
        return Statement(reading, tuple(among), (), True, "noun-mutual")
    if reading.flags & MUTUAL:
        if joint and not by:
            by = partners(noun, cast)
        parties = once([*by, *joint])
        if len(parties) > 1 and by and not to:
            return Statement(reading, tuple(parties), (), True, "noun-mutual")
    else:
        to = to or joint or struck(noun, cast)
    sides = {p.side for p in by}
    to = [p for p in to if p.side not in sides]
    return Statement(reading, tuple(by), tuple(to), False, "noun") if by and to else None


def partners(noun: "Token", cast: Cast) -> list[Party]:
    """Return who meets, where the clause says so: "during talks with Putin, Xi called"."""
    prep = noun.head
    if prep.dep_ != "prep" or prep.lower_ not in OCCASIONS or prep.head.pos_ not in VERBS:
        return []
    return agents(subjects(prep.head), cast)


def struck(noun: "Token", cast: Cast) -> list[Party]:
    """Return whom an act meets that is itself a subject: "Israeli strikes hit Lebanon"."""
    if noun.dep_ != "nsubj" or noun.head.pos_ not in VERBS:
        return []
    return cast.search([c for c in noun.head.children if c.dep_ == "dobj"], limit=0.6)


@per_article
def statements(article: Article) -> pd.DataFrame:
    """Return one row a source-target pair of a statement; a mutual act has one row a party.

    The span is the predicate's head; the pairs of one predicate share its `statement_id`.

    Returns
    -------
    DataFrame
        `statement_id`, the span columns, `source`, `target` (actor ids as in `mentions`, or
        empty), their spans, `predicate` (its words in dictionary form), `quad`, `is_reciprocal`,
        `is_negated`, `modality`, `voice`, `speaker`, `issues`, `timex_id`, `rule`; in the order
        of the text.

    Notes
    -----
    `quad` is the class of the predicate before negation. What is negated, planned or demanded is
    a statement, too: `is_negated` and `modality` tell.

    References
    ----------
    PLOVER, https://github.com/openeventdata/PLOVER. Schrodt (2012), CAMEO codebook 1.1b3.
    """
    parsed = parse(article)
    cast = Cast(parsed.doc, mentions(article), lexicon())
    found = [s for sentence in parsed.sentences for s in find(sentence.span, cast)]
    found.sort(key=lambda s: (s.reading.words[0].i, -len(s.reading.words)))
    attached = attach(article, [s.reading for s in found])
    return frame("statements", rows(article, found, attached))


def rows(
    article: Article, found: list[Statement], attached: list[Attached]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table."""
    parsed = parse(article)
    for s, extra in zip(found, attached, strict=True):
        head = s.reading.words[0]
        start, end = head.idx, head.idx + len(head)
        pairs: list[tuple[Party | None, Party | None]] = [
            (source, target) for source in s.sources for target in s.targets
        ]
        if not s.targets:
            pairs = [(source, None) for source in s.sources]
        if not s.sources:
            pairs = [(None, target) for target in s.targets]
        for source, target in pairs:
            yield {
                "statement_id": key(article.doc_id, "s", start, end),
                "doc_id": article.doc_id,
                "sent_id": parsed.sentence_at(start).sent_id,
                "start": start,
                "end": end,
                "text": article.text[start:end],
                "source": source.actor_id if source else "",
                "target": target.actor_id if target else "",
                "source_start": source.start if source else pd.NA,
                "source_end": source.end if source else pd.NA,
                "target_start": target.start if target else pd.NA,
                "target_end": target.end if target else pd.NA,
                "predicate": " ".join(w.lemma_.lower() for w in s.reading.words),
                "quad": s.reading.quad,
                "is_reciprocal": s.is_mutual,
                "is_negated": any(is_negated(w) for w in s.reading.words),
                "modality": modality(governor(head)),
                "voice": extra.voice,
                "speaker": extra.speaker,
                "issues": extra.issues,
                "timex_id": extra.timex_id,
                "rule": s.rule,
            }


def governor(word: "Token") -> "Token":
    """Return the verb whose modality a predicate has: itself, or the one a noun is object of."""
    if word.pos_ in VERBS:
        return word
    node = word
    for _ in range(4):
        if node.head.i == node.i or node.dep_ == "poss":
            return word
        node = node.head
        if node.pos_ in VERBS:
            return node
    return word
