"""Puts documents together into one knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.reading.decode import decode
from waymark_guide.reading.folder import split_name
from waymark_guide.reading.front_matter import get_prose
from waymark_guide.reading.hand_written_pages import HandWritten
from waymark_guide.reading.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.content_files import DocumentOfKind
    from waymark_guide.reading.document import Document
    from waymark_guide.reading.kinds import Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        knowledge_base: the models.
        documents: each file by its path below the root.
        documents_by_id: the document that holds each thing, by kind and id: `documents_by_id["tree", "which-approach"]`.
        records: the model and the kind of each file that could be read, by the file's path.
        findings: what could not be read.
        hand_written: the hand-written pages, and the other files next to them.
        tables: the decision tables in the folder of the guides, by file name; none where there is no such folder, or it was not read.
    """

    knowledge_base: KnowledgeBase
    documents: Mapping[str, Document] = field(default_factory=dict)
    documents_by_id: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    records: Mapping[str, tuple[Kind, ContentModel]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    tables: Mapping[str, str] | None = None
    hand_written: HandWritten = field(default_factory=HandWritten)

    @property
    def file_count(self) -> int:
        """How many files were read."""
        return len(self.documents) + len(self.hand_written.pages)


def assemble(documents: Iterable[DocumentOfKind]) -> Reading:
    """Decode documents and put them together. Of one kind they come in the order of their names."""
    assembler = _Assembler()
    for kind, (document, findings) in documents:
        assembler.add(kind, document, findings)
    return assembler.finish()


_DECODED: WeakKeyDictionary[Document, tuple[ContentModel | None, list[Finding]]] = WeakKeyDictionary()
"""The model and the findings of each document, as long as the document is in use: a preview decodes only the files that were edited."""


def _decode(document: Document, kind: Kind) -> tuple[ContentModel | None, list[Finding]]:
    decoded = _DECODED.get(document)
    if decoded is None:
        extra = {"body": get_prose(document.text)} if document.file.endswith(".md") else None
        decoded = _DECODED[document] = decode(document, kind.model, kind.family, extra=extra)
        document.drop_plain()
    return decoded


class _Assembler:
    """Gathers models by kind while the files are read."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, Any]] = {kind.name: {} for kind in KINDS}
        self.claimed: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        self.documents: dict[str, Document] = {}
        self.records: dict[str, tuple[Kind, ContentModel]] = {}
        self.documents_by_id: dict[tuple[str, str], Document] = {}
        self.findings: list[Finding] = []

    def add(self, kind: Kind, document: Document, findings: list[Finding]) -> None:
        """Decode one document and add its model, with what is wrong with its YAML."""
        self.documents[document.file] = document
        stem, ending = split_name(document.file)
        model, more_findings = _decode(document, kind)
        self.findings += [*findings, *more_findings]
        self.documents_by_id[kind.name, stem] = document
        if model is None:
            self.claimed[kind.name].add(stem)
            return
        self.records[document.file] = (kind, model)
        model_id = getattr(model, "id", stem)
        if kind.by_stem and model_id != stem:
            self.findings.append(
                document.finding(
                    f"{kind.family}110",
                    ("id",),
                    f'The id is "{model_id}", and the file is called "{stem}{ending}".',
                    why="Links are made from the id, and people look for the file by the same name.",
                    fix=f'Write "id: {stem}", or rename the file to "{model_id}{ending}".',
                    suggestion=stem,
                )
            )
            self.claimed[kind.name].add(model_id)
        self.by_kind[kind.name][stem] = model

    def finish(self) -> Reading:
        """Return everything that was added."""
        knowledge_base = KnowledgeBase(
            trees=self.by_kind["tree"],
            facts=self._collect_facts(),
            changes=self.by_kind["changes"],
            case_studies=self.by_kind["case-study"],
            approaches=self.by_kind["approach"],
            laws=self.by_kind["law"],
            vocabularies=self.by_kind["vocabulary"],
            sources={source.id: source for source in self._get_entries("sources")},
            glossary=self.by_kind["glossary"].get("glossary"),
            contributors={person.id: person for person in self._get_entries("contributors")},
            prepare=self.by_kind["prepare"].get("prepare"),
            calculators=self.by_kind["calculator"],
            origins=self.by_kind["origins"].get("origins"),
            unknowns=self.by_kind["unknowns"].get("not-known"),
            words=getattr(self.by_kind["words"].get("words"), "words", {}),
            claimed={name: frozenset(ids) for name, ids in self.claimed.items()},
        )
        return Reading(knowledge_base, self.documents, self.documents_by_id, self.records, tuple(self.findings))

    def _collect_facts(self) -> dict[str, Any]:
        """Collect the shared facts of all files by id, with a finding for each that is declared a second time."""
        facts: dict[str, Any] = {}
        for stem, file in self.by_kind["facts"].items():
            document = self.documents_by_id["facts", stem]
            for index, fact in enumerate(file.facts):
                if fact.id in facts:
                    message = f'The fact "{fact.id}" is already declared in {self.documents_by_id["fact", fact.id].file}.'
                    fix = "Keep one of the two, or give one another id."
                    self.findings.append(document.finding("T107", ("facts", index, "id"), message, fix=fix))
                    continue
                facts[fact.id] = fact
                self.documents_by_id["fact", fact.id] = document
        return facts

    def _get_entries(self, kind: str) -> tuple[Any, ...]:
        """Return the entries of the one file of a kind, in the field that is named like the kind."""
        file = self.by_kind[kind].get(kind)
        return getattr(file, kind) if file else ()
