"""Promises of `waymark_guide.checks.incremental`: with what is kept, exactly the same is found, and little is looked at again."""

from __future__ import annotations

import ast
import random
from dataclasses import asdict, dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from waymark_guide import checks
from waymark_guide.checks import run
from waymark_guide.checks.incremental import CheckState, FindingsMemory
from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.reading.document import Document
    from waymark_guide.reading.kinds import Kind

GOOD = Path(__file__).parents[2] / "golden" / "good"
TODAY = date(2026, 11, 22)
GUIDE = "decision_trees/lunch-club.yaml"


def _of(file: Path) -> str:
    """A file of the good knowledge base that refers to the cases of these tests."""
    return file.read_text(encoding="utf-8").replace("lunch-in-leeds", "case-a").replace("soup-in-selby", "case-b")


MORE = {
    "content/sources.yaml": "  - {id: stove-guide, title: On stoves, url: 'https://example.org/stoves', kind: academic, checked: 2026-11-01}\n",
    "content/glossary.yaml": "  - {id: ladle, term: Ladle, definition: A deep spoon.}\n",
    "content/vocabularies/themes.yaml": "  - {id: warmth, label: Warmth}\n",
}
PATHS = {path.relative_to(GOOD).as_posix(): path for path in sorted(GOOD.rglob("*.*")) if path.parent.name != "case_studies"}
OTHERS = {file: _of(path) + MORE.get(file, "") for file, path in PATHS.items()}


@dataclass(frozen=True)
class Case:
    """What the tests change of a case."""

    id: str
    was: str = "[]"
    title: str = "A soup kitchen"
    need: str = "Some people in the town had no warm meal."
    draft: str = "no"
    themes: str = "[food, loneliness]"
    approaches: str = "[co-production]"
    facts: str = "{}"
    sources: str = "club-guide"
    relations: str = "[]"
    review: str = "2027-11-01"
    allow: str = "[]"
    rest: str = ""

    def written(self) -> str:
        """The file."""
        pattern = (GOOD / "case_studies/soup-in-selby.yaml").read_text(encoding="utf-8")
        head, _, tail = pattern.partition("status: active")
        fields = {name: value for name, value in asdict(self).items() if name not in {"sources", "rest", "review", "title", "need"}}
        own = {"schema", "summary"}
        lines = [
            line for line in (head + "status: active" + tail).splitlines() if line.partition(":")[0] not in {*fields, "title", "need", "review"} - own
        ]
        lines = [f"{line}\n  - {self.sources}" if line.startswith("  - {id: selby-news") else line for line in lines]
        lines += [f"{name}: {value}" for name, value in fields.items()]
        lines += [f"title: {self.title}", f"need: {self.need}", f"review: {{last_verified: 2026-11-01, next_review: {self.review}}}", self.rest]
        return "\n".join(lines) + "\n"


Cases = dict[str, Case]
"""By the name of the file."""
FIRST: Cases = {f"case-{letter}": Case(f"case-{letter}") for letter in "abcdefgh"}


@cache
def _document(file: str, text: str, kind: Kind) -> tuple[Document, list[Finding]]:
    return parse_document(file, text, kind)


def _reading(cases: Cases, others: Mapping[str, str] = OTHERS) -> Reading:
    files = {**others, **{f"case_studies/{name}.yaml": case.written() for name, case in cases.items()}}

    def documents() -> Iterator[tuple[Kind, tuple[Document, list[Finding]]]]:
        for kind in KINDS:
            for file in sorted(files):
                if fnmatchcase(file, kind.pattern) and file.count("/") == kind.pattern.count("/"):
                    yield kind, _document(file, files[file], kind)

    return assemble(documents())


def _with(cases: Cases, name: str, **fields: str) -> Cases:
    return {**cases, name: replace(cases[name], **fields)}


def _without(cases: Cases, name: str) -> Cases:
    return {other: case for other, case in cases.items() if other != name}


