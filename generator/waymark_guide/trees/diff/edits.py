"""What was edited between two versions of a guide: things added, removed, renamed, made to work otherwise, or reworded."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from waymark_guide.model.base import Prose
from waymark_guide.model.walk import walk_texts
from waymark_guide.trees.diff.counterparts import format_range
from waymark_guide.trees.engine.conditions import condition_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.tree import FactOption, Option, Question
    from waymark_guide.trees.diff.counterparts import Counterparts, Version
    from waymark_guide.trees.engine.compiled_tree import CompiledOption, CompiledOutcome, CompiledQuestion
    from waymark_guide.trees.engine.conditions import Condition

_Texts = dict[tuple[str, ...], str]
How = Literal["removed", "added", "renamed", "changed", "reworded"]
Thing = Literal["guide", "question", "answer", "outcome", "factor", "effect", "condition", "route", "setting", "order", "words"]


class Edit(NamedTuple):
    """One edit.

    Attributes:
        where: which one, in words that name it by its id: `question measurable, answer yes`.
        old: what it was; empty where it is new. new: what it is; empty where it is gone.
        id: for what is removed, its id: the question's, `question.option`, or the outcome's.
    """

    how: How
    thing: Thing
    where: str
    old: str = ""
    new: str = ""
    id: str = ""


def find_edits(counterparts: Counterparts) -> tuple[Edit, ...]:
    """Every edit: first what is gone, then what is new, renamed, changed, and last the words."""
    order = ("removed", "added", "renamed", "changed", "reworded")
    return tuple(sorted(_Comparison(counterparts).edits(), key=lambda edit: order.index(edit.how)))


class _Comparison:
    """Two versions side by side."""

    def __init__(self, counterparts: Counterparts) -> None:
        self.pair = counterparts
        self.old = counterparts.old
        self.new = counterparts.new

    def edits(self) -> Iterator[Edit]:
        yield from self._guide()
        yield from self._questions()
        yield from self._outcomes()
        yield from self._factors()

    def _guide(self) -> Iterator[Edit]:
        before, after = self.old.tree, self.new.tree
        for name, one in before.result:
            other = getattr(after.result, name)
            if one != other:
                yield Edit("changed", "setting", f"result, {name}", _shown(one), _shown(other))
        if before.id != after.id:
            yield Edit("renamed", "guide", "guide", before.id, after.id)
        names = ("title", "summary", "audience")
        yield from _reworded("guide", {name: getattr(before, name) or "" for name in names}, {name: getattr(after, name) or "" for name in names})

    def _questions(self) -> Iterator[Edit]:
        kept: set[str] = set()
        order: list[str] = []
        for question in self.old.compiled.questions:
            now = self.pair.question(question.id)
            if now is None or now.id in kept:
                yield Edit("removed", "question", f"question {question.id}", old=question.text, id=question.id)
                continue
            kept.add(now.id)
            order.append(now.id)
            if now.id != question.id:
                yield Edit("renamed", "question", f"question {now.id}", question.id, now.id)
            yield from self._question(question, now)
            yield from self._options(question, now)
        added = [question for question in self.new.compiled.questions if question.id not in kept]
        yield from (Edit("added", "question", f"question {question.id}", new=question.text) for question in added)
        yield from _reordered("questions", order, [question.id for question in self.new.compiled.questions if question.id in kept])

    def _question(self, old: CompiledQuestion, new: CompiledQuestion) -> Iterator[Edit]:
        where = f"question {new.id}"
        for name in ("type", "fact", "dont_know", "ordered", "purpose"):
            if getattr(old, name) != getattr(new, name):
                yield Edit("changed", "setting", f"{where}, {name}", _shown(getattr(old, name)), _shown(getattr(new, name)))
        shared = self.pair.key(old.key)
        if shared != new.key and not (old.key == old.id and new.key == new.id):
            yield Edit("changed", "setting", f"{where}, same_as", old.key, new.key)
        yield from self._condition(f"{where}, ask_if", old.ask_if, new.ask_if)
        before, after = self.old.tree.question(old.id), self.new.tree.question(new.id)
        if before is not None and after is not None:
            one, other = _question_words(self.old, before), _question_words(self.new, after)
            yield from _reworded(where, *self._of_both(old, new, one, other))

    def _of_both(self, old: CompiledQuestion, new: CompiledQuestion, one: _Texts, other: _Texts) -> tuple[dict[str, str], dict[str, str]]:
        """The texts of a question, without those of answers and effects that only one version has: they are edits of their own."""
        answers = {now: option for option in old.option_ids if (now := self.pair.option(old.id, option)) in new.option_ids}
        effects = {path for path in other if "effects" in path} & {self._renamed_path(old, path) for path in one}
        before = {self._renamed_path(old, path): text for path, text in one.items()}
        kept = [
            path
            for path in dict.fromkeys((*before, *other))
            if (path[0] != "answer" or path[1] in answers) and ("effects" not in path or path in effects)
        ]
        return {" ".join(path): before.get(path, "") for path in kept}, {" ".join(path): other.get(path, "") for path in kept}

    def _renamed_path(self, old: CompiledQuestion, path: tuple[str, ...]) -> tuple[str, ...]:
        """The way to a text of the old version in the names of the new one."""
        steps = list(path)
        if steps[0] == "answer":
            steps[1] = self.pair.option(old.id, steps[1]) or f"was {steps[1]}"
        if "effects" in steps:
            place = steps.index("effects") + 1
            now = self.pair.outcome(steps[place])
            steps[place] = now.id if now else steps[place]
        return tuple(steps)

    def _options(self, old: CompiledQuestion, new: CompiledQuestion) -> Iterator[Edit]:
        kept: set[str] = set()
        order: list[str] = []
        before, after = _written(self.old, old.id), _written(self.new, new.id)
        for option in old.options:
            now = new.option(self.pair.option(old.id, option.id) or "")
            if now is None or now.id in kept:
                yield Edit("removed", "answer", f"question {new.id}, answer {option.id}", old=option.label, id=f"{old.id}.{option.id}")
                continue
            kept.add(now.id)
            order.append(now.id)
            yield from self._option(f"question {new.id}, answer {now.id}", option, now)
            yield from _moved_range(f"question {new.id}, answer {now.id}", before.get(option.id), after.get(now.id))
        added = [option for option in new.options if option.id not in kept]
        yield from (Edit("added", "answer", f"question {new.id}, answer {option.id}", new=option.label) for option in added)
        yield from _reordered(f"question {new.id}, answers", order, [option.id for option in new.options if option.id in kept])

    def _option(self, where: str, old: CompiledOption, new: CompiledOption) -> Iterator[Edit]:
        if old.id != new.id:
            yield Edit("renamed", "answer", where, old.id, new.id)
        if old.exclusive != new.exclusive:
            yield Edit("changed", "setting", f"{where}, exclusive", _shown(old.exclusive), _shown(new.exclusive))
        before, after = self._route(old, self.old), self._route(new, self.new)
        if before != after:
            yield Edit("changed", "route", where, before or "the next question", after or "the next question")
        effects, now = self._effects(old, self.old), self._effects(new, self.new)
        for name in dict.fromkeys((*effects, *now)):
            if effects.get(name, 0) != now.get(name, 0):
                yield Edit("changed", "effect", f"{where}, for {name}", _points(effects.get(name, 0)), _points(now.get(name, 0)))

    def _route(self, option: CompiledOption, version: Version) -> str:
        target = option.next
        if target is None or target.to == "results":
            return "results" if target else ""
        name = target.id
        if version is self.old:
            found = self.pair.question(name) if target.to == "question" else self.pair.outcome(name) if target.to == "outcome" else None
            name = found.id if found else self.new.trees.get(name, name) if target.to == "tree" else name
        return name if target.to == "question" else f"{target.to}:{name}"

    def _effects(self, option: CompiledOption, version: Version) -> dict[str, int]:
        found: dict[str, int] = {}
        for effect in option.effects:
            outcome = version.compiled.outcomes[effect.outcome]
            now = self.pair.outcome(outcome.id) if version is self.old else outcome
            name = f"{now.id if now else outcome.id} on {version.compiled.factors[effect.factor].id}"
            found[name] = found.get(name, 0) + effect.points
        return found

    def _outcomes(self) -> Iterator[Edit]:
        kept: set[str] = set()
        order: list[str] = []
        for outcome in self.old.compiled.outcomes:
            now = self.pair.outcome(outcome.id)
            if now is None or now.id in kept:
                yield Edit("removed", "outcome", f"outcome {outcome.id}", old=outcome.title, id=outcome.id)
                continue
            kept.add(now.id)
            order.append(now.id)
            if now.id != outcome.id:
                yield Edit("renamed", "outcome", f"outcome {now.id}", outcome.id, now.id)
            yield from self._outcome(outcome, now)
        added = [outcome for outcome in self.new.compiled.outcomes if outcome.id not in kept]
        yield from (Edit("added", "outcome", f"outcome {outcome.id}", new=outcome.title) for outcome in added)
        yield from _reordered("outcomes", order, [outcome.id for outcome in self.new.compiled.outcomes if outcome.id in kept])

    def _outcome(self, old: CompiledOutcome, new: CompiledOutcome) -> Iterator[Edit]:
        where = f"outcome {new.id}"
        for name in ("role", "modality", "only_by_route", "approach"):
            if getattr(old, name) != getattr(new, name):
                yield Edit("changed", "setting", f"{where}, {name}", _shown(getattr(old, name)), _shown(getattr(new, name)))
        yield from self._condition(f"{where}, when", old.when, new.when)
        yield from self._condition(f"{where}, not_if", old.not_if, new.not_if)
        before, after = self.old.tree.outcome(old.id), self.new.tree.outcome(new.id)
        if before is not None and after is not None:
            yield from _reworded(where, _words(before), _words(after))

    def _condition(self, where: str, old: Condition | None, new: Condition | None) -> Iterator[Edit]:
        before, after = self._renamed(condition_to_json(old)), condition_to_json(new)
        if before != after:
            yield Edit("changed", "condition", where, format_condition(before), format_condition(after))

    def _renamed(self, condition: Any) -> Any:  # noqa: ANN401 (a condition as plain data)
        """A condition of the old version in the names of the new one."""
        if not isinstance(condition, dict):
            return condition
        renamed: dict[str, Any] = {}
        for how, parts in condition.items():
            if how in {"all", "any"}:
                renamed[how] = [self._renamed(part) for part in parts]
            elif how == "not":
                renamed[how] = self._renamed(parts)
            elif how == "answered":
                renamed[how] = self._key(parts)
            else:
                renamed[how] = [self._key(parts[0]), [self._option_name(parts[0], option) for option in parts[1]]]
        return renamed

    def _option_name(self, old_key: str, option: str) -> str:
        question = self.old.compiled.question(old_key)
        known = question is not None and option in question.option_ids
        return (self.pair.option(old_key, option) if known else None) or option

    def _key(self, old_key: str) -> str:
        now = self.pair.question(old_key)
        return now.key if now else old_key

    def _factors(self) -> Iterator[Edit]:
        after = {factor.id: factor for factor in self.new.tree.factors}
        for factor in self.old.tree.factors:
            now = after.pop(factor.id, None)
            if now is None:
                yield Edit("removed", "factor", f"factor {factor.id}", old=factor.label, id=factor.id)
                continue
            if factor.weight != now.weight:
                yield Edit("changed", "factor", f"factor {factor.id}, weight", str(factor.weight), str(now.weight))
            yield from _reworded(f"factor {factor.id}", _words(factor), _words(now))
        yield from (Edit("added", "factor", f"factor {factor.id}", new=factor.label) for factor in after.values())


def format_condition(condition: Any) -> str:  # noqa: ANN401 (a condition as plain data)
    """A condition in ids: `measurable: no, and providers: few or many`."""
    if condition is None:
        return ""
    ((how, parts),) = condition.items()
    if how in {"all", "any"}:
        return (", and " if how == "all" else ", or ").join(map(format_condition, parts)) or ("always" if how == "all" else "never")
    if how == "not":
        return f"not ({format_condition(parts)})"
    if how == "answered":
        return f"{parts} was asked"
    return f"{parts[0]}: {'none of ' if how == 'none' else ''}{' or '.join(parts[1])}"


def _reworded(where: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Edit]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield Edit("reworded", "words", f"{where}, {name}", old.get(name, ""), new.get(name, ""))


def _reordered(where: str, old: list[str], new: list[str]) -> Iterator[Edit]:
    if old != new:
        yield Edit("changed", "order", where, ", ".join(old), ", ".join(new))


def _moved_range(where: str, old: Option | FactOption | None, new: Option | FactOption | None) -> Iterator[Edit]:
    before, after = _range(old), _range(new)
    if before != after:
        yield Edit("changed", "setting", f"{where}, numbers", before, after)


def _range(option: Option | FactOption | None) -> str:
    if option is None or (option.from_ is None and option.to is None):
        return ""
    return format_range(-inf if option.from_ is None else option.from_, inf if option.to is None else option.to)


def _written(version: Version, question_id: str) -> dict[str, Option | FactOption]:
    question = version.tree.question(question_id)
    return {option.id: option for option in version.options(question)} if question else {}


def _question_words(version: Version, question: Question) -> _Texts:
    """Every text of a question and its answers, those of its fact where it has none of its own."""
    fact = version.fact(question)
    shared = _texts(fact) if fact else {}
    return shared | _texts(question)


def _words(record: ContentModel) -> dict[str, str]:
    """Every text that a record shows to readers, by the way to it."""
    return {" ".join(path): text for path, text in _texts(record).items()}


def _texts(record: ContentModel) -> _Texts:
    """Every text that a record shows to readers, by the way to it with the ids of answers instead of their places."""
    found: _Texts = {}
    for leaf in walk_texts(record):
        if leaf.find_marker(Prose) is not None and "allow" not in leaf.path:
            steps: tuple[str | int, ...] = leaf.path
            if leaf.path[0] == "options" and isinstance(leaf.path[1], int):
                steps = ("answer", getattr(record, "options")[leaf.path[1]].id, *leaf.path[2:])  # noqa: B009 (only questions and facts have options)
            found[tuple(str(step + 1) if isinstance(step, int) else step for step in steps)] = leaf.value
    return found


def _points(points: int) -> str:
    return f"{points:+d}" if points else "no points"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
