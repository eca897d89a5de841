"""Load a shelf: several articles by the tables that were written for them, none parsed again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.errors import CloseReadingError, OutputError, ParameterError
from closereading.load import split_front_matter
from closereading.project import find_article, reports_folder
from closereading.schema import TABLES, frame

from .copy import MIN_SIMILARITY, copies_among

READ = {  # the tables that a shelf needs, and of these the columns
    "sentences": ("doc_id", "sent_id", "text", "n_words"),
    "frequencies": ("doc_id", "type", "n_occurrences", "is_content", "sent_ids"),
    "mentions": ("doc_id", "sent_id", "actor_id", "name", "kind", "country"),
    "tone": ("doc_id", "sent_id", "compound"),
    "events": (
        "doc_id", "sent_id", "start", "headline", "edtf", "date", "earliest", "latest",
        "basis", "status", "actors", "issues",
    ),
    "issues": ("doc_id", "issue", "label", "n_mentions", "n_sentences", "sent_ids"),
    "codebook": ("doc_id", "codebook", "version", "issue", "label", "phrases"),
    "positions": (
        "doc_id", "actor_id", "name", "issue", "label", "n_statements", "n_vc", "n_mc", "n_vk",
        "n_mk", "n_neutral", "sent_ids",
    ),
}  # fmt: skip
AT_ONCE = 200  # files read together: fast, and memory doesn't grow with the shelf


@dataclass(frozen=True, eq=False)
class Shelf:
    """Several articles: one row each in `articles`, their copies, and the tables of all."""

    folder: Path
    group_by: str
    articles: pd.DataFrame
    copies: pd.DataFrame
    tables: Mapping[str, pd.DataFrame] = field(repr=False)

    def rows(self, name: str) -> pd.DataFrame:
        """Return a table's rows of the articles that are counted, with their `group`."""
        counted = self.articles[self.articles["copy_of"] == ""].set_index("doc_id")["group"]
        table = self.tables[name]
        kept = table[table["doc_id"].isin(counted.index)]
        return kept.assign(group=kept["doc_id"].map(counted))

    def having(self, name: str) -> pd.DataFrame:
        """Return the rows of `articles` that are counted and have a table, be it empty."""
        is_there = self.articles["lacks"].map(lambda lacks: name not in lacks.split(";"))
        return self.articles[is_there.astype(bool) & (self.articles["copy_of"] == "")]

    def known(self) -> pd.DataFrame:
        """Return the issues that each article can name: `doc_id`, `group`, `issue`.

        Those of its codebook. An article without the table `codebook`, or `issues`, isn't there:
        whether it leaves out an issue or its codebook did isn't known.
        """
        books = self.rows("codebook")
        return books[books["doc_id"].isin(self.having("issues")["doc_id"])][
            ["doc_id", "group", "issue"]
        ]

    def issues(self) -> pd.DataFrame:
        """Return the rows of `issues` of the articles whose codebook is known."""
        return self.rows("issues").merge(self.known(), on=["doc_id", "group", "issue"])


def load_shelf(
    folder: str | Path = "", *, group_by: str = "", min_similarity: float = MIN_SIMILARITY
) -> Shelf:
    """Return the articles of an output folder, read from the tables that notebooks 1 to 3 wrote.

    Near-duplicates are found first and counted once: see `Shelf.copies`.

    Parameters
    ----------
    folder
        Output folder of a run; without it, `reports/` of the project.
    group_by
        A key of the front matter, such as `publisher` or one of your own (`x_desk`). Without it
        each article stands for itself.
    min_similarity
        Jaccard index of five-word sequences from which an article is a copy of another, 0 to 1.

    Raises
    ------
    OutputError
        There is no such folder.
    ParameterError
        No article's front matter has the key `group_by`.
    """
    base = Path(folder) if str(folder) else reports_folder()
    if not base.is_dir():
        raise OutputError(f"No folder {base}. Run `closereading run` first: it writes the tables.")
    facts = front_matter(base)
    if group_by and facts and not any(fields.get(group_by) for fields in facts.values()):
        known = sorted({key for fields in facts.values() for key, value in fields.items() if value})
        raise ParameterError(
            f"No article has {group_by!r} in its front matter, so there is nothing to group by. "
            f"The articles have {', '.join(known) or 'none'}."
        )
    tables, lacking = {}, dict.fromkeys(facts, "")
    for name in READ:
        tables[name], without = read_table(base, facts, name)
        for doc_id in without:
            lacking[doc_id] += f";{name}" if lacking[doc_id] else name
    words = tables["sentences"].groupby("doc_id")["n_words"].agg(["sum", "size"])
    rows = [
        {
            "doc_id": doc_id,
            **{key: fields.get(key, "") for key in ("title", "published", "publisher")},
            "group": (fields.get(group_by) or f"no {group_by}") if group_by else doc_id,
            "n_words": int(words["sum"].get(doc_id, 0)),
            "n_sentences": int(words["size"].get(doc_id, 0)),
            "copy_of": "",
            "lacks": lacking[doc_id],
        }
        for doc_id, fields in facts.items()
    ]
    articles = frame("shelf", rows)
    copies = copies_among(articles, tables["sentences"], min_similarity=min_similarity)
    kept = copies[copies["is_copy"]].set_index("doc_id")["copy_of"]
    articles["copy_of"] = articles["doc_id"].map(kept).fillna("").astype("str")
    return Shelf(base, group_by, articles, copies, tables)


