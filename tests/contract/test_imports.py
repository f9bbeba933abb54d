"""The house plan: imports go one way, and only the rooms that may touch the disk, the clock or MkDocs do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[2] / "generator"
RANK = {"core": 0, "model": 0, "reading": 1, "trees": 2, "library": 2, "value": 2, "checks": 3, "site": 4, "contribute": 4, "build": 5}
ADAPTERS = 6
"""Modules that stand in the root of the package: the adapters and the command."""
SHARED = {"generator", "generator.errors"}
CLOCK = "generator.core.clock"
ASKS_THE_CLOCK = {"cli.py", "mkdocs_plugin.py"}
"""The commands; everything else takes the day as a parameter."""
HANDS = {"generator.core.cache", "generator.core.lock", "generator.core.parallel"}
"""What works with the disk, with the clock and with processes: of the rooms, only the one that reads and the one that builds may use it."""
MODULES = sorted(GENERATOR.rglob("*.py"))
CORE = [path for path in MODULES if path.relative_to(GENERATOR).parts[0] in RANK.keys() - {"core", "build"}]


def imported(path: Path) -> list[str]:
    """The modules that a file imports, wherever it does."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names


def rank(module: str) -> int:
    """How far down the way a module of the package stands."""
    parts = module.split(".")
    return RANK.get(parts[1], ADAPTERS) if len(parts) > 1 else -1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    """A room imports only itself and the rooms before it."""
    parts = path.relative_to(GENERATOR).with_suffix("").parts
    own = RANK.get(parts[0], ADAPTERS) if len(parts) > 1 else ADAPTERS
    beyond = [name for name in imported(path) if name.startswith("generator.") and name not in SHARED and rank(name) > own]
    assert beyond == []


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_only_reading_and_building_have_hands(path: Path) -> None:
    """No room but these uses the cache, the lock or other processes."""
    assert path.relative_to(GENERATOR).parts[0] == "reading" or not HANDS & set(imported(path))


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_core_knows_no_outside(path: Path) -> None:
    """Nothing in a room imports MkDocs, the network, processes, or the command line."""
    outside = {"mkdocs", "click", "socket", "urllib.request", "http", "requests", "subprocess"}
    assert [name for name in imported(path) if name in outside or name.split(".")[0] in outside - {"http"}] == []


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_core_knows_no_clock(path: Path) -> None:
    """Today is a parameter: no room asks for it. The clock itself is the one exception."""
    if path == GENERATOR / "core" / "clock.py":
        assert not _only_as_a_field(path)
        return
    calls = {node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)}
    assert not calls & {"today", "now", "utcnow"} or _only_as_a_field(path)


def test_only_commands_ask_the_clock() -> None:
    """One clock, which only the commands ask, so that whatever they call can be given any day."""
    asking = {path.relative_to(GENERATOR).as_posix() for path in MODULES for name in (*imported(path), *_members(path)) if name == CLOCK}
    assert asking == ASKS_THE_CLOCK


def _members(path: Path) -> list[str]:
    """What a file imports by name from a module, as `module.name`."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) and node.module for alias in node.names]


def _only_as_a_field(path: Path) -> bool:
    """Whether `today` and `now` are only read from something that was handed over, never called."""
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    clocks = {"today", "utcnow"} | ({"now"} if "datetime" in imported(path) else set())
    return not called & clocks
