"""Drawings and text made harmless, without a letter lost."""

import re
import time

import pytest
from page_fixtures import Page, an_article, drawn

from closereading.report.display import (
    article_text,
    figure,
)
from closereading.report.markup import clean, clean_svg, esc, inline_images

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def test_an_image_becomes_a_drawing_with_ids_of_its_own():
    markup = clean(figure(drawn(), caption="c", alt="a <b>").html)
    first, second = (inline_images(markup, prefix=p) for p in ("f1-", "f2-"))
    assert "<img" not in first
    assert 'role="group" aria-label="a &lt;b&gt;"' in first
    ids = [set(re.findall(r' id="([^"]+)"', part)) for part in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert set(re.findall(r"url\(#([^)]+)\)", first)) <= ids[0]


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        "<style>* {{display: none}}</style>",
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>",
        "<animate attributeName='href' to='javascript:x'/>",
        "<image href='http://e.org/x.png'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<use xlink:href='http://e.org/x.svg#a'/>",
        "<rect onclick='x()' style='fill: url(http://e.org/x)'/>",
        "<a xlink:href='javascript:x'><text>t</text></a>",
        "<a href='//e.org'><text>t</text></a>",
    ],
)
def test_nothing_active_and_nothing_foreign_stays_in_a_drawing(inner):
    page = Page(clean_svg(SVG.format(inner)))
    assert not {"script", "style", "foreignobject", "animate", "b"} & set(page.tags)
    assert page.values("href") == []
    assert page.values("onclick") == page.values("style") == []


@pytest.mark.parametrize(
    "foreign",
    [
        "<style>" * 20_000 + "</style>x" + "<style " * 20_000,
        '<img src="data:image/svg+xml;base64,' * 5_000,
        "<a href='" * 5_000,
        '<table class="dataframe">' * 5_000,
        f"<svg xmlns='http://www.w3.org/2000/svg'>{'<g>' * 3000}<rect/>{'</g>' * 3000}</svg>",
        SVG.format(f"<rect style='{'a:b' * 5_000}!'/>"),
    ],
)
def test_foreign_markup_takes_linear_time(foreign):
    started = time.process_time()
    inline_images(clean(foreign), prefix="f")
    clean_svg(foreign)
    assert time.process_time() - started < 3


def test_what_is_no_drawing_is_nothing():
    assert clean_svg("<html/>") == clean_svg("no") == clean_svg("<svg") == ""


def test_an_entity_bomb_is_no_drawing():
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {x} "{f"&{y};" * 50}">' for x, y in zip("bcdefg", "abcdef", strict=True)
    )
    assert clean_svg(f"{bomb}]>{SVG.format('<text>&g;</text>')}") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a␀b"),
        ("a\x1bb", "a␛b"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\u200fא", "\u200fא"),
        ("{{ x }} {% y %} $z$", "{{ x }} {% y %} $z$"),
    ],
)
def test_what_a_page_cant_hold_becomes_visible(text, shown):
    assert esc(text) == shown
    assert shown in Page(article_text(an_article(text)).html).text


def test_half_a_character_is_shown_as_unreadable():
    assert esc("a\ud800b") == "a\ufffdb"
