"""Which issues a statement or an event is about, read from its place in the parse."""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from closereading.article import Article
from closereading.mention import mentions
from closereading.parse import parse
from closereading.quotation.cue import takes

from .hit import AnyCodebook, as_codebook, issue_mentions

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MAX_CLIMB = 60  # words from a hit up to its clause
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
ARGUMENTS = SUBJECTS | {"dobj", "attr", "oprd"}
VERBS = frozenset({"VERB", "AUX"})
PARTS = frozenset({"pobj", "prep", "compound", "amod", "nmod", "poss"})
OWN, BELOW = 0, 1  # how near to a clause an issue stands: in it, in one that hangs on it

Marks = dict[int, dict[int, int]]  # word → hit → how near


def statement_issues(
    article: Article, table: pd.DataFrame, *, codebook: AnyCodebook = None
) -> pd.DataFrame:
    """Return `table`, of statements or events, with `issues`: what each row is about.

    That is what the clause of its predicate shows: in its objects, in its subject and the one
    that it shares with the clause before, in what is said or wanted, in what hangs on all these.
    A clause that shows nothing takes what an adverbial clause shows; a noun what the phrase
    around it shows, then the clause whose subject or object it is. Not the whole sentence. The
    name of the source or the target, with the title before it, says who, not what: an issue found
    only there doesn't count, unless its words are part of the predicate.

    Returns
    -------
    DataFrame
        A copy; `issues` are ids joined by `;`, in the order of the codebook, or empty.
    """
    book = as_codebook(codebook)
    doc = parse(article).doc
    hits = issue_mentions(article, codebook=book)
    spans = list(zip(hits["start"].tolist(), hits["end"].tolist(), strict=True))
    lemmas = [{w.lemma_.lower() for w in words(doc, *span)} for span in spans]
    who = mentions(article)
    named = {w.i for span in zip(who["start"], who["end"], strict=True) for w in words(doc, *span)}
    marks: Marks = {}
    for n, (start, end) in enumerate(spans):
        for word, level in climb(doc, start, end, named):
            own = marks.setdefault(word.i, {})
            own[n] = min(level, own.get(n, level))
    ranks = {issue.id: rank for rank, issue in enumerate(book.issues)}
    issues = hits["issue"].tolist()
    rows = table.to_dict("records")
    names: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in rows:
        for side in ("source", "target"):
            if pd.notna(row.get(f"{side}_start", pd.NA)):
                name = titled(doc, row[f"{side}_start"], row[f"{side}_end"])
                names.setdefault((row["start"], row["end"]), []).append(name)
    about = []
    for row in rows:
        place = row["start"], row["end"]
        head = words(doc, *place)
        found = near(head.root, marks) if len(head) else {}
        said = set(str(row.get("predicate", "")).split())
        kept = {
            n: level
            for n, level in found.items()
            if not is_inside(spans[n], names.get(place, [])) or not said.isdisjoint(lemmas[n])
        }
        least = min(kept.values(), default=OWN)
        ids = {issues[n] for n, level in kept.items() if level == least}
        about.append(";".join(sorted(ids, key=ranks.__getitem__)))
    return table.assign(issues=pd.array(about, dtype="str"))


def titled(doc: "Doc", start: int, end: int) -> tuple[int, int]:
    """Return the span of a name with what stands before it: "Fish Minister Ana Rojas"."""
    name = words(doc, start, end)
    return (min(start, name.root.left_edge.idx), end) if len(name) else (start, end)


def is_inside(span: tuple[int, int], names: list[tuple[int, int]]) -> bool:
    """Return whether a span lies in one of the names."""
    return any(start <= span[0] and span[1] <= end for start, end in names)


def words(doc: "Doc", start: int, end: int) -> "Span":
    """Return the words that a span touches; none where there are none."""
    span = doc.char_span(int(start), int(end), alignment_mode="expand") if start < end else None
    return doc[:0] if span is None else span


def climb(doc: "Doc", start: int, end: int, named: Container[int]) -> Iterator[tuple["Token", int]]:
    """Yield the words that a hit is said of, from the hit up to its clause, with how near.

    Not what stands above it where it only describes an actor, one of the words `named`.
    """
    said = words(doc, start, end)
    if not len(said):
        return
    yield from ((word, OWN) for word in said)
    node, level, via = said.root, OWN, ""
    yield from ((c, OWN) for c in node.children if c.dep_ in ("relcl", "acl"))
    for _ in range(MAX_CLIMB):
        yield node, level
        if via in SUBJECTS and node.pos_ in VERBS:
            yield from ((verb, level) for verb in sharing(node))
        if describes(node, named) or describes(first(node), named):
            return
        if node.pos_ not in VERBS:
            node = first(node)
            if node.dep_ == "conj":  # to a verb: the last of a list that the parser cut off
                node, via = node.head, "dobj"
                continue
        if node.dep_ == "conj":  # a verb: only an infinitive shares what is above the first one
            node = first(node)
            if node.dep_ not in ("xcomp", "ccomp", "pcomp", "acl"):
                return
        via = node.dep_
        if node.head.i == node.i or via == "relcl" or is_beside(node):
            return
        if via in ("advcl", "parataxis"):
            level = BELOW
        node = node.head


def is_beside(verb: "Token") -> bool:
    """Return whether a clause only stands before another: "Oman cut tariffs, Iran stayed".

    The parser takes it for what is said.
    """
    head = verb.head
    is_fronted = verb.dep_ == "ccomp" and verb.i < head.i and not takes(head.lemma_, "say")
    return is_fronted and any(c.dep_ in SUBJECTS for c in head.children if c.i > verb.i)


def describes(noun: "Token", named: Container[int]) -> bool:
    """Return whether a noun only tells of an actor: "Togo and Benin, countries rich in oil"."""
    if noun.dep_ == "appos":
        return noun.head.i in named
    left = noun.left_edge
    is_loose = noun.dep_ in ("dobj", "npadvmod", "conj") and noun.head.pos_ in VERBS
    is_loose &= noun.tag_ in ("NN", "NNS")
    is_apart = left.i > 1 and left.nbor(-1).lower_ == ","
    return is_loose and is_apart and left.nbor(-2).i in named


def first(word: "Token") -> "Token":
    """Return the first of the verbs, or of the other words, that are joined to each other."""
    is_verb = word.pos_ in VERBS
    for _ in range(MAX_CLIMB):
        if word.dep_ != "conj" or (word.head.pos_ in VERBS) != is_verb:
            break
        word = word.head
    return word


def sharing(verb: "Token") -> Iterator["Token"]:
    """Yield the verbs joined to a verb that have no subject of their own, and their infinitives."""
    todo = list(verb.children)
    for _ in range(MAX_CLIMB):
        if not todo:
            return
        word = todo.pop()
        is_own = any(c.dep_ in SUBJECTS for c in word.children)
        if word.pos_ in VERBS and word.dep_ in ("conj", "xcomp") and not is_own:
            yield word
            todo.extend(word.children)


def near(word: "Token", marks: Marks) -> dict[int, int]:
    """Return the hits that a predicate is about; for a noun without any, those around it."""
    node = word
    for _ in range(MAX_CLIMB):
        if node.i in marks or node.head.i == node.i:
            break
        if node.dep_ in ARGUMENTS and node.head.pos_ in VERBS:
            return marks.get(node.head.i, {})
        if node.dep_ not in PARTS or node.pos_ in VERBS:
            break
        node = node.head
    return marks.get(node.i, {})
