"""Finds and reads the files of a knowledge base. No other room of the core touches the disk."""

from __future__ import annotations

import fnmatch
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from waymark_guide.core.errors import KnowledgeBaseError, describe_reason
from waymark_guide.core.files import require_regular_file
from waymark_guide.model.approach import Approach
from waymark_guide.model.calculator import Calculator
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.model.changes import Changes
from waymark_guide.model.finding import Finding, Mark
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.law import Law
from waymark_guide.model.open_questions import Unknowns
from waymark_guide.model.origins import Origins
from waymark_guide.model.prepare import Prepare
from waymark_guide.model.source import Sources
from waymark_guide.model.tree import Facts, Tree
from waymark_guide.model.vocabulary import Contributors, Glossary, Vocabulary
from waymark_guide.model.word_overrides import Words
from waymark_guide.reading.decode import decode
from waymark_guide.reading.document import Document
from waymark_guide.reading.folder import TooLargeError, files_below, is_inside, is_utf8, names_in, require_link_inside, stem_and_ending, text_of
from waymark_guide.reading.parsing import start_parsing
from waymark_guide.reading.yaml_nodes import parse, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from waymark_guide.core.cache import Cache
    from waymark_guide.model.base import Record
    from waymark_guide.reading.yaml_error import Trouble


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: where it lives, what it becomes, and the letter of its rules."""

    name: str
    pattern: str
    model: type[Record]
    family: str
    by_stem: bool = True


KINDS = (
    Kind("tree", "decision_trees/*.yaml", Tree, "T"),
    Kind("facts", "decision_trees/facts/*.yaml", Facts, "T", by_stem=False),
    Kind("changes", "decision_trees/changes/*.yaml", Changes, "T"),
    Kind("case-study", "case_studies/*.yaml", CaseStudy, "C"),
    Kind("approach", "content/approaches/*.md", Approach, "A"),
    Kind("law", "content/law/*.md", Law, "L"),
    Kind("vocabulary", "content/vocabularies/*.yaml", Vocabulary, "L"),
    Kind("sources", "content/sources.yaml", Sources, "L", by_stem=False),
    Kind("glossary", "content/glossary.yaml", Glossary, "L", by_stem=False),
    Kind("contributors", "content/contributors.yaml", Contributors, "L", by_stem=False),
    Kind("prepare", "content/prepare.yaml", Prepare, "L", by_stem=False),
    Kind("calculator", "content/value/*.yaml", Calculator, "V"),
    Kind("origins", "content/origins.yaml", Origins, "L", by_stem=False),
    Kind("unknowns", "content/not-known.yaml", Unknowns, "L", by_stem=False),
    Kind("words", "content/words.yaml", Words, "L", by_stem=False),
)


TABLES = Path("decision_trees/tables")
"""Where decision tables are kept."""
PAGES = Path("content")
"""Where hand-written pages are, with their pictures, among what the knowledge base reads itself."""
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings by which MkDocs knows a page."""
ENDINGS = {".yaml": {".yaml", ".yml", ".json"}, ".md": {".md", ".markdown", ".yaml", ".yml"}}
"""For the ending by which files are found, the endings of files that were probably meant for it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        knowledge_base: the models.
        documents: each file by its path below the root.
        homes: the document that holds each thing, by kind and id: `homes["tree", "which-approach"]`.
        records: what each file that could be read became, and of which kind it is, by the file's path.
        findings: what could not be read.
        tables: the decision tables that are kept beside the guides, by file name; none where none are kept, or nobody looked.
    """

    knowledge_base: KnowledgeBase
    documents: Mapping[str, Document] = field(default_factory=dict)
    homes: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    records: Mapping[str, tuple[Kind, Record]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    tables: Mapping[str, str] | None = None


def read(root: Path, *, cache: Cache | None = None) -> Reading:
    """Read every content file of a knowledge base.

    Args:
        root: its folder.
        cache: where plain data is kept from build to build; without it none is taken, and none is kept.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base.
    """
    return reading(root, cache=cache)()


def reading(root: Path, *, cache: Cache | None = None) -> Callable[[], Reading]:
    """Begin to read on the other processors, and give what reads the rest and has everything; otherwise as `read`."""
    require_readable_pages(root)
    if not (root / "decision_trees").is_dir() and not (root / "case_studies").is_dir():
        message = f"{root} is not a knowledge base: it has neither decision_trees/ nor case_studies/."
        raise KnowledgeBaseError(message, about=str(root))
    files = _reading_files(root, [(kind, file) for kind in KINDS for file in found(root, kind)], cache)

    def all_of_it() -> Reading:
        read = assemble(files())
        return replace(read, findings=(*read.findings, *_overlooked(root)), tables=_tables(root))

    return all_of_it


def require_readable_pages(root: Path) -> None:
    """Make sure that MkDocs, which reads the hand-written pages, can do so: it would wait for ever for a pipe, and does not say which name is wrong.

    Raises:
        KnowledgeBaseError: a file has a name that is not UTF-8, a page is not UTF-8 text, or a link leads outside the knowledge base.
        OSError: a link leads nowhere, a file or a folder may not be read, or a pipe, a socket or a device is among them.
    """
    for path in files_below(root, root / PAGES):
        if any(path.relative_to(root).match(kind.pattern) for kind in KINDS):
            continue  # this one gets a finding
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
        text_of(str(path))
    except TooLargeError:
        return
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text (byte {error.start + 1}). Save it again as UTF-8."
        raise KnowledgeBaseError(message, about=str(path)) from error


def found(root: Path, kind: Kind) -> list[str]:
    """The files of a kind, as their paths below the root in the order of their names."""
    folder, _, form = kind.pattern.rpartition("/")
    return [f"{folder}/{name}" for name in fnmatch.filter(names_in(root / folder), form)]


def _tables(root: Path) -> dict[str, str] | None:
    """The decision tables, whatever they hold: they are only ever compared."""
    folder = root / TABLES
    files = (path for path in sorted(folder.glob("*.md")) if is_inside(root, path) and path.is_file()) if folder.is_dir() else None
    return None if files is None else {path.name: path.read_bytes().decode("utf-8", "replace") for path in files}


def _overlooked(root: Path) -> Iterator[Finding]:
    """A finding for each file that was probably meant to be read, and has another ending."""
    for kind in KINDS:
        folder, _, form = kind.pattern.rpartition("/")
        wanted = stem_and_ending(form)[1]
        for name in names_in(root / folder) if "*" in form else ():
            stem, ending = stem_and_ending(name)
            if ending != wanted and ending.lower() in ENDINGS[wanted]:
                message = f'This file is not read: its name does not end in "{wanted}".'
                fix = f'Rename it to "{stem}{wanted}".'
                yield Document(f"{folder}/{name}", "").finding(f"{kind.family}115", (), message, fix=fix, severity="warning")


def read_files(root: Path, files: Sequence[tuple[Kind, str]], *, cache: Cache | None = None) -> Iterator[tuple[Kind, tuple[Document, list[Finding]]]]:
    """Read files; refuse what is too large, lies outside the root, or is not text.

    Args:
        root: the knowledge base.
        files: the path of each file below the root, with its kind.
        cache: as for `read`.

    Returns:
        For each file, in their order, its kind, the document, and what is wrong with its YAML or keeps it from being read.
    """
    return _reading_files(root, files, cache)()


def _reading_files(
    root: Path, files: Sequence[tuple[Kind, str]], cache: Cache | None
) -> Callable[[], Iterator[tuple[Kind, tuple[Document, list[Finding]]]]]:
    """Take the texts of files, and let the other processors begin to parse them."""
    outside = {folder for folder in {file.rpartition("/")[0] for _, file in files} if not is_inside(root, root / folder)}
    taken = [(kind, *_taken(root, file, kind, outside)) for kind, file in files]
    parse_the_rest = start_parsing([document for _, document, refused in taken if not refused], cache)

    def all_of_them() -> Iterator[tuple[Kind, tuple[Document, list[Finding]]]]:
        parse_the_rest()
        for kind, document, refused in taken:
            yield kind, (document, refused or _troubles(document, kind))

    return all_of_them


def _taken(root: Path, file: str, kind: Kind, outside: AbstractSet[str]) -> tuple[Document, list[Finding]]:
    """The text of a file as a document; without it, why it is refused. No link but one that leads to a place below the root is followed."""
    empty = Document(file, "")
    path = os.path.join(root, file)  # noqa: PTH118 (many files: a path object for each would cost more than to read it)
    inside = is_inside(root, Path(path)) if os.path.islink(path) else file.rpartition("/")[0] not in outside  # noqa: PTH114 (likewise)
    if not inside:
        message, fix = "The file lies outside this folder.", "Put the file itself here, not a link to it."
        return empty, [empty.finding(f"{kind.family}114", (), message, fix=fix)]
    if not is_utf8(file):
        message, fix = "The name of the file is not UTF-8 text.", "Rename the file: use lower-case letters, digits and single hyphens."
        return empty, [empty.finding(f"{kind.family}101", (), message, fix=fix)]
    try:
        return _document(file, text_of(path), kind)
    except TooLargeError:
        return empty, [_refused(empty, kind, too_large())]
    except UnicodeDecodeError as error:
        message, fix = f"The file is not UTF-8 text (byte {error.start + 1}).", "Save it again as UTF-8."
    except OSError as error:
        message, fix = f"The file cannot be read: {describe_reason(error)}.", "Put a text file in its place."
    return empty, [empty.finding(f"{kind.family}101", (), message, fix=fix)]


def parse_document(name: str, text: str, kind: Kind) -> tuple[Document, list[Finding]]:
    """Make a document of a text, and tell what is wrong with its YAML."""
    document, refused = _document(name, text, kind)
    return document, refused or _troubles(document, kind)


def _document(name: str, text: str, kind: Kind) -> tuple[Document, list[Finding]]:
    """A text as a document; a prose file without its front matter is refused."""
    if not name.endswith(".md"):
        return Document(name, text), []
    body = _prose_begins(text)
    if body:
        return Document(name, text, 1, body), []
    plain = Document(name, text)
    message = "The file does not begin with a block between two lines of ---."
    fix = "Begin with a line ---, then the fields, then a line ---."
    return plain, [plain.finding(f"{kind.family}101", (), message, fix=fix, mark=Mark(1, 1, 2))]


def _troubles(document: Document, kind: Kind) -> list[Finding]:
    """What is wrong with the YAML of a document as such, whatever it should say."""
    if document.plain is not None:
        return []
    node, troubles = parse(document.yaml)
    findings = [_refused(document, kind, trouble) for trouble in troubles]
    if node is None and not troubles:
        findings.append(document.finding(f"{kind.family}101", (), "The file is empty.", fix="Fill it in, or delete it."))
    return findings


def _prose_begins(text: str) -> int:
    """The line on which the prose begins, below a front matter between two lines of ---; 0 where the two lines are not there."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((place + 2 for place, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), 0)


def body_of(text: str) -> str:
    """The prose below a front matter."""
    body = _prose_begins(text)
    return "\n".join(text.splitlines()[body - 1 :]).strip() if body else ""


def _refused(document: Document, kind: Kind, trouble: Trouble) -> Finding:
    mark = trouble.mark._replace(line=trouble.mark.line + document.offset)
    return document.finding(f"{kind.family}{trouble.number}", trouble.path, trouble.message, fix=trouble.fix, mark=mark)


def assemble(read_files: Iterator[tuple[Kind, tuple[Document, list[Finding]]]]) -> Reading:
    """Decode documents and put everything together."""
    shelf = _Shelf()
    for kind, (document, troubles) in read_files:
        shelf.put(kind, document, troubles)
    return shelf.reading()


_DECODED: WeakKeyDictionary[Document, tuple[Record | None, list[Finding]]] = WeakKeyDictionary()
"""What became of each document, as long as somebody holds it: a preview decodes only the files that were edited."""


def _decoded(document: Document, kind: Kind) -> tuple[Record | None, list[Finding]]:
    known = _DECODED.get(document)
    if known is None:
        extra = {"body": body_of(document.text)} if document.file.endswith(".md") else None
        known = _DECODED[document] = decode(document, kind.model, kind.family, extra=extra)
        document.forget()
    return known


class _Shelf:
    """Where models are gathered by kind while the files are read."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, Any]] = {kind.name: {} for kind in KINDS}
        self.claimed: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        self.documents: dict[str, Document] = {}
        self.records: dict[str, tuple[Kind, Record]] = {}
        self.homes: dict[tuple[str, str], Document] = {}
        self.findings: list[Finding] = []

    def put(self, kind: Kind, document: Document, troubles: list[Finding]) -> None:
        """Decode one document and shelve it."""
        self.documents[document.file] = document
        stem, ending = stem_and_ending(document.file)
        model, findings = _decoded(document, kind)
        self.findings += [*troubles, *findings]
        self.homes[kind.name, stem] = document
        if model is None:
            self.claimed[kind.name].add(stem)
            return
        self.records[document.file] = (kind, model)
        given = getattr(model, "id", stem)
        if kind.by_stem and given != stem:
            self.findings.append(
                document.finding(
                    f"{kind.family}110",
                    ("id",),
                    f'The id is "{given}", and the file is called "{stem}{ending}".',
                    why="Links are made from the id, and people look for the file by the same name.",
                    fix=f'Write "id: {stem}", or rename the file to "{given}{ending}".',
                    suggestion=stem,
                )
            )
            self.claimed[kind.name].add(given)
        self.by_kind[kind.name][stem] = model

    def reading(self) -> Reading:
        """Everything that was shelved."""
        facts: dict[str, Any] = {}
        for stem, file in self.by_kind["facts"].items():
            document = self.homes["facts", stem]
            for place, fact in enumerate(file.facts):
                if fact.id in facts:
                    home = self.homes["fact", fact.id].file
                    message = f'The fact "{fact.id}" is already declared in {home}.'
                    self.findings.append(
                        document.finding("T107", ("facts", place, "id"), message, fix="Keep one of the two, or give one another id.")
                    )
                    continue
                facts[fact.id] = fact
                self.homes["fact", fact.id] = document
        knowledge_base = KnowledgeBase(
            trees=self.by_kind["tree"],
            facts=facts,
            changes=self.by_kind["changes"],
            case_studies=self.by_kind["case-study"],
            approaches=self.by_kind["approach"],
            laws=self.by_kind["law"],
            vocabularies=self.by_kind["vocabulary"],
            sources={source.id: source for source in self._only("sources", "sources")},
            glossary=self.by_kind["glossary"].get("glossary"),
            contributors={person.id: person for person in self._only("contributors", "contributors")},
            prepare=self.by_kind["prepare"].get("prepare"),
            calculators=self.by_kind["calculator"],
            origins=self.by_kind["origins"].get("origins"),
            unknowns=self.by_kind["unknowns"].get("not-known"),
            words=getattr(self.by_kind["words"].get("words"), "words", {}),
            claimed={name: frozenset(ids) for name, ids in self.claimed.items()},
        )
        return Reading(knowledge_base, self.documents, self.homes, self.records, tuple(self.findings))

    def _only(self, kind: str, attribute: str) -> tuple[Any, ...]:
        file = self.by_kind[kind].get(kind)
        return getattr(file, attribute) if file else ()
