"""Versions keep their promise: a guide that was published says by its version what a change does, and no id that was published is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.model.tree import Tree
from waymark_guide.reading.document import Document
from waymark_guide.trees.diff.counterparts import Counterparts, make_version
from waymark_guide.trees.diff.edits import find_edits
from waymark_guide.trees.diff.terminal_diff import describe_count, describe_group
from waymark_guide.trees.diff.tree_diff import diff_trees
from waymark_guide.trees.diff.version_bump import find_bump, find_needed_bump, get_next_version, is_bump_enough

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.previous_version import Earlier
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.trees.diff.edits import Edit
    from waymark_guide.trees.diff.tree_diff import TreeDiff

TOO_SMALL = declare(
    "T607",
    "version-step-too-small",
    "The version of a published guide says what a change does to readers.",
    why="People keep links that hold their answers and the version. They rely on it to tell them whether their result still stands.",
    fix="Patch for words only; minor where something was added and no path changes its result; major where one does, or an id is gone.",
    wrong="version: 1.0.0\nreview_by: 2027-03-31",
    right="version: 1.0.1\nreview_by: 2027-03-31",
    can_be_allowed=False,
)
LOST_ID = declare(
    "T212",
    "published-id-lost",
    "An id that was published lives on, or is named under “was” where it went.",
    why="Links that people kept, and the facts of case studies, hold this id. They lose that answer.",
    fix="If it lives on under another id, name the old one there under “was”. If it is really gone, this is only to remind you.",
    severity="warning",
    wrong="- {id: friends, label: Company}",
    right="- {id: friends, label: Company, was: [company]}",
    can_be_allowed=False,
)
BECAME = {"removed": "is gone", "added": "is new", "renamed": "has another id", "changed": "works otherwise"}


def check(reading: Reading, earlier: Earlier, faulty: frozenset[str]) -> Iterator[Finding]:
    """Weigh every guide that was published against what it is now. A file that has not changed is not even read.

    Args:
        reading: what was read.
        earlier: what was published.
        faulty: files with errors, which are not compared.
    """
    met: set[str] = set()
    for file, (_, record) in reading.records.items():
        if not isinstance(record, Tree):
            continue
        met |= {record.id, *record.was}
        if file not in faulty and record.status != "draft" and not earlier.is_same(reading.documents, file):
            yield from _check_version(reading, earlier, reading.documents[file], record)
    yield from _find_lost(reading, earlier, met)


def _check_version(reading: Reading, earlier: Earlier, document: Document, tree: Tree) -> Iterator[Finding]:
    before = next((earlier.knowledge_base.trees[name] for name in (tree.id, *tree.was) if name in earlier.knowledge_base.trees), None)
    if before is None or before.status == "draft":
        return
    old, new = make_version(before, earlier.knowledge_base), make_version(tree, reading.knowledge_base)
    for edit in find_edits(Counterparts(old, new)):
        if edit.how == "removed" and edit.thing in {"question", "answer", "outcome"}:
            yield _describe_removal(document, tree, before.version, edit)
    if find_bump(before.version, tree.version) == "major":
        return
    found = diff_trees(old, new, max_groups=1)
    bump = find_needed_bump(found)
    if is_bump_enough(before.version, tree.version, bump):
        return
    least = get_next_version(before.version, bump)
    message = f"{_find_given(before.version, tree.version, earlier.revision)}, and this change needs a {bump} step: {_because(found)}."
    if find_bump(before.version, tree.version) is None:
        message = f"Version {tree.version} is lower than {before.version} on {earlier.revision}."
    why = f"{describe_group(found, found.groups[0])} {TOO_SMALL.why}" if found.groups else TOO_SMALL.why
    yield document.finding(TOO_SMALL.code, ("version",), message, why=why, fix=f"Write version: {least}, or later.", suggestion=least)


def _find_given(before: str, now: str, revision: str) -> str:
    step = find_bump(before, now)
    return f"Version {now} is the one on {revision}" if step == "none" else f"Version {now} is a {step} step from {before} on {revision}"


def _because(found: TreeDiff) -> str:
    """Why the step is needed, as the end of a sentence."""
    if found.changed:
        return describe_count(found).rstrip(".")
    first = next((edit for edit in found.edits if edit.how != "reworded"), None)
    if first is not None:
        return f"{first.where} {BECAME[first.how]}"
    return f"the words of {found.edits[0].where} have changed" if found.edits else "something differs"


def _describe_removal(document: Document, tree: Tree, old_version: str, edit: Edit) -> Finding:
    path: Path = ("outcomes",) if edit.thing == "outcome" else ("questions",)
    if edit.thing == "answer":
        name = edit.where.removeprefix("question ").partition(",")[0]
        place = next(place for place, question in enumerate(tree.questions) if question.id == name)
        path = ("questions", place, "fact" if tree.questions[place].fact else "options")
    message = f"{edit.where[0].upper()}{edit.where[1:]} (“{edit.old}”) is gone since version {old_version}."
    return document.finding(LOST_ID.code, path, message, why=LOST_ID.why, fix=LOST_ID.fix, severity=LOST_ID.severity, key=True)


def _find_lost(reading: Reading, earlier: Earlier, met: set[str]) -> Iterator[Finding]:
    """Guides that were published, and whose id nothing has any more."""
    gone = [file for file in earlier.files if file.startswith("decision_trees/") and file.count("/") == 1 and file not in reading.documents]
    for tree in earlier.knowledge_base.trees.values() if gone else ():
        file = f"decision_trees/{tree.id}.yaml"
        if tree.status == "published" and tree.id not in met and file in gone:
            message = f"The guide “{tree.title}” was published on {earlier.revision}, and is gone."
            fix = f"If another guide takes its place, write was: [{tree.id}] there. If it is no longer right, keep it with status: retired."
            yield Document(file, "").finding(LOST_ID.code, (), message, why=LOST_ID.why, fix=fix, severity=LOST_ID.severity)
