"""Read one clause of the parse: its objects, its subject, its modality, its negation."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
VERBS = frozenset({"VERB", "AUX"})
RELATIVES = frozenset({"WDT", "WP"})
MODALS = {
    "will": "will 'll shall wo",
    "could": "may might can could would 'd ca",
    "should": "should must ought",
}
MODALITY = {word: name for name, words in MODALS.items() for word in words.split()}
NEGATIVES = frozenset("no neither nor nobody none never nothing".split())
FAILING = frozenset("fail neglect omit".split())
DUTY = frozenset("have need require oblige".split())
PLANS = frozenset("plan agree promise pledge vow intend decide prepare propose set offer".split())
EFFORTS = frozenset("effort attempt campaign drive bid".split())
ASPECT = frozenset(
    "begin start continue keep help go manage stop cease seem appear remain come tend".split()
)
DENYING = frozenset("deny dispute refute".split())
STATES = frozenset("commit prepare engage determine oppose concern alarm devote".split())
MAX_STEPS = 20  # governors followed from a verb


def is_passive(verb: "Token") -> bool:
    """Return whether the verb is passive: "was signed", "a pact signed by"."""
    labels = {c.dep_ for c in verb.children}
    if verb.lemma_ in STATES and "agent" not in labels:
        return False
    if labels & (PASSIVE | {"auxpass", "agent"}):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and "aux" not in labels


def conjuncts(token: "Token") -> Iterator["Token"]:
    """Yield a noun and those joined to it."""
    todo = [token]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(c for c in node.children if c.dep_ == "conj")


def objects(verb: "Token") -> list["Token"]:
    """Return what the verb is done to: objects, the subject of a passive, a participle's noun."""
    heads = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "oprd", "attr")]
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in NOUNS:
        heads.append(verb.head)
    if verb.dep_ == "relcl" and verb.head.pos_ in NOUNS:
        gap = [h for h in heads if h.tag_ in ("WDT", "WP")]
        has_subject = any(c.dep_ in SUBJECTS for c in verb.children)
        if gap or (has_subject and not heads):
            heads = [h for h in heads if h not in gap] + [verb.head]
    return [noun for head in heads for noun in conjuncts(head)]


def subjects(verb: "Token") -> list["Token"]:
    """Return who does it, the nearest candidate first; the "by" phrase of a passive."""
    if is_passive(verb):
        by = [c for c in verb.children if c.dep_ == "agent" or c.lower_ == "by"]
        return [noun for agent in by for noun in agent.children if noun.dep_ == "pobj"]
    found: list[Token] = []
    node: Token | None = verb
    for _ in range(MAX_STEPS):
        if node is None:
            break
        links = SUBJECTS if node is verb and node.lemma_ not in STATES else SUBJECTS | PASSIVE
        own = [c for c in node.children if c.dep_ in links]
        named = [c for c in own if c.tag_ not in RELATIVES]
        if named:
            return found + named
        node, nearest = governor(node, is_relative=bool(own))
        found += nearest
    return found


