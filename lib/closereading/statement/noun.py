"""Who acts and at whom it is aimed, where a noun tells: "China's support for North Korea"."""

from typing import TYPE_CHECKING

from closereading.clause import MAX_STEPS, NOUNS, VERBS, agents

from .party import Parties, Party, once
from .reading import Reading
from .role import Statement, acting, left, struck

if TYPE_CHECKING:
    from spacy.tokens import Token

LEFT = frozenset({"leave", "retreat"})  # classes whose "from" names whom it meets
NEAR = 1.2  # how far from a noun's preposition or possessor its actor may stand
OCCASIONS = frozenset({"during", "in", "after", "at", "before", "following"})
ROLES = {
    **dict.fromkeys(("poss", "amod", "compound", "nmod", "by", "from"), "by"),
    **{"of": "of", "in": "in"},
    **dict.fromkeys("on against for to toward towards over at".split(), "to"),
    "with": "with",
    **dict.fromkeys(("between", "among"), "between"),
}  # where the parties of a noun stand


def nominal(reading: Reading, cast: Parties) -> Statement | None:
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
            if child.lower_ == "from" and reading.known.name in LEFT:
                role = "to"
            below = [c for c in child.children if c.dep_ == "pobj"]
            heads = [child] if child.dep_ in ROLES else below
            roles[role] += cast.search(heads, limit=NEAR)
    by, to, joint, among = (once(roles[r]) for r in ("by", "to", "with", "between"))
    to, by = (to or once(roles["of"]), by) if by else (to, once(roles["of"]))
    if "places" in reading.flags:
        to = to or once(roles["in"])
    if is_joined and not by:
        owner = [c for c in first(noun).children if c.dep_ == "poss"]
        by = cast.search(owner, limit=NEAR)
    if len(among) > 1:
        return Statement(reading, tuple(among), (), "noun-mutual")
    if "mutual" in reading.flags:
        if joint and not by:
            by = partners(noun, cast)
        parties = once([*by, *joint])
        if len(parties) > 1 and by and not to:
            return Statement(reading, tuple(parties), (), "noun-mutual")
    else:
        to = to or joint or struck(noun, cast)
        if by and not to:  # "Peru's refusal to recognise Kosovo"
            to = cast.search([w for w in reading.words[1:] if w.pos_ in VERBS])
    sides = {p.side for p in by}
    to = [p for p in to if p.side not in sides]
    return left(Statement(reading, tuple(by), tuple(to), "noun"), cast) if by and to else None


def first(noun: "Token") -> "Token":
    """Return the first of the nouns that are joined to one."""
    for _ in range(MAX_STEPS):
        if noun.dep_ not in ("conj", "appos") or noun.head.pos_ not in NOUNS:
            break
        noun = noun.head
    return noun


def partners(noun: "Token", cast: Parties) -> list[Party]:
    """Return who meets, where the clause says so: "during talks with Putin, Xi called"."""
    prep = noun.head
    if prep.dep_ != "prep" or prep.lower_ not in OCCASIONS or prep.head.pos_ not in VERBS:
        return []
    return acting(agents(prep.head), cast)
