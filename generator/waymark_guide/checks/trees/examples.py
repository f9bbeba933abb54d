"""The tests of a tree come true: each is run through the engine that readers use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.asked_question import asked_in
from waymark_guide.trees.engine.answers import read_answers
from waymark_guide.trees.engine.leaders import find_leaders, replay_for_leaders
from waymark_guide.trees.engine.replay import find_possible_answers, replay
from waymark_guide.trees.engine.result import make_result
from waymark_guide.trees.engine.scoring import Scores, read_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.checks.subject import Subject
    from waymark_guide.checks.trees.asked_question import AskedQuestion
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Example, Tree
    from waymark_guide.trees.engine.compiled_tree import CompiledTree
    from waymark_guide.trees.proof.paths import Witness
    from waymark_guide.trees.proof.proof import Proof

FAILS = declare(
    "T601",
    "test-fails",
    "A test of a tree comes true.",
    why="Tests are shown to readers as worked examples. Either the guide or the example is wrong.",
    fix="Follow the test in the guide. Then mend the effects and conditions, or correct what the test expects.",
    wrong="  - given: {regime: no, measurable: yes, cooks: many, needs: [food], venue: no}\n    expect: contract",
    right="  - given: {regime: no, measurable: yes, cooks: many, needs: [food], venue: no}\n    expect: grant",
)
IMPOSSIBLE = declare(
    "T602",
    "test-impossible",
    "A test answers every question that is asked on its way, and no other.",
    why="No reader could follow the example to its end as it is written.",
    fix="Add the answer that is lacking, or delete the one that is not asked for.",
    wrong="given: {regime: no, measurable: yes, cooks: none, needs: [food], venue: no}\n    expect: grow-the-market",
    right="given: {regime: no, measurable: yes, cooks: none}\n    expect: grow-the-market",
)
UNTESTED = declare(
    "T603",
    "outcome-without-test",
    "Every outcome that answers can lead to is expected by a test.",
    why="Nobody said for whom it is meant; and no worked example shows it to readers.",
    fix="Add a test for it, with a note that tells it as a tiny story.",
    severity="warning",
    wrong="tests:\n  - {given: {urgent: no, value: yes}, expect: tender, note: A large service.}",
    right="tests:\n"
    "  - {given: {urgent: no, value: yes}, expect: tender, note: A large service.}\n"
    "  - {given: {urgent: yes}, expect: award, note: A burst pipe.}",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """Every test of a tree, and, where they all come true, what none of them expects.

    To be run only where the tree has no other error, or its tests would fail because of that.
    """
    questions = asked_in(subject.record, subject.knowledge_base)
    failed = False
    for place, example in enumerate(subject.record.tests):
        path: Path = ("tests", place)
        name = f'The test "{example.note}"' if example.note else f"Test {place + 1}"
        replayed = _describe(proof.tree, example.given)
        found = list(_impossible(subject, path, name, replayed, questions)) or list(_fails(subject, path, name, example, replayed["result"]))
        failed = failed or bool(found)
        yield from found
    if not failed:
        yield from _find_untested(subject, proof)


def _find_untested(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    expected = {name.removeprefix("outcome:") for example in subject.record.tests for name in example.expect}
    for place, outcome in enumerate(proof.tree.outcomes):
        lead = proof.can_lead.get(outcome.id)
        witness = (lead.witness if lead else None) or proof.outcomes[outcome.id].witness
        if outcome.id not in expected and outcome.role != "always" and witness is not None and (lead is None or lead.can_lead):
            fix = f"{UNTESTED.fix} If it is what you mean, begin with: {_format_test(witness, outcome.id)}"
            yield subject.finding(UNTESTED, ("outcomes", place, "id"), f'No test expects "{outcome.title}".', fix=fix)


def _format_test(witness: Witness, outcome: str) -> str:
    """A test, ready to be pasted."""
    given = ", ".join(f"{key}: {value if isinstance(value, str) else '[' + ', '.join(value) + ']'}" for key, value in witness.items())
    return f"- {{given: {{{given}}}, expect: {outcome}}}"


def _describe(tree: CompiledTree, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What `answer` says of these answers, as far as a test asks for it."""
    read = read_answers(tree, answers)
    given = find_possible_answers(tree, read)
    way = replay(tree, given, tree.needed_bits.questions)
    used = {tree.questions[place].key for place in way.asked}
    replayed: dict[str, Any] = {"next": None, "unused": [key for key in read.values if key not in used], "result": None}
    if way.next is not None:
        return {**replayed, "next": {"question": tree.questions[way.next].id}}
    scores = Scores(tree, read_weights(tree, None))
    shown = replace(replay(tree, given, tree.needed_bits.result), asked=way.asked)
    followed = replay_for_leaders(tree, given)
    now = find_leaders(scores, given, followed) if shown.is_complete and followed.is_complete else None
    return {**replayed, "result": make_result(scores, given, shown, now)}


