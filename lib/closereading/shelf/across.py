"""One thing across the articles of a shelf: an actor's positions, tone, events, time."""

import pandas as pd

from closereading.errors import ParameterError
from closereading.event import on_calendar
from closereading.position.act import lean
from closereading.position.stance import FEW
from closereading.timex.calendar import day_number

from .apart import evidence
from .load import Shelf, shaped

MIN_SCORED = 10  # sentences with a tone; below this, the mean is shown but not compared
MIN_ARTICLES = 3  # of a period; below this, its share is shown but not compared
DAY, MONTH, YEAR = 10, 7, 4  # characters of a date
MOST_PERIODS = 31


def actor_positions(shelf: Shelf, actor: str = "") -> pd.DataFrame:
    """Return one row a group and issue over which an actor acts or speaks toward others.

    A position is how it acts or speaks, never an opinion. The statements of a group's articles are
    added up, so that long articles count for more.

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
        return shaped("actor_positions")
    cast = rows.groupby(["actor_id", "name"], as_index=False).agg(
        n_articles=("doc_id", "nunique"), n=("n_statements", "sum")
    )
    cast = cast.sort_values(["n_articles", "n", "actor_id"], ascending=[False, False, True])
    wanted = actor or str(cast["actor_id"].iloc[0])
    rows = rows[(rows["actor_id"] == wanted) | (rows["name"].str.lower() == wanted.lower())]
    if rows.empty:
        known = ", ".join((cast["name"] + " (" + cast["actor_id"] + ")").head(10))
        raise ParameterError(
            f"No article has a position of {actor!r}. Positions in most articles have: {known}."
        )
    rows = rows.assign(
        n_cooperation=rows["n_vc"] + rows["n_mc"], n_conflict=rows["n_vk"] + rows["n_mk"]
    )
    sums = ("n_statements", "n_cooperation", "n_conflict", "n_neutral")
    how: dict[str, tuple[str, str]] = {name: (name, "sum") for name in sums}
    how |= {name: (name, "first") for name in ("actor_id", "name")}
    how["n_articles"] = ("doc_id", "nunique")
    by = ["issue", "group"]
    table = rows.groupby(by, as_index=False).agg(**how).merge(evidence(rows, by))
    table["label"] = table["issue"].map(rows.drop_duplicates("issue").set_index("issue")["label"])
    counts = zip(table["n_cooperation"], table["n_conflict"], strict=True)
    table["leaning"] = [lean(n_for, n_against) for n_for, n_against in counts]
    table["position"] = table["leaning"].where(table["n_statements"] >= FEW, "too few")
    return shaped("actor_positions", ranked(table, "n_statements", "group"))


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
    margin = 1.96 * table["spread"] / table["n_scored"] ** 0.5
    margin = margin.where(table["n_scored"] >= MIN_SCORED)
    table = table.assign(low=table["compound"] - margin, high=table["compound"] + margin)
    scored = rows[rows["compound"].notna()].rename(columns={"sent_id": "sent_ids"})
    order = scored["compound"].abs().sort_values(ascending=False, kind="stable").index
    strongest = scored.loc[order].groupby("group").head(3)
    table = table.merge(evidence(strongest, ["group"]), how="left").fillna({"sent_ids": ""})
    return shaped("shelf_tone", table.sort_values(["compound", "group"]))


def shelf_timeline(shelf: Shelf) -> pd.DataFrame:
    """Return one row an event of any article that has a date, in the order of time.

    Returns
    -------
    DataFrame
        Table `shelf_timeline`: by the first possible day, then the last, article and place.
    """
    rows = on_calendar(shelf.rows("events"))
    rows = rows.assign(
        first=rows["earliest"].where(rows["earliest"] != "", rows["latest"]).map(day_number),
        last=rows["latest"].where(rows["latest"] != "", rows["earliest"]).map(day_number),
        sent_ids=rows["doc_id"] + "#" + rows["sent_id"],
    )
    return shaped("shelf_timeline", rows.sort_values(["first", "last", "doc_id", "start"]))


def trends(shelf: Shelf) -> pd.DataFrame:
    """Return one row a period of publication and issue: the share of articles that name it.

    Periods are days, months or years: the finest that gives at most 31 of them, with two articles
    each on average. An article whose date isn't known as finely is left out, and so is, from an
    issue's share, one whose codebook lacks the issue. Periods without an article have no row.

    Returns
    -------
    DataFrame
        Table `trends`: issues by number of articles, then by id; periods in the order of time.
        `is_few` marks periods of fewer than three articles.
    """
    articles = shelf.having("issues")
    for width in (DAY, MONTH, YEAR):
        dated = articles[articles["published"].str.len() >= width]
        periods = dated.set_index("doc_id")["published"].str[:width]
        n_periods = periods.nunique()
        if n_periods <= MOST_PERIODS and len(dated) >= max(len(articles) / 2, 2 * n_periods):
            break
    rows, known = (
        table.merge(periods.rename("period"), left_on="doc_id", right_index=True)
        for table in (shelf.issues(), shelf.known())
    )
    labels = rows.drop_duplicates("issue").set_index("issue")["label"]
    by = ["issue", "period"]
    sizes = known[known["issue"].isin(labels.index)].groupby(by).size()
    table = sizes.reset_index(name="of_articles").assign(
        n_articles=rows.groupby(by).size().reindex(sizes.index, fill_value=0).to_numpy()
    )
    table["label"] = table["issue"].map(labels)
    table = table.merge(evidence(rows, by), how="left")
    table["articles_pct"] = table["n_articles"] / table["of_articles"] * 100
    table["is_few"] = table["of_articles"] < MIN_ARTICLES
    return shaped("trends", ranked(table, "n_articles", "period").fillna({"sent_ids": ""}))


def ranked(table: pd.DataFrame, count: str, then: str) -> pd.DataFrame:
    """Return rows by the sum of `count` over their issue, the issue, and `then`."""
    total = table.groupby("issue")[count].transform("sum")
    order = ["total", "issue", then]
    return table.assign(total=total).sort_values(order, ascending=[False, True, True])
