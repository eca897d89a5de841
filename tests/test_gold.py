"""The gold is sound: spans hold, codes are codes, and its README counts what is there."""

import hashlib
import json
import re
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"
SEED = GOLD.parents[1] / "seeds" / "trilateral-cooperation.txt"
TABLES = ("mentions", "quotations", "statements", "events")
FILES = sorted(GOLD.rglob("*.json"))


def annotated_text(path: Path) -> str:
    own = path.with_suffix(".txt")
    if own.exists():
        return own.read_bytes().decode()
    return SEED.read_bytes().decode().split("\n---\n", 1)[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_span_is_its_text(path: Path) -> None:
    gold, text = json.loads(path.read_text(encoding="utf-8")), annotated_text(path)
    assert gold["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    rows = [row for table in TABLES for row in gold[table]]
    assert rows
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_actors_of_statements_are_mentioned(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    known = {mention[key] for mention in gold["mentions"] for key in ("actor", "country")}
    for row in gold["statements"]:
        parties = row["source"] + row["target"]
        assert parties
        assert set(parties) <= known
        assert row["quad"] in {"VC", "MC", "VK", "MK", "N"}
        if row.get("reciprocal"):
            assert len(row["source"]) > 1
            assert not row["target"]


def test_readme_counts_what_is_there() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `(\S+)` \|.*?((?: \d+ \+ \d+ \|){4})$", readme, re.M)
    counted = {name: re.findall(r"(\d+) \+ (\d+)", cells) for name, cells in lines}
    assert set(counted) == {str(path.relative_to(GOLD).with_suffix("")) for path in FILES}
    for name, cells in counted.items():
        gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
        optional = [sum(row.get("optional", False) for row in gold[table]) for table in TABLES]
        found = [(len(gold[table]) - n, n) for table, n in zip(TABLES, optional, strict=True)]
        assert [(int(must), int(may)) for must, may in cells] == found, name


def test_eventless_sentences_are_two_hundred_and_distinct() -> None:
    sentences = (GOLD / "eventless.txt").read_text(encoding="utf-8").splitlines()
    assert len(sentences) == len(set(sentences)) == 200
    assert all(re.fullmatch(r"[A-Z].*\.", sentence) for sentence in sentences)
