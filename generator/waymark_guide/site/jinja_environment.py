"""The Jinja environment of the site's templates, and where their compiled code is kept."""

from __future__ import annotations

import sys
from hashlib import blake2b
from importlib.metadata import version
from types import CodeType
from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import BytecodeCache, Environment, StrictUndefined

if TYPE_CHECKING:
    from jinja2 import BaseLoader
    from jinja2.bccache import Bucket

    from waymark_guide.words.strings import Strings

NAMESPACE = "templates"
OPTIONS: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "auto_reload": False}


class TemplateStore(Protocol):
    """Keeps bytes by namespace and key.

    What it returns is run as code, so a store must return only what this program has put there, unchanged.
    """

    def get(self, namespace: str, key: str) -> bytes | None:
        """Return the value of a key, or none."""

    def put(self, namespace: str, key: str, value: bytes) -> None:
        """Keep a value under a key."""


class MemoryStore:
    """A store that ends with the process."""

    def __init__(self) -> None:
        """Begin empty."""
        self._values: dict[tuple[str, str], bytes] = {}

    def get(self, namespace: str, key: str) -> bytes | None:
        """Return the value of a key, or none."""
        return self._values.get((namespace, key))

    def put(self, namespace: str, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        self._values[namespace, key] = value


_PROCESS_STORE = MemoryStore()


class CompiledTemplates(BytecodeCache):
    """Keeps the compiled code of templates in a store, so that Jinja compiles each template once."""

    def __init__(self, store: TemplateStore, words: Strings) -> None:
        """Use a store for templates whose code holds these words."""
        compiler = (sys.implementation.cache_tag, sys.version, version("jinja2"), version("markupsafe"), OPTIONS)
        self._store = store
        self._digest = blake2b(repr((compiler, sorted(words.entries.items()))).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template. Where there is none, or it is damaged, the bucket stays empty and Jinja compiles the template."""
        try:
            value = self._store.get(NAMESPACE, self._make_key(bucket))
            if value is not None:
                bucket.bytecode_from_string(value)
        except Exception:  # noqa: BLE001 (damaged bytes can raise anything, and to compile again is always right)
            bucket.reset()
        if not isinstance(bucket.code, CodeType):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that Jinja has just compiled."""
        self._store.put(NAMESPACE, self._make_key(bucket), bucket.bytecode_to_string())

    def _make_key(self, bucket: Bucket) -> str:
        """Make a key from all that the code depends on: the template's name, file and source, the words that it holds, and the compiler."""
        return blake2b(f"{bucket.key} {bucket.checksum} {self._digest}".encode(), digest_size=20).hexdigest()


def make_environment(words: Strings, loader: BaseLoader, store: TemplateStore | None = None) -> Environment:
    """Make an environment that escapes every value and refuses undefined names. An edited template shows in the next environment.

    The words of the interface are the filter `t`: `{{ 'case_study.facts' | t }}`, or `{{ 'guide.left' | t(count=3) }}`. Jinja applies a filter to a
    constant when it compiles the template, so that most words cost nothing when a page is rendered.

    Args:
        words: the catalogue.
        loader: finds the templates.
        store: keeps their compiled code from build to build; without it, the code is kept until the process ends.
    """
    environment = Environment(loader=loader, bytecode_cache=CompiledTemplates(store or _PROCESS_STORE, words), **OPTIONS)  # noqa: S701 (OPTIONS escape)
    environment.filters["t"] = words
    return environment
