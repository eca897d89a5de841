"""Whether a clause says that something happened, is planned, may be, or is denied."""

from typing import TYPE_CHECKING

from closereading.clause import (
    ASPECT,
    CAUSING,
    DENYING,
    MAX_STEPS,
    MODALITY,
    NEGATIVES,
    PLANNING,
    REFUSING,
    auxiliaries,
    below,
    first_verb,
    has_condition,
    is_negated,
    is_passive,
    is_predicate,
    mark,
    modality,
    subject,
    tense,
)
from closereading.statement.lexicon import lexicon

from .words import FEARING, GUESSING, STATIVE, WISHES

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset(helper for helper, kind in MODALITY.items() if kind == "will")
WOULD = frozenset({"would", "'d"})


def status(
    verb: "Token", *, is_later: bool = False, is_planned: bool = False, is_over: bool = False
) -> str:
    """Return whether a clause says that something happened, is planned, may be, or is denied.

    An infinitive or participle is what the verbs above it make of it. A refusal lies ahead as a
    promise does: "will not sign". What was planned for a time that is over is left open.

    Parameters
    ----------
    is_later
        The clause is dated after the publication.
    is_planned
        A verb or noun that looks ahead dates what is told.
    is_over
        The clause is dated before the publication.
    """
    chain = [verb]
    while tense(chain[-1]) in ("infinitive", "participle") and len(chain) < MAX_STEPS:
        if not is_predicate(chain[-1].head) or chain[-1].head.i == chain[-1].i:
            break
        chain.append(chain[-1].head)
    top, above = chain[-1], chain[1:]
    if any(is_negated(v) and not auxiliaries(v) & WISHES and not is_refusal(v) for v in chain):
        return "denied"
    if any(v.lemma_ in REFUSING for v in above):
        return "denied"
    is_open = tense(top) in ("future", "modal", "present") and depends(top)
    mood = "will" if tense(top) == "infinitive" else modality(top)
    if is_open or is_feared(top) or mood in ("could", "should"):
        return "hypothetical"
    if any(v.lemma_ == "threaten" for v in above):
        return "hypothetical"
    hangs = (v for v in chain if tense(v) == "infinitive" and v.dep_ != "advcl")
    is_ahead = any(v.head.lemma_ not in ASPECT | CAUSING for v in hangs)
    announced = top.lemma_ in PLANNING and (bool(above) or tense(top) == "present" or is_later)
    later = is_planned or (is_later and tense(verb) == "present")
    if mood == "will" or is_ahead or announced or later:
        return "hypothetical" if is_over else "planned"
    return "happened"


def is_refusal(verb: "Token") -> bool:
    """Return whether somebody will not do something: "said that it would not sign"."""
    helpers, named = auxiliaries(verb), subject(verb)
    is_said = verb.dep_ == "ccomp" and verb.head.lemma_ not in DENYING
    can = helpers & WILL or (helpers & WOULD and is_said)
    if not can or named is None or not below(first_verb(verb), "neg"):
        return False
    if verb.pos_ == "AUX" or verb.lemma_.lower() in STATIVE or is_passive(verb):
        return False
    is_somebody = named.pos_ in ("PRON", "PROPN") or named.lemma_.lower() in lexicon().people
    return is_somebody and named.lower_ not in NEGATIVES


def is_feared(verb: "Token") -> bool:
    """Return whether a clause is what somebody fears or guesses: "fear that prices would rise"."""
    helpers = auxiliaries(verb)
    for _ in range(MAX_STEPS):
        if verb.dep_ != "conj" or not is_predicate(verb.head):
            break
        verb = verb.head
    lemma = verb.head.lemma_.lower()
    if verb.dep_ not in ("acl", "ccomp") or not helpers & (WILL | WOULD):
        return False
    return lemma in FEARING or (lemma in GUESSING and bool(helpers & WOULD))


def depends(verb: "Token") -> bool:
    """Return whether a condition stands before or beside a clause: "If it rains, he said, we"."""
    said = verb.head
    is_aside = verb.dep_ == "ccomp" and said.i < verb.i and said.nbor(1).lower_ == ","
    first = [c for c in below(said, "advcl") if c.i < said.i] if is_aside else []
    return has_condition(verb) or any(mark(c) in ("if", "unless") for c in first)
