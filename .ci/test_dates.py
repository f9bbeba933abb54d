"""Run the tests that touch dates on other days and in other time zones, with the system's clock moved by libfaketime.

Nothing else is moved: `SOURCE_DATE_EPOCH` is taken away, so that whatever asks the clock by itself gets a day on which the content is old. Files keep
their real times, and what counts seconds keeps counting (see `moved_clock/sitecustomize.py`).
"""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/opt/libfaketime/lib", "/usr/local/opt/libfaketime/lib")
NAMES = {"darwin": "libfaketime.1.dylib"}
MISSING = """libfaketime is not installed, and the tests of other days need it. Install it, then run this again:
  Debian, Ubuntu:  sudo apt-get install libfaketime
  Fedora:          sudo dnf install libfaketime
  macOS:           brew install libfaketime
"""
FAR, LEAP = datetime(2031, 7, 1, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)
ZONES = {"Pacific/Kiritimati": (23, 30), "America/Los_Angeles": (0, 30)}
"""Zones with the hour and minute, in UTC, at which their own day is the next one and the one before."""
RUNS = (
    (FAR, "Pacific/Kiritimati", True),
    (LEAP, "America/Los_Angeles", True),
    (FAR, "America/Los_Angeles", False),
    (LEAP, "Pacific/Kiritimati", False),
)
"""Day, zone, and whether the tests that build the whole site run too: once for each day and each zone."""
WHOLE_SITE = "test_other_commands_build_the_same_site"


def main() -> int:
    """Run them all, and say which failed."""
    library = find_library() or install_library()
    if library is None:
        sys.stdout.write(MISSING)
        return 1
    failed = [f"{day:%d %B %Y} in {zone}" for day, zone, whole in RUNS if run_tests(library, day, zone, whole=whole)]
    if failed:
        sys.stdout.write(f"Tests failed on {'; on '.join(failed)}.\n")
    return 1 if failed else 0


def find_library() -> Path | None:
    """The library that moves the clock, where this machine has it."""
    name = NAMES.get(sys.platform, "libfaketime.so.1")
    found = (path for folder in FOLDERS for pattern in (f"faketime/{name}", f"*/faketime/{name}") for path in Path(folder).glob(pattern))
    return next(found, None)


def install_library() -> Path | None:
    """Install it where that needs no password."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    sys.stdout.write("libfaketime is not installed; installing it with apt-get.\n")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "libfaketime"]):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 (fixed commands)
            return None
    return find_library()


def run_tests(library: Path, day: datetime, zone: str, *, whole: bool) -> int:
    """Run the tests at a moment of that day at which it is another day in the zone; the exit code of pytest."""
    hour, minute = ZONES[zone]
    moment = day.replace(hour=hour, minute=minute)
    sys.stdout.write(f"On {moment:%d %B %Y, %H:%M} UTC, in {zone}:\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "pytest", "-m", "dates", "-p", "no:cacheprovider", *([] if whole else ["-k", f"not {WHOLE_SITE}"])]
    return subprocess.run(command, cwd=HERE.parent, env=make_environment(library, moment, zone), check=False).returncode  # noqa: S603 (a fixed command)


def make_environment(library: Path, moment: datetime, zone: str) -> dict[str, str]:
    """Make an environment whose programs start at that moment."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    preload = {"DYLD_INSERT_LIBRARIES": str(library), "DYLD_FORCE_FLAT_NAMESPACE": "1"} if sys.platform == "darwin" else {"LD_PRELOAD": str(library)}
    return (
        environment
        | preload
        | {
            "FAKETIME": f"{moment.timestamp() - time.time():+.0f}",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(HERE / "moved_clock"), os.environ.get("PYTHONPATH", "")])),
            "TZ": zone,
        }
    )


if __name__ == "__main__":
    sys.exit(main())
