"""Writes the whole site as plain Markdown, HTML and data, for another generator to build."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.build.assets import read_assets
from waymark_guide.build.mkdocs_layout import find_hand_written
from waymark_guide.build.pipeline import prepare
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import require_writable_folder, write_file
from waymark_guide.site.pages.site_map import BY_HAND
from waymark_guide.site.parts.page_frame import HAND_WRITTEN, render_data_block
from waymark_guide.site.parts.relative_links import count_folders, make_links_relative

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from waymark_guide.model.finding import Finding
    from waymark_guide.site.page import Page

INDEX = "plan.json"
_PREFORMATTED = re.compile(r"(<pre\b(?:(?!<pre\b).)*?</pre>)", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class StageResult:
    """The result of staging.

    Attributes:
        findings: the findings of the checks.
        files: how many content files were read.
        ok: whether files were written.
        written: how many files were written.
    """

    findings: tuple[Finding, ...]
    files: int
    ok: bool
    written: int = 0


def stage(root: Path, folder: Path, *, today: date) -> StageResult:
    """Write every page as Markdown with front matter (its body is HTML), every data file, every script and style, and a list of them all.

    Raises:
        KnowledgeBaseError: the folder holds other files than an earlier staging.
        OSError: the folder cannot be written.
    """
    require_writable_folder(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / INDEX).is_file():
        message = f"{folder} holds something else. Name an empty or a new folder."
        raise KnowledgeBaseError(message, about=str(folder))
    prepared = prepare(root, today=today)
    if not prepared.ok:
        return StageResult(prepared.findings, prepared.files, ok=False)
    shutil.rmtree(folder, ignore_errors=True)
    pages = {url: page.render() for url, page in prepared.plan.pages.items()}
    files: dict[str, bytes] = {f"docs/{path.relative_to(root / 'content').as_posix()}": path.read_bytes() for path in find_hand_written(root)}
    written = {_get_url(path): content.decode() for path, content in files.items() if path.endswith(".md")}
    for url, page in pages.items():
        files[f"docs/{url}index.md"] = render_markdown(page, written.get(url, "")).encode()
    files |= {f"docs/{path}": content for path, content in prepared.plan.files.items()}
    files |= {f"docs/assets/{path}": content for path, content in read_assets().items()}
    files[INDEX] = (json.dumps([_describe_page(page) for page in pages.values()], ensure_ascii=False, indent=1) + "\n").encode()
    for path, content in files.items():
        write_file(folder / path, content)
    return StageResult(prepared.findings, prepared.files, ok=True, written=len(files))


def render_markdown(page: Page, written: str = "") -> str:
    """Write a page as Markdown: front matter, then one block of HTML with links that are relative to the page.

    Args:
        page: a page of the plan.
        written: the hand-written Markdown for the same address, front matter included.
    """
    front = {"title": page.title, "description": page.description, "kind": page.kind, "section": page.section}
    more = {"scripts": list(page.scripts), "styles": list(page.styles)}
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in (*front.items(), *more.items()))
    data = "".join(render_data_block(anchor, text) for anchor, text in page.data.items())
    before, mark, after = page.body.replace(BY_HAND, "").partition(HAND_WRITTEN)
    prose = f"\n\n{_remove_front_matter(written)}\n\n" if mark else ""
    html = prose.join(_remove_blank_lines(part) for part in (before, after + data) if part)
    return f"---\n{lines}\n---\n\n{make_links_relative(html, count_folders(page.url))}\n"


def _remove_blank_lines(html: str) -> str:
    """Remove blank lines from HTML, because they would end the block in Markdown."""
    return "".join(_split_preformatted(html)).strip()


def _split_preformatted(html: str) -> Iterator[str]:
    for index, part in enumerate(_PREFORMATTED.split(html)):
        yield _BLANK.sub("\n&#10;", part) if index % 2 else _BLANK.sub("\n", part)


def _remove_front_matter(text: str) -> str:
    parts = text.split("---\n", 2)
    return (parts[2] if text.startswith("---\n") and len(parts) > 2 else text).strip()  # noqa: PLR2004 (before, between, after)


def _get_url(path: str) -> str:
    """Get the URL of a hand-written page: `docs/about.md` is `about/`."""
    name = path.removeprefix("docs/").removesuffix(".md")
    return name.removesuffix("index") if name == "index" or name.endswith("/index") else f"{name}/"


def _describe_page(page: Page) -> dict[str, object]:
    return {
        "url": page.url,
        "title": page.title,
        "description": page.description,
        "kind": page.kind,
        "section": page.section,
        "crumbs": [crumb.url for crumb in page.crumbs],
        "indexed": page.indexed,
    }
