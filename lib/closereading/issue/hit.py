"""Where an article shows which issue, how much, beside which actors and other issues."""

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import combinations
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import pandas as pd

from closereading.article import Article, cached_as
from closereading.interval import PERCENTILES, draws, wilson
from closereading.mention import mentions
from closereading.parse import parse, span_columns
from closereading.schema import frame, key, spans

from .codebook import Codebook, code_sentences
from .load import load_codebook

N_DRAWS = 1000  # of the bootstrap
AnyCodebook: TypeAlias = Codebook | str | Path | None


class Extractor(Protocol):
    """A function of an article and a codebook."""

    def __call__(self, article: Article, *, codebook: AnyCodebook = None) -> pd.DataFrame:
        """Return the table."""
        ...


def per_codebook(function: Callable[[Article, Codebook], pd.DataFrame]) -> Extractor:
    """Cache a table on the article, one for each codebook; hand it out as a copy.

    The codebook may be given as such, as the path of its file, or left out for the default.
    """
    name = cached_as(function)

    @wraps(function)
    def cached(article: Article, *, codebook: AnyCodebook = None) -> pd.DataFrame:
        book = as_codebook(codebook)
        tables: dict[Codebook, pd.DataFrame] = article._cache.setdefault(name, {})
        if book not in tables:
            tables[book] = function(article, book)
        return tables[book].copy()

    return cached


def as_codebook(codebook: AnyCodebook) -> Codebook:
    """Return a codebook given as such, by the path of its file, or the default one."""
    return codebook if isinstance(codebook, Codebook) else load_codebook(codebook or None)


@per_codebook
def issue_mentions(article: Article, codebook: Codebook) -> pd.DataFrame:
    """Return one row a passage that shows an issue, by start, end, order of the codebook.

    The longest phrase of an issue wins; a weak phrase ("the conflict") counts only in an article
    where a pattern finds its issue, too. A passage that shows a second issue has `.2` at the end
    of its key there.

    Returns
    -------
    DataFrame
        `issue_mention_id`, the span columns, `issue`, `term` (the pattern that matched).
    """
    parsed = parse(article)
    text = parsed.doc.text
    coded = code_sentences(
        ((text[s.start : s.end], s.start) for s in parsed.sentences), codebook=codebook
    )
    rows = []
    n_before: dict[str, int] = {}
    for codes in coded:
        for code in codes:
            row_key = key(article.doc_id, "i", code.start, code.end)
            n_before[row_key] = nth = n_before.get(row_key, 0) + 1
            rows.append(
                {
                    "issue_mention_id": row_key if nth == 1 else f"{row_key}.{nth}",
                    **span_columns(article, code.start, code.end),
                    "issue": codebook.issues[code.rank].id,
                    "term": code.phrase,
                }
            )
    return frame("issue_mentions", rows)


@per_codebook
def issues(article: Article, codebook: Codebook) -> pd.DataFrame:
    """Return one row an issue found: how much of the article it takes up.

    The share counts sentences, however often they name the issue. The most frequent comes first,
    ties in the order of the codebook. An issue that isn't found has no row.

    Returns
    -------
    DataFrame
        `issue`, `label`, `n_mentions`, `n_sentences`, `sentences_pct` with its 95% interval
        `pct_low`, `pct_high` (Wilson), `rank` (1: most sentences; ties share the better place)
        with its 95% interval `rank_low`, `rank_high`, `first_sent_id`, `sent_ids` joined by `;`.

    Notes
    -----
    The interval is what a sample of this size would leave open about the share, were sentences
    drawn at random; neighbouring sentences aren't, so read it as a lower bound on the doubt.
    That of the rank is the percentile bootstrap over sentences, with fixed draws.

    References
    ----------
    E. B. Wilson (1927), doi:10.1080/01621459.1927.10502953. B. Efron (1979),
    doi:10.1214/aos/1176344552.
    """
    n_all = len(parse(article).sentences)
    hits = issue_mentions(article, codebook=codebook)
    rows = []
    shown = _sentences_by(hits, "issue")
    bounds = rank_intervals(shown, n_all)
    for issue in codebook.issues:
        if issue.id not in shown:
            continue
        found = hits[hits["issue"] == issue.id]
        n_sentences = found["sent_id"].nunique()
        low, high = wilson(n_sentences, n_all)
        rows.append(
            {
                "doc_id": article.doc_id,
                "issue": issue.id,
                "label": issue.label,
                "n_mentions": len(found),
                "n_sentences": n_sentences,
                "sentences_pct": 100 * n_sentences / n_all,
                "pct_low": 100 * low,
                "pct_high": 100 * high,
                "rank": 1 + sum(len(other) > n_sentences for other in shown.values()),
                "rank_low": bounds[issue.id][0],
                "rank_high": bounds[issue.id][1],
                "first_sent_id": found["sent_id"].iloc[0],
                "sent_ids": joined(set(found["sent_id"])),
                "spans": spans(zip(found["start"], found["end"], strict=True)),
            }
        )
    rows.sort(key=lambda row: (-row["n_sentences"], -row["n_mentions"]))
    return frame("issues", rows)


