"""What a notebook shows: cards, tables, figures, findings, the article itself.

Each function returns a `Display`: HTML for JupyterLab and the report, plain text for a terminal.
The HTML has no script, and reads well without its style where a notebook isn't trusted.
"""

import io
import platform
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article
from closereading.datafile import data_text
from closereading.notice import notices
from closereading.parse import MODELS, sentences
from closereading.project import project_root
from closereading.prose import OF_ALL, counted, of_all
from closereading.wording.finding import Finding

from .markup import clean_svg, count_link, esc, svg_image, web_link, with_code
from .passage import article_text
from .table import MAX_LINKS, Display, passages_of, sentence_links, show
from .withhold import withheld, withhold, without_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from closereading.issue import Codebook

__all__ = [
    "Display",
    "article_text",
    "figure",
    "findings",
    "header",
    "provenance",
    "show",
    "withhold",
    "written",
]

PNG_DPI = 144
PAD = 0.05  # inches around a drawing
PLACES = re.compile(r'"#p[^"]*"')  # links of a drawing that say where its words stand
PACKAGES = ("closereading", "spacy", *MODELS, "nltk", "pandas", "seaborn")


def header(article: Article) -> Display:
    """Return the article's card: what it is, where it is from, and what to be careful about."""
    table = sentences(article)
    n_words = int(table.n_words.sum())
    missing = "unknown"
    url = article.meta.get("url", "")
    rows = {
        "Author": esc(article.meta.get("author") or missing),
        "Publisher": esc(article.meta.get("publisher") or missing),
        "Published": esc(article.published or missing),
        "Language": esc(article.language or "not stated"),
        "Length": f"{counted(n_words, 'word')} in {counted(len(table), 'sentence')}",
        **({"Address": web_link(url)} if url else {}),
        "Text": f"<code>sha256 {article.sha256[:12]}…</code>",
    }
    title = article.title or article.doc_id
    careful = notices(article)
    items = "".join(f"<li>{with_code(notice)}</li>" for notice in careful)
    note = f'<div class="cr-notices"><p>Be careful:</p><ul>{items}</ul></div>' if careful else ""
    plain = [title, f"published: {article.published or missing}", *careful]
    return Display(
        title_card(title, rows, note),
        "\n".join(plain),
        {"part": "header", **article_facts(article), "words": n_words, "sentences": len(table)},
    )


def article_facts(article: Article) -> dict[str, str]:
    """Return what a report says of its article, as text."""
    known = ("author", "publisher", "url")
    return {name: str(article.meta.get(name) or "") for name in known} | {
        "doc_id": article.doc_id,
        "title": article.title or article.doc_id,
        "published": article.published,
        "sha256": article.sha256,
    }


def title_card(title: str, rows: Mapping[str, str], note: str = "") -> str:
    """Return the card at the head of a notebook, with what JupyterLab needs to show all well."""
    return (
        f"<style>{_lab_style()}</style>"
        f'<div class="cr-card"><p class="cr-title"><strong>{esc(title)}</strong></p>'
        f"{_facts(rows)}{note}</div>"
    )


def provenance_card(rows: Mapping[str, str]) -> str:
    """Return the card at the foot of a notebook."""
    return f'<div class="cr-card cr-provenance">{_facts(rows)}</div>'


def _facts(rows: Mapping[str, str]) -> str:
    """Return names and what is known of each, as a list."""
    return f"<dl>{''.join(f'<div><dt>{k}</dt><dd>{v}</dd></div>' for k, v in rows.items())}</dl>"


@lru_cache(maxsize=1)
def _lab_style() -> str:
    """Return the style of JupyterLab; a report has its own."""
    return data_text("template/closereading/lab.css")


