"""What the live preview promises."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.preview import Preview
from generator.serve import EVENTS, RELOAD, preview_server, watch
from generator.site.outputs import Outputs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10


@pytest.fixture
def preview(small: Path) -> Iterator[Preview]:
    """A preview that follows edits."""
    made = Preview(small, lambda: date(2026, 11, 22))
    made.refresh()
    watcher = watch(small, made)
    yield made
    watcher.stop()


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    """Where the preview is served."""
    server = preview_server(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 (our own server)
        return str(answer.read().decode())


def _edit(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def _until(preview: Preview, address: str, words: str) -> bool:
    """Whether the words are shown before patience ends; asked after each new version only."""
    for _ in range(PATIENCE):
        version = preview.version
        if words in _get(address):
            return True
        preview.wait(version, PATIENCE)
    return False


def test_an_edit_shows_and_a_broken_one_shows_as_findings(small: Path, preview: Preview, address: str) -> None:
    """An edited case shows; a mistake takes the place of the page, in words, without ending the server; mended, the page is back."""
    case, page = small / "case_studies" / "lunch-in-leeds.yaml", f"{address}/case-studies/lunch-in-leeds/"
    assert RELOAD in _get(page)
    _edit(case, "title: ", "title: Edited ")
    assert _until(preview, page, "Edited ")
    _edit(case, "status:", "statsu:")
    assert _until(preview, page, "statsu")
    shown = _get(page)
    assert "case_studies/lunch-in-leeds.yaml" in shown
    assert "Traceback" not in shown
    assert preview.trouble is not None
    _edit(case, "statsu:", "status:")
    assert _until(preview, page, "wm-crumbs")
    assert preview.trouble is None


def test_a_broken_hand_written_page_shows_what_mkdocs_says(small: Path, preview: Preview, address: str) -> None:
    """MkDocs' complaint is shown, and the server lives on."""
    (small / "content" / "about.md").write_text("# About\n\n[gone](nowhere.md)\n", encoding="utf-8")
    assert _until(preview, f"{address}/about/", "nowhere.md")


def test_open_pages_hear_of_a_new_version(preview: Preview, address: str) -> None:
    """The stream tells the version at once; styles and scripts are served beside the pages."""
    with urllib.request.urlopen(f"{address}{EVENTS}", timeout=PATIENCE) as stream:  # noqa: S310 (our own server)
        assert stream.readline().decode().strip() == f"data: {preview.version}"
    assert "EventSource" in _get(f"{address}{RELOAD}")
    assert "--wm-ink" in _get(f"{address}/assets/look/look.css")


def test_a_page_that_is_not_there_is_not_looked_for_everywhere(preview: Preview, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped address shows the page for what was not found, without every other page being made first."""
    monkeypatch.delattr(Outputs, "lists")
    with pytest.raises(urllib.error.HTTPError) as refused:
        _get(f"{address}/case-studies/nowhere/")
    assert refused.value.code == 404
    assert "<h1" in refused.value.read().decode()
    assert preview.trouble is None
