"""Which actors are mentioned together."""

from itertools import combinations

import pandas as pd

from closereading.article import Article
from closereading.schema import frame, ids

from . import actors

MOST = 40  # actors that are paired: with 40 there are at most 780 pairs


def actor_cooccurrence(article: Article) -> pd.DataFrame:
    """Return one row a pair of actors that share a sentence, the most frequent first.

    The 40 actors with most mentions are paired; places, where nobody acts, are left out.

    Returns
    -------
    DataFrame
        `actor`, `other` (the one mentioned more often comes first), their names, `n_sentences`
        with both, `n_actor_sentences`, `n_other_sentences`, `jaccard` (sentences with both /
        with either, 0 to 1, higher = more often together), `sent_ids` joined by `;`.
    """
    table = actors(article)
    cast = table[table["kind"] != "place"].head(MOST).to_dict("records")
    where = {row["actor_id"]: set(row["sent_ids"].split(";")) for row in cast}
    rows = []
    for one, other in combinations(cast, 2):
        own, others = where[one["actor_id"]], where[other["actor_id"]]
        if both := own & others:
            rows.append(
                {
                    "doc_id": article.doc_id,
                    "actor": one["actor_id"],
                    "other": other["actor_id"],
                    "name": one["name"],
                    "other_name": other["name"],
                    "n_sentences": len(both),
                    "n_actor_sentences": len(own),
                    "n_other_sentences": len(others),
                    "jaccard": len(both) / len(own | others),
                    "sent_ids": ids(sorted(both)),
                }
            )
    rows.sort(key=lambda row: (-row["n_sentences"], -row["jaccard"]))
    return frame("actor_cooccurrence", rows)
