"""Planted faults: small trees, on both sides of each rule, and exactly what is found in each."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.golden.planting import findings, in_short, planted

from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.checks.rule import RULES

CASES = planted()
NOT_OF_ONE_TREE = {"T101", "T102", "T105", "T109", "T110", "T111", "T112", "T113", "T114", "T115", "T119", "T212", "T607"}
"""Rules of the reading and of versions, which their own golden cases prove: it takes more than one readable tree to break them."""


@pytest.mark.parametrize(("family", "case"), CASES, ids=[f"{family}-{case['name'].replace(' ', '-')}" for family, case in CASES])
def test_planted_tree(family: str, case: dict[str, Any]) -> None:
    """A planted tree has exactly the findings that its case names."""
    found = findings(case)
    report = "\n".join(f"{in_short(finding)}: {finding.message} | {finding.why}" for finding in found)
    assert Counter(map(in_short, found)) == Counter(case["finds"]), f"{family}: {case['name']}\n{report}"
    assert all(words in report for words in case.get("says", ())), report
    if "report" in case:
        report, _, _ = REPORTERS["text"](found, files=1, colour=False).rpartition("\n1 file checked")
        assert report == case["report"]


def test_there_are_enough() -> None:
    """There are at least 120 planted trees, and among them some without any finding."""
    assert len(CASES) >= 120
    assert sum(not case["finds"] for _, case in CASES) >= 40


@pytest.mark.parametrize("code", [code for code in RULES if code[0] == "T" and code not in NOT_OF_ONE_TREE])
def test_rule_is_planted(code: str) -> None:
    """Every rule of trees has a tree just inside it, and one just outside that names it."""
    assert any(finding.startswith(code) for _, case in CASES for finding in case["finds"]), f"{code} has no tree that breaks it"
    assert any(code in case.get("near", "") for _, case in CASES), f"{code} has no tree that just keeps it"
