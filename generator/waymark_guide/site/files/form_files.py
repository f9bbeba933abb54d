"""The files of the form for case studies: the file to fill in, the names of all cases, and the text of each case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from waymark_guide.checks.known_ids import KnownIds
from waymark_guide.contribute.form_names import collect_names
from waymark_guide.contribute.scaffold import make_scaffold
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.search.index_files import make_data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext

KIND = "case-study"
FOLDER = f"contribute/{KIND}/"
TEMPLATE = f"{FOLDER}template.txt"
CASES = "data/case-names"
"""The names of the cases. The form fetches them when it needs them, so that its page does not grow with the number of cases."""
NEW = "my-case"
"""The id in the file to fill in."""


def list_files(context: SiteContext) -> Iterator[FileGroup]:
    """List the file to fill in, and each case as a script with its text, because a page on disk can load nothing but scripts."""
    yield FileGroup(partial(_make_template_and_names, context))
    for case in context.case_studies:
        yield FileGroup(partial(_make_case_file, context, case), f"data/case-files/{case.id}.js", (context.digest_case(case),))


def _make_template_and_names(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    yield TEMPLATE, write_template(context).encode()
    names = list_names(context)
    yield make_data_file(CASES, {part: names[part].get(KIND, {}) for part in ("known", "now")})


def _make_case_file(context: SiteContext, case: CaseStudy) -> Iterator[tuple[str, bytes]]:
    yield make_data_file(f"data/case-files/{case.id}", context.reading.documents_by_id[KIND, case.id].text)


def list_names(context: SiteContext) -> dict[str, Any]:
    """List the ids that a case can refer to, with their names."""
    return collect_names(CaseStudy, KnownIds(context.knowledge_base), context.knowledge_base)


def write_template(context: SiteContext) -> str:
    """Write the file to fill in."""
    return make_scaffold(KIND, NEW, today=context.today)[1]
