"""The files of the knowledge base are ordinary YAML: they mean the same to a strict reader as to a lenient one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("case_studies", "content", "decision_trees")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))


def test_there_are_files() -> None:
    """What follows is not true of nothing."""
    assert len(FILES) > len(FOLDERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_strict_reader_reads_it(path: Path) -> None:
    """PyYAML's own parser, which allows no bare `?` within braces, takes every file that its C parser takes."""
    assert list(yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
