"""Links from the root become links from where the page is, so that the site works under any path and from a folder on disk."""

from __future__ import annotations

import re

_FROM_ROOT = re.compile(r"""(?<=[\s"'])((?:href|src|action|poster|data-href)=)(["'])/(?!/)([^"']*)\2""")


def depth_of(url: str) -> int:
    """How many folders below the root a page stands: `approaches/grants/` is 2, `404.html` is 0."""
    return url.count("/")


def relative(html: str, depth: int) -> str:
    """The same HTML with every address that began at the root made relative for a page that many folders down."""
    up = "../" * depth

    def from_here(match: re.Match[str]) -> str:
        address = f"{up}{match[3]}"
        if not address or address[0] in "?#":
            address = f"./{address}"
        return f"{match[1]}{match[2]}{address}{match[2]}"

    return _FROM_ROOT.sub(from_here, html)


def rooted(html: str, base: str) -> str:
    """The same HTML for a page that may be served at any address, such as the one for what was not found: links begin at `base`."""
    return _FROM_ROOT.sub(lambda match: f"{match[1]}{match[2]}{base}{match[3]}{match[2]}", html)
