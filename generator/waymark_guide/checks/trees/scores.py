"""Scores: weights that add up, points in range, reasons for all of them, and don't-knows that are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Effect, Effects, Facts, Outcome, Tree

WHOLE = 100
MOST_POINTS = 4

WEIGHTS = declare(
    "T501",
    "weights-not-100",
    "The weights of the factors total 100.",
    why="Readers see each weight as a share of 100, and could not compare the scores otherwise.",
    fix="Change the weights until they total 100.",
    wrong="- {id: market, label: Suppliers, weight: 30}",
    right="- {id: market, label: Suppliers, weight: 40}",
)
POINTS = declare(
    "T502",
    "points-out-of-range",
    "Points are a whole number from -4 to 4, and not 0.",
    why="One answer could outweigh all others, or count for nothing.",
    fix="Use 1 or 2 for a light effect, 3 or 4 for a strong one, and a minus sign where it counts against. Leave out an effect of 0.",
    wrong="grant: {fit: {points: 9, because: The results can be checked.}}",
    right="grant: {fit: {points: 2, because: The results can be checked.}}",
)
NOT_RANKED = declare(
    "T503",
    "effect-not-ranked",
    "Points go to outcomes that are ranked.",
    why="These points would count for nothing.",
    fix="Delete the effect; or give the outcome the role option and the tree the mode ranked.",
    wrong="together: {fit: {points: 2, because: The results can be checked.}}",
    right="grant: {fit: {points: 2, because: The results can be checked.}}",
)
IDLE_FACTOR = declare(
    "T210",
    "factor-without-effect",
    "Every factor that has a weight gets points from some answer.",
    why="Readers see its weight and may change it, and nothing happens. The other factors share less than 100.",
    fix="Give points on it, or delete it and share its weight among the others.",
    severity="warning",
    wrong="- {id: fit, label: Strategic fit, weight: 50}\n  - {id: ease, label: Ease, weight: 10}",
    right="- {id: fit, label: Strategic fit, weight: 60}",
)
SWITCHED_OFF = declare(
    "T512",
    "dont-know-switched-off",
    "“I don't know” is offered, unless there is a reason not to.",
    why="Somebody who does not know would have to guess, or give up.",
    fix='Delete "dont_know: false", or say why: dont_know: {offered: no, because: "..."}.',
    wrong="dont_know: false",
    right="dont_know: {help: Ask your analyst., matters: high}",
)
NO_REASON = declare(
    "T515",
    "effect-without-reason",
    "Every effect says because of what.",
    why="A score without a reason cannot be defended before a board.",
    fix='Add "because" with a sentence that could be read out.',
    wrong="grant: {fit: {points: 2}}",
    right="grant: {fit: {points: 2, because: The results can be checked.}}",
)


def check(subject: Subject[Tree]) -> Iterator[Finding]:
    """The weights, effects and don't-knows of a tree."""
    tree = subject.record
    outcomes = {outcome.id: outcome for outcome in tree.outcomes}
    yield from _weights(subject)
    used = {path[-1] for path, _, _ in _effects(tree)}
    for place, factor in enumerate(tree.factors if tree.result.mode == "ranked" else ()):
        if factor.weight and factor.id not in used:
            yield subject.finding(
                IDLE_FACTOR, ("factors", place, "id"), f'"{factor.label}" weighs {factor.weight}, and no answer gives points on it.'
            )
    for path, outcome_id, effect in _effects(tree):
        outcome = outcomes.get(outcome_id)
        if outcome is not None:
            yield from _effect(subject, path, outcome, effect)
    for place, question in enumerate(tree.questions):
        yield from _dont_know(subject, ("questions", place, "dont_know"), question.text or question.id, question.dont_know)


def check_facts(subject: Subject[Facts]) -> Iterator[Finding]:
    """The don't-knows of shared facts."""
    for place, fact in enumerate(subject.record.facts):
        yield from _dont_know(subject, ("facts", place, "dont_know"), fact.text, fact.dont_know)


def _weights(subject: Subject[Tree]) -> Iterator[Finding]:
    tree = subject.record
    total = sum(factor.weight for factor in tree.factors)
    if tree.factors and total != WHOLE:
        difference = f"{WHOLE - total} short" if total < WHOLE else f"{total - WHOLE} too many"
        yield subject.finding(WEIGHTS, ("factors",), f"The weights total {total}: {difference}.", key=True)
    elif not tree.factors and tree.result.mode == "ranked" and "factors" not in subject.spoilt:
        message = "This tree ranks its outcomes, and has no factors."
        yield subject.finding(WEIGHTS, ("result", "mode"), message, fix='Add "factors" with weights that total 100, or choose the mode first or all.')


def _effects(tree: Tree) -> Iterator[tuple[Path, str, Effect]]:
    for place, question in enumerate(tree.questions):
        found: list[tuple[Path, Effects]] = [(("questions", place, "effects"), question.effects)]
        found += [(("questions", place, "options", number, "effects"), option.effects) for number, option in enumerate(question.options)]
        for path, effects in found:
            for outcome, by_factor in effects.items():
                for factor, effect in by_factor.items():
                    yield (*path, outcome, factor), outcome, effect


def _effect(subject: Subject[Tree], path: Path, outcome: Outcome, effect: Effect) -> Iterator[Finding]:
    name = outcome.title or outcome.id
    if subject.record.result.mode != "ranked":
        message = f'Points are given to "{name}", and this tree does not rank: its mode is {subject.record.result.mode}.'
        yield subject.finding(NOT_RANKED, path[:-1], message, key=True)
    elif outcome.role != "option" or outcome.only_by_route:
        state = "is reached only by a jump" if outcome.only_by_route else f"has the role {outcome.role}"
        yield subject.finding(NOT_RANKED, path[:-1], f'Points are given to "{name}", which {state}.', key=True)
    if effect.points == 0 or abs(effect.points) > MOST_POINTS:
        yield subject.finding(POINTS, (*path, "points"), f"{effect.points} is not a number of points that can be given.")
    if not effect.because:
        yield subject.finding(NO_REASON, path, f'No reason is given for these points for "{name}".', key=True)


def _dont_know(subject: Subject[Tree] | Subject[Facts], path: Path, text: str, dont_know: object) -> Iterator[Finding]:
    if dont_know is not None and not getattr(dont_know, "offered", True) and not getattr(dont_know, "because", None):
        yield subject.finding(SWITCHED_OFF, path, f'"I don\'t know" is switched off for "{text}", and no reason is given.', key=True)
