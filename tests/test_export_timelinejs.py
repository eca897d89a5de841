"""The TimelineJS export: no invented day, no markup from the article."""

import json

import pytest

from closereading.article import Article
from closereading.errors import OutputError
from closereading.event import events
from closereading.export import write_timelinejs

TEXT = (
    "On 3 May 2021 they met. In August 2023 they split. In 2016 a party took power. "
    "From 1921 to 1926 she studied. Prices have risen since 1990. They fought in 480 BC. "
    "Nobody will come."
)


@pytest.fixture
def exported(tmp_path):
    article = Article.from_text(TEXT, doc_id="x", title="<b>Talks</b> & more")
    path = write_timelinejs(events(article), article, tmp_path / "new" / "timeline.json")
    return json.loads(path.read_text("utf-8"))


def test_a_date_has_no_part_that_the_text_doesnt_give(exported):
    dates = [(e["start_date"], e.get("end_date")) for e in exported["events"]]
    assert dates == [
        ({"year": 2021, "month": 5, "day": 3}, None),
        ({"year": 2023, "month": 8}, None),
        ({"year": 2016}, None),
        ({"year": 1921}, {"year": 1926}),
        ({"year": 1990}, None),
        ({"year": -479}, None),
    ]


def test_the_title_is_text_and_counts_the_rest(exported):
    assert exported["title"]["text"]["headline"] == "&lt;b&gt;Talks&lt;/b&gt; &amp; more"
    assert exported["title"]["text"]["text"] == "1 more event has no date on the calendar."


def test_ids_are_unique_and_slides_say_their_basis(exported):
    ids = [e["unique_id"] for e in exported["events"]]
    assert len(set(ids)) == len(ids)
    assert exported["events"][0]["text"] == {
        "headline": "they met",
        "text": "happened; date: 2021-05-03 (stated)",
    }


def test_an_article_without_dates_has_no_slides(tmp_path):
    article = Article.from_text("Nobody came.", doc_id="x")
    path = write_timelinejs(events(article), article, tmp_path / "t.json")
    assert json.loads(path.read_text("utf-8"))["events"] == []


def test_a_folder_that_cant_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    article = Article.from_text("Nobody came.", doc_id="x")
    with pytest.raises(OutputError, match="Can't write"):
        write_timelinejs(events(article), article, tmp_path / "file" / "t.json")
