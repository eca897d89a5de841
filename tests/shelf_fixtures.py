"""Shelves made of tables that are written by hand."""

import json
import math
import re

import pytest

import closereading as cr
from closereading.schema import frame
from closereading.shelf.load import READ

BLANK = {"str": "", "int64": 0, "Int64": 0, "float64": math.nan, "bool": False}


def table(name, rows):
    """Return a table of which only some columns are given."""
    empty = frame(name, [])
    blank = {c: BLANK[str(empty[c].dtype)] for c in empty}
    return frame(name, [blank | row for row in rows])


def words(doc_id, text):
    """Return the tables of a text that need no parse: one sentence a line, each word a lemma."""
    sentences, found = [], {}
    for i, line in enumerate(text.split("\n"), 1):
        row = {"doc_id": doc_id, "sent_id": f"s{i:03d}", "text": line, "n_words": len(line.split())}
        sentences.append(row)
        for word in re.findall(r"\w+", line):
            found.setdefault(word.lower(), []).append(row["sent_id"])
    return {
        "sentences": table("sentences", sentences),
        "frequencies": table(
            "frequencies",
            [
                {"doc_id": doc_id, "type": word, "n_occurrences": len(ids), "is_content": True,
                 "sent_ids": ";".join(dict.fromkeys(ids))}
                for word, ids in found.items()
            ],
        ),
    }  # fmt: skip


BOOK = [{"codebook": "Default", "version": "1", "issue": i} for i in ("trade", "tea", "war")]
BOOK = [row | {"label": row["issue"].title()} for row in BOOK]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, doc_id, text="Rain fell.", without=(), **tables):
    """Write an article's tables: its words, empty ones, and those given as lists of rows."""
    made = {name: frame(name, []) for name in READ} | words(doc_id, text)
    tables = {"codebook": BOOK} | tables
    made |= {
        name: table(name, [{"doc_id": doc_id} | row for row in rows])
        for name, rows in tables.items()
    }
    kept = {name: made[name] for name in made if name not in without}
    cr.write_tables(kept, folder / doc_id)


def record(folder, **articles):
    """Write the front matter of articles as `run.json` has it."""
    entries = [
        {"doc_id": doc_id, "front_matter": {k: v for k, v in fields.items() if k[0] == "x"}}
        | {k: v for k, v in fields.items() if k[0] != "x"}
        for doc_id, fields in articles.items()
    ]
    (folder / "run.json").write_text(json.dumps({"articles": entries}), "utf-8")


B = "A storm broke the old bridge over the river while nobody but a fisherman was looking at it"


A = "The minister of trade met her colleague in the port and spoke about tea for two hours today"


LINES = "\n".join(f"line {i} of {{0}}" for i in range(40))


def named(issue, n, label=None):
    return {"issue": issue, "label": label or issue.title(), "n_sentences": n, "sent_ids": "s001"}


def stand(issue, **counts):
    return {"actor_id": "CHN", "name": "China", "issue": issue, "label": issue.title(),
            "n_statements": sum(counts.values()), "sent_ids": "s001;s002"} | counts  # fmt: skip
