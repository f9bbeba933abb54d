"""A tree with its proof: what was proved of one content is kept, so that a preview proves only the trees that were edited."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from generator.trees.compiled import compile_tree
from generator.trees.proof import prove

if TYPE_CHECKING:
    from generator.checks.subject import Subject
    from generator.model.tree import Tree
    from generator.trees.compiled import CompiledTree
    from generator.trees.proof import Proof

MOST_KEPT = 64
_KEPT: OrderedDict[str, Proof] = OrderedDict()


def proof_of(subject: Subject[Tree]) -> Proof:
    """The proof of a tree, with what earlier checks of the same content worked out."""
    return kept_proof(compile_tree(subject.record, subject.knowledge_base))


def kept_proof(compiled: CompiledTree) -> Proof:
    """The proof of a compiled tree, with what was worked out before of the same content."""
    content = json.dumps(compiled.as_json())
    proof = _KEPT.get(content)
    if proof is None:
        proof = _KEPT[content] = prove(compiled)
    _KEPT.move_to_end(content)
    while len(_KEPT) > MOST_KEPT:
        _KEPT.popitem(last=False)
    return proof