def _renamed(cases: Cases, name: str, now: str, was: str) -> Cases:
    return {**_without(cases, name), now: replace(cases[name], id=now, was=was)}


def _related(*names: str) -> str:
    return "[" + ", ".join(f"{{type: similar-to, case: {name}}}" for name in names) + "]"


FACTS = "{health-care: no, measurable: no, cooks: none, venue: no}"
EDITS: dict[str, Any] = {
    "other words": lambda cases: _with(cases, "case-a", need="Many had none."),
    "a title": lambda cases: _with(cases, "case-a", title="Another soup kitchen"),
    "a relation": lambda cases: _with(cases, "case-b", relations=_related("case-c")),
    "a relation to nothing": lambda cases: _with(cases, "case-d", relations=_related("case-x", "another-soup")),
    "a title that was probably meant": lambda cases: _with(cases, "case-e", title="another-soup"),
    "a case renamed": lambda cases: _renamed(cases, "case-c", "case-cc", "[case-c]"),
    "the relation follows": lambda cases: _with(cases, "case-b", relations=_related("case-cc")),
    "a former id that another has": lambda cases: _with(cases, "case-f", was="[case-g]"),
    "the other one goes": lambda cases: _without(cases, "case-g"),
    "it comes back": lambda cases: {**cases, "case-g": Case("case-g")},
    "a case that nobody expected": lambda cases: {**cases, "case-x": Case("case-x")},
    "a case that another one refers to goes": lambda cases: _without(cases, "case-cc"),
    "a draft": lambda cases: _with(cases, "case-a", draft="yes"),
    "a theme alone": lambda cases: _with(cases, "case-a", themes="[food, warmth]"),
    "a theme for two": lambda cases: _with(cases, "case-b", themes="[warmth]"),
    "a theme alone again": lambda cases: _with(cases, "case-a", themes="[food]"),
    "a file that cannot be read": lambda cases: _with(cases, "case-e", rest="- this is no map"),
    "another one": lambda cases: _with(cases, "case-x", rest="unknown: field"),
    "both mended": lambda cases: _with(_with(cases, "case-e", rest=""), "case-x", rest=""),
    "an id unlike the file's name": lambda cases: _with(cases, "case-h", id="case-hh"),
    "a relation to it": lambda cases: _with(cases, "case-b", relations=_related("case-hh", "case-h")),
    "the id put right": lambda cases: _with(cases, "case-h", id="case-h"),
    "a source cited": lambda cases: _with(cases, "case-h", sources="stove-guide"),
    "a source cited twice": lambda cases: _with(cases, "case-g", need="So it was [source:stove-guide]."),
    "a source cited once": lambda cases: _with(cases, "case-h", sources="club-guide"),
    "a source cited no more": lambda cases: _with(cases, "case-g", need="So it was."),
    "an unknown source": lambda cases: _with(cases, "case-g", sources="no-guide"),
    "a term used": lambda cases: _with(cases, "case-a", need="They had a ladle."),
    "a term used twice": lambda cases: _with(cases, "case-b", need="Ladles are none; a ladle is."),
    "a term used elsewhere": lambda cases: _with(cases, "case-a", need="They had no spoon."),
    "a term used no more": lambda cases: _with(cases, "case-b", need="They had no spoon."),
    "an overdue review": lambda cases: _with(cases, "case-b", review="2026-11-02"),
    "that is allowed": lambda cases: _with(cases, "case-b", allow="[{rule: C701, because: Soon.}]"),
    "an allow for nothing": lambda cases: _with(cases, "case-b", review="2027-11-02"),
    "facts": lambda cases: _with(cases, "case-a", facts="{trust-low: partly, measurable: no, cooks: many}"),
    "facts that no guide knows": lambda cases: _with(cases, "case-a", facts="{trust-low: mostly, cook: many}"),
    "facts of every case": lambda cases: {name: replace(case, facts=FACTS) for name, case in cases.items()},
    "another approach": lambda cases: _with(cases, "case-d", approaches="[grants]"),
    "a draft with facts": lambda cases: _with(cases, "case-d", draft="yes"),
    "a former id": lambda cases: _with(cases, "case-h", was="[case-old]"),
    "a former id for two": lambda cases: _with(cases, "case-g", was="[case-old]"),
    "a former id for one": lambda cases: _with(cases, "case-g", was="[case-older]"),
    "a case that a guide names goes": lambda cases: _without(cases, "case-a"),
    "another in its place": lambda cases: {**cases, "case-a": Case("case-a")},
    "a link in a text": lambda cases: _with(cases, "case-a", need="See [it](/case-studies/case-b/)."),
    "what it leads to goes": lambda cases: _without(cases, "case-b"),
    "a link that runs something": lambda cases: _with(cases, "case-d", need="See [it](javascript:x)."),
    "all as it was": lambda _: FIRST,
}


