"""The page of open data: what can be taken away, and on what terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.library.counts import totals
from generator.site.page import Crumb, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    say = context.strings
    library = ["case-studies.json", "case-studies.csv", "approaches.json"]
    groups = [
        {"id": "library", "title": say("data.library"), "files": [_file(name, say(f"data.about.{name.replace('.', '-')}")) for name in library]},
        {"id": "guides", "title": say("data.guides"), "files": [_file(f"decision-trees/{tree.id}.json", tree.title) for tree in context.trees]},
        {
            "id": "schemas",
            "title": say("data.schemas"),
            "files": [_file(f"schema/{name}.json", str(schema.get("title", name))) for name, schema in context.schemas.items()],
        },
    ]
    yield Page(
        url="data/",
        section="data/",
        title=say("data.title"),
        description=say("data.lead"),
        body=context.render(
            "data.html.jinja",
            groups=[group for group in groups if group["files"]],
            counted=[(kind, numbers) for kind, numbers in totals(context.knowledge_base).items() if numbers["all"]],
        ),
        crumbs=(Crumb(say("site.crumb.home"), ""),),
        kind=say("site.kind.page"),
    )


def _file(path: str, about: str) -> dict[str, str]:
    return {"path": f"data/{path}", "about": about}
