"""The findings that are kept from build to build, on the disk: JSON below a signed print of it, so that what was damaged or planted does not count.

Only a build reads it. `waymark check`, which judges other people's changes, does without.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import astuple
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator.checks.kept import Kept, KeptFile, State
from generator.files import put
from generator.model.finding import Finding, Mark
from generator.private_key import private_key

if TYPE_CHECKING:
    from pathlib import Path

FILE = "findings.json"


def recall(folder: Path, surroundings: str) -> Kept:
    """What the last build left; nothing where that is damaged, somebody else's, or of other surroundings.

    Args:
        folder: where things are kept from build to build.
        surroundings: a print of everything that findings depend on and that is no case, this program among it.
    """
    try:
        signed, _, written = (folder / FILE).read_bytes().partition(b"\n")
    except OSError:
        return Kept()
    key = private_key()
    if not key or signed != _signed(written, key):
        return Kept()
    around, state, unread, lonely, citing, using, files = json.loads(written)
    if around != surroundings:
        return Kept()
    return Kept(State(state, frozenset(unread), frozenset(lonely), citing, using, {file: _file(kept) for file, kept in files.items()}))


def keep(folder: Path, surroundings: str, kept: Kept) -> None:
    """Leave it for the next build. Where that cannot be done, the next one checks everything."""
    state, key = kept.state, private_key()
    if state is None or not key:
        return
    files = {file: _written(each) for file, each in state.files.items()}
    told = (surroundings, state.surroundings, sorted(state.unread), sorted(state.lonely), state.citing, state.using, files)
    written = json.dumps(told, separators=(",", ":")).encode()
    with suppress(OSError):
        put(folder / FILE, (_signed(written, key), b"\n", written))


def _signed(written: bytes, key: bytes) -> bytes:
    return blake2b(written, digest_size=16, key=key).hexdigest().encode()


def _written(kept: KeptFile) -> tuple[Any, ...]:
    return (kept.content, kept.offers, kept.id, kept.refers, kept.is_open, [astuple(finding) for finding in kept.findings])


def _file(written: list[Any]) -> KeptFile:
    content, offers, own, refers, is_open, findings = written
    return KeptFile(content, offers, own, tuple(refers), is_open, tuple(_finding(*finding) for finding in findings))


def _finding(code: str, file: str, message: str, mark: list[int] | None, path: list[str | int], *rest: Any) -> Finding:  # noqa: ANN401 (texts)
    return Finding(code, file, message, None if mark is None else Mark(*mark), tuple(path), *rest)
