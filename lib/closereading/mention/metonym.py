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
    dep, head = token.dep_, token.head
    lemma = head.lemma_.lower()
    if dep in {"nsubj", "nsubjpass"}:
        attributes = {child.lemma_.lower() for child in head.children if child.dep_ == "attr"}
        return not (lemma == "be" and attributes & word_list("located"))
    if dep == "poss":
        return head.lower_ not in word_list("urban") and lemma not in word_list("urban")
    if dep in {"compound", "nmod", "amod"}:
        return head.lower_ in word_list("government") - {"police", "court", "courts"}
    if dep == "dobj":
        return lemma not in word_list("hit_verbs")
    if dep == "pobj":
        return _metonym_after(head.lower_, head.head)
    return dep in {"agent", "dative"}


def _metonym_after(preposition: str, governor: "Token") -> bool:
    """Return whether a capital after this preposition and governor stands for its government."""
    lemma = governor.lemma_.lower()
    match preposition:
        case "to" if lemma in {"send", "bring", "take"}:
            return any(
                c.dep_ == "dobj" and c.lemma_ in word_list("messages") for c in governor.children
            )
        case "to" | "into" | "toward" | "towards":
            return preposition != "into" and lemma not in word_list("motion")
        case "from":
            return lemma in word_list("state_from")
        case "of":
            return lemma not in word_list("place_of") and governor.lower_ not in word_list(
                "place_of"
            )
        case "between" | "for":
            return lemma not in word_list("routes")
        case "on" | "over":
            return lemma not in word_list("strikes")
        case "with" | "by" | "against" | "upon" | "than" | "like" | "under" | "toward":
            return True
    return False


def is_dateline(text: str, first: "Token", last: "Token") -> bool:
    """Return whether a name opens a paragraph as its dateline: "BEIJING (Reuters) -"."""
    doc = first.doc
    if first.i and "\n" not in doc[first.i - 1].text_with_ws:
        return False
    rest = text[last.idx + len(last) : last.idx + len(last) + 60]
    return bool(re.match(r"\s*(?:\(|--|[—–-]\s|,[^.\n]{0,40}(?:\(|[—–]|--?\s))", rest))
