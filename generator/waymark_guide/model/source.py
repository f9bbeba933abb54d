"""A source: a page or paper with the day on which a person opened it."""

from __future__ import annotations

from typing import Annotated, Literal

from waymark_guide.model.base import ContentModel, Line, Reference, Slug, WebAddress, make_field
from waymark_guide.model.partial_date import PartialDate


class Publication(ContentModel):
    """What is the same for every source, wherever it is declared."""

    id: Slug = make_field("A short name for the source, used to cite it.", example="derby-2017")
    title: Line = make_field("The title as published.", example="PACE House: new long-term support in Derby")
    url: WebAddress = make_field("The address of the page that was opened. Prefer the publisher's own page.", example="https://www.gov.uk/")
    publisher: Line | None = make_field("Who published it.", example="Office for National Statistics", default=None)
    published: PartialDate | None = make_field("When it was published, as far as is known.", example="2017-04", default=None)
    kind: Annotated[str, Reference("vocabulary:source-kinds")] | None = make_field(
        "What sort of source it is.", example="official-record", default=None
    )
    archive_url: WebAddress | None = make_field("A lasting copy, in case the page goes.", default=None)
    note: Line | None = make_field("Anything a reader should know before relying on it.", default=None)

    @property
    def opened(self) -> str:
        """The date on which it was last opened, as a partial date; empty where unknown."""
        return ""


class Source(Publication):
    """A source shared by several files, or declared in a tree or an approach."""

    checked: PartialDate = make_field("The day on which somebody last opened it.", example="2026-11-22")

    @property
    def opened(self) -> str:
        """The date on which it was last opened."""
        return self.checked


class CaseSource(Publication):
    """A source declared in a case study."""

    accessed: PartialDate = make_field("The day on which you opened it.", example="2026-11-22")

    @property
    def opened(self) -> str:
        """The date on which it was last opened."""
        return self.accessed


class Sources(ContentModel):
    """The file `content/sources.yaml`."""

    schema_: Literal["sources/1"] = make_field("The version of the format.", example="sources/1", alias="schema")
    sources: tuple[Source, ...] = make_field("The sources that more than one file cites.")


SourceId = Annotated[Slug, Reference("source")]
