"""What makes no difference: questions, options and routes after which everything that is shown stays the same, and points that never count.

States are read from the ends backwards and numbered by what they come to, so that two states have one number if no answers from there on tell them
apart: the reduced graph of a decision diagram, with the points of each answer on its edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.conditions import is_met
from waymark_guide.trees.engine.leaders import find_candidates, is_ruled_out
from waymark_guide.trees.proof.reach import end_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.compiled_tree import Choice, CompiledOutcome, CompiledTree
    from waymark_guide.trees.engine.replay import End
    from waymark_guide.trees.proof.paths import Paths

Effects = tuple[tuple[int, int, int], ...]
"""Outcome, factor, points."""


class _Kind(NamedTuple):
    """Answers of one move that also bring the same points and the same notes."""

    move: int
    effects: Effects
    notes: tuple[str, ...]


class _Token(NamedTuple):
    """What one answer comes to."""

    leads: int
    effects: Effects
    notes: tuple[str, ...]


class Comparison:
    """One graph of states, compared with an eye to some of the outcomes."""

    def __init__(self, paths: Paths, outcomes: frozenset[int]) -> None:
        """Number the states by what they come to.

        Args:
            paths: the states; they keep apart all that the conditions of these outcomes read.
            outcomes: the places of the outcomes that are looked at.
        """
        self.paths = paths
        self.outcomes = outcomes
        self.kind_of = [_kinds(paths, place) for place in range(len(paths.moves))]
        self.kinds = [tuple(dict.fromkeys(kinds.values())) for kinds in self.kind_of]
        self.numbers: dict[object, int] = {}
        self.number = [0] * len(paths.places)
        self.counting = counting(paths)
        self.idle = {place: bool(layer) for place, layer in enumerate(paths.layers[:-1])}
        self.together: list[set[tuple[int, ...]]] = [set() for _ in paths.moves]
        self._compare()

    def _compare(self) -> None:
        paths = self.paths
        for state in paths.ends:
            self.number[state] = self._number(self._end(state))
        for state in paths.backward():
            place = paths.places[state]
            tokens = [self._token(kind, paths.steps[state][kind.move]) for kind in self.kinds[place]]
            first = tokens[0]
            same = all(token == first for token in tokens)
            if same and not first.effects and not first.notes:
                self.number[state] = first.leads
            else:
                self.number[state] = self._number((place, tuple(tokens)))
            if not same:
                self.idle[place] = False
            numbers: dict[_Token, int] = {}
            self.together[place].add(tuple(numbers.setdefault(token, len(numbers)) for token in tokens))

    def _number(self, comes_to: object) -> int:
        return self.numbers.setdefault(comes_to, len(self.numbers))

    def _end(self, state: int) -> object:
        paths = self.paths
        target = paths.ends[state]
        if target.to == "tree":
            return target.id
        end = end_of(paths, state)
        seen = tuple(place for place in shown(paths.tree, end) if place in self.outcomes)
        ranked = paths.tree.result.mode == "ranked" and target.to == "results"
        return ranked, seen, tuple(place for place in self.outcomes if _is_told_out(paths.tree.outcomes[place], end))

    def _token(self, kind: _Kind, to: int) -> _Token:
        counting = self.counting[to]
        effects = tuple(effect for effect in kind.effects if counting >> effect[0] & 1 and effect[0] in self.outcomes) if kind.effects else ()
        return _Token(self.number[to], effects, kind.notes)

    def alike(self, place: int, one: Value, other: Value) -> bool:
        """Whether two answers come to the same wherever the question of a place is asked."""
        kinds = self.kinds[place]
        first, second = (kinds.index(self.kind_of[place][value]) for value in (one, other))
        return first == second or all(tokens[first] == tokens[second] for tokens in self.together[place])


def _is_told_out(outcome: CompiledOutcome, end: End) -> bool:
    """Whether the result says that a gate rules the outcome out."""
    if not is_ruled_out(outcome, end.truths):
        return False
    if end.target.to == "outcome":
        return end.target.id == outcome.id
    return outcome.role == "option" and not outcome.only_by_route and is_met(outcome.when, end.truths)


def counting(paths: Paths) -> list[int]:
    """By state, as bits, the outcomes whose score may still count: those that are left in at some ranked result ahead."""
    masks = [0] * len(paths.places)
    ranked = paths.tree.result.mode == "ranked"
    for state, target in paths.ends.items():
        if ranked and target.to == "results":
            masks[state] = sum(1 << place for place in find_candidates(paths.tree, end_of(paths, state)))
    for state in paths.backward() if ranked else ():
        for to in paths.steps[state]:
            masks[state] |= masks[to]
    return masks


def _kinds(paths: Paths, place: int) -> dict[Value, _Kind]:
    """By answer, its kind."""
    return {
        value: _Kind(number, points_of(paths.tree.choice(place, value)), _notes(paths.tree, place, value))
        for number, move in enumerate(paths.moves[place])
        for value in move.values
    }


def points_of(choice: Choice) -> Effects:
    """The points of an answer, added up and in order."""
    totals: dict[tuple[int, int], int] = {}
    for effect in choice.effects:
        totals[effect.outcome, effect.factor] = totals.get((effect.outcome, effect.factor), 0) + effect.points
    return tuple((*which, points) for which, points in sorted(totals.items()) if points)


def _notes(tree: CompiledTree, place: int, value: Value) -> tuple[str, ...]:
    return tuple(option.id for option in tree.questions[place].options if option.note and option.id in value)


def idle_questions(comparisons: list[Comparison]) -> tuple[str, ...]:
    """The questions that are asked, and no answer to which changes anything that is shown."""
    tree = comparisons[0].paths.tree
    return tuple(question.id for question in tree.questions if all(each.idle[question.index] for each in comparisons))


def alike_options(comparisons: list[Comparison]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Options of a question that come to the same wherever it is asked: for a multi question, whatever else is chosen with them."""
    paths = comparisons[0].paths
    idle = idle_questions(comparisons)
    for place, question in enumerate(paths.tree.questions):
        if question.id in idle or not paths.layers[place]:
            continue
        groups: list[list[str]] = []
        for option in question.options:
            fitting = (group for group in groups if _interchangeable(comparisons, place, group[0], option.id))
            group = next(fitting, None)
            if group is None:
                groups.append([option.id])
            else:
                group.append(option.id)
        yield from ((question.id, tuple(group)) for group in groups if len(group) > 1)