def front_matter(folder: Path) -> dict[str, dict[str, str]]:
    """Return the front matter of each article of an output folder, by doc_id.

    From `run.json`; of an article that isn't in there, from its file in `seeds/`.
    """
    try:
        listed = json.loads((folder / "run.json").read_text("utf-8"))["articles"]
        run = {str(entry["doc_id"]): entry for entry in listed}
    except (OSError, ValueError, KeyError, TypeError):
        run = {}
    written = {path.parent.name for path in folder.glob("*/tables")}
    found = {}
    for doc_id in sorted(run.keys() | {name for name in written if name[0] not in "._"}):
        entry: dict[str, Any] = run.get(doc_id, {})
        fields: Mapping[str, Any] = {**entry, **(entry.get("front_matter") or {})}
        if "front_matter" not in entry:
            fields = {**fields, **seed_fields(doc_id)}
        found[doc_id] = {
            key: str(fields[key])
            for key in fields
            if (key in ("title", "author", "publisher", "published", "language", "genre"))
            or key.startswith("x_")
        }
    return found


def seed_fields(doc_id: str) -> dict[str, Any]:
    """Return the front matter of an article's file in `seeds/`; none where there is no such."""
    try:
        path = find_article(doc_id)
        return split_front_matter(path.read_text("utf-8-sig"), where=str(path))[0]
    except (CloseReadingError, OSError, ValueError):
        return {}


def read_table(folder: Path, doc_ids: Iterable[str], name: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows of a table of all articles, and the articles that lack it.

    A file that isn't such a table, or is damaged, counts as lacking.
    """
    frames, lacking = [frame(name, [])[list(READ[name])]], []
    known = list(doc_ids)
    for at in range(0, len(known), AT_ONCE):
        by_head: dict[str, dict[str, str]] = {}
        for doc_id in known[at : at + AT_ONCE]:
            try:
                data = (folder / doc_id / "tables" / f"{name}.csv").read_bytes()
                text = data.decode("utf-8")
            except (OSError, ValueError):
                text = ""
            head, _, body = text.partition("\n")
            if set(READ[name]) <= set(head.split(",")) and text.count('"') % 2 == 0:
                by_head.setdefault(head, {})[doc_id] = body.rstrip("\n") + "\n"
            else:
                lacking.append(doc_id)
        for head, bodies in by_head.items():
            frames += parsed(name, head, bodies, lacking)
    table = pd.concat(frames, ignore_index=True)
    return table[table["doc_id"].isin(set(known) - set(lacking))], lacking


def parsed(
    name: str, head: str, bodies: Mapping[str, str], lacking: list[str]
) -> list[pd.DataFrame]:
    """Return the rows of files with the same columns, read as one; name damaged ones lacking."""
    dtypes: dict[str, Any] = {c.name: c.dtype for c in TABLES[name] if c.name in READ[name]}
    try:
        table = pd.read_csv(
            StringIO(f"{head}\n{''.join(bodies.values())}"),
            usecols=list(dtypes),
            dtype=dtypes,
            keep_default_na=False,
            na_values={column: [""] for column, dtype in dtypes.items() if dtype == "float64"},
        )
    except ValueError:
        if len(bodies) > 1:
            each = (parsed(name, head, {one: body}, lacking) for one, body in bodies.items())
            return [table for tables in each for table in tables]
        lacking += bodies
        return []
    return [table[list(READ[name])]]


def shaped(name: str, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return rows with exactly the columns and dtypes of a table; without rows, an empty one."""
    if rows is None:
        return frame(name, [])
    dtypes: dict[str, Any] = {column.name: column.dtype for column in TABLES[name]}
    return rows.reindex(columns=list(dtypes)).astype(dtypes).reset_index(drop=True)
