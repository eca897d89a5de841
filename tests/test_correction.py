"""Files of corrections: spreadsheets as they are, errors with their row, contradictions."""

import io
import time
from datetime import datetime

import pytest

import closereading as cr
from closereading.correction.quote import ground
from closereading.correction.value import days
from closereading.errors import CorrectionError
from closereading.timex.calendar import bounds, edtf, iso

TEXT = (
    "Kenya met Ghana in Accra. Kenya praised Ghana.\n\n"
    "“We trust Ghana,” said Ruto’s minister. Togo sued Kenya over fishing."
)


HEADER = "table,action,of,exact,prefix,suffix,note,actor_id,name,kind,country,quad,issue,edtf\n"


def article(text=TEXT, path=None):
    return cr.Article.from_text(text, doc_id="x", path=path)


@pytest.fixture
def load(tmp_path):
    """Return a function that loads corrections written as CSV, or as bytes."""

    def loaded(content, text=TEXT, name="x.corrections.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return cr.load_corrections(article(text), path, **options)

    return loaded


def rows(*lines):
    """Return corrections with the columns table, action, exact, prefix, suffix, quad, actor_id."""
    return "table,action,exact,prefix,suffix,quad,actor_id\n" + "\n".join(lines) + "\n"


def test_no_file_is_no_correction(write):
    assert cr.load_corrections(article()) == []
    assert cr.load_corrections(cr.load_article(write(TEXT, "kenya.txt"))) == []


@pytest.mark.parametrize("name", ["new-kenya.corrections.csv", "New Kenya.corrections.csv"])
def test_the_file_lies_beside_the_article(write, name):
    path = write(TEXT, "New Kenya.txt")
    write(rows("statements,confirm,sued"), name)
    (found,) = cr.load_corrections(cr.load_article(path))
    assert (found.row, found.table, found.action) == ("row 2", "statements", "confirm")
    assert TEXT[found.start : found.end] == "sued"


def test_two_files_are_one_too_many(write):
    path = write(TEXT, "kenya.txt")
    write(rows(), "kenya.corrections.csv")
    write(b"", "kenya.corrections.xlsx")
    with pytest.raises(CorrectionError) as error:
        cr.load_corrections(cr.load_article(path))
    assert str(error.value) == (
        "There are two files of corrections, kenya.corrections.csv and kenya.corrections.xlsx. "
        "Keep one."
    )


@pytest.mark.parametrize(
    "content",
    [
        rows("statements,change,sued,,,MK,"),
        b"\xef\xbb\xbf" + rows("statements,change,sued,,,MK,").encode(),
        rows("statements,change,sued,,,MK,").replace(",", ";"),
        rows("statements,change,sued,,,MK,").replace(",", "\t"),
        rows("statements,change,sued,,,MK,").encode("utf-16"),
        rows("statements,change,sued,,,MK,").replace("\n", "\r\n"),
        rows("statements,change,sued,,,MK,", ",,,,,,", "", ",,,,,,"),
        rows("statements,change,sued,,,MK,").replace("\n", ",,\n"),  # columns without a name
        rows("Statements, Change ,sued,,,MK,").replace("table,", " Table ,"),
        rows("statements,change,sued,,,MK"),  # a short row
        rows("statements,,met,,,,", "statements,change,sued,,,MK,").replace("statements,,met,,,,\n", ""),
    ],
)  # fmt: skip
def test_spreadsheets_write_csv_in_many_ways(load, content):
    (found,) = load(content)
    assert (found.row, found.action, found.values) == ("row 2", "change", {"quad": "MK"})
    assert (found.start, found.end) == (TEXT.index("sued"), TEXT.index("sued") + 4)


def test_rows_count_as_the_spreadsheet_counts_them(load):
    content = (
        'table,action,exact\nstatements,,met\n\nstatements,confirm,"Ghana.\n\n“We"\n,confirm,x\n'
    )
    with pytest.raises(CorrectionError, match=r"^x\.corrections\.csv, row 5: unknown table ''"):
        load(content)


@pytest.mark.parametrize("exact", ["=SUM(1)", "'=SUM(1)"])
def test_a_guarded_cell_is_read_without_its_apostrophe(load, exact):
    (found,) = load(rows(f"mentions,confirm,{exact},,,,KEN"), text="They typed =SUM(1) there.")
    assert found.start == 11


def test_curly_quotes_that_a_spreadsheet_made_straight(load):
    (found,) = load(rows("mentions,confirm,Ruto's minister,,,,KEN"))
    assert TEXT[found.start : found.end] == "Ruto’s minister"


def test_a_workbook_is_read_sheet_by_sheet(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "read me"
    book.active.append(["whatever", "stands here"])
    sheet = book.create_sheet("statements")
    sheet.append(["table", "action", "exact", "is_negated", "quad"])
    sheet.append(["statements", None, "met", None, None])
    sheet.append(["statements", "change", "sued", True, "MK"])
    sheet = book.create_sheet("events")
    sheet.append(["table", "action", "exact", "edtf", None])
    sheet.append(["events", "change", "sued", 2024, None])
    sheet.append(["events", "change", "said", datetime(2025, 3, 22), None])
    book.create_sheet("empty")
    book.save(tmp_path / "c.xlsx")
    found = cr.load_corrections(article(), tmp_path / "c.xlsx")
    assert [(c.row, c.values) for c in found] == [
        ("sheet statements, row 3", {"is_negated": True, "quad": "MK"}),
        ("sheet events, row 2", {"edtf": "2024"}),
        ("sheet events, row 3", {"edtf": "2025-03-22"}),
    ]


def test_a_passage_that_is_gone_is_kept_with_its_trouble(load):
    edited = "Kenya and old friends met in Accra. Kenya and old friends met in Lomé."
    found = load(
        rows(
            "statements,confirm,sued,,,,",
            "statements,confirm,met,Kenya and old friends ,in the town of Kumasi,,",
            "statements,confirm,met,Kenya and new friends ,in Kumasi,,",
        ),
        text=edited,
    )
    assert [c.trouble for c in found] == ["gone", "ambiguous", "context not found"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "table,action,exact,qaud\n",
            "x.corrections.csv, row 1: 'qaud' is no column of corrections. Did you mean 'quad'? "
            "Allowed are table, action, of, exact, prefix, suffix, note, sent_id, sentence_text, "
            "actor_id, name, kind, country, source, target, predicate, quad, is_reciprocal, "
            "is_negated, modality, voice, speaker, issues, headline, edtf, basis, status, actors, "
            "issue.",
        ),
        (
            "table,action\n",
            "x.corrections.csv, row 1: the column 'exact' is missing. The first row names the "
            "columns; table, action and exact must be among them.",
        ),
        (
            rows("statements,chnage,sued"),
            "x.corrections.csv, row 2: unknown action 'chnage'. Did you mean 'change'? Allowed "
            "are confirm, change, add, delete.",
        ),
        (
            rows("statement,confirm,sued"),
            "x.corrections.csv, row 2: unknown table 'statement'. Did you mean 'statements'? "
            "Allowed are mentions, statements, events, issue_mentions.",
        ),
        (
            rows("statements,confirm,"),
            "x.corrections.csv, row 2: exact is empty. Quote the passage.",
        ),
        (
            rows("statements,confirm,Ghana"),
            "x.corrections.csv, row 2: “Ghana” stands in the text 3 times, so in “…Kenya met Ghana "
            "in Accra. Kenya pra…” and “…ccra. Kenya praised Ghana. “We trust Ghana,”…”. Lengthen "
            "prefix or suffix, the text just before and after it, until they fit one place.",
        ),
        (
            rows("statements,change,sued,,,XX,"),
            "x.corrections.csv, row 2: quad is 'XX': allowed are VC, MC, VK, MK, N.",
        ),
        (
            rows("statements,change,sued,,,,KEN"),
            "x.corrections.csv, row 2: actor_id is no column of statements, which has source, "
            "target, predicate, quad, is_reciprocal, is_negated, modality, voice, speaker, issues.",
        ),
        (
            rows("mentions,change,sued,,,,Kenya"),
            "x.corrections.csv, row 2: actor_id is 'Kenya': write a state's alpha-3 code, or an "
            "id such as kenya.",
        ),
        (
            rows("statements,change,sued,,,,"),
            "x.corrections.csv, row 2: change gives no value. Fill a column, or write confirm or "
            "delete.",
        ),
        (
            rows("statements,add,sued,,,VK,"),
            "x.corrections.csv, row 2: add needs source or target.",
        ),
        (rows("mentions,add,Accra,,,,accra-port"), "x.corrections.csv, row 2: add needs kind."),
        (
            rows("statements,change,sued,,,MK,", "statements,change,sued,Togo ,,VK,"),
            "x.corrections.csv, row 2 and row 3 contradict each other over “sued” (quad). Keep "
            "one of them.",
        ),
        (
            rows("mentions,add,Ruto,,,,KEN", "mentions,confirm,said Ruto,,,,"),
            "x.corrections.csv, row 3 and row 2 contradict each other over “said Ruto” (mentions "
            "overlap). Keep one of them.",
        ),
        (
            rows("statements,delete,sued,,,,", "statements,confirm,sued,,,,"),
            "x.corrections.csv, row 2 and row 3 contradict each other over “sued” (whether it is "
            "there at all). Keep one of them.",
        ),
        (
            rows("statements,oops,sued", "statements,confirm,sued", "statment,confirm,sued"),
            "x.corrections.csv, row 2: unknown action 'oops'. Allowed are confirm, change, add, "
            "delete.\nrow 4: unknown table 'statment'. Did you mean 'statements'? Allowed are "
            "mentions, statements, events, issue_mentions.",
        ),
    ],
)  # fmt: skip
def test_errors_say_where_what_and_what_to_do(load, content, message):
    with pytest.raises(CorrectionError) as error:
        load(content)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("edtf", "22/03/2025", "edtf is '22/03/2025': write EDTF, such as 2025-03-22, 2025-03, 2025 or 2024/2025; if a spreadsheet has rewritten a date, use the .xlsx sheet, whose cells are text."),
        ("status", "perhaps", "status is 'perhaps': allowed are happened, planned, hypothetical, denied."),
        ("actors", "KEN;Kenya", "actors is 'KEN;Kenya': write a state's alpha-3 code, or an id such as kenya."),
        ("issues", "trade;golf", "issues is 'trade;golf': the codebook has no issue 'golf'. If it was coded with another codebook, give that one: -p codebook=…, for tables --codebook …"),
    ],
)  # fmt: skip
def test_values_that_the_schema_does_not_allow(load, column, cell, message):
    with pytest.raises(CorrectionError) as error:
        load(
            f"table,action,exact,{column}\nevents,change,sued,{cell}\n", codebook=cr.load_codebook()
        )
    assert str(error.value) == f"x.corrections.csv, row 2: {message}"


