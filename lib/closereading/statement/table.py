"""Statements: who does or says what to whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article, per_article
from closereading.mention import mentions
from closereading.parse import parse
from closereading.schema import frame, key

from .attach import Attached, attach
from .clause import VERBS, conjuncts, is_negated, is_passive, modality, subjects
from .lexicon import lexicon
from .party import Cast, Party, once
from .reading import Reading, read

if TYPE_CHECKING:
    from spacy.tokens import Token

WITH = frozenset({"with", "between", "among"})
NO_SPEECH_BELOW = frozenset({"ccomp", "xcomp", "pcomp", "acl", "prep", "pobj", "advcl", "dobj"})


@dataclass(frozen=True)
class Statement:
    """A predicate and its parties."""

    reading: Reading
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    is_mutual: bool
    rule: str


def find(tokens: Iterable["Token"], cast: Cast) -> Iterator[Statement]:
    """Yield the statements of a sentence, the highest predicate of the parse first."""
    known = lexicon()
    taken: set[int] = set()
    for token in sorted(tokens, key=lambda t: (depth(t), t.i)):
        if token.i in taken or token.i in cast.inside:
            continue
        reading = read(token, known)
        if reading is None:
            continue
        is_verb = token.pos_ in VERBS
        statement = verbal(reading, cast) if is_verb else nominal(reading, cast)
        if statement is None:
            continue
        taken.update(word.i for word in reading.words)
        if "speech" in reading.flags:
            taken.update(t.i for t in below(token))
        yield statement


def depth(token: "Token") -> int:
    """Return how far below the root of its sentence a word stands."""
    steps = 0
    while token.head.i != token.i and steps < 100:
        token, steps = token.head, steps + 1
    return steps


def below(token: "Token") -> Iterator["Token"]:
    """Yield the verbs and nouns of the clauses that a verb of speech governs."""
    todo = [c for c in token.children if c.dep_ in ("ccomp", "xcomp", "prep", "dobj")]
    n_seen = 0
    while todo and n_seen < 60:
        node = todo.pop()
        n_seen += 1
        yield node
        todo.extend(c for c in node.children if c.dep_ not in ("relcl", "appos", "advcl"))


def verbal(reading: Reading, cast: Cast) -> Statement | None:
    """Return the statement of a verb, or None where its parties aren't named."""
    verb = reading.words[0]
    named = subjects(verb)
    sources = agents(named, cast)
    blocked = {noun.i for noun in named} | {
        c.i for c in verb.children if c.dep_ in ("nsubj", "agent", "advcl", "npadvmod")
    }
    starts = [verb, *(o for o in extra_objects(verb) if o.i not in blocked)]
    sides = {p.side for p in sources}
    found = cast.search(starts, without=blocked)
    targets = [p for p in found if p.side not in sides]
    if found and not targets and sources:
        own = {p.start for p in found}
        again = cast.search(starts, without=blocked | {i for i, p in cast.at.items() if p.start in own})
        targets = [p for p in again if p.side not in sides and p.cost <= 2.5]
    return settle(reading, sources, targets, found, cast)


def extra_objects(verb: "Token") -> list["Token"]:
    """Return the nouns above a participle or relative clause that it is about."""
    from .clause import objects

    return [o for o in objects(verb) if o.head.i != verb.i]


def agents(heads: list["Token"], cast: Cast) -> list[Party]:
    """Return the actors that a subject names."""
    for head in heads:
        if not cast.is_people(head) and not any(cast.is_people(t) for t in conjuncts(head)):
            continue
        found = cast.search([head], limit=2.6)
        if found:
            return found
    return []


def settle(
    reading: Reading, sources: list[Party], targets: list[Party], own: list[Party], cast: Cast
) -> Statement | None:
    """Return the statement that the parties make, or None."""
    flags = reading.flags
    if "mutual" in flags or "with" in flags:
        joint = [p for p in targets if is_joint(p, reading, cast)]
        if joint and sources and joint == targets:
            return Statement(reading, tuple(once([*sources, *targets])), (), True, "mutual")
        if not targets and len(sources) > 1:
            return Statement(reading, tuple(sources), (), True, "mutual")
    if sources and targets:
        return Statement(reading, tuple(sources), tuple(targets), False, reading.rule)
    if sources and is_domestic(reading, own, cast):
        return Statement(reading, tuple(sources), tuple(sources[:1]), False, "domestic")
    return None


