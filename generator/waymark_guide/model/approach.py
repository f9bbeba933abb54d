"""A way of going about something: the front matter of `content/approaches/<id>.md`, and its prose."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import Allow, Line, Prose, Record, Refers, Slug, described
from waymark_guide.model.partial_date import Day
from waymark_guide.model.source import Source, SourceId

ApproachId = Annotated[Slug, Refers("approach")]


class Route(Record):
    """How the approach is bought or agreed, with the day on which the law was checked."""

    route: Line = described("The name of the route.", example="Grant agreement")
    note: Line = described("What it means here.")
    checked_on: Day = described("The day on which the law was last checked.", example="2026-11-22")
    sources: tuple[SourceId, ...] = described("Where the rule is set out.", default=())


class Certainty(Record):
    """How sure we can be of what is known, in GRADE words. It says nothing of the size of the effect."""

    level: Annotated[str, Refers("vocabulary:certainty")] = described("One of the GRADE words.", example="low")
    reason: Line = described("Why this level and not another.")
    assessed_on: Day = described("The day of the judgement.", example="2026-11-22")


class Approach(Record):
    """One approach. Approaches on different layers are not rivals: they can stand together."""

    schema_: Literal["approach/1"] = described("The version of the format.", example="approach/1", alias="schema", default="approach/1")
    id: Slug = described("The file's name without its ending.", example="grants")
    title: Line = described("What it is called.", example="Grants and core funding")
    summary: Annotated[str, Prose(inline=True), Field(min_length=40, max_length=280)] = described("What it is, in a sentence or two.")
    layer: Annotated[str, Refers("vocabulary:layers")] = described("Which kind of choice it is.", example="funding-or-contract")
    fits: tuple[Line, ...] = described("When it helps.", min_length=1)
    does_not_fit: tuple[Line, ...] = described("When to leave it alone.", min_length=1)
    needs: tuple[Line, ...] = described("What must be there first.", default=())
    risks: tuple[Line, ...] = described("What can go wrong.", default=())
    routes: tuple[Route, ...] = described("How it is bought or agreed.", default=())
    certainty: Certainty = described("How sure we can be.")
    sources: tuple[Source | SourceId, ...] = described("The sources it rests on.", min_length=1)
    related: tuple[ApproachId, ...] = described("Its neighbours.", default=())
    not_recommended_because: Line | None = described("Why no guide leads to it, where none does.", default=None)
    was: tuple[Slug, ...] = described("Ids that it had before.", default=())
    allow: tuple[Allow, ...] = described("Rules silenced here, each with a reason.", default=())
    body: Annotated[str, Prose()] = described("The prose below the front matter.", default="")
