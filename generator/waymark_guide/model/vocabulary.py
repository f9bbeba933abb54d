"""Vocabularies: lists of the words that a field can have. There is one file for each vocabulary, and one entry for each term."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import ContentModel, Line, Reference, Slug, make_field
from waymark_guide.model.source import Source, SourceId

Spelling = Annotated[Line, Field(max_length=100)]
"""A word or phrase that is looked for in texts."""


class Term(ContentModel):
    """One word of a vocabulary."""

    id: Slug = make_field("The id that files use.", example="homelessness")
    label: Line = make_field("The word as readers see it.", example="Homelessness")
    definition: Line | None = make_field("What it means, in a sentence.", default=None)
    aliases: tuple[Line, ...] = make_field("Other words for it, found by search. An alias belongs to one term only.", default=())
    broader: Slug | None = make_field("The wider term that it belongs to.", default=None)
    replaced_by: Slug | None = make_field("The term to use instead.", default=None)
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())


class Vocabulary(ContentModel):
    """The file `content/vocabularies/<id>.yaml`."""

    schema_: Literal["vocabulary/1"] = make_field("The version of the format.", example="vocabulary/1", alias="schema")
    id: Slug = make_field("The file's name without its ending.", example="themes")
    label: Line = make_field("What the vocabulary is called.", example="Themes")
    description: Line | None = make_field("What it is for.", default=None)
    terms: tuple[Term, ...] = make_field("The words, in the order in which readers see them.", min_length=1)

    def term(self, term_id: str) -> Term | None:
        """Return the term of an id, or none."""
        return self._by_id.get(term_id)

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in reversed(self.terms)}

    def label_of(self, term_id: str) -> str:
        """Return the label of a term; its id where the vocabulary has no such term."""
        term = self.term(term_id)
        return term.label if term else term_id


class GlossaryTerm(ContentModel):
    """One entry of the glossary."""

    id: Slug = make_field("The entry's id, used in links.", example="grant")
    term: Spelling = make_field("The word or phrase.", example="Grant")
    definition: Line = make_field("What it means, in plain English.", example="A conditional gift for a purpose.")
    aliases: tuple[Spelling, ...] = make_field("Other words for it and abbreviations, shown to readers.", default=())
    forms: tuple[Spelling, ...] = make_field("Other forms that texts use, such as plurals: found, and not shown.", example=["grants"], default=())
    more: Line | None = make_field("Links to the pages that tell more.", example="[Grants and core funding](/approaches/grants/)", default=None)
    see: tuple[Annotated[str, Reference("glossary-term")], ...] = make_field("Related entries.", default=())
    sources: tuple[SourceId, ...] = make_field("Where the meaning comes from.", default=())
    was: tuple[Slug, ...] = make_field("Ids that it had before. Links to them still lead here.", default=())


class Glossary(ContentModel):
    """The file `content/glossary.yaml`."""

    schema_: Literal["glossary/1"] = make_field("The version of the format.", example="glossary/1", alias="schema")
    terms: tuple[GlossaryTerm, ...] = make_field("The entries; the page sorts them.")
    sources: tuple[Source, ...] = make_field("The sources that the entries cite, and that are not shared.", default=())


class Contributor(ContentModel):
    """A person or team that wrote or checked content, as they wish to be named. Never a personal contact."""

    id: Slug = make_field("The id used in case studies.", example="waymark-editors")
    name: Line = make_field("The name to show.", example="Waymark editors")
    affiliation: Line | None = make_field("The organisation, where it should be shown.", default=None)
    note: Line | None = make_field("Anything readers should know.", default=None)


class Contributors(ContentModel):
    """The file `content/contributors.yaml`."""

    schema_: Literal["contributors/1"] = make_field("The version of the format.", example="contributors/1", alias="schema")
    contributors: tuple[Contributor, ...] = make_field("The people and teams.")
