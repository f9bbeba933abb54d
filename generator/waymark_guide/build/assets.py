"""Reads the scripts and styles of the site as they are served: minified, and the scripts of a page joined into one file."""

from __future__ import annotations

from pathlib import Path

from waymark_guide.site.parts.minify import minify
from waymark_guide.site.script_files import SCRIPT_FILES

ASSETS = Path(__file__).parents[1] / "site" / "assets"


def read_assets() -> dict[str, bytes]:
    """Read every script and style by its path below `assets/`. A module that is a part of a joined file is not served by itself."""
    paths = (path for path in sorted(ASSETS.rglob("*")) if path.is_file() and path.suffix != ".md")
    minified = {name: minify(name, path.read_bytes()) for path in paths if (name := path.relative_to(ASSETS).as_posix())}
    joined = {file.path: b"\n".join(minified[module] for module in file.modules) + b"\n" for file in SCRIPT_FILES}
    modules = {module for file in SCRIPT_FILES for module in file.modules}
    return {name: content for name, content in minified.items() if name not in modules} | joined
