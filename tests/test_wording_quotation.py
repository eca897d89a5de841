import pandas as pd

from closereading.article import Article
from closereading.quotation import quotations, speakers
from closereading.schema import frame
from closereading.wording.quotation import quotation_findings


def findings(text):
    article = Article.from_text(text, doc_id="a", language="en")
    return quotation_findings(quotations(article), speakers(article))


def test_who_speaks_most_and_how():
    found = findings("“We leave,” said Angela Merkel. “We are tired.” A guard said that it rained.")
    assert [f.text for f in found] == [
        "The article has 3 quotations by 2 speakers: 2 in quote marks and 1 in the article's own words.",
        "Angela Merkel speaks most: 5 words in 2 quotations, 71% of all words quoted.",
        "Quoted without a name that was recognised: “guard”.",
    ]
    assert found[1].sent_ids == ("s001", "s002")
    assert found[2].sent_ids == ("s003",)


def test_a_tie_and_nobody_named():
    row = {
        "doc_id": "a",
        "country": "",
        "n_quotations": 1,
        "n_direct": 1,
        "n_words": 2,
        "words_pct": 100 / 3,
    }
    people = [
        {**row, "actor_id": "CHN", "name": "China", "kind": "state", "sent_ids": "s001"},
        {**row, "actor_id": "USA", "name": "United States", "kind": "state", "sent_ids": "s002"},
        {**row, "actor_id": "", "name": "", "kind": "", "sent_ids": "s003"},
    ]
    table = pd.DataFrame({"mode": ["direct", "mixed", "mixed"]})
    found = quotation_findings(table, frame("speakers", people))
    assert [f.text for f in found] == [
        "The article has 3 quotations by 2 speakers: 1 in quote marks and 2 partly in quote marks.",
        "Of the speakers that are named, China and the United States speak most, 2 words each.",
        "Who speaks isn't clear in 1 of 3 quotations.",
    ]
    assert found[2].sent_ids == ("s003",)


def test_nobody_is_quoted():
    assert [f.text for f in findings("It rained.")] == [
        "Nobody is quoted in this article, as far as was recognised."
    ]
