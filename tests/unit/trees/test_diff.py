"""Two versions of a small guide, edited one thing at a time: what changes, when, and which version that needs."""

from __future__ import annotations

from typing import Any

import pytest

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.diff import path_sample, ranked_comparison, result_comparison
from waymark_guide.trees.diff.counterparts import make_version
from waymark_guide.trees.diff.terminal_diff import make_diff_json, render_diff, render_diff_as_markdown
from waymark_guide.trees.diff.tree_diff import diff_knowledge_bases, diff_trees
from waymark_guide.trees.diff.version_bump import find_bump, find_needed_bump, get_next_version, is_bump_enough

GUIDE: dict[str, Any] = {
    "schema": "tree/1",
    "id": "guide",
    "title": "A guide",
    "summary": "A summary.",
    "status": "published",
    "version": "1.0.0",
    "questions": [
        {"id": "size", "text": "How large is it?", "options": [{"id": "small", "label": "Small"}, {"id": "large", "label": "Large"}]},
        {
            "id": "cooks",
            "type": "band",
            "text": "How many cooks?",
            "options": [{"id": "few", "label": "1 to 3", "from": 1, "to": 3}, {"id": "many", "label": "4 or more", "from": 4}],
        },
        {
            "id": "needs",
            "type": "multi",
            "text": "What is needed?",
            "options": [{"id": "food", "label": "Food"}, {"id": "hall", "label": "A hall"}, {"id": "none", "label": "None", "exclusive": True}],
        },
    ],
    "result": {"mode": "first"},
    "outcomes": [
        {"id": "contract", "title": "A contract", "when": {"size": "large", "cooks": "many"}},
        {"id": "grant", "title": "A grant"},
        {"id": "advice", "title": "Advice", "role": "add-on", "when": {"needs": {"has": "hall"}}},
    ],
}
RANKED: dict[str, Any] = {
    **GUIDE,
    "factors": [{"id": "fit", "label": "Fit", "weight": 60}, {"id": "cost", "label": "Cost", "weight": 40}],
    "questions": [
        {
            "id": f"q{place}",
            "text": f"Question {place}?",
            "options": [
                {"id": "a", "label": "A", "effects": {"grant": {"fit": {"points": place + 1, "because": "So."}}}},
                {"id": "b", "label": "B", "effects": {"contract": {"cost": {"points": 2, "because": "So."}}}},
                {"id": "c", "label": "C"},
            ],
        }
        for place in range(4)
    ],
    "result": {"mode": "ranked"},
    "outcomes": [{"id": "contract", "title": "A contract"}, {"id": "grant", "title": "A grant"}],
}


def tree(guide: dict[str, Any], **fields: Any) -> Tree:
    """A guide with some fields replaced."""
    return Tree.model_validate({**guide, **fields})


def compared(before: Tree, after: Tree) -> Any:
    """Both versions, compared."""
    return diff_trees(make_version(before, KnowledgeBase()), make_version(after, KnowledgeBase()))


def with_question(place: int, **fields: Any) -> list[dict[str, Any]]:
    """The questions of the guide, one of them with fields replaced."""
    return [{**question, **fields} if number == place else question for number, question in enumerate(GUIDE["questions"])]


def with_outcome(place: int, **fields: Any) -> list[dict[str, Any]]:
    """The outcomes of the guide, one of them with fields replaced."""
    return [{**outcome, **fields} if number == place else outcome for number, outcome in enumerate(GUIDE["outcomes"])]


def test_same_guide_needs_nothing() -> None:
    """Two equal versions differ in nothing, and upkeep such as a review date counts for nothing."""
    found = compared(tree(GUIDE), tree(GUIDE, review_by="2027-03-31", owner="editors"))
    assert found.is_empty
    assert find_needed_bump(found) == "none"


def test_wording_is_a_patch() -> None:
    """New words for a question change no path, and are listed with the old ones."""
    found = compared(tree(GUIDE), tree(GUIDE, questions=with_question(0, text="How big is it?")))
    assert find_needed_bump(found) == "patch"
    assert "question size, text: “How large is it?” → “How big is it?”" in render_diff([found])


