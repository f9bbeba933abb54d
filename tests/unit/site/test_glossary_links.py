"""Promises of `waymark_guide.site.glossary_links` and `explained`: a term is explained where it is first used, and only in running text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark_guide.library.terms import Terms
from waymark_guide.model.vocabulary import Glossary
from waymark_guide.site.markdown import article, prose
from waymark_guide.site.page import Page
from waymark_guide.site.parts.glossary_tooltips import add_tooltips

TERMS = Terms.from_glossary(
    Glossary.model_validate(
        {
            "schema": "glossary/1",
            "terms": [
                {"id": "pot", "term": "Pot", "definition": 'A thing to "cook" in, <hot>.', "forms": ["pots"], "more": "[Pots](/approaches/pots/)"},
                {"id": "soup", "term": "Soup", "definition": "Water and roots."},
            ],
        }
    )
)
POT, SOUP = '<a class="wm-term" href="/glossary/#pot">{}</a>', '<a class="wm-term" href="/glossary/#soup">{}</a>'


def page(body: str, url: str = "case-studies/x/") -> Page:
    """A page with a body."""
    return Page(url=url, section="case-studies/", title="X", description="X.", body=body)


def test_a_text_links_each_term_once() -> None:
    """The first use of each term in a text is a link; plain texts and marked ones alike."""
    assert prose("A pot, and pots of soup.", inline=True, terms=TERMS) == f"A {POT.format('pot')}, and pots of {SOUP.format('soup')}."
    assert prose("A *good* pot, and pots.", inline=True, terms=TERMS) == f"A <em>good</em> {POT.format('pot')}, and pots."
    assert prose("A pot.", inline=True) == "A pot."


@pytest.mark.parametrize(
    "text",
    ["# Pots", "Pots\n====", "> A pot.", "[A pot](/x/)", "`pot`", "| pot |\n| --- |\n| a |", "![a pot](/x.png)", "[**pot**](/x/)"],
)
def test_nothing_but_running_text_is_linked(text: str) -> None:
    """Headings, quotations, links, code, pictures and the heads of tables are left alone."""
    assert "wm-term" not in article(text, terms=TERMS).html


def test_what_is_between_is_linked() -> None:
    """After a heading and a quotation, running text is linked again; so are lists and the cells of tables."""
    assert POT.format("pot") in article("# Pots\n\n> A pot.\n\nA pot.", terms=TERMS).html
    assert POT.format("pot") in article("- A pot.", terms=TERMS).html
    assert POT.format("pot") in article("| a |\n| --- |\n| pot |", terms=TERMS).html


WORDS = st.lists(
    st.sampled_from(["pot", "pots", "soup", " ", "\n", ".", ",", '"', "é", "A", "'", "\n\n", "*", "[", "](/x/)", "> "]), max_size=20
).map("".join)


@given(WORDS | st.text(max_size=60))
def test_links_change_no_word(text: str) -> None:
    """Without its links to terms, a text is what it is without a glossary."""
    for inline in (True, False):
        linked = prose(text, inline=inline, terms=TERMS)
        bare = re.sub(r'<a class="wm-term" href="/glossary/#[a-z]+">([^<]*)</a>', r"\1", linked)
        assert bare.replace("&#39;", "'") == prose(text, inline=inline).replace("&#39;", "'")


def test_a_page_explains_the_first_use_only() -> None:
    """The second use is plain words again, and the meaning is at the foot, with nothing in it that a browser could take for markup."""
    explained_page = add_tooltips(page(f"<p>{POT.format('pots')}</p><p>{POT.format('pot')} {SOUP.format('soup')}</p>"), TERMS)
    assert explained_page.body.count("wm-term") == 2
    assert '<a class="wm-term" href="/glossary/#pot" aria-describedby="meaning-pot">pots</a></p><p>pot ' in explained_page.body
    assert '<p id="meaning-pot"><b>Pot:</b> A thing to &#34;cook&#34; in, &lt;hot&gt;.</p>' in explained_page.body
    assert explained_page.terms == ("pot", "soup")
    assert explained_page.scripts == ("/assets/terms/terms.js",)
    assert explained_page.styles == ("/assets/terms/terms.css",)


def test_a_page_does_not_explain_what_it_is_about() -> None:
    """The page that tells more of a term uses it in plain words, and needs no script for that."""
    explained_page = add_tooltips(page(f"<p>{POT.format('pot')}</p>", "approaches/pots/"), TERMS)
    assert explained_page.body == "<p>pot</p>"
    assert explained_page.scripts == ()


def test_a_part_shown_by_itself_explains_by_itself() -> None:
    """A `<template>` is a view of its own: a use before it does not count, and one in it does not count after it."""
    body = f"<template>{POT.format('a')}{POT.format('b')}</template><template>{POT.format('c')}</template><p>{POT.format('d')}{POT.format('e')}</p>"
    bare = re.sub(r"<a[^>]*>([^<]*)</a>", r"[\1]", add_tooltips(page(body), TERMS).body)
    assert bare.startswith("<template>[a]b</template><template>[c]</template><p>[d]e</p>")
    assert bare.count('id="meaning-pot"') == 1


def test_a_page_without_terms_is_left_alone() -> None:
    """Nothing is added to a page that uses no term."""
    same = page("<p>Bread.</p>")
    assert add_tooltips(same, TERMS) is same
