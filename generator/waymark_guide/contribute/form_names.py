"""Collects everything that a new file can refer to, for the form and its checker: ids with their words, and former ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.checks.lists.vocabularies import LEAST_USERS
from waymark_guide.model.base import Reference
from waymark_guide.model.walk import find_markers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.checks.known_ids import KnownIds
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.knowledge_base import KnowledgeBase

IN_PROSE = ("approach", "case-study", "tree", "source")
"""The kinds of thing that a text can refer to by a link or a citation."""


def collect_names(model: type[ContentModel], names: KnownIds, base: KnowledgeBase) -> dict[str, Any]:
    """Collect what a file of this model can refer to.

    Returns:
        `known`: for each kind, the words of each id. `now`: for each kind, the present id for each former one. `defined`: for each vocabulary, the
        definitions of its terms. `questions`: for each question that a situation can answer, the words of its answers, with former ones. `asked`:
        the same questions in groups, as the form shows them. `kinds`: the kinds of the shared sources. `users`: for each theme, a few cases with it.
    """
    kinds = sorted({*IN_PROSE, *(marker.kind for marker in find_markers(model) if isinstance(marker, Reference))})
    return {
        "known": {kind: dict(names.list_ids(kind)) for kind in kinds},
        "now": {kind: now for kind in kinds if (now := _list_former_ids(kind, names, base))},
        "defined": {
            name: {term.id: term.definition for term in vocabulary.terms if term.definition}
            for name, vocabulary in base.vocabularies.items()
            if f"vocabulary:{name}" in kinds
        },
        "questions": {name: dict(options) for name, options in names.questions.items()},
        "questions_now": _list_former_ids("fact", names, base),
        "asked": list(_group_questions(base)),
        "kinds": {source.id: source.kind for source in base.sources.values() if source.kind},
        "users": _list_users(base),
    }


def _list_former_ids(kind: str, names: KnownIds, base: KnowledgeBase) -> dict[str, str]:
    """Return the present id for each former id of a kind."""
    things: Mapping[str, Iterable[Any]] = {
        "approach": base.approaches.values(),
        "case-study": base.case_studies.values(),
        "tree": base.trees.values(),
        "fact": base.facts.values(),
    }
    vocabulary = base.vocabularies.get(kind.removeprefix("vocabulary:")) if kind.startswith("vocabulary:") else None
    entries = vocabulary.terms if vocabulary else things.get(kind, ())
    return {old: now for entry in entries for old in entry.was if (now := names.find_present_id(kind, old))}


def _group_questions(base: KnowledgeBase) -> Iterable[dict[str, Any]]:
    """Give the shared facts as one group, then the own questions of each guide."""
    if base.facts:
        yield {"of": "", "questions": [_describe_question(fact.id, fact) for fact in base.facts.values()]}
    for tree in sorted(base.trees.values(), key=lambda tree: tree.title.casefold()):
        own = [_describe_question(question.id, question) for question in tree.questions if question.fact is None and question.options]
        if own and tree.status == "published":
            yield {"of": tree.title, "questions": own}


def _describe_question(name: str, asked: Any) -> dict[str, Any]:  # noqa: ANN401 (a fact or a question)
    return {"id": name, "text": asked.text or name, "several": asked.type == "multi", "options": [option.id for option in asked.options]}


def _list_users(base: KnowledgeBase) -> dict[str, list[str]]:
    """List a few cases with each theme: enough to see whether any case has it apart from the one in the form."""
    users: dict[str, list[str]] = {}
    for stem, case in base.case_studies.items():
        for theme in case.themes:
            if len(cases := users.setdefault(theme, [])) <= LEAST_USERS:
                cases.append(stem)
    return users
