"""Read the words around a person's name: title, office, gender and country."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from closereading.datafile import data_rows

from .gazetteer import is_leader, word_list
from .scene import Found, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

# The text as one letter a token, so that what stands around a name is matched by patterns:
#   S D s  a state or place with a country, by name or by demonym; its further tokens
#   h H L M  honorific; noun of an office, in the plural; what goes before one ("foreign")
#   N X p  word of a name; the same within an entity that is no person; particle ("von")
#   ' , - & o v a t w i c k  possessive, comma or dash, hyphen, and, of/for, to, at/in, the, who,
#           is, named, like/as
#   n x . |  common noun or adjective, other word, stop, line break
LETTERS = {
    "'s": "'", "'": "'", ",": ",", "—": ",", "–": ",", "--": ",", "(": ",", ":": ",", "-": "-",
    "/": "-", "and": "&", "of": "o", "for": "o", "at": "a", "in": "a", "the": "t", "a": "t",
    "an": "t", "to": "v", "another": "t", "who": "w", "is": "i", "was": "i", "named": "c",
    "called": "c", "like": "k", "as": "k", ".": ".", ";": ".",
}  # fmt: skip
PLURAL = frozenset("ministers presidents leaders premiers chancellors chiefs scholars".split())
OFFICES = frozenset("commissioner envoy minister ministers secretaries secretary".split())
NO_COMPOUND = frozenset("led era based style backed appointed".split())
TITLE = r"(?:[HLM](?:[HLM-]|(?<=[HLM])&)*)?[HL]"
BEFORE = re.compile(rf"(?P<title>{TITLE}|Hot?[MNX]{{1,2}}(?:&?[MNXn]){{0,3}})?(?P<comma>[,c]?)h*$")
OWNER = re.compile(r"(?P<state>[SD])s*(?:[Mn]{0,3}(?='))?(?P<own>'?)(?P<gap>(?<=')n{0,2})?$")
OFFICE_OF = re.compile(r"(?P<office>[HM]*H)ot?(?P<state>[SD])s*,?h*$")
SENT = re.compile(r"(?P<state>[SD])s*'?(?P<office>[HMn-]*H)[vo]t?[SD]s*,?h*$")
OFFICE = r"(?P<office>[HM-]*H)"
AFTER = [  # rule, what follows a name, example
    ("office-of", r"ot?(?P<state>[SD])", "Prime Minister Ana Lopes of Portugal"),
    (
        "apposition",
        rf",(?:wi)?t?[Mn]*(?P<state>[SD])s*'?[Mn-]*'?[Mn-]*?{OFFICE}(?![HLMNXSDh-])",
        "Igor Petrov, the Russian army's deputy spokesman",
    ),
    (
        "apposition",
        rf",(?:wi)?t?[Mn]*?{OFFICE}(?![NXh])(?:[^,.|]{{0,4}}?[oa]t?(?P<state>[SD]))?",
        "Anna Berg, foreign minister of Norway",
    ),
]
PARTY = re.compile(
    r"\s*,?\s*\(?(?:R|D|I|Republican|Democrat)(?:-|\., ?|\.-| of |, )(?=[A-Z])|"
    r"(, (?:an?|the) (?:[a-z-]+ )?(?:Republican|Democrat|Democratic)\b)(?! (?:People|Republic))"
)


@dataclass(eq=False)
class Naming:
    """A place in the text where somebody is named. Tokens `first` to `last`, inclusive."""

    first: int
    last: int
    title: int  # first token of the title before, or `first`
    honorific: str = ""
    gender: str = ""
    offices: set[str] = field(default_factory=set)
    country: str = ""
    rule: str = ""


@lru_cache
def title_words() -> dict[str, dict[str, tuple[str, str]]]:
    """Return the words of titles by kind: word → (gender, country)."""
    words: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in data_rows("titles"):
        for name in row["names"].split(";"):
            words[row["kind"]][name.lower()] = (row["gender"], row["country"])
    return words


@lru_cache
def letters_of_words() -> dict[str, str]:
    """Return the letters of the words of titles and of what joins them."""
    words, kinds = dict(LETTERS), (("modifier", "M"), ("head", "H"), ("honorific", "h"))
    for kind, letter in kinds:
        words |= dict.fromkeys(title_words()[kind], letter)
    return words | dict.fromkeys(PLURAL, "L")


def is_name_word(token: "Token") -> bool:
    """Return whether a token can be part of a person's name."""
    text = token.text.removeprefix("d'")
    is_word = text[:1].isupper() and all(c.isalpha() or c in "-'." for c in text)
    return is_word and token.lower_ not in word_list("not_names")


def is_portfolio_word(token: "Token") -> bool:
    """Return whether a word may name what an office is for: "Water", but no leader's name."""
    is_word = token.is_title and token.pos_ in {"NOUN", "PROPN", "ADJ"} and is_name_word(token)
    return (
        is_word and token.ent_type_ not in {"DATE", "TIME"} and not is_leader(token.text, "PERSON")
    )


def is_like_a_name(token: "Token") -> bool:
    """Return whether a token of a text without capitals can be a surname."""
    return token.is_alpha and not token.is_stop and token.pos_ in {"PROPN", "NOUN", "ADJ"}


