"""The library as flat tables for a spreadsheet: cases, their figures, places, organisations and sources, one line each."""

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
"""What parts several values in one cell."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 (spreadsheets take the wide forms for the narrow ones)
_DOUBTFUL = {*_FORMULA, " ", "\n"}
"""How a text begins that needs a closer look: hardly any does."""

Kind = Literal["text", "id", "list", "number", "integer", "day", "partial-date", "address"]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: its name.
        kind: what its cells hold.
        cell: the text of a cell, from what the line is about.
        vocabulary: the list whose ids the cells hold, where there is one.
        needed: whether no cell is empty.
    """

    name: str
    kind: Kind
    cell: Callable[..., str]
    vocabulary: str | None = None
    needed: bool = False


class Table(NamedTuple):
    """One table: its columns, which of them name a line, and what each line is about.

    Attributes:
        name: the file's name without its ending.
        model: the model whose fields the columns are named after; its words say what they hold.
        key: the columns that together name a line.
        columns: from left to right.
        lines: what each line of a case is about: the values handed to each column's `cell`.
    """

    name: str
    model: type[ContentModel]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Callable[[KnowledgeBase, CaseStudy], Iterable[tuple[Any, ...]]]


def make_header_line(table: Table) -> str:
    """The names of the columns, as the first line of CSV."""
    return ",".join(column.name for column in table.columns) + LINE_END


def make_line_writer(table: Table, knowledge_base: KnowledgeBase) -> Callable[[CaseStudy], str]:
    """Writes the lines of a case as CSV.

    No cell can be taken for a formula: an apostrophe before it turns it into words, but for numbers, which do no harm.
    """
    text: list[str] = []
    writer = csv.writer(_Sink(text.append), lineterminator=LINE_END)
    cells = [(column.cell, column.kind in {"number", "integer"}) for column in table.columns]

    def write_lines(case: CaseStudy) -> str:
        text.clear()
        for line in table.lines(knowledge_base, case):
            writer.writerow(
                [value if (value := cell(*line))[:1] not in _DOUBTFUL or is_number else _escape_formula(value) for cell, is_number in cells]
            )
        return "".join(text)

    return write_lines


class _Sink(NamedTuple):
    """A file of which each line is a text of its own."""

    write: Callable[[str], object]


def _escape_formula(value: str) -> str:
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
        Column("id", "id", lambda _, case: case.id, needed=True),
        Column("title", "text", lambda _, case: case.title, needed=True),
        Column("summary", "text", lambda _, case: case.summary, needed=True),
        Column("status", "id", lambda _, case: case.status, "statuses", needed=True),
        Column("status_note", "text", lambda _, case: case.status_note or ""),
        Column("started", "partial-date", lambda _, case: case.dates.started or ""),
        Column("ended", "partial-date", lambda _, case: case.dates.ended or ""),
        Column("places", "list", lambda _, case: format_places(case), needed=True),
        Column("gss_codes", "list", lambda _, case: SEPARATOR.join(place.gss for place in case.places if place.gss)),
        Column("regions", "list", lambda _, case: SEPARATOR.join(dict.fromkeys(find_region(place) for place in case.places))),
        Column("organisations", "list", lambda _, case: SEPARATOR.join(f"{each.name} ({each.role})" for each in case.organisations), needed=True),
        Column("approaches", "list", lambda _, case: SEPARATOR.join(case.approaches), needed=True),
        Column("themes", "list", lambda _, case: SEPARATOR.join(case.themes), needed=True),
        Column("people", "list", lambda _, case: SEPARATOR.join(case.people)),
        Column("route", "id", lambda _, case: case.arrangement.route if case.arrangement else "", "routes"),
        Column("route_note", "text", lambda _, case: (case.arrangement.note or "") if case.arrangement else ""),
        Column("evidence_level", "id", lambda _, case: case.evidence.level, "evidence-levels", needed=True),
        Column("evidence_basis", "text", lambda _, case: case.evidence.basis, needed=True),
        Column("figures", "list", lambda _, case: SEPARATOR.join(map(_describe_figure, case.figures))),
        Column("sources", "list", lambda base, case: SEPARATOR.join(source.url for source in base.sources_of(case.sources)), needed=True),
        Column("published", "day", lambda _, case: _format_day(get_publication_date(case)), needed=True),
        Column("changed", "day", lambda _, case: _format_day(get_change_date(case)), needed=True),
        Column("last_verified", "day", lambda _, case: _format_day(case.review.last_verified), needed=True),
        Column("next_review", "day", lambda _, case: _format_day(case.review.next_review)),
        Column("disputed", "list", lambda _, case: SEPARATOR.join(f"{each.path}: {each.note}" for each in case.disputed)),
        Column("contributors", "list", lambda _, case: SEPARATOR.join(case.contributors), needed=True),
        Column("licence", "text", lambda _, case: case.licence, needed=True),
        Column("page", "text", lambda _, case: f"case-studies/{case.id}/", needed=True),
    ),
    _list_cases,
)

