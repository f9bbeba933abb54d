"""Promises of `waymark_guide.checks.everywhere.invisible_characters`: what hides is found however it is written, and what is seen stays."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from waymark_guide.checks.everywhere.invisible_characters import in_words
from waymark_guide.checks.run import check
from waymark_guide.reading.repository import read_knowledge_base

GOOD = Path(__file__).parents[2] / "golden" / "good"
CASE = "case_studies/lunch-in-leeds.yaml"
PAGE = "content/approaches/grants.md"


def found(tmp_path: Path, file: str, added: str) -> list[tuple[int, int, str, str]]:
    """Line, column, field and name of each hidden character, with a text added to a file of the good knowledge base."""
    root = tmp_path / "base"
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    text = (GOOD / file).read_text(encoding="utf-8")
    lines = text.count("\n")
    (root / file).write_text(text + added, encoding="utf-8")
    findings = [finding for finding in check(read_knowledge_base(root), today=date(2026, 11, 22)) if finding.code.endswith("717")]
    assert {finding.file for finding in findings} <= {file}
    return [(each.span.line - lines, each.span.column, each.field, each.message.rpartition(": ")[2]) for each in findings if each.span]


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u202a", "left-to-right embedding."),
        ("\u202e", "right-to-left override."),
        ("\u2066", "left-to-right isolate."),
        ("\u2069", "pop directional isolate."),
        ("\u200e", "left-to-right mark."),
        ("\u200f", "right-to-left mark."),
        ("\u061c", "arabic letter mark."),
        ("\u200b", "zero width space."),
        ("\u200d", "zero width joiner."),
        ("\u2060", "word joiner."),
        ("\u00ad", "soft hyphen."),
        ("\ufeff", "zero width no-break space."),
        ("\u3164", "hangul filler."),
        ("\U000e0041", "tag."),
        ("\u2028", "line separator."),
        ("\x85", "control character."),
    ],
)
def test_in_a_comment(tmp_path: Path, sign: str, name: str) -> None:
    """A character that hides or turns what a reviewer reads is refused in a comment too, under the caret and in words."""
    assert found(tmp_path, CASE, f"# so they sa{sign}# id\n") == [(1, 13, "", name)]


@pytest.mark.parametrize("sign", ["\x1b", "\x08", "\u2029", "\u202e"])
def test_in_the_prose_of_a_page(tmp_path: Path, sign: str) -> None:
    """So is one in the prose below a front matter, where no reader of YAML looks."""
    [(line, column, _, name)] = found(tmp_path, PAGE, f"\nA gift{sign}.\n")
    assert (line, column, name) == (2, 7, f"{in_words(sign)}.")


@pytest.mark.parametrize("written", ["\\u202e", "\\U0000202E", "&#8238;", "&#x202e;", "\u202e"])
def test_however_it_is_written(tmp_path: Path, written: str) -> None:
    """As itself, as an escape of YAML or as a code of HTML: its field and its place are reported."""
    [(line, column, field, name)] = found(tmp_path, CASE, f'changes:\n  - date: 2026-11-01\n    summary: "One {written}two."\n')
    assert (line, column, field, name) == (3, 19, "changes[0].summary", "right-to-left override.")


def test_each_line_of_a_long_text(tmp_path: Path) -> None:
    """Of a text of many lines, each line that hides something is reported."""
    text = "changes:\n  - date: 2026-11-01\n    summary: |-\n      One\u200b.\n      Two.\n      Th\u00adree.\n"
    assert [(line, column) for line, column, _, _ in found(tmp_path, CASE, text)] == [(4, 10), (6, 9)]


@pytest.mark.parametrize(
    "text",
    ["می‌خواهم", "क्‍ष", "👩‍💻 and 👩🏽‍🤝‍👩🏻", "\N{FLAG IN HOLE}️", "caf\u00e9, 5\u00a0km, 1\u20132", "a `&shy;` in code", "AT&T; R&D", "العربية"],
)
def test_what_is_seen_stays(tmp_path: Path, text: str) -> None:
    """Joiners between letters that they join, signs that are pictures, fixed blanks and other scripts are fine."""
    assert found(tmp_path, CASE, f"changes:\n  - date: 2026-11-01\n    summary: {text}\n") == []


def test_it_cannot_be_allowed(tmp_path: Path) -> None:
    """No one can hide something by saying that it may be hidden."""
    assert found(tmp_path, CASE, "allow: [{rule: C717, because: It is needed.}]\n# \u202e\n") == [(2, 3, "", "right-to-left override.")]


def test_by_its_code_in_an_address(tmp_path: Path) -> None:
    """A text that is no prose is looked through too, in an ordinary file that is parsed the quick way: an address could lead elsewhere."""
    root = tmp_path / "base"
    shutil.copytree(GOOD, root)
    text = (root / CASE).read_text(encoding="utf-8")
    (root / CASE).write_text(text.replace('"https://example.org/report"', '"https://example.org/re\\u200bport"'), encoding="utf-8")
    findings = [finding for finding in check(read_knowledge_base(root), today=date(2026, 11, 22)) if finding.code == "C717"]
    assert [finding.field for finding in findings] == ["sources[0].url"]
