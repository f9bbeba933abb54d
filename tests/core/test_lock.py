"""One build runs at a time, a waiting build says which process it waits for, and a killed build leaves no lock."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from waymark_guide.core import lock
from waymark_guide.core.cache import Cache
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.lock import hold_build_lock

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from waymark_guide.core.cache import Cache
from waymark_guide.core.lock import hold_build_lock

root = Path(sys.argv[1])
with hold_build_lock(root, Cache.for_root(root)):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def _hold(root: Path, seconds: float) -> subprocess.Popen[str]:
    program = subprocess.Popen([sys.executable, "-c", HOLDER, str(root), str(seconds)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def test_second_build_waits_and_names_the_first(tmp_path: Path) -> None:
    """It names the process, and continues as soon as the first build ends."""
    messages: list[str] = []
    with _hold(tmp_path, 3) as program, hold_build_lock(tmp_path, Cache.for_root(tmp_path), messages.append):
        assert program.wait(timeout=5) == 0
    assert len(messages) == 1
    assert f"process {program.pid}, which began at " in messages[0]


def test_build_that_takes_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that gives up names the process that holds the lock."""
    monkeypatch.setattr(lock, "QUIET_SECONDS", 0.1)
    monkeypatch.setattr(lock, "TIMEOUT_SECONDS", 0.2)
    with _hold(tmp_path, 60) as program:
        with (
            pytest.raises(KnowledgeBaseError, match=rf"process {program.pid}, .* is still building"),
            hold_build_lock(tmp_path, Cache.for_root(tmp_path)),
        ):
            pass
        program.kill()
    with hold_build_lock(tmp_path, Cache.for_root(tmp_path)):
        pass


def test_lock_without_a_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home folder, two builds still exclude each other."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(lock, "QUIET_SECONDS", 0.1)
    monkeypatch.setattr(lock, "TIMEOUT_SECONDS", 0.2)
    with _hold(tmp_path, 60) as program:
        with pytest.raises(KnowledgeBaseError, match="another process is still building"), hold_build_lock(tmp_path, Cache.for_root(tmp_path)):
            pass
        program.kill()


@pytest.mark.parametrize("planted", ["folder", "link"])
def test_a_lock_that_the_system_refuses_has_another_in_its_place(tmp_path: Path, planted: str) -> None:
    """Where the file in the cache cannot be locked, two builds exclude each other by a file among the temporary ones."""
    folder = Cache.for_root(tmp_path).make_folder()
    assert folder is not None
    if planted == "folder":
        (folder / "build.lock").mkdir()
    else:
        (folder / "build.lock").symlink_to(folder / "nowhere" / "build.lock")
    with hold_build_lock(tmp_path, Cache.for_root(tmp_path)), pytest.MonkeyPatch.context() as patched:
        patched.setattr(lock, "QUIET_SECONDS", 0.1)
        patched.setattr(lock, "TIMEOUT_SECONDS", 0.1)
        with pytest.raises(KnowledgeBaseError, match="is still building"), hold_build_lock(tmp_path, Cache.for_root(tmp_path)):
            pass


def test_a_temporary_lock_that_the_system_refuses_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can be locked, a sentence names the last one, the reason and the way out."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / f"waymark-{tmp_path.stat().st_dev}-{tmp_path.stat().st_ino}.lock").mkdir()
    with pytest.raises(KnowledgeBaseError, match=r"\.lock cannot be locked: .*TMPDIR"), hold_build_lock(tmp_path, Cache.for_root(tmp_path)):
        pass


def test_a_disk_without_locks_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk knows no locks, a sentence says so."""

    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(lock.FileLock, "acquire", refuse)
    with pytest.raises(KnowledgeBaseError, match="its disk knows no locks"), hold_build_lock(tmp_path, Cache.for_root(tmp_path)):
        pass
