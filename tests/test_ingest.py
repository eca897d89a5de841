import json

import pytest

import closereading as cr
from closereading.ingest import add
from closereading.ingest.pdf import paragraphs

BODY = (
    "<p>Kenya and Uganda signed a treaty on the lake's water on Monday after two years of "
    "talks, both governments said in a joint statement.</p>"
    "<p>The treaty sets up a commission of six members. It will meet in Kisumu twice a year, "
    "and it may call experts from other countries.</p>"
    "<p>Fishermen on both shores welcomed the deal. They had waited for it since the border "
    "posts closed in the spring.</p>"
)


def page(head="", body=BODY):
    return (
        f'<html lang="en-GB"><head><title>A treaty on the lake</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a></nav><article><h1>A treaty on the lake</h1>{body}</article>"
        "<footer>Updated 12/11/2023. Copyright 2019.</footer></body></html>"
    )


def added(tmp_path, name, content):
    source = tmp_path / name
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(add([source], tmp_path / "seeds"))


def test_a_saved_page_with_its_metadata(tmp_path):
    ld = {"@graph": [{"@type": "NewsArticle", "datePublished": "2024-03-12T08:00:00+03:00"}]}
    head = (
        f'<script type="application/ld+json">{json.dumps(ld)}</script>'
        '<meta name="author" content="Achieng Odhiambo">'
        '<meta property="og:site_name" content="The Lake Post">'
    )
    (outcome,) = added(tmp_path, "page.html", page(head))
    assert (outcome.status, outcome.path.name, outcome.notes) == (
        "added", "a-treaty-on-the-lake.txt", (),
    )  # fmt: skip
    article = cr.load_article(outcome.path)
    assert article.title == "A treaty on the lake"
    assert article.published == "2024-03-12"
    assert article.language == "en"
    assert article.meta["published_from"] == "JSON-LD datePublished"
    assert article.meta["author"] == "Achieng Odhiambo"
    assert article.meta["publisher"] == "The Lake Post"
    assert "signed a treaty on the lake's water on Monday" in article.text
    assert "Fishermen on both shores" in article.text
    assert "Home" not in article.text


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:published_time" content="2022-05-01">', BODY,
         ("2022-05-01", "meta article:published_time")),
        ('<meta itemprop="datePublished" content="2022-05">', BODY,
         ("2022-05", "meta datepublished")),
        ("", '<time datetime="2021-07-09T10:00">9 July</time>' + BODY,
         ("2021-07-09", "time datetime")),
        ("", BODY, ("", None)),
        ('<meta name="date" content="12/11/2023">', BODY, ("", None)),
        ("", '<time datetime="2021-07-09">a</time><time datetime="2020-01-01">b</time>' + BODY,
         ("", None)),
        ('<script type="application/ld+json">{"broken": </script>', BODY, ("", None)),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2020-01-01"}'
         "</script>", BODY, ("", None)),
    ],
)  # fmt: skip
def test_a_date_only_where_the_page_marks_one(tmp_path, head, body, expected):
    (outcome,) = added(tmp_path, "page.html", page(head, body))
    article = cr.load_article(outcome.path)
    assert (article.published, article.meta.get("published_from")) == expected
    missing = "no publication date: add `published:` if you know it"
    assert (missing in outcome.notes) == (expected[0] == "")


def test_a_page_without_an_article_is_reported(tmp_path):
    (outcome,) = added(tmp_path, "empty.html", "<html><body></body></html>")
    assert outcome.status == "unread"
    assert outcome.path is None


def test_a_page_that_is_hostile_is_only_text(tmp_path):
    title = (
        '<meta property="og:title" content="../../etc/passwd: &quot;x&quot;&#10;---&#10;evil: 1">'
    )
    (outcome,) = added(tmp_path, "page.html", page(title))
    assert outcome.path.parent == tmp_path / "seeds"
    assert "passwd" in cr.load_article(outcome.path).title
    assert "evil" not in cr.load_article(outcome.path).meta


def pdf(pages):
    """A PDF of one font with the given lines on each page."""
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    font = 3 + 2 * len(pages)
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"]
    for i, lines in enumerate(pages):
        drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 60 760 Td {drawn} ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * i} 0 R"
            f"/Resources<</Font<</F1 {font} 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def test_a_pdf_in_paragraphs_and_without_a_date(tmp_path):
    first = [
        "Kenya and Uganda signed a treaty on the water of the lake on Mon-",
        "day, after two years of talks. Both governments said so in a joint",
        "statement.",
        "The treaty sets up a commission of six members, which will meet in",
    ]
    (outcome,) = added(tmp_path, "treaty.pdf", pdf([first, ["Kisumu twice a year."]]))
    assert outcome.path.name == "treaty.txt"
    assert outcome.notes == ("no publication date: add `published:` if you know it",)
    assert cr.load_article(outcome.path).text == (
        "Kenya and Uganda signed a treaty on the water of the lake on Monday, after two years of "
        "talks. Both governments said so in a joint statement.\n"
        "The treaty sets up a commission of six members, which will meet in Kisumu twice a year.\n"
    )


