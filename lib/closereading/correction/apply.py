"""Tables as the researcher corrected them, and what became of each correction."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import pandas as pd

from closereading.article import Article
from closereading.parse import fold, parse
from closereading.schema import TABLES, frame, key

from .load import Correction
from .value import COLUMNS, DEFAULTS, EMPTY, LETTERS, PARTIES, actor, shown, when

Table = Literal["mentions", "statements", "events", "issue_mentions"]
Row = dict[str, Any]
ORDER = ("delete", "confirm", "change", "add")


class Done(NamedTuple):
    """What became of a correction, and what was coded before and after it."""

    correction: Correction
    outcome: str
    machine: str = ""
    corrected: str = ""


def apply_corrections(
    table: Table, rows: pd.DataFrame, corrections: Sequence[Correction], article: Article
) -> pd.DataFrame:
    """Return a table as corrected: its columns, and `coding`, who decided on the row.

    `coding` is machine, or confirmed, changed or added by the researcher. Each table is corrected
    by itself: a changed mention doesn't change the statements about it. The pairs of a statement
    share all but source and target. An added mention takes the place of those that it overlaps.
    Rows are in the order of the text, keys made anew.
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
        confirmed, where the machine agrees; changed, added, deleted; gone or ambiguous, where
        the passage isn't found; not coded, where the machine has no such row there.
    """
    order = {id(c): n for n, c in enumerate(corrections)}
    done = [d for name in tables for d in _applied(name, tables[name], corrections, article)[1]]
    rows = []
    for d in sorted(done, key=lambda d: order[id(d.correction)]):
        c = d.correction
        place: Row = {"sent_id": "", "start": pd.NA, "end": pd.NA}
        if not c.trouble:
            sent_id = parse(article).sentence_at(c.start).sent_id
            place = {"sent_id": sent_id, "start": c.start, "end": c.end}
        asked = {"row": c.row, "table": c.table, "action": c.action, "note": c.note}
        told = {"outcome": d.outcome, "machine": d.machine, "corrected": d.corrected}
        rows.append({"doc_id": article.doc_id, "exact": c.quote.exact} | asked | place | told)
    return frame("corrections", rows)


def identity(table: str, row: Mapping[str, Any]) -> str:
    """Return what tells a row from others at the same passage: the sheet's column `of`."""
    if table == "statements":
        return f"{row.get('source', '')}>{row.get('target', '')}"
    return str(row["issue"]) if table == "issue_mentions" else ""


def _applied(
    table: str, given: pd.DataFrame, corrections: Sequence[Correction], article: Article
) -> tuple[pd.DataFrame, list[Done]]:
    """Return the corrected table, and what became of each of its corrections."""
    rows: list[Row] = given.assign(coding="machine").to_dict("records")  # type: ignore[assignment]
    places: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        places.setdefault((row["start"], row["end"]), []).append(row)
    own = [c for c in corrections if c.table == table]
    done = [Done(c, c.trouble) for c in own if c.trouble]
    for c in sorted((c for c in own if not c.trouble), key=lambda c: ORDER.index(c.action)):
        there = [row for row in places.get((c.start, c.end), []) if row["coding"] != "deleted"]
        of = identity(table, c.values) if c.action == "add" else c.of
        here = [row for row in there if of in ("", identity(table, row))]
        near = [r for r in rows if c.start < r["end"] and r["start"] < c.end] if not here else []
        if here and c.action == "delete":
            done.append(Done(c, "deleted", _told(table, here)))
            _delete(here)
        elif here:
            old = [dict(row) for row in here]
            changed = [k for row in here for k in _set(table, row, c.values, article)]
            outcome = "changed" if changed else "confirmed"
            done.append(Done(c, outcome, *(_told(table, r, changed) for r in (old, here))))
        elif c.action == "add":
            row = _new(table, c, article, there)
            places.setdefault((c.start, c.end), []).append(row)
            rows.append(row)
            near = [r for r in near if r["coding"] != "deleted" and table == "mentions"]
            done.append(Done(c, "added", _told(table, near), _told(table, [row])))
            _delete(near)
        else:
            done.append(Done(c, "not coded", "; ".join(row["text"] for row in near)))
        shared = {k: v for k, v in c.values.items() if table == "statements" and k not in PARTIES}
        for row in there if here or c.action == "add" else ():
            if any(row[name] != value for name, value in shared.items()):
                _set(table, row, shared, article)
    return _frame(table, rows, article), done


def _delete(rows: Sequence[Row]) -> None:
    for row in rows:
        row["coding"] = "deleted"


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


MADE = {"rule": "corrected", "term": ""}  # how a row was found, where the researcher made it


def _new(table: str, c: Correction, article: Article, there: Sequence[Row]) -> Row:
    """Return the row that a correction adds; a further pair of a statement is like the others."""
    text, empty = article.text[c.start : c.end], {"str": "", "bool": False, "Int64": pd.NA}
    sent_id = parse(article).sentence_at(c.start).sent_id
    span = {"doc_id": article.doc_id, "sent_id": sent_id, "start": c.start, "end": c.end}
    words = {"text": text, "name": text, "predicate": text, "headline": text}
    known = {**DEFAULTS, **words, **span}
    if table == "statements":
        known |= {k: v for row in there for k, v in row.items() if not k.startswith(PARTIES)}
    row: Row = {k.name: known.get(k.name, empty.get(k.dtype)) for k in TABLES[table]}
    row |= {"coding": "machine", **{k: v for k, v in MADE.items() if k in row}}
    _set(table, row, c.values, article)
    return row | {"coding": "added"}


def _told(table: str, rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """Return the values of some columns, or of all that say something."""
    told = [
        ", ".join(
            f"{name}={shown(row[name]) or EMPTY}"
            for name in COLUMNS[table]
            if name in columns or (not columns and row[name])
        )
        for row in rows
    ]
    return "; ".join(dict.fromkeys(told))


def _frame(table: str, rows: Sequence[Row], article: Article) -> pd.DataFrame:
    """Return the rows that are left, in the order of the text, each once, with their keys."""
    kept: dict[tuple[int, int, str], Row] = {}
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        if row["coding"] != "deleted":
            kept.setdefault((row["start"], row["end"], identity(table, row)), row)
    name, n_before = TABLES[table][0].name, dict[str, int]()
    for row in kept.values():
        row[name] = made = key(article.doc_id, LETTERS[table], row["start"], row["end"])
        n_before[made] = nth = n_before.get(made, 0) + 1
        if nth > 1 and table == "issue_mentions":
            row[name] = f"{made}.{nth}"
    coding = [row.pop("coding") for row in kept.values()]
    return frame(table, kept.values()).assign(coding=pd.array(coding, dtype="str"))
