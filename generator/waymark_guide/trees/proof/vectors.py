"""Make test vectors: answers, each with everything that the Python engine returns. The browser's engine must return exactly the same."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from waymark_guide.trees.engine.answers import UNKNOWN, list_values, value_to_json
from waymark_guide.trees.engine.evaluation import evaluate_answers
from waymark_guide.trees.engine.url_fragment import read_fragment, write_fragment
from waymark_guide.trees.proof.state_graph import explore_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from waymark_guide.trees.engine.compiled_tree import CompiledTree

SEED = 20261122
SAMPLE = 400
DAMAGED = ("v=1.0", "v=1.0.0&&=&x=1", "%zz=1&o=%ff", "#w=nothing:4,:,&v=9.9.9", "o=<b>&o=twice", "constructor=yes&__proto__=no&toString=?")


def make_vectors(tree: CompiledTree, cases: Sequence[Mapping[str, Any]] = (), *, limit: int = 20_000, sample: int = SAMPLE) -> list[dict[str, Any]]:
    """Make answers to replay, each with the expected result.

    Every state of the guide has one vector, if there are at most `limit` states. `sample` more vectors come from a fixed seed, with unknown, old,
    missing and invalid answers, several options at once, and other weights.

    Returns:
        For each: `answers`, `weights`, `answer` (everything that `answer` returns), `fragment`, and `read` (what reading the fragment gives).
    """
    graph = explore_states(tree, limit=limit)
    witnesses: list[Mapping[str, Any]] = [state.witness for state in graph.states] if graph else []
    found = [_make_vector(tree, cases, answers, None) for answers in witnesses]
    found += [_make_vector(tree, cases, answers, weights) for answers, weights in _sample_answers(tree, sample)]
    return found


def make_damaged_fragments(tree: CompiledTree) -> list[dict[str, Any]]:
    """Make damaged links, each with what can still be read from it."""
    first = tree.questions[0]
    texts = (*DAMAGED, f"{first.id}=nothing-like-it&v={tree.version}", f"{first.id}={first.option_ids[0]}&{first.id}=again&o=a,tree:b")
    return [{"fragment": text, "read": read_fragment(tree, text)} for text in texts]


def _make_vector(
    tree: CompiledTree, cases: Sequence[Mapping[str, Any]], answers: Mapping[str, Any], weights: dict[str, int] | None
) -> dict[str, Any]:
    fragment = write_fragment(tree, answers, outcome=tree.outcomes[0].id, weights=weights)
    return {
        "answers": dict(answers),
        "weights": weights,
        "answer": evaluate_answers(tree, answers, weights=weights, cases=cases),
        "fragment": fragment,
        "read": read_fragment(tree, fragment),
    }


def _sample_answers(tree: CompiledTree, sample: int) -> Iterator[tuple[dict[str, Any], dict[str, int] | None]]:
    random = Random(SEED)  # noqa: S311 (a fixed sample, not a secret)
    for number in range(sample):
        unknown = (0, 0, 1, 3)[number % 4] if number % 20 else 7
        missing = (0, 0, 0, 2)[number // 4 % 4]
        answers: dict[str, Any] = {}
        for question in tree.questions:
            answers[question.id] = value_to_json(question, random.choice(list_values(question)))
        for question in random.sample(tree.questions, min(unknown, len(tree.questions))):
            answers[question.id] = UNKNOWN
        for question in random.sample(tree.questions, min(missing, len(tree.questions))):
            answers.pop(question.id)
        if number % 10 == 0:
            answers |= {"no-such-question": "x", random.choice(tree.questions).id: "no-such-option"}
        yield answers, {factor.id: random.randint(0, 60) for factor in tree.factors} if number % 3 == 0 and tree.factors else None
