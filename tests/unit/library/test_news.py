"""News and their feeds: keys never change, and all dates come from the content."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from itertools import chain
from typing import Any

import pytest

from waymark_guide.library.news import get_change_date, get_publication_date, list_news
from waymark_guide.model.changes import Changes
from waymark_guide.model.settings import Settings
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext
from waymark_guide.site.files.feeds import MOST, atom, json_feed, list_files
from waymark_guide.site.pages import whats_new

ATOM = {"a": "http://www.w3.org/2005/Atom"}
CHANGES = [{"date": "2027-02-03", "summary": "It ended."}, {"date": "2027-01-02", "summary": "A figure was mended."}]


@pytest.fixture
def context(knowledge_base: Any) -> Any:
    """Return a function that makes the context of a site with some cases."""

    def make(*cases: Any, today: date = date(2026, 11, 22), **rest: Any) -> SiteContext:
        return SiteContext(Reading(knowledge_base(*cases)), {}, today, Settings(**{"name": "Small", "publisher": "Editors", **rest}))

    return make


def test_a_case_is_news_when_it_is_published_and_at_each_change(case: Any, knowledge_base: Any) -> None:
    """The publication and each change of a case have an entry, the newest first. Drafts have none."""
    base = knowledge_base(case("old", published="2026-11-01", changes=CHANGES), case("draft", draft="yes"))
    assert [(entry.kind, entry.date.isoformat(), entry.summary) for entry in list_news(base, ())] == [
        ("case-changed", "2027-02-03", "It ended."),
        ("case-changed", "2027-01-02", "A figure was mended."),
        ("case-new", "2026-11-01", "A summary that is long enough to be a summary of something."),
    ]


def test_a_case_without_a_publication_date_takes_the_day_of_its_first_check(case: Any) -> None:
    """Without a publication date, the first day on which the case was assessed or checked counts."""
    undated = case("old", review={"last_verified": "2026-10-01"})
    assert get_publication_date(undated) == get_change_date(undated) == date(2026, 10, 1)
    assert get_change_date(case("new", published="2026-10-01", changes=CHANGES)) == date(2027, 2, 3)


def test_a_new_version_of_a_guide_is_news(knowledge_base: Any) -> None:
    """Later versions of a guide are news, and the first one is not."""

    class Guide:
        id, was, title = "lunch", (), "How about lunch?"

    versions = [
        {"version": "1.1.0", "date": "2027-01-01", "summary": "Words.", "since": "1.0.0"},
        {"version": "1.0.0", "date": "2026-01-01", "summary": "First."},
    ]
    changes = Changes.model_validate({"schema": "changes/1", "id": "lunch", "versions": versions})
    entries = list_news(knowledge_base(changes={"lunch": changes}), [Guide()])  # type: ignore[list-item] # as much of a tree as news needs
    assert [(entry.key, entry.kind, entry.url) for entry in entries] == [("tree/lunch/1.1.0", "guide-changed", "decision-trees/lunch/changes/")]


def test_an_entry_keeps_its_id(case: Any, context: Any) -> None:
    """The ids of older entries stay the same after a new id of the case, a further change, and a new address of the site."""
    before = json_feed(context(case("old", changes=CHANGES[1:])).news, context())["items"]
    after = json_feed(context(case("new", was=["old"], changes=CHANGES)).news, context(site_url="https://example.org"))["items"]
    assert {entry["id"] for entry in before} < {entry["id"] for entry in after}
    assert len({entry["id"] for entry in after}) == len(after) == 3


def test_feeds_do_not_depend_on_the_clock(case: Any, context: Any) -> None:
    """The same content gives the same feeds on any day."""
    contexts = (context(case("one"), today=day) for day in (date(2026, 11, 22), date(2030, 1, 1)))
    first, second = (dict(chain.from_iterable(group.make() for group in list_files(each))) for each in contexts)
    assert first == second


@pytest.mark.parametrize(("site_url", "link"), [("", "../case-studies/one/"), ("https://example.org/w", "https://example.org/w/case-studies/one/")])
def test_the_atom_feed_is_valid(case: Any, context: Any, site_url: str, link: str) -> None:
    """The feed and each entry have an id, a title and a date, and the feed has an author. Markup in a title stays text."""
    site = context(case("one", title="Soup & <b>bread</b>"), site_url=site_url)
    feed = ET.fromstring(atom(site.news, site))  # noqa: S314 (made a line above)
    assert feed.findtext("a:author/a:name", namespaces=ATOM) == "Editors"
    (entry,) = feed.findall("a:entry", ATOM)
    for part in (feed, entry):
        assert part.findtext("a:id", namespaces=ATOM).startswith("urn:uuid:")  # type: ignore[union-attr] # the format asks for it
        assert part.findtext("a:updated", namespaces=ATOM) == "2026-11-22T00:00:00Z"
    assert entry.findtext("a:title", namespaces=ATOM) == "New case study: Soup & <b>bread</b>"
    assert entry.find("a:link", ATOM).get("href") == link  # type: ignore[union-attr] # the format asks for it


def test_a_site_without_cases_has_feeds_too(context: Any) -> None:
    """An empty feed is valid, and its date does not depend on the build."""
    site = context()
    assert ET.fromstring(atom(site.news, site)).findtext("a:updated", namespaces=ATOM) == "1970-01-01T00:00:00Z"  # noqa: S314 (made here)
    assert json_feed(site.news, site)["items"] == []
    page = whats_new.render(site)
    assert "Nothing has been published yet." in page.body


def test_feeds_and_page_hold_the_newest(case: Any, context: Any) -> None:
    """Feeds and the page hold a limited number of entries, and the page says that there are older ones."""
    site = context(*(case(f"case-{number}") for number in range(MOST + 1)))
    assert len(json_feed(site.news[:MOST], site)["items"]) == MOST
    page = whats_new.render(site)
    assert page.body.count('href="/case-studies/case-') == MOST
    assert "Older entries are not shown." in page.body
