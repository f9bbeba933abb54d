"""Watches the sources of a site, refreshes the preview after an edit, and prints what the checks find."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from waymark_guide.checks.reporters.text import make_visible, report

if TYPE_CHECKING:
    from waymark_guide.preview.state import Preview

PACKAGE = Path(__file__).parents[1]
CONTENT_FOLDERS = ("content", "decision_trees", "case_studies")
SETTLE = 0.05
"""How long to wait for more edits after one, in seconds."""
_CHANGES = {"created", "modified", "deleted", "moved"}


def watch(root: Path, preview: Preview) -> Watcher:
    """Refresh the preview whenever a source of the site changes."""
    program = (PACKAGE / name for name in ("site/assets", "site/templates", "site/theme", "words"))
    watcher = Watcher(preview)
    for folder in (
        *(root / name for name in CONTENT_FOLDERS),
        *program,
    ):
        if folder.is_dir():
            watcher.observer.schedule(watcher, str(folder), recursive=True)
    watcher.observer.schedule(watcher, str(root), recursive=False)
    watcher.start()
    return watcher


class Watcher(FileSystemEventHandler):
    """Refreshes a preview once for edits that come together."""

    def __init__(self, preview: Preview) -> None:
        """Prepare to watch; watch nothing yet."""
        self.observer = Observer()
        self._preview = preview
        self._edited = threading.Event()
        self._has_ended = False

    def start(self) -> None:
        """Start to watch and to refresh."""
        self.observer.start()
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Stop both."""
        self._has_ended = True
        self._edited.set()
        self.observer.stop()
        self.observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an edit of a file. The temporary files of editors and of this program do not count."""
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if not event.is_directory and event.event_type in _CHANGES and any(_is_content(path) for path in paths):
            self._edited.set()

    def _run(self) -> None:
        while True:
            self._edited.wait()
            if self._has_ended:
                return
            threading.Event().wait(SETTLE)
            self._edited.clear()
            refresh(self._preview)


def _is_content(path: Path) -> bool:
    return not path.name.startswith((".", "#")) and not path.name.endswith(("~", ".swp", ".tmp")) and "__pycache__" not in path.parts


def refresh(preview: Preview) -> None:
    """Refresh a preview, and print the findings or the error."""
    preview.refresh()
    if preview.trouble and preview.trouble.message:
        print_lines(preview.trouble.message)
    else:
        _print(report(preview.findings, files=preview.files_read, colour=sys.stdout.isatty()))


def print_lines(text: str) -> None:
    """Print text on the terminal, without control characters."""
    _print("".join(f"{make_visible(line)}\n" for line in text.split("\n")))


def _print(text: str) -> None:
    """Print on the terminal. The preview goes on if the terminal is gone."""
    with suppress(BrokenPipeError):
        sys.stdout.write(text)
        sys.stdout.flush()
