"""List every state of a guide that some answers lead to, or say why there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.trees.engine.answers import MAX_FREE_OPTIONS, list_values
from waymark_guide.trees.engine.compiled_tree import Target
from waymark_guide.trees.engine.conditions import bits_of, comparisons_of, is_met
from waymark_guide.trees.proof.paths import Growth, Move, Paths, Via

if TYPE_CHECKING:
    from waymark_guide.trees.engine.compiled_tree import CompiledTree
    from waymark_guide.trees.engine.conditions import Condition, Value


def list_needed_bits(tree: CompiledTree, ends: int) -> tuple[int, ...]:
    """List by question index the comparisons that are read from there on: int, one bit a comparison.

    `ends` holds the comparisons that are read at the end. The list has one item more than there are questions.
    """
    needed_bits = [ends]
    for question in reversed(tree.questions):
        needed_bits.append(needed_bits[-1] | bits_of(question.ask_condition))
    return tuple(reversed(needed_bits))


def explore_paths(tree: CompiledTree, reads: tuple[int, ...], *, limit: int, watch: str | None = None) -> Paths | Growth:
    """List every state that some answers lead to, or say why there are more than the limit.

    Args:
        tree: the guide.
        reads: by question index, the comparisons that distinguish states, as `list_needed_bits` returns them.
        limit: the most states.
        watch: the key of a question; states are then also distinguished by whether it was asked (one more bit, see `get_watch_bit`).

    Returns:
        The states; or the reason why there are too many states, or too many answers to one question.
    """
    for question in tree.questions:
        free = sum(not option.exclusive for option in question.options)
        if question.type == "multi" and free > MAX_FREE_OPTIONS:
            return Growth(0, question.id, (), (), answers=(1 << free) - 1 + len(question.options) - free)
    watched = get_watch_bit(tree) if watch else 0
    reads = tuple(bits | watched for bits in reads)
    moves = [_group_moves(tree, index, reads[index + 1], watched if question.key == watch else 0) for index, question in enumerate(tree.questions)]
    return _Exploration(Paths(tree, reads, moves), limit).run()


def get_watch_bit(tree: CompiledTree) -> int:
    """Return the bit of the truths that says that the watched question was asked."""
    return 1 << len(tree.comparisons.by_words)


def _group_moves(tree: CompiledTree, index: int, reads: int, asked: int) -> tuple[Move, ...]:
    groups: dict[tuple[int, Target | None], list[Value]] = {}
    for value in list_values(tree.questions[index]):
        choice = tree.choice(index, value)
        groups.setdefault(((choice.truths | asked) & reads, choice.next), []).append(value)
    return tuple(Move(truths, target, tuple(values)) for (truths, target), values in groups.items())


class _TooMany(Exception):  # noqa: N818 (it never leaves this module)
    pass


class _Exploration:
    """List the states question by question. All states of a question are known before any of them is left."""

    def __init__(self, paths: Paths, limit: int) -> None:
        self.paths = paths
        self.limit = limit
        self.asks = [question.ask_condition for question in paths.tree.questions]
        self.last = len(self.asks)
        self.results = Target("results", "", self.last)
        self.arrived: list[dict[int, int]] = [{} for _ in range(self.last + 1)]
        self.ended: dict[Target, dict[int, int]] = {self.results: self.arrived[-1]}

    def run(self) -> Paths | Growth:
        paths = self.paths
        paths.layers = [[] for _ in range(self.last + 1)]
        paths.passed = [{} for _ in range(self.last)]
        try:
            self._arrive(0, 0, None, Via(0, ()))
            for index in range(self.last):
                self._follow_moves(index)
        except _TooMany:
            return self._explain_growth()
        return paths

    def _follow_moves(self, index: int) -> None:
        paths = self.paths
        depths, steps, via = paths.depths, paths.steps, paths.via
        leaving = []
        for move in paths.moves[index]:
            landing = move.next.index if move.next else index + 1
            end = move.next if move.next and move.next.to != "question" else None
            known_states = self.ended.setdefault(end, {}) if end else self.arrived[landing]
            leaving.append((move.truths, paths.reads[landing], known_states, landing, end, move.values[0]))
        for state in paths.layers[index]:
            have = paths.truths[state]
            depth = depths[state] + 1
            leads = []
            for truths, reads, known_states, landing, end, value in leaving:
                new_truths = (have | truths) & reads
                to = known_states.get(new_truths)
                if to is None:
                    to = self._arrive(landing, new_truths, end, Via(state, value))
                elif depth < depths[to]:
                    depths[to] = depth
                    via[to] = Via(state, value)
                leads.append(to)
            steps[state] = tuple(leads)

    def _arrive(self, index: int, truths: int, end: Target | None, via: Via) -> int:
        """Return the state that a path arrives at: its question is the first from the index on that is asked."""
        paths = self.paths
        if end is not None and end.to != "results":
            return self._add_state(self.ended[end], truths, self.last, end, via)
        passed = []
        while truths not in self.arrived[index]:
            if index == self.last or is_met(self.asks[index], truths):
                self._add_state(self.arrived[index], truths, index, self.results if index == self.last else None, via)
                break
            passed.append((index, truths))
            paths.passed[index].setdefault(truths, via)
            index += 1
            truths &= paths.reads[index]
        to = self.arrived[index][truths]
        for each, new_truths in passed:
            self.arrived[each][new_truths] = to
        if passed and paths.depths[via.state] + 1 < paths.depths[to]:
            paths.depths[to] = paths.depths[via.state] + 1
            paths.via[to] = via
        return to

    def _add_state(self, known_states: dict[int, int], truths: int, index: int, end: Target | None, via: Via) -> int:
        paths = self.paths
        state = len(paths.question_indices)
        if state == self.limit:
            raise _TooMany
        known_states[truths] = state
        paths.question_indices.append(index)
        paths.truths.append(truths)
        paths.depths.append(paths.depths[via.state] + 1 if state else 0)
        paths.via.append(via)
        paths.steps.append(())
        paths.layers[index].append(state)
        if end is not None:
            paths.ends[state] = end
        return state

    def _explain_growth(self) -> Growth:
        tree, paths = self.paths.tree, self.paths
        index = max(range(self.last + 1), key=lambda each: len(paths.layers[each]))
        bits = paths.reads[index]
        read_keys = [each.question for each in tree.comparisons.by_words.values() if each.bit & bits]
        before = {question.key for question in tree.questions[:index]}
        conditions: list[tuple[str, Condition | None]] = [(f"question {question.id}", question.ask_if) for question in tree.questions[index:]]
        for outcome in tree.outcomes:
            conditions += [(f"outcome {outcome.id}", outcome.when), (f"outcome {outcome.id}", outcome.not_if)]
        return Growth(
            states=len(paths.question_indices),
            question=tree.questions[index].id if index < self.last else None,
            remembered=tuple(dict.fromkeys(key for key in read_keys if key in before)),
            readers=tuple(
                dict.fromkeys(
                    name for name, condition in conditions if any(each.bit & bits and each.question in before for each in comparisons_of(condition))
                )
            ),
        )
