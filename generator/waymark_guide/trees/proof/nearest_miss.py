"""Find the fewest comparisons that must change to make a condition true."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product
from typing import TYPE_CHECKING

from waymark_guide.trees.engine.conditions import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waymark_guide.trees.engine.conditions import Condition
    from waymark_guide.trees.proof.paths import Witness


@dataclass(frozen=True, slots=True)
class UnmetComparison:
    """One comparison that must change.

    Attributes:
        required: the value that the comparison must have.
    """

    question: str
    test: str
    options: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class NearestMiss:
    """The answers that come nearest, and the comparisons that fail for them."""

    witness: Witness
    fails: tuple[UnmetComparison, ...]


MOST_ALTERNATIVES = 200
"""How many alternatives of a condition are compared."""

Values = dict[Comparison, bool]
"""Comparisons, each with the value that it must have."""

Aim = tuple["Condition | None", bool]
"""A condition, and the value that it must have. A condition of `None` is always true."""


def find_gap(aims: Iterable[Aim], truths: int) -> tuple[UnmetComparison, ...] | None:
    """Find the fewest comparisons that must change to meet every aim.

    Where conditions have very many alternatives, only the shortest are compared: the answer may then not be the fewest.

    Args:
        aims: conditions, each with the value that it must have.
        truths: the true comparisons, one bit each.

    Returns:
        What must change, or `None` where no values of the comparisons meet every aim.
    """
    alternatives: Sequence[Values] = [{}]
    for condition, required in aims:
        alternatives = _combine(alternatives, _list_alternatives(condition, required=required))
    changes = [{comparison: value for comparison, value in values.items() if bool(truths & comparison.bit) != value} for values in alternatives]
    fewest = min(changes, key=len, default=None)
    if fewest is None:
        return None
    return tuple(UnmetComparison(comparison.question, comparison.test, comparison.options, value) for comparison, value in fewest.items())


@lru_cache(maxsize=1000)
def _list_alternatives(condition: Condition | None, *, required: bool) -> Sequence[Values]:
    """List the values of comparisons that give a condition the required value. Each alternative is enough."""
    if condition is None:
        return [{}] if required else []
    if isinstance(condition, Comparison):
        return [{condition: required}]
    if condition.how == "not":
        return _list_alternatives(condition.parts[0], required=not required)
    parts = [_list_alternatives(part, required=required) for part in condition.parts]
    is_one_part_enough = required == (condition.how == "any")  # an `any` is true, or an `all` false, because of one part
    return [values for part in parts for values in part] if is_one_part_enough else reduce(_combine, parts, [{}])


def _combine(some: Sequence[Values], others: Sequence[Values]) -> Sequence[Values]:
    """Combine each alternative of one condition with each of another, except where they need the same comparison both true and false."""
    combined = (
        one | other for one, other in product(some, others) if all(other.get(comparison, value) == value for comparison, value in one.items())
    )
    return sorted(combined, key=len)[:MOST_ALTERNATIVES]
