"""Where a reader is led who has found a mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.settings import Settings
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext
from waymark_guide.site.pages import report
from waymark_guide.site.parts.report_links import make_report_address

ROOT = Path(__file__).parents[3]
ABOUT: dict[str, str] = {"page": "case-studies/a/#figure-b", "figure": "Meals & more", "value": '£1,000 "a" week'}


def context(**rest: Any) -> SiteContext:
    """What pages are made from, with these addresses."""
    return SiteContext(Reading(KnowledgeBase()), {}, date(2026, 11, 22), Settings(**rest))


def test_an_owners_own_place_comes_first() -> None:
    """Every placeholder of the address is filled in, safely written."""
    place = "https://example.org/new?t={title}&p={page}&f={figure}&v={value}"
    address = make_report_address(
        context(report_url=place, repository_url="https://example.org/a/b", site_url="https://example.org/s"), "A & B", **ABOUT
    )
    assert parse_qs(urlsplit(address).query) == {
        "t": ["A & B"],
        "p": ["https://example.org/s/case-studies/a/#figure-b"],
        "f": [ABOUT["figure"]],
        "v": [ABOUT["value"]],
    }


def test_else_an_issue_is_started() -> None:
    """At the repository the form for it opens with page, figure and value in their boxes, which the form really has."""
    address = make_report_address(context(repository_url="https://example.org/a/b"), "A", **ABOUT)
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://example.org/a/b/issues/new"
    assert parse_qs(parts.query) == {"template": ["figure-problem.yml"], "title": ["A"], **{name: [words] for name, words in ABOUT.items()}} | {
        "page": ["/case-studies/a/#figure-b"]
    }
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "figure-problem.yml").read_text(encoding="utf-8"))
    assert ABOUT.keys() <= {part.get("id") for part in form["body"]}


def test_else_a_page_helps_to_write_it_down() -> None:
    """Without any place, the page of the site gets the same in its fragment, which goes to no server."""
    parts = urlsplit(make_report_address(context(), "A", **ABOUT))
    assert (parts.netloc, parts.path, parts.query) == ("", "/contribute/report/", "")
    assert parse_qs(parts.fragment)["figure"] == [ABOUT["figure"]]
    assert "figure" not in parse_qs(urlsplit(make_report_address(context(), "A", page="case-studies/a/")).fragment)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "has not said where reports go"),
        ({"repository_url": "https://example.org/a/b"}, 'href="https://example.org/a/b/issues/new?template=figure-problem.yml"'),
        ({"report_url": "https://example.org/new?t={title}&p={page}"}, 'href="https://example.org/new?t=Report%20a%20problem&amp;p="'),
    ],
)
def test_the_page_says_where_to_send_it(given: dict[str, str], expected: str) -> None:
    """The page names the place where there is one, and says so where there is none."""
    page = report.render(context(**given))
    assert page.url == "contribute/report/"
    assert expected in page.body
    assert page.body.count("<h1>") == 1
