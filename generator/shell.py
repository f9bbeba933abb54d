"""Makes the shell of the site with MkDocs, or takes the last one where nothing that it is made from has changed."""

from __future__ import annotations

import json
import logging
import os
import shutil
from dataclasses import asdict
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import KnowledgeBaseError
from generator.files import KEPT
from generator.reading.repository import KINDS
from generator.site.outputs import Shell
from generator.site.page import Heading, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.page import Plan

HERE = Path(__file__).parent
OURS = (HERE / "mkdocs_plugin.py", HERE / "shell.py", HERE / "site" / "stamp.py", HERE / "site" / "trim.py")


def shell(root: Path, plan: Plan) -> Shell:
    """The shell for a plan.

    Raises:
        KnowledgeBaseError: MkDocs refused `mkdocs.yml` or a hand-written page.
    """
    kept, key = root / KEPT / "shell", _key(root, plan)
    found = _kept(kept, key)
    if found is None:
        found = _build(root, plan)
        _keep(found, kept, key)
    return found


def _build(root: Path, plan: Plan) -> Shell:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build  # noqa: PLC0415 (slow to import, and not needed where the shell was kept)
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    said = _Said()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate = False
    try:
        config = load_config(config_file=str(root / "mkdocs.yml"))
        plugin: Any = config.plugins.get("waymark")
        if plugin is None:
            message = 'mkdocs.yml does not name the plugin "waymark".'
            raise KnowledgeBaseError(message, about="mkdocs.yml")
        plugin.given = plan
        build(config)
    except (Abort, ConfigurationError) as error:
        message = "\n".join(["MkDocs could not build the hand-written pages.", *said.lines, str(error)])
        raise KnowledgeBaseError(message, about="mkdocs.yml") from error
    finally:
        logger.removeHandler(said)
        logger.propagate = True
    made: Shell = plugin.shell
    return made


class _Said(logging.Handler):
    """What MkDocs complained of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def by_hand(root: Path) -> Iterator[Path]:
    """The files below `content/` that the knowledge base does not read itself: pages and pictures."""
    content = root / "content"
    for path in sorted(content.rglob("*")):
        if path.is_file() and not any(path.relative_to(root).match(kind.pattern) for kind in KINDS):
            yield path


def _key(root: Path, plan: Plan) -> str:
    """A print of everything that the shell is made from."""
    mark = blake2b(digest_size=16)
    theme = (path for path in sorted((HERE / "site" / "theme").rglob("*")) if path.is_file())
    words = sorted((HERE / "site" / "words").rglob("*.yaml"))
    for path in (root / "mkdocs.yml", *by_hand(root), *OURS, *theme, *words):
        mark.update(f"\0{path}\0".encode() + path.read_bytes())
    indexes = sorted(url for url in plan.pages if url.count("/") <= 1)
    mark.update("\0".join([*indexes, version("mkdocs"), version("mkdocs-material"), os.environ.get("WAYMARK_SITE_URL", "")]).encode())
    return mark.hexdigest()


def _kept(folder: Path, key: str) -> Shell | None:
    try:
        told = json.loads((folder / "made.json").read_text(encoding="utf-8"))
        if told["key"] != key:
            return None
        files = {path: (folder / "files" / path).read_bytes() for path in told["files"]}
        return Shell(told["stamp"], tuple(_page(page) for page in told["written"]), files, told["site_name"], told["site_url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _page(told: dict[str, Any]) -> Page:
    lists = {name: tuple(told[name]) for name in ("scripts", "styles")}
    return Page(**{**told, **lists, "headings": tuple(Heading(*heading) for heading in told["headings"]), "crumbs": ()})


def _keep(made: Shell, folder: Path, key: str) -> None:
    """Keep the shell for the next build; where that cannot be done, the next build makes it again."""
    told = {"key": key, "stamp": made.stamp, "written": [asdict(page) for page in made.written], "files": sorted(made.files)}
    told |= {"site_name": made.site_name, "site_url": made.site_url}
    try:
        shutil.rmtree(folder / "files", ignore_errors=True)
        for path, content in made.files.items():
            (folder / "files" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "files" / path).write_bytes(content)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "made.json").write_text(json.dumps(told), encoding="utf-8")
    except OSError:
        (folder / "shell.json").unlink(missing_ok=True)
