"""What is new: each case as it was published, each change to it, and each new version of a guide, by the dates that the content itself gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from waymark_guide.library.facets import list_public_cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.tree import Tree


class NewsEntry(NamedTuple):
    """One thing that happened to the content.

    Attributes:
        key: names it for ever: a case that is renamed keeps the name that it had first.
        date: the day on which it happened.
        kind: a new case, a changed case, or a changed guide.
        title: what it happened to, as its author wrote it.
        summary: what happened, in a sentence or two; Markdown.
        url: the page about it, below the root.
    """

    key: str
    date: date
    kind: Literal["case-new", "case-changed", "guide-changed"]
    title: str
    summary: str
    url: str


def get_publication_date(case: CaseStudy) -> date:
    """The day on which readers first saw a case; where it does not say, the first day on which it was judged or checked."""
    return case.published or min(case.evidence.assessed_on, case.review.last_verified)


def get_change_date(case: CaseStudy) -> date:
    """The day on which a case last changed in a way that readers should hear of."""
    return max((get_publication_date(case), *(change.date for change in case.changes)))


def list_news(knowledge_base: KnowledgeBase, trees: Iterable[Tree]) -> tuple[NewsEntry, ...]:
    """Everything that happened, the newest first.

    Args:
        knowledge_base: the content.
        trees: the guides offered to readers.
    """
    found = [entry for case in list_public_cases(knowledge_base) for entry in _of_case(case)]
    found += [entry for tree in trees for entry in _of_guide(knowledge_base, tree)]
    return tuple(sorted(found, key=lambda entry: (-entry.date.toordinal(), entry.title.casefold(), entry.key)))


def _of_case(case: CaseStudy) -> Iterator[NewsEntry]:
    key, url = f"case-study/{(*case.was, case.id)[0]}", f"case-studies/{case.id}/"
    yield NewsEntry(key, get_publication_date(case), "case-new", case.title, case.summary, url)
    for number, change in enumerate(reversed(case.changes), 1):
        yield NewsEntry(f"{key}/{number}", change.date, "case-changed", case.title, change.summary, url)


def _of_guide(knowledge_base: KnowledgeBase, tree: Tree) -> Iterator[NewsEntry]:
    changes = knowledge_base.changes.get(tree.id)
    for version in changes.versions if changes else ():
        if version.since:
            key, url = f"tree/{(*tree.was, tree.id)[0]}/{version.version}", f"decision-trees/{tree.id}/changes/"
            yield NewsEntry(key, version.date, "guide-changed", tree.title, version.summary, url)
