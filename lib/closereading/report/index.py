"""The index of a run: one page that leads to every report and says what failed."""

import json
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .exporter import COLOURS, POLICY, TEMPLATES, safe
from .markup import with_code

if TYPE_CHECKING:
    from jinja2 import Template


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    environment = Environment(loader=FileSystemLoader(TEMPLATES / "closereading"), autoescape=True)
    environment.filters["esc"] = safe
    environment.filters["with_code"] = lambda text: Markup(with_code(text))  # noqa: S704
    environment.filters["path"] = lambda value: quote(value, safe="/")
    return environment.get_template("shelf.html.j2")


def index_html(run: dict[str, Any]) -> str:
    """Return the index page of a run, given what `run.json` holds."""
    articles = run.get("articles", [])
    notebooks = [notebook for article in articles for notebook in article["notebooks"]]
    created = run.get("created", "")
    with suppress(ValueError):
        made = datetime.fromisoformat(created)
        created = f"{made.day} {made:%B %Y, %H:%M} UTC"
    return _template().render(
        run=run,
        created=created,
        version=run.get("closereading") or run.get("versions", {}).get("closereading", ""),
        articles=articles,
        refused=run.get("refused", []),
        n_reports=sum(bool(notebook.get("html")) for notebook in notebooks),
        n_failed=sum(notebook["status"] != "done" for notebook in notebooks),
        policy=POLICY,
        colours=COLOURS,
    )


def write_index(out: Path) -> Path:
    """Write `index.html` into a run's output folder from its `run.json`, and return its path."""
    run = json.loads((out / "run.json").read_text("utf-8"))
    part = out / "index.html.part"
    part.write_text(index_html(run), encoding="utf-8", newline="\n")
    return part.replace(out / "index.html")