def test_added_option_that_moves_nothing_is_minor() -> None:
    """An answer that leads where the others led adds ways and changes none."""
    options = [*GUIDE["questions"][0]["options"], {"id": "tiny", "label": "Tiny"}]
    found = compared(tree(GUIDE), tree(GUIDE, questions=with_question(0, options=options)))
    assert (found.paths, found.changed, found.added) == (16, 0, 8)
    assert find_needed_bump(found) == "minor"


def test_moved_threshold_is_major_with_its_count_and_condition() -> None:
    """A range that moves takes the numbers in between to another result: counted, and named as numbers."""
    options = [{"id": "few", "label": "1 to 5", "from": 1, "to": 5}, {"id": "many", "label": "6 or more", "from": 6}]
    found = compared(tree(GUIDE), tree(GUIDE, questions=with_question(1, options=options)))
    [group] = found.groups
    assert (found.paths, found.changed, group.old, group.new) == (24, 4, ("contract",), ("grant",))
    assert [(each.question, each.answers) for each in group.conditions[0].answers] == [("size", ("Large",)), ("cooks", ("4 to 5",))]
    assert find_needed_bump(found) == "major"
    assert "4 of 24 paths change their result." in render_diff([found])


def test_condition_that_lets_more_in() -> None:
    """A wider condition moves exactly the paths that it newly holds of."""
    found = compared(tree(GUIDE), tree(GUIDE, outcomes=with_outcome(0, when={"size": "large"})))
    assert (found.paths, found.changed) == (16, 4)
    rendered = " ".join(render_diff([found]).split())
    when = "when “How large is it?” is “Large” and “How many cooks?” is “1 to 3”"
    assert f"4 paths: {when}, the result moves from “A grant” to “A contract”." in rendered


def test_what_is_shown_next_to_is_counted_apart() -> None:
    """An add-on that appears more often changes no result, and is counted; an answer of a question with several is reported by what it includes."""
    found = compared(tree(GUIDE), tree(GUIDE, outcomes=with_outcome(2, when={"needs": {"has_any": ["hall", "food"]}})))
    assert (found.changed, found.others_changed, find_needed_bump(found)) == (0, 4, "minor")


def test_other_force_of_an_outcome_is_another_result() -> None:
    """From `may` to `must` changes what a reader reads, and says so."""
    before, after = tree(GUIDE, outcomes=with_outcome(0, modality="may")), tree(GUIDE, outcomes=with_outcome(0, modality="must"))
    found = compared(before, after)
    assert (found.changed, find_needed_bump(found)) == (4, "major")
    assert "from “A contract (may)” to “A contract (must)”" in " ".join(render_diff([found]).split())


def test_renamed_ids_keep_their_paths() -> None:
    """With `was`, a question, an answer and an outcome under new ids are the same ones; without, they are gone."""
    renamed = [
        {
            **GUIDE["questions"][0],
            "id": "scale",
            "was": ["size"],
            "options": [{"id": "small", "label": "Small"}, {"id": "big", "label": "Large", "was": ["large"]}],
        },
        *GUIDE["questions"][1:],
    ]
    outcomes = [{"id": "deal", "title": "A contract", "was": ["contract"], "when": {"scale": "big", "cooks": "many"}}, *GUIDE["outcomes"][1:]]
    found = compared(tree(GUIDE), tree(GUIDE, questions=renamed, outcomes=outcomes))
    assert (found.changed, found.removed, find_needed_bump(found)) == (0, 0, "minor")
    assert {edit.how for edit in found.edits} == {"renamed"}
    lost = [{key: value for key, value in question.items() if key != "was"} for question in renamed]
    found = compared(tree(GUIDE), tree(GUIDE, questions=lost, outcomes=[{**outcomes[0], "was": ["contract"]}, *outcomes[1:]]))
    assert find_needed_bump(found) == "major"
    assert ("removed", "question size") in {(edit.how, edit.where) for edit in found.edits}


def test_questions_in_another_order_are_the_same_questions() -> None:
    """The order in which questions are asked changes no result, however far one moves."""
    found = compared(tree(GUIDE), tree(GUIDE, questions=list(reversed(GUIDE["questions"]))))
    assert (found.paths, found.changed, found.added, found.removed, find_needed_bump(found)) == (16, 0, 0, 0, "minor")


