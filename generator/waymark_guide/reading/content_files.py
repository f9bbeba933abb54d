"""Reads the files of the kinds of content as documents, with a finding for each file that cannot be read."""

from __future__ import annotations

import fnmatch
import os
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.core.errors import describe_reason
from waymark_guide.model.finding import Span
from waymark_guide.reading.document import Document
from waymark_guide.reading.folder import TooLargeError, is_inside, is_utf8, list_names, read_text, split_name
from waymark_guide.reading.front_matter import find_prose
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.parsing import start_parsing
from waymark_guide.reading.yaml_nodes import make_size_problem, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from waymark_guide.core.cache import Cache
    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.kinds import Kind
    from waymark_guide.reading.yaml_error import YamlProblem

DocumentOfKind = tuple["Kind", tuple[Document, "list[Finding]"]]
"""A document with its kind, and what is wrong with its YAML or keeps it from being read."""
ENDINGS = {".yaml": {".yaml", ".yml", ".json"}, ".md": {".md", ".markdown", ".yaml", ".yml"}}
"""For the ending of the files that are read, the endings of files that were probably meant to be read."""
ADDED_ENDINGS = {".txt", ".bak", ".orig"}
"""Endings that programs add to the name of a file."""
OTHER_FOLDERS = {"decision_trees/tables"}
"""Folders below those of content whose files are not content."""


def list_files(root: Path, kind: Kind) -> list[str]:
    """List the files of a kind, as paths below the root in the order of their names."""
    folder, _, pattern = kind.pattern.rpartition("/")
    return [f"{folder}/{name}" for name in fnmatch.filter(list_names(root / folder), pattern)]


def find_unread_files(root: Path) -> Iterator[Finding]:
    """Make a finding for each file that was probably meant to be read, and is not: it has another ending, or is in a folder of its own."""
    folders = {kind.pattern.rpartition("/")[0] for kind in KINDS} | OTHER_FOLDERS
    for kind in KINDS:
        folder, _, pattern = kind.pattern.rpartition("/")
        wanted = split_name(pattern)[1]
        for name in list_names(root / folder) if "*" in pattern else ():
            fault = _find_name_fault(name, wanted)
            if fault:
                yield Document(f"{folder}/{name}", "").finding(f"{kind.family}115", (), fault[0], fix=fault[1], severity="warning")
            elif wanted == ".yaml" and f"{folder}/{name}" not in folders:
                yield from _find_in_folder(root, f"{folder}/{name}", kind)


def _find_name_fault(name: str, wanted: str) -> tuple[str, str] | None:
    """Return what is wrong with the name of a file, and how to mend it; none if it is read, or was not meant to be."""
    stem, ending = split_name(name)
    meant = stem if split_name(stem)[1] == wanted and ending.lower() in ADDED_ENDINGS else f"{stem}{wanted}"
    if ending == wanted or not (ending.lower() in ENDINGS[wanted] or meant == stem):
        return None
    return f'This file is not read: its name does not end in "{wanted}".', f'Rename it to "{meant}".'


def _find_in_folder(root: Path, folder: str, kind: Kind) -> Iterator[Finding]:
    """Make a finding for each file below a folder in which no file of the kind is read. Links are not followed."""
    home = kind.pattern.rpartition("/")[0]
    for path, folders, names in os.walk(root / folder):
        folders.sort()
        for name in sorted(name for name in names if split_name(name)[1].lower() in ENDINGS[".yaml"]):
            file = (Path(path) / name).relative_to(root).as_posix()
            message = f"This file is not read: it is in a folder below {home}/."
            fix = f'Move it to "{home}/{split_name(name)[0]}.yaml".'
            yield Document(file, "").finding(f"{kind.family}115", (), message, fix=fix, severity="warning")


def read_files(root: Path, files: Sequence[tuple[Kind, str]], *, cache: Cache | None = None) -> Iterator[DocumentOfKind]:
    """Read files. A file that is too large, lies outside the root or is not text is refused.

    Args:
        root: the knowledge base.
        files: the path of each file below the root, with its kind.
        cache: where plain data is kept from build to build, if it is.

    Returns:
        The document of each file, in the order of the files.
    """
    return start_reading_files(root, files, cache)()


