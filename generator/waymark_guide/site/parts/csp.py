"""The content security policy: a page runs and loads what this site holds, and nothing else.

Scripts and styles in a page itself are allowed by their hashes. The site makes none; an owner may write one into a page by hand, or a
theme may bring one. Blocks of data, such as linked data, are never run and need no leave.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ONLY_IN_HEADERS = "frame-ancestors 'self'"
"""What browsers obey in a header only; in a page they complain of it."""
FROM_DISK = " file:"
"""For an edition that is opened from a folder, where not every browser agrees what the page's own address is."""
_INLINE = re.compile(r"<(script|style)\b([^<>]*)>((?:(?!<\1\b).)*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RUN = {"text/javascript", "application/javascript", "module", "speculationrules", "importmap"}


def policy(pages: Iterable[str], *, also: str = "") -> str:
    """The policy for a site.

    Args:
        pages: the HTML in which scripts and styles can be: the frame of every page, and the pages written by hand.
        also: further sources to allow, each with a space before it.
    """
    scripts, styles = set[str](), set[str]()
    for kind, text in (found for html in pages for found in _inline(html)):
        (scripts if kind == "script" else styles).add(f" 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    own = f"'self'{also}"
    rules = {
        "default-src": "'none'",
        "script-src": f"{own} 'wasm-unsafe-eval'{''.join(sorted(scripts))}",  # the search is WebAssembly
        "style-src": f"{own}{''.join(sorted(styles))}",
        "img-src": f"{own} data:",  # the theme's style holds its signs as data
        "font-src": own,
        "media-src": own,
        "connect-src": own,
        "form-action": own,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """The scripts that a browser would run, and the styles, in a page itself."""
    for kind, attributes, text in _INLINE.findall(html):
        stated = _TYPE.search(attributes)
        if kind.lower() == "style" or (not _SOURCE.search(attributes) and (stated is None or stated[1].lower() in _RUN)):
            yield kind.lower(), text
