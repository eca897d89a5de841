"""Safe markup: text that nobody vouches for, made fit to stand in a page."""

import base64
import binascii
import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from closereading.shelf.place import place_url

if TYPE_CHECKING:
    from nh3 import Cleaner


def words(line: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(line.split())


SENT_ID = re.compile(r"s\d{3,}")
PLACE = re.compile(r"[a-z0-9-]+#s\d{3,}")
PLACE_URL = re.compile(r"\.\./([a-z0-9-]+)/\w+\.html#s(\d{3,})")
PASSAGE = re.compile(r"s\d{3,}|\d+-\d+")

PASSAGES_URL = re.compile(r"#p(?:s\d{3,}|\d+-\d+)(?:\.(?:s\d{3,}|\d+-\d+))*")

# Characters that no page may hold or that reorder what is around them, made visible.
VISIBLE = str.maketrans(
    {
        **{chr(c): chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n\r"},
        "\r": " ",
        "\x7f": "␡",
        **{chr(c): f"⟨U+{c:04X}⟩" for c in (*range(0x80, 0xA0), 0xFFFE, 0xFFFF)},
        **{chr(c): f"⟨U+{c:04X}⟩" for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
    }
)

TAGS = words(
    "a abbr article aside b bdi blockquote br caption cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p "
    "pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time tr "
    "tt u ul var wbr"
)
ATTRIBUTES = words(
    "id class lang dir title role tabindex colspan rowspan scope open start value datetime alt "
    "width height data-passages aria-label aria-labelledby aria-describedby aria-hidden"
)
DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
WEB = re.compile(r"https?://[^\s\"'<>\\`]+", re.IGNORECASE)
RELATIVE = re.compile(r"#\S*|(?!//)[\w./%~+-]+(?:#\S*)?")

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
SVG_TAGS = words(
    "svg g a defs clipPath mask use path rect circle ellipse line polyline polygon text tspan "
    "title desc image linearGradient radialGradient stop pattern marker symbol"
)
SVG_ATTRIBUTES = words(
    "id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points transform offset "
    "preserveAspectRatio clip-path clip-rule fill fill-rule fill-opacity stroke stroke-width "
    "stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray stroke-miterlimit opacity "
    "font-family font-size font-weight font-style text-anchor dominant-baseline gradientUnits "
    "gradientTransform patternUnits patternTransform clipPathUnits markerWidth markerHeight refX "
    "refY orient stop-color stop-opacity role aria-label aria-hidden style"
)
NO_ALT = "A figure without a description"
IMAGE_WITHOUT_ALT = re.compile(r"<img(?![^>]*\salt=)")
DECLARATION = re.compile(r"\s*(?:[a-z-]+:\s*(?:url\(#[\w-]+\)|[\w\s#%.,'\"+()-]*))?")
STYLE = re.compile(r"<style\b[^<>]*>", re.IGNORECASE)
STYLE_END = re.compile(r"</style\s*>", re.IGNORECASE)
DECIMALS = re.compile(r"(\d\.\d\d)\d+")
REFERENCE = re.compile(r"url\(#([\w-]+)\)")


def esc(value: object) -> str:
    """Return a value as text that is safe between tags and in a quoted attribute.

    Control and bidirectional override characters become visible signs.

    >>> esc("<b onclick='x()'>")
    '&lt;b onclick=&#x27;x()&#x27;&gt;'
    """
    return html.escape(str(value).translate(VISIBLE), quote=True)


def with_code(text: str) -> str:
    """Return a text of ours escaped, what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", esc(text))


def web_link(url: str) -> str:
    """Return a URL as a link if it is one of the web, else as text."""
    if not WEB.fullmatch(url.strip()):
        return esc(url)
    return f'<a href="{esc(url.strip())}" rel="noreferrer">{esc(url.strip())}</a>'


def sentence_link(sent_id: str) -> str:
    """Return a link to a sentence, of another report where it is a place; else the text."""
    if PLACE.fullmatch(sent_id):
        label = sent_id.replace("#", " ")
        return f'<a class="cr-sent" href="{place_url(sent_id)}">{label}</a>'
    if not SENT_ID.fullmatch(sent_id):
        return esc(sent_id)
    return f'<a class="cr-sent" href="#{sent_id}">{sent_id}</a>'


def count_link(label: str, passages: Iterable[str], *, sent_id: str) -> str:
    """Return a count as a link to the passages counted: `start-end`, or ids of sentences.

    A report opens them all; elsewhere the link leads to the first one's sentence.
    """
    joined = ";".join(passages)
    where = f"#{sent_id}" if sent_id else "#"
    return f'<a class="cr-count" href="{where}" data-passages="{joined}">{esc(label)}</a>'


def allowed(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, or None where it may not stand in a report."""
    if name == "href":
        safe = WEB.fullmatch(value) or RELATIVE.fullmatch(value) or value.startswith("mailto:")
        return value if safe else None
    if name == "src":
        return value if DATA_IMAGE.fullmatch(value) else None
    return value


@lru_cache(maxsize=1)
def _cleaner() -> "Cleaner":
    from nh3 import Cleaner

    return Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(),
        attributes={"*": set(ATTRIBUTES), "a": {"href"}, "img": {"src"}},
        attribute_filter=allowed,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )


def clean(markup: str) -> str:
    """Return HTML with nothing active in it: of other tags, scripts too, only the text stays.

    Style sheets and comments are left out, events and styles dropped from the tags that stay.
    """
    cleaned = _cleaner().clean(without_styles(markup))
    return IMAGE_WITHOUT_ALT.sub(f'<img alt="{NO_ALT}"', cleaned)


def without_styles(markup: str) -> str:
    """Return HTML without its style sheets; one that isn't closed stays, to become text."""
    kept, at = [], 0
    for opening in STYLE.finditer(markup):
        if opening.start() < at:
            continue
        closing = STYLE_END.search(markup, opening.end())
        if not closing:
            break
        kept.append(markup[at : opening.start()])
        at = closing.end()
    return "".join(kept) + markup[at:]


def is_plain_style(value: str) -> bool:
    """Return whether the style of a shape fetches nothing and only says how it looks."""
    return all(DECLARATION.fullmatch(part) for part in value.split(";"))


def clean_svg(svg: str, *, prefix: str = "") -> str:
    """Return an SVG drawing as markup for a page, or nothing where it isn't one.

    Only shapes, text and links stay; ids that nothing refers to go, the others get `prefix`.
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314 - expat stops entity bombs; no external entities
    except (ET.ParseError, ValueError):
        return ""
    if root.tag != f"{{{SVG}}}svg":
        return ""
    used = set(REFERENCE.findall(svg))
    for element in root.iter():
        href = element.get(XLINK_HREF) or element.get("href") or ""
        if href.startswith("#") and element.tag != f"{{{SVG}}}a":
            used.add(href[1:])
    try:
        return _svg_markup(root, used, prefix)
    except RecursionError:
        return ""


def _svg_markup(element: ET.Element, used: set[str], prefix: str) -> str:
    """Return one element of a drawing, its children and the text after it."""
    tail = esc(element.tail) if element.tail and element.tail.strip() else ""
    tag = str(element.tag).removeprefix(f"{{{SVG}}}")
    if tag not in SVG_TAGS:
        return tail
    attributes: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in (XLINK_HREF, "href"):
            attributes |= _svg_href(tag, value, prefix)
        elif name == "id":
            attributes |= {"id": prefix + value} if value in used else {}
        elif name in SVG_ATTRIBUTES and (name != "style" or is_plain_style(value)):
            value = " ".join(DECIMALS.sub(r"\1", value).split())  # noqa: PLW2901 - small, and fine enough
            attributes[name] = REFERENCE.sub(rf"url(#{prefix}\1)", value)
    inner = (esc(element.text) if element.text and element.text.strip() else "") + "".join(
        _svg_markup(child, used, prefix) for child in element
    )
    if tag in ("g", "defs") and not inner:
        return tail
    if tag == "svg":
        attributes["xmlns"] = SVG
    written = "".join(f' {name}="{esc(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{inner}</{tag}>{tail}"


def _svg_href(tag: str, value: str, prefix: str) -> dict[str, str]:
    """Return the link of an element of a drawing as an attribute; none where it isn't safe."""
    if tag == "a":
        label = _svg_label(value)
        safe = label or RELATIVE.fullmatch(value) or WEB.fullmatch(value)
        return ({"href": value} if safe else {}) | ({"aria-label": label} if label else {})
    if tag == "image":
        is_image = DATA_IMAGE.fullmatch(value) and "svg" not in value[:24]
        return {"href": value} if is_image else {}
    if re.fullmatch(r"#[\w-]+", value):
        return {"href": f"#{prefix}{value[1:]}"}
    return {}


def _svg_label(url: str) -> str:
    """Return in words where a mark of a figure leads to; nothing where it isn't to a sentence."""
    if PASSAGES_URL.fullmatch(url):
        n = url.count(".") + 1
        return f"{n} passage{'s' * (n > 1)}"
    if SENT_ID.fullmatch(url.removeprefix("#")):
        return f"sentence {int(url.removeprefix('#s'))}"
    place = PLACE_URL.fullmatch(url)
    return f"sentence {int(place[2])} of {place[1]}" if place else ""


def svg_image(svg: str, *, alt: str) -> str:
    """Return a drawing as an image that needs no trust: its SVG in a data URL."""
    data = base64.b64encode(svg.encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{data}" alt="{esc(alt)}" style="background: white">'
    )


def inline_images(markup: str, *, prefix: str) -> str:
    """Return cleaned HTML with its SVG images as drawings, so that their marks link."""
    number = 0

    def drawing(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        try:
            svg = base64.b64decode(match["data"], validate=False).decode()
        except (binascii.Error, UnicodeDecodeError):
            return match[0]
        alt = re.search(r'\balt="([^"]*)"', match[0])
        label = html.unescape(alt[1]) if alt else ""
        return label_svg(clean_svg(svg, prefix=f"{prefix}{number}-"), alt=label)

    return re.sub(
        r'<img\b[^>]*?\bsrc="data:image/svg\+xml;base64,(?P<data>[^"]*)"[^>]*>', drawing, markup
    )


def label_svg(drawing: str, *, alt: str) -> str:
    """Return a cleaned drawing with its text alternative, as a group where it holds links."""
    if not drawing:
        return f"<p>{esc(alt)}</p>" if alt else ""
    role = "group" if "<a " in drawing else "img"
    label = esc(alt or NO_ALT)
    return drawing.replace("<svg", f'<svg role="{role}" aria-label="{label}"', 1)