def test_ranked_guide_counts_leads_and_ties() -> None:
    """Where points decide, a path changes when what leads, alone or in a tie, is not the same."""
    after = [{**question, "options": question["options"][:2]} if place == 0 else question for place, question in enumerate(RANKED["questions"])]
    after[3] = {
        **after[3],
        "options": [{**after[3]["options"][0], "effects": {"grant": {"fit": {"points": 1, "because": "So."}}}}, *after[3]["options"][1:]],
    }
    found = compared(tree(RANKED), tree(RANKED, questions=after))
    assert found.is_exact
    assert (found.paths, found.removed) == (54, 27)
    assert found.changed > 0
    assert sum(group.paths for group in found.groups) == found.changed


def test_sample_says_that_it_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many states to follow with their points, a sample is drawn, always the same one, and every telling says so."""
    monkeypatch.setattr(ranked_comparison, "MAX_STATES", 3)
    factors = [{"id": "fit", "label": "Fit", "weight": 40}, {"id": "cost", "label": "Cost", "weight": 60}]
    found = compared(tree(RANKED), tree(RANKED, factors=factors))
    assert (found.paths, found.sample) == (81, path_sample.SAMPLE_SIZE)
    assert found.changed == compared(tree(RANKED), tree(RANKED, factors=factors)).changed > 0
    assert "of a sample change their result" in render_diff([found])
    assert make_diff_json(found)["exact"] is False
    assert find_needed_bump(found) == "major"


def test_guides_too_large_to_pair_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even the places of both versions are too many, paths are drawn answer by answer, and nothing is claimed of their number."""
    monkeypatch.setattr(result_comparison, "build_product_graph", lambda _: None)
    found = compared(tree(GUIDE), tree(GUIDE, outcomes=with_outcome(0, when={"size": "large"})))
    assert (found.paths, found.sampled_from, find_needed_bump(found)) == (None, None, "major")
    assert [(group.old, group.new) for group in found.groups] == [(("grant",), ("contract",))]


def test_new_and_gone_guides() -> None:
    """A guide in one knowledge base only is reported as new or gone; one under another id with `was` is compared."""
    one, other = tree(GUIDE), tree(GUIDE, id="other", was=["guide"])
    assert render_diff(diff_knowledge_bases(KnowledgeBase(), KnowledgeBase(trees={"guide": one}))) == "guide: new, version 1.0.0."
    assert render_diff(diff_knowledge_bases(KnowledgeBase(trees={"guide": one}), KnowledgeBase())) == "guide: gone (it was version 1.0.0)."
    [renamed] = diff_knowledge_bases(KnowledgeBase(trees={"guide": one}), KnowledgeBase(trees={"other": other}))
    assert [(edit.how, edit.old, edit.new) for edit in renamed.edits] == [("renamed", "guide", "other")]
    assert render_diff([]) == "Nothing differs in any guide."


def test_markdown_shows_words_as_they_are() -> None:
    """Nothing that an author writes becomes a link, a mention, a picture or HTML in a comment on a pull request."""
    text = "Is it <img src=x> ![a](b) @everyone #1 `x`?"
    found = compared(tree(GUIDE), tree(GUIDE, questions=with_question(0, text=text)))
    rendered = render_diff_as_markdown([found])
    assert "<img" not in rendered
    assert "![" not in rendered
    assert "@everyone" not in rendered


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.2.3", "1.2.3", "none"),
        ("1.2.3", "1.2.10", "patch"),
        ("1.9.3", "1.10.0", "minor"),
        ("1.2.3", "2.0.0", "major"),
        ("1.2.3", "1.2.2", None),
    ],
)
def test_steps(old: str, new: str, step: str | None) -> None:
    """A step is named by the first number that moves, and numbers are compared as numbers."""
    assert find_bump(old, new) == step


def test_enough_is_enough() -> None:
    """A larger step than needed is fine, and a smaller one is not."""
    assert get_next_version("1.2.3", "minor") == "1.3.0"
    assert is_bump_enough("1.2.3", "2.0.0", "minor")
    assert not is_bump_enough("1.2.3", "1.2.4", "minor")
    assert not is_bump_enough("1.2.3", "1.2.2", "none")
