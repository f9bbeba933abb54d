"""Compiles a guide: fills in its facts, replaces references by indexes, and compiles its conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.compiled_tree import (
    CompiledEffect,
    CompiledOption,
    CompiledOutcome,
    CompiledQuestion,
    CompiledTree,
    NeededBits,
    Reason,
    Target,
)
from waymark_guide.trees.engine.conditions import Combination, Comparisons, Condition, bits_of, combine, compile_condition

if TYPE_CHECKING:
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Effects, Fact, FactOption, Option, Outcome, Question, Tree

__all__ = ["CompiledTree", "compile_tree"]


def compile_tree(tree: Tree, knowledge_base: KnowledgeBase) -> CompiledTree:
    """Compile a guide.

    A guide with mistakes compiles too, because the checks need it: a reference that leads nowhere, or backwards, is left out. No error is raised.
    """
    return _Compiler(tree, knowledge_base).compile()


class _Compiler:
    """Compiles one guide.

    Attributes:
        indexes: the index of each question, by id. Of questions with the same id, the first counts.
        first_of_fact: the id of the first question that asks a fact, by the id of the fact.
    """

    def __init__(self, tree: Tree, knowledge_base: KnowledgeBase) -> None:
        self.tree = tree
        self.knowledge_base = knowledge_base
        self.indexes = {question.id: index for index, question in reversed(list(enumerate(tree.questions)))}
        self.outcomes = {outcome.id: index for index, outcome in enumerate(tree.outcomes)}
        self.factors = {factor.id: index for index, factor in enumerate(tree.factors)}
        self.reasons: dict[Reason, int] = {}
        self.comparisons = Comparisons()
        self.by_id: dict[str, CompiledQuestion] = {}
        self.first_of_fact: dict[str, str] = {}

    def compile(self) -> CompiledTree:
        questions = tuple(self._compile_question(question, index) for index, question in enumerate(self.tree.questions))
        outcomes = tuple(self._compile_outcome(outcome) for outcome in self.tree.outcomes)
        return CompiledTree(
            id=self.tree.id,
            version=self.tree.version,
            title=self.tree.title,
            result=self.tree.result,
            factors=self.tree.factors,
            questions=questions,
            outcomes=outcomes,
            reasons=tuple(self.reasons),
            comparisons=self.comparisons,
            needed_bits=_find_needed_bits(questions, outcomes),
            was=self._list_former_ids(),
        )

    def _compile_question(self, question: Question, index: int) -> CompiledQuestion:
        fact = self.knowledge_base.facts.get(question.fact) if question.fact else None
        same = self._find_same_question(question)
        words: Fact | Question = fact or question
        dont_know = question.dont_know or (fact.dont_know if fact else None)
        question_type = question.type or (fact.type if fact else None) or (same.type if same else "single")
        ask_if = None if question.ask_if is None else compile_condition(question.ask_if, self.by_id, self.comparisons)
        compiled = CompiledQuestion(
            id=question.id,
            index=index,
            key=same.key if same else question.id,
            fact=question.fact,
            type=question_type,
            text=question.text or words.text or (same.text if same else question.id),
            purpose=question.purpose,
            ordered=question.ordered or words.ordered or question_type == "band" or any(option.share is not None for option in question.options),
            dont_know=dont_know.offered if dont_know else True,
            matters=dont_know.matters if dont_know else None,
            ask_if=ask_if,
            ask_condition=self._make_ask_condition(ask_if, same),
            options=self._compile_options(question, index, fact, same),
        )
        self.by_id.setdefault(question.id, compiled)
        if question.fact:
            self.first_of_fact.setdefault(question.fact, question.id)
        return compiled

    def _find_same_question(self, question: Question) -> CompiledQuestion | None:
        first = question.same_as or self.first_of_fact.get(question.fact or "")
        return self.by_id.get(first) if first else None

    def _make_ask_condition(self, ask_if: Condition | None, same: CompiledQuestion | None) -> Condition | None:
        if same is None:
            return ask_if
        not_asked = Combination("not", (self.comparisons.get("answered", same.key),))
        return not_asked if ask_if is None else combine("all", [not_asked, ask_if])

    def _compile_options(self, question: Question, index: int, fact: Fact | None, same: CompiledQuestion | None) -> tuple[CompiledOption, ...]:
        written: dict[str, Option] = {}
        for option in question.options:
            written.setdefault(option.id, option)
        if fact is not None:
            return tuple(self._compile_option(question, index, each, written.get(each.id)) for each in fact.options)
        if same is not None:
            return tuple(self._compile_option(question, index, each, written.get(each.id)) for each in same.options)
        return tuple(self._compile_option(question, index, each, each) for each in written.values())

    def _compile_option(self, question: Question, index: int, words: FactOption | CompiledOption | Option, option: Option | None) -> CompiledOption:
        return CompiledOption(
            id=words.id,
            label=(option.label if option else None) or words.label or words.id,
            exclusive=words.exclusive or bool(option and option.exclusive),
            note=bool(option and option.note),
            next=self._find_target(option.next, index) if option and option.next else None,
            effects=(*self._compile_effects(question.effects, option.share or 0), *self._compile_effects(option.effects, 1)) if option else (),
        )

    def _compile_effects(self, effects: Effects, share: int) -> tuple[CompiledEffect, ...]:
        return tuple(
            CompiledEffect(
                outcome=self.outcomes[outcome],
                factor=self.factors[factor],
                points=effect.points * share,
                reason=self.reasons.setdefault(Reason(effect.because or "", effect.sources), len(self.reasons)),
            )
            for outcome, by_factor in effects.items()
            for factor, effect in by_factor.items()
            if share and outcome in self.outcomes and factor in self.factors
        )

    def _find_target(self, written: str, index: int) -> Target | None:
        end = len(self.tree.questions)
        kind, _, name = written.partition(":")
        if written == "results":
            return Target("results", "", end)
        if kind == "outcome" and name in self.outcomes:
            return Target("outcome", name, end)
        if kind == "tree" and name:
            return Target("tree", name, end)
        later = self.indexes.get(written, -1)
        return Target("question", written, later) if later > index else None

    def _compile_outcome(self, outcome: Outcome) -> CompiledOutcome:
        approach = self.knowledge_base.approaches.get(outcome.approach or "")
        return CompiledOutcome(
            id=outcome.id,
            approach=outcome.approach,
            layer=approach.layer if approach else None,
            title=outcome.title or (approach.title if approach else outcome.id),
            role=outcome.role,
            modality=outcome.modality,
            only_by_route=outcome.only_by_route,
            when=None if outcome.when is None else compile_condition(outcome.when, self.by_id, self.comparisons),
            not_if=None if outcome.not_if is None else compile_condition(outcome.not_if, self.by_id, self.comparisons),
            ruled_out_because=outcome.ruled_out_because,
        )

    def _list_former_ids(self) -> dict[str, Any]:
        options: dict[str, dict[str, str]] = {}
        for question in self.tree.questions:
            fact = self.knowledge_base.facts.get(question.fact or "")
            named = {old: option.id for option in (fact.options if fact else ()) for old in option.was}
            named |= {old: option.id for option in question.options for old in option.was}
            if named:
                options[question.id] = named
        return {
            "question": {old: question.id for question in self.tree.questions for old in question.was},
            "outcome": {old: outcome.id for outcome in self.tree.outcomes for old in outcome.was},
            "option": options,
        }


def _find_needed_bits(questions: tuple[CompiledQuestion, ...], outcomes: tuple[CompiledOutcome, ...]) -> NeededBits:
    leader_bits = 0
    result_bits = 0
    routed = {option.next.id for question in questions for option in question.options if option.next and option.next.to == "outcome"}
    for outcome in outcomes:
        bits = bits_of(outcome.when) | bits_of(outcome.not_if)
        result_bits |= bits
        if outcome.role == "option" or outcome.id in routed:
            leader_bits |= bits
    return NeededBits(_add_ask_bits(questions, 0), _add_ask_bits(questions, leader_bits), _add_ask_bits(questions, result_bits))


def _add_ask_bits(questions: tuple[CompiledQuestion, ...], end: int) -> tuple[int, ...]:
    """Return, for each index of a question and for the end, the bits at the end and those that the questions from there on read to be asked."""
    needed = [end]
    for question in reversed(questions):
        needed.append(needed[-1] | bits_of(question.ask_condition))
    return tuple(reversed(needed))
