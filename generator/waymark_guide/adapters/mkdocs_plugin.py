"""The plugin for MkDocs: it makes the layout of the site from MkDocs' events, and publishes the whole site."""

from __future__ import annotations

import html
import logging
import re
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler

from waymark_guide.build.outputs import SiteLayout
from waymark_guide.build.pipeline import prepare
from waymark_guide.build.publish import publish
from waymark_guide.build.site_files import resolve_site_dir
from waymark_guide.build.social_images import add_social_images
from waymark_guide.build.up_to_date import Inputs, find_inputs, forget_if_changed
from waymark_guide.checks.pages.html import find_active_html
from waymark_guide.checks.reporters.text import make_visible, report
from waymark_guide.core import clock
from waymark_guide.core.cache import Cache
from waymark_guide.core.errors import KnowledgeBaseError, describe_os_error
from waymark_guide.core.lock import hold_build_lock
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.settings import read_settings
from waymark_guide.site.markdown import wrap_tables
from waymark_guide.site.page import Heading, Page
from waymark_guide.site.parts import page_frame
from waymark_guide.site.parts.theme_css import trim
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MarkdownPage
    from mkdocs.structure.toc import AnchorLink

    from waymark_guide.build.plan import Plan
    from waymark_guide.model.settings import Settings
    from waymark_guide.words.strings import Strings

log = logging.getLogger("mkdocs.plugins.waymark")

THEME = Path(__file__).parents[1] / "site" / "theme"
MATERIAL = Path(str(find_spec("material").origin)).parent / "templates"  # type: ignore[union-attr] # the theme is a dependency
"""Only one style of the theme is used. MkDocs does not see the folder, because it would search ten thousand icons in it at every build."""
FOOTER = ("about", "law", "origins", "accessibility", "privacy", "data", "whats-new", "site-map")
_FIRST_HEADING = re.compile(r"<h1\b[^<>]*>((?:(?!<h1\b).)*?)</h1>", re.DOTALL)
_TAGS = re.compile(r"<[^<>]+>")
_DEEPEST = 3


class WaymarkConfig(Config):  # type: ignore[no-untyped-call] # MkDocs' own base
    """The plugin has no options."""


