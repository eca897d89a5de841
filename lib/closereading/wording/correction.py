"""Findings about what the researcher corrected."""

import pandas as pd

from closereading.prose import counted, listed

from .finding import Finding, evidence

DONE = ("confirmed", "changed", "added", "deleted")
LEFT = {
    "gone": "the passage isn't in the text any more",
    "ambiguous": "the passage was edited, and it isn't clear which one is meant",
    "not coded": "the machine codes nothing like it there",
}


def correction_findings(report: pd.DataFrame) -> list[Finding]:
    """Return what `cr.correction_report` says, in sentences: how many held, and which did not."""
    if report.empty:
        return [Finding("Nothing here was corrected by hand: it is all the machine's coding.")]
    counts = report["outcome"].value_counts()
    done = report[report["outcome"].isin(DONE)]
    told = [f"{counts[o]:,} {o}" for o in DONE if o in counts] or ["none applied"]
    found = [
        Finding(
            f"{counted(len(report), 'correction')} by hand: {listed(told)}.",
            evidence(done["sent_id"]),
        )
    ]
    for outcome, why in LEFT.items():
        rows = report[report["outcome"] == outcome]
        if len(rows):
            names = listed(
                [
                    f"“{' '.join(exact.split())}” ({row})"
                    for row, exact in zip(rows["row"], rows["exact"], strict=True)
                ]
            )
            ids = tuple(i for i in evidence(rows["sent_id"]) if i)
            found.append(Finding(f"{len(rows):,} not applied, as {why}: {names}.", ids))
    return found
