"""Read one clause of the parse: who does it, to whom, in which tense, whether it is denied."""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset("nsubj nsubjpass csubj csubjpass expl".split())
NOUNS = frozenset("NOUN PROPN PRON NUM ADJ DET".split())
VERBS = frozenset({"VERB", "AUX"})
RELATIVES = frozenset({"WDT", "WP"})
NO_CLAUSE = frozenset("aux auxpass amod compound nmod prep cc punct case det poss pobj".split())
MODALITY = {
    **dict.fromkeys("will 'll shall wo".split(), "will"),
    **dict.fromkeys("may might can could would 'd ca".split(), "could"),
    **dict.fromkeys("should must ought need".split(), "should"),
}
TENSES = {  # by the auxiliary, the first that is there
    "future": {h for h, kind in MODALITY.items() if kind == "will"},
    "modal": {h for h, kind in MODALITY.items() if kind != "will"},
    "pluperfect": {"had"},
    "perfect": {"has", "have", "'ve"},
    "past": {"was", "were", "did"},
    "present": {"is", "are", "am", "'s", "'re", "'m", "do", "does"},
}
NEGATIVES = frozenset("never neither no nobody none nor not nothing n't".split())
FAILING = frozenset("abstain avoid desist fail neglect omit refrain".split())
FOILING = frozenset("avert foil forestall frustrate prevent thwart".split())
REFUSING = frozenset("decline fail refuse".split())
COMPLEMENTS = frozenset({"ccomp", "pcomp", "xcomp"})
DENYING = frozenset("deny dispute refute reject".split())
DUTY = frozenset("have need require".split())
PLANNING = frozenset(
    "due expect intend plan pledge prepare promise propose schedule set slate vow".split()
)
PLANS = PLANNING | {"agree", "decide", "offer"}
CAUSING = frozenset("cause compel drive force get lead oblige prompt push".split())
EFFORTS = frozenset("effort attempt campaign drive bid".split())
ASPECT = frozenset("attempt begin cease continue go help keep manage start stop try".split())
SEEMING = frozenset("appear come remain seem tend".split())
STATES = frozenset("commit prepare engage determine oppose concern alarm devote".split())
OF_OBJECT = frozenset("as for from into of".split())  # "accused X of attacking": X attacks
MAX_STEPS = 20  # conjuncts and governors followed from a word


def is_predicate(token: "Token") -> bool:
    """Return whether the token heads a clause."""
    return token.pos_ in VERBS and token.dep_ not in NO_CLAUSE


def below(token: "Token", *labels: str) -> list["Token"]:
    """Return the words that hang on one by these labels."""
    return [c for c in token.children if c.dep_ in labels]


def conjuncts(token: "Token") -> Iterator["Token"]:
    """Yield a noun and those joined to it."""
    todo = [token]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(below(node, "conj"))


def own_subject(verb: "Token") -> "Token | None":
    """Return the subject that stands in the verb's own clause."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def first_verb(verb: "Token") -> "Token":
    """Return the verb whose auxiliaries and negation a bare conjunct shares; else itself."""
    for _ in range(MAX_STEPS):
        joined = verb.dep_ == "conj" and is_predicate(verb.head)
        is_own = not joined or below(verb, "aux", "auxpass") or own_subject(verb) is not None
        if is_own or verb.tag_ not in (verb.head.tag_, "VB"):
            break
        verb = verb.head
    return verb


def is_passive(verb: "Token") -> bool:
    """Return whether the verb is passive: "was signed", "a pact signed by"."""
    labels = {c.dep_ for c in (*verb.children, *first_verb(verb).children)}
    if verb.lemma_ in STATES and "agent" not in labels:
        return False
    if labels & {"nsubjpass", "csubjpass", "auxpass", "agent"}:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and "aux" not in labels


def objects(verb: "Token") -> list["Token"]:
    """Return what the verb is done to: objects, the subject of a passive, a participle's noun."""
    heads = below(verb, "dobj", "nsubjpass", "oprd", "attr")
    if verb.tag_ == "VBN" and (first := first_verb(verb)) is not verb:
        heads += below(first, "nsubjpass")
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in NOUNS:
        heads.append(verb.head)
    if verb.dep_ == "relcl" and verb.head.pos_ in NOUNS:
        gap = [h for h in heads if h.tag_ in RELATIVES]
        if gap or (below(verb, "nsubj", "csubj") and not heads):
            heads = [h for h in heads if h not in gap] + [verb.head]
    return [noun for head in heads for noun in conjuncts(head)]


