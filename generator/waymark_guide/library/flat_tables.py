"""The cases as flat tables for a spreadsheet: cases, their figures, places, organisations and sources, one line for each."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from waymark_guide.library.facets import format_places
from waymark_guide.library.news import get_change_date, get_publication_date
from waymark_guide.library.regions import find_region
from waymark_guide.model.case_study import CaseStudy, Organisation, Place
from waymark_guide.model.figure import Figure
from waymark_guide.model.source import CaseSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.source import Publication

LINE_END = "\r\n"
SEPARATOR = "; "
"""Separates several values in one cell."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 (spreadsheets take the wide forms for the narrow ones)
_SUSPECT_STARTS = {*_FORMULA, " ", "\n"}
"""The first characters of texts that may be formulas. Few texts begin like that, so this test is quick."""

Kind = Literal["text", "id", "list", "number", "integer", "day", "partial-date", "address"]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        kind: what its cells hold.
        format_cell: returns the text of a cell, from what the line is about.
        vocabulary: the id of the vocabulary whose ids the cells hold, if there is one.
        is_required: whether no cell is empty.
    """

    name: str
    kind: Kind
    format_cell: Callable[..., str]
    vocabulary: str | None = None
    is_required: bool = False


class Table(NamedTuple):
    """One table.

    Attributes:
        name: the name of the file without its extension.
        model: the model whose fields the columns are named after; its descriptions say what they hold.
        key: the columns that together identify a line.
        columns: from left to right.
        list_lines: lists what each line of a case is about: the arguments of each column's `format_cell`.
    """

    name: str
    model: type[ContentModel]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    list_lines: Callable[[KnowledgeBase, CaseStudy], Iterable[tuple[Any, ...]]]


def make_header_line(table: Table) -> str:
    """Return the names of the columns, as the first line of CSV."""
    return ",".join(column.name for column in table.columns) + LINE_END


def make_line_writer(table: Table, knowledge_base: KnowledgeBase) -> Callable[[CaseStudy], str]:
    """Return a function that formats the lines of a case as CSV.

    Spreadsheets take no cell for a formula: an apostrophe before a suspect text makes it plain text. Numbers do no harm and stay as they are.
    """
    text: list[str] = []
    writer = csv.writer(_Sink(text.append), lineterminator=LINE_END)
    cells = [(column.format_cell, column.kind in {"number", "integer"}) for column in table.columns]

    def format_lines(case: CaseStudy) -> str:
        text.clear()
        for line in table.list_lines(knowledge_base, case):
            values = ((format_cell(*line), is_number) for format_cell, is_number in cells)
            writer.writerow([value if is_number or value[:1] not in _SUSPECT_STARTS else _escape_formula(value) for value, is_number in values])
        return "".join(text)

    return format_lines


class _Sink(NamedTuple):
    """The part of a file that a CSV writer needs."""

    write: Callable[[str], object]


def _escape_formula(value: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{value}" if value.lstrip(" \n").startswith(_FORMULA) else value


def _list_cases(knowledge_base: KnowledgeBase, case: CaseStudy) -> Iterator[tuple[KnowledgeBase, CaseStudy]]:
    yield knowledge_base, case


def _list_figures(_: KnowledgeBase, case: CaseStudy) -> Iterator[tuple[CaseStudy, Figure]]:
    return ((case, figure) for figure in case.figures)


def _list_places(_: KnowledgeBase, case: CaseStudy) -> Iterator[tuple[CaseStudy, int, Place]]:
    return ((case, number, place) for number, place in enumerate(case.places, 1))


def _list_organisations(_: KnowledgeBase, case: CaseStudy) -> Iterator[tuple[CaseStudy, int, Organisation]]:
    return ((case, number, each) for number, each in enumerate(case.organisations, 1))


def _list_sources(knowledge_base: KnowledgeBase, case: CaseStudy) -> Iterator[tuple[CaseStudy, Publication]]:
    return ((case, source) for source in knowledge_base.sources_of(case.sources))


def _format_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _format_amount(amount: Decimal | None) -> str:
    return format(amount, "f") if amount is not None else ""


def _describe_figure(figure: Figure) -> str:
    amount = f"{figure.range.low} to {figure.range.high}" if figure.range else str(figure.value)
    prices = f", {figure.price_year} prices" if figure.price_year else ""
    return f"{figure.label}: {amount} {figure.unit} per {figure.per}, {figure.period}{prices} ({figure.qualifier})"


CASES = Table(
    "case-studies",
    CaseStudy,
    ("id",),
    (
        Column("id", "id", lambda _, case: case.id, is_required=True),
        Column("title", "text", lambda _, case: case.title, is_required=True),
        Column("summary", "text", lambda _, case: case.summary, is_required=True),
        Column("status", "id", lambda _, case: case.status, "statuses", is_required=True),
        Column("status_note", "text", lambda _, case: case.status_note or ""),
        Column("started", "partial-date", lambda _, case: case.dates.started or ""),
        Column("ended", "partial-date", lambda _, case: case.dates.ended or ""),
        Column("places", "list", lambda _, case: format_places(case), is_required=True),
        Column("gss_codes", "list", lambda _, case: SEPARATOR.join(place.gss for place in case.places if place.gss)),
        Column("regions", "list", lambda _, case: SEPARATOR.join(dict.fromkeys(find_region(place) for place in case.places))),
        Column(
            "organisations", "list", lambda _, case: SEPARATOR.join(f"{each.name} ({each.role})" for each in case.organisations), is_required=True
        ),
        Column("approaches", "list", lambda _, case: SEPARATOR.join(case.approaches), is_required=True),
        Column("themes", "list", lambda _, case: SEPARATOR.join(case.themes), is_required=True),
        Column("people", "list", lambda _, case: SEPARATOR.join(case.people)),
        Column("route", "id", lambda _, case: case.arrangement.route if case.arrangement else "", "routes"),
        Column("route_note", "text", lambda _, case: (case.arrangement.note or "") if case.arrangement else ""),
        Column("evidence_level", "id", lambda _, case: case.evidence.level, "evidence-levels", is_required=True),
        Column("evidence_basis", "text", lambda _, case: case.evidence.basis, is_required=True),
        Column("figures", "list", lambda _, case: SEPARATOR.join(map(_describe_figure, case.figures))),
        Column("sources", "list", lambda base, case: SEPARATOR.join(source.url for source in base.sources_of(case.sources)), is_required=True),
        Column("published", "day", lambda _, case: _format_day(get_publication_date(case)), is_required=True),
        Column("changed", "day", lambda _, case: _format_day(get_change_date(case)), is_required=True),
        Column("last_verified", "day", lambda _, case: _format_day(case.review.last_verified), is_required=True),
        Column("next_review", "day", lambda _, case: _format_day(case.review.next_review)),
        Column("disputed", "list", lambda _, case: SEPARATOR.join(f"{each.path}: {each.note}" for each in case.disputed)),
        Column("contributors", "list", lambda _, case: SEPARATOR.join(case.contributors), is_required=True),
        Column("licence", "text", lambda _, case: case.licence, is_required=True),
        Column("page", "text", lambda _, case: f"case-studies/{case.id}/", is_required=True),
    ),
    _list_cases,
)

FIGURES = Table(
    "figures",
    Figure,
    ("case", "id"),
    (
        Column("case", "id", lambda case, _: case.id, is_required=True),
        Column("id", "id", lambda _, figure: figure.id, is_required=True),
        Column("label", "text", lambda _, figure: figure.label, is_required=True),
        Column("kind", "id", lambda _, figure: figure.kind, "figure-kinds", is_required=True),
        Column("value", "number", lambda _, figure: _format_amount(figure.value)),
        Column("low", "number", lambda _, figure: _format_amount(figure.range.low if figure.range else None)),
        Column("high", "number", lambda _, figure: _format_amount(figure.range.high if figure.range else None)),
        Column("unit", "text", lambda _, figure: figure.unit, is_required=True),
        Column("per", "text", lambda _, figure: figure.per, is_required=True),
        Column("period", "text", lambda _, figure: figure.period, is_required=True),
        Column("price_year", "text", lambda _, figure: figure.price_year or ""),
        Column("cost_basis", "text", lambda _, figure: figure.cost_basis or ""),
        Column("qualifier", "id", lambda _, figure: figure.qualifier, "qualifiers", is_required=True),
        Column("direction", "id", lambda _, figure: figure.direction or "", "directions"),
        Column("cashable", "text", lambda _, figure: figure.cashable or ""),
        Column("evidence_level", "id", lambda _, figure: figure.evidence_level or "", "evidence-levels"),
        Column("sources", "list", lambda _, figure: SEPARATOR.join(figure.sources), is_required=True),
    ),
    _list_figures,
)

PLACES = Table(
    "places",
    Place,
    ("case", "number"),
    (
        Column("case", "id", lambda case, *_: case.id, is_required=True),
        Column("number", "integer", lambda _, number, __: str(number), is_required=True),
        Column("name", "text", lambda *line: line[2].name, is_required=True),
        Column("scope", "id", lambda *line: line[2].scope, "scopes", is_required=True),
        Column("gss", "text", lambda *line: line[2].gss or ""),
        Column("region", "id", lambda *line: find_region(line[2]), is_required=True),
        Column("lat", "number", lambda *line: "" if line[2].lat is None else str(line[2].lat)),
        Column("lon", "number", lambda *line: "" if line[2].lon is None else str(line[2].lon)),
    ),
    _list_places,
)

ORGANISATIONS = Table(
    "organisations",
    Organisation,
    ("case", "number"),
    (
        Column("case", "id", lambda case, *_: case.id, is_required=True),
        Column("number", "integer", lambda _, number, __: str(number), is_required=True),
        Column("name", "text", lambda *line: line[2].name, is_required=True),
        Column("role", "id", lambda *line: line[2].role, "organisation-roles", is_required=True),
        Column("sector", "id", lambda *line: line[2].sector, "sectors", is_required=True),
        Column("url", "address", lambda *line: line[2].url or ""),
    ),
    _list_organisations,
)

SOURCES = Table(
    "sources",
    CaseSource,
    ("case", "id"),
    (
        Column("case", "id", lambda case, _: case.id, is_required=True),
        Column("id", "id", lambda _, source: source.id, is_required=True),
        Column("title", "text", lambda _, source: source.title, is_required=True),
        Column("publisher", "text", lambda _, source: source.publisher or ""),
        Column("url", "address", lambda _, source: source.url, is_required=True),
        Column("archive_url", "address", lambda _, source: source.archive_url or ""),
        Column("published", "partial-date", lambda _, source: source.published or ""),
        Column("opened", "partial-date", lambda _, source: source.opened),
        Column("kind", "id", lambda _, source: source.kind or "", "source-kinds"),
        Column("note", "text", lambda _, source: source.note or ""),
    ),
    _list_sources,
)

TABLES = (CASES, FIGURES, PLACES, ORGANISATIONS, SOURCES)


def list_vocabulary_ids(column: Column, knowledge_base: KnowledgeBase) -> tuple[str, ...]:
    """List the ids that the cells of a column may hold; empty where they may hold any text."""
    vocabulary = knowledge_base.vocabularies.get(column.vocabulary or "")
    return tuple(term.id for term in vocabulary.terms) if vocabulary else ()
