"""Two approaches that are often weighed against each other, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.files.approach_columns import FOLDER, SECTION, digest_users, list_columns
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.pages import compare_approaches
from waymark_guide.site.pages.compare_approaches import make_crumbs
from waymark_guide.site.parts.comparison import STYLES, make_comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.library.approach_pairs import ApproachPair
    from waymark_guide.site.context import SiteContext

ROUTE = "approaches/compare/{pair.ids[0]}-and-{pair.ids[1]}/"


def list_pages(context: SiteContext) -> Iterable[ApproachPair]:
    """One page for each pair."""
    return context.pairs.values()


def depends_on(context: SiteContext, pair: ApproachPair) -> Iterator[str]:
    """The cases that used one of the two."""
    for approach_id in pair.ids:
        yield from digest_users(context, approach_id)


def render(context: SiteContext, pair: ApproachPair) -> Page:
    """Render the page of a pair."""
    t, columns = context.strings, list_columns(context)
    one, other = (columns[each] for each in pair.ids)
    comparison = make_comparison(t, "approaches", (one, other))
    guides = [(context.compiled[near.guide].title, f"decision-trees/{near.guide}/", near.is_close) for near in pair.guides]
    layers = {approach.layer for each in pair.ids if (approach := context.approach(each))}
    return Page(
        url=ROUTE.format(pair=pair),
        section=SECTION,
        title=t("compare.approaches.pair_title", one=one.title, other=other.title),
        description=t("compare.approaches.pair_description", one=one.title, other=other.title),
        body=context.render(
            "compare_pair.html.jinja",
            pair=pair,
            made=comparison,
            guides=guides,
            layers="same" if len(layers) == 1 else "differ",
            folder=FOLDER,
            columns=columns,
        ),
        crumbs=(*make_crumbs(context), Crumb(t("compare.approaches.title"), compare_approaches.ROUTE)),
        kind=t("compare.approaches.kind"),
        styles=STYLES,
        indexed=False,
    )
