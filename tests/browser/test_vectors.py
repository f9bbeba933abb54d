"""Every vector of every guide is replayed in Chromium, which returns exactly what Python returns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.build.assets import ASSETS
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.site.script_files import ENGINE_REPLAY, ENGINE_RESULT
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.vectors import make_damaged_fragments, make_vectors

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
KNOWLEDGE_BASE = read_knowledge_base(ROOT).knowledge_base
CASES = [{"id": case.id, "facts": {fact: list(options) for fact, options in case.facts.items()}} for case in KNOWLEDGE_BASE.case_studies.values()]
REPLAY = """(text) => {
  const { tree, cases, vectors, fragments } = JSON.parse(text);
  const sortKeys = (value) => Array.isArray(value) ? value.map(sortKeys)
    : value && typeof value === "object" ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sortKeys(value[key])])) : value;
  const areEqual = (one, other) => JSON.stringify(sortKeys(one)) === JSON.stringify(sortKeys(other));
  const { readFragment } = EngineUrlFragment;
  const wrong = [];
  for (const vector of vectors) {
    const { answers, weights } = vector;
    const evaluation = EngineEvaluation.evaluateAnswers(tree, answers, { weights, cases });
    if (!areEqual(evaluation, vector.answer)) wrong.push({ answers, weights, evaluation });
    if (!areEqual(readFragment(tree, vector.fragment), vector.read)) wrong.push(vector.fragment);
  }
  for (const { fragment, read } of fragments) if (!areEqual(readFragment(tree, fragment), read)) wrong.push(fragment);
  return { wrong: wrong.slice(0, 3), count: wrong.length };
}"""


@pytest.mark.parametrize("tree_id", sorted(KNOWLEDGE_BASE.trees))
def test_chromium_returns_what_python_returns(visit: Callable, server: str, tree_id: str) -> None:
    """All vectors and damaged links of one guide give equal data."""
    tree = compile_tree(KNOWLEDGE_BASE.trees[tree_id], KNOWLEDGE_BASE)
    page = visit().page
    page.goto(f"{server}/404.html")
    engine = "\n".join((ASSETS / module).read_text(encoding="utf-8") for module in (*ENGINE_REPLAY, *ENGINE_RESULT))
    page.route("**/engine.js", lambda route: route.fulfill(body=engine, content_type="text/javascript"))
    page.add_script_tag(url=f"{server}/engine.js")
    data: dict[str, Any] = {"tree": tree.as_json(), "cases": CASES, "vectors": make_vectors(tree, CASES), "fragments": make_damaged_fragments(tree)}
    compared = page.evaluate(REPLAY, json.dumps(data))  # as one text: the same data as separate values takes minutes to reach the browser
    assert compared["count"] == 0, compared["wrong"]
