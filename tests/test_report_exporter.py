import re

import pandas as pd
import pytest
from nbformat import v4
from page_fixtures import Page

from closereading import Article
from closereading.report.display import article_text, findings, header, show
from closereading.report.exporter import ClosereadingExporter
from closereading.wording.finding import Finding

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ACTIVE = {
    "script", "iframe", "object", "embed", "form", "input", "button", "base", "link", "video",
    "audio", "animate", "set", "foreignobject", "math", "template", "textarea", "frame", "applet",
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
    "</span></p></main></body></html><h1>Owned</h1>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script> -->",
    "]]><script>alert(1)</script>",
    "<iframe src=http://e.invalid></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=http://e.invalid></object>",
    "<embed src=http://e.invalid>",
    "<link rel=stylesheet href=http://e.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=http://e.invalid'>",
    "<base href=http://e.invalid/>",
    "<form action=http://e.invalid><button>Go</button></form>",
    "<style>* { display: none }</style>",
    "<div style='position:fixed;inset:0;background:url(http://e.invalid)'>over</div>",
    "<details open ontoggle=alert(1)>x</details>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
    "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
    "[click](javascript:alert(1))",
    "![image](http://e.invalid/x.png)",
    "<http://e.invalid> and `code` and **bold**",
    "$$\\href{javascript:alert(1)}{x}$$ and $x$ and \\(y\\)",
    "{{ 7*7 }} {% for x in y %} {# z #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#60;b&#62;",
    "a\u202etxt.exe\u202c b \u2066c",
    "nul \x00 bell \x07 escape \x1b[31mred",
    "x" * 3000,
    "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    "<textarea></textarea><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "../../../etc/passwd",
    "<mark id=s001>not a sentence</mark>",
]
SHOWN = str.maketrans(
    {"\u202e": "⟨U+202E⟩", "\u202c": "⟨U+202C⟩", "\u2066": "⟨U+2066⟩"}
    | {"\x00": "␀", "\x07": "␇", "\x1b": "␛"}
)


def told(display):
    """Return a display as the kernel gives it to the notebook."""
    data = {"text/html": display.html, "text/plain": "plain", **display._repr_mimebundle_()}
    return v4.new_output("display_data", data)


def output(html):
    return v4.new_output("display_data", {"text/html": html, "text/plain": "plain"})


def code(*outputs, source="x = 1", **metadata):
    return v4.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def export(*cells, place="run", path=""):
    """Return the report of a notebook of these cells; a text is a Markdown cell."""
    made = [v4.new_markdown_cell(c) if isinstance(c, str) else c for c in cells]
    resources = {"place": place, "metadata": {"name": "x", "path": str(path)}}
    page, _ = ClosereadingExporter().from_notebook_node(v4.new_notebook(cells=made), resources)
    return page


def body(page):
    return Page(page.partition("</head>")[2])


def assert_inert(page):
    parsed = Page(page.replace("<style>", "<!--").replace("</style>", "-->", 1))
    assert not ACTIVE & set(parsed.tags)
    assert [name for _, name, _ in parsed.attributes if name.startswith("on")] == []
    assert parsed.tags.count("meta") == 5
    assert "token-" not in page
    for tag, name, value in parsed.attributes:
        if name in ("href", "src", "xlink:href", "action", "data"):
            assert value.startswith(("#", "data:image/", "https://ok.example")), (tag, name, value)
    return parsed


def test_one_page_with_policy_language_title_and_no_script():
    page = export("# Read *it*\n\nWell.")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    policy = Page(page).values("content")[0]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "<title>Read it</title>" in page
    assert "http" not in re.sub(r"http-equiv", "", page)
    assert_inert(page)


def test_contents_lead_to_each_question():
    page = body(export("# One", "## What is *this*?\n\ntext", "## What is this?", "### Deeper"))
    assert page.values("href") == ["#report", "#h-what-is-this", "#h-what-is-this-2"]
    assert set(page.values("href")) <= {f"#{key}" for key in page.values("id")}


def test_there_is_one_h1():
    cells = ("# One\n\n# Two", "# Three", code(output("<h1>Four</h1>")))
    assert body(export(*cells)).tags.count("h1") == 1
    assert body(export("No title here.")).tags.count("h1") == 1


def test_a_sentences_anchor_is_never_a_headings():
    assert "s001" not in body(export("# s001", "## s001")).values("id")


def test_code_is_folded_and_whole():
    page = body(export(code(source="secret = '<b>'\nsecret")))
    assert "details" in page.tags
    assert "secret = '<b>' secret" in page.text


def test_parameters_are_named():
    assert "Code: parameters" in export(code(tags=["injected-parameters"]))


def test_messages_are_folded_and_errors_are_not():
    page = export(
        code(
            v4.new_output("stream", name="stderr", text="careful <b>\x1b[31mred\x1b[0m"),
            v4.new_output("stream", name="stdout", text="printed <i>"),
            v4.new_output("error", ename="ValueError", evalue="no <u>", traceback=["line <s>"]),
        )
    )
    parsed = body(page)
    assert "careful <b>red" in parsed.text
    assert "printed <i>" in parsed.text
    assert "This cell failed. ValueError: no <u>" in parsed.text
    assert "careful" in page.partition('class="messages"')[2].partition("</details>")[0]
    assert page.index("ValueError") < page.index("Traceback")
    assert "line <s>" in parsed.text


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg"])
def test_an_image_gets_its_alternative(kind):
    made = v4.new_output("display_data", {kind: PIXEL}, metadata={kind: {"alt": 'a "b" <c>'}})
    page = body(export(code(made)))
    assert page.values("alt") == ['a "b" <c>']
    assert body(export(code(v4.new_output("display_data", {kind: PIXEL})))).values("alt") == [
        "A figure without a description"
    ]