def test_running_heads_and_page_numbers_leave():
    pages = [
        ["The Lake Post", f"Line {word} of the text that goes on", str(n)]
        for n, word in enumerate(["one", "two", "three"], start=1)
    ]
    assert paragraphs(pages) == (
        "Line one of the text that goes on Line two of the text that goes on "
        "Line three of the text that goes on"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"%PDF-1.4 broken", "can't be read"), (pdf([[]]), "no text layer")],
)
def test_a_pdf_that_holds_no_text_is_reported(tmp_path, content, reason):
    (outcome,) = added(tmp_path, "scan.pdf", content)
    assert outcome.status == "unread"
    assert reason in outcome.notes[0]


def test_plain_text_keeps_its_text_and_gets_a_title(tmp_path):
    text = "A treaty on the lake\nKenya and Uganda signed it.\n"
    (outcome,) = added(tmp_path, "Lake treaty.txt", text)
    article = cr.load_article(outcome.path)
    assert (outcome.path.name, article.text, article.title) == (
        "lake-treaty.txt", text, "A treaty on the lake",
    )  # fmt: skip


def test_plain_text_with_front_matter_keeps_it(tmp_path):
    text = "---\ntitle: T\npublished: 2025-04\nactors:\n  the Firm: FRA\n---\nIt rained.\n"
    (outcome,) = added(tmp_path, "x.md", text)
    article = cr.load_article(outcome.path)
    assert (article.text, article.published) == ("It rained.\n", "2025-04")
    assert article.meta["actors"] == {"the Firm": "FRA"}


def test_a_table_row_by_row(tmp_path):
    table = (
        "headline;date;source;body;Desk Name\n"
        "First;2025-04-18;The Lake Post;Kenya voted.;Africa\n"
        "Second;18/04/2025;;Uganda voted.;\n"
        "Third;2025;;;\n"
    )
    first, second, third = added(tmp_path, "export.csv", "\ufeff" + table)
    article = cr.load_article(first.path)
    assert (article.text, article.title, article.published) == (
        "Kenya voted.", "First", "2025-04-18",
    )  # fmt: skip
    assert article.meta["publisher"] == "The Lake Post"
    assert article.meta["x_desk_name"] == "Africa"
    assert article.meta["published_from"] == "column of the file"
    assert second.notes == (
        "the date '18/04/2025' isn't of the form 2025-04-18 and was left out",
        "no publication date: add `published:` if you know it",
    )
    assert (third.status, third.source) == ("unread", "export.csv, row 4")
    assert third.notes[0] == "the cell of body holds no text"


def test_json_lines_row_by_row(tmp_path):
    rows = [
        json.dumps({"id": "a1", "text": "Kenya\nvoted.", "authors": ["A. B.", "C. D."]}),
        "not json",
        json.dumps({"id": "a2", "text": "Uganda voted.", "lang": "english"}),
    ]
    first, second, third = added(tmp_path, "export.jsonl", "\n".join(rows))
    assert first.path.name == "a1.txt"
    assert cr.load_article(first.path).text == "Kenya\nvoted."
    assert cr.load_article(first.path).meta["author"] == "A. B., C. D."
    assert (second.status, second.source) == ("unread", "export.jsonl, row 2")
    assert cr.load_article(third.path).meta["x_language"] == "english"


def test_nothing_is_ever_replaced(tmp_path):
    (first,) = added(tmp_path, "x.txt", "Kenya voted.")
    first.path.write_text("edited by hand, and dear to me", encoding="utf-8")
    (again,) = added(tmp_path, "x.txt", "Kenya voted.")
    assert again.path.name == "x-2.txt"
    assert first.path.read_text(encoding="utf-8") == "edited by hand, and dear to me"
    (third,) = added(tmp_path, "x.txt", "Kenya voted.")
    assert (third.status, third.path.name) == ("there", "x-2.txt")


def test_a_folder_takes_what_can_be_read_and_says_what_cannot(tmp_path):
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.txt").write_text("Kenya voted.", encoding="utf-8")
    (folder / "b.png").write_bytes(b"\x89PNG")
    (folder / "c.txt").write_text("123", encoding="utf-8")
    outcomes = list(add([folder, tmp_path / "missing.txt"], tmp_path / "seeds"))
    assert [outcome.status for outcome in outcomes] == ["added", "unread", "unread"]
    assert "not one letter" in outcomes[1].notes[0]
    assert outcomes[2].notes == ("no such file",)


def test_a_kind_of_file_without_a_reader(tmp_path):
    (outcome,) = added(tmp_path, "x.docx", b"PK")
    assert outcome.notes[0].startswith("no reader for this kind of file. Read are .html")


def test_an_empty_text_cell_is_called_empty(tmp_path):
    table = "Title,Text,date\nFirst,,2025\nSecond,Kenya voted.,2025\n"
    first, second = added(tmp_path, "export.csv", table)
    assert (first.status, second.status) == ("unread", "added")
    assert first.notes == ("the cell of Text holds no text",)
    (none,) = added(tmp_path, "other.csv", "story,date\nKenya voted.,2025\n")
    assert none.notes[0].endswith(
        "one of text, body, content, article, article_text, full_text, "
        "maintext; there are story, date"
    )
