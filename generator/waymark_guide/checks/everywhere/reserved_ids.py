"""Ids that no file can have: the site has an address of that name itself, or Windows has no file or folder of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.checks.rule import declare_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
"""Names that Windows keeps for devices, whatever ending follows (Microsoft, Naming Files, Paths, and Namespaces)."""
OF_THE_SITE = {"C": frozenset({"by", "compare", "find", "page"}), "A": frozenset({"compare"})}
"""Names that the site uses next to the pages of a family of files."""
SECTIONS = {"C": "case-studies", "A": "approaches", "T": "decision-trees", "L": "law", "V": "value"}

RESERVED = declare_each(
    "119",
    "reserved-id",
    "An id is not a name that the site or Windows keeps for itself.",
    why="Two pages would have one address, or nobody could keep the files on a computer with Windows.",
    fix="Choose another id, and rename the file.",
    can_be_allowed=False,
    examples={
        "T": ("id: nul", "id: lunch-club"),
        "C": ("id: compare", "id: lunch-in-leeds"),
        "A": ("id: compare", "id: grants"),
        "L": ("id: aux", "id: themes"),
        "V": ("id: con", "id: lunch-costs"),
    },
    texts={
        "site": 'The id "{id}" is taken: the site has addresses of its own that begin with /{section}/{id}/.',
        "device": 'The id "{id}" is taken: Windows has no file or folder of that name.',
    },
)


def check(subject: Subject[Any]) -> Iterator[Finding]:
    """The id of what has a file of its own."""
    own_id = getattr(subject.record, "id", "")
    key = find_reason(subject.family, own_id)
    if key:
        rule = RESERVED[subject.family]
        # The name of the field is marked, because its value may be marked already: for a file that is called by another id.
        yield subject.finding(rule, ("id",), rule.fill(key, id=own_id, section=SECTIONS[subject.family]), key=True)


def find_reason(family: str, own_id: str) -> str:
    """Return why an id is reserved, as a key of the rule's texts; empty if it is free."""
    if own_id in OF_THE_SITE.get(family, ()):
        return "site"
    return "device" if own_id in DEVICES else ""