def is_joint(party: Party, reading: Reading, cast: Cast) -> bool:
    """Return whether a party is reached by "with" or "between"."""
    token = next((i for i, p in cast.at.items() if p.start == party.start), None)
    if token is None:
        return False
    node = reading.words[0].doc[token]
    for _ in range(8):
        if node.dep_ == "prep":
            return node.lower_ in WITH
        if node.head.i == node.i or node.pos_ in VERBS:
            return False
        node = node.head
    return False


def is_domestic(reading: Reading, own: list[Party], cast: Cast) -> bool:
    """Return whether a statement is aimed at the actor's own country."""
    if "domestic" in reading.flags:
        return True
    if "group" not in reading.flags:
        return False
    if any(p.cost <= 1 and p.kind == "person" for p in own):
        return True
    verb = reading.words[0]
    todo, seen = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "ccomp", "prep", "xcomp")], 0
    while todo and seen < 40:
        node = todo.pop()
        seen += 1
        if node.lemma_.lower() in cast.lexicon.residents:
            return True
        todo.extend(c for c in node.children if c.dep_ not in ("relcl", "advcl", "acl"))
    return False


def nominal(reading: Reading, cast: Cast) -> Statement | None:
    """Return the statement of a noun: "China's support for North Korea", "talks between"."""
    noun = reading.words[0]
    by, to, joint = [], [], []
    for word in reading.words:
        for child in word.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                by += cast.search([child], limit=1.2)
            elif child.dep_ in ("prep", "agent"):
                inner = [c for c in child.children if c.dep_ == "pobj"]
                found = cast.search(inner, limit=1.2)
                if child.lower_ in WITH:
                    joint += found
                elif child.lower_ in ("by", "from", "of"):
                    by += found
                elif child.lower_ in ("on", "against", "for", "to", "toward", "towards", "over", "at"):
                    to += found
    by, to, joint = once(by), once(to), once(joint)
    mutual = {"mutual", "with"} & reading.flags
    if not by and not joint:
        pass
    if mutual and joint:
        parties = once([*by, *joint])
        if len(parties) > 1:
            return Statement(reading, tuple(parties), (), True, "noun-mutual")
    sides = {p.side for p in by}
    to = [p for p in [*to, *([] if mutual else joint)] if p.side not in sides]
    if by and to:
        return Statement(reading, tuple(by), tuple(to), False, "noun")
    if mutual and len(by) > 1:
        return Statement(reading, tuple(by), (), True, "noun-mutual")
    return None


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
    cast = Cast(parsed.doc, mentions(article), lexicon())
    found = [s for sentence in parsed.sentences for s in find(sentence.span, cast)]
    found.sort(key=lambda s: (s.reading.words[0].i, -len(s.reading.words)))
    attached = attach(article, [s.reading for s in found])
    return frame("statements", rows(article, found, attached))


def rows(
    article: Article, found: list[Statement], attached: list[Attached]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table."""
    parsed = parse(article)
    for s, extra in zip(found, attached, strict=True):
        head = s.reading.words[0]
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
                "doc_id": article.doc_id,
                "sent_id": parsed.sentence_at(start).sent_id,
                "start": start,
                "end": end,
                "text": article.text[start:end],
                "source": source.actor_id if source else "",
                "target": target.actor_id if target else "",
                "source_start": source.start if source else pd.NA,
                "source_end": source.end if source else pd.NA,
                "target_start": target.start if target else pd.NA,
                "target_end": target.end if target else pd.NA,
                "predicate": " ".join(w.lemma_.lower() for w in s.reading.words),
                "quad": s.reading.quad,
                "is_reciprocal": s.is_mutual,
                "is_negated": any(is_negated(w) for w in s.reading.words),
                "modality": modality(governor(head)),
                "voice": extra.voice,
                "speaker": extra.speaker,
                "issues": extra.issues,
                "timex_id": extra.timex_id,
                "rule": s.rule,
            }


def governor(word: "Token") -> "Token":
    """Return the verb whose modality a predicate has: itself, or the one a noun is object of."""
    if word.pos_ in VERBS:
        return word
    node = word
    for _ in range(4):
        if node.head.i == node.i or node.dep_ == "poss":
            return word
        node = node.head
        if node.pos_ in VERBS:
            return node
    return word
