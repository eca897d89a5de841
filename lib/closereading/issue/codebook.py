"""Load and check a codebook: issues, and the phrases by which a text shows them."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from closereading.errors import CodebookError
from closereading.parse import fold

from .phrase import Trie, build_trie, elements, is_pattern, phrases, runs

DEFAULT = "codebook.yaml"
BOOK_KEYS = ("name", "version", "language", "source", "licence", "notes", "issues")
LISTS = ("patterns", "exclude", "examples", "counter_examples")
ISSUE_KEYS = ("id", "label", "definition", *LISTS)


@dataclass(frozen=True)
class Issue:
    """One issue of a codebook. `patterns` find it, unless inside a phrase of `exclude`."""

    id: str
    label: str
    definition: str
    patterns: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Codebook:
    """A versioned list of issues."""

    name: str
    version: str
    issues: tuple[Issue, ...]

    @cached_property
    def trie(self) -> Trie:
        """All patterns as one tree; a leaf is (place of the issue, pattern, is it an exclusion)."""
        return build_trie(
            (pattern, (rank, pattern, is_exclusion))
            for rank, issue in enumerate(self.issues)
            for is_exclusion, patterns in ((False, issue.patterns), (True, issue.exclude))
            for pattern in patterns
        )

    def __getitem__(self, issue_id: str) -> Issue:
        """Return the issue with this id."""
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        raise KeyError(issue_id)


def load_codebook(path: str | Path | None = None) -> Codebook:
    """Return the codebook in a YAML file; without a path the default of the library.

    A codebook of one's own is checked against its own examples as it is loaded.

    Raises
    ------
    CodebookError
        No such file, no YAML, an unknown key, an issue without id or patterns, an id twice, a
        pattern that matches everything, an example that doesn't hold.
    """
    if path is None:
        return _default_codebook()
    try:
        content = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(
            f"The codebook {str(path)!r} can't be read ({error}). Give the path of a YAML file "
            "in UTF-8, or leave `codebook` empty for the default."
        ) from None
    codebook = parse_codebook(content, where=str(path))
    check_codebook(codebook, where=str(path))
    return codebook


@lru_cache(maxsize=1)
def _default_codebook() -> Codebook:
    source = files("closereading").joinpath("data", DEFAULT)
    return parse_codebook(source.read_text(encoding="utf-8"), where=DEFAULT)


def parse_codebook(content: str, *, where: str) -> Codebook:
    """Return the codebook written in `content`. `where` names it in messages.

    Raises
    ------
    CodebookError
        As in `load_codebook`, examples aside.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(content, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        reason = getattr(error, "problem", None) or str(error)
        raise CodebookError(
            f"{where}, line {line}: the codebook isn't YAML ({reason}). Indent with spaces and put "
            "text that contains a colon in quotes."
        ) from None
    book = _mapping(
        root, where=where, what="the codebook", keys=BOOK_KEYS, needed=("version", "issues")
    )
    entries = book["issues"]
    if not isinstance(entries, yaml.SequenceNode) or not entries.value:
        raise CodebookError(
            f"{where}: the codebook has no issues. List at least one under `issues:`, "
            "each with `- id:` and `patterns:`."
        )
    issues: dict[str, Issue] = {}
    for entry in entries.value:
        issue = _issue(entry, where=where)
        if issue.id in issues:
            raise CodebookError(
                f"{where}, line {issue.line}: the id {issue.id!r} was used before, in line "
                f"{issues[issue.id].line}. Give each issue an id of its own, or merge the two."
            )
        issues[issue.id] = issue
    name = _text(book["name"], where=where, what="name") if "name" in book else Path(where).stem
    version = _text(book["version"], where=where, what="version")
    return Codebook(name=name, version=version, issues=tuple(issues.values()))


def _issue(node: yaml.Node, *, where: str) -> Issue:
    """Return one entry of `issues:`."""
    line = node.start_mark.line + 1
    fields = _mapping(
        node, where=where, what="an issue", keys=ISSUE_KEYS, needed=("id", "patterns")
    )
    issue_id = _text(fields["id"], where=where, what="id")
    if not all(c.isascii() and (c.isalnum() or c in "_-") for c in issue_id):
        raise CodebookError(
            f"{where}, line {line}: the id {issue_id!r} may hold only ASCII letters, digits, _ "
            "and -. Put the readable name into `label`."
        )
    what = f"issue {issue_id!r}: "
    given: dict[str, Any] = {
        name: _text(fields[name], where=where, what=what + name)
        for name in ("label", "definition")
        if name in fields
    }
    for name in LISTS:
        items = _items(fields.get(name), where=where, what=what + name)
        given[name] = tuple(_text(item, where=where, what=what + name) for item in items)
        if name in ("patterns", "exclude"):
            for item in items:
                _check_pattern(
                    item.value, where=f"{where}, line {item.start_mark.line + 1}, {what}"
                )
    if not given["patterns"]:
        raise CodebookError(
            f"{where}, line {line}: {what}no patterns. List at least one phrase under `patterns:`."
        )
    return Issue(**{"label": issue_id, "definition": "", **given}, id=issue_id, line=line)


def _check_pattern(pattern: str, *, where: str) -> None:
    """Refuse what is no phrase, and what would match nearly every sentence."""
    from spacy.lang.en.stop_words import STOP_WORDS

    parts = elements(pattern)
    if not is_pattern(pattern):
        raise CodebookError(
            f"{where}{pattern!r} is no phrase. Write words in dictionary form, with alternatives "
            "in brackets: `trade (deal|pact)`. There are no wildcards: name each word."
        )
    if all(any(STOP_WORDS.issuperset(words) for words in choices) for choices in parts):
        raise CodebookError(
            f"{where}the pattern {pattern!r} matches everything: it can be met by function "
            "words alone. Add a word that belongs to the issue."
        )


def _mapping(
    node: yaml.Node | None, *, where: str, what: str, keys: tuple[str, ...], needed: tuple[str, ...]
) -> dict[str, yaml.Node]:
    """Return the fields of a mapping, by name."""
    line = node.start_mark.line + 1 if node else 1
    if not isinstance(node, yaml.MappingNode):
        raise CodebookError(
            f"{where}, line {line}: {what} must be `key: value` lines. Keys are {', '.join(keys)}."
        )
    fields: dict[str, yaml.Node] = {}
    for name, value in node.value:
        at = f"{where}, line {name.start_mark.line + 1}: "
        if name.value not in keys:
            raise CodebookError(
                f"{at}unknown key {name.value!r} in {what}. Allowed are {', '.join(keys)}."
            )
        if name.value in fields:
            raise CodebookError(f"{at}the key {name.value!r} stands twice in {what}. Keep one.")
        fields[name.value] = value
    missing = [name for name in needed if name not in fields]
    if missing:
        raise CodebookError(f"{where}, line {line}: {what} lacks `{missing[0]}:`. Add it.")
    return fields


def _items(node: yaml.Node | None, *, where: str, what: str) -> list[yaml.Node]:
    """Return the entries of a list; none where the key is left out."""
    if node is None or (isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null")):
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise CodebookError(
            f"{where}, line {node.start_mark.line + 1}: {what} must be a list, "
            "one `- phrase` a line."
        )
    return list(node.value)


def _text(node: yaml.Node, *, where: str, what: str) -> str:
    """Return the text of a scalar."""
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise CodebookError(
            f"{where}, line {node.start_mark.line + 1}: {what} must be text and not empty. "
            "Put it in quotes if it holds a colon."
        )
    text: str = node.value.strip()
    return text


class Code(NamedTuple):
    """A passage that shows an issue: offsets, the issue's place in the codebook, the pattern."""

    start: int
    end: int
    rank: int
    pattern: str


def code_sentence(sentence: str, *, codebook: Codebook, offset: int = 0) -> list[Code]:
    """Return the issues that a folded sentence shows, by start, end, order of the codebook.

    A phrase that overlaps an exclusion of its issue falls away, unless it contains it. Where two
    phrases of one issue overlap, the longer wins, then the first. Phrases of different issues
    may overlap.
    """
    codes = []
    for run in runs(sentence, offset=offset):
        found = sorted(phrases(codebook.trie, run), key=lambda hit: (hit[0] - hit[1], hit[0]))
        barred: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for first, last, (rank, _, is_exclusion) in found:
            for word in range(first, last) if is_exclusion else ():
                barred.setdefault((rank, word), []).append((first, last))
        taken: set[tuple[int, int]] = set()
        for first, last, (rank, pattern, is_exclusion) in found:
            words = {(rank, word) for word in range(first, last)}
            bars = {bar for word in words for bar in barred.get(word, ())}
            is_barred = any(
                not (first <= bar[0] and bar[1] <= last and bar != (first, last)) for bar in bars
            )
            if is_exclusion or is_barred or words & taken:
                continue
            taken |= words
            codes.append(Code(run[first].start, run[last - 1].end, rank, pattern))
    return sorted(codes)


def check_codebook(codebook: Codebook, *, where: str = "") -> None:
    """Hold each issue against its own examples and counter-examples.

    Raises
    ------
    CodebookError
        An example in which the issue isn't found, a counter-example in which it is.
    """
    for rank, issue in enumerate(codebook.issues):
        at = f"{where or codebook.name}, line {issue.line}, issue {issue.id!r}: "
        for text in issue.examples:
            if all(code.rank != rank for code in code_sentence(fold(text), codebook=codebook)):
                raise CodebookError(
                    f"{at}no pattern matches the example {text!r}. Add a pattern that does, or "
                    "choose another example."
                )
        for text in issue.counter_examples:
            codes = code_sentence(fold(text), codebook=codebook)
            terms = [code.pattern for code in codes if code.rank == rank]
            if terms:
                raise CodebookError(
                    f"{at}the pattern {terms[0]!r} matches the counter-example {text!r}. "
                    "Put the misleading phrase under `exclude:`, or narrow the pattern."
                )
