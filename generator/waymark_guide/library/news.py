"""Lists what is new, by the dates in the content: each published case, each change to a case, and each new version of a guide."""

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
    """One change to the content.

    Attributes:
        key: identifies the entry for ever. It holds the first id of the case or guide, so that a new id does not change it.
        date: the day of the change.
        kind: a new case, a changed case, or a changed guide.
        title: the title of the case or guide.
        summary: what changed, in a sentence or two of Markdown.
        url: the page about it, below the root.
    """

    key: str
    date: date
    kind: Literal["case-new", "case-changed", "guide-changed"]
    title: str
    summary: str
    url: str


def get_publication_date(case: CaseStudy) -> date:
    """Return the day on which a case was published. If it is not recorded, return the first day on which the case was assessed or checked."""
    return case.published or min(case.evidence.assessed_on, case.review.last_verified)


def get_change_date(case: CaseStudy) -> date:
    """Return the day of a case's last recorded change."""
    return max((get_publication_date(case), *(change.date for change in case.changes)))


def list_news(knowledge_base: KnowledgeBase, trees: Iterable[Tree]) -> tuple[NewsEntry, ...]:
    """List all news, the newest first.

    Args:
        knowledge_base: the content.
        trees: the guides offered to readers.
    """
    entries = [entry for case in list_public_cases(knowledge_base) for entry in _list_case_news(case)]
    entries += [entry for tree in trees for entry in _list_guide_news(knowledge_base, tree)]
    return tuple(sorted(entries, key=lambda entry: (-entry.date.toordinal(), entry.title.casefold(), entry.key)))


def _list_case_news(case: CaseStudy) -> Iterator[NewsEntry]:
    key, url = f"case-study/{(*case.was, case.id)[0]}", f"case-studies/{case.id}/"
    yield NewsEntry(key, get_publication_date(case), "case-new", case.title, case.summary, url)
    for number, change in enumerate(reversed(case.changes), 1):
        yield NewsEntry(f"{key}/{number}", change.date, "case-changed", case.title, change.summary, url)


def _list_guide_news(knowledge_base: KnowledgeBase, tree: Tree) -> Iterator[NewsEntry]:
    changes = knowledge_base.changes.get(tree.id)
    for version in changes.versions if changes else ():
        if version.since:
            key, url = f"tree/{(*tree.was, tree.id)[0]}/{version.version}", f"decision-trees/{tree.id}/changes/"
            yield NewsEntry(key, version.date, "guide-changed", tree.title, version.summary, url)
