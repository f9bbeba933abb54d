"""Find what makes no difference: questions, options and routes that change nothing that is shown, and points that never count.

States are numbered from the ends backwards. Two states have one number if the same answers from there on always give the same results.
This is the reduced graph of a decision diagram, with the points of each answer on its edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.engine.conditions import is_met
from waymark_guide.trees.engine.leaders import find_candidates, is_ruled_out
from waymark_guide.trees.proof.reach import find_shown_outcomes, get_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.trees.engine.compiled_tree import Choice, CompiledOutcome, CompiledTree
    from waymark_guide.trees.engine.conditions import Value
    from waymark_guide.trees.engine.replay import End
    from waymark_guide.trees.proof.paths import Paths

Effects = tuple[tuple[int, int, int], ...]
"""(outcome index, factor index, points) for each effect."""


class _AnswerKind(NamedTuple):
    """Answers of one move that have the same points and the same notes."""

    move: int
    effects: Effects
    notes: tuple[str, ...]


class _Consequence(NamedTuple):
    """What follows from one answer: the number of the next state, the points that count, and the notes."""

    leads: int
    effects: Effects
    notes: tuple[str, ...]


class StateEquivalence:
    """The states of one graph, numbered by the results that they lead to, for some of the outcomes."""

    def __init__(self, paths: Paths, outcomes: frozenset[int]) -> None:
        """Number the states by the results that they lead to.

        Args:
            paths: the states; they must distinguish all that the conditions of these outcomes read.
            outcomes: the indices of the outcomes to compare.
        """
        self.paths = paths
        self.outcomes = outcomes
        self.kind_of = [_list_kinds(paths, index) for index in range(len(paths.moves))]
        self.kinds = [tuple(dict.fromkeys(kinds.values())) for kinds in self.kind_of]
        self.number_by_key: dict[object, int] = {}
        self.number_of = [0] * len(paths.question_indices)
        self.counting = find_counting_outcomes(paths)
        self.idle = {index: bool(layer) for index, layer in enumerate(paths.layers[:-1])}
        self.token_patterns: list[set[tuple[int, ...]]] = [set() for _ in paths.moves]
        self._number_states()

    def _number_states(self) -> None:
        paths = self.paths
        for state in paths.ends:
            self.number_of[state] = self._number(self._summarise_end(state))
        for state in paths.iterate_backward():
            index = paths.question_indices[state]
            tokens = [self._make_token(kind, paths.steps[state][kind.move]) for kind in self.kinds[index]]
            first = tokens[0]
            same = all(token == first for token in tokens)
            if same and not first.effects and not first.notes:
                self.number_of[state] = first.leads
            else:
                self.number_of[state] = self._number((index, tuple(tokens)))
            if not same:
                self.idle[index] = False
            numbers: dict[_Consequence, int] = {}
            self.token_patterns[index].add(tuple(numbers.setdefault(token, len(numbers)) for token in tokens))

    def _number(self, comes_to: object) -> int:
        return self.number_by_key.setdefault(comes_to, len(self.number_by_key))

    def _summarise_end(self, state: int) -> object:
        paths = self.paths
        target = paths.ends[state]
        if target.to == "tree":
            return target.id
        end = get_end(paths, state)
        seen = tuple(index for index in find_shown_outcomes(paths.tree, end) if index in self.outcomes)
        ranked = paths.tree.result.mode == "ranked" and target.to == "results"
        return ranked, seen, tuple(index for index in self.outcomes if _is_listed_as_ruled_out(paths.tree.outcomes[index], end))

    def _make_token(self, kind: _AnswerKind, to: int) -> _Consequence:
        find_counting_outcomes = self.counting[to]
        effects = (
            tuple(effect for effect in kind.effects if find_counting_outcomes >> effect[0] & 1 and effect[0] in self.outcomes) if kind.effects else ()
        )
        return _Consequence(self.number_of[to], effects, kind.notes)

    def are_equivalent(self, index: int, one: Value, other: Value) -> bool:
        """Whether two answers to a question have the same results wherever it is asked."""
        kinds = self.kinds[index]
        first, second = (kinds.index(self.kind_of[index][value]) for value in (one, other))
        return first == second or all(tokens[first] == tokens[second] for tokens in self.token_patterns[index])


def _is_listed_as_ruled_out(outcome: CompiledOutcome, end: End) -> bool:
    """Whether the result lists the outcome as ruled out."""
    if not is_ruled_out(outcome, end.truths):
        return False
    if end.target.to == "outcome":
        return end.target.id == outcome.id
    return outcome.role == "option" and not outcome.only_by_route and is_met(outcome.when, end.truths)


def find_counting_outcomes(paths: Paths) -> list[int]:
    """Return by state the outcomes whose score can still count: int, one bit an outcome.

    These are the outcomes that take part in some ranked result after the state.
    """
    masks = [0] * len(paths.question_indices)
    ranked = paths.tree.result.mode == "ranked"
    for state, target in paths.ends.items():
        if ranked and target.to == "results":
            masks[state] = sum(1 << index for index in find_candidates(paths.tree, get_end(paths, state)))
    for state in paths.iterate_backward() if ranked else ():
        for to in paths.steps[state]:
            masks[state] |= masks[to]
    return masks


def _list_kinds(paths: Paths, index: int) -> dict[Value, _AnswerKind]:
    """Return the kind of each answer to a question."""
    return {
        value: _AnswerKind(number, add_up_points(paths.tree.choice(index, value)), _list_notes(paths.tree, index, value))
        for number, move in enumerate(paths.moves[index])
        for value in move.values
    }


def add_up_points(choice: Choice) -> Effects:
    """Add up the points of an answer by outcome and factor. Returns (outcome index, factor index, points), sorted, without zeros."""
    totals: dict[tuple[int, int], int] = {}
    for effect in choice.effects:
        totals[effect.outcome, effect.factor] = totals.get((effect.outcome, effect.factor), 0) + effect.points
    return tuple((*which, points) for which, points in sorted(totals.items()) if points)


def _list_notes(tree: CompiledTree, index: int, value: Value) -> tuple[str, ...]:
    return tuple(option.id for option in tree.questions[index].options if option.note and option.id in value)


def find_idle_questions(comparisons: list[StateEquivalence]) -> tuple[str, ...]:
    """Find the ids of the questions that are asked and whose answers change nothing that is shown."""
    tree = comparisons[0].paths.tree
    return tuple(question.id for question in tree.questions if all(each.idle[question.index] for each in comparisons))


def find_equivalent_options(comparisons: list[StateEquivalence]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Find options of a question that have the same results wherever it is asked. Yields (question id, option ids).

    Options of a multi question are equivalent only if this is true whatever else is chosen with them.
    """
    paths = comparisons[0].paths
    idle = find_idle_questions(comparisons)
    for index, question in enumerate(paths.tree.questions):
        if question.id in idle or not paths.layers[index]:
            continue
        groups: list[list[str]] = []
        for option in question.options:
            fitting = (group for group in groups if _is_interchangeable(comparisons, index, group[0], option.id))
            group = next(fitting, None)
            if group is None:
                groups.append([option.id])
            else:
                group.append(option.id)
        yield from ((question.id, tuple(group)) for group in groups if len(group) > 1)


