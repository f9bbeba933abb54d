"""The house plan: imports go one way between rooms, and only the rooms that may touch the disk, the clock or MkDocs do."""

from __future__ import annotations

import ast
import importlib.util
from functools import cache
from pathlib import Path

import pytest
from tests.ci_scripts import load_script

SOURCE = Path(__file__).parents[2] / "generator"
PACKAGE = SOURCE / "waymark_guide"
FLOORS = load_script("draw_rooms").FLOORS
"""The rooms, floor by floor: a room imports only itself, rooms on its own floor and rooms on the floors below."""
SUB_ROOMS = {
    "trees": ({"engine"}, {"proof"}, {"diff", "views"}),
    "site": ({""}, {"parts"}, {"search"}, {"files"}, {"pages"}),
}
"""The same within two rooms; the empty name is what lies in the room itself."""
CLOCK = "waymark_guide.core.clock"
ASKS_THE_CLOCK = {"commands", "adapters"}
"""Only these ask which day it is; everything else takes the day as a parameter."""
SYSTEM = {f"waymark_guide.core.{name}" for name in ("cache", "lock", "parallel", "files", "clock")}
"""What works with the disk, the clock and processes."""
USES_THE_SYSTEM = {"core", "reading", "build", "adapters", "preview", "commands", "bench"}
MODULES = sorted(PACKAGE.rglob("*.py"))
CONTENT_ROOMS = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in {room for floor in FLOORS[:6] for room in floor} - {"core"}]


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The modules that a file imports, wherever it does; a module of the package by its own name."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names += [name if name in NAMES else str(node.module) for name in whole]
    return tuple(names)


def inside(path: Path) -> list[str]:
    """The modules of the package that a file imports."""
    return [name for name in imported(path) if name.startswith("waymark_guide.")]


def floor_of(room: str, floors: tuple[set[str], ...]) -> int:
    """The floor of a room; a module in the root of the package is above all of them."""
    return next((number for number, rooms in enumerate(floors) if room in rooms), len(floors))


def by_path(path: Path) -> str:
    """How a test names a module."""
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=by_path)
def test_imports_go_one_way(path: Path) -> None:
    """A room imports only itself and the rooms on the same floor or below."""
    parts = path.relative_to(PACKAGE).parts
    own = floor_of(parts[0], FLOORS) if len(parts) > 1 else len(FLOORS)
    assert [name for name in inside(path) if floor_of(name.split(".")[1], FLOORS) > own and name != "waymark_guide.__main__"] == []


@pytest.mark.parametrize("room", sorted({room for floor in FLOORS for room in floor} - {"core", "model"}))
def test_rooms_on_one_floor_do_not_import_each_other_in_turn(room: str) -> None:
    """No two rooms import each other."""
    uses = {path.relative_to(PACKAGE).parts[0]: set[str]() for path in MODULES}
    for path in MODULES:
        uses[path.relative_to(PACKAGE).parts[0]] |= {name.split(".")[1] for name in inside(path)}
    assert [other for other in uses[room] if other != room and room in uses.get(other, set())] == []


@pytest.mark.parametrize("room", SUB_ROOMS)
def test_sub_rooms_import_one_way(room: str) -> None:
    """Within a room of sub-rooms, imports go one way too, without exception."""
    floors = SUB_ROOMS[room]
    upward: list[str] = []
    for path in (PACKAGE / room).rglob("*.py"):
        own = _sub_room(name_of(path))
        used = [name for name in inside(path) if name.startswith(f"waymark_guide.{room}.")]
        upward += [
            f"{name_of(path)} imports {name}"
            for name in used
            if _sub_room(name) != own and floor_of(_sub_room(name), floors) >= floor_of(own, floors)
        ]
    assert upward == []


def test_every_sub_room_has_a_floor() -> None:
    """A new folder in a room of sub-rooms needs its floor."""
    for room, floors in SUB_ROOMS.items():
        folders = {path.parent.name for path in (PACKAGE / room).glob("*/__init__.py")}
        assert folders == {name for floor in floors for name in floor} - {""}


def test_no_import_circles() -> None:
    """No module imports, by way of others, itself."""
    graph = {name: {used for used in inside(path) if used in NAMES and used != name} for name, path in NAMES.items()}
    while removable := [name for name, used in graph.items() if not used & graph.keys()]:
        for name in removable:
            del graph[name]
    assert graph == {}


def test_nothing_is_importable_by_the_old_name() -> None:
    """The package is `waymark_guide`; `generator` is the folder of its source, and no package."""
    assert not (SOURCE / "__init__.py").exists()
    spec = importlib.util.find_spec("generator")
    assert spec is None or spec.origin is None
    assert importlib.util.find_spec("generator.site") is None


@pytest.mark.parametrize("path", MODULES, ids=by_path)
def test_only_some_rooms_use_the_system(path: Path) -> None:
    """The rooms of content use neither the cache, nor the lock, nor other processes, nor files, nor the clock."""
    parts = path.relative_to(PACKAGE).parts
    assert len(parts) == 1 or parts[0] in USES_THE_SYSTEM or not SYSTEM & set(imported(path))


@pytest.mark.parametrize("path", CONTENT_ROOMS, ids=by_path)
def test_content_rooms_import_nothing_of_the_outside(path: Path) -> None:
    """No room of content imports MkDocs, the network, processes, or the command line."""
    outside = {"mkdocs", "click", "socket", "urllib.request", "http", "requests", "subprocess"}
    assert [name for name in imported(path) if name in outside or name.split(".")[0] in outside - {"http"}] == []


@pytest.mark.parametrize("path", CONTENT_ROOMS, ids=by_path)
def test_content_rooms_never_ask_for_the_day(path: Path) -> None:
    """Today is a parameter: no room of content asks for it."""
    assert _reads_the_day_only_as_a_field(path)


def test_only_commands_and_adapters_ask_the_clock() -> None:
    """One clock, which only the outermost rooms ask, so that whatever they call can be given any day."""
    assert {by_path(path).split("/")[0] for path in MODULES if CLOCK in imported(path)} == ASKS_THE_CLOCK
    assert not _reads_the_day_only_as_a_field(PACKAGE / "core" / "clock.py")


def _sub_room(module: str) -> str:
    """The sub-room of a module such as `waymark_guide.site.pages.guide`; empty for what lies in the room itself."""
    _, room, *rest = module.split(".")
    return rest[0] if rest and (PACKAGE / room / rest[0]).is_dir() else ""


def _reads_the_day_only_as_a_field(path: Path) -> bool:
    """Whether `today` and `now` are only read from an object, never called."""
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    clocks = {"today", "utcnow"} | ({"now"} if "datetime" in imported(path) else set())
    return not called & clocks
