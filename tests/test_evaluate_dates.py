"""Dates of event mentions, counted by hand."""

import json
import math

import pytest

from closereading.errors import ArticleError
from closereading.evaluate.dates import evaluate_dates

TEXT = "On 3 May 2021 they met. In June 2021 they split. He left in 2019. They had sung."


def document(times):
    spans = {word: (TEXT.index(word), TEXT.index(word) + len(word)) for word in times}
    return {
        "doc": "a",
        "dct": "2021-07-01",
        "text": TEXT,
        "events": [{"start": s, "end": e, "time": times[w]} for w, (s, e) in spans.items()],
    }


def measured(tmp_path, *documents):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, documents)) + "\n", encoding="utf-8")
    table = evaluate_dates(path)
    return {row["measure"]: (row["n_right"], row["n"]) for row in table.to_dict("records")}


def test_measures_of_a_document(tmp_path):
    found = measured(
        tmp_path,
        document({"met": "2021-05-03", "split": "2021-06-XX", "left": "2018", "sung": ""}),
    )
    assert found == {
        "dated": (3, 3),
        "exact_day": (1, 1),
        "granularity": (2, 3),
        "date_precision": (1, 1),
        "date_recall": (1, 1),
        "date_f1": (2, 2),
    }


def test_a_wrong_day_counts_against_both_sides(tmp_path):
    found = measured(tmp_path, document({"met": "2021-05-04"}))
    assert found["exact_day"] == (0, 1)
    assert found["date_precision"] == (0, 1)
    assert found["date_f1"] == (0, 2)


def test_a_line_separator_within_a_text_ends_no_line(tmp_path):
    known = document({"met": "2021-05-03"})
    known["text"] = known["text"].replace("split. ", "split.\u2028")
    (tmp_path / "gold.jsonl").write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    table = evaluate_dates(tmp_path / "gold.jsonl").set_index("measure")
    assert table.loc["exact_day", "n_right"] == 1


def test_no_day_is_no_number(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(document({"left": "2019"})), encoding="utf-8")
    table = evaluate_dates(path).set_index("measure")
    assert math.isnan(table.loc["exact_day", "value_pct"])
    assert table.loc["granularity", "value_pct"] == 100


@pytest.mark.parametrize("line", ["{", '{"text": "x"}', '{"text": "Hi", "events": []}', "[]", ""])
def test_other_files_are_refused_with_the_line_at_fault(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"line 1|no event mention"):
        evaluate_dates(path)
    with pytest.raises(ArticleError, match="can't be read"):
        evaluate_dates(tmp_path / "missing.jsonl")
