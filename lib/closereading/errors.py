"""Everything that Close Reading raises on purpose."""

from collections.abc import Collection
from difflib import get_close_matches


class CloseReadingError(Exception):
    """Base of all errors whose message is meant for the user.

    Each message says what was wrong, where, what is allowed and what to do next.
    """


class ArticleError(CloseReadingError):
    """An article can't be read: no text, wrong front matter, too long."""


class CodebookError(CloseReadingError):
    """A codebook breaks its own rules: duplicate id, unknown key, failing example."""


class CorrectionError(CloseReadingError):
    """A file of corrections breaks its rules: wrong column, unknown action, ambiguous quote."""


class ParameterError(CloseReadingError):
    """A notebook parameter is unknown or of the wrong type."""


class OutputError(CloseReadingError):
    """The output folder can't be written, or two articles would write to the same place."""


def hint(word: str, allowed: Collection[str]) -> str:
    """Return which of the allowed words may be meant."""
    close = get_close_matches(word, sorted(allowed), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
