import hashlib

import pytest

import closereading as cr
from closereading.article import slug
from closereading.errors import ArticleError

FRONT = "---\ntitle: A title\npublished: 2025-04\nx_desk: Asia\n---\n"


def test_front_matter_ends_where_the_text_begins(write):
    article = cr.load_article(write(FRONT + "The text.\n\nMore.", "Some File.txt"))
    assert article.text == "The text.\n\nMore."
    assert (article.doc_id, article.title, article.published) == ("some-file", "A title", "2025-04")
    assert article.meta == {"x_desk": "Asia"}


def test_seed_is_byte_for_byte_what_was_given(root):
    content = (root / "seeds" / "trilateral-cooperation.txt").read_bytes()
    text = content.split(b"\n---\n", 1)[1]
    digest = "ddc78ebbfcec1dff705e37f1cb86615cc1b19118ec1b5ab1a0ba26f3f18643bd"
    assert hashlib.sha256(text).hexdigest() == digest
    assert cr.load_article(root / "seeds" / "trilateral-cooperation.txt").sha256 == digest


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("caf\xe9 \x93quoted\x94".encode("latin-1"), "café “quoted”"),
        (b"\xef\xbb\xbfPlain text", "Plain text"),
        ("Plain text".encode("utf-16"), "Plain text"),
        (b"One.\r\nTwo.\r\n", "One.\nTwo.\n"),
        ("“Curly” and ‘single’".encode(), "“Curly” and ‘single’"),
        (b"---\r\ntitle: T\r\n---\r\nBody", "Body"),
        ("\ufeff---\ntitle: T\n---\nBody".encode(), "Body"),
    ],
)
def test_encodings_are_read_right(write, content, text):
    assert cr.load_article(write(content)).text == text


def test_a_rule_inside_the_text_is_no_front_matter(write):
    assert cr.load_article(write("One.\n---\nTwo.\n---\n")).text == "One.\n---\nTwo.\n---\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not one letter"),
        ("---\ntitle: T\n---\n1, 2, 3 …", "not one letter"),
        ("a " * 500_001, "1,000,002 characters; at most 1,000,000 .* into 2 files"),
        (bytes(range(256)) * 4, "bytes that are no text"),
        (b"\x00" * 50 + b"abc", "bytes that are no text"),
        ("---\ntitle: a: b\n---\nText", "line 2: the front matter isn't YAML"),
        ("---\ntitle: T\nText without end", "no line --- closes it"),
        ("---\n- a\n- b\n---\nText", "must be `key: value` lines"),
        ("---\nheadline: T\n---\nText", "unknown key 'headline'.*title"),
        ("---\ntitle: [a, b]\n---\nText", "title must be text; it is a list"),
        ("---\nactors: France\n---\nText", "actors must be lines of `Name: actor`"),
        ("---\npublished: 2025-02-31\n---\nText", "published is '2025-02-31'"),
        ("---\npublished: 2025-13\n---\nText", "published is '2025-13'"),
        ("---\npublished: April 18, 2025\n---\nText", "Write 2025-04-18"),
        ("---\ngenre: poem\n---\nText", "genre is 'poem'; allowed are auto, news, narrative"),
    ],
)
def test_bad_input_says_what_to_do(write, content, message):
    with pytest.raises(ArticleError, match=message):
        cr.load_article(write(content))


def test_missing_file_names_the_ids_there_are(root, monkeypatch):
    monkeypatch.chdir(root)
    with pytest.raises(ArticleError, match=r"No article 'no-such'.*trilateral-cooperation"):
        cr.load_article("no-such")


def test_folder_is_refused(tmp_path):
    with pytest.raises(ArticleError, match="is a folder"):
        cr.load_article(tmp_path)


def test_no_name_takes_the_first_of_the_seeds(root, monkeypatch, tmp_path):
    first = min((root / "seeds").glob("*.txt"))
    monkeypatch.chdir(root)
    assert cr.load_article("").path == first
    monkeypatch.chdir(tmp_path)
    assert cr.load_article("").path == first
    for folder in ("seeds", "notebooks"):
        (tmp_path / folder).mkdir()
    with pytest.raises(ArticleError, match="No article was named"):
        cr.load_article("")


@pytest.mark.parametrize("folder", [".", "notebooks", "seeds"])
def test_an_id_is_found_from_anywhere_in_the_project(root, monkeypatch, folder):
    monkeypatch.chdir(root / folder)
    by_id = cr.load_article("trilateral-cooperation")
    by_path = cr.load_article("seeds/trilateral-cooperation.txt")
    assert by_id.path == by_path.path == root / "seeds" / "trilateral-cooperation.txt"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Sahel: ECOWAS’s März", "sahel-ecowass-marz"),
        ("CON", "con-"),
        ("文章", "article-"),
        ("a" * 300, "a" * 80),
    ],
)
def test_slug_is_a_safe_file_name(name, expected):
    assert slug(name).startswith(expected)
    assert slug(name) == slug(name)
    assert set(slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_from_text_changes_nothing():
    text = "\ufeff A\r\nB\u00a0C — “d”\n"
    assert cr.Article.from_text(text, doc_id="x").text == text


def test_half_a_character_is_no_text():
    with pytest.raises(ArticleError, match="lone surrogate"):
        cr.Article.from_text("Rain \ud800 fell.", doc_id="x")


def test_names_of_ones_own_reach_the_mentions(write):
    text = "---\nactors:\n  the Firm: FRA\n---\nYesterday the Firm protested."
    rows = cr.mentions(cr.load_article(write(text)))
    assert rows[["text", "actor_id"]].values.tolist() == [["the Firm", "FRA"]]
