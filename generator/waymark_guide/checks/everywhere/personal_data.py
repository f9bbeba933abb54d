"""Personal contacts in texts: no email address, telephone number or home address is published unless an editor has allowed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare_each
from waymark_guide.model.base import Prose
from waymark_guide.model.personal_data import find_personal_data
from waymark_guide.model.walk import walk_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.finding import Finding

PERSONAL_DATA = declare_each(
    "718",
    "personal-contact",
    "Texts hold no email address, telephone number or home address.",
    why="It may be a person's own, and whatever is published here is copied and stays.",
    fix="Take it out, and link to the organisation's own page. If it is the public contact of an organisation, allow it and say so.",
    severity="warning",
    examples={
        "T": (
            "why: Ask ann@example.org about payment tied to what cannot be measured.",
            "why: Payment tied to what cannot be measured invites dispute.",
        ),
        "C": ("what_it_needed: A kitchen, pans and a key from 01632 960 001.", "what_it_needed: A kitchen, pans and a key."),
        "A": ("## What it is\n\nWrite to Ann at 7 High Street, Leeds LS1 4DY.", "## What it is"),
        "L": ("definition: A conditional gift, says ann@example.org.", "definition: A conditional gift for a purpose."),
        "V": ("title: What do lunches cost? Ask +44 1632 960001", "title: What do lunches cost?"),
    },
    texts={
        "email": "This text holds an email address.",
        "phone": "This text holds what looks like a telephone number.",
        "home": "This text holds what looks like a home address.",
    },
)


def check(subject: Subject[ContentModel]) -> Iterator[Finding]:
    """Check every text of a file: one finding for each kind of contact in it."""
    rule = PERSONAL_DATA[subject.family]
    for leaf in walk_texts(subject.record):
        if leaf.find_marker(Prose) is not None and any(sign in leaf.value for sign in "@0123456789"):
            for kind, words in dict(reversed([*find_personal_data(leaf.value)])).items():
                yield subject.finding(rule, leaf.path, rule.fill(kind), words=words)
