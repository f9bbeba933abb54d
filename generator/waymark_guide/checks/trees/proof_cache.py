"""A tree with its proof: what was proved of one content is kept, so that a preview proves only the trees that were edited."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.proof import prove

if TYPE_CHECKING:
    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.engine.compiler import CompiledTree
    from waymark_guide.trees.proof.proof import Proof

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
