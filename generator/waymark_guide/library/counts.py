"""How much a knowledge base holds, and how much of it is used by something else."""

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
    """For each kind of thing: `all`, `used` and `unused`, and what else can be counted of it.

    `used` is for trees those that are published, for approaches those that a guide recommends, for cases those that used an approach of this
    knowledge base, for terms those that a text uses, for calculators and laws those that another page leads to, for sources those that are
    cited. It reads every text; `totals` does not.
    """
    every, used = _find_all(knowledge_base), _find_used(knowledge_base)
    return {
        kind: {"all": numbers["all"], "used": len(used[kind] & set(every[kind])), "unused": len(set(every[kind]) - used[kind]), **numbers}
        for kind, numbers in count_totals(knowledge_base).items()
    }


def count_totals(knowledge_base: KnowledgeBase) -> Mapping[str, Mapping[str, int]]:
    """For each kind of thing: `all`, and what else can be counted at a glance."""
    base = knowledge_base
    cases = base.case_studies.values()
    more = {
        "approaches": {
            "with_a_reason_why_not": sum(approach.not_recommended_because is not None for approach in base.approaches.values()),
            "with_a_case_study": len(find_used_approaches(base) & base.approaches.keys()),
        },
        "case_studies": {
            "with_a_failure": sum(any(lesson.kind == "failure" for lesson in case.lessons) for case in cases),
            "with_something_contested": sum(bool(case.disputed) for case in cases),
        },
    }
    return {kind: {"all": len(names), **more.get(kind, {})} for kind, names in _find_all(base).items()}


def render_counts(counted: Mapping[str, Mapping[str, int]]) -> str:
    """The counts in words for a terminal, one line a kind that there is."""
    return "\n".join(_line(kind.replace("_", " ").capitalize(), numbers) for kind, numbers in counted.items() if numbers["all"])


def _line(kind: str, numbers: Mapping[str, int]) -> str:
    more = (f"{number:,} {name.replace('_', ' ')}" for name, number in numbers.items() if number and name not in {"all", "used", "unused"})
    use = f"{numbers['used']:,} used, {numbers['unused']:,} not" if numbers["unused"] else "all used"
    return f"{kind}: {numbers['all']:,}, {'; '.join((use, *more))}."


def _find_all(base: KnowledgeBase) -> Mapping[str, Collection[str]]:
    """The ids of each kind; of sources also those that a file declares itself."""
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
    every, links = _find_all(base), find_links(base, _PAGE)
    overlapping = {other for calculator in base.calculators.values() for other in calculator.overlaps}
    bearing = {law.id for law in base.laws.values() if law.approaches or law.guides}
    return {
        "trees": frozenset(tree.id for tree in base.trees.values() if tree.status == "published"),
        "approaches": find_recommended_approaches(base),
        "case_studies": frozenset(case.id for case in base.case_studies.values() if base.approaches.keys() & set(case.approaches)),
        "glossary_terms": frozenset(every["glossary_terms"]) - find_unused_terms(base),
        "calculators": frozenset(overlapping | {name for kind, name in links if kind == "value"}),
        "laws": frozenset(bearing | {name for kind, name in links if kind == "law"}),
        "sources": frozenset(every["sources"]) - find_uncited_sources(base),
    }