class Around:
    """The tokens as letters, with the states and places that some of them name."""

    def __init__(self, scene: Scene, found: list[Found]) -> None:
        self.scene, self.doc, self.found = scene, scene.doc, found
        self.covered = {t.i: f for f in found for t in scene.span(f.start, f.end)}
        letters = ["."]
        for token in scene.doc:
            letters.append(self._letter(token, letters[-1]))
        self.letters = "".join(letters[1:])

    def _letter(self, token: "Token", before: str) -> str:
        if mention := self.covered.get(token.i):
            is_first = self.covered.get(token.i - 1) is not mention
            letter = ("D" if mention.rule == "demonym" else "S") if is_first else "s"
            return letter if mention.country else "x"
        if before in "NX" and self._goes_on(token):
            return before
        known = letters_of_words().get(token.lower_, "")
        if letter := known or "M" * self._is_portfolio(token, before):
            return letter
        is_free = token.ent_type_ in {"PERSON", ""}
        is_plain = before == "h" and token.i in self.scene.lower and is_like_a_name(token)
        if is_name_word(token) or is_plain:
            return "N" if is_free and token.pos_ in {"PROPN", "NOUN"} else "X"
        if token.text in word_list("particles") and is_free:
            return "p"
        return "|" if "\n" in token.text else "n" if token.pos_ in {"NOUN", "ADJ"} else "x"

    def _goes_on(self, token: "Token") -> bool:
        """Return whether a token after a word of a name belongs to it: "Martin Luther King"."""
        before, after = self.doc[token.i - 1], self.doc[token.i + 1 : token.i + 2].text
        if token.text == "-":
            is_tight = not (token.whitespace_ or before.whitespace_)
            return is_tight and after.lower() not in NO_COMPOUND
        is_inside = token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and is_name_word(token)
        return is_inside or (before.text == "-" and token.is_alpha)

    def _is_portfolio(self, token: "Token", before: str) -> bool:
        """Return whether a word names what an office is for: "Deputy Water Minister".

        One word before the office, or two after a title, a state or "the"; after "deputy" also
        one that is joined to such a word.
        """
        if not is_portfolio_word(token):
            return False
        known = title_words()["modifier"]
        words = [t for t in self.doc[token.i + 1 : token.i + 4] if t.is_alpha or t.text == "&"]
        if len(words) > 1 and words[0].lower_ in ("and", "&"):
            was = self.doc[token.i - 1].lower_ if token.i else ""
            is_told = was in known and (words[1].lower_ in known or is_portfolio_word(words[1]))
            words = words[2:] if is_told else []
        elif len(words) > 1 and before in "HLMtSsD'" and words[0].lower_ not in OFFICES:
            words = words[1:] if is_portfolio_word(words[0]) else []
        is_office = bool(words) and words[0].lower_ in OFFICES
        return is_office and words[0].is_title and before not in "hNXp"

    def naming(self, first: int, last: int) -> Naming:
        """Return a naming with its title, gender and country, as the words around it say."""
        naming = Naming(first, last, first)
        self._before(naming)
        if not naming.country:
            self._after(naming)
        for phrase, (_, country) in title_words()["phrase"].items():
            if not naming.country and any(phrase in office for office in naming.offices):
                naming.country, naming.rule = country, "title"
        return naming

    def _before(self, naming: Naming) -> None:
        """Read the title before a name, and the state or place before the title."""
        begin = max(0, naming.first - 12)
        letters = self.letters[begin : naming.first]
        words = title_words()
        match = BEFORE.search(letters)
        assert match
        while self.letters[naming.title - 1 : naming.title] == "h":
            naming.title -= 1
            naming.honorific = self.doc[naming.title].lower_
            naming.gender = words["honorific"][naming.honorific][0] or naming.gender
        start = naming.title
        if match.group("title"):
            start, end = begin + match.start("title"), begin + match.end("title")
            head = self.doc[start + max(map(match.group("title").rfind, "HL"))].lower_
            naming.offices = {self.doc[start:end].text.lower(), head}
            naming.gender = words["head"][head][0] or naming.gender
            if not match.group("comma") and "L" not in match.group("title"):
                naming.title = start
        owner = OWNER.search(self.letters[max(0, start - 12) : start])
        is_clear = owner and (owner.group("own") or owner.group("state") == "D")
        if owner and (naming.offices or (is_clear and not naming.honorific and not owner["gap"])):
            mention = self.covered[max(0, start - 12) + owner.start("state")]
            rule = "title" if naming.offices else "possessive"
            naming.country, naming.rule = mention.country, rule
        elif sent := SENT.search(letters):  # "Mali's ambassador to Chad, Ann Lee"
            self._tell(naming, begin, sent, "title")
        elif of := OFFICE_OF.search(letters):
            self._tell(naming, begin, of, "office-of")

    def _tell(self, naming: Naming, begin: int, match: re.Match[str], rule: str) -> None:
        """Give a naming the office and the country that a pattern found."""
        groups = match.groupdict()
        if groups.get("office"):
            start, end = begin + match.start("office"), begin + match.end("office")
            naming.offices |= {self.doc[start:end].text.lower(), self.doc[end - 1].lower_}
        if groups.get("state") and (rule != "office-of" or "ambassador" not in naming.offices):
            mention = self.covered[begin + match.start("state")]
            naming.country, naming.rule = mention.country, rule

    def _after(self, naming: Naming) -> None:
        """Read what follows a name: "of Japan", ", the Russian foreign minister", "(R-Ky.)"."""
        begin = naming.last + 1
        letters = self.letters[begin : begin + 14]
        offset = self.doc[naming.last].idx + len(self.doc[naming.last])
        party = PARTY.match(self.scene.text, offset)
        if party and (not party.group(1) or self.scene.evidence["USA"]):
            naming.country, naming.rule = "USA", "party-mark"
        for rule, pattern, _ in AFTER:
            match = re.match(pattern, letters)
            if match and (naming.offices or rule != "office-of"):
                self._tell(naming, begin, match, rule)
                break