def agents(verb: "Token", *, without: Container[int] = ()) -> list["Token"]:
    """Return who does it, the nearest candidate first: the subject, the "by" phrase of a passive.

    `without`: words that are left out, such as those in quote marks.
    """
    if is_passive(verb):
        by = [c for c in verb.children if c.dep_ == "agent" or c.lower_ == "by"]
        return [noun for agent in by for noun in below(agent, "pobj")]
    return subjects(verb, without=without)


def subject(verb: "Token") -> "Token | None":
    """Return the first candidate for the subject of a verb."""
    return next(iter(subjects(verb)), None)


def subjects(verb: "Token", *, without: Container[int] = ()) -> list["Token"]:
    """Return the candidates for the subject of a verb, the nearest first.

    Its own; that of the verb that it is joined to or hangs on ("wants to attack", "left, saying");
    the object of the verb above ("urged X to wait", "accused X of lying"); the noun that a
    participle or a relative clause tells of.
    """
    found: list[Token] = []
    node: Token | None = verb
    for _ in range(MAX_STEPS):
        if node is None:
            break
        own = [c for c in node.children if c.dep_ in SUBJECTS and c.i not in without]
        named = [c for c in own if c.tag_ not in RELATIVES]
        if named:
            return found + named
        node, nearest = governor(node, is_relative=bool(own))
        found += nearest
    return found


def governor(verb: "Token", *, is_relative: bool) -> tuple["Token | None", list["Token"]]:
    """Return where to look on for the subject of a verb without one, and candidates on the way."""
    head = verb.head
    if is_relative or (verb.dep_ in ("acl", "relcl") and head.pos_ in NOUNS):
        if head.pos_ not in NOUNS:  # "It was Peru that accused Chile"
            return None, below(head, "attr") if head.lemma_ == "be" else []
        if verb.tag_ == "VB" and not is_relative:
            owner = below(head, "poss")
            return (None, owner) if owner else (head, [])
        noun = antecedent(verb)
        above = noun.head if noun.dep_ == "dobj" else noun.head.head
        told = verb.tag_ == "VBG" and not is_relative and noun.dep_ in ("dobj", "pobj")
        goes_on = told and above.pos_ in VERBS and not is_passive(above)
        return (above if goes_on else None), [noun]
    found = misread_subject(verb)
    if head.i == verb.i:
        return None, found
    if verb.dep_ == "xcomp":
        found += [c for c in below(head, "dobj") if c.i < verb.i]
    if verb.dep_ == "pcomp" and head.lower_ in OF_OBJECT:
        found += below(head.head, "dobj")
    if found or (head.pos_ in NOUNS and head.dep_ in ("nsubj", "csubj", "ROOT")):
        return None, found
    return head, []


def misread_subject(verb: "Token") -> list["Token"]:
    """Return what the parser took into a date: "in May Somalia agreed", "in 2023 sales fell"."""
    return [
        noun
        for preposition in below(verb, "prep")
        for noun in below(preposition, "pobj")
        if preposition.i < verb.i
        and noun.pos_ in ("NOUN", "PROPN")
        and noun.ent_type_ != "DATE"
        and preposition.nbor().ent_type_ == "DATE"
        and any(c.ent_type_ == "DATE" for c in noun.lefts)
    ]


def antecedent(verb: "Token") -> "Token":
    """Return the noun that a relative clause or a participle tells of; the first of a joined group.

    After a comma it is the whole phrase's: the report, in "a report by a panel, published here".
    """
    noun = verb.head
    is_apart = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).lower_ == ","
    of_all = verb.dep_ == "acl" or any(c.tag_ == "WP" for c in verb.children)
    for _ in range(MAX_STEPS):
        if (noun.dep_ == "conj" and noun.head.pos_ in NOUNS) or (is_apart and noun.dep_ == "appos"):
            noun = noun.head
        elif is_apart and of_all and noun.dep_ == "pobj" and noun.head.head.pos_ in NOUNS:
            noun = noun.head.head
        else:
            break
    return noun


def auxiliaries(verb: "Token") -> set[str]:
    """Return the verb's auxiliaries in lower case; a bare conjunct has its neighbour's."""
    return {c.lower_ for c in below(first_verb(verb), "aux", "auxpass")}


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


def has_to(verb: "Token") -> bool:
    """Return whether a verb is an infinitive with "to"."""
    return any(c.lower_ == "to" for c in below(verb, "aux"))