def figure(
    drawing: "Axes | Figure",
    *,
    caption: str,
    alt: str | Iterable[Finding],
    table: pd.DataFrame | None = None,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    max_rows: int | None = None,
) -> Display:
    """Return a figure with its caption, its text alternative and, folded, the table it draws.

    The Matplotlib figure is closed. Links of its marks (`set_url("#s014")`) work in the report.
    With `max_rows` the table ends there, and says so. What `cr.of_all` adds to a caption is no
    part of the figure's name.
    """
    name = OF_ALL.sub("", caption)
    words = alt if isinstance(alt, str) else " ".join(found.text for found in alt)
    svg, png = _drawn(drawing)
    image = svg_image(svg, alt=words)
    data = ""
    if table is not None and not table.empty:
        of = f"Data: {name}" + of_all(rows=(max_rows or len(table), len(table)))
        held = table.head(max_rows or len(table))
        rows = show(held, caption=of, columns=columns, max_rows=len(held)).html
        data = f'<details class="cr-data"><summary>The figure as a table</summary>{rows}</details>'
    return Display(
        f'<figure class="cr-figure"><figcaption>{esc(caption)}</figcaption>'
        f'<div class="cr-scroll" role="region" tabindex="0" '
        f'aria-label="Figure: {esc(caption)}">{image}</div>{data}</figure>',
        f"{caption}\n{words}",
        {"part": "figure", "caption": name},
        png,
    )


def _drawn(drawing: "Axes | Figure") -> tuple[str, bytes]:
    """Return a drawing as clean SVG, its text as text, and as PNG, and close it."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    whole: Any = drawing if hasattr(drawing, "savefig") else drawing.get_figure()
    if kept := withheld():
        for label in whole.findobj(mpl.text.Text):
            label.set_text(kept.without(label.get_text()))
        for axis in (axis for ax in whole.axes for axis in (ax.xaxis, ax.yaxis)):
            if isinstance(axis.get_major_locator(), mpl.ticker.FixedLocator):  # draws them anew
                ticks = axis.get_ticklabels()
                axis.set_ticklabels([kept.without(label.get_text()) for label in ticks])
    buffer, pixels = io.StringIO(), io.BytesIO()
    box = _laid_out(whole)
    with mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "closereading",
            "figure.constrained_layout.use": False,
        }
    ):
        whole.set_layout_engine(None)  # any other would have savefig draw twice
        whole.savefig(
            buffer,
            format="svg",
            transparent=True,
            metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")),
            bbox_inches=box,
        )
        nothing = {"Software": None}
        whole.savefig(pixels, format="png", dpi=PNG_DPI, metadata=nothing, bbox_inches=box)
    plt.close(whole)
    svg = buffer.getvalue()
    return clean_svg(PLACES.sub('""', without_text(svg)) if kept else svg), pixels.getvalue()


def _laid_out(whole: Any) -> Any:
    """Lay a drawing out, once for all formats, and return the box around what it draws.

    `savefig(bbox_inches="tight")` gives the same SVG, but lays out and draws twice a format.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    FigureCanvasSVG(whole)  # words are as wide as an SVG has them
    whole.set_dpi(FigureCanvasSVG.fixed_dpi)
    whole.draw_without_rendering()
    return whole.get_tightbbox().padded(PAD)


def findings(found: Iterable[Finding], *, key: int | None = None) -> Display:
    """Return findings as a list, each with links to the sentences that it rests on.

    Parameters
    ----------
    key
        Which of them is a key finding, which the report repeats at its top: 0 for the first, −1
        for the last. If None: none, or the first where a notebook names none.
    """
    rows = list(found)
    if not rows:
        none = "Nothing was found that could be put into a sentence."
        return Display(f'<p class="cr-empty">{none}</p>', none)
    chosen = rows[key] if key is not None and -len(rows) <= key < len(rows) else None
    kept = withheld()
    if kept and chosen and len(set(chosen.sent_ids)) <= MAX_LINKS:
        kept.cited |= set(chosen.sent_ids)
    mark = ' class="cr-key"'
    items = [f"<li{mark * (row is chosen)}>{_with_evidence(row)}</li>" for row in rows]
    return Display(
        f'<ul class="cr-findings">{"".join(items)}</ul>', "\n".join(f"- {r.text}" for r in rows)
    )


