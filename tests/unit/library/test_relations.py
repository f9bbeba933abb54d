"""Related cases are relations, each with its reason."""

from __future__ import annotations

from typing import Any

from waymark_guide.library.relations import find_relations


def test_a_declared_link_comes_first_and_is_seen_from_both_sides(case: Any, knowledge_base: Any) -> None:
    """A linked case comes before similar cases, and the other case shows the link too."""
    relations = find_relations(
        knowledge_base(
            case("a", relations=[{"type": "inspired-by", "case": "c"}]),
            case("b"),
            case("c", approaches=["alliances"], themes=["prevention"]),
        )
    )
    assert [(related.case.id, related.relation) for related in relations["a"]] == [("c", "inspired-by"), ("b", "")]
    assert [(related.case.id, related.relation, related.declared_there) for related in relations["c"]] == [("a", "inspired-by", True)]


def test_the_reason_is_the_shared_values(case: Any, knowledge_base: Any) -> None:
    """A relation lists the values that both cases have."""
    relations = find_relations(knowledge_base(case("a", people=["learning"]), case("b", people=["learning"], themes=["prevention"])))
    assert [(shared.facet, shared.values) for shared in relations["a"][0].shared] == [
        ("approach", ("grants",)),
        ("people", ("learning", "disabled-people")),
    ]


def test_a_place_alone_makes_no_relation(case: Any, knowledge_base: Any) -> None:
    """Two cases that share only their region are not related, and an unknown region is not shared."""
    here = [{"name": "Derby", "scope": "local-authority", "gss": "E06000015"}]
    relations = find_relations(knowledge_base(case("a", places=here), case("b", places=here, approaches=["alliances"], themes=["prevention"])))
    assert relations["a"] == ()


def test_broken_links_are_ignored(case: Any, knowledge_base: Any) -> None:
    """A link to a missing case, to a draft or to the case itself makes no relation. The checks report it."""
    relations = find_relations(
        knowledge_base(
            case("a", relations=[{"type": "part-of", "case": other} for other in ("a", "draft", "gone")]),
            case("draft", draft="yes"),
        )
    )
    assert relations == {"a": ()}


def test_the_number_of_relations_is_limited(case: Any, knowledge_base: Any) -> None:
    """Among hundreds of similar cases, only the wanted number is relations. Equal cases are in the order of their titles."""
    relations = find_relations(knowledge_base(*(case(f"case-{number:03}") for number in range(300))), show_at_most=3)
    assert [related.case.id for related in relations["case-000"]] == ["case-001", "case-002", "case-003"]
