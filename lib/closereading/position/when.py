"""Issues in time: which issue when, from the events that have a place on the calendar."""

import pandas as pd

from closereading.article import Article
from closereading.event import chronological
from closereading.event import events as all_events
from closereading.issue import AnyCodebook, as_codebook
from closereading.schema import frame

from .act import with_issues

COLUMNS = ["doc_id", "sent_id", "event_id", "headline", "edtf", "earliest", "latest", "basis",
           "status"]  # fmt: skip


def issue_times(
    article: Article, *, events: pd.DataFrame | None = None, codebook: AnyCodebook = None
) -> pd.DataFrame:
    """Return one row a dated event and an issue that it is about, in the order of time.

    What an event is about is read as for statements (`statement_issues`); events that are given
    keep their `issues`. Undated events have no row.

    Returns
    -------
    DataFrame
        The columns of `issue_times` in the schema.
    """
    labels = as_codebook(codebook).labels
    if events is None:
        events = with_issues(article, all_events(article), codebook=codebook)
    dated = chronological(events)
    return frame(
        "issue_times",
        (
            {name: row[name] for name in COLUMNS}
            | {"issue": issue, "label": labels.get(issue, issue)}
            for row in dated.to_dict("records")
            for issue in filter(None, row["issues"].split(";"))
        ),
    )
