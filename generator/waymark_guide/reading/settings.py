"""Reads the names and addresses of a site from `mkdocs.yml`, without MkDocs, which is slow to start."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from waymark_guide.model.finding import Span
from waymark_guide.model.settings import DEFAULT_BRANCH, DEFAULT_LANGUAGE, Settings
from waymark_guide.reading.document import Document
from waymark_guide.reading.folder import TooLargeError, read_text
from waymark_guide.reading.yaml_error import OTHER_EXPLANATION, YamlProblem, explain_parser_error

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "mkdocs.yml"
BRANCH = re.compile(r"(?!.*(?:\.\.|//))[A-Za-z0-9][\w./-]*(?<![./])", re.ASCII)
"""A name that Git allows for a branch, and that an address can hold as it is."""
KEYS = {
    "site_url": "site_url",
    "repository_url": "repo_url",
    "report_url": "extra.report_url",
    "name": "site_name",
    "about": "site_description",
    "publisher": "site_author",
    "start": "extra.start",
    "branch": "extra.branch",
    "language": "theme.language",
    "allow_html": "extra.allow_html",
}
"""Where the file has each setting: a key, or a key in a mapping."""
ADDRESSES = ("site_url", "repository_url", "report_url")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The file `mkdocs.yml` as its owner wrote it.

    Attributes:
        document: its text.
        config: its data, with the values of environment variables; none where the YAML cannot be read.
        problem: why it cannot be read; none if it can.
    """

    document: Document
    config: Any = None
    problem: YamlProblem | None = None


def read_settings_file(root: Path) -> SettingsFile | None:
    """Read `mkdocs.yml`; none where there is no text of that name."""
    try:
        document = Document(CONFIG, read_text(str(root / CONFIG)))
    except (OSError, TooLargeError, UnicodeDecodeError):
        return None
    try:
        return SettingsFile(document, yaml.load(document.text, _Loader))  # noqa: S506 (a safe loader that also knows !ENV)
    except yaml.MarkedYAMLError as error:
        return SettingsFile(document, problem=explain_parser_error(document.text, error))
    except (ValueError, RecursionError, yaml.YAMLError):  # ValueError: a date that no calendar has
        message, fix = OTHER_EXPLANATION
        return SettingsFile(document, problem=YamlProblem("101", Span(1, 1, 2), message, fix))


def read_settings(root: Path) -> Settings:
    """Read the settings from `mkdocs.yml`. One that cannot be read counts as missing."""
    file = read_settings_file(root)
    config = file.config if file else None
    values = {field: find_value(config, key) for field, key in KEYS.items()}
    allowed = values.pop("allow_html")
    pages = frozenset(str(page) for page, reason in allowed.items() if str(reason or "").strip()) if isinstance(allowed, dict) else frozenset()
    texts = {field: "" if value is None or field in ADDRESSES else str(value).strip() for field, value in values.items()}
    texts |= {field: read_address(values[field]) for field in ADDRESSES}
    texts["publisher"] = texts["publisher"] or texts["name"]
    texts["branch"] = texts["branch"] if BRANCH.fullmatch(texts["branch"]) else DEFAULT_BRANCH
    texts["language"] = texts["language"] or DEFAULT_LANGUAGE
    return Settings(**texts, allow_html=pages)


def find_value(config: Any, key: str) -> Any:  # noqa: ANN401 (whatever the file holds)
    """Return the value at a key, or at a key in a mapping; none if there is no such mapping or key."""
    for name in key.split("."):
        config = config.get(name) if isinstance(config, dict) else None
    return config


def read_address(value: Any) -> str:  # noqa: ANN401 (whatever the file holds)
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
