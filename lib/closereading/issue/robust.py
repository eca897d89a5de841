"""How much the numbers hang on the codebook: one term left out, one codebook for another."""

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from closereading.article import Article
from closereading.parse import Sentence, parse
from closereading.schema import frame

from .codebook import Codebook, Issue, code_sentence
from .hit import AnyCodebook, as_codebook, issue_mentions, issues, joined, per_codebook

if TYPE_CHECKING:
    from collections.abc import Sequence


@per_codebook
def issue_sensitivity(article: Article, codebook: Codebook) -> pd.DataFrame:
    """Return one row a term found in the article: what its issue would be without it.

    A sentence is lost when no other phrase of the issue stands in it; a phrase that the term hid,
    because it was longer, counts again. Where only weak phrases are left, the issue is gone.
    What a researcher added stays, what one deleted doesn't come back.

    Returns
    -------
    DataFrame
        `issue`, `label`, `term`, `n_sentences`, `n_without`, `rank`, `rank_without` (missing
        where the issue is gone), `sent_ids` of the sentences lost; the largest loss first, then
        the order of the codebook. The ranks of the other issues are held.
    """
    text = parse(article).doc.text
    places = {s.sent_id: s for s in parse(article).sentences}
    hits = issue_mentions(article, codebook=codebook)
    terms: dict[str, dict[str, set[str]]] = {}
    for issue_id, sent_id, term in zip(hits["issue"], hits["sent_id"], hits["term"], strict=True):
        terms.setdefault(issue_id, {}).setdefault(sent_id, set()).add(term)
    rows: list[dict[str, Any]] = []
    for issue_id, shown in terms.items():
        issue = codebook[issue_id]
        others = [len(own) for other, own in terms.items() if other != issue_id]
        found = hits[hits["issue"] == issue_id]
        there = set(zip(found["start"], found["end"], strict=True))
        for term in filter(None, dict.fromkeys(found["term"])):
            less = without(issue, term)
            alone = {sent_id for sent_id, own in shown.items() if own == {term}}
            left = {}
            for sent_id in alone:
                was, now = (coded(text, places[sent_id], one) for one in (issue, less))
                left[sent_id] = {at: now[at] for at in now if at in there or at not in was}
            is_shown = any(not all(own.values()) for own in left.values()) or any(
                not own.isdisjoint(("", *less.patterns)) for own in shown.values()
            )
            kept = {s for s in shown if s not in alone or left[s]} if is_shown else set()
            rows.append(
                {
                    "doc_id": article.doc_id,
                    "issue": issue_id,
                    "label": issue.label,
                    "term": term,
                    "n_sentences": len(shown),
                    "n_without": len(kept),
                    "rank": rank(len(shown), others),
                    "rank_without": rank(len(kept), others) if kept else pd.NA,
                    "sent_ids": joined(set(shown) - kept),
                }
            )
    order = {issue.id: place for place, issue in enumerate(codebook.issues)}
    rows.sort(key=lambda row: (row["n_without"] - row["n_sentences"], order[row["issue"]]))
    return frame("issue_sensitivity", rows)


def coded(text: str, sentence: Sentence, issue: Issue) -> dict[tuple[int, int], bool]:
    """Return where a sentence shows an issue, and whether by a weak phrase."""
    book = Codebook("", "", (issue,))
    words = text[sentence.start : sentence.end]
    codes = code_sentence(words, codebook=book, offset=sentence.start)
    return {(code.start, code.end): code.is_weak for code in codes}


@per_codebook
def codebook_issues(article: Article, codebook: Codebook) -> pd.DataFrame:
    """Return one row an issue of the codebook that an article is read with, found in it or not.

    What an article says nothing about can't be told from what its codebook doesn't know, unless
    the codebook is kept beside its tables.
    """
    return frame(
        "codebook",
        (
            {
                "doc_id": article.doc_id,
                "codebook": codebook.name,
                "version": codebook.version,
                "issue": issue.id,
                "label": issue.label,
                "definition": issue.definition,
                "phrases": hashlib.sha256(
                    repr((issue.patterns, issue.weak, issue.exclude)).encode()
                ).hexdigest()[:12],
            }
            for issue in codebook.issues
        ),
    )


def without(issue: Issue, term: str) -> Issue:
    """Return an issue with one phrase less."""
    return replace(
        issue,
        patterns=tuple(phrase for phrase in issue.patterns if phrase != term),
        weak=tuple(phrase for phrase in issue.weak if phrase != term),
    )


def rank(n: int, others: "Sequence[int]") -> int:
    """Return the place of a count among others: 1 is the largest, ties share the better place."""
    return 1 + sum(other > n for other in others)


def codebook_difference(article: Article, one: AnyCodebook, other: AnyCodebook) -> pd.DataFrame:
    """Return one row an issue whose numbers differ between two codebooks.

    Returns
    -------
    DataFrame
        `issue`, `label`, `n_sentences` with the first, `n_other` with the other (missing where the
        codebook lacks the issue), `difference`, `rank`, `rank_other` (missing where the issue isn't
        found), `lost_sent_ids`, `new_sent_ids`; the largest change first, then the order of the
        codebooks.
    """
    books = [as_codebook(one), as_codebook(other)]
    tables = [issues(article, codebook=book).set_index("issue") for book in books]
    labels = {issue.id: issue.label for book in reversed(books) for issue in book.issues}
    known = [[issue.id for issue in book.issues] for book in books]
    rows: list[dict[str, Any]] = []
    for issue in dict.fromkeys(known[0] + known[1]):
        found = [table.loc[issue] if issue in table.index else None for table in tables]
        first, second = (set() if row is None else set(row["sent_ids"].split(";")) for row in found)
        if first == second:
            continue
        places = [pd.NA if row is None else row["rank"] for row in found]
        counts = [
            len(shown) if issue in has else pd.NA
            for has, shown in zip(known, (first, second), strict=True)
        ]
        rows.append(
            {
                "doc_id": article.doc_id,
                "issue": issue,
                "label": labels[issue],
                "n_sentences": counts[0],
                "n_other": counts[1],
                "difference": len(second) - len(first),
                "rank": places[0],
                "rank_other": places[1],
                "lost_sent_ids": joined(first - second),
                "new_sent_ids": joined(second - first),
            }
        )
    rows.sort(key=lambda row: -abs(row["difference"]))
    return frame("codebook_difference", rows)
