"""No private interface of another library is used: what begins with an underscore may change with any release."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = sorted((ROOT / "generator").rglob("*.py"))
MODULES = [*PACKAGE, *sorted((ROOT / ".ci").glob("*.py"))]
DOCUMENTED = {
    "_replace": "a method of every named tuple: the underscore keeps it apart from the fields",
    "_exit": "os._exit, which ends a process at once",
}
"""Names that the standard library documents in spite of their underscore."""


def is_private(name: str) -> bool:
    """Whether a name begins with one underscore and is not documented."""
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


def find_private_uses(source: str) -> Iterator[str]:
    """Find the private names that a module imports, or reads from anything but `self`, `cls` and its own classes."""
    tree = ast.parse(source)
    own = {"self", "cls", *(node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if any(map(is_private, alias.name.split("."))))
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").split(".")
            yield from (f"{node.module}.{alias.name}" for alias in node.names if any(map(is_private, (*module, *alias.name.split(".")))))
        elif isinstance(node, ast.Attribute) and is_private(node.attr) and not (isinstance(node.value, ast.Name) and node.value.id in own):
            yield ast.unparse(node)


def find_private_overrides(path: Path) -> Iterator[str]:
    """Find the private names that a class of the package shares with a class of another library that it inherits from."""
    classes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef) and node.bases]
    if not classes:
        return
    module = importlib.import_module(".".join(path.relative_to(ROOT / "generator").with_suffix("").parts).removesuffix(".__init__"))
    for node in classes:
        names = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
        names |= {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute) and ast.unparse(each.value) == "self"}
        for base in getattr(module, node.name).__mro__:
            if base.__module__.split(".")[0] != "waymark_guide":
                yield from (f"{node.name}.{name}, of {base.__module__}" for name in names if is_private(name) and name in vars(base))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_private_is_imported_or_read(path: Path) -> None:
    """A module reads no private name but its own."""
    assert list(find_private_uses(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_private_is_overridden(path: Path) -> None:
    """A class that inherits from another library's class neither overrides nor uses what is private there."""
    assert list(find_private_overrides(path)) == []


@pytest.mark.parametrize(
    "source",
    [
        "from yaml._yaml import CParser",
        "import yaml._yaml",
        "from jinja2.utils import _PassArg",
        "from os import path, _wrap_close",
        "environment._parse('')",
        "CodeGenerator._FinalizeInfo",
        "class A(Environment):\n    def parse(self):\n        return super()._parse(self)",
    ],
)
def test_private_uses_are_found(source: str) -> None:
    """Each way to reach for a private name is found."""
    assert len(list(find_private_uses(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from __future__ import annotations",
        "import os\nos._exit(0)",
        "mark._replace(line=1)",
        "class A:\n    def b(self):\n        return self._c + A._d",
        "a.__dict__",
    ],
)
def test_public_uses_are_allowed(source: str) -> None:
    """A module may read its own private names, and those that the standard library documents."""
    assert list(find_private_uses(source)) == []
