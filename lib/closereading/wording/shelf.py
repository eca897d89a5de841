"""Findings about a shelf of articles, each with sentences that it rests on."""

import pandas as pd

from closereading.position.stance import FEW
from closereading.shelf import Shelf
from closereading.shelf.across import MIN_SCORED
from closereading.shelf.coverage import MIN_OTHERS

from .finding import Finding, counted, listed, times

NEEDS_TWO = "This compares articles, and there are fewer than two to compare."
SURE = 1.96  # z from which a difference is larger than its own noise, at 95 %


def shelf_findings(shelf: Shelf) -> list[Finding]:
    """Return what is on the shelf: how many articles, which are copies, which lack tables."""
    articles = shelf.articles
    kept = articles[articles["copy_of"] == ""]
    found = []
    if len(kept) < 2:
        found.append(
            Finding(
                f"There {'is' if len(kept) == 1 else 'are'} {counted(len(kept), 'article')} to "
                "count here. A comparison needs two, blind spots need five: put more into "
                "`seeds/` and run again."
            )
        )
    else:
        n_groups = kept["group"].nunique()
        parts = f" in {counted(n_groups, 'group')} by `{shelf.group_by}`" if shelf.group_by else ""
        words = counted(int(kept["n_words"].sum()), "word")
        found.append(Finding(f"{counted(len(kept), 'article')}{parts} with {words} are compared."))
    for lacks, some in articles[articles["lacks"] != ""].groupby("lacks"):
        names = listed(some["doc_id"].tolist(), most=4)
        verb, whole = ("lacks", "it stays") if len(some) == 1 else ("lack", "they stay")
        tables = listed([f"`{name}`" for name in str(lacks).split(";")], most=9)
        found.append(
            Finding(f"{names} {verb} {tables}, so that {whole} out of what is counted from there.")
        )
    undated = kept[kept["published"] == ""]
    if len(undated):
        names = listed(undated["doc_id"].tolist(), most=4)
        found.append(Finding(f"Without a publication date: {names}."))
    return found


def copy_findings(copies: pd.DataFrame) -> list[Finding]:
    """Return which articles are copies and aren't counted, and which share much of a text."""
    found = []
    real = copies[copies["is_copy"]]
    if len(real):
        n_kept = real["copy_of"].nunique()
        found.append(
            Finding(
                f"{counted(len(real), 'article is a copy', 'articles are copies')} of "
                f"{counted(n_kept, 'other')}, and counted once: under the one published first."
            )
        )
    for row in copies.head(6).to_dict("records"):
        rest = f"{row['similarity'] * 100:.0f} % of all five-word sequences of the two are in both"
        own = row["sent_ids"].split(";") if row["sent_ids"] else []
        only = f", and {counted(len(own), 'sentence')} only in the copy" if own else ""
        text = f"{row['doc_id']} is a copy of {row['copy_of']}: {rest}{only}."
        if not row["is_copy"]:
            share = f"{row['held'] * 100:.0f} % of the shorter one's five-word sequences"
            text = f"{row['doc_id']} and {row['copy_of']} share {share}; both are counted."
        found.append(Finding(text, tuple(own[:4])))
    return found or [Finding("No article is a copy of another.")]


def distinctive_findings(table: pd.DataFrame, *, top: int = 3, groups: int = 6) -> list[Finding]:
    """Return what each of the first groups overuses most, where that is more than noise."""
    if table.empty:
        return [Finding(NEEDS_TWO)]
    found = []
    sure = table[table["z"] >= SURE]
    for group, rows in list(sure.groupby("group", sort=True))[:groups]:
        one = rows.head(top)
        parts = [
            f"“{row['label']}” ({times(row['n_occurrences'])} here, {times(row['n_others'])} "
            "elsewhere)"
            for row in one.to_dict("records")
        ]
        text = f"{group} is set apart by {listed(parts)}."
        if (one["of_articles"] > 1).any() and (one["n_articles"] == 1).any():
            names = listed([f"“{label}”" for label in one[one["n_articles"] == 1]["label"]])
            text = f"{text[:-1]}; {names} in one of its articles only."
        found.append(Finding(text, tuple(cell.split(";")[0] for cell in one["sent_ids"])))
    left = sure["group"].nunique() - len(found)
    if left > 0:
        found.append(Finding(f"{counted(left, 'more group')}: see the table."))
    return found or [
        Finding("Nothing is used so often by one group alone that it is more than noise.")
    ]


def coverage_findings(coverage: pd.DataFrame, blind: pd.DataFrame) -> list[Finding]:
    """Return which issues most groups name, which only one does, and who leaves out what."""
    n_groups = coverage["group"].nunique()
    if n_groups < 2:
        return [Finding(NEEDS_TWO)]
    issues = coverage.drop_duplicates("issue")
    lead = issues[issues["n_groups"] == issues["n_groups"].max()]
    names = listed([f"“{label}”" for label in lead["label"]])
    verb = "is" if len(lead) == 1 else "are each"
    found = [Finding(f"{names} {verb} named by most: {lead['n_groups'].iloc[0]} of {n_groups}.")]
    single = issues[issues["n_groups"] == 1]
    if len(single) and n_groups > 2:
        names = listed([f"“{label}”" for label in single["label"]])
        found.append(Finding(f"Named by one only: {names}."))
    if n_groups <= MIN_OTHERS:
        found.append(Finding(f"Blind spots aren't looked for: there are {n_groups}, not five."))
        return found
    found += [
        Finding(
            f"{row['group']} doesn't name “{row['label']}”, which {row['n_groups']} of the "
            f"{row['of_groups']} others do; at their mean share {row['n_expected']:.1f} of its "
            f"{counted(row['of_sentences'], 'sentence')} would."
        )
        for row in blind[blind["is_surprising"]].head(5).to_dict("records")
    ]
    n_short = int((~blind["is_surprising"]).sum())
    if n_short:
        cases = "case" if n_short == 1 else "cases"
        found.append(
            Finding(
                f"In {n_short:,} {'further ' * bool(blind['is_surprising'].any())}{cases} an issue "
                "that most others name is missing where the text is so short that it may be chance."
            )
        )
    return found


