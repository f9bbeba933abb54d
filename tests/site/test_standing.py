"""Files that hold a part of each record are the same, whether or not their parts are taken from the last site."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from generator.files import print_of, write
from generator.memory import Beside, Memory
from generator.site.past import NOTHING, Frame
from generator.standing import Standing

FRAMES = {"data/all.json": Frame("{é[\n".encode(), b",\n", b"\n]}"), "data/all.csv": Frame(b"a,b\r\n")}
RECORDS = some.lists(some.text('ab,\r\n"é', max_size=4), unique=True, max_size=6)


def _parts(record: str) -> tuple[bytes, bytes]:
    return record.encode() * 2, record.encode() if "a" in record else b""


class _Site:
    """A site of two files, and what is remembered of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prints: dict[str, str] = {}
        self.memory = Memory(folder, "")
        self.made: list[str] = []

    def build(self, records: list[str]) -> dict[str, bytes]:
        """Make the files of these records, and remember them."""
        past = Standing(self.memory, self.folder, lambda path, mark: self.prints.get(path) == mark)
        self.made = []

        def parts(number: int) -> tuple[bytes, ...]:
            self.made.append(records[number])
            return _parts(records[number])

        files = past.ledger(FRAMES, [print_of(record) for record in records], parts)
        self.prints = {path: print_of(content) for path, content in files.items()}
        for path, content in files.items():
            write(self.folder / path, content)
        self.memory.beside = past.told({path: (self.prints[path], len(content)) for path, content in files.items()})
        return files


def _whole(records: list[str]) -> dict[str, bytes]:
    return NOTHING.ledger(FRAMES, records, lambda number: _parts(records[number]))


@given(some.lists(RECORDS, min_size=2, max_size=4))
def test_the_files_are_the_same_as_without_a_past(builds: list[list[str]]) -> None:
    """Records come, go and change places, and may hold line ends: the files are as if nothing had been there, and only new parts are made."""
    with tempfile.TemporaryDirectory() as folder:
        site = _Site(Path(folder))
        before: set[str] = set()
        for records in builds:
            assert site.build(records) == _whole(records)
            assert set(site.made) == set(records) - before
            before = set(records)


@given(RECORDS, RECORDS, some.sampled_from(list(FRAMES)), some.integers(-3, 3).filter(bool))
def test_lengths_that_do_not_make_up_the_file_are_passed_over(old: list[str], new: list[str], path: str, by: int) -> None:
    """Where what is remembered does not fit the file, every part is made."""
    with tempfile.TemporaryDirectory() as folder:
        site = _Site(Path(folder))
        site.build([*old, "more"])
        kept = site.memory.beside.ledgers["data/all.json"]
        kept.lengths[list(FRAMES).index(path)][0] += by
        assert site.build(new) == _whole(new)
        assert site.made == new


def test_a_group_stands_only_where_all_of_it_does() -> None:
    """Files made together are left alone while they show the same and every one of them stands; or else all of them are made."""
    with tempfile.TemporaryDirectory() as folder:
        memory, standing = Memory(Path(folder), ""), {"a.js", "b.js"}
        files = {"a.js": ("one", 1), "b.js": ("two", 2)}

        def run(*reads: str) -> tuple[list[tuple[str, bytes]], dict[str, tuple[str, int]], Beside]:
            past = Standing(memory, Path(folder), lambda path, _: path in standing)
            made = list(past.group("a.js", reads, lambda: [("a.js", b"1"), ("b.js", b"22")]))
            return made, past.left, past.told(files)

        every = [("a.js", b"1"), ("b.js", b"22")]
        made, left, memory.beside = run("x", "y")
        assert (made, left) == (every, {})
        assert run("x", "y")[:2] == ([], files)
        assert run("x", "y")[2] == memory.beside
        assert run("x", "z")[:2] == (every, {})
        standing.remove("b.js")
        assert run("x", "y")[:2] == (every, {})
