"""Every vector of every guide is replayed in Chromium: the browser says what Python says, to the letter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.vectors import make_damaged_fragments, make_vectors

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
KNOWLEDGE_BASE = read_knowledge_base(ROOT).knowledge_base
CASES = [{"id": case.id, "facts": {fact: list(options) for fact, options in case.facts.items()}} for case in KNOWLEDGE_BASE.case_studies.values()]
REPLAY = """(given) => {
  const { tree, cases, vectors, fragments } = JSON.parse(given);
  const ordered = (value) => Array.isArray(value) ? value.map(ordered)
    : value && typeof value === "object" ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])])) : value;
  const same = (one, other) => JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
  const wrong = [];
  for (const vector of vectors) {
    const answer = WaymarkEngine.answer(tree, vector.answers, { weights: vector.weights, cases });
    if (!same(answer, vector.answer)) wrong.push({ answers: vector.answers, weights: vector.weights, answer });
    if (!same(WaymarkEngine.readFragment(tree, vector.fragment), vector.read)) wrong.push(vector.fragment);
  }
  for (const { fragment, read } of fragments) if (!same(WaymarkEngine.readFragment(tree, fragment), read)) wrong.push(fragment);
  return { wrong: wrong.slice(0, 3), count: wrong.length };
}"""


@pytest.mark.parametrize("tree_id", sorted(KNOWLEDGE_BASE.trees))
def test_chromium_says_what_python_says(visit: Callable, server: str, tree_id: str) -> None:
    """All vectors and damaged links of one guide."""
    tree = compile_tree(KNOWLEDGE_BASE.trees[tree_id], KNOWLEDGE_BASE)
    page = visit().page
    page.goto(f"{server}/404.html")
    for part in ("engine", "result"):
        page.add_script_tag(url=f"{server}/assets/engine/{part}.js")
    given: dict[str, Any] = {"tree": tree.as_json(), "cases": CASES, "vectors": make_vectors(tree, CASES), "fragments": make_damaged_fragments(tree)}
    answer = page.evaluate(REPLAY, json.dumps(given))  # as one text: value by value the way into the browser takes minutes
    assert answer["count"] == 0, answer["wrong"]
