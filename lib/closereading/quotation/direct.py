"""Who says what stands in quote marks: the cue after it, before it, or none where it goes on."""

import re
from typing import TYPE_CHECKING, NamedTuple

from .content import is_withheld
from .cue import takes
from .speaker import NAMING, speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .marks import Quoted

REACH = 30  # tokens between a quotation and its cue
OPEN_END = re.compile(r"[,?!—–-]\s*$|…\s*$|\.\.\.\s*$")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
BETWEEN = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "PART", "PUNCT"})


class Attribution(NamedTuple):
    """The cue of a quotation and the noun that speaks."""

    cue: "Token"
    speaker: "Token | None"


def following(
    passage: "Quoted", after: "list[Token]", *, is_alone: bool, is_quoted: frozenset[int]
) -> Attribution | None:
    """Return the attribution that follows: `"…," said X`, `"…," X said on Monday`.

    Where nothing but the passage stands before, any verb will do: `"Yes," she laughed.`
    """
    text = "" if not after else after[0].doc.text[passage.start : passage.end]
    if not after or not (OPEN_END.search(text) or after[0].text in (",", "-", "–", "—")):
        return None
    region: list[Token] = []
    for token in after[:REACH]:
        if token.text in (".", ";", ":") and region:
            break
        region.append(token)
    finite = [t for t in region if t.tag_ in FINITE and t.pos_ in ("VERB", "AUX") and not aside(t)]
    misread = [t for t in region if t.tag_ == "VBN" and takes(t.lemma_, "say") and not helped(t)]
    for token in (*finite[:1], *misread[:1]):
        is_cue = takes(token.lemma_, "say", "tell", "show", "think")
        who = speaker(token, is_quoted)
        if who is None or who.i < after[0].i:
            who = neighbour(token, after)
        is_free = is_alone and text[:1].isupper() and token.pos_ == "VERB"
        if (is_cue or (is_free and who is not None and who.pos_ in ("PROPN", "PRON"))) and not any(
            c.dep_ == "ccomp" and c.i > token.i and c.i not in is_quoted for c in token.children
        ):
            return None if is_withheld(token) else Attribution(token, who)
    return None


def helped(verb: "Token") -> bool:
    """Return whether a verb has an auxiliary."""
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def aside(verb: "Token") -> bool:
    """Return whether a verb tells of the speaker: "X, who heads it, said"."""
    return verb.dep_ in ("relcl", "acl", "aux", "auxpass") or (
        verb.dep_ == "conj" and verb.head.dep_ == "relcl"
    )


def neighbour(verb: "Token", region: "list[Token]") -> "Token | None":
    """Return the noun beside a verb, where the parse doesn't give its subject."""
    right = [t for t in region if t.i > verb.i]
    left = [t for t in region if t.i < verb.i]
    side = right if not any(t.pos_ in NAMING for t in left) else left
    found = None
    for token in side:
        if token.pos_ in ("PROPN", "NOUN", "PRON"):
            found = token
        elif found is not None or token.pos_ not in (*NAMING, "PUNCT"):
            break
    return found


def preceding(
    passage: "Quoted", before: "list[Token]", after: "list[Token]", is_quoted: frozenset[int]
) -> Attribution | None:
    """Return the attribution that precedes: `X said: "…"`, `X called it a "…"`."""
    text = before[0].doc.text[passage.start : passage.end] if before else ""
    if not before or (after and after[0].pos_ in ("VERB", "AUX") and not OPEN_END.search(text)):
        return None
    last = before[-1]
    for token in reversed(before[-REACH:]):
        is_verb = token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ == "ROOT")
        if token.lower_ == "according":
            return None
        if not is_verb:
            continue
        if takes(token.lemma_, "say", "tell", "show", "think", "call", "urge"):
            if is_withheld(token) or not fits(token, passage, before, after):
                return None
            who = speaker(token, is_quoted)
            if who is not None and who.i > token.i and takes(token.lemma_, "tell"):
                who = None
            who = who if who is not None else neighbour(token, before)
            is_hyphened = token.i > 0 and token.nbor(-1).text == "-"
            return None if who is None or is_hyphened else Attribution(token, who)
        if last.text != ":" and (last.text != "," or token.tag_ in FINITE):
            return None
    return None


def fits(cue: "Token", passage: "Quoted", before: "list[Token]", after: "list[Token]") -> bool:
    """Return whether what stands between a cue and a passage lets the passage be what is said."""
    between = [t for t in before if t.i > cue.i]
    last = before[-1]
    if any(t.pos_ not in BETWEEN and t.lower_ != "that" for t in between):
        return last.text == ":"
    text = cue.doc.text[passage.start : passage.end]
    if after and after[0].pos_ in ("NOUN", "PROPN", "ADJ") and not OPEN_END.search(text):
        return False
    if takes(cue.lemma_, "call") or last.text in (":", ",") or last.lower_ == "that":
        return True
    if last.i == cue.i or takes(cue.lemma_, "tell"):
        return True
    return between[0].pos_ == "ADP" or between[0].lower_ in ("on", "in", "at")
