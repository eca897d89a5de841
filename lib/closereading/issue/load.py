"""Read a codebook from its YAML file, and say what is wrong with it, where, and what to do."""

from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Any

import yaml

from closereading.datafile import data_text
from closereading.errors import CodebookError
from closereading.parse import stop_words

from .codebook import Codebook, Issue, check_codebook
from .phrase import elements, is_pattern

DEFAULT = "codebook.yaml"
BOOK_KEYS = ("extends", "name", "version", "language", "source", "licence", "notes", "issues")
PHRASES = ("patterns", "weak", "exclude")
LISTS = (*PHRASES, "examples", "counter_examples")
MAX_WAYS = 10_000  # in which the alternatives of one pattern can be combined
MAX_SHOWN = 80  # characters of a pattern that a message shows
ISSUE_KEYS = ("id", "label", "definition", *LISTS)


def load_codebook(path: str | Path | None = None) -> Codebook:
    """Return the codebook in a YAML file; without a path the default of the library.

    A codebook of one's own is checked against its own examples as it is loaded. One that says
    `extends: default` has the issues of the default, too; its own come last, but for those that
    replace one with the same id.

    Raises
    ------
    CodebookError
        No such file, no YAML, an unknown key, an issue without id or patterns, an id twice, a
        pattern that matches everything, an example that doesn't hold, an unknown base.
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
    codebook, is_extension = _read(content, where=str(path))
    check_codebook(codebook, where=str(path))
    return _default_codebook().extended(codebook) if is_extension else codebook


@lru_cache(maxsize=1)
def _default_codebook() -> Codebook:
    return parse_codebook(data_text(DEFAULT), where=DEFAULT)


def parse_codebook(content: str, *, where: str) -> Codebook:
    """Return the codebook written in `content`. `where` names it in messages.

    Raises
    ------
    CodebookError
        As in `load_codebook`, examples aside.
    """
    codebook, is_extension = _read(content, where=where)
    return _default_codebook().extended(codebook) if is_extension else codebook


def _read(content: str, *, where: str) -> tuple[Codebook, bool]:
    """Return the issues that `content` itself lists, and whether they extend the default."""
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
    base = _text(book["extends"], where=where, what="extends") if "extends" in book else ""
    if base not in ("", "default"):
        raise CodebookError(
            f"{where}, line {book['extends'].start_mark.line + 1}: no codebook is called {base!r}. "
            "Only `extends: default` is known."
        )
    return Codebook(name=name, version=version, issues=tuple(issues.values())), bool(base)


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
        if name in PHRASES:
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
    parts = elements(pattern)
    shown = pattern if len(pattern) <= MAX_SHOWN else pattern[:MAX_SHOWN] + "…"
    if not is_pattern(pattern):
        raise CodebookError(
            f"{where}{shown!r} is no phrase. Write words in dictionary form, with alternatives "
            "in brackets: `trade (deal|pact)`. There are no wildcards: name each word."
        )
    if all(any(stop_words().issuperset(words) for words in choices) for choices in parts):
        raise CodebookError(
            f"{where}the pattern {shown!r} matches everything: it can be met by function "
            "words alone. Add a word that belongs to the issue."
        )
    if prod(map(len, parts)) > MAX_WAYS:
        raise CodebookError(
            f"{where}the pattern {shown!r} can be met in {prod(map(len, parts)):,} ways; at most "
            f"{MAX_WAYS:,} are allowed. Write it as several patterns with fewer alternatives."
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