def test_many_problems_are_counted(load):
    with pytest.raises(CorrectionError) as error:
        load(rows(*["statements,oops,sued"] * 30))
    assert len(str(error.value).split("\n")) == 21
    assert str(error.value).endswith("\n… and 10 more")


@pytest.mark.parametrize("name", ["none.csv", "broken.xlsx", "folder.csv", "bytes.csv"])
def test_what_cannot_be_read_says_so(tmp_path, name):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (tmp_path / "bytes.csv").write_bytes(b"\x00\x01\x02\x81" * 99)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CorrectionError, match=r"can't be read \(.+\)\. Save them as CSV in UTF-8"):
        cr.load_corrections(article(), tmp_path / name)


@pytest.mark.parametrize(
    "pair",
    [
        ("statements,confirm,sued,,,,", "statements,confirm,sued,,,,"),
        ("statements,change,sued,,,MK,", "statements,confirm,sued,,,MK,"),
        ("mentions,delete,Accra,,,,", "mentions,add,Accra,,,,GHA"),
    ],
)
def test_what_is_no_contradiction(load, pair):
    assert len(load(rows(*pair))) == 2


def test_rows_of_one_passage_are_told_apart_by_of(load):
    header = "table,action,exact,of,quad\n"
    keep = "statements,change,sued,TGO>KEN,VK\nstatements,delete,sued,TGO > GHA,\n"
    assert [c.of for c in load(header + keep)] == ["TGO>KEN", "TGO>GHA"]
    with pytest.raises(CorrectionError, match="row 2 and row 3 contradict each other"):
        load(header + "statements,change,sued,TGO>KEN,VK\nstatements,delete,sued,,\n")
    two = "statements,change,sued,TGO>{},VK\nstatements,confirm,sued,TGO>{},MK\n"
    assert len(load(header + two.format("KEN", "GHA"))) == 2
    with pytest.raises(CorrectionError, match=r"contradict each other over “sued” \(quad\)"):
        load(header + two.format("KEN", ""))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025-03-22", "2025-03-22", "2025-03-22"),
        ("2025-03-22T10:00:00Z", "2025-03-22", "2025-03-22"),
        ("2024~", "2024-01-01", "2024-12-31"),
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2024-02/2025", "2024-02-01", "2025-12-31"),
        ("../2024", "", "2024-12-31"),
        ("2025-34", "2025-04-01", "2025-06-30"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("-04XX", "-0499-01-01", "-0400-12-31"),  # the fifth century BC
        ("-0479/-0477", "-0479-01-01", "-0477-12-31"),
        ("XXXX-03-22", "", ""),
    ],
)
def test_dates_in_edtf_have_days(edtf, first, last):
    assert days(edtf) == (first, last)


