"""The repository's own content."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from waymark_guide.build.pipeline import check_knowledge_base
from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.checks.run import check
from waymark_guide.library.counts import count_usage
from waymark_guide.reading.repository import read_knowledge_base

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


def test_repository_has_no_errors() -> None:
    """Everything that the repository publishes passes every rule that blocks."""
    reading = read_knowledge_base(ROOT)
    errors = [finding for finding in check_knowledge_base(ROOT, reading, today=TODAY) if finding.severity == "error"]
    assert not errors, REPORTERS["text"](errors, files=len(reading.documents), colour=False)


def test_repository_is_there() -> None:
    """The check above looked at trees, case studies and approaches."""
    base = read_knowledge_base(ROOT).knowledge_base
    assert len(base.trees) >= 5
    assert len(base.case_studies) >= 4
    assert len(base.approaches) >= 12


def test_tables_are_those_of_the_guides() -> None:
    """Every published guide has a decision table, which is that of the present guide."""
    assert read_knowledge_base(ROOT).tables is not None
    assert not [finding.message for finding in check(read_knowledge_base(ROOT), today=TODAY) if finding.code == "T608"]


def test_everything_is_used() -> None:
    """There is enough of everything, and every case, source, term, calculator and law is used; an approach that is not says why."""
    counted = count_usage(read_knowledge_base(ROOT).knowledge_base)
    least = {"trees": 15, "approaches": 25, "case_studies": 36, "glossary_terms": 80, "calculators": 8, "sources": 200, "laws": 15}
    assert {kind: numbers["all"] for kind, numbers in counted.items() if numbers["all"] < least[kind]} == {}
    assert {kind for kind, numbers in counted.items() if numbers["unused"]} <= {"approaches"}
    assert counted["approaches"]["unused"] == counted["approaches"]["with_a_reason_why_not"]
    assert counted["approaches"]["with_a_case_study"] == counted["approaches"]["all"]
    assert counted["case_studies"]["with_a_failure"] >= 6


def test_a_windows_checkout_has_the_same_findings(tmp_path: Path) -> None:
    """With the line ends of Windows in every file, nothing is found that was not found before."""
    for folder in ("case_studies", "content", "decision_trees"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for path in (path for path in tmp_path.rglob("*") if path.suffix in {".yaml", ".md"}):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before, after = (check(read_knowledge_base(root), today=TODAY) for root in (ROOT, tmp_path))
    assert [(each.code, each.file, each.span) for each in after] == [(each.code, each.file, each.span) for each in before]
