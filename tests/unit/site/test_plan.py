"""What the plan of a site promises."""

from __future__ import annotations

import gc
import weakref
from datetime import date

from waymark_guide.build.plan import make_plan
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext


def test_a_plan_without_references_is_freed_at_once() -> None:
    """No reference of a plan leads back to it: a preview makes plan after plan, and none waits for garbage collection."""
    gc.disable()
    try:
        plan = make_plan(SiteContext(Reading(KnowledgeBase()), {}, date(2026, 11, 22)))
        index = weakref.ref(plan.index)
        assert index() is not None
        del plan
        assert index() is None
    finally:
        gc.enable()
