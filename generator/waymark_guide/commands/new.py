"""`waymark new`: a new file of content. It never replaces a file, and never lies outside the folder for its kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import click

from waymark_guide.commands.command import FINE, print_message, run_in_root
from waymark_guide.core import clock
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.core.files import replace_file, require_inside, require_writable_folder, write_new_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from waymark_guide.reading.assembly import Reading

KINDS = ("approach", "case-study", "tree")
"""The kinds of file that can be made, written out so that help need not load the models."""
SCHEMAS = ".cache/waymark/schema"
"""Where schemas for editors go when the knowledge base has no published site that offers them."""


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft that was made from an issue.

    Attributes:
        path: the file.
        notices: what was left out, in sentences.
    """

    path: Path
    notices: tuple[str, ...]


@click.command("new")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.argument("new_id", metavar="ID", required=False)
@click.option(
    "--from-issue", "issue", type=click.File("rb"), metavar="FILE", help="Begin a case study from the text of an issue; - reads it from the input."
)
@run_in_root
def run(root: Path, kind: str | None, new_id: str | None, issue: BinaryIO | None) -> int:
    """Begin a case study, an approach or a tree: a file with a comment for each field. Nothing is ever overwritten."""
    if issue is None and (kind is None or new_id is None):
        raise click.UsageError(f"Say what to begin, and its id: waymark new {'|'.join(KINDS)} ID")  # noqa: EM102, TRY003 (click's own error)
    if issue is not None and kind not in {None, "case-study"}:
        raise click.UsageError("From an issue only a case study can be begun.")  # noqa: EM101, TRY003 (click's own error)
    if issue is None:
        path = write_scaffold(root, str(kind), str(new_id), today=clock.get_today())
    else:
        from waymark_guide.contribute.plain_text import MOST_BYTES
        from waymark_guide.reading.repository import read_knowledge_base

        draft = write_draft(root, read_knowledge_base(root), issue.read(MOST_BYTES + 1), new_id, today=clock.get_today())
        for notice in draft.notices:
            print_message(notice)
        path = draft.path
    click.echo(f"Wrote {path}. Fill it in, then run: waymark check {path}")
    return FINE


def write_scaffold(root: Path, kind: str, new_id: str, *, today: date) -> Path:
    """Write a new file with a comment for every field.

    Returns:
        The path of the file.

    Raises:
        KnowledgeBaseError: the id has a wrong form, or the file exists.
        OSError: the file cannot be written.
    """
    from waymark_guide.contribute.scaffold import make_scaffold

    path, text = make_scaffold(kind, _require_id(new_id), today=today, schema=_find_schema(root, kind))
    return _write(root, path, text)


def write_draft(root: Path, reading: Reading, body: bytes, new_id: str | None, *, today: date) -> NewDraft:
    """Write a draft case study from the text of an issue. Nothing in the text is trusted.

    Args:
        root: the knowledge base.
        reading: its content, for its vocabularies.
        body: the text of the issue.
        new_id: the id; without one it is made from the title.
        today: the day, which the file names in a comment.

    Raises:
        KnowledgeBaseError: the text is too large or not text, the id has a wrong form, or the file exists.
        OSError: the file cannot be written.
    """
    from waymark_guide.contribute.draft_from_issue import make_draft
    from waymark_guide.contribute.plain_text import MOST_BYTES
    from waymark_guide.contribute.scaffold import SCAFFOLDS

    if len(body) > MOST_BYTES:
        message = f"The text is larger than {MOST_BYTES:,} bytes, and no issue is. Nothing was written."
        raise KnowledgeBaseError(message)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"The text is not UTF-8 (byte {error.start + 1}). Save it again as UTF-8. Nothing was written."
        raise KnowledgeBaseError(message) from error
    chosen_id = _require_id(new_id) if new_id is not None else ""
    used_ids = {name for kind, name in reading.documents_by_id if kind == "case-study"}
    draft = make_draft(text, reading.knowledge_base, today=today, new_id=chosen_id, used_ids=used_ids)
    return NewDraft(_write(root, SCAFFOLDS["case-study"].pattern.replace("*", draft.id), draft.text), draft.notices)


def _require_id(new_id: str) -> str:
    from waymark_guide.model.slug import is_slug

    if not is_slug(new_id):
        message = f'"{new_id}" cannot be an id. Use lower-case letters, digits and single hyphens.'
        raise KnowledgeBaseError(message, about=new_id)
    return new_id


def _write(root: Path, path: str, text: str) -> Path:
    """Write a file that does not exist yet. A link as the file, or as its folder, is not followed."""
    target = root / path
    require_writable_folder(target.parent)
    require_inside(root, target)
    try:
        write_new_file(target, text.encode())
    except FileExistsError as error:
        message = f"{target} is already there, and was left as it is."
        raise KnowledgeBaseError(message, about=path) from error
    return target


def _find_schema(root: Path, kind: str) -> str:
    """Find where an editor can read the schema: on the published site, or in a file that this writes."""
    from waymark_guide.contribute.schema import make_schemas
    from waymark_guide.reading.settings import read_settings

    site = read_settings(root).site_url
    if site:
        return f"{site}/data/schema/{kind}.json"
    local = root / SCHEMAS / f"{kind}.json"
    require_inside(root, local)
    replace_file(local, json.dumps(make_schemas()[kind], ensure_ascii=False).encode())
    return f"../{SCHEMAS}/{kind}.json"
