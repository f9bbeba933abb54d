"""The page of the form, as the build writes it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.site.context import SiteContext
from waymark_guide.site.file_group import make_files
from waymark_guide.site.files.form_files import CASES, list_files
from waymark_guide.site.pages.contribute_form import make_data
from waymark_guide.site.render import json_block

ROOT = Path(__file__).parents[3]


def test_the_page_does_not_grow_with_the_cases() -> None:
    """A thousand more cases make the page no heavier: their names come in a file of their own, each with its title."""
    reading = read_knowledge_base(ROOT)
    base = reading.knowledge_base
    case = next(case for case in base.case_studies.values() if not case.was)
    more = {f"case-{number}": case.model_copy(update={"id": f"case-{number}", "title": f"Case {number}", "themes": ()}) for number in range(1000)}
    few = SiteContext(reading, {}, date(2026, 11, 22))
    many = SiteContext(replace(reading, knowledge_base=replace(base, case_studies={**base.case_studies, **more})), {}, date(2026, 11, 22))
    assert json_block(make_data(many)) == json_block(make_data(few))
    path, content = next((path, content) for path, content in make_files(lambda: list_files(few)) if path.startswith(CASES))
    listed = json.loads(content.decode().partition("]=")[2].rstrip(";\n"))
    assert path == f"{CASES}.js"
    assert listed["known"] == {stem: case.title for stem, case in base.case_studies.items()}
