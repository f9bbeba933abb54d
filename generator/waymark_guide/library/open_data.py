"""The knowledge base as open data: JSON that holds every field. `waymark_guide.library.flat_tables` makes flat tables of the cases."""

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


def make_library_json(knowledge_base: KnowledgeBase) -> dict[str, Any]:
    """Return the file of all cases without the cases: an empty list, and the labels of the vocabularies."""
    return {
        "schema": "waymark-case-studies/1",
        "licence": LICENCE,
        "case_studies": [],
        "vocabularies": {name: {term.id: term.label for term in vocabulary.terms} for name, vocabulary in knowledge_base.vocabularies.items()},
    }


def make_case_json(knowledge_base: KnowledgeBase, case: CaseStudy) -> dict[str, Any]:
    """Return a case with every field, and its sources in full."""
    record: dict[str, Any] = case.model_dump(by_alias=True, exclude={"allow", "draft"})
    record["sources"] = _list_sources(knowledge_base, case.sources)
    record["regions"] = list(dict.fromkeys(find_region(place) for place in case.places))
    record["page"] = f"case-studies/{case.id}/"
    return record


def make_approaches_json(knowledge_base: KnowledgeBase, library: Library, trees: Iterable[Tree]) -> dict[str, Any]:
    """Return every approach with every field, the cases that used it, and the outcomes of guides that recommend it.

    Args:
        knowledge_base: the content.
        library: its cases by facet.
        trees: the guides offered to readers.
    """
    cases = {value.id: [library.cases[index].id for index in value.cases] for value in library.get_facet("approach").values}
    outcomes: dict[str, list[dict[str, str]]] = {}
    for tree in trees:
        for outcome in tree.outcomes:
            if outcome.approach:
                outcomes.setdefault(outcome.approach, []).append({"guide": tree.id, "outcome": outcome.id, "role": outcome.role})
    records = []
    for approach in knowledge_base.approaches.values():
        record = approach.model_dump(by_alias=True, exclude={"allow"})
        record["sources"] = _list_sources(knowledge_base, approach.sources)
        record |= {"page": f"approaches/{approach.id}/", "case_studies": cases.get(approach.id, []), "guides": outcomes.get(approach.id, [])}
        records.append(record)
    return {"schema": "waymark-approaches/1", "licence": LICENCE, "approaches": records}


def _list_sources(knowledge_base: KnowledgeBase, declared: tuple[Publication | str, ...]) -> list[dict[str, Any]]:
    return [source.model_dump() for source in knowledge_base.sources_of(declared)]


def serialise_records(data: Mapping[str, Any]) -> str:
    """Serialise an object to JSON with one line for each record of its lists, so that versions are easy to compare. Numbers stay numbers."""
    return "{\n" + ",\n".join(f"{encode_json(name)}: {_serialise_value(value)}" for name, value in data.items()) + "\n}\n"


def _serialise_value(value: Any) -> str:  # noqa: ANN401 (any value that JSON can hold)
    if not isinstance(value, list) or not value:
        return encode_json(value)
    return "[\n" + RECORD_SEPARATOR.join(map(encode_json, value)) + "\n]"


def _convert_to_plain(value: object) -> object:
    """Convert a value to a type that JSON has. A whole number stays whole.

    Raises:
        TypeError: JSON has no such value.
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    message = f"{type(value).__name__} cannot be written as JSON."
    raise TypeError(message)


encode_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, default=_convert_to_plain).encode
"""Encode a value as JSON in one line. With indentation, the encoder would be slower."""
