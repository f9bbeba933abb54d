"""Approaches side by side: a page for each pair that is often weighed, and one that sets any two or three side by side."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from waymark_guide.library.approach_answers import leads
from waymark_guide.library.approach_pairs import MOST
from waymark_guide.library.common_rows import Counted, Line
from waymark_guide.model.partial_date import format_date
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Draft, FileGroup, Page, no_case
from waymark_guide.site.parts.comparison import SCRIPTS, STYLES, Column, compared, words
from waymark_guide.site.parts.comparison import files as files_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.library.approach_answers import Lead
    from waymark_guide.library.approach_pairs import Pair
    from waymark_guide.model.approach import Approach
    from waymark_guide.site.context import SiteContext

SECTION = "approaches/"
ADDRESS = f"{SECTION}compare/"
FEWEST = 2
MOST_CASES = 12
"""How many cases an approach shows, those with the strongest evidence: the rest are on the page of the facet."""


def pages(context: SiteContext) -> Iterator[Draft]:
    """The page to choose on, and one for each pair."""
    if len(context.knowledge_base.approaches) < FEWEST:
        return
    columns = cache(lambda: _columns(context))
    yield Draft(ADDRESS, lambda: _chooser(context, columns()), reads=no_case)
    for pair in context.pairs.values():
        yield Draft(
            pair_url(pair.ids),
            lambda pair=pair: _pair(context, columns(), pair),  # type: ignore[misc] # a default cannot carry a type
            reads=partial(_reads, context, pair),
        )


def files(context: SiteContext) -> Iterator[FileGroup]:
    """What the script needs to set any approaches side by side."""
    return files_of(ADDRESS, _columns(context), lambda column: column)


def pair_url(ids: tuple[str, str]) -> str:
    """Where the page of a pair is."""
    return f"{ADDRESS}{ids[0]}-and-{ids[1]}/"


def shown_users(context: SiteContext, approach_id: str) -> Iterator[str]:
    """How many cases used an approach, and prints of those that are shown of them."""
    used = context.users.get(approach_id, ())
    yield str(len(used))
    yield from map(context.print_of, used[:MOST_CASES])


def _reads(context: SiteContext, pair: Pair) -> Iterator[str]:
    for each in pair.ids:
        yield from shown_users(context, each)


def _chooser(context: SiteContext, columns: Mapping[str, Column]) -> Page:
    say, found = context.strings, context.pairs
    beside = {name: {pair[pair[0] == name]: pair for pair in found if name in pair} for name in columns}
    listed = {name: [(with_it[other], other) for other in columns if other in with_it] for name, with_it in beside.items()}
    return Page(
        url=ADDRESS,
        section=SECTION,
        title=say("compare.approaches.title"),
        description=say("compare.approaches.description"),
        body=context.render(
            "compare_approaches.html.jinja", columns=columns, listed=listed, pairs=found, pair_url=pair_url, most=MOST, folder=ADDRESS
        ),
        crumbs=_crumbs(context),
        kind=say("compare.approaches.kind"),
        data={"compare-words": words(say, "approaches", next(iter(columns.values())).rows, len(columns))},
        scripts=SCRIPTS,
        styles=STYLES,
    )


def _pair(context: SiteContext, columns: Mapping[str, Column], pair: Pair) -> Page:
    say = context.strings
    one, other = (columns[each] for each in pair.ids)
    made = compared(say, "approaches", (one, other))
    guides = [(context.compiled[near.guide].title, f"decision-trees/{near.guide}/", near.close) for near in pair.guides]
    layers = {approach.layer for each in pair.ids if (approach := context.approach(each))}
    return Page(
        url=pair_url(pair.ids),
        section=SECTION,
        title=say("compare.approaches.pair_title", one=one.title, other=other.title),
        description=say("compare.approaches.pair_description", one=one.title, other=other.title),
        body=context.render(
            "compare_pair.html.jinja",
            pair=pair,
            made=made,
            guides=guides,
            layers="same" if len(layers) == 1 else "differ",
            folder=ADDRESS,
            columns=columns,
        ),
        crumbs=(*_crumbs(context), Crumb(say("compare.approaches.title"), ADDRESS)),
        kind=say("compare.approaches.kind"),
        styles=STYLES,
        indexed=False,
    )


def _crumbs(context: SiteContext) -> tuple[Crumb, ...]:
    return (Crumb(context.strings("site.crumb.home"), ""), Crumb(context.strings("approaches.title"), SECTION))


def _columns(context: SiteContext) -> dict[str, Column]:
    leading = leads(context.compiled[tree.id] for tree in context.trees)
    approaches = sorted(context.knowledge_base.approaches.values(), key=lambda approach: approach.title.casefold())
    return {approach.id: _column(context, approach, leading.get(approach.id, ())) for approach in approaches}


def _column(context: SiteContext, approach: Approach, leading: tuple[Lead, ...]) -> Column:
    say, label = context.strings, context.knowledge_base.label
    neighbours = (other for each in approach.related if (other := context.approach(each)))
    return Column(
        id=approach.id,
        title=plain(approach.title),
        url=f"{SECTION}{approach.id}/",
        rows={
            "summary": _lines(approach.summary),
            "layer": _lines(label("layers", approach.layer)),
            "fits": _lines(*approach.fits),
            "does_not_fit": _lines(*approach.does_not_fit),
            "needs": _lines(*approach.needs),
            "risks": _lines(*approach.risks),
            "certainty": (Line(label("certainty", approach.certainty.level), note=plain(approach.certainty.reason)),),
            "routes": tuple(
                Line(route.route, note=f"{plain(route.note)} {say('approach.checked', date=format_date(route.checked_on))}")
                for route in approach.routes
            ),
            "guides": tuple(dict.fromkeys(Line(lead.tree.title, f"decision-trees/{lead.tree.id}/") for lead in leading)),
            "cases": _cases(context, approach),
            "neighbours": tuple(Line(plain(other.title), f"{SECTION}{other.id}/") for other in neighbours),
        },
        counted=tuple(count for lead in leading for count in _counted(lead)),
    )


def _cases(context: SiteContext, approach: Approach) -> tuple[Line, ...]:
    """The cases with the strongest evidence, and a link to the rest."""
    used = context.users.get(approach.id, ())
    lines = tuple(Line(plain(case.title), f"case-studies/{case.id}/") for case in used[:MOST_CASES])
    if len(used) > MOST_CASES:
        lines += (Line(context.strings("approach.all_cases", count=len(used)), f"case-studies/by/approach/{approach.id}/"),)
    return lines


def _lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(plain(text)) for text in texts)


def _counted(lead: Lead) -> Iterator[Counted]:
    """What each answer in a ranked guide counts for the outcome."""
    place = lead.tree.outcomes.index(lead.outcome)
    for question in lead.tree.questions:
        for option in question.options:
            points = sum(effect.points * lead.tree.factors[effect.factor].weight for effect in option.effects if effect.outcome == place)
            if points:
                yield Counted(lead.tree.title, plain(question.text), plain(option.label), points)
