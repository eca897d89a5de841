"""Measure who does what to whom on annotated sentences that the user has."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.article import Article
from closereading.clause import VERBS
from closereading.errors import ArticleError
from closereading.mention import mentions
from closereading.parse import parse
from closereading.statement import statements

from .score import Row, pct, read_lines

COOPERATES = {"VC": True, "MC": True, "VK": False, "MK": False}
AHEAD = {"MC": "VC", "MK": "VK"}  # what is planned is only said
COUNTRY = re.compile("(?!IGO|NGO|IMG|MNC|ISM)[A-Z]{3}")  # those are kinds of actors in PLOVER
FORM = '{"text", "source": [{"code"}], "target": [{"code"}], "quad": "VC"}'


def evaluate_statements(path: str | Path) -> pd.DataFrame:
    """Return how well `statements` reads the main statement of annotated sentences.

    Parameters
    ----------
    path
        A JSON Lines file in the form of PLOVER's gold standard records, a sentence a line:
        `{"text", "source": [{"code"}], "target": [{"code"}], "quad"}`. `code` is a country in
        three letters (other actors don't count), `quad` one of VC, MC, VK, MK.

    Returns
    -------
    DataFrame
        One row a measure: `measure`, `value_pct` (0 to 100; NaN where nothing is there), `n`
        (sentences). `quad_f1`: the mean of the classes' F1; `direction`: cooperation or conflict;
        `source_f1`, `target_f1`: countries; `triple`: both sides and direction (where no target
        is annotated, the parties, on whatever side).

    Raises
    ------
    ArticleError
        No such file, or a line that isn't such a sentence.

    Notes
    -----
    The main statement is the highest in the parse, verbs before nouns. Annotations tell how an
    act is meant: what is denied counts as a refusal, what is planned as said.

    References
    ----------
    PLOVER, https://github.com/openeventdata/PLOVER
    """
    count: Counter[tuple[str, str]] = Counter()
    annotated = read_lines(path, read_sentence, kind="a sentence in PLOVER's form", form=FORM)
    if not annotated:
        raise ArticleError(f"{path} holds no sentence.")
    for gold in annotated:
        count += compare(gold, main_statement(gold["text"]))
    quads = [f1(count, quad) for quad in COOPERATES if count[quad, "gold"]]
    rows = [("quad_f1", sum(quads) / len(quads))]
    rows += [(f"{side}_f1", f1(count, side)) for side in ("source", "target")]
    for name in ("direction", "triple"):
        rows.append((name, pct(count[name, "right"], count[name, "gold"])))
    return pd.DataFrame(rows, columns=["measure", "value_pct"]).assign(n=count["direction", "gold"])


def main_statement(text: str) -> dict[str, Any]:
    """Return the class and the countries of the statement that is highest in the parse."""
    article = Article.from_text(text, doc_id="sentence")
    table, known = statements(article), mentions(article)
    if table.empty:
        return {"quad": "", "source": set(), "target": set()}
    doc = parse(article).doc

    def height(row: Row) -> tuple[float, int]:
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand")
        assert span is not None
        is_noun = span.root.pos_ not in VERBS
        is_open = not row["target"] and not row["is_reciprocal"]
        return len(list(span.root.ancestors)) + 2 * is_noun + 1.5 * is_open, row["start"]

    first = min(table.to_dict("records"), key=height)
    own = table[table["statement_id"] == first["statement_id"]]
    country = dict(zip(known["actor_id"], known["country"], strict=True))
    quad = "VK" if first["is_negated"] and COOPERATES.get(first["quad"]) else first["quad"]
    sides = {s: countries([country.get(a) or a for a in own[s]]) for s in ("source", "target")}
    return {"quad": AHEAD.get(quad, quad) if first["modality"] != "did" else quad, **sides}


def countries(codes: list[str]) -> set[str]:
    """Return those codes that are a country's."""
    return {code for code in codes if COUNTRY.fullmatch(code)}


def compare(gold: Row, found: Row) -> Counter[tuple[str, str]]:
    """Return the counts of one sentence: (measure or class, "right", "gold" or "found")."""
    count: Counter[tuple[str, str]] = Counter()
    sets = {q: ({q} & {gold["quad"]}, {q} & {found["quad"]}) for q in COOPERATES}
    sets |= {side: (gold[side], found[side]) for side in ("source", "target")}
    for name, (known, new) in sets.items():
        sizes = {"gold": len(known), "found": len(new), "right": len(known & new)}
        count.update({(name, what): n for what, n in sizes.items()})
    is_way = COOPERATES[gold["quad"]] == COOPERATES.get(found["quad"])
    same = all(found[side] == gold[side] for side in ("source", "target"))
    same |= not gold["target"] and found["source"] | found["target"] == gold["source"]
    is_named = bool(gold["source"] or gold["target"])
    count.update({("direction", "gold"): 1, ("direction", "right"): is_way})
    count.update({("triple", "gold"): is_named, ("triple", "right"): is_named and same and is_way})
    return count


def f1(count: Counter[tuple[str, str]], name: str) -> float:
    """Return the harmonic mean of precision and recall, in %; NaN where nothing is there."""
    return pct(2 * count[name, "right"], count[name, "gold"] + count[name, "found"])


def read_sentence(row: Any) -> dict[str, Any]:
    """Return an annotated sentence, the countries as sets."""
    if row["quad"] not in COOPERATES:
        raise ValueError(f"quad is {row['quad']!r}")
    sides = {s: countries([a["code"] or "" for a in row[s]]) for s in ("source", "target")}
    return {"text": row["text"], "quad": row["quad"], **sides}
