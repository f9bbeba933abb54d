"""Draw the rooms of the package and the imports between them, as `content/assets/rooms.svg`.

The drawing is made from the source: rooms, their first sentences and their imports. An import that follows from others is left out: `site` imports
`library`, and by way of it `trees`, so there is no line from `site` to `trees`. `--check` compares the drawing with the file and writes nothing.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "generator"
PACKAGE = SOURCE / "waymark_guide"
DRAWING = ROOT / "content" / "assets" / "rooms.svg"

FLOORS = (
    {"core", "model"},
    {"words", "reading", "trees", "value"},
    {"library"},
    {"checks"},
    {"contribute"},
    {"site"},
    {"build"},
    {"adapters"},
    {"preview"},
    {"bench"},
    {"commands"},
)
"""The rooms, floor by floor: a room imports only itself, rooms on its own floor and rooms on the floors below."""
ORDER = {room: index for index, room in enumerate(room for floor in reversed(FLOORS) for room in sorted(floor, reverse=True))}

WIDTH, ROW, BOX, LANE, LEFT = 860, 62, 50, 16, 12
LETTERS = 80
"""How many letters of a description fit on a line."""


def list_modules() -> list[Path]:
    """List the modules of the package."""
    return sorted(PACKAGE.rglob("*.py"))


@cache
def list_imports(path: Path) -> tuple[str, ...]:
    """List what a file imports, wherever in the file: modules, and names in modules with the module's name before them."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(names)


def find_room_imports() -> dict[str, set[str]]:
    """Find, for each room, the other rooms that it imports."""
    found: dict[str, set[str]] = {room: set() for room in ORDER}
    for path in list_modules():
        room = path.relative_to(PACKAGE).parts[0]
        if room in found:
            found[room] |= {name.split(".")[1] for name in list_imports(path) if name.startswith("waymark_guide.")} & found.keys() - {room}
    return found


def remove_implied(imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """Remove the imports of a room that one of its other imports makes too, directly or by way of others."""

    def reach(room: str) -> set[str]:
        return imports[room].union(*(reach(other) for other in imports[room]))

    return {room: {other for other in used if all(other not in reach(each) for each in used - {other})} for room, used in imports.items()}


def assign_lanes(arrows: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Assign a lane to each arrow between two rows, so that no two arrows that overlap share one. Short arrows get the inner lanes."""
    lanes: dict[tuple[int, int], int] = {}
    for start, end in sorted(arrows, key=lambda arrow: (arrow[1] - arrow[0], arrow)):
        occupied = {lane for (first, last), lane in lanes.items() if start < last and first < end}
        lanes[start, end] = next(lane for lane in range(len(occupied) + 1) if lane not in occupied)
    return lanes


def draw() -> str:
    """Draw the rooms from top to bottom, and the imports as arrows. Returns SVG."""
    imports = remove_implied(find_room_imports())
    rooms = sorted(ORDER, key=ORDER.__getitem__)
    arrows = [(ORDER[room], ORDER[other]) for room, used in imports.items() for other in used]
    lanes = assign_lanes([(start, end) for start, end in arrows if end - start > 1])
    x = LEFT + (max(lanes.values()) + 1) * LANE + 8
    height = len(rooms) * ROW + 2 * LEFT - (ROW - BOX)
    parts = [_draw_room(room, x, LEFT + index * ROW) for index, room in enumerate(rooms)]
    parts += [_draw_arrow(start, end, x, lanes.get((start, end))) for start, end in sorted(arrows)]
    words = "; ".join(f"{room} imports {', '.join(sorted(imports[room]))}" for room in rooms if imports[room])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d" font-family="sans-serif">',
            '<title id="t">The rooms of the package</title>',
            f'<desc id="d">{escape(words)}.</desc>',
            (
                '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
                '<path d="M0 0 8 4 0 8z" fill="#1d4f5c"/></marker></defs>'
            ),
            f'<rect width="{WIDTH}" height="{height}" rx="6" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _draw_room(room: str, x: int, y: int) -> str:
    """Draw the box of a room, with its name and its first sentence."""
    sentence = (ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))) or "").split("\n")[0]
    lines = textwrap.wrap(sentence, LETTERS)
    first = y + BOX / 2 + 5 - 9 * (len(lines) - 1)
    texts = "".join(
        f'<text x="{x + 130}" y="{first + 18 * index:g}" font-size="14" fill="#333">{escape(line)}</text>' for index, line in enumerate(lines)
    )
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH - x - LEFT}" height="{BOX}" rx="4" fill="#eef4f5" stroke="#1d4f5c"/>'
        f'<text x="{x + 12}" y="{y + BOX / 2 + 6:g}" font-size="17" font-weight="700" fill="#10343d">{room}</text>{texts}'
    )


def _draw_arrow(start: int, end: int, x: int, lane: int | None) -> str:
    """Draw an arrow from one row to another: straight down to the next one, in its lane to any other."""
    top, bottom = LEFT + start * ROW + BOX, LEFT + end * ROW
    if lane is None:
        path = f"M{x + 40} {top}V{bottom}"
    else:
        edge = x - 8 - lane * LANE
        path = f"M{x} {top - BOX / 2 + 8:g}H{edge}V{bottom + BOX / 2 - 8:g}H{x}"
    return f'<path d="{path}" fill="none" stroke="#1d4f5c" stroke-width="1.5" marker-end="url(#tip)"/>'


def main(*, check: bool) -> int:
    """Write the drawing, or compare it with the file."""
    drawing = draw()
    if check:
        return int(not DRAWING.is_file() or DRAWING.read_text(encoding="utf-8") != drawing)
    DRAWING.parent.mkdir(parents=True, exist_ok=True)
    DRAWING.write_text(drawing, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
