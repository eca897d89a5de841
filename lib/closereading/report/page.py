"""What a report and the index have in common: templates, colours, what a page may load."""

from pathlib import Path

from markupsafe import Markup

from closereading.plot.style import ACCENT, INK, RULE

from .markup import esc

TEMPLATES = Path(__file__).parents[1] / "data" / "template"
COLOURS = {"ink": INK, "rule": RULE, "accent": ACCENT}
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'"
)


def safe(value: object) -> Markup:
    """Return a value escaped, for a template."""
    return Markup(esc(value))  # noqa: S704
