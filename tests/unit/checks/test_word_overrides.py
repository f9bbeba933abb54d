"""Words of the interface that a knowledge base says in its own way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from waymark_guide.checks.run import check
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from pathlib import Path


def base(root: Path, words: str) -> Path:
    """A knowledge base that holds nothing but its own words."""
    (root / "decision_trees").mkdir()
    (root / "content").mkdir()
    (root / "content" / "words.yaml").write_text(f"schema: words/1\nwords:\n  {words}\n", encoding="utf-8")
    return root


def test_own_words_are_said(tmp_path: Path) -> None:
    """What the file names is said in its words, and everything else as the catalogue has it."""
    reading = read_knowledge_base(base(tmp_path, "home.title: Find a way"))
    said = load_strings().with_overrides(reading.knowledge_base.words)
    assert not check(reading, today=date(2026, 11, 22))
    assert said("home.title") == "Find a way"
    assert said("home.find") == load_strings()("home.find")


@pytest.mark.parametrize("words", ["{0}", "{", "{count.real}", "{count!r}", "{count:>999999}", "{other}"])
def test_words_cannot_reach_into_the_program(tmp_path: Path, words: str) -> None:
    """Braces hold a name that the entry fills in, and nothing else."""
    found = check(read_knowledge_base(base(tmp_path, f'home.start_note.other: "Up to {words}"')), today=date(2026, 11, 22))
    assert [finding.code for finding in found if finding.severity == "error"] == ["L212"]
