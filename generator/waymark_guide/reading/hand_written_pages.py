"""Makes sure that MkDocs can read the hand-written pages of a knowledge base."""

from __future__ import annotations

from pathlib import Path

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import require_regular_file
from waymark_guide.reading.folder import TooLargeError, is_utf8, read_text, require_link_inside, walk_files
from waymark_guide.reading.kinds import KINDS

PAGES = Path("content")
"""The folder of the hand-written pages and their pictures. Some kinds of content are in it too."""
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings by which MkDocs knows a page."""


def require_readable_pages(root: Path) -> None:
    """Make sure that MkDocs can read every hand-written page: it would wait for ever for a pipe, and does not say which name is wrong.

    Raises:
        KnowledgeBaseError: a file has a name that is not UTF-8, a page is not UTF-8 text, or a link leads outside the knowledge base.
        OSError: a link leads nowhere, a file or a folder may not be read, or a pipe, a socket or a device is among them.
    """
    for path in walk_files(root, root / PAGES):
        if any(path.relative_to(root).match(kind.pattern) for kind in KINDS):
            continue  # this file gets a finding
        if path.is_symlink() and path.exists():
            require_link_inside(root, path)
        if not is_utf8(path.name):
            message = f"The name of {path} is not UTF-8 text. Rename the file: use lower-case letters, digits and single hyphens."
            raise KnowledgeBaseError(message, about=str(path))
        if not path.name.startswith("."):  # MkDocs leaves hidden files out
            _require_readable(path)


def _require_readable(path: Path) -> None:
    if not path.name.endswith(PAGE_ENDINGS):
        require_regular_file(path)
        return
    try:
        read_text(str(path))
    except TooLargeError:
        return
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text (byte {error.start + 1}). Save it again as UTF-8."
        raise KnowledgeBaseError(message, about=str(path)) from error
