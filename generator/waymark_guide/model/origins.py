"""Where the ideas of this site come from, and where the site uses each of them."""

from __future__ import annotations

from typing import Literal

from waymark_guide.model.base import ContentModel, Line, Paragraphs, Slug, make_field
from waymark_guide.model.source import Source, SourceId


class Idea(ContentModel):
    """One idea of another author, in our words."""

    id: Slug = make_field("The id of the idea.", example="four-questions")
    title: Line = make_field("What the idea is called.", example="Four questions before you begin")
    what: Line = make_field("What it says, in our words.")
    who: Line = make_field("Who said it, and when. Roles are those of that day.")
    place: Line = make_field("Where it works on this site, with a link to each place.")
    sources: tuple[SourceId, ...] = make_field("Where it was said.", default=())


class Origins(ContentModel):
    """The file `content/origins.yaml`."""

    schema_: Literal["origins/1"] = make_field("The version of the format.", example="origins/1", alias="schema")
    title: Line = make_field("The page's title.")
    intro: Paragraphs = make_field("What the list is for, and what it leaves out.")
    sources: tuple[Source | SourceId, ...] = make_field("The sources that the ideas cite.", default=())
    ideas: tuple[Idea, ...] = make_field("The ideas, in the order in which a reader meets them.", min_length=1)
