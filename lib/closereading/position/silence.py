"""Actors that an article names but neither lets speak nor shows acting."""

import pandas as pd

from closereading.article import Article
from closereading.mention import actors
from closereading.quotation import quotations
from closereading.schema import frame
from closereading.statement import statements as all_statements


def silent_actors(article: Article, *, statements: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return one row an actor that is named but is the source of no statement and never quoted.

    A state isn't silent when somebody of it speaks or acts, and is acted upon when one of its
    people or places is. Places themselves are left out.

    Returns
    -------
    DataFrame
        `actor_id`, `name`, `kind`, `n_mentions`, `n_targeted` (statements aimed at it),
        `sent_ids`; the most often mentioned first.
    """
    told = all_statements(article) if statements is None else statements
    cast = actors(article)
    country = dict(zip(cast["actor_id"], cast["country"], strict=True))
    heard = {*told["source"], *told["speaker"], *quotations(article)["actor_id"]}
    heard |= {country.get(actor, "") for actor in heard}
    aimed: dict[str, set[str]] = {}
    for target, statement_id in zip(told["target"], told["statement_id"], strict=True):
        for actor in {target, country.get(target, "")}:
            aimed.setdefault(actor, set()).add(statement_id)
    silent = cast[~cast["actor_id"].isin(heard) & (cast["kind"] != "place")]
    rows = silent.assign(
        doc_id=article.doc_id,
        n_targeted=[len(aimed.get(actor, ())) for actor in silent["actor_id"]],
    )
    return rows[list(frame("silent_actors", []).columns)].reset_index(drop=True)
