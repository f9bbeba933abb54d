"""The form by which people without Git write or correct a case study, made from the model; without script, the file to fill in."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from waymark_guide.checks.known_ids import Names
from waymark_guide.contribute.form_names import collect_names
from waymark_guide.contribute.form_rules import collect_rules, collect_texts
from waymark_guide.contribute.form_shape import describe_model
from waymark_guide.contribute.scaffold import make_scaffold
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.site.page import ELEMENT, Crumb, FileGroup, Page
from waymark_guide.site.render import json_block
from waymark_guide.site.search.index_files import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext

KIND = "case-study"
URL = f"contribute/{KIND}/"
TEMPLATE = f"{URL}template.txt"
CASES = "data/case-names"
"""The names of the cases, which the form asks for when it needs them: its page does not grow with the corpus."""
NEW = "my-case"
"""What the file to fill in is called until somebody names it."""
SCRIPTS = (
    *("record", "near", "dates", "emitter", "reader", "reading", "explaining", "referring", "rules", "checker"),
    *("page", "fields", "lists", "problems", "drafts", "cases", "sending", "answers", "form"),
)
"""In the order in which they build on each other: what needs no page, then what does."""


def pages(context: SiteContext) -> Iterator[Page]:
    """The one page."""
    say = context.strings
    yield Page(
        url=URL,
        section="contribute/",
        title=say("form.title"),
        description=say("form.description"),
        body=context.render("contribute_form.html.jinja", scaffolded=_template(context), address=f"/{TEMPLATE}", name=f"{NEW}.yaml"),
        crumbs=(Crumb(say("site.crumb.home"), ""), Crumb(say("form.contribute"), "contribute/")),
        kind=say("form.kind"),
        data={"form-data": json_block(data(context))},
        scripts=(ELEMENT, *(f"/assets/contribute/{name}.js" for name in SCRIPTS)),
        styles=("/assets/contribute/contribute.css",),
    )


def files(context: SiteContext) -> Iterator[FileGroup]:
    """The file to fill in, and each case as a script that hands its text to the form: a page on disk can load nothing else."""
    yield FileGroup("", partial(_template_and_names, context))
    for case in context.case_studies:
        yield FileGroup(f"data/case-files/{case.id}.js", partial(_case_file, context, case), (context.print_of(case),))


def _template_and_names(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    yield TEMPLATE, _template(context).encode()
    names = _names(context)
    yield data_file(CASES, {part: names[part].get(KIND, {}) for part in ("known", "now")})


def _case_file(context: SiteContext, case: CaseStudy) -> Iterator[tuple[str, bytes]]:
    document = context.reading.homes[KIND, case.id]
    yield f"data/case-files/{case.id}.js", f"WaymarkForm.given({json.dumps(case.id)}, {json.dumps(document.text)});\n".encode()


def data(context: SiteContext) -> dict[str, Any]:
    """Everything that the scripts need at once: the shape of a case, what it can refer to but for other cases, the rules, and the words."""
    names = _names(context)
    return {
        "shape": describe_model(CaseStudy),
        "names": {**names, **{part: {**names[part], KIND: {}} for part in ("known", "now")}},
        "rules": collect_rules("C"),
        "repository": context.settings.repository_url,
        "branch": context.settings.branch,
        "words": context.strings.part("form"),
        "says": collect_texts("C"),
    }


def _names(context: SiteContext) -> dict[str, Any]:
    return collect_names(CaseStudy, Names(context.knowledge_base), context.knowledge_base)


def _template(context: SiteContext) -> str:
    return make_scaffold(KIND, NEW, today=context.today)[1]
