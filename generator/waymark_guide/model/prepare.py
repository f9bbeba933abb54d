"""The questionnaire that gathers the situation and the goals before any guide is opened."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import ContentModel, Line, OneOrMany, Paragraphs, Reference, Slug, Version, make_field
from waymark_guide.model.source import SourceId

FactId = Annotated[Slug, Reference("fact")]
TreeId = Annotated[Slug, Reference("tree")]


class Gather(ContentModel):
    """One thing to find out."""

    id: Slug = make_field("The id of the question.", example="purpose")
    ask: Line = make_field("What to find out.", example="What should be different, for whom, by when?")
    why: Line = make_field("Why it matters.")
    steers: Line = make_field("Where the answer steers.")
    facts: Annotated[tuple[FactId, ...], OneOrMany] = make_field(
        "The shared facts that the answer fills in, with their own words and options. Where there are none, readers write notes only.",
        example="trust-low",
        default=(),
    )
    guides: tuple[TreeId, ...] = make_field("Guides that it helps with, beside those that ask for its facts.", default=())
    find_out: Line | None = make_field("How to find out, for those who do not know. A fact has its own words for this.", default=None, level="usual")
    sources: tuple[SourceId, ...] = make_field("Where the advice comes from.", default=())


class Section(ContentModel):
    """A part of the questionnaire that can be done on its own."""

    id: Slug = make_field("The id of the section.", example="people")
    title: Line = make_field("The heading.")
    intro: Paragraphs | None = make_field("A sentence or two before the questions.", default=None)
    items: tuple[Gather, ...] = make_field("The questions.", min_length=1)


class Prepare(ContentModel):
    """The file `content/prepare.yaml`."""

    schema_: Literal["prepare/1"] = make_field("The version of the format.", example="prepare/1", alias="schema")
    version: Version = make_field("The version of the questions. A link made with another one is met with a word of warning.", default="1.0.0")
    title: Line = make_field("The page's title.")
    intro: Paragraphs = make_field("What to do with it.")
    gather_first: Annotated[int, Field(ge=1, le=100)] = make_field(
        "Above this percentage of shared facts answered with `I don't know`, readers are told first what to find out.", example="40", default=40
    )
    sources: tuple[SourceId, ...] = make_field("Where the questionnaire comes from.", default=())
    sections: tuple[Section, ...] = make_field("The parts, in any order.", min_length=1)

    @property
    def gathers(self) -> tuple[Gather, ...]:
        """Every question, in order."""
        return tuple(gather for section in self.sections for gather in section.items)
