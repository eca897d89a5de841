"""Measure the extractors on articles that are annotated by hand, in the form of tests/gold."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.errors import ArticleError
from closereading.event import date_spans
from closereading.interval import wilson
from closereading.load import load_article
from closereading.mention import mentions
from closereading.parse import parse
from closereading.project import find_article
from closereading.quotation import quotations
from closereading.statement import statements

from .score import Row, pct, touches

COUNTS = ("n_gold", "n_system", "n_right")
SHARED = 0.8  # of the longer of two quotations, what both must have
NOT_ANNOTATED = frozenset(
    "i me my mine we us our ours you your yours they them their theirs themselves it its".split()
)
CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp"})


def evaluate_gold(folder: str | Path) -> pd.DataFrame:
    """Return how well the extractors do on a folder of annotated articles (`*.json`).

    Parameters
    ----------
    folder
        Annotations in the form that `tests/gold/README.md` describes, each with its text beside
        it (`<id>.txt`) or, under the same id, in `seeds/`.

    Returns
    -------
    DataFrame
        One row a task and article, then one a task for all (`article` is `total`): `task`,
        `article`, `n_gold`, `n_system`, `n_right`, `precision`, `recall` (0 to 100; NaN where
        nothing was found, or nothing is annotated), and the ends of their 95% intervals
        `precision_low`, `precision_high`, `recall_low`, `recall_high` (Wilson).

    Raises
    ------
    ArticleError
        No such folder, no annotation in it, one that can't be read, or of another text.

    Notes
    -----
    Each annotation and each prediction is used once. An optional annotation that isn't found is
    no miss, and a prediction that meets one counts neither way.

    `mentions`: spans overlap; the same person by the last name, and of no other country; the same
    country, or for what has none the same name. First and second persons and plural pronouns
    count only if annotated.
    `quotations`: the common part is at least 80% of the longer span, final punctuation aside; the
    speaker's last name is the same, or the country, unless another person was found.
    `statements`: one pair of source and target each; the same sentence, predicates that overlap
    or stand in one clause, the same source and target. `quads`: of the pairs that are right, the
    class. `dates`: of the given events that have a date, the same one.

    References
    ----------
    E. B. Wilson (1927), doi:10.1080/01621459.1927.10502953.
    """
    paths = sorted(Path(folder).glob("[!.]*.json"))
    if not paths:
        raise ArticleError(
            f"{folder} holds no annotation (*.json). Name a folder such as tests/gold."
        )
    counts: dict[str, dict[str, Counter[str]]] = {}
    for path in paths:
        gold, article = read_gold(path)
        for task, score in TASKS.items():
            counts.setdefault(task, {})[article.doc_id] = score(gold, article)
    rows = []
    for task, by_article in counts.items():
        total: Counter[str] = sum(by_article.values(), Counter())
        for name, count in (*by_article.items(), ("total", total)):
            rows.append({"task": task, "article": name, **rates(count)})
    return pd.DataFrame(rows)


def rates(count: Counter[str]) -> dict[str, float]:
    """Return the counts with precision, recall and their intervals, in %."""
    result: dict[str, float] = {name: count[name] for name in COUNTS}
    for name, n in (("precision", count["n_system"]), ("recall", count["n_gold"])):
        low, high = wilson(count["n_right"], n)
        result[name] = pct(count["n_right"], n)
        result |= {f"{name}_low": 100 * low, f"{name}_high": 100 * high}
    return result


def read_gold(path: Path) -> tuple[dict[str, Any], Article]:
    """Return an annotation and the article that it annotates."""
    try:
        gold = json.loads(path.read_text("utf-8"))
        own = path.with_suffix(".txt")
        read = load_article(own if own.is_file() else find_article(gold["id"]))
        article = Article.from_text(read.text, doc_id=gold["id"], published=gold["published"])
        is_its_text = article.sha256 == gold["text_sha256"]
    except (ValueError, KeyError, TypeError) as error:
        raise ArticleError(f"{path} is no annotation of an article ({error!r}).") from None
    if not is_its_text:
        raise ArticleError(
            f"{path} annotates another text than {read.path} has. Restore the text, or annotate it "
            "anew: offsets no longer hold."
        )
    return gold, article


def count(
    gold: Sequence[Row], system: Sequence[Row], meets: Callable[[Row, Row], tuple[int, bool]]
) -> Counter[str]:
    """Return the counts of one task and article.

    `meets` says how well an annotation and a prediction meet (0: not at all), and whether the
    prediction is right. One that meets an optional row better than any other counts neither way.
    """
    must = [row for row in gold if not row.get("optional")]
    may = [row for row in gold if row.get("optional")]
    right: set[int] = set()
    for row in must:
        options = (i for i, s in enumerate(system) if i not in right and all(meets(row, s)))
        right |= {i for i in [next(options, -1)] if i >= 0}
    n_free = 0
    for i, found in enumerate(system):
        best_may, best_must = (max((meets(r, found)[0] for r in g), default=0) for g in (may, must))
        n_free += i not in right and (best_may > best_must or bool(found.get("is_free")))
    return Counter(n_gold=len(must), n_system=len(system) - n_free, n_right=len(right))


def actors(article: Article) -> dict[str, Row]:
    """Return the name, kind and country of each actor of an article."""
    return {row["actor_id"]: row for row in mentions(article).to_dict("records")}


def is_named(gold: str, *names: str) -> bool:
    """Return whether a name has the last word of the annotated one."""
    last = gold.rsplit(maxsplit=1)[-1].casefold() if gold else ""
    return any(last in words(name) for name in names)


def words(text: str) -> list[str]:
    """Return the words of a name in lower case, without possessive endings."""
    return [
        word.strip(".,“”\"'’").removesuffix("'s").removesuffix("’s")
        for word in text.casefold().split()
    ]


def score_mentions(gold: Row, article: Article) -> Counter[str]:
    """Count mentions."""

    def meets(row: Row, found: Row) -> tuple[int, bool]:
        overlap = touches(row, found)
        is_there = row["country"] == found["country"]
        if row["kind"] == "person" or not row["country"]:
            named = is_named(row["actor"], found["name"], found["text"])
            return overlap, named and (is_there or not row["country"] or not found["country"])
        return overlap, is_there

    system = [
        {**row, "is_free": row["text"].casefold() in NOT_ANNOTATED}
        for row in mentions(article).to_dict("records")
    ]
    return count(gold["mentions"], system, meets)


def score_quotations(gold: Row, article: Article) -> Counter[str]:
    """Count quotations."""
    known = actors(article)

    def meets(row: Row, found: Row) -> tuple[int, bool]:
        own = (found["start"], found["end"])
        spans = [(row["start"], row["end"])]
        if "outer_start" in row:
            spans.append((row["outer_start"], row["outer_end"]))
        same = any(is_same_span(article.text, span, own) for span in spans)
        actor = known.get(found["actor_id"], {"name": "", "kind": "", "country": ""})
        by_name = is_named(row["speaker"], actor["name"], found["speaker"])
        is_other = actor["kind"] == "person" and any(
            m["actor"] == row["speaker"] and m["kind"] == "person" for m in gold["mentions"]
        )
        by_country = actor["country"] and actor["country"] == row["speaker_country"]
        return same, bool(by_name or (by_country and not is_other))

    return count(gold["quotations"], quotations(article).to_dict("records"), meets)


def is_same_span(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two spans share enough of the longer one, punctuation at the edges aside."""
    (start, end), (other_start, other_end) = bare(text, *one), bare(text, *other)
    common = min(end, other_end) - max(start, other_start)
    return common >= SHARED * max(end - start, other_end - other_start)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span from its first letter or digit to its last."""
    at = [i for i in range(start, end) if text[i].isalnum()]
    return (at[0], at[-1] + 1) if at else (start, end)


def pairs(gold: Row, article: Article) -> tuple[list[Row], list[Row]]:
    """Return the annotated and the predicted statements, one row a pair, with their clauses."""
    doc, known = parse(article).doc, actors(article)

    def side(actor_id: str) -> str:
        row = known.get(actor_id)
        return str(row["country"] or row["name"]) if row else actor_id

    def placed(row: Row, source: str, target: str) -> Row:
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand")
        head = span.root if span is not None and len(span) else None
        while head is not None and head.dep_ not in CLAUSES and head.head.i != head.i:
            head = head.head
        sentence = parse(article).sentence_at(row["start"]).sent_id
        clause = head.i if head is not None else -1
        return {**row, "source": source, "target": target, "sentence": sentence, "clause": clause}

    annotated = [
        placed(row, source, target)
        for row in gold["statements"]
        for source in row["source"] or [""]
        for target in row["target"] or [""]
    ]
    found = [
        placed(row, side(row["source"]), side(row["target"]))
        for row in statements(article).to_dict("records")
    ]
    return annotated, found


def meet_as_statements(row: Row, found: Row) -> tuple[int, bool]:
    """Return whether two pairs have one predicate, and the same parties."""
    one_clause = row["sentence"] == found["sentence"] and row["clause"] == found["clause"]
    same = all(
        row[side] == found[side] or (row[side] and is_named(row[side], found[side]))
        for side in ("source", "target")
    )
    return 2 * touches(row, found) or one_clause, same


def score_statements(gold: Row, article: Article) -> Counter[str]:
    """Count statements, one a pair."""
    return count(*pairs(gold, article), meet_as_statements)


def score_quads(gold: Row, article: Article) -> Counter[str]:
    """Count the classes of the statements that are right."""
    annotated, found = pairs(gold, article)
    must = [row for row in annotated if not row.get("optional")]
    best = [
        max(
            (s["quad"] == row["quad"] for s in found if all(meet_as_statements(row, s))),
            default=None,
        )
        for row in must
    ]
    n_found = sum(b is not None for b in best)
    return Counter(n_gold=n_found, n_system=n_found, n_right=sum(b is True for b in best))


def score_dates(gold: Row, article: Article) -> Counter[str]:
    """Count the dates of the annotated events that have one."""
    must = [row for row in gold["events"] if row["date"] and not row.get("optional")]
    found = date_spans(article, [(row["start"], row["end"]) for row in must]).to_dict("records")
    dated = [row["edtf"].rstrip("~?%") or row["date"] for row in found]
    right = [
        when in (row["date"], *row.get("date_alternatives", ()))
        for row, when in zip(must, dated, strict=True)
    ]
    return Counter(n_gold=len(must), n_system=sum(map(bool, dated)), n_right=sum(right))


TASKS = {
    "mentions": score_mentions,
    "quotations": score_quotations,
    "statements": score_statements,
    "quads": score_quads,
    "dates": score_dates,
}
