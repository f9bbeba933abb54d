"""The pages of law and of where the ideas come from, made from small records."""

from __future__ import annotations

from datetime import date
from typing import Any

from waymark_guide.model.approach import Approach
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.law import Law
from waymark_guide.model.origins import Origins
from waymark_guide.model.source import Source
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext
from waymark_guide.site.pages import approach, law, laws, origins, sources

TODAY = date(2026, 11, 22)
GUIDE = {"id": "club-guide", "title": "A guide for clubs", "url": "https://example.org/guide", "checked": "2026-11-22"}


def gifts(**rest: Any) -> Law:
    """A law on gifts, and whatever a test sets."""
    least: dict[str, Any] = {
        "schema": "law/1",
        "id": "gifts-act",
        "title": "Gifts Act",
        "summary": "A law on gifts with conditions, made up for the tests.",
        "instrument": "Gifts Act 1900",
        "in_force": "Since 1900",
        "applies_to": ["england", "wales"],
        "checked_on": "2026-11-22",
        "what_it_means": ["A gift may carry conditions."],
        "approaches": ["grants", "gone"],
        "sources": [GUIDE],
        "body": "## What is it?\n\nA law on gifts [source:club-guide].",
    }
    return Law.model_validate(least | rest)


def grants() -> Approach:
    """An approach without a route of its own."""
    return Approach.model_validate(
        {
            "schema": "approach/1",
            "id": "grants",
            "title": "Grants",
            "summary": "Money given for a purpose, without a contract for a service.",
            "layer": "funding-or-contract",
            "fits": ["Small sums."],
            "does_not_fit": ["Large ones."],
            "certainty": {"level": "low", "reason": "Few studies.", "assessed_on": "2026-11-22"},
            "sources": ["club-guide"],
        }
    )


def context(*held: Law, origins_record: Origins | None = None) -> SiteContext:
    """What pages are made from."""
    base = KnowledgeBase(
        laws={one.id: one for one in held},
        approaches={"grants": grants()},
        sources={"club-guide": Source.model_validate(GUIDE)},
        origins=origins_record,
    )
    return SiteContext(Reading(base), {}, TODAY)


def test_law_page_is_dated_and_is_no_advice() -> None:
    """A page of law names the instrument, the nations and the day of the check, and says that it is no legal advice."""
    page = law.render(context(gifts()), gifts())
    assert (page.url, page.kind) == ("law/gifts-act/", "Law")
    for words in ("Gifts Act 1900", "England, Wales", "22 November 2026", "not legal advice", "A gift may carry conditions."):
        assert words in page.body
    for heading in page.headings:
        assert f'id="{heading.anchor}"' in page.body


def test_law_page_links_to_what_exists_only() -> None:
    """An approach that could not be read is left out, and nothing is said of guides where there are none."""
    page = law.render(context(gifts()), gifts())
    assert 'href="/approaches/grants/"' in page.body
    assert "/approaches/gone/" not in page.body
    assert "Guides that rest on it" not in page.body


def test_approach_page_links_back() -> None:
    """An approach lists the laws that bear on it, even where it has no route of its own."""
    page = approach.render(context(gifts()), grants())
    assert 'href="/law/gifts-act/"' in page.body
    assert "routes" in {heading.anchor for heading in page.headings}


def test_laws_of_one_other_nation_stand_apart() -> None:
    """The index parts what is for England from what is for the other nations alone, and is not made where there is no law."""
    site = context(gifts(), gifts(id="wales", title="Wales", applies_to=["wales"]))
    page = laws.render(site, *laws.list_pages(site))
    assert [heading.anchor for heading in page.headings] == ["england", "elsewhere"]
    assert page.body.index("/law/gifts-act/") < page.body.index("/law/wales/")
    assert not list(laws.list_pages(context()))


def test_origins_name_who_and_where() -> None:
    """Each idea says who said it, cites the source, and links to the place where it works."""
    idea = {
        "id": "gifts",
        "title": "Gifts",
        "what": "Give.",
        "who": "A giver, 1900.",
        "place": "[Grants](/approaches/grants/).",
        "sources": ["club-guide"],
    }
    origins_record = Origins.model_validate({"schema": "origins/1", "title": "Origins", "intro": "Who said what. And when.", "ideas": [idea]})
    page = origins.render(context(origins_record=origins_record), origins_record)
    assert page.description == "Who said what."
    assert 'href="/approaches/grants/"' in page.body
    assert 'href="#source-club-guide"' in page.body
    listed = sources.render(context(gifts(), origins_record=origins_record))
    assert 'href="/origins/"' in listed.body
    assert 'href="/law/gifts-act/"' in listed.body
