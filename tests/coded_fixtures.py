"""An article and its codebook, and corrections of it that flow into what is counted."""

import closereading as cr
from closereading.correction import Correction, Quote
from closereading.issue.load import parse_codebook

BOOK = parse_codebook(
    """
version: "1"
issues:
  - id: fish
    label: Fish
    patterns: [fishing, fishing boat]
    weak: [boat]
  - id: ports
    label: Ports
    patterns: [port]
""",
    where="two.yaml",
)


TEXT = (
    "Kenya praised Ghana over fishing on 4 March 2025. Togo sued Kenya over the port. "
    "Boats left Mombasa."
)


ARTICLE = cr.Article.from_text(TEXT, doc_id="x", published="2025-03-22")


def fix(table, action, text, of="", **values):
    start = TEXT.index(text)
    return Correction("row 2", table, action, Quote(text), of, values, "", start, start + len(text))


def corrected(*corrections):
    return cr.corrected(ARTICLE, corrections, codebook=BOOK)


def numbers(article):
    return {
        "issues": cr.issues(article, codebook=BOOK),
        "issue_actors": cr.issue_actors(article, codebook=BOOK),
        "positions": cr.positions(article, codebook=BOOK),
        "ties": cr.ties(cr.dyads(article, codebook=BOOK)),
        "issue_times": cr.issue_times(article, codebook=BOOK),
    }


def effects(*corrections):
    found = cr.correction_effects(numbers(ARTICLE), numbers(corrected(*corrections)))
    return found[["table", "name", "issue", "machine", "corrected"]].values.tolist()
