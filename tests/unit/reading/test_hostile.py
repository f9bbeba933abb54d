"""Hostile files in a pull request: each soon gives a finding or inert text, and never a traceback."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.checks.run import check
from waymark_guide.reading.repository import read_knowledge_base

GOOD = Path(__file__).parents[2] / "golden" / "good"
TODAY = date(2026, 11, 22)
SOON = 20.0
"""Seconds of work after which a hostile file counts as endless. Each takes well under one second."""

HOSTILE = (
    ("deep-flow", b"a: " + b"[" * 100_000, "C113"),
    ("deep-block", b"- " * 100_000, "C113"),
    ("deep-map", b"".join(b" " * level + b"a:\n" for level in range(1000)), "C113"),
    ("bomb", b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a, *a]\n" % (n, n) for n in range(20_000)), "C109"),
    ("merge", b"<<: {schema: case-study/1}\n", "C109"),
    ("python", b"title: !!python/object/apply:os.system [echo]\n", "C109"),
    ("not-utf-8", b"title: caf\xe9\n", "C101"),
    ("nul", b"title: a\x00b\n", "C101"),
    ("control", b"title: \x1b[31mred\n", "C101"),
    ("spelt-out", b'title: "\\e[31mred"\n', "C101"),
    ("spelt-out-name", b'"\\x0b": red\n', "C101"),
    ("empty", b"", "C101"),
    ("two-documents", b"a: b\n---\nc: d\n", "C101"),
    ("long-line", b"title: '" + b"x" * 900_000 + b"'\n", "C112"),
    ("large", b"title: '" + b"x" * 1_100_000 + b"'\n", "C113"),
    ("many-values", b"a: [" + b"x," * 200_000 + b"]\n", "C113"),
    ("many-fields", b"".join(b"field%d: x\n" % n for n in range(40_000)), "C103"),
    ("many-twice", b"a: x\n" * 40_000, "C102"),
    ("many-wrong-entries", b"sources:\n" + b"  - [a]\n" * 30_000, "C105"),
    ("list", b"- a\n- b\n", "C105"),
    ("text", b"only words\n", "C105"),
    ("number-key", b"? [a, b]\n: c\n", "C101"),
)
"""A name, the bytes of a file that is no case study, and the code of the finding that says so."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A good knowledge base to put a hostile file into."""
    shutil.copytree(GOOD, tmp_path / "base")
    return tmp_path / "base"


def find_codes(root: Path, file: str) -> set[str]:
    """Return the codes of the findings in a file, after every reporter has written them."""
    began = time.process_time()
    reading = read_knowledge_base(root)
    findings = check(reading, today=TODAY)
    for reporter in REPORTERS.values():
        reporter(findings, files=len(reading.documents), colour=True)
    assert time.process_time() - began < SOON
    return {finding.code for finding in findings if finding.file == file}


def test_huge_file(root: Path) -> None:
    """A file of 100 MB is refused by its size, unread."""
    with (root / "case_studies" / "huge.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert find_codes(root, "case_studies/huge.yaml") == {"C113"}


@pytest.mark.parametrize(("name", "content", "code"), HOSTILE)
def test_hostile_bytes(root: Path, name: str, content: bytes, code: str) -> None:
    """Bytes that are no case study give the finding that says so."""
    (root / "case_studies" / f"{name}.yaml").write_bytes(content)
    assert code in find_codes(root, f"case_studies/{name}.yaml")


def test_broken_and_circular_links(root: Path) -> None:
    """A link that leads nowhere, to itself or outside is a finding."""
    (root / "case_studies" / "nowhere.yaml").symlink_to(root / "case_studies" / "gone.yaml")
    (root / "case_studies" / "outside.yaml").symlink_to("/etc/hostname")
    assert find_codes(root, "case_studies/nowhere.yaml") == {"C101"}
    assert find_codes(root, "case_studies/outside.yaml") == {"C114"}
    (root / "case_studies" / "circle.yaml").symlink_to(root / "case_studies" / "circle.yaml")
    assert find_codes(root, "case_studies/circle.yaml") & {"C101", "C114"}


def test_folder_with_the_name_of_a_file(root: Path) -> None:
    """A folder called like a file is a finding."""
    (root / "case_studies" / "folder.yaml").mkdir()
    assert find_codes(root, "case_studies/folder.yaml") == {"C101"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("approaches: [grants]", "approaches: [../../etc/passwd]", "C106"),
        ("case: soup-in-selby", "case: ../soup-in-selby", "C106"),
        ("id: meals", "id: ../meals", "C106"),
        ("facts: {trust-low", "facts: {../trust-low", "C205"),
        ('url: "https://example.org/cooks"', 'url: "javascript:alert(1)"', "C112"),
        ('url: "https://example.org/report"', "url: \"https://x/' onload='y\"", "C112"),
        ("interests: None.", "media: [{path: ../../secret.png, alt: A secret}]", "C112"),
        ("value: 4100", "value: 1e999999", "C112"),
        ("value: 4100", "value: NaN", "C112"),
        ("lat: 53.785", "lat: .nan", "C112"),
        ("last_verified: 2026-11-01", "last_verified: 20261101", "C112"),
        ("interests: None.", "interests: See [it](java&#115;cript&colon;alert(1)).", "C710"),
        ("interests: None.", "interests: 'See [it](JaVa\tScRiPt:alert(1)).'", "C710"),
        ("interests: None.", "interests: See <javascript:alert(1)>.", "C710"),
        ("interests: None.", 'interests: "See [it][x].\\n\\n[x]: javascript:alert(1)"', "C710"),
        ("interests: None.", "interests: '<img src=x onerror=alert(1)>'", "C706"),
        ("interests: None.", "interests: '<svg/onload=alert(1)>'", "C706"),
        ("interests: None.", "interests: '<!-- hidden -->'", "C706"),
        ("interests: None.", "interests: '</script'", "C706"),
        ("interests: None.", "allow: [{rule: C706, because: No.}]\ninterests: <b>None.</b>", "C706"),
    ],
)
def test_hostile_values(root: Path, old: str, new: str, code: str) -> None:
    """A hostile value in an otherwise good case is found."""
    file = root / "case_studies" / "lunch-in-leeds.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert code in find_codes(root, "case_studies/lunch-in-leeds.yaml")


@pytest.mark.parametrize(
    "words", ["{{ config }} {% raw %}", "${HOME} $(id) `id`", "a < b and c > d", "<https://example.org/>", "x &amp; y", "I <3 soup"]
)
def test_inert_words(root: Path, words: str) -> None:
    """Characters that other programs interpret are plain words here, and give no finding."""
    file = root / "case_studies" / "lunch-in-leeds.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("interests: None.", f"interests: '{words}'"), encoding="utf-8")
    assert find_codes(root, "case_studies/lunch-in-leeds.yaml") == set()


def test_report_cannot_steer_a_terminal(root: Path) -> None:
    """Escape sequences in a file or in its name are reported as a replacement character."""
    (root / "content" / "approaches" / "esc.md").write_bytes(b"---\nid: \x1b[2Jx\n---\n")
    reading = read_knowledge_base(root)
    report = REPORTERS["text"](check(reading, today=TODAY), files=1, colour=False)
    assert "\x1b" not in report
    assert "\N{REPLACEMENT CHARACTER}[2Jx" in report
