"""How checks work together: what is silenced, what is left unsaid, and how it is reported."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from waymark_guide.checks.reporters import REPORTERS, github, text
from waymark_guide.checks.rule import RULES
from waymark_guide.checks.run import check
from waymark_guide.model.finding import Finding, Span
from waymark_guide.reading.repository import read_knowledge_base

GOOD = Path(__file__).parents[2] / "golden" / "good"
TODAY = date(2026, 11, 22)
TREE = "decision_trees/lunch-club.yaml"
CASE = "case_studies/lunch-in-leeds.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A good knowledge base to change."""
    shutil.copytree(GOOD, tmp_path / "base")
    return tmp_path / "base"


def change(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file."""
    path = root / file
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


OF_CONDITIONS = {"T116", "T201", "T208", "T311", "T312", "T313"}


def codes(root: Path, today: date = TODAY) -> list[str]:
    """The codes of everything that is found."""
    return [finding.code for finding in check(read_knowledge_base(root), today=today)]


def test_allow_silences_below(root: Path) -> None:
    """An `allow` on a question silences its rule at the question and its options, and nowhere else."""
    change(root, TREE, "    type: multi\n", "    type: multi\n    allow: [{rule: T406, because: One always applies.}]\n")
    change(root, TREE, ", exclusive: true", "")
    assert codes(root) == []


def test_allow_elsewhere_does_not_silence(root: Path) -> None:
    """An `allow` on another question silences nothing, and is stale."""
    change(root, TREE, "    type: band\n", "    type: band\n    allow: [{rule: T406, because: One always applies.}]\n")
    change(root, TREE, ", exclusive: true", "")
    assert codes(root) == ["T709", "T406"]


def test_allow_at_the_top_silences_the_file(root: Path) -> None:
    """An `allow` on a case study silences its rule in the whole file."""
    change(root, CASE, "what_it_needed: A kitchen, pans and a key.\n", "allow: [{rule: C610, because: Nobody remembers.}]\n")
    assert codes(root) == []


@pytest.mark.parametrize(("code", "words"), [("T999", 'There is no rule "T999".'), ("T706", "cannot be silenced")])
def test_allow_of_what_cannot_be_silenced(root: Path, code: str, words: str) -> None:
    """An `allow` of an unknown rule, or of one that keeps readers safe, is reported."""
    change(root, TREE, "owner: editors", f"owner: editors\nallow: [{{rule: {code}, because: No.}}]")
    (finding,) = check(read_knowledge_base(root), today=TODAY)
    assert finding.code == "T709"
    assert words in finding.message


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("content/approaches/grants.md", "A101"),
        ("content/vocabularies/themes.yaml", "L101"),
        ("content/sources.yaml", "L101"),
        ("content/contributors.yaml", "L101"),
        ("content/glossary.yaml", "L101"),
        ("decision_trees/facts/shared.yaml", "T101"),
        ("decision_trees/legal-route.yaml", "T101"),
        (CASE, "C101"),
        ("case_studies/soup-in-selby.yaml", "C101"),
    ],
)
def test_unreadable_file_is_blamed_once(root: Path, file: str, code: str) -> None:
    """Nothing else is blamed for what is in a file that cannot be read."""
    (root / file).write_text("---\nx: [\n---\n" if file.endswith(".md") else "x: [\n", encoding="utf-8")
    assert codes(root) == [code]


def test_spoilt_sources_are_not_missed(root: Path) -> None:
    """Where the list of sources is of the wrong shape, the citations are not blamed."""
    change(root, TREE, "sources:\n  - club-guide\nfactors", "sources: a-guide\nfactors")
    change(root, TREE, "    sources: [club-guide]", "    sources: [a-guide]")
    assert codes(root) == ["T105"]


def test_renamed_thing_is_named(root: Path) -> None:
    """A reference to an id that something had before names the new one."""
    change(root, "content/approaches/grants.md", "id: grants\n", "id: grants\nwas: [gifts]\n")
    change(root, TREE, "approach: grants", "approach: gifts")
    finding = next(finding for finding in check(read_knowledge_base(root), today=TODAY) if finding.code == "T207")
    assert (finding.message, finding.suggestion) == ('The approach "gifts" is now called "grants".', "grants")


def test_old_facts_of_cases_keep_their_meaning(root: Path) -> None:
    """A case may name a question and an answer by the ids that they had before."""
    shared = "decision_trees/facts/shared.yaml"
    change(root, shared, "  - id: trust-low\n", "  - id: trust-low\n    was: [low-trust]\n")
    change(root, shared, "{id: partly, label: Partly}", "{id: partly, label: Partly, was: [somewhat]}")
    change(root, CASE, "facts: {trust-low: partly", "facts: {low-trust: somewhat")
    assert codes(root) == []


def test_review_grows_into_an_error_for_a_change(root: Path) -> None:
    """A published guide past its review date is a warning on any day; half a year later it is an error for a person who changes the guide."""
    days: dict[date, set[tuple[str, str | None]]] = {
        date(2027, 3, 31): set(),
        date(2027, 4, 1): {("warning", "warning")},
        date(2027, 9, 30): {("warning", "warning")},
        date(2027, 10, 1): {("warning", "error")},
        date(9999, 12, 31): {("warning", "error")},
    }
    for today, expected in days.items():
        found = {
            (finding.severity, finding.severity_if_changed) for finding in check(read_knowledge_base(root), today=today) if finding.code == "T701"
        }
        assert found == expected, today


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{measurable: [yes, partly]}", []),
        ("{measurable: answered}", ["T311"]),
        ("{not: {measurable: no}}", []),
        ("{any: [{measurable: yes}, {measurable: no}]}", []),
        ("{any: [{measurable: [yes, partly]}, {measurable: no}]}", ["T311"]),
        ("{all: [{measurable: yes}, {not: {measurable: yes}}]}", ["T312"]),
        ("[{measurable: yes}, {cooks: few}]", []),
        ("{measurable: yes, cooks: answered}", []),
        ("{any: [{all: [{any: [{measurable: yes}]}]}]}", ["T116"]),
        ("{any: []}", ["T116"]),
        ("{measurable: []}", ["T116"]),
        ("{measurable: {has: yes}}", ["T116"]),
        ("{any: {measurable: yes}}", ["T116"]),
        ("{needs: {has: food}}", ["T313"]),
        ("{cookes: few, measurable: Yes}", ["T201", "T208"]),
    ],
)
def test_conditions(root: Path, condition: str, expected: list[str]) -> None:
    """A condition is understood, can hold and can fail; all that is wrong with it is reported at once."""
    change(root, TREE, "ask_if: {measurable: [yes, partly]}", f"ask_if: {condition}")
    found = [code for code in codes(root) if code in OF_CONDITIONS]
    assert found == (["T201"] if expected == ["T201", "T208"] else expected) or set(found) == set(expected)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{needs: {has: food}}", []),
        ("{needs: {has_any: [food, company]}}", []),
        ("{needs: {has_none: [food, company, nothing]}}", ["T311"]),
        ("{all: [{needs: {has: food}}, {needs: {has: nothing}}]}", ["T312"]),
        ("{all: [{needs: {has: food}}, {needs: {has: company}}]}", []),
    ],
)
def test_conditions_on_several_answers(root: Path, condition: str, expected: list[str]) -> None:
    """Answers that can be chosen together do not contradict each other; one that is on its own does."""
    change(root, TREE, "not_if: {measurable: no}", f"not_if: {condition}")
    assert [code for code in codes(root) if code in OF_CONDITIONS] == expected


FINDING = Finding(
    "T202", "a.yaml", 'No "x",\n100% sure.', Span(3, 5, 8), ("questions", 2, "options", 0, "next"), "Because.", 'Did you mean "y"?', "y", "\tb: xyz"
)


def test_json_is_as_promised() -> None:
    """The JSON has the fields of the interface, and counts by severity."""
    report = json.loads(REPORTERS["json"]([FINDING, FINDING.with_severity("warning")], files=7, colour=False))
    assert (report["files"], report["errors"], report["warnings"]) == (7, 1, 1)
    assert report["findings"][0] == {
        "code": "T202",
        "rule": "unknown-outcome",
        "severity": "error",
        "file": "a.yaml",
        "line": 3,
        "column": 5,
        "field": "questions[2].options[0].next",
        "message": 'No "x",\n100% sure.',
        "why": "Because.",
        "fix": 'Did you mean "y"?',
        "suggestion": "y",
        "help": "/contribute/rules/T202/",
        "aged": False,
    }


def test_github_cannot_be_broken_out_of() -> None:
    """Line ends, percent signs, colons and commas are escaped in an annotation."""
    hostile = Finding("T202", "a,b:c.yaml", "x\n::error::y\r%0A", Span(1, 2, 3))
    line, *rest = github.report([hostile], files=1).splitlines()
    assert line == "::error file=a%2Cb%3Ac.yaml,line=1,col=2,endColumn=3,title=T202 unknown-outcome::x%0A::error::y%0A%250A"
    assert rest == ["1 file checked: 1 error, no warnings."]


def test_text_keeps_tabs_under_tabs() -> None:
    """The caret is under the mark where a tab comes before it, and under wide letters."""
    report = text.report([Finding("T202", "a.yaml", "M.", Span(1, 4, 6), excerpt="\t名 xy")], files=1).splitlines()
    assert report[1] == "    1 | \t名 xy"
    assert report[2] == "        \t   ^^"


def test_text_shows_the_part_of_a_long_line() -> None:
    """Of a very long line, only what is round the mark is shown."""
    report = text.report([Finding("T202", "a.yaml", "M.", Span(1, 1001, 1004), excerpt="a" * 1000 + "xyz" + "b" * 1000)], files=1).splitlines()
    assert len(report[1]) < 200
    assert report[1][report[2].index("^") :].startswith("xyz")


def test_colour_only_when_asked() -> None:
    """Colours appear only where they are asked for."""
    assert "\x1b[" not in text.report([FINDING], files=1)
    assert "\x1b[1;31merror\x1b[0m" in text.report([FINDING], files=1, colour=True)


def test_summary_counts_notes_only_where_there_are_some() -> None:
    """The last line counts files, errors and warnings, and notes if there are any."""
    note = FINDING.with_severity("note")
    assert text.summary([], files=1) == "1 file checked: no errors, no warnings."
    assert text.summary([FINDING, note, note], files=2) == "2 files checked: 1 error, no warnings, 2 notes."


def test_rules_are_read_only() -> None:
    """No one changes the registry by accident."""
    with pytest.raises(TypeError):
        RULES["T202"] = RULES["T201"]  # type: ignore[index]