@pytest.mark.parametrize(
    "value",
    ["2009-03-12", "2009-W11", "2009-W11-WE", "2009-Q1", "2009-H1", "2009-SP", "2009", "199", "19",
     "BC0480", "BC0480-03", "BC047", "BC04", "2009-03-12T10:30", "0001"],
)  # fmt: skip
@pytest.mark.parametrize("mod", ["", "APPROX"])
def test_what_the_library_writes_as_edtf_is_read_back(value, mod):
    assert days(edtf(value, mod)) == tuple(map(iso, bounds(value)))


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "2025/2024", "2025-02-30", "2025-13", "1/2/3", "March", "20-03-2025"],
)
def test_what_is_no_date_has_none(text):
    assert days(text) is None


def test_500_corrections_of_a_long_text_are_read_fast(load):
    lines = [
        f"Town {i} met its mayor on the {i}th day of the year and was glad." for i in range(1600)
    ]
    text = "\n".join(lines)
    assert len(text.split()) > 20_000
    here = ground(article(text))
    made = io.StringIO()
    made.write("table,action,exact,prefix,suffix\n")
    for i in range(0, 1500, 3):
        start = text.index(lines[i]) + lines[i].index("met")
        exact, prefix, suffix = here.quote(start, start + 3)
        made.write(f'statements,confirm,"{exact}","{prefix}","{suffix}"\n')
    started = time.process_time()
    found = load(made.getvalue(), text=text)
    assert time.process_time() - started < 2
    assert [c.start for c in found] == [
        text.index(lines[i]) + lines[i].index("met") for i in range(0, 1500, 3)
    ]
