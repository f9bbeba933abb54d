"""The form by which people without Git write or correct a case study, made from the model; without script, the file to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.form_rules import collect_rules, collect_texts
from waymark_guide.contribute.form_shape import describe_model
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.site import script_files
from waymark_guide.site.files.form_files import FOLDER, KIND, NEW, TEMPLATE, list_names, write_template
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.render import json_block

if TYPE_CHECKING:
    from waymark_guide.site.context import SiteContext

ROUTE = FOLDER
ORDER = 150
depends_on = DEPENDS_ON_NO_CASE


def render(context: SiteContext) -> Page:
    """Render the page."""
    t = context.strings
    return Page(
        url=ROUTE,
        section="contribute/",
        title=t("form.title"),
        description=t("form.description"),
        body=context.render("contribute_form.html.jinja", scaffolded=write_template(context), address=f"/{TEMPLATE}", name=f"{NEW}.yaml"),
        crumbs=(Crumb(t("site.crumb.home"), ""), Crumb(t("form.contribute"), "contribute/")),
        kind=t("form.kind"),
        data={"form-data": json_block(make_data(context))},
        scripts=(script_files.FORM.address,),
        styles=("/assets/contribute/contribute.css",),
    )


def make_data(context: SiteContext) -> dict[str, Any]:
    """What the scripts need at once: the fields of a case, the ids that it can refer to except those of cases, the rules, and the words."""
    names = list_names(context)
    return {
        "shape": describe_model(CaseStudy),
        "names": {**names, **{part: {**names[part], KIND: {}} for part in ("known", "now")}},
        "rules": collect_rules("C"),
        "repository": context.settings.repository_url,
        "branch": context.settings.branch,
        "script": script_files.FORM_ANSWERS.address.removeprefix("/"),
        "words": context.strings.get_section("form"),
        "says": collect_texts("C"),
    }
