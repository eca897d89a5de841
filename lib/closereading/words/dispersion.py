"""Where in the article a word occurs, and how evenly."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from closereading.article import Article
from closereading.schema import frame, ids, spans

from .word import By, rows_of, typed_words

MIN_PART = 20  # words that a part needs


def dispersion(
    article: Article, *, by: By = "lemma", n_parts: int = 10, min_count: int = 5
) -> pd.DataFrame:
    """Return one row a content type: in how much of the article it occurs, and how evenly.

    Parameters
    ----------
    n_parts
        The article is cut into so many stretches of equally many words (within one).
    min_count
        Types that occur less often are left out: five occurrences can't be even over ten parts.

    Returns
    -------
    DataFrame
        Table `dispersion`, by falling `n_occurrences`, then rising `dp`, then the alphabet.
        `dp`: 0 = exactly as the parts' sizes, toward 1 = all in one small part. `dp` and
        `dp_norm` are NaN where the article has fewer than twenty words a part.

    Notes
    -----
    DP = ½ Σ |vᵢ − sᵢ|, with vᵢ the share of the type's occurrences that part i holds and sᵢ the
    share of the words; DP_norm = DP / (1 − min sᵢ), at most 1. DP falls as frequency rises:
    compare words that are about equally frequent.

    References
    ----------
    Gries 2008, doi:10.1075/ijcl.13.4.02gri. Lijffijt & Gries 2012, doi:10.1075/ijcl.17.1.08lij.

    Examples
    --------
    >>> a = Article.from_text("The tariffs hit the poor. A tariff is a tax.", doc_id="a")
    >>> table = dispersion(a, n_parts=2, min_count=2)
    >>> table[["type", "n_occurrences", "n_parts", "of_parts"]].values.tolist()
    [['tariff', 2, 2, 2]]
    """
    words = typed_words(article)
    total = len(words)
    in_part = Counter(i * n_parts // total for i in range(total))
    sizes = [in_part[part] for part in range(n_parts)]
    found: dict[str, list[tuple[int, bool, str, int, int]]] = {}
    columns = (by, "is_content", "sent_id", "start", "end")
    for i, (name, *place) in enumerate(rows_of(words, *columns)):
        found.setdefault(name, []).append((i * n_parts // total, *place))
    rows: list[dict[str, object]] = []
    for name, places in found.items():
        n = len(places)
        if n < min_count or sum(place[1] for place in places) < n / 2:
            continue
        here = Counter(place[0] for place in places)
        counts = [here[part] for part in range(n_parts)]
        dp, dp_norm = (
            gries_dp(counts, sizes) if total >= MIN_PART * n_parts else (float("nan"),) * 2
        )
        rows.append(
            {
                "doc_id": article.doc_id,
                "type": name,
                "n_occurrences": n,
                "n_parts": sum(c > 0 for c in counts),
                "of_parts": n_parts,
                "dp": dp,
                "dp_norm": dp_norm,
                "sent_ids": ids(place[2] for place in places),
                "spans": spans(place[3:] for place in places),
            }
        )
    order = ["n_occurrences", "dp", "type"]
    return frame("dispersion", rows).sort_values(
        order, ascending=[False, True, True], ignore_index=True
    )


def gries_dp(counts: Sequence[int], sizes: Sequence[int]) -> tuple[float, float]:
    """Return Gries's DP and DP_norm of occurrences over parts of these sizes.

    >>> [round(x, 4) for x in gries_dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])]
    [0.18, 0.2195]
    """
    n, total = sum(counts), sum(sizes)
    dp = sum(abs(c / n - size / total) for c, size in zip(counts, sizes, strict=True)) / 2
    return dp, dp / (1 - min(sizes) / total)


def occurrences(article: Article, types: Iterable[str], *, by: By = "lemma") -> pd.DataFrame:
    """Return one row a place in which one of `types` stands.

    Returns
    -------
    DataFrame
        Table `occurrences`, type by type in the order given, each in the order of the text.
        `position_pct` is the share of the article's words that come before.

    Examples
    --------
    >>> a = Article.from_text("Talks ended. The talks on trade ended early.", doc_id="a")
    >>> occurrences(a, ["talk"])[["text", "position_pct"]].values.tolist()
    [['Talks', 0.0], ['talks', 37.5]]
    """
    words = typed_words(article)
    words["position_pct"] = words.index / max(len(words), 1) * 100
    words["type"] = words[by]
    order = {name: i for i, name in enumerate(dict.fromkeys(types))}
    chosen = words[words.type.isin(list(order))]
    chosen = chosen.sort_values("type", key=lambda names: names.map(order), kind="stable")
    columns = ["doc_id", "sent_id", "start", "end", "text", "type", "position_pct"]
    return frame(
        "occurrences",
        (dict(zip(columns, row, strict=True)) for row in chosen[columns].itertuples(index=False)),
    )