def _same(cases: Cases, *all_kept: FindingsMemory, others: Mapping[str, str] = OTHERS, today: date = TODAY) -> tuple[Finding, ...]:
    """What is found; with what is kept it is the same."""
    wanted = run.check(_reading(cases, others), today=today)
    for kept in all_kept:
        assert run.check(_reading(cases, others), today=today, kept=kept) == wanted
    return wanted


def _on_disk(kept: FindingsMemory) -> FindingsMemory:
    """The same, written and read again as a build does."""
    assert kept.state is not None
    form = TypeAdapter(CheckState)
    return FindingsMemory(form.validate_json(form.dump_json(kept.state)))


def test_every_kind_of_edit_finds_what_a_whole_check_finds() -> None:
    """One edit after another: with what the last check left in memory or on the disk, and with what the first left, exactly the same is found."""
    cases, in_memory, first = FIRST, FindingsMemory(), FindingsMemory()
    _same(cases, in_memory, first)
    on_disk = _on_disk(in_memory)
    codes = set()
    for name, edit in EDITS.items():
        before = cases
        cases = edit(cases)
        assert cases != before, name
        assert on_disk == in_memory, name
        codes |= {finding.code for finding in _same(cases, in_memory, on_disk, FindingsMemory(first.state))}
        on_disk = _on_disk(on_disk)
    assert codes >= {"C101", "C118", "C203", "C206", "C207", "C701", "C704", "C709", "A605", "L605", "L606", "T207", "T604", "T605"}


VALUES = {
    "was": ["[]", "[case-b]", "[case-z]", "[case-z, case-c]"],
    "title": ["A soup kitchen", "case-z", "Case b"],
    "need": [
        "None.",
        "A ladle.",
        "See [source:stove-guide].",
        "[It](/case-studies/case-b/).",
        "[It](/case-studies/case-z/), with a ladle.",
        "<b>No</b>",
    ],
    "draft": ["yes", "no"],
    "themes": ["[food]", "[warmth]", "[loneliness, warmth]", "[cold]"],
    "approaches": ["[grants]", "[co-production]"],
    "facts": ["{}", FACTS, "{measurable: mostly}"],
    "sources": ["club-guide", "stove-guide", "no-guide"],
    "relations": ["[]", _related("case-a"), _related("case-b", "case-c"), _related("case-z")],
    "allow": ["[]", "[{rule: C701, because: Soon.}]", "[{rule: C704, because: Soon.}]"],
    "review": ["2027-11-01", "2026-11-01"],
    "rest": ["", "", "- no map", "unknown: field"],
    "id": ["case-a", "case-b", "case-z"],
}


