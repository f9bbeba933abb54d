"""Make random valid trees, small enough to list every run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.engine.compiler import compile_tree

if TYPE_CHECKING:
    from random import Random

    from waymark_guide.trees.engine.compiler import CompiledTree

MODES = ("first", "all", "ranked", "ranked")


def make_random_tree(random: Random, mode: str | None = None) -> Tree:
    """Make a tree with up to five questions of every type, conditions, routes and gates; a ranked tree also has points."""
    chosen = mode or random.choice(MODES)
    outcomes = [f"o{number}" for number in range(random.randint(2, 4))]
    questions: list[dict[str, Any]] = []
    for index in range(random.randint(2, 5)):
        questions.append(_make_question(random, questions, index))
    for index, question in enumerate(questions):
        _add_routes(random, question, [later["id"] for later in questions[index + 1 :]], outcomes)
        if chosen == "ranked" and "same_as" not in question:
            _add_effects(random, question, outcomes)
    return Tree.model_validate(
        {
            "schema": "tree/1",
            "id": "grown",
            "title": "A grown tree",
            "summary": "Grown at random.",
            "status": "published",
            "version": "1.0.0",
            "factors": [{"id": "f0", "label": "First", "weight": 60}, {"id": "f1", "label": "Second", "weight": 40}],
            "questions": questions,
            "result": {"mode": chosen, "close_call_within": random.choice((0, 40)), "gather_first": random.choice((None, 40))},
            "outcomes": [_make_outcome(random, each, questions) for each in outcomes],
        }
    )


def compile_without_facts(tree: Tree) -> CompiledTree:
    """Compile a tree that uses no facts and no approaches."""
    return compile_tree(tree, KnowledgeBase())


def _make_question(random: Random, earlier: list[dict[str, Any]], index: int) -> dict[str, Any]:
    question: dict[str, Any] = {"id": f"q{index}"}
    if earlier and random.random() < 0.5:
        question["ask_if"] = _make_condition(random, earlier)
    roots = [each["id"] for each in earlier if "same_as" not in each]
    if earlier and random.random() < 0.15:
        return question | {"same_as": random.choice(roots)}
    question["text"] = f"Question {index}?"
    question["type"] = random.choice(("single", "single", "multi"))
    question["options"] = [{"id": option, "label": option.upper()} for option in "abc"[: random.randint(2, 3)]]
    question["ordered"] = random.random() < 0.5
    if question["type"] == "multi":
        question["options"] = [*question["options"][:2], {"id": "none", "label": "None of these", "exclusive": True}]
    return question


def _make_condition(random: Random, questions: list[dict[str, Any]], depth: int = 0) -> Any:
    shape = random.random()
    if depth < 2 and shape < 0.1:
        return {"not": _make_condition(random, questions, depth + 1)}
    if depth < 2 and shape < 0.25:
        return {random.choice(("any", "all")): [_make_condition(random, questions, depth + 1) for _ in range(2)]}
    if depth == 0 and shape < 0.35:
        return [_make_condition(random, questions, depth + 1) for _ in range(2)]
    question = random.choice(questions)
    root = next((each for each in questions if each["id"] == question.get("same_as")), question)
    options = [option["id"] for option in root["options"]]
    if shape < 0.45:
        return {question["id"]: "answered"}
    chosen = random.sample(options, random.randint(1, 2))
    if root["type"] == "multi":
        return {question["id"]: {random.choice(("has_any", "has_none")): chosen} if shape < 0.8 else {"has": chosen[0]}}
    return {question["id"]: chosen if len(chosen) > 1 else chosen[0]}


def _add_routes(random: Random, question: dict[str, Any], later: list[str], outcomes: list[str]) -> None:
    for option in question.get("options", ()):
        if random.random() < 0.25:
            option["next"] = random.choice([*later, f"outcome:{random.choice(outcomes)}", "tree:other", "results", "results"])


def _add_effects(random: Random, question: dict[str, Any], outcomes: list[str]) -> None:
    def make_effects() -> dict[str, Any]:
        return {
            outcome: {random.choice(("f0", "f1")): {"points": random.choice((-2, -1, 1, 2, 3)), "because": f"{question['id']} for {outcome}"}}
            for outcome in random.sample(outcomes, random.randint(1, 2))
        }

    if random.random() < 0.3:
        question["effects"] = make_effects()
        for option in question["options"]:
            option["share"] = random.randint(0, 2)
        return
    for option in question["options"]:
        if random.random() < 0.7:
            option["effects"] = make_effects()


def _make_outcome(random: Random, outcome: str, questions: list[dict[str, Any]]) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": outcome, "title": outcome.upper()}
    if random.random() < 0.4:
        entry["when"] = _make_condition(random, questions)
    if random.random() < 0.3:
        entry["not_if"] = _make_condition(random, questions)
    if outcome != "o0" and random.random() < 0.2:
        entry["role"] = random.choice(("always", "add-on"))
    elif random.random() < 0.1:
        entry["only_by_route"] = True
    return entry
