"""Lets the files of the last site stand that show the same cases as they were, and takes from it the parts of those that hold every case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.files import print_of
from generator.memory import Beside, Group, Ledger
from generator.site.past import Past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.memory import Memory
    from generator.site.past import Frame


class Standing(Past):
    """The last build, as far as its files stand.

    Attributes:
        left: the files that were left alone, each with its print and its size in bytes.
    """

    def __init__(self, memory: Memory, site_dir: Path, stands: Callable[[str, str], bool]) -> None:
        """Begin with nothing.

        Args:
            memory: what is remembered of the last build.
            site_dir: where its site is.
            stands: whether that site has a file with a print.
        """
        self.left: dict[str, tuple[str, int]] = {}
        self._memory = memory
        self._site_dir = site_dir
        self._stands = stands
        self._groups: dict[str, tuple[str, list[str]]] = {}
        self._ledgers: dict[str, tuple[list[str], list[list[int]], list[str]]] = {}

    def group(self, name: str, reads: Iterable[str], make: Callable[[], Iterable[tuple[str, bytes]]]) -> Iterator[tuple[str, bytes]]:
        """Files that are made together, unless they stand and show the same."""
        mark = print_of("\0".join(reads))
        known = self._memory.beside.groups.get(name)
        if known and known.reads == mark and all(self._stands(path, file[0]) for path, file in known.files.items()):
            self.left |= known.files
            self._groups[name] = mark, list(known.files)
            return
        paths: list[str] = []
        for path, content in make():
            paths.append(path)
            yield path, content
        self._groups[name] = mark, paths

    def ledger(self, frames: Mapping[str, Frame], reads: Sequence[str], parts: Callable[[int], Sequence[bytes]]) -> dict[str, bytes]:
        """Files that hold a part of each record: the same parts as in the last site, where their record is as it was."""
        name = next(iter(frames))
        known = dict(self._parts(name, frames))
        made = [known.get(mark) or parts(number) for number, mark in enumerate(reads)]
        lengths = [[len(part[place]) for part in made] for place in range(len(frames))]
        self._ledgers[name] = list(reads), lengths, list(frames)
        return {path: frame.filled(part[place] for part in made) for place, (path, frame) in enumerate(frames.items())}

    def _parts(self, name: str, frames: Mapping[str, Frame]) -> Iterable[tuple[str, tuple[memoryview, ...]]]:
        """The parts of each record in the last site, by the record's print; none where any of the files is not as it was left."""
        known = self._memory.beside.ledgers.get(name)
        if known is None or known.files.keys() != frames.keys():
            return ()
        cut: list[list[memoryview]] = []
        for lengths, (path, frame) in zip(known.lengths, frames.items(), strict=True):
            parts = _cut(self._content(path, known.files[path]), frame, lengths)
            if parts is None:
                return ()
            cut.append(parts)
        return zip(known.reads, zip(*cut, strict=True), strict=True)

    def _content(self, path: str, mark: str) -> bytes:
        """A file of the last site; nothing where it is another than the one that was made."""
        if not self._stands(path, mark):
            return b""
        content = (self._site_dir / path).read_bytes()
        return content if print_of(content) == mark else b""

    def told(self, files: Mapping[str, tuple[str, int]]) -> Beside:
        """What to remember.

        Args:
            files: the print and the size of each file of the family.
        """
        groups = {name: Group(mark, {path: files[path] for path in paths}) for name, (mark, paths) in self._groups.items()}
        held = {name: Ledger(reads, lengths, {path: files[path][0] for path in paths}) for name, (reads, lengths, paths) in self._ledgers.items()}
        return Beside(groups, held)


def _cut(content: bytes, frame: Frame, lengths: Sequence[int]) -> list[memoryview] | None:
    """The parts of a file; none where they do not make up the whole of it."""
    around, between = len(frame.before) + len(frame.after), len(frame.between)
    if len(content) != around + sum(lengths) + between * max(0, len(lengths) - 1):
        return None
    view, at = memoryview(content), len(frame.before)
    parts = []
    for length in lengths:
        parts.append(view[at : at + length])
        at += length + between
    return parts
