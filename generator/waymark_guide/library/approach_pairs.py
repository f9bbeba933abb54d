"""Which two approaches are worth setting side by side, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.trees.proof.proof import Proof

MAX_PAIRS = 90
"""How many pairs there are at most, so that their pages stay few however many approaches there are."""
MIN_STRENGTH = 2


class PairGuide(NamedTuple):
    """A guide that bears on a pair.

    Attributes:
        guide: its id.
        close: whether, after some answers, the two are level in it or too close to call.
    """

    guide: str
    close: bool


@dataclass(slots=True)
class ApproachPair:
    """Two approaches, by id in the order of the alphabet, and what brings them together.

    Attributes:
        named_by: those of the two that call the other a neighbour.
        guides: the guides that can lead to both.
    """

    ids: tuple[str, str]
    named_by: list[str] = field(default_factory=list)
    guides: list[PairGuide] = field(default_factory=list)

    @property
    def strength(self) -> int:
        """Two for each that names the other, two for each guide in which they come close, one for any other guide that can lead to both."""
        return 2 * len(self.named_by) + sum(1 + near.close for near in self.guides)


def find_pairs(knowledge_base: KnowledgeBase, proofs: Iterable[Proof]) -> Mapping[tuple[str, str], ApproachPair]:
    """The pairs of strength two and more, neighbours first and then the strongest; of more than ninety, the first ninety.

    Args:
        knowledge_base: the content.
        proofs: the proofs of the guides offered to readers.
    """
    known = knowledge_base.approaches
    found: dict[tuple[str, str], ApproachPair] = {}

    def between(one: str, other: str) -> ApproachPair:
        ids = (min(one, other), max(one, other))
        return found.setdefault(ids, ApproachPair(ids))

    for approach in known.values():
        for other in dict.fromkeys(approach.related):
            if other in known and other != approach.id:
                between(approach.id, other).named_by.append(approach.id)
    for proof in proofs:
        led = sorted(known.keys() & {outcome.approach for outcome in proof.tree.outcomes})
        close = find_close_pairs(proof)
        for one, other in combinations(led, 2):
            between(one, other).guides.append(PairGuide(proof.tree.id, (one, other) in close))
    strongest = sorted(
        (pair for pair in found.values() if pair.strength >= MIN_STRENGTH), key=lambda pair: (not pair.named_by, -pair.strength, pair.ids)
    )
    return {pair.ids: pair for pair in strongest[:MAX_PAIRS]}


def find_close_pairs(proof: Proof) -> frozenset[tuple[str, str]]:
    """The approaches that are level, or too close to call, in the most frequent close results of a guide; none where nothing is ranked."""
    approaches = {outcome.id: outcome.approach for outcome in proof.tree.outcomes if outcome.approach}
    examples = (example for share in (proof.ties, proof.close_calls) if share for example in share.examples)
    sets = (sorted({approaches[outcome] for outcome in example.outcomes if outcome in approaches}) for example in examples)
    return frozenset(pair for together in sets for pair in combinations(together, 2))
