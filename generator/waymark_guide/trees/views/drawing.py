"""A map on its way to paper: panels of words, and the boxes and lines that become of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

TALL = 1.36
"""How many times as tall as wide a sheet of paper is, within its margins."""
ROUND = 7.0


class Sign(NamedTuple):
    """A place where the guide ends, or another guide: `key` says which."""

    kind: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Answers that lead to the same, each on a line of its own: to later panels by their keys, to signs, or both."""

    texts: tuple[str, ...]
    onward: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A remark beside a panel, with what it is about."""

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
    """One line of text, by the left end of its base line."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """Something that takes up room. Boxes of one panel may stand within its own box; no others touch.

    Attributes:
        panel: the key of the panel that it belongs to.
        key: what it stands for: a panel, an outcome, a tree.
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
    """A line from an answer to where it leads, as the corners that it turns round."""

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
    """A point a little way from a corner, at most halfway to another."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = max(abs(across), abs(down))
    part = min(ROUND / length, 0.5) if length else 0
    return round(corner[0] + across * part, 1), round(corner[1] + down * part, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map.

    Attributes:
        cuts: the heights at which it can be cut without cutting a panel, the foot of the drawing last.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    cuts: tuple[float, ...]

    @property
    def sheets(self) -> tuple[tuple[float, float], ...]:
        """Where each sheet of paper begins, and how much of the drawing stands on it: as many whole panels as there is room for."""
        found: list[tuple[float, float]] = []
        top = 0.0
        for cut, after in zip(self.cuts, (*self.cuts[1:], None), strict=True):
            if after is None or after - top > TALL * self.width:
                found.append((top, round(cut - top, 1)))
                top = cut
        return tuple(found)
