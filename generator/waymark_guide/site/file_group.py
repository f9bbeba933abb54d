"""Groups of generated files other than pages, such as feeds and open data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.core.errors import KnowledgeBaseError

if TYPE_CHECKING:
    from collections.abc import Container


class FileGroup(NamedTuple):
    """Files that are made together.

    Attributes:
        make: gives the path and the content of each file.
        name: a unique name, such as the path of the first file; it may be empty where `depends_on` is None.
        depends_on: digests of everything that the files show of single cases. While these digests and everything that is no case are unchanged,
            a build keeps the files of the last build. None: every build makes the files.
    """

    make: Callable[[], Iterable[tuple[str, bytes]]]
    name: str = ""
    depends_on: tuple[str, ...] | None = None


FileSource = Callable[[], "Iterable[FileGroup]"]
"""Lists the groups of one kind of file."""


def make_files(source: FileSource) -> Iterator[tuple[str, bytes]]:
    """Make every file of a source."""
    return chain.from_iterable(group.make() for group in source())


class Files(Mapping[str, bytes]):
    """Files by path, such as `data/case-studies.json`. The first access makes all of them.

    Attributes:
        sources: list the groups of files.
    """

    def __init__(self, sources: Iterable[FileSource]) -> None:
        """Keep the sources; make nothing yet."""
        self.sources = tuple(sources)
        self._contents: dict[str, bytes] | None = None

    @property
    def contents(self) -> dict[str, bytes]:
        """All files by path.

        Raises:
            KnowledgeBaseError: two files have the same address.
        """
        if self._contents is None:
            contents: dict[str, bytes] = {}
            for path, content in chain.from_iterable(map(make_files, self.sources)):
                contents[require_free(path, contents)] = content
            self._contents = contents
        return self._contents

    def __getitem__(self, path: str) -> bytes:
        """Return the content of the file at a path."""
        return self.contents[path]

    def __iter__(self) -> Iterator[str]:
        """Iterate over all paths."""
        return iter(self.contents)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.contents)


def require_free(address: str, used: Container[str]) -> str:
    """Return the address of a page or file if no other one uses it.

    Raises:
        KnowledgeBaseError: another one uses it.
    """
    if address in used:
        message = f"Two pages or files want the address /{address}."
        raise KnowledgeBaseError(message, about=address)
    return address
