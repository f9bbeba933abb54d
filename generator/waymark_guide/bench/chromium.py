"""Starts the system's Chromium, or Playwright's own where there is none."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
"""Without these Chromium asks its maker's hosts for updates, which a closed network refuses many times over."""


def launch(playwright: Playwright) -> Browser:
    """Start a headless Chromium that connects only to the pages under test."""
    executable = next((path for name in NAMES if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=executable, args=list(QUIET))
