"""The library as open data: JSON that holds everything. For flat tables see `generator.library.tables`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.library.facets import library, public_cases
from generator.library.regions import region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.case_study import CaseStudy
    from generator.model.knowledge_base import KnowledgeBase
    from generator.model.tree import Tree

LICENCE = "CC-BY-4.0"


def cases_json(knowledge_base: KnowledgeBase) -> dict[str, Any]:
    """Every public case in full, its sources written out, with the words of the vocabularies."""
    return {
        "schema": "waymark-case-studies/1",
        "licence": LICENCE,
        "case_studies": [_case(knowledge_base, case) for case in public_cases(knowledge_base)],
        "vocabularies": {name: {term.id: term.label for term in vocabulary.terms} for name, vocabulary in knowledge_base.vocabularies.items()},
    }


def approaches_json(knowledge_base: KnowledgeBase, trees: Iterable[Tree]) -> dict[str, Any]:
    """Every approach in full, with the cases that used it and the outcomes of guides that recommend it.

    Args:
        knowledge_base: the content.
        trees: the guides offered to readers.
    """
    shelved = library(knowledge_base)
    used = {value.id: [shelved.cases[place].id for place in value.cases] for value in shelved.shelf("approach").values}
    leading: dict[str, list[dict[str, str]]] = {}
    for tree in trees:
        for outcome in tree.outcomes:
            if outcome.approach:
                leading.setdefault(outcome.approach, []).append({"guide": tree.id, "outcome": outcome.id, "role": outcome.role})
    approaches = []
    for approach in knowledge_base.approaches.values():
        written = _plain(approach.model_dump(by_alias=True, exclude={"allow"}))
        written["sources"] = _sources(knowledge_base, approach.sources)
        approaches.append(
            written | {"page": f"approaches/{approach.id}/", "case_studies": used.get(approach.id, []), "guides": leading.get(approach.id, [])}
        )
    return {"schema": "waymark-approaches/1", "licence": LICENCE, "approaches": approaches}


def _case(knowledge_base: KnowledgeBase, case: CaseStudy) -> dict[str, Any]:
    written: dict[str, Any] = _plain(case.model_dump(by_alias=True, exclude={"allow", "draft"}))
    written["sources"] = _sources(knowledge_base, case.sources)
    return written | {"regions": list(dict.fromkeys(region_of(place) for place in case.places)), "page": f"case-studies/{case.id}/"}


def _sources(knowledge_base: KnowledgeBase, declared: tuple[Any, ...]) -> list[dict[str, Any]]:
    found = (knowledge_base.source(entry, declared) if isinstance(entry, str) else entry for entry in declared)
    return [_plain(source.model_dump()) for source in found if source]


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of a model)
    """The value in the types that JSON has; a whole number stays whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return _plain_map(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _plain_map(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(each) for key, each in value.items()}
