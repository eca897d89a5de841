"""The index of a run: one page that leads to every report and says what failed."""

import json
from base64 import b64encode
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from closereading.export.tables import save

from .markup import with_code
from .page import COLOURS, POLICY, TEMPLATES, safe

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
    return environment.get_template("run.html.j2")


def index_html(run: dict[str, Any]) -> str:
    """Return the index page of a run, given what `run.json` holds."""
    from markupsafe import Markup

    articles, shelf = run.get("articles", []), run.get("shelf", [])
    made = [(article, notebook) for article in articles for notebook in article["notebooks"]]
    made += [(None, notebook) for notebook in shelf]
    script = (TEMPLATES / "closereading" / "run.js").read_text("utf-8")
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    created = run.get("created", "")
    with suppress(ValueError):
        when = datetime.fromisoformat(created)
        created = f"{when.day} {when:%B %Y, %H:%M} UTC"
    return _template().render(
        run=run,
        created=created,
        version=run.get("closereading") or run.get("versions", {}).get("closereading", ""),
        articles=articles,
        refused=run.get("refused", []),
        shelf=shelf,
        n_reports=sum(bool(notebook.get("html")) for _, notebook in made),
        failed=[pair for pair in made if pair[1]["status"] != "done"],
        policy=f"{POLICY}; script-src 'sha256-{allowed}'",
        script=Markup(script),  # noqa: S704 - a file of ours
        colours=COLOURS,
    )


def write_index(out: Path) -> Path:
    """Write `index.html` into a run's output folder from its `run.json`, and return its path."""
    run = json.loads((out / "run.json").read_text("utf-8"))
    return save(index_html(run).encode(), out, "index.html")
