"""Begins new files of content on disk: never over a file that is there, and never outside the folder for their kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.contribute.issue_import import draft_from_issue
from waymark_guide.contribute.plain_text import MOST_BYTES
from waymark_guide.contribute.scaffold import SCAFFOLDS, scaffold
from waymark_guide.contribute.schema import schemas
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import replace_file, require_inside, require_writable_folder, write_new_file
from waymark_guide.model.slug import is_slug
from waymark_guide.reading.settings import settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from waymark_guide.reading.repository import Reading

SCHEMAS = ".cache/waymark/schema"
"""Where schemas are kept for editors when the site that publishes them is not known."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that was made of an issue.

    Attributes:
        path: the file.
        notices: what was left out or could not be placed, in sentences.
    """

    path: Path
    notices: tuple[str, ...]


def begin(root: Path, kind: str, new_id: str, *, today: date) -> Path:
    """Write a new file with a comment for every field, and give its path.

    Raises:
        KnowledgeBaseError: the id cannot be one, or the file is there already.
        OSError: the file cannot be written.
    """
    path, text = scaffold(kind, _checked(new_id), today=today, schema=_schema(root, kind))
    return _written(root, path, text)


def begin_from_issue(root: Path, reading: Reading, body: bytes, new_id: str | None, *, today: date) -> Begun:
    """Write a draft case study from the text of an issue, which is trusted in nothing.

    Args:
        root: the knowledge base.
        reading: what is in it, for its vocabularies.
        body: the text, as it came.
        new_id: the id; without one it is made of the title.
        today: the day, which stands in the file as a comment.

    Raises:
        KnowledgeBaseError: the text is too large or no text, the id cannot be one, or the file is there already.
        OSError: the file cannot be written.
    """
    if len(body) > MOST_BYTES:
        message = f"The text is larger than {MOST_BYTES:,} bytes, and no issue is. Nothing was written."
        raise KnowledgeBaseError(message)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"The text is not UTF-8 (byte {error.start + 1}). Save it again as UTF-8. Nothing was written."
        raise KnowledgeBaseError(message) from error
    given = _checked(new_id) if new_id is not None else ""
    taken = {name for kind, name in reading.homes if kind == "case-study"}
    draft = draft_from_issue(text, reading.knowledge_base, today=today, new_id=given, taken=taken)
    return Begun(_written(root, SCAFFOLDS["case-study"].pattern.replace("*", draft.id), draft.text), draft.notices)


def _checked(new_id: str) -> str:
    if not is_slug(new_id):
        message = f'"{new_id}" cannot be an id. Use lower-case letters, digits and single hyphens.'
        raise KnowledgeBaseError(message, about=new_id)
    return new_id


def _written(root: Path, path: str, text: str) -> Path:
    """Write a file that is not there yet; a link in its place, or in place of its folder, is not followed."""
    target = root / path
    require_writable_folder(target.parent)
    require_inside(root, target)
    try:
        write_new_file(target, text.encode())
    except FileExistsError as error:
        message = f"{target} is already there, and was left as it is."
        raise KnowledgeBaseError(message, about=path) from error
    return target


def _schema(root: Path, kind: str) -> str:
    """Where an editor finds the schema: on the published site, or in a file that is written now."""
    site = settings(root).site_url
    if site:
        return f"{site}/data/schema/{kind}.json"
    kept = root / SCHEMAS / f"{kind}.json"
    require_inside(root, kept)
    replace_file(kept, json.dumps(schemas()[kind], ensure_ascii=False).encode())
    return f"../{SCHEMAS}/{kind}.json"
