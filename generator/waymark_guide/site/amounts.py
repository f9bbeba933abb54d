"""Formats numbers for readers, with their unit and their precision."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from waymark_guide.model.figure import Figure

_MINUS = "\N{MINUS SIGN}"
_BEFORE = {"approximately": "about ", "at-least": "at least ", "up-to": "up to "}
_AFTER = {"claimed": " (claimed)", "modelled": " (modelled)"}
_PER = {"year": " a year", "month": " a month", "week": " a week", "person": " a person", "total": ""}


def format_number(amount: Decimal) -> str:
    """Format a number such as `15,202` or `2.5`, without needless zeros."""
    text = f"{amount:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", _MINUS)


def format_pounds(amount: Decimal) -> str:
    """Format an amount of money such as `£8,000` or `£2.50`: pence only if there are some, and a minus sign before the pound sign."""
    return f"{_MINUS if amount < 0 else ''}£{abs(amount):,.2f}".removesuffix(".00")


def describe_figure(figure: Figure) -> str:
    """Describe a figure, such as `about £1,200 a year` or `7,500 to 15,000 parcels`."""
    amounts = [figure.range.low, figure.range.high] if figure.range else [figure.value] if figure.value is not None else []
    in_pounds = figure.unit.upper() == "GBP"
    unit = "" if in_pounds else f" {figure.unit}"
    text = " to ".join(format_pounds(amount) if in_pounds else format_number(amount) for amount in amounts)
    return f"{_BEFORE.get(figure.qualifier, '')}{text}{unit}{_PER[figure.per]}{_AFTER.get(figure.qualifier, '')}"