def start_reading_files(root: Path, files: Sequence[tuple[Kind, str]], cache: Cache | None) -> Callable[[], Iterator[DocumentOfKind]]:
    """Read the texts of files, let the other processors begin to parse them, and return a function that gives the documents."""
    outside = {folder for folder in {file.rpartition("/")[0] for _, file in files} if not is_inside(root, root / folder)}
    documents = [(kind, *_read_document(root, file, kind, outside)) for kind, file in files]
    finish_parsing = start_parsing([document for _, document, refused in documents if not refused], cache)

    def finish() -> Iterator[DocumentOfKind]:
        finish_parsing()
        for kind, document, refused in documents:
            yield kind, (document, refused or _check_yaml(document, kind))

    return finish


def _read_document(root: Path, file: str, kind: Kind, outside: AbstractSet[str]) -> tuple[Document, list[Finding]]:
    """Return a file as a document, or an empty document and why the file is refused. A link is followed only to a path below the root.

    Args:
        root: the knowledge base.
        file: the path of the file below the root.
        kind: its kind.
        outside: the folders that links lead outside the root.
    """
    empty = Document(file, "")
    path = os.path.join(root, file)  # noqa: PTH118 (there are many files: to make a path object costs more than to read one)
    inside = is_inside(root, Path(path)) if os.path.islink(path) else file.rpartition("/")[0] not in outside  # noqa: PTH114 (as above)
    if not inside:
        message, fix = "The file lies outside this folder.", "Put the file itself here, not a link to it."
        return empty, [empty.finding(f"{kind.family}114", (), message, fix=fix)]
    if not is_utf8(file):
        message, fix = "The name of the file is not UTF-8 text.", "Rename the file: use lower-case letters, digits and single hyphens."
        return empty, [empty.finding(f"{kind.family}101", (), message, fix=fix)]
    try:
        return _make_document(file, read_text(path), kind)
    except TooLargeError:
        return empty, [_make_finding(empty, kind, make_size_problem())]
    except UnicodeDecodeError as error:
        message, fix = f"The file is not UTF-8 text (byte {error.start + 1}).", "Save it again as UTF-8."
    except OSError as error:
        message, fix = f"The file cannot be read: {describe_reason(error)}.", "Put a text file in its place."
    return empty, [empty.finding(f"{kind.family}101", (), message, fix=fix)]


def parse_document(name: str, text: str, kind: Kind) -> tuple[Document, list[Finding]]:
    """Make a document of a text, with a finding for everything that is wrong with its YAML."""
    document, refused = _make_document(name, text, kind)
    return document, refused or _check_yaml(document, kind)


def _make_document(name: str, text: str, kind: Kind) -> tuple[Document, list[Finding]]:
    """Make a document of a text. A Markdown file without its front matter is refused."""
    if not name.endswith(".md"):
        return Document(name, text), []
    prose = find_prose(text)
    if prose:
        return Document(name, text, 1, prose), []
    document = Document(name, text)
    message = "The file does not begin with a block between two lines of ---."
    fix = "Begin with a line ---, then the fields, then a line ---."
    return document, [document.finding(f"{kind.family}101", (), message, fix=fix, span=Span(1, 1, 2))]


def _check_yaml(document: Document, kind: Kind) -> list[Finding]:
    """Find what is wrong with the YAML of a document, whatever its fields should be."""
    if document.plain is not None:
        return []
    node, problems = parse(document.yaml)
    findings = [_make_finding(document, kind, problem) for problem in problems]
    if node is None and not problems:
        findings.append(document.finding(f"{kind.family}101", (), "The file is empty.", fix="Fill it in, or delete it."))
    return findings


def _make_finding(document: Document, kind: Kind, problem: YamlProblem) -> Finding:
    span = problem.span._replace(line=problem.span.line + document.offset)
    return document.finding(f"{kind.family}{problem.number}", problem.path, problem.message, fix=problem.fix, span=span)
