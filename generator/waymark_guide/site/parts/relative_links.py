"""Makes links from the root relative to the page, so that the site works at any path and from a folder on disk."""

from __future__ import annotations

import re

_FROM_ROOT = re.compile(r"""=(["'])/(?!/)([^"']*)\1""")
"""A value that begins with `/`. The pattern begins with a fixed character, which is fast to find; the attribute's name is checked for each match."""
_ATTRIBUTES = tuple(f"{before}{name}" for name in ("href", "src", "action", "poster", "data-href") for before in " \n\t\"'")


def count_folders(url: str) -> int:
    """Count the folders between the root and a page: 2 for `approaches/grants/`, 0 for `404.html`."""
    return url.count("/")


def make_links_relative(html: str, depth: int) -> str:
    """Make links from the root relative to a page that is `depth` folders below it."""
    return rebase_links(html, "../" * depth)


def rebase_links(html: str, base: str) -> str:
    """Make links from the root begin at `base` instead. With an empty base, the link to Home is `./`."""

    def rebase(match: re.Match[str]) -> str:
        if not html.endswith(_ATTRIBUTES, 0, match.start()):
            return match[0]
        address = f"{base}{match[2]}"
        if not address or address[0] in "?#":
            address = f"./{address}"
        return f"={match[1]}{address}{match[1]}"

    return _FROM_ROOT.sub(rebase, html)
