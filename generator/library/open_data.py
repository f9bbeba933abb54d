"""The library as open data: JSON that holds everything, and a flat CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.library.facets import library, places_in_words, public_cases
from generator.library.regions import region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.case_study import CaseStudy
    from generator.model.figure import Figure
    from generator.model.knowledge_base import KnowledgeBase
    from generator.model.tree import Tree

LICENCE = "CC-BY-4.0"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 (spreadsheets take the wide forms for the narrow ones)
_BETWEEN = "; "


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


def cases_csv(knowledge_base: KnowledgeBase) -> str:
    """One line a case, ids as in the files. Several values are parted by semicolons, and no cell can be taken for a formula."""
    text = io.StringIO()
    rows = [_row(knowledge_base, case) for case in public_cases(knowledge_base)]
    writer = csv.DictWriter(text, fieldnames=_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


_COLUMNS = (
    "id", "title", "summary", "status", "status_note", "started", "ended", "places", "gss_codes", "regions", "organisations",
    "approaches", "themes", "people", "route", "route_note", "evidence_level", "evidence_basis", "figures", "sources",
    "last_verified", "next_review", "disputed", "contributors", "licence", "page",
)  # fmt: skip


def _row(knowledge_base: KnowledgeBase, case: CaseStudy) -> dict[str, str]:
    sources = (knowledge_base.source(entry, case.sources) if isinstance(entry, str) else entry for entry in case.sources)
    return {
        "id": case.id,
        "title": case.title,
        "summary": case.summary,
        "status": case.status,
        "status_note": case.status_note or "",
        "started": case.dates.started or "",
        "ended": case.dates.ended or "",
        "places": places_in_words(case),
        "gss_codes": _BETWEEN.join(place.gss for place in case.places if place.gss),
        "regions": _BETWEEN.join(dict.fromkeys(region_of(place) for place in case.places)),
        "organisations": _BETWEEN.join(f"{organisation.name} ({organisation.role})" for organisation in case.organisations),
        "approaches": _BETWEEN.join(case.approaches),
        "themes": _BETWEEN.join(case.themes),
        "people": _BETWEEN.join(case.people),
        "route": case.arrangement.route if case.arrangement else "",
        "route_note": (case.arrangement.note or "") if case.arrangement else "",
        "evidence_level": case.evidence.level,
        "evidence_basis": case.evidence.basis,
        "figures": _BETWEEN.join(_figure(figure) for figure in case.figures),
        "sources": _BETWEEN.join(source.url for source in sources if source),
        "last_verified": case.review.last_verified.isoformat(),
        "next_review": case.review.next_review.isoformat() if case.review.next_review else "",
        "disputed": _BETWEEN.join(f"{dispute.path}: {dispute.note}" for dispute in case.disputed),
        "contributors": _BETWEEN.join(case.contributors),
        "licence": case.licence,
        "page": f"case-studies/{case.id}/",
    }


def _figure(figure: Figure) -> str:
    amount = f"{figure.range.low} to {figure.range.high}" if figure.range else str(figure.value)
    prices = f", {figure.price_year} prices" if figure.price_year else ""
    return f"{figure.label}: {amount} {figure.unit} per {figure.per}, {figure.period}{prices} ({figure.qualifier})"


def _cell(value: str) -> str:
    """A text that no spreadsheet runs: a leading apostrophe turns a formula into words."""
    return f"'{value}" if value.lstrip(" \n").startswith(_FORMULA) else value


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
