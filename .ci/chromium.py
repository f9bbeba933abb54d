"""Make sure that a Chromium is there for the browser tests: the system's own, or the one that Playwright downloads."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Install Chromium where there is none; say what was done."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        sys.stdout.write(f"Chromium: {found}\n")
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write("Chromium is not installed; installing it with apt-get.\n")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 (fixed commands)
                break
        if any(shutil.which(name) for name in NAMES):
            return 0
    sys.stdout.write("Chromium is not installed; Playwright is downloading its own.\n")
    playwright = Path(sys.executable).parent / "playwright"
    return subprocess.run([playwright, "install", "chromium"], check=False).returncode  # noqa: S603 (fixed command)


if __name__ == "__main__":
    sys.exit(main())
