"""What a verb or noun says: its class, through light verbs, endings, promises and refusals."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from closereading.clause import (
    VERBS,
    below,
    conjuncts,
    has_to,
    is_negated,
    is_passive,
    leaves_open,
    mark,
    objects,
)
from closereading.quotation.cue import takes

from .lexicon import IDIOM, Class, Entry, Lexicon, Operator

if TYPE_CHECKING:
    from spacy.tokens import Token

HELPED = ("dobj", "dative", "ccomp")  # "help X attack Y" is help, whatever X does
RULES = ("end", "open", "promise", "refuse", "strain", "undergo")  # operators that name the rule
NAMING = frozenset("brand call consider describe label regard see view".split())
STAYING = frozenset("be become grow remain stay".split())
NAMES = frozenset({"NOUN", "PROPN"})
MAX_DEPTH = 4  # operators on top of each other
BELOW = frozenset({"xcomp", "ccomp", "acomp", "pcomp"})
PREPOSITIONS = frozenset({"of", "in", "at", "to", "from", "on", "into", "as", "under"})


@dataclass(frozen=True)
class Reading:
    """A predicate: the words that make it, the topmost first, its class and its quad class."""

    words: tuple["Token", ...]
    known: Class
    quad: str
    flags: frozenset[str]
    rule: str


def read(token: "Token", lexicon: Lexicon, depth: int = 0) -> Reading | None:
    """Return what a word says about actors; None where the data file doesn't tell."""
    found = entries(token, lexicon)
    if found and found[0].meaning is IDIOM:
        return None
    specific = [e for e in found if e.object]
    plain = next((e for e in specific or found if isinstance(e.meaning, Class)), None)
    known = plain.meaning if plain is not None and isinstance(plain.meaning, Class) else None
    if any(takes(c.lemma_, "say") for c in below(token, "xcomp")) and not specific:
        return None  # "declined to comment"
    is_helped = token.lemma_ == "help" and any(c.i > token.i for c in below(token, *HELPED))
    if depth < MAX_DEPTH and not is_helped:
        for option in specific or found:
            if isinstance(option.meaning, Operator):
                turned = turn(token, option.meaning, lexicon, depth)
                if turned is not None:
                    if known is not None:
                        turned = replace(turned, flags=turned.flags | known.flags)
                    return turned
    if leaves_open(token):
        return None  # "did not rule out that"
    is_telling = any(mark(c) == "that" for c in below(token, "ccomp"))  # "concluded that"
    if known is None or (known.quad[0] == "M" and is_telling):
        return duty(token, lexicon)
    words: tuple[Token, ...] = (token,)
    quad = worsened(token, known, lexicon) or known.quad
    if specific and plain is not None:
        words += tuple(o for o in near(token) if o.lemma_.lower() == plain.object)[:1]
    return Reading(words, known, quad, known.flags, kind(token))


def worsened(noun: "Token", known: Class, lexicon: Lexicon) -> str:
    """Return what bad ties are, the words that describe them being bad; empty where none is."""
    told = below(noun, "amod")
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in STAYING:
        told += below(noun.head, "acomp")
    for word in told if noun.pos_ in NAMES else ():
        for option in lexicon.adjective.get(word.lemma_.lower(), ()):
            if isinstance(option.meaning, Operator) and option.meaning.name == "strain":
                return option.meaning.turn(known, known.quad)
    return ""


def duty(token: "Token", lexicon: Lexicon) -> Reading | None:
    """Return the demand or appeal in "said that Mali must", "said that Mali should"."""
    if token.pos_ not in VERBS or token.lemma_ not in lexicon.saying:
        return None
    for clause in token.children:
        if clause.dep_ != "ccomp" or shares_subject(clause) or is_passive(clause):
            continue
        if is_negated(clause):
            continue
        helpers = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        name = "demand" if "must" in helpers else "appeal" if "should" in helpers else ""
        if clause.lemma_ in ("have", "need") and any(c.dep_ == "xcomp" for c in clause.children):
            name = "demand"
        if token.lemma_ == "want" and clause.tag_ == "VB":
            name = "appeal"
        if name:
            known = lexicon.classes[name]
            return Reading((token, clause), known, known.quad, known.flags, "duty")
    return None


def turn(token: "Token", operator: Operator, lexicon: Lexicon, depth: int) -> Reading | None:
    """Return what an operator makes of the first word below it that has a class."""
    is_ergative = operator.name == "strain" and not objects(token)
    for child in below(token, "nsubj") if is_ergative else complements(token):
        if operator.name == "light" and child.pos_ in VERBS:
            continue  # "efforts to mediate": the verb speaks for itself
        owned = [c for c in below(child, "det", "poss") if c.lower_ not in ("a", "an")]
        if token.lemma_ in NAMING and owned:
            continue  # "called the attack a crime"
        known = read(child, lexicon, depth + 1)
        if known is None:
            continue
        quad, name = operator.turn(known.known, known.quad), operator.name
        if leaves_open(token):
            quad, name = "V" + known.quad[1:], "open"
        if operator.name == "promise" and any(has_unless(w) for w in (token, *known.words)):
            quad = "VK"
        quad = "V" + quad[1:] if token.lemma_ in NAMING and quad else quad
        if quad:
            kept = known.rule if known.rule in RULES[-2:] else kind(token)
            name = name if name in RULES else kept
            return Reading((token, *known.words), known.known, quad, known.flags, name)
    return None


