"""The map of each guide: what the picture shows is in the list, and every link leads somewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

if TYPE_CHECKING:
    from pathlib import Path


class _Map(HTMLParser):
    """The links and texts of each picture, and those of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: dict[str, set[str]] = {"wide": set(), "narrow": set(), "list": set()}
        self.texts: dict[str, list[str]] = {"wide": [], "narrow": [], "list": []}
        self.part = ""
        self.titles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "svg":
            self.part = {"wm-map wm-map--wide": "wide", "wm-map wm-map--narrow": "narrow"}.get(given.get("class") or "", "")
        if tag == "ol" and given.get("class") == "wm-map-list":
            self.part = "list"
        if tag == "a" and self.part and not (given.get("href") or "").startswith("#"):
            self.links[self.part].add(given["href"] or "")
        if tag == "title" and self.part:
            self.titles += 1
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass
        if tag == "svg" or (tag == "ol" and self.part == "list"):
            self.part = ""

    def handle_data(self, data: str) -> None:
        if self.part and "title" not in self.open and data.strip():
            self.texts[self.part].append(data.strip())


def _maps(site: Path) -> dict[str, _Map]:
    found = {}
    for path in sorted(site.glob("decision-trees/*/map/index.html")):
        parsed = _Map()
        parsed.feed(path.read_text(encoding="utf-8"))
        found[path.parent.parent.name] = parsed
    return found


def test_the_list_says_what_the_pictures_show(site: Path) -> None:
    """Every question, outcome and guide of either picture is linked in the list, and the list links nothing else."""
    maps = _maps(site)
    assert maps
    for name, drawn in maps.items():
        assert drawn.links["wide"] == drawn.links["narrow"] == drawn.links["list"], name
        assert drawn.titles > 0, name


def test_the_list_holds_every_word_of_the_picture(site: Path) -> None:
    """Answers, conditions and remarks are the same words in both."""
    for name, drawn in _maps(site).items():
        listed = "".join(" ".join(drawn.texts["list"]).split())
        shown = [text for text in drawn.texts["wide"] if not text.isdigit() and text not in {"✓", "+", "Result"}]
        assert [text for text in shown if "".join(text.split()) not in listed] == [], name


def test_every_guide_has_its_pages_and_links_to_them(pages: Any) -> None:
    """Each guide links to its map, table, proof, cases and changes, and each of these pages is there."""
    guides = [page.address for page in pages if page.address.count("/") == 3 and page.address.startswith("/decision-trees/")]
    assert guides
    for guide in guides:
        links = {urljoin(guide, link) for link in pages.by_address[guide].links}
        for part in ("map", "table", "proof", "cases", "changes"):
            assert f"{guide}{part}/" in links, guide
            assert f"{guide}{part}/" in pages.by_address


def test_the_certificate_speaks_of_the_real_guide(site: Path) -> None:
    """The guide's page says how many ways were tried, and that each part can be reached."""
    text = (site / "decision-trees" / "psr-route" / "index.html").read_text(encoding="utf-8")
    assert "Every one of the 57 ways through this guide was tried before publication on 22 November 2026." in text
    assert "Each question, option and outcome can be reached." in text
    assert "The shortest way is 1 question, the longest 10 questions." in text


def test_cases_are_reported_with_their_limits(site: Path) -> None:
    """The page of the cases says that they were chosen, and why one differs."""
    text = (site / "decision-trees" / "which-approach" / "cases" / "index.html").read_text(encoding="utf-8")
    assert "We chose the cases" in text
    assert "Agreement is not proof." in text
    assert "Where it leads elsewhere" in text
