"""The sheet to correct: one row a coded item, with its quote and its values."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from closereading.article import Article
from closereading.parse import sentences

from .apply import Table, identity
from .load import KNOWN, Correction
from .quote import ground
from .value import COLUMNS, EMPTY, shown

OPEN = "issues"


def correction_sheet(
    article: Article,
    tables: Mapping[Table, pd.DataFrame],
    corrections: Sequence[Correction] = (),
) -> pd.DataFrame:
    """Return a sheet to correct: what was coded, one row an item, with an empty `action`.

    Corrections that were made already stand first, as they are: a new sheet loses none of them.
    The issues of statements and events are left to be filled in: they follow the passages that
    show an issue, and what is given here holds against these.

    Parameters
    ----------
    tables
        The tables as the machine made them, by name.

    Returns
    -------
    DataFrame
        The columns of `correction_sheet` in the schema, then those that can be set; all text.
    """
    rows = [
        {"table": c.table, "action": c.action, "of": c.of, "note": c.note, **c.quote._asdict()}
        | {name: shown(value) or EMPTY for name, value in c.values.items()}
        for c in corrections
    ]
    done = {(c.table, c.start, c.end, c.of) for c in corrections}
    words = sentences(article).set_index("sent_id")["text"]
    for table, coded in tables.items():
        n_there = Counter(zip(coded["start"], coded["end"], strict=True))
        for row in coded.to_dict("records"):
            start, end = row["start"], row["end"]
            of = identity(table, row) if n_there[start, end] > 1 else ""
            if done.isdisjoint((table, start, end, which) for which in ("", of)):
                rows.append(
                    {"table": table, "of": of, **ground(article).quote(start, end)._asdict()}
                    | {"sent_id": row["sent_id"], "sentence_text": words[row["sent_id"]]}
                    | {k: shown(row[k]) for k in COLUMNS[table] if k != OPEN}
                )
    return pd.DataFrame(rows, columns=list(KNOWN), dtype="str").fillna("")
