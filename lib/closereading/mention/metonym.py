"""Decide whether a capital stands for its government or for the city."""

import re
from typing import TYPE_CHECKING

from .scene import words
from .state_words import GOVERNMENT

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

URBAN = words(
    "street streets airport airports resident residents mayor suburb suburbs subway metro police "
    "skyline outskirts downtown hotel hotels restaurant restaurants district districts school "
    "schools university universities hospital hospitals museum museums neighborhood "
    "neighborhoods neighbourhood neighbourhoods home homes station port harbour harbor traffic "
    "population square park stadium river city centre center"
)
PLACE_PREPS = words("in at near around outside inside through across throughout via beyond within")
MOTION = words(
    "go travel fly visit trip return come move send arrive head rush drive walk journey flight "
    "tour drive voyage pilgrimage bring take transfer deport extradite relocate march commute "
    "route road way ship evacuate deploy migrate"
)
HIT_VERBS = words(
    "visit leave reach enter tour bomb hit strike attack shell capture seize besiege storm take "
    "hold flee rock shake retake recapture encircle approach pound evacuate flood"
)
STRIKES = words("attack strike raid march assault advance bomb bombing missile siege airstrike")
ROUTES = words("train flight road highway route distance line rail railway bus fly travel drive")
STATE_FROM = words(
    "pressure support message response demand call help aid threat independence statement "
    "assurance concession signal approval permission opposition criticism reaction import buy "
    "guarantee order hear reply money funding weapon arm goods"
)
PLACE_OF = words(
    "city outskirts capital street streets mayor resident residents north south east west town "
    "suburb suburbs port bishop university center centre heart siege battle skyline people "
    "neighborhood district part area airport university fall"
)
MESSAGES = words(
    "warning message signal letter note ultimatum condolence proposal invitation reply"
)
LOCATED = words("city capital town place home site venue port hub metropolis")


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
        return before is None or before.lower_ not in PLACE_PREPS
    token = span.root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    dep, head = token.dep_, token.head
    lemma = head.lemma_.lower()
    if dep in {"nsubj", "nsubjpass"}:
        attributes = {child.lemma_.lower() for child in head.children if child.dep_ == "attr"}
        return not (lemma == "be" and attributes & LOCATED)
    if dep == "poss":
        return head.lower_ not in URBAN and lemma not in URBAN
    if dep in {"compound", "nmod", "amod"}:
        return head.lower_ in GOVERNMENT - {"police", "court", "courts"}
    if dep == "dobj":
        return lemma not in HIT_VERBS
    if dep == "pobj":
        return _metonym_after(head.lower_, head.head)
    return dep in {"agent", "dative"}


def _metonym_after(preposition: str, governor: "Token") -> bool:
    """Return whether a capital after this preposition and governor stands for its government."""
    lemma = governor.lemma_.lower()
    match preposition:
        case "to" if lemma in {"send", "bring", "take"}:
            return any(c.dep_ == "dobj" and c.lemma_ in MESSAGES for c in governor.children)
        case "to" | "into" | "toward" | "towards":
            return preposition != "into" and lemma not in MOTION
        case "from":
            return lemma in STATE_FROM
        case "of":
            return lemma not in PLACE_OF and governor.lower_ not in PLACE_OF
        case "between" | "for":
            return lemma not in ROUTES
        case "on" | "over":
            return lemma not in STRIKES
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
