"""Findings about a shelf of articles, each with sentences that it rests on."""

from collections.abc import Iterable

import pandas as pd

from closereading.prose import capitalised, counted, listed, quoted, signed, times, with_article
from closereading.shelf import Shelf
from closereading.shelf.across import MIN_SCORED
from closereading.shelf.coverage import MIN_OTHERS

from .finding import Finding

NOT_APART = (
    "There is nothing to compare: that takes two articles or groups, and something that occurs "
    "often enough in one of them; an issue must also be in the codebooks of two."
)
NOT_SHARED = "No issue that is named is in the codebooks of two, so that nothing is compared."
MOST = 6  # issues, copies and the like that are put into sentences; the tables have all
SURE = 1.96  # z from which a difference is larger than its own noise, at 95 %


def shelf_findings(shelf: Shelf) -> list[Finding]:
    """Return what is on the shelf: how many articles are counted, and which lack something."""
    articles = shelf.articles
    kept = articles[articles["copy_of"] == ""]
    n = counted(len(kept), "article")
    words = counted(int(kept["n_words"].sum()), "word")
    parts = f" in {counted(kept['group'].nunique(), 'group')} by {shelf.group_by}"
    text = f"{n}{parts * bool(shelf.group_by)} with {words} are compared."
    if len(kept) < 2:
        text = (
            f"{n} can be counted here. A comparison needs two, blind spots need five: put more "
            "into seeds/ and run again."
        )
    found = [Finding(text)]
    for lacks, some in articles[articles["lacks"] != ""].groupby("lacks"):
        verb, stay = ("lacks", "it isn't") if len(some) == 1 else ("lack", "they aren't")
        tables = listed(str(lacks).split(";"), most=9)
        text = f"{names(some['doc_id'])} {verb} {tables}: {stay} in what is made from there."
        found.append(Finding(text))
    found += codebook_findings(shelf)
    undated = kept[kept["published"] == ""]
    if len(undated):
        found.append(Finding(f"Without a publication date: {names(undated['doc_id'])}."))
    return found


def codebook_findings(shelf: Shelf) -> list[Finding]:
    """Return with which codebooks the articles were read, where these are several."""
    rows = shelf.rows("codebook")
    rows = rows.assign(
        book=rows["codebook"] + " " + rows["version"], all=rows["issue"] + " " + rows["phrases"]
    ).sort_values(["doc_id", "issue"])
    mine = rows.groupby("doc_id").agg(book=("book", "first"), all=("all", ";".join))
    states = mine.drop_duplicates()
    if len(states) < 2:
        return []
    is_one = states["book"].nunique() == 1  # edited under the same name and version
    books, one = ("one codebook in several states", "state") if is_one else (
        "different codebooks", "codebook",
    )  # fmt: skip
    of = [f"{book} ({counted(n, 'article')})" for book, n in mine["book"].value_counts().items()]
    differ = rows.groupby("issue").agg(label=("label", "first"), n=("phrases", "nunique"))
    labels = differ.loc[differ["n"] > 1, "label"]
    also = f" By other phrases in each is found {quoted(labels)}: compare with care." * bool(
        len(labels)
    )
    text = (
        f"The articles were read with {books}: {listed(of)}. What a {one} doesn't have, no article "
        f"of it leaves out.{also}"
    )
    return [Finding(text)]


def copy_findings(copies: pd.DataFrame) -> list[Finding]:
    """Return which articles are copies and aren't counted, and which share much of a text."""
    real = copies[copies["is_copy"]]
    if copies.empty:
        return [Finding("No article is a copy of another.")]
    text = f"{counted(len(real), 'article is a copy', 'articles are copies')} of another. "
    found = [Finding(text + "Each text is counted once, as the article that was published first.")]
    for row in copies.head(MOST).to_dict("records"):
        own = row["sent_ids"].split(";") if row["sent_ids"] else []
        only = f", {counted(len(own), 'sentence')} of it in the copy alone" if own else ""
        text = (
            f"{row['doc_id']} is a copy of {row['copy_of']}: of all their five-word sequences "
            f"{row['similarity'] * 100:.0f} % are in both{only}."
        )
        if not row["is_copy"]:
            text = (
                f"{row['doc_id']} and {row['copy_of']} share {row['held'] * 100:.0f} % of the "
                "shorter one's five-word sequences; both are counted."
            )
        found.append(Finding(text, tuple(own[:4])))
    return found


