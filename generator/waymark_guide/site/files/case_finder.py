"""What a script needs to filter, search, sort and show any case study, in files that it fetches when it first needs them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.library.case_finder_data import list_search_texts, make_card_row, make_facet_columns, make_orders
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.markdown import plain
from waymark_guide.site.search.index_files import make_card_files, make_data_file, make_word_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.library.facets import Library
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.site.context import SiteContext

FOLDER = "case-studies/find/"


def list_files(context: SiteContext) -> Iterator[FileGroup]:
    """List the facets, the orders, the words and the cards of all cases."""
    shelved = context.library
    yield FileGroup(partial(_make_facets_and_orders, shelved))
    yield make_word_files(FOLDER, list(list_search_texts(shelved)))
    yield from make_card_files(FOLDER, shelved.cases, partial(_make_card, context), digest=context.digest_case)


def _make_facets_and_orders(shelved: Library) -> Iterator[tuple[str, bytes]]:
    yield make_data_file(f"{FOLDER}facets", make_facet_columns(shelved))
    for name, order in make_orders(shelved).items():
        yield make_data_file(f"{FOLDER}order-{name}", order)


def _make_card(context: SiteContext, case: CaseStudy) -> list[object]:
    name, title, summary, *rest = make_card_row(case, context.today)
    return [name, plain(str(title)), plain(str(summary)), *rest]
