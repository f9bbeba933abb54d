"""A site that knows its own address, and one that does not, built from the same small content."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from waymark_guide.build.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
HOME = "https://example.org/base/"


def built(root: Path, *, site_url: str = "", offline: bool = False) -> Path:
    """The small knowledge base as a site."""
    config = root / "mkdocs.yml"
    config.write_text(f"{config.read_text(encoding='utf-8')}site_url: '{site_url}'\n", encoding="utf-8")
    site = root / "site"
    assert build(root, site, today=TODAY, offline=offline).ok
    return site


def test_a_site_with_an_address_names_it_everywhere(small: Path) -> None:
    """Canonical address, list of pages, feeds and pictures carry the address, and every picture that is named is there."""
    site = built(small, site_url=HOME)
    page = (site / "approaches" / "grants" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{HOME}approaches/grants/">' in page
    not_found = (site / "404.html").read_text(encoding="utf-8")
    assert "canonical" not in not_found
    assert "404/" not in not_found
    assert f"<loc>{HOME}approaches/grants/</loc><lastmod>2026-11-01</lastmod>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"Sitemap: {HOME}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")
    assert f'href="{HOME}case-studies/lunch-in-leeds/"' in (site / "data" / "feed.xml").read_text(encoding="utf-8")
    named = {
        address
        for path in site.rglob("*.html")
        for address in re.findall(r'<meta property="og:image" content="([^"]*)">', path.read_text(encoding="utf-8"))
    }
    assert f"{HOME}assets/cards/approaches-grants.png" in named
    assert all((site / address.removeprefix(HOME)).is_file() for address in named)
    assert {path.name for path in (site / "assets" / "cards").iterdir()} == {address.rpartition("/")[2] for address in named}


def test_a_site_without_an_address_claims_none(small: Path) -> None:
    """No page, feed or list names an address of the site, and no picture is drawn that no page could name."""
    site = built(small)
    page = (site / "approaches" / "grants" / "index.html").read_text(encoding="utf-8")
    assert "canonical" not in page
    assert "og:url" not in page
    assert 'href="../case-studies/lunch-in-leeds/"' in (site / "data" / "feed.xml").read_text(encoding="utf-8")
    assert not (site / "sitemap.xml").exists()
    assert not (site / "assets" / "cards").exists()


def test_the_edition_to_take_away_is_offered_where_it_was_made(small: Path) -> None:
    """The page of data links to the file after a build that made one, and says nothing of it after the next build that did not."""
    site = built(small, offline=True)
    data = site / "data" / "index.html"
    assert 'href="../data/small-offline.zip"' in data.read_text(encoding="utf-8")
    first = (site / "data" / "small-offline.zip").read_bytes()
    assert build(small, site, today=TODAY, offline=True).written == 0
    assert (site / "data" / "small-offline.zip").read_bytes() == first
    assert build(small, site, today=TODAY).ok
    assert not (site / "data" / "small-offline.zip").exists()
    assert "offline.zip" not in data.read_text(encoding="utf-8")
