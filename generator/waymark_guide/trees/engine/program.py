"""A compiled tree: what the engine runs.

`as_json` is what the browser's engine reads; it holds all that the Python engine uses, and no wording beyond labels and reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from waymark_guide.trees.engine.conditions import Comparisons, Condition, as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.model.tree import Factor, Modality, QuestionType, ResultRule, Role
    from waymark_guide.trees.engine.conditions import Value


@dataclass(frozen=True, slots=True)
class Target:
    """Where an option leads: a later question, an outcome, another tree, or the results.

    Attributes:
        place: the place of the question; past the last one where it is not a question.
    """

    to: Literal["question", "outcome", "tree", "results"]
    id: str
    place: int


@dataclass(frozen=True, slots=True)
class CompiledEffect:
    """Points (already multiplied by the share) for an outcome on a factor, all by their places."""

    outcome: int
    factor: int
    points: int
    reason: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What one answer to one placement of a question brings with it.

    Attributes:
        truths: the comparisons that it makes true.
        next: where it leads: the first chosen option that leads somewhere decides.
    """

    value: Value
    truths: int
    next: Target | None
    effects: tuple[CompiledEffect, ...]


@dataclass(frozen=True, slots=True)
class CompiledOption:
    """One answer, with where it leads (none: the next question in the file) and what it counts."""

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
        key: the id under which the answer is kept: its own, or that of the first placement of the same question.
        asks: the whole condition for being asked: `ask_if`, and not asked before under another id.
    """

    id: str
    place: int
    key: str
    fact: str | None
    type: QuestionType
    text: str
    purpose: str
    ordered: bool
    dont_know: bool
    matters: str | None
    ask_if: Condition | None
    asks: Condition | None
    options: tuple[CompiledOption, ...]

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of its options, in the order of the file."""
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> CompiledOption | None:
        """The option of that id, or none."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class CompiledOutcome:
    """One outcome, with the layer of its approach."""

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
    """The author's words for an effect."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reads:
    """For each place, the comparisons that something from there on still reads, as bits.

    Attributes:
        way: what is asked. lead: that, and which options may come first. all: that, and what is shown beside them.
    """

    way: tuple[int, ...]
    lead: tuple[int, ...]
    all: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledTree:
    """One guide, ready to run.

    Attributes:
        was: old ids and their new ones: questions, outcomes, and under `option` those of each question.
        choices: what each answer brings with it, by place and answer, filled as they come up.
        left: which options each end leaves in, by how it ends and what is true there, filled as they come up.
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
    reads: Reads
    was: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    choices: dict[tuple[int, Value], Choice] = field(default_factory=dict, repr=False)
    left: dict[tuple[str, str, int], tuple[int, ...]] = field(default_factory=dict, repr=False)

    def choice(self, place: int, value: Value) -> Choice:
        """What an answer to the question at a place brings with it."""
        known = self.choices.get((place, value))
        if known is None:
            question = self.questions[place]
            chosen = [option for option in question.options if option.id in value]
            known = self.choices[place, value] = Choice(
                value=value,
                truths=self.comparisons.truths(question.key, value),
                next=next((option.next for option in chosen if option.next), None),
                effects=tuple(effect for option in chosen for effect in option.effects),
            )
        return known

    def question(self, question_id: str) -> CompiledQuestion | None:
        """The question of that id, or none."""
        return next((question for question in self.questions if question.id == question_id), None)

    def outcome(self, outcome_id: str) -> CompiledOutcome | None:
        """The outcome of that id, or none."""
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)

    def as_json(self) -> dict[str, Any]:
        """Everything that the browser's engine needs, as plain data."""
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
            "questions": [_question_json(question) for question in self.questions],
            "outcomes": [_outcome_json(outcome) for outcome in self.outcomes],
            "reasons": [{"text": reason.text, "sources": list(reason.sources)} for reason in self.reasons],
            "was": dict(self.was),
        }


def _question_json(question: CompiledQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "fact": question.fact,
        "type": question.type,
        "same_as": None if question.key == question.id else question.key,
        "ask_if": as_json(question.ask_if),
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


def _outcome_json(outcome: CompiledOutcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "approach": outcome.approach,
        "layer": outcome.layer,
        "title": outcome.title,
        "role": outcome.role,
        "modality": outcome.modality,
        "only_by_route": outcome.only_by_route,
        "when": as_json(outcome.when),
        "not_if": as_json(outcome.not_if),
        "ruled_out_because": outcome.ruled_out_because,
    }
