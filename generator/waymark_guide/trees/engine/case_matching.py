"""Finds cases that are similar to a reader's answers, by the facts that are known of both.

The similarity is after Gower (1971): every fact has the same weight, and an ordered fact agrees in part, by its distance. It is in whole thousandths,
which Python and the browser calculate equally. It says that a case is similar, and nothing about whether what was done there worked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from waymark_guide.model.knowledge_base import KnowledgeBase

MIN_SHARED_FACTS = 3
FULL_SIMILARITY = 1000
"""The similarity of a fact that agrees wholly, in thousandths."""


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """One known answer of the reader, to compare with cases.

    Attributes:
        names: the ids under which a case may have recorded the fact: that of the fact, or of the question.
        options: the ids of all options, in the order of the file.
        chosen: the ids of the options that the reader chose.
        ordered: whether the options are in an order, so that neighbours agree in part.
        several: whether the question takes several answers.
    """

    question: str
    names: tuple[str, ...]
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    ordered: bool
    several: bool


def list_cases(knowledge_base: KnowledgeBase) -> list[dict[str, Any]]:
    """Return the cases that recorded facts about their situation, in the form that `match_cases` reads. Drafts are left out."""
    return [
        {"id": case.id, "facts": {name: list(options) for name, options in case.facts.items()}}
        for case in knowledge_base.case_studies.values()
        if case.facts and not case.draft
    ]


def match_cases(answers: Sequence[KnownAnswer], cases: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the cases that share at least `MIN_SHARED_FACTS` known facts with the answers, the most similar first.

    Cases of equal similarity are ordered by the number of shared facts, most first, and then by id. `closeness` is the mean similarity of the shared
    facts, in thousandths; `agrees` counts the facts that agree wholly.
    """
    matches = []
    for case in cases:
        facts = case.get("facts", {})
        agreements = [(answer.question, similarity) for answer in answers if (similarity := _compare(answer, facts)) is not None]
        if len(agreements) >= MIN_SHARED_FACTS:
            same = [question for question, similarity in agreements if similarity == FULL_SIMILARITY]
            matches.append(
                {
                    "id": case["id"],
                    "agrees": len(same),
                    "known": len(agreements),
                    "closeness": sum(similarity for _, similarity in agreements) // len(agreements),
                    "differs": [question for question, similarity in agreements if similarity != FULL_SIMILARITY],
                    "same": same,
                }
            )
    return sorted(matches, key=lambda each: (-each["closeness"], -each["known"], each["id"]))


def _compare(answer: KnownAnswer, facts: Mapping[str, Sequence[str]]) -> int | None:
    """Return the similarity of one fact, in thousandths; none if the case did not record it."""
    recorded = next((facts[name] for name in answer.names if name in facts), ())
    theirs = [option for option in answer.options if option in recorded]
    if not theirs:
        return None
    if answer.several:
        shared = sum(option in answer.chosen for option in theirs)
        return FULL_SIMILARITY * shared // (len(theirs) + len(answer.chosen) - shared)
    if not answer.ordered:
        return FULL_SIMILARITY if answer.chosen[0] in theirs else 0
    here = answer.options.index(answer.chosen[0])
    distance = min(abs(answer.options.index(option) - here) for option in theirs)
    return FULL_SIMILARITY - FULL_SIMILARITY * distance // max(len(answer.options) - 1, 1)
