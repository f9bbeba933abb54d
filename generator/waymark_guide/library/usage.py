"""Finds which approaches, sources and terms are used, and by what."""

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
"""For the id of each source or term that is used, one user: the file name of a case, or an empty string for any other record."""
_NamedRecords = Iterable[tuple[str, ContentModel]]
"""Records, each after its name as in `Users`."""


def find_recommended_approaches(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """Find the approaches that an outcome of a published guide recommends."""
    published = (tree for tree in knowledge_base.trees.values() if tree.status == "published")
    return frozenset(outcome.approach for tree in published for outcome in tree.outcomes if outcome.approach)


def find_used_approaches(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """Find the approaches that a case study used."""
    return frozenset(approach for case in knowledge_base.case_studies.values() for approach in case.approaches)


def find_source_users(knowledge_base: KnowledgeBase, before: Users | None = None, changed: Collection[str] = ()) -> Users:
    """Find one record that cites each shared source, for those that are cited.

    Args:
        knowledge_base: all the content.
        before: an earlier result, if the content differs from then in some cases only.
        changed: the file names of these cases: new, removed or edited.
    """
    return _find_users(_find_first_citing, knowledge_base.sources.keys(), knowledge_base, before, changed)


def find_term_users(knowledge_base: KnowledgeBase, before: Users | None = None, changed: Collection[str] = ()) -> Users:
    """Find one record that uses each term of the glossary, for those that are used. For the arguments see `find_source_users`."""
    terms = Terms.from_glossary(knowledge_base.glossary)

    def find_first(wanted: AbstractSet[str], records: _NamedRecords) -> dict[str, str]:
        texts = ((name, "\0".join(collect_texts(record).texts)) for name, record in records if record is not knowledge_base.glossary)
        return find_first_users(terms, wanted, texts)

    return _find_users(find_first, terms.entries.keys(), knowledge_base, before, changed)


def find_uncited_sources(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """Find the shared sources that nothing cites."""
    return frozenset(knowledge_base.sources.keys() - find_source_users(knowledge_base).keys())


def find_unused_terms(knowledge_base: KnowledgeBase) -> frozenset[str]:
    """Find the terms of the glossary that no text uses."""
    return frozenset(Terms.from_glossary(knowledge_base.glossary).entries.keys() - find_term_users(knowledge_base).keys())


def _find_users(
    find_first: Callable[[AbstractSet[str], _NamedRecords], dict[str, str]],
    wanted: AbstractSet[str],
    base: KnowledgeBase,
    before: Users | None,
    changed: Collection[str],
) -> Users:
    """Find one user of each wanted id. An earlier user that has not changed stays; then come the changed cases, and last all others."""
    cases = base.case_studies
    if before is None:
        return find_first(wanted, chain((("", record) for record in _list_other_records(base)), cases.items()))
    users = {used: user for used, user in before.items() if user not in changed}
    users |= find_first(wanted - users.keys(), ((name, cases[name]) for name in changed if name in cases))
    return users | find_first(before.keys() - users.keys(), ((name, case) for name, case in cases.items() if name not in changed))


def _find_first_citing(wanted: AbstractSet[str], records: _NamedRecords) -> dict[str, str]:
    """Find the first record that cites each wanted source. Stop reading as soon as every source has one."""
    users: dict[str, str] = {}
    uncited = set(wanted)
    for name, record in records if uncited else ():
        cited = uncited.intersection(_find_cited(record))
        users |= dict.fromkeys(cited, name)
        uncited -= cited
        if not uncited:
            break
    return users


def find_links(knowledge_base: KnowledgeBase, pattern: re.Pattern[str]) -> frozenset[tuple[str, ...]]:
    """Find what texts link to: the groups of each match of a pattern."""
    return frozenset(groups for record in list_records(knowledge_base) for leaf in walk_texts(record) for groups in pattern.findall(leaf.value))


def list_records(knowledge_base: KnowledgeBase) -> Iterator[ContentModel]:
    """List every record. The cases come last, because a search often finds its answer before them."""
    yield from _list_other_records(knowledge_base)
    yield from knowledge_base.case_studies.values()


def _list_other_records(knowledge_base: KnowledgeBase) -> Iterator[ContentModel]:
    """List every record that is not a case."""
    yield from knowledge_base.approaches.values()
    yield from knowledge_base.laws.values()
    yield from knowledge_base.trees.values()
    yield from knowledge_base.facts.values()
    yield from knowledge_base.calculators.values()
    single = (knowledge_base.prepare, knowledge_base.origins, knowledge_base.unknowns, knowledge_base.glossary)
    yield from (record for record in single if record is not None)


def _find_cited(record: ContentModel) -> Iterator[str]:
    collected = collect_texts(record)
    yield from collected.refers.get("source", ())
    for text in () if collected.is_plain else (*collected.texts, *collected.sources):
        yield from find_cited_ids(text)