def distinctive_findings(table: pd.DataFrame, *, top: int = 3, groups: int = MOST) -> list[Finding]:
    """Return what each of the first groups overuses most, where that is more than noise."""
    if table.empty:
        return [Finding(NOT_APART)]
    sure = table[table["z"] >= SURE]
    found = []
    for group, rows in list(sure.groupby("group", sort=True))[:groups]:
        lead = rows.head(top)
        parts = []
        for row in lead.to_dict("records"):
            one = ", in one of its articles" * (row["n_articles"] < 2 <= row["of_articles"])
            n = times(row["n_occurrences"])
            n_others = times(row["n_others"]) if row["n_others"] else "never"
            parts.append(f"“{row['label']}” ({n} here, {n_others} elsewhere{one})")
        found.append(Finding(f"{group} is set apart by {listed(parts)}.", firsts(lead)))
    left = sure["group"].nunique() - len(found)
    if left > 0:
        found.append(Finding(f"Others set apart, which the table shows: {left:,}."))
    none = "Nothing is used so often by one alone that it is more than noise."
    return found or [Finding(none)]


def coverage_findings(coverage: pd.DataFrame, blind: pd.DataFrame) -> list[Finding]:
    """Return which issues most groups name, which only one does, and who leaves out what.

    Only issues that the codebooks of two groups have are compared.
    """
    able = coverage.groupby("issue")["group"].transform("nunique")  # whose codebook has it
    issues = coverage.assign(able=able)[able > 1].drop_duplicates("issue")
    if issues.empty:
        return [Finding(NOT_SHARED)]
    n_able = int(issues["able"].max())
    lead = issues[issues["n_groups"] == issues["n_groups"].max()]
    of = " or ".join(f"{n:,}" for n in sorted(set(lead["able"])))
    each = f"{lead['n_groups'].iloc[0]:,} of {of}{' each' * (len(lead) > 1)}"
    found = [Finding(f"Issues that the greatest number name, {each}: {quoted(lead['label'])}.")]
    single = issues[issues["n_groups"] == 1]
    if len(single) and n_able > 2:
        found.append(Finding(f"Issues that one alone names: {quoted(single['label'])}."))
    if n_able <= MIN_OTHERS:
        n = coverage["group"].nunique()
        few = (
            f"there are {n} articles, not" if n <= MIN_OTHERS else "no issue is in the codebooks of"
        )
        found.append(Finding(f"Blind spots aren't looked for: {few} five."))
    found += [
        Finding(
            f"{row['group']} doesn't name “{row['label']}”, which {row['n_groups']:,} of the "
            f"{row['of_groups']:,} others do; at their mean share {row['n_at_share']:.1f} of its "
            f"{counted(row['of_sentences'], 'sentence')} would."
        )
        for row in blind[blind["is_surprising"]].head(5).to_dict("records")
    ]
    n_short = int((~blind["is_surprising"]).sum())
    if n_short:
        text = (
            f"{n_short:,} other silence{'s are' if n_short > 1 else ' is'} over an issue that at "
            "least half of the others name, in a text so short that it may be chance."
        )
        found.append(Finding(text))
    return found


def told_findings(told: pd.DataFrame, *, top: int = 4) -> list[Finding]:
    """Return which events several articles tell."""
    if told.empty:
        return [Finding("No two articles tell of an event with the same day and the same actors.")]
    events = list(told.groupby("told_id", sort=False))
    n = counted(len(events), "event is", "events are")
    found = [Finding(f"{n} told by more than one article, as far as day and actors can tell.")]
    for _, rows in events[:top]:
        date, shared = rows["date"].iloc[0], listed(rows["shared"].iloc[0].split(";"))
        text = f"{date}, with {shared}: told by {names(rows['doc_id'])}."
        found.append(Finding(text, firsts(rows)))
    return found


