"""The answers to a question, its own or a shared fact's: bands that fit together, and choices that can be distinguished."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from waymark_guide.checks.rule import declare
from waymark_guide.checks.trees.asked_question import worded_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.model.tree import Fact, Facts, Question, Tree

MOST_ORDINARY = 8

GAP = declare(
    "T401",
    "band-gap",
    "The ranges of a band question leave no number out.",
    why="Someone whose number lies in the gap could not answer.",
    fix="Let each range begin one above the end of the range before it.",
    wrong="- {id: many, label: 4 or more, from: 5}",
    right="- {id: many, label: 4 or more, from: 4}",
)
OVERLAP = declare(
    "T402",
    "band-overlap",
    "No number lies in two ranges of a band question.",
    why="Someone with such a number could choose either, and get another result.",
    fix="Let each range begin one above the end of the range before it.",
    wrong="- {id: many, label: 4 or more, from: 3}",
    right="- {id: many, label: 4 or more, from: 4}",
)
REVERSED = declare(
    "T403",
    "band-reversed",
    "A range begins at its lower number.",
    why="No number lies in the range, so nobody could choose it.",
    fix="Exchange from and to.",
    wrong="- {id: few, label: 1 to 3, from: 3, to: 1}",
    right="- {id: few, label: 1 to 3, from: 1, to: 3}",
)
NO_NONE = declare(
    "T406",
    "no-none-of-these",
    "A question with several answers offers one that stands alone, such as “None of these”.",
    why="Someone to whom nothing applies could not go on.",
    fix='Add an option such as {id: none, label: None of these, exclusive: true}; or, where one always applies, say so with "allow".',
    severity="warning",
    wrong="- {id: nothing, label: None of these}",
    right="- {id: nothing, label: None of these, exclusive: true}",
)
TOO_MANY = declare(
    "T407",
    "too-many-choices",
    "A question with several answers has at most eight ordinary options, and at most one that stands alone.",
    why="Every set of answers is tried before publication, and people do not read longer lists.",
    fix="Put like options together, or ask two questions.",
    wrong="- {id: company, label: Company}\n"
    "      - {id: lifts, label: Lifts}\n      - {id: care, label: Care}\n      - {id: news, label: News}\n      - {id: music, label: Music}\n"
    "      - {id: warmth, label: Warmth}\n      - {id: games, label: Games}\n      - {id: advice, label: Advice}",
    right="- {id: company, label: Company}",
)
SAME_LABEL = declare(
    "T409",
    "same-label-twice",
    "No two answers to a question have the same words.",
    why="A reader cannot tell them apart.",
    fix="Change the words of one, or delete it.",
    wrong="- {id: partly, label: Partly}\n      - {id: no, label: partly}",
    right='- {id: partly, label: Partly}\n      - {id: no, label: "No"}',
)


class Choice(Protocol):
    """An option of a question or of a shared fact."""

    @property
    def id(self) -> str: ...  # noqa: D102 (as in the models)
    @property
    def label(self) -> str | None: ...  # noqa: D102
    @property
    def hint(self) -> str | None: ...  # noqa: D102
    @property
    def exclusive(self) -> bool: ...  # noqa: D102
    @property
    def from_(self) -> int | None: ...  # noqa: D102
    @property
    def to(self) -> int | None: ...  # noqa: D102


def check(subject: Subject[Tree] | Subject[Facts]) -> Iterator[Finding]:
    """The answers to every question that the file words itself."""
    for path, asked in worded_in(subject.record):
        yield from _check(subject, path, asked)


def _check(subject: Subject[Tree] | Subject[Facts], path: Path, asked: Question | Fact) -> Iterator[Finding]:
    yield from _labels(subject, path, asked.options)
    if asked.type == "band":
        yield from bands(subject, path, asked.options, f" {asked.unit}" if asked.unit else "")
    elif asked.type == "multi":
        yield from _several(subject, path, asked.text or asked.id, asked.options)


def _labels(subject: Subject[Tree] | Subject[Facts], path: Path, options: Sequence[Choice]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for place, option in enumerate(options):
        words = " ".join((option.label or "").casefold().split())
        if words and words in seen:
            message = f'The options "{seen[words]}" and "{option.id}" have the same label, "{option.label}".'
            yield subject.finding(SAME_LABEL, (*path, "options", place, "label"), message)
        seen.setdefault(words, option.id)


def bands(subject: Subject[Tree] | Subject[Facts], path: Path, options: Sequence[Choice], unit: str) -> Iterator[Finding]:
    """Ranges that leave numbers out, share them, or hold none."""
    sound: list[tuple[int, Choice]] = []
    for place, option in enumerate(options):
        if option.from_ is not None and option.to is not None and option.from_ > option.to:
            message = f'"{option.label}" goes from {option.from_} down to {option.to}.'
            yield subject.finding(REVERSED, (*path, "options", place, "from"), message)
        else:
            sound.append((place, option))
    if len(sound) < len(options):
        return
    sound.sort(key=lambda pair: (pair[1].from_ is not None, pair[1].from_ or 0))
    for (_, lower), (place, upper) in pairwise(sound):
        here = (*path, "options", place, "from")
        if lower.to is None or upper.from_ is None or upper.from_ <= lower.to:
            number = upper.from_ if upper.from_ is not None else lower.to if lower.to is not None else "any number"
            message = f'"{lower.label}" and "{upper.label}" overlap.'
            yield subject.finding(OVERLAP, here, message, why=f"Someone with {number}{unit} could choose either, and get another result.")
        elif upper.from_ > lower.to + 1:
            missing = str(lower.to + 1) if upper.from_ == lower.to + 2 else f"{lower.to + 1} to {upper.from_ - 1}"
            message = f'Between "{lower.label}" and "{upper.label}" no range holds {missing}.'
            yield subject.finding(GAP, here, message, why=f"Someone with {missing}{unit} could not answer.")


def _several(subject: Subject[Tree] | Subject[Facts], path: Path, text: str, options: Sequence[Choice]) -> Iterator[Finding]:
    alone = [option for option in options if option.exclusive]
    ordinary = len(options) - len(alone)
    where = (*path, "options")
    if ordinary > MOST_ORDINARY:
        yield subject.finding(TOO_MANY, where, f'"{text}" has {ordinary} ordinary options, and {MOST_ORDINARY} are the most.', key=True)
    if len(alone) > 1:
        named = " and ".join(f'"{option.label}"' for option in alone)
        yield subject.finding(TOO_MANY, where, f'"{text}" has {len(alone)} options that stand alone: {named}.', fix="Keep one of them.", key=True)
    if not alone and ordinary:
        yield subject.finding(NO_NONE, where, f'"{text}" offers nothing to someone to whom none of its answers applies.', key=True)
