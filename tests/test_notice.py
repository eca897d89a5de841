"""What a reader is told before trusting what was found."""

import pytest

from closereading.article import Article
from closereading.notice import notices

GERMAN = (
    "Der Minister hat am Montag die Vorschläge der Opposition zurückgewiesen. "
    "Er will sie nicht weiter beraten, weil die Mehrheit sie ablehnt."
)


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Rain fell. The river rose.", {"published": "2025-04-18"}, []),
        ("Rain fell. The river rose.", {}, ["no publication date"]),
        ("Rain fell", {"published": "2025"}, ["one sentence"]),
        (
            "the rain fell on monday and the river rose. it froze.",
            {"published": "2025"},
            ["no cap"],
        ),
        (
            "THE RAIN FELL ON MONDAY AND THE RIVER ROSE. IT FROZE.",
            {"published": "2025"},
            ["all in"],
        ),
        ("THE RAIN FELL ON MONDAY IN ALL OF IT\nIt froze.", {"published": "2025"}, []),
        (GERMAN, {"published": "2025"}, ["not English"]),
        (GERMAN, {"published": "2025", "language": "en"}, []),
        (GERMAN, {"published": "2025", "language": "de"}, ["the language is 'de'"]),
    ],
)
def test_notices(text, fields, expected):
    found = notices(Article.from_text(text, doc_id="x", **fields))
    assert len(found) == len(expected)
    assert all(part in notice for part, notice in zip(expected, found, strict=True))
