"""Whom a pronoun or a description means: "it", "they", "the two governments", "the court"."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from closereading.clause import VERBS, agents, antecedent
from closereading.quotation.cue import takes

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .party import Parties, Party

SINGULAR = frozenset("it its itself".split())
PERSONAL = frozenset("he she him his her".split())
THIRD = frozenset("they them their".split())
FIRST = frozenset("i me my we us our ours".split())
PRONOUNS = SINGULAR | PERSONAL | THIRD | FIRST | {"themselves"}
BODIES = frozenset(
    "agency alliance bank bloc commission council court league tribunal union".split()
)
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "either": 2}
MAX_SENTENCES = 2  # sentences back to the subject that "they" means
MAX_PEOPLE = 40  # words back to the people that "they" means
MAX_NEAR = 40  # words of its own sentence before "it"
MAX_NAMING = 4  # sentences back to the parties that "the two governments" means
MAX_GROUPS = 20  # groups looked back at
MAX_BACK = 800  # words back to the parties that "it" or "the bloc" means
STATES = frozenset(
    "administration army capital country government military nation neighbor neighbour "
    "parliament republic state".split()
)  # what no person is
PRIVATE = frozenset(
    "airline association bank charity club company consortium contractor firm foundation group "
    "maker manufacturer miner operator producer supplier university utility".split()
)  # bodies of no state
MEN = frozenset(
    "chancellor delegate diplomat envoy general king leader man minister negotiator official "
    "politician premier president prince secretary statesman woman".split()
)


def referents(cast: "Parties", token: "Token") -> list["Party"]:  # noqa: PLR0911 - one return a case
    """Return whom a pronoun or a counted group means, where the text before makes it clear."""
    if token.i in cast.inside:
        return []
    if token.tag_ == "WP$":
        verb = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        return cast.at.get(antecedent(verb).i, []) if verb is not None else []
    if token.lower_ in NUMBERS and token.dep_ in ("nummod", "det", "predet", "amod"):
        return []  # of "the two governments", the noun tells
    number = NUMBERS.get(token.lower_, 0) or max(
        (NUMBERS.get(c.lower_, 0) for c in token.children if c.i < token.i), default=0
    )
    kind = token.lemma_.lower()
    if number and (token.lower_ in NUMBERS or kind == "capital" or kind in cast.lexicon.people):
        return group(cast, token, number)
    if token.lower_ in FIRST:
        return [replaced(p, token) for p in cast.speaking(token)]
    if token.lower_ in BODIES:
        return body_before(cast, token)
    if token.lower_ not in PRONOUNS:
        return []
    if token.lower_ in SINGULAR:
        named = [p for p in above(cast, token) if p.kind != "person"]
        return named if named or means_unknown(cast, token) else before(cast, token)
    if token.lower_ in PERSONAL:
        return [p for p in above(cast, token) if p.kind == "person"]
    found = above(cast, token)
    if not found and token.lower_ in THIRD:
        found = people_before(cast, token)
        found = found or (subjects_before(cast, token) if token.dep_ != "poss" else [])
    return found


def group(cast: "Parties", token: "Token", number: int) -> list["Party"]:
    """Return the sides that a counted group means: "the two governments", "both".

    So many and no others are named in its sentence, or joined in it; else in the nearest sentence
    before that names so many, and none but these after it. Else those
    that are the only such group joined in the text before; else nobody.
    """
    start, end = token.sent.start, token.i
    found, after = just_named(cast, token, number, start, end), set[str]()
    for _ in range(MAX_NAMING):
        if found or not start or len(after) >= number or token.i - start > MAX_BACK:
            break
        end, start = start, cast.doc[start - 1].sent.start
        found = just_named(cast, token, number, start, end)
        if found and not after <= {p.side for p in found}:
            found = []
            break
        after |= {p.side for p in named_in(cast, start, end) if p.kind != "person"}
    if not found:
        found = only_group(cast, token, number)
    return [replaced(p, token) for p in found]


def only_group(cast: "Parties", token: "Token", number: int) -> list["Party"]:
    """Return the last group of so many sides where all those before a word are the same."""
    k = bisect_left(cast.groups, token.i, key=lambda parties: parties[0].word)
    recent = cast.groups[max(k - MAX_GROUPS, 0) : k]
    fit = kinds(token)
    groups = [g for g in recent if len(g) == number and {p.kind == "person" for p in g} <= {*fit}]
    same = len({frozenset(p.side for p in g) for g in groups}) == 1
    return groups[-1] if same and token.i - groups[-1][-1].word <= MAX_BACK else []


def just_named(cast: "Parties", token: "Token", number: int, first: int, end: int) -> list["Party"]:
    """Return the sides named in a stretch, or the last joined in it, if they are so many.

    All states or, where the word may mean people, all persons. Those that do what the word stands
    in are left out: "Oman urged both".
    """
    heads = [noun for verb in token.ancestors if verb.pos_ in VERBS for noun in agents(verb)]
    acting = {p.side for noun in heads for p in cast.search([noun], limit=1.0, resolve=False)}
    named = named_in(cast, first, end)
    k, m = (bisect_left(cast.groups, i, key=lambda group: group[0].word) for i in (first, end))
    joined = [g for g in reversed(cast.groups[k:m]) if len(g) == number and g[-1].word < end]
    for is_person in kinds(token):
        fit = {p.side: p for p in named if (p.kind == "person") == is_person}
        sides = [p for side, p in fit.items() if side not in acting]
        if len(sides) == number:
            return sides
        for parties in joined:
            if all((p.kind == "person") == is_person for p in parties):
                return parties
    sides = [p for side, p in {p.side: p for p in named}.items() if side not in acting]
    return sides if token.lower_ == "both" and len(sides) == number else []


def kinds(token: "Token") -> tuple[bool, ...]:
    """Return whether states, persons, or first one, then the other, may be meant by a word."""
    lemma = "" if token.lower_ in NUMBERS else token.lemma_.lower()
    return (False,) if lemma in STATES else (True, False) if lemma in MEN else (False, True)


def named_in(cast: "Parties", first: int, end: int) -> list["Party"]:
    """Return who is named in a stretch of the text, places left out."""
    words = cast.order[bisect_left(cast.order, first) : bisect_left(cast.order, end)]
    return [p for i in words for p in cast.at[i] if p.country and p.kind != "place"]


def above(cast: "Parties", token: "Token") -> list["Party"]:
    """Return the subject of a clause above a pronoun: "China said it"."""
    node, n_verbs = token, 0
    is_free = token.dep_ in ("nsubj", "nsubjpass", "poss")
    for _ in range(12):
        if node.head.i == node.i:
            break
        node = node.head
        if node.pos_ not in VERBS:
            continue
        n_verbs += 1
        if n_verbs == 1 and not is_free:
            continue
        for subject in agents(node):
            if subject.i >= token.i or subject.pos_ == "PRON":
                continue
            parties = cast.search([subject], limit=1.0, resolve=False)
            if not parties and subject.i in cast.unknown:
                parties = [cast.unknown[subject.i]]
            if parties:
                return [replaced(p, token) for p in parties]
    return []


def means_unknown(cast: "Parties", token: "Token") -> bool:
    """Return whether "it" means a speaker of which no table knows: "The firm said it would"."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
        return False
    if not takes(verb.head.lemma_, "say", "tell", "think"):
        return False
    return any(n.i < token.i and is_private(cast, n) for n in agents(verb.head))


