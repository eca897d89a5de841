"""Read one clause of the parse: its tense, its status, its subject."""

from typing import TYPE_CHECKING

from .words import (
    ASPECT,
    CONDITIONS,
    DISPUTING,
    MAYBE,
    NEGATIVES,
    PLANNING,
    REFUSING,
    REPORTING,
    WILL,
    WISHES,
    words,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NO_CLAUSE = words("aux auxpass amod compound nmod prep cc punct case det poss pobj")
NOUNS = frozenset({"NOUN", "PROPN"})
TENSES = {  # by the auxiliary, the first that is there
    "future": WILL,
    "modal": MAYBE,
    "pluperfect": words("had"),
    "perfect": words("has have 've"),
    "past": words("was were did"),
    "present": words("is are am 's 're 'm"),
}
MAX_STEPS = 20  # conjuncts and governors followed from a verb


def is_predicate(token: "Token") -> bool:
    """Return whether the token heads a clause."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in NO_CLAUSE


def own_subject(verb: "Token") -> "Token | None":
    """Return the subject that stands in the verb's own clause."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def subject(verb: "Token") -> "Token | None":
    """Return the subject of a verb: its own, the first conjunct's, or the noun it belongs to.

    "who" and "which" give way to the noun that they stand for.
    """
    for _ in range(MAX_STEPS):
        found = own_subject(verb)
        if found is not None:
            relative = found.tag_ in ("WDT", "WP") and verb.dep_ in ("relcl", "acl")
            return antecedent(verb) if relative else found
        if verb.dep_ == "acl":
            return antecedent(verb)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head.i == verb.i:
            break
        verb = verb.head
    return misread_subject(verb)


def misread_subject(verb: "Token") -> "Token | None":
    """Return the name that the parse took for part of a date: "On Sunday Venezuela will vote"."""
    for preposition in verb.lefts:
        for noun in preposition.rights if preposition.dep_ == "prep" else ():
            if noun.pos_ == "PROPN" and any(c.ent_type_ == "DATE" for c in noun.lefts):
                return noun
    return None


def antecedent(verb: "Token") -> "Token":
    """Return the noun that a relative clause or a participle tells of.

    After a comma it is the whole phrase's: the report, in "a report by a panel, published here".
    """
    noun = verb.head
    if verb.left_edge.i == 0 or verb.left_edge.nbor(-1).lower_ != ",":
        return noun
    for _ in range(MAX_STEPS):
        if noun.dep_ == "conj":
            noun = noun.head
        elif noun.dep_ == "pobj" and verb.dep_ == "acl" and noun.head.head.pos_ in NOUNS:
            noun = noun.head.head
        else:
            break
    return noun


def first_verb(verb: "Token") -> "Token":
    """Return the verb whose auxiliaries and negation a bare conjunct shares; else itself."""
    for _ in range(MAX_STEPS):
        own = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        joined = verb.dep_ == "conj" and is_predicate(verb.head) and own_subject(verb) is None
        if own or not joined or verb.tag_ not in (verb.head.tag_, "VB"):
            break
        verb = verb.head
    return verb


def auxiliaries(verb: "Token") -> set[str]:
    """Return the verb's auxiliaries in lower case; a bare conjunct has its neighbour's."""
    return {c.lower_ for c in first_verb(verb).children if c.dep_ in ("aux", "auxpass")}


def tense(verb: "Token") -> str:
    """Return the tense of a verb's clause.

    One of past, perfect, pluperfect, present, progressive, future, modal, infinitive, participle.
    """
    helpers = auxiliaries(verb)
    for name, forms in TENSES.items():
        if helpers & forms and not (name == "perfect" and "to" in helpers):
            return "progressive" if name == "present" and verb.tag_ == "VBG" else name
    bare = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "advcl", "acl")
    if "to" in helpers or bare:
        return "infinitive"
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.dep_ in ("ROOT", "conj", "ccomp")):
        return "past"
    return "participle" if verb.tag_ in ("VBG", "VBN") else "present"


def mark(verb: "Token") -> str:
    """Return the word that subordinates the verb's clause, in lower case; or empty."""
    for child in verb.children:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return str(child.lower_)
    return str(verb.head.lower_) if verb.dep_ == "pcomp" else ""


def is_negated(verb: "Token") -> bool:
    """Return whether the verb is denied: not, never, or a subject such as "nobody"."""
    for child in (*verb.children, *first_verb(verb).children):
        if child.dep_ == "neg" or child.lower_ in ("neither", "never", "nor"):
            return True
        names = (child, *child.children) if child.dep_ in SUBJECTS and child.i < verb.i else ()
        if any(name.lower_ in NEGATIVES for name in names):
            return True
    return False


def status(verb: "Token", *, is_later: bool = False) -> str:
    """Return whether a clause says that something happened, is planned, may be, or is denied.

    An infinitive or participle is what the verb above it makes of it.

    Parameters
    ----------
    is_later
        The clause is dated after the publication.
    """
    found = "happened"
    for step in range(MAX_STEPS):
        form, head = tense(verb), verb.head
        said = said_by(verb, is_governor=step > 0, is_later=is_later and not step)
        if said:
            return said
        if form not in ("infinitive", "participle") or head.i == verb.i:
            break
        if form == "infinitive" and head.lemma_ not in ASPECT and verb.dep_ != "advcl":
            found = "planned"
        if not is_predicate(head):
            break
        verb = head
    return found


def said_by(verb: "Token", *, is_governor: bool, is_later: bool) -> str:
    """Return the status that a verb's own words give it, or what it governs; empty for none."""
    form, helpers = tense(verb), auxiliaries(verb)
    would = "would" in helpers and verb.dep_ == "ccomp" and verb.head.lemma_ in REPORTING
    is_denied = is_negated(verb) and not helpers & WISHES
    if is_denied or (is_governor and verb.lemma_ in REFUSING):
        return "denied"
    if verb.dep_ == "ccomp" and verb.head.lemma_ in DISPUTING:
        return "denied"
    if mark(verb) in CONDITIONS or (is_governor and verb.lemma_ == "threaten"):
        return "hypothetical"
    if form in ("future", "modal", "present") and has_condition(verb):
        return "hypothetical"
    if form == "modal" and not would:
        return "hypothetical"
    announced = verb.lemma_ in PLANNING and (is_governor or form == "present")
    later = form == "present" and is_later
    return "planned" if form in ("future", "modal") or announced or later else ""


def has_condition(verb: "Token") -> bool:
    """Return whether an if-clause hangs on the verb."""
    return any(c.dep_ == "advcl" and mark(c) in ("if", "unless") for c in verb.children)
