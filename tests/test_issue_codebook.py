"""The codebook: the default holds its own examples, a broken one is refused with a way out."""

import re
import time

import pytest

from closereading.article import Article
from closereading.errors import CodebookError
from closereading.issue import check_codebook, issue_mentions, load_codebook
from closereading.issue.load import parse_codebook
from closereading.issue.phrase import elements, lemmas
from closereading.parse import parse

BOOK = """\
name: Streets
version: "2"
issues:
  - id: cycling
    label: Cycling
    patterns: [bicycle, (cycle|bike) (lane|path)]
    exclude: [bicycle kick]
    examples: [The town paints bike lanes.]
    counter_examples: [He scored with a bicycle kick.]
"""


def default_issues():
    return load_codebook().issues


@pytest.mark.parametrize("issue", default_issues(), ids=lambda issue: issue.id)
def test_each_default_issue_is_complete(issue):
    assert issue.label
    assert len(issue.definition) > 40
    assert len(issue.examples) >= 2
    assert len(issue.counter_examples) >= 1


def test_the_default_codebook_holds_its_examples():
    check_codebook(load_codebook())


def test_the_default_codebook_covers_international_affairs():
    ids = {issue.id for issue in default_issues()}
    assert len(ids) >= 30
    assert ids >= {
        "nuclear_weapons", "nuclear_energy", "territory", "maritime_disputes", "alliances", "war",
        "sanctions", "trade", "tariffs", "investment", "supply_chains", "technology", "energy",
        "climate", "demography", "migration", "health", "human_rights", "elections", "government",
        "cyber", "space", "terrorism", "humanitarian", "law", "institutions", "finance",
    }  # fmt: skip


def test_no_pattern_of_the_default_stands_twice_in_an_issue():
    for issue in default_issues():
        listed = [*issue.patterns, *issue.exclude]
        assert len(listed) == len(set(listed)), issue.id


def test_a_codebook_of_ones_own_is_read(tmp_path):
    path = tmp_path / "streets.yaml"
    path.write_text(BOOK, encoding="utf-8")
    book = load_codebook(path)
    assert (book.name, book.version, [issue.id for issue in book.issues]) == (
        "Streets", "2", ["cycling"],
    )  # fmt: skip
    assert book["cycling"].patterns == ("bicycle", "(cycle|bike) (lane|path)")
    article = Article.from_text("New cycle paths. A bicycle kick.", doc_id="a")
    assert list(issue_mentions(article, codebook=path)["text"]) == ["cycle paths"]


MORE = """\
extends: default
version: "1"
issues:
  - id: cycling
    patterns: [bicycle]
    examples: [Each bicycle was counted.]
  - id: energy
    label: Power
    patterns: [power station]
"""


def test_a_codebook_adds_to_the_default_and_replaces_what_has_its_id(tmp_path):
    path = tmp_path / "more.yaml"
    path.write_text(MORE, encoding="utf-8")
    book, default = load_codebook(path), load_codebook()
    ids = [issue.id for issue in default.issues]
    assert [issue.id for issue in book.issues] == [*ids, "cycling"]
    assert (book["energy"].label, book["energy"].patterns) == ("Power", ("power station",))
    assert [book[i] for i in ids if i != "energy"] == [
        i for i in default.issues if i.id != "energy"
    ]
    assert (book.name, book.version) == (
        "more", f"1, extends International affairs {default.version}",
    )  # fmt: skip
    text = "Oil and gas ran out. A power station burnt. The war went on. He took a bicycle."
    article = Article.from_text(text, doc_id="a")
    found = issue_mentions(article, codebook=path)
    assert found[["text", "issue"]].values.tolist() == [
        ["power station", "energy"], ["war", "war"], ["bicycle", "cycling"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("default", "defualt", "more.yaml, line 1: no codebook is called 'defualt'"),
        ("default", "''", "more.yaml, line 1: extends must be text and not empty"),
        ("Each bicycle", "Each bus", "more.yaml, line 4, issue 'cycling': no pattern matches"),
        ("id: energy", "id: cycling", "line 7: the id 'cycling' was used before, in line 4"),
        ("power station", "the", "line 9, issue 'energy': the pattern 'the' matches everything"),
    ],
)
def test_errors_of_an_extension_keep_its_file_and_line(tmp_path, old, new, message):
    path = tmp_path / "more.yaml"
    path.write_text(MORE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=re.escape(message)):
        load_codebook(path)


