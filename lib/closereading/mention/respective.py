"""Read respective lists: "the foreign ministers of Japan and China, A and B"."""

import re

from .name import PARTICLES, is_name_word
from .title import Around, Naming, title_words

LISTED = re.compile(
    r"((?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)+(?:, | and |, and )?){2,}),\s+(?:the\s+)?"
    r"(?:[a-z]+\s+)*[a-z]*$"
)


def respective_lists(around: Around) -> list[Naming]:
    """Read "the foreign ministers of Japan, China and South Korea, A, B and C"."""
    heads = title_words()["head"]
    text = around.scene.text
    states = sorted(
        (f for f in around.starts.values() if f.kind in {"state", "place"} and f.country),
        key=lambda f: f.start,
    )
    namings: list[Naming] = []
    i = 0
    while i < len(states):
        run = [states[i]]
        while i + len(run) < len(states):
            gap = text[run[-1].name_end or run[-1].end : states[i + len(run)].start]
            if (
                not re.fullmatch(r"\s*,?\s*(?:and)?\s*(?:the\s+)?", gap)
                or gap.strip() == ""
                or "\n\n" in gap
            ):
                break
            run.append(states[i + len(run)])
        i += len(run)
        if len(run) < 2:
            continue
        before = text[max(0, run[0].start - 60) : run[0].start]
        stop = run[-1].name_end or run[-1].end
        after = text[stop : stop + 60]
        lead = re.search(r"([a-z]+)s?\s+(?:of|from)\s+(?:the\s+)?$", before, re.I)
        trail = re.match(r"(?:'s)?\s+((?:[a-z-]+\s+){0,3}?)([a-z]+)s\b", after, re.I)
        offset, office = stop, ""
        if lead and lead.group(1).rstrip("s").lower() in heads:
            office = lead.group(1).rstrip("s").lower()
        elif trail and trail.group(2).lower() in heads:
            office, offset = trail.group(2).lower(), stop + trail.end()
        if not office:
            continue
        names = _names_from(around, offset, len(run))
        if not names and lead:
            names = _names_to(around, run[0].start - len(lead.group()))
        if len(names) == len(run):
            for (first, last), state in zip(names, run, strict=True):
                namings.append(
                    Naming(
                        first,
                        last,
                        first,
                        offices=frozenset({office}),
                        country=state.country,
                        rule="respective",
                    )
                )
    return namings


def _names_from(around: Around, offset: int, n: int) -> list[tuple[int, int]]:
    """Return n names in a row from an offset, or none."""
    doc = around.doc
    while offset < len(around.scene.text) and around.scene.text[offset].isspace():
        offset += 1
    start = around.scene.token_at.get(offset)
    if start is None:
        return []
    names: list[tuple[int, int]] = []
    open_name: tuple[int, int] | None = None
    i = start
    while i < len(doc) and i < start + 8 * n + 6:
        token = doc[i]
        if is_name_word(token) and i not in around.covered:
            open_name = (open_name[0], i) if open_name else (i, i)
        elif (
            open_name and token.text == "-" and not token.whitespace_ and not doc[i - 1].whitespace_
        ):
            i += 1
            open_name = (open_name[0], i)
        elif open_name and token.lower_ in PARTICLES:
            pass
        else:
            if open_name:
                names.append(open_name)
                open_name = None
                if len(names) == n:
                    listed = re.match(r"(?:, ?)?and |, (?=[A-Z])", around.scene.text[token.idx :])
                    goes_on = listed and i + 1 < len(doc) and is_name_word(doc[i + 1])
                    return [] if goes_on else _full(names)
            if token.text not in {",", "and", "—", "–", "-", "--", ":", "("} and not token.is_space:
                break
        i += 1
    if open_name and len(names) < n:
        names.append(open_name)
    return _full(names) if len(names) == n else []


def _full(names: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the names if each has two words."""
    return names if all(last > first for first, last in names) else []


def _names_to(around: Around, offset: int) -> list[tuple[int, int]]:
    """Return the names in a row that end before "…, the foreign ministers of"."""
    text = around.scene.text
    begin = around.scene.sentence_at(offset).start
    before = text[begin:offset]
    match = LISTED.search(before)
    if not match:
        return []
    names = []
    for name in re.finditer(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)+", match.group(1)):
        at = begin + match.start(1) + name.start()
        span = around.scene.span(at, at + len(name.group()))
        names.append((span.start, span.end - 1))
    return names
