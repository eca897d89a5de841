"""Tables as the researcher corrected them, and what became of each correction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import pandas as pd

from closereading.article import Article
from closereading.parse import fold, span_columns
from closereading.schema import TABLES, frame, key

from .load import Correction
from .value import COLUMNS, DEFAULTS, EMPTY, PARTIES, actor, shown, when

Table = Literal["mentions", "statements", "events", "issue_mentions"]
Row = dict[str, Any]
ORDER = ("delete", "confirm", "change", "add")
MADE = {"rule": "corrected", "term": ""}  # how a row was found, where the researcher made it
NOTHING = {"str": "", "bool": False, "Int64": pd.NA}


class Done(NamedTuple):
    """What became of a correction, and what was coded before and after it."""

    outcome: str
    machine: str = ""
    corrected: str = ""


def apply_corrections(
    table: Table, rows: pd.DataFrame, corrections: Sequence[Correction], article: Article
) -> pd.DataFrame:
    """Return a table as corrected: its columns, and `coding`, who decided on the row.

    `coding` is machine, or confirmed, changed or added by the researcher. Each table is corrected
    by itself: a changed mention doesn't change the statements about it. The pairs of a reciprocal
    statement share all but source and target. An added mention takes the place of those that it
    overlaps. Rows are in the order of the text, keys made anew.
    """
    return _applied(table, rows, corrections, article)[0]


def correction_report(
    tables: Mapping[Table, pd.DataFrame], corrections: Sequence[Correction], article: Article
) -> pd.DataFrame:
    """Return what became of each correction of these tables: machine and corrected side by side.

    Parameters
    ----------
    tables
        The tables as the machine made them, by name.

    Returns
    -------
    DataFrame
        The columns of `corrections` in the schema, in the order of the file. `outcome`:
        confirmed, where the machine agrees; changed, added, deleted; gone, where the passage
        isn't in the text; context not found, where it is, but not with that prefix or suffix;
        ambiguous, where it was edited; not coded, where the machine has no such row there.
    """
    done: dict[int, Done] = {}
    for table, coded in tables.items():
        done |= _applied(table, coded, corrections, article)[1]
    rows = []
    for n, c in enumerate(corrections):
        if n in done:
            place: Row = {"sent_id": "", "start": pd.NA, "end": pd.NA}
            if not c.trouble:
                here = span_columns(article, c.start, c.end)
                place = {name: here[name] for name in place}
            asked = {"row": c.row, "table": c.table, "action": c.action, "note": c.note}
            known = {"doc_id": article.doc_id, "exact": c.quote.exact, **asked, **place}
            rows.append(known | done[n]._asdict())
    return frame("corrections", rows)


def identity(table: str, row: Mapping[Any, Any]) -> str:
    """Return what tells a row from others at the same passage: the sheet's column `of`."""
    if table == "statements":
        return f"{row.get('source', '')}>{row.get('target', '')}"
    return str(row["issue"]) if table == "issue_mentions" else ""


def _applied(
    table: str, coded: pd.DataFrame, corrections: Sequence[Correction], article: Article
) -> tuple[pd.DataFrame, dict[int, Done]]:
    """Return the corrected table, and what became of its corrections, by their number."""
    rows: list[Row] = coded.assign(coding="machine").to_dict("records")  # type: ignore[assignment]
    own = [(n, c) for n, c in enumerate(corrections) if c.table == table]
    done = {}
    for n, c in sorted(own, key=lambda pair: ORDER.index(pair[1].action)):
        done[n] = Done(c.trouble) if c.trouble else _one(c, rows, article)
    return _frame(table, rows, article), done


