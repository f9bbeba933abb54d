"""Finds the modules that declare the pages and files of a site."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


@cache
def find_modules(package: str) -> tuple[ModuleType, ...]:
    """Import every module of a package, in the order of their names."""
    return tuple(import_module(f"{package}.{module.name}") for module in iter_modules(import_module(package).__path__))
