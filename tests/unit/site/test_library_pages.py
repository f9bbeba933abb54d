"""The library's pages, made from small cases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.model.unknowns import Unknowns
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext
from waymark_guide.site.file_group import make_files
from waymark_guide.site.files import case_finder, open_data
from waymark_guide.site.pages import PageKind, case_studies, case_study, facet, facet_value, gaps
from waymark_guide.site.parts.case_dates import dates_in_words
from waymark_guide.site.parts.pagination import make_slices

if TYPE_CHECKING:
    from types import ModuleType

    from waymark_guide.site.page import Page

TODAY = date(2026, 11, 22)


@pytest.fixture
def context(knowledge_base: Any) -> Any:
    """Make what pages are made from."""

    def make(*cases: Any, **rest: Any) -> SiteContext:
        return SiteContext(Reading(knowledge_base(*cases)), {}, TODAY, **rest)

    return make


def _render_pages(context: SiteContext, *modules: ModuleType) -> list[Page]:
    """Render all pages of these kinds."""
    return [page.render() for module in modules for page in PageKind.of(module).list_pages(context)]


def test_a_case_with_required_fields_only_makes_a_whole_page(context: Any, case: Any) -> None:
    """With every optional field empty the page has its headings, says what is not known, and shows no empty place."""
    (page,) = _render_pages(context(case("bare")), case_study)
    assert page.body.count("<h1") == 1
    assert page.body.count("Not known") >= 3
    assert page.body.count("No source that we found tells this.") == 3
    assert "There are no figures." in page.body
    assert ">None<" not in page.body
    for heading in page.headings:
        assert f'id="{heading.anchor}"' in page.body


@pytest.mark.parametrize(
    ("status", "dates", "words"),
    [
        ("ended", {"started": "2020-03", "ended": "2021-06-23"}, "March 2020 to 23 June 2021"),
        ("active", {"started": "2020"}, "Since 2020"),
        ("ended", {"started": "2020"}, "Began 2020. When it ended is not known."),
        ("unknown", {"started": "2020"}, "Began 2020"),
        ("ended", {"ended": "2021"}, "Ended 2021. When it began is not known."),
        ("active", {}, ""),
    ],
)
def test_dates_are_said_in_words(context: Any, case: Any, status: str, dates: dict[str, str], words: str) -> None:
    """A partial date at either end is reported as far as it is known, and no further."""
    assert dates_in_words(context(), case("a", status=status, dates=dates)) == words


def test_an_old_active_case_warns(context: Any, case: Any) -> None:
    """An active case that no one checked for 18 months says so on its page and on its card, and so does an overdue review."""
    old = context(case("old", review={"last_verified": "2025-01-10", "next_review": "2026-01-10"}))
    (page,) = _render_pages(old, case_study)
    assert "Not confirmed since 10 January 2025" in page.body
    assert "due to be checked again by 10 January 2026" in page.body
    (listed,) = _render_pages(old, case_studies)
    assert "not confirmed since 10 January 2025" in listed.body


def test_hostile_words_stay_words(context: Any, case: Any) -> None:
    """HTML, script links and template syntax in a case come out as inert text on its page, on the list and in the records."""
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7 * 7 }} </template>"
    site = context(case("a", title=hostile, summary=hostile, need=hostile, places=[{"name": hostile, "scope": "ward"}]))
    for page in _render_pages(site, case_study, case_studies, facet, facet_value):
        assert "<script>alert" not in page.body
        assert 'href="javascript' not in page.body
        assert "{{ 7 * 7 }}" in page.body or page.url.count("/") == 3
    for _, text in make_files(partial(case_finder.list_files, site)):
        assert text.decode().startswith("(globalThis.WaymarkData??={})[")


def test_the_finding_files_are_scripts_named_by_their_path(context: Any, case: Any) -> None:
    """Each part says its own path, so that a browser knows it from a server and from a folder on disk; the cards are cut into small files."""
    site = context(*(case(f"case-{number:02}") for number in range(12)))
    made = dict(make_files(partial(case_finder.list_files, site)))
    for path, text in made.items():
        assert text.decode().startswith(f'(globalThis.WaymarkData??={{}})["{path.removesuffix(".js")}"]=')
    cards = [json.loads(made[f"case-studies/find/cards-{part}.js"].decode().split("]=", 1)[1].rstrip(";\n")) for part in (0, 1)]
    assert [len(each) for each in cards] == [6, 6]
    assert cards[1][5][0] == "case-11"


def test_a_long_list_is_cut_into_pages(context: Any, case: Any) -> None:
    """With more than fifty cases the first page stays small and links to the next; every case is on one page."""
    cases = [case(f"case-{number:03}") for number in range(120)]
    parts = list(make_slices("case-studies/", range(len(cases))))
    assert [(part.url, len(part.places)) for part in parts] == [("case-studies/", 50), ("case-studies/page/2/", 50), ("case-studies/page/3/", 20)]
    assert list(make_slices("case-studies/", range(10_000)))[99].offered == (1, 20, 40, 60, 80, 98, 99, 100, 101, 102, 120, 140, 160, 180, 200)
    pages = _render_pages(context(*cases), case_studies)
    assert 'href="/case-studies/page/2/"' in pages[0].body
    assert sum(page.body.count("data-case=") for page in pages) == 120


def test_an_empty_library_says_so(context: Any) -> None:
    """Without any case the list and the gaps are whole pages."""
    (listed,) = _render_pages(context(), case_studies)
    assert "There is no case study yet." in listed.body
    assert _render_pages(context(), facet, facet_value) == []
    missing = gaps.render(context())
    assert "There is no case study yet." in missing.body
    assert 'id="unknown"' not in missing.body


def test_gaps_say_what_was_looked_for_and_not_found(knowledge_base: Any) -> None:
    """What is not known is listed with why it matters, where it was looked for, when, and where the site says so."""
    entry = {
        "id": "a-percentage",
        "title": "The percentage",
        "why": "It decides.",
        "looked": "The page stops.",
        "shown": "[Guide](/decision-trees/a/)",
        "checked": "2026-11-22",
    }
    unknowns = Unknowns.model_validate({"schema": "unknowns/1", "unknowns": [entry]})
    page = gaps.render(SiteContext(Reading(replace(knowledge_base(), unknowns=unknowns)), {}, TODAY))
    for words in ("The percentage", "It decides.", "The page stops.", "Last looked on 22 November 2026.", 'href="/decision-trees/a/"'):
        assert words in page.body
    assert "unknown" in [heading.anchor for heading in page.headings]


def test_a_case_says_when_it_was_published_and_what_changed(context: Any, case: Any) -> None:
    """Readers see the day and the words of each change, the newest first."""
    changes = [{"date": "2027-02-03", "summary": "It ended."}, {"date": "2027-01-02", "summary": "A figure was mended."}]
    (page,) = _render_pages(context(case("a", published="2026-11-01", changes=changes)), case_study)
    assert "<dd>1 November 2026</dd>" in page.body
    assert page.body.index("3 February 2027: It ended.") < page.body.index("2 January 2027: A figure was mended.")


def test_drafts_are_in_no_file(context: Any, case: Any) -> None:
    """What every case has a line in has none for a draft, and is whole where there is no case at all."""
    for site in (context(case("secret", draft="yes")), context(case("secret", draft="yes"), case("open"))):
        made = dict(make_files(partial(open_data.list_files, site)))
        assert not any(b"secret" in content.lower() for content in made.values())
        held = json.loads(made["data/case-studies.json"])
        assert [each["id"] for each in held["case_studies"]] == [each.id for each in site.case_studies]
        assert list(held["vocabularies"]) == ["themes", "people", "statuses", "regions"]
