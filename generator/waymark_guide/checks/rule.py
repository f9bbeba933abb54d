"""The registry: every rule with its words, so that findings, help pages and tests all say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.model.finding import Severity

_DECLARED: dict[str, Rule] = {}

RULES: Mapping[str, Rule] = MappingProxyType(_DECLARED)
"""Every rule by its code, in the order in which the families declare them."""

FAMILIES = {
    "T": "Decision trees and shared facts",
    "C": "Case studies",
    "A": "Approaches",
    "L": "Vocabularies, sources, glossary and other lists",
    "V": "Calculators",
    "P": "Hand-written pages and pictures",
    "S": "Settings of the site",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked.

    Attributes:
        code: the letter of the kind of file, and a number that never changes: `T202`.
        name: the same in words: `unknown-outcome`.
        title: what the rule asks for, as a sentence.
        severity: `error` blocks, `warning` shows, `note` goes to the report. A finding may carry a milder or a stronger one.
        why: what would happen to a reader otherwise.
        fix: what to do about it.
        wrong: a few lines that break the rule, as an author would write them.
        right: the same lines, mended.
        can_be_allowed: whether `allow` may silence it.
        about_age: whether it finds what is merely old, which stops only a change to the same file; see `generator/waymark_guide/checks/age.py`.
        texts: the words of its findings that the form on the site shares, by name; the names of values are in {braces}.
    """

    code: str
    name: str
    title: str
    severity: Severity
    why: str
    fix: str
    wrong: str
    right: str
    can_be_allowed: bool = True
    about_age: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)

    def fill(self, name: str, /, **values: object) -> str:
        """Return one of the texts with its values filled in."""
        return self.texts[name].format(**values)

    @property
    def family(self) -> str:
        """The kind of file that it is about, in words."""
        return FAMILIES[self.code[0]]

    @property
    def help(self) -> str:
        """The page that explains it."""
        return f"/contribute/rules/{self.code}/"


def declare(  # noqa: PLR0913 (a rule has this many words)
    code: str,
    name: str,
    title: str,
    *,
    why: str,
    fix: str,
    wrong: str,
    right: str,
    severity: Severity = "error",
    can_be_allowed: bool = True,
    about_age: bool = False,
    texts: Mapping[str, str] | None = None,
) -> Rule:
    """Add a rule to the registry.

    Raises:
        ValueError: the code is taken.
    """
    if code in _DECLARED:
        message = f"The code {code} is taken by {_DECLARED[code].name}."
        raise ValueError(message)
    _DECLARED[code] = Rule(code, name, title, severity, why, fix, wrong, right, can_be_allowed, about_age, texts or {})
    return _DECLARED[code]


def declare_each(  # noqa: PLR0913 (a rule has this many words)
    number: str,
    name: str,
    title: str,
    *,
    why: str,
    fix: str,
    examples: Mapping[str, tuple[str, str]],
    severity: Severity = "error",
    can_be_allowed: bool = True,
    about_age: bool = False,
    texts: Mapping[str, str] | None = None,
) -> Mapping[str, Rule]:
    """Add the same rule to several families.

    Args:
        number: its number in each family.
        name: its name in words.
        title: what it asks for.
        why: what would happen otherwise.
        fix: what to do.
        examples: for the letter of each family, a wrong and a right example.
        severity: how much it weighs.
        can_be_allowed: whether `allow` may silence it.
        about_age: whether it finds what is merely old.
        texts: the words of its findings that the form on the site shares, by name.

    Returns:
        The rule of each family, by its letter.
    """
    return {
        letter: declare(
            f"{letter}{number}",
            name,
            title,
            why=why,
            fix=fix,
            wrong=wrong,
            right=right,
            severity=severity,
            can_be_allowed=can_be_allowed,
            about_age=about_age,
            texts=texts,
        )
        for letter, (wrong, right) in examples.items()
    }
