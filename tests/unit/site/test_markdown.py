"""Promises of `waymark_guide.site.markdown`: authors' text can do no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark_guide.model.source import Source
from waymark_guide.site import markdown as writing
from waymark_guide.site.markdown import article, first_paragraph, first_sentence, is_safe, is_within, plain, prose
from waymark_guide.site.numbered_sources import References, references

KNOWN = {name: Source(id=name, title=f"Title of {name}", url="https://example.org/", checked="2026-11-22") for name in ("one", "two")}
BOTH = References(tuple(KNOWN.values()))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/", "/\\evil.example", "java\nscript:x", "", " "],
)
def test_a_link_that_could_do_harm_is_refused(address: str) -> None:
    """No scheme but https, http and mailto, and no address that a browser may take for another host's."""
    assert not is_safe(address)
    if address.strip() and "\\" not in address:  # nothing leads nowhere, and a backslash is encoded
        assert "href" not in prose(f"[press]({address})")


@pytest.mark.parametrize("address", ["https://example.org/", "http://example.org/", "mailto:a@example.org", "/approaches/grants/", "#below", "../x/"])
def test_an_ordinary_link_is_made(address: str) -> None:
    """Web addresses, mail and places on this site become links."""
    assert is_safe(address)
    assert f'href="{address}"' in prose(f"[press]({address})")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>", "{{ 7*7 }}", "{% include 'x' %}"]
)
def test_html_and_template_syntax_are_inert(text: str) -> None:
    """What an author types is shown as typed."""
    made = prose(text)
    assert "<script" not in made
    assert "<img" not in made
    assert "<a " not in made
    assert "49" not in made


def test_a_picture_from_elsewhere_is_its_words_alone() -> None:
    """No page of ours fetches from another host."""
    assert prose("![a map](https://example.org/map.png)", inline=True) == "a map"
    assert 'src="/assets/map.png"' in prose("![a map](/assets/map.png)", inline=True)
    assert not is_within("https://example.org/map.png")


def test_a_citation_becomes_a_numbered_mark_with_the_title_as_its_name() -> None:
    """The number is the source's place in the page's list; the space before the mark goes."""
    made = prose("So it is. [source:two]", inline=True, sources=BOTH)
    assert made == 'So it is.<a class="wm-cite" href="#source-two" aria-label="Source 2: Title of two">2</a>'


def test_one_mark_may_cite_several_sources() -> None:
    """Ids parted by commas each get a number."""
    assert prose("x [source:one, two]", inline=True, sources=BOTH).count("wm-cite") == 2


def test_without_a_list_the_mark_leads_to_the_page_of_all_sources() -> None:
    """A text away from its page still leads to its source."""
    assert 'href="/sources/#source-one"' in prose("x [source:one]", inline=True)


def test_references_list_what_is_declared_then_what_is_cited_each_once() -> None:
    """The order is the author's; unknown ids are left out."""
    found = references(KNOWN.get, ["two"], ["a [source:one] b [source:two]", None, "[source:nowhere]"])
    assert [source.id for source in found.sources] == ["two", "one"]


def test_headings_stay_below_the_pages_own() -> None:
    """A text cannot bring a second `h1`; equal headings get anchors of their own."""
    made = article("# Top\n\n## Same\n\n## Same\n")
    assert "<h1" not in made.html
    assert [heading.anchor for heading in made.headings] == ["top", "same", "same-2"]
    assert "<h3>Small</h3>" in prose("# Small")


def test_bare_words_for_descriptions() -> None:
    """Marks of Markdown and citations are gone; the words stay."""
    assert plain("**Bold** [link](/x/) and `code`. [source:one]") == "Bold link and code."
    assert first_sentence("It is so. And more.") == "It is so."
    assert first_sentence("Costs rose by 2.5 per cent") == "Costs rose by 2.5 per cent"


def test_a_table_can_be_scrolled_by_keyboard() -> None:
    """A wide table scrolls inside its own box, which can take focus and has a name."""
    assert 'tabindex="0" role="group" aria-label="Table"' in prose("|a|b|\n|-|-|\n|1|2|")


PIECES = (
    "a", "Bé", "x 1", "end.",
    "\n", "\n\n", " ", '"q"', "'s", "(z)", "http://x.y", "www.a.b", "- ", "1. ", "===", "# ", "a:b", "(c)", "...", "*", "\t",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join), st.booleans())
def test_a_text_without_marks_becomes_what_the_parser_makes_of_it(text: str, inline: bool) -> None:  # noqa: FBT001 (drawn, not passed)
    """The short way for plain words gives the same HTML as the long one."""
    markdown = writing._markdown()  # noqa: SLF001 (the parser behind the short way)
    parsed = (markdown.renderInline if inline else markdown.render)(text, {"sources": None, "highest": 3}).strip()
    assert prose(text, inline=inline) == parsed


def test_the_first_paragraph_is_for_the_text() -> None:
    """A list shows what a text is about, with its links, and leaves the rest to the page of its own."""
    assert first_paragraph("One [link](/about/).\nStill one.\n\nTwo.") == "One [link](/about/).\nStill one."
    assert first_paragraph(None) == ""
