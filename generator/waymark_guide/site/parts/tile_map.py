"""The map of tiles: each region and nation about where it lies, with its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waymark_guide.library.regions import TILES

if TYPE_CHECKING:
    from waymark_guide.library.facets import Facet, FacetValue


class Tile(NamedTuple):
    """A region on the map of tiles.

    Attributes:
        row: from 1 in the north.
        column: from 1 in the west.
        value: the value with its cases; none where no case lies there.
    """

    region: str
    row: int
    column: int
    value: FacetValue | None


def tiles(shelf: Facet) -> tuple[Tile, ...]:
    """The tiles of the map, where the shelf is one of regions; none where it is not."""
    named = {value.id: value for value in shelf.values}
    if not any(region in named for row in TILES for region in row):
        return ()
    return tuple(
        Tile(region, number, column, named.get(region))
        for number, row in enumerate(TILES, start=1)
        for column, region in enumerate(row, start=1)
        if region
    )
