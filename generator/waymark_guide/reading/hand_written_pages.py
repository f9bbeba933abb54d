"""Reads the hand-written pages of a knowledge base, and lists the pictures and other files among them.

Whatever MkDocs could not read, or would wait for, has a finding: MkDocs runs only on files without one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from waymark_guide.core.errors import describe_reason
from waymark_guide.reading.document import Document
from waymark_guide.reading.folder import TooLargeError, is_inside, is_utf8, read_text
from waymark_guide.reading.front_matter import find_prose
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.yaml_nodes import make_size_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.finding import Finding

PAGES = "content"
"""The folder of the hand-written pages and their pictures. Some kinds of content are in it too."""
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings by which MkDocs knows a page."""
RENAME = "Rename it: use lower-case letters, digits and single hyphens."


@dataclass(frozen=True, slots=True)
class HandWritten:
    """What is in `content/` and is not read as a kind of content.

    Attributes:
        pages: each page by its path below the root.
        drawings: the text of each SVG picture by its path.
        files: the paths of all other files.
        findings: what cannot be read, or may not be.
    """

    pages: dict[str, Document] = field(default_factory=dict)
    drawings: dict[str, Document] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_hand_written(root: Path) -> HandWritten:
    """Read the pages, and list the other files. A link is followed only to a path below the root."""
    found = HandWritten()
    for file in _walk(root, PAGES, found):
        if file.endswith(PAGE_ENDINGS) and not file.rpartition("/")[2].startswith("."):  # MkDocs leaves hidden files out
            _read_page(root, file, found)
        elif file.lower().endswith(".svg"):
            _read_drawing(root, file, found)
        else:
            found.files.append(file)
    return found


def _walk(root: Path, folder: str, found: HandWritten) -> Iterator[str]:
    """List the files below a folder, in the order of their names, without those that have a finding."""
    try:
        names = sorted(os.listdir(root / folder))  # noqa: PTH208 (the same as in `waymark_guide.reading.folder.list_names`)
    except FileNotFoundError:
        return
    except OSError as error:
        _refuse(found, folder, "P101", f"The folder cannot be read: {describe_reason(error)}.", "Let this user read it.")
        return
    for name in names:
        file = f"{folder}/{name}"
        if any(Path(file).match(kind.pattern) for kind in KINDS):
            continue  # this file is read as content
        if not _has_fault(root, file, found):
            yield from _walk(root, file, found) if (root / file).is_dir() else [file]


def _has_fault(root: Path, file: str, found: HandWritten) -> bool:
    """Whether a file or folder cannot be read or followed. Then it has a finding."""
    path = root / file
    if not is_utf8(path.name):
        _refuse(found, file, "P101", "The name is not UTF-8 text.", RENAME)
    elif path.is_symlink() and not is_inside(root, path):
        _refuse(found, file, "P114", "The link leads out of this folder, or to itself.", "Put the file or folder itself here, not a link to it.")
    elif path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve()):
        _refuse(found, file, "P114", "The link leads to a folder that holds it.", "Remove the link.")
    else:
        return _is_unreadable(path, file, found)
    return True


def _is_unreadable(path: Path, file: str, found: HandWritten) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        reason = "the link leads nowhere" if path.is_symlink() else describe_reason(error)
        _refuse(found, file, "P101", f"The file cannot be read: {reason}.", "Put the file itself in its place, or remove it.")
        return True
    if path.is_dir() or (S_ISREG(mode) and os.access(path, os.R_OK)):
        return False
    reason = "this user may not read it" if S_ISREG(mode) else "it is a pipe, a socket or a device"
    _refuse(found, file, "P101", f"The file cannot be read: {reason}.", "Put a file that can be read in its place, or remove it.")
    return True


def _read_page(root: Path, file: str, found: HandWritten) -> None:
    text = _read_text(root, file, found)
    if text is not None:
        body = find_prose(text)
        found.pages[file] = Document(file, text, 1, body) if body else Document(file, text)


def _read_drawing(root: Path, file: str, found: HandWritten) -> None:
    text = _read_text(root, file, found)
    if text is not None:
        found.drawings[file] = Document(file, text)


def _read_text(root: Path, file: str, found: HandWritten) -> str | None:
    """Read the text of a file; none where it has a finding."""
    try:
        return read_text(str(root / file))
    except TooLargeError:
        problem = make_size_problem()
        _refuse(found, file, "P101", problem.message, problem.fix)
    except UnicodeDecodeError as error:
        _refuse(found, file, "P101", f"The file is not UTF-8 text (byte {error.start + 1}).", "Save it again as UTF-8.")
    except OSError as error:
        _refuse(found, file, "P101", f"The file cannot be read: {describe_reason(error)}.", "Put a text file in its place.")
    return None


def _refuse(found: HandWritten, file: str, code: str, message: str, fix: str) -> None:
    name = file.encode("utf-8", "replace").decode()
    found.findings.append(Document(name, "").finding(code, (), message, fix=fix))
