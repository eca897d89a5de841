"""What a plan, offer or invitation is about: dates in its complement lie ahead of its telling."""

from typing import TYPE_CHECKING, NamedTuple

from closereading.clause import has_to

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_CLIMB = 12  # words between an expression and the verb that looks ahead
PLANS = frozenset("intend plan schedule slate".split())
OFFERS = frozenset(
    "envisage foresee hop hope invite offer pledge prepare promise propose suggest vow".split()
)  # hop: the lemma that the model gives "hoped"
EXPECTS = frozenset({"expect"})
FIXES = frozenset("announce arrange book call fix organise organize set".split())
MOVES = frozenset("adjourn delay move postpone push reschedule".split())
NOUNS = frozenset(
    "expectation hope intention invitation offer plan pledge preparation promise proposal schedule"
    " timetable vow".split()
)
WITH_INFINITIVE = (PLANS | OFFERS | EXPECTS | NOUNS | frozenset({"set"})) | frozenset(
    """
    agree aim commit commitment due likely need seek threaten undertake volunteer want
""".split()
)
OCCASIONS = frozenset(
    """
    ballot ceasefire ceremony conference congress convention dialogue drill election event exercise
    forum game handover hearing launch meeting negotiation poll referendum round session signing
    strike summit talk talks tour trial trip truce visit vote withdrawal workshop
""".split()
)
PARTS = frozenset("beginning close end half middle start".split())  # the end of July
DEADLINES = frozenset("before by until till".split())
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
TARGETS = frozenset("for of on to".split())  # plans for a summit, invited to talks


class Outlook(NamedTuple):
    """A word that looks ahead, what it looks to, and the preposition in front of the date.

    What had been planned may be over, as may what "they planned the raid in May" speaks of: the
    plan isn't `is_open`, and the date is the nearest.
    """

    word: "Token"
    target: "Token | None"
    preposition: str
    is_open: bool


def outlook(token: "Token") -> Outlook | None:
    """Return what looks ahead to a date, given a word of it; None where nothing does.

    "France proposed a summit for September", but not "In March France proposed a summit".
    """
    node, preposition, link = token, "", ""
    named: Token | None = None  # the first noun or verb above the date
    for _ in range(MAX_CLIMB):
        head = node.head
        if head.i == node.i:
            return None
        if head.pos_ == "ADP" or head.dep_ == "prep":
            link = head.lower_
            preposition = preposition if named else link
        elif has_to(node) and (head.lemma_.lower() in WITH_INFINITIVE or is_to_be(head, node)):
            return Outlook(head, node, preposition, not has_had(head))
        elif head.pos_ in ("VERB", "AUX"):
            certain = looks_ahead(head, node, preposition, named, link)
            if certain is not None:
                is_open = certain and not has_had(head)
                return Outlook(head, named or what(head), preposition, is_open)
            if not has_to(head) and (
                head.tag_ != "VBG" or head.dep_ not in ("xcomp", "pcomp", "dobj")
            ):
                return None
            named, link = named or head, ""
        elif head.pos_ in ("NOUN", "PROPN"):
            is_below = head.i < node.i and node.dep_ == "prep"
            is_aimed = link in TARGETS if named else preposition == "for"
            if is_below and is_aimed and head.lemma_.lower() in NOUNS:
                return Outlook(head, named, preposition, is_open=True)
            if head.lower_ not in PARTS and not is_date(head):
                named, link = named or head, ""
        node = head
    return None


def is_to_be(verb: "Token", infinitive: "Token") -> bool:
    """Return whether "is" looks ahead with an infinitive: "they are to meet", "the plan is to"."""
    return verb.tag_ in ("VBP", "VBZ") and verb.lemma_ == "be" and infinitive.dep_ in COMPLEMENTS


def is_date(token: "Token") -> bool:
    """Return whether a word belongs to a date."""
    return token.ent_type_ in ("DATE", "TIME")


def has_had(verb: "Token") -> bool:
    """Return whether a verb is in the pluperfect: "had been planned"."""
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "'d") for c in verb.children)


def aims(verb: "Token") -> list["Token"]:
    """Return the occasions that a verb leads to: "invited them to talks"."""
    leads = (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to")
    return [n for c in leads for n in c.children if n.lemma_.lower() in OCCASIONS]


def what(verb: "Token") -> "Token | None":
    """Return what is planned or offered: an infinitive, "to talks", the object, the subject."""
    for word in (*aims(verb), *(c for c in verb.children if c.dep_ == "xcomp")):
        if not is_date(word):
            return word
    objects = (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and not is_date(c))
    return next(objects, verb.head if verb.dep_ == "acl" else None)


def looks_ahead(
    verb: "Token", node: "Token", preposition: str, named: "Token | None", link: str
) -> bool | None:
    """Return whether a verb looks ahead to the date below `node`; None where it doesn't date that.

    Parameters
    ----------
    preposition
        That in front of the date.
    named
        The first noun or verb between the date and this verb.
    link
        The preposition between that and this verb.
    """
    lemma, in_subject = verb.lemma_, node.dep_ == "nsubjpass"
    target = named or what(verb)
    if node.i < verb.i and not in_subject:
        return None
    if (named and link not in TARGETS | {""}) or (not named and target and target.i > node.i):
        return None  # "proposed it in a July report", "proposed in April a summit"
    is_passive = verb.dep_ == "acl" or any(c.dep_ == "nsubjpass" for c in verb.children)
    is_occasion = target is not None and (
        target.lemma_.lower() in OCCASIONS or target.dep_ == "xcomp" or target.tag_ == "VBG"
    )
    is_aimed = preposition in DEADLINES | {"for"}
    is_tied = is_occasion or (is_passive and not named)
    if lemma in PLANS:
        return True if is_tied or is_aimed else None if named else False
    is_telling = preposition == "on" and not link if named else preposition in ("on", "")
    if lemma in OFFERS and is_telling and not in_subject:
        return None  # "proposed a truce on Tuesday" tells when it was proposed
    if lemma in OFFERS and (is_aimed or is_occasion):
        return is_aimed or named is not None or is_passive or target in aims(verb)
    is_expected = lemma in EXPECTS and (is_tied or preposition in DEADLINES)
    is_fixed = lemma in FIXES | MOVES and preposition == "for" and is_tied
    is_moved = lemma in MOVES and preposition == "to" and not named
    return True if is_expected or is_fixed or is_moved else None
