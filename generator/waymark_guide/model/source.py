"""Where a fact comes from: a page or paper that somebody opened on a date."""

from __future__ import annotations

from typing import Annotated, Literal

from waymark_guide.model.base import Line, Record, Refers, Slug, WebAddress, described
from waymark_guide.model.partial_date import PartialDate


class Publication(Record):
    """What is the same for every source, wherever it is declared."""

    id: Slug = described("A short name for the source, used to cite it.", example="derby-2017")
    title: Line = described("The title as published.", example="PACE House: new long-term support in Derby")
    url: WebAddress = described("The address of the page that was opened. Prefer the publisher's own page.", example="https://www.gov.uk/")
    publisher: Line | None = described("Who published it.", example="Office for National Statistics", default=None)
    published: PartialDate | None = described("When it was published, as far as is known.", example="2017-04", default=None)
    kind: Annotated[str, Refers("vocabulary:source-kinds")] | None = described("What sort of source it is.", example="official-record", default=None)
    archive_url: WebAddress | None = described("A lasting copy, in case the page goes.", default=None)
    note: Line | None = described("Anything a reader should know before relying on it.", default=None)

    @property
    def opened(self) -> str:
        """The date on which somebody last opened it, as a partial date; empty where unknown."""
        return ""


class Source(Publication):
    """A source shared by several files, or declared in a tree or an approach."""

    checked: PartialDate = described("The day on which somebody last opened it.", example="2026-11-22")

    @property
    def opened(self) -> str:
        """The date on which somebody last opened it."""
        return self.checked


class CaseSource(Publication):
    """A source declared in a case study."""

    accessed: PartialDate = described("The day on which you opened it.", example="2026-11-22")

    @property
    def opened(self) -> str:
        """The date on which somebody last opened it."""
        return self.accessed


class Sources(Record):
    """The file `content/sources.yaml`."""

    schema_: Literal["sources/1"] = described("The version of the format.", example="sources/1", alias="schema")
    sources: tuple[Source, ...] = described("The sources that more than one file cites.")


SourceId = Annotated[Slug, Refers("source")]
