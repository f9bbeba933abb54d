"""Whether a ranking is fair and sure: points that count, options that can come first, and an order that does not hang on a hair."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.answer_text import command, in_a_row
from waymark_guide.trees.proof.equivalence import add_up_points
from waymark_guide.trees.proof.shares import FRAGILE_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Tree
    from waymark_guide.trees.engine.compiled_tree import CompiledQuestion
    from waymark_guide.trees.proof.proof import Proof

MOST_TIES, MOST_CLOSE, MOST_FRAGILE = 15, 40, 25
"""The shares, in percent of all ways, above which a report mentions them."""
FEWEST_STEPS = 3

NEVER_COUNTS = declare(
    "T504",
    "points-never-count",
    "Points can be part of a ranking.",
    why="Whoever gives this answer is never shown the outcome in a ranking: it is ruled out, or the guide ends before.",
    fix="Delete the points, or change what rules the outcome out.",
    severity="warning",
    wrong='      - {id: no, label: "No", effects: {contract: {fit: {points: 1, because: A contract is plain.}}}}\n  - id: cooks',
    right='      - {id: no, label: "No"}\n  - id: cooks',
)
NEVER_FIRST = declare(
    "T505",
    "option-never-first",
    "Every option that is ranked comes first for some answers.",
    why="Every way was tried, and on none does it come first. It takes part, and cannot win.",
    fix="Give it points where it fits best; or show it beside the result with the role add-on.",
    severity="warning",
    wrong="market: {points: 1, because: A hall makes it easier.}",
    right="market: {points: 3, because: A hall makes it easier.}",
)
DOMINATED = declare(
    "T506",
    "option-dominated",
    "No option is beaten by another one on every factor, whatever the answers and the weights.",
    why="It can at best share a place with the other, so it adds nothing to the choice.",
    fix="Say with points where it is better; or take it out.",
    severity="warning",
    wrong="grant: {fit: {points: 2, because: The sum is small.}}\n          loan: {fit: {points: 1, because: It is paid back.}}",
    right="grant: {fit: {points: 2, because: The sum is small.}}\n          loan: {market: {points: 2, because: It is paid back.}}",
)
TIES = declare(
    "T507",
    "ties-often",
    f"First place is shared on at most {MOST_TIES} percent of the ways through a guide.",
    why="Readers are told that two options are equal, and have to choose without help.",
    fix="Let one more answer tell the two apart.",
    severity="note",
    wrong='- {id: yes, label: "Yes", effects: {grant: {fit: {points: 2, because: It fits.}}}}\n'
    '      - {id: no, label: "No", effects: {contract: {fit: {points: 2, because: It fits.}}}}',
    right='- {id: yes, label: "Yes", effects: {grant: {fit: {points: 3, because: It fits well.}}}}\n'
    '      - {id: no, label: "No", effects: {contract: {fit: {points: 2, because: It fits.}}}}',
)
CLOSE_CALLS = declare(
    "T508",
    "close-calls-often",
    f"At most {MOST_CLOSE} percent of the ways through a guide end in a close call.",
    why="A guide that mostly says “close call” helps little.",
    fix='Let the deciding questions count more, or make "close_call_within" smaller.',
    severity="note",
    wrong="close_call_within: 200",
    right="close_call_within: 20",
)
NOT_IN_ORDER = declare(
    "T509",
    "points-out-of-order",
    "Where the answers to a question go from less to more, the points they give go one way too.",
    why="More of something would count first for and then against the same outcome, which nobody expects.",
    fix="Check the points of the answer in the middle; if it is meant, say so with “allow”.",
    severity="note",
    wrong="- {id: few, label: 1 to 3, effects: {grant: {fit: {points: 3, because: Few need little.}}}}\n"
    "      - {id: many, label: 4 or more, effects: {grant: {fit: {points: 1, because: Many need more.}}}}",
    right="- {id: few, label: 1 to 3, effects: {grant: {fit: {points: 2, because: Few need little.}}}}\n"
    "      - {id: many, label: 4 or more, effects: {grant: {fit: {points: 3, because: Many need more.}}}}",
)
DECIDES = declare(
    "T510",
    "one-answer-decides",
    "No single answer in a ranked guide settles the result whatever else is answered.",
    why="The other questions are asked, and cannot change anything.",
    fix='Lead the answer straight to the outcome with "next", or give it fewer points.',
    severity="warning",
    wrong='- {id: yes, label: "Yes", effects: {grant: {fit: {points: 4, because: It fits.}}}}',
    right='- {id: yes, label: "Yes", effects: {grant: {fit: {points: 2, because: It fits.}}}}',
)
FRAGILE = declare(
    "T511",
    "fragile-to-weights",
    f"On at most {MOST_FRAGILE} percent of the ways a few points of weight turn the order over.",
    why="Whoever thinks a little otherwise of the factors would get another result.",
    fix="Let the questions tell the options apart more clearly, or ask readers for their own weights.",
    severity="note",
    wrong="contract: {market: {points: 4, because: A hall makes it easier.}}",
    right="contract: {market: {points: 2, because: A hall makes it easier.}}",
)


def check(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    """The points and the order of a ranked tree."""
    if proof.tree.result.mode != "ranked":
        return
    yield from _points(subject, proof)
    yield from _standing(subject, proof)
    yield from _deciding(subject, proof)
    yield from _shares(subject, proof)
    for question in proof.tree.questions:
        if question.ordered and question.type != "multi" and len(question.options) >= FEWEST_STEPS:
            yield from _order(subject, proof, question)


def _points(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    titles = _titles(proof)
    for question_id, option_id, outcome in proof.unused_points:
        place, question = next((place, each) for place, each in enumerate(subject.record.questions) if each.id == question_id)
        number = next((number for number, option in enumerate(question.options) if option.id == option_id), None)
        path: Path = ("questions", place, "effects", outcome)
        if number is not None and outcome in question.options[number].effects:
            path = ("questions", place, "options", number, "effects", outcome)
        elif all((question_id, option.id, outcome) in proof.unused_points for option in question.options if option.share):
            if option_id != next(option.id for option in question.options if option.share):
                continue
        else:
            continue
        asked = proof.tree.questions[place]
        label = next(option.label for option in asked.options if option.id == option_id)
        message = f'These points for "{titles[outcome]}" never count: it is never ranked where "{label}" is the answer to "{asked.text}".'
        yield subject.finding(NEVER_COUNTS, path, message, key=True)


def _standing(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    titles = _titles(proof)
    places = {outcome.id: place for place, outcome in enumerate(subject.record.outcomes)}
    for outcome, lead in proof.can_lead.items():
        if lead.can_lead is False and proof.outcomes[outcome].reachable:
            ahead = f': "{titles[lead.behind]}" is ahead of it whatever the answers' if lead.behind else ", whatever the answers"
            yield subject.finding(NEVER_FIRST, ("outcomes", places[outcome], "id"), f'"{titles[outcome]}" can never come first{ahead}.')
    for outcome, better in proof.dominated_outcomes:
        if proof.can_lead[outcome].can_lead is not False:
            message = f'"{titles[outcome]}" is never ahead of "{titles[better]}" on any factor, and sometimes behind.'
            yield subject.finding(DOMINATED, ("outcomes", places[outcome], "id"), message)


def _deciding(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    titles = _titles(proof)
    for question_id, option_id, outcome in proof.deciding_options if len(proof.tree.questions) > 1 else ():
        place, question = next((place, each) for place, each in enumerate(proof.tree.questions) if each.id == question_id)
        label = next(option.label for option in question.options if option.id == option_id)
        message = f'Whoever answers "{label}" to "{question.text}" is told "{titles[outcome]}", whatever else they answer.'
        yield subject.finding(DECIDES, ("questions", place, "id"), message)


def _shares(subject: Subject[Tree], proof: Proof) -> Iterator[Finding]:
    titles = _titles(proof)
    for rule, share, most, end in (
        (TIES, proof.ties, MOST_TIES, "end with first place shared"),
        (CLOSE_CALLS, proof.close_calls, MOST_CLOSE, "end in a close call"),
        (FRAGILE, proof.fragile, MOST_FRAGILE, f"end in an order that {FRAGILE_WITHIN} points of weight turn over"),
    ):
        only_ties = rule is CLOSE_CALLS and proof.ties is not None and share is not None and proof.ties.paths == share.paths
        if share is not None and share.percent > most and not only_ties:
            ways = f"{share.paths} of {share.of} ways" if share.exact else f"About {share.percent} percent of the ways (of {share.of} sampled)"
            named = in_a_row([f'"{titles[each]}"' for each in share.examples[0].outcomes])
            why = f"{rule.why} Most often it is {named}: {command(proof.tree, share.examples[0].witness)}"
            yield subject.finding(rule, ("result",), f"{ways} {end}.", why=why, key=True)


def _order(subject: Subject[Tree], proof: Proof, question: CompiledQuestion) -> Iterator[Finding]:
    """Points of an ordered question that go up and down again."""
    titles, tree = _titles(proof), proof.tree
    by_option = [
        {(outcome, factor): points for outcome, factor, points in add_up_points(tree.choice(question.index, (option.id,)))}
        for option in question.options
    ]
    for outcome, factor in sorted({which for points in by_option for which in points}):
        points = [each.get((outcome, factor), 0) for each in by_option]
        steps = {(after > before) for before, after in pairwise(points) if after != before}
        if len(steps) > 1:
            points_text = ", ".join(f'{number} for "{option.label}"' for number, option in zip(points, question.options, strict=True))
            message = f'On "{tree.factors[factor].label}", "{titles[tree.outcomes[outcome].id]}" gets {points_text}.'
            yield subject.finding(NOT_IN_ORDER, ("questions", question.index, "id"), message)


def _titles(proof: Proof) -> dict[str, str]:
    return {outcome.id: outcome.title for outcome in proof.tree.outcomes}
