"""One thing across the articles of a shelf: an actor's positions, tone, events, time."""

from typing import TYPE_CHECKING

import pandas as pd

from closereading.errors import ParameterError
from closereading.position.act import WORDS
from closereading.position.stance import FEW
from closereading.schema import frame

from .apart import evidence
from .load import Shelf

if TYPE_CHECKING:
    from collections.abc import Hashable

MIN_SCORED = 10  # sentences with a tone; below this, the mean is shown but not compared
MIN_ARTICLES = 3  # of a period; below this, its share is shown but not compared
DAY, MONTH, YEAR = 10, 7, 4  # characters of a date
MOST_PERIODS = 31


def actor_positions(shelf: Shelf, actor: str = "") -> pd.DataFrame:
    """Return one row a group and issue over which an actor acts or speaks toward others.

    A position is how it acts or speaks, never an opinion; the statements of a group's articles are
    added up, which makes long articles count for more.

    Parameters
    ----------
    actor
        Its id or name, as in the table `positions`. Without it the one in most articles.

    Returns
    -------
    DataFrame
        Table `actor_positions`: issues by number of statements, then by id; groups in alphabetical
        order. `position` is `too few` under five statements.

    Raises
    ------
    ParameterError
        No article has a position of that actor.
    """
    rows = shelf.rows("positions")
    if rows.empty:
        return frame("actor_positions", [])
    cast = rows.groupby(["actor_id", "name"], as_index=False).agg(
        n_articles=("doc_id", "nunique"), n_statements=("n_statements", "sum")
    )
    cast = cast.sort_values(
        ["n_articles", "n_statements", "actor_id"], ascending=[False, False, True]
    )
    wanted = actor or cast["actor_id"].iloc[0]
    is_it = (rows["actor_id"] == wanted) | (rows["name"].str.lower() == wanted.lower())
    if not is_it.any():
        known = ", ".join(
            f"{row.name} ({row.actor_id})" for row in cast.head(10).itertuples(index=False)
        )
        raise ParameterError(
            f"No article has a position of {actor!r}. Positions in most articles have: {known}."
        )
    rows = rows[is_it].assign(
        n_cooperation=lambda t: t["n_vc"] + t["n_mc"], n_conflict=lambda t: t["n_vk"] + t["n_mk"]
    )
    by = ["issue", "group"]
    counts = ["n_statements", "n_cooperation", "n_conflict", "n_neutral"]
    table = rows.groupby(by, as_index=False).agg(
        actor_id=("actor_id", "first"), name=("name", "first"), label=("label", "first"),
        n_articles=("doc_id", "nunique"), **{name: (name, "sum") for name in counts},
    )  # fmt: skip
    signs = (table["n_cooperation"] > 0).astype(int) - (table["n_conflict"] > 0)
    is_both = (table["n_cooperation"] > 0) & (table["n_conflict"] > 0)
    table["leaning"] = signs.map(WORDS).mask(is_both, "mixed")
    table["position"] = table["leaning"].where(table["n_statements"] >= FEW, "too few")
    table = table.merge(evidence(rows, by), on=by, how="left")
    table["all"] = table["issue"].map(table.groupby("issue")["n_statements"].sum())
    table = table.sort_values(["all", "issue", "group"], ascending=[False, True, True])
    return frame("actor_positions", table.drop(columns="all").to_dict("records"))


