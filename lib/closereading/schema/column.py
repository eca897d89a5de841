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

ISSUE = (
    Column("issue", "str", "id of the issue in the codebook"),
    Column("label", "str", "its name in the codebook"),
)

PAIR = (
    Column("actor", "str", "one of the two"),
    Column("other", "str", "the other"),
    Column("name", "str", "canonical name of the one"),
    Column("other_name", "str", "canonical name of the other"),
)

DAYS = (
    Column("earliest", "str", "first possible day, ISO 8601; or empty"),
    Column("latest", "str", "last possible day, ISO 8601; or empty"),
)
