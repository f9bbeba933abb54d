"""One rule that checks the content: what it asks for, why, and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import RULES
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.pages import rule_list
from waymark_guide.site.pages.rule_list import make_rule_crumbs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.checks.rule import Rule
    from waymark_guide.site.context import SiteContext

ROUTE = "contribute/rules/{rule.code}/"
ORDER = 131
depends_on = DEPENDS_ON_NO_CASE


def list_pages(_: SiteContext) -> Iterable[Rule]:
    """One page for each rule."""
    return RULES.values()


def render(context: SiteContext, rule: Rule) -> Page:
    """Render the page of a rule."""
    t = context.strings
    return Page(
        url=ROUTE.format(rule=rule),
        section="contribute/",
        title=f"{rule.code}: {plain(rule.title).removesuffix('.')}",
        description=plain(rule.why),
        body=context.render("rule.html.jinja", rule=rule),
        crumbs=(*make_rule_crumbs(context), Crumb(t("rules.title"), rule_list.ROUTE)),
        kind=t("site.kind.rule"),
    )