def has_condition(verb: "Token") -> bool:
    """Return whether an if-clause hangs on the verb."""
    return any(mark(c) in ("if", "unless") for c in below(verb, "advcl"))


def modality(verb: "Token") -> str:
    """Return whether a clause says that something is or was done, will, could or should be."""
    if leaves_open(verb) or (verb.dep_ in COMPLEMENTS and leaves_open(verb.head)):
        return "could"
    for _ in range(MAX_STEPS):
        first = first_verb(verb)
        helpers = [c.lower_ for c in below(first, "aux")]
        if mark(first) in ("if", "unless", "whether"):
            return "could"
        if helper := next((h for h in helpers if h in MODALITY), ""):
            would = helper in ("would", "'d") and verb.dep_ == "ccomp"
            return "will" if would and not has_condition(first) else MODALITY[helper]
        if "to" not in helpers:
            break
        head, link = first.head, first.dep_
        if link != "xcomp" or head.lemma_ not in ASPECT | SEEMING or head.pos_ not in VERBS:
            return infinitive_modality(head, link)
        if head.lemma_ == "go" and head.tag_ == "VBG":
            return "will"
        verb = head
    return "could" if any(c.text == "?" for c in verb.children) else "did"


def infinitive_modality(head: "Token", link: str) -> str:
    """Return the modality of an infinitive that hangs on another word: "plans to", "has to"."""
    if head.lemma_ in (EFFORTS if link == "acl" else CAUSING):
        return "did"
    if link == "xcomp" and head.lemma_ in DUTY | {"be"}:
        return "should"
    is_plan = link in ("xcomp", "acl", "ccomp") and head.lemma_.lower() in PLANS
    return "will" if is_plan else "could"


def is_negated(token: "Token") -> bool:
    """Return whether a predicate is denied: not, never, no, "failed to", "denied that".

    Who "did not fail to" do it did it; what isn't ruled out isn't denied, either.
    """
    if rules_out(token):
        return False
    fails = is_failing(token) or (token.lemma_ == "stop" and goes_short(token))
    if says_no(token) != fails:
        return True
    return token.dep_ == "ccomp" and token.head.lemma_ in DENYING


def is_failing(verb: "Token") -> bool:
    """Return whether a verb says that what it governs isn't done: "avoided attacking".

    Not so with an object: to avoid the draft is something done.
    """
    return verb.lemma_ in FAILING and not below(verb, "dobj", "nsubjpass")


def says_no(token: "Token") -> bool:
    """Return whether a word of negation stands in a predicate's clause or phrase."""
    places = [token]
    if token.pos_ in VERBS:
        places += [first_verb(token), *below(token, *SUBJECTS, "dobj", "attr")]
    return any(p.lower_ in NEGATIVES or any(map(is_negative, p.children)) for p in places)


def goes_short(verb: "Token") -> bool:
    """Return whether "short" follows a verb: "stopped short of attacking"."""
    return any(c.lower_ == "short" and c.i > verb.i for c in verb.children)


def rules_out(verb: "Token") -> bool:
    """Return whether a verb is "rule out"."""
    return verb.lemma_ == "rule" and any(c.lower_ == "out" for c in below(verb, "prt", "advmod"))


def leaves_open(verb: "Token") -> bool:
    """Return whether something is neither denied nor promised: "did not rule out talks"."""
    refuses = verb.dep_ == "xcomp" and verb.head.lemma_ in REFUSING and not says_no(verb.head)
    return rules_out(verb) and says_no(verb) != refuses


def foiled_by(token: "Token") -> "Token | None":
    """Return the verb that says that something planned wasn't done: "the attack was averted".

    Of a plan or attempt, also that it failed: "the plan to attack failed".
    """
    is_aim = token.dep_ == "acl" and has_to(token) and token.head.pos_ in NOUNS
    noun = token.head if is_aim else token
    verb = noun.head
    is_foiled = noun.dep_ == "nsubjpass" and verb.lemma_ in FOILING
    is_foiled |= noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ == "avoid"
    is_failed = is_aim and noun.dep_ == "nsubj" and verb.lemma_ in ("collapse", "fail")
    return verb if (is_foiled or is_failed) and not says_no(verb) else None


def is_negative(token: "Token") -> bool:
    """Return whether a word denies the one above it."""
    links = ("det", "preconj", "advmod", "cc")
    return token.dep_ == "neg" or (token.dep_ in links and token.lower_ in NEGATIVES)
