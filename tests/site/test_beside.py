"""Promises of `generator.beside`: the same result as if the work had been done here."""

from __future__ import annotations

import os

import pytest

from generator.beside import beside
from generator.errors import KnowledgeBaseError


def test_the_result_comes_back() -> None:
    """What the work gives is given, whichever process did it."""
    seen = {"pages": 3}
    assert beside(lambda: seen | {"files": 2})() == {"pages": 3, "files": 2}


def test_an_error_comes_back() -> None:
    """What the work raises is raised where its result is asked for."""

    def fails() -> None:
        message = "no"
        raise KnowledgeBaseError(message)

    result = beside(fails)
    with pytest.raises(KnowledgeBaseError, match="no"):
        result()


def test_work_that_was_ended_from_outside_is_done_again_here() -> None:
    """A process that the system ends costs time, and nothing else."""
    here = os.getpid()

    def ends_elsewhere() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done"

    assert beside(ends_elsewhere)() == "done"
