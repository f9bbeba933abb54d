"""Applies `allow` entries: each silences one rule in one place of a file, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import RULES, declare_each
from waymark_guide.model.walk import walk_allows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.finding import Finding

STALE = declare_each(
    "709",
    "allow-silences-nothing",
    "Every “allow” silences a finding.",
    why="It would hide the next mistake of the kind without anybody meaning it.",
    fix="Delete it, or correct the code.",
    severity="warning",
    can_be_allowed=False,
    examples={
        "T": ("owner: editors\nallow: [{rule: T310, because: There is only one way.}]", "owner: editors"),
        "C": ("interests: None.\nallow: [{rule: C704, because: More will come.}]\ncontributors", "interests: None.\ncontributors"),
        "A": ("layer: funding-or-contract\nallow: [{rule: A605, because: It is new.}]", "layer: funding-or-contract"),
        "L": ("checked_on: 2026-11-01\nallow: [{rule: L704, because: It will be replaced.}]", "checked_on: 2026-11-01"),
        "V": ("overlaps: [soup-costs]\nallow: [{rule: V703, because: The prices are fixed.}]", "overlaps: [soup-costs]"),
    },
    texts={
        "no_rule": 'There is no rule "{rule}".',
        "never": "The rule {rule} {name} cannot be silenced.",
        "nothing": "There is nothing here for {rule} {name} to find.",
    },
)


def apply(subject: Subject[ContentModel], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings of a file that no `allow` of it silences, and a finding for each `allow` that silences nothing.

    An `allow` silences its rule in the record that it is part of, and in the records within that one.
    """
    silenced: set[int] = set()
    stale: list[Finding] = []
    for path, allow in walk_allows(subject.record):
        record = path[:-2]  # without "allow" and its index
        rule, stale_rule = RULES.get(allow.rule), STALE[subject.family]
        matches = {number for number, finding in enumerate(findings) if finding.code == allow.rule and finding.path[: len(record)] == record}
        if rule is not None and rule.can_be_allowed and matches:
            silenced |= matches
            continue
        if rule is None:
            message = stale_rule.fill("no_rule", rule=allow.rule)
        elif not rule.can_be_allowed:
            message = stale_rule.fill("never", rule=rule.code, name=rule.name)
        else:
            message = stale_rule.fill("nothing", rule=rule.code, name=rule.name)
        stale.append(subject.finding(stale_rule, (*path, "rule"), message))
    yield from (finding for number, finding in enumerate(findings) if number not in silenced)
    yield from stale
