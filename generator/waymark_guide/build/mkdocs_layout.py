"""Makes the layout of the site with MkDocs, or takes it from the cache where its inputs are unchanged."""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, TypeAdapter

from waymark_guide.build.mkdocs_inputs import find_mkdocs_inputs
from waymark_guide.build.outputs import SiteLayout
from waymark_guide.build.up_to_date import digest_each, find_files
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.fingerprint import FileDigests, compute_digest
from waymark_guide.reading.kinds import KINDS
from waymark_guide.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.build.plan import Plan
    from waymark_guide.core.cache import Cache

PACKAGE = Path(__file__).parents[1]
MODULES = ("adapters/mkdocs_plugin.py", "build/mkdocs_layout.py", "site/parts/page_frame.py", "site/parts/theme_css.py")
_FORM = TypeAdapter(tuple[str, tuple[Page, ...], dict[str, bytes], str, str], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))


def make_layout(root: Path, plan: Plan, cache: Cache) -> SiteLayout:
    """Make the layout for a plan.

    Raises:
        KnowledgeBaseError: MkDocs refused `mkdocs.yml` or a hand-written page.
    """
    key = _digest_inputs(root, plan)
    cached = cache.load("mkdocs-layout", key, _FORM)
    if cached is not None:
        return SiteLayout(*cached)
    layout = _run_mkdocs(root, plan)
    if _digest_inputs(root, plan) == key:  # no page was edited meanwhile
        cache.save("mkdocs-layout", key, _FORM, (layout.frame, layout.hand_written, dict(layout.files), layout.site_name, layout.site_url))
    return layout


def _run_mkdocs(root: Path, plan: Plan) -> SiteLayout:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build  # noqa: PLC0415 (slow to import, and not needed where the layout is cached)
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    logger, warnings = logging.getLogger("mkdocs"), BufferingHandler(sys.maxsize)
    warnings.setLevel(logging.WARNING)
    logger.addHandler(warnings)
    logger.propagate = False
    plugin: Any = None
    try:
        config = load_config(config_file=str(root / "mkdocs.yml"))
        plugin = config.plugins.get("waymark")
        if plugin is None:
            message = 'mkdocs.yml does not name the plugin "waymark".'
            raise KnowledgeBaseError(message, about="mkdocs.yml")
        plugin.plan = plan
        build(config)
    except (Abort, ConfigurationError) as error:
        message = "\n".join(["MkDocs could not build the hand-written pages.", *(record.getMessage() for record in warnings.buffer), str(error)])
        raise KnowledgeBaseError(message, about="mkdocs.yml") from error
    finally:
        logger.removeHandler(warnings)
        logger.propagate = True
        if plugin is not None:
            plugin.discard_scratch()
    layout: SiteLayout = plugin.layout
    return layout


def find_hand_written(root: Path) -> Iterator[Path]:
    """The files below `content/` that the knowledge base does not read itself: pages and pictures."""
    content = root / "content"
    for path in map(Path, find_files(str(content), os.path.realpath(root))):
        if path.is_file() and not any(path.relative_to(root).match(kind.pattern) for kind in KINDS):
            yield path


def _digest_inputs(root: Path, plan: Plan) -> str:
    """A digest of everything that the layout is made from."""
    theme = (path for folder in ("site/theme", "words") for path in sorted((PACKAGE / folder).rglob("*")) if path.is_file())
    files = (root / "mkdocs.yml", *find_hand_written(root), *(PACKAGE / name for name in MODULES), *theme)
    indexes = sorted(url for url in plan.pages if url.count("/") <= 1)
    mkdocs = find_mkdocs_inputs(root)
    named = digest_each(FileDigests({}), mkdocs.paths, root)
    return compute_digest(*(part for path in files for part in (str(path), path.read_bytes())), *indexes, *mkdocs.packages, *mkdocs.variables, *named)
