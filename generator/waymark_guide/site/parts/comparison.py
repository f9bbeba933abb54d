"""Two or three things side by side: the columns, their rows, and the files from which a script sets other ones side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from waymark_guide.library.row_comparison import Similarity, compare_cells, find_leading_answers
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from waymark_guide.library.row_comparison import CountedAnswer, Line
    from waymark_guide.words.strings import Strings

T = TypeVar("T")

ASSETS = "/assets/compare"
STYLES = (f"{ASSETS}/compare.css",)
IN_A_FILE = 8
"""How many columns one file holds, about: few enough that three files are light, and many enough that the files stay few."""
_SPREAD = 65_521
UNMARKED = frozenset({"summary"})
"""Rows that only say what each one is: of course they differ."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Column:
    """One of the things.

    Attributes:
        url: its page, from the root without a leading slash.
        rows: the lines of each row, by the row's id.
        counted: the answers in guides that count for or against it; none where no guide weighs it.
    """

    id: str
    title: str
    url: str
    rows: Mapping[str, tuple[Line, ...]]
    counted: tuple[CountedAnswer, ...] = ()


class Row(NamedTuple):
    """One row of the table: its heading, how alike its cells are in words, and the lines of each column."""

    id: str
    title: str
    mark: str
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns with their rows, and in a few sentences which rows differ."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    short: tuple[str, ...]
    tips: tuple[tuple[CountedAnswer, ...], ...]


def make_comparison(t: Strings, part: str, columns: Sequence[Column]) -> Comparison:
    """Make a comparison of columns.

    Args:
        t: the words of the interface.
        part: the kind of comparison, whose words begin with `compare.<part>.`.
        columns: two or three.
    """
    titles = {row: t(f"compare.{part}.row.{row}") for row in columns[0].rows}
    found = {row: compare_cells([column.rows[row] for column in columns]) for row in titles}
    cells = {row: tuple(column.rows[row] for column in columns) for row in titles}
    rows = tuple(Row(row, title, _describe_similarity(t, row, found[row]), cells[row]) for row, title in titles.items())
    tips = tuple(find_leading_answers(column.counted, [other.counted for other in columns if other is not column]) for column in columns)
    return Comparison(tuple(columns), rows, tuple(_summarise_rows(t, titles, found)), tips if all(tips) else ())


def _describe_similarity(t: Strings, row: str, found: Similarity) -> str:
    return "" if row in UNMARKED else t(f"compare.mark.{found.verdict}", shared="; ".join(found.shared))


def _summarise_rows(t: Strings, titles: Mapping[str, str], found: Mapping[str, Similarity]) -> Iterator[str]:
    for verdict in ("same", "partly", "differ"):
        rows = [title.lower() for row, title in titles.items() if row not in UNMARKED and found[row].verdict == verdict]
        if rows:
            yield t(f"compare.short.{verdict}", rows="; ".join(rows))


def list_column_files(
    folder: str, things: Mapping[str, T], column: Callable[[T], Column], *, digest: Callable[[T], str] = repr
) -> Iterator[FileGroup]:
    """The columns as small scripts, which load from a folder on disk too. A column's file follows from its id alone.

    Args:
        folder: where the scripts go.
        things: what each column is made from, by its id.
        column: makes one.
        digest: gives a digest of what it is made from.
    """
    held: dict[int, list[T]] = {}
    for name, thing in things.items():
        held.setdefault(get_file_number(name, len(things)), []).append(thing)
    for number, group in sorted(held.items()):
        path = f"{folder}{number}.js"
        yield FileGroup(partial(_make_file, path, group, column), path, tuple(map(digest, group)))


def _make_file(path: str, things: Iterable[T], column: Callable[[T], Column]) -> Iterator[tuple[str, bytes]]:
    text = _ENCODE({made.id: _encode_column(made) for made in map(column, things)})
    yield path, f"globalThis.WaymarkCompared=Object.assign(globalThis.WaymarkCompared||{{}},{text});\n".encode()


def _encode_column(column: Column) -> list[object]:
    rows = [[_trim_line(line) for line in lines] for lines in column.rows.values()]
    return [column.title, column.url, rows, [list(each) for each in column.counted]]


def get_file_number(column_id: str, columns: int) -> int:
    """Get the number of the file that holds a column."""
    spread = 0
    for letter in column_id:
        spread = (spread * 31 + ord(letter)) % _SPREAD
    return spread % -(-columns // IN_A_FILE)


def make_script_data(t: Strings, part: str, rows: Iterable[str], columns: int) -> str:
    """Make the data for the script: its words, and the number of files with columns, as a block of JSON."""
    own = t.get_section("compare")
    start = f"{part}.row."
    kept = {key: text for key, text in own.items() if not key.startswith(("approaches.", "cases."))}
    kept |= {key.removeprefix(f"{part}."): text for key, text in own.items() if key.startswith(f"{part}.say.")}
    return json_block({"words": kept, "rows": [[row, own[start + row], row not in UNMARKED] for row in rows], "files": -(-columns // IN_A_FILE)})


def _trim_line(line: Line) -> list[str]:
    """Remove the empty parts at the end of a line."""
    text, url, note = line
    return [text, url, note] if note else [text, url] if url else [text]
