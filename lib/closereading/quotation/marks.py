"""Find what stands in quote marks, whatever the marks."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

FAMILY = {
    **dict.fromkeys('"“”„‟″', "double"),
    **dict.fromkeys("'‘’‛‚", "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
}
OPENING, CLOSING = frozenset("“„‟‘‛‚"), frozenset("”’")
BEFORE_OPENING = frozenset(" \t\n([{-–—/¿¡:") | frozenset(FAMILY)
AFTER_CLOSING = frozenset(" \t\n)]}-–—/.,;:!?…") | frozenset(FAMILY)
MARK = re.compile("[" + "".join(FAMILY) + "]")
LETTER_AFTER = re.compile(r"(?:s|d|m|t|re|ve|ll|tis|twas|em|cause|\d\ds?)\b", re.I)


class Quoted(NamedTuple):
    """A passage in quote marks: where it starts and ends without the marks, and with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int


class Opened(NamedTuple):
    """A mark that opened a passage; a single one knows where it closes."""

    family: str
    at: int
    closing: int


def quoted(text: str, paragraphs: list[tuple[int, int]]) -> list[Quoted]:
    """Return the outermost passages in quote marks, in the order of the text.

    A mark that its paragraph doesn't close runs on where the next closes it, as where each
    sentence has a line; it runs to the end of its paragraph where the next opens with another, as
    in long quotations; else it is ignored.
    """
    found: list[Quoted] = []
    stack: list[Opened] = []
    marks = [[m.start() for m in MARK.finditer(text, start, end)] for start, end in paragraphs]
    for (start, end), own, (following, after) in zip(
        paragraphs, marks, [*zip(paragraphs[1:], marks[1:], strict=True), ((0, 0), [])], strict=True
    ):
        stack = passages(text, start, own, stack, found)
        if not stack:
            continue
        family, begun, _ = stack[0]
        next_mark = next((at for at in after if FAMILY[text[at]] == family), -1)
        is_repeated = bool(after) and after[0] == next_mark == following[0]
        if is_repeated:
            found.append(Quoted(begun + 1, end, begun, end))
        is_kept = family != "single" and next_mark >= 0 and not opens(text, next_mark, following[0])
        stack = stack[:1] if is_kept and not is_repeated else []
    outermost: list[Quoted] = []
    for passage in sorted(found, key=lambda q: (q.outer_start, -q.outer_end)):
        is_inside = bool(outermost) and passage.outer_start < outermost[-1].outer_end
        if not is_inside and any(c.isalnum() for c in text[passage.start : passage.end]):
            outermost.append(passage)
    return outermost


def passages(
    text: str, start: int, marks: list[int], stack: list[Opened], found: list[Quoted]
) -> list[Opened]:
    """Add the passages that a paragraph's marks close to `found`; return those left open."""
    opening = {at for at in marks if opens(text, at, start)}
    singles = [at for at in marks if FAMILY[text[at]] == "single"]
    for at in marks:
        family = FAMILY[text[at]]
        own = next((entry for entry in reversed(stack) if entry.family == family), None)
        if own and (at == own.closing if family == "single" else closes(text, at, own.at, opening)):
            stack = stack[: stack.index(own)]
            found.append(Quoted(own.at + 1, at, own.at, at + 1))
        elif at in opening or is_loose(text, at):
            closing = closing_single(text, at, singles, opening) if family == "single" else -1
            stack = [*(entry for entry in stack if entry.family != family)]
            stack.append(Opened(family, at, closing))
    return stack


def opens(text: str, at: int, start: int) -> bool:
    """Return whether the mark at `at` can open a passage."""
    before, after = text[at - 1 : at] if at > start else " ", text[at + 1 : at + 2]
    if text[at] in OPENING or (text[at] in "«‹" and after not in ("", " ", ".", ",")):
        return True
    if FAMILY[text[at]] in ("guillemet", "angle"):
        return before in BEFORE_OPENING
    if text[at] == "'" and LETTER_AFTER.match(text, at + 1):
        return False
    return text[at] not in CLOSING and before in BEFORE_OPENING and not after.isspace()


def closes(text: str, at: int, opened: int, opening: set[int]) -> bool:
    """Return whether the mark at `at` can close the passage that opened at `opened`."""
    if text[opened] == "„" and text[at] == "“":
        return True
    if text[at] in CLOSING or FAMILY[text[at]] in ("guillemet", "angle"):
        return True
    return is_loose(text, at) or (not text[at - 1].isspace() and at not in opening)


def is_loose(text: str, at: int) -> bool:
    """Return whether a straight mark has white space on both sides, as in tokenised text."""
    return text[at] == '"' and text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()


def closing_single(text: str, begun: int, singles: list[int], opening: set[int]) -> int:
    """Return where a single mark that opened at `begun` closes: "the ministers' aides" goes on."""
    fallback = -1
    for i in range(bisect_right(singles, begun), len(singles)):
        at = singles[i]
        if at in opening:
            break
        if text[at + 1 : at + 2] not in AFTER_CLOSING and at + 1 < len(text):
            continue
        if text[at - 1] != "s":
            return at
        fallback = at if fallback < 0 else fallback
    return fallback


class Passages:
    """The passages of a text, looked up by position."""

    def __init__(self, found: list[Quoted]) -> None:
        self.all = found
        self._starts = [q.outer_start for q in found]

    def at(self, position: int) -> Quoted | None:
        """Return the passage in which a position falls, marks included."""
        i = bisect_right(self._starts, position) - 1
        return self.all[i] if i >= 0 and position < self.all[i].outer_end else None

    def within(self, start: int, end: int) -> list[Quoted]:
        """Return the passages that begin in a stretch of the text."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