def told_findings(told: pd.DataFrame, *, top: int = 4) -> list[Finding]:
    """Return which events several articles tell."""
    if told.empty:
        return [Finding("No two articles tell of an event with the same day and the same actors.")]
    events = told.groupby("told_id", sort=False)
    found = [
        Finding(
            f"{counted(len(events), 'event is', 'events are')} told by more than one article, as "
            "far as day and actors can tell."
        )
    ]
    for _, rows in list(events)[:top]:
        first = rows.iloc[0]
        docs = listed(rows["doc_id"].tolist(), most=4)
        shared = listed(first["shared"].split(";"))
        text = f"{first['date']}, with {shared}: told by {docs}."
        found.append(Finding(text, tuple(cell.split(";")[0] for cell in rows["sent_ids"][:4])))
    return found


def actor_position_findings(positions: pd.DataFrame) -> list[Finding]:
    """Return over which issues an actor's position is the same or differs between groups."""
    if positions.empty:
        return [Finding("No article has the table `positions`, or a statement in it.")]
    name, found = positions["name"].iloc[0], []
    n_statements = counted(int(positions["n_statements"].sum()), "statement")
    where = counted(positions["group"].nunique(), "group")
    found.append(Finding(f"{name}: {n_statements} over issues, in {where}."))
    ranked = positions[positions["position"] != "too few"]
    for label, rows in ranked.groupby("label", sort=False):
        parts = [f"{r.position} in {r.group} (n = {r.n_statements})" for r in rows.itertuples()]
        places = tuple(cell.split(";")[0] for cell in rows["sent_ids"])
        found.append(Finding(f"Over “{label}”: {listed(parts)}.", places[:6]))
    if ranked.empty:
        found.append(
            Finding(f"No group has {FEW} statements over one issue: too few to compare positions.")
        )
    return found


def shelf_tone_findings(tone: pd.DataFrame) -> list[Finding]:
    """Return whose sentences sound most negative and most positive, where enough are scored."""
    known = tone[tone["low"].notna()]
    if len(known) < 2:
        return [Finding(f"Fewer than two groups have {MIN_SCORED} sentences with a tone.")]
    low, high = known.iloc[0], known.iloc[-1]
    parts = [
        f"{row['group']} ({row['compound']:+.2f}, 95 % interval {row['low']:+.2f} to "
        f"{row['high']:+.2f}, n = {row['n_scored']:,})".replace("-", "−")
        for row in (low, high)
    ]
    apart = "don't overlap" if low["high"] < high["low"] else "overlap: no order may be read"
    places = tuple(cell.split(";")[0] for cell in (low["sent_ids"], high["sent_ids"]))
    text = f"Lowest is {parts[0]}, highest {parts[1]}; the intervals {apart}."
    n_few = len(tone) - len(known)
    few = f"{counted(n_few, 'group has', 'groups have')} fewer than {MIN_SCORED} scored sentences."
    return [Finding(text, places), *([Finding(few[0].upper() + few[1:])] if n_few else [])]


def shelf_timeline_findings(timeline: pd.DataFrame) -> list[Finding]:
    """Return how many dated events there are, and on which day most articles have one."""
    if timeline.empty:
        return [Finding("No event of any article has a date on the calendar.")]
    n_docs = timeline["doc_id"].nunique()
    events = counted(len(timeline), "event")
    found = [Finding(f"{events} of {counted(n_docs, 'article')} have a date on the calendar.")]
    days = timeline[
        (timeline["earliest"] == timeline["latest"]) & (timeline["basis"] != "document")
    ]
    n = days.groupby("earliest")["doc_id"].nunique().sort_values(ascending=False, kind="stable")
    if len(n) and n.iloc[0] > 1:
        rows = days[days["earliest"] == n.index[0]].drop_duplicates("doc_id")
        text = f"The day on which most articles place an event is {n.index[0]}: {n.iloc[0]:,} do."
        if (n == n.iloc[0]).sum() > 1:
            same = listed(n[n == n.iloc[0]].index.tolist())
            text = f"{n.iloc[0]:,} articles place an event on {same}."
        found.append(Finding(text, tuple(rows["sent_ids"][:4])))
    return found


def trend_findings(trends: pd.DataFrame) -> list[Finding]:
    """Return which issue grew or fell most between the outer periods that have enough articles."""
    sure = trends[~trends["is_few"]]
    periods = sorted(set(sure["period"]))
    if len(periods) < 2:
        return [Finding("Fewer than two periods have three articles: no trend can be read.")]
    ends = sure[sure["period"].isin([periods[0], periods[-1]])]
    wide = ends.pivot(index="label", columns="period", values="articles_pct")
    change = wide[periods[-1]] - wide[periods[0]]
    label = str(change.abs().sort_values(ascending=False, kind="stable").index[0])
    n = sure.drop_duplicates("period").set_index("period")["of_articles"]
    rows = ends[(ends["label"] == label) & (ends["sent_ids"] != "")]
    return [
        Finding(
            f"From {periods[0]} (n = {n[periods[0]]:,}) to {periods[-1]} (n = {n[periods[-1]]:,}) "
            f"“{label}” changed most: {wide[periods[0]][label]:.0f} to "
            f"{wide[periods[-1]][label]:.0f} % of the articles name it.",
            tuple(cell.split(";")[0] for cell in rows["sent_ids"]),
        )
    ]
