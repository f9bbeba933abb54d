"""Related cases, each with its reason."""

from __future__ import annotations

from typing import Any

from waymark_guide.library.relations import find_relations


def test_a_declared_link_comes_first_and_is_seen_from_both_sides(case: Any, knowledge_base: Any) -> None:
    """What an author linked comes before what is merely alike, and the other case shows the link too."""
    found = find_relations(
        knowledge_base(
            case("a", relations=[{"type": "inspired-by", "case": "c"}]),
            case("b"),
            case("c", approaches=["alliances"], themes=["prevention"]),
        )
    )
    assert [(related.case.id, related.relation) for related in found["a"]] == [("c", "inspired-by"), ("b", "")]
    assert [(related.case.id, related.relation, related.declared_there) for related in found["c"]] == [("a", "inspired-by", True)]


def test_the_reason_is_what_both_have(case: Any, knowledge_base: Any) -> None:
    """Each related case says which values the two share."""
    found = find_relations(knowledge_base(case("a", people=["learning"]), case("b", people=["learning"], themes=["prevention"])))
    assert [(shared.facet, shared.values) for shared in found["a"][0].shared] == [
        ("approach", ("grants",)),
        ("people", ("learning", "disabled-people")),
    ]


def test_a_place_alone_makes_no_relation(case: Any, knowledge_base: Any) -> None:
    """Two cases in one region with nothing else in common are not called related, and unknown places are never shared."""
    here = [{"name": "Derby", "scope": "local-authority", "gss": "E06000015"}]
    found = find_relations(knowledge_base(case("a", places=here), case("b", places=here, approaches=["alliances"], themes=["prevention"])))
    assert found["a"] == ()


def test_links_to_nowhere_are_ignored(case: Any, knowledge_base: Any) -> None:
    """A link to a missing case, to a draft or to itself is left to the checks; the page is made without it."""
    found = find_relations(
        knowledge_base(
            case("a", relations=[{"type": "part-of", "case": other} for other in ("a", "draft", "gone")]),
            case("draft", draft="yes"),
        )
    )
    assert found == {"a": ()}


def test_many_cases_stay_quick_and_few(case: Any, knowledge_base: Any) -> None:
    """Among hundreds of like cases each still gets only as many as were asked for, the nearest by title where all are equal."""
    found = find_relations(knowledge_base(*(case(f"case-{number:03}") for number in range(300))), show_at_most=3)
    assert [related.case.id for related in found["case-000"]] == ["case-001", "case-002", "case-003"]
