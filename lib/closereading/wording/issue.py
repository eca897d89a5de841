"""Findings about the issues and who is named with them."""

import pandas as pd

from .finding import Finding, counted, evidence, listed, with_article

FEW = 5  # sentences; below this, issues aren't ranked


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
