"""The compiled form of a guide, which the engine runs.

`CompiledTree.as_json` is the data that the browser's engine reads. It has all that the Python engine uses, and no texts besides titles, questions,
labels and reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from waymark_guide.trees.engine.conditions import Comparisons, Condition, condition_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.model.tree import Factor, Modality, QuestionType, ResultRule, Role
    from waymark_guide.trees.engine.conditions import Value


@dataclass(frozen=True, slots=True)
class Target:
    """Where an option leads: a later question, an outcome, another tree, or the results.

    Attributes:
        id: the id of the question, outcome or tree; empty for `results`.
        index: the index of the question; the number of questions if the target is not a question.
    """

    to: Literal["question", "outcome", "tree", "results"]
    id: str
    index: int


@dataclass(frozen=True, slots=True)
class CompiledEffect:
    """The points for an outcome on a factor, already multiplied by the share. The outcome, the factor and the reason are given by index."""

    outcome: int
    factor: int
    points: int
    reason: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What follows from one answer to one placement of a question.

    Attributes:
        truths: the comparisons that it makes true, as bits.
        next: where it leads: the target of the first chosen option that has one; none for the next question in the file.
    """

    value: Value
    truths: int
    next: Target | None
    effects: tuple[CompiledEffect, ...]


@dataclass(frozen=True, slots=True)
class CompiledOption:
    """One option of a question, with its target (none for the next question in the file) and its effects."""

    id: str
    label: str
    exclusive: bool
    note: bool
    next: Target | None
    effects: tuple[CompiledEffect, ...]


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """One placement of a question.

    Attributes:
        key: the id under which the answer is stored: its own, or that of the first placement of the same question.
        ask_condition: the whole condition for asking it: `ask_if`, and that it was not asked before under another id.
    """

    id: str
    index: int
    key: str
    fact: str | None
    type: QuestionType
    text: str
    purpose: str
    ordered: bool
    dont_know: bool
    matters: str | None
    ask_if: Condition | None
    ask_condition: Condition | None
    options: tuple[CompiledOption, ...]

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of its options, in the order of the file."""
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> CompiledOption | None:
        """Return the option with this id, or none."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class CompiledOutcome:
    """One outcome. `layer` is that of its approach."""

    id: str
    approach: str | None
    layer: str | None
    title: str
    role: Role
    modality: Modality | None
    only_by_route: bool
    when: Condition | None
    not_if: Condition | None
    ruled_out_because: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """The author's explanation of an effect."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeededBits:
    """For each index of a question, and for the end, the comparisons that something from there on still reads, as bits.

    Attributes:
        questions: what decides which questions are asked.
        leaders: this, and what decides which options may come first.
        result: this, and what decides which other outcomes the result shows.
    """

    questions: tuple[int, ...]
    leaders: tuple[int, ...]
    result: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledTree:
    """One guide, ready to run.

    Attributes:
        was: former id → current id, under `question` and `outcome`, and under `option` for each question.
        choice_cache: a cache of `choice`, by the index of the question and the answer.
        candidate_cache: a cache of `leaders.find_candidates`, by the target (`to` and `id`) and the truths of an end.
    """

    id: str
    version: str
    title: str
    result: ResultRule
    factors: tuple[Factor, ...]
    questions: tuple[CompiledQuestion, ...]
    outcomes: tuple[CompiledOutcome, ...]
    reasons: tuple[Reason, ...]
    comparisons: Comparisons
    needed_bits: NeededBits
    was: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    choice_cache: dict[tuple[int, Value], Choice] = field(default_factory=dict, repr=False)
    candidate_cache: dict[tuple[str, str, int], tuple[int, ...]] = field(default_factory=dict, repr=False)

    def choice(self, index: int, value: Value) -> Choice:
        """Return what follows from an answer to the question at this index."""
        choice = self.choice_cache.get((index, value))
        if choice is None:
            question = self.questions[index]
            chosen = [option for option in question.options if option.id in value]
            choice = self.choice_cache[index, value] = Choice(
                value=value,
                truths=self.comparisons.truths(question.key, value),
                next=next((option.next for option in chosen if option.next), None),
                effects=tuple(effect for option in chosen for effect in option.effects),
            )
        return choice

    def question(self, question_id: str) -> CompiledQuestion | None:
        """Return the question with this id, or none."""
        return next((question for question in self.questions if question.id == question_id), None)

    def outcome(self, outcome_id: str) -> CompiledOutcome | None:
        """Return the outcome with this id, or none."""
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)

    def as_json(self) -> dict[str, Any]:
        """Return everything that the browser's engine needs, as plain data."""
        rule = self.result
        return {
            "id": self.id,
            "version": self.version,
            "title": self.title,
            "result": {
                "mode": rule.mode,
                "close_call_within": rule.close_call_within,
                "gather_first": rule.gather_first,
                "show_at_most": rule.show_at_most,
                "group_by": rule.group_by,
                "blend_with": list(rule.blend_with),
            },
            "factors": [{"id": factor.id, "label": factor.label, "weight": factor.weight} for factor in self.factors],
            "questions": [_question_to_json(question) for question in self.questions],
            "outcomes": [_outcome_to_json(outcome) for outcome in self.outcomes],
            "reasons": [{"text": reason.text, "sources": list(reason.sources)} for reason in self.reasons],
            "was": dict(self.was),
        }


def _question_to_json(question: CompiledQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "fact": question.fact,
        "type": question.type,
        "same_as": None if question.key == question.id else question.key,
        "ask_if": condition_to_json(question.ask_if),
        "dont_know": question.dont_know,
        "matters": question.matters,
        "ordered": question.ordered,
        "purpose": question.purpose,
        "text": question.text,
        "options": [
            {
                "id": option.id,
                "label": option.label,
                "exclusive": option.exclusive,
                "note": option.note,
                "next": {"to": option.next.to, "id": option.next.id} if option.next else None,
                "effects": [[effect.outcome, effect.factor, effect.points, effect.reason] for effect in option.effects],
            }
            for option in question.options
        ],
    }


def _outcome_to_json(outcome: CompiledOutcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "approach": outcome.approach,
        "layer": outcome.layer,
        "title": outcome.title,
        "role": outcome.role,
        "modality": outcome.modality,
        "only_by_route": outcome.only_by_route,
        "when": condition_to_json(outcome.when),
        "not_if": condition_to_json(outcome.not_if),
        "ruled_out_because": outcome.ruled_out_because,
    }
