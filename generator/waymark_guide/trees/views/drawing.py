"""The input of a map layout (panels of text) and its output (boxes and lines with coordinates in pixels)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

TALL = 1.36
"""The height of a sheet of paper within its margins, divided by its width."""
ROUND = 7.0
"""The largest radius of a rounded corner, in pixels."""


class Sign(NamedTuple):
    """An outcome, or another guide, at which the guide ends. `key` is its id."""

    kind: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Answers that lead to the same targets, each on a line of its own: later panels by their keys, signs, or both."""

    texts: tuple[str, ...]
    onward: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A remark next to a panel, with the outcomes that it is about."""

    kind: str
    head: str
    signs: tuple[Sign, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A question with its answers, or the results.

    Attributes:
        badge: the number by which other panels refer to it, or a word.
    """

    key: str
    kind: Literal["question", "results", "beside"]
    badge: str
    title: str
    note: str = ""
    rows: tuple[Row, ...] = ()
    tags: tuple[Tag, ...] = ()


class Line(NamedTuple):
    """One line of text. `x` and `y` are the left end of its base line."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. Boxes of one panel may lie inside the box of the panel; no other boxes touch.

    Attributes:
        panel: the key of the panel that it belongs to.
        key: the panel, outcome or tree that it shows.
        small: lines in smaller letters below the others.
    """

    kind: str
    panel: str
    key: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    small: tuple[Line, ...] = ()
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from an answer to its target, as a list of corners."""

    kind: Literal["lane", "spine", "sign", "tag"]
    source: str
    target: str
    points: tuple[tuple[float, float], ...]

    @property
    def path(self) -> str:
        """The line as an SVG path, its corners rounded."""
        x, y = self.points[0]
        drawn = [f"M{x:g} {y:g}"]
        for before, corner, after in zip(self.points, self.points[1:], self.points[2:], strict=False):
            (in_x, in_y), (out_x, out_y) = _point_towards(corner, before), _point_towards(corner, after)
            drawn.append(f"L{in_x:g} {in_y:g}Q{corner[0]:g} {corner[1]:g} {out_x:g} {out_y:g}")
        x, y = self.points[-1]
        return "".join((*drawn, f"L{x:g} {y:g}"))


def _point_towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Return the point at most ROUND pixels from a corner, and at most halfway, towards another corner."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = max(abs(across), abs(down))
    part = min(ROUND / length, 0.5) if length else 0
    return round(corner[0] + across * part, 1), round(corner[1] + down * part, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map.

    Attributes:
        cuts: the y coordinates at which a page can end without cutting a panel; the last one is the bottom of the drawing.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    cuts: tuple[float, ...]

    @property
    def sheets(self) -> tuple[tuple[float, float], ...]:
        """(top, height) of the part of the drawing on each sheet of paper: as many whole panels as fit."""
        found: list[tuple[float, float]] = []
        top = 0.0
        for cut, after in zip(self.cuts, (*self.cuts[1:], None), strict=True):
            if after is None or after - top > TALL * self.width:
                found.append((top, round(cut - top, 1)))
                top = cut
        return tuple(found)
