"""The findings that are kept from build to build. Only a build reads them: `waymark check`, which judges other people's changes, does without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generator.checks.kept import Kept, State

if TYPE_CHECKING:
    from generator.core.cache import Cache

_NAMESPACE = "findings"
_FORM = TypeAdapter(tuple[str, State])


def load_findings(cache: Cache, inputs: str) -> Kept:
    """What the last build left; nothing where anything that findings depend on and that is no case has changed since."""
    known, state = cache.load(_NAMESPACE, "last", _FORM) or ("", None)
    return Kept(state if known == inputs else None)


def save_findings(cache: Cache, inputs: str, kept: Kept) -> None:
    """Leave it for the next build."""
    if kept.state is not None:
        cache.save(_NAMESPACE, "last", _FORM, (inputs, kept.state))