def _with_evidence(found: Finding) -> str:
    """Return a finding with its numbers and its sentences as links to what they rest on."""
    sent_ids = list(dict.fromkeys(found.sent_ids))
    n, text = len(sent_ids), esc(found.text)
    links = f' <span class="cr-evidence">{sentence_links(sent_ids)}</span>' if sent_ids else ""
    if withheld():
        return text + links
    number = re.search(rf"(?<![\d.,]){n:,}(?= (?:of [\d,]+ )?sentences?\b)", text)
    if number and n > 1:
        link = count_link(number[0], sent_ids, sent_id=sent_ids[0])
        text = text[: number.start()] + link + text[number.end() :]
        links = "" if n > MAX_LINKS else links
    passages = passages_of(found.spans)
    counts = {1: "once", 2: "twice"}.get(len(passages), f"{len(passages):,}")
    number = re.search(rf"(?<![\w.,“#-]){counts}(?![\w.,%])", text) if passages else None
    if number:
        link = count_link(number[0], passages, sent_id=next(iter(sent_ids), ""))
        text = text[: number.start()] + link + text[number.end() :]
    return text + links


def provenance(
    article: Article,
    *,
    notebook: str = "",
    parameters: Mapping[str, Any] | None = None,
    codebook: "Codebook | None" = None,
) -> Display:
    """Return what is needed to get the same results again: versions, hashes, parameters."""
    found = versions(PACKAGES)
    again = rerun_command(article, notebook, parameters or {})
    rows = {
        "Article": esc(article.doc_id),
        "Text": f"<code>sha256 {article.sha256}</code>",
        "Versions": esc(", ".join(f"{name} {number}" for name, number in found.items())),
        "Parameters": assignments(parameters or {}) or "as given in the notebook",
        "Again": f"<code>{esc(again)}</code>",
    }
    told: dict[str, Any] = {"versions": found, "parameters": dict(parameters or {})}
    if codebook:
        told["codebook"] = f"{codebook.name}, version {codebook.version}"
        rows["Codebook"] = f"{esc(told['codebook'])}, <code>sha256 {codebook.sha256}</code>"
    return Display(
        provenance_card(rows),
        "\n".join(f"{name} {number}" for name, number in found.items())
        + f"\nsha256 {article.sha256}",
        {"part": "provenance", **told},
    )


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Return the version of Python and of those packages that are installed."""
    found = {"python": platform.python_version()}
    for package in packages:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


def assignments(parameters: Mapping[str, Any]) -> str:
    """Return parameters and their values as code."""
    return " ".join(f"<code>{esc(k)}={esc(repr(v))}</code>" for k, v in parameters.items())


def rerun_command(article: Article, notebook: str, parameters: Mapping[str, Any]) -> str:
    """Return the command that makes the article's reports, as one types it in a shell."""
    root = project_root()
    path = article.path
    where = article.doc_id
    if path is not None:
        inside = root is not None and path.is_relative_to(root)
        where = path.relative_to(root).as_posix() if inside and root else path.name
    given = [part for name, value in parameters.items() for part in ("-p", f"{name}={value}")]
    chosen = ["--notebook", notebook] if notebook else []
    return shlex.join(["closereading", "run", where, *chosen, *given])


def written(paths: Iterable[Path]) -> Display:
    """Return the list of files that a notebook wrote, as names from the article's folder."""
    names = [f"tables/{path.name}" if path.parent.name == "tables" else path.name for path in paths]
    items = "".join(f"<li><code>{esc(name)}</code></li>" for name in names)
    return Display(f'<ul class="cr-files">{items}</ul>', "\n".join(names))
