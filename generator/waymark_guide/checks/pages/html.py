"""Raw HTML in hand-written pages, and files that browsers run: nothing in `content/` acts on readers' browsers, unless an owner allows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waymark_guide.checks.pages.markdown import parse_html
from waymark_guide.checks.rule import declare
from waymark_guide.model.finding import Span
from waymark_guide.reading.document import Document
from waymark_guide.reading.folder import split_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.checks.pages.markdown import HtmlPart
    from waymark_guide.checks.pages.page_subject import PageSubject
    from waymark_guide.model.finding import Finding

_LOADS = re.compile(r"(?:url\s*\(\s*['\"]?(?!#)|javascript:|@import|expression\()", re.IGNORECASE)
"""A value that fetches or runs something; `url(#id)` is a part of the same picture."""
_ALIGNMENT = re.compile(r"text-align: (?:left|right|center);?")
"""The style that Markdown gives to the cells of a table."""
_XML = re.compile(r"<\?xml version=[\"']1\.[01][\"'](?: encoding=[\"']utf-8[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])?\s*\??", re.IGNORECASE)

HARMLESS_TAGS = frozenset(
    (
        *("a", "abbr", "article", "aside", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details"),
        *("dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img"),
        *("ins", "kbd", "li", "mark", "nav", "ol", "p", "picture", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub"),
        *("summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
    )
)
HARMLESS_ATTRIBUTES = frozenset(
    (
        *("alt", "class", "colspan", "datetime", "dir", "height", "href", "id", "lang", "loading", "open", "rel", "reversed", "role", "rowspan"),
        *("scope", "src", "start", "tabindex", "title", "type", "value", "width"),
    )
)
"""Attributes that do nothing; those that begin with `aria-` are harmless too. `data-` is not: the scripts of the site read it."""
FILE_ENDINGS = frozenset(
    (
        *(".avif", ".csv", ".docx", ".gif", ".ico", ".jpeg", ".jpg", ".json", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ogg", ".pdf", ".png"),
        *(".pptx", ".svg", ".tsv", ".txt", ".vtt", ".webm", ".webp", ".woff", ".woff2", ".xlsx", ".yaml", ".yml", ".zip"),
    )
)
"""The endings of files that a browser shows, plays or saves, and does not run."""
FILE_NAMES = frozenset({"CNAME", ".nojekyll"})
"""Files that hosts look for by name."""

DRAWING_TAGS = frozenset(
    (
        *("circle", "clippath", "defs", "desc", "ellipse", "g", "line", "lineargradient", "marker", "mask", "metadata", "path", "pattern"),
        *("polygon", "polyline", "radialgradient", "rect", "stop", "svg", "symbol", "text", "textpath", "title", "tspan", "use"),
    )
)
"""The elements of an SVG picture that draw, in lower case."""

RAW_HTML = declare(
    "P706",
    "html-in-page",
    "A hand-written page has no HTML but what arranges text.",
    why="Other HTML could run a program in readers' browsers, send what they type elsewhere, or fetch something from another computer.",
    fix="Write it in Markdown, or take it out. An owner can allow it: see extra.allow_html in mkdocs.yml.",
    can_be_allowed=False,
    wrong="<script>alert(1)</script>",
    right="**Look here**",
)
DRAWING = declare(
    "P708",
    "active-drawing",
    "An SVG picture only draws.",
    why="A picture with a script in it runs in readers' browsers when it is opened by itself.",
    fix="Export it again as plain SVG, or as PNG.",
    can_be_allowed=False,
    wrong="<script>alert(1)</script>",
    right="<title>A hill</title>",
)
ACTIVE_FILE = declare(
    "P707",
    "active-file",
    "A file in content/ is a page, or one that browsers show or save and do not run.",
    why="A file of the site runs with all rights of the site in readers' browsers.",
    fix="Take it out, or put it into another form: a picture as PNG, a text as Markdown.",
    can_be_allowed=False,
    wrong="content/assets/chart.html",
    right="content/assets/chart.png",
)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Check the raw HTML of a page: one finding for each line and tag."""
    for part in {(part.line, part.tag, tuple(part.attributes)): part for part in subject.html}.values():
        fault = _find_fault(part)
        if fault:
            yield subject.finding(RAW_HTML, part.line, f"{fault} is not allowed in a page.", words=part.words)


def find_active_html(html: str) -> str:
    """Find the first part of rendered HTML that does more than arrange text. This is the last check, after Markdown was rendered.

    Returns:
        What it is, in words; empty if there is none.
    """
    parts = parse_html(html)
    return next((fault for part in parts if (fault := _find_fault(part, allows_alignment=True))), "")


def _find_fault(part: HtmlPart, *, allows_alignment: bool = False) -> str:
    """Return what is not allowed in a part, in words; empty if all of it is harmless."""
    if part.tag not in HARMLESS_TAGS:
        return f"The tag <{part.tag}>" if part.tag else f'"{part.words[:40]}"'
    for name, value in part.attributes.items():
        is_alignment = allows_alignment and name == "style" and _ALIGNMENT.fullmatch(value)
        if name not in HARMLESS_ATTRIBUTES and not name.startswith("aria-") and not is_alignment:
            return f'The attribute "{name}" of <{part.tag}>'
    return ""


def check_drawing(document: Document) -> Iterator[Finding]:
    """Check an SVG picture: it has elements that draw, and refers to nothing but itself."""
    for part in parse_html(document.text):
        refers = next((value for name, value in part.attributes.items() if name in {"href", "xlink:href"} and not value.startswith("#")), "")
        acts = next((name for name in part.attributes if name.startswith("on")), "")
        loads = next((value for value in part.attributes.values() if _LOADS.search(value)), "")
        if not part.tag and _XML.fullmatch(part.words):
            continue
        if part.tag not in DRAWING_TAGS:
            what = f"The element <{part.tag}> is" if part.tag else f'"{part.words[:40]}" is'
        elif refers or acts or loads:
            what = f'"{(refers or acts or loads)[:40]}" of <{part.tag}> is'
        else:
            continue
        words = part.words.split("\n")[0]
        column = max(document.line(part.line).find(words), 0) + 1
        span = Span(part.line, column, column + len(words))
        yield document.finding(DRAWING.code, (), f"{what} not allowed in a picture.", why=DRAWING.why, fix=DRAWING.fix, span=span)


def check_files(files: Iterable[str]) -> Iterator[Finding]:
    """Check the names of the other files: each has an ending that browsers show or save, and do not run."""
    for file in files:
        name = file.rpartition("/")[2]
        ending = split_name(name)[1].lower()
        if ending not in FILE_ENDINGS and name not in FILE_NAMES:
            message = f'A file that ends in "{ending}" is not published.' if ending else "A file without an ending is not published."
            yield Document(file, "").finding(ACTIVE_FILE.code, (), message, why=ACTIVE_FILE.why, fix=ACTIVE_FILE.fix)
