"""An approach: the front matter of `content/approaches/<id>.md`, and its prose."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import Allow, ContentModel, Line, Prose, Reference, Slug, make_field
from waymark_guide.model.partial_date import Day
from waymark_guide.model.source import Source, SourceId

ApproachId = Annotated[Slug, Reference("approach")]


class Route(ContentModel):
    """How the approach is bought or agreed, with the day on which the law was checked."""

    route: Line = make_field("The name of the route.", example="Grant agreement")
    note: Line = make_field("What it means here.")
    checked_on: Day = make_field("The day on which the law was last checked.", example="2026-11-22")
    sources: tuple[SourceId, ...] = make_field("Where the rule is set out.", default=())


class Certainty(ContentModel):
    """How sure we can be of what is known, in GRADE words. It says nothing of the size of the effect."""

    level: Annotated[str, Reference("vocabulary:certainty")] = make_field("One of the GRADE words.", example="low")
    reason: Line = make_field("Why this level and not another.")
    assessed_on: Day = make_field("The day of the judgement.", example="2026-11-22")


class Approach(ContentModel):
    """One approach. Approaches on different layers are not rivals: they can be combined."""

    schema_: Literal["approach/1"] = make_field("The version of the format.", example="approach/1", alias="schema", default="approach/1")
    id: Slug = make_field("The file's name without its ending.", example="grants")
    title: Line = make_field("What it is called.", example="Grants and core funding")
    summary: Annotated[str, Prose(inline=True), Field(min_length=40, max_length=280)] = make_field("What it is, in a sentence or two.")
    layer: Annotated[str, Reference("vocabulary:layers")] = make_field("Which kind of choice it is.", example="funding-or-contract")
    fits: tuple[Line, ...] = make_field("When it helps.", min_length=1)
    does_not_fit: tuple[Line, ...] = make_field("When to leave it alone.", min_length=1)
    needs: tuple[Line, ...] = make_field("What must be there first.", default=())
    risks: tuple[Line, ...] = make_field("What can go wrong.", default=())
    routes: tuple[Route, ...] = make_field("How it is bought or agreed.", default=())
    certainty: Certainty = make_field("How sure we can be.")
    sources: tuple[Source | SourceId, ...] = make_field("The sources it rests on.", min_length=1)
    related: tuple[ApproachId, ...] = make_field("Its neighbours.", default=())
    not_recommended_because: Line | None = make_field("Why no guide leads to it, where none does.", default=None)
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())
    body: Annotated[str, Prose()] = make_field("The prose below the front matter.", default="")
