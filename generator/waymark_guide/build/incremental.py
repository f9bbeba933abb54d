"""What came of the last build, so that whatever shows the same as before is neither made nor written again.

A record says what came of certain inputs: it stays true whatever happens to the site, whose files `site_files` looks at by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from waymark_guide.site.page import Head  # noqa: TC001 (the form of what is kept)

if TYPE_CHECKING:
    from pathlib import Path

    from waymark_guide.core.cache import Cache

_NAMESPACE = "records"


class PageRecord(NamedTuple):
    """A page that was made.

    Attributes:
        depends_on: a digest of what it shows of single cases; empty where that is not known.
        html: a digest of its HTML.
        text: a digest of what search reads of it; empty where search passes it over, or where nobody wanted a search index.
        head: what other pages say of it.
    """

    depends_on: str
    html: str
    text: str
    head: Head


class GroupRecord(NamedTuple):
    """Files that were made together.

    Attributes:
        depends_on: a digest of what they show of single cases.
        files: the digest of each and its size in bytes, by its path.
    """

    depends_on: str
    files: dict[str, tuple[str, int]]


@dataclass(slots=True)
class Records:
    """What came of a build.

    Attributes:
        inputs: a digest of everything that it was made from and that is no case.
        pages: by address.
        groups: by name.
        index: the search index, which depends on the texts of the pages alone.
    """

    inputs: str
    pages: dict[str, PageRecord] = field(default_factory=dict)
    groups: dict[str, GroupRecord] = field(default_factory=dict)
    index: GroupRecord | None = None

    @classmethod
    def load(cls, cache: Cache, site_dir: Path, inputs: str) -> Records:
        """The records of the last build of a site; only that of the index where anything that is no case has changed since."""
        known = cache.load(_NAMESPACE, str(site_dir), _FORM) or cls(inputs)
        return known if known.inputs == inputs else cls(inputs, index=known.index)

    def save(self, cache: Cache, site_dir: Path) -> None:
        """Keep them for the next build."""
        cache.save(_NAMESPACE, str(site_dir), _FORM, self)


_FORM = TypeAdapter(Records)
