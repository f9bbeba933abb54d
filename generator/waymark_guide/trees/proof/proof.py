"""The proof of one guide: what is true of every path through it. Each part is computed once, when it is first read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.answers import list_values
from waymark_guide.trees.engine.conditions import bits_of
from waymark_guide.trees.engine.leaders import find_candidates, replay_for_leaders
from waymark_guide.trees.engine.replay import PossibleAnswers
from waymark_guide.trees.proof.balance import find_deciding_options, find_dominated
from waymark_guide.trees.proof.condition_contexts import find_condition_contexts, find_skipped_questions
from waymark_guide.trees.proof.endings import find_dead_ends, find_shadow
from waymark_guide.trees.proof.equivalence import StateEquivalence, find_equivalent_options, find_idle_questions, find_idle_routes, find_unused_points
from waymark_guide.trees.proof.lead_search import Lead, find_lead
from waymark_guide.trees.proof.path_exploration import explore_paths, list_needed_bits
from waymark_guide.trees.proof.paths import Growth, Paths
from waymark_guide.trees.proof.reach import NO_ROUTE, NOT_PROVED, Reach, find_routes, get_end, reach_outcomes, reach_questions
from waymark_guide.trees.proof.score_graph import ScoreGraph
from waymark_guide.trees.proof.shares import count_shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree
    from waymark_guide.trees.proof.condition_contexts import ConditionContexts, ConditionName, SkippedQuestion
    from waymark_guide.trees.proof.endings import DeadEnd, Shadow
    from waymark_guide.trees.proof.paths import Witness
    from waymark_guide.trees.proof.shares import Share, Shares

LIMIT = 50_000
"""The most states of a graph. A guide with more states is too large to prove."""


def prove(tree: CompiledTree, *, limit: int = LIMIT) -> Proof:
    """Make the proof of a guide. Each part is computed when it is first read."""
    return Proof(tree, limit)


class Proof:
    """What is true of every path through one guide.

    `None`, or a reach whose `because` is "not proved", means that the guide is too large; `too_large` says what makes it grow.
    """

    def __init__(self, tree: CompiledTree, limit: int) -> None:
        """Keep the guide and the limit."""
        self.tree = tree
        self.limit = limit

    @cached_property
    def asked_paths(self) -> Paths | Growth:
        """The states, distinguished only by which questions are asked."""
        return explore_paths(self.tree, self.tree.needed_bits.questions, limit=self.limit)

    @cached_property
    def result_paths(self) -> Paths | Growth:
        """The states, distinguished by all that a condition reads."""
        return explore_paths(self.tree, self.tree.needed_bits.result, limit=self.limit)

    def explore_towards(self, outcome: str) -> Paths | Growth:
        """Return the states, distinguished by all that decides whether one outcome is shown.

        This is the whole graph, or a smaller one if the whole graph is too large.
        """
        if isinstance(self.result_paths, Paths):
            return self.result_paths
        index = self._find_index(outcome)
        bits = 0
        first = self.tree.result.mode == "first"
        for each in self.tree.outcomes[: index + 1]:
            if each.id == outcome or (first and each.role == "option"):
                bits |= bits_of(each.when) | bits_of(each.not_if)
        return explore_paths(self.tree, list_needed_bits(self.tree, bits), limit=self.limit)

    @cached_property
    def too_large(self) -> tuple[Growth, ...]:
        """What makes the guide too large to prove, if it is."""
        graphs = (self.asked_paths, self.result_paths) if isinstance(self.asked_paths, Growth) else (self.result_paths,)
        return tuple(graph for graph in graphs if isinstance(graph, Growth))

    @cached_property
    def leader_paths(self) -> Paths | Growth:
        """The states, distinguished by which questions are asked and which options are left."""
        return explore_paths(self.tree, self.tree.needed_bits.leaders, limit=self.limit)

    @property
    def states(self) -> int | None:
        """The number of states that differ in which questions are asked or which outcomes are shown."""
        return len(self.result_paths.question_indices) if isinstance(self.result_paths, Paths) else None

    @property
    def paths(self) -> int | None:
        """The number of complete paths: every different set of answers to what is asked, without "I don't know"."""
        return self.asked_paths.count if isinstance(self.asked_paths, Paths) else None

    @property
    def longest(self) -> tuple[int, Witness] | None:
        """The largest number of questions on one path, with its answers."""
        return self.asked_paths.longest if isinstance(self.asked_paths, Paths) else None

    @property
    def shortest(self) -> tuple[int, Witness] | None:
        """The smallest number of questions on one path, with its answers."""
        return self.asked_paths.shortest if isinstance(self.asked_paths, Paths) else None

    @cached_property
    def questions(self) -> Mapping[str, Reach]:
        """Whether each question can be reached, with the answers before it."""
        linked = find_routes(self.tree)
        if isinstance(self.asked_paths, Paths):
            return reach_questions(self.asked_paths, linked)
        return {question.id: NOT_PROVED if index in linked.question_indices else NO_ROUTE for index, question in enumerate(self.tree.questions)}

    @cached_property
    def options(self) -> Mapping[tuple[str, str], Reach]:
        """Whether each option, by question and option id, can be chosen, with the answers up to it."""
        return {
            (question.id, option.id): self._extend_reach(
                self.questions[question.id], question.key, [option.id] if question.type == "multi" else option.id
            )
            for question in self.tree.questions
            for option in question.options
        }

    def _extend_reach(self, reach: Reach, key: str, chosen: str | list[str]) -> Reach:
        if reach.witness is None:
            return reach
        return Reach(reachable=True, witness={**reach.witness, key: chosen})

    @cached_property
    def outcomes(self) -> Mapping[str, Reach]:
        """Whether each outcome can be shown, with complete answers."""
        linked = find_routes(self.tree)
        if isinstance(self.result_paths, Paths):
            return reach_outcomes(self.result_paths, linked, range(len(self.tree.outcomes)))
        found: dict[str, Reach] = {}
        for index, outcome in enumerate(self.tree.outcomes):
            graph = self.explore_towards(outcome.id)
            found |= reach_outcomes(graph, linked, (index,)) if isinstance(graph, Paths) else {outcome.id: NOT_PROVED}
        return found

    @cached_property
    def dead_ends(self) -> tuple[DeadEnd, ...] | None:
        """The ends with no option left, those with the fewest answers first."""
        return find_dead_ends(self.leader_paths) if isinstance(self.leader_paths, Paths) else None

    @cached_property
    def shadowed_outcomes(self) -> Mapping[str, Shadow]:
        """In a `first` guide, the options whose own conditions can hold but that an earlier option always precedes."""
        if self.tree.result.mode != "first":
            return {}
        graphs = (
            (index, outcome.id, self.explore_towards(outcome.id)) for index, outcome in enumerate(self.tree.outcomes) if outcome.role == "option"
        )
        found = ((outcome, find_shadow(graph, index)) for index, outcome, graph in graphs if isinstance(graph, Paths))
        return {outcome: each for outcome, each in found if each is not None}

    @cached_property
    def condition_contexts(self) -> tuple[ConditionContexts, ...]:
        """Each condition with every set of answers with which it is read."""
        return tuple(find_condition_contexts(self.tree, self.asked_paths, self.result_paths, limit=self.limit))

    @cached_property
    def skipped_questions(self) -> Mapping[ConditionName, Mapping[str, SkippedQuestion]]:
        """For each condition, the questions in it that may not have been asked and whose answer would change its value."""
        return find_skipped_questions(self.tree, self.asked_paths, limit=self.limit) if isinstance(self.asked_paths, Paths) else {}

    @cached_property
    def idle_routes(self) -> tuple[tuple[str, str], ...]:
        """Options, by question and option id, whose `next` changes nothing."""
        return tuple(find_idle_routes(self.asked_paths)) if isinstance(self.asked_paths, Paths) else ()

    @cached_property
    def idle_questions(self) -> tuple[str, ...]:
        """The ids of the questions that are asked and whose answers change nothing that is shown."""
        return find_idle_questions(self._equivalences) if self._equivalences else ()

    @cached_property
    def equivalent_options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(question id, option ids) of options that have the same results wherever the question is asked."""
        return tuple(find_equivalent_options(self._equivalences)) if self._equivalences else ()

    @cached_property
    def _equivalences(self) -> list[StateEquivalence]:
        """The states of the whole guide, or of each outcome if the whole is too large; empty if those are too large as well."""
        graphs = [(self.explore_towards(self.tree.outcomes[index].id), frozenset(indices)) for index, *indices in self._outcome_groups]
        compared = [StateEquivalence(graph, indices) for graph, indices in graphs if isinstance(graph, Paths)]
        return compared if len(compared) == len(graphs) else []

    @property
    def _outcome_groups(self) -> list[list[int]]:
        """Indices of outcomes that are compared together. Each row begins with the outcome whose states are used."""
        everything = list(range(len(self.tree.outcomes)))
        return [[0, *everything]] if isinstance(self.result_paths, Paths) else [[index, index] for index in everything]

    @cached_property
    def unused_points(self) -> tuple[tuple[str, str, str], ...]:
        """(question id, option id, outcome id) of points that never count in a ranking."""
        if self.tree.result.mode != "ranked":
            return ()
        graphs = ((self.explore_towards(self.tree.outcomes[index].id), frozenset(indices)) for index, *indices in self._outcome_groups)
        return tuple(each for graph, indices in graphs if isinstance(graph, Paths) for each in find_unused_points(graph, indices))

    @cached_property
    def score_graph(self) -> ScoreGraph | None:
        """The points of a ranked guide on its states."""
        return ScoreGraph(self.leader_paths) if self.tree.result.mode == "ranked" and isinstance(self.leader_paths, Paths) else None

    @cached_property
    def can_lead(self) -> Mapping[str, Lead]:
        """For each outcome that takes part, whether it can come first, alone or in a tie."""
        routed = {option.next.id for question in self.tree.questions for option in question.options if option.next and option.next.to == "outcome"}
        return {
            outcome.id: self._find_lead(index, outcome)
            for index, outcome in enumerate(self.tree.outcomes)
            if outcome.id in routed or (outcome.role == "option" and not outcome.only_by_route)
        }

    def _find_lead(self, index: int, outcome: CompiledOutcome) -> Lead:
        graph = self.leader_paths if isinstance(self.leader_paths, Paths) or self.tree.result.mode == "ranked" else self.explore_towards(outcome.id)
        if isinstance(graph, Growth):
            return Lead(None)
        ranked = self.tree.result.mode == "ranked"
        for state in sorted(graph.ends, key=graph.depths.__getitem__):
            sure = graph.ends[state].to == "outcome" or not ranked
            if sure and index in find_candidates(self.tree, get_end(graph, state)):
                return Lead(can_lead=True, witness=graph.get_witness(state))
        return find_lead(self.score_graph, index) if self.score_graph else Lead(can_lead=False)

    @cached_property
    def dominated_outcomes(self) -> tuple[tuple[str, str], ...]:
        """(outcome id, better outcome id), where the better outcome beats the other under any weights."""
        return tuple(find_dominated(self.score_graph)) if self.score_graph else ()

    @cached_property
    def deciding_options(self) -> tuple[tuple[str, str, str], ...]:
        """(question id, option id, outcome id), where the outcome leads alone after the option, whatever the other answers."""
        return tuple(find_deciding_options(self.score_graph)) if self.score_graph else ()

    @cached_property
    def _shares(self) -> Shares | None:
        return count_shares(self.score_graph) if self.score_graph else None

    @property
    def ties(self) -> Share | None:
        """The share of paths that end in an exact tie for first place; none if nothing is ranked."""
        return self._shares.ties if self._shares else None

    @property
    def close_calls(self) -> Share | None:
        """The share of paths on which first and second are within `close_call_within` points."""
        return self._shares.close_calls if self._shares else None

    @property
    def fragile(self) -> Share | None:
        """The share of paths on which another outcome leads if a few points of weight move from one factor to another."""
        return self._shares.fragile if self._shares else None

    @cached_property
    def completions(self) -> int | None:
        """The number of different ends when every answer is unknown; none if there are too many to follow."""
        unknown_answers = {question.key: PossibleAnswers(list_values(question)) for question in self.tree.questions}
        replayed = replay_for_leaders(self.tree, unknown_answers)
        return len(replayed.ends) if replayed.is_complete else None

    def _find_index(self, outcome: str) -> int:
        return next(index for index, each in enumerate(self.tree.outcomes) if each.id == outcome)
