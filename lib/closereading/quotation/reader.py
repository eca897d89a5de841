"""Read the quotations of an article: passages in quote marks first, then clauses, then the rest."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from closereading.article import Article
from closereading.mention import mentions
from closereading.parse import parse, span_columns
from closereading.schema import key

from .content import Content, contents
from .direct import Attribution, following, is_name, naming, preceding
from .marks import Passages, Quoted, quoted
from .speaker import Actor, Mentions, phrase, speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

LEADING = re.compile(r"(?:[\s,;:.—–-]|(?:and|but|yet|so|that)\b)+", re.I)
TRAILING = " \t\n,;:.!?—–-"
LISTING = re.compile(r"[\s,;]*(?:(?:and|or|but|nor|as|of|a|an|the|that)\s+)*")
POINTING = re.compile(r"(?:These|Those|That|This|Such) (?:is|are|was|were)\b")
STOPS = (".", "!", "?", "…")
CLOSERS = " \n'\"’”»›)"


class Said(NamedTuple):
    """A quotation found: its content, how it is given, its cue and speaker."""

    start: int
    end: int
    mode: str
    cue: "Token | None"  # none where a quotation goes on
    speaker: "Token | None"
    until: int  # where its sentence ends: what follows may go on


class Reader:
    """The text, its passages in quote marks and its cast, while an article is read."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.parsed = parse(article)
        self.doc = self.parsed.doc
        self.text = self.doc.text
        self.cast = Mentions(mentions(article), self.text)
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

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of the table, without what a speaker says inside of his own words."""
        previous: Actor | None = None
        last: tuple[int, int, str] = (-1, -1, "")
        for said in sorted(self.found(), key=rank):
            start, end = phrase(said.speaker) if said.speaker is not None else (0, 0)
            actor = self.actor(said, start, end, previous)
            actor_id = actor.actor_id if actor else ""
            is_pronoun = said.speaker is not None and said.speaker.pos_ == "PRON"
            is_own = actor_id == last[2] if actor_id else is_pronoun
            if (said.start, said.end) == last[:2] or (said.end <= last[1] and is_own):
                continue
            last = (said.start, max(said.end, last[1]), actor_id)
            previous = actor or previous
            yield {
                "quotation_id": key(self.article.doc_id, "q", said.start, said.end),
                **span_columns(self.article, said.start, said.end),
                "speaker": self.article.text[start:end],
                "speaker_start": start if end else pd.NA,
                "speaker_end": end or pd.NA,
                "actor_id": actor_id,
                "cue": self.words(said.cue) if said.cue is not None else "",
                "is_direct": said.mode == "direct",
                "mode": said.mode,
            }

    def actor(self, said: Said, start: int, end: int, previous: Actor | None) -> Actor | None:
        """Return who speaks; "it" and "they" are the body above the clause or the last to speak."""
        if said.speaker is None:
            return None
        found = self.cast.actor(said.speaker, start, end)
        if not found and any(c.lower_ == "its" for c in said.speaker.children):
            return self.owner(said.speaker)
        if found or said.speaker.lower_ not in ("it", "they") or said.cue is None:
            return found
        above = said.cue.head
        if above.i != said.cue.i and (who := speaker(above, self.is_quoted)) is not None:
            previous = self.cast.actor(who, *phrase(who))
        is_body = previous is not None and previous.kind != "person"
        return previous if is_body else self.owner(said.speaker)

    def owner(self, noun: "Token") -> Actor | None:
        """Return the last state or bloc before a noun that is a subject, in reach of a sentence."""
        start = self.doc[noun.sent.start - 1].sent.start_char if noun.sent.start else 0
        for mention in reversed(self.cast.within(start, noun.left_edge.idx)):
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            is_subject = span is not None and span.root.dep_ in ("nsubj", "nsubjpass")
            if is_subject and mention.kind in ("state", "bloc", "organisation"):
                return mention
        return None

    def found(self) -> list[Said]:
        """Return all quotations, in no order."""
        direct: dict[Quoted, Said] = {}
        for i, passage in enumerate(self.passages.all):
            last = direct.get(self.passages.all[i - 1]) if i else None
            if found := self.attributed(i, passage, last):
                direct[passage] = found
        by_cue: dict[int, list[Quoted]] = defaultdict(list)
        for passage, said in direct.items():
            by_cue[said.cue.i if said.cue is not None else -1].append(passage)
        spans = {said[:2] for said in direct.values()}
        clauses: list[Said] = []
        for sentence in self.parsed.sentences:
            tokens = self.tokens(sentence.start, sentence.end)
            for content in contents(tokens, self.cast, self.is_quoted):
                own = by_cue.get(content.cue.i, [])
                clause = self.clause(content, own)
                if clause and clause[:2] not in spans:
                    clauses.append(clause)
                    for passage in own:
                        direct.pop(passage, None)
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
            is_open = is_open or bool(POINTING.match(self.text, end))
            same = "\n" not in self.text[passage.outer_end : end + 1]
            end = self.bounds[n + 1] if is_open and same else end
        following = every[i + 1].outer_start if i + 1 < len(every) else len(self.text)
        return max(last, min(start, passage.outer_start)), min(following, end)

    def attributed(self, i: int, passage: Quoted, last: Said | None) -> Said | None:
        """Return the quotation that a passage is by the words around it.

        What comes after `"…," she said, …,` in the same sentence is hers as well, and so is the
        next of several terms: `a "joke", a "charade"`.
        """
        start, end = self.region(i, passage)
        is_alone = not any(c.isalnum() for c in self.text[start : passage.outer_start])
        if is_alone and self.last_mark(start) == ":":
            start = self.bounds[max(bisect_left(self.bounds, start) - 1, 0)]
        before = self.tokens(start, passage.outer_start)
        after = self.tokens(passage.outer_end, end)
        text = self.text[passage.start : passage.end]
        found = naming(passage, before, self.is_quoted) or following(
            text, after, is_alone=is_alone, is_quoted=self.is_quoted
        )
        if not found and last and last.cue is not None and before:
            is_interrupted = last.end < last.cue.idx and start <= last.cue.idx
            goes_on = is_interrupted and before[-1].text in ",-–—"
            between = self.text[start : passage.outer_start]
            if goes_on or (not is_interrupted and LISTING.fullmatch(between)):
                found = Attribution(last.cue, last.speaker)
        found = found or preceding(text, before, after, self.is_quoted)
        who = found.speaker if found and found.cue.is_punct else None
        is_known = who is None or is_name(who) or self.cast.within(who.idx, who.idx + 1)
        if found is None or not is_known:
            return None
        inside = self.inside(passage)
        return Said(*inside, "direct", found.cue, found.speaker, max(end, inside[1]))

    def inside(self, passage: Quoted) -> tuple[int, int]:
        """Return a passage without white space at its edges."""
        inside = self.text[passage.start : passage.end]
        start = passage.start + len(inside) - len(inside.lstrip())
        return start, passage.start + len(inside.rstrip())

    def last_mark(self, position: int) -> str:
        """Return the character before a position, white space aside."""
        return self.text[max(0, position - 4) : position].rstrip()[-1:]

    def words(self, cue: "Token") -> str:
        """Return a cue as it stands in the text."""
        n = len("according to") if cue.lower_ == "according" else len(cue)
        return self.article.text[cue.idx : cue.idx + n]

    def clause(self, content: Content, own: list[Quoted]) -> Said | None:
        """Return the quotation that a clause is, quote marks at its edges taken in or off.

        `own` are the passages that have the same cue: none must be complete without the clause.
        """
        cue, start, last = content.cue, self.offsets[content.first], content.last
        while last > content.first and not self.doc[last].text.strip(TRAILING):
            last -= 1
        end = self.offsets[last] + len(self.doc[last])
        start = match.end() if (match := LEADING.match(self.text, start, end)) else start
        for passage in filter(None, map(self.passages.at, (start, max(start, end - 1), end))):
            if passage.outer_start < cue.idx < passage.outer_end:
                return None
            start, end = min(start, passage.outer_start), max(end, passage.outer_end)
        if cue.idx < start:
            stops = (i for i in range(start, end) if self.text[i] == ";")
            end = next((i for i in stops if not self.passages.at(i)), end)
            end = start + len(self.text[start:end].rstrip())
        inside = self.passages.within(start, end)
        if any(q not in inside or self.is_complete(q) for q in own):
            return None
        if not any(c.isalnum() for c in self.text[start:end]):
            return None
        whole = next((q for q in inside if q.outer_start <= start and end <= q.outer_end), None)
        start, end = self.inside(whole) if whole else (start, end)
        mode = "direct" if whole else "mixed" if inside else "indirect"
        until = self.bounds[min(bisect_left(self.bounds, end), len(self.bounds) - 1)]
        return Said(start, end, mode, cue, content.speaker, until)

    def is_complete(self, passage: Quoted) -> bool:
        """Return whether a passage after a comma or colon is a sentence of its own."""
        is_sentence = self.text[passage.start : passage.start + 1].isupper()
        return is_sentence and self.last_mark(passage.outer_start) in (",", ":")

    def continued(self, found: list[Said]) -> list[Said]:
        """Return the passages that go on where a quotation stopped: whole sentences, no cue.

        One that nothing closes goes on in the next, whose speaker is its own.
        """
        known = {(s.start, s.end): s for s in found}
        ends = {s.until: s for s in sorted(found, key=lambda s: s.start)}
        parts = {
            q for s in found for q in self.passages.within(s.start, s.end) if s.mode == "mixed"
        }
        result = []
        for i, passage in enumerate(self.passages.all):
            start, end = self.inside(passage)
            if (start, end) in known or passage in parts:
                continue
            before, after = self.region(i, passage)
            is_alone = not self.text[before : passage.outer_start].strip(" \n—–-")
            is_open = passage.end == passage.outer_end
            stop = self.text[start:end].rstrip(CLOSERS)[-1:]
            is_whole = self.text[start].isupper() and stop in STOPS
            previous = None
            if is_alone and (is_whole or is_open):
                previous = ends.get(before) or (self.introduced(passage) if is_whole else None)
            if is_open and not previous and i + 1 < len(self.passages.all):
                previous = known.get(self.inside(self.passages.all[i + 1]))
            if previous:
                said = Said(start, end, "direct", None, previous.speaker, after)
                known[start, end] = ends[after] = said
                result.append(said)
        return result

    def introduced(self, passage: Quoted) -> Said | None:
        """Return the sentence before a passage if it has a speaker: `Okello shrugged. "…"`."""
        sentence = self.parsed.sentence_at(max(passage.outer_start - 1, 0))
        gap = self.text[sentence.end : passage.outer_start]
        if "\n" in gap or not gap.isspace() or self.passages.within(sentence.start, sentence.end):
            return None
        who = speaker(sentence.span.root, self.is_quoted)
        is_known = who is not None and is_name(who)
        return Said(sentence.start, sentence.end, "", None, who, 0) if is_known else None


def rank(said: Said) -> tuple[int, int, bool]:
    """Return the order of the rows: by start, the longest first, "according to" last."""
    return said.start, -said.end, said.cue is not None and said.cue.lower_ == "according"
