"""The proof of one guide: what every way through it comes to, each part worked out once and only when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.answers import list_values
from waymark_guide.trees.engine.conditions import bits_of
from waymark_guide.trees.engine.leaders import find_candidates, replay_for_leaders
from waymark_guide.trees.engine.replay import PossibleAnswers
from waymark_guide.trees.proof.balance import decides_all, dominated
from waymark_guide.trees.proof.condition_contexts import seen, skipped
from waymark_guide.trees.proof.endings import dead_ends, shadow
from waymark_guide.trees.proof.equivalence import Comparison, alike_options, idle_questions, idle_routes, never_counts
from waymark_guide.trees.proof.lead_search import Lead, can_lead
from waymark_guide.trees.proof.paths import Growth, Paths, explore_paths, remembered
from waymark_guide.trees.proof.reach import NO_ROUTE, NOT_PROVED, Reach, end_of, reach_outcomes, reach_questions, routes
from waymark_guide.trees.proof.score_graph import Race
from waymark_guide.trees.proof.shares import shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome, CompiledTree
    from waymark_guide.trees.proof.condition_contexts import ConditionName, Seen, Skipped
    from waymark_guide.trees.proof.endings import DeadEnd, Shadow
    from waymark_guide.trees.proof.paths import Witness
    from waymark_guide.trees.proof.shares import Share, Shares

LIMIT = 50_000
"""How many states are looked at before a guide counts as too large to prove."""


def prove(tree: CompiledTree, *, limit: int = LIMIT) -> Proof:
    """Begin the proof of a guide. Nothing is worked out before it is asked for."""
    return Proof(tree, limit)


class Proof:
    """What holds of every way through one guide.

    `None`, or a reach whose `because` is "not proved", stands for "too large to say"; `too_large` tells what makes it grow.
    """

    def __init__(self, tree: CompiledTree, limit: int) -> None:
        """Keep the guide and the limit."""
        self.tree = tree
        self.limit = limit

    @cached_property
    def way(self) -> Paths | Growth:
        """The states, told apart only by what is asked."""
        return explore_paths(self.tree, self.tree.needed_bits.questions, limit=self.limit)

    @cached_property
    def whole(self) -> Paths | Growth:
        """The states, told apart by all that a condition reads."""
        return explore_paths(self.tree, self.tree.needed_bits.result, limit=self.limit)

    def towards(self, outcome: str) -> Paths | Growth:
        """The states, told apart by all that bears on whether one outcome is shown: the whole graph, or a smaller one where that is too large."""
        if isinstance(self.whole, Paths):
            return self.whole
        place = self._place(outcome)
        bits = 0
        first = self.tree.result.mode == "first"
        for each in self.tree.outcomes[: place + 1]:
            if each.id == outcome or (first and each.role == "option"):
                bits |= bits_of(each.when) | bits_of(each.not_if)
        return explore_paths(self.tree, remembered(self.tree, bits), limit=self.limit)

    @cached_property
    def too_large(self) -> tuple[Growth, ...]:
        """What makes the guide too large to prove, if it is."""
        graphs = (self.way, self.whole) if isinstance(self.way, Growth) else (self.whole,)
        return tuple(graph for graph in graphs if isinstance(graph, Growth))

    @cached_property
    def lead(self) -> Paths | Growth:
        """The states, told apart by what is asked and which options are left."""
        return explore_paths(self.tree, self.tree.needed_bits.leaders, limit=self.limit)

    @property
    def states(self) -> int | None:
        """How many states can be told apart by what is asked and which outcomes are shown."""
        return len(self.whole.places) if isinstance(self.whole, Paths) else None

    @property
    def paths(self) -> int | None:
        """How many complete ways there are: every different set of answers to what is asked, without "I don't know"."""
        return self.way.count if isinstance(self.way, Paths) else None

    @property
    def longest(self) -> tuple[int, Witness] | None:
        """The most questions on one way, with its answers."""
        return self.way.longest if isinstance(self.way, Paths) else None

    @property
    def shortest(self) -> tuple[int, Witness] | None:
        """The fewest questions on one way, with its answers."""
        return self.way.shortest if isinstance(self.way, Paths) else None

    @cached_property
    def questions(self) -> Mapping[str, Reach]:
        """Whether each question can be reached, with the answers before it."""
        linked = routes(self.tree)
        if isinstance(self.way, Paths):
            return reach_questions(self.way, linked)
        return {question.id: NOT_PROVED if place in linked.places else NO_ROUTE for place, question in enumerate(self.tree.questions)}

    @cached_property
    def options(self) -> Mapping[tuple[str, str], Reach]:
        """Whether each option, by question and option id, can be chosen, with the answers up to it."""
        return {
            (question.id, option.id): self._option(self.questions[question.id], question.key, [option.id] if question.type == "multi" else option.id)
            for question in self.tree.questions
            for option in question.options
        }

    def _option(self, reach: Reach, key: str, chosen: str | list[str]) -> Reach:
        if reach.witness is None:
            return reach
        return Reach(reachable=True, witness={**reach.witness, key: chosen})

    @cached_property
    def outcomes(self) -> Mapping[str, Reach]:
        """Whether each outcome can be shown, with complete answers."""
        linked = routes(self.tree)
        if isinstance(self.whole, Paths):
            return reach_outcomes(self.whole, linked, range(len(self.tree.outcomes)))
        found: dict[str, Reach] = {}
        for place, outcome in enumerate(self.tree.outcomes):
            graph = self.towards(outcome.id)
            found |= reach_outcomes(graph, linked, (place,)) if isinstance(graph, Paths) else {outcome.id: NOT_PROVED}
        return found

    @cached_property
    def dead_ends(self) -> tuple[DeadEnd, ...] | None:
        """The ends at which nothing is left to advise, the nearest first."""
        return dead_ends(self.lead) if isinstance(self.lead, Paths) else None

    @cached_property
    def shadowed(self) -> Mapping[str, Shadow]:
        """In a `first` guide, the options whose own conditions can hold, and whose place is always taken by an earlier one."""
        if self.tree.result.mode != "first":
            return {}
        graphs = ((place, outcome.id, self.towards(outcome.id)) for place, outcome in enumerate(self.tree.outcomes) if outcome.role == "option")
        found = ((outcome, shadow(graph, place)) for place, outcome, graph in graphs if isinstance(graph, Paths))
        return {outcome: each for outcome, each in found if each is not None}

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """Each condition with every set of answers with which it is read."""
        return tuple(seen(self.tree, self.way, self.whole, limit=self.limit))

    @cached_property
    def may_be_skipped(self) -> Mapping[ConditionName, Mapping[str, Skipped]]:
        """For each condition, the questions in it that may not have been asked, where that matters."""
        return skipped(self.tree, self.way, limit=self.limit) if isinstance(self.way, Paths) else {}

    @cached_property
    def idle_routes(self) -> tuple[tuple[str, str], ...]:
        """Options, by question and option id, whose `next` changes nothing."""
        return tuple(idle_routes(self.way)) if isinstance(self.way, Paths) else ()

    @cached_property
    def idle_questions(self) -> tuple[str, ...]:
        """The questions that are asked, and no answer to which changes anything that is shown."""
        return idle_questions(self._comparisons) if self._comparisons else ()

    @cached_property
    def alike(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Options of one question that come to the same wherever it is asked."""
        return tuple(alike_options(self._comparisons)) if self._comparisons else ()

    @cached_property
    def _comparisons(self) -> list[Comparison]:
        """The guide compared as a whole, or where that is too large outcome by outcome; empty where that is too large as well."""
        graphs = [(self.towards(self.tree.outcomes[place].id), frozenset(places)) for place, *places in self._pieces]
        compared = [Comparison(graph, places) for graph, places in graphs if isinstance(graph, Paths)]
        return compared if len(compared) == len(graphs) else []

    @property
    def _pieces(self) -> list[list[int]]:
        """Places of outcomes that are looked at together, each row led by one of them."""
        everything = list(range(len(self.tree.outcomes)))
        return [[0, *everything]] if isinstance(self.whole, Paths) else [[place, place] for place in everything]

    @cached_property
    def never_counts(self) -> tuple[tuple[str, str, str], ...]:
        """Points, by question, option and outcome, that are never part of a ranking."""
        if self.tree.result.mode != "ranked":
            return ()
        graphs = ((self.towards(self.tree.outcomes[place].id), frozenset(places)) for place, *places in self._pieces)
        return tuple(each for graph, places in graphs if isinstance(graph, Paths) for each in never_counts(graph, places))

    @cached_property
    def race(self) -> Race | None:
        """The points of a ranked guide on its states."""
        return Race(self.lead) if self.tree.result.mode == "ranked" and isinstance(self.lead, Paths) else None

    @cached_property
    def can_lead(self) -> Mapping[str, Lead]:
        """For each outcome that takes part, whether it can come first, alone or in a tie: with answers, with a proof, or not known."""
        routed = {option.next.id for question in self.tree.questions for option in question.options if option.next and option.next.to == "outcome"}
        return {
            outcome.id: self._lead(place, outcome)
            for place, outcome in enumerate(self.tree.outcomes)
            if outcome.id in routed or (outcome.role == "option" and not outcome.only_by_route)
        }

    def _lead(self, place: int, outcome: CompiledOutcome) -> Lead:
        graph = self.lead if isinstance(self.lead, Paths) or self.tree.result.mode == "ranked" else self.towards(outcome.id)
        if isinstance(graph, Growth):
            return Lead(None)
        ranked = self.tree.result.mode == "ranked"
        for state in sorted(graph.ends, key=graph.depths.__getitem__):
            sure = graph.ends[state].to == "outcome" or not ranked
            if sure and place in find_candidates(self.tree, end_of(graph, state)):
                return Lead(can=True, witness=graph.witness(state))
        return can_lead(self.race, place) if self.race else Lead(can=False)

    @cached_property
    def dominated(self) -> tuple[tuple[str, str], ...]:
        """Outcomes, each with one that is there whenever it is and beats it whatever the weights."""
        return tuple(dominated(self.race)) if self.race else ()

    @cached_property
    def decides_all(self) -> tuple[tuple[str, str, str], ...]:
        """Answers, by question and option, after which one outcome leads alone whatever else is answered."""
        return tuple(decides_all(self.race)) if self.race else ()

    @cached_property
    def _shares(self) -> Shares | None:
        return shares(self.race) if self.race else None

    @property
    def ties(self) -> Share | None:
        """How many ways end in an exact tie for first place; none where nothing is ranked."""
        return self._shares.ties if self._shares else None

    @property
    def close_calls(self) -> Share | None:
        """How many ways end with first and second within `close_call_within`."""
        return self._shares.close_calls if self._shares else None

    @property
    def fragile(self) -> Share | None:
        """How many ways end with an order that a few points of weight would turn over."""
        return self._shares.fragile if self._shares else None

    @cached_property
    def completions(self) -> int | None:
        """In how many different ways the guide ends when everything is unknown; none where there are too many to follow."""
        given = {question.key: PossibleAnswers(list_values(question)) for question in self.tree.questions}
        followed = replay_for_leaders(self.tree, given)
        return len(followed.ends) if followed.is_complete else None

    def _place(self, outcome: str) -> int:
        return next(place for place, each in enumerate(self.tree.outcomes) if each.id == outcome)
