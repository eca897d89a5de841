"""An article as a machine coded it, and corrections of it, written by hand."""

import pandas as pd

import closereading as cr
from closereading.correction import Correction, Quote
from closereading.schema import TABLES, frame

TEXT = "Kenya met Ghana in Accra. Togo sued Kenya over fishing. The port of Lomé reopened."


ARTICLE = cr.Article.from_text(TEXT, doc_id="x", published="2025-03-22")


EMPTY = {"str": "", "bool": False, "Int64": pd.NA}


def row(table, text, **values):
    """Return one coded row of a table, at the first place of a text."""
    start = TEXT.index(text)
    span = {"doc_id": "x", "sent_id": cr.sentences(ARTICLE)["sent_id"][TEXT[:start].count(". ")]}
    span |= {"start": start, "end": start + len(text), "text": text}
    known = span | {TABLES[table][0].name: f"x:{table[0]}{start}-{start + len(text)}"} | values
    return {c.name: known.get(c.name, EMPTY.get(c.dtype)) for c in TABLES[table]}


def actor(text, actor_id, name):
    return row(
        "mentions", text, actor_id=actor_id, name=name, kind="state", country=actor_id, rule="name"
    )


MENTIONS = frame(
    "mentions",
    [actor("Kenya", "KEN", "Kenya"), actor("Ghana", "GHA", "Ghana"), actor("Togo", "TGO", "Togo")],
)


BOTH = {"quad": "VC", "is_reciprocal": True, "modality": "did", "voice": "author", "rule": "mutual"}


SUED = {"source": "TGO", "target": "KEN", "predicate": "sue", "quad": "VK", "modality": "did"}


PLACES = {"source_start": 26, "source_end": 30, "target_start": 36, "target_end": 41}


STATEMENTS = frame(
    "statements",
    [
        row("statements", "met", source="KEN", predicate="meet", **BOTH),
        row("statements", "met", source="GHA", predicate="meet", **BOTH),
        row("statements", "sued", **SUED, **PLACES, voice="author", issues="fish", rule="verb"),
    ],
)


EVENTS = frame(
    "events",
    [
        row("events", "met", headline="Kenya met Ghana", basis="undated", status="happened"),
        row("events", "sued", headline="Togo sued Kenya", edtf="2024", earliest="2024-01-01",
            latest="2024-12-31", granularity="year", basis="stated", status="happened",
            timex_id="x:t0-1"),
    ],
)  # fmt: skip


ISSUES = frame(
    "issue_mentions",
    [
        row("issue_mentions", "fishing", issue="fish", term="fishing"),
        row("issue_mentions", "fishing", issue="trade", term="fish")
        | {"issue_mention_id": "x:i47-54.2"},
    ],
)


MACHINE = {
    "mentions": MENTIONS, "statements": STATEMENTS, "events": EVENTS, "issue_mentions": ISSUES
}  # fmt: skip


def fix(table, action, text, of="", note="", **values):
    start = TEXT.index(text)
    return Correction(
        "row 2", table, action, Quote(text), of, values, note, start, start + len(text)
    )
