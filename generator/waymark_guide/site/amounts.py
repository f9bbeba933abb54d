"""Numbers as people read them, with their unit and how exact they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from waymark_guide.model.figure import Figure

_MINUS = "\N{MINUS SIGN}"
_BEFORE = {"approximately": "about ", "at-least": "at least ", "up-to": "up to "}
_AFTER = {"claimed": " (claimed)", "modelled": " (modelled)"}
_PER = {"year": " a year", "month": " a month", "week": " a week", "person": " a person", "total": ""}


def number(amount: Decimal) -> str:
    """`15,202` or `2.5`: thousands apart, no needless zeros."""
    text = f"{amount:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", _MINUS)


def pounds(amount: Decimal) -> str:
    """`£8,000` or `£2.50`: pence only where there are some, a minus sign before the pound sign."""
    return f"{_MINUS if amount < 0 else ''}£{abs(amount):,.2f}".removesuffix(".00")


def figure_in_words(figure: Figure) -> str:
    """`about £1,200 a year`, `7,500 to 15,000 parcels`."""
    amounts = [figure.range.low, figure.range.high] if figure.range else [figure.value] if figure.value is not None else []
    in_pounds = figure.unit.upper() == "GBP"
    unit = "" if in_pounds else f" {figure.unit}"
    said = " to ".join(pounds(amount) if in_pounds else number(amount) for amount in amounts)
    return f"{_BEFORE.get(figure.qualifier, '')}{said}{unit}{_PER[figure.per]}{_AFTER.get(figure.qualifier, '')}"
