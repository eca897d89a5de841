"""An article of which a table, an event list and a network are exported."""

import closereading as cr

TEXT = (
    "Kenya met Ghana; “friends” met in Accra. Minister Ana Rojas of Chile praised Togo. "
    'Togo said "no".'
)


ARTICLE = cr.Article.from_text(
    TEXT,
    doc_id="x",
    published="2025-03-22",
    title='Fish; "talks"',
    meta={"author": "A. Writer", "publisher": "The Paper"},
)


HEADER = (
    "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;"
    "coder;document_id;document_title;document_author;document_source;document_section;document_type"
)
