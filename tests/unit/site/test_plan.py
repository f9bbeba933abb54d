"""What the plan of a site promises."""

from __future__ import annotations

import gc
import weakref
from datetime import date

from waymark_guide.build.plan import plan
from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext


def test_a_plan_that_nobody_holds_is_gone_at_once() -> None:
    """Nothing goes round in a circle: a preview makes plan after plan, and the last one does not wait until somebody looks for garbage."""
    gc.disable()
    try:
        made = plan(SiteContext(Reading(KnowledgeBase()), {}, date(2026, 11, 22)))
        known = weakref.ref(made.known)
        assert known() is not None
        del made
        assert known() is None
    finally:
        gc.enable()
