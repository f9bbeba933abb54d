"""Where the ideas of this site come from, and where each of them does its work."""

from __future__ import annotations

from typing import Literal

from waymark_guide.model.base import Line, Paragraphs, Record, Slug, described
from waymark_guide.model.source import Source, SourceId


class Idea(Record):
    """One idea of somebody else's, in our words."""

    id: Slug = described("The id of the idea.", example="four-questions")
    title: Line = described("What the idea is called.", example="Four questions before you begin")
    what: Line = described("What it says, in our words.")
    who: Line = described("Who said it, and when. Roles are those of that day.")
    place: Line = described("Where it works on this site, with a link to each place.")
    sources: tuple[SourceId, ...] = described("Where it was said.", default=())


class Origins(Record):
    """The file `content/origins.yaml`."""

    schema_: Literal["origins/1"] = described("The version of the format.", example="origins/1", alias="schema")
    title: Line = described("The page's title.")
    intro: Paragraphs = described("What the list is for, and what it leaves out.")
    sources: tuple[Source | SourceId, ...] = described("The sources that the ideas cite.", default=())
    ideas: tuple[Idea, ...] = described("The ideas, in the order in which a reader meets them.", min_length=1)
