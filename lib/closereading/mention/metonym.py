"""Decide whether a capital stands for its government or for the city."""

import re
from typing import TYPE_CHECKING

from .gazetteer import word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def is_metonym(text: str, span: "Span", case: str) -> bool:
    """Return whether a capital, as the sentence uses it, stands for its government.

    "Tokyo urged", "ties with Tokyo", "Tokyo's stance": yes. "in Tokyo", "Tokyo's streets": no.
    """
    doc, first, last = span.doc, span[0], span[-1]
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    before = doc[first.i - 1] if first.i else None
    if after is not None and after.text == "-" and last.i + 2 < len(doc):
        return doc[last.i + 2].lower_ not in {"based", "born", "area", "wide"}
    if is_dateline(text, first, last):
        return False
    if case != "mixed":
        return before is None or before.lower_ not in word_list("place_preps")
    token = span.root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    head, lemma = token.head, token.head.lemma_.lower()
    match token.dep_:
        case "nsubj" | "nsubjpass":
            said = {child.lemma_.lower() for child in head.children if child.dep_ == "attr"}
            acts = not (lemma == "be" and said & word_list("located"))
        case "poss":
            acts = not {head.lower_, lemma} & word_list("urban")
        case "compound" | "nmod" | "amod":
            acts = head.lower_ in word_list("government") - {"police", "court", "courts"}
        case "dobj":
            acts = lemma not in word_list("hit_verbs")
        case "pobj":
            acts = _acts_after(head.lower_, head.head)
        case dep:
            acts = dep in {"agent", "dative"}
    return acts


AFTER = {  # preposition: list of governors, and whether one of them makes it a government or a city
    "to": ("motion", False), "toward": ("motion", False), "towards": ("motion", False),
    "from": ("state_from", True), "of": ("place_of", False), "between": ("routes", False),
    "for": ("routes", False), "on": ("strikes", False), "over": ("strikes", False),
}  # fmt: skip
ALWAYS = frozenset(["with", "by", "against", "upon", "than", "like", "under"])


def _acts_after(preposition: str, governor: "Token") -> bool:
    """Return whether a capital after this preposition and governor stands for its government."""
    governors = {governor.lemma_.lower(), governor.lower_}
    if preposition == "to" and governors & {"send", "bring", "take"}:
        objects = {c.lemma_ for c in governor.children if c.dep_ == "dobj"}
        return bool(objects & word_list("messages"))
    if preposition not in AFTER:
        return preposition in ALWAYS
    name, is_government = AFTER[preposition]
    return bool(governors & word_list(name)) == is_government


def is_dateline(text: str, first: "Token", last: "Token") -> bool:
    """Return whether a name opens a paragraph as its dateline: "BEIJING (Reuters) -"."""
    doc = first.doc
    if first.i and "\n" not in doc[first.i - 1].text_with_ws:
        return False
    rest = text[last.idx + len(last) : last.idx + len(last) + 60]
    return bool(re.match(r"\s*(?:\(|--|[—–-]\s|,[^.\n]{0,40}(?:\(|[—–]|--?\s))", rest))
