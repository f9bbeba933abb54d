"""The page of open data: what can be taken away, in plain words, with its size, the day of its last change, and the terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.schema import describe_kinds
from waymark_guide.library.counts import count_totals
from waymark_guide.library.flat_tables import TABLES
from waymark_guide.library.freshness import get_checked_date, get_revised_date
from waymark_guide.library.news import get_change_date
from waymark_guide.model.partial_date import format_date
from waymark_guide.site.files import feeds
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.parts.data_package import describe_column
from waymark_guide.site.parts.structured_data import describe_work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from waymark_guide.library.flat_tables import Table
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.lazy_page import SiteIndex

KILO = 1000
"""How many bytes a kilobyte has, as the file managers of most readers count."""
MEDIA = {"csv": "text/csv", "json": "application/json", "xml": "application/atom+xml"}

ROUTE = "data/"
ORDER = 160
NEEDS_ALL_PAGES = True
CARD_KEYS = ("site.kind.page", "data.title")
OFFERED = "<!-- the edition to take away -->"
"""Where a page offers the edition, if the build makes one."""


depends_on = None  # it shows the sizes of all files


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that the page offers.

    Attributes:
        path: where it is, below the root.
        title: what it is.
        about: what it holds, in a sentence.
        details: its form and size, and the day of its last change where that is known.
        bytes: its size.
        columns: for a table, each column's name and what it holds.
    """

    path: str
    title: str
    about: str
    details: str
    bytes: int
    columns: tuple[tuple[str, str], ...] = ()


def render(context: SiteContext, index: SiteIndex) -> Page:
    """Render the page."""
    t, offer = context.strings, _Offers(context, index.sizes)
    last_news = context.news[0].date if context.news else None
    groups = {
        "tables": [offer.make_named_file(f"{table.name}.csv", offer.cases, _columns(context, table)) for table in TABLES],
        "whole": [
            offer.make_named_file("case-studies.json", offer.cases),
            offer.make_named_file("approaches.json", offer.approaches),
            offer.make_named_file("datapackage.json", max((day for day in (offer.cases, offer.approaches) if day), default=None)),
        ],
        "guides": [
            offer.file(f"decision-trees/{tree.id}.json", plain(tree.title), "", get_revised_date(tree, context.knowledge_base.changes.get(tree.id)))
            for tree in context.trees
        ],
        "follow": [offer.make_named_file(path.removeprefix("data/"), last_news) for path in (feeds.ATOM, feeds.JSON)],
        "schemas": [offer.file(f"schema/{name}.json", name, about, None) for name, about in describe_kinds().items()],
    }
    counted = [(kind, numbers) for kind, numbers in count_totals(context.knowledge_base).items() if numbers["all"]]
    return Page(
        url=ROUTE,
        section=ROUTE,
        title=t("data.title"),
        description=t("data.lead"),
        body=context.render(
            "data.html.jinja", groups={name: offered for name, offered in groups.items() if offered}, offline=OFFERED, counted=counted
        ),
        crumbs=(Crumb(t("site.crumb.home"), ""),),
        kind=t("site.kind.page"),
        styles=("/assets/data/data.css",),
        about=_describe_dataset(context, [*groups["tables"], *groups["whole"]], offer),
        changed=max((day for day in (offer.cases, offer.approaches) if day), default=None),
    )


def size_in_words(context: SiteContext, count: int) -> str:
    """`840 bytes`, `56 KB`, `1.2 MB`."""
    if count < KILO:
        return context.strings("data.size.bytes", count=count)
    if count < KILO * KILO:
        return context.strings("data.size.kilobytes", count=round(count / KILO))
    return context.strings("data.size.megabytes", count=f"{count / KILO / KILO:.1f}")


class _Offers:
    """Makes what the page offers, with the days on which the content last changed."""

    def __init__(self, context: SiteContext, sizes: Mapping[str, int]) -> None:
        """Find the days."""
        self._context, self._sizes = context, sizes
        self.cases = max(map(get_change_date, context.case_studies), default=None)
        self.approaches = max(map(get_checked_date, context.knowledge_base.approaches.values()), default=None)

    def make_named_file(self, name: str, day: date | None, columns: tuple[tuple[str, str], ...] = ()) -> OfferedFile:
        """Describe a file whose words are in the catalogue."""
        key = f"data.file.{name.replace('.', '-')}"
        return self.file(name, self._context.strings(f"{key}.title"), self._context.strings(f"{key}.about"), day, columns)

    def file(self, name: str, title: str, about: str, day: date | None, columns: tuple[tuple[str, str], ...] = ()) -> OfferedFile:
        """A file, with its size and the day of its last change."""
        t, path = self._context.strings, f"data/{name}"
        size = self._sizes[path]
        details = t("data.told", form=t(f"data.form.{name.rpartition('.')[2]}"), size=size_in_words(self._context, size))
        last = f" {t('data.changed', day=format_date(day))}" if day else ""
        return OfferedFile(path, title, about, details + last, size, columns)


def _columns(context: SiteContext, table: Table) -> tuple[tuple[str, str], ...]:
    return tuple((column.name, describe_column(context, table, column)) for column in table.columns)


def _describe_dataset(context: SiteContext, offered: list[OfferedFile], offers: _Offers) -> Mapping[str, Any]:
    """The data for programs that list data of many sites."""
    downloads = [
        {
            "@type": "DataDownload",
            "name": each.title,
            "contentUrl": f"/{each.path}",
            "encodingFormat": MEDIA[each.path.rpartition(".")[2]],
            "contentSize": f"{each.bytes} B",
        }
        for each in offered
    ]
    title, about = context.strings("data.package.title", site=context.settings.name), context.strings("data.package.about")
    changed_on = max((day for day in (offers.cases, offers.approaches) if day), default=None)
    return describe_work(context, "Dataset", title, about, changed=changed_on, distribution=downloads)
