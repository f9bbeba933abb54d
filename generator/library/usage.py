"""What is used by something else, and what stands alone: approaches, cases, sources, terms, laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.library.terms import Terms, unused
from generator.model.citation import cited
from generator.model.leaves import leaves, said

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from generator.model.knowledge_base import KnowledgeBase
    from generator.model.record import Record


def recommended(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The approaches that an outcome of a published guide leads to."""
    published = (tree for tree in knowledge_base.trees.values() if tree.status == "published")
    return frozenset(outcome.approach for tree in published for outcome in tree.outcomes if outcome.approach)


def told(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The approaches that a case study used."""
    return frozenset(approach for case in knowledge_base.case_studies.values() for approach in case.approaches)


def uncited(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The shared sources that nothing cites. Stops reading once all were seen."""
    left = set(knowledge_base.sources)
    for record in records(knowledge_base) if left else ():
        left.difference_update(_cited(record))
        if not left:
            break
    return frozenset(left)


def unused_terms(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The terms of the glossary that no text uses. Stops reading once all were seen."""
    return unused(Terms.of(knowledge_base.glossary), _texts(knowledge_base))


def linked(knowledge_base: KnowledgeBase, pattern: re.Pattern[str]) -> frozenset[tuple[str, ...]]:
    """What texts link to: the groups of a pattern, wherever it is found."""
    return frozenset(groups for record in records(knowledge_base) for leaf in leaves(record) for groups in pattern.findall(leaf.value))


def records(knowledge_base: KnowledgeBase) -> Iterator[Record]:
    """Everything that is written, what is most likely to settle a question first."""
    yield from knowledge_base.approaches.values()
    yield from knowledge_base.laws.values()
    yield from knowledge_base.trees.values()
    yield from knowledge_base.facts.values()
    yield from knowledge_base.calculators.values()
    single = (knowledge_base.prepare, knowledge_base.origins, knowledge_base.unknowns, knowledge_base.glossary)
    yield from (record for record in single if record is not None)
    yield from knowledge_base.case_studies.values()


def _cited(record: Record) -> Iterator[str]:
    told = said(record)
    yield from told.refers.get("source", ())
    for text in () if told.is_plain else (*told.texts, *told.sources):
        yield from cited(text)


def _texts(knowledge_base: KnowledgeBase) -> Iterator[str]:
    """The running text of each record, its parts apart: not the titles of sources, and not the glossary itself."""
    return ("\0".join(said(record).texts) for record in records(knowledge_base) if record is not knowledge_base.glossary)
