"""The answer: what is asked next, or the result, why, what would change it, what is unknown, and the cases that are alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import UNKNOWN, as_json, read_answers
from waymark_guide.trees.engine.deciding_answers import grounds
from waymark_guide.trees.engine.leaders import follow, standing
from waymark_guide.trees.engine.matching import Known, match
from waymark_guide.trees.engine.minimal_changes import fewest
from waymark_guide.trees.engine.questions_left import questions_left
from waymark_guide.trees.engine.replay import givens, replay
from waymark_guide.trees.engine.result import result
from waymark_guide.trees.engine.scoring import Scores, weights_of
from waymark_guide.trees.engine.sensitivity import would_change
from waymark_guide.trees.engine.unknown_answers import unknowns
from waymark_guide.trees.engine.weight_changes import weights_flip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.trees.engine.answers import Answers
    from waymark_guide.trees.engine.program import CompiledTree


def answer(
    tree: CompiledTree,
    answers: Mapping[str, object],
    *,
    weights: Mapping[str, object] | None = None,
    cases: Iterable[Mapping[str, Any]] = (),
    explained: bool = True,
) -> dict[str, Any]:
    """Everything that follows from the answers, as plain data; the browser's engine gives the same to the letter.

    Args:
        tree: the guide.
        answers: question id → option id, several ids (a list, or text with commas), or `?`.
        weights: the reader's own weight for a factor, in place of the author's.
        cases: `{"id", "facts": {fact or question id: [options]}}`.
        explained: whether to work out what takes longest: what would change the result, and on what it rests.
    """
    read = read_answers(tree, answers)
    scores = Scores(tree, weights_of(tree, weights))
    given = givens(tree, read)
    way = replay(tree, given, tree.reads.way)
    used = {tree.questions[place].key for place in way.asked}
    told: dict[str, Any] = {
        "tree": tree.id,
        "version": tree.version,
        "asked": [tree.questions[place].id for place in way.asked],
        "answers": {tree.questions[place].id: as_json(tree.questions[place], read.values[tree.questions[place].key]) for place in way.asked},
        "unused": [key for key in read.values if key not in used],
        "dropped": list(read.dropped),
        "weights": {factor.id: weight for factor, weight in zip(tree.factors, scores.weights, strict=True)},
        "next": None,
        "result": None,
        "unknowns": [],
        "would_change": [],
        "fewest": None,
        "deciding": [],
        "weights_flip": None,
        "cases": match(_known(tree, read, way.asked), cases),
    }
    if way.next is not None:
        question = tree.questions[way.next]
        left = questions_left(tree, given, way.waiting)
        told["next"] = {"question": question.id, "options": list(question.option_ids), "left": {"min": left.min, "max": left.max}}
        return told
    shown = replace(replay(tree, given, tree.reads.all), asked=way.asked)
    followed = follow(tree, given)
    now = standing(scores, given, followed) if shown.whole and followed.whole else None
    told["result"] = result(scores, given, shown, now)
    if not explained:
        return told
    told["unknowns"] = unknowns(scores, given, way.asked, now)
    told["would_change"] = would_change(scores, given, way.asked, now) if now else []
    told["fewest"] = fewest(scores, given, now)
    told["deciding"] = grounds(scores, given, followed, now)
    told["weights_flip"] = weights_flip(scores, given, followed, now)
    return told


def leads(tree: CompiledTree, answers: Mapping[str, object], *, weights: Mapping[str, object] | None = None) -> tuple[str, ...] | None:
    """Only what comes first: outcome ids, or `tree:ID`; none where a question is still to be asked, or too much is unknown."""
    given = givens(tree, read_answers(tree, answers))
    followed = follow(tree, given)
    if followed.next is not None or not followed.whole:
        return None
    return standing(Scores(tree, weights_of(tree, weights)), given, followed).leads


def _known(tree: CompiledTree, answers: Answers, asked: tuple[int, ...]) -> list[Known]:
    known = []
    for place in asked:
        question = tree.questions[place]
        value = answers.values[question.key]
        if value != (UNKNOWN,):
            names = tuple(dict.fromkeys(name for name in (question.fact, question.id, question.key) if name))
            known.append(Known(question.id, names, question.option_ids, value, question.ordered, question.type == "multi"))
    return known
