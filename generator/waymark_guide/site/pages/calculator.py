"""One calculator: its numbers to change, its results with their ranges, and the same as a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.site import script_files
from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.page import Crumb, Heading, Page
from waymark_guide.site.render import json_block
from waymark_guide.value.calculation import MINUS, calculate_results, format_number, list_default_inputs
from waymark_guide.value.formula import parse_formula
from waymark_guide.value.formula_text import calculator_to_json, describe_formula, list_steps, parse_steps

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from fractions import Fraction

    from waymark_guide.model.calculator import Calculator, CalculatorInput, Step
    from waymark_guide.site.context import SiteContext
    from waymark_guide.value.calculation import ResultRange

ROUTE = "value/{calculator.id}/"
ORDER = 101
depends_on = DEPENDS_ON_NO_CASE
GROUPS = {"yes": "cash", "no": "not-cash", None: "other"}
SAID = ("damaged", "blank", "none", "needs", "range", "copied", "not_copied", "bad.any", "bad.whole", "bad.order")
"""The words that the script needs."""


class ShownStep(NamedTuple):
    """A step or a result as it is shown."""

    step: Step
    amount: str
    range: str
    words: str


def list_pages(context: SiteContext) -> Iterable[Calculator]:
    """One page for each calculator."""
    return context.knowledge_base.calculators.values()


def render(context: SiteContext, calculator: Calculator) -> Page:
    """Render the page of a calculator."""
    t = context.strings
    found = _format_steps(context, calculator)
    outputs = {output.id for output in calculator.outputs}
    groups = [(name, [found[output.id] for output in calculator.outputs if output.cashable == kind]) for kind, name in GROUPS.items()]
    data = calculator_to_json(calculator)
    data["steps"] = [{**step, "isResult": step["id"] in outputs} for step in data["steps"]]
    texts = [calculator.intro, *(entry.help for entry in calculator.inputs), *calculator.cautions]
    declared = [*calculator.sources, *(source for entry in calculator.inputs for source in entry.sources)]
    return Page(
        url=ROUTE.format(calculator=calculator),
        section="value/",
        title=calculator.title,
        description=calculator.summary,
        body=context.render(
            "calculator.html.jinja",
            calculator=calculator,
            groups=[group for group in groups if group[1]],
            steps=[found[step.id] for step in calculator.steps],
            worked=[found[step.id] for step in list_steps(calculator)],
            overlapping=[other for name, other in context.knowledge_base.calculators.items() if name in calculator.overlaps],
            references=context.references(declared, texts),
            number=format_input,
            missing=[entry for entry in calculator.inputs if entry.default is None],
            range_of=lambda entry: _range_of(context, entry),
        ),
        headings=tuple(Heading(anchor, t(f"value.{anchor}")) for anchor in ("results", "formula", "first", "cautions")),
        crumbs=(Crumb(t("site.crumb.home"), ""), Crumb(t("value.title"), "value/")),
        kind=t("site.kind.page"),
        data={"value-data": json_block({**data, "strings": {key: t(f"value.{key}") for key in SAID}})},
        scripts=(script_files.CALCULATOR.address,),
        styles=("/assets/value/value.css",),
    )


def format_input(value: Decimal | None) -> str:
    """A number of the file as readers see it: with commas, without needless noughts."""
    if value is None:
        return ""
    return f"{value:,f}"


def format_result(value: Fraction, step: Step) -> str:
    """A result with its unit."""
    text = format_number(value, step.places)
    if step.is_money and step.unit.startswith("£"):
        return f"£{text}{step.unit[1:]}".replace(f"£{MINUS}", f"{MINUS}£")
    return f"{text}{step.unit}" if step.unit.startswith("%") else f"{text} {step.unit}"


def _format_steps(context: SiteContext, calculator: Calculator) -> dict[str, ShownStep]:
    """Every step and result at the defaults."""
    t = context.strings
    spans = calculate_results(parse_steps(calculator), list_default_inputs(calculator))
    labels = {each.id: _within(each.label) for each in (*calculator.inputs, *list_steps(calculator))}
    return {
        step.id: ShownStep(
            step,
            format_result(span.value, step) if (span := spans[step.id]) else t("value.blank"),
            _range(context, span, step),
            describe_formula(parse_formula(step.formula), labels),
        )
        for step in list_steps(calculator)
    }


def _within(label: str) -> str:
    """A label inside a sentence: a word in capitals keeps them."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _range(context: SiteContext, span: ResultRange | None, step: Step) -> str:
    if span is None or span.low == span.high:
        return ""
    return context.strings("value.range", low=format_result(span.low, step), high=format_result(span.high, step))


def _range_of(context: SiteContext, entry: CalculatorInput) -> str:
    """The range of an input, in words; empty where it has none."""
    return context.strings("value.range", low=format_input(entry.low), high=format_input(entry.high)) if entry.low is not None else ""
