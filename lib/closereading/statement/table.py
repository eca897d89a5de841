"""Statements: who does or says what to whom."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article, per_article
from closereading.clause import (
    ASPECT,
    VERBS,
    below,
    foiled_by,
    has_to,
    is_negated,
    modality,
    objects,
)
from closereading.issue import statement_issues
from closereading.mention import mentions
from closereading.parse import parse, span_columns
from closereading.quotation.cue import takes
from closereading.schema import frame, key

from .attach import Attached, attach, quotes
from .lexicon import lexicon
from .noun import nominal
from .party import Parties, Party
from .reading import is_noun, read
from .role import Statement, verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 6  # statements back to the charge that is answered
MAX_BELOW = 60  # words looked at below a verb of speech


@per_article
def statements(article: Article) -> pd.DataFrame:
    """Return one row a source-target pair of a statement; a mutual act has one row a party.

    The span is the predicate's head; the pairs of one predicate share its `statement_id`.

    Returns
    -------
    DataFrame
        `statement_id`, the span columns, `source`, `target` (actor ids as in `mentions`, or
        empty), their spans, `predicate` (its words in dictionary form), `quad`, `is_reciprocal`,
        `is_negated`, `modality`, `voice`, `speaker`, `issues`, `timex_id`, `rule`; in the order
        of the text.

    Notes
    -----
    `quad` is the class of the predicate before negation. What is negated, planned or demanded is
    a statement, too: `is_negated` and `modality` tell.

    References
    ----------
    PLOVER, https://github.com/openeventdata/PLOVER. Schrodt (2012), CAMEO codebook 1.1b3.
    """
    parsed = parse(article)
    quoted = quotes(article)
    cast = Parties(parsed.doc, mentions(article), lexicon(), quoted)
    found = [s for sentence in parsed.sentences for s in find(sentence.span, cast)]
    found.sort(key=lambda s: (s.reading.words[0].i, -len(s.reading.words)))
    found = [answered(found, n) for n in range(len(found))]
    attached = attach(article, [s.reading for s in found], quoted)
    return statement_issues(article, frame("statements", rows(article, found, attached)))


def rows(
    article: Article, found: list[Statement], attached: list[Attached]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table."""
    for s, extra in zip(found, attached, strict=True):
        head = spoken(s.reading.words)
        start, end = head.idx, head.idx + len(head)
        pairs: list[tuple[Party | None, Party | None]] = [
            (source, target) for source in s.sources for target in s.targets
        ]
        if not s.targets:
            pairs = [(source, None) for source in s.sources]
        if not s.sources:
            pairs = [(None, target) for target in s.targets]
        for source, target in pairs:
            yield {
                "statement_id": key(article.doc_id, "s", start, end),
                **span_columns(article, start, end),
                "source": source.actor_id if source else "",
                "target": target.actor_id if target else "",
                "source_start": source.start if source else pd.NA,
                "source_end": source.end if source else pd.NA,
                "target_start": target.start if target else pd.NA,
                "target_end": target.end if target else pd.NA,
                "predicate": " ".join(w.lemma_.lower() for w in s.reading.words),
                "quad": s.reading.quad,
                "is_reciprocal": s.is_mutual,
                "is_negated": is_undone(s.reading.words),
                "modality": modality(governor(head)),
                "voice": extra.voice,
                "speaker": extra.speaker,
                "issues": "",
                "timex_id": extra.timex_id,
                "rule": s.rule,
            }


def is_undone(words: "tuple[Token, ...]") -> bool:
    """Return whether a predicate is denied, or said by a verb outside of it to be foiled."""
    verbs = [foiled_by(word) for word in words]
    is_foiled = any(v is not None and (v not in words or v.lemma_ == "avoid") for v in verbs)
    return is_foiled or any(is_negated(word) for word in words)


def spoken(words: "tuple[Token, ...]") -> "Token":
    """Return the head of a predicate: of "continues to strain", "strain"."""
    for word, inner in pairwise(words):
        if word.lemma_ not in ASPECT or inner.dep_ != "xcomp":
            return word
    return words[-1]


def governor(word: "Token") -> "Token":
    """Return the verb whose modality a predicate has: itself, or the one a noun is object of."""
    if word.pos_ in VERBS:
        return word
    for below_, node in pairwise([word, *islice(word.ancestors, 4)]):
        if below_.dep_ == "poss" or node.pos_ in VERBS:
            return word if below_.dep_ == "poss" else node
    return word


def find(tokens: Iterable["Token"], cast: Parties) -> Iterator[Statement]:
    """Yield the statements of a sentence, the highest predicate of the parse first."""
    known = lexicon()
    taken: set[int] = set()
    told: list[tuple[Token, Statement]] = []
    for token in by_level(tokens):
        if token.i in taken or token.i in cast.inside:
            continue
        reading = read(token, known)
        if reading is None or not taken.isdisjoint(word.i for word in reading.words):
            continue
        is_verb = not is_noun(token, known)
        statement = verbal(reading, cast) if is_verb else None
        if statement is None and (not is_verb or token.tag_ == "VBG"):
            statement = nominal(reading, cast)
        if statement is None and reading.rule == "strain":
            statement = nominal(replace(reading, words=reading.words[1:]), cast)
        if statement is None or any(repeats(statement, t, s) for t, s in told):
            continue
        told.append((token, statement))
        taken.update(word.i for word in reading.words)
        if "speech" in reading.flags and statement.targets:
            taken.update(t.i for t in told_by(token))
        yield statement


def by_level(tokens: Iterable["Token"]) -> Iterator["Token"]:
    """Yield the tokens of a sentence from the top of the parse down, in order of the text."""
    level = [t for t in tokens if t.head.i == t.i]
    while level:
        yield from level
        level = [child for token in level for child in token.children]
        level.sort(key=lambda t: t.i)


def answered(found: list[Statement], n: int) -> Statement:
    """Return a statement with the target that only the text before names: who made "the charge".

    "Peru accused Chile. Chile rejected the charge."
    """
    statement, own = found[n], {p.side for p in found[n].sources}
    if statement.rule == "alone" and any(map(points_back, objects(statement.reading.words[0]))):
        for other in reversed(found[max(n - REACH, 0) : n]):
            if other.sources and own & {p.side for p in other.targets}:
                return replace(statement, targets=other.sources, rule="answer")
    return statement


def points_back(noun: "Token") -> bool:
    """Return whether a noun means what was said before: "the charge", "this offer"."""
    is_definite = any(c.lower_ in ("the", "this", "that", "these", "those") for c in noun.children)
    is_said = noun.lemma_.lower() in lexicon().noun or takes(noun.lemma_, "noun")
    return is_definite and is_said and not below(noun, "prep", "acl", "relcl")


def repeats(statement: Statement, above: "Token", other: Statement) -> bool:
    """Return whether an infinitive says of the same parties what is above it: "met to discuss"."""
    word = statement.reading.words[0]
    return (
        has_to(word)
        and {p.side for p in (*statement.sources, *statement.targets)}
        == {p.side for p in (*other.sources, *other.targets)}
        and above.is_ancestor(word)
    )


def told_by(token: "Token") -> Iterator["Token"]:
    """Yield the verbs of the clauses that a verb or noun of speech governs."""
    todo = [c for c in token.children if c.dep_ in ("ccomp", "xcomp", "prep", "dobj", "acl")]
    n_seen = 0
    while todo and n_seen < MAX_BELOW:
        node = todo.pop()
        n_seen += 1
        if node.pos_ in VERBS:
            yield node
        todo.extend(c for c in node.children if c.dep_ not in ("relcl", "appos", "advcl"))
