"""A build that is killed at any moment, or meets another build, leaves a whole site, once the next build has run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from waymark_guide.build.site_files import MARKER
from waymark_guide.core.cache import Cache

ROOT = Path(__file__).parents[2]
KILLS = 12
"""How many builds are killed, each a little later than the one before."""
PAIRS = 20
"""How many times two builds run at once."""


@pytest.fixture
def environment() -> dict[str, str]:
    """Every build on the same day."""
    return os.environ | {"SOURCE_DATE_EPOCH": "1795305600", "PYTHONPATH": str(ROOT)}


def _start(root: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "waymark_guide", "build", "--no-search", "--root", str(root)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def _build(root: Path, environment: dict[str, str]) -> dict[str, bytes]:
    program = _start(root, environment)
    said = program.communicate(timeout=300)
    assert program.returncode == 0, said
    return _files(root / "site")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _entitle(root: Path, title: str) -> None:
    for case in (root / "case_studies").glob("*.yaml"):
        lines = case.read_text(encoding="utf-8").splitlines()
        case.write_text("\n".join([f"title: {title} {case.stem}" if line.startswith("title: ") else line for line in lines]) + "\n", encoding="utf-8")


def test_killed_again_and_again_the_site_is_whole(small: Path, environment: dict[str, str]) -> None:
    """Builds are killed with all their processes, later and later; a build with a mistake gives a whole site, and one without gives the new one."""
    _entitle(small, "Old")
    began = time.monotonic()
    old = _build(small, environment)
    whole = time.monotonic() - began
    _entitle(small, "New")
    clean = shutil.copytree(small, small.with_name("clean"), ignore=shutil.ignore_patterns("site"))
    new = _build(clean, environment)
    mistake = small / "case_studies" / "mistake.yaml"
    for number in range(KILLS):
        program = _start(small, environment)
        time.sleep(whole * (number + 1) / KILLS)
        os.killpg(program.pid, signal.SIGKILL)
        program.communicate(timeout=60)
        mistake.write_text("id: [", encoding="utf-8")
        program = _start(small, environment)
        program.communicate(timeout=300)
        assert program.returncode == 1
        mistake.unlink()
        assert _files(small / "site") in (old, new), number
    assert _build(small, environment) == new
    assert [path.name for path in small.iterdir() if path.name.startswith(".waymark")] == []


def test_two_builds_at_once_leave_a_whole_site(small: Path, environment: dict[str, str]) -> None:
    """Time and again, each after another edit: both end well, one after the other, and the site is the one of the content."""
    for number in range(PAIRS):
        _entitle(small, f"Number {number}")
        programs = [_start(small, environment), _start(small, environment)]
        said = [program.communicate(timeout=300) for program in programs]
        assert [program.returncode for program in programs] == [0, 0], said
        pages = [path.read_text(encoding="utf-8") for path in (small / "site" / "case-studies").glob("*-in-*/index.html")]
        assert len(pages) == 2
        assert all(f"Number {number} " in page for page in pages)
        assert (small / "site" / MARKER).is_file()
    clean = shutil.copytree(small, small.with_name("clean"), ignore=shutil.ignore_patterns("site"))
    assert _files(small / "site") == _build(clean, environment)
    shutil.rmtree(Cache.for_root(small).folder or small)
    assert _files(small / "site") == _build(small, environment)
