"""Remembers what the last build was made from and what it said, so that the same build again has nothing to do.

One file, `.cache/waymark/last-build.json`. It holds a print of everything that a build depends on: the content, `mkdocs.yml` with the files and the
variables that it names, this program's own files, the versions of the installed packages, and what the command was given (the day among it). The
site counts as unchanged where its list of files is the one that this build left, and every one of them is there.
"""

from __future__ import annotations

import json
import os
import re
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import KEPT, print_of
from generator.prints import Prints, files_below
from generator.private_key import private_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LAST, PRINTS = KEPT / "last-build.json", KEPT / "prints.json"
CASES = "case_studies"
CONTENT = ("content", "decision_trees")
CONFIG = "mkdocs.yml"
MANIFEST = ".waymark.json"
"""The list of a built site's files, which stands in the site itself."""
_NAMES = re.compile(r"[\w./-]+")


def key(root: Path, site_dir: Path, *given: str) -> str:
    """A print of everything that a build depends on.

    Args:
        root: the knowledge base.
        site_dir: where the site goes.
        given: what else the command was given.
    """
    prints = Prints(root / PRINTS)
    surrounding = _surroundings(root, prints, str(site_dir.resolve()), *given)
    mark = _mark(prints, files_below(str(root / CASES)), surrounding)
    prints.keep()
    return mark


def surroundings(root: Path, *given: str) -> str:
    """A print of everything that a build depends on and that is no case: as long as it stays the same, a page changes only with the cases it shows.

    The user's own key is in it, so that nobody else can leave something that seems to come from the same surroundings.

    Args:
        root: the knowledge base.
        given: what else the build depends on, such as the day.
    """
    return _surroundings(root, Prints(root / PRINTS), *given)


def _surroundings(root: Path, prints: Prints, *given: str) -> str:
    installed = sorted(name for name in os.listdir(sysconfig.get_paths()["purelib"]) if name.endswith(".dist-info"))  # noqa: PTH208 (names will do)
    variables = [f"{name}={os.environ[name]}" for name in _named(root) if name in os.environ]
    paths = (*_around(root), *files_below(str(Path(__file__).parent)))
    own = private_key() or os.urandom(16)  # without a key, nothing that was left before counts
    return _mark(prints, paths, own.hex(), *installed, *variables, *given)


def _mark(prints: Prints, paths: Iterable[str], *given: str) -> str:
    told = "\0".join((*given, *(f"{path}\0{prints.of(path)}" for path in paths)))
    return print_of(told)


def recall(root: Path, site_dir: Path, key: str) -> str | None:
    """What the last build said, if it was the same one and its site still stands; otherwise none."""
    try:
        told = json.loads((root / LAST).read_text(encoding="utf-8"))
        manifest = (site_dir / MANIFEST).read_bytes()
        if told["key"] != key or told["site"] != print_of(manifest):
            return None
        stands = all(os.path.isfile(f"{site_dir}{os.sep}{path}") for path in json.loads(manifest))  # noqa: PTH113 (very many files)
        return str(told["said"]) if stands else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(root: Path, site_dir: Path, key: str, said: str) -> None:
    """Keep what a build that went well said. Where that cannot be kept, the next build is made in full."""
    try:
        told = {"key": key, "site": print_of((site_dir / MANIFEST).read_bytes()), "said": said}
        (root / LAST).parent.mkdir(parents=True, exist_ok=True)
        (root / LAST).write_text(json.dumps(told), encoding="utf-8")
    except OSError:
        (root / LAST).unlink(missing_ok=True)


def _around(root: Path) -> Iterator[str]:
    """The content but for the cases, and every file or folder of the root that `mkdocs.yml` names, itself among them."""
    named = {name.strip("./").split("/")[0] for name in _named(root)} & set(_names_in(root))
    for name in sorted({*CONTENT, CONFIG, *named} - {CASES}):
        path = root / name
        if path.is_dir() and not (path / MANIFEST).is_file():  # a site is no input
            yield from files_below(str(path))
        elif path.is_file():
            yield str(path)


def _named(root: Path) -> Iterable[str]:
    try:
        return sorted(set(_NAMES.findall((root / CONFIG).read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError):
        return ()


def _names_in(root: Path) -> list[str]:
    return os.listdir(root) if root.is_dir() else []  # noqa: PTH208 (names will do)
