"""What a statement is about, by where its issue stands in the parse."""

import pandas as pd
import pytest

import closereading as cr
from closereading.article import Article
from closereading.issue.load import parse_codebook

BOOK = parse_codebook(
    """
version: "1"
issues:
  - id: tariffs
    patterns: [tariff, trade war]
  - id: fish
    patterns: [fish, fishery]
  - id: war
    patterns: [war, troops, invasion]
""",
    where="three.yaml",
)


def about(text, word, **names):
    """Return the issues of the predicate at a word; `source`, `target`: a name in the text."""
    start = text.index(word)
    row = {"start": start, "end": start + len(word), "predicate": word}
    for side, name in names.items():
        at = text.index(name)
        row |= {f"{side}_start": at, f"{side}_end": at + len(name)}
    table = pd.DataFrame([row])
    article = Article.from_text(text, doc_id="a")
    return cr.statement_issues(article, table, codebook=BOOK)["issues"][0]


@pytest.mark.parametrize(
    ("text", "word", "issues"),
    [
        # its object, what hangs on it, several of them
        ("Chile raised tariffs on wine.", "raised", "tariffs"),
        ("Chile and Peru signed a deal on fish and tariffs.", "signed", "tariffs;fish"),
        ("Chile discussed the fish with Peru.", "discussed", "fish"),
        # its subject, also that of the clause before
        ("The tariffs hurt Chile.", "hurt", "tariffs"),
        ("The tariffs have hurt Chile and have angered Peru.", "angered", "tariffs"),
        # each of two joined clauses its own
        ("Chile raised tariffs and Peru bought fish.", "raised", "tariffs"),
        ("Chile raised tariffs and Peru bought fish.", "bought", "fish"),
        ("Chile raised tariffs and praised Peru.", "praised", ""),
        ("Oman cut tariffs, Iran had sold its fish and prices fell.", "sold", "fish"),
        # what only describes a party is who; what describes a thing is what
        ("Chad put tariffs on Togo and Benin, countries rich in fish.", "put", "tariffs"),
        ("Chad fined Togo, a country rich in fish.", "fined", ""),
        ("Chad and Togo signed the Lagos Charter, a deal on fish.", "signed", "fish"),
        # what is said or wanted
        ("Chile warned that tariffs would follow.", "warned", "tariffs"),
        ("Chile urged Peru to build trust and to lower its tariffs.", "urged", "tariffs"),
        # an adverbial clause only where its own shows nothing
        ("Chile praised Peru after it cut tariffs.", "praised", "tariffs"),
        ("Chile sold fish to Peru after it cut tariffs.", "sold", "fish"),
        # a relative clause is about the noun that it describes, and says nothing above it
        ("The tariffs that Chile imposed on Peru are high.", "imposed", "tariffs"),
        ("Chile praised the ministers who had lowered tariffs.", "praised", ""),
        ("Tariffs imposed by Chile hurt.", "imposed", "tariffs"),
        # a noun: itself, its phrase, then the clause whose object or subject it is
        ("The trade war between Chile and Peru goes on.", "war", "tariffs;war"),
        ("Chile held talks with Peru over fish.", "talks", "fish"),
        ("Talks between Chile and Peru ended the war.", "Talks", "war"),
        ("China's fish and support for Peru hurt.", "support", ""),
        # not the whole sentence
        ("While fish were scarce, Chile praised Peru.", "were", "fish"),
        ("Chile, whose fish are scarce, praised Peru.", "praised", ""),
        ("Chile praised Peru.", "praised", ""),
    ],
)  # fmt: skip
def test_a_statement_is_about_what_its_clause_shows(text, word, issues):
    assert about(text, word) == issues


def test_a_name_says_who_not_what_unless_the_predicate_holds_it():
    text = "The Fish Council condemned Chile."
    assert about(text, "condemned") == "fish"
    assert about(text, "condemned", source="The Fish Council") == ""
    text = "Fish Minister Ana Rojas condemned the war."
    assert about(text, "condemned") == "fish;war"
    assert about(text, "condemned", source="Ana Rojas") == "war"
    text = "Chile hosts American troops."
    assert about(text, "hosts", target="American troops") == ""
    table = pd.DataFrame(
        [{"start": 6, "end": 11, "predicate": "host troop", "target_start": 12, "target_end": 27}]
    )
    article = Article.from_text(text, doc_id="a")
    assert cr.statement_issues(article, table, codebook=BOOK)["issues"].tolist() == ["war"]


def test_the_name_of_any_party_to_a_statement_is_who():
    text = "Ana Rojas met Fish Minister Otto Blum."
    names = [("Ana Rojas", 0), ("Otto Blum", text.index("Otto"))]
    table = pd.DataFrame(
        [
            {"start": 10, "end": 13, "source_start": at, "source_end": at + len(name)}
            for name, at in names
        ]
    )
    article = Article.from_text(text, doc_id="a")
    assert cr.statement_issues(article, table, codebook=BOOK)["issues"].tolist() == ["", ""]


def test_the_given_table_stays_as_it_is():
    article = Article.from_text("Chile raised tariffs.", doc_id="a")
    given = pd.DataFrame([{"start": 6, "end": 12, "issues": "mine"}])
    assert cr.statement_issues(article, given, codebook=BOOK)["issues"].tolist() == ["tariffs"]
    assert given["issues"].tolist() == ["mine"]
    empty = cr.statement_issues(article, given[:0], codebook=BOOK)
    assert list(empty.columns) == list(given.columns)
    assert empty.empty


def test_one_endless_sentence_is_read_in_linear_time():
    import time

    def seconds(n):
        text = "Chile " + "raised tariffs on fish and " * n + "left."
        article = Article.from_text(text, doc_id="a")
        starts = [i for i in range(len(text)) if text.startswith("raised", i)]
        table = pd.DataFrame({"start": starts, "end": [s + 6 for s in starts]})
        cr.issue_mentions(article, codebook=BOOK)
        began = time.perf_counter()
        cr.statement_issues(article, table, codebook=BOOK)
        return time.perf_counter() - began

    seconds(10)
    assert seconds(1000) < 40 * max(seconds(100), 0.01)