def rank_intervals(shown: dict[str, set[str]], n_sentences: int) -> dict[str, tuple[int, int]]:
    """Return the 95% interval of each issue's rank, by bootstrap over the sentences."""
    import numpy as np

    used = sorted(set().union(*shown.values())) if shown else []
    shows = np.array([[sent_id in own for own in shown.values()] for sent_id in used], dtype=float)
    counts = draws(len(used), n_sentences, n_draws=N_DRAWS) @ shows.reshape(len(used), len(shown))
    ranks = 1 + np.array([(counts > own[:, None]).sum(axis=1) for own in counts.T])
    if not shown:
        return {}
    low, high = np.percentile(ranks, PERCENTILES, axis=1, method="nearest")
    return {i: (int(a), int(b)) for i, a, b in zip(shown, low, high, strict=True)}


@per_codebook
def issue_actors(article: Article, codebook: Codebook) -> pd.DataFrame:
    """Return one row an actor and issue that share a sentence: attention, not a position.

    Actors by number of sentences, then name; the issues of each by shared sentences, then id.

    Returns
    -------
    DataFrame
        `actor_id`, `name`, `issue`, `label`, `n_sentences` (that name the actor and show the
        issue), `n_actor_sentences` (that name the actor), `sent_ids` joined by `;`.
    """
    by_actor = _sentences_by(mentions(article), "actor_id")
    by_issue = _sentences_by(issue_mentions(article, codebook=codebook), "issue")
    names = mentions(article).groupby("actor_id")["name"].first().to_dict()
    rows = [
        {
            "doc_id": article.doc_id,
            "actor_id": actor,
            "name": names[actor],
            "issue": issue,
            "label": codebook[issue].label,
            "n_sentences": len(actor_sentences & issue_sentences),
            "n_actor_sentences": len(actor_sentences),
            "sent_ids": joined(actor_sentences & issue_sentences),
        }
        for actor, actor_sentences in by_actor.items()
        for issue, issue_sentences in by_issue.items()
        if actor_sentences & issue_sentences
    ]
    rows.sort(
        key=lambda row: (
            -row["n_actor_sentences"],
            row["name"],
            row["actor_id"],
            -row["n_sentences"],
            row["issue"],
        )
    )
    return frame("issue_actors", rows)


@per_codebook
def issue_cooccurrence(article: Article, codebook: Codebook) -> pd.DataFrame:
    """Return one row a pair of issues that share a sentence, the most frequent first.

    Returns
    -------
    DataFrame
        `issue`, `other_issue` (in the order of the codebook), `n_sentences` that show both,
        `n_issue_sentences`, `n_other_sentences`, `jaccard` (0 to 1, higher = more often
        together), `sent_ids` joined by `;`.

    Notes
    -----
    Jaccard = sentences with both / sentences with either. On a handful of sentences it says
    little: read `n_sentences` first.
    """
    found = _sentences_by(issue_mentions(article, codebook=codebook), "issue")
    order = [issue.id for issue in codebook.issues if issue.id in found]
    rows: list[dict[str, Any]] = [
        {
            "doc_id": article.doc_id,
            "issue": one,
            "other_issue": other,
            "n_sentences": len(found[one] & found[other]),
            "n_issue_sentences": len(found[one]),
            "n_other_sentences": len(found[other]),
            "jaccard": len(found[one] & found[other]) / len(found[one] | found[other]),
            "sent_ids": joined(found[one] & found[other]),
        }
        for one, other in combinations(order, 2)
        if found[one] & found[other]
    ]
    rows.sort(key=lambda row: (-row["n_sentences"], -row["jaccard"]))
    return frame("issue_cooccurrence", rows)


def _sentences_by(table: pd.DataFrame, column: str) -> dict[str, set[str]]:
    """Return the sentences in which each value of a column is found."""
    found: dict[str, set[str]] = {}
    for value, sent_id in zip(table[column], table["sent_id"], strict=True):
        found.setdefault(value, set()).add(sent_id)
    return found


def joined(sent_ids: Iterable[str]) -> str:
    """Return sentence ids in the order of the text, joined by `;`."""
    return ";".join(sorted(sent_ids))


def silent_issues(issues: pd.DataFrame, *, codebook: Codebook) -> pd.DataFrame:
    """Return the codebook's issues that a table `issues` lacks: `issue`, `label`, `definition`."""
    named = set(issues["issue"])
    silent = [(i.id, i.label, i.definition) for i in codebook.issues if i.id not in named]
    return pd.DataFrame(silent, columns=["issue", "label", "definition"], dtype="str")
