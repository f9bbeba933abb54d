"""A law or policy that matters to the choice: the front matter of `content/law/<id>.md`, and its prose."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.approach import ApproachId
from waymark_guide.model.base import Allow, ContentModel, Line, Prose, Reference, Slug, make_field
from waymark_guide.model.partial_date import Day
from waymark_guide.model.source import Source, SourceId

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
TreeId = Annotated[Slug, Reference("tree")]


class Law(ContentModel):
    """One instrument of law or policy, as it stood on the day on which it was checked."""

    schema_: Literal["law/1"] = make_field("The version of the format.", example="law/1", alias="schema", default="law/1")
    id: Slug = make_field("The file's name without its ending.", example="equality-act-2010")
    title: Line = make_field("What people call it.", example="Market shaping")
    summary: Annotated[str, Prose(inline=True), Field(min_length=40, max_length=280)] = make_field("What it is, in a sentence or two.")
    instrument: Line = make_field("Its official name.", example="Care Act 2014, section 5")
    in_force: Line = make_field("Since when it applies, or what is known of that.", example="Since 1 April 2015")
    applies_to: tuple[Nation, ...] = make_field("The nations of the UK to which it applies.", min_length=1)
    checked_on: Day = make_field("The day on which it was last checked.", example="2026-11-22")
    what_it_means: tuple[Line, ...] = make_field("What it means for choosing an approach, in short sentences.", min_length=1)
    approaches: tuple[ApproachId, ...] = make_field("The approaches on which it bears most.", default=())
    guides: tuple[TreeId, ...] = make_field("The guides that rest on it.", default=())
    sources: tuple[Source | SourceId, ...] = make_field("Where it is set out or explained.", min_length=1)
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())
    body: Annotated[str, Prose()] = make_field("The prose below the front matter.", default="")
