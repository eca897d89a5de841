"""What a notebook shows: cards, tables, figures, findings, the article itself.

Each function returns a `Display`: HTML for JupyterLab and the report, plain text for a terminal.
The HTML has no script, and reads well without its style where a notebook isn't trusted.
"""

import io
import platform
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article, project_root, slug
from closereading.parse import MODELS, notices, sentences
from closereading.wording.finding import Finding

from .markup import clean_svg, esc, sentence_link, svg_image, web_link, with_code

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DATA = Path(__file__).parents[1] / "data"
MAX_ROWS = 12  # rows that a table shows before the rest is folded
MAX_LINKS = 8  # sentence links that a cell shows before the rest is folded
PACKAGES = ("closereading", "spacy", *MODELS, "nltk", "pandas", "seaborn")

LABELS = {
    "doc_id": "article",
    "sent_id": "sentence",
    "sent_ids": "sentences",
    "n_words": "words",
    "is_heading": "heading",
    "pos": "part of speech",
    "is_stop": "function word",
    "actor_id": "actor",
    "edtf": "date (EDTF)",
    "g2": "G²",
    "pmi": "PMI",
    "npmi": "NPMI",
    "dp": "DP",
}


@dataclass(frozen=True)
class Display:
    """Something to show: HTML, and the same in plain text."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain


def header(article: Article) -> Display:
    """Return the article's card: what it is, where it is from, and what to be careful about."""
    table = sentences(article)
    missing = "unknown"
    url = article.meta.get("url", "")
    rows = {
        "Author": esc(article.meta.get("author") or missing),
        "Publisher": esc(article.meta.get("publisher") or missing),
        "Published": esc(article.published or missing),
        "Language": esc(article.language or "not stated"),
        "Length": f"{table.n_words.sum():,} words in {len(table):,} sentences",
        **({"Address": web_link(url)} if url else {}),
        "Text": f"<code>sha256 {article.sha256[:12]}…</code>",
    }
    title = article.title or article.doc_id
    facts = "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in rows.items())
    careful = notices(article)
    items = "".join(f"<li>{with_code(notice)}</li>" for notice in careful)
    note = f'<div class="cr-notices"><p>Be careful:</p><ul>{items}</ul></div>' if careful else ""
    plain = [title, f"published: {article.published or missing}", *careful]
    return Display(
        f"<style>{_lab_style()}</style>"
        f'<div class="cr-card"><p class="cr-title"><strong>{esc(title)}</strong></p>'
        f"<dl>{facts}</dl>{note}</div>",
        "\n".join(plain),
    )


@lru_cache(maxsize=1)
def _lab_style() -> str:
    """Return what JupyterLab needs to show all this well; the report has its own style."""
    return (DATA / "template" / "closereading" / "lab.css").read_text("utf-8")


def show(
    table: pd.DataFrame,
    *,
    caption: str,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    max_rows: int = MAX_ROWS,
) -> Display:
    """Return a table with its caption; rows after the first `max_rows` are folded, none is lost.

    Parameters
    ----------
    columns
        The columns to show, in this order, or column → label. If None: all but keys and offsets,
        and the article's id where there is only one.
    """
    names = shown_columns(table) if columns is None else list(columns)
    labels = dict(columns) if isinstance(columns, Mapping) else {n: label_of(n) for n in names}
    if table.empty:
        return Display(
            f'<p class="cr-empty"><strong>{esc(caption)}</strong> — nothing was found.</p>',
            f"{caption} — nothing was found.",
        )
    shown = [_html_table(table[names].head(max_rows), labels, caption)]
    n_more = len(table) - max_rows
    if n_more > 0:
        rest = _html_table(table[names].iloc[max_rows:], labels, f"{caption} (continued)")
        rows = f"{n_more:,} more row{'s' * (n_more > 1)}"
        shown.append(f'<details class="cr-more"><summary>{rows}</summary>{rest}</details>')
    return Display(
        f'<div class="cr-table">{"".join(shown)}</div>',
        f"{caption}\n{table[names].to_string(index=False)}",
    )


