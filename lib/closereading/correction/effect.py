"""What corrections changed in the numbers: machine and corrected side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from closereading.prose import counted
from closereading.schema import frame

CELLS = {  # what tells the rows of a table apart
    "issues": ("issue",),
    "issue_actors": ("issue", "actor_id"),
    "positions": ("issue", "actor_id"),
    "ties": ("actor", "other"),
    "issue_times": ("event_id", "issue"),
}
SIGNS = {"cooperation": ("n_vc", "n_mc"), "conflict": ("n_vk", "n_mk"), "neutral": ("n_neutral",)}
NAMES = ("name", "other_name", "headline")
FINER = {  # told where all else is the same
    "n_mentions": "passages",
    "n_vc": "verbal cooperation",
    "n_mc": "material cooperation",
    "n_vk": "verbal conflict",
    "n_mk": "material conflict",
    "n_author": "in the author's voice",
    "n_quoted": "quoted",
    "n_paraphrased": "paraphrased",
    "cooperate_over": "cooperate over",
    "clash_over": "clash over",
    "basis": "basis",
}


def correction_effects(
    before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return one row a number that corrections changed: of an issue, a grid's cell, a pair; a date.

    Shares, ranks and intervals, which follow from the counts, have no row.

    Parameters
    ----------
    before, after
        `issues`, `issue_actors`, `positions`, `ties` and `issue_times` by name, from the machine's
        coding and as corrected.

    Returns
    -------
    DataFrame
        The columns of `correction_effects` in the schema, in the order of the tables. `sent_ids`
        are the sentences that came or went; where the same ones count otherwise, all of them.
    """
    rows = []
    for table, keys in CELLS.items():
        cells = [
            {tuple(row[k] for k in keys): row for row in side[table].to_dict("records")}
            for side in (before, after)
        ]
        for cell in dict.fromkeys([*cells[0], *cells[1]]):
            old, new = (side.get(cell) for side in cells)
            told = [_told(row) for row in (old, new)]
            if old and new and told[0] == told[1]:
                finer = [k for k in FINER if k in old and old[k] != new[k]]
                told = [_with(told[0], side, finer) for side in (old, new)]
            ids = [set(_sent_ids(row).split(";")) if row else set() for row in (old, new)]
            row = old or new or {}
            if told[0] != told[1] or ids[0] != ids[1]:
                rows.append(
                    {
                        "doc_id": row["doc_id"],
                        "table": table,
                        "actor_id": row.get("actor_id", ";".join(cell) if table == "ties" else ""),
                        "name": " and ".join(row[k] for k in NAMES if k in row),
                        "issue": row.get("issue", ""),
                        "label": row.get("label", ""),
                        "machine": told[0],
                        "corrected": told[1],
                        "sent_ids": ";".join(sorted(ids[0] ^ ids[1] or ids[0])),
                    }
                )
    return frame("correction_effects", rows)


def _told(row: Mapping[Any, Any] | None) -> str:
    """Return what a cell says."""
    if row is None:
        return "none"
    if "edtf" in row:
        return f"{row['edtf']}, {row['status']}"
    if "sign" in row:
        return f"{counted(row['n_statements'], 'statement')} ({row['sign']})"
    if "leaning" in row:
        counts = {word: sum(row[name] for name in names) for word, names in SIGNS.items()}
        parts = [f"{n} {word}" for word, n in counts.items() if n]
        is_both = counts["cooperation"] and counts["conflict"]
        return ", ".join(parts) + f" ({row['leaning']})" * bool(is_both)
    return counted(row["n_sentences"], "sentence")


def _with(told: str, row: Mapping[Any, Any], columns: Sequence[str]) -> str:
    """Return what a cell says, and the values of some columns."""
    values = [f"{FINER[k]}: {str(row[k]).replace(';', ', ') or 'none'}" for k in columns]
    return "; ".join([told, *values])


def _sent_ids(row: Mapping[Any, Any]) -> str:
    """Return the sentences of a row."""
    return str(row["sent_ids"] if "sent_ids" in row else row["sent_id"])
