"""A number with its unit, period, price year, source and certainty."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from waymark_guide.model.base import ContentModel, Line, Reference, Slug, make_field
from waymark_guide.model.partial_date import PartialDate
from waymark_guide.model.refusal import make_refusal
from waymark_guide.model.source import SourceId

Amount = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=18, decimal_places=4)]


class Range(ContentModel):
    """The lowest and the highest value that the source gives."""

    low: Amount = make_field("The lowest value.", example="200")
    high: Amount = make_field("The highest value.", example="250")


class Figure(ContentModel):
    """One number of a case study."""

    id: Slug = make_field("A short name for the figure.", example="parcels")
    label: Line = make_field("What was counted or paid, in words.", example="Food parcels delivered")
    kind: Annotated[str, Reference("vocabulary:figure-kinds")] = make_field("What sort of number it is.", example="output")
    value: Amount | None = make_field("The number, without commas or signs.", example="15202", default=None, level="usual")
    range: Range | None = make_field("The lowest and highest value, where the source gives a range.", default=None)
    unit: Line = make_field("What one of them is. Money is GBP.", example="parcels")
    per: Literal["year", "month", "week", "person", "total"] = make_field("What the number is for.", example="total", default="total")
    period: Line = make_field("The time that the number covers.", example="2020-04 to 2021-06")
    price_year: Annotated[str, Field(pattern=r"^\d{4}(-\d{2})?$")] | None = make_field(
        "The year whose prices are used. Needed for money.", example="2012", default=None, level="usual"
    )
    cost_basis: Line | None = make_field("What the cost includes and leaves out.", default=None)
    qualifier: Annotated[str, Reference("vocabulary:qualifiers")] = make_field("How exact the number is.", example="exact", default="exact")
    direction: Annotated[str, Reference("vocabulary:directions")] | None = make_field(
        "Whether the change was for the better.", example="not-measured", default=None
    )
    cashable: Literal["yes", "no", "unknown"] | None = make_field("For a saving: can the money be taken out of a budget?", default=None)
    evidence_level: Annotated[str, Reference("vocabulary:evidence-levels")] | None = make_field(
        "How sure we can be of this one number, 0 to 5.", example="1", default=None
    )
    sources: tuple[SourceId, ...] = make_field("The sources that give the number.", example=["slung-low-2022"], min_length=1)

    @model_validator(mode="after")
    def _says_how_much(self) -> Self:
        if (self.value is None) == (self.range is None):
            raise make_refusal(self.id, "value_or_range")
        if self.range is not None and self.range.low > self.range.high:
            raise make_refusal(self.id, "range_reversed")
        return self

    @property
    def is_money(self) -> bool:
        """Whether the number is an amount of money."""
        return self.unit.upper().startswith("GBP") or "£" in self.unit


class Dispute(ContentModel):
    """A dispute: two sources disagree, or a statement is contested."""

    path: Line = make_field("The field that is disputed.", example="figures.parcels")
    note: Line = make_field("What is contested and by whom.")
    raised_on: PartialDate = make_field("When it was raised.", example="2026-11-22")
