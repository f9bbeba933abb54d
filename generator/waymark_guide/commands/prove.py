"""`waymark prove`: try every way through the decision trees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from waymark_guide.commands.command import FINE, refuse_unknown_trees, run_in_root

if TYPE_CHECKING:
    from pathlib import Path


@click.command("prove")
@click.argument("trees", nargs=-1, metavar="[TREE ...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form of the certificates.")
@click.option("--cases", "against_cases", is_flag=True, help="Hold the trees against the case studies instead: where they lead to what was done.")
@run_in_root
def run(root: Path, trees: tuple[str, ...], form: str, *, against_cases: bool) -> int:
    """Try every way through the decision trees: what can be reached, with answers that show it, and what cannot, and why."""
    from waymark_guide.library.backtest import run_backtest
    from waymark_guide.library.counts import count_usage, render_counts
    from waymark_guide.library.terminal_backtest import render_backtest
    from waymark_guide.reading.repository import read_knowledge_base
    from waymark_guide.trees.engine.compiler import compile_tree
    from waymark_guide.trees.proof.certificate import make_certificate
    from waymark_guide.trees.proof.proof import prove
    from waymark_guide.trees.views.terminal_proof import render_proof

    knowledge_base = read_knowledge_base(root).knowledge_base
    refused = refuse_unknown_trees(trees, knowledge_base.trees)
    if refused is not None:
        return refused
    compiled = [compile_tree(knowledge_base.trees[tree], knowledge_base) for tree in trees or knowledge_base.trees]
    if against_cases:
        tests = [run_backtest(tree, knowledge_base.case_studies.values()) for tree in compiled]
        data, texts = [each.to_json() for each in tests], [render_backtest(each) for each in tests]
    else:
        proofs = [prove(tree) for tree in compiled]
        data = [make_certificate(proof) for proof in proofs] if form == "json" else []
        texts = [render_proof(proof) for proof in proofs] if form == "text" else []
        if not trees:
            texts.append(render_counts(count_usage(knowledge_base)))
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if form == "json" else "\n\n".join(texts))
    return FINE
