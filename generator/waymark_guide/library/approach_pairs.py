"""Finds the pairs of approaches that are worth a page of comparison, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.trees.proof.proof import Proof

MAX_PAIRS = 90
"""The number of pages stays small however many approaches there are."""
MIN_STRENGTH = 2


class PairGuide(NamedTuple):
    """A guide that can recommend both approaches of a pair.

    Attributes:
        guide: its id.
        is_close: whether, after some answers, the two tie in it or are too close to call.
    """

    guide: str
    is_close: bool


@dataclass(slots=True)
class ApproachPair:
    """Two approaches, and why they are compared.

    Attributes:
        ids: their ids in alphabetical order.
        named_by: those of the two that name the other as related.
        guides: the guides that can recommend both.
    """

    ids: tuple[str, str]
    named_by: list[str] = field(default_factory=list)
    guides: list[PairGuide] = field(default_factory=list)

    @property
    def strength(self) -> int:
        """Two for each approach that names the other, two for each guide in which they are close, and one for each other guide."""
        return 2 * len(self.named_by) + sum(1 + each.is_close for each in self.guides)


def find_pairs(knowledge_base: KnowledgeBase, proofs: Iterable[Proof]) -> Mapping[tuple[str, str], ApproachPair]:
    """Find the pairs of at least `MIN_STRENGTH`, at most `MAX_PAIRS`: first those that name each other, then the strongest.

    Args:
        knowledge_base: the content.
        proofs: the proofs of the guides offered to readers.
    """
    approaches = knowledge_base.approaches
    pairs: dict[tuple[str, str], ApproachPair] = {}

    def get_pair(one: str, other: str) -> ApproachPair:
        ids = (min(one, other), max(one, other))
        return pairs.setdefault(ids, ApproachPair(ids))

    for approach in approaches.values():
        for other in dict.fromkeys(approach.related):
            if other in approaches and other != approach.id:
                get_pair(approach.id, other).named_by.append(approach.id)
    for proof in proofs:
        recommended = sorted(approaches.keys() & {outcome.approach for outcome in proof.tree.outcomes})
        close_pairs = find_close_pairs(proof)
        for one, other in combinations(recommended, 2):
            get_pair(one, other).guides.append(PairGuide(proof.tree.id, (one, other) in close_pairs))
    strong = (pair for pair in pairs.values() if pair.strength >= MIN_STRENGTH)
    ranked = sorted(strong, key=lambda pair: (not pair.named_by, -pair.strength, pair.ids))
    return {pair.ids: pair for pair in ranked[:MAX_PAIRS]}


def find_close_pairs(proof: Proof) -> frozenset[tuple[str, str]]:
    """Find the pairs that tie, or are too close to call, in the most frequent close results of a guide; empty where nothing is ranked."""
    approaches = {outcome.id: outcome.approach for outcome in proof.tree.outcomes if outcome.approach}
    examples = (example for share in (proof.ties, proof.close_calls) if share for example in share.examples)
    sets = (sorted({approaches[outcome] for outcome in example.outcomes if outcome in approaches}) for example in examples)
    return frozenset(pair for ids in sets for pair in combinations(ids, 2))
