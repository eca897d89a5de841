"""Who says what stands in quote marks: the cue after it, before it, or none where it goes on."""

import re
from typing import TYPE_CHECKING, NamedTuple

from closereading.clause import VERBS

from .content import is_withheld, named_after, owner
from .cue import takes
from .speaker import NAMING, NO_SPEAKERS, speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .marks import Quoted

CUES = ("say", "tell", "show", "think")
MAX_LABEL = 6  # tokens of a name before a colon
POINTERS = frozenset("these those that this such".split())
REACH = 30  # tokens between a quotation and its cue
OPEN_END = re.compile(r"(?:[,?!—–-]|…|\.\.\.)['’\"”]?\s*$")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
BETWEEN = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "PART", "PUNCT"})


class Attribution(NamedTuple):
    """The cue of a quotation and the noun that speaks."""

    cue: "Token"
    speaker: "Token | None"


def following(
    text: str, after: "list[Token]", *, is_alone: bool, is_quoted: frozenset[int]
) -> Attribution | None:
    """Return the attribution that follows: `"…," said X`, `"…," X went on to say`.

    Where nothing but the passage stands before, any verb will do: `"Yes," she laughed.`
    """
    if len(after) > 3 and (found := pointing(after)):
        return found
    if after and after[0].lower_ == "according" and (who := named_after(after[0])) is not None:
        return Attribution(after[0], who)
    if not after or not (OPEN_END.search(text) or after[0].text in (",", "-", "–", "—")):
        return None
    stop = next((i for i, t in enumerate(after) if i and t.text in (".", ";", ":")), REACH)
    region = after[: min(stop, REACH)]
    verbs = [t for t in region if t.pos_ == "VERB" and not tells_of_speaker(t)]
    misread = [t for t in region if t.tag_ == "VBN" and takes(t.lemma_, "say")]
    for token in (*verbs, *misread):
        is_cue = takes(token.lemma_, *CUES)
        if not is_cue and (
            token.tag_ == "VBG" or any(takes(c.lemma_, *CUES) for c in token.rights)
        ):
            continue
        who = speaker(token, is_quoted)
        if who is None or who.i < after[0].i:
            who = neighbour(token, after)
        is_free = is_alone and text[:1].isupper() and who is not None
        if not is_cue and not (is_free and who is not None and who.pos_ in ("PROPN", "PRON")):
            return None
        says_more = any(
            c.dep_ == "ccomp" and c.i > token.i and c.i not in is_quoted for c in token.children
        )
        return None if says_more or is_withheld(token) else Attribution(token, who)
    return None


def pointing(after: "list[Token]") -> Attribution | None:
    """Return what points at the passage: "is what X calls it", "These are X's words"."""
    if after[0].lemma_ == "be" and after[1].lower_ in ("what", "how"):
        cue = next((t for t in after[2:8] if takes(t.lemma_, "call", *CUES)), None)
        return Attribution(cue, neighbour(cue, after[2:])) if cue is not None else None
    if after[0].lower_ not in POINTERS or after[1].lemma_ != "be":
        return None
    cue = next((t for t in after[2:8] if takes(t.lemma_, "viewpoint", "noun")), None)
    who = owner(cue) if cue is not None else None
    return Attribution(cue, who) if cue is not None and who is not None else None


def tells_of_speaker(verb: "Token") -> bool:
    """Return whether a verb stands in a clause about the speaker: "X, who heads it, said"."""
    return verb.dep_ in ("relcl", "acl", "appos") or (
        verb.dep_ == "conj" and verb.head.dep_ in ("relcl", "acl")
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
    text: str, before: "list[Token]", after: "list[Token]", is_quoted: frozenset[int]
) -> Attribution | None:
    """Return the attribution that precedes: `X said: "…"`, `X called it a "…"`.

    After a colon the sentence needs no word of saying: `She was blunt: "…"`.
    """
    if not before:
        return None
    last = before[-1]
    if after and after[0].pos_ in ("VERB", "AUX") and not OPEN_END.search(text):
        return None
    verbs = [t for t in before[-REACH:] if t.pos_ == "VERB" and t.dep_ not in ("acl", "relcl")]
    cue = verbs[-1] if verbs else None
    if last.text in (":", ","):
        cues = (v for v in reversed(verbs) if takes(v.lemma_, *CUES))
        cue = next(cues, None) if last.text == ":" or (cue and cue.tag_ not in FINITE) else cue
    if cue is not None and takes(cue.lemma_, *CUES, "call", "urge"):
        if is_withheld(cue) or (cue.i > before[0].i and cue.nbor(-1).text == "-"):
            return None
        who = speaker(cue, is_quoted)
        is_addressee = who is not None and who.i > cue.i and takes(cue.lemma_, "tell")
        who = neighbour(cue, before) if who is None or is_addressee else who
        is_known = who is not None and who.lower_ not in NO_SPEAKERS
        return Attribution(cue, who) if is_known and fits(cue, text, before, after) else None
    if last.text == ":" and text[:1].isupper():
        names = [t for t in before if t.dep_ in ("nsubj", "poss") and is_name(t)]
        if len(before) <= MAX_LABEL and not any(t.pos_ in VERBS for t in before):
            names = names or [t for t in before[-2:-1] if t.pos_ in NAMING]  # `Xi: "…"`
        return Attribution(last, names[0]) if names else None
    return None


def is_name(noun: "Token") -> bool:
    """Return whether a noun is a name, "he" or "she", or a word for a person."""
    return (
        noun.pos_ == "PROPN"
        or noun.lower_ in ("he", "she", "his", "her")
        or takes(noun.lemma_, "person")
    )


def naming(
    passage: "Quoted", before: "list[Token]", is_quoted: frozenset[int]
) -> Attribution | None:
    """Return the verb that by the parse names something with the passage: `calls it a "…"`."""
    if not before:
        return None
    doc, first, last = before[0].doc, before[0].i, before[-1].i
    for token in doc[last + 1 : last + REACH]:
        if token.idx >= passage.end:
            break
        is_inside = token.idx < passage.start or passage.start <= token.head.idx < passage.end
        if is_inside or token.is_punct or token.head.lower_ in ("on", "in", "at"):
            continue
        verb = token.head.head if token.head.dep_ == "prep" else token.head
        is_named = verb.pos_ == "VERB" and takes(verb.lemma_, "call") and first <= verb.i <= last
        if is_named and not is_withheld(verb) and not is_quoted.intersection(range(verb.i, last)):
            who = speaker(verb, is_quoted)
            is_known = who is not None and who.lower_ not in NO_SPEAKERS
            return Attribution(verb, who) if is_known else None
    return None


def fits(cue: "Token", text: str, before: "list[Token]", after: "list[Token]") -> bool:
    """Return whether what stands between a cue and a passage lets the passage be what is said."""
    between, last = [t for t in before if t.i > cue.i], before[-1]
    if last.text == ":":
        return True
    if cue.lemma_ in ("speak", "talk") and not any(t.lower_ in ("of", "about") for t in between):
        return False
    if any(t.pos_ not in BETWEEN and t.lower_ != "that" and t.dep_ != "acl" for t in between):
        return False
    if after and after[0].pos_ in ("NOUN", "PROPN", "ADJ") and not OPEN_END.search(text):
        return False
    if takes(cue.lemma_, "call", "tell") or last.text == "," or last.lower_ == "that":
        return True
    return not between or between[0].pos_ == "ADP"
