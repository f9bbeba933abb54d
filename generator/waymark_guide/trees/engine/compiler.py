"""A tree made ready to run: facts filled in, references turned into places, conditions into bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.conditions import Combination, Comparisons, Condition, bits_of, compile_condition, join
from waymark_guide.trees.engine.program import CompiledEffect, CompiledOption, CompiledOutcome, CompiledQuestion, CompiledTree, Reads, Reason, Target

if TYPE_CHECKING:
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Effects, Fact, FactOption, Option, Outcome, Question, Tree

__all__ = ["CompiledTree", "compile_tree"]


def compile_tree(tree: Tree, knowledge_base: KnowledgeBase) -> CompiledTree:
    """Make a tree ready to run.

    A tree with mistakes compiles too, so that the checks can look at it: a reference that leads nowhere, or backwards, is left out.
    """
    return _Compiler(tree, knowledge_base).compile()


class _Compiler:
    """What is gathered while one tree is compiled."""

    def __init__(self, tree: Tree, knowledge_base: KnowledgeBase) -> None:
        self.tree = tree
        self.knowledge_base = knowledge_base
        self.places = {question.id: place for place, question in reversed(list(enumerate(tree.questions)))}
        self.outcomes = {outcome.id: place for place, outcome in enumerate(tree.outcomes)}
        self.factors = {factor.id: place for place, factor in enumerate(tree.factors)}
        self.reasons: dict[Reason, int] = {}
        self.comparisons = Comparisons()
        self.by_id: dict[str, CompiledQuestion] = {}
        self.first_of_fact: dict[str, str] = {}

    def compile(self) -> CompiledTree:
        questions = tuple(self._question(question, place) for place, question in enumerate(self.tree.questions))
        outcomes = tuple(self._outcome(outcome) for outcome in self.tree.outcomes)
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
            reads=_reads(questions, outcomes),
            was=self._renames(),
        )

    def _question(self, question: Question, place: int) -> CompiledQuestion:
        fact = self.knowledge_base.facts.get(question.fact) if question.fact else None
        same = self._same_as(question)
        words: Fact | Question = fact or question
        dont_know = question.dont_know or (fact.dont_know if fact else None)
        given = question.type or (fact.type if fact else None) or (same.type if same else "single")
        ask_if = None if question.ask_if is None else compile_condition(question.ask_if, self.by_id, self.comparisons)
        compiled = CompiledQuestion(
            id=question.id,
            place=place,
            key=same.key if same else question.id,
            fact=question.fact,
            type=given,
            text=question.text or words.text or (same.text if same else question.id),
            purpose=question.purpose,
            ordered=question.ordered or words.ordered or given == "band" or any(option.share is not None for option in question.options),
            dont_know=dont_know.offered if dont_know else True,
            matters=dont_know.matters if dont_know else None,
            ask_if=ask_if,
            asks=self._asks(ask_if, same),
            options=self._options(question, place, fact, same),
        )
        self.by_id.setdefault(question.id, compiled)
        if question.fact:
            self.first_of_fact.setdefault(question.fact, question.id)
        return compiled

    def _same_as(self, question: Question) -> CompiledQuestion | None:
        first = question.same_as or self.first_of_fact.get(question.fact or "")
        return self.by_id.get(first) if first else None

    def _asks(self, ask_if: Condition | None, same: CompiledQuestion | None) -> Condition | None:
        if same is None:
            return ask_if
        once = Combination("not", (self.comparisons.get("answered", same.key),))
        return once if ask_if is None else join("all", [once, ask_if])

    def _options(self, question: Question, place: int, fact: Fact | None, same: CompiledQuestion | None) -> tuple[CompiledOption, ...]:
        written: dict[str, Option] = {}
        for option in question.options:
            written.setdefault(option.id, option)
        if fact is not None:
            return tuple(self._option(question, place, each, written.get(each.id)) for each in fact.options)
        if same is not None:
            return tuple(self._option(question, place, each, written.get(each.id)) for each in same.options)
        return tuple(self._option(question, place, each, each) for each in written.values())

    def _option(self, question: Question, place: int, words: FactOption | CompiledOption | Option, option: Option | None) -> CompiledOption:
        return CompiledOption(
            id=words.id,
            label=(option.label if option else None) or words.label or words.id,
            exclusive=words.exclusive or bool(option and option.exclusive),
            note=bool(option and option.note),
            next=self._target(option.next, place) if option and option.next else None,
            effects=(*self._effects(question.effects, option.share or 0), *self._effects(option.effects, 1)) if option else (),
        )

    def _effects(self, effects: Effects, share: int) -> tuple[CompiledEffect, ...]:
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

    def _target(self, written: str, place: int) -> Target | None:
        end = len(self.tree.questions)
        kind, _, name = written.partition(":")
        if written == "results":
            return Target("results", "", end)
        if kind == "outcome" and name in self.outcomes:
            return Target("outcome", name, end)
        if kind == "tree" and name:
            return Target("tree", name, end)
        later = self.places.get(written, -1)
        return Target("question", written, later) if later > place else None

    def _outcome(self, outcome: Outcome) -> CompiledOutcome:
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

    def _renames(self) -> dict[str, Any]:
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


def _reads(questions: tuple[CompiledQuestion, ...], outcomes: tuple[CompiledOutcome, ...]) -> Reads:
    ends = {"way": 0, "lead": 0, "all": 0}
    routed = {option.next.id for question in questions for option in question.options if option.next and option.next.to == "outcome"}
    for outcome in outcomes:
        bits = bits_of(outcome.when) | bits_of(outcome.not_if)
        ends["all"] |= bits
        if outcome.role == "option" or outcome.id in routed:
            ends["lead"] |= bits
    by_name = {}
    for name, bits in ends.items():
        places = [bits]
        for question in reversed(questions):
            places.append(places[-1] | bits_of(question.asks))
        by_name[name] = tuple(reversed(places))
    return Reads(**by_name)