def _impossible(
    subject: Subject[Tree], path: Path, name: str, replayed: Mapping[str, Any], questions: Mapping[str, AskedQuestion]
) -> Iterator[Finding]:
    if replayed["next"] is not None:
        lacking = questions[replayed["next"]["question"]]
        message = f'{name} gives no answer to "{lacking.text}".'
        fix = f"Add {lacking.id} with one of: {', '.join(lacking.options)}."
        yield subject.finding(IMPOSSIBLE, (*path, "given"), message, fix=fix, key=True)
        return
    for unused in replayed["unused"]:
        message = f'{name} answers "{questions[unused].text}", which is not asked on its way.'
        yield subject.finding(
            IMPOSSIBLE, (*path, "given", unused), message, fix="Delete this answer, or change the one that leads past the question.", key=True
        )


def _fails(subject: Subject[Tree], path: Path, name: str, example: Example, result: Mapping[str, Any]) -> Iterator[Finding]:
    came = {outcome["id"]: outcome for outcome in result["outcomes"]}
    ranked = sum(came[wanted]["rank"] is not None for wanted in example.expect if wanted in came)
    within = max(example.among or 1, ranked)
    for wanted in example.expect:
        kind, separator, target = wanted.partition(":")
        outcome = came.get(target if kind == "outcome" else wanted)
        if kind == "tree" and separator:
            if result["jump"] != target:
                yield subject.finding(FAILS, (*path, "expect"), f'{name} does not lead to the guide "{target}"{_instead(subject, result)}.', key=True)
        elif outcome is None:
            because = next((f": {', '.join(gate['because'])}" for gate in result["ruled_out"] if gate["id"] == wanted and gate["because"]), "")
            ruled_out = any(gate["id"] == wanted for gate in result["ruled_out"])
            state = f"is ruled out{because.rstrip('.')}" if ruled_out else f"does not appear{_instead(subject, result)}"
            yield subject.finding(FAILS, (*path, "expect"), f'{name} expects "{_title(subject, wanted)}", which {state}.', key=True)
        elif outcome["rank"] is not None and outcome["rank"] > within:
            first = next(each for each in result["outcomes"] if each["rank"] == 1)
            behind = (first["score"] or 0) - (outcome["score"] or 0)
            place = "first" if within == 1 else f"among the first {within}"
            message = (
                f'{name} expects "{_title(subject, wanted)}" {place}; it comes in place {outcome["rank"]}, '
                f'{behind} points behind "{_title(subject, first["id"])}".'
            )
            yield subject.finding(FAILS, (*path, "expect"), message, key=True)
    for unwanted in example.never:
        if unwanted in came:
            yield subject.finding(FAILS, (*path, "never"), f'{name} must not lead to "{_title(subject, unwanted)}", and does.', key=True)


def _instead(subject: Subject[Tree], result: Mapping[str, Any]) -> str:
    """What came of the test, as the end of a sentence."""
    if result["jump"]:
        return f'; it leads to the guide "{result["jump"]}"'
    options = [_title(subject, outcome["id"]) for outcome in result["outcomes"] if outcome["role"] == "option" and (outcome["rank"] or 1) == 1]
    return f"; it leads to {' and '.join(f'“{title}”' for title in options)}" if options else "; it leads to no result"


def _title(subject: Subject[Tree], outcome_id: str) -> str:
    outcome = subject.record.outcome(outcome_id)
    if outcome is None:
        return outcome_id
    approach = subject.knowledge_base.approaches.get(outcome.approach or "")
    return outcome.title or (approach.title if approach else outcome_id)