FIGURES = Table(
    "figures",
    Figure,
    ("case", "id"),
    (
        Column("case", "id", lambda case, _: case.id, needed=True),
        Column("id", "id", lambda _, figure: figure.id, needed=True),
        Column("label", "text", lambda _, figure: figure.label, needed=True),
        Column("kind", "id", lambda _, figure: figure.kind, "figure-kinds", needed=True),
        Column("value", "number", lambda _, figure: _format_amount(figure.value)),
        Column("low", "number", lambda _, figure: _format_amount(figure.range.low if figure.range else None)),
        Column("high", "number", lambda _, figure: _format_amount(figure.range.high if figure.range else None)),
        Column("unit", "text", lambda _, figure: figure.unit, needed=True),
        Column("per", "text", lambda _, figure: figure.per, needed=True),
        Column("period", "text", lambda _, figure: figure.period, needed=True),
        Column("price_year", "text", lambda _, figure: figure.price_year or ""),
        Column("cost_basis", "text", lambda _, figure: figure.cost_basis or ""),
        Column("qualifier", "id", lambda _, figure: figure.qualifier, "qualifiers", needed=True),
        Column("direction", "id", lambda _, figure: figure.direction or "", "directions"),
        Column("cashable", "text", lambda _, figure: figure.cashable or ""),
        Column("evidence_level", "id", lambda _, figure: figure.evidence_level or "", "evidence-levels"),
        Column("sources", "list", lambda _, figure: SEPARATOR.join(figure.sources), needed=True),
    ),
    _list_figures,
)

PLACES = Table(
    "places",
    Place,
    ("case", "number"),
    (
        Column("case", "id", lambda case, *_: case.id, needed=True),
        Column("number", "integer", lambda _, number, __: str(number), needed=True),
        Column("name", "text", lambda *line: line[2].name, needed=True),
        Column("scope", "id", lambda *line: line[2].scope, "scopes", needed=True),
        Column("gss", "text", lambda *line: line[2].gss or ""),
        Column("region", "id", lambda *line: find_region(line[2]), needed=True),
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
        Column("case", "id", lambda case, *_: case.id, needed=True),
        Column("number", "integer", lambda _, number, __: str(number), needed=True),
        Column("name", "text", lambda *line: line[2].name, needed=True),
        Column("role", "id", lambda *line: line[2].role, "organisation-roles", needed=True),
        Column("sector", "id", lambda *line: line[2].sector, "sectors", needed=True),
        Column("url", "address", lambda *line: line[2].url or ""),
    ),
    _list_organisations,
)

SOURCES = Table(
    "sources",
    CaseSource,
    ("case", "id"),
    (
        Column("case", "id", lambda case, _: case.id, needed=True),
        Column("id", "id", lambda _, source: source.id, needed=True),
        Column("title", "text", lambda _, source: source.title, needed=True),
        Column("publisher", "text", lambda _, source: source.publisher or ""),
        Column("url", "address", lambda _, source: source.url, needed=True),
        Column("archive_url", "address", lambda _, source: source.archive_url or ""),
        Column("published", "partial-date", lambda _, source: source.published or ""),
        Column("opened", "partial-date", lambda _, source: source.opened),
        Column("kind", "id", lambda _, source: source.kind or "", "source-kinds"),
        Column("note", "text", lambda _, source: source.note or ""),
    ),
    _list_sources,
)

TABLES = (CASES, FIGURES, PLACES, ORGANISATIONS, SOURCES)
"""One line for each table."""


def list_vocabulary_ids(column: Column, knowledge_base: KnowledgeBase) -> tuple[str, ...]:
    """The ids that the cells of a column are taken from; none where it takes any."""
    found = knowledge_base.vocabularies.get(column.vocabulary or "")
    return tuple(term.id for term in found.terms) if found else ()
