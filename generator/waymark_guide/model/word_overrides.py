"""The words of the interface that a knowledge base replaces by its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import StringConstraints

from waymark_guide.model.base import ContentModel, Line, make_field

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(\.[A-Za-z0-9_-]+)+$", max_length=100)]
"""The key of an entry of the catalogue: its file, then its name in the file, such as `home.title`."""


class Words(ContentModel):
    """The file `content/words.yaml`. What it does not name is said as the catalogue has it."""

    schema_: Literal["words/1"] = make_field("The version of the format.", example="words/1", alias="schema")
    words: Mapping[Key, Line] = make_field(
        "The words by the name of their entry in the catalogue. What stands in {braces} is filled in.",
        example={"home.title": "Find your way to the right method"},
        min_length=1,
    )
