"""All the content of a knowledge base as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waymark_guide.model.approach import Approach
    from waymark_guide.model.calculator import Calculator
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.changes import Changes
    from waymark_guide.model.law import Law
    from waymark_guide.model.origins import Origins
    from waymark_guide.model.prepare import Prepare
    from waymark_guide.model.source import Publication, Source
    from waymark_guide.model.tree import Fact, Tree
    from waymark_guide.model.unknowns import Unknowns
    from waymark_guide.model.vocabulary import Contributor, Glossary, Vocabulary


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """The content of one knowledge base: things of each kind by id, in the order of their file names.

    Attributes:
        facts: the questions that trees share.
        changes: what changed in each tree from version to version.
        words: the words of the interface that this knowledge base replaces by its own.
        sources: the shared sources only; `source` also finds those that a file declares itself.
        claimed: for each kind, the ids of files that exist but cannot be read. A reference to one of them is no mistake.
    """

    trees: Mapping[str, Tree] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    changes: Mapping[str, Changes] = field(default_factory=dict)
    case_studies: Mapping[str, CaseStudy] = field(default_factory=dict)
    approaches: Mapping[str, Approach] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    glossary: Glossary | None = None
    contributors: Mapping[str, Contributor] = field(default_factory=dict)
    prepare: Prepare | None = None
    calculators: Mapping[str, Calculator] = field(default_factory=dict)
    origins: Origins | None = None
    unknowns: Unknowns | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    claimed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def source(self, source_id: str, declared: tuple[Publication | str, ...] = ()) -> Publication | None:
        """Return the source of an id: one that the file declares, else a shared one, else none."""
        for entry in declared:
            if not isinstance(entry, str) and entry.id == source_id:
                return entry
        return self.sources.get(source_id)

    def sources_of(self, declared: tuple[Publication | str, ...]) -> Iterator[Publication]:
        """Give the sources of a file, its own and shared ones. An id without a source is left out."""
        sources = (self.source(entry, declared) if isinstance(entry, str) else entry for entry in declared)
        return (source for source in sources if source)

    def label(self, vocabulary: str, term_id: str) -> str:
        """Return a term's label; its id where there is no such vocabulary or term."""
        terms = self.vocabularies.get(vocabulary)
        return terms.label_of(term_id) if terms else term_id
