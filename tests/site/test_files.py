"""Files that are not pages: the sitemap, robots.txt and headers."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING

from waymark_guide.build.outputs import robots, sitemap

if TYPE_CHECKING:
    from pathlib import Path


def test_every_data_file_can_be_read(site: Path) -> None:
    """The JSON parses, and the promised files are there."""
    found = {path.relative_to(site / "data").as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in (site / "data").rglob("*.json")}
    assert {"case-studies.json", "approaches.json", "decision-trees/which-approach.json", "schema/tree.json"} <= set(found)
    assert found["decision-trees/which-approach.json"]["id"] == "which-approach"


def test_the_spreadsheet_has_a_line_for_each_case(site: Path) -> None:
    """The CSV holds as many cases as the JSON."""
    cases = json.loads((site / "data" / "case-studies.json").read_text(encoding="utf-8"))["case_studies"]
    rows = list(csv.DictReader(io.StringIO((site / "data" / "case-studies.csv").read_text(encoding="utf-8-sig"))))
    assert [row["id"] for row in rows] == [case["id"] for case in cases]


def test_both_indexes_of_the_search_are_there(site: Path) -> None:
    """Pagefind's index for a web server, and the small one for a folder on disk, which names every page that search may show."""
    assert (site / "pagefind" / "pagefind.js").is_file()
    cards = [json.loads(path.read_text(encoding="utf-8").split("]=", 1)[1].rstrip(";\n")) for path in (site / "search" / "find").glob("cards-*.js")]
    urls = {card[0].split("#")[0] for part in cards for card in part}
    assert {"", "approaches/grants/", "about/"} <= urls
    assert all((site / url / "index.html").is_file() for url in urls)


def test_the_policy_allows_only_this_site(site: Path) -> None:
    """The headers for hosts that read them name no other host and no inline code."""
    policy = re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text(encoding="utf-8"))
    assert policy
    assert "http" not in policy[1]
    assert "unsafe-inline" not in policy[1]


def test_nothing_that_only_tests_need_is_published(site: Path) -> None:
    """Tests, content files and the parts of the theme that no page uses stay out of the site."""
    assert list(site.rglob("*.test.*")) == []
    assert list(site.rglob("*.yaml")) == []
    assert list((site / "assets").glob("javascripts/*")) == []
    assert not (site / "partials").exists()


def test_the_sitemap_lists_whole_addresses() -> None:
    """With a home address, each page is in the sitemap, with the day of its last change where the content gives it."""
    text = sitemap("https://example.org/waymark/", {"about/": None, "": date(2026, 11, 22)})
    assert re.findall(r"<loc>(.*?)</loc>", text) == ["https://example.org/waymark/", "https://example.org/waymark/about/"]
    assert text.count("<lastmod>2026-11-22</lastmod>") == text.count("<lastmod>") == 1


def test_search_engines_are_reported_where_the_list_is(site: Path) -> None:
    """They may read everything; a site that does not know its own address names no list."""
    assert robots("https://example.org/waymark/").endswith("Sitemap: https://example.org/waymark/sitemap.xml\n")
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert not (site / "sitemap.xml").exists()


def test_every_page_carries_the_policy_of_the_headers(site: Path) -> None:
    """A page from a host that reads no such file, or from a folder, is held to the same rules."""
    policy = re.search(r"Content-Security-Policy: (.*); frame-ancestors", (site / "_headers").read_text(encoding="utf-8"))
    assert policy
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy[1]}">'
    assert [path for path in site.rglob("*.html") if path.parts[-2] != "pagefind" and tag not in path.read_text(encoding="utf-8")] == []


def test_every_page_tells_programs_what_it_is(site: Path) -> None:
    """Linked data on each page parses, and the pages with a subject of their own name its kind."""
    found: dict[str, str] = {}
    for path in site.rglob("index.html"):
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
        assert block, path
        found[path.parent.relative_to(site).as_posix()] = json.loads(block[1])["@graph"][0]["@type"]
    wanted = {".": "WebSite", "glossary": "DefinedTermSet", "approaches/grants": "Article", "decision-trees/which-approach": "HowTo"}
    assert wanted.items() <= found.items()


def test_feeds_are_announced(site: Path) -> None:
    """Each page names both feeds, and they are there."""
    text = (site / "approaches" / "grants" / "index.html").read_text(encoding="utf-8")
    for kind, path in (("application/atom+xml", "data/feed.xml"), ("application/feed+json", "data/feed.json")):
        assert re.search(rf'<link rel="alternate" type="{re.escape(kind)}" title="[^"]+" href="../../{path}">', text)
        assert (site / path).is_file()
