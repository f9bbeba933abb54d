"""Promises of `waymark_guide.site.parts.page_frame` and `waymark_guide.site.parts.relative_links`."""

from __future__ import annotations

import json

from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.parts.page_frame import HAND_WRITTEN, PageFrame, render_data_block
from waymark_guide.site.parts.relative_links import make_links_relative, rebase_links

HTML = (
    '<html data-root="@@wm:root@@"><head><title>@@wm:title@@</title><meta name="description" content="@@wm:description@@">@@wm:metadata@@'
    '<link href="../assets/a.css" rel="stylesheet">@@wm:styles@@@@wm:scripts@@</head><body class="wm-layout-@@wm:layout@@">'
    '<a href="..">Home</a><a href="../approaches/"@@wm:current:approaches/@@>A</a>@@wm:crumbs@@<main data-kind="@@wm:kind@@">'
    "@@wm:body@@</main>@@wm:contents@@@@wm:data@@</body></html>"
)
FRAME = PageFrame.parse(HTML, site_name="Waymark", site_url="https://example.org/base/")
PAGE = Page(
    url="approaches/grants/",
    section="approaches/",
    title="Grants & gifts",
    description='Say "yes"',
    body='<h1>Grants</h1><a href="/glossary/#grant">x</a><img src="/assets/x.svg"><a href="https://example.org/">y</a>',
    headings=(Heading("one", "One"),),
    crumbs=(Crumb("Home", ""),),
    kind="Approach",
    data={"block": json.dumps({"text": "</script><!-- &"})},
    scripts=("/assets/pages/guide.js",),
)


def test_every_slot_is_filled() -> None:
    """Title, description, crumbs, contents, kind, layout and canonical address are where the theme left room."""
    made = FRAME.fill(PAGE)
    assert "@@wm:" not in made
    assert "<title>Grants &amp; gifts - Waymark</title>" in made
    assert 'content="Say &#34;yes&#34;"' in made
    assert '<link rel="canonical" href="https://example.org/base/approaches/grants/">' in made
    assert 'class="wm-layout-approach"' in made
    assert '<a href="#one">One</a>' in made


def test_links_are_relative_to_the_page() -> None:
    """Whatever began at the root of the site now begins at the page, in the stamp and in the body alike."""
    made = FRAME.fill(PAGE)
    for address in (
        "../../assets/a.css",
        "../../approaches/",
        "../../glossary/#grant",
        "../../assets/x.svg",
        "../../assets/pages/guide.js",
        "../../",
    ):
        assert f'"{address}"' in made
    assert '"/' not in made
    assert 'href="https://example.org/"' in made
    assert 'data-root="../../"' in made


def test_the_section_is_marked() -> None:
    """The tab of the page itself is `page`, that of a page below it `true`, any other nothing."""
    assert '../../approaches/" aria-current="true"' in FRAME.fill(PAGE)
    assert '../approaches/" aria-current="page"' in FRAME.fill(Page("approaches/", "approaches/", "A", "", ""))
    assert "aria-current" not in FRAME.fill(Page("about/", "about/", "A", "", ""))


def test_words_that_look_like_a_slot_stay_words() -> None:
    """Content cannot reach into the stamp."""
    assert "@@wm:title@@" in FRAME.fill(Page("x/", "", "X", "", "<p>@@wm:title@@</p>"))


def test_nothing_in_a_block_of_data_can_close_it() -> None:
    """The text comes back as it was, and holds no tag on the way."""
    made = render_data_block("block", PAGE.data["block"])
    inner = made.split(">", 1)[1].removesuffix("</script>")
    assert "<" not in inner
    assert json.loads(inner) == {"text": "</script><!-- &"}


def test_hand_written_text_goes_where_the_generated_page_wants_it() -> None:
    """A page that is in both places shows both."""
    page = Page("", "", "Home", "", f"<section>{HAND_WRITTEN}</section>")
    assert "<section><p>By hand</p></section>" in FRAME.fill(page, hand_written="<p>By hand</p>")


def test_a_page_shown_at_any_address_has_links_that_do_not_depend_on_it() -> None:
    """Links of the page for what was not found begin where the site lives."""
    assert 'href="/base/glossary/#grant"' in FRAME.fill_for_any_address(PAGE)


def test_relative_at_the_root_and_with_queries() -> None:
    """At the root an address loses its slash; Home itself becomes `./`."""
    assert make_links_relative('<a href="/">x</a><a href="/a/?q=1#b">y</a>', 0) == '<a href="./">x</a><a href="a/?q=1#b">y</a>'
    assert make_links_relative('<a href="//other.example/">x</a>', 1) == '<a href="//other.example/">x</a>'
    assert rebase_links('<a href="/a/">x</a>', "/base/") == '<a href="/base/a/">x</a>'