def shown_columns(table: pd.DataFrame) -> list[str]:
    """Return the columns that a reader wants: no keys, no offsets, no id of the only article."""
    if "doc_id" not in table or table.doc_id.nunique() > 1:
        return list(table.columns)
    own = f"{table.doc_id.iloc[0]}:" if len(table) else ":"
    return [
        name
        for name in table.columns
        if name not in ("doc_id", "start", "end")
        and not (name.endswith("_id") and table[name].astype(str).str.startswith(own).all())
    ]


def label_of(name: str) -> str:
    """Return a column's name in words.

    >>> label_of("n_mentions"), label_of("freq_per_1k"), label_of("mean_sentence_length")
    ('mentions', 'freq per 1,000 words', 'mean sentence length')
    """
    if name in LABELS:
        return LABELS[name]
    for ending, words in (("_per_1k", " per 1,000 words"), ("_pct", " (%)"), ("_id", "")):
        if name.endswith(ending):
            name = name.removesuffix(ending) + words
    for beginning in ("n_", "is_", "has_"):
        name = name.removeprefix(beginning)
    return name.replace("_", " ")


def _html_table(table: pd.DataFrame, labels: Mapping[str, str], caption: str) -> str:
    numeric = {
        name
        for name in table.columns
        if pd.api.types.is_numeric_dtype(table[name])
        and not pd.api.types.is_bool_dtype(table[name])
    }
    head = "".join(
        f'<th scope="col"{" class=cr-num" * (name in numeric)}>{esc(labels[name])}</th>'
        for name in table.columns
    )
    columns = [_cells(name, table[name], is_numeric=name in numeric) for name in table.columns]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    return (
        f'<div class="cr-scroll" role="region" aria-label="{esc(caption)}" tabindex="0">'
        f"<table><caption>{esc(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _cells(name: str, column: "pd.Series[Any]", *, is_numeric: bool) -> list[str]:
    if name in ("sent_id", "sent_ids") or name.endswith(("_sent_id", "_sent_ids")):
        return [f"<td>{sentence_links(value)}</td>" for value in column]
    if is_numeric:
        return [f'<td class="cr-num">{value}</td>' for value in numbers(column)]
    side = (
        ' class="cr-left"' if name == "left" else ""
    )  # what stands before a word in a concordance
    return [f"<td{side}>{_cell(value)}</td>" for value in column]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return esc("; ".join(map(str, value)))
    return "–" if pd.isna(value) else esc(value)


def numbers(column: "pd.Series[Any]") -> list[str]:
    """Return a column's numbers as they are read, with the same decimals in all of them.

    >>> numbers(pd.Series([1234, 5])), numbers(pd.Series([12.3456, 1, 1e-5, float("nan")]))
    (['1,234', '5'], ['12.35', '1.00', '1e-05', '–'])
    """
    known = column.dropna().astype(float)
    decimals = 0 if (known % 1 == 0).all() else 2
    return [_number(float(value), decimals) if pd.notna(value) else "–" for value in column]


def _number(value: float, decimals: int) -> str:
    short = f"{value:,.{decimals}f}"
    if value and not float(short.replace(",", "")):
        short = f"{value:.1g}"
    return short.replace("-", "−") if value < 0 else short


def sentence_links(value: Any) -> str:
    """Return the sentences of a cell (`s001;s002`, or a list) as links; many are folded."""
    if isinstance(value, str):
        ids = [part for part in value.split(";") if part]
    elif isinstance(value, Iterable):
        ids = [str(part) for part in value]
    else:
        return "–"
    if not ids:
        return "–"
    links = f'<span class="cr-links">{" ".join(map(sentence_link, ids))}</span>'
    if len(ids) <= MAX_LINKS:
        return links
    return f"<details><summary>{len(ids)} sentences</summary>{links}</details>"


def figure(
    drawing: "Axes | Figure",
    *,
    caption: str,
    alt: str | Iterable[Finding],
    table: pd.DataFrame | None = None,
    columns: Sequence[str] | Mapping[str, str] | None = None,
) -> Display:
    """Return a figure with its caption, its text alternative and, folded, the table it draws.

    The Matplotlib figure is closed. Links of its marks (`set_url("#s014")`) work in the report.
    """
    words = alt if isinstance(alt, str) else " ".join(found.text for found in alt)
    image = svg_image(_svg(drawing), alt=words)
    data = ""
    if table is not None and not table.empty:
        rows = show(table, caption=f"Data: {caption}", columns=columns, max_rows=len(table)).html
        data = f'<details class="cr-data"><summary>The figure as a table</summary>{rows}</details>'
    return Display(
        f'<figure class="cr-figure"><figcaption>{esc(caption)}</figcaption>'
        f'<div class="cr-scroll" role="region" tabindex="0" '
        f'aria-label="Figure: {esc(caption)}">{image}</div>{data}</figure>',
        f"{caption}\n{words}",
    )


def _svg(drawing: "Axes | Figure") -> str:
    """Return a drawing as clean SVG, its text as text, and close it."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    whole: Any = drawing if hasattr(drawing, "savefig") else drawing.get_figure()
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "closereading"}):
        whole.savefig(
            buffer,
            format="svg",
            transparent=True,
            bbox_inches="tight",
            pad_inches=0.05,
            metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")),
        )
    plt.close(whole)
    return clean_svg(buffer.getvalue())


def findings(found: Iterable[Finding]) -> Display:
    """Return findings as a list, each with links to the sentences that it rests on."""
    rows = list(found)
    if not rows:
        none = "Nothing was found that could be put into a sentence."
        return Display(f'<p class="cr-empty">{none}</p>', none)
    items = [
        f"<li>{esc(row.text)}"
        + (f' <span class="cr-evidence">{sentence_links(row.sent_ids)}</span>' * bool(row.sent_ids))
        + "</li>"
        for row in rows
    ]
    return Display(
        f'<ul class="cr-findings">{"".join(items)}</ul>', "\n".join(f"- {r.text}" for r in rows)
    )


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


def provenance(
    article: Article,
    *,
    parameters: Mapping[str, Any] | None = None,
    command: str | None = None,
) -> Display:
    """Return what is needed to get the same results again: versions, hash, parameters, command."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    rows = {
        "Article": esc(article.doc_id),
        "Text": f"<code>sha256 {article.sha256}</code>",
        "Versions": esc(", ".join(f"{name} {number}" for name, number in found.items())),
        "Parameters": " ".join(
            f"<code>{esc(name)}={esc(repr(value))}</code>"
            for name, value in (parameters or {}).items()
        )
        or "as given in the notebook",
        "Again": f"<code>{esc(command or rerun_command(article, parameters or {}))}</code>",
    }
    facts = "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in rows.items())
    return Display(
        f'<div class="cr-card cr-provenance"><dl>{facts}</dl></div>',
        "\n".join(f"{name} {number}" for name, number in found.items())
        + f"\nsha256 {article.sha256}",
    )


def rerun_command(article: Article, parameters: Mapping[str, Any]) -> str:
    """Return the command that makes the article's reports, as one types it in a shell."""
    root = project_root()
    path = article.path
    where = article.doc_id
    if path is not None:
        inside = root is not None and path.is_relative_to(root)
        where = path.relative_to(root).as_posix() if inside and root else path.name
    given = [part for name, value in parameters.items() for part in ("-p", f"{name}={value}")]
    return shlex.join(["closereading", "run", where, *given])


def written(paths: Iterable[Path]) -> Display:
    """Return the list of files that a notebook wrote, as names from the article's folder."""
    names = [str(Path(*path.parts[-2:]).as_posix()) for path in paths]
    items = "".join(f"<li><code>{esc(name)}</code></li>" for name in names)
    return Display(f'<ul class="cr-files">{items}</ul>', "\n".join(names))
