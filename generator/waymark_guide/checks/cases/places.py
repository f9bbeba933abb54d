"""Where a case happened: codes that fit the size of the area, and coordinates that give no home away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.case_study import CaseStudy, Place
    from waymark_guide.model.finding import Finding, Path

AUTHORITIES = ("E06", "E07", "E08", "E09", "E10", "W06", "S12", "N09")
LARGER = ("E10", "E11", "E12", "E47", "E54")
PREFIXES = {
    "site": AUTHORITIES,
    "neighbourhood": AUTHORITIES,
    "ward": AUTHORITIES,
    "local-authority": AUTHORITIES,
    "region": LARGER,
    "nation": ("E92", "W92", "S92", "N92"),
    "uk": ("K02",),
}
"""How the Office for National Statistics begins its codes, for each scope: local authorities for anything up to one."""
MOST_DECIMALS = 3

WRONG_CODE = declare(
    "C311",
    "code-does-not-fit",
    "The code of a place is of the kind that its scope asks for: the local authority's for anything up to one.",
    why="The case would appear in the wrong place on the map and in the lists.",
    fix="Look the code up in the Office for National Statistics' register of geographic codes.",
    wrong="gss: E12000003",
    right="gss: E08000035",
    texts={"message": 'The code {code} does not belong to the scope "{scope}".', "fix": "Codes for this scope begin with {beginnings}. {fix}"},
)
HALF = declare(
    "C312",
    "half-a-coordinate",
    "Latitude and longitude are given together.",
    why="One alone is no point on a map.",
    fix="Add the other, or delete both.",
    wrong="    gss: E08000035\n    lat: 53.785\n",
    right="    gss: E08000035\n    lat: 53.785\n    lon: -1.551\n",
    texts={"message": '"{name}" has "{given}" and no "{lacking}".'},
)
TOO_EXACT = declare(
    "C313",
    "coordinate-too-exact",
    "Coordinates have three decimals at most.",
    why="Three decimals are about a hundred metres. More could point at somebody's home.",
    fix="Round it to three decimals.",
    wrong="lat: 53.78512",
    right="lat: 53.785",
    texts={"message": '"{field}" of "{name}" has more than three decimals.', "fix": "Write {field}: {value}."},
)


def check(subject: Subject[CaseStudy]) -> Iterator[Finding]:
    """The places of a case."""
    for number, place in enumerate(subject.record.places):
        path: Path = ("places", number)
        fitting = PREFIXES.get(place.scope, ())
        if place.gss and fitting and not place.gss.startswith(fitting):
            message = WRONG_CODE.fill("message", code=place.gss, scope=place.scope)
            fix = WRONG_CODE.fill("fix", beginnings=", ".join(fitting), fix=WRONG_CODE.fix)
            yield subject.finding(WRONG_CODE, (*path, "gss"), message, fix=fix)
        yield from _coordinates(subject, path, place)


def _coordinates(subject: Subject[CaseStudy], path: Path, place: Place) -> Iterator[Finding]:
    if (place.lat is None) != (place.lon is None):
        given, lacking = ("lat", "lon") if place.lon is None else ("lon", "lat")
        yield subject.finding(HALF, (*path, given), HALF.fill("message", name=place.name, given=given, lacking=lacking))
    for name, value in (("lat", place.lat), ("lon", place.lon)):
        if value is not None and value != round(value, MOST_DECIMALS):
            fix = TOO_EXACT.fill("fix", field=name, value=round(value, MOST_DECIMALS))
            yield subject.finding(TOO_EXACT, (*path, name), TOO_EXACT.fill("message", field=name, name=place.name), fix=fix)