def actor_position_findings(positions: pd.DataFrame) -> list[Finding]:
    """Return over which issues an actor's position is the same or differs between groups."""
    if positions.empty:
        return [Finding("No article has the table positions, or a statement in it.")]
    issues = counted(positions["issue"].nunique(), "issue")
    where = names(positions["group"].drop_duplicates())
    name = with_article(positions["name"].iloc[0])
    name = capitalised(name)
    found = [Finding(f"{name} acts or speaks toward others over {issues}, in {where}.")]
    ranked = positions[positions["position"] != "too few"]
    for label, rows in list(ranked.groupby("label", sort=False))[:MOST]:
        parts = [
            f"{row['position']} in {row['group']} (n = {row['n_statements']:,})"
            for row in rows.to_dict("records")
        ]
        found.append(Finding(f"Over “{label}”: {listed(parts)}.", firsts(rows)))
    few = "None has five statements of it over one issue: too few to compare positions."
    return found if len(ranked) else [*found, Finding(few)]


def shelf_tone_findings(tone: pd.DataFrame) -> list[Finding]:
    """Return whose sentences sound most negative and most positive, where enough are scored."""
    known, few = tone[tone["low"].notna()], tone[tone["low"].isna()]
    text = f"Fewer than two articles or groups have {MIN_SCORED} sentences with a tone."
    if len(known) > 1:
        ends = known.iloc[[0, -1]].to_dict("records")
        low, high = (
            f"{row['group']} ({signed(row['compound'])}, 95 % interval {signed(row['low'])} to "
            f"{signed(row['high'])}, n = {row['n_scored']:,})"
            for row in ends
        )
        is_apart = ends[0]["high"] < ends[1]["low"]
        apart = "don't overlap" if is_apart else "overlap: no order may be read"
        text = (
            f"The lowest mean tone is that of {low}, the highest that of {high}; "
            f"the intervals {apart}."
        )
    found = [Finding(text, firsts(known.iloc[[0, -1]]) if len(known) > 1 else ())]
    if len(few):
        text = f"Fewer than {MIN_SCORED} scored sentences, so not compared: {names(few['group'])}."
        found.append(Finding(text))
    return found


def shelf_timeline_findings(timeline: pd.DataFrame) -> list[Finding]:
    """Return how many dated events there are, and on which day most articles have one."""
    if timeline.empty:
        return [Finding("No event of any article has a date on the calendar.")]
    n_docs = counted(timeline["doc_id"].nunique(), "article")
    text = f"{counted(len(timeline), 'event')} of {n_docs} have a date on the calendar."
    found = [Finding(text)]
    days = timeline[timeline["earliest"] == timeline["latest"]]
    days = days[days["basis"] != "document"].drop_duplicates(["doc_id", "earliest"])
    n = days["earliest"].value_counts().sort_index()
    lead = n[n == n.max()]
    if len(lead) and lead.iloc[0] > 1:
        each = "each of " * (len(lead) > 1)
        text = (
            f"Articles that place an event on {each}{listed(list(lead.index))}: {lead.iloc[0]:,}."
        )
        found.append(Finding(text, firsts(days[days["earliest"].isin(lead.index)])))
    return found


def trend_findings(trends: pd.DataFrame) -> list[Finding]:
    """Return which issue grew or fell most between the outer periods that have enough articles."""
    sure = trends[~trends["is_few"]]
    periods = sorted(set(sure["period"]))
    if len(periods) < 2:
        return [Finding("Fewer than two periods have three articles: no trend can be read.")]
    ends = sure[sure["period"].isin([periods[0], periods[-1]])]
    wide = ends.pivot(index="issue", columns="period", values="articles_pct").dropna()
    change = (wide.iloc[:, -1] - wide.iloc[:, 0]).abs().sort_values(ascending=False, kind="stable")
    if wide.empty:
        return [Finding("No issue is in the codebooks of both ends: no trend can be read.")]
    rows = ends[ends["issue"] == change.index[0]].set_index("period")
    first, last = rows.loc[periods[0]], rows.loc[periods[-1]]
    text = (
        f"From {periods[0]} (n = {first['of_articles']:,}) to {periods[-1]} "
        f"(n = {last['of_articles']:,}) “{first['label']}” changed most: "
        f"{first['articles_pct']:.0f} to {last['articles_pct']:.0f} % of the articles name it."
    )
    return [Finding(text, firsts(rows[rows["sent_ids"] != ""]))]


def names(column: Iterable[str]) -> str:
    """Return ids as running text, the first four of many."""
    return listed(list(column), most=4)


def firsts(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the first sentence of each of some rows, at most six."""
    return tuple(dict.fromkeys(cell.split(";")[0] for cell in rows["sent_ids"] if cell))[:MOST]
