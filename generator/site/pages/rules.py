"""The rules that content is checked by: a list, and one page each, from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.rule import FAMILIES, RULES
from generator.site.page import Crumb, Page
from generator.site.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext

INDEX = "contribute/rules/"


def pages(context: SiteContext) -> Iterator[Page]:
    """The list, then one page a rule."""
    say = context.strings
    way = (Crumb(say("site.crumb.home"), ""), Crumb(say("rules.contribute"), "contribute/"))
    ordered = sorted(RULES.values(), key=lambda rule: rule.code)
    families = [
        {"letter": letter.lower(), "name": name, "rules": [rule for rule in ordered if rule.code[0] == letter]} for letter, name in FAMILIES.items()
    ]
    yield Page(
        url=INDEX,
        section="contribute/",
        title=say("rules.title"),
        description=say("rules.lead"),
        body=context.render("rules.html.jinja", families=[family for family in families if family["rules"]]),
        crumbs=way,
        kind=say("site.kind.rule"),
    )
    for rule in RULES.values():
        yield Page(
            url=f"{INDEX}{rule.code}/",
            section="contribute/",
            title=f"{rule.code}: {plain(rule.title).removesuffix('.')}",
            description=plain(rule.why),
            body=context.render("rule.html.jinja", rule=rule),
            crumbs=(*way, Crumb(say("rules.title"), INDEX)),
            kind=say("site.kind.rule"),
        )
