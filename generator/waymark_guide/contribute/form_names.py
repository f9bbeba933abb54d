"""Everything that a new file can refer to, for a form and its checker: ids with their words, and what each was called before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.checks.lists.vocabularies import LEAST_USERS
from waymark_guide.model.base import Reference
from waymark_guide.model.walk import find_markers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waymark_guide.checks.known_ids import Names
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.knowledge_base import KnowledgeBase

IN_PROSE = ("approach", "case-study", "tree", "source")
"""What texts can refer to by a link or a citation."""


def collect_names(model: type[ContentModel], names: Names, base: KnowledgeBase) -> dict[str, Any]:
    """What a file of this model can refer to.

    Returns:
        `known`: for each kind, the words of each id. `now`: for each kind, what a former id is called now. `defined`: for each vocabulary, what
        its terms mean. `questions`: for each question that a situation can answer, the words of its answers, former ones too. `asked`: the
        same questions as people meet them, in groups. `kinds`: the kinds of the shared sources. `users`: for each theme, a few cases that have it.
    """
    kinds = sorted({*IN_PROSE, *(mark.kind for mark in find_markers(model) if isinstance(mark, Reference))})
    return {
        "known": {kind: dict(names.known(kind)) for kind in kinds},
        "now": {kind: now for kind in kinds if (now := _now(kind, names, base))},
        "defined": {
            name: {term.id: term.definition for term in vocabulary.terms if term.definition}
            for name, vocabulary in base.vocabularies.items()
            if f"vocabulary:{name}" in kinds
        },
        "questions": {name: dict(options) for name, options in names.questions.items()},
        "questions_now": _now("fact", names, base),
        "asked": list(_asked(base)),
        "kinds": {source.id: source.kind for source in base.sources.values() if source.kind},
        "users": _users(base),
    }


def _now(kind: str, names: Names, base: KnowledgeBase) -> dict[str, str]:
    """For each former id of a kind, the present one."""
    things: Mapping[str, Iterable[Any]] = {
        "approach": base.approaches.values(),
        "case-study": base.case_studies.values(),
        "tree": base.trees.values(),
        "fact": base.facts.values(),
    }
    vocabulary = base.vocabularies.get(kind.removeprefix("vocabulary:")) if kind.startswith("vocabulary:") else None
    listed = vocabulary.terms if vocabulary else things.get(kind, ())
    return {old: now for thing in listed for old in thing.was if (now := names.now(kind, old))}


def _asked(base: KnowledgeBase) -> Iterable[dict[str, Any]]:
    """The shared facts, then the questions of each guide that are its own."""
    if base.facts:
        yield {"of": "", "questions": [_question(fact.id, fact) for fact in base.facts.values()]}
    for tree in sorted(base.trees.values(), key=lambda tree: tree.title.casefold()):
        own = [_question(question.id, question) for question in tree.questions if question.fact is None and question.options]
        if own and tree.status == "published":
            yield {"of": tree.title, "questions": own}


def _question(name: str, asked: Any) -> dict[str, Any]:  # noqa: ANN401 (a fact or a question)
    return {"id": name, "text": asked.text or name, "several": asked.type == "multi", "options": [option.id for option in asked.options]}


def _users(base: KnowledgeBase) -> dict[str, list[str]]:
    """Some cases that have each theme: enough to tell whether one has it beside the case that is being written."""
    found: dict[str, list[str]] = {}
    for stem, case in base.case_studies.items():
        for theme in case.themes:
            if len(users := found.setdefault(theme, [])) <= LEAST_USERS:
                users.append(stem)
    return found
