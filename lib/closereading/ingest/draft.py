"""An article that was read from somewhere and isn't yet in `seeds/`."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from closereading.article import check_date
from closereading.errors import ArticleError


class Draft(NamedTuple):
    """A text, what is known of it, and where it was read; or why it can't be read."""

    name: str
    text: str
    source: str
    fields: Mapping[str, Any] = {}
    notes: tuple[str, ...] = ()
    trouble: str = ""


def one_line(value: object) -> str:
    """Return a value as one line of text, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def known(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the fields that say something, each as one line."""
    return {name: line for name, value in fields.items() if (line := one_line(value or ""))}


def iso_date(value: str) -> str:
    """Return the day of an ISO 8601 or an e-mail date; empty for any other form.

    What could be read two ways, such as 12/11/2023, isn't read at all.

    >>> iso_date("2024-03-12T23:30:00Z"), iso_date("Tue, 12 Mar 2024 10:00:00 GMT")
    ('2024-03-12', '2024-03-12')
    >>> iso_date("12/11/2023")
    ''
    """
    value = re.sub(r"(\d{4})(\d\d)(\d\d)(?=T\d|$)", r"\1-\2-\3", value.strip(), count=1)
    try:
        return check_date(value, where="date")
    except ArticleError:
        pass
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError):
        return ""
