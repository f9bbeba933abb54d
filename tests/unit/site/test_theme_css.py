"""Promises of `waymark_guide.site.parts.theme_css`."""

from __future__ import annotations

from waymark_guide.site.parts.theme_css import split_rules, trim


def test_keeps_what_sets_type_and_drops_the_frame() -> None:
    """A list of selectors keeps only those that a page can meet; a rule without any is gone."""
    css = ".md-typeset p,.md-header p{margin:0}.md-nav{color:red}@media print{.md-typeset{x:y}.md-tabs{x:y}}@media screen{.md-tabs{x:y}}"
    assert trim(css) == ".md-typeset p{margin:0}@media print{.md-typeset{x:y}}"


def test_pictures_of_icons_that_no_page_shows_are_dropped() -> None:
    """The pictures of notes stay; those of the frame go."""
    css = ":root{--md-admonition-icon--note:url('data:a');--md-clipboard-icon:url('data:b;c');--md-x:1}"
    assert trim(css) == ":root{--md-admonition-icon--note:url('data:a');--md-x:1}"


def test_braces_and_semicolons_in_quotes_end_nothing() -> None:
    """A quoted brace belongs to its rule."""
    assert list(split_rules('a::before{content:"}"}@charset "x";b{c:d}')) == [("a::before", 'content:"}"'), ("b", "c:d")]
