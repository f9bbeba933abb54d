"""Fixtures that make small cases, approaches and knowledge bases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.model.approach import Approach
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., CaseStudy]


@pytest.fixture
def case() -> Make:
    """Return a function that makes a case with the required fields and those that a test sets."""

    def make(case_id: str, **fields: Any) -> CaseStudy:
        required: dict[str, Any] = {
            "schema": "case-study/1",
            "id": case_id,
            "title": case_id.replace("-", " ").capitalize(),
            "summary": "A summary that is long enough to be a summary of something.",
            "status": "active",
            "places": [{"name": "Derby", "scope": "local-authority"}],
            "organisations": [{"name": "A group", "role": "provider", "sector": "vcse"}],
            "approaches": ["grants"],
            "themes": ["mutual-help"],
            "need": "A need.",
            "what_happened": "Something happened.",
            "lessons": [{"kind": "success", "text": "A lesson."}],
            "evidence": {"level": "1", "basis": "One account.", "assessed_by": "editors", "assessed_on": "2026-11-22"},
            "sources": [{"id": "one", "title": "One", "url": "https://example.org/one", "accessed": "2026-11-22"}],
            "consent": {"basis": "public-sources", "personal_stories": "no"},
            "contributors": ["editors"],
            "review": {"last_verified": "2026-11-22"},
        }
        return CaseStudy.model_validate(required | fields)

    return make


@pytest.fixture
def approach() -> Callable[..., Approach]:
    """Return a function that makes an approach with the required fields."""

    def make(approach_id: str, title: str) -> Approach:
        return Approach.model_validate(
            {
                "id": approach_id,
                "title": title,
                "summary": "A summary that is long enough to be a summary of something.",
                "layer": "who-decides",
                "fits": ["Sometimes."],
                "does_not_fit": ["At other times."],
                "certainty": {"level": "low", "reason": "Few studies.", "assessed_on": "2026-11-22"},
                "sources": [{"id": "two", "title": "Two", "url": "https://example.org/two", "checked": "2026-11-22"}],
            }
        )

    return make


@pytest.fixture
def knowledge_base(approach: Callable[..., Approach]) -> Callable[..., KnowledgeBase]:
    """Return a function that makes a knowledge base of some cases, two approaches and four vocabularies."""

    def make(*cases: CaseStudy, **rest: Any) -> KnowledgeBase:
        words = {
            "themes": [("prevention", "Acting early", None), ("mutual-help", "People helping each other", None)],
            "people": [("disabled-people", "Disabled people", None), ("learning", "People with a learning disability", "disabled-people")],
            "statuses": [("active", "Active", None), ("ended", "Ended", None), ("unknown", "Not known", None)],
            "regions": [("north-east", "North East", None), ("east-midlands", "East Midlands", None), ("unknown", "Not recorded", None)],
        }
        vocabularies = {
            name: Vocabulary.model_validate(
                {"schema": "vocabulary/1", "id": name, "label": name, "terms": [{"id": i, "label": label, "broader": b} for i, label, b in terms]}
            )
            for name, terms in words.items()
        }
        approaches = {"grants": approach("grants", "Grants"), "alliances": approach("alliances", "Alliances")}
        return KnowledgeBase(case_studies={each.id: each for each in cases}, approaches=approaches, vocabularies=vocabularies, **rest)

    return make
