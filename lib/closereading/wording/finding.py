"""What a finding is."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One sentence about the article, and the sentences of the article that it rests on."""

    text: str
    sent_ids: tuple[str, ...] = ()