@pytest.mark.parametrize("seed", range(4))
def test_edits_at_random_find_what_a_whole_check_finds(seed: int) -> None:
    """Whatever is edited, in whatever order, and however long ago findings were kept: exactly the same is found."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    cases = {name: FIRST[name] for name in list(FIRST)[:5]}
    last, older = FindingsMemory(), FindingsMemory()
    for step in range(40):
        for _ in range(chance.choice([1, 1, 3])):
            name, field = chance.choice([*cases, "case-c"]), chance.choice([*VALUES, "gone"])
            case = cases.get(name, Case(name))
            cases = _without(cases, name) if field == "gone" else {**cases, name: replace(case, **{field: chance.choice(VALUES[field])})}
        _same(cases, last, FindingsMemory(older.state))
        older = FindingsMemory(last.state) if step % 7 == 0 else older


def test_what_is_no_case_and_the_day_count() -> None:
    """An edit of anything that is no case, and another day, are seen."""
    kept = FindingsMemory()
    cases = _with(FIRST, "case-a", themes="[food, warmth]")
    _same(cases, kept)
    on_disk = _on_disk(kept)
    for file, old, new in (
        ("content/vocabularies/themes.yaml", "label: Warmth", "label: Heat"),
        ("content/sources.yaml", "id: club-guide", "id: the-guide"),
        (GUIDE, "id: measurable", "id: countable"),
        ("content/approaches/grants.md", "id: grants", "id: grant"),
    ):
        assert old in OTHERS[file]
        others = {**OTHERS, file: OTHERS[file].replace(old, new)}
        assert _same(cases, kept, FindingsMemory(on_disk.state), others=others) != _same(cases, kept), file
    assert _same(cases, kept, today=date(2027, 11, 22)) != _same(cases, kept)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files at which the rules look."""
    files: list[str] = []
    found = run._find_in_file  # noqa: SLF001 (what the test counts)

    def counted(reading: Reading, file: str, *rest: Any) -> Any:
        files.append(file)
        return found(reading, file, *rest)

    monkeypatch.setattr(run, "_find_in_file", counted)
    return files


def test_little_is_looked_at_again(looked_at: list[str]) -> None:
    """Other words in a case: only that case, and the lists that know who uses them. Another title: the guides too, and no other case."""
    kept = FindingsMemory()
    cases = _with(FIRST, "case-b", relations=_related("case-a", "case-c"))
    run.check(_reading(cases), today=TODAY, kept=kept)
    assert len(looked_at) == len(_reading(cases).records)
    lists = {"content/sources.yaml", "content/glossary.yaml"}
    for fields, others in (({"need": "Other words."}, False), ({"title": "Another title"}, True)):
        looked_at.clear()
        cases = _with(cases, "case-a", **fields)
        run.check(_reading(cases), today=TODAY, kept=kept)
        assert lists | {"case_studies/case-a.yaml"} <= set(looked_at)
        assert [file for file in looked_at if file.startswith("case_studies/")] == ["case_studies/case-a.yaml"]
        assert (GUIDE in looked_at) == others
    looked_at.clear()
    run.check(_reading(_without(cases, "case-a")), today=TODAY, kept=kept)
    assert [file for file in looked_at if file.startswith("case_studies/")] == ["case_studies/case-b.yaml"]


def test_rules_read_of_other_cases_only_what_is_known_to_be_read() -> None:
    """A person who lets a rule read more of other cases tells `waymark_guide.checks.incremental`, or stale findings would be kept; then this list."""
    readers = {
        (path.stem, function.name)
        for path in Path(checks.__file__).parent.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in {"case_studies", "users_of_themes", "citing", "using"}
    }
    assert readers == {
        ("known_ids", "users_of_themes"),
        ("known_ids", "_known"),
        ("known_ids", "_old"),
        ("known_ids", "is_idle"),
        ("known_ids", "is_unused"),
        ("known_ids", "find_users"),
        ("known_ids", "set_users"),
        ("incremental", "__init__"),
        ("incremental", "state"),
        ("vocabularies", "check_case_study"),
        ("former_ids", "_list_same_kind"),
        ("backtest", "_facts"),
        ("backtest", "_cases"),
        ("upkeep", "check_approach"),
    }
