"""What `mkdocs.yml` says that other rooms need: names and addresses. Read without MkDocs, which is slow to start."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import yaml

from waymark_guide.model.settings import DEFAULT_BRANCH, Settings
from waymark_guide.reading.folder import TooLargeError, read_text

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "mkdocs.yml"
BRANCH = re.compile(r"(?!.*(?:\.\.|//))[A-Za-z0-9][\w./-]*(?<![./])", re.ASCII)
"""What Git takes for the name of a branch, but for signs that an address would have to write in another way."""
WORDS = {"name": "site_name", "about": "site_description", "publisher": "site_author"}


def read_settings(root: Path) -> Settings:
    """What stands in `mkdocs.yml`: names and addresses, and under `extra` the `report_url`, the `start` and the `branch`.

    What cannot be read counts as not given.
    """
    try:
        said = yaml.load(read_text(str(root / CONFIG)), _Loader)  # noqa: S506 (a safe loader that also knows !ENV)
    except (OSError, TooLargeError, ValueError, RecursionError, yaml.YAMLError):  # ValueError: text that is no UTF-8, or a date that no calendar has
        return Settings()
    told = said if isinstance(said, dict) else {}
    extra = told.get("extra")
    own = extra if isinstance(extra, dict) else {}
    words = {field: str(told.get(key) or "").strip() for field, key in WORDS.items()}
    words["publisher"] = words["publisher"] or words["name"]
    addresses = (_address(told.get("site_url")), _address(told.get("repo_url")), _address(own.get("report_url")))
    branch = str(own.get("branch") or "").strip()
    return Settings(*addresses, **words, start=str(own.get("start") or ""), branch=branch if BRANCH.fullmatch(branch) else DEFAULT_BRANCH)


def _address(value: Any) -> str:  # noqa: ANN401 (whatever the file holds)
    """The value, where it is the address of a web page."""
    text = value.strip().rstrip("/") if isinstance(value, str) else ""
    return text if text.startswith(("https://", "http://")) and not any(sign.isspace() or sign in "<>\"'" for sign in text) else ""


class _Loader(yaml.SafeLoader):
    """Plain YAML with MkDocs' `!ENV`; any other tag is read as nothing."""


def _from_environment(loader: _Loader, node: yaml.Node) -> Any:  # noqa: ANN401 (as MkDocs has it)
    """`!ENV NAME` or `!ENV [NAME, OTHER, default]`: the first variable that is set, or the default; one name alone has none."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    if not isinstance(node, yaml.SequenceNode):
        return None
    listed = loader.construct_sequence(node)
    names, default = (listed[:-1], listed[-1]) if len(listed) > 1 else (listed, None)
    return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("", lambda *_: None)
