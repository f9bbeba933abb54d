"""What is not known: facts that were looked for and not found, in one list that readers can see and add to."""

from __future__ import annotations

from typing import Literal

from waymark_guide.model.base import ContentModel, Line, Slug, make_field
from waymark_guide.model.partial_date import Day
from waymark_guide.model.source import Source, SourceId


class Unknown(ContentModel):
    """One fact that readers would want, and that was not found."""

    id: Slug = make_field("The id of what is not known.", example="a-percentage")
    title: Line = make_field("What is not known.", example="The percentage in the test of considerable change")
    why: Line = make_field("Why it matters to a reader.")
    looked: Line = make_field("Where somebody looked, and how far that went.")
    shown: Line = make_field("Where on this site it is said to be not known, with a link to each place.")
    sources: tuple[SourceId, ...] = make_field("The pages that were opened.", default=())
    checked: Day = make_field("The day on which somebody last looked.", example="2026-11-22")


class Unknowns(ContentModel):
    """The file `content/not-known.yaml`."""

    schema_: Literal["unknowns/1"] = make_field("The version of the format.", example="unknowns/1", alias="schema")
    sources: tuple[Source | SourceId, ...] = make_field("The sources that the entries cite.", default=())
    unknowns: tuple[Unknown, ...] = make_field("What is not known, in the order in which a reader meets it.", min_length=1)
