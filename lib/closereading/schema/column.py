"""What a column is, and those that many tables share."""

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name, pandas dtype and meaning (unit and range included)."""

    name: str
    dtype: str
    meaning: str


SPAN = (
    Column("doc_id", "str", "id of the article: a slug of its file's name"),
    Column("sent_id", "str", "id of the sentence in which the span starts: s001, s002, …"),
    Column("start", "int64", "first code point of the span in the article's text, from 0"),
    Column("end", "int64", "one past the last code point of the span"),
    Column("text", "str", "the span itself: article.text[start:end]"),
)

SPANS = Column("spans", "str", "the passages counted, each as start-end, joined by ;")

CODING = Column("coding", "str", "machine; or by a correction confirmed, changed or added")
