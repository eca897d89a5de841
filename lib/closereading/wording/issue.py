"""Findings about the issues: how much room, who is named, when, and what hangs on the codebook."""

import pandas as pd

from closereading.prose import counted, listed, with_article
from closereading.timex.name import span_name

from .finding import Finding, evidence

FEW = 5  # sentences; below this, issues aren't ranked
MOST = 48  # characters of a pattern


def issue_findings(issues: pd.DataFrame, *, n_sentences: int) -> list[Finding]:
    """Return what `cr.issues` says about which issues are at stake, in sentences."""
    if issues.empty:
        return [
            Finding(
                "None of the codebook's issues is named in this article. Another codebook may fit "
                "it: see the parameter `codebook`."
            )
        ]
    lead = issues[issues["n_sentences"] == issues["n_sentences"].max()]
    row = lead.iloc[0]
    share = (
        f"{row['n_sentences']} of {n_sentences} sentences ({row['sentences_pct']:.0f} %, "
        f"95 % interval {row['pct_low']:.0f} to {row['pct_high']:.0f} %)"
    )
    found = [
        Finding(
            f"The article names {counted(len(issues), 'issue')} of the codebook.",
            evidence(issues["sent_ids"]),
        )
    ]
    if row["n_sentences"] < FEW:
        found.append(
            Finding(
                f"No issue is named in more than {counted(int(row['n_sentences']), 'sentence')}: "
                "too few to rank them.",
                evidence(lead["sent_ids"]),
            )
        )
        return found
    labels = listed([f"“{label}”" for label in lead["label"]])
    verb = "takes" if len(lead) == 1 else "take"
    each = "" if len(lead) == 1 else " each"
    found.append(Finding(f"{labels} {verb} most room: {share}{each}.", evidence(lead["sent_ids"])))
    worst = int(lead["rank_high"].max())
    place = "first place" if worst == 1 else f"a place from 1 to {worst}"
    text = f"With sentences drawn anew (bootstrap), {labels} would have {place} in 95 % of draws."
    found.append(Finding(text, evidence(lead["sent_ids"])))
    rare = issues[issues["n_sentences"] == 1]
    if len(rare):
        names = listed([f"“{label}”" for label in rare["label"]])
        found.append(
            Finding(f"Named in a single sentence only: {names}.", evidence(rare["sent_ids"]))
        )
    return found


def attention_findings(attention: pd.DataFrame, *, top: int = 5) -> list[Finding]:
    """Return what `cr.issue_actors` says about the actors named with the `top` issues."""
    if attention.empty:
        return [Finding("No sentence names an actor and an issue together.")]
    most = attention.groupby("label", sort=False)["n_sentences"].max()
    found = []
    for label, n in most[most > 1].sort_values(ascending=False, kind="stable").head(top).items():
        lead = attention[(attention["label"] == label) & (attention["n_sentences"] == n)]
        names = listed([with_article(name) for name in lead["name"]])
        verb, each = ("is", "") if len(lead) == 1 else ("are", " each")
        found.append(
            Finding(
                f"Where “{label}” is at stake, {names} {verb} named most: in "
                f"{counted(int(n), 'sentence')}{each}.",
                evidence(lead["sent_ids"]),
            )
        )
    return found or [Finding("No actor is named with one issue in more than one sentence.")]


def sensitivity_findings(sensitivity: pd.DataFrame, *, top: int = 4) -> list[Finding]:
    """Return what `cr.issue_sensitivity` says of how much the order hangs on one term."""
    if sensitivity.empty:
        return [Finding("No term of the codebook was found, so none can be left out.")]
    total = f"{counted(len(sensitivity), 'term')} of the codebook found in the article"
    moved = sensitivity[sensitivity["rank_without"].ne(sensitivity["rank"]).fillna(value=True)]
    ranked = moved[moved["n_sentences"] >= FEW]
    lead = sensitivity[sensitivity["rank"] == 1]
    toppled = lead[lead["rank_without"].ne(1).fillna(value=True)]
    names = listed([f"“{label}”" for label in dict.fromkeys(lead["label"])])
    found = []
    if lead["n_sentences"].max() < FEW:
        n = counted(FEW, "sentence")
        return [Finding(f"No issue is named in {n} or more: there is no order to put to the test.")]
    if toppled.empty:
        found.append(Finding(f"{names} {_comes(lead)} first whichever of the {total} is left out."))
    else:
        terms = listed([_phrase(term) for term in toppled["term"]], most=3).replace(" and ", " or ")
        found.append(
            Finding(
                f"The first place hangs on a single term: without {terms}, {names} would lose it.",
                evidence(toppled["sent_ids"]),
            )
        )
    for row in ranked[~ranked.index.isin(toppled.index)].head(top).to_dict("records"):
        place = row["rank_without"]
        then = "it would not be found at all" if pd.isna(place) else f"it would be {place}"
        n = counted(row["n_sentences"], "sentence")
        text = (
            f"Without {_phrase(row['term'])}, “{row['label']}” has {row['n_without']} instead of "
            f"{n}: from place {row['rank']}, {then}."
        )
        found.append(Finding(text, evidence([row["sent_ids"]])))
    return found


def _phrase(term: str) -> str:
    """Return a pattern in quote marks, a long one cut."""
    return f"“{term if len(term) <= MOST else term[:MOST].rstrip() + '…'}”"


def _comes(lead: pd.DataFrame) -> str:
    return "comes" if lead["issue"].nunique() == 1 else "come"


def time_findings(times: pd.DataFrame, *, top: int = 5) -> list[Finding]:
    """Return what `cr.issue_times` says about which issue was at stake when."""
    if times.empty:
        return [Finding("No event over an issue of the codebook has a date on the calendar.")]
    counts = times["label"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    found = []
    for label, n in counts.head(top).items():
        rows = times[times["label"] == label].to_dict("records")
        first, last = span_name(rows[0]), span_name(rows[-1])
        when = first if first == last else f"the first {first}, the last {last}"
        text = f"“{label}”: {counted(int(n), 'dated event')}, {when}."
        found.append(Finding(text, evidence(row["sent_id"] for row in rows)))
    return found


def difference_findings(
    difference: pd.DataFrame, *, top: int = 5, is_same: bool = False
) -> list[Finding]:
    """Return what `cr.codebook_difference` says: what another codebook changes.

    `is_same`: both are one codebook, so that there is nothing to compare.
    """
    if is_same:
        return [Finding("No other codebook was given to compare with this one.")]
    if difference.empty:
        return [Finding("Both codebooks find the same issues in the same sentences.")]
    found = [
        Finding(f"The codebooks differ over {counted(len(difference), 'issue')} in this article.")
    ]
    for row in difference.head(top).to_dict("records"):
        changed = [row["lost_sent_ids"], row["new_sent_ids"]]
        label, first, other = f"“{row['label']}”", row["n_sentences"], row["n_other"]
        here, there = (pd.isna(n) or counted(n, "sentence") for n in (first, other))
        if pd.isna(other):
            text = f"{label} isn't in the other codebook; with this one it has {here}."
        elif pd.isna(first):
            text = f"{label} isn't in this codebook; with the other it has {there}."
        else:
            change = f"{row['difference']:+d}".replace("-", "−")
            text = f"{label}: {other} instead of {here} ({change})."
        found.append(Finding(text, evidence(filter(None, changed))))
    return found
