"""Facets sort the cases by their values, in the words of the vocabularies."""

from __future__ import annotations

from typing import Any

import pytest

from waymark_guide.library.facets import make_library
from waymark_guide.library.regions import find_region
from waymark_guide.model.case_study import Place


def test_values_follow_the_vocabulary_and_list_their_cases(case: Any, knowledge_base: Any) -> None:
    """A facet lists the values that cases have, in the order and the words of the vocabulary, each with its cases."""
    library = make_library(knowledge_base(case("b", themes=["mutual-help", "prevention"]), case("a")))
    assert [(value.id, value.label, value.cases) for value in library.get_facet("theme").values] == [
        ("prevention", "Acting early", (1,)),
        ("mutual-help", "People helping each other", (0, 1)),
    ]


def test_drafts_are_left_out(case: Any, knowledge_base: Any) -> None:
    """The library has no drafts."""
    library = make_library(knowledge_base(case("a"), case("b", draft="yes")))
    assert [each.id for each in library.cases] == ["a"]


def test_a_term_also_counts_for_its_broader_term(case: Any, knowledge_base: Any) -> None:
    """A case about people with a learning disability is also under disabled people."""
    library = make_library(knowledge_base(case("a", people=["learning"])))
    assert [value.id for value in library.get_facet("people").values] == ["disabled-people", "learning"]


def test_a_missing_route_is_a_value(case: Any, knowledge_base: Any) -> None:
    """A case that does not record its route has the value unknown."""
    assert [value.id for value in make_library(knowledge_base(case("a"))).get_facet("route").values] == ["unknown"]


def test_a_value_outside_the_vocabulary_is_labelled_by_its_id(case: Any, knowledge_base: Any) -> None:
    """A value that the vocabulary does not have comes last, with its id as its label."""
    library = make_library(knowledge_base(case("a", themes=["strange", "prevention"])))
    assert [value.label for value in library.get_facet("theme").values] == ["Acting early", "strange"]


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("E06000015", "east-midlands"), ("E06000002", "north-east"), ("E08000035", "yorkshire-and-the-humber"), ("E06000054", "south-west"),
        ("E09000033", "london"), ("E07000246", "south-west"), ("E10000016", "south-east"), ("W06000015", "wales"), ("S12000033", "scotland"),
        ("N09000003", "northern-ireland"), ("E12000006", "east-of-england"), ("E92000001", "england"), ("K02000001", "uk"),
        ("E99999999", "unknown"), ("E12000099", "unknown"), (None, "unknown"),
    ],
)  # fmt: skip
def test_a_code_gives_its_region(code: str | None, region: str) -> None:
    """An official code gives its region or nation. A missing or unknown code gives `unknown`."""
    assert find_region(Place(name="Somewhere", scope="local-authority", gss=code)) == region


def test_facets_are_reused_until_a_value_changes(case: Any, knowledge_base: Any) -> None:
    """An edit that changes no value reuses the facets, with the edited cases. Any other edit makes new facets."""
    before = make_library(knowledge_base(case("a"), case("b")))
    after = make_library(knowledge_base(case("a", summary="Told in other words, and at the same length."), case("b")))
    assert after.facets is before.facets
    assert after.cases[0].summary == "Told in other words, and at the same length."
    for edited in (
        [case("a", themes=["mutual-help"]), case("b")],
        [case("a", title="Zebras"), case("b")],
        [case("a"), case("b", draft="yes")],
        [case("a"), case("c")],
        [case("a"), case("b"), case("c")],
    ):
        make_library(knowledge_base(case("a"), case("b")))
        now = make_library(knowledge_base(*edited))
        make_library(knowledge_base())
        assert now == make_library(knowledge_base(*edited))
