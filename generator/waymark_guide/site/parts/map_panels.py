"""The map of a guide in words: the panels that its picture and its list are both made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.site.markdown import plain
from waymark_guide.trees.engine.conditions import Comparison
from waymark_guide.trees.views.drawing import Panel, Row, Sign, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.parts.guide_words import TreeWords
    from waymark_guide.trees.engine.compiled_tree import CompiledOutcome
    from waymark_guide.trees.engine.conditions import Condition
    from waymark_guide.trees.views.route_map import Exit, Lead, Mark, RouteMap, Stop

RESULTS, ADD_ONS = "results", "beside"
MOST_NAMES = 3
_TAG_OF = {"rules out": "rules-out", "brings in": "brings-in", "counts": "counts"}


def make_panels(context: SiteContext, words: TreeWords, route: RouteMap) -> tuple[Panel, ...]:
    """Make one panel for each question, then one for the results and one for the outcomes that are shown with them."""
    return tuple(_PanelWriter(context, words, route).list_panels())


class _PanelWriter:
    """Writes the words of one map."""

    def __init__(self, context: SiteContext, words: TreeWords, route: RouteMap) -> None:
        self.context = context
        self.t = context.strings
        self.words = words
        self.route = route
        self.numbers = {question.compiled.key: question.number for question in reversed(words.questions)}

    def list_panels(self) -> Iterator[Panel]:
        for stop in self.route.stops:
            yield self._question(stop)
        if self.route.results:
            mode = self.route.tree.result.mode
            rows = self._list_ranked() if mode == "ranked" else self._list_outcomes(self.route.results, last_resort=mode == "first")
            yield Panel(RESULTS, "results", self.t("guide_map.result_badge"), self.t("guide_map.results"), self.t(f"guide_map.results_{mode}"), rows)
        if self.route.add_ons:
            jumps = any(lead.to == "tree" for stop in self.route.stops for each in stop.exits for lead in each.leads)
            note = self.t("guide_map.beside_results" if jumps else "guide_map.beside_note")
            yield Panel(ADD_ONS, "beside", "+", self.t("guide_map.beside"), note, self._list_outcomes(self.route.add_ons))

    def _question(self, stop: Stop) -> Panel:
        question = stop.question
        condition = self._condition(question.ask_if)
        return Panel(
            key=question.id,
            kind="question",
            badge=str(question.index + 1),
            title=plain(question.text),
            note=self.t("guide_map.asked_if", condition=condition) if condition else "",
            rows=tuple(self._row(stop, each) for each in stop.exits),
            tags=tuple(self._tag(stop, mark) for mark in stop.marks),
        )

    def _row(self, stop: Stop, exit_: Exit) -> Row:
        return Row(
            texts=self._answers(stop, exit_.options),
            onward=tuple(lead.id or RESULTS for lead in exit_.leads if lead.to in {"question", "results"}),
            signs=tuple(self._sign(lead) for lead in exit_.leads if lead.to in {"outcome", "tree"}),
        )

    def _answers(self, stop: Stop, options: Iterable[str]) -> tuple[str, ...]:
        """Each answer for itself; where all lead to the same, all in one line."""
        labels = tuple(plain(self.words.label(stop.question.id, option)) for option in options)
        return (self.t("guide_map.any").join(labels),) if len(stop.exits) == 1 else labels

    def _sign(self, lead: Lead) -> Sign:
        if lead.to == "outcome":
            return self._outcome(lead.id)
        tree = self.context.knowledge_base.trees.get(lead.id)
        return Sign("tree", lead.id, self.t("guide_map.guide", title=plain(tree.title) if tree else lead.id))

    def _outcome(self, outcome_id: str) -> Sign:
        return Sign("outcome", outcome_id, plain(self.words.outcome(outcome_id).compiled.title))

    def _tag(self, stop: Stop, mark: Mark) -> Tag:
        shown = mark.outcomes[:MOST_NAMES] if mark.kind == "counts" else mark.outcomes
        left = len(mark.outcomes) - len(shown)
        quoted = self.t("guide_map.or").join(
            self.t("guide_map.quoted", label=plain(self.words.label(stop.question.id, option))) for option in mark.options
        )
        return Tag(
            kind=_TAG_OF[mark.kind],
            head=self.t(f"guide_map.{mark.kind.replace(' ', '_')}", answers=quoted),
            signs=tuple(self._outcome(outcome) for outcome in shown),
            more=self.t("guide_map.more", count=left) if left else "",
        )

    def _list_ranked(self) -> tuple[Row, ...]:
        found: dict[str, list[Sign]] = {}
        for outcome in self.route.results:
            found.setdefault(self._limits(outcome) or self.t("guide_map.weighed"), []).append(self._outcome(outcome.id))
        return tuple(Row((text,), signs=tuple(signs)) for text, signs in found.items())

    def _list_outcomes(self, outcomes: tuple[CompiledOutcome, ...], *, last_resort: bool = False) -> tuple[Row, ...]:
        """Outcomes in order, those next to each other with the same condition in one row."""
        rows: list[tuple[str, list[Sign]]] = []
        for outcome in outcomes:
            free = "otherwise" if last_resort and rows else "always"
            text = self._limits(outcome) or self.t(f"guide_map.{free}")
            if rows and rows[-1][0] == text and not last_resort:
                rows[-1][1].append(self._outcome(outcome.id))
            else:
                rows.append((text, [self._outcome(outcome.id)]))
        return tuple(Row((text,), signs=tuple(signs)) for text, signs in rows)

    def _limits(self, outcome: CompiledOutcome) -> str:
        when, unless = self._condition(outcome.when), self._condition(outcome.not_if)
        if when and unless:
            return self.t("guide_map.if_unless", condition=when, other=unless)
        if when or unless:
            return self.t("guide_map.if" if when else "guide_map.unless", condition=when or unless)
        return ""

    def _condition(self, condition: Condition | None) -> str:
        """A condition as the end of a sentence, its questions by their numbers; empty for none."""
        if condition is None:
            return ""
        if isinstance(condition, Comparison):
            question = self.words.question(condition.question)
            labels = [self.t("guide_map.quoted", label=plain(option.label)) for option in question.options if option.id in condition.options]
            number, answers = self.numbers[condition.question], self.t("guide_map.condition.or").join(labels)
            return self.t(f"guide_map.condition.{condition.test}", number=number, answers=answers)
        parts = [self._condition(part) for part in condition.parts]
        if condition.how == "not":
            return self.t("guide_map.condition.not", part=parts[0])
        return self.t(f"guide_map.condition.{condition.how}").join(parts)
