"""Edit a random tree a few times, as an author does, to make a second version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.model.tree import Tree

if TYPE_CHECKING:
    from random import Random


def edit_at_random(random: Random, tree: Tree) -> Tree:
    """Return the tree with up to three edits. References that the edits break are removed."""
    raw = tree.model_dump(mode="json", by_alias=True, exclude_none=True)
    for _ in range(random.randint(1, 3)):
        random.choice(EDITS)(random, raw)
        _remove_broken_references(raw)
    return Tree.model_validate(raw)


def _list_root_questions(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return [question for question in raw["questions"] if question["options"]]


def _change_points(random: Random, raw: dict[str, Any]) -> None:
    question = random.choice(_list_root_questions(raw))
    option = random.choice(question["options"])
    if raw["result"]["mode"] == "ranked":
        outcome = random.choice(raw["outcomes"])["id"]
        option["effects"] = {**option["effects"], outcome: {"f0": {"points": random.choice((-2, -1, 1, 2, 4)), "because": "Edited."}}}
    else:
        _change_route(random, raw)


def _add_option(random: Random, raw: dict[str, Any]) -> None:
    question = random.choice(_list_root_questions(raw))
    if len(question["options"]) < 4 and "new" not in {option["id"] for option in question["options"]}:
        question["options"].insert(random.randint(0, len(question["options"])), {"id": "new", "label": "New", "effects": {}, "was": []})


def _remove_option(random: Random, raw: dict[str, Any]) -> None:
    question = random.choice(_list_root_questions(raw))
    if len(question["options"]) > 2:
        question["options"].remove(random.choice(question["options"]))


def _rename_option(random: Random, raw: dict[str, Any]) -> None:
    question = random.choice(_list_root_questions(raw))
    option = random.choice(question["options"])
    if "renamed" not in {each["id"] for each in question["options"]}:
        option["was"] = [*option["was"], option["id"]]
        option["id"] = "renamed"


def _rename_question(random: Random, raw: dict[str, Any]) -> None:
    question = random.choice(_list_root_questions(raw))
    old, new = question["id"], f"{question['id']}-renamed"
    question["was"] = [*question["was"], old]
    for other in raw["questions"]:
        if other.get("same_as") == old:
            other["same_as"] = new
        for option in other["options"]:
            if option.get("next") == old:
                option["next"] = new
    for holder in (*raw["questions"], *raw["outcomes"]):
        for field in ("ask_if", "when", "not_if"):
            if field in holder:
                holder[field] = _rename_in_condition(holder[field], old, new)
    question["id"] = new


def _rename_in_condition(condition: Any, old: str, new: str) -> Any:
    if isinstance(condition, list):
        return [_rename_in_condition(part, old, new) for part in condition]
    return {
        new if key == old else key: _rename_in_condition(value, old, new) if key in {"any", "all", "not"} else value
        for key, value in condition.items()
    }


def _add_question(random: Random, raw: dict[str, Any]) -> None:
    if len(raw["questions"]) < 6 and "extra" not in {question["id"] for question in raw["questions"]}:
        options = [{"id": "a", "label": "A", "effects": {}, "was": []}, {"id": "b", "label": "B", "effects": {}, "was": []}]
        if raw["result"]["mode"] == "ranked":
            options[0]["effects"] = {random.choice(raw["outcomes"])["id"]: {"f1": {"points": 1, "because": "Edited."}}}
        question = {"id": "extra", "text": "Extra?", "type": "single", "options": options, "was": [], "effects": {}}
        raw["questions"].insert(random.randint(0, len(raw["questions"])), question)


def _remove_question(random: Random, raw: dict[str, Any]) -> None:
    if len(_list_root_questions(raw)) > 2:
        raw["questions"].remove(random.choice(raw["questions"]))


def _swap_questions(random: Random, raw: dict[str, Any]) -> None:
    if len(raw["questions"]) > 1:
        one, other = random.sample(range(len(raw["questions"])), 2)
        raw["questions"][one], raw["questions"][other] = raw["questions"][other], raw["questions"][one]


def _change_route(random: Random, raw: dict[str, Any]) -> None:
    option = random.choice(random.choice(_list_root_questions(raw))["options"])
    if random.random() < 0.4:
        option.pop("next", None)
    else:
        targets = [question["id"] for question in raw["questions"]] + [f"outcome:{each['id']}" for each in raw["outcomes"]]
        option["next"] = random.choice([*targets, "results", "tree:other"])


def _add_gate(random: Random, raw: dict[str, Any]) -> None:
    outcome = random.choice(raw["outcomes"])
    field = random.choice(("when", "not_if"))
    question = random.choice(_list_root_questions(raw))
    option = random.choice(question["options"])["id"]
    outcome[field] = {question["id"]: {"has": option} if question["type"] == "multi" else option}


def _change_ask_if(random: Random, raw: dict[str, Any]) -> None:
    later = random.choice(raw["questions"])
    question = random.choice(_list_root_questions(raw))
    later["ask_if"] = {question["id"]: "answered"}
    if random.random() < 0.5 or question is later:
        later.pop("ask_if")


def _change_weight(random: Random, raw: dict[str, Any]) -> None:
    raw["factors"][0]["weight"] = random.choice((30, 50, 60, 70))
    raw["factors"][1]["weight"] = 100 - raw["factors"][0]["weight"]


def _add_outcome(random: Random, raw: dict[str, Any]) -> None:
    if "fresh" not in {outcome["id"] for outcome in raw["outcomes"]}:
        raw["outcomes"].insert(random.randint(0, len(raw["outcomes"])), {"id": "fresh", "title": "Fresh", "was": []})


def _remove_outcome(random: Random, raw: dict[str, Any]) -> None:
    if len(raw["outcomes"]) > 2:
        raw["outcomes"].remove(random.choice(raw["outcomes"]))


def _rename_outcome(random: Random, raw: dict[str, Any]) -> None:
    outcome = random.choice(raw["outcomes"])
    old, new = outcome["id"], f"{outcome['id']}-renamed"
    outcome["id"], outcome["was"] = new, [*outcome["was"], old]
    for question in raw["questions"]:
        for holder in (question, *question["options"]):
            effects = holder.get("effects", {})
            if old in effects:
                effects[new] = effects.pop(old)
        for option in question["options"]:
            if option.get("next") == f"outcome:{old}":
                option["next"] = f"outcome:{new}"


def _change_text(random: Random, raw: dict[str, Any]) -> None:
    random.choice(_list_root_questions(raw))["text"] = "In other words?"


EDITS = (
    _change_points,
    _change_points,
    _add_option,
    _remove_option,
    _rename_option,
    _rename_question,
    _add_question,
    _remove_question,
    _swap_questions,
    _change_route,
    _add_gate,
    _change_ask_if,
    _change_weight,
    _add_outcome,
    _remove_outcome,
    _rename_outcome,
    _change_text,
)


def _remove_broken_references(raw: dict[str, Any]) -> None:
    """Remove references to something that no longer exists, or that comes too late in the tree."""
    outcomes = {outcome["id"] for outcome in raw["outcomes"]}
    raw["questions"], known_ids = _keep_valid_questions(raw["questions"])
    for index, question in enumerate(raw["questions"]):
        targets = {each["id"] for each in raw["questions"][index + 1 :]} | {f"outcome:{each}" for each in outcomes} | {"results", "tree:other"}
        for option in question["options"]:
            if option.get("next") not in targets:
                option.pop("next", None)
        for holder in (question, *question["options"]):
            holder["effects"] = {outcome: effects for outcome, effects in holder.get("effects", {}).items() if outcome in outcomes}
    for outcome in raw["outcomes"]:
        for field in ("when", "not_if"):
            if not _reads_only(outcome.get(field), known_ids):
                outcome.pop(field)


def _keep_valid_questions(questions: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the questions that only refer to earlier ones, and their ids."""
    valid: list[dict[str, Any]] = []
    roots: set[str] = set()
    for question in questions:
        if "same_as" in question and question["same_as"] not in roots:
            continue
        if not _reads_only(question.get("ask_if"), [each["id"] for each in valid]):
            question.pop("ask_if")
        if "same_as" not in question:
            roots.add(question["id"])
        valid.append(question)
    return valid, [question["id"] for question in valid]


def _reads_only(condition: Any, known_ids: list[str]) -> bool:
    if isinstance(condition, list):
        return all(_reads_only(part, known_ids) for part in condition)
    return condition is None or all(
        _reads_only(value, known_ids) if key in {"any", "all", "not"} else key in known_ids for key, value in condition.items()
    )
