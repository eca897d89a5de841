"""Who says what: quotations with and without quote marks, their speakers and cues."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from closereading.article import Article, per_article
from closereading.mention import mentions
from closereading.parse import Parse, parse
from closereading.schema import frame, key

from .content import Content, contents
from .direct import Attribution, following, is_name, naming, preceding
from .marks import Passages, Quoted, quoted
from .speaker import Actor, Cast, phrase, speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

LEADING = re.compile(r"(?:[\s,;:.—–-]|(?:and|but|yet|so|that)\b)+", re.I)
TRAILING = " \t\n,;:.!?—–-"
LISTING = re.compile(r"[\s,;]*(?:(?:and|or|but|nor|as|of|a|an|the|that)\s+)*")
STOPS = (".", "!", "?", "…")
CLOSERS = " \n'\"’”»›)"


class Said(NamedTuple):
    """A quotation found: its content, how it is given, its cue and speaker."""

    start: int
    end: int
    mode: str
    cue: str
    speaker: "Token | None"
    verb: "Token | None"
    until: int  # where the sentence of the quotation ends: what follows may go on


@per_article
def quotations(article: Article) -> pd.DataFrame:
    """Return one row an attributed quotation: what is said, by whom, with which words.

    `direct`: in quote marks as a whole, the span is what is inside of them; `mixed`: a clause of
    which a part is in quote marks; `indirect`: a clause without. A quotation that is interrupted
    ("…," said X, "…") or goes on in the next sentence has a row for each part; the cue of a part
    that goes on is empty. What stands in quote marks but isn't attributed to anybody (titles,
    "so-called" terms) is no quotation, nor is what somebody did not say.

    Returns
    -------
    DataFrame
        `quotation_id`, the span columns, `speaker`, `speaker_start`, `speaker_end` (<NA> where
        nobody is named), `actor_id` (as in `mentions`; empty where unknown), `cue`, `is_direct`,
        `mode`; in the order of the text.
    """
    return frame("quotations", Reader(article).rows())


class Reader:
    """The text, its passages in quote marks and its cast, while an article is read."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.parsed: Parse = parse(article)
        self.doc = self.parsed.doc
        self.text = self.doc.text
        self.cast = Cast(mentions(article))
        self.offsets = [token.idx for token in self.doc]
        breaks = [m.span() for m in re.finditer(r"\S[^\n]*", self.text)]
        self.passages = Passages(quoted(article.text, breaks))
        self.is_quoted = frozenset(
            token.i for q in self.passages.all for token in self.tokens(q.start, q.end)
        )
        starts = [s.start for s in self.parsed.sentences]
        self.bounds = [
            at for at in starts if (q := self.passages.at(at)) is None or q.outer_start == at
        ] + [len(self.text)]

    def tokens(self, start: int, end: int) -> "list[Token]":
        """Return the tokens that begin in a stretch of the text, white space left out."""
        first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        return [token for token in self.doc[first:last] if not token.is_space]

    def rows(self) -> Iterable[dict[str, Any]]:
        """Yield the rows of the table."""
        previous: Actor | None = None
        last_end, last_actor = -1, ""
        for said in sorted(self.found(), key=lambda s: (s.start, -s.end)):
            start, end = phrase(said.speaker) if said.speaker is not None else (0, 0)
            actor = self.actor(said, start, end, previous)
            actor_id = actor.actor_id if actor else ""
            is_pronoun = said.speaker is not None and said.speaker.pos_ == "PRON"
            if said.end <= last_end and (actor_id == last_actor if actor_id else is_pronoun):
                continue
            last_end, last_actor = max(said.end, last_end), actor_id
            previous = actor or previous
            yield {
                "quotation_id": key(self.article.doc_id, "q", said.start, said.end),
                "doc_id": self.article.doc_id,
                "sent_id": self.parsed.sentence_at(said.start).sent_id,
                "start": said.start,
                "end": said.end,
                "text": self.article.text[said.start : said.end],
                "speaker": self.article.text[start:end],
                "speaker_start": start if end else pd.NA,
                "speaker_end": end or pd.NA,
                "actor_id": actor_id,
                "cue": said.cue,
                "is_direct": said.mode == "direct",
                "mode": said.mode,
            }

    def actor(self, said: Said, start: int, end: int, previous: Actor | None) -> Actor | None:
        """Return who speaks; "it" and "they" are the body above the clause or the last to speak."""
        head = said.speaker
        if head is None:
            return None
        if found := self.cast.actor(head, start, end):
            return found
        if head.lower_ not in ("it", "they") or said.verb is None:
            return None
        above = said.verb.head
        if above.i != said.verb.i and (who := speaker(above, self.is_quoted)) is not None:
            found = self.cast.actor(who, *phrase(who))
            return found if found and found.kind != "person" else None
        return previous if previous and previous.kind != "person" else None

    def found(self) -> list[Said]:
        """Return all quotations, in no order."""
        direct: dict[Quoted, Said] = {}
        for i, passage in enumerate(self.passages.all):
            last = direct.get(self.passages.all[i - 1]) if i else None
            if found := self.attributed(i, passage, last):
                direct[passage] = found
        clauses: list[Said] = []
        for sentence in self.parsed.sentences:
            tokens = self.tokens(sentence.start, sentence.end)
            for content in contents(tokens, self.cast, self.is_quoted):
                clauses += self.settled(content, direct)
        known = [*direct.values(), *clauses]
        return known + self.continued(known)

    def region(self, i: int, passage: Quoted) -> tuple[int, int]:
        """Return where the words around a passage begin and end, up to other passages."""
        every = self.passages.all
        last = every[i - 1].outer_end if i else 0
        start = self.bounds[max(bisect_right(self.bounds, passage.outer_start) - 1, 0)]
        n = bisect_left(self.bounds, passage.outer_end)
        end = self.bounds[min(n, len(self.bounds) - 1)]
        if not self.text[passage.outer_end : end].strip() and n + 1 < len(self.bounds):
            is_open = self.text[passage.end - 1] in ",?!-—–" or self.text[end].islower()
            same = "\n" not in self.text[passage.outer_end : end + 1]
            end = self.bounds[n + 1] if is_open and same else end
        following = every[i + 1].outer_start if i + 1 < len(every) else len(self.text)
        return max(last, min(start, passage.outer_start)), min(following, end)

    def attributed(self, i: int, passage: Quoted, last: Said | None) -> Said | None:
        """Return the quotation that a passage is by the words around it.

        What comes after `"…," she said, …,` in the same sentence is hers as well.
        """
        start, end = self.region(i, passage)
        if (
            not self.text[start : passage.outer_start].strip()
            and self.text[max(0, start - 4) : start].rstrip()[-1:] == ":"
        ):
            start = self.bounds[max(bisect_left(self.bounds, start) - 1, 0)]
        before = self.tokens(start, passage.outer_start)
        after = self.tokens(passage.outer_end, end)
        is_alone = not any(c.isalnum() for c in self.text[start : passage.outer_start])
        found = naming(passage, before, self.is_quoted) or following(
            passage, after, is_alone=is_alone, is_quoted=self.is_quoted
        )
        if not found and last and last.verb is not None and before:
            is_interrupted = last.end < last.verb.idx and start <= last.verb.idx
            words_between = self.text[start : passage.outer_start]
            goes_on = is_interrupted and before[-1].text in ",-–—"
            is_listed = not is_interrupted and LISTING.fullmatch(words_between) is not None
            found = Attribution(last.verb, last.speaker) if goes_on or is_listed else None
        found = found or preceding(passage, before, after, self.is_quoted)
        if found is None:
            return None
        first, end_of_text = self.stripped(passage.start, passage.end)
        until = max(end, end_of_text)
        return Said(
            first, end_of_text, "direct", self.cue(found.cue), found.speaker, found.cue, until
        )

    def stripped(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without white space at its edges."""
        inside = self.text[start:end]
        return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())

    def cue(self, token: "Token") -> str:
        """Return a cue as it stands in the text."""
        if token.lower_ == "according":
            return self.article.text[token.idx : token.idx + len("according to")]
        return self.article.text[token.idx : token.idx + len(token)]

    def settled(self, content: Content, direct: dict[Quoted, Said]) -> list[Said]:
        """Return the quotation that a clause is, quote marks at its edges taken in or off."""
        start = self.offsets[content.first]
        end = self.offsets[content.last] + len(self.doc[content.last])
        start = match.end() if (match := LEADING.match(self.text, start, end)) else start
        end = start + len(self.text[start:end].rstrip(TRAILING))
        edges = [q for at in (start, max(start, end - 1), end) if (q := self.passages.at(at))]
        for passage in edges:
            if passage.outer_start < content.cue.idx < passage.outer_end:
                return []
            start, end = min(start, passage.outer_start), max(end, passage.outer_end)
        cue = content.cue
        stops = (
            at for at in range(start, end) if self.text[at] == ";" and not self.passages.at(at)
        )
        end = next(stops, end) if cue.idx < start else end
        inside = self.passages.within(start, end)
        own = [q for q, said in direct.items() if said.verb is not None and said.verb.i == cue.i]
        if any(q.start < cue.idx or q not in inside or self.is_complete(q) for q in own):
            return []
        if start >= end or not any(c.isalnum() for c in self.text[start:end]):
            return []
        whole = next((q for q in inside if q.outer_start <= start and end <= q.outer_end), None)
        mode = "direct" if whole else "mixed" if inside else "indirect"
        if whole:
            if whole in direct:
                return []
            start, end = self.stripped(whole.start, whole.end)
        for passage in own:
            del direct[passage]
        until = self.bounds[min(bisect_left(self.bounds, end), len(self.bounds) - 1)]
        return [Said(start, end, mode, self.cue(cue), content.speaker, cue, until)]

    def introduced(self, passage: Quoted) -> Said | None:
        """Return whose words a passage is by the sentence before: `Okello shrugged. "…"`."""
        sentence = self.parsed.sentence_at(max(passage.outer_start - 1, 0))
        gap = self.text[sentence.end : passage.outer_start]
        if sentence.end > passage.outer_start or "\n" in gap or not gap.isspace():
            return None
        if self.passages.within(sentence.start, sentence.end):
            return None
        who = speaker(sentence.span.root, self.is_quoted)
        if who is None or not is_name(who):
            return None
        return Said(0, 0, "direct", "", who, sentence.span.root, 0)

    def is_complete(self, passage: Quoted) -> bool:
        """Return whether a passage after a comma or colon is a sentence of its own."""
        before = self.text[max(0, passage.outer_start - 3) : passage.outer_start].rstrip()[-1:]
        return before in (",", ":") and self.text[passage.start : passage.start + 1].isupper()

    def continued(self, found: list[Said]) -> list[Said]:
        """Return the passages that go on where a quotation stopped: whole sentences, no cue.

        One that nothing closes goes on in the next, whose speaker is its own.
        """
        known = {(s.start, s.end): s for s in found}
        ends = {s.until: s for s in sorted(found, key=lambda s: s.start)}
        mixed = {
            q for s in found if s.mode == "mixed" for q in self.passages.within(s.start, s.end)
        }
        result = []
        for i, passage in enumerate(self.passages.all):
            start, end = self.stripped(passage.start, passage.end)
            if (start, end) in known or passage in mixed:
                continue
            before, after = self.region(i, passage)
            is_alone = not self.text[before : passage.outer_start].strip(" \n—–-")
            is_open = passage.end == passage.outer_end
            is_whole = (
                self.text[start].isupper() and self.text[start:end].rstrip(CLOSERS)[-1:] in STOPS
            )
            previous = ends.get(before) if is_alone and (is_whole or is_open) else None
            if is_alone and is_whole and not previous:
                previous = self.introduced(passage)
            if is_open and not previous and i + 1 < len(self.passages.all):
                next_one = self.passages.all[i + 1]
                previous = known.get(self.stripped(next_one.start, next_one.end))
            if previous:
                said = previous._replace(start=start, end=end, mode="direct", cue="", until=after)
                known[start, end] = ends[after] = said
                result.append(said)
        return result