def _is_interchangeable(comparisons: list[StateEquivalence], index: int, one: str, other: str) -> bool:
    question = comparisons[0].paths.tree.questions[index]
    pairs: list[tuple[Value, Value]] = [((one,), (other,))]
    if question.type == "multi":
        kinds = comparisons[0].kind_of[index]
        swapped = {one: other, other: one}
        for value in kinds:
            if (one in value) != (other in value):
                after = {swapped.get(option, option) for option in value}
                pair = tuple(option for option in question.option_ids if option in after)
                if pair not in kinds:
                    return False
                pairs.append((value, pair))
    return all(each.are_equivalent(index, *pair) for pair in pairs for each in comparisons)


def find_idle_routes(paths: Paths) -> Iterator[tuple[str, str]]:
    """Find options whose `next` changes nothing, wherever they are chosen. Yields (question id, option id)."""
    for index, question in enumerate(paths.tree.questions):
        for option in question.options:
            if option.next is None or option.next.to not in {"question", "results"} or question.type == "multi" or not paths.layers[index]:
                continue
            number = next(number for number, move in enumerate(paths.moves[index]) if (option.id,) in move.values)
            gained = paths.moves[index][number].truths
            if all(
                _find_next_question(paths, index + 1, paths.truths[state] | gained) == _get_state_key(paths, paths.steps[state][number])
                for state in paths.layers[index]
            ):
                yield question.id, option.id


def _get_state_key(paths: Paths, state: int) -> tuple[int, int]:
    return paths.question_indices[state], paths.truths[state]


def _find_next_question(paths: Paths, index: int, truths: int) -> tuple[int, int]:
    """Find the question that is asked next, from an index on. Returns (question index, truths)."""
    questions = paths.tree.questions
    truths &= paths.reads[index]
    while index < len(questions) and not is_met(questions[index].ask_condition, truths):
        index += 1
        truths &= paths.reads[index]
    return index, truths


def find_unused_points(paths: Paths, outcomes: frozenset[int]) -> Iterator[tuple[str, str, str]]:
    """Find points of an option that never count in a ranking. Yields (question id, option id, outcome id).

    The outcome never takes part after this option is chosen.
    """
    tree = paths.tree
    ahead = find_counting_outcomes(paths)
    for index, question in enumerate(tree.questions):
        if not paths.layers[index]:
            continue
        after = [0] * len(paths.moves[index])
        for state in paths.layers[index]:
            for number, to in enumerate(paths.steps[state]):
                after[number] |= ahead[to]
        for option in question.options:
            mask = 0
            for move, each in zip(paths.moves[index], after, strict=True):
                if any(option.id in value for value in move.values):
                    mask |= each
            for outcome in sorted({effect.outcome for effect in option.effects} & outcomes):
                if not mask >> outcome & 1:
                    yield question.id, option.id, tree.outcomes[outcome].id
