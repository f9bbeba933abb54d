"""The questionnaire that gathers the situation and the goals before any guide is opened."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.model.record import Line, Paragraphs, Record, Refers, Slug, described
from generator.model.source import SourceId


class Gather(Record):
    """One thing to find out."""

    id: Slug = described("The id of the question.", example="purpose")
    ask: Line = described("What to find out.", example="What should be different, for whom, by when?")
    why: Line = described("Why it matters.")
    steers: Line = described("Where the answer steers.")
    fact: Annotated[str, Refers("fact")] | None = described("The shared fact that the answer fills in.", default=None)
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
    title: Line = described("The page's title.")
    intro: Paragraphs = described("What to do with it.")
    sources: tuple[SourceId, ...] = described("Where the questionnaire comes from.", default=())
    sections: tuple[Section, ...] = described("The parts, in any order.", min_length=1)
