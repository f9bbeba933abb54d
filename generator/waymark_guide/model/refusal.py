"""The error by which a model refuses a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from typing import LiteralString


def make_refusal(value: str, reason: LiteralString) -> PydanticCustomError:
    """Make an error for pydantic. The room `reading` writes its message for the author.

    Args:
        value: what the author wrote.
        reason: the short name of what is wrong, such as `bad_id`; see `waymark_guide.reading.validation_messages`.
    """
    return PydanticCustomError(reason, reason, {"value": value})
