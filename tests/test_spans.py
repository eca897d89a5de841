"""The span contract, for every extractor and any text: article.text[start:end] == text."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import closereading as cr
from closereading.schema import SPAN, TABLES

EXTRACTORS = {
    name: getattr(cr, name)
    for name, columns in TABLES.items()
    if set(SPAN) <= set(columns) and name not in ("kwic", "occurrences", "date_spans")
}

WORDS = re.split(
    r"[ ]",
    """China Beijing Tokyo’s the North U.S. Georgia Jordan Xi Jinping President he his EU NATO
March 22 May may 2016 last year Monday “days later” 3.5% $2bn January–March 480 BC 24:60 yesterday
trade war sanctions tariffs on nuclear weapons talks said warned agreed that not will if however
Côte d’Ivoire São\u00a0Tomé İstanbul ﬁnance naïve e\u0301 <b> & ]]> {{x}} $x$ \u202eevil\u202c \x00 \u200b
. , ; ? ! … — - " ' ( ) 😀 \n \n\n \r\n \t""",
)

texts = st.lists(
    st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    min_size=1,
    max_size=60,
).map(" ".join)
dates = st.sampled_from([None, "2025", "2025-04", "2025-04-18"])


def check(article):
    sentences = cr.sentences(article)
    starts = sentences["start"].tolist()
    for name, extract in EXTRACTORS.items():
        table = extract(article)
        assert table.dtypes.astype(str).to_dict() == {c.name: c.dtype for c in TABLES[name]}, name
        for row in table.to_dict("records"):
            assert row["doc_id"] == article.doc_id
            assert 0 <= row["start"] < row["end"] <= len(article.text)
            assert article.text[row["start"] : row["end"]] == row["text"], name
            here = sum(start <= row["start"] for start in starts) - 1
            assert row["sent_id"] == sentences["sent_id"][here], name
        keys = [c.name for c in TABLES[name][:1] if c.name.endswith("_id") and c.name != "doc_id"]
        assert table.sort_values(["start", "end"], kind="stable").index.tolist() == list(
            table.index
        )
        assert not keys or name == "statements" or table[keys[0]].is_unique, name


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts.filter(lambda text: any(c.isalpha() for c in text)), published=dates)
def test_any_text(text, published):
    check(cr.Article.from_text(text, doc_id="any", published=published))


@pytest.mark.parametrize("name", EXTRACTORS)
def test_nothing_found_is_an_empty_table_with_all_columns(name):
    table = EXTRACTORS[name](cr.Article.from_text("Ah.", doc_id="x"))
    assert [*table.columns] == [c.name for c in TABLES[name]]
    assert len(table) == {
        "sentences": 1,
        "paragraphs": 1,
        "segments": 1,
        "tone": 1,
        "tokens": 2,
    }.get(name, 0)


def test_the_seed(seed):
    check(seed)


def test_every_span_table_has_its_extractor():
    assert {"mentions", "timexes", "issue_mentions", "sentences", "tokens"} <= set(EXTRACTORS)
