"""What a notebook on several articles shows before and after its findings."""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from closereading.prose import counted
from closereading.shelf import Shelf

from .display import _lab_style
from .markup import esc
from .table import Display


def shelf_header(shelf: Shelf) -> Display:
    """Return the card of a shelf: how many articles, of which time, in which groups."""
    articles = shelf.articles
    kept = articles[articles["copy_of"] == ""]
    dates = sorted(filter(None, kept["published"]))
    undated = f", {len(kept) - len(dates):,} without a date" * (len(dates) < len(kept))
    n_copies = len(articles) - len(kept)
    groups = f"{kept['group'].nunique():,} by {esc(shelf.group_by)}" if shelf.group_by else "none"
    rows = {
        "Articles": f"{len(articles):,}" + f", copies among them: {n_copies:,}" * bool(n_copies),
        "Published": esc(" to ".join(dict.fromkeys(dates[:1] + dates[-1:])) or "unknown") + undated,
        "Groups": groups + ": each article stands for itself" * (not shelf.group_by),
        "Length": f"{counted(int(kept['n_words'].sum()), 'word')} in "
        f"{counted(int(kept['n_sentences'].sum()), 'sentence')}"
        + ", without copies"
        * bool(n_copies),
        "Lack tables": f"{int((articles['lacks'] != '').sum()):,}",
    }
    facts = "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in rows.items())
    title = counted(len(articles), "article")
    return Display(
        f"<style>{_lab_style()}</style>"
        f'<div class="cr-card"><p class="cr-title"><strong>{title}</strong></p>'
        f"<dl>{facts}</dl></div>",
        title,
        {"part": "header", "title": title},
    )


def shelf_provenance(shelf: Shelf, *, parameters: Mapping[str, Any]) -> Display:
    """Return what is needed to get the same results again: articles, versions, parameters."""
    packages = ("closereading", "pandas", "seaborn")
    versions = {"python": platform.python_version()} | {name: version(name) for name in packages}
    given = " ".join(f"<code>{esc(k)}={esc(repr(v))}</code>" for k, v in parameters.items())
    rows = {
        "Articles": esc(", ".join(shelf.articles["doc_id"].head(40)))
        + f" and {len(shelf.articles) - 40:,} more" * (len(shelf.articles) > 40),
        "Versions": esc(", ".join(f"{name} {number}" for name, number in versions.items())),
        "Parameters": given,
        "Again": "<code>closereading run --notebook 4</code>",
    }
    facts = "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in rows.items())
    return Display(
        f'<div class="cr-card cr-provenance"><dl>{facts}</dl></div>',
        "\n".join(f"{name} {number}" for name, number in versions.items()),
    )
