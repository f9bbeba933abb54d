"""What holds for every page of the built site."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path

FIRST_VIEW = 100_000
OWN_SCRIPTS = 20_000


def test_the_site_has_every_kind_of_page(pages: Any) -> None:
    """Each section and each kind of page that readers are promised is there."""
    promised = {
        "/", "/decision-trees/", "/decision-trees/which-approach/", "/approaches/", "/approaches/grants/", "/case-studies/",
        "/case-studies/slung-low/", "/prepare/", "/value/", "/value/wellbeing-value/", "/glossary/", "/sources/",
        "/contribute/", "/contribute/rules/", "/contribute/rules/T202/", "/about/",
        "/accessibility/", "/privacy/", "/data/", "/search/", "/site-map/", "/404.html",
    }  # fmt: skip
    assert promised - set(pages.by_address) == set()


def test_no_page_asks_another_host_for_anything(pages: Any) -> None:
    """Everything that a browser fetches by itself comes from the site."""
    foreign = [(page.address, address) for page in pages for address in page.fetched if urlsplit(address).netloc or urlsplit(address).scheme]
    assert foreign == []


def test_styles_ask_no_other_host(site: Path) -> None:
    """No style sheet imports or fetches anything from elsewhere."""
    for path in (site / "assets").rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text, path
        assert 'url("http' not in text, path
        assert "@import" not in text, path


def test_nothing_begins_at_the_root_of_the_host(pages: Any) -> None:
    """The site works below any path and from a folder on disk: only the page for what was not found knows where the site lives."""
    rooted = [(page.address, link) for page in pages if page.address != "/404.html" for link in (*page.links, *page.fetched) if link.startswith("/")]
    assert rooted == []


def test_every_link_leads_somewhere(pages: Any) -> None:
    """Each link within the site leads to a page or a file, and each fragment to a place on it."""
    broken = [pages.broken(page, link) for page in pages for link in (*page.links, *page.fetched)]
    assert [why for why in broken if why] == []


def test_every_page_has_one_main_heading_and_skips_no_level(pages: Any) -> None:
    """One `h1` a page, before any other heading of the article, and no level left out on the way down."""
    for page in pages:
        assert page.headings.count(1) == 1, page.address
        steps = list(zip(page.headings, page.headings[1:], strict=False))
        assert [step for step in steps if step[1] > step[0] + 1] == [], page.address


def test_ids_are_unique_on_each_page(pages: Any) -> None:
    """No id is twice on one page."""
    for page in pages:
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], page.address


def test_titles_are_unique(pages: Any) -> None:
    """No two pages have the same title, so that tabs and bookmarks can be distinguished. One question is asked on many ways through a guide."""
    titles = Counter(page.title for page in pages if "/steps/" not in page.address)
    assert [title for title, count in titles.items() if count > 1] == []


def test_tags_are_balanced(pages: Any) -> None:
    """What is opened is closed, in the right order."""
    assert [(page.address, page.unbalanced) for page in pages if page.unbalanced] == []


def test_no_page_holds_a_script_or_a_style_of_its_own(pages: Any) -> None:
    """A strict content security policy needs no exception."""
    assert [(page.address, page.inline) for page in pages if page.inline] == []


@pytest.mark.parametrize(
    "address", ["/", "/approaches/grants/", "/decision-trees/which-approach/", "/case-studies/", "/case-studies/slung-low/", "/prepare/"]
)
def test_a_first_view_is_light(site: Path, pages: Any, address: str) -> None:
    """The page and all that it fetches come to at most 100 KB, as a server sends them compressed."""
    page = pages.by_address[address]
    files = {page.path} | {(page.path.parent / link).resolve() for link in page.fetched if (page.path.parent / link).is_file()}
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= FIRST_VIEW
    assert site in page.path.parents


def test_the_frame_needs_little_script(site: Path) -> None:
    """The scripts of every page are small."""
    scripts = [site / "assets" / "shell" / name for name in ("head.js", "shell.js")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= OWN_SCRIPTS // 5


def test_no_placeholder_is_left(site: Path) -> None:
    """Every slot of the stamp was filled."""
    assert [path for path in site.rglob("*.html") if "@@wm:" in path.read_text(encoding="utf-8")] == []