def governor(  # noqa: PLR0911 - one return a case
    verb: "Token", *, is_relative: bool
) -> tuple["Token | None", list["Token"]]:
    """Return where to look on for the subject of a verb without one, and candidates on the way."""
    head = verb.head
    if is_relative or (verb.dep_ in ("acl", "relcl") and head.pos_ in NOUNS):
        if head.pos_ not in NOUNS:
            return None, []
        if verb.tag_ == "VB" and not is_relative:
            owner = [c for c in head.children if c.dep_ == "poss"]
            return (None, owner) if owner else (head, [])
        if verb.tag_ == "VBN" and not is_relative:
            return head, []
        noun = antecedent(verb)
        above = noun.head if noun.dep_ == "dobj" else noun.head.head
        told = verb.tag_ == "VBG" and not is_relative and noun.dep_ in ("dobj", "pobj")
        goes_on = told and above.pos_ in VERBS and not is_passive(above)
        return (above if goes_on else None), [noun]
    if head.i == verb.i:
        return None, []
    found = misparsed_subject(verb)
    if verb.dep_ == "xcomp":
        found += [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
    if found or (head.pos_ in NOUNS and head.dep_ in SUBJECTS | {"ROOT"}):
        return None, found
    return head, []


def misparsed_subject(verb: "Token") -> list["Token"]:
    """Return the subject that the parser took into a date: "in December Somalia agreed"."""
    return [
        noun
        for prep in verb.children
        if prep.dep_ == "prep" and prep.i < verb.i and prep.lower_ in ("in", "on", "since", "by")
        for noun in prep.children
        if noun.dep_ == "pobj"
        and any(c.ent_type_ == "DATE" for c in noun.lefts)
        and noun.ent_type_ != "DATE"
        and noun.pos_ == "PROPN"
    ]


def antecedent(verb: "Token") -> "Token":
    """Return the noun that a relative clause tells of; the first of a joined group."""
    noun = verb.head
    for _ in range(MAX_STEPS):
        if noun.dep_ != "conj" or noun.head.pos_ not in NOUNS:
            break
        noun = noun.head
    return noun


def first_verb(verb: "Token") -> "Token":
    """Return the verb whose auxiliaries a bare conjunct shares; else itself."""
    for _ in range(MAX_STEPS):
        helped = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
        if helped or verb.dep_ != "conj" or verb.head.pos_ not in VERBS:
            break
        verb = verb.head
    return verb


def clause_verb(token: "Token") -> "Token":
    """Return the verb of the clause in which a token stands; the topmost noun without one."""
    for _ in range(60):
        if token.pos_ in VERBS and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            break
        if token.head.i == token.i:
            break
        token = token.head
    return token


def modality(verb: "Token") -> str:  # noqa: PLR0911 - one return a case
    """Return whether a clause says that something is or was done, will, could or should be."""
    for _ in range(MAX_STEPS):
        first = first_verb(verb)
        helpers = [c for c in first.children if c.dep_ == "aux"]
        if has_mark(first, "if", "unless", "whether"):
            return "could"
        for helper in helpers:
            if helper.lower_ in MODALITY:
                would = helper.lower_ in ("would", "'d") and verb.dep_ == "ccomp"
                return "will" if would and not has_condition(first) else MODALITY[helper.lower_]
        if not any(c.lower_ == "to" for c in helpers):
            break
        head = first.head
        if first.dep_ == "acl" and head.lemma_ in EFFORTS:
            return "did"
        if first.dep_ == "xcomp" and head.lemma_ in DUTY:
            return "should"
        if first.dep_ == "xcomp" and head.lemma_ == "go" and head.tag_ == "VBG":
            return "will"
        if first.dep_ in ("xcomp", "acl", "ccomp") and head.lemma_.lower() in PLANS:
            return "will"
        if first.dep_ == "xcomp" and head.pos_ in VERBS and head.lemma_ in ASPECT:
            verb = head
            continue
        return "should" if first.dep_ == "xcomp" and head.lemma_ == "be" else "could"
    return "could" if any(c.text == "?" for c in verb.children) else "did"


def has_to(verb: "Token") -> bool:
    """Return whether a verb is an infinitive with "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def has_mark(verb: "Token", *words: str) -> bool:
    """Return whether one of the words subordinates the verb's clause."""
    return any(c.dep_ == "mark" and c.lower_ in words for c in verb.children)


def has_condition(verb: "Token") -> bool:
    """Return whether an if-clause hangs on the verb."""
    return any(c.dep_ == "advcl" and has_mark(c, "if", "unless") for c in verb.children)


def is_negated(token: "Token") -> bool:
    """Return whether a predicate is denied: not, never, no, "failed to", "denied that"."""
    places = [token]
    if token.pos_ in VERBS:
        places.append(first_verb(token))
        places += [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")]
    for place in places:
        if place.lower_ in NEGATIVES or any(is_negative(c) for c in place.children):
            return True
    return token.lemma_ in FAILING or (token.dep_ == "ccomp" and token.head.lemma_ in DENYING)


def is_negative(token: "Token") -> bool:
    """Return whether a word denies the one above it."""
    links = ("det", "preconj", "advmod")
    return token.dep_ == "neg" or (token.dep_ in links and token.lower_ in NEGATIVES)
