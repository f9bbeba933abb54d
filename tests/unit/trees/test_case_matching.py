"""Similar cases: what agrees, what is known, and in which order they come."""

from __future__ import annotations

from waymark_guide.trees.engine.case_matching import KnownAnswer, match_cases


def known(question: str, chosen: str, *, ordered: bool = False, several: bool = False) -> KnownAnswer:
    """Return an answer to a question with three options, which some cases record under the id of a fact."""
    return KnownAnswer(question, (f"fact-{question}", question), ("low", "mid", "high"), tuple(chosen.split(",")), ordered, several)


ANSWERS = [known("a", "low"), known("b", "mid"), known("c", "high"), known("d", "low", ordered=True), known("e", "low,mid", several=True)]


def test_agreement_counts_facts_known_on_both_sides() -> None:
    """Only the facts that the case recorded, by question or by fact, are compared."""
    case = {"id": "one", "facts": {"a": ["low"], "fact-b": ["mid"], "c": ["low"], "elsewhere": ["low"], "d": ["no-option"]}}
    assert match_cases(ANSWERS, [case]) == [{"id": "one", "agrees": 2, "known": 3, "closeness": 666, "differs": ["c"], "same": ["a", "b"]}]


def test_fewer_than_three_shared_facts_are_no_match() -> None:
    """Two facts that agree say too little."""
    assert match_cases(ANSWERS, [{"id": "one", "facts": {"a": ["low"], "b": ["mid"]}}]) == []


def test_ordered_and_several_answers_agree_in_part() -> None:
    """One step of two is half; one option of two is half. Both are in whole thousandths."""
    case = {"id": "one", "facts": {"a": ["low"], "d": ["mid"], "e": ["low"]}}
    assert match_cases(ANSWERS, [case])[0]["closeness"] == (1000 + 500 + 500) // 3


def test_closest_first_then_better_known_then_by_id() -> None:
    """The order is by closeness, then by the number of known facts, then by id."""
    facts = {"a": ["low"], "b": ["mid"], "c": ["high"]}
    cases = [
        {"id": "z", "facts": facts},
        {"id": "y", "facts": facts},
        {"id": "more", "facts": {**facts, "d": ["low"]}},
        {"id": "far", "facts": {**facts, "c": ["low"]}},
    ]
    assert [each["id"] for each in match_cases(ANSWERS, cases)] == ["more", "y", "z", "far"]
