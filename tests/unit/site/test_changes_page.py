"""The page that says what changed in a guide: from what is written down next to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.site.context import SiteContext
from waymark_guide.site.pages import changes
from waymark_guide.trees.engine.compiler import compile_tree

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = Path(__file__).parents[2] / "golden" / "good"
CHANGES_FILE = """\
schema: changes/1
id: lunch-club
versions:
- version: 1.0.0
  date: 2026-11-22
  summary: One cook is **not** enough.
  since: 0.9.0
  paths: 4321
  changed: 12
  moves:
  - {paths: 7, from: “Grants”, to: “Find a cook first”, when: ["“How many?” is “<b>1</b>”"]}
  - {paths: 3, of: 40, from: “Grants”, to: “A contract”, when: ["“Is there a hall?” is “Yes”"]}
  - {paths: 2, from: “Grants”, to: “A contract”, when: [one thing, another]}
  more: 1
  new: ["question needs, answer games: “Games”"]
  reworded: 2
- version: 0.9.0
  date: 2026-10-01
  summary: The beginning.
"""


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], str]:
    """The body of the page for a guide of which this much is written down."""

    def body(changes_file: str) -> str:
        for path in GOOD.rglob("*.*"):
            target = tmp_path / path.relative_to(GOOD)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        if changes_file:
            (tmp_path / "decision_trees/changes").mkdir()
            (tmp_path / "decision_trees/changes/lunch-club.yaml").write_text(changes_file, encoding="utf-8")
        reading = read_knowledge_base(tmp_path)
        assert reading.findings == ()
        compiled = {tree.id: compile_tree(tree, reading.knowledge_base) for tree in reading.knowledge_base.trees.values()}
        tree = reading.knowledge_base.trees["lunch-club"]
        return " ".join(changes.render(SiteContext(reading, compiled, date(2026, 11, 22)), tree).body.split())

    return body


def test_first_version_says_so(page: Callable[[str], str]) -> None:
    """A guide of which nothing is written down, at its first version, says that nothing has changed yet."""
    assert "This is the first version of this guide, 1.0.0." in page("")


def test_versions_are_reported_with_their_counts(page: Callable[[str], str]) -> None:
    """Each version has its day, its summary, how many ways changed, and when; an author's signs stay signs."""
    body = page(CHANGES_FILE)
    assert "One cook is <strong>not</strong> enough." in body
    assert "12 of 4,321 ways to answer lead to another result than in version 0.9.0." in body
    assert "7 ways: they led to “Grants”, and now lead to “Find a cook first”. Exactly when “How many?” is “&lt;b&gt;1&lt;/b&gt;”." in body
    assert "They are among the 40 ways where “Is there a hall?” is “Yes”; further answers decide." in body
    assert "In any of these cases: <ul><li>one thing</li><li>another</li></ul>" in body
    assert "And one smaller group." in body
    assert "2 texts were reworded." in body
    assert "This was the first version." in body
    assert "has not been written down" not in body


def test_version_that_is_not_reported_yet_says_so(page: Callable[[str], str]) -> None:
    """Where the present version is not among those written down, the page does not pass for complete."""
    assert "What it changed has not been written down yet." in page(CHANGES_FILE.replace("version: 1.0.0", "version: 0.9.5"))


def test_sample_is_called_one(page: Callable[[str], str]) -> None:
    """Counts of a sample are never shown as counts of all ways."""
    body = page(CHANGES_FILE.replace("  changed: 12\n", "  changed: 12\n  sample: 4000\n"))
    assert "Of 4,000 that were followed, 12 lead to another result" in body
    assert "Exactly when" not in body
