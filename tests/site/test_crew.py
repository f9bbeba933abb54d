"""What sharing work out promises: each piece is done, and its result stands in its place, whoever did it."""

from __future__ import annotations

import os

import pytest

from generator.crew import shared
from generator.errors import KnowledgeBaseError


@pytest.mark.parametrize("hands", [1, 2, 5])
def test_results_stand_in_the_order_of_the_pieces(hands: int) -> None:
    """However many processes there are."""
    assert shared(40, lambda number: number * number, hands=hands) == [number * number for number in range(40)]
    assert shared(0, str, hands=hands) == []


def test_a_mistake_anywhere_is_raised_here() -> None:
    """What a piece raises, the whole raises."""

    def fails(number: int) -> int:
        if number == 7:
            message = "seven"
            raise KnowledgeBaseError(message)
        return number

    with pytest.raises(KnowledgeBaseError, match="seven"):
        shared(20, fails, hands=3)


def test_pieces_of_a_helper_that_was_ended_are_done_again() -> None:
    """A helper that the system ends costs time, and nothing else."""
    here = os.getpid()

    def ends_elsewhere(number: int) -> int:
        if os.getpid() != here:
            os._exit(9)
        return number

    assert shared(20, ends_elsewhere, hands=3) == list(range(20))