def has_unless(verb: "Token") -> bool:
    """Return whether a verb holds only "unless" somebody does something: a threat."""
    return any(mark(c) == "unless" for c in below(verb, "advcl"))


def shares_subject(verb: "Token") -> bool:
    """Return whether a clause below an operator has the operator's subject: none, or a pronoun."""
    return all(
        c.pos_ == "PRON" and c.tag_ not in ("WP", "WDT")
        for c in verb.children
        if c.dep_ in ("nsubj", "nsubjpass")
    )


def kind(token: "Token") -> str:
    """Return the rule's name for a word on its own."""
    return "verb" if token.pos_ in VERBS else "noun"


def entries(token: "Token", lexicon: Lexicon) -> list[Entry]:
    """Return the entries that fit a word and its neighbours, the most specific first."""
    if token.ent_type_ in ("DATE", "TIME"):
        return []
    table = lexicon.noun
    if token.pos_ in VERBS or token.tag_.startswith("VB"):
        table = lexicon.verb
    elif token.pos_ == "ADJ":
        table = lexicon.adjective
    lemma = token.lemma_.lower()
    options = table.get(lemma) or (lexicon.noun.get(lemma, []) if is_noun(token, lexicon) else [])
    if not options:
        return []
    beside = [token]
    if token.pos_ in VERBS and token.lemma_ not in NAMING:
        beside += below(token, "dobj")
    links = ("prt", "prep", "advmod", "dative")
    particles = {c.lower_ for t in beside for c in t.children if c.dep_ in links and c.i > token.i}
    clauses = below(token, "advcl", "ccomp", "xcomp") if token.pos_ in VERBS else []
    particles |= {"to-do" for c in clauses if has_to(c) and c.i > token.i}
    particles |= {"that" for c in clauses if mark(c) == "that"}
    particles |= {"like" for c in clauses if c.i > token.i and is_alike(c)}
    nouns = {o.lemma_.lower() for o in near(token)} if any(e.object for e in options) else set()
    fitting = [
        e
        for e in options
        if (not e.particle or e.particle in particles) and (not e.object or e.object in nouns)
    ]
    own = {c.lower_ for c in below(token, "prt")}  # "gave up a base in Chad" isn't "gave in"
    last = "bloc"  # a class for blocs only is for what no other class knows
    return sorted(
        fitting,
        key=lambda e: (
            isinstance(e.meaning, Class) and last in e.meaning.flags,
            -e.rank,
            bool(own) and e.particle not in own,
        ),
    )


def is_alike(verb: "Token") -> bool:
    """Return whether a clause says what something else is like: "as if it were", "like it was"."""
    marks = [t for t in verb.lefts if t.lower_ in ("as", "like")]
    return any(t.lower_ == "like" or t.nbor(1).lower_ in ("if", "though") for t in marks)


def is_noun(token: "Token", lexicon: Lexicon) -> bool:
    """Return whether a word is a noun, also where the tagger took it for a verb: "alignment"."""
    lemma = token.lemma_.lower()
    return token.pos_ not in VERBS or (lemma in lexicon.noun and lemma not in lexicon.verb)


def near(token: "Token") -> list["Token"]:
    """Return a verb's objects and the objects of its prepositions."""
    found = objects(token)
    links = [c for c in below(token, "prep", "prt") if c.i > token.i]
    links += [c for o in found for c in o.children if c.lower_ == "of"]
    return found + [n for c in links for p in c.children if p.dep_ == "pobj" for n in conjuncts(p)]


def complements(token: "Token") -> Iterator["Token"]:
    """Yield what may stand below an operator: clauses and objects, then prepositional phrases."""
    if token.pos_ in VERBS:
        yield from objects(token)
    links = BELOW if token.pos_ in VERBS else frozenset({"acl", "advcl", "xcomp"})
    for child in token.children:
        if (
            child.dep_ in links
            and shares_subject(child)
            and (token.pos_ in VERBS or any(c.lower_ == "to" for c in child.children))
        ):
            yield child
    if token.pos_ in NAMES:
        yield from (c for c in token.children if c.dep_ == "compound" and c.pos_ == "NOUN")
    for child in token.children:
        is_short = child.lower_ == "short" and child.i > token.i  # "stopped short of"
        for link in child.children if is_short else (child,):
            if link.dep_ != "prep" or link.lower_ not in PREPOSITIONS:
                continue
            for inner in link.children:
                if inner.dep_ == "pobj":
                    yield from conjuncts(inner)
                elif inner.dep_ == "pcomp" and inner.tag_ == "VBG":
                    yield inner
