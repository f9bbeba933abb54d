"""What a family of files may take from the last build: of the past that stands here nothing, so that each file is made.

See `generator.standing` for one that remembers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Frame(NamedTuple):
    """What stands around the parts of a file."""

    before: bytes = b""
    between: bytes = b""
    after: bytes = b""

    def filled(self, parts: Iterable[bytes | memoryview]) -> bytes:
        """The whole file."""
        return b"".join((self.before, self.between.join(parts), self.after))


class Past:
    """The last build, for whoever makes files beside the pages. What is no case counts as unchanged: where it is not, nothing is taken at all."""

    def group(self, name: str, reads: Iterable[str], make: Callable[[], Iterable[tuple[str, bytes]]]) -> Iterable[tuple[str, bytes]]:
        """Files that are made together: those to write, which are none where all that they show is as it was.

        Args:
            name: one that no other group has, such as the path of the first file.
            reads: prints of all that the files show of single cases.
            make: makes them.
        """
        del name, reads
        return make()

    def ledger(self, frames: Mapping[str, Frame], reads: Sequence[str], parts: Callable[[int], Sequence[bytes]]) -> dict[str, bytes]:
        """Files that hold a part of each of some records, in the same order in all of them. The part of a record that is as it was is not made again.

        Args:
            frames: the path of each file, and what stands around its parts.
            reads: for each record a print of all that its parts show; the same print means the same parts.
            parts: makes the parts of a record, by its number, one for each file.
        """
        made = [parts(number) for number in range(len(reads))]
        return {path: frame.filled(part[place] for part in made) for place, (path, frame) in enumerate(frames.items())}


NOTHING = Past()
