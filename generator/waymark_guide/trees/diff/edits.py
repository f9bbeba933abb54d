"""Lists the edits between two versions of a guide: what was added, removed, renamed, changed or reworded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from waymark_guide.trees.diff.edit_texts import (
    format_condition,
    format_option_range,
    format_points,
    format_value,
    list_question_texts,
    list_record_texts,
)
from waymark_guide.trees.engine.conditions import condition_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.tree import FactOption, Option
    from waymark_guide.trees.diff.counterparts import Counterparts, Version
    from waymark_guide.trees.diff.edit_texts import TextsByPath
    from waymark_guide.trees.engine.compiled_tree import CompiledOption, CompiledOutcome, CompiledQuestion
    from waymark_guide.trees.engine.conditions import Condition

How = Literal["removed", "added", "renamed", "changed", "reworded"]
Thing = Literal["guide", "question", "answer", "outcome", "factor", "effect", "condition", "route", "setting", "order", "words"]


class Edit(NamedTuple):
    """One edit.

    Attributes:
        how: what was done.
        thing: what it was done to.
        where: which one, in words that name it by its id: `question measurable, answer yes`.
        old: the old text or value; empty where it is new.
        new: the new text or value; empty where it was removed.
        id: for what was removed, its id: the question's, `question.option`, the outcome's or the factor's.
    """

    how: How
    thing: Thing
    where: str
    old: str = ""
    new: str = ""
    id: str = ""


def find_edits(counterparts: Counterparts) -> tuple[Edit, ...]:
    """Find every edit: first what was removed, then what was added, renamed and changed, and last the texts."""
    order = ("removed", "added", "renamed", "changed", "reworded")
    return tuple(sorted(_Comparison(counterparts).compare(), key=lambda edit: order.index(edit.how)))


class _Comparison:
    """Compares two versions, part by part."""

    def __init__(self, counterparts: Counterparts) -> None:
        self.counterparts = counterparts
        self.old = counterparts.old
        self.new = counterparts.new

    def compare(self) -> Iterator[Edit]:
        yield from self._compare_guides()
        yield from self._compare_all_questions()
        yield from self._compare_all_outcomes()
        yield from self._compare_factors()

    def _compare_guides(self) -> Iterator[Edit]:
        before, after = self.old.tree, self.new.tree
        for name, one in before.result:
            other = getattr(after.result, name)
            if one != other:
                yield Edit("changed", "setting", f"result, {name}", format_value(one), format_value(other))
        if before.id != after.id:
            yield Edit("renamed", "guide", "guide", before.id, after.id)
        names = ("title", "summary", "audience")
        yield from _compare_texts(
            "guide", {name: getattr(before, name) or "" for name in names}, {name: getattr(after, name) or "" for name in names}
        )

    def _compare_all_questions(self) -> Iterator[Edit]:
        matched: set[str] = set()
        order: list[str] = []
        for question in self.old.compiled.questions:
            now = self.counterparts.find_question(question.id)
            if now is None or now.id in matched:
                yield Edit("removed", "question", f"question {question.id}", old=question.text, id=question.id)
                continue
            matched.add(now.id)
            order.append(now.id)
            if now.id != question.id:
                yield Edit("renamed", "question", f"question {now.id}", question.id, now.id)
            yield from self._compare_questions(question, now)
            yield from self._compare_all_options(question, now)
        added = [question for question in self.new.compiled.questions if question.id not in matched]
        yield from (Edit("added", "question", f"question {question.id}", new=question.text) for question in added)
        yield from _compare_orders("questions", order, [question.id for question in self.new.compiled.questions if question.id in matched])

    def _compare_questions(self, old: CompiledQuestion, new: CompiledQuestion) -> Iterator[Edit]:
        where = f"question {new.id}"
        for name in ("type", "fact", "dont_know", "ordered", "purpose"):
            if getattr(old, name) != getattr(new, name):
                yield Edit("changed", "setting", f"{where}, {name}", format_value(getattr(old, name)), format_value(getattr(new, name)))
        shared = self.counterparts.get_shared_name(old.key)
        if shared != new.key and not (old.key == old.id and new.key == new.id):
            yield Edit("changed", "setting", f"{where}, same_as", old.key, new.key)
        yield from self._compare_conditions(f"{where}, ask_if", old.ask_if, new.ask_if)
        before, after = self.old.tree.question(old.id), self.new.tree.question(new.id)
        if before is not None and after is not None:
            one, other = list_question_texts(self.old, before), list_question_texts(self.new, after)
            yield from _compare_texts(where, *self._select_shared_texts(old, new, one, other))

    def _select_shared_texts(
        self, old: CompiledQuestion, new: CompiledQuestion, one: TextsByPath, other: TextsByPath
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Select the texts of a question, without those of answers and effects that only one version has: these are edits of their own."""
        answers = {now: option for option in old.option_ids if (now := self.counterparts.find_option(old.id, option)) in new.option_ids}
        effects = {path for path in other if "effects" in path} & {self._rename_path(old, path) for path in one}
        before = {self._rename_path(old, path): text for path, text in one.items()}
        paths = [
            path
            for path in dict.fromkeys((*before, *other))
            if (path[0] != "answer" or path[1] in answers) and ("effects" not in path or path in effects)
        ]
        return {" ".join(path): before.get(path, "") for path in paths}, {" ".join(path): other.get(path, "") for path in paths}

    def _rename_path(self, old: CompiledQuestion, path: tuple[str, ...]) -> tuple[str, ...]:
        """Translate the path of a text of the old version into the names of the new one."""
        steps = list(path)
        if steps[0] == "answer":
            steps[1] = self.counterparts.find_option(old.id, steps[1]) or f"was {steps[1]}"
        if "effects" in steps:
            index = steps.index("effects") + 1
            now = self.counterparts.find_outcome(steps[index])
            steps[index] = now.id if now else steps[index]
        return tuple(steps)

    def _compare_all_options(self, old: CompiledQuestion, new: CompiledQuestion) -> Iterator[Edit]:
        matched: set[str] = set()
        order: list[str] = []
        before, after = _list_written_options(self.old, old.id), _list_written_options(self.new, new.id)
        for option in old.options:
            now = new.option(self.counterparts.find_option(old.id, option.id) or "")
            if now is None or now.id in matched:
                yield Edit("removed", "answer", f"question {new.id}, answer {option.id}", old=option.label, id=f"{old.id}.{option.id}")
                continue
            matched.add(now.id)
            order.append(now.id)
            yield from self._compare_options(f"question {new.id}, answer {now.id}", option, now)
            yield from _compare_ranges(f"question {new.id}, answer {now.id}", before.get(option.id), after.get(now.id))
        added = [option for option in new.options if option.id not in matched]
        yield from (Edit("added", "answer", f"question {new.id}, answer {option.id}", new=option.label) for option in added)
        yield from _compare_orders(f"question {new.id}, answers", order, [option.id for option in new.options if option.id in matched])

    def _compare_options(self, where: str, old: CompiledOption, new: CompiledOption) -> Iterator[Edit]:
        if old.id != new.id:
            yield Edit("renamed", "answer", where, old.id, new.id)
        if old.exclusive != new.exclusive:
            yield Edit("changed", "setting", f"{where}, exclusive", format_value(old.exclusive), format_value(new.exclusive))
        before, after = self._name_target(old, self.old), self._name_target(new, self.new)
        if before != after:
            yield Edit("changed", "route", where, before or "the next question", after or "the next question")
        old_points, new_points = self._sum_effects(old, self.old), self._sum_effects(new, self.new)
        for name in dict.fromkeys((*old_points, *new_points)):
            one, other = old_points.get(name, 0), new_points.get(name, 0)
            if one != other:
                yield Edit("changed", "effect", f"{where}, for {name}", format_points(one), format_points(other))

    def _name_target(self, option: CompiledOption, version: Version) -> str:
        """Name what an answer leads to, in the names of the new version; empty for the next question."""
        target = option.next
        if target is None or target.to == "results":
            return "results" if target else ""
        name = target.id
        if version is self.old:
            if target.to == "tree":
                name = self.new.renamed_trees.get(name, name)
            else:
                now = self.counterparts.find_question(name) if target.to == "question" else self.counterparts.find_outcome(name)
                name = now.id if now else name
        return name if target.to == "question" else f"{target.to}:{name}"

    def _sum_effects(self, option: CompiledOption, version: Version) -> dict[str, int]:
        """Sum the points of an answer by outcome and factor, in the names of the new version."""
        points: dict[str, int] = {}
        for effect in option.effects:
            outcome = version.compiled.outcomes[effect.outcome]
            now = self.counterparts.find_outcome(outcome.id) if version is self.old else outcome
            name = f"{now.id if now else outcome.id} on {version.compiled.factors[effect.factor].id}"
            points[name] = points.get(name, 0) + effect.points
        return points

    def _compare_all_outcomes(self) -> Iterator[Edit]:
        matched: set[str] = set()
        order: list[str] = []
        for outcome in self.old.compiled.outcomes:
            now = self.counterparts.find_outcome(outcome.id)
            if now is None or now.id in matched:
                yield Edit("removed", "outcome", f"outcome {outcome.id}", old=outcome.title, id=outcome.id)
                continue
            matched.add(now.id)
            order.append(now.id)
            if now.id != outcome.id:
                yield Edit("renamed", "outcome", f"outcome {now.id}", outcome.id, now.id)
            yield from self._compare_outcomes(outcome, now)
        added = [outcome for outcome in self.new.compiled.outcomes if outcome.id not in matched]
        yield from (Edit("added", "outcome", f"outcome {outcome.id}", new=outcome.title) for outcome in added)
        yield from _compare_orders("outcomes", order, [outcome.id for outcome in self.new.compiled.outcomes if outcome.id in matched])

    def _compare_outcomes(self, old: CompiledOutcome, new: CompiledOutcome) -> Iterator[Edit]:
        where = f"outcome {new.id}"
        for name in ("role", "modality", "only_by_route", "approach"):
            if getattr(old, name) != getattr(new, name):
                yield Edit("changed", "setting", f"{where}, {name}", format_value(getattr(old, name)), format_value(getattr(new, name)))
        yield from self._compare_conditions(f"{where}, when", old.when, new.when)
        yield from self._compare_conditions(f"{where}, not_if", old.not_if, new.not_if)
        before, after = self.old.tree.outcome(old.id), self.new.tree.outcome(new.id)
        if before is not None and after is not None:
            yield from _compare_texts(where, list_record_texts(before), list_record_texts(after))

    def _compare_conditions(self, where: str, old: Condition | None, new: Condition | None) -> Iterator[Edit]:
        before, after = self._rename_condition(condition_to_json(old)), condition_to_json(new)
        if before != after:
            yield Edit("changed", "condition", where, format_condition(before), format_condition(after))

    def _rename_condition(self, condition: Any) -> Any:  # noqa: ANN401 (a condition as plain data)
        """Translate a condition of the old version into the names of the new one."""
        if not isinstance(condition, dict):
            return condition
        renamed: dict[str, Any] = {}
        for how, parts in condition.items():
            if how in {"all", "any"}:
                renamed[how] = [self._rename_condition(part) for part in parts]
            elif how == "not":
                renamed[how] = self._rename_condition(parts)
            elif how == "answered":
                renamed[how] = self._rename_key(parts)
            else:
                renamed[how] = [self._rename_key(parts[0]), [self._rename_option(parts[0], option) for option in parts[1]]]
        return renamed

    def _rename_option(self, old_key: str, option: str) -> str:
        question = self.old.compiled.question(old_key)
        has_option = question is not None and option in question.option_ids
        return (self.counterparts.find_option(old_key, option) if has_option else None) or option

    def _rename_key(self, old_key: str) -> str:
        now = self.counterparts.find_question(old_key)
        return now.key if now else old_key

    def _compare_factors(self) -> Iterator[Edit]:
        after = {factor.id: factor for factor in self.new.tree.factors}
        for factor in self.old.tree.factors:
            now = after.pop(factor.id, None)
            if now is None:
                yield Edit("removed", "factor", f"factor {factor.id}", old=factor.label, id=factor.id)
                continue
            if factor.weight != now.weight:
                yield Edit("changed", "factor", f"factor {factor.id}, weight", str(factor.weight), str(now.weight))
            yield from _compare_texts(f"factor {factor.id}", list_record_texts(factor), list_record_texts(now))
        yield from (Edit("added", "factor", f"factor {factor.id}", new=factor.label) for factor in after.values())


def _compare_texts(where: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Edit]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield Edit("reworded", "words", f"{where}, {name}", old.get(name, ""), new.get(name, ""))


def _compare_orders(where: str, old: list[str], new: list[str]) -> Iterator[Edit]:
    if old != new:
        yield Edit("changed", "order", where, ", ".join(old), ", ".join(new))


def _compare_ranges(where: str, old: Option | FactOption | None, new: Option | FactOption | None) -> Iterator[Edit]:
    before, after = format_option_range(old), format_option_range(new)
    if before != after:
        yield Edit("changed", "setting", f"{where}, numbers", before, after)


def _list_written_options(version: Version, question_id: str) -> dict[str, Option | FactOption]:
    question = version.tree.question(question_id)
    return {option.id: option for option in version.list_options(question)} if question else {}
