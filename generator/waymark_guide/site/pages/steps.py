"""A guide without script: a page for each distinguishable state, with its answers as links."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Page
from waymark_guide.site.pages.guide import SECTION, STYLES, crumbs, digest_named_cases, target_titles
from waymark_guide.site.parts.guide_words import tree_words
from waymark_guide.trees.engine.evaluation import evaluate_answers
from waymark_guide.trees.proof.state_graph import explore_states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.guide_words import OptionWords, TreeWords
    from waymark_guide.trees.engine.compiler import CompiledTree
    from waymark_guide.trees.proof.state_graph import Edge, State, StateGraph


ROUTE = "decision-trees/{step.tree.id}/steps/{step.folder}"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer as a link."""

    label: str
    hint: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Walk:
    """Every state of a guide.

    Attributes:
        graph: the states.
        evaluate: evaluates the answers that lead to a state, by its index.
    """

    graph: StateGraph
    evaluate: Callable[[int], dict[str, Any]]


_walks: dict[str, Walk | None] = {}
"""The walk of each guide by its compiled content, so that a preview explores only the guides that were edited."""


def explore_guide(compiled: CompiledTree, limit: int) -> Walk | None:
    """Explore the states of a guide; None if there are more than the limit."""
    content = f"{limit} {json.dumps(compiled.as_json())}"
    if content not in _walks:
        graph = explore_states(compiled, limit=limit)
        _walks[content] = Walk(graph, cache(lambda index: evaluate_answers(compiled, graph.states[index].witness, explain=False))) if graph else None
    return _walks[content]


class GuideSteps:
    """The linked pages of one guide."""

    def __init__(self, context: SiteContext, words: TreeWords, walk: Walk) -> None:
        """Find the address of each page."""
        self.context = context
        self.t = context.strings
        self.words = words
        self.graph = walk.graph
        self.evaluate = walk.evaluate
        self.folders = self._name_folders()

    def url(self, index: int) -> str:
        """The address of the page of a state."""
        return ROUTE.format(step=Step(self, self.graph.states[index]))

    def render(self, state: State) -> Page:
        """Render the page of a state."""
        return self._result(state) if state.question is None else self._question(state)

    def _name_folders(self) -> list[str]:
        """Name the folder of each state after its question or outcome, with a number where another state has the same name."""
        counts: dict[str, int] = {}
        folders = []
        for state in self.graph.states:
            name = "" if state.index == 0 else state.question.id if state.question else self._end_name(state)
            counts[name] = counts.get(name, 0) + 1
            folder = name if counts[name] == 1 else f"{name}--{counts[name]}"
            folders.append(f"{folder}/" if folder else "")
        return folders

    def _end_name(self, state: State) -> str:
        result = self.evaluate(state.index)["result"]
        leads = [each["id"] for each in result["outcomes"] if each["role"] == "option"]
        ending = result["jump"] or (leads[0] if leads else "nothing")
        return f"to--{ending}"

    def _question(self, state: State) -> Page:
        question = self.words.question(state.question.id) if state.question else self.words.questions[0]
        title = plain(self.words.tree.title)
        text = plain(question.compiled.text)
        left = self.evaluate(state.index)["next"]["left"]
        body = self.context.render(
            "step.html.jinja",
            words=self.words,
            question=question,
            choices=[self._choice(question.options, edge) for edge in state.edges],
            first=state.index == 0,
            left=self._format_questions_left(left["min"], left["max"]),
        )
        return self._page(state, self.t("steps.step_of", title=title, question=text), body)

    def _choice(self, options: tuple[OptionWords, ...], edge: Edge) -> Choice:
        chosen = [option for option in options if option.id in edge.value]
        return Choice("; ".join(option.label for option in chosen), chosen[0].hint if len(chosen) == 1 else None, self.url(edge.to))

    def _format_questions_left(self, fewest: int, most: int) -> str:
        if most == 1:
            return self.t("flow.left.last")
        return self.t("flow.left.exact", count=most) if fewest == most else self.t("flow.left.range", min=fewest, max=most)

    def _result(self, state: State) -> Page:
        result: dict[str, Any] = self.evaluate(state.index)["result"]
        options = [each for each in result["outcomes"] if each["role"] == "option"]
        leading = [each for each in options if each["rank"] == 1] if result["mode"] == "ranked" else options
        led = (f"tree:{result['jump']}",) if result["jump"] else tuple(each["id"] for each in leading)
        outcomes = "; ".join(target_titles(self.context, self.words, led)) or self.t("result.heading.result")
        body = self.context.render(
            "step_result.html.jinja",
            words=self.words,
            options=[self.words.outcome(each["id"]) for each in leading],
            ranked=[(self.words.outcome(each["id"]), each) for each in options] if result["mode"] == "ranked" else [],
            beside=[self.words.outcome(each["id"]) for each in result["outcomes"] if each["role"] != "option"],
            ruled_out=[self.words.outcome(each["id"]) for each in result["ruled_out"]],
            other=self.context.knowledge_base.trees.get(result["jump"] or ""),
        )
        return self._page(state, self.t("steps.result_of", title=plain(self.words.tree.title), outcomes=outcomes), body)

    def _page(self, state: State, title: str, body: str) -> Page:
        return Page(
            url=self.url(state.index),
            section=SECTION,
            title=title,
            description=title,
            body=body,
            crumbs=crumbs(self.context, tree=self.words.tree),
            kind=self.t("site.kind.guide"),
            styles=STYLES,
            indexed=False,
        )


class Step(NamedTuple):
    """A state of a guide, as a page."""

    guide: GuideSteps
    state: State

    @property
    def tree(self) -> Tree:
        """The guide."""
        return self.guide.words.tree

    @property
    def folder(self) -> str:
        """The folder of the page below that of the first step; empty for the first step."""
        return self.guide.folders[self.state.index]


def list_pages(context: SiteContext) -> Iterator[Step]:
    """A page for each state of each published guide that has few enough states."""
    for tree in context.trees:
        walk = explore_guide(context.compiled[tree.id], context.most_step_pages)
        if walk is not None:
            guide = GuideSteps(context, tree_words(context, tree), walk)
            yield from (Step(guide, state) for state in walk.graph.states)


def depends_on(context: SiteContext, step: Step) -> Iterator[str]:
    """The cases that the outcomes of the guide name."""
    return digest_named_cases(context, step.tree)


def render(_: SiteContext, step: Step) -> Page:
    """Render the page of a state."""
    return step.guide.render(step.state)