class WaymarkPlugin(BasePlugin[WaymarkConfig]):  # type: ignore[no-untyped-call] # MkDocs' own base
    """Makes the layout from MkDocs, and publishes the whole site.

    Attributes:
        plan: the plan of the site, if the caller has made it. Then the plugin only makes the layout, and publishes nothing.
        layout: the layout, once MkDocs has run.
    """

    def __init__(self) -> None:
        """Prepare nothing yet."""
        self.plan: Plan | None = None
        self.layout: SiteLayout | None = None
        self._final = Path()
        self._plan: Plan
        self._inputs: Inputs | None = None
        self._today: date
        self._hand_written: list[Page] = []
        self._frame = ""
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._warnings = CountHandler()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Stay alive between the builds of `mkdocs serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the content, and let MkDocs build into a temporary folder.

        Raises:
            Abort: the content has errors. The last good site stays as it is.
        """
        root = Path(config.config_file_path).parent
        self._hand_written, self._frame = [], ""
        self._today = _get_today()
        self._inputs = find_inputs(root, Cache.for_root(root), today=self._today) if self.plan is None else None
        self._plan = self.plan or _make_plan(root, self._today)
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)
        self._final = resolve_site_dir(root, Path(config.site_dir))
        self._scratch = tempfile.TemporaryDirectory(prefix="waymark-")
        config.site_dir = self._scratch.name
        config.theme.dirs[:] = [str(THEME), *(folder for folder in config.theme.dirs if folder != str(MATERIAL))]
        config.theme.static_templates.clear()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the files of the knowledge base. Add the frame of pages, and a page for each generated index in the navigation."""
        for file in list(files):
            if (file.abs_src_path or "").startswith(str(THEME)) or _is_knowledge(file.src_uri):
                files.remove(file)
        style = next(path.relative_to(MATERIAL).as_posix() for path in MATERIAL.glob("assets/stylesheets/main.*.css"))
        files.append(File(style, str(MATERIAL), config.site_dir, config.use_directory_urls))
        urls = {file.url for file in files.documentation_pages()}
        sources = [source for source in _list_names(config.nav) if source not in {file.src_uri for file in files}]
        for source in [*sources, f"{page_frame.ADDRESS}index.md"]:
            file = File.generated(config, source, content="---\ntitle: x\n---\n", inclusion=InclusionLevel.NOT_IN_NAV)
            if (file.url in self._plan.pages or file.url == page_frame.ADDRESS) and file.url not in urls:
                files.append(file)
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ANN401 (MkDocs' own types)
        """Give the theme its words and addresses."""
        words = load_strings(str(config.theme["language"]))
        env.globals["t"] = words
        env.globals["waymark"] = {
            "stylesheet": next(file.url for file in files if _is_style(file.src_uri)),
            "styles": ["assets/look/look.css"],
            "footer": [{"url": f"{name}/", "title": words(f"site.footer.{name}")} for name in FOOTER if self._has_page(f"{name}/", files)],
        }
        return env

    def on_page_context(self, context: Any, *, page: MarkdownPage, config: MkDocsConfig, nav: Navigation) -> Any:  # noqa: ANN401 (MkDocs' own type)
        """Keep each rendered hand-written page."""
        if page.file.generated_by is None:
            sections = [entry.url for entry in nav.items if entry.is_page and not entry.is_homepage]
            _refuse_active_html(page, read_settings(Path(config.config_file_path).parent))
            self._hand_written.append(_make_page(page, sections, load_strings(str(config.theme["language"]))))
        return context

    def on_post_page(self, output: str, *, page: MarkdownPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Keep the frame of pages. MkDocs writes no page itself."""
        if page.url == page_frame.ADDRESS:
            self._frame = output
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the whole site, unless MkDocs is strict and had warnings."""
        built = Path(config.site_dir)
        files = {path.relative_to(built).as_posix(): path.read_bytes() for path in sorted(built.rglob("*")) if path.is_file()}
        files = {path: _trim(path, content) for path, content in files.items() if path not in {"sitemap.xml", "sitemap.xml.gz"}}
        self.layout = SiteLayout(self._frame, tuple(self._hand_written), files, config.site_name, config.site_url or "")
        self._clean_up(config)
        if config.strict and self._warnings.get_counts():
            return
        if self._inputs is not None:
            root = Path(config.config_file_path).parent
            cache = Cache.for_root(root)
            with hold_build_lock(root, cache, log.warning), forget_if_changed(root, cache, self._inputs):
                plan = add_social_images(self._plan, self.layout.site_name, cache)
                publish(plan, self.layout, self._final, cache, self._inputs.without_cases)

    def on_build_error(self, error: Exception, **_: Any) -> None:  # noqa: ANN401 (MkDocs passes more than is needed)
        """Remove temporary files, and turn expected errors into a sentence.

        Raises:
            Abort: a file or a folder cannot be used, or the build cannot go on.
        """
        self.discard_scratch()
        if isinstance(error, OSError | KnowledgeBaseError):
            sentence = describe_os_error(error) if isinstance(error, OSError) else str(error)
            raise Abort("\n".join(map(make_visible, sentence.split("\n")))) from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401, ARG002
        """Let `mkdocs serve` watch the trees and the cases too."""
        root = Path(config.config_file_path).parent
        for folder in ("decision_trees", "case_studies"):
            server.watch(str(root / folder))
        return server

    def discard_scratch(self) -> None:
        """Remove the temporary folder of MkDocs, if there is one."""
        if self._scratch is not None:
            self._scratch.cleanup()

    def _clean_up(self, config: MkDocsConfig) -> None:
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        config.site_dir = str(self._final)
        self.discard_scratch()

    def _has_page(self, url: str, files: Files) -> bool:
        return url in self._plan.pages or any(file.url == url for file in files.documentation_pages())


def _get_today() -> date:
    """Get the day of the build.

    Raises:
        Abort: `SOURCE_DATE_EPOCH` is not a day.
    """
    try:
        return clock.get_today()
    except KnowledgeBaseError as error:
        raise Abort(str(error)) from error


def _make_plan(root: Path, today: date) -> Plan:
    """Make the plan of a knowledge base.

    Raises:
        Abort: the content has errors. The last good site stays as it is.
    """
    prepared = prepare(root, today=today)
    if not prepared.ok:
        raise Abort(report(prepared.findings, files=prepared.files, colour=False))
    return prepared.plan


def _is_style(path: str) -> bool:
    return path.startswith("assets/stylesheets/main.") and path.endswith(".css")


def _trim(path: str, content: bytes) -> bytes:
    """Trim the theme's style. Other files stay as they are."""
    return trim(content.decode()).encode() if _is_style(path) else content


def _is_knowledge(path: str) -> bool:
    """Whether a file below `content/` belongs to the knowledge base, and so is not a page or a picture."""
    return any(Path("content", path).match(kind.pattern) for kind in KINDS)


def _list_names(nav: Any) -> list[str]:  # noqa: ANN401 (a nested list of maps, as the YAML has it)
    if isinstance(nav, str):
        return [nav]
    if isinstance(nav, dict):
        return [name for inner in nav.values() for name in _list_names(inner)]
    return [name for inner in nav or () for name in _list_names(inner)]


def _refuse_active_html(page: MarkdownPage, settings: Settings) -> None:
    """Make sure that a rendered page holds nothing that acts on readers' browsers: extensions of Markdown may add what its text does not show.

    Raises:
        KnowledgeBaseError: it does, and the owner has not allowed it.
    """
    fault = "" if page.file.src_uri in settings.allow_html else find_active_html(page.content or "")
    if fault:
        file = f"content/{page.file.src_uri}"
        message = f"{file}: {fault} is not allowed in a page. Write it in Markdown, or name the page in extra.allow_html in mkdocs.yml."
        raise KnowledgeBaseError(message, about=file)


def _make_page(page: MarkdownPage, sections: list[str], t: Strings) -> Page:
    """Make a page of the plan from a hand-written page."""
    body = wrap_tables(page.content or "", t("site.table"))
    first = _FIRST_HEADING.search(body)
    title = str(page.meta.get("title") or (html.unescape(_TAGS.sub("", first[1])) if first else page.title))
    if first is None and page.url not in {"", "./"}:
        body = f"<h1>{html.escape(title)}</h1>\n{body}"
    url = "" if page.is_homepage else page.url
    return Page(
        url=url,
        section=str(page.meta.get("section") or max((section for section in sections if url.startswith(section)), key=len, default="")),
        title=title,
        description=str(page.meta.get("description") or ""),
        body=body,
        headings=tuple(_list_headings(page.toc)) if page.meta.get("contents", True) else (),
        kind=str(page.meta.get("kind") or t("site.kind.page")),
    )


def _list_headings(entries: Any) -> list[Heading]:  # noqa: ANN401 (MkDocs' own tree of anchors)
    headings: list[Heading] = []
    links: list[AnchorLink] = list(entries)
    for link in links:
        if 1 < link.level <= _DEEPEST:
            headings.append(Heading(link.id, html.unescape(_TAGS.sub("", link.title)), link.level))
        headings += _list_headings(link.children)
    return headings