def test_a_foreign_image_gets_an_alternative_and_fetches_nothing():
    page = body(export("<img src='x.png'>", "![said](http://e.invalid/x.png)"))
    assert page.values("alt") == ["A figure without a description", "said"]
    assert page.values("src") == []


def test_a_drawing_is_inline_and_clean():
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>x</script><text>Hi</text></svg>'
    page = export(code(v4.new_output("display_data", {"image/svg+xml": svg})))
    assert "<text>Hi</text>" in page
    assert_inert(page)


def test_links_to_notebooks_lead_to_reports():
    page = body(
        export("[n](02_build_the_timeline.ipynb) [m](03.ipynb#h-x) [w](https://ok.example/a.ipynb)")
    )
    assert page.values("href")[1:] == [
        "02_build_the_timeline.html",
        "03.html#h-x",
        "https://ok.example/a.ipynb",
    ]


LINKS = "[n](02.ipynb) [m](03.ipynb) [all](../README.md)"


def test_about_all_articles_there_is_no_report_on_one():
    page = body(export(LINKS, place="shelf"))
    assert page.values("href")[1:] == ["../index.html"] * 3


def test_elsewhere_a_link_leads_to_what_stands_there_or_nowhere(tmp_path):
    (tmp_path / "03.html").touch()
    page = body(export(LINKS, place="", path=tmp_path))
    assert page.values("href")[1:] == ["03.html"]
    assert "n m all" in page.text


def test_a_sentence_leads_back_to_where_it_is_cited():
    article = Article.from_text("Ann met Bob. They talked. They left.", doc_id="x")
    cited = findings([Finding("A.", ("s001", "s002"))]).html
    again = code(output(findings([Finding("B.", ("s002",))]).html))
    text = code(told(article_text(article)))
    page = export("## One *x*", code(output(cited + cited)), "## Two", again, "## Text", text)
    sentences = [Page(part) for part in page.split('class="cr-s"')[1:]]
    assert [part.values("href")[1:] for part in sentences] == [
        ["#h-one-x"], ["#h-one-x", "#h-two"], []
    ]  # fmt: skip
    assert "Cited in: One x, Two" in sentences[1].text


def test_the_readme_is_the_index():
    assert "../index.html" in body(export("[All](../README.md)")).values("href")


def test_dollars_stay_text():
    page = body(export("It costs $5 and $6 *each*. $$x_1 < y_1$$"))
    assert "costs $5 and $6 each. $$x_1 < y_1$$" in page.text


def test_a_data_frame_is_shown_without_its_style_sheet():
    page = body(export(code(output(pd.DataFrame({"a": ["<b>"]})._repr_html_()))))
    assert "<b>" in page.text
    assert "vertical-align" not in page.text
    assert "style" not in page.tags


@pytest.mark.filterwarnings("ignore:.*is not able to be represented")
def test_of_a_foreign_notebooks_script_only_the_text_stays():
    page = export(
        code(output("<script>alert(1)</script>")),
        code(v4.new_output("display_data", {"application/javascript": "alert(2)"})),
        code(v4.new_output("display_data", {"text/markdown": "<script>alert(3)</script> **b**"})),
        v4.new_raw_cell("<script>alert(4)</script>"),
    )
    text = assert_inert(page).text
    assert "alert(1)" in text
    assert "alert(3)" in text
    assert "<script>alert(4)</script>" in text
    assert "can’t be shown in a report (application/javascript)" in text


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_visible_and_inert(payload):
    fields = dict.fromkeys(("author", "publisher", "url"), payload)
    article = Article.from_text(f"Ann met Bob.\n{payload}", doc_id="x", title=payload, meta=fields)
    end = len(article.text)
    marks = pd.DataFrame({"start": [0], "end": [end], "label": [payload], "kind": [payload]})
    table = pd.DataFrame({payload: [payload], "sent_ids": [payload]})
    page = export(
        "# Read",
        code(told(header(article))),
        code(output(show(table, caption=payload).html)),
        code(output(findings([Finding(payload, (payload,))]).html)),
        code(told(article_text(article, marks=marks))),
    )
    text = assert_inert(page).text
    shown = re.sub(r"\s+", " ", payload.translate(SHOWN)).strip()
    assert text.count(shown) >= 10
    assert page.count("</main>") == page.count("</html>") == page.count("<h1") == 1


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_foreign_notebook_is_inert(payload):
    clean = payload.replace("\x00", "")
    page = export(payload, f"# {clean}", code(output(payload), source=payload))
    assert "x" in page
    parsed = Page(page.replace("<style>", "<!--").replace("</style>", "-->", 1))
    assert not ACTIVE & set(parsed.tags)
    assert [name for _, name, _ in parsed.attributes if name.startswith("on")] == []
    assert not [v for v in parsed.values("href") if re.match(r"\s*(javascript|data):", v, re.I)]
    assert parsed.values("src") == parsed.values("style") == []
    assert parsed.tags.count("meta") == 5


def test_jupyter_finds_the_exporter():
    from nbconvert.exporters import get_exporter

    assert get_exporter("closereading") is ClosereadingExporter


def test_threads_dont_mix_up_their_pages():
    from concurrent.futures import ThreadPoolExecutor

    def page(i):
        text = "".join(
            f"<p>report {i} <b>{n}</b></p><table><tr><td>{i}</td></tr></table>" for n in range(200)
        )
        nb = v4.new_notebook(cells=[v4.new_markdown_cell(f"# Report {i}\n\n{text}")])
        return ClosereadingExporter().from_notebook_node(nb)[0]

    alone = [page(i) for i in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(page, list(range(4)) * 3)) == alone * 3
