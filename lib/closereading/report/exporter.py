"""From an executed notebook to one HTML file: nothing active in it, nothing from the network.

`jupyter nbconvert --to closereading notebook.ipynb` works on any notebook.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from pathlib import Path
from secrets import token_hex
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode, from_dict
from traitlets import default
from traitlets.config import Config

from closereading.article import slug

from .count import with_article
from .front import accuracy, changed_parameters, functions_called, key_findings, methods
from .markup import clean, clean_svg, esc, inline_images, label_svg
from .page import COLOURS, POLICY, TEMPLATES, safe
from .table import DATA

SHOWN = (
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "text/latex",
    "text/plain",
)
LIFTED = ("header", "provenance", "article")  # what stands elsewhere in a report
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
HEADING = re.compile(r"<h([1-6])(?:\s[^>]*)?>(.*?)</h\1>", re.DOTALL)
INDEX, README = "../index.html", "../README.md"
NOTEBOOK_LINK = re.compile(
    r'<a href="(?P<link>(?!https?:)[^"#]*\.ipynb|\.\./README\.md)(?P<anchor>#[^"]*|)"[^>]*>'
    r"(?P<words>.*?)</a>",
    re.DOTALL,
)
DATA_FRAME = re.compile(r'<table class="dataframe">.*?</table>', re.DOTALL)


class ClosereadingExporter(HTMLExporter):
    """Export a notebook as a report."""

    export_from_notebook = "Close Reading report"
    optimistic_validation = True  # once, not after each of eleven preprocessors

    @default("template_name")
    def _template_name_default(self) -> str:
        return "closereading"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    @default("exclude_anchor_links")
    def _exclude_anchor_links_default(self) -> bool:
        return True

    @property
    def default_config(self) -> Config:
        """Return nbconvert's defaults, with what a report shows of an output."""
        config = Config(super().default_config)
        config.merge(Config({"NbConvertBase": {"display_data_priority": list(SHOWN)}}))
        return config

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Yield the filters of the template."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "esc", safe
        yield "plain", lambda text: safe(ANSI.sub("", text))
        yield "drawing", drawing
        yield "page_html", self.page_html

    def from_notebook_node(  # type: ignore[override]  # as HTMLExporter's own
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the report of a notebook and nbconvert's resources."""
        resources = dict(resources or {})
        self._leads = leads(resources)
        name = resources.get("metadata", {}).get("name") or "Report"
        key, changed = key_findings(nb), changed_parameters(nb)
        functions = functions_called(nb)
        nb, contents = self.with_headings(nb)
        token = f"token-{token_hex(16)}"
        nb, parts = lifted(nb, token)
        titles = [text for level, _, text in contents if level == 1]
        title = titles[0] if titles else name
        header, made = parts.get("header", {}), parts.get("provenance", {})
        nb = without_h1(nb) if header else nb
        resources["report"] = {
            "title": title,
            "article": str(header.get("title", "")),
            "contents": [(key, text) for level, key, text in contents if level == 2]
            + [("h-made", "How was this made?")] * bool(made),
            "has_h1": bool(titles) or bool(header),
            "policy": POLICY,
            "colours": COLOURS,
            "token": token,
            "header": re.sub(
                r'<p class="cr-title">.*?</p>', "", header.get("html", ""), flags=re.S
            ),
            "key": [Markup(page_links(clean(found), self._leads)) for found in key],  # noqa: S704 - cleaned
            "changed": changed,
            "accuracy": list(accuracy(functions)) if header else [],
            "provenance": made.get("html", ""),
            "methods": methods(functions, notebook=title, header=header, made=made)
            if header and made
            else None,
        }
        # HTMLExporter would send the page through a parser that isn't a browser's.
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return with_article(page, parts.get("article", {}), token), resources

    def with_headings(self, nb: NotebookNode) -> tuple[NotebookNode, list[tuple[int, str, str]]]:
        """Return the notebook with its Markdown as clean HTML, and its headings.

        Headings get anchors, and only the first H1 stays one.
        """
        nb = copy(nb)
        contents: list[tuple[int, str, str]] = []
        taken: set[str] = set()

        def anchored(match: re.Match[str]) -> str:
            level, inner = int(match[1]), match[2]
            text = html.unescape(re.sub(r"<[^>]*>", "", inner)).strip()
            if level == 1 and any(known == 1 for known, *_ in contents):
                level = 2
            key, n = f"h-{slug(text)}", 2
            while key in taken:
                key, n = f"h-{slug(text)}-{n}", n + 1
            taken.add(key)
            contents.append((level, key, text))
            return f'<h{level} id="{key}">{inner}</h{level}>'

        cells = []
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                markup = self.markdown2html({"cell": cell}, cell.source)
                source = HEADING.sub(anchored, page_links(clean(markup), self._leads))
                cell = copy(cell)  # noqa: PLW2901
                cell.source = source
            cells.append(cell)
        nb.cells = cells
        return nb, contents

    def page_html(self, markup: str, kind: str, prefix: str) -> Markup:
        """Return an output clean, its drawings inline, its headings below the report's H2s."""
        if kind == "text/markdown":
            markup = self.markdown2html({"cell": {}}, markup)
        lower = re.sub(r"<(/?)h[12]\b", r"<\1h3", page_links(clean(markup), self._leads))
        return Markup(inline_images(DATA_FRAME.sub(data_frame, lower), prefix=prefix))  # noqa: S704


def data_frame(match: re.Match[str]) -> str:
    """Return pandas' own table in a region that scrolls, without header cells that are empty."""
    table = match[0].replace("<th></th>", "<td></td>")
    return f'<div class="cr-scroll" role="region" aria-label="Table" tabindex="0">{table}</div>'


def leads(resources: Mapping[str, Any]) -> Callable[[str], str]:
    """Return a function from a link to a notebook, or to the README, to where a report leads.

    In a run that is the report or the index that will stand there (`resources["place"]` is `run`,
    or `shelf`, where a notebook on one article has no report); elsewhere what stands there now.
    Nowhere is an empty string.
    """
    place, folder = resources.get("place", ""), resources.get("metadata", {}).get("path", "")

    def lead(link: str) -> str:
        is_index = link == README or place == "shelf"
        report = INDEX if is_index else f"{link.removesuffix('.ipynb')}.html"
        there = Path(folder, report).exists() or (not is_index and Path(folder, link).exists())
        return report if place or there else ""

    return lead


def page_links(markup: str, lead: Callable[[str], str]) -> str:
    """Return clean HTML with links to reports for those to notebooks, to the index for README."""

    def led(match: re.Match[str]) -> str:
        target = lead(html.unescape(match["link"]))
        if not target:
            return match["words"]
        return f'<a href="{esc(target)}{match["anchor"]}">{match["words"]}</a>'

    return NOTEBOOK_LINK.sub(led, markup)


def drawing(svg: str, alt: str, prefix: str) -> Markup:
    """Return an SVG output as an inline drawing."""
    return Markup(label_svg(clean_svg(svg, prefix=prefix), alt=alt))  # noqa: S704


def lifted(nb: NotebookNode, token: str) -> tuple[NotebookNode, dict[str, dict[str, Any]]]:
    """Return the notebook without what a report has in another place, and that, by its name.

    The token stands where the article does.
    """
    nb, parts, cells = copy(nb), {}, []
    for cell in nb.cells:
        kept = []
        for output in cell.get("outputs", []):
            told = output.get("data", {}).get(DATA)
            part = told.get("part") if isinstance(told, Mapping) else None
            if part not in LIFTED or part in parts:
                kept.append(output)
                continue
            parts[part] = {**told, "html": str(output.data.get("text/html", ""))}
            if part == "article":
                here = {"output_type": "display_data", "data": {"text/html": token}, "metadata": {}}
                kept.append(from_dict(here))  # type: ignore[no-untyped-call]
        if cell.cell_type == "code":
            cell = copy(cell)  # noqa: PLW2901
            cell.outputs = kept
        cells.append(cell)
    nb.cells = cells
    return nb, parts


def without_h1(nb: NotebookNode) -> NotebookNode:
    """Return the notebook without its first heading: the article's title is that of the page."""
    nb.cells = [copy(cell) for cell in nb.cells]
    for cell in nb.cells:
        if cell.cell_type == "markdown" and "<h1" in cell.source:
            cell.source = re.sub(r"<h1[^>]*>.*?</h1>", "", cell.source, count=1, flags=re.DOTALL)
            break
    return nb
