"""The pages of a site. Each module here declares one kind of page, and is found without being listed anywhere.

A module declares:

- `ROUTE`: the address, such as `gaps/`; or a pattern for many pages, such as `approaches/{approach.id}/`. The names in braces are attributes of
  the subject of a page.
- `list_pages(context)`: the subjects of the pages. Without it, there is exactly one page, and `render` and `depends_on` take no subject.
- `depends_on(context, subject)`: digests of everything that a page shows of single cases. `depends_on = DEPENDS_ON_NO_CASE` if it shows none,
  `depends_on = None` if it may show anything, so that every build renders it.
- `render(context, subject)`: the page.
- `ORDER`: where its pages come in lists of all pages, for kinds that search finds; others follow them.
- `NEEDS_ALL_PAGES = True`: its pages list all others, and are rendered last. `render` takes the `SiteIndex` as one more argument. `CARD_KEYS`
  gives the catalogue keys of the kind and the title on its picture for shared links.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from string import Formatter
from typing import TYPE_CHECKING, Any

from waymark_guide.site.lazy_page import LazyPage
from waymark_guide.site.page import Card
from waymark_guide.site.parts.glossary_tooltips import add_tooltips
from waymark_guide.site.registry import find_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.lazy_page import SiteIndex
    from waymark_guide.site.page import Page

_LAST = 1_000


@dataclass(frozen=True, slots=True)
class PageKind:
    """What a module declares; see above."""

    name: str
    route: str
    render: Callable[..., Page]
    depends_on: Callable[..., Iterable[str]] | None
    list_subjects: Callable[[SiteContext], Iterable[Any]] | None
    order: int
    needs_all_pages: bool
    card_keys: tuple[str, str] | None

    @classmethod
    def of(cls, module: ModuleType) -> PageKind:
        """Read the declarations of a module.

        Raises:
            AttributeError: `ROUTE`, `render` or `depends_on` is missing.
        """
        return cls(
            module.__name__.rpartition(".")[2],
            module.ROUTE,
            module.render,
            module.depends_on,
            getattr(module, "list_pages", None),
            getattr(module, "ORDER", _LAST),
            getattr(module, "NEEDS_ALL_PAGES", False),
            getattr(module, "CARD_KEYS", None),
        )

    @property
    def subject_name(self) -> str:
        """The name that the route gives to the subject of a page; empty for a single page."""
        return next((field.partition(".")[0] for _, field, _, _ in Formatter().parse(self.route) if field), "")

    def list_pages(self, context: SiteContext, index: SiteIndex | None = None) -> Iterator[LazyPage]:
        """The pages of this kind.

        Args:
            context: what every page is made from.
            index: for a kind that needs all other pages.
        """
        subject_name, others = self.subject_name, (index,) if self.needs_all_pages else ()
        card = Card(*map(context.strings, self.card_keys)) if self.card_keys else None
        for subject in self.list_subjects(context) if self.list_subjects else [None]:
            subjects = (subject,) if self.list_subjects else ()
            yield LazyPage(
                self.route.format(**{subject_name: subject}) if subject_name else self.route,
                partial(_render, self.render, context, *subjects, *others),
                partial(self.depends_on, context, *subjects) if self.depends_on else None,
                self.needs_all_pages,
                card,
            )


def find_page_kinds() -> list[PageKind]:
    """All kinds of page: in their order, then by name."""
    return sorted(map(PageKind.of, find_modules(__name__)), key=lambda kind: (kind.needs_all_pages, kind.order, kind.name))


def _render(render: Callable[..., Page], context: SiteContext, *arguments: object) -> Page:
    """Render a page, with explanations of the terms in it."""
    return add_tooltips(render(context, *arguments), context.terms)