def _interchangeable(comparisons: list[Comparison], place: int, one: str, other: str) -> bool:
    question = comparisons[0].paths.tree.questions[place]
    pairs: list[tuple[Value, Value]] = [((one,), (other,))]
    if question.type == "multi":
        known = comparisons[0].kind_of[place]
        swapped = {one: other, other: one}
        for value in known:
            if (one in value) != (other in value):
                after = {swapped.get(option, option) for option in value}
                pair = tuple(option for option in question.option_ids if option in after)
                if pair not in known:
                    return False
                pairs.append((value, pair))
    return all(each.alike(place, *pair) for pair in pairs for each in comparisons)


def idle_routes(paths: Paths) -> Iterator[tuple[str, str]]:
    """Options whose `next` leads where they would lead without it, wherever they are chosen."""
    for place, question in enumerate(paths.tree.questions):
        for option in question.options:
            if option.next is None or option.next.to not in {"question", "results"} or question.type == "multi" or not paths.layers[place]:
                continue
            number = next(number for number, move in enumerate(paths.moves[place]) if (option.id,) in move.values)
            gained = paths.moves[place][number].truths
            if all(
                _leads_on(paths, place + 1, paths.truths[state] | gained) == _at(paths, paths.steps[state][number]) for state in paths.layers[place]
            ):
                yield question.id, option.id


def _at(paths: Paths, state: int) -> tuple[int, int]:
    return paths.places[state], paths.truths[state]


def _leads_on(paths: Paths, place: int, truths: int) -> tuple[int, int]:
    """The question that is asked next from a place on."""
    questions = paths.tree.questions
    truths &= paths.reads[place]
    while place < len(questions) and not is_met(questions[place].ask_condition, truths):
        place += 1
        truths &= paths.reads[place]
    return place, truths


def never_counts(paths: Paths, outcomes: frozenset[int]) -> Iterator[tuple[str, str, str]]:
    """Points of an option, by question, option and outcome, that are never part of a ranking: the outcome is out whenever the option is chosen."""
    tree = paths.tree
    ahead = counting(paths)
    for place, question in enumerate(tree.questions):
        if not paths.layers[place]:
            continue
        after = [0] * len(paths.moves[place])
        for state in paths.layers[place]:
            for number, to in enumerate(paths.steps[state]):
                after[number] |= ahead[to]
        for option in question.options:
            mask = 0
            for move, each in zip(paths.moves[place], after, strict=True):
                if any(option.id in value for value in move.values):
                    mask |= each
            for outcome in sorted({effect.outcome for effect in option.effects} & outcomes):
                if not mask >> outcome & 1:
                    yield question.id, option.id, tree.outcomes[outcome].id
