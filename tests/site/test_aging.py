"""Old content stays up: years later everything still builds, and each page says itself how old it is."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.conftest import GOOD
from tests.days import TODAY

from waymark_guide.build.pipeline import build, prepare

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.dates
WHOLE_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
LATER = date(2031, 7, 1)
OLDER = "more than a year ago"
SAYS = {
    "decision-trees/lunch-club/": "This guide was due to be looked at again by 31 March 2027.",
    "decision-trees/lunch-club/table/": "This guide was due to be looked at again by 31 March 2027.",
    "decision-trees/legal-route/": "This guide was due to be looked at again by 31 March 2027.",
    "case-studies/lunch-in-leeds/": "This page was due to be checked again by 1 November 2027.",
    "case-studies/soup-in-selby/": "Not confirmed since 1 November 2026.",
    "approaches/grants/": f"Last checked 1 November 2026. That is {OLDER}.",
    "law/gifts-act/": f"Last checked 1 November 2026. That is {OLDER}.",
    "value/lunch-costs/": f"Some of these were last opened {OLDER}",
    "glossary/": f"Some of these were last opened {OLDER}",
    "sources/": f"Some of these were last opened {OLDER}",
}


@pytest.fixture
def dated(small: Path) -> Path:
    """A small knowledge base with every kind of file that holds dates."""
    for part in ("lunches", "dated"):
        shutil.copytree(GOOD.parent / "extra" / part, small, dirs_exist_ok=True)
    return small


def test_each_page_says_that_it_is_old(dated: Path) -> None:
    """Years later each kind of page that has a day of review or of checking says that it has passed; on the day of writing none does."""
    later, now = prepare(dated, today=LATER), prepare(dated, today=TODAY)
    assert later.ok
    for url, said in SAYS.items():
        assert said in later.plan.pages[url].render().body, url
        assert said not in now.plan.pages[url].render().body, url


def test_a_law_checked_long_ago_is_said_while_the_review_is_not_due(dated: Path) -> None:
    """A guide whose law was checked more than a year ago says so, even where its review is still to come."""
    guide = dated / "decision_trees" / "legal-route.yaml"
    guide.write_text(guide.read_text(encoding="utf-8").replace("review_by: 2027-03-31", "review_by: 2032-03-31"), encoding="utf-8")
    page = prepare(dated, today=LATER).plan.pages["decision-trees/legal-route/"].render().body
    assert f'<p class="wm-warning">Law last checked 1 November 2026. That is {OLDER}.</p>' in page


@pytest.mark.parametrize(("written", "shown"), [("9999-12-31", "31 December 9999"), ("0001-01-01", "1 January 1")])
def test_the_first_and_the_last_day_can_be_built(dated: Path, tmp_path: Path, written: str, shown: str) -> None:
    """Pages, feeds and data hold any date of the calendar."""
    for path in [*dated.rglob("*.yaml"), *dated.rglob("*.md")]:
        text = path.read_text(encoding="utf-8").replace("started: 2020-03", 'started: "0001"')
        path.write_text(WHOLE_DAY.sub(written, text), encoding="utf-8")
    assert build(dated, tmp_path / "site", today=TODAY, searchable=False).ok
    assert shown in (tmp_path / "site" / "law" / "gifts-act" / "index.html").read_text(encoding="utf-8")
    assert written in (tmp_path / "site" / "data" / "case-studies.json").read_text(encoding="utf-8")
