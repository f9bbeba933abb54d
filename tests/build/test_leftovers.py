"""Nothing that lies in the work tree is believed or followed: only the knowledge base itself, and what builds keep in the user's own cache."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from waymark_guide.build import pipeline
from waymark_guide.build.site_files import MARKER
from waymark_guide.build.up_to_date import find_inputs
from waymark_guide.core.cache import Cache
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.fingerprint import compute_digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = date(2026, 11, 22)
SCRIPT = b"<script>alert(1)</script>"


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {name: path.read_bytes() for path in paths if not (name := path.relative_to(folder).as_posix()).startswith("pagefind/")}


def _edit(root: Path) -> None:
    case = root / "case_studies" / "lunch-in-leeds.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("title: ", "title: Edited ", 1), encoding="utf-8")


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """Files that are none of the program's business."""
    folder = tmp_path / "precious"
    (folder / "assets").mkdir(parents=True)
    for name in ("index.html", "assets/look.css", "about.txt"):
        (folder / name).write_text("mine", encoding="utf-8")
    return folder


def _plant_cache(root: Path, precious: Path) -> None:
    """What the first edition kept there: a shell with a script in it, a path out of its folder, findings, pages and prints."""
    folder = root / ".cache" / "waymark"
    (folder / "shell").mkdir(parents=True)
    (folder / "shell" / "made.json").write_text(json.dumps({"key": "x", "stamp": SCRIPT.decode(), "files": [str(precious / "about.txt")]}))
    for name in ("findings.json", "pages.json", "prints.json", "last-build.json", "plain.jsonl"):
        (folder / name).write_bytes(b"[]\n" + SCRIPT)
    (folder / "texts").symlink_to(precious)
    Cache.for_root(root).put("last-build", "x", b"x")
    shutil.copytree(Cache.for_root(root).folder or precious, folder / "copy")
    (folder / "cache.sqlite").symlink_to(precious / "about.txt")


def _plant_next_to_site(root: Path, precious: Path) -> None:
    """What an exchange of files once left next to the site."""
    for name in (".site.last", ".site.next", ".waymark-0123456789abcdef"):
        (root / name / "assets").mkdir(parents=True)
        (root / name / ".new-files.json").write_text(json.dumps([str(precious / "about.txt"), "index.html"]))
        (root / name / "assets" / "planted.html").write_bytes(SCRIPT)
        (root / name / "index.html").write_bytes(SCRIPT)


def _plant_links_next_to_site(root: Path, precious: Path) -> None:
    for name in (".site.last", ".site.next", ".waymark-0123456789abcdef"):
        (root / name).symlink_to(precious)


def _plant_files_in_site(root: Path, precious: Path) -> None:
    """Pages more than the site has, others in the place of its own, and a list that says that all is well."""
    site = root / "site"
    (site / "planted" / "deep").mkdir(parents=True)
    (site / "planted" / "deep" / "index.html").write_bytes(SCRIPT)
    (site / "assets" / "planted.js").parent.mkdir(exist_ok=True)
    (site / "assets" / "planted.js").write_bytes(SCRIPT)
    (site / "index.html").write_bytes(SCRIPT)
    (site / MARKER).write_text(json.dumps({"index.html": compute_digest(SCRIPT), str(precious / "about.txt"): compute_digest(b"mine")}))


def _plant_links_in_site(root: Path, precious: Path) -> None:
    """Links in the place of a file, of a folder, and of nothing."""
    site = root / "site"
    (site / "index.html").unlink(missing_ok=True)
    (site / "index.html").symlink_to(precious / "index.html")
    shutil.rmtree(site / "assets", ignore_errors=True)
    (site / "assets").symlink_to(precious / "assets")
    (site / "more").symlink_to(precious)


