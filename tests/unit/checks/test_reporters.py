"""Reports for code hosts: what they say, and that nothing an author wrote can act in them."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from waymark_guide.checks.reporters import REPORTERS, github, text
from waymark_guide.checks.reporters.markdown import JOINER, MOST, code, inert
from waymark_guide.checks.rule import RULES
from waymark_guide.checks.run import check  # noqa: F401 (declares the rules)
from waymark_guide.model.finding import Finding, Span

SITE = "https://example.org/guides"
few = settings(max_examples=100, deadline=None, derandomize=True)
HOSTILE = [
    "![x](https://evil.example/x.png) @everyone <img src=x onerror=alert(1)> <!-- -->",
    "# Heading\n\n- list\n\n```\nfence\n```\n@org/team",
    "[click](javascript:alert(1)) <https://evil.example> www.evil.example https://evil.example a@evil.example",
    "fixes #12 and owner/name#34, GH-56 $x$ ~~gone~~ | a | b |",
    "`` ` code ` `` ::error::x %0A::warning::y\r\n::set-output name=a::b",
    "\x1b[31mred\u202eright to left\u2028line\x00nul",
]
BAD = Finding(
    code="C202",
    file="case_studies/a b,c:d%é.yaml",
    message='There is no theme "foods".',
    span=Span(14, 9, 14),
    path=("themes", 0),
    why="Why.",
    fix='Did you mean "food"?',
    suggestion="food",
    excerpt="themes: [foods]",
)
OLD = Finding(code="C601", file="case_studies/old.yaml", message="Told twice.", severity="note")


def report(form: str, *findings: Finding, site: str = "") -> str:
    """A report of these findings."""
    return REPORTERS[form](findings, files=2, colour=False, site=site)


def sarif(*findings: Finding, site: str = "") -> dict[str, object]:
    """The one run of a SARIF report."""
    whole = json.loads(report("sarif", *findings, site=site))
    assert whole["version"] == "2.1.0"
    [run] = whole["runs"]
    return run  # type: ignore[no-any-return]


def test_sarif_names_the_place() -> None:
    """A result has its rule, its level, a relative address without a raw space or colon, and columns in characters."""
    run = sarif(BAD, OLD)
    first, second = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert first["ruleId"] == run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "C202"
    assert (first["level"], second["level"]) == ("error", "note")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "case_studies/a%20b%2Cc%3Ad%25%C3%A9.yaml"
    assert {name: place["region"][name] for name in ("startLine", "startColumn", "endLine", "endColumn")} == {
        "startLine": 14,
        "startColumn": 9,
        "endLine": 14,
        "endColumn": 14,
    }
    assert first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "themes[0]"
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_sarif_explains_each_rule_once() -> None:
    """A rule has its words and, where the site is known, the absolute address of its page."""
    [rule] = sarif(BAD, BAD, site=SITE)["tool"]["driver"]["rules"]
    assert rule["helpUri"] == f"{SITE}/contribute/rules/C202/"
    assert urlsplit(rule["helpUri"]).scheme == "https"
    assert rule["shortDescription"]["text"] == RULES["C202"].title
    assert RULES["C202"].right in rule["help"]["text"]
    assert "helpUri" not in sarif(BAD)["tool"]["driver"]["rules"][0]


def test_sarif_fingerprint_outlives_moved_lines() -> None:
    """The same mistake further down is the same mistake; another one is not."""
    prints = [
        result["partialFingerprints"]["waymark/v1"]
        for result in sarif(BAD, BAD.__class__(**{**{name: getattr(BAD, name) for name in BAD.__slots__}, "span": Span(99, 1, 2)}), OLD)["results"]
    ]
    assert prints[0] == prints[1] != prints[2]


def test_markdown_reads_as_words() -> None:
    """The report says what it comes to, then by file what, where, why, how to mend it, and the rule."""
    assert (
        report("markdown", BAD, OLD, site=SITE)
        == f"""\
## What the checker found

**1 mistake has to be put right** before this can be published. 1 note that asks nothing of you. 2 files were checked.

### To put right

#### `case_studies/a b,c:d%é.yaml`

