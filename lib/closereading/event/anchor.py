"""Find the words that a time expression dates, by climbing from it through the parse."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from closereading.clause import is_predicate, tense
from closereading.parse import Parse
from closereading.timex.outlook import outlook

from .when import UNDATED, When, is_before, stated, vague
from .words import RARE, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MAX_CLIMB = 40  # words between an expression and what it dates
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
OCCASION = words("during at in after before following since until")
MEASURE = words("for from than versus vs over within compared despite like of to")
MODIFIERS = words("amod compound nmod nummod poss")
WHOLE = frozenset({"the day", "the week", "the month", "the year"})  # to end the day
PARTS = frozenset({"half", "quarter"})  # "fell by a third last year": "by" isn't the year's
BEHIND = frozenset({"past", "perfect", "pluperfect"})
RANGES = re.compile(r"from\| (?:to|until|till|through) |between\| and |.*\| ?[-–—] ?", re.DOTALL)


class Anchor(NamedTuple):
    """A time that reaches a word, over so many nouns and so many characters."""

    when: When
    n_nouns: int
    distance: int


class Offset(NamedTuple):
    """How many days after another happening this one was; `is_main`: its clause governs."""

    other: int
    n_days: int
    is_main: bool


class Anchors:
    """Which words of an article its time expressions date."""

    def __init__(self, parsed: Parse, timexes: list[dict[Any, Any]], document: When) -> None:
        self.parse = parsed
        self.document = document
        self.of: dict[int, list[Anchor]] = defaultdict(list)
        self.offsets: dict[int, Offset] = {}
        self.covered: dict[int, When] = {}  # tokens inside of time expressions
        self.dated: set[int] = set()  # those of them that name a date or time of day
        self.ahead: set[int] = set()  # what is planned or offered, and not over
        self._clauses: list[int] = []
        for timex in with_ranges(timexes, parsed.doc.text):
            span = parsed.doc.char_span(timex["start"], timex["end"], alignment_mode="expand")
            if span is not None and len(span):
                self._attach(timex, span)

    def own(self, token: "Token") -> When:
        """Return the time stated in the token's own clause or phrase."""
        found = self.of.get(token.i)
        if not found:
            return UNDATED
        return min(found, key=lambda a: (a.n_nouns, not a.when.date, a.distance)).when

    def _attach(self, timex: dict[Any, Any], span: "Span") -> None:
        """Note every word that the expression dates.

        What stands before a noun ("the March 22 meeting") dates the noun alone, unless the noun
        is itself an occasion of the clause ("during the March 22 meeting").
        """
        inside = range(span.start, span.end)
        self.covered.update(dict.fromkeys(inside, stated(timex, "", self.document)))
        if timex["type"] == "DURATION":
            self._offset(span, timex["value"])
        if timex["type"] not in ("DATE", "TIME") or timex["value"] == "PRESENT_REF":
            return
        self.dated.update(inside)
        is_day = timex["earliest"] == timex["latest"] != ""
        if is_argument(span.root, span) and not (is_day and span.root.dep_.startswith("nsubj")):
            return
        found = list(reached(span, is_range="is_range" in timex))
        view = outlook(span.root)
        if view:  # the offer isn't dated by what is offered
            above = {view.word.i, *(token.i for token in view.word.ancestors)}
            found = [row for row in found if row[0].i not in above]
            if view.target is not None and all(row[0].i != view.target.i for row in found):
                preposition = "" if view.preposition in MEASURE else view.preposition
                found.append((view.target, preposition, 0))
        for token, preposition, n_nouns in found:
            told = self._in_time(token, timex, span)
            if told is not None:
                self._add(told, timex, preposition, n_nouns)
        if view and view.target is not None and view.is_open:
            when = self.own(view.target)
            if when.timex_id == timex["timex_id"] and not is_before(
                when.latest, self.document.earliest
            ):
                self.ahead.add(view.target.i)

    def _in_time(self, token: "Token", timex: dict[Any, Any], span: "Span") -> "Token | None":
        """Return the word that an expression dates: what will be lies not before the publication.

        "He will sue at the court where he lost in 2022": the parse may give the year to "sue"; it
        is that of the clause between them which tells of the past, if any does.
        """
        is_past = is_before(timex["latest"], self.document.earliest)
        is_ahead = is_predicate(token) and tense(token) == "future"
        if not is_past or not is_ahead:
            return token
        between = self.parse.doc[token.i + 1 : max(token.i + 1, span.start)]
        return next((t for t in reversed(between) if is_predicate(t) and tense(t) in BEHIND), None)

    def _add(self, token: "Token", timex: dict[Any, Any], preposition: str, n_nouns: int) -> None:
        """Note that the expression dates the word."""
        if timex["earliest"] or not timex["value"].endswith("_REF"):
            when = stated(timex, preposition, self.document, is_occasion=n_nouns > 0)
        elif is_predicate(token) and not preposition:
            when = vague(timex, self._before(token), self.document)
        else:
            return
        if not when.edtf:
            return
        self.of[token.i].append(Anchor(when, n_nouns, abs(token.idx - timex["start"])))
        if is_predicate(token):
            self._clauses.append(token.i)

    def _before(self, token: "Token") -> When:
        """Return the time of the last dated clause before this one, in its paragraph."""
        paragraph = self.parse.sentence_at(token.idx).paragraph
        for i in self._clauses[:-4:-1]:
            other = self.parse.doc[i]
            if i < token.i and self.parse.sentence_at(other.idx).paragraph == paragraph:
                return self.own(other)
        return UNDATED

    def _offset(self, span: "Span", value: str) -> None:
        """Note that one happening is so many days after another: "a day after they met"."""
        doc = self.parse.doc
        amount = re.fullmatch(r"P(\d{1,4})([DW])", value)
        after = doc[span.end] if span.end < len(doc) else None
        if not amount or after is None or after.lower_ not in ("after", "before"):
            return
        other = after.head if after.dep_ == "mark" else next(after.rights, None)
        if other is None:
            return
        event = other.head if after.dep_ == "mark" else after.head
        if event.i == other.i:
            event = next((c for c in other.lefts if is_predicate(c) and c.i < span.start), event)
        if event.i == other.i:
            return
        n_days = int(amount[1]) * (7 if amount[2] == "W" else 1)
        n_days *= 1 if after.lower_ == "after" else -1
        self.offsets[event.i] = Offset(other.i, n_days, is_main=True)
        self.offsets[other.i] = Offset(event.i, -n_days, is_main=False)


