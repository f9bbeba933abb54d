"""Finds which approaches, cases, sources, terms and laws are used by something else, and which are unused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from waymark_guide.library.terms import Terms, find_first_users
from waymark_guide.model.base import ContentModel
from waymark_guide.model.citation import find_cited_ids
from waymark_guide.model.walk import collect_texts, walk_texts

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterator
    from collections.abc import Set as AbstractSet

    from waymark_guide.model.knowledge_base import KnowledgeBase

Users = Mapping[str, str]
"""For each thing that is shared and used, one user: the file name of a case, or nothing for anything that is no case."""
_Places = Iterable[tuple[str, ContentModel]]
"""Records with such names."""


def find_recommended_approaches(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The approaches that an outcome of a published guide leads to."""
    published = (tree for tree in knowledge_base.trees.values() if tree.status == "published")
    return frozenset(outcome.approach for tree in published for outcome in tree.outcomes if outcome.approach)


def find_used_approaches(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The approaches that a case study used."""
    return frozenset(approach for case in knowledge_base.case_studies.values() for approach in case.approaches)


def find_source_users(knowledge_base: KnowledgeBase, before: Users | None = None, changed: Collection[str] = ()) -> Users:
    """For each shared source that something cites, one that does.

    Args:
        knowledge_base: all the content.
        before: what this gave of the same content, but for some cases.
        changed: the file names of those cases, whether they are new, gone or edited.
    """
    return _users(_first_to_cite, knowledge_base.sources.keys(), knowledge_base, before, changed)


def find_term_users(knowledge_base: KnowledgeBase, before: Users | None = None, changed: Collection[str] = ()) -> Users:
    """For each term of the glossary that a text uses, one that does. It takes what `citing` takes."""
    terms = Terms.of(knowledge_base.glossary)

    def first(wanted: AbstractSet[str], places: _Places) -> dict[str, str]:
        return find_first_users(
            terms, wanted, ((name, "\0".join(collect_texts(record).texts)) for name, record in places if record is not knowledge_base.glossary)
        )

    return _users(first, terms.entries.keys(), knowledge_base, before, changed)


def find_uncited_sources(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The shared sources that nothing cites."""
    return frozenset(knowledge_base.sources.keys() - find_source_users(knowledge_base).keys())


def find_unused_terms(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """The terms of the glossary that no text uses."""
    return frozenset(Terms.of(knowledge_base.glossary).entries.keys() - find_term_users(knowledge_base).keys())


def _users(
    first: Callable[[AbstractSet[str], _Places], dict[str, str]],
    wanted: AbstractSet[str],
    base: KnowledgeBase,
    before: Users | None,
    changed: Collection[str],
) -> Users:
    """A user of each thing: the one from before where that has not changed, else a changed one; any where the one from before was lost."""
    cases = base.case_studies
    if before is None:
        return first(wanted, chain((("", record) for record in _list_other_records(base)), cases.items()))
    found = {thing: user for thing, user in before.items() if user not in changed}
    found |= first(wanted - found.keys(), ((name, cases[name]) for name in changed if name in cases))
    return found | first(before.keys() - found.keys(), ((name, case) for name, case in cases.items() if name not in changed))


def _first_to_cite(wanted: AbstractSet[str], places: _Places) -> dict[str, str]:
    """For each of the wanted sources that something cites, the first to do so. Stops reading once all were seen."""
    found: dict[str, str] = {}
    left = set(wanted)
    for name, record in places if left else ():
        here = left.intersection(_find_cited_sources(record))
        found |= dict.fromkeys(here, name)
        left -= here
        if not left:
            break
    return found


def find_links(knowledge_base: KnowledgeBase, pattern: re.Pattern[str]) -> frozenset[tuple[str, ...]]:
    """What texts link to: the groups of a pattern, wherever it is found."""
    return frozenset(groups for record in list_records(knowledge_base) for leaf in walk_texts(record) for groups in pattern.findall(leaf.value))


def list_records(knowledge_base: KnowledgeBase) -> Iterator[ContentModel]:
    """Everything that is written, what is most likely to settle a question first."""
    yield from _list_other_records(knowledge_base)
    yield from knowledge_base.case_studies.values()


def _list_other_records(knowledge_base: KnowledgeBase) -> Iterator[ContentModel]:
    """Everything that is written, but for the cases."""
    yield from knowledge_base.approaches.values()
    yield from knowledge_base.laws.values()
    yield from knowledge_base.trees.values()
    yield from knowledge_base.facts.values()
    yield from knowledge_base.calculators.values()
    single = (knowledge_base.prepare, knowledge_base.origins, knowledge_base.unknowns, knowledge_base.glossary)
    yield from (record for record in single if record is not None)


def _find_cited_sources(record: ContentModel) -> Iterator[str]:
    content = collect_texts(record)
    yield from content.refers.get("source", ())
    for text in () if content.is_plain else (*content.texts, *content.sources):
        yield from find_cited_ids(text)
