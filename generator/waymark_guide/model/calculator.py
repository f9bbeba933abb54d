"""A calculator: inputs that a reader can change, formulas, and results with a range."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.base import Allow, ContentModel, Line, Paragraphs, Reference, Slug, make_field
from waymark_guide.model.source import Source, SourceId

Number = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=18, decimal_places=6)]
PriceYear = Annotated[str, Field(pattern=r"^\d{4}(-\d{2})?$")]
CalculatorId = Annotated[Slug, Reference("calculator")]
YesOrNo = Literal["yes", "no"]


class Quantity(ContentModel):
    """What an input, a step and an output have in common."""

    id: Slug = make_field("The name that formulas use.", example="people")
    label: Line = make_field("What it is, in words.", example="People helped")
    unit: Line = make_field("What one of it is. Money has a pound sign.", example="people")
    cashable: YesOrNo | None = make_field(
        "For money: can it be taken out of a budget? Left out for what is neither cost nor benefit.", example="no", default=None
    )

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return "£" in self.unit


class CalculatorInput(Quantity):
    """A number that the reader can change."""

    help: Line | None = make_field("Where to find it, or what to watch for.", default=None)
    default: Number | None = make_field("The number that stands there at first. Left out where no sound one is known.", example="0.2", default=None)
    low: Number | None = make_field("The low end of what is likely.", default=None)
    high: Number | None = make_field("The high end of what is likely.", default=None)
    lowest: Number = make_field("The lowest number that makes sense.", example="0")
    highest: Number = make_field("The highest number that makes sense.", example="1000000")
    whole: YesOrNo = make_field("Whether it must be a whole number.", example="yes", default="no")
    price_year: PriceYear | None = make_field("The year whose prices the default is in. Needed for money.", example="2019", default=None)
    sources: tuple[SourceId, ...] = make_field("The sources of the default and of the range.", default=())


class Step(Quantity):
    """Something worked out on the way."""

    formula: Annotated[str, Field(min_length=1)] = make_field("How it is worked out, in names and signs.", example="people * points * years")
    places: Annotated[int, Field(ge=0, le=4)] = make_field("How many decimal places are shown.", example="0", default=0)


class Output(Step):
    """A result."""

    note: Line | None = make_field("How to read it.", default=None)


class Calculator(ContentModel):
    """A file in `content/value/`."""

    schema_: Literal["calculator/1"] = make_field("The version of the format.", example="calculator/1", alias="schema")
    id: Slug = make_field("The id, which is the name of the file and the address of the page.", example="wellbeing-value")
    title: Line = make_field("The title.", example="What is a change in wellbeing worth?")
    summary: Line = make_field("One or two sentences for lists.")
    question: Line = make_field("The question that it answers.", example="What is the change worth to society?")
    intro: Paragraphs | None = make_field("What to know before the numbers.", default=None)
    inputs: tuple[CalculatorInput, ...] = make_field("The numbers that a reader can change.", min_length=1)
    steps: tuple[Step, ...] = make_field("What is worked out on the way, in order.", default=())
    outputs: tuple[Output, ...] = make_field("The results.", min_length=1)
    cautions: tuple[Line, ...] = make_field("What a reader must know before using a result.", min_length=1)
    overlaps: tuple[CalculatorId, ...] = make_field("Calculators whose results must not be added to these.", default=())
    sources: tuple[Source | SourceId, ...] = make_field("What the page rests on.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, with reasons.", default=())
