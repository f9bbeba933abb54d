"""New files for contributors: a scaffold that passes the checks when it is filled in."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.checks.run import check
from waymark_guide.contribute.scaffold import SCAFFOLDS, make_scaffold
from waymark_guide.reading.repository import read_knowledge_base

GOOD = Path(__file__).parents[2] / "golden" / "good"
TODAY = date(2026, 11, 22)
FILLED = {
    "case-study": [
        "A hall in Hull",
        "People of the street opened a hall and kept it warm for two winters.",
        "active",
        "2021",
        "Hull",
        "local-authority",
        "E06000010",
        "Hall Friends",
        "provider",
        "vcse",
        "[grants]",
        "[food, loneliness]",
        "grant",
        "It was cold.",
        "They lit the stove.",
        "They lived near.",
        "A stove.",
        "Where there is no hall.",
        "success",
        "Begin small.",
        "visits",
        "Visits",
        "output",
        "900",
        "visits",
        "2022",
        "",
        "[hull-news]",
        "1",
        "One news item.",
        "editors",
        "2026-11-01",
        "hull-news",
        "Warm hall",
        "https://example.org/hull",
        "2026-11-01",
        "public-sources",
        "no",
        "None.",
        "[editors]",
        "2026-11-01",
        "2027-11-01",
    ],
    "approach": [
        "Loans",
        "Money that is paid back, lent for a purpose that people share.",
        "funding-or-contract",
        "[A purpose that earns.]",
        "[A purpose that never earns.]",
        "low",
        "Few studies.",
        "2026-11-01",
        "loan-guide",
        "A guide to loans",
        "https://example.org/loans",
        "2026-11-01",
    ],
    "tree": [
        "Is there a hall?",
        "A first steer.",
        "editors",
        "2027-03-31",
        "hall",
        "Is there a hall near by?",
        "A hall helps.",
        "yes",
        "Yes",
        "all",
        "go",
        "Go there",
        "It is near.",
        "{hall: yes}",
        "go",
        "A street with a hall.",
    ],
}


def filled(kind: str, text: str) -> str:
    """The scaffold with a value in every blank, in order."""
    values = iter(FILLED[kind])
    lines = text.splitlines()
    for place, line in enumerate(lines):
        blank = re.fullmatch(r"( *)(- )?([a-z_]+):", line)
        below = next((later for later in lines[place + 1 :] if not later.lstrip().startswith("#")), "")
        holds = blank is not None and len(below) - len(below.lstrip()) > len(blank[1]) + len(blank[2] or "")
        if blank is not None and not holds:
            lines[place] = f"{line} {next(values)}".rstrip()
    assert list(values) == []
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_filled_scaffold_passes(kind: str, tmp_path: Path) -> None:
    """A scaffold with its blanks filled has no errors. The only advice: a tree has one answer, and no guide knows a new approach yet."""
    root = tmp_path / "base"
    shutil.copytree(GOOD, root)
    path, text = make_scaffold(kind, "a-new-one", today=TODAY)
    (root / path).write_text(filled(kind, text), encoding="utf-8")
    findings = [finding for finding in check(read_knowledge_base(root), today=TODAY) if finding.file == path]
    assert [finding.code for finding in findings] == {"tree": ["T310"], "approach": ["A606"]}.get(kind, []), REPORTERS["text"](
        findings, files=1, colour=False
    )


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_empty_scaffold_says_what_is_missing(kind: str, tmp_path: Path) -> None:
    """A scaffold as it comes is read, and each blank that must be filled is a finding that names it."""
    root = tmp_path / "base"
    shutil.copytree(GOOD, root)
    path, text = make_scaffold(kind, "a-new-one", today=TODAY)
    (root / path).write_text(text, encoding="utf-8")
    findings = [finding for finding in check(read_knowledge_base(root), today=TODAY) if finding.file == path]
    assert {finding.code[1:] for finding in findings} == {"104"}
    assert "title" in {finding.field for finding in findings}


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_scaffold_says_what_each_field_is_for(kind: str) -> None:
    """Every field has a comment above it, and the day and the command are at the top."""
    path, text = make_scaffold(kind, "a-new-one", today=TODAY)
    assert Path(path).stem == "a-new-one"
    assert "# Begun on 2026-11-22." in text
    assert f"# Then run: waymark check {path}" in text
    lines = text.split("\n---\n")[0].splitlines()
    for above, line in pairwise(lines):
        if re.match(r" *(- )?[a-z_]+:", line):
            assert above.lstrip().startswith("#"), line


def test_scaffold_names_its_schema() -> None:
    """The first line tells an editor which schema to help with; prose files have none, because editors read none there."""
    address = "https://example.org/data/schema/case-study.json"
    assert make_scaffold("case-study", "a-new-one", today=TODAY, schema=address)[1].startswith(
        f"# yaml-language-server: $schema={address}\n# Begun on"
    )
    assert make_scaffold("case-study", "a-new-one", today=TODAY)[1].startswith("# Begun on")
    assert "yaml-language-server" not in make_scaffold("approach", "a-new-one", today=TODAY, schema=address)[1]
