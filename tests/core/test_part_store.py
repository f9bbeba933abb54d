"""Unchanged parts of large files are kept from build to build, and changed parts are made again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.core.cache import Cache
from waymark_guide.core.part_store import PartStore

if TYPE_CHECKING:
    from pathlib import Path


def _load_or_make(store: PartStore, *digests: str) -> tuple[list[bytes], list[str]]:
    """Load or make the parts of a file, and list the digests of those that were made."""
    digests_made: list[str] = []

    def make(digest: str) -> bytes:
        digests_made.append(digest)
        return f"of {digest}".encode()

    return store.load_or_make("data/cases.json", [(digest, partial(make, digest)) for digest in digests]), digests_made


def test_only_parts_that_depend_on_something_else_are_made_again(tmp_path: Path) -> None:
    """Only parts with another digest are made again, and the file is the same."""
    store = PartStore(Cache(tmp_path), "inputs")
    assert _load_or_make(store, "a", "b", "c") == ([b"of a", b"of b", b"of c"], ["a", "b", "c"])
    assert _load_or_make(store, "a", "x", "c") == ([b"of a", b"of x", b"of c"], ["x"])
    assert _load_or_make(store, "a", "x") == ([b"of a", b"of x"], [])
    assert _load_or_make(PartStore(Cache(tmp_path), "other inputs"), "a") == ([b"of a"], ["a"])


def test_without_a_cache_every_part_is_made() -> None:
    """A build without a cache makes every part."""
    store = PartStore(Cache(None), "inputs")
    assert _load_or_make(store, "a") == ([b"of a"], ["a"])
    assert _load_or_make(store, "a") == ([b"of a"], ["a"])
