"""The article itself, with an anchor at each sentence and what was found in it marked."""

import pandas as pd

from closereading.article import Article, slug
from closereading.parse import sentences

from .markup import esc
from .table import Display


def article_text(article: Article, *, marks: pd.DataFrame | None = None) -> Display:
    """Return the article with an anchor at each sentence, paragraphs and headings kept.

    Parameters
    ----------
    marks
        Spans to highlight: `start`, `end`, `label`, `kind`. A span that crosses the end of its
        sentence, or of a span that it lies in, is marked up to there.
    """
    spans: list[tuple[int, int, str, str]] = []
    if marks is not None and not marks.empty:
        spans = sorted(
            zip(marks.start, marks.end, marks.label, marks.kind, strict=True),
            key=lambda span: (span[0], -span[1]),
        )
    blocks: list[str] = []
    position = 0
    for _, paragraph in sentences(article).groupby("paragraph", sort=False):
        parts = []
        places = zip(paragraph.sent_id, paragraph.start, paragraph.end, strict=True)
        for sent_id, start, end in places:
            inside = []
            while position < len(spans) and spans[position][0] < end:
                if spans[position][0] >= start:
                    inside.append(spans[position])
                position += 1
            n = int(sent_id[1:])
            parts.append(
                f'<span class="cr-s" id="{sent_id}"><a class="cr-n" href="#{sent_id}" '
                f'aria-label="sentence {n}">{n}</a>&nbsp;'
                f"{_marked(article.text, start, end, inside)}</span>"
            )
        tag = "h3" if len(paragraph) == 1 and paragraph.is_heading.all() else "p"
        blocks.append(f"<{tag}>{' '.join(parts)}</{tag}>")
    kinds = list(dict.fromkeys(str(span[3]) for span in spans))
    legend = " ".join(f'<mark class="cr-k-{slug(k)}">{esc(k)}</mark>' for k in kinds)
    key = f'<p class="cr-legend">Marked: {legend}</p>' if kinds else ""
    return Display(f'<div class="cr-article">{key}{"".join(blocks)}</div>', article.text)


def _marked(text: str, start: int, end: int, spans: list[tuple[int, int, str, str]]) -> str:
    """Return `text[start:end]` escaped, the spans in it marked, nested where they nest."""
    out, at, open_ends = [], start, [end]

    def close(until: int) -> None:
        nonlocal at
        while len(open_ends) > 1 and open_ends[-1] <= until:
            stop = open_ends.pop()
            out.append(esc(text[at:stop]) + "</mark>")
            at = stop

    for first, last, label, kind in spans:
        close(first)
        out.append(esc(text[at:first]))
        out.append(f'<mark class="cr-k-{slug(str(kind))}" title="{esc(f"{kind}: {label}")}">')
        at = first
        open_ends.append(min(last, open_ends[-1]))
    close(end)
    out.append(esc(text[at:end]))
    return "".join(out)
