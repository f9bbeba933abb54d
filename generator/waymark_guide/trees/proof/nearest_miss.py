"""Find the fewest comparisons that must change to make a condition true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.conditions import Comparison, is_met

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waymark_guide.trees.engine.conditions import Condition
    from waymark_guide.trees.proof.paths import Witness


@dataclass(frozen=True, slots=True)
class UnmetComparison:
    """One comparison that must change.

    Attributes:
        be: the value that the comparison must have.
    """

    question: str
    test: str
    options: tuple[str, ...]
    be: bool


@dataclass(frozen=True, slots=True)
class NearestMiss:
    """The answers that come nearest, and the comparisons that fail for them."""

    witness: Witness
    fails: tuple[UnmetComparison, ...]


Aim = tuple["Condition | None", bool]
"""A condition, and the value that it must have. A condition of none is always true."""


def find_gap(aims: Iterable[Aim], truths: int) -> tuple[UnmetComparison, ...] | None:
    """Find the fewest comparisons that must change to meet every aim, given the true comparisons (int, one bit each).

    Returns none where no change of comparisons meets every aim.
    """
    wanted: list[UnmetComparison] = []
    for condition, be in aims:
        if condition is None:
            if not be:
                return None
            continue
        found = _find_gap(condition, truths, be=be)
        if found is None:
            return None
        wanted += found
    return tuple(dict.fromkeys(wanted))


def _find_gap(condition: Condition, truths: int, *, be: bool) -> list[UnmetComparison] | None:
    if is_met(condition, truths) == be:
        return []
    if isinstance(condition, Comparison):
        return [UnmetComparison(condition.question, condition.test, condition.options, be)]
    if condition.how == "not":
        return _find_gap(condition.parts[0], truths, be=not be)
    parts = [_find_gap(part, truths, be=be) for part in condition.parts]
    if be == (condition.how == "any"):
        return min((part for part in parts if part is not None), key=len, default=None)
    every = [part for part in parts if part is not None]
    return [wanted for part in every for wanted in part] if len(every) == len(parts) else None
