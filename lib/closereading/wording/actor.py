"""Findings about the actors."""

import pandas as pd

from closereading.prose import capitalised, counted, listed, times, with_article
from closereading.schema import CODES

from .finding import Finding, evidence


def actor_findings(actors: pd.DataFrame, *, n_sentences: int) -> list[Finding]:
    """Return what `cr.actors` says about who is named, in sentences."""
    if actors.empty:
        return [Finding("No state, person or organisation was recognised in this article.")]
    found = []
    most = actors["n_mentions"].max()
    first = actors[actors["n_mentions"] == most]
    lead = listed([with_article(name) for name in first["name"]])
    lead = capitalised(lead)
    if len(first) == 1:
        row = first.iloc[0]
        found.append(
            Finding(
                f"{lead} is the actor mentioned most: {times(most)}, in "
                f"{_share(row['n_sentences'], n_sentences)}{_aliases(row)}.",
                evidence(first["sent_ids"]),
                row.get("spans", ""),
            )
        )
    else:
        found.append(
            Finding(f"{lead} are mentioned most, {times(most)} each.", evidence(first["sent_ids"]))
        )
    kinds = actors["kind"].value_counts()
    counts = [counted(int(kinds[kind]), kind) for kind in CODES["kind"] if kind in kinds]
    text = f"Mentioned are {listed(counts)}, by name or in other words."
    found.append(Finding(text, evidence(actors["sent_ids"])))
    homeless = actors[(actors["kind"] == "person") & (actors["country"] == "")]
    if len(homeless):
        names = listed(homeless["name"].tolist())
        found.append(
            Finding(
                f"No state was found to which {names} would belong.",
                evidence(homeless["sent_ids"]),
            )
        )
    return found


def cooccurrence_findings(pairs: pd.DataFrame) -> list[Finding]:
    """Return what `cr.actor_cooccurrence` says about who is mentioned with whom, in sentences."""
    if pairs.empty:
        return [Finding("No two actors are mentioned in one sentence.")]
    most = pairs["n_sentences"].max()
    first = pairs[pairs["n_sentences"] == most]
    sentences = evidence(first["sent_ids"])
    if most == 1:
        return [Finding("No two actors share more than one sentence.", sentences)]
    pairs_named = [
        f"{with_article(one)} and {with_article(other)}"
        for one, other in zip(first["name"][:3], first["other_name"][:3], strict=True)
    ]
    more = counted(len(first) - 3, "other pair")
    pairs_named += [f"and {more}"] if len(first) > 3 else []
    lead = "; ".join(pairs_named)
    return [Finding(f"Mentioned together most, in {most} sentences: {lead}.", sentences)]


def _share(n: int, of: int) -> str:
    """Return in how many of the article's sentences, as one says it."""
    whole = {1: "its only sentence", 2: "both sentences"}.get(of, f"all {of:,} sentences")
    return whole if n == of else f"{n:,} of {of:,} sentences"


def _aliases(row: "pd.Series[str]") -> str:
    """Return under which other names the text mentions an actor."""
    others = [name for name in row["names"].split("; ") if name != row["name"]]
    return f"; it appears also as {listed([f'“{name}”' for name in others])}" if others else ""