def is_private(cast: "Parties", noun: "Token") -> bool:
    """Return whether a noun stands for one body of no state: a company, an unknown name."""
    lemma = noun.lemma_.lower()
    is_name = noun.tag_ == "NNP" and noun.ent_type_ != "PERSON" and noun.i not in cast.at
    is_known = lemma in cast.lexicon.people
    return (noun.tag_ in ("NN", "NNP") and lemma in PRIVATE) or (is_name and not is_known)


def before(cast: "Parties", token: "Token") -> list["Party"]:
    """Return the last state or bloc before "it" that is a subject, in reach of a sentence."""
    start = token.sent.start
    first = max(cast.doc[start - 1].sent.start if start else 0, token.i - MAX_BACK)
    here = cast.doc[max(start, token.i - MAX_NEAR) : token.i]
    if any(is_thing(cast, noun, token) for noun in here):
        first = max(first, start)
    k = bisect_left(cast.order, token.i)
    for i in reversed(cast.order[bisect_left(cast.order, first) : k]):
        noun = cast.doc[i]
        parties = [p for p in cast.at[i] if p.kind in ("state", "bloc")]
        if parties and noun.dep_ in ("nsubj", "nsubjpass"):
            return [replaced(p, token) for p in parties[:1]]
    return []


def is_thing(cast: "Parties", noun: "Token", token: "Token") -> bool:
    """Return whether "it" may be a thing of a clause before: "Nobody liked the plan, yet it"."""
    is_told = noun.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") and noun.tag_ == "NN"
    is_one = is_told and any(c.lower_ in ("the", "this", "that") for c in noun.children)
    if not is_one or cast.is_people(noun):
        return False
    verbs = [next((a for a in word.ancestors if a.pos_ in VERBS), None) for word in (noun, token)]
    return verbs[0] != verbs[1]


def people_before(cast: "Parties", token: "Token") -> list["Party"]:
    """Return the last people of one state before "they": "Many Venezuelans live here"."""
    k = bisect_left(cast.order, token.i)
    for i in reversed(cast.order[bisect_left(cast.order, token.i - MAX_PEOPLE) : k]):
        if cast.doc[i].tag_ in ("NNS", "NNPS") and cast.at[i][0].kind == "state":
            return [replaced(p, token) for p in cast.at[i][:1]]
    return []


def subjects_before(cast: "Parties", token: "Token") -> list["Party"]:
    """Return those who are the last plural subject before "they": "Togo and Benin met. They …"."""
    own = {noun.i for verb in token.ancestors if verb.pos_ in VERBS for noun in agents(verb)}
    start = token.sent.start
    for _ in range(MAX_SENTENCES):
        start = cast.doc[start - 1].sent.start if start else 0
    for i in range(token.i - 1, max(start, token.i - MAX_BACK) - 1, -1):
        noun = cast.doc[i]
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.lower_ in THIRD or i in own:
            continue
        if together := cast.together.get(i):
            return [replaced(p, token) for p in together]
        if noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children):
            return [replaced(p, token) for p in referents(cast, noun)]
    return []


def body_before(cast: "Parties", token: "Token") -> list["Party"]:
    """Return the last bloc or court before "the bloc" or "the court"."""
    if not any(c.lower_ in ("the", "this") for c in token.children):
        return []
    k = bisect_left(cast.order, token.i)
    for i in reversed(cast.order[bisect_left(cast.order, token.i - MAX_BACK) : k]):
        for party in cast.at[i]:
            words = cast.doc.char_span(party.start, party.end, alignment_mode="expand")
            named = words.text.lower() if words is not None else ""
            is_bloc = token.lower_ in ("bloc", "alliance") and party.kind == "bloc"
            if party.kind in ("bloc", "organisation") and (is_bloc or token.lower_ in named):
                return [replaced(party, token)]
    return []


def replaced(party: "Party", token: "Token") -> "Party":
    """Return the party as named by a pronoun or a description."""
    return party._replace(start=token.idx, end=token.idx + len(token), word=token.i)
