"""How a model refuses a value: by a short name, which reading puts into words for the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from typing import LiteralString


def make_refusal(value: str, reason: LiteralString) -> PydanticCustomError:
    """An error for pydantic to gather.

    Args:
        value: what the author wrote.
        reason: the short name of what is wrong, such as `bad_id`; see `waymark_guide.reading.validation_messages`.
    """
    return PydanticCustomError(reason, reason, {"value": value})
