"""Where PyYAML was installed without its C extension, everything is read with its Python loader: more slowly, and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reading.test_hostile import HOSTILE
from tests.unit.reading.test_parsing_cache import BROKEN
from tests.unit.reading.test_plain_yaml import FILES, PIECES, UNUSUAL, agree

from waymark_guide.reading import plain_yaml, yaml_nodes

if TYPE_CHECKING:
    from pathlib import Path

SLOW = 150_000
"""Longer texts are left out: the Python loader would take seconds for each."""
HOSTILE_BYTES = (*(content for _, content, _ in HOSTILE), *BROKEN.values(), *(text.encode() for text in UNUSUAL))


def read_both_ways(text: str) -> tuple[object, object, list[str]]:
    """Parse a text with both parsers, and return the data of both and the numbers of the problems."""
    node, troubles = yaml_nodes.parse(text)
    return plain_yaml.load_plain_data(text), node.data() if node else None, [trouble.number for trouble in troubles]


def hide_the_extension(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read from now on as PyYAML does without its C extension."""
    monkeypatch.setattr(plain_yaml, "LOADER", plain_yaml.make_loader(yaml.BaseLoader))
    monkeypatch.setattr(yaml_nodes, "Loader", yaml.SafeLoader)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_content_of_this_repository_is_read_the_same(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Every file has the same data with both loaders."""
    text = path.read_text(encoding="utf-8")
    data = plain_yaml.load_plain_data(text)
    hide_the_extension(monkeypatch)
    assert plain_yaml.load_plain_data(text) == data


@pytest.mark.parametrize("content", [content for content in HOSTILE_BYTES if len(content) < SLOW], ids=lambda content: repr(content[:20]))
def test_hostile_files_are_read_the_same(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """What is refused with one loader is refused with the other, for the same reason, and nothing goes too deep."""
    text = content.decode("utf-8", errors="replace")
    first = read_both_ways(text)
    hide_the_extension(monkeypatch)
    assert read_both_ways(text) == first


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_quick_way_and_the_careful_way_agree(text: str) -> None:
    """Without the C extension, too, both parsers agree on any text made of YAML's own characters."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        hide_the_extension(monkeypatch)
        agree(text)
