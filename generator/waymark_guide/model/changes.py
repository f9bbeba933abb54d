"""What changed in a guide from version to version, kept beside it because readers' copies of the content have no history."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import Line, Paragraphs, Record, Refers, Slug, Version, described
from waymark_guide.model.partial_date import Day


class Moved(Record):
    """Paths whose result moved in the same way, in the words of the time."""

    paths: Annotated[int, Field(ge=1)] = described("How many paths there are; of a sample, how many of it.", example="12")
    from_: Line = described("The result before.", example="Grants", alias="from")
    to: Line = described("The result since.", example="A contract")
    when: tuple[Line, ...] = described("Answers that lead there, each entry on its own; none means whatever the answers.", default=())
    of: Annotated[int, Field(ge=1)] | None = described(
        "Of how many paths with these answers, where further answers decide too; none where the answers say exactly which paths these are.",
        default=None,
    )


class VersionChange(Record):
    """One version of a guide, and what it changed."""

    version: Version = described("The version.", example="2.0.0")
    date: Day = described("The day on which it was made.", example="2026-11-22")
    summary: Paragraphs = described("What changed and why, for readers.")
    since: Version | None = described("The version that it was compared with; none for the first one.", default=None)
    paths: Annotated[int, Field(ge=0)] | None = described(
        "How many ways there are to answer both versions; none where only words changed.", default=None
    )
    changed: Annotated[int, Field(ge=0)] = described("How many of these ways, or of the sample, change their result.", default=0)
    sample: Annotated[int, Field(ge=0)] = described("How many ways were tried where there are too many to try them all; otherwise 0.", default=0)
    moves: tuple[Moved, ...] = described("The ways whose result changes, the largest group first.", default=())
    more: Annotated[int, Field(ge=0)] = described("How many smaller groups there are.", default=0)
    new: tuple[Line, ...] = described("What was added.", default=())
    gone: tuple[Line, ...] = described("What was taken away.", default=())
    otherwise: tuple[Line, ...] = described("What was renamed or works otherwise.", default=())
    reworded: Annotated[int, Field(ge=0)] = described("How many texts were reworded.", default=0)


class Changes(Record):
    """The versions of one guide, the newest first. `waymark diff OLD NEW --record` adds to it."""

    schema_: Literal["changes/1"] = described("The version of the format.", example="changes/1", alias="schema")
    id: Annotated[Slug, Refers("tree")] = described("The guide's id, and the file's name without its ending.")
    versions: tuple[VersionChange, ...] = described("What each version changed, the newest first.", min_length=1)
