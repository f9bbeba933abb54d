"""Links from the root become links from where the page is, so that the site works under any path and from a folder on disk."""

from __future__ import annotations

import re

_FROM_ROOT = re.compile(r"""=(["'])/(?!/)([^"']*)\1""")
"""It begins with a fixed sign, so that most of a page is passed over at once; whose value it is, is looked up where it is found."""
_ATTRIBUTES = tuple(f"{before}{name}" for name in ("href", "src", "action", "poster", "data-href") for before in " \n\t\"'")


def depth_of(url: str) -> int:
    """How many folders below the root a page stands: `approaches/grants/` is 2, `404.html` is 0."""
    return url.count("/")


def relative(html: str, depth: int) -> str:
    """The same HTML with every address that began at the root made relative for a page that many folders down."""
    return rooted(html, "../" * depth)


def rooted(html: str, base: str) -> str:
    """The same HTML with addresses that begin at `base` instead of the root; where that is nothing, Home is `./`."""

    def from_base(match: re.Match[str]) -> str:
        if not html.endswith(_ATTRIBUTES, 0, match.start()):
            return match[0]
        address = f"{base}{match[2]}"
        if not address or address[0] in "?#":
            address = f"./{address}"
        return f"={match[1]}{address}{match[1]}"

    return _FROM_ROOT.sub(from_base, html)
