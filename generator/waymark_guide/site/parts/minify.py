"""Scripts and styles as they are served: without comments and idle space, which readers would have to download."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rcssmin import cssmin
from rjsmin import jsmin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FROM_OTHERS = "vendor"
"""The folder of what others wrote, which is served as they published it, with its licence in it."""

NESTED_TEMPLATE = re.compile(r"\$\{(?:[^}`]|\{(?:[^{}]|\{[^{}]*\})*\})*`")
"""A template within a template: rjsmin takes the inner one for code, and would drop spaces that are words."""


def minify(path: str, content: bytes) -> bytes:
    """The same script or style in fewer bytes; anything else as it is.

    Args:
        path: its path below `assets/`.
        content: as it was written.
    """
    where = PurePosixPath(path)
    shorten = SHORTEN.get(where.suffix)
    return content if shorten is None or FROM_OTHERS in where.parts else shorten(content.decode()).encode()


def _script(text: str) -> str:
    return text if NESTED_TEMPLATE.search(text) else str(jsmin(text))


def _style(text: str) -> str:
    return str(cssmin(text))


SHORTEN: Mapping[str, Callable[[str], str]] = {".js": _script, ".css": _style}
