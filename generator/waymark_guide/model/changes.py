"""What changed in a guide from version to version. It is part of the content because copies of the content have no Git history."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import ContentModel, Line, Paragraphs, Reference, Slug, Version, make_field
from waymark_guide.model.partial_date import Day


class Move(ContentModel):
    """Paths whose result moved in the same way, in the words of the time."""

    paths: Annotated[int, Field(ge=1)] = make_field("How many paths there are; of a sample, how many of it.", example="12")
    from_: Line = make_field("The result before.", example="Grants", alias="from")
    to: Line = make_field("The result since.", example="A contract")
    when: tuple[Line, ...] = make_field("Answers that lead there, each entry on its own; none means whatever the answers.", default=())
    of: Annotated[int, Field(ge=1)] | None = make_field(
        "Of how many paths with these answers, where further answers decide too; none where the answers say exactly which paths these are.",
        default=None,
    )


class VersionChange(ContentModel):
    """One version of a guide, and what it changed."""

    version: Version = make_field("The version.", example="2.0.0")
    date: Day = make_field("The day on which it was made.", example="2026-11-22")
    summary: Paragraphs = make_field("What changed and why, for readers.")
    since: Version | None = make_field("The version that it was compared with; none for the first one.", default=None)
    paths: Annotated[int, Field(ge=0)] | None = make_field(
        "How many ways there are to answer both versions; none where only words changed.", default=None
    )
    changed: Annotated[int, Field(ge=0)] = make_field("How many of these ways, or of the sample, change their result.", default=0)
    sample: Annotated[int, Field(ge=0)] = make_field("How many ways were tried where there are too many to try them all; otherwise 0.", default=0)
    moves: tuple[Move, ...] = make_field("The ways whose result changes, the largest group first.", default=())
    more: Annotated[int, Field(ge=0)] = make_field("How many smaller groups there are.", default=0)
    new: tuple[Line, ...] = make_field("What was added.", default=())
    gone: tuple[Line, ...] = make_field("What was taken away.", default=())
    otherwise: tuple[Line, ...] = make_field("What was renamed or works otherwise.", default=())
    reworded: Annotated[int, Field(ge=0)] = make_field("How many texts were reworded.", default=0)


class Changes(ContentModel):
    """The versions of one guide, the newest first. `waymark diff OLD NEW --record` adds to it."""

    schema_: Literal["changes/1"] = make_field("The version of the format.", example="changes/1", alias="schema")
    id: Annotated[Slug, Reference("tree")] = make_field("The guide's id, and the file's name without its ending.")
    versions: tuple[VersionChange, ...] = make_field("What each version changed, the newest first.", min_length=1)
