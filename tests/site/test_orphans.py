"""Nothing on the built site stands alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
