"""Numbers, names and lists as they stand in a sentence."""

import re
from collections.abc import Iterable

OF_ALL = re.compile(r" \([\d,]+ of [\d,]+ [^()]*\)$")  # what of_all adds to a caption


def listed(items: list[str], *, most: int = 6) -> str:
    """Return items as running text: `a, b and c`; past `most` the rest is counted.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b and 2 more'
    """
    if len(items) > most:
        items = [*items[:most], f"{len(items) - most} more"]
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else "none"


def every(n: int) -> str:
    """Return how all of `n` things are called: the only, both, all 3."""
    return {1: "the only", 2: "both"}.get(n, f"all {n:,}")


def times(n: int) -> str:
    """Return a number of times in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def counted(n: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 sentence`, `2 sentences`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def of_all(**cuts: tuple[int, int]) -> str:
    """Return what a caption says of a cut set: of each kind the number shown, and of how many.

    >>> of_all(words=(15, 1212)), of_all(issues=(12, 9), actors=(8, 30)), of_all(words=(15, 9))
    (' (15 of 1,212 words)', ' (8 of 30 actors)', '')
    """
    told = [f"{top:,} of {n:,} {kind}" for kind, (top, n) in cuts.items() if n > top]
    return f" ({', '.join(told)})" * bool(told)


def quoted(words: Iterable[str], *, most: int = 6) -> str:
    """Return words in quotation marks, joined as in a sentence.

    >>> quoted(["rain", "wind"])
    '“rain” and “wind”'
    """
    return listed([f"“{word}”" for word in words], most=most)


def signed(value: float) -> str:
    """Return a number with its sign, a real minus for a negative one.

    >>> signed(0.5), signed(-0.25)
    ('+0.50', '−0.25')
    """
    return f"{value:+.2f}".replace("-", "−")


def with_article(name: str) -> str:
    """Return a name as it stands inside a sentence: “the United States”, but “Chad”.

    >>> with_article("United States"), with_article("Chad"), with_article("European Union")
    ('the United States', 'Chad', 'the European Union')
    """
    takes_one = re.fullmatch(
        r"United .*|.* (Union|Republic|Islands|Emirates|Nations|League|Council|Organi[sz]ation)"
        r"|(Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)",
        name,
    )
    return f"the {name}" if takes_one else name


def agree(n: int, one: str, many: str) -> str:
    """Return the form that agrees with `n`."""
    return one if n == 1 else many


def capitalised(text: str) -> str:
    """Return a text as it begins a sentence.

    >>> capitalised("the NATO summit")
    'The NATO summit'
    """
    return text[:1].upper() + text[1:]
