"""The score of our own gold, on annotations and predictions written by hand."""

import hashlib
import json
import math

import pytest

from closereading.article import Article
from closereading.errors import ArticleError
from closereading.evaluate import gold as module
from closereading.evaluate.gold import count, evaluate_gold, score_dates
from closereading.schema import frame

TEXT = "Ana Ruiz said that China would wait. “Peru agreed,” she said."
RUIZ, CHINA, PERU = (0, 8), (19, 24), (38, 42)


def mention(span, **more):
    return {"start": span[0], "end": span[1], "text": TEXT[slice(*span)], **more}


RUIZ_ROW = mention(RUIZ, actor="Ana Ruiz", kind="person", country="PER")
CHINA_ROW = mention(CHINA, actor="CHN", kind="state", country="CHN")
QUOTED = {"speaker": "Ana Ruiz", "speaker_country": "PER", "type": "indirect", "cue": "said"}
WAIT = {"start": 19, "end": 35, "text": "China would wait", **QUOTED}
AGREED = {"start": 38, "end": 50, "text": "Peru agreed,", **QUOTED}


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes an annotation of TEXT."""

    def write(**tables):
        rows = {"mentions": [], "quotations": [], "statements": [], "events": [], **tables}
        gold = {"id": "one", "published": "2025-04-18", **rows}
        gold["text_sha256"] = hashlib.sha256(TEXT.encode()).hexdigest()
        (tmp_path / "one.txt").write_text(TEXT, "utf-8")
        (tmp_path / "one.json").write_text(json.dumps(gold), "utf-8")
        return tmp_path

    return write


@pytest.fixture
def predicted(monkeypatch):
    """Let the extractors answer with fixed rows."""

    def answer(mentions=(), quotations=()):
        def table(name, rows):
            base = {"doc_id": "one", "sent_id": "s001", "text": ""}
            empty = {
                "mentions": {"mention_id": "m", "rule": "", "name": "", "kind": "", "country": "", "actor_id": ""},
                "quotations": {"quotation_id": "q", "speaker": "", "speaker_start": 0, "speaker_end": 1, "actor_id": "", "cue": "", "is_direct": False, "mode": "direct"},
            }[name]  # fmt: skip
            return frame(name, [{**base, **empty, **row} for row in rows])

        monkeypatch.setattr(module, "mentions", lambda article: table("mentions", mentions))
        monkeypatch.setattr(module, "quotations", lambda article: table("quotations", quotations))

    return answer


def row(folder, task, article="total"):
    table = evaluate_gold(folder)
    [found] = table[(table["task"] == task) & (table["article"] == article)].to_dict("records")
    return found


def counts(folder, task):
    found = row(folder, task)
    return found["n_gold"], found["n_system"], found["n_right"]


RUIZ_FOUND = {"start": 0, "end": 8, "text": "Ana Ruiz", "name": "Ana Ruiz", "kind": "person", "country": "", "actor_id": "ana-ruiz"}  # fmt: skip
CHINA_FOUND = {"start": 19, "end": 24, "text": "China", "name": "China", "kind": "state", "country": "CHN", "actor_id": "CHN"}  # fmt: skip


def test_mentions_are_right_by_last_name_or_country(folder, predicted):
    predicted(mentions=[RUIZ_FOUND, {**CHINA_FOUND, "country": "TWN"}])
    assert counts(folder(mentions=[RUIZ_ROW, CHINA_ROW]), "mentions") == (2, 2, 1)


def test_optional_annotations_count_neither_way(folder, predicted):
    gold = folder(mentions=[RUIZ_ROW, {**CHINA_ROW, "optional": True}])
    predicted(mentions=[RUIZ_FOUND])
    assert counts(gold, "mentions") == (1, 1, 1)
    predicted(mentions=[RUIZ_FOUND, {**CHINA_FOUND, "country": "TWN"}])
    assert counts(gold, "mentions") == (1, 1, 1)


def test_pronouns_that_nobody_annotates_are_ignored(folder, predicted):
    predicted(mentions=[RUIZ_FOUND, {**RUIZ_FOUND, "start": 52, "end": 55, "text": "they"}])
    assert counts(folder(mentions=[RUIZ_ROW]), "mentions") == (1, 1, 1)


def test_quotations_share_four_fifths_of_the_longer(folder, predicted):
    gold = folder(quotations=[WAIT])
    for end, n_right in ((35, 1), (36, 1), (32, 1), (31, 0)):
        predicted(quotations=[{"start": 19, "end": end, "speaker": "Ana Ruiz"}])
        assert counts(gold, "quotations") == (1, 1, n_right), end


def test_the_whole_stretch_around_an_insertion_is_right_too(folder, predicted):
    gold = folder(quotations=[{**AGREED, "outer_start": 19, "outer_end": 50}])
    predicted(quotations=[{"start": 19, "end": 49, "speaker": "Ruiz"}])
    assert counts(gold, "quotations") == (1, 1, 1)


@pytest.mark.parametrize(
    ("actor", "speaker", "n_right"),
    [
        ({**RUIZ_FOUND}, "she", 1),  # the same person
        ({**CHINA_FOUND, "country": "PER"}, "the ministry", 1),  # her state
        ({**RUIZ_FOUND, "name": "Li Bo", "country": "PER"}, "she", 0),  # a compatriot
        ({**CHINA_FOUND}, "the ministry", 0),
    ],
)
def test_the_speaker_is_right_by_last_name_or_country(folder, predicted, actor, speaker, n_right):
    gold = folder(mentions=[RUIZ_ROW], quotations=[WAIT])
    found = {"start": 19, "end": 35, "speaker": speaker, "actor_id": actor["actor_id"]}
    predicted(mentions=[actor], quotations=[found])
    assert counts(gold, "quotations") == (1, 1, n_right)


def test_each_prediction_is_used_once(folder, predicted):
    predicted(quotations=[{"start": 19, "end": 35, "speaker": "Ruiz"}])
    assert counts(folder(quotations=[WAIT, {**WAIT}]), "quotations") == (2, 1, 1)


def test_a_prediction_that_meets_an_optional_row_less_well_is_wrong():
    gold = [{"id": 1}, {"id": 2, "optional": True}]

    def meets(row, found):
        return found["degree"].get(row["id"], 0), False

    assert count(gold, [{"degree": {2: 1}}], meets)["n_system"] == 0
    assert count(gold, [{"degree": {1: 1, 2: 1}}], meets)["n_system"] == 1
    assert count(gold, [{"degree": {1: 1, 2: 2}}], meets)["n_system"] == 0


def test_rates_and_their_intervals(folder, predicted):
    predicted(mentions=[RUIZ_FOUND])
    found = row(folder(mentions=[RUIZ_ROW, CHINA_ROW]), "mentions")
    assert (found["precision"], found["recall"]) == (100, 50)
    low, high = found["recall_low"], found["recall_high"]
    assert (round(low, 1), round(high, 1)) == (9.5, 90.5)  # Wilson, 1 of 2


def test_nothing_found_is_no_precision(folder, predicted):
    predicted()
    found = row(folder(mentions=[RUIZ_ROW]), "mentions")
    assert math.isnan(found["precision"])
    assert found["recall"] == 0


def test_dates_of_given_events():
    text = "China and Peru met on April 2, 2025. They will meet again in May."
    article = Article.from_text(text, doc_id="one", published="2025-04-18")
    met, meet = {"start": 15, "end": 18}, {"start": 47, "end": 51}
    right = [{**met, "date": "2025-04-02"}, {**meet, "date": "2025-05"}]
    assert score_dates({"events": right}, article) == {"n_gold": 2, "n_system": 2, "n_right": 2}
    wrong = [{**met, "date": "2024", "date_alternatives": ["2025-04-02"]}, {**meet, "date": "2024"}]
    assert score_dates({"events": wrong}, article)["n_right"] == 1
    undated = [{**met, "date": ""}, {**meet, "date": "2025", "optional": True}]
    assert score_dates({"events": undated}, article)["n_gold"] == 0


STATEMENT = {
    "text": "",
    "quad": "VC",
    "negated": False,
    "modality": "did",
    "voice": "author",
    "issues": [],
}


def test_statements_are_counted_by_pair(tmp_path):
    text = "China criticised Peru."
    gold = {
        "id": "two", "published": "2025-04-18", "mentions": [], "quotations": [], "events": [],
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "statements": [{**STATEMENT, "start": 6, "end": 16, "source": ["CHN"], "target": ["PER", "CHL"], "quad": "VK"}],
    }  # fmt: skip
    (tmp_path / "two.txt").write_text(text, "utf-8")
    (tmp_path / "two.json").write_text(json.dumps(gold), "utf-8")
    assert counts(tmp_path, "statements") == (2, 1, 1)
    assert counts(tmp_path, "quads") == (1, 1, 1)


def test_all_articles_and_their_sum(root):
    table = evaluate_gold(root / "tests" / "gold")
    assert set(table["task"]) >= {"mentions", "quotations", "dates"}
    for _, own in table.groupby("task"):
        parts, total = own[own["article"] != "total"], own[own["article"] == "total"].iloc[0]
        assert set(parts["article"]) == {p.stem for p in (root / "tests" / "gold").glob("*.json")}
        for name in ("n_gold", "n_system", "n_right"):
            assert parts[name].sum() == total[name]
    quotations = table[(table["task"] == "quotations") & (table["article"] == "total")].iloc[0]
    assert quotations["precision"] >= 85
    assert quotations["recall"] >= 85


def test_another_text_is_refused(folder):
    gold = folder(mentions=[RUIZ_ROW])
    (gold / "one.txt").write_text("Another text.", "utf-8")
    with pytest.raises(ArticleError, match="annotates another text"):
        evaluate_gold(gold)


def test_a_folder_without_annotations_is_named(tmp_path):
    with pytest.raises(ArticleError, match="holds no annotation"):
        evaluate_gold(tmp_path)
    for content in ("{}", "[]", '{"id": "bad", "published": "2025"}'):
        (tmp_path / "bad.txt").write_text(TEXT, "utf-8")
        (tmp_path / "bad.json").write_text(content, "utf-8")
        with pytest.raises(ArticleError, match=r"bad\.json is no annotation"):
            evaluate_gold(tmp_path)
