"""Every page, case and source of the built site can be reached from something that uses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import Pages

NOT_LINKED = {"/404.html"}
"""The web server shows this page by itself."""


def test_every_page_is_linked_from_something_besides_the_site_map(pages: Pages) -> None:
    """A reader who never opens the site map can reach every page. Pages that lead on from a former address are reached by old links."""
    links = {(page.address, urlsplit(urldefrag(urljoin(page.address, link)).url).path) for page in pages for link in page.links}
    linked = {target for origin, target in links if origin not in {"/site-map/", target}}
    lead_on = {page.address for page in pages if 'http-equiv="refresh"' in page.path.read_text(encoding="utf-8")}
    assert {page.address for page in pages} - linked - lead_on == NOT_LINKED


def test_every_case_is_linked_from_an_approach(site: Path) -> None:
    """A reader of approaches meets every case."""
    approaches = " ".join(path.read_text(encoding="utf-8") for path in (site / "approaches").glob("*/index.html"))
    cases = {path.parent.name for path in (site / "case-studies").glob("*/index.html") if path.parent.name not in {"by", "compare"}}
    assert cases
    assert {case for case in cases if f"/case-studies/{case}/" not in approaches} == set()


def test_every_source_has_a_page_that_uses_it(site: Path) -> None:
    """The page of sources says of each which pages rest on it."""
    text = (site / "sources" / "index.html").read_text(encoding="utf-8")
    entries = re.findall(r'<li id="source-([a-z0-9-]+)">(.*?)</li>', text, re.DOTALL)
    assert len(entries) >= 200
    assert [name for name, entry in entries if "wm-sources__used" not in entry] == []
