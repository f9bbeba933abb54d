"""What was published before, so that a change can be weighed against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.reading.document import Document

FACTS = "decision_trees/facts/"
TREES = "decision_trees/"


@dataclass(frozen=True)
class Earlier:
    """An earlier state of the guides and what they depend on.

    Attributes:
        revision: what it is called, such as `origin/main`.
        files: the texts, by their paths below the root.
    """

    revision: str
    files: Mapping[str, str]

    def is_same(self, documents: Mapping[str, Document], file: str) -> bool:
        """Whether a guide's file and every file of shared facts are what they were, to the letter. Nothing has to be read for that."""
        facts = {name: document.text for name, document in documents.items() if name.startswith(FACTS)}
        before = {name: text for name, text in self.files.items() if name.startswith(FACTS)}
        now = documents.get(file)
        return now is not None and self.files.get(file) == now.text and facts == before

    @cached_property
    def knowledge_base(self) -> KnowledgeBase:
        """The models of that time, read when they are first needed; what cannot be read is left out."""
        kinds = {kind.name: kind for kind in KINDS}
        return assemble(
            (kinds[name], parse_document(file, text, kinds[name])) for file, text in self.files.items() if (name := _kind(file))
        ).knowledge_base


def _kind(file: str) -> str:
    if file.startswith(FACTS):
        return "facts"
    if file.startswith(TREES):
        return "tree" if file.count("/") == 1 else ""
    return "approach"
