"""Without script every guide can be followed to every outcome, by links or on one page with its table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from waymark_guide.reading.repository import read_knowledge_base

ROOT = Path(__file__).parent.parent.parent
TREES = {tree.id: tree for tree in read_knowledge_base(ROOT).knowledge_base.trees.values() if tree.status == "published"}
BODY = re.compile(r"<main.*?</main>", re.DOTALL)
TERM = re.compile(r'<a class="wm-term"[^>]*>([^<]*)</a>')
LINK = re.compile(r'href="([^"#?]+)"')


def _reached(start: Path) -> dict[Path, str]:
    """The pages below a guide's steps that links alone lead to, with their main part."""
    found: dict[Path, str] = {}
    ahead = [start]
    while ahead:
        folder = ahead.pop()
        if folder not in found:
            found[folder] = BODY.findall((folder / "index.html").read_text(encoding="utf-8"))[0]
            linked = [(folder / address).resolve() for address in LINK.findall(found[folder])]
            ahead += [each for each in linked if each.is_relative_to(start) and (each / "index.html").is_file()]
    return found


@pytest.mark.parametrize("tree_id", sorted(TREES))
def test_every_outcome_is_reached_by_links(site: Path, tree_id: str) -> None:
    """Each outcome's own reasons are on a page that links lead to from the guide's first step."""
    steps = (site / "decision-trees" / tree_id / "steps").resolve()
    pages = _reached(steps)
    written = {folder for folder in (steps, *steps.iterdir()) if (folder / "index.html").is_file()}
    assert written == set(pages), "a step is written that nothing links to"
    text = TERM.sub(r"\1", " ".join(pages.values()))
    for outcome in TREES[tree_id].outcomes:
        assert outcome.rationale is None or outcome.rationale.split("[")[0].strip()[:40].split("'")[0].split("&")[0] in text, outcome.id


@pytest.mark.parametrize("tree_id", sorted(TREES))
def test_the_table_names_every_outcome(site: Path, tree_id: str) -> None:
    """The printed table leads to every option that the guide can give."""
    table = BODY.findall((site / "decision-trees" / tree_id / "table" / "index.html").read_text(encoding="utf-8"))[0]
    ranked = TREES[tree_id].result.mode == "ranked"
    for outcome in TREES[tree_id].outcomes:
        if outcome.role == "option" and outcome.title and not (ranked and outcome.only_by_route):
            assert outcome.title.split("'")[0].split("&")[0] in table, outcome.id
