"""Compares two builds of one site: data, feeds and text byte for byte, and pages without the names of their assets and classes.

Run it as `python tests/site/compare_sites.py OLD NEW`. It prints each difference and ends with 1 where there is one.
"""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

SKIPPED = ("assets/", "pagefind/", "search/find/")
"""Scripts, styles and pictures may be renamed. Pagefind makes other bytes in each build. Our own index numbers the pages in their order, so
only its cards are compared, in any order."""
CARDS = "search/find/cards-*.js"
ASSET = re.compile(r"(?:\.{0,2}/)*assets/[^\"'\s?#]*")
SECURITY_POLICY = "content-security-policy"


class PageReader(HTMLParser):
    """Reads a page as a list of events: what it says and how it is built, without names of assets and classes.

    Attributes:
        events: tags with their attributes, and texts, in the order of the page.
    """

    def __init__(self) -> None:
        """Begin with an empty page."""
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[str, ...]] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag. Scripts and styles of the site, and the policy with their digests, are left out."""
        named = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        if self._is_asset(tag, named):
            return
        kept = (f"{name}={ASSET.sub('assets/', value)}" for name, value in sorted(named.items()) if name not in {"class", "integrity", "nonce"})
        self.events.append(("start", tag, *kept))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a tag."""
        if tag != "script":
            self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        """Note a text, without blanks round it."""
        if data.strip() and not self._in_style:
            self.events.append(("text", ASSET.sub("assets/", " ".join(data.split()))))

    @staticmethod
    def _is_asset(tag: str, attrs: dict[str, str]) -> bool:
        is_script = tag == "script" and "src" in attrs
        is_style = tag == "style" or (tag == "link" and "assets/" in attrs.get("href", ""))
        return is_script or is_style or attrs.get("http-equiv", "").lower() == SECURITY_POLICY


def read_page(html: str) -> list[tuple[str, ...]]:
    """Read a page as the list of what a reader and a program find in it.

    Args:
        html: the whole page.

    Returns:
        One tuple for each tag and each text.
    """
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader.events


def compare_files(path: str, old: bytes, new: bytes) -> str | None:
    """Compare one file of both sites.

    Returns:
        One line on the first difference, or none where there is no difference.
    """
    if old == new:
        return None
    if not path.endswith(".html"):
        return f"{path}: other bytes"
    before, after = read_page(old.decode()), read_page(new.decode())
    if before == after:
        return None
    index = next((number for number, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), min(len(before), len(after)))
    return f"{path}: {before[index : index + 1]} became {after[index : index + 1]}"


def compare_sites(old: Path, new: Path) -> list[str]:
    """Compare two folders of a built site.

    Returns:
        One line for each file that is only in one of them, or that differs.
    """
    before, after = _find_files(old), _find_files(new)
    lines = [f"{path}: only before" for path in sorted(before - after)] + [f"{path}: only after" for path in sorted(after - before)]
    differences = (compare_files(path, (old / path).read_bytes(), (new / path).read_bytes()) for path in sorted(before & after))
    return lines + [line for line in differences if line] + compare_cards(old, new)


def compare_cards(old: Path, new: Path) -> list[str]:
    """Compare what search shows of each page in two sites.

    Returns:
        One line for each card that is only in one of them.
    """
    before, after = _read_cards(old), _read_cards(new)
    return [f"search: only before: {card}" for card in sorted(before - after)] + [f"search: only after: {card}" for card in sorted(after - before)]


def _read_cards(site: Path) -> set[str]:
    texts = (file.read_text(encoding="utf-8") for file in site.glob(CARDS))
    return {json.dumps(card, ensure_ascii=False) for text in texts for card in json.loads(text.split("]=", 1)[1].rstrip().rstrip(";"))}


def _find_files(site: Path) -> set[str]:
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith(SKIPPED) and path != ".waymark.json"}


if __name__ == "__main__":
    FOUND = compare_sites(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write("".join(f"{line}\n" for line in FOUND))
    sys.exit(1 if FOUND else 0)
