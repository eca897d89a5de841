"""Whether something happened, is planned, may be, or is denied; and what a plan can't be."""

import pytest

from closereading.article import Article
from closereading.event import events


def of(text, published="2025-04-18"):
    return events(Article.from_text(text, doc_id="s", published=published)).set_index("text")


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        # feared, guessed: open, whether or not it is dated
        ("Miners fear that a new tax would close the pits.", "close", "hypothetical"),
        ("The mayor warned that the dam would break.", "break", "hypothetical"),
        ("Farmers are worried that the river will dry up.", "dry", "hypothetical"),
        ("The fear that the bank would fall in May 2030 spread.", "fall", "hypothetical"),
        ("Economists predicted that the tariff would hurt growers.", "hurt", "hypothetical"),
        ("Miners fear that pits would close and wages would fall.", "fall", "hypothetical"),
        # announced
        ("The mayor said that the bridge would open in June.", "open", "planned"),
        ("The mayor announced that the city would buy the ferry.", "buy", "planned"),
        # on a condition, also where the speaker stands between the two
        ("If the court rules, Kenya will sue.", "sue", "hypothetical"),
        ("If Togo refuses, the envoy said, Benin will close the port.", "close", "hypothetical"),
        ("If asked, the envoy says that Benin will close the port.", "close", "planned"),
        # a refusal lies ahead as a promise does
        ("Benin said that it would not sign the pact.", "sign", "planned"),
        ("Benin will not sign the pact.", "sign", "planned"),
        ("The minister said that his country would never leave the bloc.", "leave", "planned"),
        # a denial, what didn't happen, what cannot be refused
        ("Benin denied that it would not sign the pact.", "sign", "denied"),
        ("Benin did not sign the pact.", "sign", "denied"),
        ("Benin was not invited to the talks.", "invited", "denied"),
        ("Nobody will sign the pact.", "sign", "denied"),
        ("Prices will not fall.", "fall", "denied"),
        ("The bridge will not be opened.", "opened", "denied"),
        # what one is made to do is done
        ("The flood forced the miners to leave in May 2020.", "leave", "happened"),
    ],
)
def test_status(text, word, status):
    assert of(text).loc[word, "status"] == status


@pytest.mark.parametrize(
    "text",
    [
        "The envoy did not say whether Benin would sign the pact.",
        "On Monday the envoy did not say whether Benin would sign the pact.",
        "The envoy did not explain why Benin would sign the pact.",
        "The envoy would not say who would sign the pact.",
    ],
)
def test_what_is_left_unsaid_is_no_event_and_no_denial(text):
    table = of(text)
    assert set(table.index) <= {"sign"}
    assert "denied" not in set(table["status"])


def test_what_is_denied_in_words_is_an_event():
    assert of("The envoy did not say that Benin had signed.").loc["say", "status"] == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Peru will sue the firm at the court where it lost to Chile in May 2020.",
        "Peru will bring the case before the court, where it lost to Chile over the lake in 2020.",
        "Kenya will play in the hall that burned down in 2020.",
    ],
)
def test_a_past_date_belongs_to_the_clause_that_tells_of_the_past(text):
    table = of(text)
    ahead = table[table["status"] == "planned"]
    assert list(ahead["edtf"]) == [""]
    assert set(table.drop(ahead.index)["edtf"].str[:4]) <= {"2020"}


@pytest.mark.parametrize(
    ("text", "word", "edtf", "status"),
    [
        ("The firm said in 2019 that it would shut the pit in May 2020.", "shut", "2020-05", "hypothetical"),
        ("The firm said that it would shut the pit in May 2030.", "shut", "2030-05", "planned"),
    ],
)  # fmt: skip
def test_nothing_planned_lies_before_the_publication(text, word, edtf, status):
    row = of(text).loc[word]
    assert (row["edtf"], row["status"]) == (edtf, status)
