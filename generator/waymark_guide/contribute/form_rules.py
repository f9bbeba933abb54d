"""Collects what the form's checker needs of the rules: their words, and the limits and patterns of the checks."""

from __future__ import annotations

from html.entities import html5
from typing import TYPE_CHECKING, Any

from waymark_guide.checks.cases import evidence, places
from waymark_guide.checks.everywhere import invisible_characters as unseen
from waymark_guide.checks.everywhere import prose, references, reserved_ids
from waymark_guide.checks.lists import vocabularies
from waymark_guide.checks.rule import RULES
from waymark_guide.library.freshness import STALE_AFTER_MONTHS
from waymark_guide.model import personal_data
from waymark_guide.model.citation import CITATION
from waymark_guide.reading import validation_messages
from waymark_guide.reading.suggest import LONGEST, NEAR_ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterator

ONLY_HERE = ("C110", "C114", "C115", "C118")
"""Rules that need the whole folder. The form makes one file: it cannot check these, and lists them."""
OF_THE_TEXT = ("C101", "C102", "C109", "C113")
"""Rules about the syntax of a file. The form writes the file, which cannot break them."""


def collect_rules(letter: str) -> dict[str, Any]:
    """Collect the words of the rules of a family, and the limits and patterns of its checks."""
    return {
        "rules": {code: _describe_rule(code) for code in sorted(RULES) if code.startswith(letter)},
        "codes": {code: [rule.name, rule.can_be_allowed] for code, rule in sorted(RULES.items())},
        "not_here": [*ONLY_HERE],
        "homes": references.HOMES,
        "words": references.WORDS,
        "few": references.FEW,
        "advice": list(validation_messages.ADVICE),
        "singular": validation_messages.SINGULAR,
        "most_repeated": validation_messages.MOST_SHOWN,
        "near": {"enough": NEAR_ENOUGH, "longest": LONGEST},
        "patterns": {
            "citation": CITATION.pattern,
            "link": references.PAGE_LINK.pattern,
            "code": prose.CODE.pattern,
            "tag": prose.TAG.pattern,
            "scheme": prose.LINK.pattern,
            "unseen": unseen.UNSEEN.pattern,
            "markup": vocabularies.MARKUP.pattern,
            "web": personal_data.WEB_ADDRESS.pattern,
        },
        "pages": references.PAGES,
        "schemes": sorted(prose.SCHEMES),
        "most_shown": prose.MOST_SHOWN,
        "entities": dict(_list_entities()),
        "unseen": {"": unseen.TAG, **{sign: unseen.in_words(sign) for sign in unseen.UNSEEN.findall("".join(map(chr, range(0x10000))))}},
        "codes_by_scope": {scope: list(beginnings) for scope, beginnings in places.PREFIXES.items()},
        "personal": {kind: pattern.pattern for kind, pattern in personal_data.PATTERNS.items()},
        "digits": {"least": personal_data.LEAST_DIGITS, "most": personal_data.MOST_DIGITS},
        "reserved": {"site": sorted(reserved_ids.OF_THE_SITE[letter]), "device": sorted(reserved_ids.DEVICES)},
        "most_decimals": places.MOST_DECIMALS,
        "confirmed_for": STALE_AFTER_MONTHS,
        "evidence": {"measured": evidence.MEASURED, "compared": evidence.COMPARED, "strong": sorted(evidence.STRONG)},
        "least_users": vocabularies.LEAST_USERS,
    }


def collect_texts(letter: str) -> dict[str, str]:
    """Collect the words of the findings of a family, by the key that the form's checker has for each.

    Words that several rules share are declared in the module that fills them in. Words of one rule are declared with it, and their keys begin
    with its number.
    """
    return {
        **validation_messages.TEXTS,
        **{f"mend.{beginning}": advice for beginning, advice in validation_messages.ADVICE.items()},
        **{f"reference.{name}": text for name, text in references.TEXTS.items()},
        **{f"{code[1:]}.{name}": text for code, rule in sorted(RULES.items()) if code[0] == letter for name, text in rule.texts.items()},
    }


def _describe_rule(code: str) -> dict[str, str]:
    rule = RULES[code]
    return {"name": rule.name, "title": rule.title, "severity": rule.severity, "why": rule.why, "fix": rule.fix}


def _list_entities() -> Iterator[tuple[str, str]]:
    """Give the named characters of HTML that are invisible or blank, and those in ASCII, by which a link could be hidden."""
    return ((name, sign) for name, sign in html5.items() if sign.isascii() or sign.isspace() or unseen.UNSEEN.search(sign))