def _one(c: Correction, rows: list[Row], article: Article) -> Done:
    """Apply one correction to the rows, and return what became of it."""
    near = [r for r in rows if c.start < r["end"] and r["start"] < c.end]
    left = [row for row in near if row["coding"] != "deleted"]
    there = [row for row in left if (row["start"], row["end"]) == (c.start, c.end)]
    of = identity(c.table, c.values) if c.action == "add" else c.of
    here = [row for row in there if of in ("", identity(c.table, row))]
    if not here and c.action != "add":
        return Done("not coded", "; ".join(row["text"] for row in near))
    if c.action == "delete":
        for row in here:
            row["coding"] = "deleted"
        return Done("deleted", _told(c.table, here))
    old = [dict(row) for row in here]
    changed = [name for row in here for name in _set(c.table, row, c.values, article)]
    if not here:
        old = left if c.table == "mentions" else []
        for row in old:
            row["coding"] = "deleted"
        here = [_new(c, there, article)]
        rows += here
    if any(row.get("is_reciprocal") for row in old or there):
        shared = {k: v for k, v in c.values.items() if k not in PARTIES}
        for row in there:
            if row["is_reciprocal"] and any(row[name] != value for name, value in shared.items()):
                _set(c.table, row, shared, article)
    outcome = "changed" if changed else "added" if here[0]["coding"] == "added" else "confirmed"
    return Done(outcome, _told(c.table, old, changed), _told(c.table, here, changed))


def _set(table: str, row: Row, values: Mapping[str, Any], article: Article) -> list[str]:
    """Set values in a row, and what follows from them; return which columns changed."""
    new = {k: v for k, v in values.items() if fold(str(row[k])) != fold(str(v))}
    if not new:
        row["coding"] = "confirmed" if row["coding"] == "machine" else row["coding"]
        return []
    if "actor_id" in new:
        new = actor(new["actor_id"], article) | new
    if "edtf" in new:
        basis = "stated" if row["basis"] == "undated" else row["basis"]
        new = {"basis": basis if new["edtf"] else "undated"} | new | when(new["edtf"])
    for party in PARTIES:
        new |= {f"{party}_start": pd.NA, f"{party}_end": pd.NA} if party in new else {}
    changed = [k for k in COLUMNS[table] if k in new and new[k] != row[k]]
    row |= new | {"coding": "changed"} | {k: v for k, v in MADE.items() if k in row}
    return changed


def _new(c: Correction, there: Sequence[Row], article: Article) -> Row:
    """Return the row that a correction adds; a further pair of a statement is like the others."""
    text = article.text[c.start : c.end]
    known: Row = DEFAULTS | dict.fromkeys(("name", "predicate", "headline"), text)
    known |= span_columns(article, c.start, c.end)
    if c.table == "statements":
        known |= {k: v for row in there for k, v in row.items() if not k.startswith(PARTIES)}
    known |= MADE
    row: Row = {k.name: known.get(k.name, NOTHING.get(k.dtype)) for k in TABLES[c.table]}
    _set(c.table, row := row | {"coding": "machine"}, c.values, article)
    return row | {"coding": "added"}


def _told(table: str, rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """Return the values of some columns, or of all that say something."""
    told = [
        [
            f"{name}={shown(row[name]) or EMPTY}"
            for name in COLUMNS[table]
            if name in columns or (not columns and row[name])
        ]
        for row in rows
    ]
    return "; ".join(dict.fromkeys(map(", ".join, told)))


def _frame(table: str, rows: Sequence[Row], article: Article) -> pd.DataFrame:
    """Return the rows that are left, in the order of the text, each once, with their keys."""
    kept: dict[tuple[int, int, str], Row] = {}
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        if row["coding"] != "deleted":
            kept.setdefault((row["start"], row["end"], identity(table, row)), row)
    n_before: Counter[str] = Counter()
    for row in kept.values():
        made = key(article.doc_id, table[0], row["start"], row["end"])
        n_before[made] += 1
        nth = f".{n_before[made]}" if n_before[made] > 1 and table == "issue_mentions" else ""
        row[TABLES[table][0].name] = made + nth
    coding = [row.pop("coding") for row in kept.values()]
    return frame(table, kept.values()).assign(coding=pd.array(coding, dtype="str"))
