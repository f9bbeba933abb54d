"""The library as open data: JSON that holds everything. For flat tables see `waymark_guide.library.flat_tables`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from waymark_guide.library.regions import find_region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from waymark_guide.library.facets import Library
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.source import Publication
    from waymark_guide.model.tree import Tree

LICENCE = "CC-BY-4.0"
RECORD_SEPARATOR = ",\n"
"""What parts two records."""


def make_library_json(knowledge_base: KnowledgeBase) -> dict[str, Any]:
    """Everything except the cases: the words of the vocabularies."""
    return {
        "schema": "waymark-case-studies/1",
        "licence": LICENCE,
        "case_studies": [],
        "vocabularies": {name: {term.id: term.label for term in vocabulary.terms} for name, vocabulary in knowledge_base.vocabularies.items()},
    }


def make_case_json(knowledge_base: KnowledgeBase, case: CaseStudy) -> dict[str, Any]:
    """A case in full, its sources written out."""
    record: dict[str, Any] = case.model_dump(by_alias=True, exclude={"allow", "draft"})
    record["sources"] = _sources(knowledge_base, case.sources)
    record["regions"] = list(dict.fromkeys(find_region(place) for place in case.places))
    record["page"] = f"case-studies/{case.id}/"
    return record


def make_approaches_json(knowledge_base: KnowledgeBase, shelved: Library, trees: Iterable[Tree]) -> dict[str, Any]:
    """Every approach in full, with the cases that used it and the outcomes of guides that recommend it.

    Args:
        knowledge_base: the content.
        shelved: its cases on their shelves.
        trees: the guides offered to readers.
    """
    used = {value.id: [shelved.cases[place].id for place in value.cases] for value in shelved.facet("approach").values}
    leading: dict[str, list[dict[str, str]]] = {}
    for tree in trees:
        for outcome in tree.outcomes:
            if outcome.approach:
                leading.setdefault(outcome.approach, []).append({"guide": tree.id, "outcome": outcome.id, "role": outcome.role})
    approaches = []
    for approach in knowledge_base.approaches.values():
        written = approach.model_dump(by_alias=True, exclude={"allow"})
        written["sources"] = _sources(knowledge_base, approach.sources)
        approaches.append(
            written | {"page": f"approaches/{approach.id}/", "case_studies": used.get(approach.id, []), "guides": leading.get(approach.id, [])}
        )
    return {"schema": "waymark-approaches/1", "licence": LICENCE, "approaches": approaches}


def _sources(knowledge_base: KnowledgeBase, declared: tuple[Publication | str, ...]) -> list[dict[str, Any]]:
    return [source.model_dump() for source in knowledge_base.sources_of(declared)]


def serialise_records(record: Mapping[str, Any]) -> str:
    """JSON with one line for each record: quick to write, easy to compare, and numbers stay numbers."""
    return "{\n" + ",\n".join(f"{encode_json(name)}: {_entry(value)}" for name, value in record.items()) + "\n}\n"


def _entry(value: Any) -> str:  # noqa: ANN401 (any value that JSON can hold)
    if not isinstance(value, list) or not value:
        return encode_json(value)
    return "[\n" + RECORD_SEPARATOR.join(map(encode_json, value)) + "\n]"


def _plain(value: object) -> object:
    """A value in a type that JSON has; a whole number stays whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    message = f"{type(value).__name__} cannot be written as JSON."
    raise TypeError(message)


encode_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
"""A value as JSON. Indented, it would take a slower path."""
