"""Everything that one file can refer to in another, by kind and id, with the ids that things had before."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from waymark_guide.library.usage import find_source_users, find_term_users

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from waymark_guide.library.usage import Users
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Fact, FactOption, Option, Question

IN_ONE_FILE = {"source": "sources", "contributor": "contributors", "glossary-term": "glossary"}
"""Kinds whose entries are all in one file: where it cannot be read, none of them is known."""


class KnownIds:
    """The ids of a knowledge base."""

    def __init__(self, knowledge_base: KnowledgeBase, citing: Users | None = None, using: Users | None = None, changed: Collection[str] = ()) -> None:
        """Gather the ids of every kind.

        Args:
            knowledge_base: all the content.
            citing: what `citing` was when all but some cases were the same.
            using: what `using` was then.
            changed: the file names of those cases.
        """
        self._knowledge_base = knowledge_base
        self._citing = citing
        self._using = using
        self._changed = changed

    def list_ids(self, kind: str) -> Mapping[str, str]:
        """List what a reference of this kind can name: the words by id. A vocabulary is named `vocabulary:themes`."""
        return self._known.get(kind, {})

    def find_present_id(self, kind: str, old_id: str) -> str:
        """Find the present id of something that had this id before; empty where nothing had it."""
        return self._old.get((kind, old_id), "")

    def is_unread(self, kind: str, wanted: str) -> bool:
        """Whether it may well exist in a file that could not be read."""
        claimed = self._knowledge_base.claimed
        if kind in IN_ONE_FILE:
            return bool(claimed.get(IN_ONE_FILE[kind]))
        if kind == "fact":
            return bool(claimed.get("facts"))
        if kind.startswith("vocabulary:"):
            return kind.removeprefix("vocabulary:") in claimed.get("vocabulary", ())
        return wanted in claimed.get(kind, ())

    @cached_property
    def questions(self) -> Mapping[str, Mapping[str, str]]:
        """Every question that a case can answer: the id of a question or shared fact, and its options with their labels.

        Ids that a question or an option had before are among them, because the facts of older cases keep their meaning.
        """
        base = self._knowledge_base
        found: dict[str, dict[str, str]] = {}
        for fact in base.facts.values():
            _add_question(found, fact, fact.options)
        for tree in base.trees.values():
            for question in tree.questions:
                shared = base.facts.get(question.fact or "")
                _add_question(found, question, shared.options if shared else question.options)
        return found

    @cached_property
    def users_of_themes(self) -> Counter[str]:
        """How many case studies have each theme."""
        return Counter(theme for case in self._knowledge_base.case_studies.values() for theme in case.themes)

    @cached_property
    def citing(self) -> Users:
        """For each shared source that something cites, one that does."""
        return find_source_users(self._knowledge_base, self._citing, self._changed)

    @cached_property
    def using(self) -> Users:
        """For each term of the glossary that a text uses, one that does."""
        return find_term_users(self._knowledge_base, self._using, self._changed)

    def find_users(self) -> tuple[Users, Users]:
        """Find `citing` and `using`. That takes long, so a worker may do it."""
        return self.citing, self.using

    def set_users(self, citing: Users, using: Users) -> None:
        """Set `citing` and `using` to the results of a worker."""
        self.citing, self.using = citing, using

    def is_idle(self, source: str) -> bool:
        """Whether nothing cites a shared source; not so where a file could not be read, for it may cite it."""
        return not self._is_in_doubt and source not in self.citing

    def is_unused(self, term: str) -> bool:
        """Whether no text uses a term of the glossary; not so where a file could not be read, for it may use it."""
        return not self._is_in_doubt and term not in self.using

    @cached_property
    def _is_in_doubt(self) -> bool:
        return any(self._knowledge_base.claimed.values())

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        base = self._knowledge_base
        known: dict[str, dict[str, str]] = {
            "approach": _files(base.approaches, "title"),
            "case-study": _files(base.case_studies, "title"),
            "tree": _files(base.trees, "title"),
            "calculator": _files(base.calculators, "title"),
            "fact": _titles(base.facts.values(), "text"),
            "source": _titles(base.sources.values(), "title"),
            "contributor": _titles(base.contributors.values(), "name"),
            "glossary-term": _titles(base.glossary.terms if base.glossary else (), "term"),
        }
        for name, vocabulary in base.vocabularies.items():
            known[f"vocabulary:{name}"] = _titles(vocabulary.terms, "label")
        return known

    @cached_property
    def _old(self) -> dict[tuple[str, str], str]:
        base = self._knowledge_base
        things: list[tuple[str, Any]] = [("approach", thing) for thing in base.approaches.values()]
        things += [("case-study", thing) for thing in base.case_studies.values()]
        things += [("tree", thing) for thing in base.trees.values()]
        things += [("glossary-term", term) for term in (base.glossary.terms if base.glossary else ())]
        things += [("fact", thing) for thing in base.facts.values()]
        things += [(f"vocabulary:{vocabulary.id}", term) for vocabulary in base.vocabularies.values() for term in vocabulary.terms]
        return {(kind, old): thing.id for kind, thing in things for old in thing.was}


def _add_question(found: dict[str, dict[str, str]], question: Fact | Question, options: Iterable[FactOption | Option]) -> None:
    labels = {name: option.label or option.id for option in options for name in (option.id, *option.was)}
    for name in (question.id, *question.was):
        found.setdefault(name, {}).update(labels)


def _titles(things: Iterable[Any], words: str) -> dict[str, str]:
    return {thing.id: getattr(thing, words) for thing in things}


def _files(things: Mapping[str, Any], words: str) -> dict[str, str]:
    """By the name of the file and by the id: where the two differ, that is a finding of its own."""
    return {name: getattr(thing, words) for stem, thing in things.items() for name in (stem, thing.id)}
