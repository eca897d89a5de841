"""Say what happened in at most twelve of the article's own words: a clause, never cut off."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from closereading.clause import NEGATIVES, SUBJECTS, below, first_verb, own_subject, subject, tense

from .words import goes_on, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_WORDS = 12
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
MAX_DEPTH = 6
LEFT = words(
    "det poss case nummod quantmod amod compound nmod predet neg preconj advmod punct npadvmod"
)
SPARE = frozenset({"amod", "advmod", "npadvmod", "preconj", "predet", "quantmod"})
CLAUSES = words("relcl acl advcl appos parataxis dep csubj ccomp xcomp meta intj")
GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
TELLING = frozenset("ADJ NOUN NUM PROPN VERB".split())
OBJECTS = words("dobj attr oprd acomp dative agent")


def headline(
    text: str,
    trigger: "Token",
    spare: frozenset[int] = frozenset(),
    names: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """Return subject, predicate and object of the clause of `trigger`, or its noun phrase.

    Phrases are added whole, the most telling first, as long as they fit. Where all of it is
    pronouns, the whole clause or sentence stands if it fits; else the name of who is meant, in
    brackets.

    Parameters
    ----------
    text
        The article's text, from which the words are taken.
    trigger
        The verb or noun that names the happening.
    spare
        Tokens of time expressions, which have their own column: adverbials with them are left out.
    names
        Whom a pronoun means, by its token.
    """
    doc = trigger.doc
    chosen = told(text, trigger, spare)
    shown: Mapping[int, str] = {}
    if not is_telling(trigger, chosen):
        marks = {c.i for c in below(trigger, "mark", "cc") if c.i < trigger.i}
        clause = {t.i for t in trigger.subtree if t.i > max(marks, default=-1)}
        for whole_part in (clause, {t.i for t in trigger.sent}):
            part = {i for i in whole_part if not doc[i].is_space}
            if is_telling(trigger, part - spare) and n_words(text, doc, part) <= MAX_WORDS:
                chosen = part
                break
        shown = {} if is_telling(trigger, chosen) else names
    return " ".join(rendered(text, doc, chosen, shown).split()[:MAX_WORDS])


def is_telling(trigger: "Token", chosen: set[int]) -> bool:
    """Return whether a headline holds more than a verb and pronouns."""
    others = (trigger.doc[i] for i in chosen - group(trigger))
    return trigger.pos_ in ("NOUN", "PROPN") or any(word.pos_ in TELLING for word in others)


def told(text: str, trigger: "Token", spare: frozenset[int]) -> set[int]:
    """Return the words of the clause of `trigger`, or of its noun phrase, as many as fit."""
    for _ in range(MAX_DEPTH):
        told_above = trigger.dep_ == "xcomp" and tense(trigger) == "infinitive"
        if not told_above and trigger.dep_ != "acomp":  # "is due to speak"
            break
        trigger = trigger.head
    if trigger.pos_ not in ("VERB", "AUX"):
        parts = [phrase(trigger), *prepositions(trigger)]
        return fitted(text, trigger, parts, [phrase(trigger, bare=True)], spare)
    actor = misread_subject(trigger) or subject(trigger)
    if actor is not None and actor.pos_ == "PRON" and is_phrase(trigger):
        actor = None
    core, extra = predicate(trigger)
    core_bare, _ = predicate(trigger, bare=True)
    named = phrase(actor) | joined(actor) if actor is not None else set()
    short = phrase(actor, bare=True) if actor is not None else set()
    more = prepositions(actor) if actor is not None else []
    if actor is not None and actor.i < trigger.i:
        extra = [part for part in extra if part and min(part) > actor.i]
    return fitted(
        text,
        trigger,
        [named | core, *more, *extra],
        [named | core_bare, short | core_bare, short | group(trigger), group(trigger)],
        spare,
    )


def misread_subject(verb: "Token") -> "Token | None":
    """Return the noun of a sentence whose verb was taken for a participle: "Sales to us fell"."""
    noun, root = verb.head, verb.sent.root
    is_participle = verb.dep_ == "acl" and verb.tag_ in ("VBD", "VBN") and noun.dep_ == "pobj"
    is_verbless = root.pos_ in ("NOUN", "PROPN") and root.is_ancestor(noun)
    is_bare = not below(verb, "agent") and not below(root, *SUBJECTS, "cop")
    return root if is_participle and is_verbless and is_bare else None


def is_phrase(verb: "Token") -> bool:
    """Return whether a verb is a participle that borrows its subject: "winning the vote"."""
    return tense(verb) == "participle" and own_subject(verb) is None


def fitted(
    text: str,
    trigger: "Token",
    parts: list[set[int]],
    shorter: list[set[int]],
    spare: frozenset[int],
) -> set[int]:
    """Return the words of the first part that fits, and of every further part that still does."""
    doc = trigger.doc
    chosen: set[int] = {trigger.i}
    for first in (parts[0], *shorter):
        if n_words(text, doc, first) <= MAX_WORDS:
            chosen = (first - strays(doc, first, spare)) | {trigger.i}
            break
    for whole_part in parts[1:]:
        part = whole_part - adverbials(doc, whole_part, spare)
        if not part & chosen and n_words(text, doc, chosen | part) <= MAX_WORDS:
            chosen |= part
    return chosen


def strays(doc: "Doc", part: set[int], spare: frozenset[int]) -> set[int]:
    """Return the dates that stand before a name only by a slip of the parse: "In May 2020 Xi"."""
    found: set[int] = set()
    for i in sorted(part & spare):
        if i - 1 in found or (i and doc[i - 1].pos_ == "ADP" and i - 1 not in part):
            found.add(i)
    return found


def adverbials(doc: "Doc", part: set[int], spare: frozenset[int]) -> set[int]:
    """Return the tokens of a phrase that only say when."""
    found: set[int] = set()
    for i in part:
        token = doc[i]
        inside = [c for c in token.children if c.i in part]
        only_when = token.dep_ == "prep" and all(c.i in spare for c in inside)
        if only_when or (token.dep_ == "npadvmod" and i in spare):
            found |= {t.i for t in token.subtree}
    return found


def group(verb: "Token") -> set[int]:
    """Return the verb with its auxiliaries, negation and particle."""
    found = {verb.i}
    for child in (*verb.children, *first_verb(verb).children):
        negates = child.lower_ in NEGATIVES and child.dep_ not in (*SUBJECTS, "cc")
        if child.dep_ in GROUP or negates or is_particle(child, verb):
            found.add(child.i)
    return found


def is_particle(token: "Token", verb: "Token") -> bool:
    """Return whether a word belongs to the verb before it: "stepped in"."""
    alone = token.dep_ in ("prep", "advmod") and token.pos_ in ("ADP", "ADV")
    ends = token.i + 1 < len(verb.doc) and token.nbor(1).is_punct
    return alone and ends and token.i == verb.i + 1 and not any(token.children)


def predicate(
    verb: "Token", *, bare: bool = False, depth: int = 0
) -> tuple[set[int], list[set[int]]]:
    """Return the verb with what completes it, and the further phrases that it may take."""
    core, extra = group(verb), []
    for child in verb.children:
        if child.pos_ == "SPACE" or (child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"):
            continue
        if child.dep_ in OBJECTS and (child.dep_ != "dative" or child.pos_ != "ADP"):
            core |= phrase(child, bare=bare)
            if child.dep_ == "agent":
                core |= {t.i for t in child.children if t.dep_ == "pobj"}
                core |= {i for t in child.children for i in phrase(t, bare=bare)}
            extra += [joined(child), *prepositions(child)]
            for likely in below(child, "xcomp") if child.dep_ == "acomp" else ():
                ahead, further = predicate(likely, bare=bare, depth=depth + 1)
                extra += [ahead, *further]
        elif child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and depth < MAX_DEPTH:
            inner, more = predicate(child, bare=bare, depth=depth + 1)
            actor = next((c for c in child.children if c.dep_.startswith("nsubj")), None)
            if actor is not None:
                inner |= phrase(actor, bare=bare) | joined(actor)
            inner |= {c.i for c in child.children if c.dep_ == "mark"}
            core |= inner
            extra += more
        elif child.dep_ == "advmod" and (
            (child.i > verb.i and child.lower_ == "so")
            or (child.i < verb.i and goes_on(child) and not any(child.children))
        ):
            core.add(child.i)
        elif child.dep_ in ("prep", "dative") or (child.dep_ == "npadvmod" and child.i > verb.i):
            if not any(c.dep_ in CLAUSES for c in child.children):
                extra.append(whole(child))
        elif child.dep_ == "advcl" and tense(child) == "infinitive" and depth < MAX_DEPTH:
            purpose, more = predicate(child, bare=True, depth=depth + 1)
            extra += [purpose, *more]
    return core, extra


def phrase(token: "Token", *, bare: bool = False) -> set[int]:
    """Return a noun with what stands before it; `bare` leaves adjectives and the like out."""
    found = {token.i}
    for child in token.lefts:
        if child.dep_ in LEFT and not (bare and child.dep_ in SPARE):
            found |= {t.i for t in child.subtree if t.dep_ not in ("relcl", "appos")}
    found |= {c.i for c in token.rights if c.dep_ == "case" or c.lower_ == "%"}
    for child in token.rights if token.pos_ == "PROPN" else ():
        if child.lower_ == "of" and child.i == token.i + 1:
            found |= whole(child)
    return found


def joined(token: "Token") -> set[int]:
    """Return what "and" joins to a noun, as a whole."""
    found: set[int] = set()
    waiting = [token]
    while waiting:
        node = waiting.pop()
        followers = [c for c in node.rights if c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX")]
        for follower in followers:
            links = (c for c in node.rights if c.dep_ in ("cc", "punct") and c.i < follower.i)
            found |= phrase(follower) | {c.i for c in links}
        waiting += followers
    return found


def prepositions(token: "Token") -> list[set[int]]:
    """Return the prepositional phrases that follow a noun, each as a whole."""
    return [whole(c) for c in token.rights if c.dep_ == "prep"]


def whole(token: "Token") -> set[int]:
    """Return a phrase without the clauses and asides in it."""
    found, waiting = set(), [token]
    while waiting:
        node = waiting.pop()
        found.add(node.i)
        waiting += [c for c in node.children if c.dep_ not in CLAUSES and c.pos_ != "SPACE"]
    return found


def n_words(text: str, doc: "Doc", chosen: set[int]) -> int:
    """Return how many words the chosen tokens make."""
    return len(rendered(text, doc, chosen).split())


def rendered(
    text: str, doc: "Doc", chosen: set[int], names: Mapping[int, str] = MappingProxyType({})
) -> str:
    """Return the chosen tokens in the order of the text, asides' punctuation left out.

    Pronouns that are among `names` give way to these, in brackets.
    """
    tokens = [doc[i] for i in sorted(chosen)]
    kept = [
        t for t in tokens
        if not (t.is_punct or t.is_quote) or t.tag_ == "POS"
        or (t.i - 1 in chosen and t.i + 1 in chosen)
        or (t.is_quote and (t.i - 1 in chosen or t.i + 1 in chosen))
    ]  # fmt: skip
    if sum(t.is_quote and t.tag_ != "POS" for t in kept) % 2:
        kept = [t for t in kept if not t.is_quote or t.tag_ == "POS"]
    words = []
    for t, after in zip(kept, [*kept[1:], None], strict=True):
        words.append(f"[{names[t.i]}]" if t.i in names else text[t.idx : t.idx + len(t)])
        apart = after is not None and (after.i != t.i + 1 or bool(t.whitespace_))
        words.append(" " if apart else "")
    shown = UNSHOWN.sub("", "".join(words))
    return re.sub(r"\s+", " ", shown).strip(" ,;:—–-")
