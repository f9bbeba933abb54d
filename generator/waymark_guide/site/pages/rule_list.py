"""The list of the rules that check the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import FAMILIES, RULES
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Page

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext

ROUTE = "contribute/rules/"
ORDER = 130
depends_on = DEPENDS_ON_NO_CASE


def render(context: SiteContext) -> Page:
    """Render the page."""
    t = context.strings
    ordered = sorted(RULES.values(), key=lambda rule: rule.code)
    families = [
        {"letter": letter.lower(), "name": name, "rules": [rule for rule in ordered if rule.code[0] == letter]} for letter, name in FAMILIES.items()
    ]
    return Page(
        url=ROUTE,
        section="contribute/",
        title=t("rules.title"),
        description=t("rules.lead"),
        body=context.render("rules.html.jinja", families=[family for family in families if family["rules"]]),
        crumbs=make_rule_crumbs(context),
        kind=t("site.kind.rule"),
    )


def make_rule_crumbs(context: SiteContext) -> tuple[Crumb, ...]:
    """The breadcrumb trail of the list of rules."""
    t = context.strings
    return (Crumb(t("site.crumb.home"), ""), Crumb(t("rules.contribute"), "contribute/"))
