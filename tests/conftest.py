"""Fixtures of all tests: the real site, built once and served on this machine only, and a small knowledge base."""

from __future__ import annotations

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings
from tests.days import TODAY

from waymark_guide.build import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A busy machine can be slow: examples have no deadline. The same examples are tried in each run.
settings.register_profile("waymark", deadline=None, derandomize=True)
settings.load_profile("waymark")

ROOT = Path(__file__).parent.parent
SUB_PATH = "/some/base"
GOOD = ROOT / "tests" / "golden" / "good"
SMALL = """site_name: Small
docs_dir: content
strict: true
theme: {name: material, language: en, font: false}
plugins: [waymark]
nav:
  - Home: index.md
  - Guides: decision-trees/index.md
  - About: about.md
"""


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site at the root, and the same site below `SUB_PATH`."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(SUB_PATH))

    def log_message(self, *_: object) -> None:
        """Write no log: a failing test reports enough."""


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder for caches, apart from those of other runs and of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def once(shared: Path) -> Callable[[str, Callable[[Path], None]], Path]:
    """A function that fills a folder of some name, once for all processes, and returns it. Nothing writes into it afterwards."""

    def make_folder(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / "once.lock"):
            if not done.exists():
                folder.mkdir(exist_ok=True)
                fill(folder)
                done.touch()
        return folder

    return make_folder


@pytest.fixture(scope="session")
def site(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The folder of the real site, built once for all tests."""

    def build(folder: Path) -> None:
        result = pipeline.build(ROOT, folder / "site", today=TODAY)
        assert result.ok, "\n".join(f"{finding.file}: {finding.message}" for finding in result.findings if finding.severity == "error")

    return once("built", build) / "site"


@pytest.fixture(scope="session")
def base() -> str:
    """The path below which the server has the same site once more."""
    return SUB_PATH


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of a server that serves the site on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small knowledge base without mistakes, in a folder of its own that a test may edit."""
    root = tmp_path / "small"
    shutil.copytree(GOOD, root)
    (root / "mkdocs.yml").write_text(SMALL, encoding="utf-8")
    (root / "content" / "index.md").write_text("---\ntitle: Small\n---\n\nWelcome.\n", encoding="utf-8")
    (root / "content" / "about.md").write_text("# About\n\n[Grants](/approaches/grants/)\n", encoding="utf-8")
    return root