def test_a_codebook_that_is_loaded_twice_is_the_same(tmp_path):
    path = tmp_path / "streets.yaml"
    path.write_text(BOOK, encoding="utf-8")
    assert load_codebook(path) == load_codebook(str(path))
    assert hash(load_codebook(path)) == hash(load_codebook(path))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: \"2\"\n", "", "lacks `version:`"),
        ("label: Cycling", "lable: Cycling", "line 5: unknown key 'lable'"),
        ("name: Streets", "title: Streets", "line 1: unknown key 'title'"),
        ("id: cycling", "id: ''", "line 4: id must be text and not empty"),
        ("id: cycling", "id: bike lanes", "may hold only ASCII letters"),
        ("- id: cycling\n    label", "- label", "lacks `id:`"),
        ("[bicycle, (cycle|bike) (lane|path)]", "[]", "'cycling': no patterns"),
        ("[bicycle, (cycle|bike) (lane|path)]", "bicycle", "must be a list"),
        ("[bicycle,", "[[bicycle],", "must be text and not empty"),
        ("[bicycle,", "['*',", "line 6, issue 'cycling': '*' is no phrase"),
        ("[bicycle,", "[bike.*,", "is no phrase"),
        ("[bicycle,", "['\\w+',", "is no phrase"),
        ("[bicycle,", "[bike|cycle,", "is no phrase"),
        ("[bicycle,", "['(bike|)',", "is no phrase"),
        ("[bicycle,", "['(bike',", "is no phrase"),
        ("[bicycle,", "['...',", "is no phrase"),
        ("[bicycle,", "[the,", "'the' matches everything"),
        ("[bicycle,", "[of the,", "'of the' matches everything"),
        ("[bicycle,", "['(the|bicycle)',", "matches everything"),
        ("paints bike lanes", "paints its walls", "no pattern matches the example"),
        ("a bicycle kick.]", "a bicycle.]", "'bicycle' matches the counter-example"),
        ("    label: Cycling", "\tlabel: Cycling", "isn't YAML"),
        ("    label: Cycling\n", "    label: Cycling\n    label: Bikes\n", "'label' stands twice"),
    ],
)  # fmt: skip
def test_a_broken_codebook_is_refused_and_the_message_says_where(tmp_path, old, new, message):
    assert old in BOOK
    path = tmp_path / "broken.yaml"
    path.write_text(BOOK.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=re.escape(message)) as caught:
        load_codebook(path)
    assert str(path) in str(caught.value)


def test_an_id_used_twice_is_refused_with_both_lines():
    twice = BOOK + "  - id: cycling\n    patterns: [tram]\n"
    with pytest.raises(CodebookError, match=r"line 10: .*'cycling' was used before, in line 4"):
        parse_codebook(twice, where="book.yaml")


@pytest.mark.parametrize(
    "content", ["", "issues: []\nversion: '1'", "issues:\nversion: '1'", "- war", "war"]
)
def test_an_empty_codebook_is_refused(content):
    with pytest.raises(CodebookError, match=r"has no issues|must be `key: value` lines"):
        parse_codebook(content, where="book.yaml")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CodebookError, match="can't be read"):
        load_codebook(tmp_path / "none.yaml")
    with pytest.raises(CodebookError, match="can't be read"):
        load_codebook(tmp_path)


def test_a_scalar_of_yaml_stays_text():
    book = parse_codebook(
        "version: 1.10\nissues:\n  - id: no\n    patterns: [2030 agenda]", where="b"
    )
    assert (book.version, book.issues[0].id) == ("1.10", "no")


def test_a_pattern_is_read_as_words_and_alternatives():
    assert elements("free-trade (deal|most favoured nation)") == [
        [("free", "trade")], [("deal",), ("most", "favoured", "nation")],
    ]  # fmt: skip
    assert elements("WHO") == [[("WHO",)]]
    assert elements("Vitamin C") == [[("vitamin",)], [("c",)]]
    assert elements("women’s rights U.N.") == [[("women",)], [("rights",)], [("UN",)]]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("sanctions", {"sanction"}),
        ("sanctioned", {"sanction"}),
        ("policies", {"policy"}),
        ("women", {"woman"}),
        ("aging", {"age", "aging"}),
        ("cyberattacks", {"cyberattack"}),
        # words that no dictionary has
        ("petrocurrencies", {"petrocurrency"}),
        ("cyberpress", {"cyberpress"}),
        ("ufs", {"ufs"}),
        ("the", {"the"}),
    ],
)
def test_a_word_has_the_dictionary_forms_of_noun_and_verb(word, expected):
    assert lemmas(word) == expected


def test_a_pattern_of_too_many_ways_is_refused_before_it_is_built():
    pattern = " ".join(["(one coin|bread|cloth|dye|earth|fish|gold|hemp)"] * 12)
    with pytest.raises(CodebookError, match=r"line 6, .*dye.*…' can be met in 68,719,476,736 ways"):
        parse_codebook(
            BOOK.replace("[bicycle, (cycle|bike) (lane|path)]", f"[bicycle, {pattern}]"),
            where="book.yaml",
        )


def test_five_thousand_patterns_take_less_time_than_the_parse():
    words = [f"{a}{b}{c}" for a in "bcdfghklmn" for b in "aeiou" for c in "bcdfghklmnprstvwxz"]
    lines = "".join(f"      - {one} {two}\n" for one in words[:50] for two in ("tax", *words[:99]))
    content = f"version: '1'\nissues:\n  - id: many\n    patterns:\n{lines}"
    text = "The minister said that the government would raise a bab tax next year. " * 200
    article = Article.from_text(text, doc_id="long")
    start = time.process_time()
    parse(article)
    parse_seconds = time.process_time() - start
    start = time.process_time()
    book = parse_codebook(content, where="many.yaml")
    hits = issue_mentions(article, codebook=book)
    assert time.process_time() - start < parse_seconds
    assert len(book.issues[0].patterns) == 5000
    assert list(hits["text"].unique()) == ["bab tax"]
    assert len(hits) == 200
