"""Tables as a reader sees them: labels in words, numbers in line, links to the sentences."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from .markup import PASSAGE, SENT_ID, VISIBLE, count_link, esc, sentence_link
from .withhold import withheld, without_text

DATA = "application/vnd.closereading+json"  # what a display tells the exporter
MAX_ROWS = 12  # rows that a table shows before the rest is folded
SHORT = 14  # characters of a cell that is never broken: a date, a code
JOINED = (  # several values, joined by ;
    "actors", "issues", "names", "terms", "keywords", "cooperate_over", "clash_over",
    "congruent_over", "opposed_over",
)  # fmt: skip
MAX_LINKS = 8  # sentence links that a cell shows; more are one link that opens them all
MOST_ROWS = 60  # rows that a report holds; the rest is in the CSV
LONG = 40  # characters from which a cell is running text, and needs room
CONTEXT = ("left", "right")  # columns of running text
NAMED = {  # codes, and their words
    "issue": "label", "actor": "name", "actor_id": "name", "other": "other_name",
}  # fmt: skip
COUNTED = {  # the columns that count, and where the passages stand that they count
    "n_sentences": "sent_ids",
    "n_statements": "statement_ids",
    **dict.fromkeys(("n_occurrences", "n_mentions", "n_quotations"), "spans"),
}

LABELS = {
    "doc_id": "article",
    "sent_ids": "evidence",
    "is_stop": "function word",
    "is_content": "content word",
    "pos": "part of speech",
    "n_word": "word count",
    "n_collocate": "collocate count",
    "n_terms": "number of terms",
    "n_reference": "in the reference",
    "p_adjusted": "p, adjusted",
    "n_expected": "by chance",
    "log_likelihood": "G²",
    "pmi": "PMI",
    "t_score": "t-score",
    "log_dice": "logDice",
    "dp": "DP",
    "dp_norm": "DPnorm",
    "pct_low": "low (%)",
    "pct_high": "high (%)",
    "jaccard": "Jaccard",
    "c_value": "C-value",
    "edtf": "date (EDTF)",
    "quotation": "strongest quotation",
}

ENDINGS = {"_per_1k": " per 1,000 words", "_pct": " (%)", "sent_id": "sentence", "_id": ""}


@dataclass(frozen=True)
class Display:
    """Something to show: HTML, and the same in plain text."""

    html: str
    plain: str
    data: Mapping[str, Any] = field(default_factory=dict)  # what the exporter needs to know
    png: bytes = b""

    def __post_init__(self) -> None:
        kept = withheld()
        if kept and self.data.get("part") != "article":
            object.__setattr__(self, "html", without_text(self.html))
            object.__setattr__(self, "plain", kept.without(self.plain))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        png = {"image/png": b64encode(self.png).decode()} if self.png else {}
        return png | ({DATA: dict(self.data)} if self.data else {})

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain.translate(VISIBLE)


def show(
    table: pd.DataFrame,
    *,
    caption: str,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    max_rows: int = MAX_ROWS,
) -> Display:
    """Return a table with its caption; rows after the first `max_rows` are folded, none is lost.

    Parameters
    ----------
    columns
        The columns to show, in this order, or column → label. If None: all but keys and offsets,
        codes whose words stand beside them, and the article's id where there is only one.
    """
    names = shown_columns(table) if columns is None else list(columns)
    if withheld():
        names = [name for name in names if name not in CONTEXT]
    if "anchor" in names and "timex_id" in table:  # in words, rather than by its key
        told = dict(zip(table["timex_id"], "“" + table["text"] + "”", strict=True))
        table = table.assign(anchor=table["anchor"].replace(told))
    names = [name for name in names if not (table[name].astype(str) == "").all()] or names
    given = columns if isinstance(columns, Mapping) else {}
    codes = [] if columns else [name for name in names if NAMED.get(name) in names]
    coded = {NAMED[name]: name for name in codes}
    names = [name for name in names if name not in codes]
    labels = {name: given.get(name) or label_of(coded.get(name, name)) for name in names}
    if table.empty:
        return Display(
            f'<p class="cr-empty"><strong>{esc(caption)}</strong> — nothing was found.</p>',
            f"{caption} — nothing was found.",
        )
    shown = [_html_table(table.head(max_rows), labels, caption)]
    n_more, n_left = len(table) - max_rows, len(table) - max(max_rows, MOST_ROWS)
    if n_more > 0:
        rest = table.iloc[max_rows : max(max_rows, MOST_ROWS)]
        rows = f"{len(rest):,} more row{'s' * (len(rest) > 1)}"
        if n_left > 0:
            rows += f"; {n_left:,} others are in the CSV of this table"
        folded = _html_table(rest, labels, f"{caption} (continued)")
        shown.append(f'<details class="cr-more"><summary>{rows}</summary>{folded}</details>')
    plain = table[names].head(max_rows).to_string(index=False)
    return Display(
        f'<div class="cr-table">{"".join(shown)}</div>',
        f"{caption}\n{plain}" + f"\n… {n_more:,} more" * (n_more > 0),
    )


def shown_columns(table: pd.DataFrame) -> list[str]:
    """Return the columns that a reader wants: no keys, no offsets, no id of the only article."""
    if "doc_id" not in table or table.doc_id.nunique() > 1:
        return [name for name in table.columns if name != "spans"]
    own = f"{table.doc_id.iloc[0]}:" if len(table) else ":"
    return [
        name
        for name in table.columns
        if name not in ("doc_id", "start", "end", "spans")
        and not (name.endswith("_id") and table[name].astype(str).str.startswith(own).all())
    ]


def label_of(name: str) -> str:
    """Return a column's name in words.

    >>> label_of("n_mentions"), label_of("rate_per_1k"), label_of("first_sent_id")
    ('mentions', 'rate per 1,000 words', 'first sentence')
    """
    if name in LABELS:
        return LABELS[name]
    for ending, words in ENDINGS.items():
        if name.endswith(ending):
            name = name.removesuffix(ending) + words
            break
    for beginning in ("n_", "is_", "has_"):
        name = name.removeprefix(beginning)
    return name.replace("_", " ")


def _html_table(table: pd.DataFrame, labels: Mapping[str, str], caption: str) -> str:
    numeric = {
        name
        for name in labels
        if pd.api.types.is_numeric_dtype(table[name])
        and not pd.api.types.is_bool_dtype(table[name])
    }
    head = "".join(
        f'<th scope="col"{" class=cr-num" * (name in numeric)}>{esc(label)}</th>'
        for name, label in labels.items()
    )
    rows = table.to_dict("records")
    columns = [_cells(name, table[name], rows, is_numeric=name in numeric) for name in labels]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    return (
        f'<div class="cr-scroll" role="region" aria-label="{esc(caption)}" tabindex="0">'
        f"<table><caption>{esc(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _cells(
    name: str, column: "pd.Series[Any]", rows: list[dict[Any, Any]], *, is_numeric: bool
) -> list[str]:
    if name in ("sent_id", "sent_ids") or name.endswith(("_sent_id", "_sent_ids")):
        return [f"<td>{sentence_links(value)}</td>" for value in column]
    if is_numeric:
        shown = numbers(column, is_mixed=name == "value")  # one measure a row, each with its unit
        linked = [opened(value, row, name) for value, row in zip(shown, rows, strict=True)]
        return [f'<td class="cr-num">{value}</td>' for value in linked]
    cells = [_cell(value, is_joined=name in JOINED) for value in column]
    kind = ""
    if name == "left":  # in a concordance: toward the word
        kind = ' class="cr-left"'
    elif max(map(len, cells), default=0) <= SHORT:
        kind = ' class="cr-short"'
    elif max(map(len, cells), default=0) >= LONG:
        kind = ' class="cr-long"'
    return [f"<td{kind}>{cell}</td>" for cell in cells]


def opened(shown: str, row: Mapping[Any, Any], name: str) -> str:
    """Return a number, as a link to the passages that it counts where the row names them."""
    source = COUNTED.get(name, f"{name.removeprefix('n_')}_spans")
    passages = passages_of(row.get(source))
    if not passages or len(passages) != row[name] or withheld():
        return shown
    sent_ids = str(row.get("sent_ids") or row.get("sent_id") or "").split(";")
    return count_link(shown, passages, sent_id=sent_ids[0])


def passages_of(cell: object) -> list[str]:
    """Return the passages of a cell of `spans`, `sent_ids` or keys of spans, each once."""
    parts = [re.sub(r"^\S+:[a-z](?=\d)", "", part) for part in str(cell or "").split(";")]
    return [part for part in dict.fromkeys(parts) if PASSAGE.fullmatch(part)]


def _cell(value: Any, *, is_joined: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return esc("; ".join(map(str, value)))
    if pd.isna(value):
        return "–"
    return esc(str(value).replace(";", "; ") if is_joined else value)


def numbers(column: "pd.Series[Any]", *, is_mixed: bool = False) -> list[str]:
    """Return a column's numbers as they are read: with the same decimals, unless it is mixed.

    >>> numbers(pd.Series([1234, 5])), numbers(pd.Series([12.3456, 1, 1e-5, float("nan")]))
    (['1,234', '5'], ['12.35', '1.00', '1e-05', '–'])
    """
    known = column.dropna().astype(float)
    is_whole = bool((known % 1 == 0).all())

    def written(value: float) -> str:
        return _number(value, 0 if is_whole or (is_mixed and value % 1 == 0) else 2)

    return [written(float(value)) if pd.notna(value) else "–" for value in column]


def _number(value: float, decimals: int) -> str:
    short = f"{value:,.{decimals}f}"
    if value and not float(short.replace(",", "")):
        short = f"{value:.1g}"
    return short.replace("-", "−") if value < 0 else short


def sentence_links(value: Any) -> str:
    """Return the sentences of a cell (`s001;s002`, or a list) as links; many are folded."""
    if isinstance(value, str):
        ids = [part for part in value.split(";") if part]
    elif isinstance(value, Iterable):
        ids = [str(part) for part in value]
    else:
        return "–"
    if not ids:
        return "–"
    if len(ids) > MAX_LINKS and all(map(SENT_ID.fullmatch, ids)):
        ids = list(dict.fromkeys(ids))
        return count_link(f"{len(ids)} sentences", ids, sent_id=ids[0])
    links = " ".join(map(sentence_link, ids[:MAX_LINKS]))
    links += f" and {len(ids) - MAX_LINKS} more" * (len(ids) > MAX_LINKS)
    return f'<span class="cr-links">{links}</span>' if len(ids) > 1 else links
