"""The rules that content is checked by: a list, and one page each, from the registry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import FAMILIES, RULES
from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Crumb, Draft, Page, no_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.rule import Rule
    from waymark_guide.site.context import SiteContext

INDEX = "contribute/rules/"


def pages(context: SiteContext) -> Iterator[Draft]:
    """The list, then one page a rule."""
    yield Draft(INDEX, partial(_list, context), reads=no_case)
    for rule in RULES.values():
        yield Draft(f"{INDEX}{rule.code}/", partial(_page, context, rule), reads=no_case)


def _list(context: SiteContext) -> Page:
    say = context.strings
    ordered = sorted(RULES.values(), key=lambda rule: rule.code)
    families = [
        {"letter": letter.lower(), "name": name, "rules": [rule for rule in ordered if rule.code[0] == letter]} for letter, name in FAMILIES.items()
    ]
    return Page(
        url=INDEX,
        section="contribute/",
        title=say("rules.title"),
        description=say("rules.lead"),
        body=context.render("rules.html.jinja", families=[family for family in families if family["rules"]]),
        crumbs=_way(context),
        kind=say("site.kind.rule"),
    )


def _page(context: SiteContext, rule: Rule) -> Page:
    say = context.strings
    return Page(
        url=f"{INDEX}{rule.code}/",
        section="contribute/",
        title=f"{rule.code}: {plain(rule.title).removesuffix('.')}",
        description=plain(rule.why),
        body=context.render("rule.html.jinja", rule=rule),
        crumbs=(*_way(context), Crumb(say("rules.title"), INDEX)),
        kind=say("site.kind.rule"),
    )


def _way(context: SiteContext) -> tuple[Crumb, ...]:
    say = context.strings
    return (Crumb(say("site.crumb.home"), ""), Crumb(say("rules.contribute"), "contribute/"))
