"""Which scripts the pages load. Each served file is made of modules below `assets/`, joined in load order.

A module is a classic script that defines one constant, such as `GuideState` in `guide/state.js`: so every page also works from a file on
disk. Scripts that no file here names are served by themselves.
"""

from __future__ import annotations

from typing import NamedTuple


class ScriptFile(NamedTuple):
    """A script as it is served.

    Attributes:
        path: where it is served, below `assets/`.
        modules: the paths of its modules below `assets/`, in load order. No page loads two files with the same module.
    """

    path: str
    modules: tuple[str, ...]

    @property
    def address(self) -> str:
        """Its address from the root."""
        return f"/assets/{self.path}"


def _list_modules(folder: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{folder}/{name}.js" for name in names)


SHARED = ("shared/page.js", "shared/link.js")
WORD_INDEX = _list_modules("search", "nearest_words", "word_index")

ENGINE_REPLAY = _list_modules(
    "engine", "builtins", "answers", "conditions", "compiled_tree", "walk", "questions_left", "replay", "weights", "url_fragment"
)
"""What asks questions. The modules mirror those of `waymark_guide.trees.engine` by name, but for three: `builtins` has what Python has built
in, `walk` is a part of `replay`, and `weights` a part of `scoring`."""

ENGINE_RESULT = _list_modules(
    "engine",
    "case_matching",
    "scoring",
    "leaders",
    "reasons",
    "result",
    "single_changes",
    "unknown_answers",
    "minimal_changes",
    "deciding_answers",
    "weight_changes",
    "evaluation",
)
"""What evaluates answers, after `ENGINE_REPLAY`."""

GUIDE = ScriptFile(
    "pages/guide.js",
    (
        *SHARED,
        *ENGINE_REPLAY,
        *_list_modules("guide", "data", "facts", "state", "history", "elements", "prepare_link", "view_frame", "notices", "question_view", "guide"),
    ),
)
"""What a guide needs to ask its questions."""

GUIDE_RESULT = ScriptFile(
    "pages/guide-result.js",
    (
        *ENGINE_RESULT,
        *_list_modules("guide", "evaluation", "other_guides", "result_elements", "result_answer", "result_reasons", "result_changes"),
        *_list_modules("guide", "result_unknowns", "result_outcomes", "result_cases", "weights_form", "result_view"),
    ),
)
"""What a guide needs to show a result. It is loaded while the first question is read."""

LIBRARY = ScriptFile(
    "pages/case-studies.js",
    (*SHARED, *WORD_INDEX, *_list_modules("library", "case_finder", "filter_form", "filters_view", "case_list", "compared_cases", "library_page")),
)
SEARCH = ScriptFile("pages/search.js", (*SHARED, *WORD_INDEX, *_list_modules("search", "engines", "search_page")))
COMPARE = ScriptFile("pages/compare.js", (*SHARED, *_list_modules("compare", "row_comparison", "comparison_view", "compare_page")))
PREPARE = ScriptFile(
    "pages/prepare.js",
    (*SHARED, *_list_modules("prepare", "answers", "saved_answers", "answer_form", "sections_view", "summary_view", "saving", "prepare_page")),
)
CALCULATOR = ScriptFile("pages/calculator.js", (*SHARED, *_list_modules("value", "calculation", "calculator")))
REPORT = ScriptFile("pages/report.js", (*SHARED, *_list_modules("report", "report")))

CASE_CHECKS = (
    *_list_modules("contribute", "values", "shape", "text", "suggest", "dates", "yaml_writer", "decode_scalar", "decode", "validation_findings"),
    *_list_modules("contribute", "checks/everywhere", "checks/cases", "check_case"),
)
"""What writes and checks a case (`ContributeCheckCase.checkCase`). It needs no page."""

FORM = ScriptFile(
    "pages/form.js",
    (
        *SHARED,
        *CASE_CHECKS,
        *_list_modules(
            "contribute",
            "state",
            "labels",
            "problems",
            "field_box",
            "choices",
            "text_field",
            "cases",
            "questions",
            "fields",
            "files",
            "task_list",
            "form",
        ),
    ),
)
"""What the form needs to be filled in. `contribute/yaml_reader.js` is loaded when the first file is opened."""

FORM_ANSWERS = ScriptFile("pages/form-answers.js", _list_modules("contribute", "submit_links", "submit", "answers_view"))
"""What shows and sends the answers. It is loaded after the first view is shown."""

TERMS = "/assets/terms/terms.js"
"""The tooltips of terms, a module by itself: any page may have it in addition to its own file."""

SCRIPT_FILES = (GUIDE, GUIDE_RESULT, LIBRARY, SEARCH, COMPARE, PREPARE, CALCULATOR, REPORT, FORM, FORM_ANSWERS)
"""Every file that is joined from modules."""
