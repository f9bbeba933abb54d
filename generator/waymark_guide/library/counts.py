"""Counts how much a knowledge base holds, and how much of it is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waymark_guide.library.usage import (
    find_links,
    find_recommended_approaches,
    find_uncited_sources,
    find_unused_terms,
    find_used_approaches,
    list_records,
)
from waymark_guide.model.source import Publication

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from waymark_guide.model.knowledge_base import KnowledgeBase

_PAGE = re.compile(r"\]\(/(value|law)/([^/)#?\s]+)")


def count_usage(knowledge_base: KnowledgeBase) -> Mapping[str, Mapping[str, int]]:
    """Count each kind of content: `all`, `used`, `unused`, and what `count_totals` adds. It reads every text, and takes long.

    Used are: trees that are published; approaches that a guide recommends; cases that used an approach of this knowledge base; terms in a text;
    calculators and laws that another page links to; and sources that are cited.
    """
    ids, used = _list_ids(knowledge_base), _find_used(knowledge_base)
    return {
        kind: {"all": numbers["all"], "used": len(used[kind] & set(ids[kind])), "unused": len(set(ids[kind]) - used[kind]), **numbers}
        for kind, numbers in count_totals(knowledge_base).items()
    }


def count_totals(knowledge_base: KnowledgeBase) -> Mapping[str, Mapping[str, int]]:
    """Count each kind of content, `all`, and what can be counted without reading texts."""
    approaches, cases = knowledge_base.approaches, knowledge_base.case_studies.values()
    more = {
        "approaches": {
            "with_a_reason_why_not": sum(approach.not_recommended_because is not None for approach in approaches.values()),
            "with_a_case_study": len(find_used_approaches(knowledge_base) & approaches.keys()),
        },
        "case_studies": {
            "with_a_failure": sum(any(lesson.kind == "failure" for lesson in case.lessons) for case in cases),
            "with_something_contested": sum(bool(case.disputed) for case in cases),
        },
    }
    return {kind: {"all": len(ids), **more.get(kind, {})} for kind, ids in _list_ids(knowledge_base).items()}


def render_counts(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Render the result of `count_usage` for a terminal, one line for each kind that is not empty."""
    return "\n".join(_render_line(kind.replace("_", " ").capitalize(), numbers) for kind, numbers in counts.items() if numbers["all"])


def _render_line(kind: str, numbers: Mapping[str, int]) -> str:
    more = (f"{number:,} {name.replace('_', ' ')}" for name, number in numbers.items() if number and name not in {"all", "used", "unused"})
    use = f"{numbers['used']:,} used, {numbers['unused']:,} not" if numbers["unused"] else "all used"
    return f"{kind}: {numbers['all']:,}, {'; '.join((use, *more))}."


def _list_ids(base: KnowledgeBase) -> Mapping[str, Collection[str]]:
    """List the ids of each kind. Sources include those that a file declares for itself."""
    declared = {source.id for record in list_records(base) for source in getattr(record, "sources", ()) if isinstance(source, Publication)}
    return {
        "trees": base.trees.keys(),
        "approaches": base.approaches.keys(),
        "case_studies": base.case_studies.keys(),
        "glossary_terms": [term.id for term in base.glossary.terms] if base.glossary else [],
        "calculators": base.calculators.keys(),
        "laws": base.laws.keys(),
        "sources": base.sources.keys() | declared,
    }


def _find_used(base: KnowledgeBase) -> Mapping[str, frozenset[str]]:
    ids, links = _list_ids(base), find_links(base, _PAGE)
    overlapping = {other for calculator in base.calculators.values() for other in calculator.overlaps}
    applicable = {law.id for law in base.laws.values() if law.approaches or law.guides}
    return {
        "trees": frozenset(tree.id for tree in base.trees.values() if tree.status == "published"),
        "approaches": find_recommended_approaches(base),
        "case_studies": frozenset(case.id for case in base.case_studies.values() if base.approaches.keys() & set(case.approaches)),
        "glossary_terms": frozenset(ids["glossary_terms"]) - find_unused_terms(base),
        "calculators": frozenset(overlapping | {name for kind, name in links if kind == "value"}),
        "laws": frozenset(applicable | {name for kind, name in links if kind == "law"}),
        "sources": frozenset(ids["sources"]) - find_uncited_sources(base),
    }
