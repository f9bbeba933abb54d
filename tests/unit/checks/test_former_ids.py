"""A former id leads to one thing only."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from waymark_guide.checks.run import check
from waymark_guide.reading.repository import read_knowledge_base

GOOD = Path(__file__).parents[2] / "golden" / "good"
TODAY = date(2026, 11, 22)


def _said(root: Path, *changes: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """What the rule says after some lines were added below others."""
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    for name, after, line in changes:
        file = root / name
        text = file.read_text(encoding="utf-8")
        assert after in text
        file.write_text(text.replace(after, f"{after}\n{line}", 1), encoding="utf-8")
    return [
        (finding.file, finding.code, finding.message) for finding in check(read_knowledge_base(root), today=TODAY) if finding.code.endswith("118")
    ]


def test_two_things_cannot_have_had_the_same_id(tmp_path: Path) -> None:
    """Both files are named, each with the other."""
    both = [
        ("case_studies/lunch-in-leeds.yaml", "id: lunch-in-leeds", "was: [lunch]"),
        ("case_studies/soup-in-selby.yaml", "id: soup-in-selby", "was: [lunch]"),
    ]
    assert _said(tmp_path, *both) == [
        ("case_studies/lunch-in-leeds.yaml", "C118", '"lunch" is given as a former id of "soup-in-selby" too.'),
        ("case_studies/soup-in-selby.yaml", "C118", '"lunch" is given as a former id of "lunch-in-leeds" too.'),
    ]


def test_a_thing_is_not_its_own_former_self(tmp_path: Path) -> None:
    """Its present id among the former ones is a mistake too."""
    assert _said(tmp_path, ("content/approaches/grants.md", "id: grants", "was: [grants]")) == [
        ("content/approaches/grants.md", "A118", '"grants" is the id of something that is there now.')
    ]


def test_things_of_different_kinds_do_not_meet(tmp_path: Path) -> None:
    """A case may have had the id of an approach: their addresses differ."""
    assert _said(tmp_path, ("case_studies/lunch-in-leeds.yaml", "id: lunch-in-leeds", "was: [grants, lunch]")) == []
