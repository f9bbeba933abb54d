"""A comparison: rows, marks and the files that a script takes columns from."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from waymark_guide.library.row_comparison import Line
from waymark_guide.model.approach import Approach
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext
from waymark_guide.site.file_group import make_files
from waymark_guide.site.pages import PageKind, approach, compare_approaches, compare_cases, compare_pair
from waymark_guide.site.parts.comparison import IN_A_FILE, Column, get_file_number, list_column_files, make_comparison
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from types import ModuleType

    from waymark_guide.site.page import Page

SAY = load_strings()


def _column(name: str, **rows: str) -> Column:
    return Column(name, name.title(), f"approaches/{name}/", {row: tuple(Line(text) for text in texts.split()) for row, texts in rows.items()})


def _context(*ids: str, **related: list[str]) -> SiteContext:
    made = {
        each: Approach.model_validate(
            {
                "id": each,
                "title": each.title(),
                "summary": "A summary that is long enough to be a summary of something.",
                "layer": "who-decides",
                "fits": [f"Where {each} fits."],
                "does_not_fit": ["Elsewhere."],
                "related": related.get(each, []),
                "certainty": {"level": "low", "reason": "Few studies.", "assessed_on": "2026-11-22"},
                "sources": [{"id": "two", "title": "Two", "url": "https://example.org/two", "checked": "2026-11-22"}],
            }
        )
        for each in ids
    }
    return SiteContext(Reading(KnowledgeBase(approaches=made)), {}, date(2026, 11, 22))


def _render_pages(context: SiteContext, *modules: ModuleType) -> list[Page]:
    return [page.render() for module in modules for page in PageKind.of(module).list_pages(context)]


def test_marks_and_the_summary_say_the_same() -> None:
    """Each row has its mark in words; the summary names the rows of each kind, and leaves out the one that only says what each is."""
    made = make_comparison(
        SAY, "approaches", [_column("a", summary="x", layer="l", fits="p q", needs="n"), _column("b", summary="y", layer="l", fits="q r", needs="")]
    )
    assert [(row.title, row.mark) for row in made.rows] == [
        ("What it is", ""),
        ("Layer", "The same"),
        ("It helps with", "Partly the same. In all of them: q"),
        ("It needs first", "They differ"),
    ]
    assert made.short == ("The same: layer.", "Partly the same: it helps with.", "Different: it needs first.")
    assert made.tips == ()


def test_a_columns_file_follows_from_its_id() -> None:
    """Every column is in the file that its id leads to, without what is empty at the end of a line."""
    columns = {name: _column(name, summary="x") for name in map("thing-{}".format, range(40))}
    held = make_files(lambda: list_column_files("here/", columns, lambda column: column))
    made = {path: json.loads(text.decode().split("{},", 1)[1].rstrip("\n;").removesuffix(")")) for path, text in held}
    assert len(made) <= -(-40 // IN_A_FILE)
    for column in columns.values():
        assert made[f"here/{get_file_number(column.id, 40)}.js"][column.id] == [column.title, column.url, [[["x"]]], []]


def test_one_approach_alone_is_compared_with_nothing() -> None:
    """With fewer than two approaches there is no page to compare them, and no link to one; without cases none for cases."""
    alone = _context("a")
    assert list(compare_approaches.list_pages(alone)) == []
    assert list(compare_cases.list_pages(alone)) == []
    assert "approaches/compare" not in _render_pages(alone, approach)[0].body


def test_neighbours_have_a_page_and_a_link_to_it() -> None:
    """Two that name each other have a page in the order of the alphabet, to which both lead; a third has none."""
    context = _context("b", "a", "c", a=["b"], b=["a"])
    assert [page.url for page in _render_pages(context, compare_approaches, compare_pair)] == ["approaches/compare/", "approaches/compare/a-and-b/"]
    linked = {page.url: "/approaches/compare/a-and-b/" in page.body for page in _render_pages(context, approach)}
    assert linked == {"approaches/b/": True, "approaches/a/": True, "approaches/c/": False}


def test_hostile_words_stay_words() -> None:
    """HTML in an approach is inert on the page of a pair and in the files."""
    context = _context("a", "b", a=["b"])
    hostile: Any = context.knowledge_base.approaches["a"].model_copy(update={"fits": ("<script>alert(1)</script>",)})
    context = SiteContext(Reading(KnowledgeBase(approaches={**context.knowledge_base.approaches, "a": hostile})), {}, date(2026, 11, 22))
    for page in _render_pages(context, compare_approaches, compare_pair):
        assert "<script>alert" not in page.body
