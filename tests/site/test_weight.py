"""What a first view weighs, to the byte: sizes are the same on every machine."""

from __future__ import annotations

import gzip
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from waymark_guide.site.script_files import GUIDE_RESULT

if TYPE_CHECKING:
    from pathlib import Path

FIRST_VIEW = 100_000
"""The most that a page weighs gzipped, with its scripts and styles."""
SCRIPT = 15_000
"""The most that the scripts of a page weigh, each file gzipped."""
FORM = "/contribute/case-study/"
FORM_SCRIPT = 35_000
"""The form checks by the rules of the checker before anything is sent: a program of its own, on a page of its own."""
WITH_RESULT = 31_000
"""The most with what a guide loads while its first question is read. It was 27,000 before the scripts had plain names, which are longer."""
GUIDE = re.compile(r"/decision-trees/[a-z0-9-]+/")


@cache
def _weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def _weights(page: Any, site: Path, suffix: str) -> int:
    """What the files of one kind weigh that a page asks for."""
    files = {site / urljoin(page.address, address).lstrip("/") for address in page.fetched if address.endswith(suffix)}
    return sum(_weight(file) for file in files)


def test_the_scripts_of_a_page_are_small(pages: Any, site: Path) -> None:
    """No page asks for more than 15 KB of script before it can be used; only the form has more."""
    heavy = {page.address: weight for page in pages if (weight := _weights(page, site, ".js")) > (FORM_SCRIPT if page.address == FORM else SCRIPT)}
    assert not heavy


def test_a_guide_stays_small_with_its_result(pages: Any, site: Path) -> None:
    """The scripts that come for the result are small too."""
    later = _weight(site / GUIDE_RESULT.address.lstrip("/"))
    guides = [page for page in pages if GUIDE.fullmatch(page.address)]
    assert len(guides) > 1
    assert not {page.address: weight for page in guides if (weight := _weights(page, site, ".js") + later) > WITH_RESULT}


def test_a_first_view_is_small(pages: Any, site: Path) -> None:
    """A page, its styles and its scripts come to less than 100 KB together."""
    weights = {page.address: _weight(page.path) + _weights(page, site, ".js") + _weights(page, site, ".css") for page in pages}
    assert not {address: weight for address, weight in weights.items() if weight > FIRST_VIEW}
