"""Each rule on a small knowledge base: its exact words for the wrong example, and silence for the right one.

A case in `checks/*.yaml` names a rule and a file of `good/`, in which `replace` (the rule's right example, unless it is given) becomes `wrong`
(the rule's wrong example, unless it is given). `files` adds whole files, `links` symbolic links, `bytes` files that are not text, `pipes` pipes.
`addresses` are those that the site makes, as `check_pages` takes them. `report` is everything that is then reported.
`extra` names a folder of `extra/` whose files are added first.
With `published`, the good knowledge base was published before, each text in it that is a key there replaced by its value.
To add a case, write it with an empty report, run the tests, and copy the report once you have read it.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from waymark_guide.checks.age import list_aged_findings
from waymark_guide.checks.pages.check_pages import check_pages
from waymark_guide.checks.previous_version import Earlier
from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.checks.rule import RULES
from waymark_guide.checks.run import check
from waymark_guide.checks.site_settings import check_settings
from waymark_guide.model.finding import sort_key
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.reading.settings import read_settings_file

if TYPE_CHECKING:
    from waymark_guide.model.finding import Finding

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
CASES = [(file.stem, case) for file in sorted((HERE / "checks").glob("*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def knowledge_base(folder: Path, case: dict[str, Any], example: str) -> Path:
    """The good knowledge base with one example put into it."""
    root = folder / "base"
    shutil.copytree(HERE / "good", root)
    if "extra" in case:
        shutil.copytree(HERE / "extra" / case["extra"], root, dirs_exist_ok=True)
    for name, text in (case.get("files") or {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    if "file" in case:
        target = root / case["file"]
        text = target.read_text(encoding="utf-8")
        replaced = case.get("replace", RULES[case["rule"]].right)
        assert text.count(replaced) >= 1, f"{case['file']} does not hold {replaced!r}"
        target.write_text(text.replace(replaced, example, 1), encoding="utf-8")
    for name, text in (case.get("bytes") or {}).items():
        (root / name).write_bytes(text.encode("latin-1"))
    for name in case.get("pipes") or ():
        os.mkfifo(root / name)
    for name, to in (case.get("links") or {}).items():
        (folder / "elsewhere.yaml").write_text("schema: tree/1\n", encoding="utf-8")
        (root / name).symlink_to(folder / to)
    return root


def published(case: dict[str, Any]) -> Earlier | None:
    """What was published before, where the case says that something was."""
    if "published" not in case:
        return None
    files = {
        path.relative_to(HERE / "good").as_posix(): path.read_text(encoding="utf-8") for path in (HERE / "good").glob("decision_trees/**/*.yaml")
    }
    for old, new in (case["published"] or {}).items():
        files = {name: text.replace(old, new) for name, text in files.items()}
    return Earlier("main", files)


def check_all(root: Path, case: dict[str, Any]) -> tuple[Finding, ...]:
    """Everything that is found in the content and in the hand-written pages."""
    reading = read_knowledge_base(root)
    findings = check(reading, today=TODAY, earlier=published(case))
    file, guides = read_settings_file(root), list(reading.knowledge_base.trees)
    in_settings = check_settings(file, guides) if file else ()
    return tuple(sorted({*findings, *check_pages(reading.hand_written, case.get("addresses")), *in_settings}, key=sort_key))


def reported(root: Path, case: dict[str, Any]) -> str:
    """The text of the whole report, what is merely old reported like any other finding."""
    files = len(read_knowledge_base(root).documents)
    return REPORTERS["text"](list_aged_findings(check_all(root, case)), files=files, colour=False)


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[f"{name}-{case['rule']}-{number}" for number, (name, case) in enumerate(CASES)])
def test_wrong_example(case: dict[str, Any], tmp_path: Path) -> None:
    """A wrong example is reported in exactly these words, and nothing else is."""
    root = knowledge_base(tmp_path, case, case.get("wrong", RULES[case["rule"]].wrong))
    assert reported(root, case) == case["report"]


@pytest.mark.parametrize("case", [case for _, case in CASES if "replace" in case], ids=lambda case: str(case["rule"]))
def test_right_example(case: dict[str, Any], tmp_path: Path) -> None:
    """Once mended, the rule finds nothing."""
    files = {name: text for name, text in (case.get("files") or {}).items() if name == case["file"]}
    right = {**case, "files": files, "links": {}}
    root = knowledge_base(tmp_path, right, case.get("right", RULES[case["rule"]].right))
    assert case["rule"] not in {finding.code for finding in check_all(root, case)}


def test_good_knowledge_base() -> None:
    """The knowledge base that the right examples are taken from has nothing to find."""
    assert reported(HERE / "good", {}).endswith("no errors, no warnings.\n")
