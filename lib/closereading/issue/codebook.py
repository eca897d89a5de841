"""A codebook: issues, the phrases by which a text shows them, and how a sentence is coded."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from closereading.errors import CodebookError
from closereading.parse import fold

from .phrase import Trie, build_trie, phrases, runs


class Leaf(NamedTuple):
    """What a phrase of the codebook stands for; `rank` is the place of its issue."""

    rank: int
    phrase: str
    kind: str


@dataclass(frozen=True)
class Issue:
    """One issue of a codebook.

    `patterns` find it, `weak` ones only in an article where a pattern finds it, too; neither does
    inside a phrase of `exclude`.
    """

    id: str
    label: str
    definition: str
    patterns: tuple[str, ...]
    weak: tuple[str, ...] = ()
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

    def extended(self, own: "Codebook") -> "Codebook":
        """Return a codebook with these issues and its own; of two with one id, its own."""
        issues = {issue.id: issue for issue in (*self.issues, *own.issues)}
        version = f"{own.version}, extends {self.name} {self.version}"
        return Codebook(own.name, version, tuple(issues.values()))

    @cached_property
    def trie(self) -> Trie:
        """All phrases as one tree, whose leaves are `Leaf`."""
        return build_trie(
            (phrase, Leaf(rank, phrase, kind))
            for rank, issue in enumerate(self.issues)
            for kind in ("patterns", "weak", "exclude")
            for phrase in getattr(issue, kind)
        )

    @cached_property
    def sha256(self) -> str:
        """A hash of all that the codebook says: name, version, issues and their phrases."""
        issues = [asdict(replace(issue, line=0)) for issue in self.issues]
        told = json.dumps([self.name, self.version, issues], ensure_ascii=False, sort_keys=True)
        return sha256(told.encode()).hexdigest()

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of each issue by its id."""
        return {issue.id: issue.label for issue in self.issues}

    def __getitem__(self, issue_id: str) -> Issue:
        """Return the issue with this id."""
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        raise KeyError(issue_id)


class Code(NamedTuple):
    """A passage that shows an issue: offsets, the issue's place in the codebook, the phrase."""

    start: int
    end: int
    rank: int
    phrase: str
    is_weak: bool


def code_sentence(sentence: str, *, codebook: Codebook, offset: int = 0) -> list[Code]:
    """Return the issues that a folded sentence shows, by start, end, order of the codebook.

    A phrase that overlaps an exclusion of its issue falls away, unless it contains it. Where two
    phrases of one issue overlap, a pattern wins over a weak one, then the longer, then the first.
    Phrases of different issues may overlap.
    """
    codes = []
    for run in runs(sentence, offset=offset):
        found = [(first, last, leaf) for first, last, leaf in phrases(codebook.trie, run)]
        found.sort(key=lambda hit: (hit[2].kind == "weak", hit[0] - hit[1], hit[0]))
        barred: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for first, last, leaf in found:
            for word in range(first, last) if leaf.kind == "exclude" else ():
                barred.setdefault((leaf.rank, word), set()).add((first, last))
        taken: set[tuple[int, int]] = set()
        for first, last, leaf in found:
            words = {(leaf.rank, word) for word in range(first, last)}
            is_barred = any(
                bar == (first, last) or bar[0] < first or last < bar[1]
                for word in words
                for bar in barred.get(word, ())
            )
            if leaf.kind == "exclude" or is_barred or words & taken:
                continue
            taken |= words
            start, end = run[first].start, run[last - 1].end
            codes.append(Code(start, end, leaf.rank, leaf.phrase, leaf.kind == "weak"))
    return sorted(codes)


def code_sentences(sentences: Iterable[tuple[str, int]], *, codebook: Codebook) -> list[list[Code]]:
    """Return the codes of each sentence of one text, given with its offset.

    A weak phrase counts where a pattern of its issue is found somewhere in the text.
    """
    coded = [code_sentence(text, codebook=codebook, offset=start) for text, start in sentences]
    shown = {code.rank for codes in coded for code in codes if not code.is_weak}
    return [[code for code in codes if code.rank in shown] for codes in coded]


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
            if not _terms(text, rank, codebook):
                raise CodebookError(
                    f"{at}no pattern matches the example {text!r}. Add a pattern that does, or "
                    "choose another example."
                )
        for text in issue.counter_examples:
            terms = _terms(text, rank, codebook)
            if terms:
                raise CodebookError(
                    f"{at}the pattern {terms[0]!r} matches the counter-example {text!r}. "
                    "Put the misleading phrase under `exclude:`, or narrow the pattern."
                )


def _terms(text: str, rank: int, codebook: Codebook) -> list[str]:
    """Return the phrases by which a text shows one issue."""
    (codes,) = code_sentences([(fold(text), 0)], codebook=codebook)
    return [code.phrase for code in codes if code.rank == rank]
