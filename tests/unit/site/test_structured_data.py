"""What pages tell programs, and that nothing an author writes can break out of it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.parts.structured_data import render_linked_data, render_metadata
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE = '</script><script>alert(1)</script><!-- &amp; "url":"/x" \u2028'
SITE = "https://example.org/base"


def page(about: Mapping[str, Any] | None = None, **fields: Any) -> Page:
    """A page two folders down."""
    crumbs = (Crumb("Home", ""), Crumb("Approaches", "approaches/"))
    return Page(
        "approaches/grants/", "approaches/", fields.pop("title", "Grants"), "Money.", "<h1>x</h1>", crumbs=crumbs, about=about or {}, **fields
    )


def graph(html: str) -> list[dict[str, Any]]:
    """The linked data of a page."""
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert block
    linked_data: dict[str, Any] = json.loads(block[1])
    assert linked_data["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = linked_data["@graph"]
    return nodes


def test_a_page_tells_its_subject_and_the_way_to_it() -> None:
    """The subject comes first, with the page's whole address; then each page above it, and the page itself without a link."""
    subject, way = graph(render_metadata(page({"@type": "Article", "name": "Grants"}), site_url=SITE))
    assert subject == {"@type": "Article", "name": "Grants", "url": f"{SITE}/approaches/grants/"}
    assert way["@type"] == "BreadcrumbList"
    assert [(step["position"], step["name"], step.get("item")) for step in way["itemListElement"]] == [
        (1, "Home", f"{SITE}/"),
        (2, "Approaches", f"{SITE}/approaches/"),
        (3, "Grants", None),
    ]


def test_addresses_are_relative_where_the_site_does_not_know_its_own() -> None:
    """Without a site address the links in the data lead from the page, and nothing claims an address."""
    made = render_metadata(page({"@type": "Dataset", "distribution": [{"contentUrl": "/data/a.csv"}]}), site_url="")
    subject, way = graph(made)
    assert subject["url"] == "../../approaches/grants/"
    assert subject["distribution"][0]["contentUrl"] == "../../data/a.csv"
    assert way["itemListElement"][0]["item"] == "../../"
    assert "canonical" not in made
    assert "og:url" not in made


@pytest.mark.parametrize("site_url", ["", SITE])
def test_no_text_can_leave_the_block(site_url: str) -> None:
    """Whatever a title or summary holds, it stays a text: it closes nothing, begins nothing, and is no address."""
    made = render_linked_data(page({"@type": "Article", "name": HOSTILE}, title=HOSTILE), site_url)
    assert made.count("<") == 2
    assert "\u2028" not in made
    subject, way = graph(made)
    assert subject["name"] == HOSTILE
    assert way["itemListElement"][-1]["name"] == HOSTILE


def test_a_page_without_a_subject_of_its_own_is_a_page() -> None:
    """Every page tells at least its title and description."""
    assert graph(render_metadata(page(), site_url=SITE))[0] == {
        "@type": "WebPage",
        "name": "Grants",
        "description": "Money.",
        "url": f"{SITE}/approaches/grants/",
    }


def test_a_shared_link_shows_the_card() -> None:
    """The picture has a whole address and words; without a card or a site address nothing names one."""
    made = render_metadata(page(card="assets/cards/x.png", changed=date(2026, 11, 22)), site_url=SITE)
    assert f'<meta property="og:image" content="{SITE}/assets/cards/x.png">' in made
    assert '<meta property="og:image:alt" content="Grants">' in made
    assert "og:image" not in render_metadata(page(card="assets/cards/x.png"), site_url="")
    assert "og:image" not in render_metadata(page(), site_url=SITE)


def test_written_json_is_the_same_value() -> None:
    """Escaping changes how a text is written, never what it says."""
    assert json.loads(json_block({"a": HOSTILE})) == {"a": HOSTILE}
