"""A page that compares any two or three approaches, with links to the pages of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.library.approach_pairs import MAX_PAIRS
from waymark_guide.site import script_files
from waymark_guide.site.files.approach_columns import FOLDER, SECTION, list_columns
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.parts.comparison import STYLES, make_script_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.comparison import Column

ROUTE = FOLDER
ORDER = 45
depends_on = DEPENDS_ON_NO_CASE
FEWEST = 2


def pair_url(ids: tuple[str, str]) -> str:
    """The address of the page of a pair."""
    return f"{ROUTE}{ids[0]}-and-{ids[1]}/"


def list_pages(context: SiteContext) -> Iterator[Mapping[str, Column]]:
    """The one page, if there are approaches to compare."""
    if len(context.knowledge_base.approaches) >= FEWEST:
        yield list_columns(context)


def render(context: SiteContext, columns: Mapping[str, Column]) -> Page:
    """Render the page."""
    t, found = context.strings, context.pairs
    pairs = {name: {pair[pair[0] == name]: pair for pair in found if name in pair} for name in columns}
    listed = {name: [(with_it[other], other) for other in columns if other in with_it] for name, with_it in pairs.items()}
    return Page(
        url=ROUTE,
        section=SECTION,
        title=t("compare.approaches.title"),
        description=t("compare.approaches.description"),
        body=context.render(
            "compare_approaches.html.jinja", columns=columns, listed=listed, pairs=found, pair_url=pair_url, most=MAX_PAIRS, folder=FOLDER
        ),
        crumbs=make_crumbs(context),
        kind=t("compare.approaches.kind"),
        data={"compare-words": make_script_data(t, "approaches", next(iter(columns.values())).rows, len(columns))},
        scripts=(script_files.COMPARE.address,),
        styles=STYLES,
    )


def make_crumbs(context: SiteContext) -> tuple[Crumb, ...]:
    """The breadcrumb trail of the page."""
    return (Crumb(context.strings("site.crumb.home"), ""), Crumb(context.strings("approaches.title"), SECTION))