- **Line 14**, `themes[0]`: There is no theme "foods".
  - What is written there: `themes: [foods]`
  - Why it matters: Why.
  - How to mend it: Did you mean "food"?
  - The rule: [C202, unknown term]({SITE}/contribute/rules/C202/)

### For your information

#### `case_studies/old.yaml`

- **The whole file**: Told twice.
"""
    )


def test_markdown_without_findings() -> None:
    """Nothing found is said in so many words."""
    assert report("markdown") == "## What the checker found\n\n**Nothing stands in the way.** 2 files were checked.\n"


def test_markdown_stops_somewhere() -> None:
    """A long report is cut, and says by how much; errors come before advice."""
    text_of_report = report("markdown", *[OLD] * (MOST["note"] + 2), BAD)
    assert "And 2 more, which are not shown here." in text_of_report
    assert text_of_report.index("To put right") < text_of_report.index("For your information")


def structure(text: str) -> list[str]:
    """The kinds of tokens that Markdown makes of a text, in order, tables and strikethrough among them."""
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    return [inner.type for token in tokens for inner in (token, *(token.children or ()))]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_markdown(words: str) -> None:
    """An author's words make nothing but text and code, wherever they are."""
    bad = Finding(
        code="C202", file=words, message=words, span=Span(1, 1, 2), path=(words,), why=words, fix=words, suggestion="x" + words, excerpt=words
    )
    plain = Finding(code="C202", file="f", message="m", span=Span(1, 1, 2), path=("p",), why="w", fix="x", suggestion="y", excerpt="e")
    assert set(structure(report("markdown", bad))) == set(structure(report("markdown", plain)))
    assert [kind for kind in structure(report("markdown", bad)) if kind != "text"] == [
        kind for kind in structure(report("markdown", plain)) if kind != "text"
    ]


@few
@given(st.text(max_size=200))
def test_any_words_stay_words_in_markdown(words: str) -> None:
    """Any text whatever makes one paragraph of plain text, and any code one span of code."""
    assert set(structure(f"x {inert(words)} x")) == {"paragraph_open", "inline", "text", "paragraph_close"}
    spans = structure(f"x {code(words)} x")
    assert spans.count("code_inline") == 1
    assert set(spans) == {"paragraph_open", "inline", "text", "code_inline", "paragraph_close"}


@pytest.mark.parametrize("call", ["@someone", "https://evil.example", "www.evil.example", "#12", "GH-12", "a@evil.example"])
def test_no_one_is_called(call: str) -> None:
    """What a code host would make a link or a call of is broken by a mark that cannot be seen, and reads the same."""
    assert call not in inert(f"see {call}").replace("\\", "")
    assert inert(f"see {call}").replace("\\", "").replace(JOINER, "") == f"see {call}"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_give_no_commands(words: str) -> None:
    """A finding is one workflow command, however its words are broken up; its properties hold no bare comma or colon."""
    lines = github.report([Finding(code="C202", file=words, message=words, span=Span(1, 1, 2), why=words, fix=words)], files=1).split("\n")
    assert len(lines) == 3
    assert not any(line.startswith("::") for line in lines[1:])
    found = re.fullmatch(r"::error file=([^,:\r\n]*),line=1,col=1,endColumn=2,title=[^,:]*::[^\r\n]*", lines[0])
    assert found is not None


def test_annotation_is_escaped_as_the_runner_expects() -> None:
    """Percent, line ends, and in properties colon and comma, are written as the runner reads them back."""
    line = github.report([BAD], files=1).splitlines()[0]
    assert line == (
        "::error file=case_studies/a b%2Cc%3Ad%25é.yaml,line=14,col=9,endColumn=14,title=C202 unknown-term"
        '::There is no theme "foods".%0AWhy.%0ADid you mean "food"?'
    )


def test_a_brief_report_counts_the_notes() -> None:
    """A build tells errors and warnings, and counts the notes that `waymark check` tells."""
    note, warning = BAD.with_severity("note"), BAD.with_severity("warning")
    brief = text.report_briefly([warning, note, note], files=3)
    assert brief.count(BAD.message) == 1
    assert brief.endswith("3 files checked: no errors, 1 warning, 2 notes. `waymark check` tells the notes.\n")
    assert text.report_briefly([warning], files=3) == text.report([warning], files=3)
