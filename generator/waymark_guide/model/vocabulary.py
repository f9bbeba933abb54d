"""Controlled words: one file a vocabulary, one entry a term."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from waymark_guide.model.base import Line, Record, Refers, Slug, described
from waymark_guide.model.source import Source, SourceId


class Term(Record):
    """One word of a vocabulary."""

    id: Slug = described("The id that files use.", example="homelessness")
    label: Line = described("The word as readers see it.", example="Homelessness")
    definition: Line | None = described("What it means, in a sentence.", default=None)
    aliases: tuple[Line, ...] = described("Other words for it, found by search. An alias belongs to one term only.", default=())
    broader: Slug | None = described("The wider term that it belongs to.", default=None)
    replaced_by: Slug | None = described("The term to use instead.", default=None)
    was: tuple[Slug, ...] = described("Ids that it had before.", default=())


class Vocabulary(Record):
    """The file `content/vocabularies/<id>.yaml`."""

    schema_: Literal["vocabulary/1"] = described("The version of the format.", example="vocabulary/1", alias="schema")
    id: Slug = described("The file's name without its ending.", example="themes")
    label: Line = described("What the vocabulary is called.", example="Themes")
    description: Line | None = described("What it is for.", default=None)
    terms: tuple[Term, ...] = described("The words, in the order in which readers see them.", min_length=1)

    def term(self, term_id: str) -> Term | None:
        """The term of that id, or none."""
        return self._by_id.get(term_id)

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in reversed(self.terms)}

    def label_of(self, term_id: str) -> str:
        """The words for an id; the id itself where the vocabulary does not hold it."""
        term = self.term(term_id)
        return term.label if term else term_id


class GlossaryTerm(Record):
    """One entry of the glossary."""

    id: Slug = described("The entry's id, used in links.", example="grant")
    term: Line = described("The word or phrase.", example="Grant")
    definition: Line = described("What it means, in plain English.", example="A conditional gift for a purpose.")
    aliases: tuple[Line, ...] = described("Other words for it and abbreviations, shown to readers.", default=())
    forms: tuple[Line, ...] = described("Other forms that texts use, such as plurals: found, and not shown.", example=["grants"], default=())
    more: Line | None = described("Links to the pages that tell more.", example="[Grants and core funding](/approaches/grants/)", default=None)
    see: tuple[Annotated[str, Refers("glossary-term")], ...] = described("Related entries.", default=())
    sources: tuple[SourceId, ...] = described("Where the meaning comes from.", default=())
    was: tuple[Slug, ...] = described("Ids that it had before. Links to them still lead here.", default=())


class Glossary(Record):
    """The file `content/glossary.yaml`."""

    schema_: Literal["glossary/1"] = described("The version of the format.", example="glossary/1", alias="schema")
    terms: tuple[GlossaryTerm, ...] = described("The entries; the page sorts them.")
    sources: tuple[Source, ...] = described("The sources that the entries cite, and that are not shared.", default=())


class Contributor(Record):
    """Somebody who wrote or checked content, as they wish to be named. Never a personal contact."""

    id: Slug = described("The id used in case studies.", example="waymark-editors")
    name: Line = described("The name to show.", example="Waymark editors")
    affiliation: Line | None = described("The organisation, where it should be shown.", default=None)
    note: Line | None = described("Anything readers should know.", default=None)


class Contributors(Record):
    """The file `content/contributors.yaml`."""

    schema_: Literal["contributors/1"] = described("The version of the format.", example="contributors/1", alias="schema")
    contributors: tuple[Contributor, ...] = described("The people and teams.")
