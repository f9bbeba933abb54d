"""Finds the region or nation of the United Kingdom in which a place is, by its official code (GSS code)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waymark_guide.model.case_study import Place

UNKNOWN = "unknown"

_BY_PREFIX = {
    "W": "wales", "S": "scotland", "N": "northern-ireland", "E09": "london", "E13": "london", "E92": "england", "K": "uk",
}  # fmt: skip
_REGION_CODES = (
    "north-east", "north-west", "yorkshire-and-the-humber", "east-midlands", "west-midlands", "east-of-england", "london", "south-east", "south-west",
)  # fmt: skip
_ENGLAND: dict[str, dict[str, str]] = {
    # Ranges of the codes of local authorities that the Office for National Statistics has assigned, including abolished authorities.
    "north-east": {"E06": "1-5 47-48 57", "E08": "20-24 37"},
    "north-west": {"E06": "6-9 49-50 63-64", "E07": "26-31 117-128", "E08": "1-15", "E10": "6 17"},
    "yorkshire-and-the-humber": {"E06": "10-14 65", "E07": "163-169", "E08": "16-19 32-36 38-39", "E10": "23"},
    "east-midlands": {"E06": "15-18 61-62", "E07": "32-39 129-142 150-156 170-176", "E10": "7 18-19 21 24"},
    "west-midlands": {"E06": "19-21 51", "E07": "192-199 218-222 234-239", "E08": "25-31", "E10": "28 31 34"},
    "east-of-england": {"E06": "31-34 55-56", "E07": "8-12 66-77 95-104 143-149 200-206 240-245", "E10": "3 12 15 20 29"},
    "south-east": {"E06": "35-46 60", "E07": "4-7 61-65 84-94 105-116 177-181 207-217 223-229", "E10": "2 11 14 16 25 30 32"},
    "south-west": {"E06": "22-30 52-54 58-59 66", "E07": "40-53 78-83 187-191 246", "E10": "8-9 13 27"},
}


TILES = (
    ("", "scotland", "", ""),
    ("northern-ireland", "", "north-east", ""),
    ("", "north-west", "yorkshire-and-the-humber", ""),
    ("wales", "west-midlands", "east-midlands", "east-of-england"),
    ("", "south-west", "south-east", "london"),
)
"""The twelve regions and nations as tiles of a map: rows from north to south, columns from west to east."""


def find_region(place: Place) -> str:
    """Return the id of the region of a place, or of its nation where the code says no more; `unknown` without a known code."""
    code = place.gss
    if code is None:
        return "uk" if place.scope == "uk" else UNKNOWN
    return _find_region_of_code(code)


@cache
def _find_region_of_code(code: str) -> str:
    if code.startswith("E12"):
        return _find_region_of_region_code(code)
    return _AUTHORITIES.get(code) or next((region for prefix, region in _BY_PREFIX.items() if code.startswith(prefix)), UNKNOWN)


def _find_region_of_region_code(code: str) -> str:
    number = int(code[3:])
    return _REGION_CODES[number - 1] if 1 <= number <= len(_REGION_CODES) else UNKNOWN


def _list_authorities() -> dict[str, str]:
    """List the region of each local authority, by its code."""
    authorities: dict[str, str] = {}
    for region, ranges_by_prefix in _ENGLAND.items():
        for prefix, ranges in ranges_by_prefix.items():
            for each in ranges.split():
                first, _, last = each.partition("-")
                authorities |= {f"{prefix}{number:06}": region for number in range(int(first), int(last or first) + 1)}
    return authorities


_AUTHORITIES = _list_authorities()
