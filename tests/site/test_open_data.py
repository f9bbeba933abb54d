"""The data package says the truth about every file: checked by the rules of Data Package 2.0, cell by cell."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

NAME = re.compile(r"[-a-z0-9._/]+")
READ = {"string": str, "number": Decimal, "integer": int, "date": date.fromisoformat}


@pytest.fixture(scope="module")
def package(site: Path) -> dict[str, Any]:
    """The description as it is published."""
    described: dict[str, Any] = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return described


def rows(site: Path, resource: dict[str, Any]) -> list[dict[str, str]]:
    """The lines of a table."""
    with (site / "data" / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_package_says_what_it_is(package: dict[str, Any]) -> None:
    """It has a name, a title, terms, sources, and files with names of their own."""
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert NAME.fullmatch(package["name"])
    assert package["title"]
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["sources"] == [{"title": "The publications that each case study rests on", "path": "sources.csv"}]
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for name in names)
    assert "created" not in package


def test_each_file_is_as_described(site: Path, package: dict[str, Any]) -> None:
    """Each has the size and the print that are given, stays within the folder, and carries its terms."""
    for resource in package["resources"]:
        content = (site / "data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert ".." not in resource["path"]
        assert resource["licenses"]
        assert resource["title"]


def test_each_cell_is_of_its_type(site: Path, package: dict[str, Any]) -> None:
    """The columns are in the order that is given; each cell reads as its type and keeps to what the column allows."""
    tables = [resource for resource in package["resources"] if resource.get("type") == "table"]
    assert {table["name"] for table in tables} == {"case-studies", "figures", "places", "organisations", "sources"}
    for table in tables:
        fields = {field["name"]: field for field in table["schema"]["fields"]}
        lines = rows(site, table)
        assert lines
        assert list(lines[0]) == list(fields)
        for line in lines:
            for name, cell in line.items():
                rules = fields[name].get("constraints", {})
                assert cell or not rules.get("required"), (table["name"], name)
                if cell:
                    READ[fields[name]["type"]](cell)
                    assert cell in rules.get("enum", [cell])
                    assert re.fullmatch(rules.get("pattern", ".*"), cell, re.DOTALL)
        assert all(field["description"] for field in fields.values())


def test_lines_are_named_and_belong_to_a_case(site: Path, package: dict[str, Any]) -> None:
    """No two lines have the same key, and every line about a case names one that is there."""
    tables = {resource["name"]: resource for resource in package["resources"] if resource.get("type") == "table"}
    cases = {row["id"] for row in rows(site, tables["case-studies"])}
    for table in tables.values():
        lines, key = rows(site, table), table["schema"]["primaryKey"]
        assert max(Counter(tuple(line[name] for name in key) for line in lines).values()) == 1
        for link in table["schema"].get("foreignKeys", []):
            assert link == {"fields": ["case"], "reference": {"resource": "case-studies", "fields": ["id"]}}
            assert {line["case"] for line in lines} <= cases


def test_numbers_name_their_unit(package: dict[str, Any]) -> None:
    """A number has a unit, or says in which column its unit is."""
    fields = {(table["name"], field["name"]): field for table in package["resources"] if "schema" in table for field in table["schema"]["fields"]}
    numbers = {name: field for name, field in fields.items() if field["type"] == "number"}
    assert numbers
    assert all("unit" in field or (name[0], field["unitColumn"]) in fields for name, field in numbers.items())


def test_the_page_offers_every_described_file(site: Path, package: dict[str, Any]) -> None:
    """A reader of the page finds each file with its form, size and last change."""
    page = (site / "data" / "index.html").read_text(encoding="utf-8")
    for resource in package["resources"]:
        assert f'href="../data/{resource["path"]}"' in page
    assert re.search(r"Case studies</a> <span[^>]*>CSV, \d+ KB\. Last changed \d+ \w+ 20\d\d\.", page)
