"""Keeps records of the last build, so that pages and files with the same inputs are not made again.

A record holds the results for certain inputs. It stays true whatever happens to the site; `site_files` compares the files of the site.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from waymark_guide.site.page import PageSummary  # noqa: TC001 (the form of what is kept)

if TYPE_CHECKING:
    from pathlib import Path

    from waymark_guide.core.cache import Cache

_NAMESPACE = "records"


class PageRecord(NamedTuple):
    """A page of the last build.

    Attributes:
        depends_on: a digest of what it shows of single cases; empty where that is not known.
        html: a digest of its HTML.
        text: a digest of its text for search; empty where search leaves it out, or where no index was requested.
        head: its summary for other pages.
    """

    depends_on: str
    html: str
    text: str
    head: PageSummary


class GroupRecord(NamedTuple):
    """A group of files of the last build.

    Attributes:
        depends_on: a digest of what the files show of single cases.
        files: the digest and the size in bytes of each file, by its path.
    """

    depends_on: str
    files: dict[str, tuple[str, int]]


@dataclass(slots=True)
class Records:
    """The records of one build.

    Attributes:
        inputs: a digest of all inputs except the cases.
        pages: the records of pages by address.
        groups: the records of file groups by name.
        index: the search index, which depends only on the texts of the pages.
    """

    inputs: str
    pages: dict[str, PageRecord] = field(default_factory=dict)
    groups: dict[str, GroupRecord] = field(default_factory=dict)
    index: GroupRecord | None = None

    @classmethod
    def load(cls, cache: Cache, site_dir: Path, inputs: str) -> Records:
        """Load the records of the last build of a site. Where an input other than a case has changed since, load only the record of the index."""
        last = cache.load(_NAMESPACE, str(site_dir), _FORM) or cls(inputs)
        return last if last.inputs == inputs else cls(inputs, index=last.index)

    def save(self, cache: Cache, site_dir: Path) -> None:
        """Save the records for the next build."""
        cache.save(_NAMESPACE, str(site_dir), _FORM, self)


_FORM = TypeAdapter(Records)
