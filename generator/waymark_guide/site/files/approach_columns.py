"""The approaches as columns of a comparison, and the files from which a script compares any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.library.row_comparison import CountedAnswer, Line
from waymark_guide.model.partial_date import format_date
from waymark_guide.site.context import cache_per_context
from waymark_guide.site.markdown import plain
from waymark_guide.site.parts.comparison import Column, list_column_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.library.approach_answers import Lead
    from waymark_guide.model.approach import Approach
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.file_group import FileGroup

SECTION = "approaches/"
FOLDER = f"{SECTION}compare/"
MOST_CASES = 12
"""How many cases an approach shows, those with the strongest evidence. The page of the facet lists all of them."""


def list_files(context: SiteContext) -> Iterator[FileGroup]:
    """List the files from which a script compares any approaches."""
    return list_column_files(FOLDER, list_columns(context), lambda column: column)


def digest_users(context: SiteContext, approach_id: str) -> Iterator[str]:
    """How many cases used an approach, and digests of those that are shown."""
    used = context.users.get(approach_id, ())
    yield str(len(used))
    yield from map(context.digest_case, used[:MOST_CASES])


@cache_per_context
def list_columns(context: SiteContext) -> Mapping[str, Column]:
    """The column of each approach, by its id, sorted by title."""
    approaches = sorted(context.knowledge_base.approaches.values(), key=lambda approach: approach.title.casefold())
    return {approach.id: _make_column(context, approach, context.leads.get(approach.id, ())) for approach in approaches}


def _make_column(context: SiteContext, approach: Approach, leading: tuple[Lead, ...]) -> Column:
    t, label = context.strings, context.knowledge_base.label
    neighbours = (other for each in approach.related if (other := context.approach(each)))
    return Column(
        id=approach.id,
        title=plain(approach.title),
        url=f"{SECTION}{approach.id}/",
        rows={
            "summary": _make_lines(approach.summary),
            "layer": _make_lines(label("layers", approach.layer)),
            "fits": _make_lines(*approach.fits),
            "does_not_fit": _make_lines(*approach.does_not_fit),
            "needs": _make_lines(*approach.needs),
            "risks": _make_lines(*approach.risks),
            "certainty": (Line(label("certainty", approach.certainty.level), note=plain(approach.certainty.reason)),),
            "routes": tuple(
                Line(route.route, note=f"{plain(route.note)} {t('approach.checked', date=format_date(route.checked_on))}")
                for route in approach.routes
            ),
            "guides": tuple(dict.fromkeys(Line(lead.tree.title, f"decision-trees/{lead.tree.id}/") for lead in leading)),
            "cases": _list_cases(context, approach),
            "neighbours": tuple(Line(plain(other.title), f"{SECTION}{other.id}/") for other in neighbours),
        },
        counted=tuple(count for lead in leading for count in _list_counted(lead)),
    )


def _list_cases(context: SiteContext, approach: Approach) -> tuple[Line, ...]:
    """List the cases with the strongest evidence, and a link to the rest."""
    used = context.users.get(approach.id, ())
    lines = tuple(Line(plain(case.title), f"case-studies/{case.id}/") for case in used[:MOST_CASES])
    if len(used) > MOST_CASES:
        lines += (Line(context.strings("approach.all_cases", count=len(used)), f"case-studies/by/approach/{approach.id}/"),)
    return lines


def _make_lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(plain(text)) for text in texts)


def _list_counted(lead: Lead) -> Iterator[CountedAnswer]:
    """List what each answer in a ranked guide counts for the outcome."""
    index = lead.tree.outcomes.index(lead.outcome)
    for question in lead.tree.questions:
        for option in question.options:
            points = sum(effect.points * lead.tree.factors[effect.factor].weight for effect in option.effects if effect.outcome == index)
            if points:
                yield CountedAnswer(lead.tree.title, plain(question.text), plain(option.label), points)
