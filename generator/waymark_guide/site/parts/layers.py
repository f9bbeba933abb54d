"""Approaches on their layers. Those on different layers are not rivals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from waymark_guide.model.approach import Approach
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.vocabulary import Term


class Layer(NamedTuple):
    """One layer and the approaches on it, by title."""

    term: Term
    approaches: tuple[Approach, ...]


def by_layer(knowledge_base: KnowledgeBase) -> tuple[Layer, ...]:
    """The layers that hold an approach, in the vocabulary's order."""
    vocabulary = knowledge_base.vocabularies.get("layers")
    terms = vocabulary.terms if vocabulary else ()
    approaches = sorted(knowledge_base.approaches.values(), key=lambda approach: approach.title.casefold())
    layers = (Layer(term, tuple(approach for approach in approaches if approach.layer == term.id)) for term in terms)
    return tuple(layer for layer in layers if layer.approaches)
