"""The dates of an article's happenings, each worked out once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from closereading.article import Article, per_article
from closereading.clause import is_predicate, tense
from closereading.parse import Parse, parse
from closereading.timex import is_narrative, timexes
from closereading.timex.calendar import day_number

from .anchor import Anchors
from .rules import LEAD_SENTENCES, RULES, Step
from .when import UNDATED, When, document_date
from .words import HAPPENINGS, REPORTING, SAYING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_DEPTH = 40  # rules that call for another happening's date
NEWS_DAYS = 7  # a report tells of the days before it
NARRATED = frozenset({"past", "perfect", "present"})
MAIN = frozenset({"ROOT", "conj", "ccomp"})
ENDINGS = ("ing", "ation", "ion", "ment", "al", "e")


class Dating:
    """When the happenings of one article were."""

    def __init__(self, article: Article) -> None:
        self.parse: Parse = parse(article)
        self.document = document_date(article)
        self.is_told = is_narrative(article, self.doc.text.lower())
        table = timexes(article).to_dict("records")
        self.anchors = Anchors(self.parse, table, self.document)
        self._memo: dict[tuple[int, bool], When] = {}
        self._same: dict[str, list[tuple[int, When]]] = defaultdict(list)
        self._days: dict[bool, list[tuple[int, When]]] = {True: [], False: []}
        for i in sorted(self.anchors.of):
            self._index(self.doc[i])
        end = self.parse.sentences[:LEAD_SENTENCES][-1].end
        opening = (day for day in self._days[False] if self.doc[day[0]].idx < end)
        self._lead = next(opening, (0, UNDATED))
        self.is_report = self._is_report(table)

    @property
    def doc(self) -> "Doc":
        """The parsed text."""
        return self.parse.doc

    def _is_report(self, table: list[dict[Any, Any]]) -> bool:
        """Return whether a main clause without a date may stand at the publication.

        A day of publication is known, and one of the first dates that the text states is near it.
        """
        if self.is_told or not self.document.date:
            return False
        dated = [t for t in table if t["type"] in ("DATE", "TIME") and t["earliest"]][:3]
        near = [self._is_near(t["latest"]) or self._is_near(t["earliest"]) for t in dated]
        return any(near) or not near

    def _is_near(self, day: str) -> bool:
        """Return whether a day is one that a report of the document's date tells of."""
        number, last = day_number(day), day_number(self.document.latest)
        return number is not None and last is not None and 0 <= last - number <= NEWS_DAYS

    def _index(self, token: "Token") -> None:
        """Note which words name a happening that is dated here, and which days a report tells."""
        when = self.own(token)
        names = [token]
        if is_predicate(token):
            objects = (c for c in token.children if c.dep_ in ("dobj", "nsubjpass"))
            names += [c for c in objects if c.lemma_.lower() in HAPPENINGS]
            told = token.dep_ in MAIN and tense(token) in NARRATED
            if told and self._is_near(when.date):
                if token.lemma_ not in SAYING:
                    self._days[False].append((token.i, when))
                if token.lemma_ in REPORTING:
                    self._days[True].append((token.i, when))
        for name in names:
            self._same[stem(name)].append((token.i, when))

    def own(self, token: "Token") -> When:
        """Return the time stated in the token's own clause or phrase."""
        return self.anchors.own(token)

    def elsewhere(self, token: "Token") -> When:
        """Return the time of the nearest dated mention of the same happening, a day if any."""
        known = [(i, when) for i, when in self._same.get(stem(token), ()) if i != token.i]
        days = [(i, when) for i, when in known if when.date] or known
        at = bisect_left(days, token.i, key=lambda day: day[0])
        near = days[max(at - 1, 0) : at + 1]
        return min(near, key=lambda day: abs(day[0] - token.i))[1] if near else UNDATED

    def now(self, token: "Token") -> tuple[When, int]:
        """Return the day at which a clause of a report stands that gives none, and where it is.

        Who speaks is dated by the last who spoke; anything else by the last that happened.
        """
        days = self._days[token.lemma_ in REPORTING]
        at = bisect_right(days, token.i, key=lambda day: day[0])
        i, when = days[at - 1] if at else self._lead
        return when, i

    def sentence_number(self, token: "Token") -> int:
        """Return the position of the token's sentence, from 0."""
        return int(self.parse.sentence_at(token.idx).sent_id[1:]) - 1

    def date(self, token: "Token", *, vouched: bool, depth: int = 0) -> When:
        """Return when the happening named by this word was, by the first rule that fits.

        `vouched`: the caller says that the word names an event, so that a report's own date may
        stand for a date that the text doesn't give.
        """
        at = (token.i, vouched)
        if at in self._memo or depth > MAX_DEPTH:
            return self._memo.get(at, UNDATED)
        self._memo[at] = UNDATED
        step = Step(depth + 1, vouched)
        for rule in RULES:
            when = rule.date(self, token, step)
            if when.edtf:
                self._memo[at] = when
                break
        return self._memo[at]


def stem(token: "Token") -> str:
    """Return what a verb and its noun share: meet, meeting; launch, launches."""
    lemma = str(token.lemma_).lower()
    for ending in ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 4:
            return lemma[: -len(ending)]
    return lemma


@per_article
def dating(article: Article) -> Dating:
    """Return the article's dating, made once."""
    return Dating(article)
