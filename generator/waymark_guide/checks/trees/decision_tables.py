"""Checks what readers use without the questions of a guide: the decision table in the repository, and the pages without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.trees.proof.state_graph import explore_states
from waymark_guide.trees.views.decision_table_markdown import TOO_LARGE, render_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.proof.proof import Proof

FOLDER = "decision_trees/tables"
MOST_STEP_PAGES = 400
"""As many states may a guide have for the site to make a page of each."""

STALE = declare(
    "T608",
    "table-out-of-date",
    f"The decision table in {FOLDER}/ is that of the guide as it is now.",
    why="A reviewer reads the table in place of the questions, and would approve what is not there.",
    fix="Run the command, read what changed in the table, and commit it with the guide.",
    severity="warning",
    wrong="| `urgent` yes | Hold a tender |",
    right="| `urgent` yes | Award it directly |",
)
NO_PAGES = declare(
    "T713",
    "nothing-without-script",
    "A guide is small enough for pages without script, or for a table.",
    why="Readers without script find the questions in one long page, and have to work out the result themselves.",
    fix="Ask fewer questions whose answers are still read at the end; or split the guide.",
    severity="warning",
    wrong="result: {mode: all}\nquestions:  # twelve of them, all read at the end",
    right="result: {mode: all}\nquestions:  # four of them",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """The table of a tree. Where the knowledge base keeps no tables, none is missed."""
    tables = subject.tables
    text = render_table(proof.tree) if tables is not None or proof.tree.result.mode != "ranked" else ""
    if tables is not None and subject.record.status == "published" and tables.get(f"{subject.record.id}.md") != text:
        state = "is out of date" if f"{subject.record.id}.md" in tables else "is missing"
        fix = f"{STALE.fix} waymark table {subject.record.id} --write"
        yield subject.finding(STALE, ("id",), f"The decision table {FOLDER}/{subject.record.id}.md {state}.", fix=fix)
    if TOO_LARGE in text and not proof.too_large and proof.completions is not None and explore_states(proof.tree, limit=MOST_STEP_PAGES) is None:
        message = "This guide has too many different ways for linked pages, and for a table."
        yield subject.finding(NO_PAGES, ("questions",), message, key=True)