PLANTED: dict[str, Callable[[Path, Path], None]] = {
    "a cache": _plant_cache,
    "leftovers": _plant_next_to_site,
    "links beside": _plant_links_next_to_site,
    "files in the site": _plant_files_in_site,
    "links in the site": _plant_links_in_site,
}


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
@pytest.mark.parametrize("is_first", [True, False], ids=["before the first build", "before an edit"])
def test_what_was_planted_changes_nothing(
    small: Path, tmp_path: Path, precious: Path, plant: Callable[[Path, Path], None], *, is_first: bool
) -> None:
    """The site is the one that the content makes, byte by byte, and nothing that was there is deleted or overwritten."""
    clean = shutil.copytree(small, tmp_path / "clean")
    if is_first:
        (small / "site").mkdir()
        (small / "site" / MARKER).write_text("{}", encoding="utf-8")
    else:
        assert pipeline.build(small, small / "site", today=TODAY, searchable=False).ok
    plant(small, precious)
    neighbours = {path.name for path in small.iterdir()}
    _edit(small)
    _edit(clean)
    assert pipeline.build(small, small / "site", today=TODAY, searchable=False).ok
    assert pipeline.build(clean, clean / "site", today=TODAY, searchable=False).ok
    assert _files(small / "site") == _files(clean / "site")
    assert not [path for path in (small / "site").rglob("*") if path.is_symlink()]
    assert {path.name for path in small.iterdir()} == neighbours
    assert _files(precious) == {"about.txt": b"mine", "assets/look.css": b"mine", "index.html": b"mine"}


def test_a_site_that_is_a_link_is_refused(small: Path, precious: Path) -> None:
    """Where the folder of the site is itself a link, no other files are exchanged."""
    (precious / MARKER).write_text("{}", encoding="utf-8")
    (small / "site").symlink_to(precious)
    with pytest.raises(KnowledgeBaseError, match="is a link"):
        pipeline.build(small, small / "site", today=TODAY, searchable=False)
    assert (precious / "about.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "content", "content/new", "decision_trees"])
def test_the_sources_are_never_taken_for_a_site(small: Path, name: str) -> None:
    """A marker that a person has put next to the content does not let a build exchange it."""
    for folder in (small, small / "content", small / "decision_trees"):
        (folder / MARKER).write_text("{}", encoding="utf-8")
    before = _files(small)
    with pytest.raises(KnowledgeBaseError, match="holds the content itself, or lies in it"):
        pipeline.build(small, small / name, today=TODAY, searchable=False)
    assert _files(small) == before


def test_a_marker_in_the_content_hides_no_edit(small: Path) -> None:
    """Content counts as content, whatever lies in it."""
    (small / "content" / MARKER).write_text("{}", encoding="utf-8")
    before = find_inputs(small, Cache.for_root(small), today=TODAY)
    (small / "content" / "about.md").write_text("# About\n\nEdited.\n", encoding="utf-8")
    assert find_inputs(small, Cache.for_root(small), today=TODAY).without_cases != before.without_cases


@pytest.mark.parametrize("is_link", [False, True])
def test_a_changed_page_that_is_no_page_any_more_is_taken_out(small: Path, precious: Path, *, is_link: bool) -> None:
    """What a person has changed in the site goes with the page that it was."""
    (small / "content" / "extra.md").write_text("# Extra\n", encoding="utf-8")
    assert pipeline.build(small, small / "site", today=TODAY, searchable=False).ok
    page = small / "site" / "extra" / "index.html"
    page.write_bytes(page.read_bytes() + SCRIPT)
    if is_link:
        page.unlink()
        page.symlink_to(precious / "index.html")
    (small / "content" / "extra.md").unlink()
    assert pipeline.build(small, small / "site", today=TODAY, searchable=False).ok
    assert not (small / "site" / "extra").exists()
    assert (precious / "index.html").read_text(encoding="utf-8") == "mine"


def test_every_altered_byte_of_the_cache_costs_only_time(small: Path, tmp_path: Path) -> None:
    """Whatever part of its file is altered, the site is the same."""
    site = tmp_path / "site"
    assert pipeline.build(small, site, today=TODAY, searchable=False).ok
    wanted, folder = _files(site), Cache.for_root(small).folder
    assert folder is not None
    file = folder / "cache.sqlite"
    for part in range(24):
        whole = file.read_bytes()
        at = len(whole) * part // 24 + 40
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        assert pipeline.build(small, site, today=TODAY, searchable=False).ok
        assert _files(site) == wanted, at
