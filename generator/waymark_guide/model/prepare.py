"""The questionnaire that gathers the situation and the goals before any guide is opened."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import Line, OneOrMany, Paragraphs, Record, Refers, Slug, Version, described
from waymark_guide.model.source import SourceId

FactId = Annotated[Slug, Refers("fact")]
TreeId = Annotated[Slug, Refers("tree")]


class Gather(Record):
    """One thing to find out."""

    id: Slug = described("The id of the question.", example="purpose")
    ask: Line = described("What to find out.", example="What should be different, for whom, by when?")
    why: Line = described("Why it matters.")
    steers: Line = described("Where the answer steers.")
    facts: Annotated[tuple[FactId, ...], OneOrMany] = described(
        "The shared facts that the answer fills in, with their own words and options. Where there are none, readers write notes only.",
        example="trust-low",
        default=(),
    )
    guides: tuple[TreeId, ...] = described("Guides that it helps with, beside those that ask for its facts.", default=())
    find_out: Line | None = described("How to find out, for those who do not know. A fact has its own words for this.", default=None, level="usual")
    sources: tuple[SourceId, ...] = described("Where the advice comes from.", default=())


class Section(Record):
    """A part of the questionnaire that can be done on its own."""

    id: Slug = described("The id of the section.", example="people")
    title: Line = described("The heading.")
    intro: Paragraphs | None = described("A sentence or two before the questions.", default=None)
    items: tuple[Gather, ...] = described("The questions.", min_length=1)


class Prepare(Record):
    """The file `content/prepare.yaml`."""

    schema_: Literal["prepare/1"] = described("The version of the format.", example="prepare/1", alias="schema")
    version: Version = described("The version of the questions. A link made with another one is met with a word of warning.", default="1.0.0")
    title: Line = described("The page's title.")
    intro: Paragraphs = described("What to do with it.")
    gather_first: Annotated[int, Field(ge=1, le=100)] = described(
        "Above this percentage of shared facts answered with `I don't know`, readers are told first what to find out.", example="40", default=40
    )
    sources: tuple[SourceId, ...] = described("Where the questionnaire comes from.", default=())
    sections: tuple[Section, ...] = described("The parts, in any order.", min_length=1)

    @property
    def gathers(self) -> tuple[Gather, ...]:
        """Every question, in order."""
        return tuple(gather for section in self.sections for gather in section.items)
