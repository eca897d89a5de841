"""Findings about what the researcher corrected."""

from collections.abc import Sequence

import pandas as pd

from closereading.correction import Correction
from closereading.prose import counted, listed

from .finding import Finding, evidence

DONE = ("confirmed", "changed", "added", "deleted")
LEFT = {
    "gone": "the passage isn't in the text",
    "context not found": "the words are in the text, but not with that prefix or suffix",
    "ambiguous": "the passage was edited, and it isn't clear which one is meant",
    "not coded": "the machine codes nothing like it there",
}


def correction_findings(report: pd.DataFrame) -> list[Finding]:
    """Return what `cr.correction_report` says, in sentences: how many held, and which did not."""
    if report.empty:
        return [Finding("Nothing here was corrected by hand: it is all the machine's coding.")]
    counts = report["outcome"].value_counts()
    done = report[report["outcome"].isin(DONE)]
    told = [f"{counts[o]:,} {o}" for o in DONE if o in counts]
    n_left = len(report) - len(done)
    told = [*told, *[f"{n_left:,} not applied"] * (n_left > 0)] if told else ["none applied"]
    found = [
        Finding(
            f"{counted(len(report), 'correction')} by hand: {listed(told)}.",
            evidence(done["sent_id"]),
        )
    ]
    for outcome, why in LEFT.items():
        rows = report[report["outcome"] == outcome]
        if len(rows):
            names = listed(list(map(_named, rows["row"], rows["exact"])))
            ids = tuple(i for i in evidence(rows["sent_id"]) if i)
            found.append(Finding(f"{len(rows):,} not applied, as {why}: {names}.", ids))
    return found


def unplaced(corrections: Sequence[Correction]) -> str:
    """Return which corrections can't be applied, as their place isn't known; or nothing."""
    told = []
    for trouble, why in LEFT.items():
        names = [_named(c.row, c.quote.exact) for c in corrections if c.trouble == trouble]
        told += [f"{why}: {listed(names)}"] if names else []
    n = sum(bool(c.trouble) for c in corrections)
    of = counted(len(corrections), "correction")
    return f"{n:,} of {of} not applied, as {'; '.join(told)}." if n else ""


def _named(row: str, exact: str) -> str:
    """Return a correction by its passage and its place in the file."""
    return f"“{' '.join(exact.split())}” ({row})"
