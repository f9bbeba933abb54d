"""Every rule has words, a page, and golden cases that prove both of its examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from waymark_guide.checks.allowances import STALE
from waymark_guide.checks.rule import FAMILIES, RULES, declare
from waymark_guide.reading.kinds import KINDS, Kind

GOLDEN = Path(__file__).parents[1] / "golden"
FILES = [*sorted(GOLDEN.glob("checks/*.yaml")), *sorted(GOLDEN.glob("planted/*.yaml"))]
CASES = [case for file in FILES for case in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) if "report" in case]  # noqa: S506 (texts only)
PROVED = {case["rule"]: case for case in CASES}


@pytest.mark.parametrize("code", RULES)
def test_rule_has_golden_cases(code: str) -> None:
    """A rule's wrong example is reported in exact words in a golden case, and its right example is tested by silence."""
    assert code in PROVED, f"{code} has no case in {GOLDEN}"
    assert any(f" {code} {RULES[code].name}: " in case["report"] for case in CASES if case["rule"] == code)


@pytest.mark.parametrize("code", RULES)
def test_rule_has_words(code: str) -> None:
    """A rule says what it asks for, why, how to mend it, and shows two different examples."""
    rule = RULES[code]
    assert re.fullmatch(rf"[{''.join(FAMILIES)}]\d{{3}}", code)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    for sentence in (rule.title, rule.why, rule.fix):
        assert sentence[0].isupper() or sentence.startswith("“")
        assert sentence.endswith(".")
    assert rule.wrong != rule.right
    assert rule.wrong
    assert rule.right
    assert rule.help == f"/contribute/rules/{code}/"


def test_findings_have_a_rule() -> None:
    """Every code in a golden report is registered."""
    mentioned = {code for case in CASES for code in re.findall(r"(?:error|warning|note) ([A-Z]\d{3}) ", case["report"])}
    assert mentioned <= RULES.keys()


def test_code_is_declared_once() -> None:
    """A code that is taken cannot be declared again."""
    with pytest.raises(ValueError, match="T202 is taken by unknown-outcome"):
        declare("T202", "again", "Again.", why="Why.", fix="Fix.", wrong="a", right="b")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_every_kind_of_file_that_takes_an_allow_has_a_rule_for_a_stale_one(kind: Kind) -> None:
    """Where an author may write `allow`, one that silences nothing is a finding, whatever the kind of file."""
    if "allow" in kind.model.model_fields:
        assert kind.family in STALE
