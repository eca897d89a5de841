"""An office is its holder's only where the text speaks of the present; nobody is invented."""

import pytest

import closereading as cr


def persons(text):
    table = cr.mentions(cr.Article.from_text(text, doc_id="x", published="2024-05-02"))
    return table.loc[table["kind"] == "person", "name"].tolist()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday the French president visited Rome.", "Emmanuel Macron"),
        ("In 2010 the French president visited Rome.", "president of France"),
        (
            "Britain's prime minister told reporters in 2005 that he would stay.",
            "prime minister of United Kingdom",
        ),
        ("The former president of Brazil was arrested.", "president of Brazil"),
        ("Each prime minister of Japan since the war has said so.", "prime minister of Japan"),
        ("No French president would sign it.", "president of France"),
    ],
)
def test_whose_office(text, name):
    assert persons(text)[0] == name


def test_a_body_of_state_is_a_noun_of_its_own():
    article = cr.Article.from_text(
        "China's military activity near Taiwan grew. China's military fired two rockets.",
        doc_id="x",
    )
    spans = cr.mentions(article)["text"].tolist()
    assert spans == ["China", "Taiwan", "China's military"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Deputy Water Minister Ali Hassan met them.", ["Deputy Water Minister Ali Hassan"]),
        ("The Deputy Water Minister of Ethiopia left.", []),
        ("Deputy Housing Secretary Jane Doe left.", ["Deputy Housing Secretary Jane Doe"]),
        ("Kenya's Public Works Minister Ali Hassan left.", ["Public Works Minister Ali Hassan"]),
        (
            "Kenya's Deputy Water and Irrigation Minister Ali Hassan left.",
            ["Deputy Water and Irrigation Minister Ali Hassan"],
        ),
        (
            "President Kenyatta and Water Minister Ali Hassan left.",
            ["President Kenyatta", "Water Minister Ali Hassan"],
        ),
    ],
)
def test_what_an_office_is_for_is_nobodys_name(text, persons):
    table = cr.mentions(cr.Article.from_text(text, doc_id="m"))
    assert list(table["text"][table["kind"] == "person"]) == persons
