"""The words of answers: ranges that leave no number out and say what they hold, and lists that are short and end in real answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.answers import bands
from waymark_guide.checks.trees.asked_question import worded_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waymark_guide.checks.subject import Subject
    from waymark_guide.checks.trees.answers import Choice
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Fact, Facts, Question, Tree

MOST_OPTIONS = 10
LONGEST_LABEL, LONGEST_HINT = 120, 240
WHOLE_SHARES = re.compile(r"%|\bper ?cent", re.IGNORECASE)
WHOLE = 100
TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}
NUMBER = r"£?\s?(\d[\d,]*(?:\.\d+)?)\s?(k|thousand|m|million|bn|billion)?\b"
SAYS: tuple[tuple[str, int | None, int | None], ...] = (
    (rf"(?:between )?{NUMBER}\s?%?[a-z ]*?\s?(?:to|and|-|\u2013)\s?{NUMBER}", 0, 0),
    (rf"(?:at least|from) {NUMBER}", 0, None),
    (rf"{NUMBER}\s?%?[a-z ]*? (?:or|and) (?:more|over|above|longer)", 0, None),
    (rf"(?:more than|over|above) {NUMBER}", 1, None),
    (rf"(?:fewer than|less than|under|below) {NUMBER}", None, -1),
    (rf"(?:up to|at most|no more than) {NUMBER}", None, 0),
    (rf"{NUMBER}\s?%?[a-z ]*? or (?:fewer|less|under|below)", None, 0),
)
"""What a label may say, with how far the lower and the upper end of its range are from the numbers in it; none where it does not say."""
UNSURE = re.compile(r"(?:(?:i|we) )?(?:do not|don.t) know\b|(?:(?:i am|i.m|we are|we.re) )?(?:not sure|unsure)\b|unknown$", re.IGNORECASE)

UNCOVERED = declare(
    "T404",
    "band-end-uncovered",
    "The ranges of a band question begin at 0 and have no upper end.",
    why="Someone whose number lies beyond could not answer.",
    fix='Let the first range begin at 0, and leave "to" out of the last one; or, where no such number can be, say so with "allow".',
    severity="warning",
    wrong="- {id: many, label: 4 to 20, from: 4, to: 20}",
    right="- {id: many, label: 4 or more, from: 4}",
)
OTHER_LABEL = declare(
    "T405",
    "label-and-range-disagree",
    "The label of a range says what the range holds.",
    why="Readers go by the words, and the guide by the range.",
    fix="Change the words, or the range.",
    wrong="- {id: many, label: More than 4, from: 4}",
    right="- {id: many, label: 4 or more, from: 4}",
)
LONG_LIST = declare(
    "T408",
    "too-many-options",
    f"A question has at most {MOST_OPTIONS} answers to choose one from.",
    why="People do not read longer lists to the end.",
    fix="Put like answers together, or ask a general question first and a narrow one after it.",
    severity="warning",
    wrong="- {id: partly, label: Partly}" + "".join(f"\n      - {{id: part-{number}, label: Part {number}}}" for number in range(1, 9)),
    right="- {id: partly, label: Partly}",
)
HAND_MADE = declare(
    "T410",
    "dont-know-by-hand",
    "“I don't know” is left to the guide, which offers it on every question.",
    why="The guide would take it for an answer like any other, instead of trying every answer that it may stand for.",
    fix="Delete the option; write help for those who do not know under dont_know. Where it leads somewhere of its own, say so with “allow”.",
    severity="warning",
    wrong="- {id: partly, label: Not sure}",
    right="- {id: partly, label: Partly}",
)
LONG_WORDS = declare(
    "T411",
    "label-too-long",
    f"The label of an answer has at most {LONGEST_LABEL} characters, and its hint at most {LONGEST_HINT}.",
    why="Readers compare answers at a glance, and somebody who listens hears every word.",
    fix='Keep what tells the answers apart; move the rest to the hint, or to the "help" of the question.',
    severity="note",
    wrong="- {id: partly, label: Partly, hint: " + "Some of the people here trust the manager and some do not. " * 5 + "}",
    right="- {id: partly, label: Partly}",
)


def check(subject: Subject[Tree] | Subject[Facts]) -> Iterator[Finding]:
    """The answers to every question that the file words itself."""
    for path, asked in worded_in(subject.record):
        yield from _check(subject, path, asked)


def _check(subject: Subject[Tree] | Subject[Facts], path: Path, asked: Question | Fact) -> Iterator[Finding]:
    if asked.type == "band":
        if not any(bands(subject, path, asked.options, "")):
            yield from _ends(subject, path, asked)
            yield from _labels(subject, path, asked.options)
    elif asked.type != "multi" and len(asked.options) > MOST_OPTIONS:
        message = f'"{asked.text or asked.id}" has {len(asked.options)} answers.'
        yield subject.finding(LONG_LIST, (*path, "options"), message, key=True)
    options: Sequence[Choice] = asked.options
    for place, option in enumerate(options):
        here = (*path, "options", place)
        if UNSURE.match(option.label or "") and (asked.dont_know is None or asked.dont_know.offered):
            yield subject.finding(HAND_MADE, (*here, "label"), f'"{option.label}" is what "I don\'t know" is for.')
        for name, words, longest in (("label", option.label, LONGEST_LABEL), ("hint", option.hint, LONGEST_HINT)):
            if words is not None and len(words) > longest:
                yield subject.finding(LONG_WORDS, (*here, name), f"This {name} has {len(words)} characters.")


def _ends(subject: Subject[Tree] | Subject[Facts], path: Path, asked: Question | Fact) -> Iterator[Finding]:
    unit = f" {asked.unit}" if asked.unit else ""
    lowest = min(range(len(asked.options)), key=lambda place: asked.options[place].from_ or 0, default=None)
    highest = max(range(len(asked.options)), key=lambda place: _upper(asked.options[place]), default=None)
    if lowest is not None and (asked.options[lowest].from_ or 0) > 0:
        first = asked.options[lowest]
        message = f'No range holds fewer than {first.from_}: "{first.label}" is the lowest.'
        yield subject.finding(UNCOVERED, (*path, "options", lowest, "from"), message, why=f"Someone with 0{unit} could not answer.")
    if highest is not None and asked.options[highest].to is not None:
        last = asked.options[highest]
        if not (last.to == WHOLE and WHOLE_SHARES.search(f"{unit} {last.label}")):
            message = f'No range holds more than {last.to}: "{last.label}" is the highest.'
            why = f"Someone with {(last.to or 0) + 1}{unit} could not answer."
            yield subject.finding(UNCOVERED, (*path, "options", highest, "to"), message, why=why)


def _upper(option: Choice) -> float:
    return float("inf") if option.to is None else option.to


def _labels(subject: Subject[Tree] | Subject[Facts], path: Path, options: Sequence[Choice]) -> Iterator[Finding]:
    for place, option in enumerate(options):
        said = _parse_range_label(option.label or "")
        start = option.from_ or 0
        if said is not None and (said[0] not in {None, start} or said[1] != option.to):
            held = f"{start} to {option.to}" if option.to is not None else f"{start} and more"
            yield subject.finding(OTHER_LABEL, (*path, "options", place, "label"), f'"{option.label}" stands for the range {held}.')


def _parse_range_label(label: str) -> tuple[int | None, int | None] | None:
    """The range that a label names: its lower end (none: not said) and its upper end (none: open); nothing where the words are not understood."""
    for pattern, below, above in SAYS:
        match = re.match(pattern, label.casefold().strip())
        if match:
            numbers = [_parse_number(digits, times) for digits, times in zip(match.groups()[::2], match.groups()[1::2], strict=True)]
            return None if below is None else numbers[0] + below, None if above is None else numbers[-1] + above
    return None


def _parse_number(digits: str, times: str | None) -> int:
    return round(float(digits.replace(",", "")) * TIMES.get(times or "", 1))