def reached(span: "Span", *, is_range: bool) -> Iterator[tuple["Token", str, int]]:
    """Yield the words that an expression dates, with its preposition and the nouns passed."""
    node, preposition = foot(span)
    n_nouns = 0
    for _ in range(MAX_CLIMB):
        head = node.head
        passed_subject = node.i != span.root.i and node.dep_ in ("nsubj", "nsubjpass")
        if head.i == node.i or preposition == "compared" or passed_subject:
            return
        if span.start <= head.i < span.end:
            pass
        elif head.pos_ == "ADP" or node.dep_ in ("pobj", "pcomp"):
            between = span.doc[head.i + 1 : span.start] if head.lower_ == "by" else ()
            is_measure = any(t.like_num or t.lower_ in PARTS for t in between)
            preposition = "" if is_range or is_measure else head.lower_
        elif is_predicate(head):
            if preposition not in MEASURE and (preposition != "since" or runs_since(head)):
                yield head, preposition, n_nouns
            if head.dep_ != "acl" or tense(head) != "infinitive":
                return
            n_nouns += 1
        elif is_nominal(head) and node.dep_ != "conj" and not is_nested(node, head):
            is_premodifier = node.i < head.i
            if preposition != "since" and not (n_nouns and is_premodifier):
                yield head, preposition, n_nouns
            n_nouns += 1
            if preposition == "since":
                return
            if is_premodifier or preposition in MEASURE:
                if head.dep_ != "pobj" or head.head.lower_ not in OCCASION:
                    return
                preposition = ""
        node = head


def foot(span: "Span") -> tuple["Token", str]:
    """Return where the climb starts, and the preposition already met there.

    "On Sunday Venezuela" is parsed as one name; the day then belongs to the preposition.
    """
    root = span.root
    before = span.doc[span.start - 1] if span.start else root
    if before.pos_ == "ADP" and root.dep_ in MODIFIERS and root.head.pos_ == "PROPN":
        return before, before.lower_
    return root, ""


def is_argument(node: "Token", span: "Span") -> bool:
    """Return whether an expression is what the clause is about: "spring shows", "end the day"."""
    whole_unit = node.dep_ == "dobj" and span.text.lower() in WHOLE
    return node.dep_ in ("nsubj", "nsubjpass") or whole_unit


def is_nominal(token: "Token") -> bool:
    """Return whether a word stands as a noun, whatever the tagger took it for: "the vote"."""
    return token.pos_ in NOMINAL or token.dep_ == "pobj"


def is_nested(node: "Token", head: "Token") -> bool:
    """Return whether the head itself stands before a noun: "the May 2023 US-Japan summit"."""
    return node.i < head.i < head.head.i and head.dep_ in MODIFIERS


def with_ranges(timexes: list[dict[Any, Any]], text: str) -> list[dict[Any, Any]]:
    """Return the expressions with "from 1921 to 1926", "between May and July" made one."""
    found: list[dict[Any, Any]] = []
    for timex in timexes:
        last = found[-1] if found else None
        if last and is_before(last["earliest"], timex["latest"]):
            lead = text[max(0, last["start"] - 9) : last["start"]].lower().split()
            joint = text[last["end"] : timex["start"]].lower()
            if len(joint) < 10 and RANGES.fullmatch(f"{lead[-1] if lead else ''}|{joint}"):
                found[-1] = last | {
                    "end": timex["end"],
                    "edtf": f"{last['edtf']}/{timex['edtf']}",
                    "latest": timex["latest"],
                    "is_range": True,
                }
                continue
        found.append(timex)
    return found


def runs_since(verb: "Token") -> bool:
    """Return whether "since 2016" says from when on, rather than how rare it is.

    Prices have risen since 2016; not: the first rise since 2016.
    """
    if tense(verb) not in ("perfect", "pluperfect"):
        return False
    return not any(t.tag_ in ("JJS", "RBS") or t.lower_ in RARE for t in verb.subtree)
