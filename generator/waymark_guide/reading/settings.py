"""Reads the names and addresses of a site from `mkdocs.yml`, without MkDocs, which is slow to start."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import yaml

from waymark_guide.model.settings import DEFAULT_BRANCH, DEFAULT_LANGUAGE, Settings
from waymark_guide.reading.folder import TooLargeError, read_text

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "mkdocs.yml"
BRANCH = re.compile(r"(?!.*(?:\.\.|//))[A-Za-z0-9][\w./-]*(?<![./])", re.ASCII)
"""A name that Git allows for a branch, and that an address can hold as it is."""
WORDS = {"name": "site_name", "about": "site_description", "publisher": "site_author"}


def read_settings(root: Path) -> Settings:
    """Read `mkdocs.yml`: names and addresses, `theme.language`, and under `extra` the `report_url`, the `start` and the `branch`.

    A setting that cannot be read counts as missing.
    """
    try:
        loaded = yaml.load(read_text(str(root / CONFIG)), _Loader)  # noqa: S506 (a safe loader that also knows !ENV)
    except (OSError, TooLargeError, ValueError, RecursionError, yaml.YAMLError):  # ValueError: text that is no UTF-8, or a date that no calendar has
        return Settings()
    config = loaded if isinstance(loaded, dict) else {}
    extra = config.get("extra")
    own = extra if isinstance(extra, dict) else {}
    words = {field: str(config.get(key) or "").strip() for field, key in WORDS.items()}
    words["publisher"] = words["publisher"] or words["name"]
    addresses = (_address(config.get("site_url")), _address(config.get("repo_url")), _address(own.get("report_url")))
    branch = str(own.get("branch") or "").strip()
    theme = config.get("theme")
    language = str((theme if isinstance(theme, dict) else {}).get("language") or "").strip()
    return Settings(
        *addresses,
        **words,
        start=str(own.get("start") or ""),
        branch=branch if BRANCH.fullmatch(branch) else DEFAULT_BRANCH,
        language=language or DEFAULT_LANGUAGE,
    )


def _address(value: Any) -> str:  # noqa: ANN401 (whatever the file holds)
    """Return the value if it is the address of a web page; otherwise an empty text."""
    text = value.strip().rstrip("/") if isinstance(value, str) else ""
    return text if text.startswith(("https://", "http://")) and not any(sign.isspace() or sign in "<>\"'" for sign in text) else ""


class _Loader(yaml.SafeLoader):
    """Loads plain YAML with MkDocs' `!ENV`. A value with any other tag becomes none."""


def _read_environment(loader: _Loader, node: yaml.Node) -> Any:  # noqa: ANN401 (as MkDocs has it)
    """Read `!ENV NAME` or `!ENV [NAME, OTHER, default]`: the first variable that is set, or the default. One name alone has no default."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    if not isinstance(node, yaml.SequenceNode):
        return None
    listed = loader.construct_sequence(node)
    names, default = (listed[:-1], listed[-1]) if len(listed) > 1 else (listed, None)
    return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)


_Loader.add_constructor("!ENV", _read_environment)
_Loader.add_multi_constructor("", lambda *_: None)
