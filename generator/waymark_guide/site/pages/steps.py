"""A guide without script: a page for each distinguishable state, its answers as links; where these are too many, the whole guide on one page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from waymark_guide.site.markdown import plain
from waymark_guide.site.page import Draft, Page
from waymark_guide.site.pages.decision_table import reasons_by_question
from waymark_guide.site.pages.guide import SECTION, STYLES, crumbs, shown_cases, target_titles
from waymark_guide.site.parts.guide_words import tree_words
from waymark_guide.trees.engine.evaluation import evaluate_answers
from waymark_guide.trees.proof.state_graph import explore_states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.guide_words import OptionWords, TreeWords
    from waymark_guide.trees.engine.compiler import CompiledTree
    from waymark_guide.trees.proof.state_graph import Edge, State, StateGraph


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer as a link."""

    label: str
    hint: str | None
    url: str


def pages(context: SiteContext) -> Iterator[Draft]:
    """For each published guide its linked steps, or the one long page."""
    for tree in context.trees:
        words = tree_words(context, tree)
        walk = walked(words.compiled, context.most_step_pages)
        if walk is None:
            yield Draft(f"{words.url}steps/", partial(_whole, context, words), reads=partial(shown_cases, context, tree))
        else:
            yield from _Steps(context, words, walk).drafts()


@dataclass(frozen=True, slots=True)
class Walk:
    """Every state of a guide, and what gives all that is known in one."""

    graph: StateGraph
    told: Callable[[int], dict[str, Any]]


_KEPT: dict[str, Walk | None] = {}
"""The walk of each content of a guide: a preview walks only the guides that were edited."""


def walked(compiled: CompiledTree, limit: int) -> Walk | None:
    """The states of a guide; none where there are more than the limit."""
    content = f"{limit} {json.dumps(compiled.as_json())}"
    if content not in _KEPT:
        graph = explore_states(compiled, limit=limit)
        _KEPT[content] = Walk(graph, cache(lambda place: evaluate_answers(compiled, graph.states[place].witness, explain=False))) if graph else None
    return _KEPT[content]


class _Steps:
    """The linked pages of one guide."""

    def __init__(self, context: SiteContext, words: TreeWords, walk: Walk) -> None:
        self.context = context
        self.say = context.strings
        self.words = words
        self.graph = walk.graph
        self.told = walk.told
        self.urls = self._addresses()

    def drafts(self) -> Iterator[Draft]:
        """A page for each state, made from the guide and the cases that it names."""
        reads = partial(shown_cases, self.context, self.words.tree)
        for state in self.graph.states:
            make = self._result if state.question is None else self._question
            yield Draft(self.urls[state.index], partial(make, state), reads=reads)

    def _addresses(self) -> list[str]:
        """For each state the address that its question or outcome gives it, with a number where another state had it first."""
        taken: dict[str, int] = {}
        found = []
        for state in self.graph.states:
            name = "" if state.index == 0 else state.question.id if state.question else self._end_name(state)
            taken[name] = taken.get(name, 0) + 1
            folder = name if taken[name] == 1 else f"{name}--{taken[name]}"
            found.append(f"{self.words.url}steps/{folder}/" if folder else f"{self.words.url}steps/")
        return found

    def _end_name(self, state: State) -> str:
        result = self.told(state.index)["result"]
        leads = [each["id"] for each in result["outcomes"] if each["role"] == "option"]
        ending = result["jump"] or (leads[0] if leads else "nothing")
        return f"to--{ending}"

    def _question(self, state: State) -> Page:
        question = self.words.question(state.question.id) if state.question else self.words.questions[0]
        title = plain(self.words.tree.title)
        text = plain(question.compiled.text)
        left = self.told(state.index)["next"]["left"]
        body = self.context.render(
            "step.html.jinja",
            words=self.words,
            question=question,
            choices=[self._choice(question.options, edge) for edge in state.edges],
            first=state.index == 0,
            left=self._left(left["min"], left["max"]),
        )
        return self._page(state, self.say("steps.step_of", title=title, question=text), body)

    def _choice(self, options: tuple[OptionWords, ...], edge: Edge) -> Choice:
        chosen = [option for option in options if option.id in edge.value]
        return Choice("; ".join(option.label for option in chosen), chosen[0].hint if len(chosen) == 1 else None, self.urls[edge.to])

    def _left(self, fewest: int, most: int) -> str:
        if most == 1:
            return self.say("flow.left.last")
        return self.say("flow.left.exact", count=most) if fewest == most else self.say("flow.left.range", min=fewest, max=most)

    def _result(self, state: State) -> Page:
        result: dict[str, Any] = self.told(state.index)["result"]
        options = [each for each in result["outcomes"] if each["role"] == "option"]
        leading = [each for each in options if each["rank"] == 1] if result["mode"] == "ranked" else options
        led = (f"tree:{result['jump']}",) if result["jump"] else tuple(each["id"] for each in leading)
        outcomes = "; ".join(target_titles(self.context, self.words, led)) or self.say("result.heading.result")
        body = self.context.render(
            "step_result.html.jinja",
            words=self.words,
            options=[self.words.outcome(each["id"]) for each in leading],
            ranked=[(self.words.outcome(each["id"]), each) for each in options] if result["mode"] == "ranked" else [],
            beside=[self.words.outcome(each["id"]) for each in result["outcomes"] if each["role"] != "option"],
            ruled_out=[self.words.outcome(each["id"]) for each in result["ruled_out"]],
            other=self.context.knowledge_base.trees.get(result["jump"] or ""),
        )
        return self._page(state, self.say("steps.result_of", title=plain(self.words.tree.title), outcomes=outcomes), body)

    def _page(self, state: State, title: str, body: str) -> Page:
        return Page(
            url=self.urls[state.index],
            section=SECTION,
            title=title,
            description=title,
            body=body,
            crumbs=crumbs(self.context, tree=self.words.tree),
            kind=self.say("site.kind.guide"),
            styles=STYLES,
            indexed=False,
        )


def _whole(context: SiteContext, words: TreeWords) -> Page:
    say = context.strings
    title = say("steps.whole.of", title=plain(words.tree.title))
    return Page(
        url=f"{words.url}steps/",
        section=SECTION,
        title=title,
        description=title,
        body=context.render(
            "steps_whole.html.jinja",
            words=words,
            reasons=reasons_by_question(words),
            onward=lambda option: _onward(context, words, option),
        ),
        crumbs=crumbs(context, tree=words.tree),
        kind=say("site.kind.guide"),
        styles=STYLES,
        indexed=False,
    )


def _onward(context: SiteContext, words: TreeWords, option: OptionWords) -> str:
    """Where an answer leads, in words; empty where that is simply the next question."""
    target = option.compiled.next
    if target is None:
        return ""
    if target.to == "question":
        return context.strings("steps.goes.question", number=words.question(target.id).number)
    named = f"tree:{target.id}" if target.to == "tree" else target.id
    return context.strings(f"steps.goes.{target.to}", name="; ".join(target_titles(context, words, (named,))))
