"""What a notebook on several articles shows before and after its findings."""

from collections.abc import Mapping
from typing import Any

from closereading.prose import counted
from closereading.shelf import Shelf

from .display import assignments, provenance_card, title_card, versions
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
    title = counted(len(articles), "article")
    return Display(title_card(title, rows), title, {"part": "header", "title": title})


def shelf_provenance(shelf: Shelf, *, parameters: Mapping[str, Any]) -> Display:
    """Return what is needed to get the same results again: articles, versions, parameters."""
    found = versions(("closereading", "pandas", "seaborn"))
    rows = {
        "Articles": esc(", ".join(shelf.articles["doc_id"].head(40)))
        + f" and {len(shelf.articles) - 40:,} more" * (len(shelf.articles) > 40),
        "Versions": esc(", ".join(f"{name} {number}" for name, number in found.items())),
        "Parameters": assignments(parameters),
        "Again": "<code>closereading run --notebook 4</code>",
    }
    plain = "\n".join(f"{name} {number}" for name, number in found.items())
    return Display(provenance_card(rows), plain)
