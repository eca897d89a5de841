"""The article itself: an anchor at each sentence, marks, and the passages that counts open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import groupby
from typing import Any

import pandas as pd

from closereading.article import Article, slug
from closereading.mention import mentions
from closereading.parse import sentences
from closereading.timex import timexes
from closereading.timex.name import span_name

from .markup import PASSAGE, SENT_ID, esc
from .table import Display
from .withhold import withheld

WITHHELD = (
    "The text is left out, as it may not be passed on. Of its sentences only those remain that "
    "key findings rest on; elsewhere no more than five of its words stand in a row."
)
SHORT_LABEL = 14  # characters of a label that stands at its mark; longer ones get a number


def article_text(
    article: Article, *, marks: pd.DataFrame | None = None, also: pd.DataFrame | None = None
) -> Display:
    """Return the article with an anchor at each sentence, paragraphs and headings kept.

    Where the text is withheld (`cr.withhold`), only the sentences of the key findings are shown.

    Parameters
    ----------
    marks
        Spans to highlight: `start`, `end`, `label`, `kind`; by default actors and dates. A label
        stands at its mark, or in the legend, unless the words marked say it already.
    also
        Spans to highlight beside them.
    """
    columns = ["start", "end", "label", "kind"]
    given = [actors_and_dates(article) if marks is None else marks, also]
    found = [table[columns] for table in given if table is not None and len(table)]
    spans = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    table = sentences(article)
    kept = withheld(article)
    if kept is not None:
        table = table[table["sent_id"].isin(kept.cited)]
    shown = ["sent_id", "start", "text", "paragraph", "is_heading"]
    data = {
        "part": "article",
        "sentences": table[shown].to_numpy(dtype=object).tolist(),
        "marks": spans.to_numpy(dtype=object).tolist(),
        "is_whole": kept is None,
    }
    return Display(Copy(data).html(), "\n".join(table["text"]), data)


def actors_and_dates(article: Article) -> pd.DataFrame:
    """Return the marks of the actors and the time expressions of an article."""
    actors, dates = mentions(article), timexes(article)
    names = [date_label(row) for row in dates.to_dict("records")]
    columns = ["start", "end", "label", "kind"]
    found = [
        actors.assign(label=actors["name"])[columns],
        dates.assign(label=names, kind="date")[columns],
    ]
    return pd.concat(found, ignore_index=True)


def date_label(timex: dict[Any, Any]) -> str:
    """Return the date of a time expression in words; none, unless the calendar has it.

    >>> march = {"edtf": "2025-03-22", "earliest": "2025-03-22", "latest": "2025-03-22"}
    >>> date_label(march | {"text": "March 22"}), date_label(march | {"text": "22 March 2025"})
    ('22 Mar 2025', '')
    """
    name = span_name(timex) if timex["edtf"] and timex["earliest"] else ""
    told = timex["text"].split()
    return "" if all(any(word.startswith(part) for word in told) for part in name.split()) else name


@dataclass
class Span:
    """A stretch of the text: how it is marked, and the counts that it belongs to."""

    kinds: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)  # of these, those that begin here


class Copy:
    """The article's copy in a report, made of what `article_text` says of the article."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.rows = [(str(r[0]), int(r[1]), str(r[2]), r[3], bool(r[4])) for r in data["sentences"]]
        if not all(SENT_ID.fullmatch(row[0]) for row in self.rows):
            raise ValueError("a sentence has an id of another form")
        self.spans: dict[tuple[int, int], Span] = {}
        self.of_sentence: dict[str, Span] = {row[0]: Span() for row in self.rows}
        self.labels: dict[str, int] = {}
        self.kinds = list(dict.fromkeys(str(mark[3]) for mark in data["marks"]))
        self.is_whole = bool(data["is_whole"])
        for start, end, label, kind in data["marks"]:
            span = self.spans.setdefault((int(start), int(end)), Span())
            span.kinds.append(str(kind))
            span.labels.append(str(label))

    def holds(self, passages: Sequence[str]) -> bool:
        """Return whether all of these passages, `start-end` or ids of sentences, are in it."""
        return self.is_whole and all(
            passage in self.of_sentence if passage[:1] == "s" else PASSAGE.fullmatch(passage)
            for passage in passages
        )

    def html(
        self,
        counts: Mapping[str, Sequence[str]] | None = None,
        cited: Mapping[str, str] | None = None,
    ) -> str:
        """Return the copy as HTML.

        Parameters
        ----------
        counts
            The passages of each count, by its id.
        cited
            Links to the sections that cite a sentence, as HTML, by its id.
        """
        for count_id, passages in (counts or {}).items():
            for i, passage in enumerate(passages):
                if passage[0] == "s":
                    span = self.of_sentence[passage]
                else:
                    start, end = map(int, passage.split("-"))
                    span = self.spans.setdefault((start, end), Span())
                span.counts.append(count_id)
                span.opened += [f"{count_id}/{len(passages)}"] if i == 0 else []
        self.cited = cited or {}
        self.queue = [(start, -end, (start, end)) for start, end in self.spans]
        heapify(self.queue)
        blocks = []
        for _, paragraph in groupby(self.rows, key=lambda row: row[3]):
            rows = list(paragraph)
            tag = "h3" if len(rows) == 1 and rows[0][4] else "p"
            blocks.append(f"<{tag}>{' '.join(self.sentence(*row[:3]) for row in rows)}</{tag}>")
        body = "".join(blocks)  # numbers the long labels, which the legend explains
        return f'<div class="cr-article">{self.legend()}{body}</div>'

    def sentence(self, sent_id: str, start: int, text: str) -> str:
        """Return a sentence with its anchor and its number."""
        span, n = self.of_sentence[sent_id], int(sent_id[1:])
        names = " ".join(["cr-s", *span.counts])
        places = self.cited.get(sent_id)
        back = f'<span class="cr-back"> Cited in: {places}.</span>' if places else ""
        return (
            f'{anchors(span)}<span class="{names}" id="{sent_id}"><a class="cr-n" href="#{sent_id}"'
            f' aria-label="sentence {n}">{n}</a>&nbsp;{self.marked(start, text)}</span>{back}'
        )

    def marked(self, base: int, text: str) -> str:
        """Return a sentence escaped, with its spans as elements that nest.

        What a span has beyond the element that it begins in goes on after that.
        """
        out: list[str] = []
        at, stop = base, base + len(text)
        open_ends: list[tuple[int, str]] = [(stop, "")]

        def write(until: int) -> None:
            nonlocal at
            while at < until or (len(open_ends) > 1 and open_ends[-1][0] <= until):
                end, closing = open_ends[-1]
                to = min(until, end)
                out.append(esc(text[max(at, base) - base : max(to, base) - base]))
                at = max(at, to)
                if end > until or len(open_ends) == 1:
                    break
                out.append(closing)
                open_ends.pop()

        while self.queue and self.queue[0][0] < stop:
            first, _, key = heappop(self.queue)
            start, end = max(first, base), key[1]
            if end <= start:
                continue
            write(start)
            inner = min(end, open_ends[-1][0])
            if inner < end:
                heappush(self.queue, (inner, -end, key))
            words = text[start - base : end - base]
            opening, closing = self.tags(key, words, is_continued=first > key[0])
            out.append(opening)
            open_ends.append((inner, closing))
        write(stop)
        return "".join(out).replace("</sup></mark><sup>", "</sup></mark><sup>, ")

    def tags(self, key: tuple[int, int], text: str, *, is_continued: bool) -> tuple[str, str]:
        """Return the tags around a span: what it is, to which counts it belongs, its labels."""
        span = self.spans[key]
        names = [f"cr-k-{slug(kind)}" for kind in span.kinds]
        names += [f"{count_id}-on" for count_id in span.counts] if is_continued else span.counts
        tag = "mark" if span.kinds else "span"
        opening = f'<{tag} class="{" ".join(names)}">'
        if is_continued:
            return opening, f"</{tag}>"
        labels = [self.label(label) for label in span.labels if not says(text, label)]
        note = f"<sup>{', '.join(dict.fromkeys(labels))}</sup>" if labels else ""
        return anchors(span) + opening, f"{note}</{tag}>"

    def label(self, label: str) -> str:
        """Return a label as it stands at its mark: itself, or its number in the legend."""
        if len(label) <= SHORT_LABEL:
            return esc(label)
        return str(self.labels.setdefault(label, len(self.labels) + 1))

    def legend(self) -> str:
        """Return what the marks and the numbers at them mean."""
        kinds = " ".join(f'<mark class="cr-k-{slug(k)}">{esc(k)}</mark>' for k in self.kinds)
        kept = "" if self.is_whole else f'<p class="cr-legend">{WITHHELD}</p>'
        labels = "; ".join(f"<sup>{n}</sup> {esc(label)}" for label, n in self.labels.items())
        key = f'<p class="cr-legend">Marked: {kinds}</p>' if kinds else ""
        return kept + key + (f'<p class="cr-legend">Numbers: {labels}</p>' if labels else "")


def anchors(span: Span) -> str:
    """Return the anchors of the counts whose first passage this is; each leads back to its count.

    The style shows one where a reader has come to it.
    """
    return "".join(
        f'<a class="cr-at" id="{count_id}" href="#c{count_id}">'
        f"{n} passage{'s' * (n != '1')}, back</a>"
        for count_id, _, n in (opened.partition("/") for opened in span.opened)
    )


def says(text: str, label: str) -> bool:
    """Return whether the words marked hold their label."""
    return label.casefold() in text.casefold()
