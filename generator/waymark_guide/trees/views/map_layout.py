"""Lay out the map of a guide: one column of questions in order, lanes to its left, and signs where an answer ends the guide.

Answers only lead forward, so each question has its own layer and every line runs down. Lines to a later question than the next one take a
lane to the left of the column; lines that lead to the same question share one, and lanes that nest stay inside each other. The layout uses no
font and no random numbers: the same guide gives the same drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.trees.views.drawing import Box, Drawing, Line, Wire
from waymark_guide.trees.views.text_width import Letters, measure_width, wrap_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waymark_guide.trees.views.drawing import Panel, Row, Tag


class Measures(NamedTuple):
    """The sizes of the parts, in pixels.

    Attributes:
        side: the width of the column of signs to the right of the questions; 0 puts signs below their answers.
    """

    width: float
    side: float
    lane: float
    title: float
    text: float


WIDE = Measures(width=920, side=330, lane=15, title=16.5, text=15.5)
NARROW = Measures(width=344, side=0, lane=11, title=16, text=15)
LEADING, SMALL, PAD, GAP, BADGE, POINT, BETWEEN = 1.3, 14.0, 12.0, 26.0, 14.0, 12.0, 46.0


def lay_out(panels: Sequence[Panel], measures: Measures) -> Drawing:
    """Lay out every panel below the one before it, with its signs, and draw the lines."""
    return _Layout(panels, measures).draw()


def assign_lanes(panels: Sequence[Panel]) -> dict[str, int]:
    """Assign a lane to each panel that lines reach by a lane. Lane 0 is nearest to the column."""
    indices = {panel.key: index for index, panel in enumerate(panels)}
    begins: dict[str, int] = {}
    for index, panel in enumerate(panels):
        for row in panel.rows:
            for key in row.onward:
                if not _goes_straight_on(panels, index, row, key):
                    begins.setdefault(key, index)
    occupied: list[tuple[int, int, int]] = []
    lanes: dict[str, int] = {}
    for key in sorted(begins, key=lambda key: (indices[key] - begins[key], indices[key])):
        start, end = begins[key], indices[key]
        overlapping_lanes = {lane for lane, other_start, other_end in occupied if start < other_end and other_start < end}
        lanes[key] = next(lane for lane in range(len(overlapping_lanes) + 1) if lane not in overlapping_lanes)
        occupied.append((lanes[key], start, end))
    return lanes


def _goes_straight_on(panels: Sequence[Panel], index: int, row: Row, key: str) -> bool:
    """Whether every answer leads to the next panel only, so the line runs straight down."""
    return len(panels[index].rows) == 1 and row.onward == (key,) and index + 1 < len(panels) and panels[index + 1].key == key


@dataclass(slots=True)
class _Layout:
    panels: Sequence[Panel]
    measures: Measures
    boxes: list[Box] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    lanes: dict[str, int] = field(default_factory=dict)
    badges: dict[str, str] = field(default_factory=dict)
    left: float = 0.0
    room: float = 0.0
    arrivals: dict[str, tuple[float, float]] = field(default_factory=dict)
    departures: list[tuple[str, str, float, bool]] = field(default_factory=list)

    def draw(self) -> Drawing:
        measures = self.measures
        self.lanes = assign_lanes(self.panels)
        self.badges = {panel.key: panel.badge for panel in self.panels}
        self.left = (max(self.lanes.values(), default=-1) + 1) * measures.lane + (14.0 if self.lanes else 2.0)
        self.room = measures.width - self.left - 2 - (measures.side + BETWEEN if measures.side else 0)
        y = 2.0
        cuts: list[float] = []
        for index, panel in enumerate(self.panels):
            y = self._draw_panel(index, panel, y) + GAP
            cuts.append(round(y - GAP / 2, 1))
        self._draw_lines()
        height = round(y - GAP + 2, 1)
        return Drawing(measures.width, height, tuple(self.boxes), tuple(self.wires), (*cuts[:-1], height))

    def _draw_panel(self, index: int, panel: Panel, top: float) -> float:
        """Draw one panel. Returns the y coordinate of the bottom of the panel and its signs."""
        measures = self.measures
        text_x = self.left + PAD + 2 * BADGE + 9
        text_room = self.left + self.room - PAD - text_x
        lines = _wrap_lines(panel.title, Letters(measures.title, heavy=True), text_x, top + PAD + 3, text_room)
        below = top + PAD + 3 + len(lines) * measures.title * LEADING
        note = _wrap_lines(panel.note, Letters(SMALL), text_x, below + 2, text_room) if panel.note else ()
        y = max(below + (len(note) * SMALL * LEADING + 2 if note else 0), top + PAD + 2 * BADGE) + 8
        self.arrivals[panel.key] = (self.left, top + PAD + BADGE)
        card = len(self.boxes)
        for row in panel.rows:
            y = self._draw_row(index, panel, row, text_x, y)
        sign_column_y = y if measures.side and any(row.signs for row in panel.rows) else top
        for tag in panel.tags:
            sign_column_y, y = self._draw_tag(panel, tag, sign_column_y, y, top)
        self.boxes.insert(card, Box(panel.kind, panel.key, panel.key, self.left, top, self.room, round(y - top, 1), lines, note))
        return max(y, sign_column_y - 8 if panel.tags and measures.side else y)

    def _draw_row(self, index: int, panel: Panel, row: Row, text_x: float, top: float) -> float:
        measures = self.measures
        right = self.left + self.room - PAD
        straight = bool(row.onward) and _goes_straight_on(self.panels, index, row, row.onward[0])
        badges = [] if straight else [(key, self.badges[key]) for key in row.onward]
        widths = [max(2 * BADGE - 2, measure_width(badge, Letters(SMALL, heavy=True)) + 14) for _, badge in badges]
        occupied = sum(width + 6 for width in widths)
        lines: list[Line] = []
        y = top + 8
        for text in row.texts:
            found = _wrap_lines(text, Letters(measures.text), text_x, y, right - occupied - text_x)
            lines += found
            y += len(found) * measures.text * LEADING + 3
        height = max(y - 3 - top - 8, 2 * BADGE - 2) + 16
        signs = self._measure_signs(row)
        has_column = measures.side > 0 and bool(signs)
        room = max(height, sum(signs) + 8 * len(signs)) if has_column else height
        middle = round(top + room / 2, 1)
        lines = _move_lines(lines, middle - (y - 3 + top + 8) / 2)
        bottom = round(top + room if has_column or not signs else top + height + sum(signs) + 8 * len(signs), 1)
        self.boxes.append(Box("option", panel.key, "", self.left, round(top, 1), self.room, round(bottom - top, 1), tuple(lines), inside=True))
        x = right - sum(widths) - 6 * (len(widths) - 1)
        for (key, badge), width in zip(badges, widths, strict=True):
            line = Line(round(x + width / 2, 1), round(middle + SMALL * 0.36, 1), badge)
            self.boxes.append(Box("goes", panel.key, key, round(x, 1), middle - BADGE + 1, width, 2 * BADGE - 2, (line,), inside=True))
            x += width + 6
        self.departures += [(panel.key, key, middle, straight) for key in row.onward]
        self._draw_signs(panel, row, signs, middle - (sum(signs) + 8 * len(signs) - 8) / 2 if has_column else top + height - 4, middle)
        return bottom

    def _get_sign_column(self) -> tuple[float, float]:
        """Return the left edge of signs, and their width."""
        if self.measures.side:
            return self.left + self.room + BETWEEN, self.measures.side
        return self.left + PAD + 22, self.room - 2 * PAD - 22

    def _measure_signs(self, row: Row) -> list[float]:
        _, width = self._get_sign_column()
        size = self.measures.text
        return [round(len(wrap_text(sign.text, Letters(size, heavy=True), width - POINT - 22)) * size * LEADING + 14, 1) for sign in row.signs]

    def _draw_signs(self, panel: Panel, row: Row, heights: list[float], top: float, middle: float) -> None:
        size, has_column = self.measures.text, self.measures.side > 0
        x, width = self._get_sign_column()
        y = top
        for sign, tall in zip(row.signs, heights, strict=True):
            lines = _wrap_lines(sign.text, Letters(size, heavy=True), x + 13, y + 7, width - POINT - 22)
            self.boxes.append(Box(sign.kind, panel.key, sign.key, x, round(y, 1), width, tall, lines, inside=not has_column))
            end = (x, round(y + tall / 2, 1))
            if has_column:
                start, turn = (self.left + self.room, middle), self.left + self.room + BETWEEN / 2
                points: tuple[tuple[float, float], ...] = (
                    (start, end) if abs(start[1] - end[1]) < 1 else (start, (turn, start[1]), (turn, end[1]), end)
                )
            else:
                stem = self.left + PAD + BADGE
                points = ((stem, round(top - 4, 1)), (stem, end[1]), end)
            self.wires.append(Wire("sign", panel.key, sign.key, points))
            y += tall + 8

    def _draw_tag(self, panel: Panel, tag: Tag, sign_column_y: float, below: float, panel_top: float) -> tuple[float, float]:
        """Draw a tag in the column of signs, or at the bottom of its panel. Returns the bottoms of both afterwards."""
        measures = self.measures
        x, width = self._get_sign_column()
        top = sign_column_y if measures.side else below
        y = top + 7
        head = _wrap_lines(tag.head, Letters(SMALL), x + 13, y, width - 22)
        y += len(head) * SMALL * LEADING
        self.boxes.append(Box(tag.kind, panel.key, "", x, round(top, 1), width, 0, head, inside=not measures.side))
        frame = len(self.boxes) - 1
        for sign in tag.signs:
            lines = _wrap_lines(sign.text, Letters(SMALL, heavy=True), x + 13, y, width - 22)
            tall = len(lines) * SMALL * LEADING + 4
            self.boxes.append(Box("name", panel.key, sign.key, x + 6, round(y - 1, 1), width - 8, round(tall, 1), lines, inside=True))
            y += tall
        if tag.more:
            more = _wrap_lines(tag.more, Letters(SMALL), x + 13, y, width - 22)
            self.boxes.append(Box("more", panel.key, panel.key, x + 6, round(y - 1, 1), width - 8, SMALL * LEADING + 4, more, inside=True))
            y += len(more) * SMALL * LEADING + 4
        bottom = round(y + 5, 1)
        drawn = self.boxes[frame]
        self.boxes[frame] = Box(drawn.kind, drawn.panel, drawn.key, drawn.x, drawn.y, drawn.width, round(bottom - top, 1), head, inside=drawn.inside)
        if measures.side:
            start = max(round(top + 18, 1), round(panel_top + PAD + BADGE, 1))
            self.wires.append(Wire("tag", panel.key, "", ((self.left + self.room, start), (x, start))))
        return (bottom + 8, below) if measures.side else (sign_column_y, bottom + 8)

    def _draw_lines(self) -> None:
        """Draw the lines from answers to later panels, the outer lanes first."""
        for source, target, y, straight in sorted(self.departures, key=lambda each: -self.lanes.get(each[1], -1)):
            arrive_x, arrive_y = self.arrivals[target]
            if straight:
                x = self.left + PAD + BADGE
                start = next(box.y + box.height for box in self.boxes if box.key == source and box.kind == "question")
                self.wires.append(Wire("spine", source, target, ((x, round(start, 1)), (x, round(arrive_y - PAD - BADGE, 1)))))
            else:
                x, leave, arrive = self.left - 12 - self.lanes[target] * self.measures.lane, round(y, 1), round(arrive_y, 1)
                self.wires.append(Wire("lane", source, target, ((self.left, leave), (x, leave), (x, arrive), (arrive_x, arrive))))


def _move_lines(lines: Iterable[Line], down: float) -> list[Line]:
    return [Line(line.x, round(line.y + down, 1), line.text) for line in lines]


def _wrap_lines(text: str, letters: Letters, x: float, top: float, room: float) -> tuple[Line, ...]:
    """Wrap a text into lines, the first of which begins at the top."""
    return tuple(
        Line(round(x, 1), round(top + letters.size * (LEADING * number + 1.02), 1), line)
        for number, line in enumerate(wrap_text(text, letters, room))
    )
