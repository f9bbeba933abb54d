"""Cases like these answers: facts that agree, out of the facts known on both sides.

After Gower (1971): every fact counts the same, an ordered one in part by its distance; in whole thousandths, so that Python and the browser cannot
differ. Agreement says that a case is alike, and nothing of whether what was done there worked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from waymark_guide.model.knowledge_base import KnowledgeBase

FEWEST_FACTS = 3
WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """One answer that a case can be held against.

    Attributes:
        names: the ids under which a case may have recorded it: the fact's, the question's.
        options: all options, in their order.
        chosen: the reader's.
    """

    question: str
    names: tuple[str, ...]
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    ordered: bool
    several: bool


def cases_of(knowledge_base: KnowledgeBase) -> list[dict[str, Any]]:
    """The cases that recorded their situation, as the guides take them. Drafts are left out."""
    return [
        {"id": case.id, "facts": {name: list(options) for name, options in case.facts.items()}}
        for case in knowledge_base.case_studies.values()
        if case.facts and not case.draft
    ]


def match(answers: Sequence[Known], cases: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The cases that share at least three known facts with the answers: the closest first, then those with more known, then by id."""
    found = []
    for case in cases:
        facts = case.get("facts", {})
        agreements = [(known.question, credit) for known in answers if (credit := _credit(known, facts)) is not None]
        if len(agreements) >= FEWEST_FACTS:
            same = [question for question, credit in agreements if credit == WHOLE]
            found.append(
                {
                    "id": case["id"],
                    "agrees": len(same),
                    "known": len(agreements),
                    "closeness": sum(credit for _, credit in agreements) // len(agreements),
                    "differs": [question for question, credit in agreements if credit != WHOLE],
                    "same": same,
                }
            )
    return sorted(found, key=lambda each: (-each["closeness"], -each["known"], each["id"]))


def _credit(known: Known, facts: Mapping[str, Sequence[str]]) -> int | None:
    """How far one fact agrees, in thousandths; none where the case does not know it."""
    recorded = next((facts[name] for name in known.names if name in facts), ())
    theirs = [option for option in known.options if option in recorded]
    if not theirs:
        return None
    if known.several:
        shared = sum(option in known.chosen for option in theirs)
        return WHOLE * shared // (len(theirs) + len(known.chosen) - shared)
    if not known.ordered:
        return WHOLE if known.chosen[0] in theirs else 0
    here = known.options.index(known.chosen[0])
    distance = min(abs(known.options.index(option) - here) for option in theirs)
    return WHOLE - WHOLE * distance // max(len(known.options) - 1, 1)