def shelf_tone(shelf: Shelf) -> pd.DataFrame:
    """Return one row a group: the mean tone of its sentences, with its 95 % interval.

    Sentences without a word of VADER's lexicon have no tone and don't count. The interval, mean
    ± 1.96 s / √n, takes sentences for independent, which those of one article aren't: the truth is
    less sure. It says how the words sound, not what the author holds.

    Returns
    -------
    DataFrame
        Table `shelf_tone`: by rising mean, then by group. NaN where nothing is scored; no interval
        under ten scored sentences.
    """
    rows = shelf.rows("tone")
    table = rows.groupby("group", as_index=False).agg(
        n_articles=("doc_id", "nunique"),
        n_sentences=("sent_id", "size"),
        n_scored=("compound", "count"),
        compound=("compound", "mean"),
        spread=("compound", "std"),
    )
    margin = (1.96 * table["spread"] / table["n_scored"] ** 0.5).where(
        table["n_scored"] >= MIN_SCORED
    )
    table = table.assign(low=table["compound"] - margin, high=table["compound"] + margin)
    scored = rows[rows["compound"].notna()]
    extreme = scored.loc[scored["compound"].abs().sort_values(ascending=False, kind="stable").index]
    table = table.merge(
        evidence(extreme.groupby("group").head(3).rename(columns={"sent_id": "sent_ids"}), ["group"]),
        on="group", how="left",
    ).fillna({"sent_ids": ""})  # fmt: skip
    table = table.sort_values(["compound", "group"]).drop(columns="spread")
    return frame("shelf_tone", table.to_dict("records"))


def shelf_timeline(shelf: Shelf) -> pd.DataFrame:
    """Return one row an event of any article that has a date, in the order of time.

    Returns
    -------
    DataFrame
        Table `shelf_timeline`: by the first possible day, then the last, article and place.
    """
    from closereading.event.when import day_number

    rows = shelf.rows("events")
    rows = rows[(rows["earliest"] != "") | (rows["latest"] != "")]
    first = [day_number(a) for a in rows["earliest"].where(rows["earliest"] != "", rows["latest"])]
    last = [day_number(b) for b in rows["latest"].where(rows["latest"] != "", rows["earliest"])]
    rows = rows.assign(
        first=first, last=last, sent_ids=rows["doc_id"] + "#" + rows["sent_id"]
    ).sort_values(["first", "last", "doc_id", "start"])
    return frame("shelf_timeline", rows[list(frame("shelf_timeline", []))].to_dict("records"))


def trends(shelf: Shelf) -> pd.DataFrame:
    """Return one row a period of publication and issue: the share of articles that name it.

    Periods are days, months or years: the finest that gives at most 31 of them. An article whose
    date isn't known as finely is left out. Periods without an article have no row.

    Returns
    -------
    DataFrame
        Table `trends`: issues by number of articles, then by id; periods in the order of time.
        `is_few` marks periods of fewer than three articles.
    """
    articles = shelf.having("issues")
    for width in (DAY, MONTH, YEAR):
        dated = articles[articles["published"].str.len() >= width]
        periods = dated["published"].str[:width]
        if periods.nunique() <= MOST_PERIODS and len(dated) >= len(articles) / 2:
            break
    period: dict[Hashable, str] = dict(zip(dated["doc_id"], periods, strict=True))
    rows = shelf.rows("issues")
    rows = rows[rows["doc_id"].isin(period)].assign(period=lambda t: t["doc_id"].map(period))
    sizes = periods.value_counts()
    labels = rows.drop_duplicates("issue").set_index("issue")["label"]
    counts = rows.groupby(["issue", "period"]).size()
    grid = pd.MultiIndex.from_product(
        [labels.index, sorted(sizes.index)], names=["issue", "period"]
    )
    table = counts.reindex(grid, fill_value=0).rename("n_articles").reset_index()
    table["of_articles"] = table["period"].map(sizes)
    table["articles_pct"] = table["n_articles"] / table["of_articles"] * 100
    table["is_few"] = table["of_articles"] < MIN_ARTICLES
    table["label"] = table["issue"].map(labels)
    table = table.merge(evidence(rows, ["issue", "period"]), how="left").fillna({"sent_ids": ""})
    table["all"] = table["issue"].map(table.groupby("issue")["n_articles"].sum())
    table = table.sort_values(["all", "issue", "period"], ascending=[False, True, True])
    return frame("trends", table.drop(columns="all").to_dict("records"))
